//! The local-first data layer of the Taizhang ledger, the same code on an office PC, a phone and in a browser.
//!
//! A shell opens a [`Ledger`], calls its commands and asks its queries. A command returns when what it wrote is on the
//! disk, network or not. The sync engine (`engine`) is a state machine without I/O; `driver` and `net` carry out what
//! it wants over HTTP, and the simulator does so over a network of its own.
//!
//! No thread, socket or clock outside the adapters `net`, `driver`, `runtime`, `keyfile`, `files` and `workers`.

mod audit;
mod doc;
#[cfg(feature = "net")]
pub mod driver;
pub mod engine;
mod error;
mod files;
#[doc(hidden)]
pub mod forge;
#[doc(hidden)]
pub mod fuzzing;
mod guard;
mod keyfile;
mod keys;
mod ledger;
#[cfg(feature = "net")]
pub mod net;
mod runtime;
mod seal;
mod secret;
mod store;
mod workers;

pub use audit::{AuditEntry, AuditPlace, AuditReport, Audited, Finding, Told, verify_dossier};
pub use doc::{HistoryEntry, Touched};
pub use error::Error;
pub use keyfile::{FilePlace, KeyFile, KeyPlace, Keystore, Lock, LockedBy, SealedDrawer, Slot, TwoSlots};
pub use keys::{Identity, KeyKeeper, KeysInMemory};
pub use ledger::{
    AccessFilter, AccessLine, ApproverLine, Arrivals, Arrived, Asking, Audit, Awaited, BundleReport, CaseAudit,
    CaseEdit, CaseStory, CaseThen, Changed, Checks, ConfigurationStatus, CountFilter, Counted, DelegationLine,
    Delivery, DeliveryLine, DeviceLine, DirectoryListing, DueList, Enrolment, Entropy, EntryStory, ImportKey,
    ImportedCase, Inbox, InvitationLine, InvitationState, Lag, Ledger, LedgerStatus, ListFilter, NewCase, NewContact,
    NewEntry, NewOffice, NewParty, NewStaff, OfficeChange, Outgoing, PartyLink, PartyStory, Place, PossiblySame, Reach,
    Reader, Receipt, Receipts, Received, Registered, RegisteredContact, RelayFault, RelayFinding, ShutOutLine,
    StaffChange, StoryEntry, Then, ToApprove, ToConfirm,
};
pub use runtime::MaybeSend;
pub use secret::{DbKey, Passphrase, PassphraseCost, SecretKey};
pub use store::{
    StoreOptions,
    cases::{CaseFilter, CaseLine, CaseOrder, CasePage},
    decisions::{InboxCounts, InboxItem},
    drafts::Draft,
    entries::{EntryFilter, EntryLine},
    held_back::Quarantined,
    lists::{DueCounts, DueLine, Page, RosterLine, SupervisionLine},
    parties::PartyDispute,
    reading::OpeningLine,
    sounds::is_meant,
};
pub use workers::{Alone, Threads, Workers};

#[cfg(test)]
mod tests;
