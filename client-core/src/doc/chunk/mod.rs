//! Looks at the raw bytes of an Automerge chunk before Automerge is allowed to touch them.
//!
//! Automerge 0.12 trusts what it parses: it does not verify a change's checksum, it expands run-length columns
//! without a bound, it inflates without a bound, and it panics on numbers that do not fit. It also writes a change
//! back in canonical form when a document is saved, so that a change that is right but not canonical makes a
//! document that never loads again. These readers walk every column run by run, with every count bounded before
//! it is believed, and accept only what Automerge itself would have written. Pure: bytes in, a shape or a refusal out;
//! no clock, no I/O, no panic, and no allocation beyond the [`ChunkLimits`].
//!
//! What they cannot see is what lies outside the chunk: whether the operations that a change names exist, and
//! whether its numbers follow from its dependencies. That is the guard's part.

mod change;
mod column;
mod document;
mod history;
mod op;
mod read;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use change::ChangeShape;
pub(crate) use change::change_shape;
pub(crate) use document::{DocumentShape, document_shape};
pub(crate) use history::{ChangeRow, History, Place};
pub(crate) use op::{Action, OpId, OpRow, RowKey, Value};

use taizhang_wire::{Code, limits};

/// Letters of 16 bytes in base64url, and of 32: a salt, alone or with what its author had read.
const SALT_LETTERS: [usize; 2] = [22, 43];

/// The bounds that a chunk must keep. Sizes are bytes unless the name says otherwise.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChunkLimits {
    /// One change chunk.
    pub change_bytes_max: usize,
    /// Operations of one change.
    pub change_ops_max: u64,
    /// Dependencies of one change, heads of one document.
    pub deps_max: u64,
    /// Actors that a chunk names.
    pub actors_max: u64,
    /// One actor id.
    pub actor_bytes_max: usize,
    /// One document chunk, as it was sent.
    pub document_bytes_max: usize,
    /// All columns of one document, inflated.
    pub inflated_bytes_max: usize,
    /// Changes of one document.
    pub document_changes_max: u64,
    /// Operations of one document.
    pub document_ops_max: u64,
}

impl Default for ChunkLimits {
    fn default() -> Self {
        Self {
            change_bytes_max: limits::CHANGE_BYTES_MAX,
            change_ops_max: 20_000,
            deps_max: limits::DEPS_MAX as u64,
            actors_max: limits::TIPS_MAX as u64,
            actor_bytes_max: 64,
            document_bytes_max: limits::SNAPSHOT_BYTES_MAX - limits::SEAL_BYTES,
            inflated_bytes_max: limits::INFLATED_BYTES_MAX,
            document_changes_max: 100_000,
            document_ops_max: 2_000_000,
        }
    }
}

/// Why a chunk is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ChunkError {
    /// Not the format, or not its canonical form.
    #[error("malformed chunk: {0}")]
    Malformed(&'static str),
    /// A change that is deflated, as a whole or in a column: our clients never write one.
    #[error("a compressed change is not accepted")]
    Compressed,
    /// Beyond one of the [`ChunkLimits`].
    #[error("{what}: more than {max}")]
    TooLarge {
        /// What was counted.
        what: &'static str,
        /// The bound.
        max: u64,
    },
    /// The columns inflate beyond their bound.
    #[error("the columns inflate beyond {max} bytes")]
    Inflates {
        /// The bound.
        max: u64,
    },
    /// The checksum is not that of the content.
    #[error("the checksum does not match the content")]
    Checksum,
    /// A change whose operations contradict themselves.
    #[error("unsound operations: {0}")]
    UnsoundOps(&'static str),
    /// A document whose changes or operations contradict themselves.
    #[error("unsound snapshot: {0}")]
    SnapshotUnsound(&'static str),
}

impl ChunkError {
    /// The stable code.
    pub(crate) const fn code(&self) -> Code {
        match self {
            Self::Malformed(_) => Code::Malformed,
            Self::Compressed | Self::Inflates { .. } => Code::Inflates,
            Self::TooLarge { .. } => Code::TooLarge,
            Self::Checksum => Code::HashMismatch,
            Self::UnsoundOps(_) => Code::UnsoundOps,
            Self::SnapshotUnsound(_) => Code::SnapshotUnsound,
        }
    }
}

/// Whether a commit message begins with 16 random bytes, as [`super::Salt`] says, and is one that our commands write.
pub(super) fn is_salt(message: &str) -> bool {
    SALT_LETTERS.contains(&message.len())
        && message.bytes().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_'))
}

/// Refuses a count above its bound.
pub(super) fn within(what: &'static str, count: u64, max: u64) -> Result<u64, ChunkError> {
    if count > max { Err(ChunkError::TooLarge { what, max }) } else { Ok(count) }
}

/// Runs both readers over any bytes; the entry of the fuzz target.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let limits = ChunkLimits::default();
    let _ = change_shape(bytes, &limits);
    if let Ok(shape) = document_shape(bytes, &limits) {
        shape.for_each_op(|_, _| Ok::<_, ChunkError>(())).expect("what was accepted once reads again");
    }
}
