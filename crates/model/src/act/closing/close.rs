//! 办结: the procedure is finished. That the matter is resolved (化解) is another fact (DOMAIN 0.1).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, Document, InBody, Join, SignRole, limits};
use crate::{ActId, DisputeRule, Effect, Refusal, check::Situation, refusal, text};

/// A request to close (办结; DOMAIN F01, F05, F23, H07, H28, 3.2): the manifest that is then signed.
///
/// Needs the unit in charge; a served reply and an answer to every contact; no review under way; no promise past its
/// day; a clear claim settled in full; the cause found; every item of the campaign's or county's checklist; and no open
/// dispute except one about an earlier closing. The case is closed when those whom the configuration names have signed
/// it, each another person. It does not hold while there is work it had not seen (K2); a later one replaces it; a further
/// contact opens the case again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// What was done and how it ended.
    pub summary: String,
    /// What brought the matter about, where no finding or meeting of the case says so (DOMAIN H04, H28).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// The manifest: the acts it covers. What these had seen is covered too, so the latest acts are enough.
    pub covers: Vec<ActId>,
    /// The campaign's or county's checklist: by item, the act that fulfils it (DOMAIN F01, H28).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub checklist: BTreeMap<String, ActId>,
}

impl ActKind for Close {
    const KIND: &'static str = "close";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if now.view.closed {
            return Err(Refusal::because(&refusal::ALREADY_CLOSED));
        }
        answered(now)?;
        if let Some(dispute) = now.view.open_disputes().find(|dispute| dispute.rule != DisputeRule::K2) {
            return Err(Refusal::because(&refusal::OPEN_DISPUTE).missing(dispute.id.to_string()));
        }
        now.by_lead_unit()?;
        promises_kept(now)?;
        settled_in_full(now)?;
        if self.covers.len() > limits::COVERS {
            return Err(Refusal::because(&refusal::TOO_MANY_ACTS).missing(format!("at most {}", limits::COVERS)));
        }
        text::lines("summary", &self.summary, limits::REASON_CHARS)?;
        text::lines("cause", &self.cause, limits::LINE_CHARS)?;
        if !now.view.handling.three.cause_found && self.cause.trim().is_empty() {
            return Err(Refusal::because(&refusal::CAUSE_MISSING).missing("cause"));
        }
        self.dossier(now)
    }
}

impl Close {
    /// Refuses a dossier that lacks an item of the checklist (DOMAIN F01), or whose report the lead did not sign (F03).
    fn dossier(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        let campaign = all::<Join>(now).last().map(|(_, join)| join.campaign.as_str());
        let items = now.config().checklist(campaign);
        let mut incomplete = Refusal::because(&refusal::CHECKLIST_INCOMPLETE);
        for item in items.iter().filter(|item| !item.optional && !self.checklist.contains_key(&item.id)) {
            incomplete = incomplete.missing(format!("{} ({})", item.id, item.name));
        }
        for (item, act) in &self.checklist {
            if !items.iter().any(|known| known.id == *item) {
                incomplete = incomplete.missing(format!("{item}: no item of the checklist"));
            } else if matches!(now.act(*act)?.effect, Effect::Superseded | Effect::NoEffect) {
                incomplete = incomplete.missing(format!("{item}: act {act} does not hold"));
            } else if now.payload::<Document>(*act).is_ok_and(|document| document.kind.needs_lead()) {
                let signed = now.view.answer.documents.iter().filter(|document| document.act == *act);
                let mut signatures = signed.flat_map(|document| &document.signatures);
                if !signatures.any(|signature| signature.holds && signature.role == SignRole::Lead) {
                    incomplete = incomplete.missing(format!("{item}: signature of the lead"));
                }
            }
        }
        if incomplete.missing.is_empty() { Ok(()) } else { Err(incomplete) }
    }
}

/// The acts of a kind that hold, in the order of the timeline.
fn all<'a, T: InBody + 'a>(now: &'a Situation<'_>) -> impl DoubleEndedIterator<Item = (ActId, &'a T)> {
    let live = now.view.timeline.iter().filter(|item| item.kind == T::KIND);
    let live = live.filter(|item| !matches!(item.effect, Effect::Superseded | Effect::NoEffect));
    live.filter_map(|item| Some((item.act, now.payload::<T>(item.act).ok()?)))
}

/// Replied, served, every contact answered, no review under way (DOMAIN F09, F23).
fn answered(now: &Situation<'_>) -> Result<(), Refusal> {
    let answer = &now.view.answer;
    if answer.current_reply.is_none() {
        return Err(Refusal::because(&refusal::NOT_REPLIED));
    }
    let refusal = Refusal::because(&refusal::CONTACT_UNANSWERED);
    let refusal =
        now.view.intake.unanswered().fold(refusal, |refusal, contact| refusal.missing(contact.act.to_string()));
    if !refusal.missing.is_empty() {
        return Err(refusal);
    }
    if answer.served_on.is_none() {
        return Err(Refusal::because(&refusal::NOT_SERVED));
    }
    if answer.reviews.iter().any(|review| review.result.is_none()) {
        return Err(Refusal::because(&refusal::REVIEW_PENDING));
    }
    Ok(())
}

/// Promises are kept, given up with the petitioner's agreement, or still to come (DOMAIN H26).
fn promises_kept(now: &Situation<'_>) -> Result<(), Refusal> {
    let broken = now.view.duty.broken_promises(now.today);
    let refusal = broken.fold(Refusal::because(&refusal::PROMISE_OVERDUE), |refusal, promise| {
        let due = promise.due.map(|due| due.to_string()).unwrap_or_default();
        refusal.missing(format!("{} due {due}", promise.act))
    });
    if refusal.missing.is_empty() { Ok(()) } else { Err(refusal) }
}

/// A claim that was found to be clearly due is not closed in part (DOMAIN H07).
fn settled_in_full(now: &Situation<'_>) -> Result<(), Refusal> {
    let open = now.view.handling.claims.iter().filter(|claim| claim.blocks_closing);
    let refusal = open.fold(Refusal::because(&refusal::PARTLY_FULFILLED), |refusal, claim| {
        refusal.missing(format!("claim {}", claim.claim))
    });
    if refusal.missing.is_empty() { Ok(()) } else { Err(refusal) }
}
