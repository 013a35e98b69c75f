//! Whole cases made at once, signed by devices whose keys the caller holds: for benchmarks and attack tests that need
//! thousands of documents with a real history. No shell uses it.

use ed25519_dalek::SigningKey;
use taizhang_model::{Act, ActBody, ActId, ClaimId, OfficeId, StaffId};
use taizhang_wire::{
    ActorId, Attestation, Control, ControlBody, DocKind, Envelope, Incarnation, Item, Open, PublicKey, Snapshot,
};

use crate::doc::{CaseDoc, Edit, act_id};

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
}

impl Forged {
    /// The encoded items: the opening record, then every change.
    #[must_use]
    pub fn items(&self) -> Vec<Vec<u8>> {
        let changes = self.envelopes.iter().map(|envelope| Item::Envelope(envelope.clone()).encode());
        std::iter::once(Item::Control(self.open.clone()).encode()).chain(changes).collect()
    }
}

/// Makes a case: the first hand opens it, then each stroke is one change by the hand of that number.
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
) -> Forged {
    audience.sort_unstable();
    let device = PublicKey::of(&hands[0].secret).device();
    let open = ControlBody::Open(Open { kind: DocKind::Case, home, audience, nonce, device, shares: Vec::new() })
        .sign(&hands[0].secret);
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
        let change = match &mut doc {
            Some(doc) => doc.edit(actor, at.as_second(), &edits).expect("every stroke changes something"),
            None => {
                let (made, change) = CaseDoc::create(actor, at.as_second(), &edits);
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
    let snapshot = Snapshot { doc: id, tips, heads: doc.heads(), key_id: 0, payload: doc.save() };
    Forged { open, envelopes, snapshot }
}
