//! `taizhang case`: registering, finding, reading and editing cases.

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{
    CaseEdit, CaseFilter, CaseLine, CaseOrder, CasePage, CountFilter, Ledger, NewCase, NewContact, NewParty, Registered,
};
use taizhang_model::{
    CaseId, ClaimId, OfficeId,
    act::{Channel, Register},
    fields,
    metrics::Part,
};

use super::{
    case_views, history,
    lists::{caught_up, office_named},
    rates::campaign_named,
    show,
    story::Teller,
};
use crate::{
    desk::Desk,
    failure::{Exit, Failure},
    print::{Answer, case_title, shown, table},
    words::{self, say, word_for},
};

/// Registering, finding, reading and editing cases.
#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// Register a case. Registering is never refused for what is missing.
    Register(Box<NewArguments>),
    /// List cases, the latest touched first unless another order is asked for.
    List(List),
    /// Show a case as it stands now.
    Show(Named),
    /// Edit plain fields, claims and the free text.
    Edit(Edit),
    /// Tell a case's history as a story.
    History(Named),
    /// List its acts, each after those it saw.
    Timeline(Named),
    /// List its time limits, and how they stand today.
    Deadlines(Named),
    /// List the cases that may be the same matter, and why: a person decides.
    Candidates(Named),
    /// Let one more office read and write a case.
    Share(Share),
    /// Withdraw a case from an office.
    Withdraw(Share),
}

/// A case by name.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Named {
    /// The case: its number, its id, the first four or more letters of its id, or its whole title.
    pub(crate) case: String,
}

/// A case and an office.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Share {
    #[command(flatten)]
    #[serde(flatten)]
    named: Named,
    /// The office.
    #[arg(long)]
    office: String,
}

/// The plain fields that have an option of their own.
#[derive(Debug, Args, Deserialize, JsonSchema)]
struct Fields {
    /// Its title (标题).
    #[arg(long)]
    title: Option<String>,
    /// The petitioner's name (信访人); never a number, a telephone or an address.
    #[arg(long)]
    petitioner: Option<String>,
    /// Where the matter arose (事发地).
    #[arg(long)]
    area: Option<String>,
    /// Its category (问题类别).
    #[arg(long)]
    subject: Option<String>,
    /// Any plain field, as NAME=VALUE; a claim's as CLAIM.NAME=VALUE. May be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = name_and_value)]
    #[serde(default)]
    set: Vec<(String, String)>,
}

impl Fields {
    fn all(self) -> Vec<(String, String)> {
        let named = [
            (fields::TITLE, self.title),
            (fields::PETITIONER, self.petitioner),
            (fields::AREA, self.area),
            (fields::SUBJECT, self.subject),
        ];
        let named = named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        named.chain(self.set).collect()
    }
}

/// `NAME=VALUE`, as an option's value.
pub(crate) fn name_and_value(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.to_owned()))
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct NewArguments {
    #[command(flatten)]
    #[serde(flatten)]
    fields: Fields,
    /// The free text (情况说明).
    #[arg(long, default_value = "")]
    #[serde(default)]
    narrative: String,
    /// What is asked for (诉求). May be given several times.
    #[arg(long)]
    #[serde(default)]
    claim: Vec<String>,
    /// How it came in: letter, visit, phone, online, assigned, screening, visit_down.
    #[arg(long, default_value_t = super::default::visit())]
    #[serde(default = "super::default::visit")]
    channel: String,
    /// The day it came in [default: today].
    #[arg(long, value_name = "DATE")]
    received: Option<Date>,
    /// What it is about, in short.
    #[arg(long, default_value = "")]
    #[serde(default)]
    summary: String,
    /// How many persons brought it.
    #[arg(long, default_value_t = super::default::one())]
    #[serde(default = "super::default::one")]
    persons: u32,
    /// The office it belongs to [default: this device's office].
    #[arg(long, value_name = "OFFICE")]
    home: Option<String>,
    /// An office above it that must not read it: one that the matter accuses. May be given several times.
    #[arg(long, value_name = "OFFICE")]
    #[serde(default)]
    without: Vec<String>,
    #[command(flatten)]
    #[serde(flatten)]
    details: PetitionerDetails,
    /// The draft that this was typed in: it goes with the registration, and under its name and `/done` stands the answer.
    #[arg(skip)]
    draft: Option<String>,
}

/// How the petitioner is reached: kept apart from the case, as by `party add`, in the same step.
#[derive(Debug, Args, Deserialize, JsonSchema)]
struct PetitionerDetails {
    /// The petitioner's telephone (联系电话); several are parted by a slash.
    #[arg(long)]
    phone: Option<String>,
    /// The number of their resident identity card (居民身份证).
    #[arg(long)]
    id_number: Option<String>,
    /// Their address (住址).
    #[arg(long)]
    address: Option<String>,
}

impl PetitionerDetails {
    /// The details of whoever the case names; none where nothing was given.
    fn of(self, name: &str, home: Option<OfficeId>) -> Option<NewParty> {
        let Self { phone, id_number, address } = self;
        let given = [&phone, &id_number, &address].into_iter().flatten().any(|detail| !detail.is_empty());
        let id_type = if id_number.as_ref().is_some_and(|number| !number.is_empty()) { "resident" } else { "" };
        given.then(|| NewParty {
            home,
            name: name.to_owned(),
            id_type: id_type.to_owned(),
            id_number: id_number.unwrap_or_default(),
            phone: phone.unwrap_or_default(),
            address: address.unwrap_or_default(),
            ..NewParty::default()
        })
    }
}

/// Whether a case is closed (办结).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    /// It is not.
    Open,
    /// It is.
    Closed,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sort {
    /// The latest touched first.
    #[default]
    Touched,
    /// The latest received first.
    Received,
    /// The earliest due first.
    Due,
    /// By number.
    Number,
}

impl From<Sort> for CaseOrder {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Touched => Self::Touched,
            Sort::Received => Self::Received,
            Sort::Due => Self::Due,
            Sort::Number => Self::Number,
        }
    }
}

/// A side of a rate.
#[derive(Clone, Copy, Debug, Default, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RateSide {
    /// The cases that count.
    #[default]
    Numerator,
    /// All that it is of.
    Denominator,
}

impl From<RateSide> for Part {
    fn from(side: RateSide) -> Self {
        match side {
            RateSide::Numerator => Self::Numerator,
            RateSide::Denominator => Self::Denominator,
        }
    }
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct List {
    /// Only cases whose text holds these words.
    #[arg(long)]
    search: Option<String>,
    /// Only cases at this stage: registered, accepted, assigned, handling, replied, closed.
    #[arg(long)]
    stage: Option<String>,
    /// Only cases in which people have to decide between acts.
    #[arg(long)]
    #[serde(default)]
    disputes: bool,
    /// Only cases in which people have to choose between values.
    #[arg(long)]
    #[serde(default)]
    conflicts: bool,
    /// Only cases of this home office.
    #[arg(long)]
    office: Option<String>,
    /// Those of the offices below it too; without --office, below this device's.
    #[arg(long)]
    #[serde(default)]
    below: bool,
    /// Only the cases that you lead, handle or work on.
    #[arg(long)]
    #[serde(default)]
    mine: bool,
    /// Only cases that are closed, or only those that are open.
    #[arg(long, value_enum)]
    state: Option<Standing>,
    /// Only cases received on or after this day.
    #[arg(long, value_name = "DATE")]
    received_from: Option<Date>,
    /// Only cases received on or before this day.
    #[arg(long, value_name = "DATE")]
    received_until: Option<Date>,
    /// Only cases in which something is due on or before this day.
    #[arg(long, value_name = "DATE")]
    due_until: Option<Date>,
    /// Only the cases that a figure counts: its name as `taizhang rates --json` tells it, of the same days, offices and campaign.
    /// An office then stands with those below it.
    #[arg(long, value_name = "NAME")]
    figure: Option<String>,
    /// Of a rate: the cases that count, or all that it is of.
    #[arg(long, value_enum, default_value_t, requires = "figure")]
    #[serde(default)]
    part: RateSide,
    /// Of this campaign: its id in the configuration. Without a figure: the cases that count as its own.
    #[arg(long, value_name = "CAMPAIGN")]
    campaign: Option<String>,
    /// The order.
    #[arg(long, value_enum, default_value_t)]
    #[serde(default)]
    sort: Sort,
    /// The other way round.
    #[arg(long)]
    #[serde(default)]
    reverse: bool,
    /// At most this many.
    #[arg(long, default_value_t = super::default::lines())]
    #[serde(default = "super::default::lines")]
    limit: usize,
    /// Leave out this many.
    #[arg(long, default_value_t = 0)]
    #[serde(default)]
    offset: usize,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Edit {
    #[command(flatten)]
    #[serde(flatten)]
    named: Named,
    #[command(flatten)]
    #[serde(flatten)]
    fields: Fields,
    /// The free text, as it should read now.
    #[arg(long)]
    narrative: Option<String>,
    /// One more claim. May be given several times.
    #[arg(long, value_name = "TEXT")]
    #[serde(default)]
    add_claim: Vec<String>,
}

/// Registers, finds, reads or edits cases.
pub fn run(desk: &Desk, command: CaseCommand) -> Result<Answer, Failure> {
    match command {
        CaseCommand::Register(arguments) => register(desk, *arguments),
        CaseCommand::List(arguments) => list(desk, arguments),
        CaseCommand::Show(Named { case }) => {
            let mut ledger = desk.ledger()?;
            let case = ledger.find_case(&case)?;
            show::show(desk, &mut ledger, case)
        }
        CaseCommand::Edit(arguments) => edit(desk, arguments),
        CaseCommand::History(Named { case }) => {
            let mut ledger = desk.ledger()?;
            let case = ledger.find_case(&case)?;
            let teller = Teller::new(desk.lang, &mut ledger, case)?;
            let text = history::tell(&teller);
            Ok(Answer::new(&teller.story, text))
        }
        CaseCommand::Timeline(Named { case }) => case_views::timeline(desk, &case),
        CaseCommand::Deadlines(Named { case }) => case_views::deadlines(desk, &case),
        CaseCommand::Candidates(Named { case }) => case_views::candidates(desk, &case),
        CaseCommand::Share(arguments) => share(desk, arguments, true),
        CaseCommand::Withdraw(arguments) => share(desk, arguments, false),
    }
}

/// Adds an office to those that may read a case, or withdraws one.
fn share(desk: &Desk, Share { named, office: name }: Share, may_read: bool) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let case = ledger.find_case(&named.case)?;
    let office = ledger.find_office(&name)?;
    let word = if may_read {
        ledger.share(case, office)?;
        words::SHARED
    } else {
        ledger.withdraw(case, office)?;
        words::WITHDRAWN
    };
    let (number, office_name) = (ledger.view(case)?.number, ledger.directory()?.office_name(office));
    let text = say!(desk.lang, word, office = office_name, number = number);
    Ok(Answer::new(json!({"case": case, "office": office, "may_read": may_read}), text))
}

fn register(desk: &Desk, arguments: NewArguments) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let channel: Channel = arguments.channel.parse()?;
    let home = arguments.home.map(|name| ledger.find_office(&name)).transpose()?;
    let without = arguments.without.iter().map(|name| ledger.find_office(name)).collect::<Result<_, _>>()?;
    let details = arguments.details.of(arguments.fields.petitioner.as_deref().unwrap_or_default(), home);
    let case = NewCase {
        home,
        without,
        fields: arguments.fields.all(),
        narrative: arguments.narrative,
        claims: arguments.claim,
        register: Register {
            channel,
            received_on: arguments.received.unwrap_or_else(|| desk.today()),
            summary: arguments.summary,
            persons: arguments.persons,
            batches: 1,
            number: String::new(),
            receipt_code: String::new(),
            ..Register::default()
        },
        acts: Vec::new(),
    };
    let contact = NewContact { case, details, draft: arguments.draft };
    let contact = ledger.register_contact(desk.now(), contact)?;
    let Registered { number, receipt_code, .. } = &contact.registered;
    let mut text = say!(desk.lang, words::REGISTERED, number = number, code = receipt_code);
    if let Some(party) = contact.party {
        text += &format!("\n{}", say!(desk.lang, words::PARTY_ADDED, id = party));
    }
    Ok(Answer::new(contact, text))
}

/// The cases behind the figure that a list is narrowed to; `None` where it is narrowed to none.
fn behind(
    desk: &Desk,
    ledger: &mut Ledger,
    arguments: &List,
    office: Option<OfficeId>,
) -> Result<Option<Vec<CaseId>>, Failure> {
    let List { figure, part, campaign, received_from: from, received_until: until, .. } = arguments;
    let Some(figure) = figure.as_deref().or_else(|| campaign.as_ref().map(|_| "cases")) else { return Ok(None) };
    if let Some(id) = campaign {
        campaign_named(&ledger.config()?, id)?;
    }
    caught_up(desk, ledger)?;
    let filter = CountFilter { from: *from, until: *until, office, campaign: campaign.clone() };
    let behind = ledger.behind(&filter, figure, (*part).into())?;
    behind.map(Some).ok_or_else(|| {
        let known: Vec<_> = words::FIGURES.iter().map(|(code, ..)| *code).collect();
        Failure::new("unknown_figure", Exit::Refused, |lang| {
            say!(lang, words::UNKNOWN_FIGURE, figure = figure, known = known.join(lang.comma()))
        })
    })
}

fn list(desk: &Desk, arguments: List) -> Result<Answer, Failure> {
    if let Some(unknown) =
        arguments.stage.as_ref().filter(|stage| words::named(words::STAGES, stage, desk.lang).is_none())
    {
        let known: Vec<_> = words::STAGES.iter().map(|(code, ..)| *code).collect();
        return Err(Failure::new("unknown_stage", Exit::Refused, |lang| {
            say!(lang, words::UNKNOWN_STAGE, stage = unknown, known = known.join(lang.comma()))
        }));
    }
    let mut ledger = desk.ledger()?;
    let office = office_named(&mut ledger, arguments.office.as_deref())?;
    let only = behind(desk, &mut ledger, &arguments, office)?;
    let homes = match (office, arguments.below || (only.is_some() && office.is_some())) {
        (None, false) => Vec::new(),
        (Some(office), false) => vec![office],
        (office, true) => {
            let top = match office {
                Some(office) => office,
                None => ledger.status()?.office.ok_or(taizhang_client::Error::NotEnrolled)?,
            };
            let directory = ledger.directory()?;
            directory.offices.keys().copied().filter(|office| directory.is_ancestor_or_self(top, *office)).collect()
        }
    };
    let filter = CaseFilter {
        search: arguments.search,
        stage: arguments.stage,
        in_dispute: arguments.disputes,
        in_conflict: arguments.conflicts,
        homes,
        own: arguments.mine,
        closed: arguments.state.map(|state| state == Standing::Closed),
        received_from: arguments.received_from,
        received_until: arguments.received_until,
        due_until: arguments.due_until,
        only,
        order: arguments.sort.into(),
        reversed: arguments.reverse,
        limit: arguments.limit,
        offset: arguments.offset,
    };
    let CasePage { total, cases } = ledger.list_page(&filter)?;
    let row = |line: &CaseLine| {
        let decide = match (line.disputes, line.conflicts) {
            (0, 0) => String::new(),
            (disputes, conflicts) => say!(desk.lang, words::TO_DECIDE, disputes = disputes, conflicts = conflicts),
        };
        vec![
            shown(&line.number),
            word_for(words::STAGES, &line.stage, desk.lang),
            shown(line.due.as_deref().unwrap_or("-")),
            shown(&line.petitioner),
            shown(&line.area),
            case_title(&line.title, line.reading, desk.lang),
            decide,
        ]
    };
    let rows: Vec<_> = cases.iter().map(row).collect();
    let text = if rows.is_empty() { say!(desk.lang, words::NO_CASES) } else { table(&rows) };
    Ok(Answer::new(json!({"total": total, "cases": cases}), text))
}

fn edit(desk: &Desk, arguments: Edit) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let case = ledger.find_case(&arguments.named.case)?;
    let claims = ledger.view(case)?.claims;
    let mut edits = Vec::new();
    for (name, value) in arguments.fields.all() {
        edits.push(match name.split_once('.') {
            Some((claim, name)) => {
                let starts = |id: &ClaimId| claim.len() >= 4 && id.to_string().starts_with(&claim.to_lowercase());
                let claim = claims
                    .iter()
                    .map(|claim| claim.id)
                    .find(starts)
                    .ok_or_else(|| taizhang_client::Error::Unknown { kind: "claim", name: claim.to_owned() })?;
                CaseEdit::Claim { claim, name: name.to_owned(), value }
            }
            None => CaseEdit::Field { name, value },
        });
    }
    edits.extend(arguments.narrative.map(CaseEdit::Narrative));
    edits.extend(arguments.add_claim.into_iter().map(CaseEdit::AddClaim));
    let changed = ledger.edit(desk.now(), case, edits)?;
    let word = if changed { words::EDITED } else { words::NOTHING_CHANGED };
    Ok(Answer::new(json!({"case": case, "changed": changed}), say!(desk.lang, word)))
}
