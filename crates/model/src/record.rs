//! What is read out of a case's document: the input of the fold.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Act, CaseId, ClaimId, DeviceId, OfficeId};

/// What a document holds, and so which acts belong into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 案件.
    Case,
    /// 台账条目: a meeting, a letter, a report, a body.
    Entry,
    /// 当事人信息.
    Party,
    /// 配置.
    Configuration,
    /// Of a kind of act: it belongs into any document.
    Any,
}

/// One value of a plain field and the device that wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldValue {
    /// The value.
    pub value: String,
    /// The device that wrote it.
    pub by: DeviceId,
}

/// A case (案件) as its document holds it. Documents that are no case have the same shape.
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
