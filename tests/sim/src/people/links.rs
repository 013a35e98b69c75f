//! 关联: other cases, parties, campaigns.

use taizhang_model::{
    ActBody,
    act::{
        BreakGlass, Join, LiftRestriction, Link, LinkKind, NotSameMatter, Party, PartyRole, RemoveParty, Restrict,
        Unlink,
    },
};

use super::{desk::Desk, register};

/// Links to other cases, parties, campaigns.
pub(super) fn links(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let roles = [PartyRole::Petitioner, PartyRole::Representative, PartyRole::Opponent];
    let key = desk.one(&["0", "1"]).repeat(32);
    let mut offers = vec![ActBody::Party(Party {
        party: None,
        role: desk.one(&roles),
        name: desk.word(),
        keys: [key].into(),
        chosen_by_group: desk.chance(4),
    })];
    offers.push(ActBody::Join(Join { campaign: register::CAMPAIGN.into(), batch: None }));
    if let Some(other) = desk.rng.pick(desk.others).copied() {
        offers.push(ActBody::Link(Link {
            other,
            kind: desk.one(&[LinkKind::SameMatter, LinkKind::Related, LinkKind::CommonIssue]),
            other_received_on: desk.perhaps_day(0),
            other_number: None,
            reason: desk.word(),
        }));
        offers.push(ActBody::NotSameMatter(NotSameMatter { other, reason: desk.word() }));
    }
    if let Some(link) = desk.id(&["link"]) {
        offers.push(ActBody::Unlink(Unlink { link, reason: desk.word() }));
    }
    if let Some(party) = desk.id(&["party"]) {
        offers.push(ActBody::RemoveParty(RemoveParty { party, reason: desk.word() }));
    }
    offers.extend(reading(desk));
    offers
}

/// One word in so many is about who may read a case: few cases are restricted, and those not for long.
const SELDOM: usize = 61;
const SOON: usize = 5;

/// Who may read it.
fn reading(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let number: String = desk.word().chars().filter(char::is_ascii_digit).collect();
    let one_in = if desk.view.reading.is_restricted() { SOON } else { SELDOM };
    if number.parse::<usize>().is_ok_and(|number| number % one_in != 0) {
        return Vec::new();
    }
    if desk.view.reading.is_restricted() {
        let hours = desk.rng.between(1, BreakGlass::HOURS_MAX.into()) as u8;
        let opened = BreakGlass { reason: desk.word(), hours };
        return vec![ActBody::BreakGlass(opened), ActBody::LiftRestriction(LiftRestriction { reason: desk.word() })];
    }
    vec![ActBody::Restrict(Restrict { reason: desk.word(), readers: desk.some_staff() })]
}
