//! What a sync does beside the exchange on a device that administers: it finishes revocations, and asks when the devices
//! last came.

use taizhang_client::{Ledger, engine::NetError, net::RelayClient};
use taizhang_desk::{Failure, net_failure};
use taizhang_wire::Code;

use crate::shell::Shell;

/// Signs how far what devices wrote counts that were shut out, as far as the relay has it. Whether anything was signed.
pub(super) async fn finish_revocations(
    shell: &Shell,
    ledger: &mut Ledger,
    client: &RelayClient,
) -> Result<bool, Failure> {
    let open = ledger.revocations_to_finish(shell.now())?;
    for device in &open {
        match client.all_device_tips(*device).await {
            Ok(tips) => ledger.finish_revocation(shell.now(), *device, tips)?,
            // A relay of an older version cannot be asked.
            Err(NetError::Status { code: Code::NotFound | Code::Other, .. }) => return Ok(false),
            Err(error) => return Err(net_failure(&error)),
        }
    }
    Ok(!open.is_empty())
}

/// Keeps what the relay tells of when devices last came, where it tells.
pub(super) async fn keep_devices_seen(ledger: &mut Ledger, client: &RelayClient) -> Result<(), Failure> {
    if ledger.administers()? {
        match client.devices().await {
            Ok(seen) => ledger.keep_devices_seen(&seen)?,
            // It is news, and nothing depends on it.
            Err(error) => tracing::debug!(code = error.code(), "the relay does not tell of devices"),
        }
    }
    Ok(())
}
