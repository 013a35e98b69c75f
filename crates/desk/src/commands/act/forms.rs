//! What could be recorded on a case now, and why the rest could not: the model's own word on a specimen of each kind.
//!
//! A specimen says as little as it may, and then whatever the model misses in it that the form asks for. So what the model has
//! against it may be its emptiness, which a form mends, or the case and the person, which it does not: only the latter stands
//! in the way.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};
use taizhang_client::{Checks, Error};
use taizhang_model::{ActBody, ActId, CaseId, CaseView};

use super::{
    super::case::Named,
    schema::{Field, Shape, case_kinds, fields},
};
use crate::{
    desk::Desk,
    failure::Failure,
    print::Answer,
    words::{self, Lang},
};

/// Acts of a case that a specimen names in turn, the latest first.
const NAMED_MAX: usize = 64;

/// What the model says of the case or of the person: no form mends it.
const STANDS_IN_THE_WAY: &[&str] = &[
    "accepted_stays",
    "agreement_not_in_force",
    "already_accepted",
    "already_closed",
    "already_joined",
    "already_listed",
    "already_objected",
    "already_registered",
    "already_resumed",
    "answer_by_the_supervised",
    "auditor_took_part",
    "case_full",
    "confirm_by_head",
    "contact_unanswered",
    "dossier_returned",
    "extension_too_late",
    "finding_finished",
    "lacked_authority",
    "listed_from_above",
    "lower_level",
    "may_not_supervise",
    "no_authority",
    "no_lead",
    "no_majority",
    "no_such_act",
    "no_such_dispute",
    "no_such_promise",
    "not_a_participant",
    "not_accepted",
    "not_an_approver",
    "not_approved",
    "not_asked_for",
    "not_assigned",
    "not_audit_office",
    "not_audited",
    "not_clear_enough",
    "not_closed",
    "not_handed_to_you",
    "not_head",
    "not_in_dispute",
    "not_lead_unit",
    "not_listed",
    "not_open_any_more",
    "not_privacy_officer",
    "not_registered",
    "not_replied",
    "not_restricted",
    "not_served",
    "not_the_assigning_level",
    "not_the_issuer",
    "not_the_latest",
    "not_the_latest_plan",
    "not_the_owner",
    "not_the_receiver",
    "not_the_sender",
    "not_your_office",
    "nothing_to_confirm",
    "nothing_to_review",
    "open_dispute",
    "partly_fulfilled",
    "party_removed",
    "passed_on",
    "payment_blocked",
    "promise_over",
    "promise_overdue",
    "raise_answered",
    "replaced",
    "reply_not_signed",
    "restricted",
    "restricted_by",
    "review_pending",
    "review_still_open",
    "reviewed_already",
    "signed_already",
    "stands_aside",
    "supervision_answered",
];

/// What a form mends, and a person wants to know beforehand: what the dossier still lacks.
const TOLD_BEFOREHAND: &[&str] = &["cause_missing", "checklist_incomplete"];

/// A kind of act, before somebody who would record one.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Form {
    /// The kind.
    kind: String,
    /// What people call it.
    label: String,
    /// Whether nothing about the case or the person stands in its way.
    may: bool,
    /// What does: as a failure says it. Where nothing does, what the form will have to bring.
    refusal: Option<Value>,
}

/// The kinds of acts on a case, each with whether it could be recorded now.
pub(crate) fn forms(desk: &Desk, Named { case }: Named) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let case = ledger.find_case(&case)?;
    let view = ledger.view(case)?;
    let today = desk.today().to_string();
    let forms = ledger.checks(desk.now(), case, |checks| {
        let specimens = Specimens { checks, view: &view, today };
        case_kinds().map(|kind| specimens.form(kind, desk.lang)).collect::<Vec<_>>()
    })?;
    let json = json!({"case": case, "number": view.number, "stage": view.stage, "forms": forms});
    Ok(Answer::new(json, String::new()))
}

struct Specimens<'a> {
    checks: &'a Checks<'a>,
    view: &'a CaseView,
    today: String,
}

/// What the model has against an act of a kind.
#[derive(Default)]
struct Against {
    /// What is left once the form says what was missing.
    last: Option<Error>,
    /// What it had against saying nothing, where that was something else.
    empty: Option<Error>,
}

impl Specimens<'_> {
    fn form(&self, kind: &str, lang: Lang) -> Form {
        let Against { last, empty } = self.against(kind);
        let may = !last.as_ref().is_some_and(stands_in_the_way);
        let is_told = |refused: &Error| stands_in_the_way(refused) || TOLD_BEFOREHAND.contains(&refused.code());
        let told = if may { empty.or(last).filter(is_told) } else { last };
        Form {
            kind: kind.to_owned(),
            label: words::kind_word(kind, lang),
            may,
            refusal: told.map(|refused| Failure::from(refused).told(lang)),
        }
    }

    /// What the model has against a specimen of this kind; where it names acts, against the one that fares best.
    fn against(&self, kind: &str) -> Against {
        let fields = fields(kind);
        let names_acts = fields.iter().any(|field| field.required && names_an_act(&field.shape));
        let acts: Vec<ActId> = match names_acts {
            true => self.view.timeline.iter().rev().take(NAMED_MAX).map(|item| item.act).collect(),
            false => Vec::new(),
        };
        let mut worst = Against::default();
        for act in acts.into_iter().map(Some).chain(std::iter::once(None)) {
            let against = self.against_specimen(kind, &fields, act);
            let Some(refused) = against.last.as_ref().filter(|refused| stands_in_the_way(refused)) else {
                return against;
            };
            let says_more = refused.code() != "no_such_act";
            if worst.last.as_ref().is_none_or(|worst| says_more && worst.code() == "no_such_act") {
                worst = against;
            }
        }
        worst
    }

    fn against_specimen(&self, kind: &str, fields: &[Field], act: Option<ActId>) -> Against {
        let mut said: Vec<&Field> = fields.iter().filter(|field| field.required).collect();
        let mut empty = None;
        loop {
            let last = self.refusal(kind, &said, act);
            let is_missing = |field: &&Field| missing(last.as_ref()).contains(&field.name) && !said.contains(field);
            let brought: Vec<_> = fields.iter().filter(is_missing).collect();
            if brought.is_empty() {
                return Against { last, empty };
            }
            said.extend(brought);
            empty = empty.or(last);
        }
    }

    fn refusal(&self, kind: &str, said: &[&Field], act: Option<ActId>) -> Option<Error> {
        let body = ActBody::from_kind(kind, self.payload(said.iter().copied(), act)).ok()?;
        let refused = self.checks.check(&body).err()?;
        // What is said of an empty form hides whose the act is.
        let authority = (!stands_in_the_way(&refused)).then(|| self.checks.authority(&body).err());
        Some(authority.flatten().unwrap_or(refused))
    }

    fn payload<'f>(&self, said: impl Iterator<Item = &'f Field>, act: Option<ActId>) -> Value {
        Value::Object(said.map(|field| (field.name.clone(), self.value(&field.shape, act))).collect())
    }

    fn value(&self, shape: &Shape, act: Option<ActId>) -> Value {
        match shape {
            Shape::Text => json!("…"),
            Shape::Date => json!(self.today),
            Shape::Whole | Shape::Money => json!(1),
            Shape::Switch => json!(true),
            Shape::Id(of) => match of.as_str() {
                "staff" => json!(self.checks.author().staff),
                "office" => json!(self.checks.author().office),
                "act" => json!(act.unwrap_or_default()),
                "claim" => json!(self.view.claims.first().map(|claim| claim.id).unwrap_or_default()),
                "dispute" => json!(self.view.open_disputes().next().map(|dispute| dispute.id).unwrap_or_default()),
                _ => json!(CaseId::default()),
            },
            Shape::Choice(choices) => json!(choices.first()),
            Shape::List(item) => json!([self.value(item, act)]),
            Shape::Map(_) => Value::Object(Map::new()),
            Shape::Fields(fields) => self.payload(fields.iter().filter(|field| field.required), act),
            Shape::Any => Value::Null,
        }
    }
}

fn stands_in_the_way(refused: &Error) -> bool {
    STANDS_IN_THE_WAY.contains(&refused.code())
}

/// What a refusal names as missing.
fn missing(refused: Option<&Error>) -> &[String] {
    if let Some(Error::Refused(refusal)) = refused { &refusal.missing } else { &[] }
}

fn names_an_act(shape: &Shape) -> bool {
    match shape {
        Shape::Id(of) => of == "act",
        Shape::List(item) => names_an_act(item),
        Shape::Fields(fields) => fields.iter().any(|field| field.required && names_an_act(&field.shape)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_way_are_codes_of_the_model() {
        let known: Vec<_> = taizhang_model::refusal::all().map(|reason| reason.code).collect();
        let strange: Vec<_> =
            STANDS_IN_THE_WAY.iter().chain(TOLD_BEFOREHAND).filter(|code| !known.contains(code)).collect();
        // The last is the ledger's.
        assert_eq!(strange, [&"restricted"]);
    }
}
