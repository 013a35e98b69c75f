//! Entries of the register beside the cases: what the county and its petition office write to the offices, and what these
//! owe by it.

use std::collections::BTreeSet;

use anyhow::Context as _;
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use serde::Serialize;
use taizhang_client::NewEntry;
use taizhang_model::{
    ActBody, CaseId, EntryId, OfficeId,
    entry::{EntryData, Publish, Respond, Revise, Strike, Value},
};

use crate::{
    desk::morning,
    meant::Meant,
    world::{DeskNo, World},
};

/// The day on which all of them are written.
const ON: Date = date(2026, 12, 2);
/// The day by which letters are to be answered, and tasks to be done.
const BY: Date = date(2026, 12, 18);

/// An entry as it was meant to end.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    /// The entry.
    pub entry: EntryId,
    /// Its kind.
    pub kind: &'static str,
    /// The offices that read it.
    pub readers: BTreeSet<OfficeId>,
    /// How many revisions were put to it.
    pub revisions: u32,
    /// How many answers it got.
    pub responses: usize,
    /// In how many places it was published.
    pub published: usize,
    /// Whether it was struck out.
    pub struck: bool,
    /// What offices still owe by it: which task, or the answer to the whole.
    pub owed: Vec<Owed>,
}

/// What an office owes by an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Owed {
    /// The office.
    pub office: OfficeId,
    /// By when.
    pub due: Date,
    /// The number of the task.
    pub task: Option<String>,
}

impl Paper {
    pub(crate) fn new(entry: EntryId, kind: &'static str, readers: impl IntoIterator<Item = OfficeId>) -> Self {
        let readers = readers.into_iter().collect();
        Self { entry, kind, readers, revisions: 0, responses: 0, published: 0, struck: false, owed: Vec::new() }
    }
}

/// Everything that is written at the end of the year; everybody has met before.
pub(crate) fn write(world: &mut World, cases: &[Meant]) -> anyhow::Result<Vec<Paper>> {
    let now = morning(ON, 0);
    let mut papers = vec![circular(world, now)?];
    for nth in 0..world.towns.len() {
        papers.extend(letter(world, now, cases, nth)?);
    }
    papers.push(meeting(world, now)?);
    Ok(papers)
}

/// A circular that is entered, revised, answered, published and struck out.
fn circular(world: &mut World, now: Timestamp) -> anyhow::Result<Paper> {
    let everybody: Vec<OfficeId> = crate::year::names(world)?.into_iter().map(|(office, _)| office).collect();
    let county = world.county;
    let values = vec![
        ("title", Value::from("信访工作通报")),
        ("office", Value::Text(world.desks[county].office.to_string())),
        ("on", Value::from("2026-12-02")),
        ("text", Value::from("各单位要按期答复。")),
    ];
    let entry = enter(world, county, now, "circular", &everybody, values)?;
    let revised = [("text".to_owned(), Value::from("各单位要按期答复并送达。"))].into();
    for act in [
        ActBody::Revise(Revise { values: revised }),
        ActBody::Respond(Respond { text: "已传达".into(), on: ON, ..Respond::default() }),
        ActBody::Publish(Publish { on: ON, place: "政务公开栏".into() }),
        ActBody::Strike(Strike { reason: "文稿有误".into() }),
    ] {
        put(world, county, now, entry, act)?;
    }
    let paper = Paper::new(entry, "circular", everybody);
    Ok(Paper { revisions: 1, responses: 1, published: 1, struck: true, ..paper })
}

/// The petition office writes to a town about a case of it; every other town has answered. None without a case that both
/// hold.
fn letter(world: &mut World, now: Timestamp, cases: &[Meant], nth: usize) -> anyhow::Result<Option<Paper>> {
    let (petition, clerk, town) = (world.petition, world.towns[nth].clerk, world.towns[nth].office);
    let (from, above) = (world.desks[petition].office, world.desks[world.county].office);
    let both = |case: &&Meant| case.audience.contains(&town) && case.audience.contains(&from);
    let Some(about) = cases.iter().find(both).map(|case| case.case) else { return Ok(None) };
    let values = vec![
        ("channel", Value::from("letter")),
        ("doc_no", Value::Text(format!("清信督〔2026〕{}号", nth + 1))),
        ("on", Value::from("2026-12-02")),
        ("from_office", Value::Text(from.to_string())),
        ("to_office", Value::Text(town.to_string())),
        ("cases", list(&[about])),
        ("trigger", Value::from("no_feedback")),
        ("demand", Value::from("限期书面反馈")),
        ("due", Value::Text(BY.to_string())),
    ];
    let entry = enter(world, petition, now, "supervision_letter", &[town], values)?;
    let mut paper = Paper::new(entry, "supervision_letter", [from, above, town]);
    if nth.is_multiple_of(2) {
        paper.owed.push(Owed { office: town, due: BY, task: None });
    } else {
        world.everybody_meets(now)?;
        let answer = Respond { text: "已整改并反馈。".into(), on: ON, task: None, done: true };
        put(world, clerk, now, entry, ActBody::Respond(answer))?;
        paper.responses = 1;
    }
    Ok(Some(paper))
}

/// A meeting of the county that gives every town a task; the first has done its own.
fn meeting(world: &mut World, now: Timestamp) -> anyhow::Result<Paper> {
    let (county, clerk) = (world.county, world.towns[0].clerk);
    let (office, chair) = (world.desks[county].office, world.desks[county].staff);
    let towns: Vec<OfficeId> = world.towns.iter().map(|town| town.office).collect();
    let task = |(nth, town): (usize, &OfficeId)| {
        let values = [
            ("no", Value::Text((nth + 1).to_string())),
            ("what", Value::from("逐案核对台账")),
            ("office", Value::Text(town.to_string())),
            ("due", Value::Text(BY.to_string())),
        ];
        Value::Row(values.map(|(field, value)| (field.to_owned(), value)).into())
    };
    let values = vec![
        ("kind", Value::from("deployment")),
        ("title", Value::from("年终部署会")),
        ("on", Value::from("2026-12-02")),
        ("office", Value::Text(office.to_string())),
        ("chair", Value::Text(chair.to_string())),
        ("tasks", Value::List(towns.iter().enumerate().map(task).collect())),
    ];
    let entry = enter(world, county, now, "meeting", &towns, values)?;
    world.everybody_meets(now)?;
    let done = Respond { text: "已核对".into(), on: ON, task: Some("1".into()), done: true };
    put(world, clerk, now, entry, ActBody::Respond(done))?;
    let mut paper = Paper::new(entry, "meeting", towns.iter().copied().chain([office]));
    paper.responses = 1;
    let still = towns.iter().enumerate().skip(1);
    let owed = |(nth, town): (usize, &OfficeId)| Owed { office: *town, due: BY, task: Some((nth + 1).to_string()) };
    paper.owed = still.map(owed).collect();
    Ok(paper)
}

fn list(cases: &[CaseId]) -> Value {
    Value::List(cases.iter().map(|case| Value::Text(case.to_string())).collect())
}

fn enter(
    world: &mut World,
    by: DeskNo,
    now: Timestamp,
    kind: &str,
    readers: &[OfficeId],
    values: Vec<(&str, Value)>,
) -> anyhow::Result<EntryId> {
    let values = values.into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
    let data = EntryData { kind: kind.into(), values };
    let desk = &mut world.desks[by];
    desk.unsent = true;
    let entry = NewEntry { home: None, readers: readers.to_vec(), data, on: Some(ON) };
    desk.ledger.enter(now, entry).with_context(|| format!("a {kind} by {}", desk.name))
}

fn put(world: &mut World, by: DeskNo, now: Timestamp, entry: EntryId, act: ActBody) -> anyhow::Result<()> {
    let desk = &mut world.desks[by];
    desk.unsent = true;
    let kind = act.kind().to_owned();
    desk.ledger.entry_act(now, entry, act, Some(ON)).with_context(|| format!("{kind} by {}", desk.name)).map(drop)
}
