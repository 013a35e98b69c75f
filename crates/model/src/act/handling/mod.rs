//! 办理、调解与帮扶: what is done about the matter, with whom, and what comes of it.

mod agreement;
mod aid;
mod assess_claim;
mod claim_outcome;
mod court_confirm;
mod finding;
mod finish_finding;
mod mediate;
mod meet;
mod note;
mod path_notice;
mod pause;
mod pay;
mod resume;
mod visit;
mod vote;

pub use agreement::{Agreement, Term};
pub use aid::{Aid, AidKind, AidSource, Eligibility, HardshipCause, PairedGift};
pub use assess_claim::{AssessClaim, ClaimMerit, ClaimTrack};
pub use claim_outcome::{ClaimOutcome, OutcomeKind};
pub use court_confirm::{ConfirmationState, CourtConfirm};
pub use finding::{Finding, FindingMethod};
pub use finish_finding::FinishFinding;
pub use mediate::{Mediate, MediationKind, MediationResult, MediationTier};
pub use meet::{ClaimSaid, Meet, MeetingKind, OpinionSaid};
pub use note::Note;
pub use path_notice::{LegalPath, PathNotice};
pub use pause::{Pause, PauseReason};
pub use pay::Pay;
pub use resume::Resume;
pub use visit::{Visit, VisitKind};
pub use vote::Vote;
