//! What every answer says of itself, for a browser or a cache that may come between: it is what it says it is, it loads
//! nothing and stands in nobody's frame, and nobody keeps a copy.
//!
//! They are as few as that takes: an exchange that brings nothing new is to fit in a kilobyte.

use axum::http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS},
};

/// On every answer.
const ALWAYS: [(HeaderName, &str); 3] = [
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
];
/// For two years from now on, only by TLS: this host, and those whose names end in its name.
const ONLY_TLS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Puts them on an answer.
pub(crate) fn put(headers: &mut HeaderMap, over_tls: bool) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if over_tls {
        headers.insert(STRICT_TRANSPORT_SECURITY, ONLY_TLS);
    }
}
