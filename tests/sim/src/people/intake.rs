//! 登记与受理: contacts, whose matter it is, and what kind of matter.

use taizhang_model::{
    ActBody,
    act::{
        Accept, AnswerObjection, Channel, Clarify, Classify, Crossing, Decline, Difficulty, HandOver, HandlingPath,
        MatterClass, Object, PriorityIssue, ProcessDefect, Refused, RepeatContact, Source, SourceLevel, TakeOver,
        Transfer, TransferKind, Trend, Triage, Urgency, Withdraw,
    },
};

use super::desk::Desk;

/// Contacts, and who answers for them first (首问负责).
pub(super) fn contacts(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let source = Source { level: SourceLevel::City, office: "市信访局".into(), number: String::new() };
    let mut offers = vec![ActBody::Contact(RepeatContact {
        channel: desk.one(Channel::ALL),
        received_on: desk.today,
        summary: desk.word(),
        persons: desk.rng.between(1, 8) as u32,
        batches: 1,
        representatives: vec!["陈玉兰".into()],
        receipt_code: format!("C{}", desk.word()),
        source: desk.chance(3).then_some(source),
    })];
    let contacts = &desk.view.intake.contacts;
    let own: Vec<_> =
        contacts.iter().filter(|contact| contact.owner == desk.office).map(|contact| contact.act).collect();
    let handed = contacts.iter().filter_map(|contact| contact.handed_over.as_ref());
    let handed: Vec<_> = handed.filter(|handed| desk.directory.is_ancestor_or_self(handed.to, desk.office)).collect();
    if let Some(contact) = desk.rng.pick(&own).copied() {
        offers.push(ActBody::HandOver(HandOver { contact, to: desk.other_office(), text: desk.word() }));
    }
    if let Some(handed) = desk.rng.pick(&handed) {
        offers.push(ActBody::TakeOver(TakeOver { hand_over: handed.act }));
    }
    offers
}

/// Whose matter it is: taken on, refused, passed on, sent back, withdrawn.
pub(super) fn whose(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let (to, to_name) = if desk.chance(4) { (None, Some(desk.word())) } else { (Some(desk.other_office()), None) };
    let mut offers = vec![
        ActBody::Accept(Accept { notice_no: Some(desk.word()), simple: desk.chance(4) }),
        ActBody::Decline(Decline {
            kind: if desk.view.flags.finalised { Refused::NoLongerAccepted } else { Refused::NotAccepted },
            reason: desk.word(),
            notice_no: Some("不受字第1号".into()),
            unreachable: desk.chance(4),
            concluded_in: desk.view.links.same_matter().map(|link| link.other).next(),
        }),
        ActBody::Transfer(Transfer {
            to,
            to_name,
            kind: desk.one(&[TransferKind::Transfer, TransferKind::Refer]),
            reason: desk.word(),
            notice_no: None,
            feedback_by: desk.perhaps_day(20),
        }),
        ActBody::Withdraw(Withdraw { words: desk.word(), received_on: desk.today, in_writing: desk.chance(2) }),
    ];
    let decisions = desk.view.intake.decisions.iter();
    let passed_on = decisions.filter_map(|decision| Some((decision.act, decision.to?)));
    let assigned = desk.view.duty.in_charge.iter().map(|charge| (charge.act, charge.unit));
    let here: Vec<_> = passed_on.chain(assigned).filter(|(_, to)| *to == desk.office).collect();
    if let Some((transfer, _)) = desk.rng.pick(&here).copied() {
        offers.push(ActBody::Object(Object { transfer, reason: desk.word(), late_reason: desk.perhaps_word() }));
    }
    let open: Vec<_> = desk.view.intake.objections.iter().filter(|one| one.answers.is_empty()).collect();
    if let Some(objection) = desk.rng.pick(&open).map(|objection| objection.act) {
        offers.push(ActBody::AnswerObjection(AnswerObjection {
            objection,
            agreed: desk.chance(2),
            reason: desk.word(),
        }));
    }
    offers
}

/// What kind of matter it is, and how urgent.
pub(super) fn matter(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let subjects: Vec<_> = desk.config().categories.iter().map(|category| category.id.clone()).collect();
    let colours: Vec<_> = desk.config().colours.iter().map(|colour| colour.id.clone()).collect();
    vec![
        ActBody::Clarify(Clarify { policy: desk.word(), opinion: desk.word(), lead_unit: Some(desk.any_office()) }),
        ActBody::Classify(Classify {
            subject: Some(desk.one(&subjects)),
            matter_class: Some(desk.one(&[MatterClass::Personnel, MatterClass::Livelihood, MatterClass::Legacy])),
            difficulty: Some(desk.one(&[Difficulty::Ordinary, Difficulty::Major])),
            path: Some(desk.one(&[HandlingPath::Common, HandlingPath::Group])),
            triage: Some(desk.one(&[Triage::Here, Triage::HigherLevel])),
            priority: Some(PriorityIssue::PolicyGap),
            crossings: [desk.one(&[Crossing::Region, Crossing::Department])].into(),
            defects: [ProcessDefect::Overdue].into(),
            tags: [desk.word()].into(),
            funds_needed: desk.chance(2).then_some(12_000_000),
            simple: desk.chance(4),
        }),
        ActBody::Urgency(Urgency {
            colour: desk.one(&colours),
            reason: desk.word(),
            until: desk.day(3),
            trend: Some(desk.one(&[Trend::Steady, Trend::Easing, Trend::Growing])),
        }),
    ]
}
