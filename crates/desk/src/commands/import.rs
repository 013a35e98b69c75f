//! `taizhang import`: an office's spreadsheet becomes cases. Without `--apply` it only says what it would do; every cell
//! that is not clean is reported either way.

use std::path::PathBuf;

use clap::Args;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{ImportedCase, Registered};
use taizhang_model::act::Channel;
use taizhang_tables::{Finding, Ledger as Sheet, Row, read_ledger};

use super::import_rows::{self, Defaults};
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, shown, table},
    words::{self, Lang, say, word_for},
};

/// The largest spreadsheet that is read, in bytes.
const FILE_BYTES_MAX: usize = 64 << 20;

/// A spreadsheet, and what to take where it is silent.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Import {
    /// The spreadsheet (.xlsx).
    file: PathBuf,
    /// Register the cases; without it, only report.
    #[arg(long)]
    #[serde(default)]
    apply: bool,
    /// The office that the cases belong to [default: this device's office].
    #[arg(long, value_name = "OFFICE")]
    home: Option<String>,
    /// How matters came in for which the sheet does not say it.
    #[arg(long, default_value_t = super::default::screening())]
    #[serde(default = "super::default::screening")]
    channel: String,
    /// Keep identity numbers and telephones too, in documents of their own that the home office reads; without it, keyed hashes alone.
    #[arg(long)]
    #[serde(default)]
    details: bool,
}

/// What came of a sheet.
struct Outcome<'a> {
    sheet: &'a Sheet,
    /// Rows that can be registered, and whether each was imported before.
    rows: Vec<(&'a Row, bool)>,
    registered: Vec<(u32, Registered)>,
    /// Documents of details that were written.
    details: usize,
    applied: bool,
}

/// Reads an office's spreadsheet.
pub fn run(desk: &Desk, arguments: &Import) -> Result<Answer, Failure> {
    let channel: Channel = arguments.channel.parse()?;
    let sheet = read_ledger(&desk.read_file(&arguments.file, FILE_BYTES_MAX)?)?;
    let mut ledger = desk.ledger()?;
    let home = match &arguments.home {
        Some(name) => ledger.find_office(name)?,
        None => ledger.status()?.office.ok_or(taizhang_client::Error::NotEnrolled)?,
    };
    let match_key = ledger.config()?.match_key;
    let defaults = Defaults { home, channel, today: desk.today(), match_key, details: arguments.details };
    let rows: Vec<_> = sheet.rows.iter().filter(|row| row.importable).collect();
    let keys: Vec<_> = rows.iter().map(|row| import_rows::key(row, home)).collect();
    let known = ledger.imported(&keys)?;
    let (mut registered, mut details) = (Vec::new(), 0);
    if arguments.apply {
        desk.progress(words::REGISTERING, 0, Some(rows.len()));
        let imported = |(row, key): (&&Row, _)| ImportedCase {
            key,
            case: import_rows::case(row, &defaults),
            party: import_rows::details(row, &defaults),
        };
        let answers = ledger.register_once(desk.now(), rows.iter().zip(keys).map(imported).collect())?;
        desk.progressed();
        let new = rows.iter().zip(&answers).filter(|(_, answer)| answer.is_some());
        details = new.filter(|(row, _)| import_rows::details(row, &defaults).is_some()).count();
        registered = rows.iter().zip(answers).filter_map(|(row, answer)| Some((row.row, answer?))).collect();
    }
    let rows = rows.into_iter().zip(known).collect();
    let outcome = Outcome { sheet: &sheet, rows, registered, details, applied: arguments.apply };
    Ok(Answer::new(as_json(arguments, &outcome), in_words(desk.lang, &outcome)))
}

fn as_json(arguments: &Import, outcome: &Outcome<'_>) -> serde_json::Value {
    let registered: Vec<_> = outcome
        .registered
        .iter()
        .map(|(row, case)| json!({"row": row, "case": case.case, "number": case.number, "receipt_code": case.receipt_code}))
        .collect();
    let sheet = outcome.sheet;
    json!({
        "file": arguments.file, "layout": sheet.layout, "sheet": sheet.sheet, "applied": outcome.applied,
        "rows": sheet.rows.len(), "importable": outcome.rows.len(),
        "known": outcome.rows.iter().filter(|(_, known)| *known).count(),
        "channel_assumed": outcome.rows.iter().filter(|(row, _)| row.channel.is_none()).count(),
        "date_assumed": outcome.rows.iter().filter(|(row, _)| row.received_on.is_none()).count(),
        "findings": sheet.findings, "dropped_columns": sheet.dropped_columns, "registered": registered, "details": outcome.details,
    })
}

fn in_words(lang: Lang, outcome: &Outcome<'_>) -> String {
    let sheet = outcome.sheet;
    let known = outcome.rows.iter().filter(|(_, known)| *known).count();
    let mut text = say!(lang, words::IMPORT_HEAD, sheet = sheet.sheet, rows = sheet.rows.len());
    text.push('\n');
    let row = |finding: &Finding| {
        let reason = match lang {
            Lang::Zh => &finding.reason_zh,
            Lang::En => &finding.reason,
        };
        vec![finding.cell.clone(), shown(&finding.value), shown(reason)]
    };
    let findings: Vec<_> = sheet.findings.iter().map(row).collect();
    text += &table(&findings);
    for column in &sheet.dropped_columns {
        let reason = serde_json::to_value(column.reason).expect("a reason is a plain word");
        let reason = word_for(words::DROPS, reason.as_str().unwrap_or_default(), lang);
        text += &say!(lang, words::IMPORT_DROPPED, column = column.column, header = column.header, reason = reason);
        text.push('\n');
    }
    let (channels, dates) = (
        outcome.rows.iter().filter(|(row, _)| row.channel.is_none()).count(),
        outcome.rows.iter().filter(|(row, _)| row.received_on.is_none()).count(),
    );
    if channels > 0 {
        text += &say!(lang, words::IMPORT_CHANNELS, count = channels);
        text.push('\n');
    }
    if dates > 0 {
        text += &say!(lang, words::IMPORT_DATES, count = dates);
        text.push('\n');
    }
    if outcome.details > 0 {
        text += &say!(lang, words::IMPORT_DETAILS, count = outcome.details);
        text.push('\n');
    }
    let word = if outcome.applied { words::IMPORT_APPLIED } else { words::IMPORT_DRY };
    text += &say!(
        lang,
        word,
        findings = sheet.findings.len(),
        importable = outcome.rows.len(),
        refused = sheet.rows.len() - outcome.rows.len(),
        known = known,
        registered = if outcome.applied { outcome.registered.len() } else { outcome.rows.len() - known },
    );
    text
}
