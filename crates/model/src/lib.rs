//! The casework domain, pure: no I/O, no clock, no Automerge.

mod ids;

pub use ids::{ActId, CaseId, ClaimId, DeviceId, DisputeId, IdError, OfficeId, StaffId};
