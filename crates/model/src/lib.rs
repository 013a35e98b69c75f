//! The casework domain, pure: no I/O, no clock, no Automerge.

mod ids;
mod office;

pub use ids::{ActId, CaseId, ClaimId, DeviceId, DisputeId, IdError, OfficeId, StaffId};
pub use office::{Directory, Office, OfficeKind, Staff};
