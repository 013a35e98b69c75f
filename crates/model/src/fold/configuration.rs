//! The configuration document: every edition that was ever put in force, and the one that stands now.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::docket::Docket;
use crate::{ActId, CaseRecord, Config, ConfigVersion, Context, OfficeId, StaffId, Subject, act::Configure};

/// One edition of the configuration, as somebody put it in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Edition {
    /// The act.
    pub act: ActId,
    /// Who.
    pub by: StaffId,
    /// For which office.
    pub office: OfficeId,
    /// When, by that device's clock.
    pub made_at: Timestamp,
    /// What people call it.
    pub name: String,
    /// Its version; none where this program cannot read it.
    pub version: Option<ConfigVersion>,
    /// Why it was put in force.
    pub reason: String,
    /// Why it counts for nothing: what is wrong with it, or that its author had no authority.
    pub refused: Option<String>,
}

/// The configuration document, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigurationView {
    /// Every edition, each after those its author had seen.
    pub editions: Vec<Edition>,
    /// Those that no later one replaced. More than one: put in force apart; the first stands until one replaces both.
    pub standing: Vec<ConfigVersion>,
    /// What the editions say.
    pub configs: Vec<Config>,
    /// What the next act is based on.
    pub heads: Vec<ActId>,
}

/// Folds a configuration document. Only an office at the top of the directory puts an edition in force. Of editions that
/// did not see each other the one made for the higher office stands, then the one whose version comes first: an order
/// that every replica shares.
#[must_use]
pub fn fold_configuration(record: &CaseRecord, context: Context<'_>) -> ConfigurationView {
    let docket = Docket::new(record, Subject::Configuration, context);
    let (mut editions, mut configs, mut counted) = (Vec::new(), Vec::new(), Vec::new());
    for (rank, configure) in docket.of::<Configure>() {
        let act = docket.acts[rank];
        let top = context.directory.offices.get(&act.office).is_some_and(|office| office.parent.is_none());
        let read = Config::from_json(&configure.config.to_string());
        let refused = match &read {
            Ok(_) if !top => Some("only the office at the top of the county puts a configuration in force".to_owned()),
            Ok(_) => None,
            Err(error) => Some(error.to_string()),
        };
        let name = configure.config.get("name").and_then(|name| name.as_str()).unwrap_or_default().to_owned();
        let version = read.as_ref().ok().map(Config::version);
        if let Some(version) = version.filter(|_| refused.is_none()) {
            counted.push((rank, version));
        }
        configs.extend(read);
        let (by, office, made_at, reason) = (act.by, act.office, act.made_at, configure.reason.clone());
        editions.push(Edition { act: act.id, by, office, made_at, name, version, reason, refused });
    }
    let ranks: Vec<usize> = counted.iter().map(|(rank, _)| *rank).collect();
    let latest = docket.latest(&ranks);
    let mut standing: Vec<_> = counted.into_iter().filter(|(rank, _)| latest.contains(rank)).collect();
    standing.sort_by_key(|(rank, version)| (context.directory.level(docket.office(*rank)), *version));
    let mut standing: Vec<_> = standing.into_iter().map(|(_, version)| version).collect();
    standing.dedup();
    ConfigurationView { editions, standing, configs, heads: docket.graph.heads() }
}
