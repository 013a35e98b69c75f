//! `taizhang entry`: the register of what is no case: meetings, receptions, reports, bodies, documents.
//!
//! What a kind holds stands in the model's table of kinds; the command line follows it, and knows no kind by name.

mod export;
mod history;
mod kinds;
mod values;
mod verbs;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use taizhang_client::{EntryFilter, Ledger, NewEntry};
use taizhang_model::{
    ActBody, ActId, Directory, EntryId,
    entry::{self, EntryView},
};

pub(crate) use self::export::Export;
pub(crate) use self::values::label;
use self::values::{given, in_words};
pub(crate) use self::{
    values::{from_pairs, kind_named},
    verbs::{Verb, call},
};
use super::{
    act::{payload::Payload, resolve::Resolver, schema},
    case::name_and_value,
    story::short,
};
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, shown, table},
    words::{self, say},
};

/// Writing and reading entries.
#[derive(Debug, Subcommand)]
pub enum EntryCommand {
    /// List the kinds of entries, or the fields of one.
    Kinds(Kinds),
    /// Write a new entry.
    Add(Add),
    /// List entries, the latest date first.
    List(List),
    /// Show an entry as it stands now.
    Show(Named),
    /// Tell an entry's history: who wrote what, when, on which device, having seen what.
    History(Named),
    /// Change fields of an entry; one that was struck out stands again.
    Revise(Revise),
    #[expect(missing_docs, reason = "what stands here would become the help of every command beside it")]
    #[command(flatten)]
    Verb(verbs::VerbCommand),
    /// Record an act on an entry: revise, respond, publish or strike, its payload as JSON.
    Do(Do),
    /// Write entries out for other programs: as JSON, or those of one kind as a table.
    Export(export::Export),
}

/// All kinds, or one.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Kinds {
    /// The kind.
    kind: Option<String>,
    /// Only kinds that a person means who types this: a part of the name in either language, or its pinyin.
    #[arg(long, value_name = "WORDS", conflicts_with = "kind")]
    search: Option<String>,
}

/// Which entry.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Named {
    /// The entry: its title, its id, or the first four or more letters of its id.
    entry: String,
}

/// Values of an entry.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub(crate) struct Values {
    /// A field's value; a list's field may be given several times, a table's rows are JSON or @FILE.
    #[arg(long, value_name = "FIELD=VALUE", value_parser = name_and_value)]
    #[serde(default)]
    set: Vec<(String, String)>,
    /// Values as JSON: a file, or `-` for the standard input. What --set names takes their place.
    #[arg(long, value_name = "FILE")]
    payload: Option<Payload>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Add {
    /// The kind, as `taizhang entry kinds` names it.
    kind: String,
    #[command(flatten)]
    #[serde(flatten)]
    values: Values,
    /// The office that keeps it [default: this device's office].
    #[arg(long, value_name = "OFFICE")]
    home: Option<String>,
    /// One more office that reads it, beside those above the one that keeps it. May be given several times.
    #[arg(long, value_name = "OFFICE")]
    #[serde(default)]
    reader: Vec<String>,
    /// The date it is declared for [default: today].
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
}

/// Which entries.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub(crate) struct Which {
    /// Only those that this office keeps.
    #[arg(long)]
    office: Option<String>,
    /// Only those dated on or after this day.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Only those dated on or before this day.
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Only those whose texts hold all these words: Chinese, or pinyin.
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// Struck entries too.
    #[arg(long)]
    #[serde(default)]
    struck: bool,
}

impl Which {
    fn filter(self, ledger: &mut Ledger, kind: Option<&str>, limit: usize) -> Result<EntryFilter, Failure> {
        let Self { office, from, until: to, search, struck } = self;
        let kind = kind.map(kind_named).transpose()?.map(|kind| kind.name.to_owned());
        let home = office.map(|name| ledger.find_office(&name)).transpose()?;
        Ok(EntryFilter { kind, home, from, to, search, struck, limit })
    }
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct List {
    /// Only those of this kind.
    #[arg(long)]
    kind: Option<String>,
    #[command(flatten)]
    #[serde(flatten)]
    which: Which,
    /// At most this many.
    #[arg(long, default_value_t = super::default::lines())]
    #[serde(default = "super::default::lines")]
    limit: usize,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Revise {
    #[command(flatten)]
    #[serde(flatten)]
    named: Named,
    /// What changes; `--set FIELD=` clears a field.
    #[command(flatten)]
    #[serde(flatten)]
    values: Values,
    /// An act of the entry that was the latest when this was written [default: all that are here]. May be given several times:
    /// what was written since then stands beside it.
    #[arg(long, value_name = "ACT")]
    #[serde(default)]
    base: Vec<ActId>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Do {
    /// The kind of act: revise, respond, publish, strike.
    kind: String,
    #[command(flatten)]
    #[serde(flatten)]
    named: Named,
    /// The payload's file; `-` reads the standard input.
    #[arg(long, value_name = "FILE")]
    payload: Payload,
}

/// Reads or writes entries of the register.
pub fn run(desk: &Desk, command: EntryCommand) -> Result<Answer, Failure> {
    match command {
        EntryCommand::Kinds(Kinds { kind, search }) => kinds::run(desk, kind.as_deref(), search.as_deref()),
        EntryCommand::Add(add) => run_add(desk, add),
        EntryCommand::List(list) => run_list(desk, list),
        EntryCommand::Show(named) => show(desk, &named.entry),
        EntryCommand::History(named) => history::run(desk, &named.entry),
        EntryCommand::Revise(revise) => run_revise(desk, revise),
        EntryCommand::Verb(verb) => verbs::run(desk, &verb),
        EntryCommand::Do(given) => run_do(desk, given),
        EntryCommand::Export(arguments) => export::run(desk, arguments),
    }
}

fn run_add(desk: &Desk, add: Add) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let kind = kind_named(&add.kind)?;
    let home = add.home.map(|name| ledger.find_office(&name)).transpose()?;
    let readers = add.reader.iter().map(|name| ledger.find_office(name)).collect::<Result<_, _>>()?;
    let mut values = given(desk, &mut Resolver::new(&mut ledger, None)?, kind, &add.values)?;
    // A new entry has nothing that could be cleared.
    values.retain(|_, value| value.as_str() != Some(""));
    let new = |data| NewEntry { home, readers, data, on: add.on };
    let entry = enter(desk, &mut ledger, kind, Value::Object(values), new)?;
    Ok(Answer::new(json!({"entry": entry}), say!(desk.lang, words::ENTERED, entry = entry)))
}

/// Writes an entry of these values.
pub(crate) fn enter(
    desk: &Desk,
    ledger: &mut Ledger,
    kind: &entry::EntryKind,
    values: Value,
    new: impl FnOnce(entry::EntryData) -> NewEntry,
) -> Result<EntryId, Failure> {
    let body = ActBody::from_kind("enter", json!({"kind": kind.name, "values": values}))?;
    let ActBody::Enter(data) = body else { unreachable!("the kind is enter") };
    Ok(ledger.enter(desk.now(), new(data))?)
}

fn run_list(desk: &Desk, List { kind, which, limit }: List) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let filter = which.filter(&mut ledger, kind.as_deref(), limit)?;
    let entries = ledger.entries(&filter)?;
    let row = |line: &taizhang_client::EntryLine| {
        let label = entry::kind(&line.kind).map_or_else(|| line.kind.clone(), |kind| label(kind, desk.lang));
        let date = line.on.as_deref().unwrap_or("-");
        let struck = if line.struck { words::STRUCK.text(desk.lang) } else { "" };
        vec![short(line.id), shown(date), shown(&label), shown(&line.title), struck.to_owned()]
    };
    let text = match &entries[..] {
        [] => say!(desk.lang, words::NO_ENTRIES),
        entries => table(&entries.iter().map(row).collect::<Vec<_>>()),
    };
    Ok(Answer::new(json!({"entries": entries}), text))
}

fn show(desk: &Desk, name: &str) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let entry = ledger.find_entry(name)?;
    let (view, directory) = (ledger.entry(entry)?, ledger.directory()?);
    let filled = in_words(desk.lang, &view, &view.values, &directory);
    let mut rows: Vec<_> = filled.into_iter().map(|(heading, cell)| vec![heading, shown(&cell)]).collect();
    if let Some(reason) = view.struck_because.as_deref().filter(|_| view.struck_by.is_some()) {
        rows.push(vec![words::STRUCK.text(desk.lang).to_owned(), shown(reason)]);
    }
    rows.extend(conflicts(desk, &view, &directory));
    Ok(Answer::new(entry::export(&view), table(&rows)))
}

/// Every value of the fields that were written at once: a revision chooses.
fn conflicts(desk: &Desk, view: &EntryView, directory: &Directory) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for conflict in &view.conflicts {
        for value in &conflict.values {
            let written = [(conflict.field.clone(), value.value.clone().unwrap_or_else(|| "".into()))].into();
            for (name, cell) in in_words(desk.lang, view, &written, directory) {
                let name = say!(desk.lang, words::WRITTEN_AT_ONCE, name = name);
                rows.push(vec![name, shown(&cell), shown(&directory.staff_name(value.by))]);
            }
        }
    }
    rows
}

fn run_revise(desk: &Desk, Revise { named, values, base }: Revise) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let entry = ledger.find_entry(&named.entry)?;
    let kind = kind_named(&ledger.entry(entry)?.kind)?;
    let values = given(desk, &mut Resolver::new(&mut ledger, None)?, kind, &values)?;
    let body = ActBody::from_kind("revise", json!({"values": values}))?;
    let done = words::kind_word(body.kind(), desk.lang);
    let act = ledger.entry_act_upon(desk.now(), entry, body, None, base)?;
    Ok(recorded(desk, entry, &done, act))
}

fn run_do(desk: &Desk, Do { kind, named, payload }: Do) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let entry = ledger.find_entry(&named.entry)?;
    let payload = payload.read(desk)?;
    let payload = Resolver::new(&mut ledger, None)?.fields(&schema::fields(&kind), payload)?;
    record(desk, &mut ledger, entry, ActBody::from_kind(&kind, payload)?, None)
}

/// Records an act on an entry, declared for this day.
fn record(
    desk: &Desk,
    ledger: &mut Ledger,
    entry: EntryId,
    body: ActBody,
    on: Option<Date>,
) -> Result<Answer, Failure> {
    let done = words::kind_word(body.kind(), desk.lang);
    let act = ledger.entry_act(desk.now(), entry, body, on)?;
    Ok(recorded(desk, entry, &done, act))
}

fn recorded(desk: &Desk, entry: EntryId, done: &str, act: ActId) -> Answer {
    let said = say!(desk.lang, words::ENTRY_ACT, done = done, entry = short(entry));
    Answer::new(json!({"entry": entry, "act": act}), said)
}
