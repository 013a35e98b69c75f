//! What can go wrong, in words that say what a person can do, each with a stable code.

use taizhang_model::{CaseId, Refusal};
use taizhang_wire::Code;

/// Everything that a call of the ledger can fail with. Nothing is half-written when one comes back.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The casework rules refuse the act; the refusal names what is missing.
    #[error("{0}")]
    Refused(Refusal),
    /// A configuration that cannot be put in force: the path of what is wrong.
    #[error(transparent)]
    Configuration(taizhang_model::Error),
    /// No such case on this device.
    #[error("no case {name:?} on this device: check the number, or sync first")]
    UnknownCase {
        /// What was asked for.
        name: String,
    },
    /// Several cases answer to this name.
    #[error("{name:?} names several cases: give more letters of the id")]
    AmbiguousCase {
        /// What was asked for.
        name: String,
        /// Some of them.
        cases: Vec<CaseId>,
    },
    /// No such office, person, device, dispute or conflict.
    #[error("no {kind} {name:?} is known here: list them, or sync first")]
    Unknown {
        /// What kind of thing.
        kind: &'static str,
        /// What was asked for.
        name: String,
    },
    /// The name of an office or a person fits several.
    #[error("{name:?} names several of {kind}: give the id")]
    Ambiguous {
        /// What kind of thing.
        kind: &'static str,
        /// What was asked for.
        name: String,
    },
    /// The device is not enrolled yet.
    #[error("this device is not enrolled: ask the administrator for a code, then run the enrol command")]
    NotEnrolled,
    /// The device already belongs to a county.
    #[error("this device is enrolled already: take a new data directory for another enrolment")]
    AlreadyEnrolled,
    /// The enrolment code was taken up by another device before.
    #[error("this enrolment code was used by another device: ask the administrator for a new one")]
    CodeUsed,
    /// The enrolment code is not among the county's invitations.
    #[error(
        "this enrolment code is not known: ask the administrator for a bundle made after the code, or for a new code"
    )]
    CodeUnknown,
    /// The enrolment code ended with its time, or was withdrawn.
    #[error("this enrolment code is no longer valid: ask the administrator for a new one")]
    CodeExpired,
    /// An enrolment code that is to be withdrawn, and let a device in already.
    #[error("this enrolment code was taken up by the device {device:?}: shut that out")]
    CodeTakenUp {
        /// The device's name.
        device: String,
    },
    /// An office or a person without a name.
    #[error("a name is missing")]
    NoName,
    /// An office's code that a case's number cannot hold.
    #[error("an office's code is 1 to {max} ASCII letters, digits and hyphens")]
    OfficeCodeShape {
        /// How many at most.
        max: usize,
    },
    /// Another office has this code.
    #[error("the code {code:?} is that of {office}: choose another")]
    OfficeCodeTaken {
        /// The code.
        code: String,
        /// The other office's name.
        office: String,
    },
    /// Only the device that holds the authority key can do this, or one that signs in its stead for this part of the county.
    #[error(
        "only the administrator's device, which holds the county's authority key, can do this{}",
        or_those(who_could)
    )]
    NotAuthority {
        /// The devices that sign in its stead, by office and name.
        who_could: Vec<String>,
    },
    /// Only another person who was named for it gives the second word.
    #[error("only another person who was named for it can approve this, and nobody what is about themselves")]
    NotApprover,
    /// The last person whose word changes of the authority need.
    #[error("the last approver stays: name another first")]
    LastApprover,
    /// Only the case's home office, or one above it that may read it, says who else may; and the home office stays.
    #[error("only the case's home office, or one above it, can change who reads the case; the home office stays")]
    NotAllowed,
    /// The case is restricted, and the person at this device is none of those who may read it.
    #[error(
        "case {number} may be read by few: ask a head of its home office, or open it for a time with a reason (act break-glass)"
    )]
    Restricted {
        /// The case's number.
        number: String,
    },
    /// The bytes from elsewhere are not what they should be.
    #[error("{0}")]
    Wire(#[from] taizhang_wire::Error),
    /// The bundle belongs to another county.
    #[error("this bundle belongs to another county than this device")]
    OtherCounty,
    /// Storage failed.
    #[error("{}", storage_words(.0))]
    Storage(#[source] rusqlite::Error),
    /// A file beside the database could not be read or written.
    #[error("cannot {doing}: {source}")]
    File {
        /// What was being done.
        doing: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The device's key file is not readable as one.
    #[error("the device key file is damaged: restore it from where it was written down, or enrol this device anew")]
    KeyFile,
    /// The passphrase does not open the key file or the backup.
    #[error("the passphrase is wrong: nothing was opened and nothing was changed")]
    WrongPassphrase,
    /// The operating system's keystore did not give or take the key.
    #[error("the system's keystore does not help ({detail}): log in to the desktop, or restore the key file's backup")]
    Keystore {
        /// What it said.
        detail: String,
    },
    /// The database was not written with this device's key.
    #[error(
        "the ledger file does not open with this device's key, or is damaged: keep a copy of it, restore a backup, then sync"
    )]
    OtherKey,
    /// The file is not a backup, or not a whole one.
    #[error("this file is no backup, or is cut short: take another one")]
    NotABackup,
    /// A newer program wrote the database.
    #[error("this ledger was written by a newer version (layout {version}): update this program")]
    NewerDatabase {
        /// The database's layout version.
        version: usize,
    },
    /// SQLite would not give the guarantees that saved edits need.
    #[error("{0}")]
    Unsafe(&'static str),
    /// A stored document cannot be loaded.
    #[error(
        "the stored document of case {case} does not load ({detail}): restore a backup, other cases are not affected"
    )]
    DamagedDocument {
        /// The case.
        case: CaseId,
        /// What Automerge said.
        detail: String,
    },
}

fn or_those(who_could: &[String]) -> String {
    if who_could.is_empty() { String::new() } else { format!(", or for their part: {}", who_could.join(", ")) }
}

fn storage_words(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => {
            "the disk is full: nothing was saved, free some space and try again; reading still works".to_owned()
        }
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            "another program holds the ledger: try again in a moment".to_owned()
        }
        Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
            "the ledger file is damaged: keep a copy of it, restore a backup, then sync".to_owned()
        }
        _ => format!("the disk failed ({error}): nothing was saved, reading may still work"),
    }
}

impl Error {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code,
            Self::Configuration(error) => error.code(),
            Self::UnknownCase { .. } => "unknown_case",
            Self::AmbiguousCase { .. } => "ambiguous_case",
            Self::Unknown { kind, .. } => match *kind {
                "office" => "unknown_office",
                "member of staff" => "unknown_staff",
                "dispute" => "unknown_dispute",
                "conflict" => "unknown_conflict",
                "entry" => "unknown_entry",
                "party" => "unknown_party",
                "receipt code" => "unknown_receipt_code",
                _ => "unknown",
            },
            Self::Ambiguous { .. } => "ambiguous",
            Self::NotEnrolled => "not_enrolled",
            Self::AlreadyEnrolled => "already_enrolled",
            Self::CodeUsed => Code::CodeUsed.as_str(),
            Self::CodeUnknown => Code::CodeUnknown.as_str(),
            Self::CodeExpired => Code::CodeExpired.as_str(),
            Self::CodeTakenUp { .. } => "code_taken_up",
            Self::NoName => "no_name",
            Self::OfficeCodeShape { .. } => "office_code",
            Self::OfficeCodeTaken { .. } => "office_code_taken",
            Self::NotAuthority { .. } => "not_authority",
            Self::NotApprover => "not_approver",
            Self::LastApprover => "last_approver",
            Self::NotAllowed => Code::NotAllowed.as_str(),
            Self::Restricted { .. } => "case_restricted",
            Self::Wire(error) => error.code().as_str(),
            Self::OtherCounty => "other_county",
            Self::Storage(_) | Self::File { .. } if self.is_disk_full() => "disk_full",
            Self::Storage(_) => Code::Storage.as_str(),
            Self::File { .. } => "file",
            Self::KeyFile => "key_file",
            Self::WrongPassphrase => "wrong_passphrase",
            Self::Keystore { .. } => "keystore",
            Self::OtherKey => "other_key",
            Self::NotABackup => "not_a_backup",
            Self::NewerDatabase { .. } => "newer_database",
            Self::Unsafe(_) => "unsafe_storage",
            Self::DamagedDocument { .. } => "damaged_document",
        }
    }

    /// Whether the disk is full.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::Storage(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            // A quota is to a person what a disk is: there is no more room.
            Self::File { source, .. } => {
                matches!(source.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded)
            }
            _ => false,
        }
    }

    /// Whether the same call may succeed later, unchanged.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        matches!(self, Self::Storage(_) | Self::File { .. })
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Storage(error)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_room_is_said_to_be_that_for_a_file_as_for_the_database() {
        let written = |kind: std::io::ErrorKind| Error::File { doing: "write the keys".into(), source: kind.into() };
        for kind in [std::io::ErrorKind::StorageFull, std::io::ErrorKind::QuotaExceeded] {
            assert_eq!(written(kind).code(), "disk_full");
        }
        assert_eq!(written(std::io::ErrorKind::PermissionDenied).code(), "file");
    }
}
