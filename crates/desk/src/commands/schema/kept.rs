//! What a desk asks of schemas while it works: those of the acts and of the configuration, from which options and forms are
//! made, and the names of what each call takes. They stand in files that a test keeps true to the types: to make them
//! again each time would put code of all of them into the program, and a browser loads the program.

use std::{hint, sync::OnceLock};

use serde_json::Value;

/// By lines, each of them the name of a call that takes anything, a space, and the names of it.
const PARAMS: &str = include_str!("kept-params.txt");
/// By lines, each of them a name, a space, and the JSON of its schema. A browser has them in the second part of the program.
const SCHEMAS: &str = include_str!("kept-schemas.txt");

static BEFORE_SCHEMAS: OnceLock<fn()> = OnceLock::new();

/// Has something called each time before schemas are read: where the program comes in parts, it waits for the one that has them.
pub fn before_schemas(wait: fn()) {
    let _ = BEFORE_SCHEMAS.set(wait);
}

/// The schema of a kind of act, or of the configuration.
pub(crate) fn schema(name: &str) -> Option<Value> {
    if let Some(wait) = BEFORE_SCHEMAS.get() {
        wait();
    }
    // What it says may only stand there from now on: the compiler is not to answer from it beforehand.
    line(hint::black_box(SCHEMAS), name).map(|json| serde_json::from_str(json).expect("a test wrote it"))
}

/// The names of what a call takes.
pub(crate) fn params(call: &str) -> impl Iterator<Item = &'static str> {
    line(PARAMS, &call.replace(' ', ".")).into_iter().flat_map(str::split_whitespace)
}

fn line(of: &'static str, name: &str) -> Option<&'static str> {
    of.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))
}

#[cfg(all(test, feature = "schemas"))]
mod tests {
    use std::{env, fmt::Write as _, fs, path::Path};

    use schemars::schema_for;
    use taizhang_model::{ActBody, Config};

    use super::{super::super::calls, *};

    /// Set, the file is written anew.
    const UPDATE: &str = "TAIZHANG_UPDATE_SCHEMAS";

    #[test]
    fn the_files_say_what_the_types_say() {
        let [mut params, mut schemas] = [String::new(), String::new()];
        let line =
            |text: &mut String, name: &str, what: String| writeln!(text, "{name} {what}").expect("a text takes a line");
        for call in calls::callable() {
            let name = call.replace(' ', ".");
            let schema = calls::params(&name).expect("it is a call").to_value();
            let names = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
            let names: Vec<_> = names.collect();
            if !names.is_empty() {
                line(&mut params, &name, names.join(" "));
            }
        }
        for kind in ActBody::KINDS {
            line(&mut schemas, kind, ActBody::schema(kind).expect("it is a kind").to_value().to_string());
        }
        line(&mut schemas, "configuration", schema_for!(Config).to_value().to_string());
        for (name, text) in [("kept-params.txt", params), ("kept-schemas.txt", schemas)] {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/commands/schema").join(name);
            if env::var_os(UPDATE).is_some() {
                fs::write(&file, &text).expect("the crate's folder can be written");
            }
            let kept = fs::read_to_string(&file).unwrap_or_default();
            assert!(kept == text, "{name} is stale: run this test with {UPDATE}=1");
        }
    }

    #[test]
    fn a_name_is_not_the_beginning_of_another() {
        assert_eq!(schema("close").expect("it is a kind")["title"], "Close");
        assert!(params("case.show").eq(["case"]) && params("case list").any(|name| name == "stage"));
        assert_eq!((schema("clos"), schema("params.case.show"), params("office list").count()), (None, None, 0));
    }
}
