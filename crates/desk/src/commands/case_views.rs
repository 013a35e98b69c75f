//! `taizhang case timeline|deadlines|candidates`: a case's acts, its time limits, and what may be the same matter.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_model::{
    CaseId,
    matching::{MatterFacts, Reason, ReasonKind},
};

use super::story::{Teller, short};
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, case_title, shown, table},
    words::{self, Lang, say, word_for},
};

/// Every act, each after those it saw, with what a reader should know about it.
pub(crate) fn timeline(desk: &Desk, case: &str) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let case = ledger.find_case(case)?;
    let teller = Teller::new(desk.lang, &mut ledger, case)?;
    let rows: Vec<_> = teller
        .view
        .timeline
        .iter()
        .map(|item| {
            vec![
                item.effective_on.to_string(),
                shown(&teller.directory.office_name(item.office)),
                shown(&teller.directory.staff_name(item.by)),
                words::kind_word(&item.kind, desk.lang),
                short(item.act),
                teller.marks(item.act).join(desk.lang.comma()),
            ]
        })
        .collect();
    Ok(Answer::new(json!({"case": case, "timeline": teller.view.timeline}), table(&rows)))
}

/// Every time limit, and how it stands today.
pub(crate) fn deadlines(desk: &Desk, case: &str) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let case = ledger.find_case(case)?;
    let (view, directory) = (ledger.view(case)?, ledger.directory()?);
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    for deadline in &view.deadlines {
        let state = serde_json::to_value(deadline.state(desk.today())).expect("a state is a plain word");
        rows.push(vec![
            deadline.due.map_or_else(|| "-".to_owned(), |due| due.to_string()),
            word_for(words::DEADLINE_STATES, state.as_str().unwrap_or_default(), desk.lang),
            shown(&deadline.name),
            shown(&deadline.basis),
            shown(&directory.office_name(deadline.office)),
        ]);
        let mut json = serde_json::to_value(deadline).expect("a deadline is plain data");
        json["state"] = state;
        found.push(json);
    }
    Ok(Answer::new(json!({"case": case, "deadlines": found}), table(&rows)))
}

/// Cases that may be the same matter, each with what speaks for it: a person decides.
pub(crate) fn candidates(desk: &Desk, case: &str) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let case: CaseId = ledger.find_case(case)?;
    let found = ledger.candidates(case)?;
    let rows: Vec<_> = found
        .iter()
        .map(|other| {
            let reason = |reason: &Reason| {
                let kind = serde_json::to_value(reason.kind).expect("a likeness is a plain word");
                let kind = word_for(words::REASONS, kind.as_str().unwrap_or_default(), desk.lang);
                say!(desk.lang, words::REASON, kind = kind, detail = detail(reason, desk.lang), points = reason.points)
            };
            let reasons: Vec<_> = other.reasons.iter().map(reason).collect();
            let (number, title) =
                (shown(&other.case.number), case_title(&other.case.title, other.case.reading, desk.lang));
            vec![number, title, other.score.to_string(), reasons.join(words::PART_BREAK.text(desk.lang))]
        })
        .collect();
    let text = if rows.is_empty() { say!(desk.lang, words::NO_CASES) } else { table(&rows) };
    Ok(Answer::new(json!({"case": case, "candidates": found}), text))
}

/// What was compared: of days, how many lie between in words.
fn detail(reason: &Reason, lang: Lang) -> String {
    let days = reason.detail.strip_suffix(" d").filter(|_| reason.kind == ReasonKind::Time);
    match days {
        Some("0") => words::SAME_DAY.text(lang).to_owned(),
        Some(days) => say!(lang, words::DAYS_APART, days = days),
        None => shown(&reason.detail),
    }
}

/// What is typed so far of a matter that is no case yet. No number of a person is among it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Typed {
    /// What it is about, in a line.
    title: String,
    /// The petitioner's name.
    petitioner: String,
    /// Where the matter arose.
    area: String,
    /// Its category.
    subject: String,
    /// The free text.
    narrative: String,
    /// What is asked for.
    claim: Vec<String>,
    /// The day it came in [default: today].
    received: Option<Date>,
}

/// Cases that may be the matter that somebody is writing down, each with what speaks for it.
pub(crate) fn alike(desk: &Desk, typed: Typed) -> Result<Answer, Failure> {
    let Typed { title, petitioner, area, subject, narrative, claim, received } = typed;
    let said = [title, narrative].into_iter().chain(claim).collect::<Vec<_>>();
    let draft = MatterFacts {
        petitioner,
        area,
        subject,
        text: said.join("\n"),
        received_on: received.or_else(|| Some(desk.today())),
        ..MatterFacts::default()
    };
    Ok(Answer::new(json!({"alike": desk.ledger()?.alike(draft)?}), String::new()))
}
