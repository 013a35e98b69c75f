//! A TCP proxy that counts every byte that passes, heads and all, and lets them pass no faster than a line would.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::sample;

/// A running proxy. It stops when it is dropped.
#[derive(Debug)]
pub(crate) struct Proxy {
    /// Its address, as a client wants it.
    pub url: String,
    passed: Arc<AtomicU64>,
    task: JoinHandle<()>,
}

impl Proxy {
    /// A proxy before the server at this address, as fast as it can be.
    pub(crate) async fn before(server: &str) -> anyhow::Result<Self> {
        Self::on_a_line(server, None).await
    }

    /// A proxy that is reached by a line of so many bytes a second each way, shared by all connections.
    pub(crate) async fn on_a_line(server: &str, bytes_per_s: Option<u32>) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let passed = Arc::new(AtomicU64::new(0));
        let (count, server) = (Arc::clone(&passed), server.to_owned());
        let (up, down) = (Arc::new(Line::new(bytes_per_s)), Arc::new(Line::new(bytes_per_s)));
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (count, server) = (Arc::clone(&count), server.clone());
                let (up, down) = (Arc::clone(&up), Arc::clone(&down));
                tokio::spawn(async move {
                    let Ok(server) = TcpStream::connect(server).await else { return };
                    let (from_client, to_client) = client.into_split();
                    let (from_server, to_server) = server.into_split();
                    tokio::join!(
                        pass(from_client, to_server, &count, &up),
                        pass(from_server, to_client, &count, &down)
                    );
                });
            }
        });
        Ok(Self { url, passed, task })
    }

    /// Bytes that passed, both ways.
    pub(crate) fn bytes(&self) -> u64 {
        self.passed.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// One direction of the line.
#[derive(Debug)]
struct Line {
    bytes_per_s: Option<u32>,
    /// When what was given to it so far has passed.
    free_at: Mutex<Instant>,
}

impl Line {
    fn new(bytes_per_s: Option<u32>) -> Self {
        Self { bytes_per_s, free_at: Mutex::new(sample::now()) }
    }

    /// Done when so many more bytes have passed.
    async fn carry(&self, bytes: usize) {
        let Some(bytes_per_s) = self.bytes_per_s else { return };
        let passed_at = {
            let mut free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
            *free_at = sample::now().max(*free_at) + Duration::from_secs_f64(bytes as f64 / f64::from(bytes_per_s));
            *free_at
        };
        tokio::time::sleep_until(passed_at.into()).await;
    }
}

async fn pass(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    count: &AtomicU64,
    line: &Line,
) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        // Before it goes on, so that whoever has got it finds it counted.
        count.fetch_add(read as u64, Ordering::SeqCst);
        line.carry(read).await;
        if to.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
}
