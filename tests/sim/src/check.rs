//! The invariants, checked on a world at rest. I6 (nothing panics) and the bounds of I7 are watched during the run.

use std::collections::{BTreeMap, BTreeSet};

use taizhang_client::{Audit, Ledger, StoryEntry, Touched};
use taizhang_model::{CaseId, DeviceId, EntryId, fields};
use taizhang_relay::log::Log as _;
use taizhang_wire::{ActorId, ChangeHash, PublicKey, limits};

use crate::{county::county, plan::Fault, world::World};

/// Faults after which something may rightly be in quarantine.
const CAUSES: [Fault; 7] = [
    Fault::CorruptBytes,
    Fault::DeviceCloned,
    Fault::ClientRestoredFromBackup,
    Fault::RelayRestoredFromBackup,
    Fault::Withdrawal,
    Fault::Revocation,
    Fault::TwoVersions,
];

impl World {
    /// Checks all that must hold at rest.
    pub(crate) fn check(&mut self) {
        for at in 0..self.devices.len() {
            let device = self.devices[at].identity().device();
            self.devices[at].revoked = self.relay.caller(device).is_err();
        }
        let mut heads = Vec::new();
        for device in &mut self.devices {
            heads.push(device.ledger.as_mut().and_then(|ledger| ledger.heads().ok()).unwrap_or_default());
        }
        let cases: BTreeSet<CaseId> = heads.iter().flat_map(|heads| heads.keys().copied()).collect();
        let known: BTreeSet<CaseId> = self.truth.written.iter().map(|written| written.case).collect();
        for case in cases.union(&known) {
            self.check_case(*case, &heads);
            if self.failure.is_some() {
                return;
            }
        }
        self.check_bounds();
        (0..self.devices.len()).for_each(|at| self.check_not_accused(at));
    }

    /// I8: the relay is an honest one, whatever is lost on the way, and nobody says otherwise.
    pub(crate) fn check_not_accused(&mut self, at: usize) {
        let findings = self.devices[at].ledger.as_mut().and_then(|ledger| ledger.findings().ok()).unwrap_or_default();
        if let Some(finding) = findings.first() {
            let name = self.devices[at].name.clone();
            self.fail("I8", format!("{name} accuses the relay: {finding:?}"));
        }
    }

    fn check_case(&mut self, case: CaseId, heads: &[BTreeMap<CaseId, Vec<ChangeHash>>]) {
        let (mut readers, mut lacking) = (Vec::new(), None);
        for (at, heads) in heads.iter().enumerate() {
            if self.devices[at].revoked {
                continue;
            }
            let may_read = self.relay.may_read(self.devices[at].office, case) == Some(true);
            let name = self.devices[at].name.clone();
            match (may_read, heads.contains_key(&case)) {
                (true, true) => readers.push(at),
                (true, false) => lacking = Some(at),
                (false, true) if self.is_lost(case) => {
                    return self.fail("I1", format!("{name} holds {case}, of which the relay has nothing"));
                }
                (false, true) => return self.fail("I3", format!("{name} holds {case}, which it may not read")),
                (false, false) => {}
            }
        }
        // A device that was shut out may have opened a case, and never brought its content.
        let knows = self.relay.log.as_ref().is_some_and(|log| self.relay.held.knows(case, &log.grants()));
        if let Some(at) = lacking.filter(|_| !readers.is_empty() || knows) {
            let (name, kept) = (self.devices[at].name.clone(), self.held_back(at));
            return self.fail("I2", format!("{name} may read {case}, and has nothing of it; {kept}"));
        }
        let mut said = String::new();
        if let Some(first) = readers.first().copied() {
            for at in &readers[1..] {
                if let Some(difference) = self.difference(case, first, *at, heads) {
                    return self.fail("I2", difference);
                }
            }
            for at in &readers {
                self.check_attested(case, *at);
                self.check_counts(case, *at);
            }
            said = self.check_story(case, first);
        }
        self.check_acknowledged(case, &said, &readers);
    }

    /// Of a device that was shut out, nothing is shown that does not count.
    fn check_counts(&mut self, case: CaseId, at: usize) {
        let Some(grants) = self.relay.log.as_ref().map(|log| log.grants()) else { return };
        let changes = self.audit(at, case).map(|audit| audit.changes).unwrap_or_default();
        if let Some((_, actor, seq)) = changes.iter().find(|(_, actor, seq)| !grants.counts(case, *actor, *seq)) {
            let name = self.devices[at].name.clone();
            self.fail("I5", format!("{name} shows change {seq} of {actor} in {case}, which does not count"));
        }
    }

    /// Whether the relay does not know of a case at all.
    fn is_lost(&self, case: CaseId) -> bool {
        county().offices.iter().all(|office| self.relay.may_read(*office, case) != Some(true))
    }

    fn difference(
        &mut self,
        case: CaseId,
        one: usize,
        other: usize,
        heads: &[BTreeMap<CaseId, Vec<ChangeHash>>],
    ) -> Option<String> {
        let names = (self.devices[one].name.clone(), self.devices[other].name.clone());
        if heads[one].get(&case) != heads[other].get(&case) {
            let count = |world: &mut Self, at: usize| world.audit(at, case).map_or(0, |audit| audit.changes.len());
            let counts = (count(self, one), count(self, other));
            let kept = (self.held_back(one), self.held_back(other));
            return Some(format!(
                "heads of {case}: {} has {} changes, {} has {}; held back: {} and {}",
                names.0, counts.0, names.1, counts.1, kept.0, kept.1
            ));
        }
        if self.audit(one, case).map(|audit| audit.changes) != self.audit(other, case).map(|audit| audit.changes) {
            return Some(format!("the changes of {case} differ between {} and {}", names.0, names.1));
        }
        let mut rendered = |at: usize| {
            let ledger = self.devices[at].ledger.as_mut()?;
            Some((shown(ledger, case)?, ledger.record(case).ok(), ledger.audience(case).ok()?))
        };
        let (left, right) = (rendered(one), rendered(other));
        let same = match (&left, &right) {
            (Some(left), Some(right)) if left.2 != right.2 => "audience",
            (Some(left), Some(right)) if left.1 != right.1 => "record",
            (Some(left), Some(right)) if left.0 != right.0 => "view",
            (Some(_), Some(_)) => return None,
            _ => "readability",
        };
        Some(format!("the {same} of {case} differs between {} and {}: {left:?} and {right:?}", names.0, names.1))
    }

    /// What a device has put aside, in short.
    fn held_back(&mut self, at: usize) -> String {
        let Some(ledger) = self.devices[at].ledger.as_mut() else { return String::new() };
        let (Ok(status), Ok(lines)) = (ledger.status(), ledger.quarantine()) else { return String::new() };
        let codes: Vec<String> = lines.iter().map(|line| format!("{} ({})", line.code, line.detail)).collect();
        format!("{} wait, {} unsent, {} refused, {codes:?}", status.waiting, status.unsent, status.refused)
    }

    fn audit(&mut self, at: usize, case: CaseId) -> Option<Audit> {
        self.devices[at].ledger.as_mut()?.audit(case).ok()?
    }

    /// I4: every author's last change is attested by its device, and its changes count 1, 2, 3.
    fn check_attested(&mut self, case: CaseId, at: usize) {
        let keys: BTreeMap<DeviceId, PublicKey> =
            county().seats.iter().map(|seat| (seat.identity.device(), PublicKey::of(&seat.identity.secret))).collect();
        let Some(audit) = self.audit(at, case) else { return };
        let mut last: BTreeMap<ActorId, (u64, ChangeHash)> = BTreeMap::new();
        let mut count: BTreeMap<ActorId, u64> = BTreeMap::new();
        for (hash, actor, seq) in &audit.changes {
            *count.entry(*actor).or_default() += 1;
            let entry = last.entry(*actor).or_insert((*seq, *hash));
            *entry = (*entry).max((*seq, *hash));
        }
        let name = self.devices[at].name.clone();
        for (actor, (seq, hash)) in last {
            let tip = audit.tips.iter().find(|tip| tip.actor == actor);
            let proved = tip.is_some_and(|tip| {
                let key = keys.get(&actor.device());
                tip.seq == seq && tip.hash == hash && key.is_some_and(|key| tip.verify(case, key).is_ok())
            });
            if !proved || count[&actor] != seq {
                self.fail("I4", format!("{name}: {case}: {actor:?} up to {seq} is not attested, tip {tip:?}"));
            }
        }
    }

    /// I5, and all that the case says: the standing values are those that nobody wrote over, and every decision is one
    /// that a person made.
    fn check_story(&mut self, case: CaseId, at: usize) -> String {
        let name = self.devices[at].name.clone();
        let Some(ledger) = self.devices[at].ledger.as_mut() else { return String::new() };
        let Some(story) = told(ledger, case) else {
            // The configuration: every edition is there to be read.
            self.kinds.insert("configure".to_owned());
            return shown(ledger, case).unwrap_or_default();
        };
        if let Ok(view) = ledger.view(case) {
            self.rules.extend(view.disputes.iter().map(|dispute| dispute.rule));
        }
        let fields = ledger.record(case).map(|record| record.fields).unwrap_or_default();
        for (field, mut stands) in standing(&story) {
            let mut shown: Vec<String> =
                fields.get(&field).into_iter().flatten().map(|value| value.value.clone()).collect();
            stands.sort();
            shown.sort();
            if stands != shown {
                self.fail("I5", format!("{name}: {field} of {case} shows {shown:?}, written and standing: {stands:?}"));
            }
        }
        // A device that went on from a backup or a copy may have to write an unsent edit anew a second time.
        let twice = [Fault::ClientRestoredFromBackup, Fault::DeviceCloned].iter().any(|fault| self.plan.has(*fault));
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        let mut said = String::new();
        for entry in &story {
            for touched in &entry.touched {
                match touched {
                    Touched::Field { name: field, value, .. } => {
                        let first = seen.insert((field.clone(), value.clone()));
                        let written =
                            (first || twice) && (self.truth.words.contains(value) || field == fields::PETITIONER);
                        if !written && !self.truth.chosen.contains(&(case, field.clone(), value.clone())) {
                            self.fail("I5", format!("{name}: nobody wrote {value} into {field} of {case}"));
                        }
                        said += value;
                    }
                    Touched::Claim { value, .. } => said += value,
                    Touched::Narrative { inserted, .. } => said += inserted,
                    Touched::Opened | Touched::Act { .. } => {}
                }
            }
            for (kind, payload) in entry.acts.values() {
                self.kinds.insert(kind.clone());
                if kind == "settle" && payload["reason"].as_str().is_none_or(|word| !self.truth.words.contains(word)) {
                    self.fail("I5", format!("{name}: nobody settled a dispute of {case}: {payload}"));
                }
                said += &payload.to_string();
            }
        }
        said
    }

    /// I1: what a command acknowledged is in the case; or, where its author was shut out or withdrawn, on the author's
    /// device. Where it builds on what a lost device registered and the relay lost, it waits with that for somebody's word.
    fn check_acknowledged(&mut self, case: CaseId, said: &str, readers: &[usize]) {
        let missing: Vec<_> = self
            .truth
            .written
            .iter()
            .filter(|written| written.case == case && !written.excused && !said.contains(&written.word))
            .map(|written| (written.device, written.word.clone()))
            .collect();
        for (at, word) in missing {
            let shut_out = self.devices[at].revoked || !readers.contains(&at);
            if shut_out && self.said_there(at, case).contains(&word) {
                continue;
            }
            if self.plan.has(Fault::Revocation) && self.waits_there(at, case).contains(&word) {
                continue;
            }
            let quarantine = self.devices[at].ledger.as_mut().and_then(|ledger| ledger.quarantine().ok());
            let kept = |line: &taizhang_client::Quarantined| line.doc == Some(case) && line.code == "withdrawn";
            if quarantine.is_some_and(|lines| lines.iter().any(kept)) {
                continue;
            }
            let name = self.devices[at].name.clone();
            self.fail("I1", format!("{word}, which {name} saved in {case}, is lost"));
        }
    }

    fn said_there(&mut self, at: usize, case: CaseId) -> String {
        let Some(ledger) = self.devices[at].ledger.as_mut() else { return String::new() };
        let story = told(ledger, case).map(|story| format!("{story:?}"));
        story.or_else(|| shown(ledger, case)).unwrap_or_default()
    }

    fn waits_there(&mut self, at: usize, case: CaseId) -> String {
        let ledger = self.devices[at].ledger.as_mut();
        ledger.and_then(|ledger| ledger.said_in_waiting(case).ok()).unwrap_or_default()
    }

    /// I7, and a quarantine that has no cause.
    fn check_bounds(&mut self) {
        let may_quarantine = CAUSES.iter().any(|fault| self.plan.has(*fault));
        for at in 0..self.devices.len() {
            let name = self.devices[at].name.clone();
            let Some(ledger) = self.devices[at].ledger.as_mut() else { continue };
            let (Ok(status), Ok(quarantine)) = (ledger.status(), ledger.quarantine()) else { continue };
            if status.waiting > limits::WAITING_ITEMS_MAX as u64
                || status.quarantined > limits::QUARANTINE_ITEMS_MAX as u64
            {
                self.fail("I7", format!("{name}: {status:?}"));
            }
            if !may_quarantine && (!quarantine.is_empty() || status.waiting > 0) {
                self.fail("I2", format!("{name} holds sound items back: {} wait, {quarantine:?}", status.waiting));
            }
        }
    }
}

/// The history of a case or an entry.
fn told(ledger: &mut Ledger, doc: CaseId) -> Option<Vec<StoryEntry>> {
    let case = ledger.story(doc).map(|story| story.entries);
    case.or_else(|_| ledger.entry_history(EntryId(doc.0)).map(|story| story.entries)).ok()
}

/// What a document says, folded, byte for byte: a case with its deadlines and disputes, an entry, the configuration.
fn shown(ledger: &mut Ledger, doc: CaseId) -> Option<String> {
    let text = match (ledger.view(doc), ledger.entry(EntryId(doc.0))) {
        (Ok(case), _) => serde_json::to_string(&case),
        (_, Ok(entry)) => serde_json::to_string(&entry),
        _ => serde_json::to_string(&ledger.configuration().ok()?),
    };
    text.ok()
}

/// The values of each plain field of the case that no later write has seen.
fn standing(story: &[StoryEntry]) -> BTreeMap<String, Vec<String>> {
    let mut before: Vec<BTreeSet<usize>> = Vec::new();
    for entry in story {
        let mut all: BTreeSet<usize> = BTreeSet::new();
        for seen in entry.seen.iter().filter_map(|n| n.checked_sub(1)) {
            all.insert(seen);
            all.extend(before.get(seen).into_iter().flatten().copied());
        }
        before.push(all);
    }
    let mut writes: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for (index, entry) in story.iter().enumerate() {
        for touched in &entry.touched {
            if let Touched::Field { name, value, .. } = touched {
                writes.entry(name.clone()).or_default().push((index, value.clone()));
            }
        }
    }
    let stands = |writes: Vec<(usize, String)>| {
        let over = |index: usize| writes.iter().any(|(later, _)| before[*later].contains(&index));
        writes.iter().filter(|(index, _)| !over(*index)).map(|(_, value)| value.clone()).collect()
    };
    writes.into_iter().map(|(field, writes)| (field, stands(writes))).collect()
}
