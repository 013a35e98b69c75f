//! Whether a case's history is what its authors signed: a dossier judged by itself. No store, no clock, no network; the
//! ledger puts its own cases through the same judgement, so that what it says of them anybody can find again in the file.
//!
//! Every change is judged as the guard judges a received one. Its proof is an attestation of its author: of the change
//! itself, or of a later one of theirs that descends from it, since a change names what it builds on by hash.

mod chain;
mod findings;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use taizhang_model::{CaseId, CaseView, Config, Configs, Context, DeviceId, Directory, OfficeId, StaffId, fold};
use taizhang_wire::{
    ChangeHash, Code, ControlBody, Damage, DocKind, Dossier, Grants, Part, PartKind, PublicKey, Scope,
    Verdict as ControlVerdict, judge_audience, judge_open, limits, open_dossier,
};

pub use findings::{AuditPlace, Finding};

use crate::{
    CaseStory,
    ledger::{device_name, story_entries},
};
use chain::Chain;
use findings::Findings;

/// One change of a case, as an auditor reads it: who wrote it, on which device, having seen what, and what proves that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AuditEntry {
    /// Its place in the story, from 1.
    pub n: usize,
    /// Its hash. None where its bytes cannot be read; then nothing else is known of it.
    #[schemars(with = "Option<String>")]
    pub hash: Option<ChangeHash>,
    /// Which of its author's changes in this case.
    pub seq: u64,
    /// When, by the device's own clock, in milliseconds since 1970.
    pub at_ms: i64,
    /// Who, by the device's grant.
    pub staff: Option<StaffId>,
    /// Their name.
    pub staff_name: String,
    /// For which office.
    pub office: Option<OfficeId>,
    /// Its name.
    pub office_name: String,
    /// On which device.
    pub device: Option<DeviceId>,
    /// What its holder calls it.
    pub device_name: String,
    /// Whether the device was shut out at some time. What it wrote before stays its own.
    pub revoked: bool,
    /// The entries that its author had seen last.
    pub seen: Vec<usize>,
    /// Whether it is sound and proved.
    pub proved: bool,
    /// The entry by the same author whose attestation proves this one: itself, or a later one.
    pub proved_by: Option<usize>,
}

/// What came of an audit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AuditReport {
    /// The case.
    pub case: Option<CaseId>,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The authority key of the county: everything is proved if this is the county's.
    #[schemars(with = "Option<String>")]
    pub county: Option<PublicKey>,
    /// The county's name.
    pub county_name: Option<String>,
    /// Whether everything is proved, and nothing was found.
    pub proved: bool,
    /// How many changes there are.
    pub changes: usize,
    /// How many of them are sound and proved.
    pub changes_proved: usize,
    /// On how many devices they were written.
    pub devices: usize,
    /// The latest changes. Who knows others knows that the file is not the whole case.
    #[schemars(with = "Vec<String>")]
    pub heads: Vec<ChangeHash>,
    /// One entry a change.
    pub entries: Vec<AuditEntry>,
    /// Everything that was found wrong, from the front of the file to its end.
    pub findings: Vec<Finding>,
}

/// The case as the sound changes tell it.
#[derive(Clone, Debug)]
pub struct Told {
    /// Offices and staff.
    pub directory: Directory,
    /// The case, folded.
    pub view: CaseView,
    /// Its history; entries are numbered as in the report. It does not say what a relay holds.
    pub story: CaseStory,
}

/// An audit's report, and the case that it is about.
#[derive(Clone, Debug)]
pub struct Audited {
    /// What was found.
    pub report: AuditReport,
    /// The case; none where no change could be judged.
    pub told: Option<Told>,
}

/// Judges a dossier file. `authority` is the county's key, where the caller knows it; without it the report says which
/// county the file speaks for, and the caller has to ask whether that is the county's key.
#[must_use]
pub fn verify_dossier(bytes: &[u8], authority: Option<PublicKey>) -> Audited {
    let opened = match open_dossier(bytes) {
        Ok(opened) => opened,
        Err(error) => {
            let finding = Finding::at(AuditPlace::Head, error.code(), error.to_string()).within(0, bytes.len());
            return Audited { report: AuditReport { findings: vec![finding], ..AuditReport::default() }, told: None };
        }
    };
    let mut findings = Findings::of(&opened.dossier, Some(&opened.ranges));
    if authority.is_some_and(|known| known != opened.dossier.county) {
        findings.add(Finding::at(AuditPlace::Head, Code::OtherCounty, "it is signed under another key").within(10, 42));
    }
    let mut whole = true;
    for damage in &opened.damages {
        match damage {
            Damage::Altered(part) => findings.part(*part, Code::Altered, "its bytes are not those of its digest"),
            Damage::Cut(part) => {
                whole = false;
                findings.cut(*part, opened.dossier.parts.len());
            }
            Damage::End => findings.add(
                Finding::at(AuditPlace::End, Code::Altered, "the digest of the whole file is missing or another")
                    .within(opened.end.start.min(bytes.len()), opened.end.end.min(bytes.len())),
            ),
            Damage::Behind(_) => findings.add(
                Finding::at(AuditPlace::End, Code::Malformed, "bytes behind the end")
                    .within(opened.end.end, bytes.len()),
            ),
        }
    }
    if whole {
        return judge(&opened.dossier, findings);
    }
    let report = AuditReport {
        case: Some(opened.dossier.doc),
        county: Some(opened.dossier.county),
        findings: findings.into_list(),
        ..AuditReport::default()
    };
    Audited { report, told: None }
}

/// Judges a dossier that was just put together here. `stored` is what was found wrong on the way.
pub(crate) fn verify_parts(dossier: &Dossier, stored: Vec<Finding>) -> Audited {
    let mut findings = Findings::of(dossier, None);
    stored.into_iter().for_each(|finding| findings.add(finding));
    judge(dossier, findings)
}

fn judge(dossier: &Dossier, mut findings: Findings<'_>) -> Audited {
    let mut report = AuditReport { case: Some(dossier.doc), county: Some(dossier.county), ..AuditReport::default() };
    report.changes = parts(dossier, PartKind::Change).count();
    if report.changes > limits::DOSSIER_CHANGES_MAX {
        findings.add(Finding::at(AuditPlace::Head, Code::TooLarge, "more changes than may be"));
        return Audited { report: AuditReport { findings: findings.into_list(), ..report }, told: None };
    }
    let grants = directory(dossier, &mut findings);
    let scope = scope(dossier, &grants, &mut findings);
    let chain = Chain::follow(dossier, &grants, scope.as_ref(), &mut findings);
    let configs = configurations(dossier, &chain, &mut findings);

    report.county_name = grants.county_name().map(str::to_owned);
    let directory = grants.directory();
    report.entries = entries(&chain, &grants, &directory);
    report.changes_proved = report.entries.iter().filter(|entry| entry.proved).count();
    report.devices = report.entries.iter().filter_map(|entry| entry.device).collect::<BTreeSet<_>>().len();
    let told = scope.as_ref().zip(chain.doc.as_ref()).map(|((scope, _), doc)| {
        let record = doc.record(dossier.doc, scope.home);
        let view = fold(&record, Context { directory: &directory, configs: &configs });
        let mut story = story_entries(doc, &record.acts, Some(&grants), &directory, &Default::default());
        chain.renumber(&mut story);
        let story = CaseStory { case: dossier.doc, reading: view.reading.state, entries: story };
        (view, story)
    });
    if let Some((view, _)) = &told {
        report.number.clone_from(&view.number);
        report.title.clone_from(&view.title);
    }
    report.heads = chain.doc.as_ref().map(|doc| doc.heads()).unwrap_or_default();
    if findings.is_empty()
        && let Some((view, _)) = &told
    {
        check_copy(dossier, view, &report.entries, &mut findings);
    }
    if report.changes == 0 {
        findings.add(Finding::at(AuditPlace::Head, Code::UnknownDocument, "no change of the case is in it"));
    }
    report.proved = findings.is_empty() && report.changes_proved == report.changes;
    report.findings = findings.into_list();
    Audited { report, told: told.map(|(view, story)| Told { directory, view, story }) }
}

/// The parts of a kind, with their places among all.
fn parts(dossier: &Dossier, kind: PartKind) -> impl Iterator<Item = (usize, &Part)> {
    dossier.parts.iter().enumerate().filter(move |(_, part)| part.kind == kind)
}

fn directory(dossier: &Dossier, findings: &mut Findings<'_>) -> Grants {
    let mut grants = Grants::new(dossier.county);
    let mut waiting = Vec::new();
    for (index, part) in parts(dossier, PartKind::Directory) {
        match part.as_control() {
            Err(error) => findings.part(index, error.code(), error),
            Ok(control) => waiting.push((index, control)),
        }
    }
    // Rights build on one another in many ways: what waits is judged again as long as anything else was taken in.
    loop {
        let before = waiting.len();
        waiting.retain(|(index, control)| match grants.judge(control) {
            ControlVerdict::Accept => {
                grants.apply(control);
                false
            }
            ControlVerdict::Waits(_) => true,
            verdict => {
                not_held(*index, &verdict, findings);
                false
            }
        });
        if waiting.is_empty() || waiting.len() == before {
            break;
        }
    }
    for (index, control) in &waiting {
        not_held(*index, &grants.judge(control), findings);
    }
    if grants.county_name().is_none() {
        findings.add(Finding::at(AuditPlace::Head, Code::UnknownReference, "the county's own record is not in it"));
    }
    grants
}

fn not_held(index: usize, verdict: &ControlVerdict, findings: &mut Findings<'_>) {
    match verdict {
        ControlVerdict::Accept | ControlVerdict::Held => {}
        ControlVerdict::Waits(_) => {
            findings.part(index, Code::UnknownReference, "it builds on a record that is not in the file");
        }
        ControlVerdict::Refuse(code) => findings.part(index, *code, "the record does not hold"),
    }
}

fn scope(dossier: &Dossier, grants: &Grants, findings: &mut Findings<'_>) -> Option<(Scope, DeviceId)> {
    let mut scope: Option<(Scope, DeviceId)> = None;
    for (index, part) in parts(dossier, PartKind::Audience) {
        let control = match part.as_control() {
            Ok(control) => control,
            Err(error) => {
                findings.part(index, error.code(), error);
                continue;
            }
        };
        if control.doc() != Some(dossier.doc) {
            findings.part(index, Code::UnknownDocument, "a record of another document");
            continue;
        }
        match (&control.body, &scope) {
            (ControlBody::Open(open), None) if open.kind == DocKind::Case => match judge_open(grants, &control, open) {
                (_, Some(opened)) => scope = Some((opened, open.device)),
                (verdict, None) => not_held(index, &verdict, findings),
            },
            (ControlBody::Audience(change), Some((before, opener))) => {
                match judge_audience(grants, before, &control, change) {
                    ControlVerdict::Accept => scope = Some((before.after(control.id(), change), *opener)),
                    verdict => not_held(index, &verdict, findings),
                }
            }
            _ => findings.part(index, Code::Malformed, "a record out of its place"),
        }
    }
    // Where there is one, it was named.
    if parts(dossier, PartKind::Audience).next().is_none() {
        findings.add(Finding::at(AuditPlace::Audience, Code::UnknownDocument, "no record opens the case"));
    }
    scope
}

/// The configurations that acts name, which are named by hash, and behind them the one that was in force.
fn configurations(dossier: &Dossier, chain: &Chain, findings: &mut Findings<'_>) -> Configs {
    let mut configs = Configs::default();
    let last = parts(dossier, PartKind::Configuration).map(|(index, _)| index).last();
    for (index, part) in parts(dossier, PartKind::Configuration) {
        let text = std::str::from_utf8(&part.bytes).unwrap_or_default();
        match Config::from_json(text) {
            Err(error) => findings.part(index, Code::Malformed, error),
            Ok(config) if config.canonical_json() != text => {
                findings.part(index, Code::Malformed, "not in its canonical form");
            }
            Ok(config) if Some(index) == last => {
                let version = configs.learn(config);
                configs.make_current(version);
            }
            Ok(config) if chain.configs().contains(&config.version()) => drop(configs.learn(config)),
            Ok(_) => findings.part(index, Code::UnknownReference, "no act names this configuration"),
        }
    }
    configs
}

fn entries(chain: &Chain, grants: &Grants, directory: &Directory) -> Vec<AuditEntry> {
    let entry = |(place, link): (usize, &chain::Link)| {
        let device = link.change.as_ref().map(|change| change.actor.device());
        let grant = device.and_then(|device| grants.device(device));
        let (staff, office) = (grant.map(|grant| grant.staff), grant.map(|grant| grant.office));
        AuditEntry {
            n: place + 1,
            hash: link.change.as_ref().map(|change| change.hash),
            seq: link.change.as_ref().map_or(0, |change| change.seq),
            at_ms: link.change.as_ref().map_or(0, |change| change.time_s.saturating_mul(1_000)),
            staff,
            staff_name: staff.map(|staff| directory.staff_name(staff)).unwrap_or_default(),
            office,
            office_name: office.map(|office| directory.office_name(office)).unwrap_or_default(),
            device,
            device_name: device.map(|device| device_name(device, grant)).unwrap_or_default(),
            revoked: device.is_some_and(|device| grants.is_revoked(device)),
            seen: link.change.iter().flat_map(|change| chain.numbers(&change.deps)).collect(),
            proved: link.is_sound && link.proved_by.is_some(),
            proved_by: link.proved_by.map(|place| place + 1),
        }
    };
    chain.links.iter().enumerate().map(entry).collect()
}

/// What readers without this program see of the case. It proves nothing, and says so.
#[derive(Serialize)]
struct Copy<'a> {
    note: &'static str,
    program: &'a str,
    case: &'a CaseView,
    entries: &'a [AuditEntry],
}

const PROGRAM: &str = concat!("taizhang ", env!("CARGO_PKG_VERSION"));

/// The copy for readers.
pub(crate) fn copy_of(view: &CaseView, entries: &[AuditEntry]) -> Part {
    let note = "For reading only. The proof is the signed changes before it: taizhang audit verify FILE";
    let copy = Copy { note, program: PROGRAM, case: view, entries };
    let bytes = serde_json::to_vec_pretty(&copy).expect("a case is plain data with text keys");
    Part { kind: PartKind::Copy, bytes }
}

fn check_copy(dossier: &Dossier, view: &CaseView, entries: &[AuditEntry], findings: &mut Findings<'_>) {
    #[derive(Deserialize)]
    struct MadeBy {
        program: String,
    }
    let fresh = copy_of(view, entries);
    let mut copies = parts(dossier, PartKind::Copy);
    if let Some((index, part)) = copies.next()
        && part.bytes != fresh.bytes
    {
        let made_by = serde_json::from_slice(&part.bytes).map_or_else(|_| String::new(), |by: MadeBy| by.program);
        let detail = if made_by.is_empty() || made_by == PROGRAM {
            "it does not say what the changes say".to_owned()
        } else {
            format!("{made_by} made it, and {PROGRAM} would tell the case otherwise: the changes are the proof")
        };
        findings.part(index, Code::CopyDiffers, detail);
    }
    if let Some((index, _)) = copies.next() {
        findings.part(index, Code::Malformed, "a second copy");
    }
}
