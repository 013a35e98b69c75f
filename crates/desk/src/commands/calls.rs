//! Every command as a call: a name, parameters and an answer, all of them JSON. What a command takes is written once, in the
//! struct that the command line fills from its arguments and a call from its parameters.

use schemars::JsonSchema;
#[cfg(feature = "schemas")]
use schemars::{Schema, SchemaGenerator};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{
    access::{self, AccessCommand},
    act,
    approver::{self, ApprovalCommand, ApproverCommand},
    audit::{self, AuditCommand},
    bundle::{self, BundleCommand},
    case::{self, CaseCommand},
    case_views, catalogue,
    config::{self, ConfigCommand},
    conflict::{self, ConflictCommand},
    county::{self, CountyCommand},
    device::{self, DeviceCommand},
    dispute::{self, DisputeCommand},
    enrol,
    entry::{self, EntryCommand},
    import, inbox, lists,
    office::{self, OfficeCommand},
    party::{self, PartyCommand},
    past,
    quarantine::{self, QuarantineCommand},
    rates,
    schema::{self, kept},
    staff::{self, StaffCommand},
    status, status_of, today,
};
use crate::{
    desk::Desk,
    failure::{Exit, Failure},
    print::Answer,
    words::{self, say},
};

/// A command as a call.
struct Call {
    name: &'static str,
    #[cfg(feature = "schemas")]
    params: fn() -> Schema,
    run: fn(&Desk, Value) -> Result<Answer, Failure>,
}

/// What a command takes that takes nothing.
#[derive(Debug, Deserialize, JsonSchema)]
struct Nothing {}

macro_rules! calls {
    ($($name:literal $params:ty => $run:expr;)*) => {
        /// The calls, by the names of their commands.
        const CALLS: &[Call] = &[$(Call {
            name: $name,
            #[cfg(feature = "schemas")]
            params: || SchemaGenerator::default().into_root_schema_for::<$params>(),
            run: |desk, params| {
                let run: fn(&Desk, $params) -> Result<Answer, Failure> = $run;
                run(desk, read::<$params>($name, params)?)
            },
        }),*];
    };
}

calls! {
    "county found" county::Found => |desk, it| county::run(desk, CountyCommand::Found(it));
    "county show" Nothing => |desk, _| county::run(desk, CountyCommand::Show);
    "county key" Nothing => |desk, _| county::run(desk, CountyCommand::Key);
    "office add" office::Add => |desk, it| office::run(desk, OfficeCommand::Add(it));
    "office revise" office::Revise => |desk, it| office::run(desk, OfficeCommand::Revise(it));
    "office list" Nothing => |desk, _| office::run(desk, OfficeCommand::List);
    "staff add" staff::Add => |desk, it| staff::run(desk, StaffCommand::Add(it));
    "staff revise" staff::Revise => |desk, it| staff::run(desk, StaffCommand::Revise(it));
    "staff list" staff::List => |desk, it| staff::run(desk, StaffCommand::List(it));
    "enrol invite" enrol::Invite => |desk, it| enrol::invite(desk, &it);
    "enrol withdraw" enrol::Withdraw => |desk, it| enrol::withdraw(desk, &it);
    "enrol list" Nothing => |desk, _| enrol::invitations(desk);
    "device list" Nothing => |desk, _| device::run(desk, DeviceCommand::List);
    "device revoke" device::Revoke => |desk, it| device::run(desk, DeviceCommand::Revoke(it));
    "device waiting" Nothing => |desk, _| device::run(desk, DeviceCommand::Waiting);
    "device confirm" device::Confirm => |desk, it| device::run(desk, DeviceCommand::Confirm(it));
    "device renew" device::Renew => |desk, it| device::run(desk, DeviceCommand::Renew(it));
    "device delegate" device::Delegate => |desk, it| device::run(desk, DeviceCommand::Delegate(it));
    "device end-delegation" device::Named => |desk, it| device::run(desk, DeviceCommand::EndDelegation(it));
    "approver add" approver::Person => |desk, it| approver::run(desk, ApproverCommand::Add(it));
    "approver end" approver::Person => |desk, it| approver::run(desk, ApproverCommand::End(it));
    "approver list" Nothing => |desk, _| approver::run(desk, ApproverCommand::List);
    "approval list" Nothing => |desk, _| approver::approval(desk, ApprovalCommand::List);
    "approval give" approver::Give => |desk, it| approver::approval(desk, ApprovalCommand::Give(it));
    "case register" case::NewArguments => |desk, it| case::run(desk, CaseCommand::Register(Box::new(it)));
    "case list" case::List => |desk, it| case::run(desk, CaseCommand::List(it));
    "case show" case::Named => |desk, it| case::run(desk, CaseCommand::Show(it));
    "case edit" case::Edit => |desk, it| case::run(desk, CaseCommand::Edit(it));
    "case history" case::Named => |desk, it| case::run(desk, CaseCommand::History(it));
    "case timeline" case::Named => |desk, it| case::run(desk, CaseCommand::Timeline(it));
    "case deadlines" case::Named => |desk, it| case::run(desk, CaseCommand::Deadlines(it));
    "case candidates" case::Named => |desk, it| case::run(desk, CaseCommand::Candidates(it));
    "case share" case::Share => |desk, it| case::run(desk, CaseCommand::Share(it));
    "case withdraw" case::Share => |desk, it| case::run(desk, CaseCommand::Withdraw(it));
    "party add" party::Add => |desk, it| party::run(desk, PartyCommand::Add(Box::new(it)));
    "party show" party::Show => |desk, it| party::run(desk, PartyCommand::Show(it));
    "party edit" party::Edit => |desk, it| party::run(desk, PartyCommand::Edit(Box::new(it)));
    "party link" party::Link => |desk, it| party::run(desk, PartyCommand::Link(it));
    "party choose" party::Choose => |desk, it| party::run(desk, PartyCommand::Choose(it));
    "party share" party::Share => |desk, it| party::run(desk, PartyCommand::Share(it));
    "party withdraw" party::Share => |desk, it| party::run(desk, PartyCommand::Withdraw(it));
    "party history" party::Show => |desk, it| party::run(desk, PartyCommand::History(it));
    "access list" access::Which => |desk, it| access::run(desk, AccessCommand::List(it));
    "access export" access::Export => |desk, it| access::run(desk, AccessCommand::Export(it));
    "act" act::Do => act::call;
    "dispute list" dispute::List => |desk, it| dispute::run(desk, DisputeCommand::List(it));
    "dispute settle" dispute::Arguments => |desk, it| dispute::run(desk, DisputeCommand::Settle(it));
    "conflict list" conflict::List => |desk, it| conflict::run(desk, ConflictCommand::List(it));
    "conflict choose" conflict::Choose => |desk, it| conflict::run(desk, ConflictCommand::Choose(it));
    "inbox" inbox::Arguments => |desk, it| inbox::run(desk, &it);
    "due" lists::DueArguments => |desk, it| lists::due(desk, &it);
    "roster" lists::Which => |desk, it| lists::roster(desk, &it);
    "supervision" lists::SupervisionArguments => |desk, it| lists::supervision(desk, &it);
    "calendar" lists::CalendarArguments => |desk, it| lists::calendar(desk, &it);
    "bundle export" bundle::Export => |desk, it| bundle::run(desk, BundleCommand::Export(it));
    "bundle import" bundle::Import => |desk, it| bundle::run(desk, BundleCommand::Import(it));
    "audit case" audit::Case => |desk, it| audit::run(desk, AuditCommand::Case(it));
    "audit verify" audit::Verify => |desk, it| audit::run(desk, AuditCommand::Verify(it));
    "quarantine list" Nothing => |desk, _| quarantine::run(desk, QuarantineCommand::List);
    "import" import::Import => |desk, it| import::run(desk, &it);
    "entry kinds" entry::Kinds => |desk, it| entry::run(desk, EntryCommand::Kinds(it));
    "entry add" entry::Add => |desk, it| entry::run(desk, EntryCommand::Add(it));
    "entry list" entry::List => |desk, it| entry::run(desk, EntryCommand::List(it));
    "entry show" entry::Named => |desk, it| entry::run(desk, EntryCommand::Show(it));
    "entry history" entry::Named => |desk, it| entry::run(desk, EntryCommand::History(it));
    "entry revise" entry::Revise => |desk, it| entry::run(desk, EntryCommand::Revise(it));
    "entry respond" entry::Verb => |desk, it| entry::call(desk, "respond", it);
    "entry publish" entry::Verb => |desk, it| entry::call(desk, "publish", it);
    "entry strike" entry::Verb => |desk, it| entry::call(desk, "strike", it);
    "entry do" entry::Do => |desk, it| entry::run(desk, EntryCommand::Do(it));
    "entry export" entry::Export => |desk, it| entry::run(desk, EntryCommand::Export(it));
    "config show" config::Show => |desk, it| config::run(desk, ConfigCommand::Show(it));
    "config list" Nothing => |desk, _| config::run(desk, ConfigCommand::List);
    "config set" config::Set => |desk, it| config::run(desk, ConfigCommand::Set(it));
    "config default" Nothing => |desk, _| config::run(desk, ConfigCommand::Default);
    "schema" schema::Arguments => schema::run;
    "rates" rates::Rates => |desk, it| rates::run(desk, &it);
    "status-of" status_of::StatusOf => |desk, it| status_of::run(desk, &it);
    "status" status::Status => |desk, it| status::run(desk, &it);
    "act forms" case::Named => act::forms::forms;
    "act kinds" act::Kinds => act::kinds;
    "case alike" case_views::Typed => case_views::alike;
    "case as-of" past::AsOf => past::as_of;
    "case compare" past::Between => past::compare;
    "since" past::Since => past::since;
    "today" today::Today => today::run;
    "words" catalogue::Words => catalogue::words;
}

/// What only the command line has: it needs a relay, a passphrase or the files of a data directory.
pub const OF_THE_COMMAND_LINE: &[&str] = &["backup", "delivery", "enrol take", "passphrase change", "restore", "sync"];

/// What only programs ask: screens make of it what the command line has commands for, or needs no command for.
pub const OF_PROGRAMS: &[&str] =
    &["act forms", "act kinds", "case alike", "case as-of", "case compare", "since", "today", "words"];

/// The calls, by the names of their commands.
pub fn callable() -> impl Iterator<Item = &'static str> {
    CALLS.iter().map(|call| call.name)
}

/// What a call takes.
#[cfg(feature = "schemas")]
pub(super) fn params(command: &str) -> Option<Schema> {
    named(command).map(|call| (call.params)())
}

/// The call of this name: the words of its command, parted by points.
fn named(name: &str) -> Option<&'static Call> {
    let command = name.replace('.', " ").replace('_', "-");
    CALLS.iter().find(|call| call.name == command)
}

impl Desk<'_> {
    /// Runs a command by its name, its words parted by points, such as `case.list`. The answer is what `--json` prints.
    ///
    /// # Errors
    /// `usage` where there is no such command or it does not take these parameters, and whatever the command refuses.
    pub fn call(&self, name: &str, params: Value) -> Result<Value, Failure> {
        let unknown = || Failure::new("usage", Exit::Usage, |lang| say!(lang, words::UNKNOWN_CALL, name = name));
        let call = named(name).ok_or_else(unknown)?;
        (call.run)(self, params).map(Answer::into_json)
    }
}

/// Parameters, as a command takes them.
fn read<T: DeserializeOwned>(command: &str, params: Value) -> Result<T, Failure> {
    let text = known(command, params)?.to_string();
    serde_json::from_slice(text.as_bytes()).map_err(|error| malformed(&text, &error))
}

/// Parameters, where a command knows all of them. None at all are an empty object.
fn known(command: &str, params: Value) -> Result<Value, Failure> {
    let params = if params.is_null() { Value::Object(Map::new()) } else { params };
    let strange = params.as_object().into_iter().flatten().map(|(name, _)| name);
    match strange.into_iter().find(|name| kept::params(command).all(|known| known != *name)) {
        None => Ok(params),
        Some(strange) => {
            Err(Failure::new("usage", Exit::Usage, |lang| say!(lang, words::UNKNOWN_PARAM, name = strange)))
        }
    }
}

fn malformed(text: &str, error: &serde_json::Error) -> Failure {
    let place = taizhang_model::place::of(text, error);
    Failure::new("usage", Exit::Usage, |lang| say!(lang, words::BAD_PARAMS, place = place, detail = error))
}

#[cfg(all(test, feature = "schemas"))]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::commands::answered;

    #[test]
    fn every_command_that_answers_can_be_called_or_is_the_command_lines() {
        let answered: BTreeSet<_> = answered().chain(OF_PROGRAMS.iter().copied()).collect();
        let known: BTreeSet<_> = callable().chain(OF_THE_COMMAND_LINE.iter().copied()).collect();
        assert_eq!(answered, known);
        for name in callable() {
            let schema = params(&name.replace(' ', ".")).unwrap().to_value();
            assert_eq!(schema["type"], "object", "{name}");
        }
    }

    #[test]
    fn what_may_be_left_out_is_not_required() {
        let schema = params("case.register").unwrap().to_value();
        assert_eq!(schema.get("required"), None);
        assert_eq!(schema["properties"]["channel"]["default"], "visit");
        assert_eq!(params("case.show").unwrap().to_value()["required"], serde_json::json!(["case"]));
    }
}
