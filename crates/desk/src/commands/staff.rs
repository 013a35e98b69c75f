//! `taizhang staff`: the people who work in the offices.

use clap::{
    ArgGroup, Args, Subcommand,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{NewStaff, StaffChange};
use taizhang_model::{OfficeId, Staff, StaffRole};

use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, shown, table},
    words::{self, Lang, say, word_for},
};

/// Members of staff.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Add a member of staff (on the administrator's device).
    Add(Add),
    /// Change what the directory says of a member of staff, from now on (on the administrator's device).
    Revise(Revise),
    /// List the staff.
    List(List),
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Add {
    /// The office they work for.
    #[arg(long)]
    office: String,
    /// Their name.
    #[arg(long)]
    name: String,
    /// Their title.
    #[arg(long, default_value = "")]
    #[serde(default)]
    title: String,
    /// They head the office: only a head approves extensions.
    #[arg(long)]
    #[serde(default)]
    head: bool,
    /// They belong to its leadership team.
    #[arg(long)]
    #[serde(default)]
    team: bool,
    /// A function of theirs. May be given several times.
    #[arg(long = "role", value_name = "ROLE", value_parser = roles())]
    #[serde(default)]
    roles: Vec<StaffRole>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
#[command(group = ArgGroup::new("change").required(true).multiple(true))]
pub struct Revise {
    /// Who.
    staff: String,
    /// Their name, put right: from now on it is shown everywhere, also on what was recorded before.
    #[arg(long, group = "change")]
    name: Option<String>,
    /// The office they work for from now on. Their devices go on reading for the office they were let in for.
    #[arg(long, group = "change")]
    office: Option<String>,
    /// Their title.
    #[arg(long, group = "change")]
    title: Option<String>,
    /// A function of theirs from now on; those that are not named they have no longer. May be given several times.
    #[arg(long = "role", value_name = "ROLE", value_parser = roles(), group = "change")]
    #[serde(default)]
    roles: Vec<StaffRole>,
    /// They have no function any more.
    #[arg(long, conflicts_with = "roles", group = "change")]
    #[serde(default)]
    no_roles: bool,
    /// They head the office.
    #[arg(long, group = "change")]
    #[serde(default)]
    head: bool,
    /// They do not head it any more.
    #[arg(long, conflicts_with = "head", group = "change")]
    #[serde(default)]
    no_head: bool,
    /// They belong to its leadership team.
    #[arg(long, group = "change")]
    #[serde(default)]
    team: bool,
    /// They do not belong to it any more.
    #[arg(long, conflicts_with = "team", group = "change")]
    #[serde(default)]
    no_team: bool,
    /// They work here.
    #[arg(long, group = "change")]
    #[serde(default)]
    active: bool,
    /// They do not work here any more. Their devices are shut out by `taizhang device revoke`.
    #[arg(long, conflicts_with = "active", group = "change")]
    #[serde(default)]
    inactive: bool,
}

impl Revise {
    fn change(&self, office: Option<OfficeId>) -> StaffChange {
        let either = |yes: bool, no: bool| if yes || no { Some(yes) } else { None };
        let named = !self.roles.is_empty() || self.no_roles;
        StaffChange {
            name: self.name.clone(),
            office,
            title: self.title.clone(),
            is_head: either(self.head, self.no_head),
            is_team_member: either(self.team, self.no_team),
            roles: named.then(|| self.roles.iter().copied().collect()),
            active: either(self.active, self.inactive),
        }
    }
}

/// The functions by their names.
fn roles() -> impl TypedValueParser<Value = StaffRole> {
    let code = |role: &StaffRole| {
        let code = serde_json::to_value(role).expect("a function is a plain word");
        code.as_str().unwrap_or_default().to_owned()
    };
    let value = move |role: &StaffRole| {
        let code = code(role);
        PossibleValue::new(code.replace('_', "-")).help(word_for(words::ROLES, &code, Lang::Zh)).alias(code)
    };
    let named = move |name: String| {
        let meant = |role: &&StaffRole| code(role) == name.replace('-', "_");
        *StaffRole::ALL.iter().find(meant).expect("the parser lets no other through")
    };
    PossibleValuesParser::new(StaffRole::ALL.iter().map(value)).map(named)
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct List {
    /// Only those of this office.
    #[arg(long)]
    office: Option<String>,
}

/// Adds, revises or lists members of staff.
pub fn run(desk: &Desk, command: StaffCommand) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    match command {
        StaffCommand::Add(Add { office, name, title, head, team, roles }) => {
            let office = ledger.find_office(&office)?;
            let staff = NewStaff {
                office,
                name: name.clone(),
                title,
                is_head: head,
                is_team_member: head || team,
                roles: roles.into_iter().collect(),
            };
            let staff = ledger.add_staff(desk.now(), staff)?;
            let text = say!(desk.lang, words::STAFF_ADDED, name = name, id = staff);
            Ok(Answer::new(json!({"staff": staff, "name": name, "office": office}), text))
        }
        StaffCommand::Revise(revise) => {
            let staff = ledger.find_staff(&revise.staff)?;
            let office = revise.office.as_ref().map(|name| ledger.find_office(name)).transpose()?;
            let revision = ledger.revise_staff(desk.now(), staff, revise.change(office))?;
            let directory = ledger.directory()?;
            let text = say!(
                desk.lang,
                words::STAFF_REVISED,
                name = directory.staff_name(staff),
                what = directory.staff.get(&staff).map(|member| standing(member, desk.lang)).unwrap_or_default(),
                revision = revision,
            );
            Ok(Answer::new(json!({"staff": staff, "revision": revision}), text))
        }
        StaffCommand::List(List { office }) => {
            let office = office.map(|name| ledger.find_office(&name)).transpose()?;
            let directory = ledger.directory()?;
            let mut staff = ledger.listing()?.staff;
            staff.retain(|member| office.is_none_or(|office| member.office == office));
            staff.sort_by_cached_key(|member| {
                (directory.level(member.office), directory.office_name(member.office), member.name.clone())
            });
            let row = |member: &Staff| {
                vec![
                    shown(&directory.office_name(member.office)),
                    shown(&member.name),
                    shown(&member.title),
                    standing(member, desk.lang),
                    member.id.to_string(),
                ]
            };
            let rows: Vec<_> = staff.iter().map(row).collect();
            Ok(Answer::new(json!({"staff": staff}), table(&rows)))
        }
    }
}

/// What somebody is in the office beside their title: head, functions, or gone.
fn standing(member: &Staff, lang: Lang) -> String {
    let role = |role| {
        let code = serde_json::to_value(role).expect("a function is a plain word");
        word_for(words::ROLES, code.as_str().unwrap_or_default(), lang)
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(member.is_head.then(|| words::HEAD.text(lang).to_owned()));
    parts.extend((!member.active).then(|| words::INACTIVE.text(lang).to_owned()));
    parts.extend(member.roles.iter().map(role));
    parts.join(lang.comma())
}
