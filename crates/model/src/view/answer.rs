//! 文书与答复, as people read it: documents, signatures, service, reviews.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 文书与答复: documents, signatures, service, reviews.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AnswersView {}
