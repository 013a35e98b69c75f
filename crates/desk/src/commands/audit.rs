//! `taizhang audit`: whether a case is what its authors signed. Of a case on this device, or of a dossier, which is
//! checked with nothing but this program: no data directory, no network.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use taizhang_client::{AuditEntry, AuditReport, Audited, Finding, verify_dossier};
use taizhang_wire::{PublicKey, limits, write_dossier};

use super::{history::tell_entry, story::Teller};
use crate::{
    desk::Desk,
    failure::{Exit, Failure},
    print::{Answer, ms_in_china, shown},
    words::{self, Lang, say, word_for},
};

/// Of this device, or of a file.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check a case on this device end to end: every change, its author, its device, what it had seen, its signature.
    Case(Case),
    /// Check a dossier that somebody exported. Needs no data directory and no network.
    Verify(Verify),
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Case {
    /// The case.
    case: String,
    /// Write a dossier, which anybody can check, to this file.
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Verify {
    /// The dossier.
    file: PathBuf,
    /// The county's key, as `taizhang county key` prints it: the dossier must be signed under it.
    #[arg(long, value_name = "KEY", value_parser = key)]
    #[schemars(with = "Option<String>")]
    authority: Option<PublicKey>,
}

fn key(text: &str) -> Result<PublicKey, String> {
    PublicKey::from_hex(text.trim()).ok_or_else(|| "64 hexadecimal digits are expected".to_owned())
}

/// Tells whether a case is what its authors signed.
pub fn run(desk: &Desk, command: AuditCommand) -> Result<Answer, Failure> {
    match command {
        AuditCommand::Case(Case { case, export }) => {
            let mut ledger = desk.ledger()?;
            let case = ledger.find_case(&case)?;
            let audit = ledger.audit_case(case)?;
            let mut text = String::new();
            let mut written = None;
            if let Some(file) = export {
                if let Some(dossier) = &audit.dossier {
                    let bytes = write_dossier(dossier)?;
                    desk.write_file(&file, &bytes)?;
                    let kib = bytes.len().div_ceil(1024);
                    text = say!(desk.lang, words::AUDIT_EXPORTED, file = file.display(), kib = kib);
                    written = Some(file);
                } else {
                    text = say!(desk.lang, words::AUDIT_NOT_EXPORTED);
                }
            }
            Ok(answer(desk.lang, audit.audited, &text, &[("file", json!(written))]))
        }
        AuditCommand::Verify(Verify { file, authority }) => {
            let bytes = desk.read_file(&file, limits::DOSSIER_BYTES_MAX)?;
            Ok(answer(desk.lang, verify_dossier(&bytes, authority), "", &[]))
        }
    }
}

/// The chain and the verdict, with what more there is to say.
fn answer(lang: Lang, audited: Audited, more: &str, members: &[(&str, Value)]) -> Answer {
    let report = &audited.report;
    let mut json = serde_json::to_value(report).expect("a report is plain data");
    for (name, value) in members {
        json[*name] = value.clone();
    }
    let exit = (!report.proved).then_some(Exit::NotProved);
    let answer = Answer::new(json, format!("{}\n{more}", tell(lang, audited)));
    exit.into_iter().fold(answer, Answer::exiting)
}

fn tell(lang: Lang, audited: Audited) -> String {
    let Audited { report, told } = audited;
    let mut lines = vec![say!(lang, words::AUDIT_HEAD, number = report.number, title = shown(&report.title))];
    let teller = told.map(|told| Teller::of(lang, told.directory, told.view, told.story));
    for entry in &report.entries {
        lines.push(tell_one(lang, teller.as_ref(), entry));
        let hash = entry.hash.map(|hash| hash.to_string()).unwrap_or_default();
        match entry.proved_by {
            _ if entry.hash.is_none() => {}
            Some(by) if entry.proved && by == entry.n => lines.push(say!(lang, words::AUDIT_SIGNED, hash = hash)),
            Some(by) if entry.proved => lines.push(say!(lang, words::AUDIT_SIGNED_LATER, by = by, hash = hash)),
            _ => lines.push(say!(lang, words::AUDIT_UNSIGNED, hash = hash)),
        }
        if entry.revoked {
            lines.push(say!(lang, words::AUDIT_SHUT_OUT));
        }
    }
    lines.extend(report.findings.iter().map(|finding| tell_finding(lang, finding)));
    lines.push(verdict(lang, &report));
    if let Some(key) = report.county {
        let county = report.county_name.as_deref().unwrap_or_default();
        lines.push(say!(lang, words::AUDIT_KEY, county = county, key = key));
    }
    if !report.heads.is_empty() {
        let heads: Vec<_> = report.heads.iter().map(ToString::to_string).collect();
        lines.push(say!(lang, words::AUDIT_HEADS, heads = heads.join(lang.comma())));
    }
    lines.join("\n")
}

/// What a change did, as the history tells it, where it is sound.
fn tell_one(lang: Lang, teller: Option<&Teller>, entry: &AuditEntry) -> String {
    let told = teller.and_then(|teller| Some((teller, teller.story.entries.iter().find(|told| told.n == entry.n)?)));
    match told {
        Some((teller, told)) => tell_entry(teller, told),
        None if entry.hash.is_none() => say!(lang, words::AUDIT_UNREAD, n = entry.n),
        None => say!(
            lang,
            words::AUDIT_UNTOLD,
            n = entry.n,
            time = ms_in_china(entry.at_ms),
            office = entry.office_name,
            staff = entry.staff_name,
            device = entry.device_name,
        ),
    }
}

fn tell_finding(lang: Lang, finding: &Finding) -> String {
    let place = serde_json::to_value(finding.place).expect("a place is a plain word");
    let code = finding.code.as_str();
    let number = finding.number.map(|number| say!(lang, words::AUDIT_NUMBER, number = number));
    let bytes = finding.from.zip(finding.to).map(|(from, to)| say!(lang, words::AUDIT_BYTES, from = from, to = to));
    say!(
        lang,
        words::AUDIT_FOUND,
        place = word_for(words::AUDIT_PLACES, place.as_str().unwrap_or_default(), lang),
        number = number.unwrap_or_default(),
        bytes = bytes.unwrap_or_default(),
        what = word_for(words::CODES, code, lang),
        detail = say!(lang, words::AUDIT_DETAIL, detail = shown(&finding.detail)),
        code = code,
    )
}

fn verdict(lang: Lang, report: &AuditReport) -> String {
    if report.proved {
        return say!(lang, words::AUDIT_PROVED, changes = report.changes, devices = report.devices);
    }
    let findings = report.findings.len();
    say!(lang, words::AUDIT_NOT_PROVED, findings = findings, proved = report.changes_proved, changes = report.changes)
}
