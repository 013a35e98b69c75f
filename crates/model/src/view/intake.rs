//! 登记与受理, as people read it: how it came in, what it is, whose it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 登记与受理: how it came in, what it is, whose it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IntakeView {}
