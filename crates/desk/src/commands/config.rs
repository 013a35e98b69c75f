//! `taizhang config`: the county's configuration, which every act is judged by.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use taizhang_client::{Error, Ledger};
use taizhang_model::{Config, ConfigVersion};

use super::story::short;
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, shown, table, time_in_china},
    words::{self, say},
};

/// Most bytes of a configuration's file.
const FILE_BYTES: usize = 1 << 20;

/// Reading and setting the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print the configuration that acts recorded here are judged by.
    Show(Show),
    /// List the versions that were put in force.
    List,
    /// Put a configuration in force: the whole of it, as one version.
    Set(Set),
    /// Print the configuration built into the program, to begin from.
    Default,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Show {
    /// Another version: the first letters of its id.
    #[arg(long)]
    version: Option<String>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Set {
    /// The configuration's file, JSON; `-` reads the standard input.
    file: PathBuf,
    /// Why it changes.
    #[arg(long)]
    reason: String,
}

/// Reads or sets the configuration.
pub fn run(desk: &Desk, command: ConfigCommand) -> Result<Answer, Failure> {
    match command {
        ConfigCommand::Show(Show { version }) => {
            let mut ledger = desk.ledger()?;
            let config = match version {
                Some(name) => named(&mut ledger, &name)?,
                None => ledger.config()?,
            };
            Ok(printed(&config))
        }
        ConfigCommand::List => list(desk),
        ConfigCommand::Set(Set { file, reason }) => {
            let text = String::from_utf8_lossy(&desk.read_file(&file, FILE_BYTES)?).into_owned();
            let version = desk.ledger()?.configure(desk.now(), &text, &reason)?;
            let said = say!(desk.lang, words::CONFIGURED, version = short(version));
            Ok(Answer::new(json!({"version": version}), said))
        }
        ConfigCommand::Default => Ok(printed(Config::builtin())),
    }
}

fn printed(config: &Config) -> Answer {
    let value: Value = serde_json::from_str(&config.canonical_json()).expect("canonical text is JSON");
    let text = serde_json::to_string_pretty(&value).expect("a configuration is plain data");
    Answer::new(json!({"version": config.version(), "config": value}), text)
}

/// The version that a person means by the first letters of its id.
fn named(ledger: &mut Ledger, name: &str) -> Result<Config, Failure> {
    let lower = name.to_lowercase();
    let status = ledger.configuration()?;
    let editions = status.editions.iter().filter_map(|edition| edition.version);
    let known = editions.chain([status.current, Config::builtin().version()]);
    let mut found: Vec<ConfigVersion> = known.filter(|version| version.to_string().starts_with(&lower)).collect();
    found.sort_unstable();
    found.dedup();
    let unknown = || Error::Unknown { kind: "version", name: name.to_owned() };
    match found[..] {
        [version] if version == Config::builtin().version() => Ok(Config::builtin().clone()),
        [version] => Ok(ledger.config_version(version)?.ok_or_else(unknown)?),
        [] => Err(unknown().into()),
        _ => Err(Error::Ambiguous { kind: "version", name: name.to_owned() }.into()),
    }
}

fn list(desk: &Desk) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let (status, directory) = (ledger.configuration()?, ledger.directory()?);
    let mut rows = vec![vec![
        short(status.current),
        words::CURRENT.text(desk.lang).to_owned(),
        if status.built_in { words::BUILT_IN.text(desk.lang).to_owned() } else { String::new() },
    ]];
    rows.extend(status.editions.iter().map(|edition| {
        vec![
            edition.version.map(short).unwrap_or_default(),
            time_in_china(edition.made_at),
            shown(&directory.staff_name(edition.by)),
            shown(&edition.reason),
        ]
    }));
    Ok(Answer::new(&status, table(&rows)))
}
