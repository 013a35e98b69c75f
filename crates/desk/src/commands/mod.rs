//! The commands, one file for each group. Each turns arguments into calls of the ledger, and what came back into an
//! [`Answer`](crate::Answer): one JSON document, or words.

mod access;
mod act;
mod approver;
mod audit;
mod bundle;
mod calls;
mod case;
mod case_views;
mod catalogue;
mod config;
mod conflict;
mod county;
mod default;
mod device;
mod dispute;
mod enrol;
mod entry;
mod history;
mod import;
mod import_rows;
mod inbox;
mod lists;
mod office;
mod party;
mod past;
mod phrases;
mod quarantine;
mod rates;
pub(crate) mod schema;
mod show;
mod staff;
mod status;
mod status_of;
mod story;
mod today;

#[cfg(feature = "schemas")]
pub use self::schema::answers::commands as answered;
pub use self::{
    access::{AccessCommand, run as access},
    act::{ActCommand, run as act},
    approver::{ApprovalCommand, ApproverCommand, approval, run as approver},
    audit::{AuditCommand, run as audit},
    bundle::{BundleCommand, run as bundle},
    calls::{OF_PROGRAMS, OF_THE_COMMAND_LINE, callable},
    case::{CaseCommand, run as case},
    config::{ConfigCommand, run as config},
    conflict::{ConflictCommand, run as conflict},
    county::{CountyCommand, run as county},
    device::{DeviceCommand, run as device},
    dispute::{DisputeCommand, run as dispute},
    enrol::{Invite, Withdraw, enrolled, invitations, invite, read_code, withdraw},
    entry::{EntryCommand, run as entry},
    import::{Import, run as import},
    inbox::{Arguments as Inbox, run as inbox},
    lists::{
        CalendarArguments as Calendar, DueArguments as Due, SupervisionArguments as Supervision, Which as Roster,
        calendar, due, roster, supervision,
    },
    office::{OfficeCommand, run as office},
    party::{PartyCommand, run as party},
    quarantine::{QuarantineCommand, run as quarantine},
    rates::{Rates, run as rates},
    schema::{Arguments as SchemaOf, kept::before_schemas, run as schema},
    staff::{StaffCommand, run as staff},
    status::{Status, run as status, told as relay_finding},
    status_of::{StatusOf, run as status_of},
};
use crate::failure::Failure;

/// The last moment of a day, as it ends in China.
fn last_moment(day: jiff::civil::Date) -> Result<jiff::Timestamp, Failure> {
    let end = day.at(23, 59, 59, 999_000_000).to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8)));
    end.map(|end| end.timestamp()).map_err(|error| Failure::usage(&error.to_string()))
}
