//! The words for what goes wrong. A code is stable: programs and translations depend on it.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// A stable, machine-readable reason. An unknown one, from a newer peer, is kept as [`Code::Other`].
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code {
            $($(#[$doc])* $name,)*
            /// A code that this version does not know.
            Other,
        }

        impl Code {
            /// Every code that this version knows.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code as it stands on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* Code::Other => "other" }
            }

            /// Reads a code; what it does not know becomes [`Code::Other`].
            #[must_use]
            pub fn parse(text: &str) -> Self {
                match text { $($text => Code::$name,)* _ => Code::Other }
            }
        }
    };
}

codes! {
    /// The bytes are not what they should be.
    Malformed = "malformed";
    /// Written by a newer version than this one.
    UnsupportedVersion = "unsupported_version";
    /// Larger than its bound in `limits`.
    TooLarge = "too_large";
    /// A signature does not verify.
    BadSignature = "bad_signature";
    /// The device is not enrolled, or no longer.
    NotEnrolled = "not_enrolled";
    /// The device was revoked.
    Revoked = "revoked";
    /// The office is not in the document's audience.
    NotInAudience = "not_in_audience";
    /// The document was never opened here; push its opening record first.
    UnknownDocument = "unknown_document";
    /// The change builds on others that are not here; push those first.
    MissingDeps = "missing_deps";
    /// This actor's sequence number is taken by another change: the device's history has forked.
    Fork = "fork";
    /// This actor's previous change is not here.
    SeqGap = "seq_gap";
    /// A control record that the signer had no right to make.
    NotAllowed = "not_allowed";
    /// A control record that builds on an older state than the present one.
    Stale = "stale";
    /// A control record that names an office, a member of staff or an invitation that is not known.
    UnknownReference = "unknown_reference";
    /// The enrolment code was used before.
    CodeUsed = "code_used";
    /// The enrolment code is not known here.
    CodeUnknown = "code_unknown";
    /// The enrolment code was not taken up in time.
    CodeExpired = "code_expired";
    /// Somebody tried wrong secrets for the enrolment code too often.
    CodeBurnt = "code_burnt";
    /// The device did not sync for too long: an administrator lets it in again.
    GrantExpired = "grant_expired";
    /// The request's time is too far from the relay's clock.
    ClockSkew = "clock_skew";
    /// The request was sent before: sign it anew.
    Replayed = "replayed";
    /// Too much at once; try again later.
    Busy = "busy";
    /// The relay's storage failed; nothing was kept.
    Storage = "storage";
    /// There is no such thing here, or it is not for this office.
    NotFound = "not_found";
    /// The file ends before its content does.
    Truncated = "truncated";
    /// The relay is shutting down; try again in a moment.
    ShuttingDown = "shutting_down";
    /// Checked against the change's own bytes: the hash is not the attested one.
    HashMismatch = "hash_mismatch";
    /// Bytes that inflate beyond their bound.
    Inflates = "inflates";
    /// A change that Automerge cannot apply safely: its operations name what does not exist, or number themselves wrongly.
    UnsoundOps = "unsound_ops";
    /// After this change the document could not be loaded again.
    WouldNotLoad = "would_not_load";
    /// A change that touches what no command of ours touches: an act of another author, a container.
    ForeignShape = "foreign_shape";
    /// The process died while this was being tried.
    SuspectCrashed = "suspect_crashed";
    /// The office was withdrawn from the document; its unsent edits are kept.
    Withdrawn = "withdrawn";
    /// The waiting room was full and this had waited longest.
    WaitingRoomFull = "waiting_room_full";
    /// A snapshot that does not hold what it says it holds.
    SnapshotUnsound = "snapshot_unsound";
    /// Sealed content that does not open: sealed with another key, for another place, or damaged on its way.
    NotOpened = "not_opened";
    /// Content in clear in a document whose content is sealed.
    NotSealed = "not_sealed";
    /// Bytes of a file that are not those that its digest was made of.
    Altered = "altered";
    /// A change that no attestation proves.
    Unproved = "unproved";
    /// A copy for readers that does not say what the changes say.
    CopyDiffers = "copy_differs";
    /// It belongs to another county.
    OtherCounty = "other_county";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self::parse(&text))
    }
}

/// What can be wrong with bytes, before anybody asks who sent them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Not the shape that was expected.
    #[error("malformed {what}")]
    Malformed {
        /// What was being read.
        what: &'static str,
    },
    /// Written by a newer version.
    #[error("version {version} is newer than this program understands: update it, the item is kept until then")]
    UnsupportedVersion {
        /// The version byte.
        version: u8,
    },
    /// Beyond its bound.
    #[error("{what} is larger than its bound of {max} (see limits)")]
    TooLarge {
        /// What was being read.
        what: &'static str,
        /// The bound.
        max: usize,
    },
    /// The signature does not verify.
    #[error("a signature does not verify")]
    BadSignature,
    /// A file ends early, or its digest is wrong.
    #[error("the file is cut short or damaged: copy it again from its source")]
    Truncated,
    /// A typed code that is not one.
    #[error("this is not an enrolment code: 40 letters and digits in groups of five are expected")]
    BadEnrolmentCode,
}

impl Error {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Malformed { .. } | Self::BadEnrolmentCode => Code::Malformed,
            Self::UnsupportedVersion { .. } => Code::UnsupportedVersion,
            Self::TooLarge { .. } => Code::TooLarge,
            Self::BadSignature => Code::BadSignature,
            Self::Truncated => Code::Truncated,
        }
    }
}
