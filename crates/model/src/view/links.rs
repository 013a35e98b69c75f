//! 关联, as people read it: other cases, people of the case, campaigns.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 关联: other cases, people of the case, campaigns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinksView {}
