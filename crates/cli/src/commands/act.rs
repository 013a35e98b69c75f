//! `taizhang act`: one subcommand for each kind of act, with options for what it names; `act do` takes any kind.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use serde_json::{Value, json};
use taizhang_client::Ledger;
use taizhang_model::{
    ActBody, ActId, CaseId,
    act::{self, Accept, Assign, Channel, Close, Extend, Note, RepeatContact, Reply, ReplyPosition, Visit},
};

use super::{show, story::Teller};
use crate::{
    failure::{Exit, Failure},
    print::Answer,
    shell::Shell,
    words::{self, say, word_for},
};

/// Where every act goes.
#[derive(Debug, Args)]
pub(crate) struct On {
    /// The case: its number, its id, the first four or more letters of its id, or its whole title.
    case: String,
    /// The date it is declared for [default: today].
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ActCommand {
    /// Take the case on (受理).
    Accept {
        #[command(flatten)]
        on: On,
        /// Number of the written notice.
        #[arg(long)]
        notice_no: Option<String>,
    },
    /// Assign a lead (交办、包案).
    Assign {
        #[command(flatten)]
        on: On,
        /// Who carries the duty (包案领导).
        #[arg(long, value_name = "STAFF")]
        lead: String,
        /// The unit in charge (主办单位) [default: the lead's office].
        #[arg(long, value_name = "OFFICE")]
        unit: Option<String>,
        /// Who handles it (承办人).
        #[arg(long, value_name = "STAFF")]
        handler: Option<String>,
        /// What is to be done (化解措施).
        #[arg(long, default_value = "")]
        measures: String,
        /// By when (化解时限).
        #[arg(long, value_name = "DATE")]
        due: Option<Date>,
        /// The policy that applies (政策界定), where nobody made that clear before.
        #[arg(long)]
        policy: Option<String>,
        /// By when another office has to answer (反馈时限).
        #[arg(long, value_name = "DATE")]
        feedback_by: Option<Date>,
        /// Why the lead or the unit changes.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Note what was done or learnt (办理记录).
    Note {
        #[command(flatten)]
        on: On,
        /// The words.
        #[arg(long)]
        text: String,
    },
    /// Record a visit to the petitioner (走访、约访).
    Visit {
        #[command(flatten)]
        on: On,
        /// Where they met.
        #[arg(long, default_value = "")]
        place: String,
        /// What was said and done.
        #[arg(long, default_value = "")]
        text: String,
        /// The petitioner's own words (群众原话).
        #[arg(long, value_name = "TEXT")]
        words: Option<String>,
    },
    /// Extend the time limit of handling (延期): the head of the office only.
    Extend {
        #[command(flatten)]
        on: On,
        /// Days, 1 to 30.
        #[arg(long)]
        days: u16,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Reply to the petitioner in writing (答复).
    Reply {
        #[command(flatten)]
        on: On,
        /// Its words.
        #[arg(long)]
        text: String,
        /// What it says to the claims.
        #[arg(long, value_enum)]
        position: Position,
    },
    /// Close the case (办结); covers all that this device has seen.
    Close {
        #[command(flatten)]
        on: On,
        /// What was done and how it ended.
        #[arg(long, default_value = "")]
        summary: String,
    },
    /// Record that the petitioner came or wrote again (再次来访、来信).
    Contact {
        #[command(flatten)]
        on: On,
        /// How it came in: letter, visit, phone, online, assigned, screening, visit_down.
        #[arg(long, default_value = "visit")]
        channel: String,
        /// The day it came in [default: today].
        #[arg(long, value_name = "DATE")]
        received: Option<Date>,
        /// What it was about.
        #[arg(long, default_value = "")]
        summary: String,
        /// How many persons came.
        #[arg(long, default_value_t = 1)]
        persons: u32,
    },
    /// Record an act of any kind, its payload given as JSON.
    Do {
        /// The kind.
        kind: String,
        #[command(flatten)]
        on: On,
        /// The payload's file; `-` reads the standard input.
        #[arg(long, value_name = "FILE")]
        payload: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Position {
    Supported,
    Explained,
    #[value(alias = "not_supported")]
    NotSupported,
}

impl From<Position> for ReplyPosition {
    fn from(position: Position) -> Self {
        match position {
            Position::Supported => Self::Supported,
            Position::Explained => Self::Explained,
            Position::NotSupported => Self::NotSupported,
        }
    }
}

pub(crate) fn run(shell: &Shell, command: ActCommand) -> Result<Answer, Failure> {
    let mut ledger = shell.ledger()?;
    let (on, body) = read(shell, &mut ledger, command)?;
    let case = ledger.find_case(&on.case)?;
    let body = match body {
        ActBody::Close(close) => ActBody::Close(Close { covers: ledger.view(case)?.heads, ..close }),
        body => body,
    };
    let act = record(shell, &mut ledger, case, body, on.on)?;
    answer(shell, &mut ledger, case, act)
}

/// Records an act. A refusal names the command that would help, where there is one.
pub(crate) fn record(
    shell: &Shell,
    ledger: &mut Ledger,
    case: CaseId,
    body: ActBody,
    on: Option<Date>,
) -> Result<ActId, Failure> {
    ledger.act(shell.now(), case, body, on).map_err(|error| {
        let failure = Failure::from(error);
        let case = super::story::short(case);
        let next = match failure.code() {
            "not_accepted" => format!("taizhang act accept {case}"),
            "not_clear_enough" => format!("taizhang case show {case}"),
            "not_assigned" => format!("taizhang act assign {case} --lead STAFF"),
            "not_replied" => format!("taizhang act reply {case} --text TEXT --position explained"),
            "already_registered" | "already_closed" => format!("taizhang act contact {case}"),
            "open_dispute" | "no_such_dispute" | "not_in_dispute" => format!("taizhang dispute list {case}"),
            "unknown_staff" => "taizhang staff list".to_owned(),
            "unknown_office" => "taizhang office list".to_owned(),
            _ => return failure,
        };
        failure.next(next)
    })
}

fn read(shell: &Shell, ledger: &mut Ledger, command: ActCommand) -> Result<(On, ActBody), Failure> {
    Ok(match command {
        ActCommand::Accept { on, notice_no } => (on, ActBody::Accept(Accept { notice_no, ..Accept::default() })),
        ActCommand::Assign { on, lead, unit, handler, measures, due, policy, feedback_by, reason } => {
            let lead = ledger.find_staff(&lead)?;
            let unit = match unit {
                Some(name) => ledger.find_office(&name)?,
                None => office_of(ledger, lead)?,
            };
            let handler = handler.map(|name| ledger.find_staff(&name)).transpose()?;
            let assign =
                Assign { lead, unit, handler, measures, due, policy, feedback_by, reason, ..Assign::default() };
            (on, ActBody::Assign(assign))
        }
        ActCommand::Note { on, text } => (on, ActBody::Note(Note { text })),
        ActCommand::Visit { on, place, text, words } => {
            (on, ActBody::Visit(Visit { place, text, petitioner_words: words, ..Visit::default() }))
        }
        ActCommand::Extend { on, days, reason } => (on, ActBody::Extend(Extend { days, reason })),
        ActCommand::Reply { on, text, position } => {
            (on, ActBody::Reply(Reply { text, position: position.into(), ..Reply::default() }))
        }
        ActCommand::Close { on, summary } => {
            (on, ActBody::Close(Close { summary, covers: Vec::new(), ..Close::default() }))
        }
        ActCommand::Contact { on, channel, received, summary, persons } => {
            let channel: Channel = channel.parse()?;
            let received_on = received.unwrap_or_else(|| shell.today());
            (on, ActBody::Contact(RepeatContact { channel, received_on, summary, persons, ..RepeatContact::default() }))
        }
        ActCommand::Do { kind, on, payload } => {
            let bytes = shell.read_file(&payload, act::limits::ACT_BYTES)?;
            let payload: Value = serde_json::from_slice(&bytes).map_err(|error| {
                Failure::new("bad_json", Exit::Refused, |lang| say!(lang, words::BAD_JSON, detail = error))
            })?;
            (on, ActBody::from_kind(&kind, payload)?)
        }
    })
}

fn office_of(ledger: &mut Ledger, staff: taizhang_model::StaffId) -> Result<taizhang_model::OfficeId, Failure> {
    let directory = ledger.directory()?;
    let unknown = || taizhang_client::Error::Unknown { kind: "member of staff", name: staff.to_string() };
    Ok(directory.staff.get(&staff).ok_or_else(unknown)?.office)
}

/// What an act led to: where the case stands now, and what people have to decide.
pub(crate) fn answer(shell: &Shell, ledger: &mut Ledger, case: CaseId, act: ActId) -> Result<Answer, Failure> {
    let teller = Teller::new(shell.lang, ledger, case)?;
    let kind = teller.item(act).map(|item| item.kind.clone()).unwrap_or_default();
    let mut text = say!(
        shell.lang,
        words::ACT_RECORDED,
        kind = words::kind_word(&kind, shell.lang),
        number = teller.view.number,
        stage = show::stage(&teller.view, shell.lang),
    );
    for mark in teller.marks(act) {
        text += &format!("\n{}", say!(shell.lang, words::NOTICE, mark = mark));
    }
    for dispute in teller.view.open_disputes() {
        text += &format!("\n{}", teller.dispute(dispute));
    }
    let open: Vec<_> = teller.view.open_disputes().map(|dispute| dispute.id).collect();
    Ok(Answer::new(
        json!({"case": case, "act": act, "kind": kind, "stage": teller.view.stage, "open_disputes": open}),
        text,
    ))
}
