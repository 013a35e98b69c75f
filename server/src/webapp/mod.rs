//! The web app: files that `cargo xtask web` makes and this program carries along, for any browser that asks.
//!
//! They stand in one table by their path, made when the relay starts, and a path is looked up as it came: no spelling of it
//! leads to anything else on this machine. Nothing in here knows a device, a case or the database.

mod answer;
mod embedded;

use std::{borrow::Cow, collections::BTreeMap, fmt::Write as _, sync::Arc};

use axum::{
    body::Bytes,
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, header::ACCEPT},
    response::Response,
};
use sha2::{Digest as _, Sha256};

/// The file that every page of the app starts from.
const PAGE: &str = "index.html";
/// What a file's name ends in that is the same file compressed.
const BROTLI: &str = ".br";
/// Where the protocol begins; no page of the app stands there.
const PROTOCOL: &str = "v1";
/// A longer path is no file's and no page's.
const PATH_BYTES_MAX: usize = 256;
/// How a browser says that somebody goes to a page, and that no script asks.
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// The files of a web app, by their path.
#[derive(Clone, Debug, Default)]
pub struct WebApp {
    files: Arc<BTreeMap<String, File>>,
}

/// One file, as it is and compressed.
#[derive(Debug)]
struct File {
    plain: Form,
    brotli: Option<Form>,
    kind: HeaderValue,
    /// Whether its name changes with its content, so that it never has to be asked for again.
    is_named_by_content: bool,
}

/// The bytes of a file in one form, and the tag that tells them from all others.
#[derive(Debug)]
struct Form {
    bytes: Bytes,
    tag: HeaderValue,
}

impl WebApp {
    /// The app that was built into this program; empty where there was none when it was built.
    #[must_use]
    pub fn built_in() -> Self {
        Self::of(embedded::files())
    }

    /// An app of these files: paths from its root, and content. What ends in `.br` is the compressed form of the file that
    /// it is named after; what begins with a dot is left out.
    pub fn of(files: impl IntoIterator<Item = (String, Cow<'static, [u8]>)>) -> Self {
        let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
        let files = files.into_iter().filter(|(path, _)| !is_hidden(path));
        let (mut compressed, plain): (BTreeMap<_, _>, BTreeMap<_, _>) =
            files.partition(|(path, _)| path.ends_with(BROTLI));
        let file = |(path, content): (String, Cow<'static, [u8]>)| {
            let brotli = compressed.remove(&format!("{path}{BROTLI}")).map(Form::of);
            let (kind, is_named_by_content) = (answer::kind(&path), is_named_by_content(&path));
            (path, File { plain: Form::of(content), brotli, kind, is_named_by_content })
        };
        Self { files: Arc::new(plain.into_iter().map(file).collect()) }
    }

    /// Whether there is no app.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.files.contains_key(PAGE)
    }

    /// What a browser is given that came for the app; `None` where the request is for something else.
    pub(crate) fn answer(&self, request: &Request) -> Option<Response> {
        let is_head = request.method() == Method::HEAD;
        if !is_head && request.method() != Method::GET {
            return None;
        }
        let path = request.uri().path().strip_prefix('/').filter(|path| path.len() <= PATH_BYTES_MAX)?;
        let file = match path {
            "" if self.is_empty() => return Some(answer::no_app(is_head)),
            "" => self.files.get(PAGE)?,
            _ => self.files.get(path).or_else(|| self.files.get(PAGE).filter(|_| is_page(path, request.headers())))?,
        };
        Some(file.answer(request.headers(), is_head))
    }
}

impl Form {
    fn of(content: Cow<'static, [u8]>) -> Self {
        let mut tag = String::from("\"");
        for byte in &Sha256::digest(&content)[..16] {
            write!(tag, "{byte:02x}").expect("writing to a string does not fail");
        }
        tag.push('"');
        let bytes = match content {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => bytes.into(),
        };
        Self { bytes, tag: tag.try_into().expect("a quoted hash can stand in a header") }
    }
}

/// Whether somebody goes to a page of the app: the app itself knows which.
fn is_page(path: &str, headers: &HeaderMap) -> bool {
    let is_name =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let says = |name: &HeaderName, word: &str| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(word))
    };
    path.split('/').all(is_name)
        && path.split('/').next() != Some(PROTOCOL)
        && says(&ACCEPT, "text/html")
        && (!headers.contains_key(SEC_FETCH_MODE) || says(&SEC_FETCH_MODE, "navigate"))
}

/// Whether a file's name ends in a hash of its content, as the build names what it puts under `assets/`.
fn is_named_by_content(path: &str) -> bool {
    const HASH_LETTERS: usize = 8;
    let stem = path.strip_prefix("assets/").and_then(|name| name.split('.').next()).unwrap_or_default();
    let Some((rest, hash)) = stem.len().checked_sub(HASH_LETTERS).and_then(|at| stem.split_at_checked(at)) else {
        return false;
    };
    rest.ends_with('-') && hash.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_by_its_content_is_kept_for_ever() {
        for (path, expected) in [
            ("assets/index-B3xZ_-9k.js", true),
            ("assets/taizhang_web_bg-0aB1cD2e.wasm", true),
            ("assets/index.js", false),
            ("assets/icon-192.png", false),
            ("assets/-B3xZ9k.js", false),
            ("assets/台账台账-台账.js", false),
            ("workbox-12345678.js", false),
            ("sw.js", false),
            ("index.html", false),
        ] {
            assert_eq!(is_named_by_content(path), expected, "{path}");
        }
    }

    #[test]
    fn compressed_and_hidden_files_are_no_files_of_their_own() {
        let files = ["index.html", "index.html.br", "lonely.js.br", ".inputs", "assets/.hidden"];
        let app = WebApp::of(files.map(|path| (path.to_owned(), Cow::Borrowed(path.as_bytes()))));
        assert_eq!(app.files.keys().collect::<Vec<_>>(), ["index.html"]);
        assert_eq!(app.files["index.html"].brotli.as_ref().unwrap().bytes, "index.html.br");
        assert_ne!(app.files["index.html"].brotli.as_ref().unwrap().tag, app.files["index.html"].plain.tag);
    }

    #[test]
    fn the_app_that_is_built_in_is_whole_or_not_there() {
        let app = WebApp::built_in();
        assert_eq!(app.is_empty(), app.files.is_empty());
    }
}
