//! The county's configuration (县级配置): every rule that differs from place to place, as one value.
//!
//! It is data so that an office changes a limit, a calendar or a campaign without new software, and versioned so that
//! each act is judged by the version its author saw (DOMAIN K15). A version is the hash of the configuration's canonical
//! text, so two replicas that hold the same text agree on its name without asking anybody. It says nothing about persons.
//!
//! A later field of a struct here must be left out of the text while it has its default (`skip_serializing_if`):
//! otherwise every version would change its name with the software. A test pins the built-in one.

pub mod calendar;
mod campaign;
mod check;
pub mod clocks;
mod numbering;
mod rates;
mod routing;
mod rules;
mod settings;

pub use calendar::{Calendar, CountMode, Due, Unit, YearTable, due};
pub use campaign::{Campaign, CampaignStage, LeadRules, Metric, Report, Schedule, Target};
pub use numbering::{NumberParts, Numbering, Pattern};
pub use rates::{Rate, Rounding, RoundingMode, rate};
pub use routing::{AreaRoute, Category, Principle, Proposal, Route, RouteTarget, Routes};
pub use rules::{Clock, DeadlineRule, Event, PauseKind, Per, Sense};
pub use settings::{
    ChecklistItem, Closing, Colour, Duties, Group, Kept, MatchKey, Rating, Retention, Signer, SimpleTrack,
};

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{ConfigVersion, Error, matching::Weights, place};

/// Bounds on configurations.
pub mod limits {
    /// Most bytes of a configuration's text.
    pub const TEXT_BYTES: usize = 64 * 1024;
    /// Most year tables of a calendar.
    pub const YEARS: usize = 64;
    /// Most holidays, and most make-up working days, of a year.
    pub const YEAR_DAYS: usize = 120;
    /// Most deadline rules.
    pub const DEADLINES: usize = 64;
    /// Most categories.
    pub const CATEGORIES: usize = 512;
    /// Most levels of the category tree.
    pub const LEVELS: usize = 8;
    /// Most routes of one table.
    pub const ROUTES: usize = 512;
    /// Most campaigns.
    pub const CAMPAIGNS: usize = 32;
    /// Most stages, reports or targets of a campaign, and most items of any other list.
    pub const ITEMS: usize = 64;
    /// Most characters of an id.
    pub const ID_CHARS: usize = 40;
    /// Most characters of a text.
    pub const TEXT_CHARS: usize = 200;
    /// Most years, months or days of any length.
    pub const LENGTH: u16 = 3_660;
}

/// The whole configuration of a county (县级配置).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// What people call this edition.
    pub name: String,
    /// Which days are worked.
    pub calendar: Calendar,
    /// The time limits.
    pub deadlines: Vec<DeadlineRule>,
    /// The category tree, each naming the one above it.
    pub categories: Vec<Category>,
    /// Who leads which kind of matter.
    pub routes: Routes,
    /// The campaigns.
    #[serde(default)]
    pub campaigns: Vec<Campaign>,
    /// Who may lead a case of no campaign.
    pub lead_rules: LeadRules,
    /// How numbers are made.
    pub numbering: Numbering,
    /// The levels of a case's urgency, the most urgent first.
    pub colours: Vec<Colour>,
    /// The scale on which petitioners rate, the best first.
    pub satisfaction: Vec<Rating>,
    /// How rates are rounded.
    pub rounding: Rounding,
    /// What a closing needs.
    pub closing: Closing,
    /// Bounds on groups.
    pub group: Group,
    /// The simple track.
    pub simple_track: SimpleTrack,
    /// What leaders owe every month and year.
    pub duties: Duties,
    /// How two cases are weighed as the same matter; what is left out stands at its default.
    pub matching: Weights,
    /// The county's key for hashing identity numbers; none: such numbers are not compared.
    #[serde(default)]
    pub match_key: Option<MatchKey>,
    /// How long what is kept.
    pub retention: Vec<Retention>,
}

static BUILTIN: LazyLock<Arc<Config>> = LazyLock::new(|| {
    Arc::new(Config::from_json(include_str!("builtin.json")).expect("a test reads the built-in configuration"))
});

impl Config {
    /// The configuration of a county that has none of its own: the national rules with the published calendars.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// Reads a configuration and checks every rule of it.
    ///
    /// # Errors
    /// Text that is too long, is no configuration, or says what cannot be: naming the path of what is wrong.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        if text.len() > limits::TEXT_BYTES {
            return Err(Error::ConfigTooLarge { bytes: text.len(), most: limits::TEXT_BYTES });
        }
        let malformed = |source| Error::ConfigMalformed { path: place::of(text, &source), source };
        let config: Self = serde_json::from_slice(text.as_bytes()).map_err(malformed)?;
        check::check(&config)?;
        Ok(config)
    }

    /// Its canonical text: JSON without spaces, in the order of the fields of this type.
    #[must_use]
    pub fn canonical_json(&self) -> String {
        serde_json::to_string(self).expect("a configuration has only texts as keys")
    }

    /// Its version: the hash of its canonical text.
    #[must_use]
    pub fn version(&self) -> ConfigVersion {
        ConfigVersion::from_hash(&Sha256::digest(self.canonical_json()).into())
    }

    /// The rule of this id.
    #[must_use]
    pub fn deadline_rule(&self, id: &str) -> Option<&DeadlineRule> {
        self.deadlines.iter().find(|rule| rule.id == id)
    }

    /// The campaign of this id.
    #[must_use]
    pub fn campaign(&self, id: &str) -> Option<&Campaign> {
        self.campaigns.iter().find(|campaign| campaign.id == id)
    }

    /// The category of this id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The ids of a category and of those above it, nearest first.
    pub fn category_line(&self, id: &str) -> impl Iterator<Item = &str> {
        routing::line(&self.categories, id).map(|category| category.id.as_str())
    }

    /// What routes propose for a matter: those of its campaign first, then the county's.
    #[must_use]
    pub fn propose(&self, campaign: Option<&str>, category: &str, place: &str) -> Proposal<'_> {
        let over = campaign.and_then(|id| self.campaign(id)).map_or(&[][..], |campaign| &campaign.routes);
        self.routes.propose(&self.categories, over, category, place)
    }

    /// Who may lead a case of this campaign, or of none.
    #[must_use]
    pub fn lead_rules(&self, campaign: Option<&str>) -> &LeadRules {
        campaign.and_then(|id| self.campaign(id)).map_or(&self.lead_rules, |campaign| &campaign.lead_rules)
    }

    /// What a closing of this campaign, or of none, needs.
    #[must_use]
    pub fn checklist(&self, campaign: Option<&str>) -> &[ChecklistItem] {
        let own = campaign.and_then(|id| self.campaign(id)).map(|campaign| campaign.closing_checklist.as_slice());
        own.filter(|list| !list.is_empty()).unwrap_or(&self.closing.checklist)
    }
}

/// The versions that are known here, and the one that new acts are judged by.
///
/// The built-in one is always known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configs {
    versions: BTreeMap<ConfigVersion, Arc<Config>>,
    current: ConfigVersion,
}

impl Default for Configs {
    fn default() -> Self {
        static VERSION: LazyLock<ConfigVersion> = LazyLock::new(|| BUILTIN.version());
        Self { versions: BTreeMap::from([(*VERSION, Arc::clone(&BUILTIN))]), current: *VERSION }
    }
}

impl Configs {
    /// The version, where it is known here.
    #[must_use]
    pub fn get(&self, version: ConfigVersion) -> Option<&Config> {
        self.versions.get(&version).map(Arc::as_ref)
    }

    /// The one that new acts are judged by.
    #[must_use]
    pub fn current(&self) -> &Config {
        &self.versions[&self.current]
    }

    /// Its version.
    #[must_use]
    pub fn current_version(&self) -> ConfigVersion {
        self.current
    }

    /// Every version known here.
    pub fn versions(&self) -> impl Iterator<Item = (ConfigVersion, &Config)> {
        self.versions.iter().map(|(version, config)| (*version, config.as_ref()))
    }

    /// Learns a version, without making it the current one.
    pub fn learn(&mut self, config: Config) -> ConfigVersion {
        let version = config.version();
        self.versions.entry(version).or_insert_with(|| Arc::new(config));
        version
    }

    /// Makes a version the current one. False, and nothing changes, where it is not known here.
    pub fn make_current(&mut self, version: ConfigVersion) -> bool {
        let known = self.versions.contains_key(&version);
        if known {
            self.current = version;
        }
        known
    }
}

#[cfg(test)]
mod tests;
