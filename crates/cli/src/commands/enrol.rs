//! `taizhang enrol`: a one-time code lets one device of one person in, over the relay or by a bundle file.

use std::{io::IsTerminal as _, path::PathBuf};

use clap::{Args, Subcommand};
use jiff::{SignedDuration, Span, SpanRelativeTo};
use qrcode::{QrCode, render::unicode::Dense1x2};
use serde_json::json;
use taizhang_client::{InvitationLine, InvitationState, Ledger};
use taizhang_model::Directory;
use taizhang_wire::{EnrolmentCode, EnrolmentLink, limits};

use super::relay;
use crate::{
    failure::{Exit, Failure},
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
    /// How long it can be taken up, such as `30m`, `12h` or `3d`.
    #[arg(long, value_name = "TIME", default_value = "1d")]
    valid: String,
    /// The relay's address, for the link and the QR code [default: the one that this device syncs with].
    #[arg(long, value_name = "URL")]
    relay: Option<String>,
    /// Draw the QR code where it is not shown on a terminal.
    #[arg(long)]
    qr: bool,
    /// Print the code alone.
    #[arg(long, conflicts_with = "qr")]
    code_only: bool,
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
        EnrolCommand::Invite(arguments) => invite(shell, &arguments),
        EnrolCommand::List => {
            let mut ledger = shell.ledger()?;
            let directory = ledger.directory()?;
            let codes = ledger.invitations(shell.now())?;
            let row = |line: &InvitationLine| row(shell.lang, &directory, line);
            let rows: Vec<_> = codes.iter().map(row).collect();
            Ok(Answer::new(json!({"codes": codes}), table(&rows)))
        }
        EnrolCommand::Take(take) => {
            let (code, relay) = read_code(&take.code)?;
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
                    let address = take.relay.as_ref().or(relay.as_ref()).ok_or_else(|| {
                        Failure::new("no_relay", Exit::Refused, |lang| say!(lang, words::NO_RELAY))
                            .next("taizhang enrol take CODE --relay URL")
                    })?;
                    (relay::enrol(shell, address, &take.net, &code, &take.device_name)?, "relay")
                }
            };
            enrolled(shell, ledger, via)
        }
    }
}

fn invite(shell: &Shell, arguments: &Invite) -> Result<Answer, Failure> {
    let valid = valid_for(&arguments.valid)?;
    let mut ledger = shell.ledger()?;
    let staff = ledger.find_staff(&arguments.staff)?;
    let until_ms = (shell.now() + valid).as_millisecond();
    let code = ledger.invite_until(shell.now(), staff, until_ms)?;
    let directory = ledger.directory()?;
    let office = directory.staff.get(&staff).map(|staff| staff.office);
    let relay = arguments.relay.clone().or_else(|| shell.remembered().relay);
    let link = relay.map(|relay| EnrolmentLink { code: code.clone(), relay }.to_string());
    // Not every address can stand in one.
    let link = link.filter(|link| link.parse::<EnrolmentLink>().is_ok());
    let json = json!({"code": code.to_string(), "link": link, "until_ms": until_ms, "staff": staff, "office": office});
    if arguments.code_only {
        return Ok(Answer::new(json, code.to_string()));
    }
    let (lang, named, until) = (shell.lang, directory.staff_name(staff), ms_in_china(until_ms));
    let mut text = say!(lang, words::INVITED, name = named, until = until, code = code);
    if let Some(link) = &link {
        text += &format!("\n{}", say!(lang, words::INVITED_LINK, link = link));
        if arguments.qr || (!shell.json && std::io::stdout().is_terminal()) {
            text += &format!("\n{}", drawn(link));
        }
    }
    Ok(Answer::new(json, text))
}

/// How long a code holds.
fn valid_for(text: &str) -> Result<SignedDuration, Failure> {
    let span: Option<Span> = text.parse().ok();
    let duration = span.and_then(|span| span.to_duration(SpanRelativeTo::days_are_24_hours()).ok());
    let bounds = SignedDuration::from_mins(1)..=SignedDuration::from_hours(31 * 24);
    let refused = || Failure::new("usage", Exit::Usage, |lang| say!(lang, words::NOT_VALID_FOR));
    duration.filter(|duration| bounds.contains(duration)).ok_or_else(refused)
}

/// A QR code in half blocks, light on dark as most terminals are.
fn drawn(link: &str) -> String {
    let code = QrCode::new(link).expect("a link is shorter than the largest QR code");
    code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build()
}

/// A code, and the relay's address where it is a link. Most slips of the pen are found here.
fn read_code(text: &str) -> Result<(EnrolmentCode, Option<String>), Failure> {
    if EnrolmentLink::is_one(text) {
        let link: EnrolmentLink = text.parse()?;
        return Ok((link.code, Some(link.relay)));
    }
    Ok((text.parse()?, None))
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
    let own = ledger.listing()?.devices.into_iter().find(|line| line.device == status.device);
    let check = own.and_then(|line| line.check_code);
    let word = if via == "relay" { words::ENROLLED_BY_RELAY } else { words::ENROLLED_BY_BUNDLE };
    let text = say!(
        shell.lang,
        word,
        county = status.county.as_deref().unwrap_or_default(),
        office = status.office_name.as_deref().unwrap_or_default(),
        staff = status.staff_name.as_deref().unwrap_or_default(),
        cases = status.cases,
    );
    let check_line = check.as_ref().map(|check| format!("\n{}", say!(shell.lang, words::CHECK_CODE, check = check)));
    let text = text + &check_line.unwrap_or_default();
    let json = json!({
        "device": status.device, "county": status.county, "office": status.office, "office_name": status.office_name,
        "staff_name": status.staff_name, "check_code": check, "cases": status.cases, "via": via,
    });
    Ok(Answer::new(json, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_holds_as_long_as_it_is_told() {
        for (text, minutes) in [("1m", 1), ("90 minutes", 90), ("2h", 120), ("1d 12h", 36 * 60), ("31d", 31 * 24 * 60)]
        {
            assert_eq!(valid_for(text).ok(), Some(SignedDuration::from_mins(minutes)), "{text}");
        }
        for text in ["", "2", "59s", "-1h", "32d", "1mo", "1y", "soon"] {
            assert!(valid_for(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_qr_code_is_drawn_in_half_blocks() {
        let drawn = drawn("taizhang:enrol?code=ABCDE&relay=https://relay.example.org");
        let widths: Vec<_> = drawn.lines().map(|line| line.chars().count()).collect();
        // Four light modules on each side, two rows a line.
        assert!(widths.iter().all(|width| *width == widths[0]) && widths[0].div_ceil(2) == widths.len(), "{drawn}");
        assert!(drawn.chars().all(|letter| " █▀▄\n".contains(letter)), "{drawn}");
    }
}
