//! `taizhang access`: who was shown whose details, for which case, why and when (查阅记录): by case, by office, by day. No
//! option begins with a person.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{AccessFilter, AccessLine, Ledger};

use super::story::short;
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, shown, table, time_in_china},
    words::{self, say, word_for},
};

/// The log of who was shown details.
#[derive(Debug, Subcommand)]
pub enum AccessCommand {
    /// Tell who was shown what, the latest first.
    List(Which),
    /// The same as a JSON file.
    Export(Export),
}

/// Which accesses.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Which {
    /// For this case.
    #[arg(long)]
    case: Option<String>,
    /// By the staff of this office.
    #[arg(long)]
    office: Option<String>,
    /// On this day.
    #[arg(long)]
    day: Option<Date>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Export {
    #[command(flatten)]
    #[serde(flatten)]
    which: Which,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Tells who was shown whose details.
pub fn run(desk: &Desk, command: AccessCommand) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    match command {
        AccessCommand::List(which) => {
            let lines = found(&mut ledger, &which)?;
            let text = in_words(desk, &mut ledger, &lines)?;
            Ok(Answer::new(json!({"accesses": lines}), text))
        }
        AccessCommand::Export(Export { which, out }) => {
            let lines = found(&mut ledger, &which)?;
            let bytes = serde_json::to_vec_pretty(&lines).expect("lines are plain data");
            desk.write_file(&out, &bytes)?;
            let text = say!(desk.lang, words::ACCESS_EXPORTED, count = lines.len(), file = out.display());
            Ok(Answer::new(json!({"file": out, "accesses": lines.len()}), text))
        }
    }
}

fn found(ledger: &mut Ledger, Which { case, office, day }: &Which) -> Result<Vec<AccessLine>, Failure> {
    let case = case.as_deref().map(|case| ledger.find_case(case)).transpose()?;
    let office = office.as_deref().map(|office| ledger.find_office(office)).transpose()?;
    Ok(ledger.accesses(&AccessFilter { case, office, day: *day })?)
}

fn in_words(desk: &Desk, ledger: &mut Ledger, lines: &[AccessLine]) -> Result<String, Failure> {
    let directory = ledger.directory()?;
    let mut rows = Vec::with_capacity(lines.len());
    for AccessLine { access, .. } in lines {
        let kind = serde_json::to_value(access.what.shown).expect("a kind is a plain word");
        let number = access.what.case.map(|case| ledger.view(case).map_or_else(|_| short(case), |view| view.number));
        rows.push(vec![
            time_in_china(access.at),
            shown(&directory.office_name(access.office)),
            shown(&directory.staff_name(access.by)),
            word_for(words::VALUES, kind.as_str().unwrap_or_default(), desk.lang),
            shown(&number.unwrap_or_default()),
            shown(&access.what.why),
        ]);
    }
    Ok(if rows.is_empty() { say!(desk.lang, words::NO_LINES) } else { table(&rows) })
}
