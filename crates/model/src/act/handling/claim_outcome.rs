//! 诉求办理结果: how one claim ended.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ClaimId, Refusal, check::Situation, refusal, text};

/// How one claim ended (办理结果; DOMAIN H07, H30).
///
/// Needs a registered case, one of its claims, and words; a quantity is a plain decimal number with its unit. Takes the
/// place of every outcome of the claim that its author had seen. A clear entitlement that is not settled in full keeps
/// the case from being closed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimOutcome {
    /// The claim.
    pub claim: ClaimId,
    /// How it ended.
    pub outcome: OutcomeKind,
    /// In words.
    pub text: String,
    /// How much, as a decimal number: 3.5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// Of what: 亩.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// How a claim ended (DOMAIN H07, H30).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeKind {
    /// 全部解决.
    #[default]
    Full,
    /// 部分解决.
    Part,
    /// 解释说明.
    Explained,
    /// 转入法定途径.
    Referred,
    /// 未解决.
    None,
}

impl ClaimOutcome {
    /// Most digits before the point, and most after it.
    const DIGITS: usize = 12;

    fn is_decimal(text: &str) -> bool {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits =
            |part: &str| (1..=Self::DIGITS).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole) && digits(part)
    }
}

impl ActKind for ClaimOutcome {
    const KIND: &'static str = "claim_outcome";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.known_claim(self.claim)?;
        text::written("text", &self.text, limits::TEXT_CHARS)?;
        text::one_line("unit", self.unit.as_deref().unwrap_or_default(), limits::LINE_CHARS)?;
        let unit = self.unit.as_deref().is_some_and(|unit| !unit.trim().is_empty());
        match &self.quantity {
            Some(quantity) if !Self::is_decimal(quantity) => {
                Err(Refusal::because(&refusal::NOT_A_QUANTITY).missing("quantity"))
            }
            Some(_) if !unit => Err(Refusal::because(&refusal::NOT_A_QUANTITY).missing("unit")),
            None if unit => Err(Refusal::because(&refusal::NOT_A_QUANTITY).missing("quantity")),
            _ => Ok(()),
        }
    }
}
