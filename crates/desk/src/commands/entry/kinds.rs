//! `taizhang entry kinds`: what can be entered, and what each kind holds.

use serde_json::{Value, json};
use taizhang_client::is_meant;
use taizhang_model::entry::{self, EntryKind, FieldSpec, FieldType};

use super::values::{expected, kind_named, label};
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, table},
    words::Lang,
};

pub(super) fn run(desk: &Desk, name: Option<&str>, search: Option<&str>) -> Result<Answer, Failure> {
    let Some(name) = name else { return Ok(all(desk, search.unwrap_or_default())) };
    let kind = kind_named(name)?;
    let row = |field: &FieldSpec| {
        let need = if field.required { "*" } else { "" };
        let about = if desk.lang == Lang::Zh { field.label_zh.to_owned() } else { field.label() };
        vec![field.name.to_owned(), need.to_owned(), about, expected(&field.ty, desk.lang)]
    };
    let json = |field: &FieldSpec| {
        json!({
            "name": field.name, "required": field.required, "label_zh": field.label_zh,
            "several": matches!(field.ty, FieldType::List(_) | FieldType::Rows(_)),
        })
    };
    let rows: Vec<_> = kind.fields.iter().map(row).collect();
    let fields: Vec<Value> = kind.fields.iter().map(json).collect();
    Ok(Answer::new(json!({"kind": kind.name, "fields": fields}), table(&rows)))
}

fn all(desk: &Desk, typed: &str) -> Answer {
    let is_meant = |kind: &&EntryKind| is_meant(kind.label_zh, typed) || is_meant(&kind.label(), typed);
    let kinds: Vec<_> = entry::ALL.iter().copied().filter(is_meant).collect();
    let rows: Vec<_> = kinds.iter().map(|kind| vec![kind.name.to_owned(), label(kind, desk.lang)]).collect();
    let json = |kind: &&EntryKind| json!({"name": kind.name, "label_zh": kind.label_zh});
    Answer::new(json!({"kinds": kinds.iter().map(json).collect::<Vec<_>>()}), table(&rows))
}
