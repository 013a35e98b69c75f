//! 列入专项: the case is part of a campaign.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{EntryId, Refusal, check::Situation, refusal, text};

/// The case is part of a campaign (列入专项; DOMAIN P01, I21). Needs a campaign of the configuration that it is
/// not part of yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The campaign, a key of the configuration.
    pub campaign: String,
    /// The assigned batch, where it came with one (DOMAIN I21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<EntryId>,
}

impl ActKind for Join {
    const KIND: &'static str = "join";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::one_line("campaign", &self.campaign, limits::LINE_CHARS)?;
        if now.config().campaign(&self.campaign).is_none() {
            let known = now.config().campaigns.iter().map(|campaign| campaign.id.as_str()).collect::<Vec<_>>();
            return Err(Refusal::because(&refusal::UNKNOWN_CAMPAIGN).missing(known.join("|")));
        }
        if now.view.links.campaigns.iter().any(|joined| joined.campaign == self.campaign) {
            return Err(Refusal::because(&refusal::ALREADY_JOINED).missing(self.campaign.as_str()));
        }
        Ok(())
    }
}
