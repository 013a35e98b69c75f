//! 台账条目与配置: acts on documents that are no case. What those on an entry need stands in [`crate::entry`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ActKind;
use crate::{
    Refusal, Subject,
    check::Situation,
    entry::{EntryData, Publish, Respond, Revise, Strike},
};

/// The county's configuration from now on: all of it, as one version (DOMAIN 0.2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Configure {
    /// The configuration: see [`crate::config`].
    pub config: Value,
    /// Why it changes.
    pub reason: String,
}

macro_rules! elsewhere {
    ($($payload:ty, $kind:literal, $subject:ident;)*) => {$(
        impl ActKind for $payload {
            const KIND: &'static str = $kind;
            const SUBJECT: Subject = Subject::$subject;
            const WORK: bool = false;

            fn check(&self, _: &Situation<'_>) -> Result<(), Refusal> {
                Ok(())
            }
        }
    )*};
}

// No check here: that of a case refuses a kind that does not belong into it, before it asks the kind.
elsewhere! {
    EntryData, "enter", Entry;
    Revise, "revise", Entry;
    Respond, "respond", Entry;
    Publish, "publish", Entry;
    Strike, "strike", Entry;
    Configure, "configure", Configuration;
}
