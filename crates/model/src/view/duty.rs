//! 交办与包案, as people read it: plans, promises, where it was raised to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 交办与包案: plans, promises, where it was raised to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DutyView {}
