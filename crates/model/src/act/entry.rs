//! 台账条目与配置: acts on documents that are no case.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ActKind;
use crate::{Refusal, Subject, check::Situation};

/// A new entry of the register (台账条目).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Enter {
    /// Its kind: see `entry`.
    pub kind: String,
    /// Its values by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Value>,
}

impl ActKind for Enter {
    const KIND: &'static str = "enter";
    const SUBJECT: Subject = Subject::Entry;

    fn check(&self, _: &Situation<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// The entry as it should read now; takes the place of every version its author had seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Revise {
    /// All its values by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, Value>,
}

impl ActKind for Revise {
    const KIND: &'static str = "revise";
    const SUBJECT: Subject = Subject::Entry;

    fn check(&self, _: &Situation<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// An answer to the entry: to a letter, a proposal, a task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Respond {
    /// The answer.
    pub text: String,
    /// The task it answers, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<u16>,
}

impl ActKind for Respond {
    const KIND: &'static str = "respond";
    const SUBJECT: Subject = Subject::Entry;

    fn check(&self, _: &Situation<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// The entry was made public, or handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// Where and how.
    #[serde(default)]
    pub text: String,
}

impl ActKind for Publish {
    const KIND: &'static str = "publish";
    const SUBJECT: Subject = Subject::Entry;

    fn check(&self, _: &Situation<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// The entry is void.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Strike {
    /// Why.
    pub reason: String,
}

impl ActKind for Strike {
    const KIND: &'static str = "strike";
    const SUBJECT: Subject = Subject::Entry;

    fn check(&self, _: &Situation<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}

/// The county's configuration from now on: all of it, as one version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Configure {
    /// The configuration: see `config`.
    pub config: Value,
    /// Why it changes.
    pub reason: String,
}

impl ActKind for Configure {
    const KIND: &'static str = "configure";
    const SUBJECT: Subject = Subject::Configuration;

    fn check(&self, _: &Situation<'_>) -> Result<(), Refusal> {
        Ok(())
    }
}
