//! `taizhang enrol`: a one-time code lets one device of one person in, over the relay or by a bundle file.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;
use taizhang_client::{InvitationLine, InvitationState, Ledger};
use taizhang_model::Directory;
use taizhang_wire::{EnrolmentCode, limits};

use super::relay;
use crate::{
    failure::Failure,
    print::{Answer, ms_in_china, shown, table},
    shell::Shell,
    words::{self, Lang, say},
};

#[derive(Debug, Subcommand)]
pub(crate) enum EnrolCommand {
    /// Make a code for one device of a member of staff (on the administrator's device).
    Invite(Invite),
    /// Take up a code on this device.
    Take(Take),
    /// List the codes that were made, and what became of them.
    List,
}

#[derive(Debug, Args)]
pub(crate) struct Invite {
    /// Who will hold the device.
    #[arg(long)]
    staff: String,
    /// Print the code alone.
    #[arg(long)]
    code_only: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Take {
    /// The code.
    code: String,
    /// The relay's address.
    #[arg(long, value_name = "URL", required_unless_present = "bundle")]
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
        EnrolCommand::Invite(Invite { staff: name, code_only }) => {
            let mut ledger = shell.ledger()?;
            let staff = ledger.find_staff(&name)?;
            let code = ledger.invite(shell.now(), staff)?;
            let directory = ledger.directory()?;
            let office = directory.staff.get(&staff).map(|staff| staff.office);
            let named = directory.staff_name(staff);
            let words = say!(shell.lang, words::INVITED, name = named, code = code);
            let text = if code_only { code.to_string() } else { words };
            Ok(Answer::new(json!({"code": code.to_string(), "staff": staff, "office": office}), text))
        }
        EnrolCommand::List => {
            let mut ledger = shell.ledger()?;
            let directory = ledger.directory()?;
            let codes = ledger.invitations(shell.now())?;
            let row = |line: &InvitationLine| row(shell.lang, &directory, line);
            let rows: Vec<_> = codes.iter().map(row).collect();
            Ok(Answer::new(json!({"codes": codes}), table(&rows)))
        }
        EnrolCommand::Take(take) => {
            let code: EnrolmentCode = take.code.parse()?;
            let (ledger, via) = match &take.bundle {
                Some(path) => {
                    let bytes = shell.read_file(path, limits::BUNDLE_BYTES_MAX)?;
                    // Nothing is made where the file is no bundle.
                    Ledger::bundle_county(&bytes)?;
                    let mut ledger = shell.ledger_or_new()?;
                    let bar = shell.progress(words::TAKING_IN);
                    let now_ms = shell.now().as_millisecond();
                    ledger.enrol_from_bundle(now_ms, &code, &bytes, &take.device_name, |done, of| {
                        bar.set_length(of as u64);
                        bar.set_position(done as u64);
                    })?;
                    bar.finish_and_clear();
                    (ledger, "bundle")
                }
                None => {
                    let address = take.relay.as_deref().unwrap_or_default();
                    (relay::enrol(shell, address, &take.net, &code, &take.device_name)?, "relay")
                }
            };
            enrolled(shell, ledger, via)
        }
    }
}

/// A code in columns.
fn row(lang: Lang, directory: &Directory, line: &InvitationLine) -> Vec<String> {
    let state = match line.state {
        InvitationState::Open => say!(lang, words::CODE_OPEN, until = ms_in_china(line.until_ms)),
        InvitationState::Used => {
            let device = line.device_name.as_deref().map(shown).unwrap_or_default();
            say!(lang, words::CODE_TAKEN, device = device, check = line.check_code.as_deref().unwrap_or_default())
        }
        InvitationState::Expired => say!(lang, words::CODE_EXPIRED, until = ms_in_china(line.until_ms)),
    };
    vec![
        line.id.to_string(),
        shown(&directory.office_name(line.office)),
        shown(&directory.staff_name(line.staff)),
        ms_in_china(line.made_at_ms),
        state,
    ]
}

fn enrolled(shell: &Shell, mut ledger: Ledger, via: &str) -> Result<Answer, Failure> {
    let status = ledger.status()?;
    let word = if via == "relay" { words::ENROLLED_BY_RELAY } else { words::ENROLLED_BY_BUNDLE };
    let text = say!(
        shell.lang,
        word,
        county = status.county.as_deref().unwrap_or_default(),
        office = status.office_name.as_deref().unwrap_or_default(),
        staff = status.staff_name.as_deref().unwrap_or_default(),
        cases = status.cases,
    );
    let json = json!({
        "device": status.device, "county": status.county, "office": status.office, "office_name": status.office_name,
        "staff_name": status.staff_name, "cases": status.cases, "via": via,
    });
    Ok(Answer::new(json, text))
}
