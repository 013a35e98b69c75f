//! The peer: `samod`, which syncs each Automerge document by itself, over TCP on loopback, with its own storage on the
//! same disk. It neither verifies, folds nor indexes what it receives.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::Context as _;
use automerge::Automerge;
use samod::{BackoffConfig, Repo, Transport, storage::TokioFilesystemStorage, tokio_io::TcpDialer};
use tokio::net::TcpListener;

use crate::{cases::Case, sample};

/// How long a fresh peer takes until it has every document, and the milliseconds of processor time at both ends.
pub(crate) async fn fresh(folder: &Path, cases: &[Case]) -> anyhow::Result<(Duration, f64)> {
    let folder = tempfile::Builder::new().prefix("peer-").tempdir_in(folder)?;
    let server =
        Repo::build_tokio().with_storage(TokioFilesystemStorage::new(folder.path().join("server"))).load().await;
    let mut kept = Vec::new();
    for case in cases {
        let document = Automerge::load(&case.document)?;
        kept.push(server.create(document).await?);
    }
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = url::Url::parse(&format!("tcp://{}", listener.local_addr()?))?;
    let acceptor = server.make_acceptor(url.clone())?;
    let accepting = tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            if socket.set_nodelay(true).is_err() || acceptor.accept(Transport::from_tokio_io(socket)).is_err() {
                return;
            }
        }
    });
    let client =
        Repo::build_tokio().with_storage(TokioFilesystemStorage::new(folder.path().join("client"))).load().await;
    let dialer = TcpDialer::new(url).map_err(|error| anyhow::anyhow!("{error}"))?;

    let (began, processor) = (sample::now(), sample::processor_ms());
    let dialled = client.dial(BackoffConfig::default(), Arc::new(dialer))?;
    dialled.established().await.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let asked: Vec<_> = kept.iter().map(|doc| client.find(doc.document_id().clone())).collect();
    let found = futures_util::future::try_join_all(asked).await?;
    let (took, processor_ms) = (began.elapsed(), sample::processor_ms() - processor);

    for (ours, theirs) in kept.iter().zip(found) {
        let theirs = theirs.context("the peer did not find a document")?;
        let same = ours.with_document(|doc| doc.get_heads()) == theirs.with_document(|doc| doc.get_heads());
        anyhow::ensure!(same, "the peer has not all of a document");
    }
    client.stop().await;
    server.stop().await;
    accepting.abort();
    Ok((took, processor_ms))
}
