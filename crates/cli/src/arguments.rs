//! What can be typed: the options of every command, and the commands by group.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use jiff::Timestamp;
use taizhang_desk::{Lang, commands as desk};

use crate::commands;

/// Offline-first case ledger (台账): every data directory is one device, and works without a network.
#[derive(Debug, Parser)]
#[command(name = "taizhang", version, disable_help_subcommand = true, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) globals: Globals,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Globals {
    /// The device's data directory [default: ~/.local/share/taizhang].
    #[arg(long, global = true, value_name = "DIR", env = "TAIZHANG_DATA", hide_env_values = true)]
    pub(crate) data: Option<PathBuf>,
    /// Print one JSON document, as docs/CLI.md describes it.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The device's clock for this call.
    #[arg(long, global = true, value_name = "RFC3339")]
    pub(crate) now: Option<Timestamp>,
    /// The language of messages [default: by the locale].
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<Lang>,
    /// A file whose first line is the passphrase of this device's keys, instead of TAIZHANG_PASSPHRASE.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Where a new key is kept: in the system's keystore, or locked by a passphrase [default: the passphrase where one
    /// is given, else the keystore where one answers, else a passphrase that is asked for].
    #[arg(long, global = true, value_name = "WHERE", value_enum, default_value = "auto", env = "TAIZHANG_KEYSTORE")]
    #[arg(hide_default_value = true, hide_env_values = true, hide_possible_values = false)]
    pub(crate) keystore: crate::keys::Kept,
    /// The memory that a guess at a new passphrase costs, in KiB; the key file records it.
    #[arg(long, global = true, value_name = "KIB", default_value_t = 65_536, env = "TAIZHANG_PASSPHRASE_MEMORY")]
    #[arg(value_parser = clap::value_parser!(u32).range(64..=1_048_576), hide_env_values = true)]
    pub(crate) passphrase_memory: u32,
    /// No progress bars.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// Every command.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The county: its authority, which lets offices and devices in.
    #[command(subcommand)]
    County(desk::CountyCommand),
    /// Offices.
    #[command(subcommand)]
    Office(desk::OfficeCommand),
    /// Members of staff.
    #[command(subcommand)]
    Staff(desk::StaffCommand),
    /// Devices that were let in.
    #[command(subcommand)]
    Device(desk::DeviceCommand),
    /// The second person whom changes of the authority need.
    #[command(subcommand)]
    Approver(desk::ApproverCommand),
    /// Their word on what waits for it.
    #[command(subcommand)]
    Approval(desk::ApprovalCommand),
    /// Letting a device in by a one-time code.
    #[command(subcommand)]
    Enrol(commands::enrol::EnrolCommand),
    /// Cases.
    #[command(subcommand)]
    Case(desk::CaseCommand),
    /// Record an act on a case.
    #[command(subcommand)]
    Act(desk::ActCommand),
    /// Disputes of record: acts that cannot all hold, for people to decide.
    #[command(subcommand)]
    Dispute(desk::DisputeCommand),
    /// Fields that were written concurrently, for people to choose.
    #[command(subcommand)]
    Conflict(desk::ConflictCommand),
    /// What your office has to decide (待裁决): who decided what, having seen what, and who settles it.
    Inbox(desk::Inbox),
    /// What is due: late, today, soon.
    Due(desk::Due),
    /// The roster of leads: who carries the duty for which case.
    Roster(desk::Roster),
    /// What was demanded of your office about cases, and by when.
    Supervision(desk::Supervision),
    /// Reception days and meetings, and what is due around them.
    Calendar(desk::Calendar),
    /// The details of the people of a case, in documents of their own.
    #[command(subcommand)]
    Party(desk::PartyCommand),
    /// Who was shown whose details, for which case, why and when.
    #[command(subcommand)]
    Access(desk::AccessCommand),
    /// Exchange everything new with the relay.
    Sync(commands::sync::Sync),
    /// Bundle files, where there is no network at all.
    #[command(subcommand)]
    Bundle(desk::BundleCommand),
    /// Whether a case is what its authors signed, on this device or in a file.
    #[command(subcommand)]
    Audit(desk::AuditCommand),
    /// What was received and not taken in.
    #[command(subcommand)]
    Quarantine(desk::QuarantineCommand),
    /// Read an office's spreadsheet (.xlsx): a report of what would be registered, or with --apply, do it.
    Import(desk::Import),
    /// Write a backup to a file that is not there yet, encrypted under a passphrase of its own.
    Backup(commands::backup::Backup),
    /// Make this device's ledger from a backup, where there is none.
    Restore(commands::backup::Restore),
    /// The passphrase of this device's keys.
    #[command(subcommand)]
    Passphrase(commands::passphrase::PassphraseCommand),
    /// The register of what is no case: meetings, receptions, reports.
    #[command(subcommand)]
    Entry(desk::EntryCommand),
    /// The county's configuration.
    #[command(subcommand)]
    Config(desk::ConfigCommand),
    /// JSON Schema of every act, entry, entity and view.
    Schema(desk::SchemaOf),
    /// Figures of the cases on this device: every rate with its numerator and its denominator.
    Rates(desk::Rates),
    /// What a petitioner is told who asks by a receipt code.
    StatusOf(desk::StatusOf),
    /// Which offices have which of a case's edits, as the relay says.
    Delivery(commands::delivery::Arguments),
    /// How this device stands.
    Status(desk::Status),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn leaves(path: &str, command: &clap::Command, found: &mut Vec<String>) {
        // Every act answers alike.
        if path == "act" || !command.has_subcommands() {
            return found.push(path.to_owned());
        }
        for below in command.get_subcommands() {
            leaves(format!("{path} {}", below.get_name()).trim(), below, found);
        }
    }

    #[test]
    fn every_command_names_the_schema_of_its_answer() {
        let mut there = Vec::new();
        leaves("", &Arguments::command(), &mut there);
        let mut named: Vec<_> = desk::answered().map(str::to_owned).collect();
        there.sort();
        named.sort();
        assert_eq!(named, there);
    }
}
