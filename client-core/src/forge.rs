//! Whole cases made at once, signed by devices whose keys the caller holds: for benchmarks and attack tests that need
//! thousands of documents with a real history. No shell uses it.

use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha256};
use taizhang_model::{Act, ActBody, ActId, ClaimId, OfficeId, StaffId};
use taizhang_wire::{
    ActorId, Attestation, Control, ControlBody, DocId, DocKind, Envelope, Incarnation, Item, Open, PublicKey, SealKey,
    Snapshot,
};

use crate::{
    Error, Ledger,
    doc::{CaseDoc, Edit, Salt, act_id},
    seal::{DocKeys, LateKeys, Secret, Share, about::Origin, shares_of},
};

/// The keys of a document's content, as a device holds them.
#[derive(Clone, Debug)]
pub struct Keys(DocKeys);

impl Keys {
    /// A document's, on this device.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn of(ledger: &mut Ledger, doc: DocId) -> Result<Self, Error> {
        ledger.read(|core, tx| core.doc_keys(tx, doc)).map(Self)
    }

    /// Those that a record that opens a document holds for this device.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn in_record(ledger: &mut Ledger, record: &Control) -> Result<Self, Error> {
        let shares = if let ControlBody::Open(open) = &record.body { Share::of_open(open) } else { Vec::new() };
        let late = LateKeys::new(DocKeys::default(), shares);
        ledger.read(|core, _| Ok(Self(late.get(&core.office_secrets).clone())))
    }

    /// An item with its content sealed by the newest key, as it leaves a device; one without content as it is.
    #[must_use]
    pub fn seal(&self, item: Item) -> Item {
        let hash = drawn(&item.encode(), "nonce", 0);
        self.seal_with(item, std::array::from_fn(|at| hash[at]))
    }

    /// The same with a nonce of the caller's.
    #[must_use]
    pub fn seal_with(&self, item: Item, nonce: [u8; 24]) -> Item {
        match item.clone() {
            Item::Envelope(envelope) => self.0.seal_envelope(envelope, nonce).map_or(item, Item::Envelope),
            Item::Snapshot(snapshot) => self.0.seal_snapshot(snapshot, nonce).map_or(item, Item::Snapshot),
            Item::Control(_) => item,
        }
    }

    /// An item with its content in clear; `None` where it does not open.
    #[must_use]
    pub fn open(&self, item: Item) -> Option<Item> {
        Some(match item {
            Item::Envelope(envelope) => {
                let payload = self.0.open_envelope(&envelope).ok()?.into_owned();
                Item::Envelope(Envelope { key_id: 0, payload, ..envelope })
            }
            Item::Snapshot(snapshot) => {
                let payload = self.0.open_snapshot(&snapshot).ok()?.into_owned();
                Item::Snapshot(Snapshot { key_id: 0, payload, ..snapshot })
            }
            Item::Control(_) => item,
        })
    }
}

/// The key to seal for on behalf of each office that has one.
///
/// # Errors
/// [`Error::NotEnrolled`].
pub fn office_keys(ledger: &mut Ledger) -> Result<Vec<(OfficeId, SealKey)>, Error> {
    ledger.read(|core, _| {
        let grants = core.grants()?;
        Ok(grants.offices().filter_map(|office| Some((office.id, grants.newest_office_key(office.id)?))).collect())
    })
}

/// Bytes that are the same in every run.
fn drawn(from: &[u8], what: &str, number: usize) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(what.as_bytes());
    hash.update(number.to_be_bytes());
    hash.update(from);
    hash.finalize().into()
}

/// A device that writes in a forged case.
#[derive(Clone)]
pub struct Hand {
    /// Its key.
    pub secret: SigningKey,
    /// Its incarnation.
    pub incarnation: Incarnation,
    /// Who holds it.
    pub staff: StaffId,
    /// For which office.
    pub office: OfficeId,
}

impl Hand {
    fn actor(&self) -> ActorId {
        ActorId::new(PublicKey::of(&self.secret).device(), self.incarnation)
    }
}

/// One edit of a forged case.
#[derive(Clone, Debug)]
pub enum Stroke {
    /// A plain field.
    Field(String, String),
    /// A plain field of a claim.
    Claim(ClaimId, String, String),
    /// The whole free text.
    Narrative(String),
    /// An act, having seen the act before it.
    Act(Box<ActBody>),
}

/// A forged case.
pub struct Forged {
    /// The record that opens it.
    pub open: Control,
    /// Every change.
    pub envelopes: Vec<Envelope>,
    /// The whole in one piece.
    pub snapshot: Snapshot,
    /// Its content in clear.
    pub document: Vec<u8>,
}

impl Forged {
    /// The encoded items: the opening record, then every change.
    #[must_use]
    pub fn items(&self) -> Vec<Vec<u8>> {
        let changes = self.envelopes.iter().map(|envelope| Item::Envelope(envelope.clone()).encode());
        std::iter::once(Item::Control(self.open.clone()).encode()).chain(changes).collect()
    }
}

/// Makes a case: the first hand opens it, then each stroke is one change by the hand of that number. Its content is sealed
/// for the offices whose keys are given; without any it is clear.
///
/// # Panics
/// Where `strokes` is empty, or the first is not by hand 0.
#[must_use]
pub fn case(
    hands: &[Hand],
    home: OfficeId,
    mut audience: Vec<OfficeId>,
    nonce: [u8; 16],
    at: jiff::Timestamp,
    strokes: &[(usize, Vec<Stroke>)],
    seal_for: &[(OfficeId, SealKey)],
) -> Forged {
    audience.sort_unstable();
    let device = PublicKey::of(&hands[0].secret).device();
    let mut open = Open { kind: DocKind::Case, home, audience, nonce, device, shares: Vec::new() };
    let key = Secret::new(drawn(&nonce, "key", 0));
    let readers = seal_for.iter().copied().filter(|(office, _)| open.audience.contains(office)).collect();
    let mut share = 0;
    open.shares = shares_of(Origin::of_open(&open), 1, &key, &readers, || {
        share += 1;
        drawn(&nonce, "share", share)
    });
    let is_sealed = !open.shares.is_empty();
    let held = is_sealed.then_some((1, key)).into_iter().collect();
    let keys = Keys(DocKeys::new(held, is_sealed));
    let open = ControlBody::Open(open).sign(&hands[0].secret);
    let id = open.doc().expect("an opening record names its document");
    let mut doc: Option<CaseDoc> = None;
    let mut last: Option<ActId> = None;
    let mut envelopes = Vec::new();
    for (hand, strokes) in strokes {
        let hand = &hands[*hand];
        let actor = hand.actor();
        let mut counter = doc.as_ref().map_or(5, CaseDoc::max_op);
        let mut edits = Vec::new();
        for stroke in strokes {
            edits.push(match stroke.clone() {
                Stroke::Field(name, value) => Edit::Field(name, value),
                Stroke::Claim(claim, name, value) => Edit::Claim(claim, name, value),
                Stroke::Narrative(text) => Edit::Narrative(text),
                Stroke::Act(body) => {
                    counter += 1;
                    let act = Act {
                        id: act_id(actor, counter),
                        by: hand.staff,
                        office: hand.office,
                        device: actor.device(),
                        made_at: at,
                        effective_on: taizhang_model::date_in_china(at),
                        based_on: last.into_iter().collect(),
                        config: Default::default(),
                        staff_revision: 1,
                        body: *body,
                    };
                    last = Some(act.id);
                    Edit::Act(act.to_json())
                }
            });
        }
        let salt = drawn(&nonce, "salt", envelopes.len());
        let salt = Salt(std::array::from_fn(|at| salt[at]));
        let change = match &mut doc {
            Some(doc) => doc.edit(actor, at.as_second(), salt, &edits).expect("every stroke changes something"),
            None => {
                let (made, change) = CaseDoc::create(actor, at.as_second(), salt, &edits);
                doc = Some(made);
                change
            }
        };
        let attestation = Attestation::sign(&hand.secret, id, actor, change.seq, change.hash);
        envelopes.push(Envelope { doc: id, attestation, deps: change.deps, key_id: 0, payload: change.bytes });
    }
    let doc = doc.expect("a case has at least one change");
    let mut tips = std::collections::BTreeMap::new();
    for envelope in &envelopes {
        tips.insert(envelope.attestation.actor, envelope.attestation);
    }
    let tips = tips.into_values().collect();
    let document = doc.save();
    let snapshot = Snapshot { doc: id, tips, heads: doc.heads(), key_id: 0, payload: document.clone() };
    let Item::Snapshot(snapshot) = keys.seal(Item::Snapshot(snapshot)) else { unreachable!("it was one") };
    let sealed = |envelope| match keys.seal(Item::Envelope(envelope)) {
        Item::Envelope(envelope) => Some(envelope),
        _ => None,
    };
    Forged { open, envelopes: envelopes.into_iter().filter_map(sealed).collect(), snapshot, document }
}
