//! What people ask: lists, a case, its history as a story, what waits for a decision, how this device stands.

use std::collections::BTreeMap;

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use taizhang_model::{Act, ActId, CaseId, CaseView, DeviceId, Directory, OfficeId, Reading, StaffId};
use taizhang_wire::{ActorId, Attestation, ChangeHash, Cursor, DocId, Grants};

use super::{Core, DeviceLine, Ledger, RelayFinding, ShutOutLine};
use crate::{
    Error,
    doc::{CaseDoc, Touched},
    store::{
        self,
        cases::{self, CaseFilter, CaseLine, CasePage},
        docs,
        held_back::{self, Quarantined},
    },
};

/// A case's history, in causal order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CaseStory {
    /// The case.
    pub case: CaseId,
    /// How much of it the person at this device may read.
    pub reading: Reading,
    /// One entry a change.
    pub entries: Vec<StoryEntry>,
}

/// One change of a case: who did what, when, on which device, having seen what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StoryEntry {
    /// Its place in the story, from 1.
    pub n: usize,
    /// Its hash.
    #[schemars(with = "String")]
    pub hash: ChangeHash,
    /// When, by the device's own clock, in milliseconds since 1970.
    pub at_ms: i64,
    /// Who.
    pub staff: Option<StaffId>,
    /// Their name.
    pub staff_name: String,
    /// For which office.
    pub office: Option<OfficeId>,
    /// Its name.
    pub office_name: String,
    /// On which device.
    pub device: DeviceId,
    /// What its holder calls it.
    pub device_name: String,
    /// What it touched.
    pub touched: Vec<Touched>,
    /// The acts among what it touched: kind and payload by id.
    pub acts: BTreeMap<ActId, (String, Value)>,
    /// The entries that its author had seen last.
    pub seen: Vec<usize>,
    /// Entries made without knowledge of this one, and it without knowledge of them.
    pub concurrent_with: Vec<usize>,
    /// Whether the relay is known to hold it.
    pub at_relay: bool,
}

/// What an auditor checks of a document: who wrote each of its changes, and the signatures that prove it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Every change: its hash, its author, and which of the author's changes in this document it is.
    pub changes: Vec<(ChangeHash, ActorId, u64)>,
    /// The latest attestation of each author. Through the hashes it proves the author's earlier changes too.
    pub tips: Vec<Attestation>,
}

/// How this device stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LedgerStatus {
    /// This device.
    pub device: DeviceId,
    /// The county's name.
    pub county: Option<String>,
    /// The office it reads for.
    pub office: Option<OfficeId>,
    /// Its name.
    pub office_name: Option<String>,
    /// Who holds it.
    pub staff_name: Option<String>,
    /// Whether it holds the county's authority key.
    pub is_authority: bool,
    /// Whether it signs in the authority's stead for a part of the county.
    pub is_delegate: bool,
    /// Why the relay does not let it in, where it does not: a stable code. What was not sent stays here.
    pub not_let_in: Option<String>,
    /// Until when the relay lets it in without another sync, where it told, in milliseconds since 1970.
    pub let_in_until_ms: Option<i64>,
    /// Devices of this office that were shut out.
    pub shut_out: Vec<ShutOutLine>,
    /// How many cases it holds.
    pub cases: u64,
    /// Changes that the relay is not known to hold.
    pub unsent: u64,
    /// Changes that the relay refused.
    pub refused: u64,
    /// Items that wait for another.
    pub waiting: u64,
    /// Items in quarantine.
    pub quarantined: u64,
    /// When the relay's log began anew (restored from a backup, as a rule), where this device noticed that, in milliseconds
    /// since 1970 by its clock.
    pub relay_began_anew_ms: Option<i64>,
    /// What the relay did that an honest one does not.
    pub relay_findings: Vec<RelayFinding>,
    /// How far the relay's feed is on this disk.
    #[schemars(with = "Option<BTreeMap<String, Value>>")]
    pub cursor: Option<Cursor>,
}

/// Offices, staff and devices, as the signed records say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DirectoryListing {
    /// The county's name.
    pub county: Option<String>,
    /// Offices.
    pub offices: Vec<taizhang_model::Office>,
    /// Staff.
    pub staff: Vec<taizhang_model::Staff>,
    /// Devices that were let in.
    pub devices: Vec<DeviceLine>,
}

impl Ledger {
    /// The case that a person means by its number, its title, its id, or the first four or more letters of its id.
    ///
    /// # Errors
    /// [`Error::UnknownCase`], [`Error::AmbiguousCase`].
    pub fn find_case(&mut self, name: &str) -> Result<CaseId, Error> {
        self.read(|core, tx| {
            let mut found = cases::find(tx, &core.reader(), name)?;
            if found.is_empty()
                && let Some((from, to)) = id_range(name)
            {
                found = cases::in_range(tx, from, to)?;
            }
            match found[..] {
                [] => Err(Error::UnknownCase { name: name.to_owned() }),
                [case] => Ok(case),
                _ => Err(Error::AmbiguousCase { name: name.to_owned(), cases: found }),
            }
        })
    }

    /// Lines of the ledger, the latest touched first.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn list(&mut self, filter: &CaseFilter) -> Result<Vec<CaseLine>, Error> {
        self.read(|core, tx| Ok(cases::list(tx, &core.reader(), filter)?))
    }

    /// As [`Ledger::list`], with how many cases the filter finds.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn list_page(&mut self, filter: &CaseFilter) -> Result<CasePage, Error> {
        self.read(|core, tx| Ok(cases::list_page(tx, &core.reader(), filter)?))
    }

    /// The offices that may read the case.
    ///
    /// # Errors
    /// [`Error::UnknownCase`].
    pub fn audience(&mut self, case: CaseId) -> Result<Vec<OfficeId>, Error> {
        self.read(|_, tx| {
            let row = docs::row(tx, case)?.ok_or_else(|| Error::UnknownCase { name: case.to_string() })?;
            Ok(row.scope.audience.into_iter().collect())
        })
    }

    /// Every document on this device with its heads: what two replicas must agree on.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn heads(&mut self) -> Result<BTreeMap<DocId, Vec<ChangeHash>>, Error> {
        self.read(|core, tx| {
            let mut heads = BTreeMap::new();
            for doc in docs::all(tx)? {
                if let Some(loaded) = core.load(tx, doc)? {
                    heads.insert(doc, loaded.heads());
                }
            }
            Ok(heads)
        })
    }

    /// A document's changes and their proofs; `None` where nothing of it is here.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn audit(&mut self, doc: DocId) -> Result<Option<Audit>, Error> {
        self.read(|core, tx| {
            let Some(loaded) = core.load(tx, doc)? else { return Ok(None) };
            let metas = loaded.changes().unwrap_or_default();
            let mut changes: Vec<_> = metas.iter().map(|meta| (meta.hash, meta.actor, meta.seq)).collect();
            changes.sort_unstable();
            Ok(Some(Audit { changes, tips: docs::tips(tx, doc)? }))
        })
    }

    /// The offices and staff, as the casework rules see them.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn directory(&mut self) -> Result<Directory, Error> {
        self.read(|core, _| Ok(core.directory.clone()))
    }

    /// Offices, staff and devices.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`].
    pub fn listing(&mut self) -> Result<DirectoryListing, Error> {
        self.read(|core, tx| {
            Ok(DirectoryListing {
                county: core.grants()?.county_name().map(str::to_owned),
                offices: core.directory.offices.values().cloned().collect(),
                staff: core.directory.staff.values().cloned().collect(),
                devices: core.device_lines(tx)?,
            })
        })
    }

    /// What is in quarantine.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn quarantine(&mut self) -> Result<Vec<Quarantined>, Error> {
        self.read(|_, tx| Ok(held_back::quarantined(tx)?))
    }

    /// How this device stands.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn status(&mut self) -> Result<LedgerStatus, Error> {
        self.read(|core, tx| {
            let author = core.author().ok();
            let (unsent, refused) = docs::unsent(tx)?;
            Ok(LedgerStatus {
                device: core.identity.device(),
                county: core.grants().ok().and_then(|grants| grants.county_name().map(str::to_owned)),
                office: author.map(|author| author.office),
                office_name: author.map(|author| core.directory.office_name(author.office)),
                staff_name: author.map(|author| core.directory.staff_name(author.staff)),
                is_authority: core.identity.authority.is_some(),
                is_delegate: core.identity.authority.is_none() && core.administers(),
                not_let_in: core.not_let_in(tx)?,
                let_in_until_ms: core.let_in_until_ms(tx)?,
                shut_out: core.shut_out_here(),
                cases: cases::count(tx)?,
                unsent,
                refused,
                waiting: held_back::waiting_count(tx)?,
                quarantined: held_back::quarantined_count(tx)?,
                relay_began_anew_ms: Core::relay_began_anew_ms(tx)?,
                relay_findings: core.findings(tx)?,
                cursor: store::cursor(tx)?,
            })
        })
    }
}

impl Core {
    /// A case whole, for what is counted and compared: what a person is shown goes through [`Core::shown`].
    pub(super) fn view(&mut self, tx: &Connection, case: CaseId) -> Result<CaseView, Error> {
        let (json, directory) = cases::view(tx, case)?.ok_or_else(|| Error::UnknownCase { name: case.to_string() })?;
        match serde_json::from_slice(&json) {
            Ok(view) if directory == self.directory_version => Ok(view),
            // Folded with another directory, or written by another version: fold it again.
            _ => Ok(self.opened(tx, case)?.2),
        }
    }

    /// The history of a document that holds these acts.
    pub(crate) fn story_of(
        &self,
        tx: &Connection,
        id: DocId,
        doc: &CaseDoc,
        acts: &[Act],
    ) -> Result<Vec<StoryEntry>, Error> {
        let relayed: BTreeMap<_, _> = docs::relay_tips(tx, id)?.into_iter().collect();
        Ok(story_entries(doc, acts, self.grants.as_ref(), &self.directory, &relayed))
    }
}

/// The history of a document that holds these acts. `relayed` is how far the relay is known to hold each author's changes.
pub(crate) fn story_entries(
    doc: &CaseDoc,
    acts: &[Act],
    grants: Option<&Grants>,
    directory: &Directory,
    relayed: &BTreeMap<ActorId, u64>,
) -> Vec<StoryEntry> {
    let acts: BTreeMap<_, _> = acts.iter().map(|act| (act.id, &act.body)).collect();
    let history = doc.history();
    let place: BTreeMap<_, _> = history.iter().enumerate().map(|(index, entry)| (entry.hash, index + 1)).collect();
    let numbers = |hashes: &[ChangeHash]| hashes.iter().filter_map(|hash| place.get(hash).copied()).collect();
    let entry = |entry: &crate::doc::HistoryEntry| {
        let device = entry.actor.device();
        let grant = grants.and_then(|grants| grants.device(device));
        let (staff, office) = (grant.map(|grant| grant.staff), grant.map(|grant| grant.office));
        let act = |touched: &Touched| match touched {
            Touched::Act { act } => acts.get(act).map(|body| (*act, (body.kind().to_owned(), body.payload()))),
            _ => None,
        };
        StoryEntry {
            n: place.get(&entry.hash).copied().unwrap_or_default(),
            hash: entry.hash,
            at_ms: entry.time_s.saturating_mul(1_000),
            staff,
            staff_name: staff.map(|staff| directory.staff_name(staff)).unwrap_or_default(),
            office,
            office_name: office.map(|office| directory.office_name(office)).unwrap_or_default(),
            device,
            device_name: device_name(device, grant),
            touched: entry.touched.clone(),
            acts: entry.touched.iter().filter_map(act).collect(),
            seen: numbers(&entry.seen),
            concurrent_with: numbers(&entry.concurrent_with),
            at_relay: relayed.get(&entry.actor).is_some_and(|seq| *seq >= entry.seq),
        }
    };
    history.iter().map(entry).collect()
}

/// The ids that begin with these letters: base32, at least four of them.
pub(super) fn id_range(prefix: &str) -> Option<([u8; 16], [u8; 16])> {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz234567";
    let prefix = prefix.to_lowercase();
    if prefix.len() < 4 || prefix.len() > 26 {
        return None;
    }
    let (mut from, mut to) = ([0_u8; 16], [0xff_u8; 16]);
    for (index, letter) in prefix.chars().enumerate() {
        let value = LETTERS.find(letter)?;
        for bit in 0..5 {
            let at = index * 5 + bit;
            if at >= 128 {
                break;
            }
            let mask = 0x80 >> (at % 8);
            if value & (0x10 >> bit) == 0 {
                to[at / 8] &= !mask;
            } else {
                from[at / 8] |= mask;
            }
        }
    }
    Some((from, to))
}

/// What the holder calls the device; without a name, the first letters of its id.
pub(crate) fn device_name(device: DeviceId, grant: Option<&taizhang_wire::Grant>) -> String {
    match grant {
        Some(grant) if !grant.name.is_empty() => grant.name.clone(),
        _ => device.to_string()[..6].to_uppercase(),
    }
}
