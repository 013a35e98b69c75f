//! 督办, as people read it: what was demanded, and the answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 督办: what was demanded, and the answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SupervisionView {}
