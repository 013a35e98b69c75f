//! Signatures (签字; DOMAIN F05, K5): what each stands over, and whether whoever signed is what they signed as.

use std::collections::BTreeMap;

use super::{
    court::{Court, Findings},
    docket::Docket,
    rules::live_assigns,
    standing::Standing,
};
use crate::{
    SignatureView,
    act::{Assign, Issued, Sign, Signer, can_be_signed, may_sign},
    flag,
};

/// By act that was signed, its signatures in the order of the timeline.
pub(crate) type Signatures = BTreeMap<usize, Vec<SignatureView>>;

/// By signature, what it stands over: those whose hash is that of the act they name.
pub(crate) fn signed(docket: &Docket<'_>) -> BTreeMap<usize, usize> {
    let mut hashes: BTreeMap<usize, String> = BTreeMap::new();
    let mut signed = BTreeMap::new();
    for (rank, sign) in docket.of::<Sign>() {
        let Some(target) = target(docket, sign) else { continue };
        let hash = hashes.entry(target).or_insert_with(|| docket.acts[target].content_hash());
        if *hash == sign.over {
            signed.insert(rank, target);
        }
    }
    signed
}

fn target(docket: &Docket<'_>, sign: &Sign) -> Option<usize> {
    docket.graph.rank(sign.act).filter(|target| can_be_signed(&docket.acts[*target].body))
}

/// Reads every signature: judged by the assignments and the entry of the directory that its author had seen.
pub(crate) fn read(court: &Court<'_>, findings: &Findings, standing: &mut Standing) -> Signatures {
    let docket = court.docket;
    let mut signatures = Signatures::new();
    for (rank, sign) in docket.of::<Sign>() {
        let Some(target) = court.signed.get(&rank).copied() else {
            let named = target(docket, sign).is_some();
            standing.void(rank, if named { flag::OVER_ANOTHER_TEXT } else { flag::NAMES_NO_SUCH_ACT });
            continue;
        };
        let (act, issued) = (docket.acts[rank], docket.acts[target]);
        let scope = docket.graph.seen(rank);
        let assigns = live_assigns(court, scope, &court.settled(scope));
        let assigns: Vec<&Assign> = assigns.into_iter().filter_map(|rank| docket.at::<Assign>(rank)).collect();
        let directory = docket.context.directory;
        let signer =
            Signer { staff: act.by, office: act.office, entry: directory.staff_as_seen(act.by, act.staff_revision) };
        let entitled =
            may_sign(directory, &assigns, &signer, &Issued { by: issued.by, office: issued.office }, sign.role);
        if !entitled {
            standing.void(rank, flag::NOT_IN_THIS_ROLE);
        } else if findings.settled.against.has(rank) {
            standing.supersede(rank);
        }
        signatures.entry(target).or_default().push(SignatureView {
            act: act.id,
            by: act.by,
            office: act.office,
            role: sign.role,
            on: act.effective_on,
            holds: entitled && !findings.settled.against.has(rank),
        });
    }
    signatures
}
