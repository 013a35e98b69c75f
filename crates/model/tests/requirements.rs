//! Every requirement row of `docs/DOMAIN.md` is carried by something that is there, and shown by a test that is there.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::documents::{Tests, quoted, read, root};
use taizhang_model::{ActBody, Config, Directory, DisputeRule, Office, OfficeId, OfficeKind, entry};

/// The rows there are: a letter and how many.
const RANGES: &[(char, usize)] =
    &[('R', 28), ('I', 26), ('C', 20), ('A', 17), ('H', 33), ('F', 27), ('V', 18), ('P', 26), ('M', 13), ('S', 18)];

/// Rows that no test shows yet. This list only ever gets shorter.
const OPEN: &[&str] = &[];

/// One row of the table.
struct Row {
    id: String,
    term: String,
    /// What carries it: sort and name.
    carriers: Vec<(String, String)>,
    tests: Vec<String>,
}

fn table() -> Vec<Row> {
    let text = read("docs/DOMAIN.md").expect("docs/DOMAIN.md is there");
    let is_id = |cell: &str| {
        let mut chars = cell.chars();
        chars.next().is_some_and(|c| RANGES.iter().any(|(letter, _)| *letter == c))
            && cell.len() == 3
            && chars.all(|c| c.is_ascii_digit())
    };
    text.lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
            is_id(cells[0]).then_some(cells)
        })
        .map(|cells| {
            assert_eq!(cells.len(), 4, "{cells:?}");
            let carriers = cells[2].split("; ").map(|carrier| {
                let (sort, name) = carrier.split_once(' ').unwrap_or_else(|| panic!("{}: {carrier}", cells[0]));
                (sort.to_owned(), quoted(name).concat())
            });
            Row {
                id: cells[0].to_owned(),
                term: cells[1].to_owned(),
                carriers: carriers.collect(),
                tests: quoted(cells[3]),
            }
        })
        .collect()
}

/// The sources of a folder, as one text.
fn sources(folder: &str) -> String {
    fn add(folder: &Path, all: &mut String) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                add(&path, all);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                *all += &fs::read_to_string(&path).expect("a source is text");
            }
        }
    }
    let mut all = String::new();
    add(&root().join(folder), &mut all);
    all
}

/// Whether a source makes this name public.
fn is_public(sources: &str, name: &str) -> bool {
    let item = ["fn", "const fn", "struct", "enum", "const"]
        .iter()
        .any(|item| [" ", "(", "<", ":", "{"].iter().any(|end| sources.contains(&format!("pub {item} {name}{end}"))));
    item || sources.contains(&format!("pub {name}: "))
}

#[test]
fn every_requirement_stands_in_the_table_once() {
    let rows = table();
    let wanted: BTreeSet<String> = RANGES
        .iter()
        .flat_map(|(letter, most)| (1..=*most).map(move |number| format!("{letter}{number:02}")))
        .collect();
    let found: BTreeSet<String> = rows.iter().map(|row| row.id.clone()).collect();
    assert_eq!(wanted.difference(&found).collect::<Vec<_>>(), Vec::<&String>::new(), "absent");
    assert_eq!(found.difference(&wanted).collect::<Vec<_>>(), Vec::<&String>::new(), "unknown");
    assert_eq!(rows.len(), wanted.len(), "a row stands twice");
    assert!(rows.iter().all(|row| !row.term.trim().is_empty()));
}

#[test]
fn every_carrier_is_there() {
    let model = sources("crates/model/src");
    let config = serde_json::to_value(Config::builtin()).expect("a configuration is plain data");
    let deadlines = config["deadlines"].as_array().expect("deadline rules are a list");
    let in_file = |path: &str, name: &str| is_public(&read(path).expect("the file is there"), name);
    for row in table() {
        assert!(!row.carriers.is_empty(), "{} is carried by nothing", row.id);
        for (sort, name) in &row.carriers {
            let there = match sort.as_str() {
                "act" => ActBody::KINDS.contains(&name.as_str()),
                "entry" => entry::kind(name).is_some(),
                "config" => config.get(name).is_some(),
                "deadline" => deadlines.iter().any(|rule| rule["id"] == name.as_str()),
                "rule" => DisputeRule::ALL.iter().any(|rule| rule.as_str() == name),
                "view" => is_public(&model, name),
                "metric" => is_public(&sources("crates/model/src/metrics"), name),
                "schedule" => in_file("schedule.rs", name),
                "directory" => {
                    in_file("office.rs", name)
                        || read("office.rs").is_some_and(|text| text.contains(&format!("    {name},\n")))
                }
                "command" => read("docs/CLI.md").is_some_and(|text| text.contains(name.as_str())),
                _ => panic!("{}: what is a {sort}?", row.id),
            };
            assert!(there, "{} ({}): there is no {sort} `{name}`", row.id, row.term);
        }
    }
}

/// The table of kinds and the table of requirements say the same.
#[test]
fn every_kind_of_entry_carries_what_the_table_says() {
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in table() {
        for (_, kind) in row.carriers.iter().filter(|(sort, _)| sort == "entry") {
            said.entry(kind.clone()).or_default().insert(row.id.clone());
        }
    }
    for kind in entry::ALL {
        let carries: BTreeSet<String> = kind.carries.iter().map(|id| (*id).to_owned()).collect();
        assert_eq!(said.remove(kind.name).unwrap_or_default(), carries, "{}", kind.name);
    }
    assert_eq!(said, BTreeMap::new());
}

/// The table names every kind of act that is recorded on a case: none is there without a requirement.
#[test]
fn every_kind_of_act_carries_something() {
    let named: BTreeSet<String> = table()
        .into_iter()
        .flat_map(|row| row.carriers)
        .filter_map(|(sort, name)| (sort == "act").then_some(name))
        .collect();
    // These carry a rule of the law or of the disputes, and entries as a whole.
    let by_rule = [
        "settle",
        "confirm",
        "recuse",
        "withdraw",
        "redact",
        "restrict",
        "lift_restriction",
        "break_glass",
        "enter",
        "revise",
        "respond",
        "strike",
        "access",
    ];
    for kind in ActBody::KINDS {
        assert!(named.contains(*kind) || by_rule.contains(kind), "the act `{kind}` carries no requirement");
    }
}

/// The rules of disputes, each with its tests.
fn rules() -> Vec<(String, Vec<String>)> {
    let text = read("docs/DOMAIN.md").expect("docs/DOMAIN.md is there");
    text.lines()
        .filter_map(|line| line.strip_prefix("| K")?.strip_suffix(" |"))
        .map(|line| {
            let cells: Vec<&str> = line.split(" | ").collect();
            assert_eq!(cells.len(), 5, "{cells:?}");
            (format!("K{}", cells[0]), quoted(cells[4]))
        })
        .collect()
}

/// What is said of who reads a case, each with its tests.
fn reading() -> Vec<(String, Vec<String>)> {
    let text = read("docs/DOMAIN.md").expect("docs/DOMAIN.md is there");
    let section = text.split("## Who reads a restricted case").nth(1).and_then(|rest| rest.split("## ").next());
    let rows = section.expect("the section is there").lines().filter(|line| line.contains(".rs::"));
    rows.map(|row| (row.split(" | ").next().unwrap_or_default().to_owned(), quoted(row))).collect()
}

#[test]
fn every_rule_of_disputes_stands_in_its_table() {
    let rules: Vec<String> = rules().into_iter().map(|(id, _)| id).collect();
    assert_eq!(rules, DisputeRule::ALL.iter().map(|rule| rule.as_str()).collect::<Vec<_>>());
}

#[test]
fn every_requirement_has_a_test() {
    let mut all = Tests::default();
    let mut without = Vec::new();
    let rows = table().into_iter().map(|row| (row.id, row.tests));
    for (id, tests) in rows.chain(rules()).chain(reading()) {
        for test in &tests {
            assert!(all.has(test), "{id}: there is no test {test}");
        }
        if tests.is_empty() {
            without.push(id);
        }
    }
    assert_eq!(without, OPEN, "without a test (left), and said to be (right)");
}

/// R03 to R08: offices of every kind stand in one tree, under the names that documents use.
#[test]
fn offices_of_every_kind_stand_in_one_tree() {
    let kinds = [
        (OfficeKind::County, "county", None),
        (OfficeKind::JointMeeting, "joint_meeting", Some(0)),
        (OfficeKind::Supervision, "supervision", Some(0)),
        (OfficeKind::PetitionOffice, "petition_office", Some(0)),
        (OfficeKind::Department, "department", Some(0)),
        (OfficeKind::Township, "township", Some(0)),
        (OfficeKind::Village, "village", Some(5)),
    ];
    let id = |at: usize| OfficeId([u8::try_from(at).expect("seven offices"); 16]);
    let mut directory = Directory::default();
    for (at, (kind, name, parent)) in kinds.iter().enumerate() {
        assert_eq!(serde_json::to_value(kind).expect("a kind is a word"), *name);
        let office =
            Office { id: id(at), kind: *kind, parent: parent.map(id), name: (*name).to_owned(), code: "X".to_owned() };
        directory.offices.insert(office.id, office);
    }
    assert_eq!(directory.ancestors(id(6)), [id(5), id(0)]);
    assert_eq!(directory.lowest_common_superior(&[id(6), id(4)]), Some(id(0)));
    assert!((1..7).all(|at| directory.is_ancestor_or_self(id(0), id(at))));
}
