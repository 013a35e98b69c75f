//! `taizhang device`: who was let in, for how long and by what right; shutting a lost device out, and what comes after.

use std::collections::BTreeSet;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{DeviceLine, ToConfirm};
use taizhang_model::Directory;

use super::last_moment;
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, day_in_china, shown, table},
    words::{self, Lang, kind_word, say},
};

/// Devices, and what they may.
#[derive(Debug, Subcommand)]
pub enum DeviceCommand {
    /// List the devices that were let in.
    List,
    /// Shut a device out. The next sync signs how far what it wrote counts: as far as the relay has it.
    Revoke(Revoke),
    /// List what devices that were shut out wrote beyond that, as far as it came here.
    Waiting,
    /// Let what such a device wrote count after all.
    Confirm(Confirm),
    /// Let a device in again that did not sync for long.
    Renew(Renew),
    /// Let a device administer a part of the county: offices, staff, codes and devices (on the administrator's device).
    Delegate(Delegate),
    /// End that (on the administrator's device).
    EndDelegation(Named),
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Revoke {
    /// The device: its id, the first letters of it, or its name.
    device: String,
    /// Why.
    #[arg(long)]
    reason: String,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Confirm {
    /// The device.
    device: String,
    /// Only what it wrote in these documents [default: all that is listed].
    #[serde(default)]
    cases: Vec<String>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Renew {
    /// The device.
    device: String,
    /// The last day on which it may come; by syncing it renews its time itself.
    #[arg(long)]
    until: Date,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Delegate {
    /// The device.
    device: String,
    /// The office at the top of that part.
    #[arg(long)]
    office: String,
    /// The last day on which it may.
    #[arg(long)]
    until: Date,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Named {
    /// The device.
    device: String,
}

/// Lists devices, or changes what they may.
pub fn run(desk: &Desk, command: DeviceCommand) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let lang = desk.lang;
    match command {
        DeviceCommand::List => {
            let mut devices = ledger.listing()?.devices;
            let directory = ledger.directory()?;
            devices.sort_by_cached_key(|line| {
                (directory.level(line.office), directory.office_name(line.office), line.name.clone())
            });
            let this = ledger.identity().device();
            let row = |line: &DeviceLine| row(lang, &directory, line, line.device == this);
            let rows: Vec<_> = devices.iter().map(row).collect();
            Ok(Answer::new(json!({"devices": devices}), table(&rows)))
        }
        DeviceCommand::Revoke(Revoke { device: name, reason }) => {
            let device = ledger.find_device(&name)?;
            ledger.revoke(desk.now(), device, &reason)?;
            let text = say!(lang, words::DEVICE_REVOKED, device = name);
            Ok(Answer::new(json!({"device": device, "revoked": true}), text))
        }
        DeviceCommand::Waiting => {
            let waiting = ledger.waiting_for_confirmation()?;
            let text: Vec<_> = waiting.iter().map(|line| waits(lang, line)).collect();
            let text = if text.is_empty() { words::NOTHING_TO_CONFIRM.text(lang).to_owned() } else { text.join("\n") };
            Ok(Answer::new(json!({"waiting": waiting}), text))
        }
        DeviceCommand::Confirm(Confirm { device: name, cases }) => {
            let device = ledger.find_device(&name)?;
            let mut docs = BTreeSet::new();
            for case in &cases {
                // What waits whole is no case here yet: its id is all that it has.
                docs.insert(case.parse().or_else(|_| ledger.find_case(case))?);
            }
            let documents = ledger.confirm(desk.now(), device, (!docs.is_empty()).then_some(&docs))?;
            let text = say!(lang, words::CONFIRMED, device = name, documents = documents);
            Ok(Answer::new(json!({"device": device, "documents": documents}), text))
        }
        DeviceCommand::Renew(Renew { device: name, until }) => {
            let device = ledger.find_device(&name)?;
            ledger.renew(desk.now(), device, last_moment(until)?)?;
            let text = say!(lang, words::RENEWED, device = name, until = until);
            Ok(Answer::new(json!({"device": device, "until": until}), text))
        }
        DeviceCommand::Delegate(Delegate { device: name, office, until }) => {
            let device = ledger.find_device(&name)?;
            let office = ledger.find_office(&office)?;
            let record = ledger.delegate(desk.now(), device, office, last_moment(until)?)?;
            let holds = !ledger.to_be_approved()?.iter().any(|line| line.record == record);
            let word = if holds { words::DELEGATED } else { words::TO_BE_APPROVED };
            let name = ledger.directory()?.office_name(office);
            let text = say!(lang, word, office = name, until = until, record = record);
            Ok(Answer::new(json!({"device": device, "office": office, "record": record, "holds": holds}), text))
        }
        DeviceCommand::EndDelegation(Named { device: name }) => {
            let device = ledger.find_device(&name)?;
            let record = ledger.end_delegation(desk.now(), device)?;
            let text = say!(lang, words::DELEGATION_ENDED, device = name);
            Ok(Answer::new(json!({"device": device, "record": record}), text))
        }
    }
}

/// A device in columns.
fn row(lang: Lang, directory: &Directory, line: &DeviceLine, is_this: bool) -> Vec<String> {
    let mut marks: Vec<String> = Vec::new();
    marks.extend(is_this.then(|| words::THIS_DEVICE.text(lang).to_owned()));
    if let Some(at_ms) = line.revoked_at_ms {
        let why = shown(line.revoked_why.as_deref().unwrap_or_default());
        marks.push(say!(lang, words::REVOKED, day = day_in_china(at_ms), why = why));
        marks.extend((!line.list_complete).then(|| words::LIST_OPEN.text(lang).to_owned()));
    } else {
        marks.extend(line.until_ms.map(|until_ms| say!(lang, words::LET_IN_UNTIL, day = day_in_china(until_ms))));
    }
    if let Some(right) = &line.delegation {
        let word = if right.holds { words::ADMINISTERS } else { words::ADMINISTERED };
        marks.push(say!(lang, word, office = right.office_name, day = day_in_china(right.until_ms)));
    }
    let seen = line.seen_at_ms.map(|at_ms| say!(lang, words::LAST_SEEN, day = day_in_china(at_ms)));
    vec![
        shown(&directory.office_name(line.office)),
        shown(&directory.staff_name(line.staff)),
        shown(&line.name),
        line.device.to_string(),
        line.check_code.clone().unwrap_or_default(),
        say!(lang, words::GRANTED_ON, day = day_in_china(line.granted_at_ms)),
        seen.unwrap_or_default(),
        marks.join(lang.comma()),
    ]
}

/// What waits of a device in one document, as a sentence.
fn waits(lang: Lang, line: &ToConfirm) -> String {
    let named = if line.number.is_empty() { line.case.to_string() } else { shown(&line.number) };
    let mut acts: Vec<_> = line.acts.iter().map(|kind| kind_word(kind, lang)).collect();
    acts.dedup();
    say!(
        lang,
        words::WAITS_FOR_CONFIRMATION,
        device = shown(&line.device_name),
        case = named,
        title = shown(&line.title),
        changes = line.changes,
        from = day_in_china(line.from_ms),
        until = day_in_china(line.until_ms),
        acts = acts.join(lang.comma()),
    )
}
