//! What a browser is given: the files of the web app, as they may be kept and used, and nothing else of this machine.

use std::borrow::Cow;

use taizhang_relay::{Config, WebApp};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::served::{Answered, Served};

const PAGE: &[u8] = b"<!doctype html><title>the page</title>";
const SCRIPT: &[u8] = b"console.log('as it is')";
const SCRIPT_PATH: &str = "/assets/index-B3xZ_-9k.js";
const NAVIGATION: &str = "accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nsec-fetch-mode: navigate\r\n";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

async fn served(adjust: impl FnOnce(&mut Config)) -> Served {
    let files: [(&str, &[u8]); 7] = [
        ("index.html", PAGE),
        (&SCRIPT_PATH[1..], SCRIPT),
        ("assets/index-B3xZ_-9k.js.br", b"compressed"),
        ("assets/core-0aB1cD2e.wasm", b"\0asm"),
        ("sw.js", b"// the service worker"),
        ("manifest.webmanifest", b"{}"),
        (".inputs", b"what it was built from"),
    ];
    let app = WebApp::of(files.map(|(path, content)| (path.to_owned(), Cow::Borrowed(content))));
    Served::empty_with(tempfile::tempdir().unwrap(), app, adjust).await.unwrap()
}

/// Asks over a connection that ends with the answer, so that an answer without a body is read as one.
async fn ask(served: &Served, method: &str, path: &str, lines: &str) -> Answered {
    let mut stream = TcpStream::connect(served.address()).await.unwrap();
    let head = format!("{method} {path} HTTP/1.1\r\nhost: relay\r\nconnection: close\r\n{lines}\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut heard = Vec::new();
    stream.read_to_end(&mut heard).await.unwrap();
    let end = heard.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    let body = heard.split_off(end);
    let head = String::from_utf8(heard).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answered { status, exchanged_bytes: head.len() + body.len(), head, body }
}

async fn get(served: &Served, path: &str) -> Answered {
    ask(served, "GET", path, "").await
}

fn header<'a>(answer: &'a Answered, name: &str) -> Option<&'a str> {
    answer.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[tokio::test]
async fn each_file_says_what_it_is_and_how_long_it_holds() {
    let served = served(|_| {}).await;
    for (path, kind, kept) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/?desk=village", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        (SCRIPT_PATH, "text/javascript; charset=utf-8", FOR_EVER),
        ("/assets/core-0aB1cD2e.wasm", "application/wasm", FOR_EVER),
    ] {
        let answer = get(&served, path).await;
        let said = (answer.status, header(&answer, "content-type"), header(&answer, "cache-control"));
        assert_eq!(said, (200, Some(kind), Some(kept)), "{path}");
        assert_eq!(header(&answer, "content-length"), Some(&*answer.body.len().to_string()), "{path}");
    }
    assert_eq!(get(&served, "/").await.body, PAGE);
}

#[tokio::test]
async fn it_is_compressed_for_who_can_read_that_and_for_nobody_else() {
    let served = served(|_| {}).await;
    for (accepted, body) in [
        ("gzip, deflate, br, zstd", &b"compressed"[..]),
        ("BR;q=0.5", b"compressed"),
        ("br;q=0", SCRIPT),
        ("br;q=many", SCRIPT),
        ("gzip", SCRIPT),
        ("*", SCRIPT),
        ("broken", SCRIPT),
    ] {
        let answer = ask(&served, "GET", SCRIPT_PATH, &format!("accept-encoding: {accepted}\r\n")).await;
        assert_eq!(answer.body, body, "{accepted}");
        assert_eq!(header(&answer, "content-encoding"), (body != SCRIPT).then_some("br"), "{accepted}");
        assert_eq!(header(&answer, "vary"), Some("accept-encoding"), "{accepted}");
        assert_eq!(header(&answer, "content-type"), Some("text/javascript; charset=utf-8"), "{accepted}");
    }
    let alone = ask(&served, "GET", "/sw.js", "accept-encoding: br\r\n").await;
    assert_eq!((header(&alone, "content-encoding"), header(&alone, "vary")), (None, None), "there is one form of it");
}

#[tokio::test]
async fn who_has_it_is_not_given_it_again() {
    let served = served(|_| {}).await;
    let br = "accept-encoding: br\r\n";
    let plain = get(&served, SCRIPT_PATH).await;
    let compressed = ask(&served, "GET", SCRIPT_PATH, br).await;
    let (tag, other) = (header(&plain, "etag").unwrap(), header(&compressed, "etag").unwrap());
    assert!(tag != other && tag.starts_with('"') && tag.ends_with('"'), "strong, and one for each form: {tag} {other}");
    for said in [tag, &format!("W/{tag}"), &format!("\"x\", {tag}"), "*"] {
        let answer = ask(&served, "GET", SCRIPT_PATH, &format!("if-none-match: {said}\r\n")).await;
        assert_eq!((answer.status, answer.body.len()), (304, 0), "{said}");
        assert_eq!((header(&answer, "etag"), header(&answer, "cache-control")), (Some(tag), Some(FOR_EVER)), "{said}");
    }
    for (said, lines) in [(tag, br), (other, ""), ("\"x\"", ""), (&tag[1..tag.len() - 1], "")] {
        let answer = ask(&served, "GET", SCRIPT_PATH, &format!("if-none-match: {said}\r\n{lines}")).await;
        assert_eq!(answer.status, 200, "{said} is not what it has");
    }
}

#[tokio::test]
async fn a_head_says_the_same_without_the_body() {
    let served = served(|_| {}).await;
    for (path, lines) in [("/", ""), (SCRIPT_PATH, ""), (SCRIPT_PATH, "accept-encoding: br\r\n")] {
        let whole = ask(&served, "GET", path, lines).await;
        let head = ask(&served, "HEAD", path, lines).await;
        let lines = |answer: &Answered| {
            let kept = answer.head.lines().filter(|line| !line.starts_with("date: "));
            kept.map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(lines(&head), lines(&whole), "{path}");
        assert!(head.body.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn it_loads_nothing_from_elsewhere_and_stands_in_nobodys_frame() {
    let served = served(|_| {}).await;
    let mut all = Vec::new();
    for path in ["/", SCRIPT_PATH, "/sw.js", "/assets/core-0aB1cD2e.wasm"] {
        all.push(get(&served, path).await);
        let tag = header(all.last().unwrap(), "etag").unwrap().to_owned();
        all.push(ask(&served, "GET", path, &format!("if-none-match: {tag}\r\n")).await);
    }
    for answer in &all {
        let policy = header(answer, "content-security-policy").unwrap();
        for rule in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "connect-src 'self'",
            "worker-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ] {
            assert!(policy.split("; ").any(|found| found == rule), "{rule} is not in {policy}");
        }
        assert!(!policy.contains("http") && !policy.contains('*') && !policy.contains("'unsafe-eval'"), "{policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("permissions-policy", "camera=(self), geolocation=(), microphone=()"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(header(answer, name), Some(value), "{name}");
        }
        for name in ["set-cookie", "access-control-allow-origin", "location", "server"] {
            assert_eq!(header(answer, name), None, "{name}");
        }
    }
}

#[tokio::test]
async fn a_page_of_the_app_is_the_app_for_who_goes_there() {
    let served = served(|_| {}).await;
    for path in ["/cases", "/cases/01-ab_C", "/a/b/c?x=/../y"] {
        assert_eq!(ask(&served, "GET", path, NAVIGATION).await.body, PAGE, "{path}");
        assert_eq!(ask(&served, "GET", path, "accept: text/html\r\n").await.body, PAGE, "{path}: an older browser");
        for lines in ["", "accept: */*\r\n", "accept: text/html\r\nsec-fetch-mode: cors\r\n"] {
            let answer = ask(&served, "GET", path, lines).await;
            assert_eq!(answer.code(), (404, "not_found".into()), "{path}: {lines} is a script that asks");
        }
        assert_eq!(ask(&served, "POST", path, NAVIGATION).await.code(), (404, "not_found".into()), "{path}");
    }
}

#[tokio::test]
async fn no_spelling_of_a_path_leads_elsewhere() {
    let served = served(|_| {}).await;
    std::fs::write(served.home.path().join("secret.txt"), "not for browsers").unwrap();
    let long = format!("/{}", "a".repeat(8_000));
    for path in [
        "/secret.txt",
        "/../secret.txt",
        "/assets/../index.html",
        "/assets/..%2findex.html",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%c0%af..%c0%afetc/passwd",
        "/....//....//etc/passwd",
        "/..\\..\\index.html",
        "//index.html",
        "///etc/passwd",
        "/./index.html",
        "/index.html/",
        "/index%2ehtml",
        "/index.html%00.js",
        "/INDEX.HTML",
        "/assets",
        "/assets/",
        "/assets/index-B3xZ_-9k.js.br",
        "/.inputs",
        "/.git/config",
        "/.well-known/anything",
        "/relay.db",
        "/wp-login.php",
        "/v1",
        "/v1/",
        "/v1/index.html",
        "/v1/nothing",
        "/%e5%8f%b0%e8%b4%a6",
        &long,
    ] {
        for lines in ["", "accept: */*\r\n"] {
            let answer = ask(&served, "GET", path, lines).await;
            assert_eq!(answer.code(), (404, "not_found".into()), "{path}: {lines}");
            assert_eq!(header(&answer, "cache-control"), Some("no-store"), "{path}");
        }
        let answer = ask(&served, "GET", path, NAVIGATION).await;
        if path == "/assets" {
            assert_eq!(answer.body, PAGE, "a name like another");
        } else {
            assert_eq!(answer.code(), (404, "not_found".into()), "{path}: it is no page either");
        }
    }
    assert_eq!(get(&served, "http://elsewhere.example/").await.body, PAGE, "as a proxy would ask");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        assert_eq!(ask(&served, method, SCRIPT_PATH, "").await.code(), (404, "not_found".into()), "{method}");
    }
}

#[tokio::test]
async fn first_visits_leave_a_strangers_requests_alone_and_have_a_bound_of_their_own() {
    let served = served(|config| {
        config.stranger_requests_per_minute = 2;
        config.visitor_bytes_per_minute = 50 * 16 * 1024;
    })
    .await;
    for _ in 0..40 {
        assert_eq!(get(&served, SCRIPT_PATH).await.status, 200);
    }
    assert_eq!(get(&served, "/v1/health").await.status, 200, "nothing of it is used up");
    let mut given = 40;
    while get(&served, "/").await.status == 200 {
        given += 1;
        assert!(given < 100, "small files add up as well");
    }
    assert!((50..=51).contains(&given), "{given}");
    let refused = ask(&served, "GET", "/", NAVIGATION).await;
    assert_eq!(refused.code(), (429, "busy".into()));
    assert!(header(&refused, "retry-after").is_some());
    assert_eq!(get(&served, "/v1/health").await.status, 200);
    assert_eq!(get(&served, "/nothing").await.status, 429, "what is not there counts as a stranger's request");
    served.now_ms.fetch_add(60_000, std::sync::atomic::Ordering::Relaxed);
    assert_eq!(get(&served, "/").await.status, 200);
}

/// Some say who they are where nobody asked: it is neither checked nor counted against them.
#[tokio::test]
async fn the_app_is_given_to_anybody() {
    let served = served(|config| config.stranger_requests_per_minute = 1).await;
    let lines = "signature: tz=:AAAA:\r\nsignature-input: tz=()\r\ncookie: a=b\r\nauthorization: Basic YTpi\r\n";
    for _ in 0..3 {
        assert_eq!(ask(&served, "GET", "/", lines).await.body, PAGE);
    }
    assert_eq!(get(&served, "/v1/health").await.status, 200);
}

#[tokio::test]
async fn a_large_file_comes_whole() {
    let large: Vec<u8> = (0..3 * 1024 * 1024).map(|place| (place % 251) as u8).collect();
    let files = [("index.html", PAGE.to_vec()), ("assets/core-0aB1cD2e.wasm", large.clone())];
    let app = WebApp::of(files.map(|(path, content)| (path.to_owned(), Cow::Owned(content))));
    let served = Served::empty_with(tempfile::tempdir().unwrap(), app, |_| {}).await.unwrap();
    assert!(get(&served, "/assets/core-0aB1cD2e.wasm").await.body == large);
}

#[tokio::test]
async fn a_relay_without_the_app_says_so() {
    let served = Served::empty(|_| {}).await;
    let answer = get(&served, "/").await;
    let said = String::from_utf8(answer.body.clone()).unwrap();
    assert!(said.contains("没有网页应用") && said.contains("cargo xtask web"), "{said}");
    assert_eq!((answer.status, header(&answer, "cache-control")), (404, Some("no-store")));
    assert_eq!(header(&answer, "content-type"), Some("text/html; charset=utf-8"));
    assert!(ask(&served, "HEAD", "/", "").await.body.is_empty());
    assert_eq!(ask(&served, "GET", "/cases", NAVIGATION).await.code(), (404, "not_found".into()));
}

#[tokio::test]
async fn the_app_can_be_kept_back() {
    let served = served(|config| config.web_app = false).await;
    for path in ["/", "/index.html", SCRIPT_PATH] {
        assert_eq!(ask(&served, "GET", path, NAVIGATION).await.code(), (404, "not_found".into()), "{path}");
    }
}
