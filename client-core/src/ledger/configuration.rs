//! The county's configuration: a document like a case, that every office reads. Each edition is a version that acts name;
//! versions never change, so a new one touches no case that is already there.

use jiff::Timestamp;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{
    ActBody, ActId, Config, ConfigVersion, ConfigurationView, Edition, OfficeId, Refusal, act::Configure,
    fold_configuration, refusal,
};
use taizhang_wire::{DocId, DocKind};

use super::{Core, Ledger};
use crate::{Error, store::docs};

/// The configuration as this device knows it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConfigurationStatus {
    /// The version that acts recorded here are judged by.
    pub current: ConfigVersion,
    /// Whether it is the one built into the program: the county has put none in force yet.
    pub built_in: bool,
    /// Versions that were put in force apart and wait for one that replaces them all; empty where nothing does.
    pub apart: Vec<ConfigVersion>,
    /// Every edition, each after those its author had seen.
    pub editions: Vec<Edition>,
}

impl Ledger {
    /// Puts a configuration in force: the whole of it, as one version.
    ///
    /// # Errors
    /// [`Error::Refused`] where the office is not the top of the county, or the reason is missing; [`Error::Configuration`]
    /// names the path of what is wrong in the configuration.
    pub fn configure(&mut self, now: Timestamp, config: &str, reason: &str) -> Result<ConfigVersion, Error> {
        self.write(|core, tx| {
            let config = Config::from_json(config).map_err(Error::Configuration)?;
            let author = core.author()?;
            let top = core.directory.offices.get(&author.office).is_some_and(|office| office.parent.is_none());
            if !top {
                let tops = core.directory.offices.values().filter(|office| office.parent.is_none());
                let names: Vec<_> = tops.map(|office| office.name.clone()).collect();
                return Err(Refusal::because(&refusal::NOT_THE_TOP).who_could(names).into());
            }
            if reason.trim().is_empty() {
                return Err(Refusal::because(&refusal::TEXT_MISSING).missing("reason").into());
            }
            let version = config.version();
            let value = serde_json::from_str(&config.canonical_json()).expect("canonical text is JSON");
            let body = ActBody::Configure(Configure { config: value, reason: reason.to_owned() });
            match core.configuration(tx)? {
                Some((id, view)) => {
                    let (doc, _) = core.document(tx, id, DocKind::Configuration, "configuration")?;
                    core.add_act(tx, now, id, doc, view.heads, (body, None))?;
                }
                None => {
                    let everybody = core.directory.offices.keys().copied().collect();
                    let id = core.open_document(tx, DocKind::Configuration, author.office, everybody)?;
                    let edits = core.acts_in_a_row(now, vec![(body, taizhang_model::date_in_china(now))])?;
                    core.write_first(tx, now, id, &edits)?;
                }
            }
            core.load_configs(tx)?;
            Ok(version)
        })
    }

    /// The configuration that acts recorded here are judged by.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn config(&mut self) -> Result<Config, Error> {
        self.read(|core, _| Ok(core.configs.current().clone()))
    }

    /// A version of the configuration; none where it is not here.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn config_version(&mut self, version: ConfigVersion) -> Result<Option<Config>, Error> {
        self.read(|core, _| Ok(core.configs.get(version).cloned()))
    }

    /// Which versions there are, who put them in force, and whether some wait for a decision.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn configuration(&mut self) -> Result<ConfigurationStatus, Error> {
        self.read(|core, tx| {
            let view = core.configuration(tx)?.map(|(_, view)| view);
            let current = core.configs.current_version();
            let (editions, standing) = view.map(|view| (view.editions, view.standing)).unwrap_or_default();
            let apart = if standing.len() > 1 { standing } else { Vec::new() };
            Ok(ConfigurationStatus { current, built_in: current == Config::builtin().version(), apart, editions })
        })
    }
}

impl Core {
    /// The county's configuration document: of several, which no honest county has, all replicas take the same.
    fn configuration(&mut self, tx: &Connection) -> Result<Option<(DocId, ConfigurationView)>, Error> {
        for id in docs::of_kind(tx, DocKind::Configuration)? {
            let Some(doc) = self.load(tx, id)? else { continue };
            let home = docs::row(tx, id)?.map_or(OfficeId::default(), |row| row.scope.home);
            let view = fold_configuration(&doc.record(id, home), self.context());
            if !view.standing.is_empty() {
                return Ok(Some((id, view)));
            }
        }
        Ok(None)
    }

    /// Reads every version anew. Cases with an act that names one that was missing are folded again.
    pub(crate) fn load_configs(&mut self, tx: &Connection) -> Result<(), Error> {
        let before = std::mem::take(&mut self.configs);
        if let Some((_, view)) = self.configuration(tx)? {
            for config in view.configs {
                let version = self.configs.learn(config);
                if before.get(version).is_none() {
                    docs::fold_again(tx, version)?;
                }
            }
            if let Some(current) = view.standing.first() {
                self.configs.make_current(*current);
            }
        }
        Ok(())
    }

    /// Lets offices that came later read the configuration too, where this device may.
    pub(crate) fn widen_configuration(&mut self, tx: &Connection) -> Result<(), Error> {
        let Ok(author) = self.author() else { return Ok(()) };
        for id in docs::of_kind(tx, DocKind::Configuration)? {
            let Some(row) = docs::row(tx, id)?.filter(|row| row.scope.home == author.office) else { continue };
            let mut missing: Vec<_> =
                self.directory.offices.keys().copied().filter(|office| !row.scope.audience.contains(office)).collect();
            self.keep_who_can_open(tx, id, &mut missing)?;
            if !missing.is_empty() && !docs::audience_pending(tx, id)? {
                self.change_audience(tx, id, missing, Vec::new())?;
            }
        }
        Ok(())
    }
}

/// An edition's act: for the sentence that tells who put it in force.
impl ConfigurationStatus {
    /// The edition behind a version.
    #[must_use]
    pub fn edition(&self, version: ConfigVersion) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.version == Some(version))
    }

    /// The edition that this act put in force.
    #[must_use]
    pub fn edition_of(&self, act: ActId) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.act == act)
    }
}
