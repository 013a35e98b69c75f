//! Too much of everything: bodies, heads, items, what inflates, and answers that nobody reads. The relay is a process of its
//! own, and may grow by so much and no more.

use std::{io::Write as _, net::SocketAddr};

use taizhang_relay::log::conformance::county::{COUNTY, TOWNSHIP, VILLAGE, attest, device, hash, open};
use taizhang_wire::{Answer, Envelope, FeedPage, Item, Snapshot, limits};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    task::JoinSet,
};

use crate::{
    asking::asked,
    process::Process,
    served::{signed, text},
};

/// Who attacks at once.
const CALLERS: usize = 16;
const MIB: usize = 1024 * 1024;
/// What a process needs more of while it does anything at all.
const SLACK_MIB: u64 = 32;
/// What an attacker may get rid of beyond what is heard: what lies in the system's buffers on both sides.
const UNHEARD_BYTES: usize = 16 * MIB;

/// Sends a beginning and then the same piece again and again, until the relay wants no more. Gives what it sent and what it
/// heard, which may be nothing: the system throws an answer away where more came in than was read.
async fn endless(address: SocketAddr, beginning: Vec<u8>, piece: Vec<u8>) -> (usize, String) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let (mut reading, mut writing) = stream.split();
    let send = async {
        let mut sent = beginning.len();
        let mut going = writing.write_all(&beginning).await;
        while going.is_ok() && sent <= 4 * UNHEARD_BYTES {
            going = writing.write_all(&piece).await;
            sent += piece.len();
        }
        sent
    };
    let hear = async {
        let mut heard = Vec::new();
        let _ = reading.read_to_end(&mut heard).await;
        String::from_utf8_lossy(&heard).into_owned()
    };
    tokio::join!(send, hear)
}

/// All of these at once; each must be cut off, and be refused with one of the statuses if it hears anything.
async fn cut_off(address: SocketAddr, attacks: Vec<(Vec<u8>, Vec<u8>)>, bytes_max: usize, statuses: &[&str]) {
    let mut running = JoinSet::new();
    for (beginning, piece) in attacks {
        running.spawn(endless(address, beginning, piece));
    }
    while let Some(done) = running.join_next().await {
        let (sent, heard) = done.unwrap();
        assert!(sent <= bytes_max + UNHEARD_BYTES, "{sent} bytes were taken");
        let status = heard.split(' ').nth(1).unwrap_or_default();
        assert!(heard.is_empty() || statuses.contains(&status), "{heard}");
    }
}

#[tokio::test]
async fn bodies_without_end_are_cut_off_at_their_bound() {
    let relay = Process::start(|_| {}).await;
    let chunk = [format!("{:x}\r\n", MIB).into_bytes(), vec![7; MIB], b"\r\n".to_vec()].concat();
    let begin = |path: &str, lines: &str| {
        let head = format!("POST {path} HTTP/1.1\r\nhost: relay\r\n{lines}transfer-encoding: chunked\r\n\r\n");
        (head.into_bytes(), chunk.clone())
    };
    // A body is held twice while its pieces are put together.
    let bodies_mib = (2 * CALLERS * limits::BODY_BYTES_MAX / MIB) as u64;
    relay
        .withstands(bodies_mib + SLACK_MIB, async || {
            let signed = || signed(&device(VILLAGE), "POST", "/v1/push", b"");
            let pushes = (0..CALLERS).map(|_| begin("/v1/push", &signed())).collect();
            cut_off(relay.address, pushes, limits::BODY_BYTES_MAX, &["413"]).await;
        })
        .await;
    // Whom nobody let in is heard for no longer than it takes to know that.
    relay
        .withstands(SLACK_MIB, async || {
            let strangers = (0..CALLERS).map(|_| begin("/v1/push", "")).collect();
            cut_off(relay.address, strangers, 0, &["401"]).await;
            let codes = (0..CALLERS).map(|_| begin("/v1/enrol", "")).collect();
            cut_off(relay.address, codes, limits::CONTROL_BYTES_MAX, &["413"]).await;
            let set_ups = (0..CALLERS).map(|_| begin("/v1/bootstrap", "")).collect();
            cut_off(relay.address, set_ups, 0, &["404"]).await;
        })
        .await;
}

#[tokio::test]
async fn heads_without_end_are_cut_off_at_their_bound() {
    let relay = Process::start(|_| {}).await;
    let line = format!("x-filler: {}\r\n", "y".repeat(1_000)).into_bytes();
    let begin = |start: &str, piece: &[u8]| (start.as_bytes().to_vec(), piece.repeat(64));
    relay
        .withstands(SLACK_MIB, async || {
            let heads = (0..4 * CALLERS).map(|_| begin("GET /v1/feed HTTP/1.1\r\nhost: relay\r\n", &line)).collect();
            cut_off(relay.address, heads, 16 * 1024, &["431"]).await;
            let one_line = (0..CALLERS).map(|_| begin("GET /v1/feed HTTP/1.1\r\nx: ", b"yyyyyyyyyyyyyyyy")).collect();
            cut_off(relay.address, one_line, 16 * 1024, &["431"]).await;
            let paths = (0..CALLERS).map(|_| begin("GET /", b"yyyyyyyyyyyyyyyy")).collect();
            cut_off(relay.address, paths, 16 * 1024, &["414", "431"]).await;
            let noise = (0..CALLERS).map(|_| begin("", &[0xff; 16])).collect();
            cut_off(relay.address, noise, 16 * 1024, &["400"]).await;
        })
        .await;
}

#[tokio::test]
async fn batches_that_claim_or_hold_too_much_cost_no_memory() {
    let relay = Process::start(|_| {}).await;
    // A number of items as postcard writes it, then items of no bytes.
    let claim = |items: u64, empty: usize| [postcard(items), vec![0; empty]].concat();
    let full = limits::BODY_BYTES_MAX - 10;
    let lies = [(u64::MAX, 0), (u64::from(u32::MAX), 100), (full as u64, full), (501, 501), (500, 499)];
    relay
        .withstands(SLACK_MIB + (2 * limits::BODY_BYTES_MAX / MIB) as u64, async || {
            for (items, empty) in lies {
                let answer = relay.send(&asked(VILLAGE, "POST", "/v1/push", &claim(items, empty))).await;
                let code = if items > 500 { (413, "too_large".into()) } else { (400, "malformed".into()) };
                assert_eq!(answer.code(), code, "{items} items");
            }
            let answers = relay.send(&asked(VILLAGE, "POST", "/v1/push", &claim(500, 500))).await;
            assert_eq!(answers.status, 200, "as many as may be, each of them refused for itself");
        })
        .await;
}

/// A number in groups of seven bits.
fn postcard(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// Zeros, a thousand times as many as there are bytes.
fn bomb(inflated: usize, gzip: bool) -> Vec<u8> {
    let level = flate2::Compression::best();
    let zeros = vec![0; MIB];
    if gzip {
        let mut to = flate2::write::GzEncoder::new(Vec::new(), level);
        (0..inflated / MIB).for_each(|_| to.write_all(&zeros).unwrap());
        to.finish().unwrap()
    } else {
        let mut to = flate2::write::DeflateEncoder::new(Vec::new(), level);
        (0..inflated / MIB).for_each(|_| to.write_all(&zeros).unwrap());
        to.finish().unwrap()
    }
}

/// The relay does not inflate: content is opaque to it, and a body is what it is. Readers measure first:
/// `snapshots.rs::a_bomb`, `changes.rs::a_compressed_change`.
#[tokio::test]
async fn a_bomb_is_carried_as_it_is_and_a_packed_body_is_no_body() {
    const INFLATED: usize = 200 * MIB;
    let relay = Process::start(|_| {}).await;
    let packed = bomb(INFLATED, true);
    assert!(packed.len() < MIB);
    relay
        .withstands(SLACK_MIB, async || {
            for lines in
                ["content-encoding: gzip\r\n", "content-encoding: deflate, gzip\r\n", "transfer-encoding: gzip\r\n"]
            {
                let head = format!("{}{lines}", signed(&device(VILLAGE), "POST", "/v1/push", &packed));
                let answer = relay.send(&text("POST", "/v1/push", Some(&head), &packed)).await;
                assert_eq!(answer.status, 400, "{lines}: {answer:?}");
            }
        })
        .await;

    // An Automerge chunk of the compressed kind, as a change of a document that is open.
    let payload = [b"\x85\x6f\x4a\x83\x01\x02\x03\x04\x02".to_vec(), bomb(INFLATED, false)].concat();
    assert!(payload.len() < limits::ENVELOPE_BYTES_MAX, "{}", payload.len());
    let (doc, opening) = open(VILLAGE, &[VILLAGE], 1);
    let attestation = attest(VILLAGE, doc, 1, hash(VILLAGE, 1));
    let change = Item::Envelope(Envelope { doc, attestation, deps: Vec::new(), key_id: 1, payload });
    assert_eq!(relay.push(VILLAGE, &[Item::Control(opening)]).await, [Answer::Stored]);
    let before = relay.peak_kib();
    assert_eq!(relay.push(VILLAGE, &[change]).await, [Answer::Stored]);
    assert_eq!(relay.send(&asked(VILLAGE, "GET", "/v1/feed", b"")).await.status, 200);
    let grown_mib = relay.peak_kib().saturating_sub(before) / 1024;
    assert!(grown_mib <= SLACK_MIB, "{grown_mib} MiB to carry a bomb of {} MiB", INFLATED / MIB);
}

#[tokio::test]
async fn answers_that_nobody_reads_are_few() {
    const READERS: usize = 200;
    let relay = Process::start(|config| config.device_requests_per_minute = 0).await;
    let (doc, opening) = open(VILLAGE, &[COUNTY, TOWNSHIP, VILLAGE], 1);
    let tips = vec![attest(VILLAGE, doc, 1, hash(VILLAGE, 1))];
    let payload = vec![9; limits::SNAPSHOT_BYTES_MAX - 1_000];
    let snapshot = Snapshot { doc, tips, heads: vec![hash(VILLAGE, 1)], key_id: 0, payload };
    let items = [Item::Control(opening), Item::Snapshot(snapshot)];
    assert_eq!(relay.push(VILLAGE, &items).await, [Answer::Stored, Answer::Stored]);
    let items = async |after: u64| {
        let path = format!("/v1/docs/{doc}/items?after={after}");
        let page = relay.send(&asked(COUNTY, "GET", &path, b"")).await;
        (path, page.body)
    };
    // What is as large as a page may be stands on one of its own.
    let first = FeedPage::decode(&items(0).await.1).unwrap();
    let (path, page) = items(first.next).await;
    assert!(first.more && page.len() > 2 * MIB, "{} bytes", page.len());

    // Each is in memory three times over while it is made.
    let pages_mib = (3 * limits::ANSWERS_PER_DEVICE_MAX * page.len() / MIB) as u64;
    relay
        .withstands(pages_mib + SLACK_MIB, async || {
            let mut unread = Vec::new();
            let mut begun = Vec::new();
            for _ in 0..READERS {
                let mut stream = TcpStream::connect(relay.address).await.unwrap();
                stream.write_all(&asked(COUNTY, "GET", &path, b"")).await.unwrap();
                let mut head = [0; 12];
                stream.read_exact(&mut head).await.unwrap();
                begun.push(String::from_utf8(head.to_vec()).unwrap());
                unread.push(stream);
                if unread.len() % 50 == 0 {
                    let others = relay.send(&asked(TOWNSHIP, "GET", &path, b"")).await;
                    assert_eq!(others.status, 200, "who reads is answered");
                }
            }
            let given = begun.iter().filter(|head| *head == "HTTP/1.1 200").count();
            let refused = begun.iter().filter(|head| *head == "HTTP/1.1 429").count();
            assert!(given + refused == READERS && refused > 0, "{given} given, {refused} refused: {begun:?}");
            drop(unread);
            while relay.send(&asked(COUNTY, "GET", "/v1/feed", b"")).await.status == 429 {
                tokio::task::yield_now().await;
            }
        })
        .await;
}
