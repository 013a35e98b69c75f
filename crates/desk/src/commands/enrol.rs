//! `taizhang enrol`: a one-time code lets one device of one person in. Taking one up is the shell's, which speaks with the
//! relay.

use clap::Args;
use jiff::{SignedDuration, Span, SpanRelativeTo};
use qrcode::{QrCode, render::unicode::Dense1x2};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{InvitationLine, InvitationState, Ledger};
use taizhang_model::Directory;
use taizhang_wire::{EnrolmentCode, EnrolmentLink};

use crate::{
    desk::Desk,
    failure::{Exit, Failure},
    print::{Answer, ms_in_china, shown, table},
    words::{self, Lang, say},
};

/// Who may come, and for how long.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Invite {
    /// Who will hold the device.
    #[arg(long)]
    staff: String,
    /// How long it can be taken up, such as `30m`, `12h` or `3d`.
    #[arg(long, value_name = "TIME", default_value_t = super::default::one_day())]
    #[serde(default = "super::default::one_day")]
    valid: String,
    /// The relay's address, for the link and the QR code [default: the one that this device syncs with].
    #[arg(long, value_name = "URL")]
    relay: Option<String>,
    /// Draw the QR code where it is not shown on a terminal.
    #[arg(long)]
    #[serde(default)]
    qr: bool,
    /// Print the code alone.
    #[arg(long, conflicts_with = "qr")]
    #[serde(default)]
    code_only: bool,
}

/// Which code.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Withdraw {
    /// Its id, as the list of codes shows it.
    code: String,
}

/// Withdraws a code that nobody took up.
pub fn withdraw(desk: &Desk, arguments: &Withdraw) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let unknown = || taizhang_client::Error::Unknown { kind: "code", name: arguments.code.clone() };
    let codes = ledger.invitations(desk.now())?;
    let line = codes.iter().find(|line| line.id.to_string().eq_ignore_ascii_case(arguments.code.trim()));
    let line = line.ok_or_else(unknown)?;
    ledger.withdraw_invitation(desk.now(), line.id)?;
    let name = ledger.directory()?.staff_name(line.staff);
    let text = say!(desk.lang, words::WITHDREW, code = line.id, name = name);
    Ok(Answer::new(json!({"id": line.id, "staff": line.staff, "office": line.office}), text))
}

/// Lists the codes that were made, and what became of them.
pub fn invitations(desk: &Desk) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let directory = ledger.directory()?;
    let codes = ledger.invitations(desk.now())?;
    let row = |line: &InvitationLine| row(desk.lang, &directory, line);
    let rows: Vec<_> = codes.iter().map(row).collect();
    Ok(Answer::new(json!({"codes": codes}), table(&rows)))
}

/// Makes a code for one device of a member of staff.
pub fn invite(desk: &Desk, arguments: &Invite) -> Result<Answer, Failure> {
    let valid = valid_for(&arguments.valid)?;
    let mut ledger = desk.ledger()?;
    let staff = ledger.find_staff(&arguments.staff)?;
    let until_ms = (desk.now() + valid).as_millisecond();
    let code = ledger.invite_until(desk.now(), staff, until_ms)?;
    let directory = ledger.directory()?;
    let office = directory.staff.get(&staff).map(|staff| staff.office);
    let relay = arguments.relay.clone().or_else(|| desk.relay());
    let link = relay.map(|relay| EnrolmentLink { code: code.clone(), relay }.to_string());
    // Not every address can stand in one.
    let link = link.filter(|link| link.parse::<EnrolmentLink>().is_ok());
    let json = json!({"id": code.id(), "code": code.to_string(), "link": link, "until_ms": until_ms, "staff": staff, "office": office});
    if arguments.code_only {
        return Ok(Answer::new(json, code.to_string()));
    }
    let (lang, named, until) = (desk.lang, directory.staff_name(staff), ms_in_china(until_ms));
    let mut text = say!(lang, words::INVITED, name = named, until = until, code = code);
    if let Some(link) = &link {
        text += &format!("\n{}", say!(lang, words::INVITED_LINK, link = link));
        if arguments.qr || desk.on_terminal() {
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
pub fn read_code(text: &str) -> Result<(EnrolmentCode, Option<String>), Failure> {
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
        InvitationState::Withdrawn => say!(lang, words::CODE_WITHDRAWN),
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

/// What a device is told that took a code up, by the relay or by a bundle.
pub fn enrolled(desk: &Desk, ledger: &mut Ledger, via: &str) -> Result<Answer, Failure> {
    let status = ledger.status()?;
    let check = ledger.check_code()?;
    let word = if via == "relay" { words::ENROLLED_BY_RELAY } else { words::ENROLLED_BY_BUNDLE };
    let text = say!(
        desk.lang,
        word,
        county = status.county.as_deref().unwrap_or_default(),
        office = status.office_name.as_deref().unwrap_or_default(),
        staff = status.staff_name.as_deref().unwrap_or_default(),
        cases = status.cases,
    );
    let check_line = check.as_ref().map(|check| format!("\n{}", say!(desk.lang, words::CHECK_CODE, check = check)));
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
