//! `taizhang staff`: the people who work in the offices.

use clap::{Args, Subcommand};
use serde_json::json;
use taizhang_client::NewStaff;

use crate::{
    failure::Failure,
    print::{Answer, shown, table},
    shell::Shell,
    words::{self, say},
};

#[derive(Debug, Subcommand)]
pub(crate) enum StaffCommand {
    /// Add a member of staff (on the administrator's device).
    Add(Add),
    /// List the staff.
    List(List),
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The office they work for.
    #[arg(long)]
    office: String,
    /// Their name.
    #[arg(long)]
    name: String,
    /// Their title.
    #[arg(long, default_value = "")]
    title: String,
    /// They head the office: only a head approves extensions.
    #[arg(long)]
    head: bool,
    /// They belong to its leadership team.
    #[arg(long)]
    team: bool,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only those of this office.
    #[arg(long)]
    office: Option<String>,
}

pub(crate) fn run(shell: &Shell, command: StaffCommand) -> Result<Answer, Failure> {
    let mut ledger = shell.ledger()?;
    match command {
        StaffCommand::Add(Add { office, name, title, head, team }) => {
            let office = ledger.find_office(&office)?;
            let staff = NewStaff {
                office,
                name: name.clone(),
                title,
                is_head: head,
                is_team_member: head || team,
                roles: Default::default(),
            };
            let staff = ledger.add_staff(staff)?;
            let text = say!(shell.lang, words::STAFF_ADDED, name = name, id = staff);
            Ok(Answer::new(json!({"staff": staff, "name": name, "office": office}), text))
        }
        StaffCommand::List(List { office }) => {
            let office = office.map(|name| ledger.find_office(&name)).transpose()?;
            let directory = ledger.directory()?;
            let mut staff = ledger.listing()?.staff;
            staff.retain(|member| office.is_none_or(|office| member.office == office));
            staff.sort_by_cached_key(|member| {
                (directory.level(member.office), directory.office_name(member.office), member.name.clone())
            });
            let row = |member: &taizhang_model::Staff| {
                let head = if member.is_head { words::HEAD.text(shell.lang) } else { "" };
                vec![
                    shown(&directory.office_name(member.office)),
                    shown(&member.name),
                    shown(&member.title),
                    head.to_owned(),
                    member.id.to_string(),
                ]
            };
            let rows: Vec<_> = staff.iter().map(row).collect();
            Ok(Answer::new(json!({"staff": staff}), table(&rows)))
        }
    }
}
