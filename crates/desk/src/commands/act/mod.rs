//! `taizhang act`: one subcommand for each kind of act that is recorded on a case, its options made from the JSON Schema
//! of the kind; `act do` takes a payload as JSON.

pub(crate) mod forms;
pub(crate) mod payload;
pub(crate) mod resolve;
pub(crate) mod schema;

use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use taizhang_client::{Ledger, is_meant};
use taizhang_model::{ActBody, ActId, CaseId};

use self::{payload::Payload, resolve::Resolver};
use super::{show, story::Teller};
use crate::{
    desk::Desk,
    failure::Failure,
    print::Answer,
    words::{self, Lang, say},
};

/// Where every act goes.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub(crate) struct On {
    /// The case: its number, its id, the first four or more letters of its id, or its whole title.
    case: String,
    /// The date it is declared for [default: today].
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
}

/// An act given as JSON.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub(crate) struct Do {
    /// The kind.
    kind: String,
    #[command(flatten)]
    #[serde(flatten)]
    on: On,
    /// The payload's file; `-` reads the standard input.
    #[arg(long, value_name = "FILE")]
    payload: Payload,
}

/// A kind of act with its options, or `do`.
#[derive(Debug)]
pub struct ActCommand {
    name: String,
    matches: ArgMatches,
}

const DO: &str = "do";

impl FromArgMatches for ActCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(missing)?;
        Ok(Self { name: name.to_owned(), matches: matches.clone() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for ActCommand {
    fn augment_subcommands(command: Command) -> Command {
        let command = command.subcommand_required(true).arg_required_else_help(true);
        let with_options = |command: Command| {
            let kind = command.get_name().replace('-', "_");
            // What all acts take brings a description of its own.
            let about = command.get_about().cloned().unwrap_or_default();
            schema::options(On::augment_args(command), &kind).about(about.clone()).long_about(about)
        };
        let kinds = schema::case_kinds().map(|kind| schema::command(kind, with_options));
        let any = Command::new(DO).about("Record an act of any kind, its payload given as JSON");
        command.subcommands(kinds).subcommand(Do::augment_args(any))
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        name == DO || schema::case_kinds().any(|kind| kind.replace('_', "-") == name)
    }
}

/// Records an act on a case.
pub fn run(desk: &Desk, command: ActCommand) -> Result<Answer, Failure> {
    let ActCommand { name, matches } = command;
    let read = |error: clap::Error| Failure::usage(&error.to_string());
    let (on, kind, payload) = if name == DO {
        let Do { kind, on, payload } = Do::from_arg_matches(&matches).map_err(read)?;
        (on, kind, Some(payload))
    } else {
        (On::from_arg_matches(&matches).map_err(read)?, name.replace('-', "_"), None)
    };
    let mut ledger = desk.ledger()?;
    let given = payload.map(|payload| payload.read(desk)).transpose()?;
    let case = ledger.find_case(&on.case)?;
    let mut resolver = Resolver::new(&mut ledger, Some(case))?;
    let payload = match given {
        Some(given) => resolver.fields(&schema::fields(&kind), given)?,
        None => payload::typed(desk, &mut resolver, &kind, &matches)?,
    };
    let body = ActBody::from_kind(&kind, payload)?;
    let act = record(desk, &mut ledger, case, body, on.on)?;
    answer(desk, &mut ledger, case, act)
}

/// Which kinds of acts.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Kinds {
    /// Only those that a person means who types this: a part of the name in either language, or its pinyin.
    search: Option<String>,
}

/// The kinds of acts that are recorded on a case, in the order of the model's table.
pub(crate) fn kinds(desk: &Desk, Kinds { search }: Kinds) -> Result<Answer, Failure> {
    let typed = search.unwrap_or_default();
    let names = |kind: &str| [Lang::Zh, Lang::En].map(|lang| words::kind_word(kind, lang));
    let is_meant = |kind: &&str| names(kind).iter().any(|name| is_meant(name, &typed));
    let one = |kind: &str| json!({"name": kind, "label": words::kind_word(kind, desk.lang)});
    let kinds: Vec<_> = schema::case_kinds().filter(is_meant).map(one).collect();
    Ok(Answer::new(json!({"kinds": kinds}), String::new()))
}

/// Records an act of any kind as a program gives it: what it leaves out is filled in as on the command line.
pub(crate) fn call(desk: &Desk, Do { kind, on, payload }: Do) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let case = ledger.find_case(&on.case)?;
    let body = body(desk, &mut Resolver::new(&mut ledger, Some(case))?, &kind, payload)?;
    let act = record(desk, &mut ledger, case, body, on.on)?;
    answer(desk, &mut ledger, case, act)
}

/// An act as a program gives it.
pub(crate) fn body(desk: &Desk, resolver: &mut Resolver<'_>, kind: &str, payload: Payload) -> Result<ActBody, Failure> {
    let named = resolver.fields(&schema::fields(kind), payload.read(desk)?)?;
    let payload = match named {
        Value::Object(named) => payload::completed(desk, resolver, kind, named)?,
        other => other,
    };
    Ok(ActBody::from_kind(kind, payload)?)
}

/// Records an act. A refusal names the command that would help, where there is one.
pub(crate) fn record(
    desk: &Desk,
    ledger: &mut Ledger,
    case: CaseId,
    body: ActBody,
    on: Option<Date>,
) -> Result<ActId, Failure> {
    ledger.act(desk.now(), case, body, on).map_err(|error| {
        let failure = Failure::from(error);
        let case = super::story::short(case);
        let next = match failure.code() {
            "not_accepted" => format!("taizhang act accept {case}"),
            "not_clear_enough" => format!("taizhang case show {case}"),
            "not_assigned" => format!("taizhang act assign {case} --lead STAFF"),
            "not_replied" => format!("taizhang act reply {case} --text TEXT --position explained"),
            "already_registered" | "already_closed" => format!("taizhang act contact {case}"),
            "open_dispute" | "no_such_dispute" | "not_in_dispute" => format!("taizhang dispute list {case}"),
            "unknown_staff" => "taizhang staff list".to_owned(),
            "unknown_office" => "taizhang office list".to_owned(),
            _ => return failure,
        };
        failure.next(next)
    })
}

/// What an act led to: where the case stands now, and what people have to decide.
pub(crate) fn answer(desk: &Desk, ledger: &mut Ledger, case: CaseId, act: ActId) -> Result<Answer, Failure> {
    let teller = Teller::new(desk.lang, ledger, case)?;
    let kind = teller.item(act).map(|item| item.kind.clone()).unwrap_or_default();
    let mut text = say!(
        desk.lang,
        words::ACT_RECORDED,
        kind = words::kind_word(&kind, desk.lang),
        number = teller.view.number,
        stage = show::stage(&teller.view, desk.lang),
    );
    // What the petitioner takes home from a further contact.
    let contact = teller.view.intake.contacts.iter().find(|contact| contact.act == act);
    let receipt_code = contact.map(|contact| contact.receipt_code.as_str());
    if let Some(code) = receipt_code {
        text += &format!("\n{}", say!(desk.lang, words::RECEIPT_CODE, code = code));
    }
    for mark in teller.marks(act) {
        text += &format!("\n{}", say!(desk.lang, words::NOTICE, mark = mark));
    }
    for dispute in teller.view.open_disputes() {
        text += &format!("\n{}", teller.dispute(dispute));
    }
    let open: Vec<_> = teller.view.open_disputes().map(|dispute| dispute.id).collect();
    Ok(Answer::new(
        json!({
            "case": case, "act": act, "kind": kind, "stage": teller.view.stage, "open_disputes": open,
            "receipt_code": receipt_code,
        }),
        text,
    ))
}
