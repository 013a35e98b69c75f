//! 督办: what one office demands of another about a case, and the answer that is due.

mod answer_supervision;
mod supervise;

pub use answer_supervision::AnswerSupervision;
pub use supervise::{InspectionKind, InspectionScope, Supervise, SupervisionKind, SupervisionTrigger};
