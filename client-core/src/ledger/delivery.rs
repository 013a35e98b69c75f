//! Received is known: which offices have which edit of a case, as the relay says; and whether that goes together with what
//! the offices' devices signed to have read. Of its own office a device knows what was shown there; of another it has to ask.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use taizhang_model::{CaseId, OfficeId};
use taizhang_wire::{ChangeHash, Epoch, Position};

use super::{Core, Ledger, RelayFault, RelayFinding, StoryEntry};
use crate::{Error, store::docs};

/// What a relay says of a document's newest changes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Receipts {
    /// The epoch in which it says so.
    pub epoch: Epoch,
    /// Each change that it names.
    pub receipts: Vec<Receipt>,
}

/// How far one change has come.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Receipt {
    /// The change.
    pub change: ChangeHash,
    /// The offices of which a device has it.
    pub offices: Vec<OfficeId>,
    /// Where it stands in each office's feed.
    pub places: Vec<Place>,
}

/// A position in an office's feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Place {
    /// The office.
    pub office: OfficeId,
    /// The position.
    pub position: Position,
}

/// Which offices have the edits of a case, as far as the relay says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Delivery {
    /// The case.
    pub case: CaseId,
    /// Its number.
    pub number: String,
    /// The offices that may read it.
    pub readers: Vec<Reader>,
    /// Its edits, in the order of its story.
    pub edits: Vec<DeliveryLine>,
    /// What the relay said of this case that does not go together.
    pub findings: Vec<RelayFinding>,
}

/// An office that may read a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Reader {
    /// The office.
    pub office: OfficeId,
    /// Its name.
    pub name: String,
}

/// How far one edit has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeliveryLine {
    /// Its place in the story, from 1.
    pub n: usize,
    /// Its hash.
    #[schemars(with = "String")]
    pub hash: ChangeHash,
    /// When, by the device's own clock, in milliseconds since 1970.
    pub at_ms: i64,
    /// The name of the office that made it.
    pub office_name: String,
    /// Whether the relay names it. Of a long history it names the newest changes alone.
    pub at_relay: bool,
    /// The offices that have it.
    pub offices: Vec<OfficeId>,
}

impl Ledger {
    /// Which offices have the edits of a case, by what the relay says. What does not go together is kept among the findings.
    ///
    /// # Errors
    /// [`Error::UnknownCase`], [`Error::Storage`].
    pub fn delivery(&mut self, now_ms: i64, case: CaseId, said: &Receipts) -> Result<Delivery, Error> {
        let story = self.story(case)?.entries;
        self.write(|core, tx| {
            let (doc, ..) = core.opened(tx, case)?;
            for (unseen, device) in core.contradicted(&doc, said) {
                Core::find_of(tx, now_ms, RelayFault::WithheldFrom, (case, unseen), Some(device))?;
            }
            let of: BTreeMap<ChangeHash, &Receipt> =
                said.receipts.iter().map(|receipt| (receipt.change, receipt)).collect();
            let line = |StoryEntry { n, hash, at_ms, office_name, .. }: StoryEntry| {
                let receipt = of.get(&hash);
                let offices = receipt.map(|receipt| receipt.offices.clone()).unwrap_or_default();
                DeliveryLine { n, hash, at_ms, office_name, at_relay: receipt.is_some(), offices }
            };
            let audience = docs::row(tx, case)?.map(|row| row.scope.audience).unwrap_or_default();
            let number = core.shown(tx, case)?.number;
            let findings = core.findings(tx)?.into_iter().filter(|finding| finding.case == Some(case)).collect();
            let reader = |office| Reader { office, name: core.directory.office_name(office) };
            Ok(Delivery {
                case,
                number,
                readers: audience.into_iter().map(reader).collect(),
                edits: story.into_iter().map(line).collect(),
                findings,
            })
        })
    }
}

impl Core {
    /// Changes that stood in an office's feed, as the relay says, at or before a place to which a device of that office had
    /// read, and that are not among what the device then built on.
    fn contradicted(
        &self,
        doc: &crate::doc::CaseDoc,
        said: &Receipts,
    ) -> BTreeSet<(ChangeHash, taizhang_model::DeviceId)> {
        let mut stood: BTreeMap<OfficeId, Vec<(Position, ChangeHash)>> = BTreeMap::new();
        for receipt in &said.receipts {
            for place in &receipt.places {
                stood.entry(place.office).or_default().push((place.position, receipt.change));
            }
        }
        let mut found = BTreeSet::new();
        for change in doc.changes().unwrap_or_default() {
            let device = change.actor.device();
            let Some(had_read) = doc.had_read(change.hash) else { continue };
            let grant = self.grants.as_ref().and_then(|grants| grants.device(device));
            let Some(stood) = grant.and_then(|grant| stood.get(&grant.office)) else { continue };
            if !said.epoch.0.starts_with(&had_read.epoch) {
                continue;
            }
            let seen = doc.ancestors(&[change.hash]);
            let unseen = stood.iter().filter(|(at, hash)| *at <= had_read.until && !seen.contains(hash));
            found.extend(unseen.map(|(_, hash)| (*hash, device)));
        }
        found
    }
}
