//! What is typed for an entry: values by the name of their field, each read as its type in the table of kinds wants it.

use std::path::Path;

use jiff::civil::Date;
use serde_json::{Map, Value, json};
use taizhang_model::{
    Directory,
    entry::{self, EntryKind, EntryView, FieldSpec, FieldType},
};

use super::{
    super::act::{
        payload::{from_file, parse},
        resolve::Resolver,
        schema::{Field, Shape, fen},
    },
    Values,
};
use crate::{
    desk::Desk,
    failure::{Exit, Failure},
    words::{self, Lang, say, word_for},
};

/// What people call a kind.
pub(crate) fn label(kind: &EntryKind, lang: Lang) -> String {
    if lang == Lang::Zh { kind.label_zh.to_owned() } else { kind.label() }
}

/// What people call a field.
pub(super) fn heading(column: &entry::Column, lang: Lang) -> String {
    if lang == Lang::Zh { column.label_zh.to_owned() } else { column.label.clone() }
}

/// These values of an entry, each under what people call its field, as the table of its kind shows them.
pub(super) fn in_words(
    lang: Lang,
    view: &EntryView,
    values: &entry::Values,
    directory: &Directory,
) -> Vec<(String, String)> {
    let columns = entry::kind(&view.kind).map(entry::columns).unwrap_or_default();
    let cells = entry::row(&EntryView { values: values.clone(), ..view.clone() }, directory);
    let named = columns.iter().zip(cells).filter(|(column, _)| values.contains_key(column.field));
    named.map(|(column, cell)| (heading(column, lang), cell)).collect()
}

/// The kind that a person means by its name or by what people call it.
pub(crate) fn kind_named(name: &str) -> Result<&'static EntryKind, Failure> {
    let called = || entry::ALL.iter().copied().find(|kind| kind.label_zh == name);
    let found = entry::kind(&name.replace('-', "_")).or_else(called);
    found.ok_or_else(|| {
        let known = |lang: Lang| entry::ALL.iter().map(|kind| kind.name).collect::<Vec<_>>().join(lang.comma());
        let fill = |lang| say!(lang, words::UNKNOWN_ENTRY_KIND, kind = name, known = known(lang));
        Failure::new("unknown_entry_kind", Exit::Refused, fill).next("taizhang entry kinds")
    })
}

/// The values that a call names: those of its file, and over them those that were typed.
pub(super) fn given(
    desk: &Desk,
    resolver: &mut Resolver<'_>,
    kind: &EntryKind,
    values: &Values,
) -> Result<Map<String, Value>, Failure> {
    let file = values.payload.clone().map(|payload| payload.read(desk)).transpose()?;
    let mut given = match file.map(|file| resolver.fields(&fields(kind.fields), file)).transpose()? {
        Some(Value::Object(given)) => given,
        None => Map::new(),
        Some(_) => {
            return Err(Failure::new("bad_json", Exit::Refused, |lang| say!(lang, words::NO_VALUES)));
        }
    };
    given.extend(from_pairs(desk, resolver, kind, &values.set)?);
    Ok(given)
}

/// The values that were typed, `field=value` each.
pub(crate) fn from_pairs(
    desk: &Desk,
    resolver: &mut Resolver<'_>,
    kind: &EntryKind,
    pairs: &[(String, String)],
) -> Result<Map<String, Value>, Failure> {
    let mut typed = Map::new();
    for (name, text) in pairs {
        let field = field(kind, name)?;
        let value = match text.trim() {
            "" => json!(""),
            _ => one(desk, &field.ty, text)?.ok_or_else(|| bad_value(field, text))?,
        };
        let value = resolver.within(&shape(&field.ty), value)?;
        match (typed.get_mut(field.name), value) {
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            (_, value) => drop(typed.insert(field.name.to_owned(), value)),
        }
    }
    Ok(typed)
}

/// The field that a person means by its name or by what people call it.
fn field(kind: &EntryKind, name: &str) -> Result<&'static FieldSpec, Failure> {
    let found = kind.field(&name.replace('-', "_")).or_else(|| kind.fields.iter().find(|field| field.label_zh == name));
    found.ok_or_else(|| {
        let named = |field: &FieldSpec, lang| match lang {
            Lang::En => field.name.to_owned(),
            Lang::Zh => format!("{} {}", field.name, field.label_zh),
        };
        let known =
            |lang: Lang| kind.fields.iter().map(|field| named(field, lang)).collect::<Vec<_>>().join(lang.comma());
        let fill =
            |lang| say!(lang, words::UNKNOWN_ENTRY_FIELD, kind = label(kind, lang), field = name, known = known(lang));
        Failure::new("unknown_field", Exit::Refused, fill).next(format!("taizhang entry kinds {}", kind.name))
    })
}

fn bad_value(field: &FieldSpec, text: &str) -> Failure {
    Failure::new("bad_value", Exit::Refused, |lang| {
        let name = if lang == Lang::Zh { field.label_zh.to_owned() } else { field.name.to_owned() };
        say!(lang, words::BAD_VALUE, field = name, value = text, expected = expected(&field.ty, lang))
    })
}

/// What may stand in a field, in people's words.
pub(super) fn expected(ty: &FieldType, lang: Lang) -> String {
    let word = |code| word_for(words::FIELD_TYPES, code, lang);
    match ty {
        FieldType::Text => word("text"),
        FieldType::Long => word("long"),
        FieldType::Date => word("date"),
        FieldType::Number => word("number"),
        FieldType::Money => word("money"),
        FieldType::Bool => word("bool"),
        FieldType::Choice(choices) => {
            let named = |choice: &entry::Choice| match lang {
                Lang::En => choice.name.to_owned(),
                Lang::Zh => format!("{} {}", choice.name, choice.label_zh),
            };
            choices.iter().map(named).collect::<Vec<_>>().join(" | ")
        }
        FieldType::Staff => word("staff"),
        FieldType::Office => word("office"),
        FieldType::Case => word("case"),
        FieldType::Act => word("act"),
        FieldType::Entry => word("entry"),
        FieldType::List(item) => say!(lang, words::SEVERAL, what = expected(item, lang)),
        FieldType::Rows(fields) => {
            let names: Vec<_> = fields.iter().map(|field| field.name).collect();
            say!(lang, words::ROWS_OF, fields = names.join(lang.comma()))
        }
    }
}

/// What was typed, as a value of this type; `None` where it does not fit. Names are not looked up yet.
fn one(desk: &Desk, ty: &FieldType, text: &str) -> Result<Option<Value>, Failure> {
    let text = text.trim();
    Ok(match ty {
        FieldType::Text
        | FieldType::Long
        | FieldType::Staff
        | FieldType::Office
        | FieldType::Case
        | FieldType::Act
        | FieldType::Entry => Some(json!(text)),
        FieldType::Date => text.parse::<Date>().ok().map(|date| json!(date)),
        FieldType::Number => text.parse::<i64>().ok().map(|number| json!(number)),
        FieldType::Money => fen(text).ok().and_then(|fen| fen.parse::<i64>().ok()).map(|fen| json!(fen)),
        FieldType::Bool => match text {
            "yes" | "true" | "是" => Some(json!(true)),
            "no" | "false" | "否" => Some(json!(false)),
            _ => None,
        },
        FieldType::Choice(choices) => {
            let name = text.replace('-', "_");
            let meant = choices.iter().find(|choice| choice.name == name || choice.label_zh == text);
            meant.map(|choice| json!(choice.name))
        }
        FieldType::List(item) => one(desk, item, text)?.map(|item| json!([item])),
        FieldType::Rows(_) => {
            let rows = match text.strip_prefix('@') {
                Some(file) => from_file(desk, Path::new(file))?,
                None => parse(text.as_bytes())?,
            };
            Some(if rows.is_array() { rows } else { json!([rows]) })
        }
    })
}

/// The fields of a kind as the shapes by which names within a value are looked up.
fn fields(specs: &[FieldSpec]) -> Vec<Field> {
    let field = |spec: &FieldSpec| Field {
        name: spec.name.to_owned(),
        about: spec.label(),
        required: spec.required,
        shape: shape(&spec.ty),
    };
    specs.iter().map(field).collect()
}

fn shape(ty: &FieldType) -> Shape {
    let id = |of: &str| Shape::Id(of.to_owned());
    match ty {
        FieldType::Text | FieldType::Long => Shape::Text,
        FieldType::Date => Shape::Date,
        FieldType::Number => Shape::Whole,
        FieldType::Money => Shape::Money,
        FieldType::Bool => Shape::Switch,
        FieldType::Choice(choices) => Shape::Choice(choices.iter().map(|choice| choice.name.to_owned()).collect()),
        FieldType::Staff => id("staff"),
        FieldType::Office => id("office"),
        FieldType::Case => id("case"),
        FieldType::Act => id("act"),
        FieldType::Entry => id("entry"),
        FieldType::List(item) => Shape::List(Box::new(shape(item))),
        FieldType::Rows(rows) => Shape::List(Box::new(Shape::Fields(fields(rows)))),
    }
}
