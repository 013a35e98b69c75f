//! What the figures need to know of a case, read off its view: so that a count never has to fold a case again, and every
//! figure means by 办结, 报结 and 化解 what the case itself says.

use super::CaseFacts;
use crate::{
    CaseView, Stage,
    act::{CaseKind, Channel, LinkKind, ReopenCause},
};

impl CaseFacts {
    /// The facts of a case; none before it is registered, since nothing came in yet.
    ///
    /// It counts as repeated when the same matter came again after it was resolved and no later audit found it resolved
    /// once more. A link that somebody contests joins nothing (DOMAIN K3).
    #[must_use]
    pub fn of(view: &CaseView) -> Option<Self> {
        let received_on = view.received_on.filter(|_| view.stage != Stage::Draft)?;
        let repeats = view.closing.reopenings.iter().any(|reopened| reopened.cause == Some(ReopenCause::Repeat));
        let resolved_on = view.closing.resolved.map(|resolved| resolved.on);
        let same = |link: &&crate::LinkView| link.kind == LinkKind::SameMatter && !link.contested;
        Some(Self {
            case: view.id,
            received_on,
            superior_assigned: view.intake.source.is_some() || view.channel == Some(Channel::Assigned),
            listed: view.flags.listed,
            early_issue: view.intake.kind == CaseKind::EarlyIssue,
            leads: view.duty.leads().collect(),
            batches: view.intake.batches,
            persons: view.intake.persons,
            accepted: view.intake.is_accepted(),
            closed: view.closed,
            reported: view.flags.reported,
            resolved_on,
            repeated: resolved_on.is_none() && repeats,
            in_dispute: view.flags.in_dispute,
            mediated: view.handling.mediation_succeeded,
            replied: view.answer.current_reply.is_some(),
            dissatisfied: view.closing.ratings.iter().any(|rating| rating.latest && rating.satisfied == Some(false)),
            same_matter: view.links.links.iter().filter(same).map(|link| link.other).collect(),
        })
    }
}
