//! 当事人信息: a party's own document, and fields that were corrected twice (K14).

use sha2::{Digest, Sha256};

use super::{conflicts, first};
use crate::{CaseRecord, Dispute, DisputeId, FieldConflict, OfficeId, PartyId, PartyView, fields};

/// Folds the document of a party. Never fails, whatever the record holds.
#[must_use]
pub fn fold_party(record: &CaseRecord) -> PartyView {
    let field = |name| first(record.fields.get(name));
    let known = |conflict: &FieldConflict| fields::PARTY_FIELDS.iter().any(|field| field.name == conflict.field);
    let conflicts: Vec<FieldConflict> = conflicts(record).into_iter().filter(known).collect();
    let disputes = conflicts.iter().map(|conflict| conflict_dispute(record.id.as_bytes(), record.home, conflict));
    PartyView {
        id: PartyId(*record.id.as_bytes()),
        home: record.home,
        name: field(fields::NAME),
        id_type: field(fields::ID_TYPE),
        id_number: field(fields::ID_NUMBER),
        phone: field(fields::PHONE),
        address: field(fields::ADDRESS),
        preferred_contact: field(fields::PREFERRED_CONTACT),
        disputes: disputes.collect(),
        conflicts,
    }
}

/// A field that was corrected twice, as a dispute of record (DOMAIN K14): both values are shown until an editor of the
/// home office writes one. It names no acts, as fields are written without any; its id is derived from the document, the
/// field and the values, so that every replica finds the same one.
#[must_use]
pub fn conflict_dispute(document: &[u8; 16], home: OfficeId, conflict: &FieldConflict) -> Dispute {
    let mut hash = Sha256::new();
    hash.update(b"taizhang conflict 1\0");
    hash.update(document);
    hash.update(conflict.claim.unwrap_or_default().as_bytes());
    let mut texts = vec![conflict.field.as_str()];
    texts.extend(conflict.values.iter().map(|value| value.value.as_str()));
    texts[1..].sort_unstable();
    for text in texts {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    Dispute::corrected_twice(DisputeId::from_hash(&hash.finalize().into()), home)
}
