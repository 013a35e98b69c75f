//! `taizhang entry export`: entries for other programs. JSON holds each entry whole; a table holds those of one kind, one
//! row an entry and one column a field, as a file that spreadsheets open by themselves.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use taizhang_client::{EntryFilter, Ledger};
use taizhang_model::entry::{self, EntryView};

use super::{Which, kind_named, values::heading};
use crate::{
    csv,
    desk::Desk,
    failure::Failure,
    print::Answer,
    words::{self, Lang, say},
};

/// All there are: a register of one device is read into memory.
const ALL: usize = i32::MAX as usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    /// A table with commas between the cells, in UTF-8 and marked as such.
    Csv,
    /// Each entry whole.
    Json,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Export {
    /// Only those of this kind; a table needs one.
    #[arg(long, required_if_eq("format", "csv"))]
    kind: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    which: Which,
    /// How.
    #[arg(long, value_enum)]
    format: Format,
    /// The file to write [default: the standard output].
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn run(desk: &Desk, Export { kind, which, format, out }: Export) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let filter = which.filter(&mut ledger, kind.as_deref(), ALL)?;
    let views = views(&mut ledger, &filter)?;
    let json = json!({"entries": views.iter().map(entry::export).collect::<Vec<Value>>()});
    let text = match format {
        Format::Json => serde_json::to_string_pretty(&json).expect("entries are plain data") + "\n",
        Format::Csv => {
            let kind = kind_named(filter.kind.as_deref().unwrap_or_default())?;
            csv::text(&rows(desk.lang, &mut ledger, kind, &views)?)
        }
    };
    let Some(file) = out else { return Ok(Answer::new(json, text)) };
    desk.write_file(&file, text.as_bytes())?;
    let said = say!(desk.lang, words::EXPORTED, count = views.len(), file = file.display());
    Ok(Answer::new(json!({"file": file, "entries": views.len(), "bytes": text.len()}), said))
}

fn views(ledger: &mut Ledger, filter: &EntryFilter) -> Result<Vec<EntryView>, Failure> {
    let lines = ledger.entries(filter)?;
    lines.iter().map(|line| Ok(ledger.entry(line.id)?)).collect()
}

/// The headings, then a row for each entry: its id, who keeps it, its fields, and why it was struck out.
fn rows(
    lang: Lang,
    ledger: &mut Ledger,
    kind: &entry::EntryKind,
    views: &[EntryView],
) -> Result<Vec<Vec<String>>, Failure> {
    let directory = ledger.directory()?;
    let word = |word: words::Word| word.text(lang).to_owned();
    let fields = entry::columns(kind);
    let mut headings = vec![word(words::ENTRY_ID), word(words::KEPT_BY)];
    headings.extend(fields.iter().map(|column| heading(column, lang)));
    headings.push(word(words::STRUCK));
    let row = |view: &EntryView| {
        let mut cells = vec![view.id.to_string(), directory.office_name(view.home)];
        cells.extend(entry::row(view, &directory));
        cells.push(view.struck_because.clone().filter(|_| view.struck_by.is_some()).unwrap_or_default());
        cells
    };
    Ok(std::iter::once(headings).chain(views.iter().map(row)).collect())
}
