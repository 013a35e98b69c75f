//! 关联: other cases, people of the case, campaigns.

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::{
    CaseParty, LinkView, LinksView, Membership, ToldApart,
    act::{Join, Link, LinkKind, NotSameMatter, Party, Register, RemoveParty, Unlink},
    causality::Ranks,
    flag,
};

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    docket: &Docket<'_>,
    _court: &Court<'_>,
    _findings: &Findings,
    standing: &mut Standing,
) -> LinksView {
    let (links, not_same) = links(docket, standing);
    let own = docket.of::<Register>().next().map(|(_, register)| register.received_on);
    let same = links.iter().filter(|link| link.kind == LinkKind::SameMatter && !link.contested);
    let earliest_received_on = own.map(|own| same.filter_map(|link| link.other_received_on).fold(own, Ord::min));
    removals(docket, standing);
    LinksView {
        links,
        not_same,
        earliest_received_on,
        parties: parties(docket),
        campaigns: campaigns(docket, standing),
    }
}

/// What a later word about the same other case took away, and what speaks against a link without having seen it.
fn links(docket: &Docket<'_>, standing: &mut Standing) -> (Vec<LinkView>, Vec<ToldApart>) {
    for (rank, unlink) in docket.of::<Unlink>() {
        if docket.find::<Link>(unlink.link).is_none_or(|(link, _)| !docket.saw(rank, link)) {
            standing.void(rank, flag::NAMES_NO_SUCH_ACT);
        }
    }
    let undone = |rank: usize, link: &Link| {
        let unlinked = docket.of::<Unlink>().any(|(later, unlink)| {
            docket.saw(later, rank)
                && docket
                    .find::<Link>(unlink.link)
                    .is_some_and(|(of, named)| docket.saw(later, of) && named.other == link.other)
        });
        let apart = |(later, apart): (usize, &NotSameMatter)| docket.saw(later, rank) && apart.other == link.other;
        unlinked || link.kind == LinkKind::SameMatter && docket.of::<NotSameMatter>().any(apart)
    };
    // Of several links of one kind to one case that no other took back, the first is the link.
    let mut links: Vec<LinkView> = Vec::new();
    let mut live = Ranks::default();
    for (rank, link) in docket.of::<Link>() {
        if undone(rank, link) {
            standing.supersede(rank);
            continue;
        }
        live.add(rank);
        if let Some(held) = links.iter_mut().find(|held| held.other == link.other && held.kind == link.kind) {
            held.other_received_on = held.other_received_on.into_iter().chain(link.other_received_on).min();
            standing.void(rank, flag::ALREADY_DONE);
            continue;
        }
        links.push(LinkView {
            act: docket.id(rank),
            other: link.other,
            kind: link.kind,
            other_number: link.other_number.clone(),
            other_received_on: link.other_received_on,
            reason: link.reason.clone(),
            contested: false,
        });
    }
    let mut not_same: Vec<ToldApart> = Vec::new();
    for (rank, apart) in docket.of::<NotSameMatter>() {
        let same = |(later, link): (usize, &Link)| {
            live.has(later) && link.kind == LinkKind::SameMatter && link.other == apart.other
        };
        if docket.of::<Link>().filter(|link| same(*link)).any(|(later, _)| docket.saw(later, rank)) {
            standing.supersede(rank);
            continue;
        }
        let beside = |link: &&mut LinkView| link.kind == LinkKind::SameMatter && link.other == apart.other;
        if let Some(link) = links.iter_mut().find(beside) {
            link.contested = true;
            standing.flag(rank, flag::CONTESTED);
            docket.of::<Link>().filter(|link| same(*link)).for_each(|(link, _)| standing.flag(link, flag::CONTESTED));
        }
        if not_same.iter().any(|told| told.other == apart.other) {
            standing.void(rank, flag::ALREADY_DONE);
        } else {
            not_same.push(ToldApart { act: docket.id(rank), other: apart.other, reason: apart.reason.clone() });
        }
    }
    (links, not_same)
}

fn removals(docket: &Docket<'_>, standing: &mut Standing) {
    for (rank, removal) in docket.of::<RemoveParty>() {
        match docket.find::<Party>(removal.party).filter(|(party, _)| docket.saw(rank, *party)) {
            Some((party, _)) => standing.supersede(party),
            None => standing.void(rank, flag::NAMES_NO_SUCH_ACT),
        }
    }
}

/// The people of the case: those entered and not removed.
pub(super) fn parties(docket: &Docket<'_>) -> Vec<CaseParty> {
    let mut removed = Ranks::default();
    for (rank, removal) in docket.of::<RemoveParty>() {
        if let Some((party, _)) = docket.find::<Party>(removal.party).filter(|(party, _)| docket.saw(rank, *party)) {
            removed.add(party);
        }
    }
    let held = docket.of::<Party>().filter(|(rank, _)| !removed.has(*rank));
    held.map(|(rank, party)| CaseParty {
        act: docket.id(rank),
        party: party.party,
        role: party.role,
        name: party.name.clone(),
        keys: party.keys.clone(),
        chosen_by_group: party.chosen_by_group,
    })
    .collect()
}

fn campaigns(docket: &Docket<'_>, standing: &mut Standing) -> Vec<Membership> {
    let mut joined: Vec<Membership> = Vec::new();
    for (rank, join) in docket.of::<Join>() {
        if joined.iter().any(|held| held.campaign == join.campaign) {
            standing.void(rank, flag::ALREADY_DONE);
        } else {
            joined.push(Membership { act: docket.id(rank), campaign: join.campaign.clone(), batch: join.batch });
        }
    }
    joined
}
