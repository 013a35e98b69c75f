//! What cannot hold between cases: seen by whoever holds both, and folded into neither.

use std::collections::BTreeMap;

use crate::{ActId, CaseId, Directory, Dispute, DisputeRule, Interim, NumberUse, OfficeId, SettleBy, dispute_id};

/// K3: two registrations that may be of one matter. Both cases live on until a person who has both before them links them
/// or tells them apart; it is put to the lowest common superior of the two home offices.
#[must_use]
pub fn same_matter(mut registered: [(ActId, OfficeId); 2], directory: &Directory) -> Dispute {
    registered.sort_unstable();
    let acts = registered.map(|(act, _)| act).to_vec();
    Dispute {
        id: dispute_id(DisputeRule::K3, &acts),
        rule: DisputeRule::K3,
        acts,
        interim: Interim::BothCasesLive,
        notice: false,
        settle_at: directory.lowest_common_superior(&registered.map(|(_, home)| home)),
        settle_by: SettleBy::Anyone,
        settled_by: None,
        chosen: None,
        reason: None,
    }
}

/// K11 between cases: one number of one scheme in force on several. The provisional numbers stay valid until the
/// numbering office gives another number, which ends it; the old one is kept as an alias. The offices' own numbers are
/// made so that two cannot be the same, and are not compared. The order of `uses` does not matter.
#[must_use]
pub fn same_numbers(uses: &[(CaseId, NumberUse)], directory: &Directory) -> Vec<Dispute> {
    let mut by_number: BTreeMap<(&str, &str), Vec<(CaseId, &NumberUse)>> = BTreeMap::new();
    for (case, used) in uses.iter().filter(|(_, used)| used.current && used.scheme != "office") {
        by_number.entry((&used.scheme, &used.number)).or_default().push((*case, used));
    }
    let contested = by_number.into_values().filter(|uses| uses.iter().any(|(case, _)| *case != uses[0].0));
    contested.map(|uses| dispute(uses, directory)).collect()
}

fn dispute(mut uses: Vec<(CaseId, &NumberUse)>, directory: &Directory) -> Dispute {
    uses.sort_unstable_by_key(|(case, used)| (used.act, *case));
    let acts: Vec<_> = uses.iter().map(|(_, used)| used.act).collect();
    let mut offices: Vec<OfficeId> = uses.iter().map(|(_, used)| used.office).collect();
    offices.sort_unstable();
    offices.dedup();
    Dispute {
        id: dispute_id(DisputeRule::K11, &acts),
        rule: DisputeRule::K11,
        acts,
        interim: Interim::ProvisionalNumbers,
        notice: false,
        settle_at: directory.lowest_common_superior(&offices),
        settle_by: SettleBy::Numbering,
        settled_by: None,
        chosen: None,
        reason: None,
    }
}

#[cfg(test)]
mod tests;
