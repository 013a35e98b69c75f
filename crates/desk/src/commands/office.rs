//! `taizhang office`: the offices of the county, in their tree.

use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{NewOffice, OfficeChange};
use taizhang_model::{Directory, Office, OfficeKind};

use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, shown, table},
    words::{self, say, word_for},
};

/// The tree of offices.
#[derive(Debug, Subcommand)]
pub enum OfficeCommand {
    /// Add an office (on the administrator's device).
    Add(Add),
    /// Change an office's name or code, from now on (on the administrator's device).
    Revise(Revise),
    /// List the offices, each under the one above it.
    List,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Add {
    /// Its name.
    #[arg(long)]
    name: String,
    /// A short code of letters for the numbers of its cases.
    #[arg(long)]
    code: String,
    /// What it is.
    #[arg(long, value_enum)]
    kind: Kind,
    /// The office above it [default: this device's office].
    #[arg(long, value_name = "OFFICE")]
    parent: Option<String>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
#[command(group = ArgGroup::new("change").required(true).multiple(true))]
pub struct Revise {
    /// Which.
    office: String,
    /// Its name. What was written under the old one still means this office.
    #[arg(long, group = "change")]
    name: Option<String>,
    /// Its code. Cases that have a number keep it.
    #[arg(long, group = "change")]
    code: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Village,
    Township,
    County,
    Department,
    JointMeeting,
    Supervision,
    PetitionOffice,
    PeaceOffice,
    GroupOffice,
    TaskForce,
}

impl From<Kind> for OfficeKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Village => Self::Village,
            Kind::Township => Self::Township,
            Kind::County => Self::County,
            Kind::Department => Self::Department,
            Kind::JointMeeting => Self::JointMeeting,
            Kind::Supervision => Self::Supervision,
            Kind::PetitionOffice => Self::PetitionOffice,
            Kind::PeaceOffice => Self::PeaceOffice,
            Kind::GroupOffice => Self::GroupOffice,
            Kind::TaskForce => Self::TaskForce,
        }
    }
}

/// Adds, revises or lists offices.
pub fn run(desk: &Desk, command: OfficeCommand) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    match command {
        OfficeCommand::Add(add) => {
            let parent = match &add.parent {
                Some(name) => Some(ledger.find_office(name)?),
                None => ledger.status()?.office,
            };
            let office = NewOffice { kind: add.kind.into(), parent, name: add.name.clone(), code: add.code.clone() };
            let office = ledger.add_office(desk.now(), office)?;
            let text = say!(desk.lang, words::OFFICE_ADDED, name = add.name, id = office);
            Ok(Answer::new(json!({"office": office, "name": add.name, "code": add.code}), text))
        }
        OfficeCommand::Revise(Revise { office, name, code }) => {
            let office = ledger.find_office(&office)?;
            let revision = ledger.revise_office(desk.now(), office, OfficeChange { name, code })?;
            let directory = ledger.directory()?;
            let known = directory.offices.get(&office);
            let text = say!(
                desk.lang,
                words::OFFICE_REVISED,
                name = directory.office_name(office),
                code = known.map(|office| office.code.as_str()).unwrap_or_default(),
                revision = revision,
            );
            Ok(Answer::new(json!({"office": office, "revision": revision}), text))
        }
        OfficeCommand::List => {
            let mut offices = ledger.listing()?.offices;
            let directory = ledger.directory()?;
            offices.sort_by_cached_key(|office| (directory.level(office.id), office.name.clone()));
            let mut rows = Vec::new();
            let tops = offices.iter().filter(|office| directory.ancestors(office.id).is_empty());
            for top in tops {
                branch(desk, &directory, top, 0, &mut rows);
            }
            Ok(Answer::new(json!({"offices": offices}), table(&rows)))
        }
    }
}

/// An office and all below it.
fn branch(desk: &Desk, directory: &Directory, office: &Office, depth: usize, rows: &mut Vec<Vec<String>>) {
    let kind = serde_json::to_value(office.kind).expect("a kind is a plain word");
    rows.push(vec![
        format!("{}{}", "  ".repeat(depth), shown(&office.name)),
        shown(&office.code),
        word_for(words::OFFICE_KINDS, kind.as_str().unwrap_or_default(), desk.lang),
        office.id.to_string(),
    ]);
    if depth < Directory::LEVELS {
        let is_below = |child: &&Office| child.parent == Some(office.id) && child.id != office.id;
        let mut below: Vec<_> = directory.offices.values().filter(is_below).collect();
        below.sort_by(|one, other| one.name.cmp(&other.name));
        for child in below {
            branch(desk, directory, child, depth + 1, rows);
        }
    }
}
