//! `taizhang entry`: the register of what is no case: meetings, receptions, reports, bodies, documents.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::{Value, json};
use taizhang_client::{EntryFilter, NewEntry};
use taizhang_model::{
    ActBody, EntryId,
    entry::{self, EntryData, EntryKind},
};

use super::{act::payload::from_file, story::short};
use crate::{
    failure::Failure,
    print::{Answer, shown, table},
    shell::Shell,
    words::{self, Lang, say},
};

#[derive(Debug, Subcommand)]
pub(crate) enum EntryCommand {
    /// List the kinds of entries, or the fields of one.
    Kinds {
        /// The kind.
        kind: Option<String>,
    },
    /// Write a new entry.
    Add {
        /// The kind.
        kind: String,
        /// Its values as JSON: a file, or `-` for the standard input.
        #[arg(long, value_name = "FILE")]
        payload: PathBuf,
        /// The date it is declared for [default: today].
        #[arg(long, value_name = "DATE")]
        on: Option<jiff::civil::Date>,
    },
    /// List entries, the latest date first.
    List {
        /// Only those of this kind.
        #[arg(long)]
        kind: Option<String>,
        /// Struck entries too.
        #[arg(long)]
        struck: bool,
        /// At most this many.
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
    /// Show an entry as it stands now.
    Show(Named),
    /// Record an act on an entry: revise, respond, publish or strike, its payload as JSON.
    Do(Do),
}

#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The entry: its title, its id, or the first four or more letters of its id.
    entry: String,
}

#[derive(Debug, Args)]
pub(crate) struct Do {
    /// The kind of act: revise, respond, publish, strike.
    kind: String,
    #[command(flatten)]
    named: Named,
    /// The payload's file; `-` reads the standard input.
    #[arg(long, value_name = "FILE")]
    payload: PathBuf,
}

pub(crate) fn run(shell: &Shell, command: EntryCommand) -> Result<Answer, Failure> {
    match command {
        EntryCommand::Kinds { kind } => kinds(shell, kind.as_deref()),
        EntryCommand::Add { kind, payload, on } => {
            let mut ledger = shell.ledger()?;
            let payload = json!({"kind": kind, "values": from_file(shell, &payload)?});
            let ActBody::Enter(data) = ActBody::from_kind("enter", payload)? else { unreachable!("the kind is enter") };
            let data: EntryData = data;
            let entry = ledger.enter(shell.now(), NewEntry { home: None, readers: Vec::new(), data, on })?;
            answer(shell, entry)
        }
        EntryCommand::List { kind, struck, limit } => {
            let filter = EntryFilter { kind, struck, limit, ..EntryFilter::default() };
            let entries = shell.ledger()?.entries(&filter)?;
            let row = |line: &taizhang_client::EntryLine| {
                let label = entry::kind(&line.kind).map_or_else(|| line.kind.clone(), |kind| label(kind, shell.lang));
                let date = line.on.clone().unwrap_or_else(|| "-".to_owned());
                vec![short(line.id), shown(&date), shown(&label), shown(&line.title)]
            };
            Ok(Answer::new(json!({"entries": entries}), table(&entries.iter().map(row).collect::<Vec<_>>())))
        }
        EntryCommand::Show(Named { entry: name }) => {
            let mut ledger = shell.ledger()?;
            let entry = ledger.find_entry(&name)?;
            let (view, directory) = (ledger.entry(entry)?, ledger.directory()?);
            let cells = entry::row(&view, &directory);
            let columns = entry::kind(&view.kind).map(entry::columns).unwrap_or_default();
            let row = |(column, cell): (&entry::Column, &String)| {
                let label = if shell.lang == Lang::Zh { column.label_zh.to_owned() } else { column.label.clone() };
                (!cell.is_empty()).then(|| vec![label, shown(cell)])
            };
            let rows: Vec<_> = columns.iter().zip(&cells).filter_map(row).collect();
            Ok(Answer::new(entry::export(&view), table(&rows)))
        }
        EntryCommand::Do(Do { kind, named, payload }) => {
            let mut ledger = shell.ledger()?;
            let body = ActBody::from_kind(&kind, from_file(shell, &payload)?)?;
            let entry = ledger.find_entry(&named.entry)?;
            ledger.entry_act(shell.now(), entry, body, None)?;
            answer(shell, entry)
        }
    }
}

fn answer(shell: &Shell, entry: EntryId) -> Result<Answer, Failure> {
    Ok(Answer::new(json!({"entry": entry}), say!(shell.lang, words::ENTERED, entry = entry)))
}

fn label(kind: &EntryKind, lang: Lang) -> String {
    if lang == Lang::Zh { kind.label_zh.to_owned() } else { kind.label() }
}

fn kinds(shell: &Shell, name: Option<&str>) -> Result<Answer, Failure> {
    if let Some(name) = name {
        let unknown = || taizhang_client::Error::Unknown { kind: "kind of entry", name: name.to_owned() };
        let kind = entry::kind(name).ok_or_else(unknown)?;
        let need = |field: &entry::FieldSpec| if field.required { "*" } else { "" };
        let row =
            |field: &entry::FieldSpec| vec![field.name.to_owned(), need(field).to_owned(), field.label_zh.to_owned()];
        let json = |field: &entry::FieldSpec| json!({"name": field.name, "required": field.required, "label_zh": field.label_zh});
        let fields: Vec<Value> = kind.fields.iter().map(json).collect();
        let rows: Vec<_> = kind.fields.iter().map(row).collect();
        return Ok(Answer::new(json!({"kind": name, "fields": fields}), table(&rows)));
    }
    let rows: Vec<_> = entry::ALL.iter().map(|kind| vec![kind.name.to_owned(), label(kind, shell.lang)]).collect();
    let json = |kind: &&EntryKind| json!({"name": kind.name, "label_zh": kind.label_zh});
    Ok(Answer::new(json!({"kinds": entry::ALL.iter().map(json).collect::<Vec<_>>()}), table(&rows)))
}
