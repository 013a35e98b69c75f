//! 办理、调解与帮扶, as people read it: what was done and what came of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 办理、调解与帮扶: what was done and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HandlingView {}
