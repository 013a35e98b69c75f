//! A crowd that only stands there: five thousand connections that say nothing, or never end what they began to say.

use std::{process::Command, time::Duration};

use taizhang_relay::log::conformance::county::{COUNTY, OTHER};
use tokio::{io::AsyncWriteExt as _, net::TcpStream};

use crate::{
    asking::{Line, asked},
    process::Process,
    served::text,
};

const CROWD: usize = 5_000;
/// Both ends of each connection are files of this machine, the ends of one side in each process.
const FILES: usize = CROWD + 1_000;
/// A connection that has said nothing costs a buffer and a task, well below this.
const CROWD_MIB: u64 = 128;
/// Measured in rounds; the middle one counts, so that three bad ones out of seven are the machine's and not the relay's.
const ROUNDS: usize = 7;
const PER_ROUND: usize = 300;

/// Lets this process, and those that it starts, open as many files as the crowd needs.
fn allow_files() {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files")).unwrap();
    let soft: usize = line.split_whitespace().next().unwrap().parse().unwrap_or(usize::MAX);
    if soft < FILES {
        let process = std::process::id().to_string();
        let raised = Command::new("prlimit").args(["--pid", &process, &format!("--nofile={FILES}:")]).status();
        assert!(raised.is_ok_and(|status| status.success()), "{FILES} open files are needed, and {soft} are allowed");
    }
}

/// The 99th of a hundred.
fn p99(mut took: Vec<Duration>) -> Duration {
    took.sort_unstable();
    took[took.len() * 99 / 100]
}

/// How many connections a relay has open, the one that asks among them.
async fn connections(relay: &Process) -> usize {
    let answer = relay.send(&text("GET", "/metrics", None, b"")).await;
    let text = String::from_utf8(answer.body).unwrap();
    text.lines().find_map(|line| line.strip_prefix("taizhang_relay_connections ")).unwrap().parse().unwrap()
}

/// Two relays, one of them with the crowd, are asked in turn by the same honest devices: what else the machine does meanwhile
/// hits both alike.
#[tokio::test]
async fn five_thousand_idle_connections_keep_nobody_waiting() {
    allow_files();
    let start = || {
        Process::start(|config| {
            config.header_read_timeout_ms = 3_600_000;
            config.stranger_requests_per_minute = 0;
        })
    };
    let (crowded, empty) = (start().await, start().await);
    let mut crowd = Vec::new();
    crowded
        .withstands(CROWD_MIB, async || {
            for number in 0..CROWD {
                let mut stream = TcpStream::connect(crowded.address).await.unwrap();
                if number % 2 == 0 {
                    stream.write_all(b"GET /v1/feed HTTP/1.1\r\nhost: re").await.unwrap();
                }
                crowd.push(stream);
            }
            while connections(&crowded).await <= CROWD {
                tokio::task::yield_now().await;
            }
        })
        .await;

    let mut lines = [Line::open(crowded.address).await, Line::open(empty.address).await];
    let mut ratios = Vec::new();
    for round in 0..ROUNDS {
        let mut took = [Vec::new(), Vec::new()];
        for turn in 0..PER_ROUND {
            let office = COUNTY + (round + turn) % (OTHER + 1);
            for side in [turn % 2, 1 - turn % 2] {
                let (answer, time) = lines[side].timed(&asked(office, "GET", "/v1/feed", b"")).await;
                assert_eq!(answer.status, 200, "{answer:?}");
                took[side].push(time);
            }
        }
        let [with, without] = took.map(p99);
        ratios.push(with.as_secs_f64() / without.as_secs_f64());
    }
    ratios.sort_unstable_by(f64::total_cmp);
    assert!(ratios[ROUNDS / 2] <= 2.0, "with the crowd, honest requests took so many times as long: {ratios:?}");
    assert_eq!(crowd.len(), CROWD, "and it stood there all the time");
}
