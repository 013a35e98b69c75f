//! 事项: what is clear about the matter, what kind it is, how urgent it is.

use crate::{
    Clarified, Clarities, Classification, IntakeView, UrgencyView,
    act::{Clarify, Classify, PartyRole, Urgency},
    fields,
    fold::{docket::Docket, links, standing::Standing},
};

pub(super) fn fold(docket: &Docket<'_>, view: &mut IntakeView, standing: &mut Standing) {
    view.clarified = clarified(docket);
    view.clarities = clarities(docket, &view.clarified);
    let latest = docket.latest(docket.ranks::<Classify>());
    let mut classified = Vec::new();
    for (rank, classify) in docket.of::<Classify>() {
        if latest.contains(&rank) {
            classified.push(Classification { act: docket.id(rank), what: classify.clone() });
        } else {
            standing.supersede(rank);
        }
    }
    view.classification = classified.pop();
    view.classified_otherwise = classified;
    let latest = docket.latest(docket.ranks::<Urgency>());
    for (rank, urgency) in docket.of::<Urgency>() {
        if latest.contains(&rank) {
            view.urgency.push(UrgencyView { act: docket.id(rank), what: urgency.clone() });
        } else {
            standing.supersede(rank);
        }
    }
}

/// Each part as the latest in the common order said it.
fn clarified(docket: &Docket<'_>) -> Clarified {
    let mut clarified = Clarified::default();
    for (_, clarify) in docket.of::<Clarify>() {
        if !clarify.policy.trim().is_empty() {
            clarified.policy.clone_from(&clarify.policy);
        }
        if !clarify.opinion.trim().is_empty() {
            clarified.opinion.clone_from(&clarify.opinion);
        }
        clarified.lead_unit = clarify.lead_unit.or(clarified.lead_unit);
    }
    clarified
}

fn clarities(docket: &Docket<'_>, clarified: &Clarified) -> Clarities {
    let record = docket.record;
    let written = |text: &str| !text.trim().is_empty();
    let field = |values: Option<&Vec<crate::FieldValue>>| {
        values.and_then(|values| values.first()).is_some_and(|value| written(&value.value))
    };
    let petitioner = |party: &crate::CaseParty| party.role == PartyRole::Petitioner && written(&party.name);
    Clarities {
        petitioner: field(record.fields.get(fields::PETITIONER)) || links::parties(docket).iter().any(petitioner),
        claim: written(&record.narrative) || record.claims.values().any(|claim| field(claim.get(fields::TEXT))),
        policy: written(&clarified.policy),
        opinion: written(&clarified.opinion),
        lead_unit: clarified.lead_unit.is_some(),
    }
}
