//! 三签 (DOMAIN F05): handler, lead and head sign a closing, and they are different people.

use crate::{SignatureView, act::SignRole, config::Signer};

/// How many people are tried for one role: with three roles, a third one always leaves somebody.
const CANDIDATES: usize = 3;

/// Of the signatures those that fill the roles, another person each, as many roles as can be; and the roles left over.
pub(super) fn choose<'s>(
    needed: &[Signer],
    signatures: &'s [SignatureView],
) -> (Vec<&'s SignatureView>, Vec<SignRole>) {
    let roles: Vec<SignRole> = needed
        .iter()
        .map(|signer| match signer {
            Signer::Handler => SignRole::Handler,
            Signer::Lead => SignRole::Lead,
            Signer::Head => SignRole::Head,
        })
        .collect();
    let candidates: Vec<Vec<&SignatureView>> = roles.iter().map(|role| candidates(*role, signatures)).collect();
    let chosen = fill(&candidates, &mut Vec::new());
    let left = roles.iter().zip(&chosen).filter(|(_, chosen)| chosen.is_none()).map(|(role, _)| *role).collect();
    (chosen.into_iter().flatten().collect(), left)
}

/// The first signatures in a role, one a person.
fn candidates(role: SignRole, signatures: &[SignatureView]) -> Vec<&SignatureView> {
    let mut candidates: Vec<&SignatureView> = Vec::new();
    for signature in signatures.iter().filter(|signature| signature.holds && signature.role == role) {
        if candidates.len() < CANDIDATES && !candidates.iter().any(|other| other.by == signature.by) {
            candidates.push(signature);
        }
    }
    candidates
}

/// One signature for each role, or none; as many as can be, the earlier ones first.
fn fill<'s>(
    candidates: &[Vec<&'s SignatureView>],
    taken: &mut Vec<&'s SignatureView>,
) -> Vec<Option<&'s SignatureView>> {
    let Some((role, rest)) = candidates.split_first() else { return Vec::new() };
    let filled = |chosen: &[Option<&SignatureView>]| chosen.iter().flatten().count();
    let mut best: Vec<Option<&SignatureView>> = Vec::new();
    for option in role.iter().copied().map(Some).chain([None]) {
        if option.is_some_and(|signature| taken.iter().any(|other| other.by == signature.by)) {
            continue;
        }
        taken.extend(option);
        let mut chosen = vec![option];
        chosen.extend(fill(rest, taken));
        if option.is_some() {
            taken.pop();
        }
        if best.is_empty() || filled(&chosen) > filled(&best) {
            best = chosen;
        }
    }
    best
}
