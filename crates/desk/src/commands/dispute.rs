//! `taizhang dispute`: what people have to decide, and deciding it.

use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{CaseFilter, Error, Ledger};
use taizhang_model::{ActBody, ActId, CaseId, act::Settle};

use super::{act, story::Teller};
use crate::{
    desk::Desk,
    failure::Failure,
    print::Answer,
    words::{self, say},
};

/// Most cases that are gone through for a list.
const CASES_MAX: usize = 10_000;

/// Finding disputes, and deciding them.
#[derive(Debug, Subcommand)]
pub enum DisputeCommand {
    /// List what people have to decide, with the command that decides it.
    List(List),
    /// Decide which act is to hold.
    Settle(Arguments),
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct List {
    /// Only those of this case.
    case: Option<String>,
    /// Those that are settled too.
    #[arg(long)]
    #[serde(default)]
    all: bool,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Arguments {
    /// The case.
    case: String,
    /// The dispute: its id, or the first four or more letters of it.
    dispute: String,
    /// The act that is to hold: its id, the first letters of it, or its place in the dispute from 1.
    #[arg(long, value_name = "ACT")]
    choose: String,
    /// Why.
    #[arg(long)]
    reason: String,
    /// The date it is declared for [default: today].
    #[arg(long, value_name = "DATE")]
    on: Option<jiff::civil::Date>,
}

/// Lists what people have to decide, or decides it.
pub fn run(desk: &Desk, command: DisputeCommand) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    match command {
        DisputeCommand::List(arguments) => list(desk, &mut ledger, &arguments),
        DisputeCommand::Settle(arguments) => settle(desk, &mut ledger, arguments),
    }
}

/// The case that was named, or every case that a filter finds.
pub(crate) fn cases(ledger: &mut Ledger, named: Option<&str>, filter: CaseFilter) -> Result<Vec<CaseId>, Failure> {
    match named {
        Some(name) => Ok(vec![ledger.find_case(name)?]),
        None => {
            let lines = ledger.list(&CaseFilter { limit: CASES_MAX, ..filter })?;
            Ok(lines.into_iter().map(|line| line.id).collect())
        }
    }
}

fn list(desk: &Desk, ledger: &mut Ledger, arguments: &List) -> Result<Answer, Failure> {
    let filter = CaseFilter { in_dispute: !arguments.all, ..CaseFilter::default() };
    let (mut found, mut text) = (Vec::new(), Vec::new());
    for case in cases(ledger, arguments.case.as_deref(), filter)? {
        let teller = Teller::new(desk.lang, ledger, case)?;
        for dispute in teller.view.disputes.iter().filter(|dispute| arguments.all || dispute.is_open()) {
            let sentence = teller.dispute(dispute);
            text.push(say!(
                desk.lang,
                words::OF_CASE,
                number = teller.view.number,
                title = teller.view.title,
                what = sentence
            ));
            let command = dispute.is_open().then(|| teller.settle_command(dispute));
            found.push(json!({
                "case": case, "number": teller.view.number, "title": teller.view.title, "dispute": dispute,
                "sentence": sentence, "settle": command,
            }));
        }
    }
    let text = if text.is_empty() { say!(desk.lang, words::NO_DISPUTES) } else { text.join("\n\n") };
    Ok(Answer::new(json!({"disputes": found}), text))
}

fn settle(desk: &Desk, ledger: &mut Ledger, arguments: Arguments) -> Result<Answer, Failure> {
    let case = ledger.find_case(&arguments.case)?;
    let view = ledger.view(case)?;
    let unknown = |kind: &'static str, name: &str| Error::Unknown { kind, name: name.to_owned() };
    let named = view.open_disputes().find(|dispute| is_named(dispute.id, &arguments.dispute));
    let dispute = named.ok_or_else(|| unknown("dispute", &arguments.dispute))?;
    let place = arguments.choose.parse::<usize>().ok().and_then(|place| dispute.acts.get(place.checked_sub(1)?));
    let spelt = || view.timeline.iter().map(|item| &item.act).find(|act| is_named(**act, &arguments.choose));
    let choose: ActId = *place.or_else(spelt).ok_or_else(|| unknown("act", &arguments.choose))?;
    let body = ActBody::Settle(Settle { dispute: dispute.id, choose, reason: arguments.reason });
    let act = act::record(desk, ledger, case, body, arguments.on)?;
    act::answer(desk, ledger, case, act)
}

fn is_named(id: impl ToString, name: &str) -> bool {
    name.len() >= 4 && id.to_string().starts_with(&name.to_lowercase())
}
