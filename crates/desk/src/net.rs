//! What goes wrong between here and the relay, in words. Speaking with it is the shell's.

use taizhang_client::engine::NetError;
use taizhang_wire::Code;

use crate::{
    failure::{Exit, Failure},
    words::{self, say, word_for},
};

/// A failure of the network, in words.
pub fn net_failure(error: &NetError) -> Failure {
    let word = match error {
        NetError::Unreachable => words::RELAY_UNREACHABLE,
        NetError::Untrusted => words::RELAY_UNTRUSTED,
        NetError::Timeout => words::RELAY_TIMEOUT,
        NetError::Garbage => words::RELAY_GARBAGE,
        NetError::Status { code: Code::CodeUsed, .. } => words::CODE_USED,
        NetError::Status { code: Code::CodeUnknown, .. } => words::CODE_UNKNOWN,
        NetError::Status { code: Code::CodeExpired, .. } => words::CODE_NOT_IN_TIME,
        NetError::Status { code: Code::CodeBurnt, .. } => words::CODE_BURNT,
        NetError::Status { code: Code::GrantExpired, .. } => words::GRANT_EXPIRED,
        NetError::Status { code: Code::NotEnrolled | Code::Revoked, .. } => words::RELAY_NOT_LET_IN,
        NetError::Status { .. } => words::RELAY_SAID_NO,
    };
    let exit = match error {
        NetError::Status { code, .. } if is_of_code(*code) => Exit::Refused,
        _ => Exit::Network,
    };
    Failure::new(error.code(), exit, |lang| say!(lang, word, reason = word_for(words::CODES, error.code(), lang)))
}

/// Whether it says what is wrong with an enrolment code: another can be tried.
pub const fn is_of_code(code: Code) -> bool {
    matches!(code, Code::CodeUsed | Code::CodeUnknown | Code::CodeExpired | Code::CodeBurnt)
}
