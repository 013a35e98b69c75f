//! What a configuration must be before anything is judged by it. Every refusal names the path of what is wrong.

use std::collections::BTreeSet;

use jiff::civil::Weekday;

use super::{
    Calendar, Campaign, Category, ChecklistItem, Config, DeadlineRule, Event, Per, Report, Rounding, Route,
    RouteTarget, Schedule, limits,
};
use crate::{Error, matching::Weights};

type Checked = Result<(), Error>;

pub(super) fn check(config: &Config) -> Checked {
    text("name", &config.name)?;
    calendar(&config.calendar)?;
    deadlines(&config.deadlines)?;
    categories(&config.categories)?;
    routes("routes.by_category", &config.routes.by_category, &config.categories)?;
    area_routes(config)?;
    distinct("routes.tie_break", &config.routes.tie_break)?;
    campaigns(config)?;
    settings(config)
}

fn wrong(path: impl Into<String>, problem: impl Into<String>) -> Error {
    Error::ConfigInvalid { path: path.into(), problem: problem.into() }
}

fn must(holds: bool, path: impl FnOnce() -> String, problem: &str) -> Checked {
    if holds { Ok(()) } else { Err(wrong(path(), problem)) }
}

fn at_most(path: &str, count: usize, most: usize) -> Checked {
    if count > most { Err(wrong(path, format!("{count} entries; at most {most} are read"))) } else { Ok(()) }
}

/// 1 to [`limits::TEXT_CHARS`] characters on one line.
fn text(path: &str, text: &str) -> Checked {
    must(!text.trim().is_empty(), || path.to_owned(), "some text is expected")?;
    must(!text.chars().any(char::is_control), || path.to_owned(), "one line without control characters is expected")?;
    if text.chars().nth(limits::TEXT_CHARS).is_some() {
        return Err(wrong(path, format!("at most {} characters are read", limits::TEXT_CHARS)));
    }
    Ok(())
}

/// A short name of `a-z`, `0-9`, `-` and `_`, which none before it in the list has.
fn id<'a>(path: &str, id: &'a str, taken: &mut BTreeSet<&'a str>) -> Checked {
    let letter = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    let short = (1..=limits::ID_CHARS).contains(&id.len()) && id.bytes().all(letter);
    must(short, || format!("{path}.id"), "a short name of a-z, 0-9, - and _ is expected")?;
    if taken.insert(id) { Ok(()) } else { Err(wrong(format!("{path}.id"), format!("`{id}` stands there twice"))) }
}

fn distinct<T: Ord>(path: &str, list: &[T]) -> Checked {
    at_most(path, list.len(), limits::ITEMS)?;
    let different: BTreeSet<&T> = list.iter().collect();
    must(different.len() == list.len(), || path.to_owned(), "something stands there twice")
}

fn texts(path: &str, list: &[String]) -> Checked {
    at_most(path, list.len(), limits::ITEMS)?;
    list.iter().enumerate().try_for_each(|(at, entry)| text(&format!("{path}[{at}]"), entry))
}

fn calendar(calendar: &Calendar) -> Checked {
    at_most("calendar.years", calendar.years.len(), limits::YEARS)?;
    for (year, table) in &calendar.years {
        let path = format!("calendar.years.{year}");
        at_most(&format!("{path}.holidays"), table.holidays.len(), limits::YEAR_DAYS)?;
        at_most(&format!("{path}.workdays"), table.workdays.len(), limits::YEAR_DAYS)?;
        must(
            !table.holidays.is_empty(),
            || format!("{path}.holidays"),
            "a year without holidays is no published table",
        )?;
        for (list, dates) in [("holidays", &table.holidays), ("workdays", &table.workdays)] {
            if let Some(date) = dates.iter().find(|date| date.year() != *year) {
                return Err(wrong(format!("{path}.{list}"), format!("{date} is not of this year")));
            }
        }
        for date in &table.workdays {
            if table.holidays.contains(date) {
                return Err(wrong(format!("{path}.workdays"), format!("{date} is a holiday too")));
            }
            if !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
                return Err(wrong(format!("{path}.workdays"), format!("{date} is no weekend: it is worked anyway")));
            }
        }
    }
    Ok(())
}

fn deadlines(rules: &[DeadlineRule]) -> Checked {
    at_most("deadlines", rules.len(), limits::DEADLINES)?;
    let mut taken = BTreeSet::new();
    for (at, rule) in rules.iter().enumerate() {
        let path = format!("deadlines[{at}]");
        let of = |field: &str| format!("{path}.{field}");
        id(&path, &rule.id, &mut taken)?;
        text(&of("name"), &rule.name)?;
        text(&of("basis"), &rule.basis)?;
        text(&of("on_breach"), &rule.on_breach)?;
        distinct(&of("met_by"), &rule.met_by)?;
        distinct(&of("pause_kinds"), &rule.pause_kinds)?;
        must(!rule.met_by.is_empty(), || of("met_by"), "something has to meet it")?;
        must(!rule.met_by.contains(&rule.trigger), || of("met_by"), "what starts it cannot meet it")?;
        must(rule.length <= limits::LENGTH, || of("length"), "no limit is that long")?;
        must(rule.extendable <= limits::LENGTH, || of("extendable"), "no extension is that long")?;
        must(rule.length > 0 || rule.declared, || of("length"), "0 only where the act names the day (`declared`)")?;
        must((1..=100).contains(&rule.warn_at_percent), || of("warn_at_percent"), "1 to 100 is expected")?;
        let holding = rule.clock == super::Clock::Holding;
        must(
            holding == (rule.trigger == Event::Held),
            || of("trigger"),
            "a holding clock, and no other, starts by `held`",
        )?;
        must(!holding || rule.per == Per::Act, || of("per"), "a holding clock starts anew at every office: `act`")?;
    }
    Ok(())
}

fn categories(categories: &[Category]) -> Checked {
    at_most("categories", categories.len(), limits::CATEGORIES)?;
    let mut taken = BTreeSet::new();
    for (at, category) in categories.iter().enumerate() {
        let path = format!("categories[{at}]");
        id(&path, &category.id, &mut taken)?;
        text(&format!("{path}.name"), &category.name)?;
    }
    for (at, category) in categories.iter().enumerate() {
        let path = || format!("categories[{at}].parent");
        let Some(parent) = &category.parent else { continue };
        must(taken.contains(parent.as_str()), path, "there is no such category")?;
        let ends = super::routing::line(categories, &category.id).last().is_some_and(|top| top.parent.is_none());
        must(ends, path, "the categories above it form a circle, or more than 8 levels")?;
    }
    Ok(())
}

fn routes(path: &str, routes: &[Route], categories: &[Category]) -> Checked {
    at_most(path, routes.len(), limits::ROUTES)?;
    let mut taken = BTreeSet::new();
    for (at, route) in routes.iter().enumerate() {
        let of = |field: &str| format!("{path}[{at}].{field}");
        let known = categories.iter().any(|category| category.id == route.category);
        must(known, || of("category"), "there is no such category")?;
        must(taken.insert(&route.category), || of("category"), "this category has a route already")?;
        target(&of("lead"), &route.lead)?;
    }
    Ok(())
}

fn area_routes(config: &Config) -> Checked {
    let path = "routes.by_area";
    at_most(path, config.routes.by_area.len(), limits::ROUTES)?;
    let mut taken = BTreeSet::new();
    for (at, route) in config.routes.by_area.iter().enumerate() {
        let of = |field: &str| format!("{path}[{at}].{field}");
        text(&of("area"), &route.area)?;
        must(taken.insert(&route.area), || of("area"), "this area has a route already")?;
        target(&of("lead"), &route.lead)?;
    }
    Ok(())
}

fn target(path: &str, target: &RouteTarget) -> Checked {
    match target {
        RouteTarget::Name(name) => text(path, name),
        RouteTarget::Kind(_) | RouteTarget::Industry => Ok(()),
    }
}

fn campaigns(config: &Config) -> Checked {
    at_most("campaigns", config.campaigns.len(), limits::CAMPAIGNS)?;
    let mut taken = BTreeSet::new();
    for (at, campaign) in config.campaigns.iter().enumerate() {
        let path = format!("campaigns[{at}]");
        id(&path, &campaign.id, &mut taken)?;
        text(&format!("{path}.name"), &campaign.name)?;
        stages(&path, campaign)?;
        reports(&path, &campaign.reports)?;
        checklist(&format!("{path}.closing_checklist"), &campaign.closing_checklist)?;
        routes(&format!("{path}.routes"), &campaign.routes, &config.categories)?;
    }
    Ok(())
}

fn stages(path: &str, campaign: &Campaign) -> Checked {
    let path = format!("{path}.stages");
    at_most(&path, campaign.stages.len(), limits::ITEMS)?;
    must(!campaign.stages.is_empty(), || path.clone(), "a campaign has a stage at least")?;
    let mut before = None;
    for (at, stage) in campaign.stages.iter().enumerate() {
        let of = |field: &str| format!("{path}[{at}].{field}");
        text(&of("name"), &stage.name)?;
        must(stage.from <= stage.to, || of("to"), "it ends before it begins")?;
        must(
            before.is_none_or(|end| end < stage.from),
            || of("from"),
            "it begins before the stage before it has ended",
        )?;
        before = Some(stage.to);
        at_most(&of("targets"), stage.targets.len(), limits::ITEMS)?;
        let mut metrics = BTreeSet::new();
        for (nth, target) in stage.targets.iter().enumerate() {
            let of = |field: &str| format!("{path}[{at}].targets[{nth}].{field}");
            must((1..=100).contains(&target.percent), || of("percent"), "1 to 100 is expected")?;
            must(metrics.insert(target.metric), || of("metric"), "this stage has such a target already")?;
        }
    }
    Ok(())
}

fn reports(path: &str, reports: &[Report]) -> Checked {
    let path = format!("{path}.reports");
    at_most(&path, reports.len(), limits::ITEMS)?;
    let mut taken = BTreeSet::new();
    for (at, report) in reports.iter().enumerate() {
        let path = format!("{path}[{at}]");
        id(&path, &report.id, &mut taken)?;
        text(&format!("{path}.name"), &report.name)?;
        texts(&format!("{path}.contents"), &report.contents)?;
        schedule(&format!("{path}.schedule"), &report.schedule)?;
    }
    Ok(())
}

fn schedule(path: &str, schedule: &Schedule) -> Checked {
    match schedule {
        Schedule::On(dates) => {
            distinct(&format!("{path}.on"), dates)?;
            must(!dates.is_empty(), || format!("{path}.on"), "a day at least is expected")
        }
        Schedule::Months { every, days } => {
            let months = [1, 2, 3, 4, 6, 12].contains(every);
            must(months, || format!("{path}.months.every"), "1, 2, 3, 4, 6 or 12 is expected")?;
            distinct(&format!("{path}.months.days"), days)?;
            let known = !days.is_empty() && days.iter().all(|day| (1..=31).contains(day));
            must(known, || format!("{path}.months.days"), "days of the month, 1 to 31, are expected")
        }
        Schedule::Weekly { weekday } => {
            must((1..=7).contains(weekday), || format!("{path}.weekly.weekday"), "1 Monday to 7 Sunday is expected")
        }
        Schedule::StageEnds | Schedule::AtOnce => Ok(()),
    }
}

fn checklist(path: &str, items: &[ChecklistItem]) -> Checked {
    at_most(path, items.len(), limits::ITEMS)?;
    let mut taken = BTreeSet::new();
    for (at, item) in items.iter().enumerate() {
        let path = format!("{path}[{at}]");
        id(&path, &item.id, &mut taken)?;
        text(&format!("{path}.name"), &item.name)?;
    }
    Ok(())
}

fn settings(config: &Config) -> Checked {
    let numbering = &config.numbering;
    let patterns = [
        ("numbering.office", Some(&numbering.office), true),
        ("numbering.official", Some(&numbering.official), false),
        ("numbering.national", numbering.national.as_ref(), false),
    ];
    for (path, pattern, per_device) in patterns {
        let Some(pattern) = pattern else { continue };
        text(path, &pattern.0)?;
        if let Some(problem) = pattern.problem(per_device) {
            return Err(wrong(path, problem));
        }
    }
    at_most("colours", config.colours.len(), limits::ITEMS)?;
    let mut taken = BTreeSet::new();
    for (at, colour) in config.colours.iter().enumerate() {
        let path = format!("colours[{at}]");
        id(&path, &colour.id, &mut taken)?;
        text(&format!("{path}.label"), &colour.label)?;
        must((1..=limits::LENGTH).contains(&colour.days), || format!("{path}.days"), "a number of days is expected")?;
    }
    at_most("satisfaction", config.satisfaction.len(), limits::ITEMS)?;
    let mut taken = BTreeSet::new();
    for (at, rating) in config.satisfaction.iter().enumerate() {
        let path = format!("satisfaction[{at}]");
        id(&path, &rating.id, &mut taken)?;
        text(&format!("{path}.label"), &rating.label)?;
    }
    let decimals = config.rounding.decimals <= Rounding::MOST_DECIMALS;
    must(decimals, || "rounding.decimals".to_owned(), "at most 4 digits are shown")?;
    distinct("closing.signatures", &config.closing.signatures)?;
    must(!config.closing.signatures.is_empty(), || "closing.signatures".to_owned(), "somebody has to sign")?;
    checklist("closing.checklist", &config.closing.checklist)?;
    let most = config.group.representatives_most;
    must(most > 0, || "group.representatives_most".to_owned(), "a group has a representative at least")?;
    texts("simple_track.conditions", &config.simple_track.conditions)?;
    matching(&config.matching)?;
    let kept: Vec<_> = config.retention.iter().map(|entry| entry.kept).collect();
    distinct("retention", &kept)?;
    let years = config.retention.iter().filter_map(|entry| entry.years).all(|years| (1..=200).contains(&years));
    must(years, || "retention".to_owned(), "1 to 200 years, or none for good")
}

fn matching(weights: &Weights) -> Checked {
    let points = serde_json::to_value(weights).expect("weights are numbers by name");
    for (name, points) in points.as_object().into_iter().flatten() {
        let bounded = points.as_i64().is_some_and(|points| (-1000..=1000).contains(&points));
        must(bounded, || format!("matching.{name}"), "-1000 to 1000 is expected")?;
    }
    must(weights.threshold > 0, || "matching.threshold".to_owned(), "at 0 everything would be shown")?;
    must(weights.time_days > 0, || "matching.time_days".to_owned(), "a number of days is expected")?;
    let rises = weights.text_none < weights.text_full;
    must(rises, || "matching.text_full".to_owned(), "more than `text_none` is expected")
}
