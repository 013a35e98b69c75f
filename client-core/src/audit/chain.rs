//! A dossier's changes, followed from the first: each judged by the guard where it stands, then the attestations, and
//! from them back along what was signed.

use std::collections::{BTreeMap, BTreeSet};

use taizhang_model::{Act, ConfigVersion, DeviceId};
use taizhang_wire::{ActorId, Attestation, ChangeHash, Code, Dossier, Grants, PartKind, Scope, Signature};

use super::{
    findings::{AuditPlace, Finding, Findings},
    parts,
};
use crate::{
    StoryEntry,
    doc::{CaseDoc, ChangeMeta, DocError, ParsedChange},
    guard::{self, Around, Unattested, Verdict},
};

/// A change in its place.
pub(super) struct Link {
    /// Its place among the file's parts.
    part: usize,
    /// What its bytes say of themselves; none where they cannot be read.
    pub(super) change: Option<ChangeMeta>,
    /// Whether the guard lets it through where it stands.
    pub(super) is_sound: bool,
    /// The link whose attestation proves it.
    pub(super) proved_by: Option<usize>,
}

/// The changes of a case.
pub(super) struct Chain {
    pub(super) links: Vec<Link>,
    /// The case as the sound changes make it.
    pub(super) doc: Option<CaseDoc>,
    places: BTreeMap<ChangeHash, usize>,
    configs: BTreeSet<ConfigVersion>,
}

impl Chain {
    /// Follows the changes, and proves those that can be proved.
    pub(super) fn follow(
        dossier: &Dossier,
        grants: &Grants,
        scope: Option<&(Scope, DeviceId)>,
        findings: &mut Findings<'_>,
    ) -> Self {
        let mut chain = Self { links: Vec::new(), doc: None, places: BTreeMap::new(), configs: BTreeSet::new() };
        let mut tips = BTreeMap::new();
        for (part, bytes) in parts(dossier, PartKind::Change).map(|(index, part)| (index, &part.bytes)) {
            let change = match ParsedChange::read(bytes) {
                Ok(change) => change,
                Err(error) => {
                    findings.part(part, error.code, error.detail);
                    chain.links.push(Link { part, change: None, is_sound: false, proved_by: None });
                    continue;
                }
            };
            let meta = change.meta();
            let around = Around {
                grants,
                scope: scope.map(|(scope, opener)| (scope, *opener)),
                doc: chain.doc.as_ref(),
                tips: &tips,
            };
            let verdict = guard::judge_change(dossier.doc, change, around);
            let is_sound = chain.take(part, &meta, verdict, findings);
            if is_sound {
                let ChangeMeta { actor, seq, hash, .. } = meta;
                tips.insert(actor, Attestation { actor, seq, hash, signature: Signature([0; 64]) });
            }
            chain.places.entry(meta.hash).or_insert(chain.links.len());
            chain.links.push(Link { part, change: Some(meta), is_sound, proved_by: None });
        }
        if let Some((scope, _)) = scope {
            chain.prove(dossier, grants, scope, findings);
        }
        chain.check_whole(findings);
        chain
    }

    /// What the guard said of a change: whether it is in the document now.
    fn take(&mut self, part: usize, meta: &ChangeMeta, verdict: Verdict, findings: &mut Findings<'_>) -> bool {
        let error = match verdict {
            Verdict::Apply(change) => {
                let acts = change.acts();
                let next = match &self.doc {
                    Some(doc) => doc.with_change(change),
                    None => CaseDoc::from_first_change(change),
                };
                match next {
                    Ok(next) => {
                        let acts = acts.into_iter().filter_map(|(id, json)| Act::from_json(id, &json).ok());
                        self.configs.extend(acts.map(|act| act.config));
                        self.doc = Some(next);
                        return true;
                    }
                    Err(error) => error,
                }
            }
            Verdict::Wait(_) => {
                if self.is_only_consequence(meta) {
                    return false;
                }
                DocError { code: Code::MissingDeps, detail: "it builds on a change that is not in the file".to_owned() }
            }
            Verdict::Fork(other) => {
                DocError { code: Code::Fork, detail: format!("its author's number is taken by {other}") }
            }
            Verdict::Known => DocError { code: Code::Malformed, detail: "it stands twice".to_owned() },
            Verdict::Refuse(error) => error,
        };
        findings.change(part, meta.hash, error.code, error.detail);
        false
    }

    /// Whether a change cannot be judged only because of another that was found wrong already, or was not readable.
    fn is_only_consequence(&self, meta: &ChangeMeta) -> bool {
        let is_here = |dep: &ChangeHash| self.places.contains_key(dep);
        self.links.iter().any(|link| link.change.is_none())
            || (!meta.deps.is_empty() && meta.deps.iter().all(is_here))
            || (meta.deps.is_empty() && self.doc.is_none())
    }

    /// Checks every attestation, and goes back from what it attests.
    fn prove(&mut self, dossier: &Dossier, grants: &Grants, scope: &Scope, findings: &mut Findings<'_>) {
        let mut doubted = BTreeSet::new();
        for (part, attestation) in parts(dossier, PartKind::Attestation) {
            let attestation = match attestation.as_attestation() {
                Ok(attestation) => attestation,
                Err(error) => {
                    findings.part(part, error.code(), error);
                    continue;
                }
            };
            let actor = attestation.actor;
            let (code, detail) = match guard::attested(&attestation, dossier.doc, grants, scope) {
                Ok(()) => {
                    if !self.attested(part, &attestation, findings) {
                        doubted.insert(actor);
                    }
                    continue;
                }
                Err(Unattested::Refuse(error)) => (error.code, error.detail),
                Err(Unattested::Wait(_)) if grants.device(actor.device()).is_none() => {
                    (Code::NotEnrolled, "by a device that was not let in".to_owned())
                }
                Err(Unattested::Wait(_)) if !grants.counts(dossier.doc, actor, attestation.seq) => {
                    (Code::Revoked, "by a device that was shut out, beyond what counts of it".to_owned())
                }
                Err(Unattested::Wait(_)) => {
                    (Code::NotInAudience, "by a device whose office was never to read the case".to_owned())
                }
            };
            doubted.insert(actor);
            findings.part(part, code, detail);
        }
        self.name_unproved(&doubted, findings);
    }

    /// A sound attestation: whether what it attests is here. All of the author's that this builds on is proved with it.
    fn attested(&mut self, part: usize, attestation: &Attestation, findings: &mut Findings<'_>) -> bool {
        let Attestation { actor, seq, hash, .. } = *attestation;
        let is_its = |change: &ChangeMeta| (change.actor, change.seq) == (actor, seq);
        let place = self.places.get(&hash).copied();
        let Some(place) = place.filter(|place| self.links[*place].change.as_ref().is_some_and(is_its)) else {
            let instead = self.links.iter().find(|link| link.change.as_ref().is_some_and(is_its));
            match instead.map(|link| (link.part, link.change.as_ref().map(|change| change.hash))) {
                Some((part, Some(hash))) => {
                    findings.change(part, hash, Code::HashMismatch, "its author attested another change in its place");
                }
                _ if self.links.iter().any(|link| link.change.is_none()) => {}
                _ => findings.part(part, Code::MissingDeps, "it attests a change that is not in the file"),
            }
            return false;
        };
        let mut queue = vec![place];
        let mut seen = BTreeSet::new();
        while let Some(at) = queue.pop() {
            if !seen.insert(at) {
                continue;
            }
            if let Some(change) = &self.links[at].change {
                queue.extend(change.deps.iter().filter_map(|dep| self.places.get(dep)));
            }
            let link = &mut self.links[at];
            let is_theirs = link.change.as_ref().is_some_and(|change| change.actor == actor && change.seq <= seq);
            if is_theirs && link.proved_by.is_none() {
                link.proved_by = Some(place);
            }
        }
        true
    }

    /// Names the last change of each author that nothing proves. Where the author's attestation was found wrong, that
    /// says it.
    fn name_unproved(&self, doubted: &BTreeSet<ActorId>, findings: &mut Findings<'_>) {
        let mut last = BTreeMap::new();
        for link in self.links.iter().filter(|link| link.is_sound && link.proved_by.is_none()) {
            if let Some(change) = link.change.as_ref().filter(|change| !doubted.contains(&change.actor)) {
                last.insert(change.actor, (link.part, change.hash));
            }
        }
        for (part, hash) in last.into_values() {
            findings.change(part, hash, Code::Unproved, "no attestation of its author proves it");
        }
    }

    /// What is asked of all together, once nothing was found: that the case loads again, and is told in order.
    fn check_whole(&self, findings: &mut Findings<'_>) {
        let Some(doc) = self.doc.as_ref().filter(|_| findings.is_empty()) else { return };
        if let Err(error) = doc.loads_again() {
            findings.add(Finding::at(AuditPlace::Change, error.code, error.detail));
        }
        let told = doc.history();
        let out_of_place = self.links.iter().zip(told).find_map(|(link, entry)| {
            let change = link.change.as_ref()?;
            (change.hash != entry.hash).then_some((link.part, change.hash))
        });
        if let Some((part, hash)) = out_of_place {
            findings.change(part, hash, Code::Malformed, "the changes do not stand in the story's order");
        }
    }

    /// The configurations that sound acts name.
    pub(super) const fn configs(&self) -> &BTreeSet<ConfigVersion> {
        &self.configs
    }

    /// The numbers of these changes, as far as they are here.
    pub(super) fn numbers(&self, hashes: &[ChangeHash]) -> Vec<usize> {
        hashes.iter().filter_map(|hash| self.places.get(hash)).map(|place| place + 1).collect()
    }

    /// Numbers a story of the sound changes as all changes are numbered.
    pub(super) fn renumber(&self, story: &mut [StoryEntry]) {
        let hashes: Vec<_> = story.iter().map(|entry| entry.hash).collect();
        let number = |told: &mut usize| *told = hashes.get(*told - 1).map_or(*told, |hash| self.numbers(&[*hash])[0]);
        for entry in story {
            number(&mut entry.n);
            entry.seen.iter_mut().chain(&mut entry.concurrent_with).for_each(number);
        }
    }
}
