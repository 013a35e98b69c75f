//! 分类: what kind of matter it is.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Crossing, Difficulty, HandlingPath, MatterClass, PriorityIssue, ProcessDefect, Triage};
use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, line::crosses, refusal, text};

/// What kind of matter it is (分类; DOMAIN C01 to C04, C15, C16, C18 to C20, I17).
///
/// Needs a category of the configuration, where it names one, and free words that label nobody. Takes the place of every classification its author had
/// seen, whole. Of two that had not seen each other both are shown, the later one first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Classify {
    /// The category, a key of the category tree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The order of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter_class: Option<MatterClass>,
    /// How hard it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<Difficulty>,
    /// Which way it is handled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<HandlingPath>,
    /// Where it can be settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triage: Option<Triage>,
    /// Why it comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<PriorityIssue>,
    /// Borders it crosses.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub crossings: BTreeSet<Crossing>,
    /// What went wrong in its handling.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub defects: BTreeSet<ProcessDefect>,
    /// Free words for the matter, such as 无头案: never for a person.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<String>,
    /// Funds that settling it would take, in fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funds_needed: Option<u64>,
    /// Whether the simple track is proposed (简易办理; DOMAIN 2): first, clear and small. Starts the short limit for
    /// deciding on acceptance; the acceptance says whether the track is taken.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub simple: bool,
}

impl Classify {
    /// Most free words for one matter.
    pub const TAGS: usize = 16;
    /// Most characters of a free word.
    pub const TAG_CHARS: usize = 20;
}

impl ActKind for Classify {
    const KIND: &'static str = "classify";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if let Some(subject) = &self.subject {
            text::one_line("subject", subject, limits::LINE_CHARS)?;
            if now.config().category(subject).is_none() {
                return Err(Refusal::because(&refusal::UNKNOWN_CATEGORY).missing(subject.as_str()));
            }
        }
        if self.tags.len() > Self::TAGS {
            return Err(Refusal::because(&refusal::TEXT_TOO_LONG).missing(format!("tags: at most {}", Self::TAGS)));
        }
        self.tags.iter().try_for_each(|tag| {
            text::written("tags", tag, Self::TAG_CHARS)?;
            text::one_line("tags", tag, Self::TAG_CHARS)?;
            if crosses(tag).is_some() {
                return Err(Refusal::because(&refusal::TAG_ABOUT_A_PERSON).missing("tags"));
            }
            Ok(())
        })
    }
}
