//! What an act says, in words: ids become names, what is empty is left out.

use std::collections::BTreeMap;

use serde_json::Value;
use taizhang_model::{ActId, Directory, OfficeId, StaffId};

use super::story::short;
use crate::{
    print::shown,
    words::{self, Lang, say, word_for},
};

/// What acts are put into words with.
pub(crate) struct Phrases<'a> {
    pub(crate) lang: Lang,
    pub(crate) directory: &'a Directory,
    /// The place of each act in the story that is told; acts without one are named by the first letters of their id.
    pub(crate) places: &'a BTreeMap<ActId, usize>,
}

impl Phrases<'_> {
    /// What was done, with what it names.
    pub(crate) fn act(&self, kind: &str, payload: &Value) -> String {
        let kind = words::kind_word(kind, self.lang);
        let Value::Object(payload) = payload else { return kind };
        let known = words::PARTS.iter().map(|(name, ..)| *name);
        let unknown =
            payload.keys().map(String::as_str).filter(|name| words::PARTS.iter().all(|(known, ..)| known != name));
        let part = |name: &str| {
            let value = payload.get(name)?;
            let name_in_words = word_for(words::PARTS, name, self.lang);
            match value {
                // Yes is said by the name alone, no by silence.
                Value::Bool(yes) => yes.then_some(name_in_words),
                value => Some(say!(self.lang, words::PART, name = name_in_words, value = self.value(name, value)?)),
            }
        };
        let hidden = |name: &&str| *name != "receipt_code";
        let parts: Vec<_> = known.chain(unknown).filter(hidden).filter_map(part).collect();
        if parts.is_empty() {
            return kind;
        }
        say!(self.lang, words::ACT, kind = kind, parts = parts.join(words::PART_BREAK.text(self.lang)))
    }

    fn value(&self, field: &str, value: &Value) -> Option<String> {
        let join = |values: Vec<String>| (!values.is_empty()).then(|| values.join(self.lang.comma()));
        match value {
            Value::Null => None,
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(self.name_of(field, text)),
            Value::Array(values) => join(values.iter().filter_map(|value| self.value(field, value)).collect()),
            Value::Object(values) => {
                join(values.iter().filter_map(|(field, value)| self.value(field, value)).collect())
            }
            other => Some(other.to_string()),
        }
    }

    fn name_of(&self, field: &str, text: &str) -> String {
        if let Some(staff) = text.parse::<StaffId>().ok().and_then(|id| self.directory.staff.get(&id)) {
            return staff.name.clone();
        }
        if let Some(office) = text.parse::<OfficeId>().ok().and_then(|id| self.directory.offices.get(&id)) {
            return office.name.clone();
        }
        if let Some(place) = text.parse::<ActId>().ok().and_then(|id| self.places.get(&id)) {
            return say!(self.lang, words::ENTRY, n = place);
        }
        if text.len() == 26 && text.parse::<ActId>().is_ok() {
            return short(text);
        }
        words::value_word(field, text, self.lang).unwrap_or_else(|| shown(text))
    }
}
