//! A return of figures, frozen with its list of cases, and acts that come too late for it (K17).

use std::collections::BTreeSet;

use anyhow::Context as _;
use jiff::civil::{Date, date};
use serde::Serialize;
use taizhang_client::NewEntry;
use taizhang_model::{
    ActBody, CaseId, CaseView, EntryId,
    act::Note,
    entry::{EntryData, Publish, Respond, Revise, Strike, Value},
    metrics::{CaseFacts, FrozenList, figures},
};

use crate::{desk::morning, meant::Meant, world::World};

/// Cases that one return lists by name.
const LISTED: usize = 25;
/// Of them, those in which something comes too late.
const LATE: usize = 10;
/// The day on which it is issued.
const ISSUED_ON: Date = date(2026, 12, 1);
/// A day of its period.
const WITHIN: Date = date(2026, 6, 15);

/// A return as it was issued.
#[derive(Clone, Debug, Serialize)]
pub struct Return {
    /// Its entry.
    pub entry: EntryId,
    /// The cases it lists.
    pub cases: BTreeSet<CaseId>,
}

impl Return {
    /// The county issues its return of the half year, and has not heard of some acts that are declared for it. None in a
    /// county of very few cases.
    pub(crate) fn issue(world: &mut World, cases: &mut [Meant]) -> anyhow::Result<Option<Self>> {
        let now = morning(ISSUED_ON, 0);
        world.everybody_meets(now)?;
        let office = world.desks[world.county].office;
        let petition = world.desks[world.petition].office;
        let everybody: Vec<_> = crate::year::names(world)?.into_iter().map(|(office, _)| office).collect();
        let listed: Vec<&Meant> = cases.iter().filter(|case| case.plot == "resolved").take(LISTED).collect();
        let ids: BTreeSet<CaseId> = listed.iter().map(|case| case.case).collect();
        if ids.is_empty() {
            return Ok(None);
        }
        // They are recorded before the return is issued, at desks from which nothing has come yet when it is.
        for case in cases.iter_mut().filter(|case| ids.contains(&case.case)).take(LATE) {
            let clerks = world.towns.iter().map(|town| town.clerk);
            let holds = |clerk: &usize| case.audience.contains(&world.desks[*clerk].office);
            let clerk = clerks.into_iter().find(holds).context("a town has every case")?;
            let desk = &mut world.desks[clerk];
            let note = ActBody::Note(Note { text: "补录：六月十五日电话回访。".into() });
            case.late_for_return.insert(desk.ledger.act(now, case.case, note, Some(WITHIN))?);
            case.acts += 1;
            desk.unsent = true;
        }
        let county = &mut world.desks[world.county];
        let views = ids.iter().map(|case| county.ledger.view(*case)).collect::<Result<Vec<CaseView>, _>>()?;
        let facts: Vec<CaseFacts> = views.iter().filter_map(CaseFacts::of).collect();
        let mut values = FrozenList::freeze(&views).values(&figures(&facts));
        for (field, value) in [
            ("kind", Value::from("half_year")),
            ("from", Value::from("2026-01-01")),
            ("until", Value::from("2026-06-30")),
            ("office", Value::Text(office.to_string())),
            ("to_offices", Value::List(vec![Value::Text(petition.to_string())])),
            ("revision", Value::Number(1)),
        ] {
            values.insert(field.to_owned(), value);
        }
        let data = EntryData { kind: "period_report".into(), values };
        let entry = NewEntry { home: None, readers: everybody.clone(), data, on: Some(ISSUED_ON) };
        let entry = county.ledger.enter(now, entry).context("the county's return")?;
        circular(world, everybody)?;
        world.desks[world.county].unsent = true;
        Ok(Some(Self { entry, cases: ids }))
    }
}

/// A circular that is entered, revised, answered, published and struck out.
fn circular(world: &mut World, readers: Vec<taizhang_model::OfficeId>) -> anyhow::Result<()> {
    let now = morning(ISSUED_ON, 1);
    let county = &mut world.desks[world.county];
    let values = [
        ("title", Value::from("信访工作通报")),
        ("office", Value::Text(county.office.to_string())),
        ("on", Value::from("2026-12-01")),
        ("text", Value::from("各单位要按期答复。")),
    ];
    let values = values.map(|(field, value)| (field.to_owned(), value)).into();
    let data = EntryData { kind: "circular".into(), values };
    let entry = county.ledger.enter(now, NewEntry { home: None, readers, data, on: None }).context("a circular")?;
    let revised = [("text".to_owned(), Value::from("各单位要按期答复并送达。"))].into();
    let acts = [
        ActBody::Revise(Revise { values: revised }),
        ActBody::Respond(Respond { text: "已传达".into(), on: ISSUED_ON, ..Respond::default() }),
        ActBody::Publish(Publish { on: ISSUED_ON, place: "政务公开栏".into() }),
        ActBody::Strike(Strike { reason: "文稿有误".into() }),
    ];
    for act in acts {
        let kind = act.kind().to_owned();
        county.ledger.entry_act(now, entry, act, None).with_context(|| format!("{kind} of a circular"))?;
    }
    Ok(())
}
