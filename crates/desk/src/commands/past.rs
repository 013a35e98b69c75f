//! A case as it stood once, what changed between two moments, and what came here since one: calls of screens that compare.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use taizhang_client::{CaseThen, Page, Then};
use taizhang_model::{CaseId, CaseView, ClaimId, Deadline, Directory, DisputeId, Stage};

use super::{default, history::tell_entry, show, story::Teller};
use crate::{
    desk::Desk,
    failure::Failure,
    print::Answer,
    words::{Lang, field_label},
};

/// A case, and when.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct AsOf {
    /// The case.
    case: String,
    /// When so many entries of its story were written.
    entries: usize,
}

/// A case as it stood once.
pub(crate) fn as_of(desk: &Desk, AsOf { case, entries }: AsOf) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let case = ledger.find_case(&case)?;
    let then = ledger.as_of(case, Then::Entries(entries))?;
    let names = show::names(&then.view, &ledger.directory()?, &[]);
    let CaseThen { record, view, entries } = then;
    let json = json!({
        "case": view, "fields": record.fields, "narrative": record.narrative, "names": names, "entries": entries,
    });
    Ok(Answer::new(json, String::new()))
}

/// A case, and between when and when.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Between {
    /// The case.
    case: String,
    /// From when so many entries of its story were written [default: the first].
    from: Option<usize>,
    /// From before what came here at this moment or later, in milliseconds since 1970: instead of `from`.
    since_ms: Option<i64>,
    /// Until so many entries of its story were written [default: as it stands].
    to: Option<usize>,
}

/// What changed in a case.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Changes {
    /// The case.
    case: CaseId,
    /// Its number.
    number: String,
    /// Its title.
    title: String,
    /// Its stage.
    stage: Turn<Stage>,
    /// Plain fields that changed, those of claims too.
    fields: Vec<FieldTurn>,
    /// The free text, where it changed.
    narrative: Option<Turn<String>>,
    /// The names of those who lead it.
    leads: Turn<Vec<String>>,
    /// Last days that changed.
    deadlines: Vec<DayTurn>,
    /// Disputes that arose or were settled.
    disputes: Vec<DisputeTurn>,
    /// The entries of its story that lie between, by their places from 1.
    entries: Vec<usize>,
    /// These, as the history tells them.
    sentences: Vec<String>,
}

/// Something before and after.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Turn<T> {
    /// Before.
    before: T,
    /// After.
    after: T,
}

/// A plain field before and after.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FieldTurn {
    /// The claim whose field it is; none: the case's own.
    claim: Option<ClaimId>,
    /// Its name.
    field: String,
    /// What people call it.
    label: String,
    /// Its values before: more than one where they were written concurrently.
    before: Vec<String>,
    /// Its values after.
    after: Vec<String>,
}

/// A time limit before and after.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DayTurn {
    /// Its rule.
    rule: String,
    /// What people call it.
    name: String,
    /// Its last day before.
    before: Option<jiff::civil::Date>,
    /// Its last day after.
    after: Option<jiff::civil::Date>,
}

/// A dispute before and after.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DisputeTurn {
    /// The dispute.
    id: DisputeId,
    /// Its rule.
    rule: String,
    /// Whether it was open before; none where it was not there.
    before: Option<bool>,
    /// Whether it is open after; likewise.
    after: Option<bool>,
}

/// What changed in a case between two moments.
pub(crate) fn compare(desk: &Desk, between: Between) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let case = ledger.find_case(&between.case)?;
    let from = match (between.since_ms, between.from) {
        (Some(at_ms), None) => Then::BeforeArrivals(at_ms),
        (None, from) => Then::Entries(from.unwrap_or(1)),
        (Some(_), Some(_)) => return Err(Failure::usage("either from or since_ms")),
    };
    let before = ledger.as_of(case, from)?;
    let after = ledger.as_of(case, between.to.map_or(Then::Now, Then::Entries))?;
    let teller = Teller::new(desk.lang, &mut ledger, case)?;
    Ok(Answer::new(changes(&teller, &before, &after), String::new()))
}

fn changes(teller: &Teller, before: &CaseThen, after: &CaseThen) -> Changes {
    let came: Vec<_> = after.entries.iter().filter(|n| !before.entries.contains(n)).copied().collect();
    let told = teller.story.entries.iter().filter(|entry| came.contains(&entry.n));
    let (was, is) = (&before.view, &after.view);
    let narrative = (before.record.narrative != after.record.narrative)
        .then(|| Turn { before: before.record.narrative.clone(), after: after.record.narrative.clone() });
    Changes {
        case: is.id,
        number: is.number.clone(),
        title: is.title.clone(),
        stage: Turn { before: was.stage, after: is.stage },
        fields: field_turns(teller.lang, before, after),
        narrative,
        leads: Turn { before: leads(&teller.directory, was), after: leads(&teller.directory, is) },
        deadlines: day_turns(was, is),
        disputes: dispute_turns(was, is),
        entries: came.clone(),
        sentences: told.map(|entry| tell_entry(teller, entry)).collect(),
    }
}

fn leads(directory: &Directory, view: &CaseView) -> Vec<String> {
    view.leads.iter().map(|lead| directory.staff_name(lead.staff)).collect()
}

/// Every plain field by its claim and name, with its values.
fn plain_fields(then: &CaseThen) -> BTreeMap<(Option<ClaimId>, String), Vec<String>> {
    let own = then.record.fields.iter().map(|(name, values)| ((None, name.clone()), values));
    let of_claims =
        then.record.claims.iter().flat_map(|(claim, fields)| {
            fields.iter().map(move |(name, values)| ((Some(*claim), name.clone()), values))
        });
    own.chain(of_claims).map(|(key, values)| (key, values.iter().map(|value| value.value.clone()).collect())).collect()
}

fn field_turns(lang: Lang, before: &CaseThen, after: &CaseThen) -> Vec<FieldTurn> {
    let (mut was, mut turns) = (plain_fields(before), Vec::new());
    let mut turn = |(claim, field): (Option<ClaimId>, String), before: Vec<String>, after: Vec<String>| {
        if before != after {
            let label = field_label(&field, lang).unwrap_or_else(|| field.clone());
            turns.push(FieldTurn { claim, field, label, before, after });
        }
    };
    for (key, values) in plain_fields(after) {
        let earlier = was.remove(&key).unwrap_or_default();
        turn(key, earlier, values);
    }
    for (key, values) in was {
        turn(key, values, Vec::new());
    }
    turns
}

fn day_turns(was: &CaseView, is: &CaseView) -> Vec<DayTurn> {
    let same = |one: &Deadline, other: &Deadline| one.rule == other.rule && one.office == other.office;
    let mut turns = Vec::new();
    for deadline in &is.deadlines {
        let before = was.deadlines.iter().find(|earlier| same(earlier, deadline)).and_then(|earlier| earlier.due);
        if before != deadline.due {
            let (rule, name) = (deadline.rule.clone(), deadline.name.clone());
            turns.push(DayTurn { rule, name, before, after: deadline.due });
        }
    }
    let gone = was.deadlines.iter().filter(|earlier| !is.deadlines.iter().any(|later| same(later, earlier)));
    turns.extend(gone.map(|gone| DayTurn {
        rule: gone.rule.clone(),
        name: gone.name.clone(),
        before: gone.due,
        after: None,
    }));
    turns
}

fn dispute_turns(was: &CaseView, is: &CaseView) -> Vec<DisputeTurn> {
    let open =
        |view: &CaseView, id| view.disputes.iter().find(|one| one.id == id).map(taizhang_model::Dispute::is_open);
    let gone = was.disputes.iter().filter(|one| open(is, one.id).is_none());
    let turn = |dispute: &taizhang_model::Dispute| DisputeTurn {
        id: dispute.id,
        rule: dispute.rule.as_str().to_owned(),
        before: open(was, dispute.id),
        after: open(is, dispute.id),
    };
    is.disputes.iter().chain(gone).map(turn).filter(|turn| turn.before != turn.after).collect()
}

/// Since when, and how much of it.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Since {
    /// The moment, in milliseconds since 1970 by this device's clock.
    pub(super) since_ms: i64,
    /// At most this many.
    #[serde(default = "default::lines")]
    pub(super) limit: usize,
    /// Leave out this many.
    #[serde(default)]
    pub(super) offset: usize,
}

/// What others wrote that came here since a moment.
pub(crate) fn since(desk: &Desk, Since { since_ms, limit, offset }: Since) -> Result<Answer, Failure> {
    let arrivals = desk.ledger()?.since(since_ms, Page { limit, offset })?;
    Ok(Answer::new(arrivals, String::new()))
}
