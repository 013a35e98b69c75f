//! `taizhang enrol`: codes by the desk, and taking one up on this device, over the relay or by a bundle file.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use taizhang_client::Ledger;
use taizhang_desk::{
    Answer, Exit, Failure, commands as desk,
    words::{self, say},
};
use taizhang_wire::limits;

use super::relay;
use crate::shell::Shell;

#[derive(Debug, Subcommand)]
pub(crate) enum EnrolCommand {
    /// Make a code for one device of a member of staff (on the administrator's device).
    Invite(desk::Invite),
    /// Withdraw a code that nobody took up (on the administrator's device).
    Withdraw(desk::Withdraw),
    /// Take up a code on this device.
    Take(Take),
    /// List the codes that were made, and what became of them.
    List,
}

#[derive(Debug, Args)]
pub(crate) struct Take {
    /// The code, or the link with the code and the relay's address.
    code: String,
    /// The relay's address; the link's own, where it is not given.
    #[arg(long, value_name = "URL")]
    relay: Option<String>,
    /// Where there is no network: a bundle that the administrator made after the code.
    #[arg(long, value_name = "FILE", conflicts_with = "relay")]
    bundle: Option<PathBuf>,
    /// What this device is called.
    #[arg(long, default_value = "")]
    device_name: String,
    #[command(flatten)]
    net: relay::NetArguments,
}

pub(crate) fn run(shell: &Shell, command: EnrolCommand) -> Result<Answer, Failure> {
    match command {
        EnrolCommand::Invite(arguments) => desk::invite(&shell.desk(), &arguments),
        EnrolCommand::Withdraw(arguments) => desk::withdraw(&shell.desk(), &arguments),
        EnrolCommand::List => desk::invitations(&shell.desk()),
        EnrolCommand::Take(take) => {
            let (code, relay) = desk::read_code(&take.code)?;
            let (mut ledger, via) = match &take.bundle {
                Some(path) => {
                    let bytes = shell.read_file(path, limits::BUNDLE_BYTES_MAX)?;
                    // Nothing is made where the file is no bundle.
                    Ledger::bundle_county(&bytes)?;
                    let mut ledger = shell.ledger_or_new()?;
                    let bar = shell.bar(words::TAKING_IN);
                    let now_ms = shell.now().as_millisecond();
                    ledger.enrol_from_bundle(now_ms, &code, &bytes, &take.device_name, |done, of| {
                        bar.set_length(of as u64);
                        bar.set_position(done as u64);
                    })?;
                    bar.finish_and_clear();
                    (ledger, "bundle")
                }
                None => {
                    let address = take.relay.as_ref().or(relay.as_ref()).ok_or_else(|| {
                        Failure::new("no_relay", Exit::Refused, |lang| say!(lang, words::NO_RELAY))
                            .next("taizhang enrol take CODE --relay URL")
                    })?;
                    (relay::enrol(shell, address, &take.net, &code, &take.device_name)?, "relay")
                }
            };
            desk::enrolled(&shell.desk(), &mut ledger, via)
        }
    }
}
