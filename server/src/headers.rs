//! What every answer says of itself, for a browser or a cache that may come between: it is what it says it is, it loads
//! nothing and stands in nobody's frame, and nobody keeps a copy.
//!
//! They are as few as that takes: an exchange that brings nothing new is to fit in a kilobyte. The files of the web app say
//! more, and of two things something else: they load each other, and are kept.

use axum::{
    http::{
        HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
        },
    },
    response::Response,
};

/// An answer that is a file of the web app, and says itself how long it may be kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OfWebApp;

/// On every other answer.
const ALWAYS: [(HeaderName, &str); 3] = [
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CONTENT_SECURITY_POLICY, "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
];
/// On the files of the web app. The policy stands on every file, since a worker has that of its own script. `wasm-unsafe-eval`
/// compiles WebAssembly and no script; `unsafe-inline` is for styles alone, which the widgets make while they run.
const ON_WEB_APP: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; connect-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; \
         base-uri 'none'; form-action 'none'",
    ),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("permissions-policy"), "camera=(self), geolocation=(), microphone=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];
/// For two years from now on, only by TLS: this host, and those whose names end in its name.
const ONLY_TLS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// Puts them on an answer.
pub(crate) fn put(answer: &mut Response, over_tls: bool) {
    let of_web_app = answer.extensions().get::<OfWebApp>().is_some();
    let headers = answer.headers_mut();
    let (always, on_web_app) = (ALWAYS, ON_WEB_APP);
    for (name, value) in if of_web_app { &on_web_app[..] } else { &always } {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if over_tls {
        headers.insert(STRICT_TRANSPORT_SECURITY, ONLY_TLS);
    }
}
