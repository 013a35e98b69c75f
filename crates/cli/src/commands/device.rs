//! `taizhang device`: who was let in, and shutting a lost device out.

use clap::{Args, Subcommand};
use serde_json::json;

use crate::{
    failure::Failure,
    print::{Answer, shown, table},
    shell::Shell,
    words::{self, say},
};

#[derive(Debug, Subcommand)]
pub(crate) enum DeviceCommand {
    /// List the devices that were let in.
    List,
    /// Shut a device out (on the administrator's device).
    Revoke(Revoke),
}

#[derive(Debug, Args)]
pub(crate) struct Revoke {
    /// The device: its id, the first letters of it, or its name.
    device: String,
    /// Why.
    #[arg(long)]
    reason: String,
}

pub(crate) fn run(shell: &Shell, command: DeviceCommand) -> Result<Answer, Failure> {
    let mut ledger = shell.ledger()?;
    match command {
        DeviceCommand::List => {
            let mut devices = ledger.listing()?.devices;
            let directory = ledger.directory()?;
            devices.sort_by_cached_key(|line| {
                (directory.level(line.office), directory.office_name(line.office), line.name.clone())
            });
            let this = ledger.identity().device();
            let row = |line: &taizhang_client::DeviceLine| {
                let mark = match line {
                    line if line.revoked => words::REVOKED.text(shell.lang),
                    line if line.device == this => words::THIS_DEVICE.text(shell.lang),
                    _ => "",
                };
                vec![
                    shown(&directory.office_name(line.office)),
                    shown(&directory.staff_name(line.staff)),
                    shown(&line.name),
                    line.device.to_string(),
                    mark.to_owned(),
                ]
            };
            let rows: Vec<_> = devices.iter().map(row).collect();
            Ok(Answer::new(json!({"devices": devices}), table(&rows)))
        }
        DeviceCommand::Revoke(Revoke { device: name, reason }) => {
            let device = ledger.find_device(&name)?;
            ledger.revoke(shell.now(), device, &reason)?;
            let text = say!(shell.lang, words::DEVICE_REVOKED, device = name);
            Ok(Answer::new(json!({"device": device, "revoked": true}), text))
        }
    }
}
