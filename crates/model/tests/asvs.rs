//! Every item of OWASP ASVS 5.0 at levels 1 and 2 is answered in `docs/ASVS.md`, by tests and files that are there.

use std::collections::BTreeSet;

use crate::documents::{Tests, quoted, read, root};

/// The items' ids, in the standard's order.
const IDS: &str = include_str!("asvs_ids.txt");

const STATES: &[&str] = &["yes", "partly", "not yet", "n/a"];

/// One row of the tables, for one item or several.
struct Row {
    ids: Vec<&'static str>,
    asked: String,
    state: String,
    shown: String,
}

fn ids() -> Vec<&'static str> {
    IDS.lines().collect()
}

/// Where an item stands in the standard.
fn place(id: &str) -> usize {
    ids().iter().position(|known| *known == id).unwrap_or_else(|| panic!("{id} is no item of levels 1 and 2"))
}

/// `1.2.1`, `1.2.1, 1.2.4`, or `1.2.1 to 1.2.4`.
fn items(cell: &str) -> Vec<&'static str> {
    let run = |part: &str| match part.split_once(" to ") {
        Some((first, last)) => place(first)..=place(last),
        None => place(part)..=place(part),
    };
    cell.split(", ").flat_map(run).map(|place| ids()[place]).collect()
}

fn table() -> Vec<Row> {
    let text = read("docs/ASVS.md").expect("docs/ASVS.md is there");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.map(|line| line.split(" | ").collect::<Vec<_>>())
        .filter(|cells| cells[0].starts_with(|letter: char| letter.is_ascii_digit()))
        .map(|cells| {
            let [ids, asked, state, shown] = cells[..] else { panic!("not four cells: {cells:?}") };
            Row { ids: items(ids), asked: asked.to_owned(), state: state.to_owned(), shown: shown.to_owned() }
        })
        .collect()
}

#[test]
fn every_item_stands_in_the_table_once() {
    let found: Vec<_> = table().into_iter().flat_map(|row| row.ids).collect();
    let all: BTreeSet<_> = found.iter().copied().collect();
    let absent: Vec<_> = ids().into_iter().filter(|id| !all.contains(id)).collect();
    assert_eq!(absent, Vec::<&str>::new(), "absent");
    assert_eq!(found, ids(), "an item stands twice, or out of order");
}

#[test]
fn every_item_is_answered() {
    for Row { ids, asked, state, shown } in table() {
        assert!(STATES.contains(&state.as_str()), "{ids:?}: {state} is no state");
        assert!(!asked.trim().is_empty() && !shown.trim().is_empty(), "{ids:?}: a cell is empty");
        let points = shown.contains('`') || shown.contains("](");
        assert!(state != "yes" || points, "{ids:?}: nothing shows it");
    }
}

/// Both by `path::name` and by path alone.
#[test]
fn every_test_and_file_that_is_named_is_there() {
    let mut tests = Tests::default();
    for row in table() {
        for named in quoted(&row.shown) {
            if named.contains("::") {
                assert!(tests.has(&named), "{:?}: there is no test {named}", row.ids);
            } else if named.contains('/') && !named.starts_with('/') {
                assert!(root().join(&named).exists(), "{:?}: there is no {named}", row.ids);
            }
        }
    }
}
