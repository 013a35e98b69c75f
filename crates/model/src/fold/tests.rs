//! A small county to fold cases in, and the rules of the fold one by one.

mod answer;
mod clocks;
mod closing;
pub(crate) mod duty;
mod handling;
mod intake;
pub(crate) mod intake_acts;
mod laws;
mod links;
mod lost_function;
mod paperwork;
mod party;
pub(crate) mod reading;
mod stage;
mod story;
pub(crate) mod supervision;

use jiff::civil::date;

use super::*;
use crate::{
    Act, ActBody, ActId, Author, CaseId, ClaimId, Configs, DeviceId, Directory, Dispute, DisputeRule, Effect, Interim,
    Office, OfficeId, OfficeKind, Staff, StaffId, Stage,
    act::{Channel, ClaimOpinion, Note, Remedy, RepeatContact, Reply, ReplyPosition, Sign, SignRole, Visit},
    flag,
};

pub(crate) const COUNTY: u8 = 1;
pub(crate) const TOWN: u8 = 2;
pub(crate) const OTHER_TOWN: u8 = 3;
pub(crate) const VILLAGE: u8 = 4;
pub(crate) const STRANGER: u8 = 8;
pub(crate) const JOINT_MEETING: u8 = 9;

pub(crate) fn office(number: u8) -> OfficeId {
    OfficeId([number; 16])
}

/// The head of an office; `clerk` is somebody else there.
pub(crate) fn head(of: u8) -> StaffId {
    StaffId([100 + of; 16])
}

pub(crate) fn clerk(of: u8) -> StaffId {
    StaffId([200 + of; 16])
}

pub(crate) fn author(of: u8) -> Author {
    Author { staff: head(of), office: office(of), device: DeviceId([of; 16]) }
}

/// A county with two townships, a village of the first, and a joint meeting office that stands apart. The office
/// STRANGER is in no directory.
pub(crate) fn county() -> Directory {
    let mut directory = Directory::default();
    for (number, kind, parent) in [
        (COUNTY, OfficeKind::County, None),
        (TOWN, OfficeKind::Township, Some(COUNTY)),
        (OTHER_TOWN, OfficeKind::Township, Some(COUNTY)),
        (VILLAGE, OfficeKind::Village, Some(TOWN)),
        (JOINT_MEETING, OfficeKind::JointMeeting, None),
    ] {
        let id = office(number);
        let (name, code) = (format!("office {number}"), format!("O{number}"));
        directory.offices.insert(id, Office { id, kind, parent: parent.map(office), name, code });
        for (staff, is_head) in [(head(number), true), (clerk(number), false)] {
            let name = format!("{} of {number}", if is_head { "head" } else { "clerk" });
            let row = Staff {
                id: staff,
                office: id,
                name,
                title: String::new(),
                is_head,
                is_team_member: is_head,
                roles: Default::default(),
                active: true,
                revision: 1,
                since: Timestamp::UNIX_EPOCH,
            };
            directory.staff.insert(staff, row);
        }
    }
    directory
}

/// A case that is written act by act.
#[derive(Clone)]
pub(crate) struct Book {
    pub(crate) record: CaseRecord,
    pub(crate) directory: Directory,
    pub(crate) configs: Configs,
}

impl Book {
    pub(crate) fn new() -> Self {
        let record = CaseRecord {
            id: CaseId([7; 16]),
            home: office(VILLAGE),
            fields: Default::default(),
            narrative: String::new(),
            claims: Default::default(),
            acts: Vec::new(),
        };
        Self { record, directory: county(), configs: Configs::default() }
    }

    /// Registered by the village and accepted by the township, with title, petitioner and a claim.
    pub(crate) fn accepted() -> (Self, ActId) {
        let mut book = Self::new();
        book.set(fields::TITLE, &["关于征地补偿"]);
        book.set(fields::PETITIONER, &["王某"]);
        let text = vec![value("补偿款未到位", VILLAGE)];
        book.record.claims.insert(ClaimId([1; 16]), [(fields::TEXT.to_owned(), text)].into());
        let registered = book.add(VILLAGE, &[], register());
        let accepted = book.add(TOWN, &[registered], ActBody::Accept(Accept::default()));
        (book, accepted)
    }

    pub(crate) fn set(&mut self, field: &str, values: &[&str]) {
        let values = values.iter().zip(1..).map(|(text, device)| value(text, device)).collect();
        self.record.fields.insert(field.to_owned(), values);
    }

    /// The n-th act is made n hours after midnight of 1 June 2026, in China.
    pub(crate) fn add(&mut self, of: u8, saw: &[ActId], body: ActBody) -> ActId {
        let number = u8::try_from(self.record.acts.len() + 1).expect("tests are short");
        let midnight: Timestamp = "2026-06-01T00:00:00+08:00".parse().expect("a timestamp");
        let author = author(of);
        self.record.acts.push(Act {
            id: ActId([number; 16]),
            by: author.staff,
            office: author.office,
            device: author.device,
            made_at: midnight + jiff::SignedDuration::from_hours(number.into()),
            effective_on: date(2026, 6, 1),
            based_on: saw.to_vec(),
            config: self.configs.current_version(),
            staff_revision: 1,
            body,
        });
        ActId([number; 16])
    }

    pub(crate) fn act(&mut self, id: ActId) -> &mut Act {
        self.record.acts.iter_mut().find(|act| act.id == id).expect("an act of this book")
    }

    /// Signed by a member of staff of an office, who had seen what they signed and `saw`.
    pub(crate) fn sign(&mut self, of: u8, staff: StaffId, saw: &[ActId], over: ActId, role: SignRole) -> ActId {
        let hash = self.act(over).content_hash();
        let saw = [&[over], saw].concat();
        let signed = self.add(of, &saw, ActBody::Sign(Sign { act: over, over: hash, role }));
        self.act(signed).by = staff;
        signed
    }

    /// A closing with three signatures: of the township's clerk who handles the case, of its head who leads it, and of
    /// the head of the county. The last of them.
    pub(crate) fn closed(&mut self, saw: &[ActId], covers: &[ActId]) -> ActId {
        let closing = self.add(TOWN, saw, close(covers));
        self.signed(closing)
    }

    /// The three signatures over a closing.
    pub(crate) fn signed(&mut self, closing: ActId) -> ActId {
        let handler = self.sign(TOWN, clerk(TOWN), &[], closing, SignRole::Handler);
        let lead = self.sign(TOWN, head(TOWN), &[handler], closing, SignRole::Lead);
        self.sign(COUNTY, head(COUNTY), &[lead], closing, SignRole::Head)
    }

    /// Accepted, assigned to the township, replied to and served; the last act.
    pub(crate) fn served() -> (Self, ActId) {
        let (mut book, accepted) = Self::accepted();
        let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
        let replied = book.add(TOWN, &[assigned], reply());
        let served = book.add(TOWN, &[replied], serve(replied));
        (book, served)
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context { directory: &self.directory, configs: &self.configs }
    }

    pub(crate) fn view(&self) -> CaseView {
        fold(&self.record, self.context())
    }

    fn effect(&self, act: ActId) -> Effect {
        self.item(act).effect
    }

    fn flags(&self, act: ActId) -> Vec<String> {
        self.item(act).flags
    }

    fn item(&self, act: ActId) -> crate::TimelineItem {
        self.view().timeline.into_iter().find(|item| item.act == act).expect("an act of the timeline")
    }

    fn only_dispute(&self) -> Dispute {
        let mut disputes = self.view().disputes;
        assert_eq!(disputes.len(), 1, "{disputes:#?}");
        disputes.remove(0)
    }

    /// The only deadline of a rule.
    pub(crate) fn deadline(&self, rule: &str) -> crate::Deadline {
        let mut found = self.deadlines(rule);
        assert_eq!(found.len(), 1, "{rule}: {found:#?}");
        found.remove(0)
    }

    pub(crate) fn deadlines(&self, rule: &str) -> Vec<crate::Deadline> {
        self.view().deadlines.into_iter().filter(|deadline| deadline.rule == rule).collect()
    }

    fn handling(&self) -> crate::Deadline {
        self.deadline(crate::Deadline::HANDLE)
    }
}

fn value(text: &str, device: u8) -> FieldValue {
    FieldValue { value: text.to_owned(), by: DeviceId([device; 16]) }
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Some(date(year, month, day))
}

pub(crate) fn register() -> ActBody {
    ActBody::Register(Register {
        channel: Channel::Visit,
        received_on: date(2026, 6, 1),
        summary: "补偿款未到位".to_owned(),
        persons: 3,
        number: "SQ-2026-1".to_owned(),
        receipt_code: "K7Q2".to_owned(),
        batches: 1,
        ..Register::default()
    })
}

pub(crate) fn assign(lead: StaffId, unit: u8) -> ActBody {
    let measures = "核实账目".to_owned();
    let policy = Some("按征地补偿标准".to_owned());
    ActBody::Assign(Assign {
        lead,
        unit: office(unit),
        handler: Some(clerk(unit)),
        measures,
        policy,
        ..Assign::default()
    })
}

pub(crate) fn note() -> ActBody {
    ActBody::Note(Note { text: "已联系".to_owned() })
}

pub(crate) fn visit() -> ActBody {
    ActBody::Visit(Visit { place: "村委会".to_owned(), text: "见面".to_owned(), ..Visit::default() })
}

pub(crate) fn extend(days: u16) -> ActBody {
    ActBody::Extend(Extend { days, reason: "案情复杂".to_owned() })
}

pub(crate) fn reply() -> ActBody {
    replies("款项已核实", ReplyPosition::Supported)
}

pub(crate) fn replies(text: &str, position: ReplyPosition) -> ActBody {
    let opinion = ClaimOpinion {
        claim: ClaimId([1; 16]),
        facts: "补偿款少发".to_owned(),
        opinion: "予以补发".to_owned(),
        basis: "补偿安置办法第八条".to_owned(),
        position,
    };
    let remedy = Some(Remedy { organ: "县人民政府".to_owned(), days: 30 });
    ActBody::Reply(Reply { text: text.to_owned(), position, opinions: vec![opinion], remedy, ..Reply::default() })
}

pub(crate) fn serve(act: ActId) -> ActBody {
    ActBody::Serve(crate::act::Serve { act, proof: "回证1号".to_owned(), ..Default::default() })
}

pub(crate) fn close(covers: &[ActId]) -> ActBody {
    ActBody::Close(Close { summary: "已办结".to_owned(), covers: covers.to_vec(), ..Close::default() })
}

pub(crate) fn contact() -> ActBody {
    let (channel, received_on) = (Channel::Phone, date(2026, 6, 1));
    ActBody::Contact(RepeatContact {
        channel,
        received_on,
        summary: "再次来电".to_owned(),
        persons: 1,
        batches: 1,
        ..RepeatContact::default()
    })
}

pub(crate) fn settle(dispute: &Dispute, choose: ActId) -> ActBody {
    ActBody::Settle(Settle { dispute: dispute.id, choose, reason: "属地管理".to_owned() })
}

#[test]
fn an_empty_record_is_a_draft() {
    let view = Book::new().view();
    assert_eq!((view.stage, view.closed, view.timeline.len()), (Stage::Draft, false, 0));
}

#[test]
fn the_stages_follow_the_acts() {
    let mut book = Book::new();
    let registered = book.add(VILLAGE, &[], register());
    assert_eq!(book.view().stage, Stage::Registered);
    let accepted = book.add(TOWN, &[registered], ActBody::Accept(Accept::default()));
    assert_eq!(book.view().stage, Stage::Accepted);
    let noted = book.add(TOWN, &[accepted], note());
    let assigned = book.add(TOWN, &[noted], assign(head(TOWN), TOWN));
    assert_eq!(book.view().stage, Stage::Assigned, "the note came before the assignment");
    let visited = book.add(VILLAGE, &[assigned], visit());
    assert_eq!(book.view().stage, Stage::Handling);
    let replied = book.add(TOWN, &[visited], reply());
    assert_eq!(book.view().stage, Stage::Replied);
    book.closed(&[replied], &[replied]);
    let view = book.view();
    assert_eq!((view.stage, view.closed), (Stage::Closed, true));
    assert_eq!((view.notes, view.visits, view.replies, view.contacts), (1, 1, 1, 0));
    assert_eq!((view.number.as_str(), view.persons, view.handler), ("SQ-2026-1", 3, Some(clerk(TOWN))));
    assert!(view.timeline.iter().all(|item| item.effect == Effect::Live && item.flags.is_empty()), "{view:#?}");
}

#[test]
fn k1_two_leads_carry_the_duty_until_somebody_decides() {
    let (mut book, accepted) = Book::accepted();
    let by_town = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let by_county = book.add(COUNTY, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K1, Interim::BothLeadsCarryDuty));
    assert_eq!(dispute.acts, [by_town, by_county]);
    assert_eq!(dispute.id, dispute_id(DisputeRule::K1, &[by_county, by_town]), "the order is not part of the id");
    assert_eq!((dispute.settle_at, dispute.is_open()), (Some(office(COUNTY)), true));
    let leads: Vec<StaffId> = book.view().leads.iter().map(|lead| lead.staff).collect();
    assert_eq!(leads, [head(OTHER_TOWN), head(TOWN)], "the higher-level assigner first");
    assert_eq!([book.effect(by_town), book.effect(by_county)], [Effect::Disputed; 2]);

    let void = book.add(TOWN, &[by_town, by_county], settle(&dispute, by_town));
    assert_eq!((book.effect(void), book.flags(void)), (Effect::NoEffect, vec![flag::LACKED_AUTHORITY.to_owned()]));
    assert!(book.only_dispute().is_open());

    let settled = book.add(COUNTY, &[by_town, by_county], settle(&dispute, by_town));
    let dispute = book.only_dispute();
    assert_eq!((dispute.settled_by, dispute.chosen), (Some(settled), Some(by_town)));
    assert_eq!(dispute.reason.as_deref(), Some("属地管理"));
    assert_eq!(book.view().leads.iter().map(|lead| lead.staff).collect::<Vec<_>>(), [head(TOWN)]);
    assert_eq!([book.effect(by_town), book.effect(by_county)], [Effect::Live, Effect::Superseded]);
}

#[test]
fn k1_needs_different_duties_that_are_concurrent() {
    let (mut book, accepted) = Book::accepted();
    let first = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let same = book.add(COUNTY, &[accepted], assign(head(TOWN), TOWN));
    let view = book.view();
    assert_eq!((view.disputes.len(), view.leads.len(), view.leads[0].act), (0, 1, same), "one duty, two assigners");
    let later = book.add(COUNTY, &[first, same], assign(head(OTHER_TOWN), OTHER_TOWN));
    let view = book.view();
    assert_eq!((view.disputes.len(), view.leads.len(), view.leads[0].act), (0, 1, later));
    assert_eq!([book.effect(first), book.effect(later)], [Effect::Superseded, Effect::Live]);
}

#[test]
fn k1_ends_with_an_assignment_that_saw_both() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let two = book.add(OTHER_TOWN, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    let third = book.add(COUNTY, &[one, two], assign(clerk(COUNTY), COUNTY));
    let dispute = book.only_dispute();
    assert_eq!((dispute.settled_by, dispute.chosen, dispute.acts), (Some(third), None, vec![one, two]));
    assert_eq!(book.view().leads.len(), 1);
}

#[test]
fn a_late_assignment_reopens_the_question_and_keeps_what_was_settled() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let two = book.add(COUNTY, &[accepted], assign(head(COUNTY), COUNTY));
    let dispute = book.only_dispute();
    let settled = book.add(COUNTY, &[one, two], settle(&dispute, one));
    let late = book.add(OTHER_TOWN, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    let disputes = book.view().disputes;
    assert_eq!(disputes.len(), 2);
    assert_eq!(disputes.iter().find(|dispute| dispute.is_open()).map(|open| open.acts.clone()), Some(vec![one, late]));
    assert_eq!(disputes.iter().find(|dispute| !dispute.is_open()).and_then(|past| past.settled_by), Some(settled));
}

#[test]
fn settlements_that_contradict_each_other_leave_it_open_until_one_saw_both() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let two = book.add(OTHER_TOWN, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    let dispute = book.only_dispute();
    let for_one = book.add(COUNTY, &[one, two], settle(&dispute, one));
    let for_two = book.add(COUNTY, &[one, two], settle(&dispute, two));
    assert!(book.only_dispute().is_open());
    assert_eq!([book.effect(for_one), book.effect(for_two)], [Effect::Disputed; 2]);
    assert_eq!(book.view().leads.len(), 2);
    let last = book.add(COUNTY, &[for_one, for_two], settle(&dispute, two));
    assert_eq!(book.only_dispute().chosen, Some(two));
    assert_eq!([book.effect(for_one), book.effect(last)], [Effect::Superseded, Effect::Live]);
    let changed = book.add(COUNTY, &[last], settle(&dispute, one));
    assert_eq!((book.only_dispute().settled_by, book.only_dispute().chosen), (Some(changed), Some(one)));
}

#[test]
fn a_settlement_of_what_its_author_cannot_have_seen_has_no_effect() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let two = book.add(OTHER_TOWN, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    let dispute = book.only_dispute();
    let blind = book.add(COUNTY, &[one], settle(&dispute, one));
    let elsewhere = book.add(COUNTY, &[one, two], settle(&dispute, accepted));
    for void in [blind, elsewhere] {
        assert_eq!((book.effect(void), book.flags(void)), (Effect::NoEffect, vec![flag::NO_SUCH_DISPUTE.to_owned()]));
    }
    assert!(book.only_dispute().is_open());
}

#[test]
fn without_a_common_superior_the_joint_meeting_settles() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let two = book.add(JOINT_MEETING, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    let dispute = book.only_dispute();
    assert_eq!(dispute.settle_at, None);
    book.add(COUNTY, &[one, two], settle(&dispute, two));
    assert!(book.only_dispute().is_open());
    book.add(JOINT_MEETING, &[one, two], settle(&dispute, two));
    assert!(!book.only_dispute().is_open());
}

#[test]
fn k2_a_visit_beside_a_closing_keeps_the_case_open() {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let replied = book.add(TOWN, &[assigned], reply());
    let closed = book.add(TOWN, &[replied], close(&[replied]));
    book.signed(closed);
    let noted = book.add(VILLAGE, &[replied], note());
    assert!(book.view().closed, "a note is no reason");
    let visited = book.add(VILLAGE, &[noted], visit());
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K2, Interim::NotClosed));
    assert_eq!((dispute.acts, dispute.settle_at), (vec![closed, visited], Some(office(TOWN))));
    assert_eq!((book.view().stage, book.view().closed), (Stage::Replied, false));
    assert_eq!([book.effect(closed), book.effect(visited)], [Effect::Disputed, Effect::Live]);

    let mut settled = book.clone();
    let dispute = settled.only_dispute();
    settled.add(TOWN, &[closed, visited], settle(&dispute, closed));
    assert!(settled.view().closed && !settled.only_dispute().is_open());
    let again = settled.add(VILLAGE, &[visited], visit());
    assert!(!settled.view().closed, "another visit that the settlement had not seen");
    let open: Vec<Dispute> = settled.view().open_disputes().cloned().collect();
    assert_eq!(open.iter().map(|dispute| dispute.acts.clone()).collect::<Vec<_>>(), [vec![closed, again]]);

    let mut refused = book.clone();
    let dispute = refused.only_dispute();
    refused.add(TOWN, &[closed, visited], settle(&dispute, visited));
    assert!(!refused.view().closed && !refused.only_dispute().is_open());
    assert_eq!(refused.effect(closed), Effect::Superseded);

    let signed_again = book.add(TOWN, &[closed, visited], close(&[visited]));
    book.signed(signed_again);
    assert_eq!((book.view().stage, book.only_dispute().settled_by), (Stage::Closed, Some(signed_again)));
    assert_eq!(book.effect(closed), Effect::Superseded);
}

#[test]
fn k2_every_kind_of_work_counts_and_a_manifest_covers_what_its_acts_saw() {
    for work in [visit(), contact(), reply(), extend(5), assign(head(COUNTY), COUNTY)] {
        let (mut book, accepted) = Book::accepted();
        let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
        let replied = book.add(TOWN, &[assigned], reply());
        let closed = book.add(TOWN, &[replied], close(&[]));
        let beside = book.add(COUNTY, &[replied], work);
        assert_eq!(book.only_dispute().acts, [closed, beside]);
        assert!(!book.view().closed);
        let noted = book.add(VILLAGE, &[beside], note());
        book.act(closed).body = close(&[noted]);
        book.signed(closed);
        assert!(book.view().closed, "the note it covers had seen the work");
    }
}

#[test]
fn a_contact_after_the_closing_opens_the_case_again() {
    let (mut book, accepted) = Book::accepted();
    let assigned = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let replied = book.add(TOWN, &[assigned], reply());
    let closed = book.add(TOWN, &[replied], close(&[replied]));
    let signed = book.signed(closed);
    let came = book.add(VILLAGE, &[signed], contact());
    assert_eq!((book.view().stage, book.view().closed), (Stage::Reopened, false));
    assert_eq!((book.effect(closed), book.flags(came)), (Effect::Superseded, vec![flag::REOPENS.to_owned()]));
    let answered = book.add(TOWN, &[came], reply());
    assert_eq!(book.view().stage, Stage::Replied);
    book.closed(&[answered], &[answered]);
    assert_eq!(book.view().stage, Stage::Closed);
    assert_eq!(book.view().disputes, []);
}

#[test]
fn k4_the_earlier_due_date_holds_and_nothing_is_added_up() {
    let (mut book, accepted) = Book::accepted();
    assert_eq!(book.handling().due, day(2026, 7, 31), "the day of acceptance is not counted");
    let long = book.add(TOWN, &[accepted], extend(30));
    assert_eq!(book.handling().due, day(2026, 8, 30));
    let short = book.add(COUNTY, &[accepted], extend(10));
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K4, Interim::EarlierDueDate));
    assert_eq!((book.handling().due, book.handling().extended_days), (day(2026, 8, 10), 10));
    book.add(COUNTY, &[long, short], settle(&dispute, long));
    assert_eq!((book.handling().extended_days, book.only_dispute().is_open()), (30, false));
    assert_eq!([book.effect(long), book.effect(short)], [Effect::Live, Effect::Superseded]);
}

#[test]
fn extensions_that_saw_each_other_add_up_to_30_days_at_most() {
    let (mut book, accepted) = Book::accepted();
    let first = book.add(TOWN, &[accepted], extend(20));
    let second = book.add(TOWN, &[first], extend(20));
    assert_eq!((book.handling().extended_days, book.view().disputes), (30, Vec::new()));
    assert_eq!([book.effect(first), book.effect(second)], [Effect::Live; 2]);
    assert_eq!(book.flags(second), [flag::BEYOND_THE_CAP]);
    let nothing = book.add(TOWN, &[second], extend(0));
    assert_eq!(book.effect(nothing), Effect::NoEffect);
    let huge = book.add(TOWN, &[accepted], extend(u16::MAX));
    assert_eq!(book.handling().extended_days, 30);
    assert_eq!(book.only_dispute().acts, [second, huge]);
}

#[test]
fn the_clocks_start_on_declared_dates() {
    let (mut book, accepted) = Book::accepted();
    let registered = book.record.acts[0].id;
    let accept = book.deadline(crate::Deadline::ACCEPT);
    assert_eq!((accept.due, accept.met_by), (day(2026, 6, 16), Some(accepted)));
    assert_eq!(accept.basis, "《信访工作条例》第二十三条");
    let earlier = book.add(COUNTY, &[registered], ActBody::Accept(Accept::default()));
    book.act(earlier).effective_on = date(2026, 5, 20);
    assert_eq!((book.handling().starts_by, book.handling().starts_on), (earlier, date(2026, 5, 20)));
    assert_eq!((book.effect(accepted), book.flags(accepted)), (Effect::NoEffect, vec![flag::ALREADY_DONE.to_owned()]));
    assert_eq!(book.flags(earlier), [flag::BACKDATED, flag::DATED_BEFORE_A_SEEN_ACT]);
    let again = book.add(COUNTY, &[earlier], ActBody::Accept(Accept::default()));
    book.act(again).effective_on = date(2026, 5, 1);
    assert_eq!(book.handling().starts_by, earlier, "one that saw another never starts the clock");
    book.add(TOWN, &[accepted], reply());
    assert!(book.handling().met_by.is_some());
}

#[test]
fn dates_at_the_end_of_time_do_not_overflow() {
    let (mut book, accepted) = Book::accepted();
    for act in &mut book.record.acts {
        act.effective_on = jiff::civil::Date::MAX;
        act.made_at = Timestamp::MAX;
        if let ActBody::Register(register) = &mut act.body {
            register.received_on = jiff::civil::Date::MAX;
        }
    }
    book.add(TOWN, &[accepted], extend(30));
    assert_eq!(book.handling().due, Some(jiff::civil::Date::MAX));
    book.act(accepted).made_at = Timestamp::MIN;
    book.view();
}

#[test]
fn wrong_clocks_absent_acts_and_newer_kinds_are_flagged() {
    let (mut book, accepted) = Book::accepted();
    book.act(accepted).made_at = "2031-01-01T00:00:00Z".parse().unwrap();
    let absent = ActId([99; 16]);
    let noted = book.add(TOWN, &[accepted, absent], note());
    assert_eq!(book.flags(noted), [flag::SAW_AN_ABSENT_ACT, flag::CLOCK_BEHIND_A_SEEN_ACT]);
    let newer = ActBody::Unknown { kind: "mediate".to_owned(), payload: serde_json::json!({"tier": 2}) };
    let newer = book.add(TOWN, &[noted], newer);
    assert_eq!((book.item(newer).kind.as_str(), book.effect(newer)), ("mediate", Effect::NoEffect));
    assert_eq!(book.flags(newer), [flag::CLOCK_BEHIND_A_SEEN_ACT, flag::NEEDS_A_NEWER_VERSION]);
    let clerks = book.add(TOWN, &[newer], extend(3));
    book.act(clerks).by = clerk(TOWN);
    assert!(book.flags(clerks).contains(&flag::NOT_BY_A_HEAD.to_owned()));
}

#[test]
fn concurrent_field_values_stay_visible() {
    let (mut book, _) = Book::accepted();
    assert_eq!(book.view().conflicts, []);
    book.set(fields::AREA, &["东村", "西村"]);
    book.set(fields::SUBJECT, &["土地", "土地"]);
    book.record.claims.values_mut().for_each(|claim| {
        claim.insert(fields::AMOUNT.to_owned(), vec![value("1", 1), value("2", 2)]);
    });
    book.set(fields::GROUP_PERSONS, &["12"]);
    let view = book.view();
    assert_eq!((view.area.as_str(), view.claims[0].amount.as_str(), view.persons), ("东村", "1", 12));
    let fields: Vec<_> = view.conflicts.iter().map(|conflict| (conflict.claim, conflict.field.as_str())).collect();
    assert_eq!(fields, [(None, "area"), (Some(ClaimId([1; 16])), "amount")], "equal values are no conflict");
}

#[test]
fn the_timeline_names_what_is_concurrent() {
    let (mut book, accepted) = Book::accepted();
    let all: Vec<ActId> = (0..12).map(|_| book.add(TOWN, &[accepted], note())).collect();
    assert_eq!(book.item(all[0]).concurrent_with, all[1..9]);
    assert_eq!(book.item(all[11]).concurrent_with, all[..8]);
    assert_eq!(book.item(accepted).concurrent_with, []);
    assert_eq!(book.view().heads, all);
}

/// Shells and stores read these bytes: a golden file that changes is a change of the interface.
#[test]
fn golden_view() {
    let (mut book, accepted) = Book::accepted();
    let by_town = book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    let by_county = book.add(COUNTY, &[accepted], assign(head(COUNTY), COUNTY));
    let dispute = book.only_dispute();
    book.add(COUNTY, &[by_town, by_county], settle(&dispute, by_county));
    book.add(OTHER_TOWN, &[accepted], assign(head(OTHER_TOWN), OTHER_TOWN));
    book.set(fields::AREA, &["东村", "西村"]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&book.view()).unwrap());
}

/// The ledger has no place for anything that ranks, scores, watches or identifies a person (DOMAIN, Scope).
#[test]
fn no_name_in_the_model_is_about_a_person() {
    fn keys(value: &serde_json::Value, into: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| {
                into.push(key.clone());
                keys(value, into);
            }),
            serde_json::Value::Array(list) => list.iter().for_each(|value| keys(value, into)),
            _ => {}
        }
    }
    let (mut book, accepted) = Book::accepted();
    book.add(TOWN, &[accepted], assign(head(TOWN), TOWN));
    book.add(COUNTY, &[accepted], assign(head(COUNTY), COUNTY));
    book.set(fields::AREA, &["东村", "西村"]);
    let mut names = Vec::new();
    keys(&serde_json::to_value(book.view()).unwrap(), &mut names);
    book.record.acts.iter().for_each(|act| keys(&act.body.payload(), &mut names));
    names.extend(ActBody::KINDS.iter().chain(flag::ALL).map(|name| (*name).to_owned()));
    for field in fields::CASE_FIELDS.iter().chain(fields::CLAIM_FIELDS) {
        names.extend([field.name, field.label, field.label_zh].map(str::to_owned));
    }
    for banned in [
        "risk",
        "score",
        "rank",
        "colour",
        "watch",
        "stability",
        "whereabouts",
        "identity",
        "id_number",
        "telephone",
        "address",
        "repeat_count",
        "稳控",
        "重点人",
        "管控",
        "身份证",
        "电话",
        "住址",
    ] {
        assert!(names.iter().all(|name| !name.contains(banned)), "{banned} in {names:?}");
    }
}
