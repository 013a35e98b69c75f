//! `taizhang schema`: the JSON Schema of everything that programs read and write: every act, every kind of entry, every
//! entity and every view, every command's answer, and what it takes. Without the feature `schemas`, as in a browser, only
//! what forms are made from: acts, entries and the configuration.

#[cfg(feature = "schemas")]
pub(super) mod answers;
pub(super) mod kept;
#[cfg(feature = "schemas")]
pub(crate) mod made;

use clap::Args;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use taizhang_model::{
    ActBody,
    entry::{self, FieldSpec, FieldType},
};

use super::act::schema::Fallback;
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, table},
    words::{self, Lang},
};

/// Of what.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Arguments {
    /// What: a kind of act, `entry.KIND`, `answer.COMMAND`, `params.COMMAND`, an entity or a view, as the list without a name says.
    name: Option<String>,
}

/// Before the name of a kind of entry.
const ENTRY: &str = "entry.";

/// Tells the schema of something, or what has one.
pub fn run(desk: &Desk, arguments: Arguments) -> Result<Answer, Failure> {
    match arguments.name {
        Some(name) => {
            let schema = schema(&name)
                .ok_or_else(|| taizhang_client::Error::Unknown { kind: "schema", name: name.clone() })
                .map_err(|error| Failure::from(error).next("taizhang schema"))?;
            let text = serde_json::to_string_pretty(&schema).expect("a schema is plain data");
            Ok(Answer::new(schema, text))
        }
        None => Ok(list(desk)),
    }
}

fn schema(name: &str) -> Option<Value> {
    if let Some(kind) = name.strip_prefix(ENTRY) {
        return entry::kind(kind).map(|kind| of_fields(kind.label_zh, kind.fields));
    }
    let kind = name.replace('-', "_");
    kept::schema(&kind).map(|schema| of_act(&kind, schema)).or_else(|| made_of(name))
}

/// What a member of a payload says in the schema of its kind where the ledger fills it in: `unless_said`, or `itself` where it is
/// for nobody to type.
const FILLED_IN: &str = "x-filled-in";

/// The payload of a kind of act. What a call may leave out stands there, so that a form need not ask for it.
fn of_act(kind: &str, mut schema: Value) -> Value {
    for (name, member) in schema["properties"].as_object_mut().into_iter().flatten() {
        let Some(fallback) = Fallback::of(kind, name) else { continue };
        // A member that is as every value may be is the schema `true`.
        if !member.is_object() {
            *member = json!({});
        }
        member[FILLED_IN] = json!(if fallback.is_for_people() { "unless_said" } else { "itself" });
    }
    schema
}

/// What has a schema: its group, its name, and what it is called.
type Named = (&'static str, String, String);

#[cfg(feature = "schemas")]
use made::{names as made_names, schema as made_of};

#[cfg(not(feature = "schemas"))]
fn made_of(_: &str) -> Option<Value> {
    None
}

#[cfg(not(feature = "schemas"))]
fn made_names() -> Vec<Named> {
    Vec::new()
}

fn list(desk: &Desk) -> Answer {
    let acts = ActBody::KINDS.iter().map(|kind| ("act", (*kind).to_owned(), words::kind_word(kind, Lang::Zh)));
    let entries = entry::ALL.iter().map(|kind| ("entry", format!("{ENTRY}{}", kind.name), kind.label_zh.to_owned()));
    let all: Vec<Named> = acts.chain(entries).chain(made_names()).collect();
    let rows: Vec<_> = all
        .iter()
        .map(|(group, name, label)| {
            let label = if desk.lang == Lang::Zh || *group != "act" {
                label.clone()
            } else {
                words::kind_word(name, desk.lang)
            };
            vec![(*group).to_owned(), name.clone(), label]
        })
        .collect();
    let json = |(group, name, label): &Named| json!({"group": group, "name": name, "label_zh": label});
    Answer::new(json!({"schemas": all.iter().map(json).collect::<Vec<_>>()}), table(&rows))
}

/// The values of a kind of entry, from its table of fields.
fn of_fields(title: &str, fields: &[FieldSpec]) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let mut schema = of_type(&field.ty);
            schema["title"] = json!(field.label_zh);
            schema["description"] = json!(field.label());
            (field.name.to_owned(), schema)
        })
        .collect();
    let required: Vec<_> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({
        "title": title, "type": "object", "properties": properties, "required": required,
        "additionalProperties": false,
    })
}

fn of_type(ty: &FieldType) -> Value {
    let text = |format: &str| json!({"type": "string", "format": format});
    match ty {
        FieldType::Text => json!({"type": "string", "maxLength": entry::limits::LINE_CHARS}),
        FieldType::Long => json!({"type": "string", "maxLength": entry::limits::TEXT_CHARS}),
        FieldType::Date => text("date"),
        FieldType::Number => json!({"type": "integer"}),
        FieldType::Money => json!({"type": "integer", "minimum": 0, "description": "an amount in fen"}),
        FieldType::Bool => json!({"type": "boolean"}),
        FieldType::Choice(choices) => {
            let one = |choice: &entry::Choice| json!({"const": choice.name, "title": choice.label_zh});
            json!({"type": "string", "oneOf": choices.iter().map(one).collect::<Vec<_>>()})
        }
        FieldType::Staff => text("staff"),
        FieldType::Office => text("office"),
        FieldType::Case => text("case"),
        FieldType::Act => text("act"),
        FieldType::Entry => text("entry"),
        FieldType::List(item) => {
            json!({"type": "array", "items": of_type(item), "maxItems": entry::limits::LIST})
        }
        FieldType::Rows(fields) => {
            json!({"type": "array", "items": of_fields("", fields), "maxItems": entry::limits::ROWS})
        }
    }
}

#[cfg(test)]
mod tests {
    use taizhang_model::line::crosses;

    use super::{
        super::calls,
        made::{ANSWER, PARAMS, VIEWS},
        *,
    };

    #[test]
    fn every_name_of_the_list_has_a_schema() {
        let names = ActBody::KINDS.iter().map(|kind| (*kind).to_owned());
        let names = names.chain(entry::ALL.iter().map(|kind| format!("{ENTRY}{}", kind.name)));
        let names = names.chain(VIEWS.iter().map(|(name, ..)| (*name).to_owned()));
        let names = names.chain(calls::callable().map(|name| format!("{PARAMS}{}", name.replace(' ', "."))));
        let names: Vec<_> =
            names.chain(answers::commands().map(|name| format!("{ANSWER}{}", name.replace(' ', ".")))).collect();
        for name in &names {
            assert!(schema(name).unwrap().is_object(), "{name}");
        }
        let mut unique = names.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), names.len());
        assert_eq!(schema("no_such"), None);
    }

    /// The line the project holds: no view and no answer names, scores, labels or tracks a person as a risk.
    #[test]
    fn no_schema_crosses_the_line() {
        let views = VIEWS.iter().map(|(name, ..)| (*name).to_owned());
        let answers = answers::commands().map(|name| format!("{ANSWER}{}", name.replace(' ', ".")));
        let entries = entry::ALL.iter().map(|kind| format!("{ENTRY}{}", kind.name));
        let params = calls::callable().map(|name| format!("{PARAMS}{}", name.replace(' ', ".")));
        for name in views.chain(answers).chain(params).chain(entries) {
            assert_eq!(crosses(&schema(&name).unwrap().to_string()), None, "{name}");
        }
        for (name, label, _) in VIEWS {
            assert_eq!([name, label].map(|text| crosses(text)), [None; 2], "{name}");
        }
    }

    #[test]
    fn a_table_within_an_entry_has_a_schema_of_its_own() {
        let meeting = schema("entry.meeting").unwrap();
        assert!(
            meeting["properties"].as_object().unwrap().values().any(|field| field["items"]["properties"].is_object())
        );
        assert_eq!(schema("directory").unwrap()["properties"]["offices"]["type"], "array");
    }
}
