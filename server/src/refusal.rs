//! How a request is refused: a status, and a small JSON object with a stable code, a sentence, and the relay's time, by
//! which a device with a wrong clock can correct itself.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use taizhang_wire::Code;

use crate::Error;

/// A refused request. It becomes an empty answer that carries the refusal along; the outermost layer, which knows the
/// time, writes the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) code: Code,
    /// When to come again, in seconds: the answer's `Retry-After`.
    pub(crate) retry_after_s: Option<u32>,
}

/// How long to stay away where nothing better is known.
const BUSY_S: u32 = 5;

/// The body of a refusal.
#[derive(Serialize)]
pub(crate) struct RefusalBody {
    pub(crate) code: Code,
    pub(crate) message: &'static str,
    pub(crate) now_ms: i64,
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        let status = match code {
            Code::NotEnrolled | Code::BadSignature | Code::ClockSkew | Code::Replayed => StatusCode::UNAUTHORIZED,
            Code::Revoked | Code::GrantExpired | Code::NotAllowed => StatusCode::FORBIDDEN,
            Code::NotFound | Code::NotInAudience | Code::UnknownDocument | Code::CodeUnknown => StatusCode::NOT_FOUND,
            Code::CodeUsed => StatusCode::CONFLICT,
            Code::CodeExpired | Code::CodeBurnt => StatusCode::GONE,
            Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Code::Busy => StatusCode::TOO_MANY_REQUESTS,
            Code::Storage | Code::ShuttingDown => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::BAD_REQUEST,
        };
        let retry_after_s = (code == Code::Busy).then_some(BUSY_S);
        Self { status, code, retry_after_s }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        if error.code() == Code::Storage {
            tracing::error!(%error, source = ?std::error::Error::source(&error).map(ToString::to_string), "request failed");
        }
        error.code().into()
    }
}

impl From<taizhang_wire::Error> for Refusal {
    fn from(error: taizhang_wire::Error) -> Self {
        error.code().into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl Refusal {
    /// Too much for now: come again after so many seconds.
    pub(crate) fn busy_for(seconds: i64) -> Self {
        Self { retry_after_s: Some(u32::try_from(seconds).unwrap_or(u32::MAX)), ..Code::Busy.into() }
    }

    /// The same under another status.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// What the person can do.
    pub(crate) const fn message(self) -> &'static str {
        match self.code {
            Code::NotEnrolled => "this device is not enrolled here: ask the administrator for an enrolment code",
            Code::Revoked => "this device was shut out: ask the administrator",
            Code::BadSignature => "a signature does not verify: nothing was taken",
            Code::ClockSkew => "the request's time is too far from the relay's clock: correct by now_ms and try again",
            Code::Replayed => "this request was here before: sign it anew, with a nonce and a time of its own",
            Code::NotFound | Code::NotInAudience | Code::UnknownDocument => {
                "there is no such thing here, or it is not for this office"
            }
            Code::CodeUnknown => "this enrolment code is not known here: was it made for this county?",
            Code::CodeUsed => "this enrolment code was used before: ask the administrator for another",
            Code::CodeExpired => "this enrolment code was not taken up in time: ask the administrator for another",
            Code::CodeBurnt => "this enrolment code was tried wrongly too often: ask the administrator for another",
            Code::GrantExpired => "this device did not sync for too long: ask the administrator to renew it",
            Code::NotAllowed => "this may not be brought this way",
            Code::TooLarge => "the request is larger than its bound: send less at a time",
            Code::Busy => "too much at once, or too slow: try again later",
            Code::Storage => "the relay's storage failed and nothing was kept: try again later",
            Code::ShuttingDown => "the relay is shutting down: try again in a moment",
            Code::UnsupportedVersion => "written by a newer version: the relay must be updated first",
            _ => "the request is not what the relay expects: see docs/PROTOCOL.md",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_can_tell_by_the_status_whether_to_try_again() {
        for code in Code::ALL {
            let refusal = Refusal::from(*code);
            let again = refusal.status.is_server_error() || refusal.status == StatusCode::TOO_MANY_REQUESTS;
            assert_eq!(again, matches!(code, Code::Busy | Code::Storage | Code::ShuttingDown), "{code}");
            assert!(!refusal.status.is_success() && !refusal.message().is_empty());
            assert_eq!(refusal.retry_after_s.is_some(), refusal.status == StatusCode::TOO_MANY_REQUESTS, "{code}");
        }
    }
}
