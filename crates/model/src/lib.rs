//! The casework domain (台账), pure: no I/O, no clock, no randomness, no Automerge.
//!
//! A case is plain fields and free text, which merge, and *acts* (办理行为), which are only ever added. [`fold`] turns
//! a [`CaseRecord`] into the [`CaseView`] that people read; [`check`] says whether an act may be recorded now, or what
//! is missing. Two acts that cannot both hold open a [`Dispute`] that people settle: nothing is resolved silently.
//!
//! The subject of everything here is a case, a claim or an office: no type ranks, scores, labels or tracks a person,
//! and none but [`PartyView`], which has a document and an audience of its own, holds an identity number, a telephone
//! number or an address.

pub mod act;
mod authority;
pub mod between;
mod causality;
mod check;
pub mod config;
mod context;
pub mod entry;
mod error;
pub mod fields;
mod fold;
mod ids;
pub mod line;
pub mod lists;
pub mod matching;
pub mod metrics;
mod office;
pub mod place;
mod propose;
mod record;
pub mod refusal;
pub mod schedule;
mod text;
mod view;

pub use act::{Act, ActBody, Author};
pub use authority::LeadNeeds;
pub use causality::ActGraph;
pub use check::{authority, check};
pub use config::{
    Config, Configs,
    clocks::{Deadline, DeadlineState},
};
pub use context::Context;
pub use error::Error;
pub use fold::{
    ConfigurationView, Edition, conflict_dispute, date_in_china, dispute_id, fold, fold_configuration, fold_party,
};
pub use ids::{
    ActId, CaseId, ClaimId, ConfigVersion, DeviceId, DisputeId, EntryId, IdError, OfficeId, PartyId, StaffId,
};
pub use office::{Directory, Office, OfficeKind, Staff, StaffRole};
pub use propose::{UnitProposal, propose_unit};
pub use record::{CaseRecord, FieldValue, Subject};
pub use refusal::Refusal;
pub use view::*;
