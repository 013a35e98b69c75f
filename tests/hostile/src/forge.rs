//! A workbench for changes that no command writes: Automerge directly, and operations put together by hand.

use automerge::{
    ActorId as AmActor, Automerge, Change, ExpandedChange, ObjId, ReadDoc as _, ScalarValue, TextEncoding,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType, SortedVec},
};
use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha256};
use taizhang_client::{KeyKeeper as _, forge::Keys};
use taizhang_model::CaseId;
use taizhang_wire::{ActorId, Attestation, ChangeHash, Envelope, Incarnation, Item, Snapshot};

use crate::{Device, scene::envelope_of};

/// One case on the workbench of one enrolled device.
#[derive(Clone)]
pub struct Forge {
    /// The document, as that device holds it, and whatever was forged on top.
    pub doc: Automerge,
    /// The case.
    pub case: CaseId,
    /// The device's own key.
    pub secret: SigningKey,
    /// The actor that writes: of the device, in an incarnation of its choice.
    pub actor: ActorId,
    /// Who opened the document: the containers are its first operations.
    pub opener: AmActor,
    /// The latest attestation of each other actor, for snapshots.
    pub tips: std::collections::BTreeMap<ActorId, Attestation>,
    /// The keys of its content: an enrolled device has them.
    pub keys: Keys,
}

impl Forge {
    /// Takes a case from a device that holds it in single changes.
    ///
    /// # Panics
    /// Where it does not.
    pub fn on(device: &mut Device, case: CaseId, incarnation: u8) -> Self {
        let identity = device.keys.load().expect("in memory").expect("it has one");
        let keys = Keys::of(&mut device.ledger, case).expect("read");
        let clear = |envelope| match keys.open(Item::Envelope(envelope)) {
            Some(Item::Envelope(envelope)) => envelope,
            _ => panic!("it holds the key"),
        };
        let envelopes: Vec<_> = device
            .items()
            .iter()
            .filter_map(|item| envelope_of(item))
            .filter(|envelope| envelope.doc == case)
            .map(clear)
            .collect();
        let changes = envelopes.iter().map(|envelope| Change::from_bytes(envelope.payload.clone()).expect("honest"));
        let mut doc = Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint);
        doc.apply_changes(changes).expect("honest");
        let opener = Change::from_bytes(envelopes[0].payload.clone()).expect("honest").actor_id().clone();
        let mut tips = std::collections::BTreeMap::new();
        for envelope in &envelopes {
            let tip = tips.entry(envelope.attestation.actor).or_insert(envelope.attestation);
            if envelope.attestation.seq > tip.seq {
                *tip = envelope.attestation;
            }
        }
        let actor = ActorId::new(identity.device(), Incarnation([incarnation; 8]));
        Self { doc, case, secret: identity.secret, actor, opener, tips, keys }
    }

    /// From now on what is forged here is attested and sealed for another case.
    ///
    /// # Panics
    /// Where storage fails.
    pub fn lays_claim_to(&mut self, device: &mut Device, case: CaseId) {
        self.case = case;
        self.keys = Keys::of(&mut device.ledger, case).expect("read");
    }

    /// The actor as Automerge spells it.
    #[must_use]
    pub fn am_actor(&self) -> AmActor {
        AmActor::from(&self.actor.0[..])
    }

    /// The highest operation counter.
    #[must_use]
    pub fn max_op(&self) -> u64 {
        self.doc.get_changes_meta(&[]).iter().map(|meta| meta.max_op).max().unwrap_or(0)
    }

    /// The actor's next sequence number.
    #[must_use]
    pub fn next_seq(&self) -> u64 {
        let actor = self.am_actor();
        self.doc
            .get_changes_meta(&[])
            .iter()
            .filter(|meta| *meta.actor == actor)
            .map(|meta| meta.seq)
            .max()
            .unwrap_or(0)
            + 1
    }

    /// A change that would be right, with these operations.
    ///
    /// # Panics
    /// Never: counters begin at 1.
    #[must_use]
    pub fn change(&self, operations: Vec<Op>) -> ExpandedChange {
        ExpandedChange {
            operations,
            actor_id: self.am_actor(),
            hash: None,
            seq: self.next_seq(),
            start_op: std::num::NonZeroU64::new(self.max_op() + 1).expect("above 0"),
            time: 1_790_000_000,
            message: None,
            deps: self.doc.get_heads(),
            extra_bytes: Vec::new(),
            author: None,
        }
    }

    /// A container's id in operations.
    #[must_use]
    pub fn container(&self, counter: u64) -> ObjectId {
        container(&self.opener, counter)
    }

    /// A put of a plain field that replaces what stands there now.
    ///
    /// # Panics
    /// Where the field cannot be read.
    #[must_use]
    pub fn field_put(&self, name: &str, value: &str) -> Op {
        let fields = ObjId::Id(1, self.opener.clone(), 0);
        let standing = self.doc.get_all(&fields, name).expect("a map");
        let pred = standing.into_iter().filter_map(|(_, op)| match op {
            ObjId::Id(counter, actor, _) => Some(OpId::new(counter, &actor)),
            ObjId::Root => None,
        });
        map_put(self.container(1), name, ScalarValue::Str(value.into()), pred.collect())
    }

    /// The ids of the letters of the free text, as they stand.
    ///
    /// # Panics
    /// Where the text cannot be read.
    #[must_use]
    pub fn letters(&self) -> Vec<OpId> {
        let text = ObjId::Id(4, self.opener.clone(), 0);
        let letter = |at: usize| match self.doc.get(&text, at).expect("a text") {
            Some((_, ObjId::Id(counter, actor, _))) => Some(OpId::new(counter, &actor)),
            _ => None,
        };
        (0..self.doc.length(&text)).filter_map(letter).collect()
    }

    /// Signs for a change and puts it into an encoded envelope.
    #[must_use]
    pub fn seal(&self, change: &Change) -> Vec<u8> {
        let actor = ActorId::from_slice(change.actor_id().to_bytes()).unwrap_or(self.actor);
        let deps = change.deps().iter().map(|dep| ChangeHash(dep.0)).collect();
        self.seal_bytes(change.raw_bytes().to_vec(), actor, change.seq(), ChangeHash(change.hash().0), deps)
    }

    /// Signs for anything.
    #[must_use]
    pub fn seal_bytes(
        &self,
        payload: Vec<u8>,
        actor: ActorId,
        seq: u64,
        hash: ChangeHash,
        deps: Vec<ChangeHash>,
    ) -> Vec<u8> {
        let attestation = Attestation::sign(&self.secret, self.case, actor, seq, hash);
        self.encode(Item::Envelope(Envelope { doc: self.case, attestation, deps, key_id: 0, payload }))
    }

    /// Seals an item's content with the document's key, and encodes it.
    #[must_use]
    pub fn encode(&self, item: Item) -> Vec<u8> {
        self.keys.seal(item).encode()
    }

    /// Encodes operations as they are, and seals them.
    #[must_use]
    pub fn sealed(&self, change: ExpandedChange) -> Vec<u8> {
        self.seal(&Change::from(change))
    }

    /// Encodes a change, takes it into this document, and signs for it: the next one builds on it.
    ///
    /// # Panics
    /// Where Automerge does not take it.
    pub fn commit(&mut self, change: ExpandedChange) -> Vec<u8> {
        let change = Change::from(change);
        let item = self.seal(&change);
        let envelope = envelope_of(&item).expect("an envelope");
        self.tips.insert(envelope.attestation.actor, envelope.attestation);
        self.doc.apply_changes([change]).expect("Automerge takes it");
        item
    }

    /// The document in one piece and in clear, with the attestations known here.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let mut heads: Vec<_> = self.doc.get_heads().into_iter().map(|head| ChangeHash(head.0)).collect();
        heads.sort_unstable();
        Snapshot {
            doc: self.case,
            tips: self.tips.values().copied().collect(),
            heads,
            key_id: 0,
            payload: self.doc.save(),
        }
    }
}

/// A container's id in operations: the opener's first four operations make fields, claims, acts and narrative.
#[must_use]
pub fn container(opener: &AmActor, counter: u64) -> ObjectId {
    ObjectId::Id(OpId::new(counter, opener))
}

/// A put into a map.
#[must_use]
pub fn map_put(obj: ObjectId, key: &str, value: ScalarValue, pred: Vec<OpId>) -> Op {
    Op { action: OpType::Put(value), obj, key: Key::Map(key.into()), pred: SortedVec::from(pred), insert: false }
}

/// A letter put in after another, or at the beginning.
#[must_use]
pub fn insert(obj: ObjectId, after: Option<OpId>, text: &str) -> Op {
    let key = Key::Seq(after.map_or(ElementId::Head, ElementId::Id));
    Op { action: OpType::Put(ScalarValue::Str(text.into())), obj, key, pred: SortedVec::new(), insert: true }
}

/// A letter taken out.
#[must_use]
pub fn delete(obj: ObjectId, letter: OpId, pred: Vec<OpId>) -> Op {
    let key = Key::Seq(ElementId::Id(letter));
    Op { action: OpType::Delete, obj, key, pred: SortedVec::from(pred), insert: false }
}

/// The key that an act must stand under: derived from the operation that writes it.
#[must_use]
pub fn act_key(actor: ActorId, counter: u64) -> String {
    let mut hash = Sha256::new();
    hash.update(b"taizhang act v1\0");
    hash.update(actor.as_bytes());
    hash.update(counter.to_be_bytes());
    taizhang_model::ActId::from_hash(&hash.finalize().into()).to_string()
}
