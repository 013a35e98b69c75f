//! What of a case is compared.

use std::collections::{BTreeMap, BTreeSet};

use super::{MatterFacts, PersonKey, TEXT_CHARS};
use crate::{
    ActBody, CaseRecord, CaseView,
    act::{LinkKind, Party, PartyRole},
};

impl MatterFacts {
    /// What a case is compared by: what it says of itself, and who brought it.
    #[must_use]
    pub fn of(record: &CaseRecord, view: &CaseView) -> Self {
        let mut facts = Self {
            petitioner: view.petitioner.clone(),
            area: view.area.clone(),
            subject: view.subject.clone(),
            received_on: view.received_on,
            ..Self::default()
        };
        let mut texts = vec![view.title.as_str(), &record.narrative];
        let (mut parties, mut links) = (BTreeMap::new(), BTreeMap::new());
        let (mut removed, mut unlinked) = (BTreeSet::new(), BTreeSet::new());
        for act in &record.acts {
            match &act.body {
                ActBody::Register(register) => texts.push(&register.summary),
                ActBody::Party(party) if brought_it(party) => _ = parties.insert(act.id, party),
                ActBody::RemoveParty(remove) => _ = removed.insert(remove.party),
                ActBody::Link(link) if link.kind == LinkKind::SameMatter => _ = links.insert(act.id, link.other),
                ActBody::Unlink(unlink) => _ = unlinked.insert(unlink.link),
                ActBody::NotSameMatter(other) => _ = facts.decided.insert(other.other),
                _ => {}
            }
        }
        texts.extend(view.claims.iter().map(|claim| claim.text.as_str()));
        facts.text = texts.join("\n").chars().take(TEXT_CHARS).collect();
        facts.decided.extend(links.into_iter().filter(|(act, _)| !unlinked.contains(act)).map(|(_, other)| other));
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for (_, party) in parties.into_iter().filter(|(act, _)| !removed.contains(act)) {
            facts.keys.extend(party.keys.iter().filter_map(|key| key.parse::<PersonKey>().ok()));
            names.insert(&party.name);
        }
        for name in names.into_iter().filter(|name| !name.is_empty() && !view.petitioner.contains(name)) {
            if !facts.petitioner.is_empty() {
                facts.petitioner.push('、');
            }
            facts.petitioner.push_str(name);
        }
        facts
    }
}

/// Whether they brought the matter: not the other side, nor an agent.
fn brought_it(party: &Party) -> bool {
    matches!(party.role, PartyRole::Petitioner | PartyRole::Representative | PartyRole::Principal)
}
