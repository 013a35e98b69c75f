//! 答复: what the petitioner is told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, CaseKind, limits};
use crate::{ActId, ClaimId, ClaimView, Refusal, check::Situation, refusal, text};

/// What a reply says to the claims (答复意见; Art. 32).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReplyPosition {
    /// 支持.
    #[default]
    Supported,
    /// 解释说明.
    Explained,
    /// 不予支持.
    NotSupported,
}

/// A written reply (书面答复; DOMAIN F11, F23, F27; Art. 32).
///
/// Needs an accepted and assigned case, and the unit in charge or an office above it. A petition's reply says something to
/// every claim, with facts and basis, and names where the petitioner may turn to. It answers every contact its author had
/// seen, and takes the place of every reply they had seen: the current one is one. Two that had not seen each other and
/// say different things are dispute K7. The first one meets the deadline of handling. A closing that had not seen it does
/// not hold (K2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Its words: claim, facts, opinion, basis.
    pub text: String,
    /// What it says to the claims.
    pub position: ReplyPosition,
    /// Its number (发文字号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What it says claim by claim (DOMAIN 2, Art. 32).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<ClaimOpinion>,
    /// Where the petitioner may turn to (Art. 35).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    /// The reply it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ActId>,
}

/// What a reply says to one claim (Art. 32).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimOpinion {
    /// The claim.
    pub claim: ClaimId,
    /// The facts.
    pub facts: String,
    /// The opinion.
    pub opinion: String,
    /// The law or policy it rests on.
    pub basis: String,
    /// Whether it supports the claim.
    pub position: ReplyPosition,
}

/// Where the petitioner may turn to, and by when (救济途径; Art. 35).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remedy {
    /// The organ above.
    pub organ: String,
    /// Within how many days of service.
    pub days: u16,
}

impl ActKind for Reply {
    const KIND: &'static str = "reply";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        if !now.accepted() {
            return Err(Refusal::because(&refusal::NOT_ACCEPTED));
        }
        if now.view.leads.is_empty() {
            return Err(Refusal::because(&refusal::NOT_ASSIGNED));
        }
        now.by_lead_unit()?;
        text::written("text", &self.text, limits::TEXT_CHARS)?;
        text::one_line("number", self.number.as_deref().unwrap_or_default(), limits::LINE_CHARS)?;
        if let Some(earlier) = self.replaces {
            now.payload::<Self>(earlier)?;
        }
        let chars = |text: &String| text.chars().count();
        let said = |one: &ClaimOpinion| chars(&one.facts) + chars(&one.opinion) + chars(&one.basis);
        if self.opinions.len() > Self::OPINIONS || self.opinions.iter().map(said).sum::<usize>() > Self::OPINION_CHARS {
            let most = format!("opinions: at most {}, {} characters in all", Self::OPINIONS, Self::OPINION_CHARS);
            return Err(Refusal::because(&refusal::TEXT_TOO_LONG).missing(most));
        }
        for opinion in &self.opinions {
            now.known_claim(opinion.claim)?;
            for (name, said) in [("facts", &opinion.facts), ("opinion", &opinion.opinion), ("basis", &opinion.basis)] {
                text::written(name, said, limits::REASON_CHARS)?;
            }
        }
        self.says_enough(now)
    }
}

impl Reply {
    /// Most claims that one reply speaks of.
    pub const OPINIONS: usize = 50;
    /// Most characters of its opinions, all together.
    pub const OPINION_CHARS: usize = 4_000;

    /// Refuses a petition's reply that leaves a claim out or says nothing of the remedy (Art. 32, 35).
    fn says_enough(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        let mut incomplete = Refusal::because(&refusal::REPLY_INCOMPLETE);
        let said = |claim: &ClaimView| self.opinions.iter().any(|opinion| opinion.claim == claim.id);
        for claim in now.view.claims.iter().filter(|claim| !claim.text.trim().is_empty() && !said(claim)) {
            incomplete = incomplete.missing(format!("opinion on claim {}", claim.id));
        }
        match &self.remedy {
            Some(remedy) if remedy.days > 0 => text::written("remedy", &remedy.organ, limits::LINE_CHARS)?,
            _ => incomplete = incomplete.missing("remedy"),
        }
        let petition = now.view.intake.kind == CaseKind::Petition;
        if petition && !incomplete.missing.is_empty() { Err(incomplete) } else { Ok(()) }
    }
}
