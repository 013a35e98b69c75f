//! Document to model: a tolerant reader that sees every conflicting value and steps over what it cannot read.

use std::collections::BTreeMap;

use automerge::{ObjId, ReadDoc as _, Value};
use taizhang_model::{Act, CaseId, CaseRecord, ClaimId, FieldValue, OfficeId};
use taizhang_wire::ActorId;

use super::{CaseDoc, Container, act_id, from_am, text_of};

impl CaseDoc {
    /// The case as the casework rules see it.
    pub(crate) fn record(&self, id: CaseId, home: OfficeId) -> CaseRecord {
        self.record_with(id, home, self.acts())
    }

    /// The same, where its acts were read already.
    pub(crate) fn record_with(&self, id: CaseId, home: OfficeId, acts: Vec<Act>) -> CaseRecord {
        let narrative = self.doc.text(self.container(Container::Narrative)).unwrap_or_default();
        CaseRecord { id, home, fields: self.fields(), narrative, claims: self.claims(), acts }
    }

    pub(super) fn container(&self, container: Container) -> ObjId {
        ObjId::Id(container as u64, self.opener.clone(), 0)
    }

    fn fields(&self) -> BTreeMap<String, Vec<FieldValue>> {
        let entries = self.entries(Container::Fields).into_iter();
        entries.map(|(name, values)| (name, values.into_iter().map(Written::field).collect())).collect()
    }

    fn claims(&self) -> BTreeMap<ClaimId, BTreeMap<String, Vec<FieldValue>>> {
        let mut claims: BTreeMap<ClaimId, BTreeMap<_, _>> = BTreeMap::new();
        for (key, values) in self.entries(Container::Claims) {
            let Some((claim, name)) = key.split_once('.') else { continue };
            let Ok(claim) = claim.parse() else { continue };
            let values = values.into_iter().map(Written::field).collect();
            claims.entry(claim).or_default().insert(name.to_owned(), values);
        }
        claims
    }

    /// How many acts it holds, those that nobody can read included.
    pub(crate) fn act_count(&self) -> usize {
        self.doc.length(self.container(Container::Acts))
    }

    pub(crate) fn acts(&self) -> Vec<Act> {
        acts(self.entries(Container::Acts))
    }

    /// Every text under every key: more than one under a key where writers did not know of each other. Automerge gives
    /// them in ascending order of operation, the same on every replica. One pass over the container: to go to each of
    /// thirty keys by itself takes eight times as long.
    fn entries(&self, container: Container) -> Vec<(String, Vec<Written>)> {
        let container = self.container(container);
        let items = self.doc.map_range(&container, ..);
        let read = |item: automerge::iter::MapRangeItem<'_>| {
            let key = item.key.to_string();
            let written = if item.conflict {
                let all = self.doc.get_all(&container, &*key).unwrap_or_default();
                all.into_iter().filter_map(|(value, op)| Written::read(&value, op)).collect()
            } else {
                let op = item.id();
                Written::read(&Value::from(item.value), op).into_iter().collect()
            };
            (key, written)
        };
        items.map(read).collect()
    }
}

/// A text in a container, and the operation that wrote it.
struct Written {
    text: String,
    by: ActorId,
    counter: u64,
}

impl Written {
    fn read(value: &Value<'_>, op: ObjId) -> Option<Self> {
        let ObjId::Id(counter, actor, _) = op else { return None };
        Some(Self { text: text_of(value.as_scalar()?)?.to_owned(), by: from_am(&actor)?, counter })
    }

    fn field(self) -> FieldValue {
        FieldValue { value: self.text, by: self.by.device() }
    }
}

fn acts(entries: Vec<(String, Vec<Written>)>) -> Vec<Act> {
    let mut acts = Vec::new();
    for (key, values) in entries {
        let Ok(id) = key.parse() else { continue };
        for Written { text, by, counter } in values {
            // An act under another operation's key, or in another device's name, is nobody's act.
            let act = Act::from_json(id, &text).ok().filter(|act| act.device == by.device());
            if let Some(act) = act.filter(|_| act_id(by, counter) == id) {
                acts.push(act);
            }
        }
    }
    acts
}
