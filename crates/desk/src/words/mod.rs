//! Every sentence that the command says, in both languages, and the words for the ledger's stable codes.
//!
//! A sentence is a row with both languages, so that none can lack one. Placeholders are filled by [`say!`], which shows
//! what comes out of documents without letting it tell the terminal what to do.

mod acts;
mod codes;
mod missing;
mod problems;
mod sentences;
mod values;

use std::fmt::Display;

pub use acts::*;
pub use codes::*;
pub(crate) use missing::missing_in;
pub(crate) use problems::problem_zh;
pub use sentences::*;
pub use values::*;

/// The languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// 中文.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// What stands between the things of a list.
    pub fn comma(self) -> &'static str {
        match self {
            Self::Zh => "、",
            Self::En => ", ",
        }
    }
}

/// A sentence in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// In English.
    pub en: &'static str,
    /// In Chinese.
    pub zh: &'static str,
}

impl Word {
    /// In this language, its placeholders as they are.
    #[must_use]
    pub const fn text(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The sentence with its placeholders filled. One pass: what is filled in is never read for placeholders again.
    pub fn fill(self, lang: Lang, values: &[(&str, &dyn Display)]) -> String {
        let mut text = String::new();
        let mut rest = self.text(lang);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, left) = after.split_once('}').expect("the table's braces are paired: tested");
            text.push_str(before);
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                text.push_str(&crate::print::shown_lines(&value.to_string()));
            }
            rest = left;
        }
        text.push_str(rest);
        text
    }
}

/// Says a sentence: `say!(lang, words::NOTED, number = number)`.
#[macro_export]
macro_rules! say {
    ($lang:expr, $word:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $word.fill($lang, &[$((stringify!($name), &$value as &dyn std::fmt::Display)),*])
    };
}
pub use crate::say;

/// A stable code and its words.
pub type Code = (&'static str, &'static str, &'static str);

/// The words for a code, where the table has it.
pub fn named(table: &[Code], code: &str, lang: Lang) -> Option<String> {
    let (_, en, zh) = table.iter().find(|(known, _, _)| *known == code)?;
    Some(match lang {
        Lang::En => (*en).to_owned(),
        Lang::Zh => (*zh).to_owned(),
    })
}

/// What somebody did by an act of this kind.
pub fn kind_word(kind: &str, lang: Lang) -> String {
    let word = match lang {
        Lang::Zh => taizhang_model::ActBody::label_zh(kind),
        Lang::En => KINDS.iter().find(|(known, _)| *known == kind).map(|(_, verb)| *verb),
    };
    word.map_or_else(|| crate::print::shown(&kind.replace('_', " ")), str::to_owned)
}

/// The words for a value with a fixed meaning, as it is meant in this field.
pub fn value_word(field: &str, value: &str, lang: Lang) -> Option<String> {
    named(VALUES, &format!("{field}.{value}"), lang).or_else(|| named(VALUES, value, lang))
}

/// The words for a code; a code of a newer version stands for itself.
pub fn word_for(table: &[Code], code: &str, lang: Lang) -> String {
    named(table, code, lang).unwrap_or_else(|| crate::print::shown(code))
}

/// What people call a plain field of a case, a claim or a party.
pub fn field_label(name: &str, lang: Lang) -> Option<String> {
    use taizhang_model::fields::{CASE_FIELDS, CLAIM_FIELDS, PARTY_FIELDS};
    let mut fields = CASE_FIELDS.iter().chain(CLAIM_FIELDS).chain(PARTY_FIELDS);
    let field = fields.find(|field| field.name == name)?;
    Some(match lang {
        Lang::En => field.label.to_owned(),
        Lang::Zh => field.label_zh.to_owned(),
    })
}

/// What [`taizhang_client::Error::Unknown`] could not find, in people's words.
pub fn thing(kind: &str, lang: Lang) -> String {
    word_for(THINGS, kind, lang)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::commands::schema::made::VIEWS;

    /// Every table of codes and their words.
    const TABLES: &[&[(&str, &str, &str)]] = &[
        VALUES,
        PARTS,
        STAGES,
        EFFECTS,
        RULES,
        INTERIMS,
        SETTLERS,
        ROLES,
        OFFICE_KINDS,
        DEADLINE_STATES,
        DAY_KINDS,
        FLAGS,
        CODES,
        AUDIT_PLACES,
        RELAY_FAULTS,
        REASONS,
        FIGURES,
        FIELD_TYPES,
        FIELD_FAULTS,
    ];

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).map(|part| part.split_once('}').expect("paired").0).collect()
    }

    #[test]
    fn both_languages_say_the_same() {
        for (name, word) in ALL {
            assert!(!word.en.is_empty() && !word.zh.is_empty(), "{name}");
            assert_eq!(placeholders(word.en), placeholders(word.zh), "{name}");
            assert!(!word.en.chars().any(|letter| ('\u{4e00}'..'\u{9fff}').contains(&letter)), "{name}");
        }
    }

    /// Every fixed value in a schema: what `const` and `enum` say.
    fn fixed_values(schema: &Value, found: &mut BTreeSet<String>) {
        match schema {
            Value::Object(members) => {
                for (name, value) in members {
                    match (name.as_str(), value) {
                        ("const", Value::String(code)) => drop(found.insert(code.clone())),
                        ("enum", Value::Array(codes)) => {
                            found.extend(codes.iter().filter_map(Value::as_str).map(str::to_owned));
                        }
                        _ => fixed_values(value, found),
                    }
                }
            }
            Value::Array(values) => values.iter().for_each(|value| fixed_values(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_code_of_the_model_has_its_words() {
        use taizhang_model::{ActBody, DisputeRule, flag, metrics::Figures};
        let (mut values, mut missing) = (BTreeSet::new(), Vec::new());
        for kind in ActBody::KINDS {
            let schema = ActBody::schema(kind).unwrap();
            fixed_values(schema.as_value(), &mut values);
            let properties = schema.as_value()["properties"].as_object().unwrap();
            missing.extend(properties.keys().filter(|name| named(PARTS, name, Lang::Zh).is_none()).cloned());
            missing.extend((!KINDS.iter().any(|(known, _)| known == kind)).then(|| (*kind).to_owned()));
            assert!(ActBody::label_zh(kind).is_some(), "{kind}");
        }
        for (.., view) in VIEWS {
            fixed_values(view().as_value(), &mut values);
        }
        let tables = [
            VALUES,
            STAGES,
            EFFECTS,
            RULES,
            INTERIMS,
            SETTLERS,
            ROLES,
            OFFICE_KINDS,
            DEADLINE_STATES,
            REASONS,
            RELAY_FAULTS,
        ];
        values.retain(|code| tables.iter().all(|table| named(table, code, Lang::Zh).is_none()));
        // A code may have its word under the name of its field alone.
        values.retain(|code| !VALUES.iter().any(|(known, ..)| known.ends_with(&format!(".{code}"))));
        missing.extend(values);
        missing.extend(flag::ALL.iter().filter(|flag| named(FLAGS, flag, Lang::Zh).is_none()).map(|f| (*f).to_owned()));
        missing.extend(
            DisputeRule::ALL
                .iter()
                .map(|rule| rule.as_str().to_owned())
                .filter(|r| named(RULES, r, Lang::Zh).is_none()),
        );
        let figures = Figures::default();
        let figures = figures.counts().map(|count| count.name).into_iter().chain(figures.rates().map(|rate| rate.name));
        missing.extend(figures.filter(|name| named(FIGURES, name, Lang::Zh).is_none()).map(str::to_owned));
        for code in taizhang_wire::Code::ALL {
            missing.extend(named(CODES, code.as_str(), Lang::Zh).is_none().then(|| code.as_str().to_owned()));
        }
        assert!(missing.is_empty(), "these have no words: {missing:?}");
    }

    /// The line the project holds, where what a person or a program reads is named.
    #[test]
    fn no_sentence_crosses_the_line() {
        use taizhang_model::line::crosses;
        for (name, word) in ALL {
            assert_eq!([name, word.en, word.zh].map(crosses), [None; 3], "{name}");
        }
        for (code, en, zh) in TABLES.iter().copied().flatten() {
            assert_eq!([code, en, zh].map(|text| crosses(text)), [None; 3], "{code}");
        }
    }

    #[test]
    fn no_code_stands_twice_in_a_table() {
        for table in TABLES {
            let codes: BTreeSet<_> = table.iter().map(|(code, ..)| code).collect();
            assert_eq!(codes.len(), table.len());
        }
    }

    #[test]
    fn what_is_filled_in_is_escaped_and_not_read_again() {
        const WORD: Word = Word { en: "<{name}|{other}>", zh: "" };
        assert_eq!(say!(Lang::En, WORD, name = "{other}\u{1b}[m", other = 1), "<{other}\\u{1b}[m|1>");
    }
}
