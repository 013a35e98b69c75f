//! How a file is given: in which form, for how long, and not again to who has it.

use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
        },
    },
    response::{IntoResponse as _, Response},
};

use super::{File, Form};
use crate::{answers, headers};

/// For a name that stands for its content.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// For a name that stands for whatever is newest: kept, and asked for each time whether it still is.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// For a relay that was built without the app.
const NO_APP: &str = "<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n<title>台账</title>\n\
    <p>中继运行正常，但这个程序里没有网页应用。先运行 <code>cargo xtask web</code>，再重新编译中继。</p>\n\
    <p lang=\"en\">The relay is running, but this program was built without the web app: run \
    <code>cargo xtask web</code>, then build the relay again.</p>\n";

impl File {
    /// The answer to a request with these headers.
    pub(super) fn answer(&self, asked: &HeaderMap, is_head: bool) -> Response {
        let brotli = self.brotli.as_ref().filter(|_| takes_brotli(asked));
        let form = brotli.unwrap_or(&self.plain);
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(headers::OfWebApp);
        let said = response.headers_mut();
        said.insert(ETAG, form.tag.clone());
        said.insert(CACHE_CONTROL, if self.is_named_by_content { FOR_EVER } else { ASK_AGAIN });
        if self.brotli.is_some() {
            said.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        if has_already(asked, form) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        said.insert(CONTENT_TYPE, self.kind.clone());
        said.insert(CONTENT_LENGTH, form.bytes.len().into());
        if brotli.is_some() {
            said.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        if !is_head {
            *response.body_mut() = answers::in_pieces(form.bytes.clone(), ());
        }
        response
    }
}

/// A page that says that there is no app.
pub(super) fn no_app(is_head: bool) -> Response {
    let body = if is_head { Body::empty() } else { Body::from(NO_APP) };
    let length = HeaderValue::from(NO_APP.len());
    (StatusCode::NOT_FOUND, [(CONTENT_TYPE, HTML), (CONTENT_LENGTH, length)], body).into_response()
}

/// What a file is, by its name's ending.
pub(super) fn kind(path: &str) -> HeaderValue {
    HeaderValue::from_static(match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => return HTML,
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    })
}

/// Whether the caller reads Brotli.
fn takes_brotli(asked: &HeaderMap) -> bool {
    let codings = asked.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    codings.flat_map(|value| value.split(',')).any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight.trim().strip_prefix("q=").map_or(Ok(1.0), str::parse::<f32>);
        name.trim().eq_ignore_ascii_case("br") && weight.is_ok_and(|weight| weight > 0.0)
    })
}

/// Whether the caller says to have these very bytes.
fn has_already(asked: &HeaderMap, form: &Form) -> bool {
    let tags = asked.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    tags.flat_map(|value| value.split(',')).map(str::trim).any(|tag| {
        // A proxy may have weakened it on the way.
        tag == "*" || tag.strip_prefix("W/").unwrap_or(tag).as_bytes() == form.tag.as_bytes()
    })
}
