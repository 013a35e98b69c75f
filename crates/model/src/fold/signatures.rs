//! Signatures (签字; DOMAIN F05, K5): what each stands over. The gate lets through those only whose authors are what they signed
//! as.

use std::collections::BTreeMap;

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::{
    SignatureView,
    act::{Sign, can_be_signed},
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
    docket.graph.rank(sign.act).filter(|target| docket.body(*target).is_some_and(can_be_signed))
}

/// Reads every signature.
pub(crate) fn read(court: &Court<'_>, findings: &Findings, standing: &mut Standing) -> Signatures {
    let docket = court.docket;
    let mut signatures = Signatures::new();
    for (rank, sign) in docket.of::<Sign>() {
        let Some(target) = court.signed.get(&rank).copied() else {
            let named = target(docket, sign).is_some();
            standing.void(rank, if named { flag::OVER_ANOTHER_TEXT } else { flag::NAMES_NO_SUCH_ACT });
            continue;
        };
        let act = docket.acts[rank];
        let holds = !findings.settled.against.has(rank);
        if !holds {
            standing.supersede(rank);
        }
        signatures.entry(target).or_default().push(SignatureView {
            act: act.id,
            by: act.by,
            office: act.office,
            role: sign.role,
            on: act.effective_on,
            holds,
        });
    }
    signatures
}
