//! The directory before the feed, for a device that was just let in. In the feed the records that say who the device is stand
//! behind all cases of the years before; and a case that comes before the last office and the last member of staff is folded
//! again. Nothing is owed to this: whatever does not come here comes in the feed, from an older relay all of it.

use taizhang_wire::{Code, Position};

use crate::{
    engine::{NetError, StoreFailure, SyncPort},
    net::RelayClient,
};

/// Pages of a directory: a county has a few. What stands behind them comes in the feed.
const PAGES_MAX: usize = 256;

/// Fetches the county's directory page by page and takes it in. What the network does not give is left to the feed.
///
/// # Errors
/// [`StoreFailure`]: this device's store failed.
pub async fn directory_first(port: &mut impl SyncPort, client: &RelayClient) -> Result<(), StoreFailure> {
    let mut after: Position = 0;
    let mut is_clock_corrected = false;
    for _ in 0..PAGES_MAX {
        match client.directory(after).await {
            Ok(page) => {
                port.receive_directory(client.clock().now_ms(), &page)?;
                if !page.more {
                    break;
                }
                after = page.next;
            }
            // The first signed request of a device: its clock may be wrong.
            Err(NetError::Status { code: Code::ClockSkew, relay_now_ms: Some(relay_now_ms), .. })
                if !is_clock_corrected =>
            {
                client.correct_clock(relay_now_ms);
                is_clock_corrected = true;
            }
            Err(error) => {
                tracing::info!(code = error.code(), "the directory comes with the feed");
                break;
            }
        }
    }
    Ok(())
}
