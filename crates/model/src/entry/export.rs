//! Finding entries and handing them out: as one JSON object, or as the columns and cells of a table.

use jiff::civil::Date;
use serde_json::json;

use super::{EntryKind, EntryView, FieldType, Value, kind};
use crate::{CaseId, Directory};

/// What is looked for; what is left out does not matter.
#[derive(Debug, Default, Clone, Copy)]
pub struct EntryQuery<'a> {
    /// Of this kind.
    pub kind: Option<&'a str>,
    /// Every one of these words, parted by blanks, stands in its texts.
    pub words: &'a str,
    /// Names this case.
    pub case: Option<CaseId>,
    /// Has a date on or after this day.
    pub from: Option<Date>,
    /// Has a date on or before this day.
    pub until: Option<Date>,
    /// Also those that were struck out.
    pub struck: bool,
}

impl EntryQuery<'_> {
    /// Whether this entry is meant.
    #[must_use]
    pub fn finds(&self, view: &EntryView) -> bool {
        let case = self.case.map(|case| case.to_string());
        (self.struck || view.struck_by.is_none())
            && self.kind.is_none_or(|kind| kind == view.kind)
            && self.words.split_whitespace().all(|word| any(view, |text| text.contains(word)))
            && case.is_none_or(|case| any(view, |text| text == case))
            && (self.from.is_none() && self.until.is_none() || any(view, |text| self.within(text)))
    }

    fn within(&self, text: &str) -> bool {
        text.parse::<Date>()
            .is_ok_and(|date| self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until))
    }
}

/// Whether one of its texts, at any depth, is such.
fn any(view: &EntryView, is: impl Fn(&str) -> bool) -> bool {
    fn within(value: &Value, is: &impl Fn(&str) -> bool) -> bool {
        match value {
            Value::Text(text) => is(text),
            Value::List(items) => items.iter().any(|item| within(item, is)),
            Value::Row(row) => row.values().any(|value| within(value, is)),
            Value::Bool(_) | Value::Number(_) => false,
        }
    }
    view.values.values().any(|value| within(value, &is))
}

/// A column of the table of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The field.
    pub field: &'static str,
    /// The heading in English.
    pub label: String,
    /// The heading in Chinese.
    pub label_zh: &'static str,
}

/// The columns of the table of a kind: one for each field.
#[must_use]
pub fn columns(kind: &EntryKind) -> Vec<Column> {
    let column =
        |field: &super::FieldSpec| Column { field: field.name, label: field.label(), label_zh: field.label_zh };
    kind.fields.iter().map(column).collect()
}

/// The cells of an entry under [`columns`]: names for ids, yuan for fen, the Chinese word of a choice. A kind that this
/// version does not know has none.
#[must_use]
pub fn row(view: &EntryView, directory: &Directory) -> Vec<String> {
    let Some(kind) = kind(&view.kind) else { return Vec::new() };
    let cell = |field: &super::FieldSpec| {
        view.values.get(field.name).map(|value| cell(&field.ty, value, directory)).unwrap_or_default()
    };
    kind.fields.iter().map(cell).collect()
}

fn cell(ty: &FieldType, value: &Value, directory: &Directory) -> String {
    match (ty, value) {
        (FieldType::Staff, Value::Text(text)) => {
            text.parse().map_or_else(|_| text.clone(), |staff| directory.staff_name(staff))
        }
        (FieldType::Office, Value::Text(text)) => {
            text.parse().map_or_else(|_| text.clone(), |office| directory.office_name(office))
        }
        (FieldType::Choice(choices), Value::Text(text)) => choices
            .iter()
            .find(|choice| choice.name == text)
            .map_or_else(|| text.clone(), |choice| choice.label_zh.to_owned()),
        (FieldType::Money, Value::Number(fen)) => format!("{}.{:02}", fen / 100, (fen % 100).abs()),
        (FieldType::List(item), Value::List(items)) => {
            items.iter().map(|value| cell(item, value, directory)).collect::<Vec<_>>().join("、")
        }
        (FieldType::Rows(fields), Value::List(rows)) => {
            let shown = rows.iter().map(|row| {
                let Value::Row(values) = row else { return String::new() };
                let cells = fields.iter().filter_map(|field| Some(cell(&field.ty, values.get(field.name)?, directory)));
                cells.collect::<Vec<_>>().join(" ")
            });
            shown.collect::<Vec<_>>().join("；")
        }
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Bool(yes)) => if *yes { "是" } else { "否" }.to_owned(),
        (_, Value::List(_) | Value::Row(_)) => serde_json::to_string(value).expect("values are plain data"),
    }
}

/// One entry as a JSON object: its view, with the labels of its kind and fields beside it.
#[must_use]
pub fn export(view: &EntryView) -> serde_json::Value {
    let labels: serde_json::Map<_, _> = kind(&view.kind)
        .map(|kind| kind.fields.iter().map(|field| (field.name.to_owned(), json!(field.label_zh))).collect())
        .unwrap_or_default();
    json!({
        "entry": view,
        "kind_zh": kind(&view.kind).map(|kind| kind.label_zh),
        "labels_zh": labels,
    })
}
