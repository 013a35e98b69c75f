//! The commands: those of the desk, and those that need a relay, a passphrase or the data directory itself, one file for
//! each group.

mod administer;
pub(crate) mod backup;
pub(crate) mod delivery;
pub(crate) mod enrol;
pub(crate) mod passphrase;
mod relay;
pub(crate) mod sync;

use taizhang_desk::{Answer, Failure, commands as desk};

use crate::{arguments::Command, shell::Shell};

/// Runs a command.
pub(crate) fn run(shell: &Shell, command: Command) -> Result<Answer, Failure> {
    let at = &shell.desk();
    match command {
        Command::County(command) => desk::county(at, command),
        Command::Office(command) => desk::office(at, command),
        Command::Staff(command) => desk::staff(at, command),
        Command::Device(command) => desk::device(at, command),
        Command::Approver(command) => desk::approver(at, command),
        Command::Approval(command) => desk::approval(at, command),
        Command::Enrol(command) => enrol::run(shell, command),
        Command::Case(command) => desk::case(at, command),
        Command::Act(command) => desk::act(at, command),
        Command::Dispute(command) => desk::dispute(at, command),
        Command::Conflict(command) => desk::conflict(at, command),
        Command::Inbox(arguments) => desk::inbox(at, &arguments),
        Command::Due(arguments) => desk::due(at, &arguments),
        Command::Roster(which) => desk::roster(at, &which),
        Command::Supervision(arguments) => desk::supervision(at, &arguments),
        Command::Calendar(arguments) => desk::calendar(at, &arguments),
        Command::Party(command) => desk::party(at, command),
        Command::Access(command) => desk::access(at, command),
        Command::Sync(arguments) => sync::run(shell, &arguments),
        Command::Bundle(command) => desk::bundle(at, command),
        Command::Audit(command) => desk::audit(at, command),
        Command::Quarantine(command) => desk::quarantine(at, command),
        Command::Import(arguments) => desk::import(at, &arguments),
        Command::Backup(arguments) => backup::run(shell, &arguments),
        Command::Restore(arguments) => backup::restore(shell, &arguments),
        Command::Passphrase(command) => passphrase::run(shell, &command),
        Command::Config(command) => desk::config(at, command),
        Command::Entry(command) => desk::entry(at, command),
        Command::Schema(arguments) => desk::schema(at, arguments),
        Command::StatusOf(arguments) => desk::status_of(at, &arguments),
        Command::Rates(arguments) => desk::rates(at, &arguments),
        Command::Delivery(arguments) => delivery::run(shell, &arguments),
        Command::Status(arguments) => desk::status(at, &arguments),
    }
}
