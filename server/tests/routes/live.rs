use taizhang_relay::log::conformance::county::{self, COUNTY, OTHER, VILLAGE, device};
use taizhang_wire::{Answer, Item, LiveNotice, limits};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

use crate::served::{Served, case, signed, text};

struct Stream(BufReader<TcpStream>);

impl Stream {
    async fn open(served: &Served, office: usize) -> Self {
        let head = signed(&device(office), "GET", "/v1/live", b"");
        let mut stream = TcpStream::connect(served.address()).await.unwrap();
        stream.write_all(&text("GET", "/v1/live", Some(&head), b"")).await.unwrap();
        Self(BufReader::new(stream))
    }

    /// The next line that starts so; `None` at the stream's end.
    async fn line(&mut self, start: &str) -> Option<String> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).await.unwrap_or(0) == 0 {
                return None;
            }
            if let Some(rest) = line.strip_prefix(start) {
                return Some(rest.trim().to_owned());
            }
        }
    }

    async fn notice(&mut self) -> Option<LiveNotice> {
        self.line("data: ").await.map(|data| serde_json::from_str(&data).unwrap())
    }
}

#[tokio::test]
async fn the_head_comes_at_once_and_then_each_advance() {
    let served = Served::start().await;
    let mut county = Stream::open(&served, COUNTY).await;
    assert_eq!(county.line("HTTP/1.1 ").await.unwrap(), "200 OK");
    let before = county::directory().len() as u64;
    assert_eq!(county.notice().await.unwrap(), LiveNotice { epoch: served.server.epoch(), head: before });
    case(&served, 0).await;
    assert_eq!(county.notice().await.unwrap().head, before + 1);
    let (_, only_others) = county::open(OTHER, &[OTHER], 7);
    assert_eq!(served.push(OTHER, &[Item::Control(only_others)]).await, [Answer::Stored]);
    assert_eq!(served.push(COUNTY, &[Item::Control(county::office_record(5, None, 1))]).await, [Answer::Stored]);
    assert_eq!(county.notice().await.unwrap().head, before + 2, "what is not for it does not wake it");
}

#[tokio::test]
async fn an_idle_stream_says_that_it_lives() {
    let served = Served::start_with(|config| config.heartbeat_ms = 20).await;
    let mut stream = Stream::open(&served, COUNTY).await;
    stream.notice().await.unwrap();
    assert_eq!(stream.line(":").await.as_deref(), Some(""));
}

#[tokio::test]
async fn a_device_that_is_shut_out_hears_no_more() {
    let served = Served::start().await;
    let mut stream = Stream::open(&served, VILLAGE).await;
    stream.notice().await.unwrap();
    assert_eq!(served.push(COUNTY, &[Item::Control(county::revoke(VILLAGE))]).await, [Answer::Stored]);
    assert_eq!(stream.notice().await, None);
}

#[tokio::test]
async fn streams_are_bounded_and_given_back() {
    let served = Served::start_with(|config| config.heartbeat_ms = 5).await;
    let mut streams = Vec::new();
    for _ in 0..limits::LIVE_STREAMS_PER_DEVICE_MAX {
        let mut stream = Stream::open(&served, COUNTY).await;
        stream.notice().await.unwrap();
        streams.push(stream);
    }
    assert_eq!(served.ask(COUNTY, "GET", "/v1/live", b"").await.code(), (429, "busy".into()));
    drop(streams);
    let mut again = Stream::open(&served, COUNTY).await;
    let mut status = again.line("HTTP/1.1 ").await.unwrap();
    while status != "200 OK" {
        again = Stream::open(&served, COUNTY).await;
        status = again.line("HTTP/1.1 ").await.unwrap();
    }
}

#[tokio::test]
async fn streams_end_when_the_relay_stops() {
    let served = Served::start().await;
    let mut stream = Stream::open(&served, COUNTY).await;
    stream.notice().await.unwrap();
    let (stopped, ended) = tokio::join!(served.server.stop(), stream.notice());
    stopped.unwrap();
    assert_eq!(ended, None);
}
