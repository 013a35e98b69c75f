//! What the simulator knows to be so, whatever the replicas say: what people wrote, what they chose, what the relay took.

use std::collections::{BTreeMap, BTreeSet};

use taizhang_model::{CaseId, DeviceId};
use taizhang_wire::{AcceptedTip, ActorId, Attestation, ChangeHash, Grants, Item};

/// Something that a person wrote and the ledger acknowledged.
#[derive(Clone, Debug)]
pub(crate) struct Written {
    /// The device, by its place.
    pub(crate) device: usize,
    pub(crate) case: CaseId,
    /// A word that stands nowhere else.
    pub(crate) word: String,
    /// The change that brought it.
    pub(crate) change: Option<(ActorId, u64, ChangeHash)>,
    /// It was lost to a restore that may lose it.
    pub(crate) excused: bool,
}

/// What people did.
#[derive(Debug, Default)]
pub(crate) struct Truth {
    pub(crate) written: Vec<Written>,
    /// The cases that were registered.
    pub(crate) cases: BTreeSet<CaseId>,
    /// Every word that was ever put into a command, whatever came of it.
    pub(crate) words: BTreeSet<String>,
    /// What people chose in a conflict: case, field, value.
    pub(crate) chosen: BTreeSet<(CaseId, String, String)>,
    next: u32,
}

impl Truth {
    /// A new word.
    pub(crate) fn word(&mut self) -> String {
        self.next += 1;
        let word = format!("词{};", self.next);
        self.words.insert(word.clone());
        word
    }

    /// A new letter: a word that no comparison of texts can take apart.
    pub(crate) fn letter(&mut self) -> String {
        self.next += 1;
        let letter = char::from_u32(0x2_0000 + self.next).expect("a CJK ideograph").to_string();
        self.words.insert(letter.clone());
        letter
    }
}

/// What the relay holds, as the simulator saw it acknowledged on disk. Copied with the disk's image.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    changes: BTreeMap<(CaseId, ActorId, u64), ChangeHash>,
    /// Up to where snapshots reach.
    snapshots: BTreeMap<(CaseId, ActorId), u64>,
}

impl Held {
    /// Takes in an item that the relay answered to hold.
    pub(crate) fn take(&mut self, item: &Item) {
        match item {
            Item::Envelope(envelope) => {
                let Attestation { actor, seq, hash, .. } = envelope.attestation;
                self.changes.insert((envelope.doc, actor, seq), hash);
            }
            Item::Snapshot(snapshot) => {
                for tip in &snapshot.tips {
                    let up_to = self.snapshots.entry((snapshot.doc, tip.actor)).or_default();
                    *up_to = (*up_to).max(tip.seq);
                }
            }
            Item::Control(_) => {}
        }
    }

    /// Whether it holds anything that the case says, and that counts.
    pub(crate) fn knows(&self, case: CaseId, grants: &Grants) -> bool {
        let counts = |(of, actor, seq): (CaseId, ActorId, u64)| of == case && grants.counts(case, actor, seq);
        self.changes.keys().copied().any(counts) || self.snapshots.keys().any(|(of, actor)| counts((*of, *actor, 1)))
    }

    /// The last change that it holds of a device, of each of its actors in each document.
    pub(crate) fn tips(&self, device: DeviceId) -> Vec<AcceptedTip> {
        let mut last = BTreeMap::new();
        let snapshots = self.snapshots.iter().map(|((doc, actor), seq)| (*doc, *actor, *seq));
        for (doc, actor, seq) in self.changes.keys().copied().chain(snapshots) {
            if actor.device() == device {
                let known = last.entry((doc, actor.incarnation())).or_insert(seq);
                *known = seq.max(*known);
            }
        }
        last.into_iter().map(|((doc, incarnation), seq)| AcceptedTip { doc, incarnation, seq }).collect()
    }

    pub(crate) fn holds(&self, case: CaseId, (actor, seq, hash): (ActorId, u64, ChangeHash)) -> bool {
        match self.changes.get(&(case, actor, seq)) {
            Some(held) => *held == hash,
            None => self.snapshots.get(&(case, actor)).is_some_and(|up_to| *up_to >= seq),
        }
    }
}
