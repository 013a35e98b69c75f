//! What can go wrong when an act or a configuration is read. A refusal to record an act is not an error: see
//! [`crate::Refusal`].

/// Why the text of an act or of a configuration could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is longer than [`crate::act::limits::ACT_BYTES`].
    #[error("an act of {bytes} bytes is too large: at most {most} are read; ask its author to split it")]
    TooLarge {
        /// Length of the text, in bytes.
        bytes: usize,
        /// The limit, in bytes.
        most: usize,
    },
    /// The text names more seen acts than [`crate::act::limits::BASED_ON`].
    #[error("an act that names {count} seen acts is not read: at most {most} are allowed")]
    TooManySeen {
        /// How many it names.
        count: usize,
        /// The limit.
        most: usize,
    },
    /// The text is not an act.
    #[error("not an act: {0}")]
    Malformed(#[source] serde_json::Error),
    /// The name of the kind is not 1 to 40 characters of `a-z`, `0-9` and `_`.
    #[error("not an act: its kind is not a short lower-case name")]
    KindName,
    /// No act kind of this version has this name.
    #[error("unknown act kind `{kind}`: one of {} is expected; a newer version may know it", crate::ActBody::KINDS.join(", "))]
    UnknownKind {
        /// The name that was given.
        kind: String,
    },
    /// The payload is not that of this kind.
    #[error("the act kind `{kind}` does not take this payload: {source}")]
    Payload {
        /// The kind.
        kind: &'static str,
        /// What the payload lacks or has too much.
        source: serde_json::Error,
    },
    /// The text is longer than [`crate::config::limits::TEXT_BYTES`].
    #[error("a configuration of {bytes} bytes is too large: at most {most} are read; leave out what is not in use")]
    ConfigTooLarge {
        /// Length of the text, in bytes.
        bytes: usize,
        /// The limit, in bytes.
        most: usize,
    },
    /// The text is not a configuration.
    #[error("not a configuration, at `{path}`: {source}")]
    ConfigMalformed {
        /// Where it is wrong: `deadlines[3].unit`.
        path: String,
        /// What is wrong there.
        source: serde_json::Error,
    },
    /// The configuration contradicts itself or says what cannot be.
    #[error("this configuration cannot be used, at `{path}`: {problem}")]
    ConfigInvalid {
        /// Where it is wrong: `campaigns[0].stages[1].from`.
        path: String,
        /// What is wrong there, and what is expected.
        problem: String,
    },
}

impl Error {
    /// A stable code for machines.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "act_too_large",
            Self::TooManySeen { .. } => "act_sees_too_many",
            Self::Malformed(_) | Self::KindName => "act_malformed",
            Self::UnknownKind { .. } => "unknown_act_kind",
            Self::Payload { .. } => "act_payload_malformed",
            Self::ConfigTooLarge { .. } => "config_too_large",
            Self::ConfigMalformed { .. } => "config_malformed",
            Self::ConfigInvalid { .. } => "config_invalid",
        }
    }
}
