//! 文书、答复与复查复核: what is written to the petitioner, signed, served, and reviewed.

mod attach;
mod authority;
mod document;
mod finalise;
mod number;
mod redact;
mod reply;
mod review;
mod review_result;
mod revoke;
mod serve;
mod sign;

pub use attach::Attach;
pub use document::{Document, DocumentKind};
pub use finalise::Finalise;
pub use number::Number;
pub use redact::Redact;
pub use reply::{ClaimOpinion, Remedy, Reply, ReplyPosition};
pub use review::{Review, ReviewTier};
pub use review_result::{ReviewDecision, ReviewResult};
pub use revoke::Revoke;
pub use serve::{Serve, ServeMethod};
pub use sign::{Sign, SignRole};

pub(crate) use authority::{Issued, Signer, may_sign, may_withdraw};
pub(crate) use revoke::can_be_revoked;
pub(crate) use serve::can_be_served;
pub(crate) use sign::can_be_signed;

use crate::{Refusal, refusal};

/// Refuses what is no SHA-256 in hexadecimal digits.
fn sha256(text: &str) -> Result<(), Refusal> {
    let digits = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if digits { Ok(()) } else { Err(Refusal::because(&refusal::NOT_A_HASH)) }
}
