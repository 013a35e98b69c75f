//! What cannot hold between cases: seen by whoever holds both, and folded into neither.
//!
//! The id of an act names it within its document: the first acts that a device writes in two documents have one id. What
//! speaks of acts of several cases names the case beside the act.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::{ActId, CaseId, Directory, Dispute, DisputeId, DisputeRule, Interim, NumberUse, OfficeId, SettleBy};

/// K3: two registrations that may be of one matter. Both cases live on until a person who has both before them links them
/// or tells them apart; it is put to the lowest common superior of the two home offices.
///
/// Each is a case, the act that registered it, and its home office; the acts of the dispute stand in the order of the cases.
#[must_use]
pub fn same_matter(mut registered: [(CaseId, ActId, OfficeId); 2], directory: &Directory) -> Dispute {
    registered.sort_unstable();
    Dispute {
        id: id_between(DisputeRule::K3, &registered.map(|(case, act, _)| (case, act))),
        rule: DisputeRule::K3,
        acts: registered.map(|(_, act, _)| act).to_vec(),
        interim: Interim::BothCasesLive,
        notice: false,
        settle_at: directory.lowest_common_superior(&registered.map(|(_, _, home)| home)),
        settle_by: SettleBy::Anyone,
        settled_by: None,
        chosen: None,
        reason: None,
    }
}

/// K11 between cases: one number of one scheme in force on several. The provisional numbers stay valid until the
/// numbering office gives another number, which ends it; the old one is kept as an alias. The offices' own numbers are
/// made so that two cannot be the same, and are not compared. The order of `uses` does not matter.
///
/// With each dispute come the cases of its acts, in their order.
#[must_use]
pub fn same_numbers(uses: &[(CaseId, NumberUse)], directory: &Directory) -> Vec<(Dispute, Vec<CaseId>)> {
    let mut by_number: BTreeMap<(&str, &str), Vec<(CaseId, &NumberUse)>> = BTreeMap::new();
    for (case, used) in uses.iter().filter(|(_, used)| used.current && used.scheme != "office") {
        by_number.entry((&used.scheme, &used.number)).or_default().push((*case, used));
    }
    let contested = by_number.into_values().filter(|uses| uses.iter().any(|(case, _)| *case != uses[0].0));
    contested.map(|uses| dispute(uses, directory)).collect()
}

fn dispute(mut uses: Vec<(CaseId, &NumberUse)>, directory: &Directory) -> (Dispute, Vec<CaseId>) {
    uses.sort_unstable_by_key(|(case, used)| (*case, used.act));
    let of_cases: Vec<_> = uses.iter().map(|(case, used)| (*case, used.act)).collect();
    let mut offices: Vec<OfficeId> = uses.iter().map(|(_, used)| used.office).collect();
    offices.sort_unstable();
    offices.dedup();
    let dispute = Dispute {
        id: id_between(DisputeRule::K11, &of_cases),
        rule: DisputeRule::K11,
        acts: of_cases.iter().map(|(_, act)| *act).collect(),
        interim: Interim::ProvisionalNumbers,
        notice: false,
        settle_at: directory.lowest_common_superior(&offices),
        settle_by: SettleBy::Numbering,
        settled_by: None,
        chosen: None,
        reason: None,
    };
    (dispute, of_cases.into_iter().map(|(case, _)| case).collect())
}

/// The id of a dispute between acts of several documents: the hash of its rule, its documents and its acts, in whatever
/// order they are given.
pub(crate) fn id_between(rule: DisputeRule, acts: &[(CaseId, ActId)]) -> DisputeId {
    let mut acts = acts.to_vec();
    acts.sort_unstable();
    let mut hash = Sha256::new_with_prefix(b"taizhang dispute between 1\0");
    hash.update(rule.as_str());
    for (case, act) in acts {
        hash.update(case.as_bytes());
        hash.update(act.as_bytes());
    }
    DisputeId::from_hash(&hash.finalize().into())
}

#[cfg(test)]
mod tests;
