//! What a desk asks of schemas while it works: those of the acts and of the configuration, from which options and forms are
//! made, and the names of what each call takes. It stands in a file that a test keeps true to the types: to make it
//! again each time would put code of all of them into the program, and a browser loads the program.

use serde_json::Value;

/// By lines, each of them a name, a space, and the JSON of its schema; of a call that takes anything, the names of it.
const KEPT: &str = include_str!("kept.txt");
/// Before the name of a call.
const PARAMS: &str = "params.";

/// The schema of a kind of act, or of the configuration.
pub(crate) fn schema(name: &str) -> Option<Value> {
    line(name).filter(|_| !name.starts_with(PARAMS)).map(|json| serde_json::from_str(json).expect("a test wrote it"))
}

/// The names of what a call takes.
pub(crate) fn params(call: &str) -> impl Iterator<Item = &'static str> {
    line(&format!("{PARAMS}{}", call.replace(' ', "."))).into_iter().flat_map(str::split_whitespace)
}

fn line(name: &str) -> Option<&'static str> {
    KEPT.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))
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
    fn the_file_says_what_the_types_say() {
        let mut text = String::new();
        let mut line = |name: &str, what: String| writeln!(text, "{name} {what}").expect("a text takes a line");
        for call in calls::callable() {
            let name = call.replace(' ', ".");
            let schema = calls::params(&name).expect("it is a call").to_value();
            let names = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.as_str());
            let names: Vec<_> = names.collect();
            if !names.is_empty() {
                line(&format!("{PARAMS}{name}"), names.join(" "));
            }
        }
        for kind in ActBody::KINDS {
            line(kind, ActBody::schema(kind).expect("it is a kind").to_value().to_string());
        }
        line("configuration", schema_for!(Config).to_value().to_string());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/commands/schema/kept.txt");
        if env::var_os(UPDATE).is_some() {
            fs::write(&file, &text).expect("the crate's folder can be written");
        }
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert!(kept == text, "kept.txt is stale: run this test with {UPDATE}=1");
    }

    #[test]
    fn a_name_is_not_the_beginning_of_another() {
        assert_eq!(schema("close").expect("it is a kind")["title"], "Close");
        assert!(params("case.show").eq(["case"]) && params("case list").any(|name| name == "stage"));
        assert_eq!((schema("clos"), schema("params.case.show"), params("office list").count()), (None, None, 0));
    }
}
