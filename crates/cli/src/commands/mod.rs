//! The commands, one file for each group. Each turns arguments into calls of the ledger, and what came back into an
//! [`Answer`]: one JSON document, or words.

pub(crate) mod access;
pub(crate) mod act;
mod administer;
pub(crate) mod approver;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod bundle;
pub(crate) mod case;
mod case_views;
pub(crate) mod config;
pub(crate) mod conflict;
pub(crate) mod county;
pub(crate) mod delivery;
pub(crate) mod device;
pub(crate) mod dispute;
pub(crate) mod enrol;
pub(crate) mod entry;
mod history;
pub(crate) mod import;
mod import_rows;
pub(crate) mod inbox;
pub(crate) mod lists;
pub(crate) mod office;
pub(crate) mod party;
pub(crate) mod passphrase;
mod phrases;
pub(crate) mod quarantine;
pub(crate) mod rates;
mod relay;
pub(crate) mod schema;
mod show;
pub(crate) mod staff;
pub(crate) mod status;
pub(crate) mod status_of;
mod story;
pub(crate) mod sync;

use crate::{arguments::Command, failure::Failure, print::Answer, shell::Shell};

/// Runs a command.
pub(crate) fn run(shell: &mut Shell, command: Command) -> Result<Answer, Failure> {
    match command {
        Command::County(command) => county::run(shell, command),
        Command::Office(command) => office::run(shell, command),
        Command::Staff(command) => staff::run(shell, command),
        Command::Device(command) => device::run(shell, command),
        Command::Approver(command) => approver::run(shell, command),
        Command::Approval(command) => approver::approval(shell, command),
        Command::Enrol(command) => enrol::run(shell, command),
        Command::Case(command) => case::run(shell, command),
        Command::Act(command) => act::run(shell, command),
        Command::Dispute(command) => dispute::run(shell, command),
        Command::Conflict(command) => conflict::run(shell, command),
        Command::Inbox(arguments) => inbox::run(shell, &arguments),
        Command::Due(arguments) => lists::due(shell, &arguments),
        Command::Roster(which) => lists::roster(shell, &which),
        Command::Supervision(arguments) => lists::supervision(shell, &arguments),
        Command::Calendar(arguments) => lists::calendar(shell, &arguments),
        Command::Party(command) => party::run(shell, command),
        Command::Access(command) => access::run(shell, command),
        Command::Sync(arguments) => sync::run(shell, &arguments),
        Command::Bundle(command) => bundle::run(shell, command),
        Command::Audit(command) => audit::run(shell, command),
        Command::Quarantine(command) => quarantine::run(shell, command),
        Command::Import(arguments) => import::run(shell, &arguments),
        Command::Backup(arguments) => backup::run(shell, &arguments),
        Command::Restore(arguments) => backup::restore(shell, &arguments),
        Command::Passphrase(command) => passphrase::run(shell, &command),
        Command::Config(command) => config::run(shell, command),
        Command::Entry(command) => entry::run(shell, command),
        Command::Schema(arguments) => schema::run(shell, arguments),
        Command::StatusOf(arguments) => status_of::run(shell, &arguments),
        Command::Rates(arguments) => rates::run(shell, &arguments),
        Command::Delivery(arguments) => delivery::run(shell, &arguments),
        Command::Status(arguments) => status::run(shell, &arguments),
    }
}

/// The last moment of a day, as it ends in China.
fn last_moment(day: jiff::civil::Date) -> Result<jiff::Timestamp, Failure> {
    let end = day.at(23, 59, 59, 999_000_000).to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8)));
    end.map(|end| end.timestamp()).map_err(|error| Failure::usage(&error.to_string()))
}
