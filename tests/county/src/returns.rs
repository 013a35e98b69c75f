//! A return of figures, frozen with its list of cases, and acts that come too late for it (K17).

use std::collections::BTreeSet;

use anyhow::Context as _;
use jiff::civil::{Date, date};
use serde::Serialize;
use taizhang_client::NewEntry;
use taizhang_model::{
    ActBody, CaseId, CaseView, EntryId,
    act::Note,
    entry::{EntryData, Value},
    metrics::{CaseFacts, FrozenList, figures},
};

use crate::{
    desk::morning,
    meant::{Between, Meant, Question},
    world::World,
};

/// Cases in which something comes too late for it.
const LATE: usize = 10;
/// The day on which it is issued.
const ISSUED_ON: Date = date(2026, 12, 1);
/// The day that it reports: of a longer period a large county's list would not fit into it.
const REPORTED: Date = date(2026, 6, 15);

/// A return as it was issued.
#[derive(Clone, Debug, Serialize)]
pub struct Return {
    /// Its entry.
    pub entry: EntryId,
    /// The cases it lists.
    pub cases: BTreeSet<CaseId>,
}

impl Return {
    /// The county reports the cases in which something was done on one day, and has not heard of some acts that are
    /// declared for it. None in a county of very few cases.
    pub(crate) fn issue(world: &mut World, cases: &mut [Meant]) -> anyhow::Result<Option<Self>> {
        let now = morning(ISSUED_ON, 0);
        world.everybody_meets(now)?;
        let office = world.desks[world.county].office;
        let petition = world.desks[world.petition].office;
        let everybody: Vec<_> = crate::year::names(world)?.into_iter().map(|(office, _)| office).collect();
        let done_then = cases.iter().filter(|case| case.days.contains(&REPORTED));
        let mut ids: BTreeSet<CaseId> = done_then.map(|case| case.case).collect();
        // They are recorded before the return is issued, at desks from which nothing has come yet when it is.
        for case in cases.iter_mut().filter(|case| case.plot == "resolved").take(LATE) {
            ids.insert(case.case);
            let clerks = world.towns.iter().map(|town| town.clerk);
            let holds = |clerk: &usize| case.audience.contains(&world.desks[*clerk].office);
            let clerk = clerks.into_iter().find(holds).context("a town has every case")?;
            let desk = &mut world.desks[clerk];
            let note = ActBody::Note(Note { text: "补录：六月十五日电话回访。".into() });
            case.late_for_return.insert(desk.ledger.act(now, case.case, note, Some(REPORTED))?);
            case.acts += 1;
            desk.unsent = true;
            let question = Question { rule: "K17", at: office, sides: BTreeSet::from([desk.office]) };
            case.between.push(Between { question, other: None, concerns: BTreeSet::from([case.home]) });
        }
        if ids.is_empty() {
            return Ok(None);
        }
        let county = &mut world.desks[world.county];
        let views = ids.iter().map(|case| county.ledger.view(*case)).collect::<Result<Vec<CaseView>, _>>()?;
        let facts: Vec<CaseFacts> = views.iter().filter_map(CaseFacts::of).collect();
        let mut values = FrozenList::freeze(&views).values(&figures(&facts));
        // A list that does not fit into a return cannot say what came too late for it.
        if !values.contains_key("seen") {
            for case in cases.iter_mut() {
                case.late_for_return.clear();
                case.between.retain(|between| between.question.rule != "K17");
            }
        }
        for (field, value) in [
            ("kind", Value::from("immediate")),
            ("text", Value::from("六月十五日办理情况。")),
            ("from", Value::Text(REPORTED.to_string())),
            ("until", Value::Text(REPORTED.to_string())),
            ("office", Value::Text(office.to_string())),
            ("to_offices", Value::List(vec![Value::Text(petition.to_string())])),
            ("revision", Value::Number(1)),
        ] {
            values.insert(field.to_owned(), value);
        }
        let data = EntryData { kind: "period_report".into(), values };
        let entry = NewEntry { home: None, readers: everybody, data, on: Some(ISSUED_ON) };
        let entry = county.ledger.enter(now, entry).context("the county's return")?;
        world.desks[world.county].unsent = true;
        Ok(Some(Self { entry, cases: ids }))
    }
}
