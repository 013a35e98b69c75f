//! The day: a spreadsheet comes in, three offices work apart, and then they meet.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context as _, ensure};
use serde_json::Value;

use super::offices::{County, Office, text};

/// A case that the day is about.
pub(crate) struct Told {
    /// What happens to it, for the report.
    pub(crate) what: &'static str,
    /// What each office saw before they met; nothing where it did not have the case.
    pub(crate) before: [Option<Value>; 3],
    /// What each saw afterwards.
    pub(crate) after: [Option<Value>; 3],
}

/// What came of the day.
pub(crate) struct Day {
    /// Cases that the spreadsheet became.
    pub(crate) imported: u64,
    /// Rows of the import that were not clean, in words.
    pub(crate) findings: usize,
    /// Columns that were left out, with the reason.
    pub(crate) dropped: Vec<Value>,
    /// The cases of the story.
    pub(crate) cases: Vec<Told>,
    /// What the county has to decide, in plain sentences.
    pub(crate) disputes: Vec<Value>,
    /// Fields that somebody has to choose.
    pub(crate) conflicts: Vec<Value>,
}

/// The policy that the matters of the day come under.
const POLICY: &str = "村镇规划与相邻权";

const MORNING: &str = "2026-11-02T08:30:00+08:00";
const APART: [&str; 4] = [
    "2026-11-02T10:00:00+08:00",
    "2026-11-02T10:20:00+08:00",
    "2026-11-02T14:10:00+08:00",
    "2026-11-02T16:40:00+08:00",
];
/// What the township answers to the claim.
const OPINION: &str = r#"{"claim": "1", "facts": "围墙占用村道", "opinion": "责令拆除", "basis": "《村庄和集镇规划建设管理条例》第三十七条", "position": "supported"}"#;
/// The county's checklist, with what fulfils each item of this small case.
const DOSSIER: &str = r#"{"facts": "last:register", "ledger-and-letter": "last:assign", "appointment": "last:assign", "investigation-report": "last:reply", "reply-and-return-visit": "last:serve", "follow-up-plan": "last:reply"}"#;
const EVENING: &str = "2026-11-02T18:00:00+08:00";

/// Plays the day.
pub(crate) fn play(county: &mut County, folder: &Path) -> anyhow::Result<Day> {
    eprintln!("== the township's spreadsheet becomes cases");
    let sheet = crate::cargo::root().join("tests/data/township-ledger.xlsx");
    let sheet = sheet.to_string_lossy();
    let dry = county.town.run(MORNING, &["import", &sheet])?;
    let import = county.town.run(MORNING, &["import", &sheet, "--apply"])?;
    let listed = county.town.run(MORNING, &["case", "list", "--limit", "1000"])?;
    let listed = listed["cases"].as_array().context("a list of cases")?.clone();
    ensure!(listed.len() > 100, "only {} cases were imported", listed.len());
    let id = |place: usize| text(&listed[place], "/id");
    let (lead, extension, fields) = (id(3)?, id(7)?, id(11)?);
    let wall = text(
        &county.village.run(
            MORNING,
            &[
                "case",
                "register",
                "--title",
                "围墙占道",
                "--petitioner",
                "陈玉兰",
                "--area",
                "三合村",
                "--narrative",
                "反映邻居围墙占道，要求拆除。",
                "--claim",
                "拆除围墙",
                "--summary",
                "来访反映",
            ],
        )?,
        "/case",
    )?;
    eprintln!("== the morning: what everybody shares before they part");
    meet(county, folder, MORNING)?;
    let town = &county.town;
    let accept_and_assign = |case: &str, lead: &str| -> anyhow::Result<()> {
        town.run(MORNING, &["act", "accept", case])?;
        town.run(MORNING, &["act", "assign", case, "--lead", lead, "--measures", "上门核实", "--policy", POLICY])?;
        Ok(())
    };
    town.run(MORNING, &["act", "accept", &lead])?;
    accept_and_assign(&extension, "王芳")?;
    accept_and_assign(&wall, "王芳")?;
    let answer = ["--text", "已责令邻居于本月底前拆除。", "--position", "supported"];
    let ground = ["--opinions", OPINION, "--remedy", r#"{"organ": "清河县人民政府", "days": 30}"#];
    town.run(MORNING, &[&["act", "reply", &wall], &answer[..], &ground].concat())?;
    let served = ["--act", "last:reply", "--method", "in_person", "--proof", "回证2026-1"];
    town.run(MORNING, &[&["act", "serve", &wall], &served[..]].concat())?;
    meet(county, folder, MORNING)?;

    eprintln!("== the day apart: nobody has a network");
    let (head, town, village) = (&county.county, &county.town, &county.village);
    town.run(APART[0], &["act", "assign", &lead, "--lead", "王芳", "--measures", "镇里牵头调解", "--policy", POLICY])?;
    head.run(
        APART[1],
        &["act", "assign", &lead, "--lead", "李建国", "--measures", "县局直接督办", "--policy", POLICY],
    )?;
    town.run(APART[0], &["act", "extend", &extension, "--days", "10", "--reason", "等待鉴定结论"])?;
    head.run(APART[2], &["act", "extend", &extension, "--days", "20", "--reason", "案情复杂"])?;
    village.run(
        APART[2],
        &["act", "visit", &wall, "--place", "陈玉兰家", "--text", "围墙仍在，未动工", "--words", "墙还没有拆"],
    )?;
    let closing = ["--summary", "已责令拆除，办结", "--cause", "宅基地界址不清", "--checklist", DOSSIER];
    town.run(APART[3], &[&["act", "close", &wall], &closing[..]].concat())?;
    town.run(APART[1], &["case", "edit", &fields, "--area", "三合村六组"])?;
    head.run(APART[2], &["case", "edit", &fields, "--area", "三合村七组"])?;
    town.run(APART[1], &["act", "note", &fields, "--text", "已电话联系"])?;
    head.run(APART[2], &["act", "note", &fields, "--text", "县局来电询问"])?;
    let late = text(
        &village.run(
            APART[3],
            &["case", "register", "--title", "水渠堵塞", "--petitioner", "周海", "--area", "三合村", "--claim", "清淤"],
        )?,
        "/case",
    )?;

    let told = [
        (lead, "two leads: the township and the county each assigned one"),
        (extension, "two extensions: ten days here, twenty there"),
        (wall, "a visit against a closing: the village was there while the township closed"),
        (fields, "one field written twice, notes on both sides"),
        (late, "registered in the village, which has no network"),
    ];
    let seen = |id: &str| county.all().map(|office| office.run(EVENING, &["case", "show", id]).ok());
    let before: Vec<_> = told.iter().map(|(id, _)| seen(id)).collect();
    eprintln!("== the evening: the offices meet over the relay, the village over a stick");
    meet(county, folder, EVENING)?;
    let cases = told.iter().zip(before).map(|((id, what), before)| Told { what, before, after: seen(id) }).collect();
    let list = |command: &[&str], key: &str| -> anyhow::Result<Vec<Value>> {
        Ok(county.county.run(EVENING, command)?[key].as_array().cloned().unwrap_or_default())
    };
    Ok(Day {
        imported: listed.len() as u64,
        findings: dry["findings"].as_array().map_or(0, Vec::len),
        dropped: import["dropped_columns"].as_array().cloned().unwrap_or_default(),
        cases,
        disputes: list(&["dispute", "list"], "disputes")?,
        conflicts: list(&["conflict", "list"], "conflicts")?,
    })
}

/// Everybody meets: over the relay, and over a stick that is carried to the village and back, until nothing is new.
fn meet(county: &County, folder: &Path, now: &str) -> anyhow::Result<()> {
    let carry = |from: &Office, to: &Office, name: &str| -> anyhow::Result<()> {
        let file = folder.join(name);
        let file = file.to_string_lossy();
        from.run(now, &["bundle", "export", &file])?;
        to.run(now, &["bundle", "import", &file])?;
        std::fs::remove_file(&*file)?;
        Ok(())
    };
    county.town.run(now, &["sync"])?;
    county.county.run(now, &["sync"])?;
    carry(&county.village, &county.town, "from-village.bundle")?;
    county.town.run(now, &["sync"])?;
    county.county.run(now, &["sync"])?;
    county.town.run(now, &["sync"])?;
    let file = folder.join("to-village.bundle");
    let file = file.to_string_lossy();
    county.town.run(now, &["bundle", "export", &file, "--for", "三合村"])?;
    county.village.run(now, &["bundle", "import", &file])?;
    Ok(())
}

/// Values by name, so that the report reads the same in every run.
pub(crate) type Facts = BTreeMap<&'static str, String>;

/// What one office sees of a case, in the few words that the report compares.
pub(crate) fn facts(shown: &Value) -> Facts {
    let case = &shown["case"];
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let name = |id: &Value| shown["names"][id.as_str().unwrap_or_default()].as_str().unwrap_or_default().to_owned();
    let leads: Vec<_> = list(&case["leads"]).iter().map(|lead| name(&lead["staff"])).collect();
    let handling = list(&case["deadlines"]).into_iter().find(|deadline| deadline["rule"] == "handle-60d");
    let area: Vec<_> =
        list(&shown["fields"]["area"]).iter().filter_map(|value| value["value"].as_str().map(str::to_owned)).collect();
    let open = list(&case["disputes"]).into_iter().filter(|dispute| dispute["settled_by"].is_null());
    let open: Vec<_> = open.filter_map(|dispute| dispute["rule"].as_str().map(str::to_owned)).collect();
    BTreeMap::from([
        ("1 title", case["title"].as_str().unwrap_or_default().to_owned()),
        ("2 stage", case["stage"].as_str().unwrap_or_default().to_owned()),
        ("3 leads", leads.join(" | ")),
        ("4 due", handling.and_then(|due| due["due"].as_str().map(str::to_owned)).unwrap_or_default()),
        ("5 area", area.join(" | ")),
        ("6 notes, visits", format!("{}, {}", case["notes"], case["visits"])),
        ("7 to decide", open.join(" ")),
    ])
}
