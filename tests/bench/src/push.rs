//! Many devices push at once: changes in the batches that the engine makes, each acknowledged when it is on disk.

use serde_bytes::ByteBuf;
use taizhang_client::{engine::EngineConfig, net::RelayClient};
use taizhang_wire::PushRequest;

use crate::{cases::Case, county::County, sample};

/// Devices that push at the same time.
const DEVICES: usize = 50;

/// Pushes every change of the cases, whose opening records are there. Gives envelopes a second.
pub(crate) async fn changes(county: &mut County, cases: &[Case]) -> anyhow::Result<f64> {
    let mut devices = Vec::new();
    for key in county.keys(2, DEVICES).await? {
        let client = county.client(&key)?;
        client.health().await?;
        devices.push(client);
    }
    let batch = EngineConfig::default().batch_items;
    let mut tasks = tokio::task::JoinSet::new();
    let mut envelopes = 0;
    let shares = cases.chunks(cases.len().div_ceil(DEVICES));
    let shares: Vec<(RelayClient, Vec<PushRequest>)> = devices
        .into_iter()
        .zip(shares)
        .map(|(client, cases)| {
            let items: Vec<_> =
                cases.iter().flat_map(|case| &case.changes).map(|item| ByteBuf::from(item.clone())).collect();
            envelopes += items.len();
            (client, items.chunks(batch).map(|items| PushRequest { items: items.to_vec() }).collect())
        })
        .collect();
    let began = sample::now();
    for (client, requests) in shares {
        tasks.spawn(async move {
            for request in requests {
                let answers = client.push(&request).await?.answers;
                let refused = answers.iter().find(|answer| !answer.is_held());
                anyhow::ensure!(refused.is_none(), "the relay refused a forged change: {refused:?}");
            }
            Ok(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(envelopes as f64 / began.elapsed().as_secs_f64())
}
