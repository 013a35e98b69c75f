//! Document to model: a tolerant reader that sees every conflicting value and steps over what it cannot read.

use std::collections::BTreeMap;

use automerge::{ObjId, ReadDoc as _, Value};
use taizhang_model::{Act, CaseId, CaseRecord, ClaimId, FieldValue, OfficeId};

use taizhang_wire::Code;

use super::{CaseDoc, Container, DocError, act_id, from_am, text_of};

impl CaseDoc {
    /// The case as the casework rules see it.
    pub(crate) fn record(&self, id: CaseId, home: OfficeId) -> CaseRecord {
        let narrative = self.doc.text(self.container(Container::Narrative)).unwrap_or_default();
        CaseRecord { id, home, fields: self.fields(), narrative, claims: self.claims(), acts: self.acts() }
    }

    pub(super) fn container(&self, container: Container) -> ObjId {
        ObjId::Id(container as u64, self.opener.clone(), 0)
    }

    fn fields(&self) -> BTreeMap<String, Vec<FieldValue>> {
        let fields = self.container(Container::Fields);
        let names: Vec<String> = self.doc.keys(&fields).collect();
        names.into_iter().map(|name| (name.clone(), self.values(&fields, &name))).collect()
    }

    fn claims(&self) -> BTreeMap<ClaimId, BTreeMap<String, Vec<FieldValue>>> {
        let container = self.container(Container::Claims);
        let mut claims: BTreeMap<ClaimId, BTreeMap<_, _>> = BTreeMap::new();
        for key in self.doc.keys(&container) {
            let Some((claim, name)) = key.split_once('.') else { continue };
            let Ok(claim) = claim.parse() else { continue };
            claims.entry(claim).or_default().insert(name.to_owned(), self.values(&container, &key));
        }
        claims
    }

    /// Every value that stands under a key: more than one where writers did not know of each other.
    /// Automerge gives them in ascending order of operation, the same on every replica.
    fn values(&self, container: &ObjId, key: &str) -> Vec<FieldValue> {
        let all = self.doc.get_all(container, key).unwrap_or_default();
        let read = |(value, op): (Value<'_>, ObjId)| {
            let ObjId::Id(_, actor, _) = op else { return None };
            let value = text_of(value.as_scalar()?)?.to_owned();
            Some(FieldValue { value, by: from_am(&actor)?.device() })
        };
        all.into_iter().filter_map(read).collect()
    }

    fn acts(&self) -> Vec<Act> {
        let container = self.container(Container::Acts);
        let mut acts = Vec::new();
        for key in self.doc.keys(&container) {
            let Ok(id) = key.parse() else { continue };
            for (value, op) in self.doc.get_all(&container, &*key).unwrap_or_default() {
                let ObjId::Id(counter, actor, _) = op else { continue };
                let Some(actor) = from_am(&actor) else { continue };
                let Some(json) = value.as_scalar().and_then(text_of) else { continue };
                // An act under another operation's key, or in another device's name, is nobody's act.
                let act = Act::from_json(id, json).ok().filter(|act| act.device == actor.device());
                if let Some(act) = act.filter(|_| act_id(actor, counter) == id) {
                    acts.push(act);
                }
            }
        }
        acts
    }

    /// Checks that every act in the document stands under its own key, alone, and passes `check`.
    pub(crate) fn check_acts(&self, check: impl Fn(&Act) -> Result<(), DocError>) -> Result<(), DocError> {
        let keys = self.doc.keys(&self.container(Container::Acts)).count();
        let acts = self.acts();
        if acts.len() != keys {
            return Err(DocError::new(Code::SnapshotUnsound, "an act under another's key, or in another's name"));
        }
        acts.iter().try_for_each(check)
    }
}
