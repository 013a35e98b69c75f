//! What is read out of a case's document: the input of the fold.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Act, CaseId, ClaimId, DeviceId, OfficeId};

/// One value of a plain field and the device that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldValue {
    /// The value.
    pub value: String,
    /// The device that wrote it.
    pub by: DeviceId,
}

/// A case (案件) as its document holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRecord {
    /// The case.
    pub id: CaseId,
    /// Its home office (属地单位).
    pub home: OfficeId,
    /// Plain fields by name. More than one value: written concurrently, none chosen yet; the document fixes the order.
    pub fields: BTreeMap<String, Vec<FieldValue>>,
    /// The free text of the case.
    pub narrative: String,
    /// Plain fields of each claim.
    pub claims: BTreeMap<ClaimId, BTreeMap<String, Vec<FieldValue>>>,
    /// The acts, in any order.
    pub acts: Vec<Act>,
}
