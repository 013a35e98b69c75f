//! The keys that content is sealed for, by office.

use std::collections::{BTreeMap, BTreeSet};

use taizhang_model::OfficeId;

use super::Grants;
use crate::{ControlId, OfficeKey, OfficeKeyId, SealKey};

#[derive(Clone, Debug)]
pub(super) struct OfficeKeys {
    /// By office and id: when it was made, and the key.
    keys: BTreeMap<OfficeId, BTreeMap<OfficeKeyId, (i64, SealKey)>>,
    shares: BTreeSet<ControlId>,
}

impl OfficeKeys {
    pub(super) const fn new() -> Self {
        Self { keys: BTreeMap::new(), shares: BTreeSet::new() }
    }

    pub(super) fn add(&mut self, record: &OfficeKey) {
        self.keys.entry(record.office).or_default().insert(record.key.id(), (record.made_at_ms, record.key));
    }

    pub(super) fn seen(&mut self, shares: ControlId) {
        self.shares.insert(shares);
    }

    pub(super) fn knows(&self, shares: ControlId) -> bool {
        self.shares.contains(&shares)
    }
}

impl Grants {
    /// The key to seal for on behalf of an office: its newest.
    #[must_use]
    pub fn newest_office_key(&self, office: OfficeId) -> Option<SealKey> {
        let keys = self.keys.keys.get(&office)?;
        keys.iter().max_by_key(|(id, (made_at_ms, _))| (*made_at_ms, **id)).map(|(_, (_, key))| *key)
    }

    /// When an office's newest key was made, in milliseconds since 1970.
    #[must_use]
    pub fn office_key_made_at_ms(&self, office: OfficeId) -> Option<i64> {
        self.keys.keys.get(&office)?.values().map(|(made_at_ms, _)| *made_at_ms).max()
    }

    /// One of an office's keys.
    #[must_use]
    pub fn office_key(&self, office: OfficeId, id: OfficeKeyId) -> Option<SealKey> {
        self.keys.keys.get(&office)?.get(&id).map(|(_, key)| *key)
    }

    /// All keys of an office, in order of id.
    pub fn office_keys(&self, office: OfficeId) -> impl Iterator<Item = SealKey> {
        self.keys.keys.get(&office).into_iter().flat_map(BTreeMap::values).map(|(_, key)| *key)
    }
}
