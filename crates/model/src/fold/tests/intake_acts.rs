//! Written examples of the acts of intake and links, for the tests of both, of the checks and of the golden files.

use super::*;
use crate::act::{
    AnswerObjection, Clarify, Classify, Crossing, Decline, Difficulty, HandOver, HandlingPath, Join, Link, LinkKind,
    MatterClass, NotSameMatter, Object, Party, PartyRole, PriorityIssue, ProcessDefect, Refused, RemoveParty, TakeOver,
    Transfer, Trend, Triage, Unlink, Urgency, Withdraw,
};

pub(crate) fn hand_over(contact: ActId, to: u8) -> ActBody {
    ActBody::HandOver(HandOver { contact, to: office(to), text: "请于三日内联系".to_owned() })
}

pub(crate) fn take_over(hand_over: ActId) -> ActBody {
    ActBody::TakeOver(TakeOver { hand_over })
}

pub(crate) fn clarify(unit: u8) -> ActBody {
    let (policy, opinion) = ("土地管理法第四十八条".to_owned(), "核实账目后补发".to_owned());
    ActBody::Clarify(Clarify { policy, opinion, lead_unit: Some(office(unit)) })
}

pub(crate) fn classify(subject: &str) -> ActBody {
    ActBody::Classify(Classify { subject: Some(subject.to_owned()), ..Classify::default() })
}

pub(crate) fn urgency(colour: &str, day: i8) -> ActBody {
    let (colour, reason) = (colour.to_owned(), "工期将至".to_owned());
    ActBody::Urgency(Urgency { colour, reason, until: date(2026, 6, day), trend: Some(Trend::Growing) })
}

pub(crate) fn decline() -> ActBody {
    ActBody::Decline(Decline {
        reason: "属于诉讼事项，请向法院提起".to_owned(),
        notice_no: Some("不受字〔2026〕1号".to_owned()),
        ..Decline::default()
    })
}

pub(crate) fn no_longer(concluded_in: Option<CaseId>) -> ActBody {
    ActBody::Decline(Decline {
        kind: Refused::NoLongerAccepted,
        reason: "已经复核终结".to_owned(),
        notice_no: Some("不再受字〔2026〕1号".to_owned()),
        concluded_in,
        ..Decline::default()
    })
}

pub(crate) fn transfer(to: u8) -> ActBody {
    ActBody::Transfer(Transfer {
        to: Some(office(to)),
        reason: "属贵单位职权".to_owned(),
        notice_no: Some("转字〔2026〕1号".to_owned()),
        ..Transfer::default()
    })
}

pub(crate) fn object(transfer: ActId) -> ActBody {
    ActBody::Object(Object { transfer, reason: "土地在邻镇".to_owned(), late_reason: None })
}

pub(crate) fn answer_objection(objection: ActId, agreed: bool) -> ActBody {
    ActBody::AnswerObjection(AnswerObjection { objection, agreed, reason: "情况属实".to_owned() })
}

pub(crate) fn withdraw() -> ActBody {
    let words = "问题已解决，我不再反映".to_owned();
    ActBody::Withdraw(Withdraw { words, received_on: date(2026, 6, 2), in_writing: true })
}

pub(crate) fn other_case(number: u8) -> CaseId {
    CaseId([number; 16])
}

pub(crate) fn link(other: u8, kind: LinkKind) -> ActBody {
    ActBody::Link(Link {
        other: other_case(other),
        kind,
        other_received_on: Some(date(2026, 5, 20)),
        other_number: Some("SQ-2026-0".to_owned()),
        reason: "同一征地事项".to_owned(),
    })
}

pub(crate) fn unlink(link: ActId) -> ActBody {
    ActBody::Unlink(Unlink { link, reason: "地块不同".to_owned() })
}

pub(crate) fn not_same_matter(other: u8) -> ActBody {
    ActBody::NotSameMatter(NotSameMatter { other: other_case(other), reason: "地块不同".to_owned() })
}

pub(crate) fn party(name: &str) -> ActBody {
    let keys = ["0123456789abcdef0123456789abcdef".to_owned()].into();
    ActBody::Party(Party { role: PartyRole::Petitioner, name: name.to_owned(), keys, ..Party::default() })
}

pub(crate) fn remove_party(party: ActId) -> ActBody {
    ActBody::RemoveParty(RemoveParty { party, reason: "录入有误".to_owned() })
}

pub(crate) fn join(campaign: &str) -> ActBody {
    ActBody::Join(Join { campaign: campaign.to_owned(), batch: None })
}

/// One written example of each kind of these two groups, for the golden files.
pub(crate) fn examples() -> Vec<ActBody> {
    let act = ActId([1; 16]);
    let classify = ActBody::Classify(Classify {
        subject: Some("land-requisition".to_owned()),
        matter_class: Some(MatterClass::Livelihood),
        difficulty: Some(Difficulty::Major),
        path: Some(HandlingPath::Group),
        triage: Some(Triage::HigherLevel),
        priority: Some(PriorityIssue::Legacy),
        crossings: [Crossing::Region, Crossing::PersonFromHousehold].into(),
        defects: [ProcessDefect::Overdue].into(),
        tags: ["无头案".to_owned()].into(),
        funds_needed: Some(12_000_000),
        simple: true,
    });
    vec![
        hand_over(act, TOWN),
        take_over(act),
        clarify(TOWN),
        classify,
        urgency("orange", 7),
        decline(),
        transfer(OTHER_TOWN),
        object(act),
        answer_objection(act, true),
        withdraw(),
        link(8, LinkKind::SameMatter),
        unlink(act),
        not_same_matter(9),
        party("王某"),
        remove_party(act),
        join("backlog-2026"),
    ]
}

/// For generated stories: whose the matter is. These name no other act.
pub(crate) fn whose() -> Vec<ActBody> {
    let accept = ActBody::Accept(Accept::default());
    let mut acts = vec![decline(), no_longer(None), no_longer(Some(other_case(8))), withdraw(), accept, reply()];
    acts.extend([COUNTY, TOWN, OTHER_TOWN].map(transfer));
    acts.push(ActBody::Finalise(Default::default()));
    acts
}

/// For generated stories: what the matter is, and what belongs to it.
pub(crate) fn what() -> Vec<ActBody> {
    vec![
        clarify(TOWN),
        classify("land"),
        urgency("red", 3),
        link(8, LinkKind::SameMatter),
        link(8, LinkKind::Related),
        link(9, LinkKind::SameMatter),
        not_same_matter(8),
        party("王某"),
        join("backlog-2026"),
    ]
}

/// Whether [`naming`] has something to say about it; a note stands for an act of the wrong kind.
pub(crate) fn is_named(act: &Act) -> bool {
    use ActBody as A;
    matches!(
        act.body,
        A::Register(_)
            | A::Contact(_)
            | A::HandOver(_)
            | A::Transfer(_)
            | A::Assign(_)
            | A::Object(_)
            | A::Link(_)
            | A::Party(_)
            | A::Note(_)
    )
}

/// An act that names `other`, sensibly where it can, and the office that it comes from where that matters.
pub(crate) fn naming(of: u8, other: &Act) -> (Option<u8>, ActBody) {
    let id = other.id;
    let sender = other.office.0[0];
    let to = |office: &Option<OfficeId>| office.map(|office| office.0[0]);
    match &other.body {
        ActBody::Register(_) | ActBody::Contact(_) => (Some(sender), hand_over(id, TOWN + of % 2)),
        ActBody::HandOver(handed) if of < 12 => (to(&Some(handed.to)), take_over(id)),
        ActBody::HandOver(handed) => (to(&Some(handed.to)), hand_over(handed.contact, COUNTY)),
        ActBody::Transfer(transfer) => (to(&transfer.to), object(id)),
        ActBody::Assign(assign) => (to(&Some(assign.unit)), object(id)),
        ActBody::Object(_) => (Some(COUNTY + of % 3), answer_objection(id, of > 3)),
        ActBody::Link(_) => (None, unlink(id)),
        ActBody::Party(_) => (None, remove_party(id)),
        _ => (None, [object(id), answer_objection(id, true), take_over(id), unlink(id)][usize::from(of % 4)].clone()),
    }
}
