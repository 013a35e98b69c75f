//! `taizhang entry respond|publish|strike`: acts on an entry, their options made from the JSON Schema of the kind as those
//! of `taizhang act` are.

use clap::{ArgMatches, Args as _, Command, FromArgMatches, Subcommand};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use taizhang_model::ActBody;

use super::{
    super::act::{
        self,
        payload::{self, Payload},
        resolve::Resolver,
        schema,
    },
    Named,
};
use crate::{desk::Desk, failure::Failure, print::Answer};

/// The acts on an entry. A revision is not among them: what it names depends on the kind of the entry.
const VERBS: [&str; 3] = ["respond", "publish", "strike"];

/// An act on an entry with its options.
#[derive(Debug)]
pub struct VerbCommand {
    kind: String,
    matches: ArgMatches,
}

impl FromArgMatches for VerbCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (kind, matches) = matches.subcommand().ok_or_else(missing)?;
        Ok(Self { kind: kind.to_owned(), matches: matches.clone() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for VerbCommand {
    fn augment_subcommands(command: Command) -> Command {
        let with_options = |command: Command| {
            let kind = command.get_name().to_owned();
            let about = command.get_about().cloned().unwrap_or_default();
            schema::options(Named::augment_args(command), &kind).about(about.clone()).long_about(about)
        };
        command.subcommands(VERBS.map(|kind| schema::command(kind, with_options)))
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        VERBS.contains(&name)
    }
}

/// An act on an entry as a program gives it.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Verb {
    #[serde(flatten)]
    named: Named,
    /// What the act says.
    payload: Payload,
}

/// Records an act on an entry as a program gives it.
pub(crate) fn call(desk: &Desk, kind: &str, Verb { named, payload }: Verb) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let entry = ledger.find_entry(&named.entry)?;
    let body = act::body(desk, &mut Resolver::new(&mut ledger, None)?, kind, payload)?;
    let on = declared_for(&body.payload());
    super::record(desk, &mut ledger, entry, body, on)
}

/// The day an act happened, where it names one, is the day it is declared for.
fn declared_for(payload: &Value) -> Option<Date> {
    payload["on"].as_str().and_then(|on| on.parse().ok())
}

pub(super) fn run(desk: &Desk, VerbCommand { kind, matches }: &VerbCommand) -> Result<Answer, Failure> {
    let named = Named::from_arg_matches(matches).map_err(|error| Failure::usage(&error.to_string()))?;
    let mut ledger = desk.ledger()?;
    let entry = ledger.find_entry(&named.entry)?;
    let payload = payload::typed(desk, &mut Resolver::new(&mut ledger, None)?, kind, matches)?;
    let on = declared_for(&payload);
    super::record(desk, &mut ledger, entry, ActBody::from_kind(kind, payload)?, on)
}
