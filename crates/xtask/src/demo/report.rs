//! What the demo shows, and what its check insists on.

use anyhow::{Context as _, bail, ensure};
use serde_json::Value;

use super::{
    offices::County,
    story::{Day, Told, facts},
};

const COLUMN: usize = 24;

/// Prints, for each case of the story, what each office saw before and after, and where people have to decide.
pub(crate) fn print(county: &County, day: &Day) {
    println!();
    println!(
        "{} cases from the township's spreadsheet; {} cells or rows that were not clean were reported.",
        day.imported, day.findings
    );
    for column in &day.dropped {
        let word = |key: &str| column[key].as_str().unwrap_or_default().to_owned();
        println!("  left out: column {} {} ({})", word("column"), word("header"), word("reason"));
    }
    for told in &day.cases {
        println!();
        println!("{}", told.what);
        let titles = county.all().map(|office| office.title);
        println!("  {:<16}{}", "", titles.map(|title| pad(&format!("{title} before"))).concat());
        rows(&told.before);
        println!("  {:<16}{}", "", titles.map(|title| pad(&format!("{title} after"))).concat());
        rows(&told.after);
    }
    println!();
    println!("People have to decide ({} disputes of record, {} fields):", day.disputes.len(), day.conflicts.len());
    for dispute in &day.disputes {
        println!("  {}", dispute["sentence"].as_str().unwrap_or_default().replace('\n', "\n  "));
    }
    for conflict in &day.conflicts {
        let values: Vec<_> =
            conflict["values"].as_array().into_iter().flatten().filter_map(|value| value["value"].as_str()).collect();
        println!("  {} {}: {}", text(conflict, "number"), text(conflict, "field"), values.join(" | "));
    }
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn rows(seen: &[Option<Value>; 3]) {
    let seen = seen.each_ref().map(|shown| shown.as_ref().map(facts));
    let names: Vec<_> = seen.iter().flatten().flat_map(|facts| facts.keys().copied()).collect();
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let cell = |facts: &Option<super::story::Facts>| match facts {
            Some(facts) => pad(facts.get(name).map_or("", String::as_str)),
            None => pad("(not here)"),
        };
        println!("    {:<14}{}", &name[2..], seen.each_ref().map(cell).concat());
    }
}

/// A cell of the table: a Chinese character takes two columns.
fn pad(text: &str) -> String {
    let width: usize = text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    format!("{text}{}", " ".repeat(COLUMN.saturating_sub(width).max(1)))
}

/// Verifies the day. Gives the number of things that were checked.
pub(crate) fn check(county: &County, day: &Day) -> anyhow::Result<usize> {
    let mut checks = 0;
    let mut holds = |what: &str, holds: bool| -> anyhow::Result<()> {
        checks += 1;
        ensure!(holds, "{what}");
        Ok(())
    };
    for told in &day.cases {
        let [first, rest @ ..] = &told.after;
        let first = first.as_ref().with_context(|| format!("the county lost the case: {}", told.what))?;
        for other in rest.iter().flatten() {
            holds(&format!("the offices differ: {}", told.what), other["case"] == first["case"])?;
            holds(
                "the free text differs",
                other["narrative"] == first["narrative"] && other["fields"] == first["fields"],
            )?;
        }
    }
    let [lead, extension, wall, fields, late] = &day.cases[..] else { bail!("the story has five cases") };
    let village_has = |told: &Told| told.after[2].is_some();
    holds("the village has its own cases", village_has(wall) && village_has(late))?;
    holds("the village has nothing of the township's own", !village_has(lead) && !village_has(fields))?;
    let after = |told: &Told| told.after[0].as_ref().map(|shown| shown["case"].clone()).unwrap_or_default();
    let rule = |told: &Told, rule: &str| {
        after(told)["disputes"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|dispute| dispute["rule"] == rule && dispute["settled_by"].is_null())
    };
    holds("two leads are a dispute", rule(lead, "K1"))?;
    holds("both leads carry the duty", after(lead)["leads"].as_array().map(Vec::len) == Some(2))?;
    holds("two extensions are a dispute", rule(extension, "K4"))?;
    holds(
        "the visit keeps the case open",
        rule(wall, "K2") && after(wall)["closed"] == false && after(wall)["visits"] == 1,
    )?;
    holds("the field conflict stays visible", after(fields)["conflicts"].as_array().map(Vec::len) == Some(1))?;
    holds("both notes are there", after(fields)["notes"] == 2)?;
    holds("the inbox names all three disputes", day.disputes.len() == 3)?;
    for office in county.all() {
        let status = office.run("2026-11-02T18:30:00+08:00", &["status"])?;
        holds(
            &format!("the {} holds nothing back", office.title),
            status["quarantined"] == 0 && status["waiting"] == 0,
        )?;
        holds(&format!("the {} lost no edit", office.title), status["refused"] == 0)?;
    }
    let sent = county.town.run("2026-11-02T18:30:00+08:00", &["status"])?;
    holds("the township has sent everything", sent["unsent"] == 0)?;
    let counted = |office: &super::offices::Office| -> anyhow::Result<u64> {
        Ok(office.run("2026-11-02T18:30:00+08:00", &["status"])?["cases"].as_u64().unwrap_or_default())
    };
    holds(
        "county and township hold every case",
        counted(&county.county)? == day.imported + 2 && counted(&county.town)? == day.imported + 2,
    )?;
    holds("the village holds its two", counted(&county.village)? == 2)?;
    Ok(checks)
}
