//! 不予受理、不再受理: the office does not take the matter on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{competent, line, not_accepted};
use crate::act::{ActKind, Finalise, InBody as _, LinkKind, limits};
use crate::{CaseId, Refusal, check::Situation, refusal, text};

/// Why the office does not take a matter on (DOMAIN I14, F12).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// 不予受理.
    #[default]
    NotAccepted,
    /// 不再受理: concluded after re-examination, the same facts and reasons.
    NoLongerAccepted,
}

/// The office does not accept the matter, and says why in writing (不予受理; DOMAIN I14; Art. 23, 36). Further contacts
/// are still registered.
///
/// Needs a reason and the number of the written notice, unless the petitioner cannot be reached. *Not accepted* needs a
/// case that nobody accepted, and an office it was not passed on from. *No longer accepted* (F12) needs a matter that is
/// concluded: here, or in the case of the same matter that it names. Against a concurrent acceptance it is dispute K6.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// Which of the two.
    pub kind: Refused,
    /// Why, and where the petitioner may turn to.
    pub reason: String,
    /// Number of the written notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_no: Option<String>,
    /// The petitioner's name or where to write to is not clear (Art. 23): nobody can be told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreachable: bool,
    /// The case of the same matter that is concluded, where it is not this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concluded_in: Option<CaseId>,
}

impl ActKind for Decline {
    const KIND: &'static str = "decline";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        match self.kind {
            Refused::NotAccepted => {
                not_accepted(now)?;
                competent(now)?;
            }
            Refused::NoLongerAccepted if !self.concluded(now) => {
                return Err(Refusal::because(&refusal::NOT_CONCLUDED).missing("finalise"));
            }
            Refused::NoLongerAccepted => {}
        }
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        let notice = self.notice_no.as_deref().unwrap_or_default();
        if notice.trim().is_empty() && !self.unreachable {
            return Err(Refusal::because(&refusal::NOTICE_MISSING).missing("notice_no"));
        }
        line("notice_no", self.notice_no.as_deref())
    }
}

impl Decline {
    fn concluded(&self, now: &Situation<'_>) -> bool {
        let same = |case: CaseId| {
            now.view.links.links.iter().any(|link| link.other == case && link.kind == LinkKind::SameMatter)
        };
        self.concluded_in.is_some_and(same) || now.record.acts.iter().any(|act| Finalise::of(&act.body).is_some())
    }
}
