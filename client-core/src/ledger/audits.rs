//! A case audited on this device: everything that stands on the disk, put together as a dossier and judged as one. What
//! is in memory does not count.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use taizhang_model::{Act, CaseId, Config, ConfigVersion};
use taizhang_wire::{Code, ControlBody, DocId, DocKind, Dossier, Grants, Part, PartKind};

use super::{Core, Ledger, as_control};
use crate::{
    Error,
    audit::{AuditPlace, AuditReport, Audited, Finding, copy_of, verify_parts},
    doc::{
        CaseDoc, ChangeMeta, DocError, ParsedChange,
        chunk::{ChunkLimits, document_shape},
        in_common_order,
    },
    store::{
        controls,
        docs::{self, ChangeRow},
    },
};

/// A case, audited.
#[derive(Clone, Debug)]
pub struct CaseAudit {
    /// What was found.
    pub audited: Audited,
    /// What an auditor elsewhere needs: [`taizhang_wire::write_dossier`] makes a file of it. None where this device's own
    /// copy of the case is so damaged that there is nothing to give.
    pub dossier: Option<Dossier>,
}

/// The changes of a document as they stand on the disk, in the order of its story, and what is wrong with them.
type Stored = (Vec<Vec<u8>>, Vec<Finding>);

impl Ledger {
    /// Checks a case end to end, from what is on the disk: every change's hash, order, author and shape, the attestations,
    /// the records that let their devices in. No network.
    ///
    /// # Errors
    /// [`Error::UnknownCase`], [`Error::Restricted`], [`Error::NotEnrolled`], [`Error::Storage`]. Damage is no error: it is what is asked for.
    pub fn audit_case(&mut self, case: CaseId) -> Result<CaseAudit, Error> {
        self.read(|core, tx| {
            core.readable(tx, case)?;
            core.audit_case(tx, case)
        })
    }
}

impl Core {
    fn audit_case(&self, tx: &Connection, case: CaseId) -> Result<CaseAudit, Error> {
        let row = docs::row(tx, case)?.filter(|row| row.scope.kind == DocKind::Case && row.has_content());
        let row = row.ok_or_else(|| Error::UnknownCase { name: case.to_string() })?;
        let grants = self.grants()?;
        let (changes, findings) = match stored_changes(tx, case, grants)? {
            Ok(stored) => stored,
            Err(damaged) => {
                let finding = Finding::at(AuditPlace::Stored, damaged.code, damaged.detail);
                let county = Some(*grants.authority());
                let report =
                    AuditReport { case: Some(case), county, findings: vec![finding], ..AuditReport::default() };
                return Ok(CaseAudit { audited: Audited { report, told: None }, dossier: None });
            }
        };
        let mut parts = directory_parts(tx)?;
        parts.extend(audience_parts(tx, case, row.scope.tip)?);
        parts.extend(self.configuration_parts(&changes));
        parts.extend(changes.into_iter().map(|bytes| Part { kind: PartKind::Change, bytes }));
        parts.extend(docs::tips(tx, case)?.iter().map(Part::attestation));
        let mut dossier = Dossier { county: *grants.authority(), doc: case, parts };
        let audited = verify_parts(&dossier, findings);
        if let Some(told) = &audited.told {
            dossier.parts.push(copy_of(&told.view, &audited.report.entries));
        }
        Ok(CaseAudit { audited, dossier: Some(dossier) })
    }

    /// The configurations that the acts name, and last the one in force; none where that is all the built-in one.
    fn configuration_parts(&self, changes: &[Vec<u8>]) -> Vec<Part> {
        let acts = changes.iter().filter_map(|bytes| ParsedChange::read(bytes).ok()).flat_map(|change| change.acts());
        let named: BTreeSet<ConfigVersion> =
            acts.filter_map(|(id, json)| Act::from_json(id, &json).ok()).map(|act| act.config).collect();
        let current = self.configs.current();
        let built_in = Config::builtin().version();
        let is_other = |version: &ConfigVersion| *version != current.version() && *version != built_in;
        let others = named.into_iter().filter(is_other).filter_map(|version| self.configs.get(version));
        let mut configs: Vec<&Config> = others.collect();
        if !configs.is_empty() || current.version() != built_in {
            configs.push(current);
        }
        let part =
            |config: &Config| Part { kind: PartKind::Configuration, bytes: config.canonical_json().into_bytes() };
        configs.into_iter().map(part).collect()
    }
}

/// The directory's records as they stand on the disk, in the order in which they were taken in, but for claims: this
/// device's own may have been stored before its invitation came. Who verifies them tries again what waits for another.
fn directory_parts(tx: &Connection) -> Result<Vec<Part>, Error> {
    let is_claim =
        |bytes: &Vec<u8>| as_control(bytes).is_some_and(|control| matches!(control.body, ControlBody::Claim(_)));
    let mut records = controls::items(tx, None)?;
    records.sort_by_cached_key(is_claim);
    Ok(records.into_iter().map(|bytes| Part { kind: PartKind::Directory, bytes }).collect())
}

/// The records of a document's audience that led to this one, from the one that opened it. What the relay refused, or has
/// not taken yet, is none of them. One that cannot be read goes along, to be named.
fn audience_parts(tx: &Connection, doc: DocId, tip: taizhang_wire::ControlId) -> Result<Vec<Part>, Error> {
    let (mut read, mut unread) = (BTreeMap::new(), Vec::new());
    for bytes in controls::items(tx, Some(doc))? {
        match as_control(&bytes) {
            Some(control) => drop(read.insert(control.id(), (control, bytes))),
            None => unread.push(bytes),
        }
    }
    let (mut chain, mut at) = (Vec::new(), Some(tip));
    while let Some((control, bytes)) = at.and_then(|id| read.remove(&id)) {
        chain.push(bytes);
        at = match control.body {
            ControlBody::Audience(change) => Some(change.previous),
            _ => None,
        };
    }
    let records = chain.into_iter().rev().chain(unread);
    Ok(records.map(|bytes| Part { kind: PartKind::Audience, bytes }).collect())
}

/// Reads a document's changes from the disk and checks each against its row. The inner error is a compact history that
/// cannot be taken apart.
fn stored_changes(tx: &Connection, doc: DocId, grants: &Grants) -> Result<Result<Stored, DocError>, Error> {
    let mut found = BTreeMap::new();
    if let Some(base) = docs::base(tx, doc)? {
        match unpacked(&base) {
            Ok(changes) => found.extend(changes),
            Err(error) => return Ok(Err(error)),
        }
    }
    let mut wrong = BTreeMap::new();
    for (row, _) in docs::changes(tx, doc)? {
        let hash = row.attestation.hash;
        let meta = match checked(&row, grants) {
            Ok(meta) => meta,
            Err((meta, error)) => {
                wrong.insert(hash, error);
                meta
            }
        };
        found.entry(hash).or_insert((meta, row.payload));
    }
    let order = in_common_order(found.values().map(|(meta, _)| meta.clone()).collect());
    let mut findings = Vec::new();
    for (place, meta) in order.iter().enumerate() {
        if let Some(error) = wrong.remove(&meta.hash) {
            let mut finding = Finding::at(AuditPlace::Change, error.code, error.detail);
            (finding.number, finding.hash) = (Some(place + 1), Some(meta.hash));
            findings.push(finding);
        }
    }
    let bytes = order.iter().filter_map(|meta| found.remove(&meta.hash)).map(|(_, bytes)| bytes);
    Ok(Ok((bytes.collect(), findings)))
}

/// Every change of a compact history, whose own checksum is looked at first.
fn unpacked(base: &[u8]) -> Result<BTreeMap<taizhang_wire::ChangeHash, (ChangeMeta, Vec<u8>)>, DocError> {
    document_shape(base, &ChunkLimits::default())?;
    let doc = CaseDoc::load(base)?;
    let foreign = || DocError { code: Code::ForeignShape, detail: "a foreign actor".to_owned() };
    let metas = doc.changes().ok_or_else(foreign)?;
    Ok(metas.into_iter().filter_map(|meta| Some((meta.hash, (meta.clone(), doc.raw_change(meta.hash)?)))).collect())
}

/// A change's row: its bytes are those that its author attested.
fn checked(row: &ChangeRow, grants: &Grants) -> Result<ChangeMeta, (ChangeMeta, DocError)> {
    let attestation = &row.attestation;
    let written = || ChangeMeta {
        hash: attestation.hash,
        actor: attestation.actor,
        seq: attestation.seq,
        deps: row.deps.clone(),
        max_op: 0,
        time_s: 0,
    };
    let refuse = |code, detail: &str| DocError { code, detail: detail.to_owned() };
    let meta = ParsedChange::read(&row.payload).map_err(|error| (written(), error))?.meta();
    let is_its = meta.hash == attestation.hash
        && (meta.actor, meta.seq) == (attestation.actor, attestation.seq)
        && meta.deps == row.deps;
    if !is_its {
        // What is signed for says where it stands; what is written beside it may be what was damaged.
        let meta = if meta.hash == attestation.hash { meta } else { written() };
        return Err((meta, refuse(Code::HashMismatch, "the bytes are not the ones that were attested")));
    }
    let granted = grants.device(meta.actor.device());
    match granted.map(|grant| attestation.verify(row.doc, &grant.key)) {
        Some(Ok(())) => Ok(meta),
        Some(Err(_)) => Err((meta, refuse(Code::BadSignature, "the attestation beside it does not verify"))),
        None => Err((meta, refuse(Code::NotEnrolled, "by a device that was not let in"))),
    }
}
