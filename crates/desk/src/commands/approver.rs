//! `taizhang approver` and `taizhang approval`: the second person whom changes of the authority need, and their word.

use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{ApproverLine, Awaited, Error, Ledger, ToApprove};
use taizhang_wire::ControlId;

use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, day_in_china, shown, table},
    words::{self, Lang, say},
};

/// Letters of a record's id that are shown, and that stand for it.
const SHOWN_LETTERS: usize = 12;
/// Fewest letters of an id that stand for it.
const LETTERS_MIN: usize = 4;

/// The second person.
#[derive(Debug, Subcommand)]
pub enum ApproverCommand {
    /// Name a second person: from now on a device may administer only where they agree (on the administrator's device).
    Add(Person),
    /// End that, once another of them approves it; the last one stays (on the administrator's device).
    End(Person),
    /// List them.
    List,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Person {
    /// Who.
    staff: String,
}

/// Their word.
#[derive(Debug, Subcommand)]
pub enum ApprovalCommand {
    /// List what waits for a second person.
    List,
    /// Approve a record (on the second person's device).
    Give(Give),
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Give {
    /// The record: its id, or the first letters of it.
    record: String,
}

/// Names, ends or lists those whose word changes of the authority need.
pub fn run(desk: &Desk, command: ApproverCommand) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let (staff, record, word) = match command {
        ApproverCommand::List => {
            let approvers = ledger.approvers(desk.now())?;
            let row = |line: &ApproverLine| vec![shown(&line.office_name), shown(&line.staff_name)];
            let rows: Vec<_> = approvers.iter().map(row).collect();
            let text = if rows.is_empty() { words::NO_APPROVERS.text(desk.lang).to_owned() } else { table(&rows) };
            return Ok(Answer::new(json!({"approvers": approvers}), text));
        }
        ApproverCommand::Add(Person { staff }) => {
            let staff = ledger.find_staff(&staff)?;
            (staff, ledger.name_approver(desk.now(), staff)?, words::APPROVER_NAMED)
        }
        ApproverCommand::End(Person { staff }) => {
            let staff = ledger.find_staff(&staff)?;
            (staff, ledger.end_approver(desk.now(), staff)?, words::APPROVER_ENDED)
        }
    };
    let holds = !ledger.to_be_approved()?.iter().any(|line| line.record == record);
    let mut text = say!(desk.lang, word, name = ledger.directory()?.staff_name(staff));
    if !holds {
        text += &format!("\n{}", say!(desk.lang, words::APPROVAL_NEEDED, record = short(record)));
    }
    Ok(Answer::new(json!({"staff": staff, "record": record, "holds": holds}), text))
}

/// Lists what waits for a second person, or gives their word.
pub fn approval(desk: &Desk, command: ApprovalCommand) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    match command {
        ApprovalCommand::List => {
            let waiting = ledger.to_be_approved()?;
            let text: Vec<_> = waiting.iter().map(|line| sentence(desk.lang, line)).collect();
            let text =
                if text.is_empty() { words::NOTHING_TO_APPROVE.text(desk.lang).to_owned() } else { text.join("\n") };
            Ok(Answer::new(json!({"waiting": waiting}), text))
        }
        ApprovalCommand::Give(Give { record: name }) => {
            let record = find(&mut ledger, &name)?;
            ledger.approve(desk.now(), record)?;
            let text = say!(desk.lang, words::APPROVED, record = short(record));
            Ok(Answer::new(json!({"record": record}), text))
        }
    }
}

fn short(record: ControlId) -> String {
    record.to_string()[..SHOWN_LETTERS].to_owned()
}

/// The record that waits and begins with these letters.
fn find(ledger: &mut Ledger, name: &str) -> Result<ControlId, Error> {
    let lower = name.trim().to_lowercase();
    let waiting = ledger.to_be_approved()?.into_iter().map(|line| line.record);
    let fits: Vec<_> = waiting.filter(|id| lower.len() >= LETTERS_MIN && id.to_string().starts_with(&lower)).collect();
    match fits[..] {
        [record] => Ok(record),
        [] => Err(Error::Unknown { kind: "record", name: name.to_owned() }),
        _ => Err(Error::Ambiguous { kind: "record", name: name.to_owned() }),
    }
}

fn sentence(lang: Lang, line: &ToApprove) -> String {
    let (record, day) = (short(line.record), day_in_china(line.made_at_ms));
    let what = match &line.what {
        Awaited::Delegation { device_name, office_name, until_ms, .. } => say!(
            lang,
            words::AWAITED_DELEGATION,
            device = shown(device_name),
            office = shown(office_name),
            until = day_in_china(*until_ms),
        ),
        Awaited::Approver { staff_name, active: true, .. } => {
            say!(lang, words::AWAITED_APPROVER, name = shown(staff_name))
        }
        Awaited::Approver { staff_name, .. } => say!(lang, words::AWAITED_END, name = shown(staff_name)),
    };
    let note = if line.may_approve { words::YOURS_TO_APPROVE.text(lang) } else { "" };
    format!("{record}  {day}  {what} {note}").trim_end().to_owned()
}
