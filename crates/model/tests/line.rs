//! The line the project holds: no entity, field, act, view, schema or message names, scores, labels or tracks a person
//! as a risk. The schemas are looked through as they are published, and every source, table and catalogue as text.

use std::{
    fs,
    path::{Path, PathBuf},
};

use schemars::schema_for;
use taizhang_model::{ActBody, CaseView, Config, entry, fields, flag, line::crosses, metrics, refusal};

/// What says that such a thing was dropped may name it.
const SAYING_SO: &[&str] = &["针对个人的管控"];

/// Where the words may stand: the list itself.
const THE_LIST: &str = "crates/model/src/line.rs";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is there")
}

/// Every file under a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("a folder that can be listed").path();
        let name = path.file_name().expect("it was listed by its name").to_string_lossy().into_owned();
        if path.is_dir() && !["target", "tests", "snapshots", "node_modules"].contains(&name.as_str()) {
            files(&path, found);
        } else if path.is_file() && !name.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_source_schema_or_catalogue_crosses_it() {
    let root = root();
    let mut found = Vec::new();
    ["crates", "client-core", "server"].iter().for_each(|room| files(&root.join(room), &mut found));
    let kinds = ["rs", "sql", "json", "toml", "ts", "tsx", "html", "css"];
    let (mut read, mut crossings) = (0, Vec::new());
    for path in found {
        let shown = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        if shown == THE_LIST || !path.extension().is_some_and(|kind| kinds.iter().any(|known| kind == *known)) {
            continue;
        }
        read += 1;
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate() {
            let line = SAYING_SO.iter().fold(line.to_owned(), |line, saying| line.replace(saying, ""));
            let comment = line.trim_start().starts_with("//") && !line.trim_start().starts_with("///");
            if let Some(word) = crosses(&line).filter(|_| !comment) {
                crossings.push(format!("{shown}:{}: {word}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_eq!(crossings, Vec::<String>::new());
    assert!(read > 150, "only {read} files were looked through");
}

#[test]
fn no_published_schema_crosses_it() {
    let views = [
        ("case", schema_for!(CaseView)),
        ("entry", schema_for!(entry::EntryView)),
        ("configuration", schema_for!(Config)),
        ("figures", schema_for!(metrics::Figures)),
    ];
    let acts = ActBody::KINDS.iter().map(|kind| (*kind, ActBody::schema(kind).expect("every kind has one")));
    for (name, schema) in views.into_iter().chain(acts) {
        assert_eq!(crosses(&schema.to_value().to_string()), None, "{name}");
    }
    assert_eq!(crosses(&serde_json::to_string(Config::builtin()).unwrap()), None);
}

#[test]
fn no_kind_of_entry_flag_or_refusal_crosses_it() {
    for kind in entry::ALL {
        assert_eq!(crosses(&format!("{kind:?}")), None, "{}", kind.name);
    }
    for reason in refusal::all() {
        assert_eq!(crosses(&format!("{reason:?}")), None, "{}", reason.code);
    }
    for flag in flag::ALL {
        assert_eq!(crosses(flag), None);
    }
    for field in fields::CASE_FIELDS.iter().chain(fields::CLAIM_FIELDS) {
        assert_eq!(crosses(&format!("{field:?}")), None);
    }
}

/// Figures are of cases. A figure of a person would need a person in its list: only staff have one, by their duty.
#[test]
fn no_figure_is_kept_of_who_brings_a_matter() {
    let schema = schema_for!(metrics::CaseFacts).to_value().to_string();
    for word in ["petitioner_id", "petitioner_name", "party", "person_key", "identity"] {
        assert!(!schema.contains(word), "{word} in {schema}");
    }
}
