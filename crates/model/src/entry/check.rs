//! Whether an entry's values fit its kind. Everything that is wrong is named at once, each as `field: what`, so that a
//! form can show it beside the field.

use jiff::civil::Date;

use super::{Choice, EntryData, EntryKind, FieldSpec, FieldType, Rule, Value, Values, kind, kinds, limits};
use crate::{ActId, CaseId, Directory, EntryId, OfficeId, Refusal, StaffId, refusal, text};

impl EntryData {
    /// Whether these values may be entered: every required field there, every value of its field's type, every rule
    /// of the kind kept. Cases, acts and other entries need not be on this device; staff and offices must be known.
    ///
    /// # Errors
    /// A refusal that names every field that is missing or not right.
    pub fn check(&self, directory: &Directory) -> Result<(), Refusal> {
        let Some(kind) = kind(&self.kind) else {
            let known = kinds::ALL.iter().map(|kind| kind.name).collect::<Vec<_>>().join("|");
            return Err(Refusal::because(&refusal::UNKNOWN_ENTRY_KIND).missing(known));
        };
        let bytes = serde_json::to_string(&self.values).expect("values are plain data with text keys").len();
        if bytes > limits::VALUES_BYTES {
            let most = format!("{bytes} bytes, at most {}", limits::VALUES_BYTES);
            return Err(Refusal::because(&refusal::ENTRY_TOO_LARGE).missing(most));
        }
        let wrong = wrong(kind, &self.values, directory);
        if wrong.is_empty() {
            return Ok(());
        }
        Err(wrong.into_iter().fold(Refusal::because(&refusal::ENTRY_FIELDS), Refusal::missing))
    }
}

/// Everything that is missing or not right, in the order of the fields.
pub(super) fn wrong(kind: &EntryKind, values: &Values, directory: &Directory) -> Vec<String> {
    let mut check = Checker { directory, anonymous: kind.anonymous, wrong: Vec::new() };
    check.fields("", kind.fields, values);
    for rule in kind.rules {
        check.rule(rule, values);
    }
    check.wrong
}

struct Checker<'a> {
    directory: &'a Directory,
    anonymous: bool,
    wrong: Vec<String>,
}

impl Checker<'_> {
    fn name(&mut self, field: &str, what: &str) {
        self.wrong.push(format!("{field}: {what}"));
    }

    fn fields(&mut self, path: &str, fields: &[FieldSpec], values: &Values) {
        for field in fields {
            let name = format!("{path}{}", field.name);
            match values.get(field.name).filter(|value| !value.is_empty()) {
                Some(value) => self.value(&name, &field.ty, value),
                None if field.required => self.name(&name, "missing"),
                None => {}
            }
        }
        for name in values.keys().filter(|name| fields.iter().all(|field| field.name != **name)) {
            self.name(&format!("{path}{}", shown(name)), "no such field");
        }
    }

    fn value(&mut self, name: &str, ty: &FieldType, value: &Value) {
        match (ty, value) {
            (FieldType::Text, Value::Text(text)) => {
                self.text(name, text, |text| text::one_line(name, text, limits::LINE_CHARS));
            }
            (FieldType::Long, Value::Text(text)) => {
                self.text(name, text, |text| text::lines(name, text, limits::TEXT_CHARS));
            }
            (FieldType::Date, Value::Text(text)) if text.parse::<Date>().is_err() => {
                self.name(name, "not a date like 2026-07-10");
            }
            (FieldType::Money, Value::Number(fen)) if *fen < 0 => self.name(name, "negative"),
            (FieldType::Choice(choices), Value::Text(text)) => self.choice(name, choices, text),
            (FieldType::Staff, Value::Text(text)) => match text.parse::<StaffId>() {
                Ok(staff) if self.directory.staff.contains_key(&staff) => {}
                _ => self.name(name, "not a member of staff in the directory"),
            },
            (FieldType::Office, Value::Text(text)) => match text.parse::<OfficeId>() {
                Ok(office) if self.directory.offices.contains_key(&office) => {}
                _ => self.name(name, "not an office in the directory"),
            },
            (FieldType::Case, Value::Text(text)) if text.parse::<CaseId>().is_err() => self.name(name, "not a case"),
            (FieldType::Act, Value::Text(text)) if text.parse::<ActId>().is_err() => self.name(name, "not an act"),
            (FieldType::Entry, Value::Text(text)) if text.parse::<EntryId>().is_err() => {
                self.name(name, "not an entry");
            }
            (FieldType::List(item), Value::List(items)) => self.list(name, item, items),
            (FieldType::Rows(fields), Value::List(rows)) => self.rows(name, fields, rows),
            (FieldType::Date | FieldType::Case | FieldType::Act | FieldType::Entry, Value::Text(_))
            | (FieldType::Number | FieldType::Money, Value::Number(_))
            | (FieldType::Bool, Value::Bool(_)) => {}
            (ty, _) => self.name(name, expected(ty)),
        }
    }

    fn text(&mut self, name: &str, text: &str, bounded: impl Fn(&str) -> Result<(), Refusal>) {
        match bounded(text) {
            Err(refusal) if refusal.code == refusal::TEXT_TOO_LONG.code => self.name(name, "too long"),
            Err(_) => self.name(name, "holds characters that cannot be shown"),
            Ok(()) if self.anonymous && holds_a_personal_number(text) => self.name(name, "holds a personal number"),
            Ok(()) => {}
        }
    }

    fn choice(&mut self, name: &str, choices: &[Choice], text: &str) {
        if choices.iter().all(|choice| choice.name != text) {
            let known = choices.iter().map(|choice| choice.name).collect::<Vec<_>>().join("|");
            self.name(name, &format!("one of {known}"));
        }
    }

    fn list(&mut self, name: &str, item: &FieldType, items: &[Value]) {
        if items.len() > limits::LIST {
            return self.name(name, &format!("more than {} items", limits::LIST));
        }
        for (at, value) in items.iter().enumerate() {
            if items[..at].contains(value) {
                self.name(&format!("{name}[{}]", at + 1), "named twice");
            } else {
                self.value(&format!("{name}[{}]", at + 1), item, value);
            }
        }
    }

    fn rows(&mut self, name: &str, fields: &[FieldSpec], rows: &[Value]) {
        if rows.len() > limits::ROWS {
            return self.name(name, &format!("more than {} rows", limits::ROWS));
        }
        let mut numbers = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let path = format!("{name}[{}]", at + 1);
            match row {
                Value::Row(values) => {
                    self.fields(&format!("{path}."), fields, values);
                    if let Some(no) = values.get("no") {
                        if numbers.contains(&no) {
                            self.name(&format!("{path}.no"), "named twice");
                        }
                        numbers.push(no);
                    }
                }
                _ => self.name(&path, "a row of fields is expected"),
            }
        }
    }

    fn rule(&mut self, rule: &Rule, values: &Values) {
        let stands = |field: &str| values.get(field).is_some_and(|value| !value.is_empty());
        let says_yes = |field: &str| stands(field) && values.get(field) != Some(&Value::Bool(false));
        let date = |field: &str| values.get(field).and_then(Value::as_date);
        match *rule {
            Rule::Ordered(first, second) => {
                if let (Some(from), Some(until)) = (date(first), date(second))
                    && from > until
                {
                    self.name(second, &format!("before {first}"));
                }
            }
            Rule::Needs(field, others) if says_yes(field) => self.need(others, values, &format!("needed by {field}")),
            Rule::When(field, value, others) if values.get(field).and_then(Value::as_text) == Some(value) => {
                self.need(others, values, &format!("needed when {field} is {value}"));
            }
            Rule::Empty(field, others) if says_yes(field) => {
                for other in others.iter().filter(|other| stands(other)) {
                    self.name(other, &format!("must be empty when {field} says yes"));
                }
            }
            Rule::OneOf(fields) if !fields.iter().any(|field| stands(field)) => {
                self.name(&fields.join("|"), "one of these is needed");
            }
            Rule::Differ(first, second) if stands(first) && values.get(first) == values.get(second) => {
                self.name(second, &format!("the same as {first}"));
            }
            Rule::AtMost(rows, part, whole) => self.at_most(rows, part, whole, values),
            _ => {}
        }
    }

    fn need(&mut self, others: &[&str], values: &Values, why: &str) {
        for other in others {
            if values.get(*other).is_none_or(|value| value.is_empty() || *value == Value::Bool(false)) {
                self.name(other, why);
            }
        }
    }

    fn at_most(&mut self, rows: &str, part: &str, whole: &str, values: &Values) {
        for (at, row) in values.get(rows).map(Value::items).unwrap_or_default().iter().enumerate() {
            if let Value::Row(row) = row
                && let (Some(Value::Number(part_of)), Some(Value::Number(all))) = (row.get(part), row.get(whole))
                && part_of > all
            {
                self.name(&format!("{rows}[{}].{part}", at + 1), &format!("above {whole}"));
            }
        }
    }
}

fn expected(ty: &FieldType) -> &'static str {
    match ty {
        FieldType::Text | FieldType::Long => "a text is expected",
        FieldType::Date => "a date like 2026-07-10 is expected",
        FieldType::Number => "a whole number is expected",
        FieldType::Money => "an amount in fen is expected",
        FieldType::Bool => "true or false is expected",
        FieldType::Choice(_) => "one of the choices is expected",
        FieldType::Staff => "a member of staff is expected",
        FieldType::Office => "an office is expected",
        FieldType::Case => "a case is expected",
        FieldType::Act => "an act is expected",
        FieldType::Entry => "an entry is expected",
        FieldType::List(_) | FieldType::Rows(_) => "a list is expected",
    }
}

/// A name that came from outside, short and printable.
fn shown(name: &str) -> String {
    name.chars().take(40).map(|c| if c.is_control() { '?' } else { c }).collect()
}

/// Whether a text holds what looks like an identity number (18 digits, the last perhaps X) or a mobile telephone number
/// (11 digits that begin with 13 to 19), standing alone.
fn holds_a_personal_number(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let run = &bytes[at..at + digits];
        let ends_in_x = matches!(bytes.get(at + digits), Some(b'x' | b'X'));
        let mobile = digits == 11 && run[0] == b'1' && run[1] >= b'3';
        if digits == 18 || (digits == 17 && ends_in_x) || mobile {
            return true;
        }
        at += digits.max(1);
    }
    false
}
