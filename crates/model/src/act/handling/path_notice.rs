//! 法定途径告知: the petitioner is told where else to turn.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, text};

/// The petitioner was told in writing of a path of the law (法定途径告知; DOMAIN H15, H16). Needs a registered case and
/// the words they were told. It answers every failed mediation that its author had seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PathNotice {
    /// Which.
    pub path: LegalPath,
    /// What they were told.
    pub text: String,
    /// Number of the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_no: Option<String>,
}

/// A path of the law (法定途径; DOMAIN H15).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LegalPath {
    /// 调解.
    #[default]
    Mediation,
    /// 仲裁.
    Arbitration,
    /// 行政裁决.
    Ruling,
    /// 行政复议.
    Reconsideration,
    /// 诉讼.
    Litigation,
    /// 复查复核.
    Review,
}

impl ActKind for PathNotice {
    const KIND: &'static str = "path_notice";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::one_line("notice_no", self.notice_no.as_deref().unwrap_or_default(), limits::LINE_CHARS)?;
        text::written("text", &self.text, limits::TEXT_CHARS)
    }
}
