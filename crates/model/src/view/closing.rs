//! 办结与回访, as people read it: closing, audit, rating, opening again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 办结与回访: closing, audit, rating, opening again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClosingView {}
