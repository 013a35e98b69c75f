//! The words for every code, kind and field, for a screen that shows them by itself.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use taizhang_model::{
    ActBody, entry,
    fields::{CASE_FIELDS, CLAIM_FIELDS, PARTY_FIELDS},
};

use super::entry::label;
use crate::{
    desk::Desk,
    failure::Failure,
    print::Answer,
    words::{self, Code, Lang, field_label, kind_word, named},
};

/// In which language.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct Words {
    /// The language [default: the caller's].
    lang: Option<Lang>,
}

/// Words by their codes.
type Table = BTreeMap<String, String>;

/// All words of a language.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Catalogue {
    /// Kinds of acts.
    kinds: Table,
    /// Kinds of entries.
    entries: Table,
    /// Plain fields of cases, claims and parties.
    fields: Table,
    /// What acts name, by the members of their payloads.
    parts: Table,
    /// Values with a fixed meaning; one that means something else in one field stands as `field.value` too.
    values: Table,
    /// Stages of a case.
    stages: Table,
    /// Marks on acts.
    flags: Table,
    /// What an act does to its case.
    effects: Table,
    /// Rules of disputes.
    rules: Table,
    /// What holds while a dispute is open.
    interims: Table,
    /// Who settles it.
    settlers: Table,
    /// Functions of staff.
    roles: Table,
    /// Kinds of offices.
    office_kinds: Table,
    /// How a time limit stands.
    deadline_states: Table,
    /// Kinds of days of the calendar.
    day_kinds: Table,
    /// Why two cases may be the same matter.
    reasons: Table,
    /// Figures.
    figures: Table,
    /// Types of the fields of entries.
    field_types: Table,
    /// What is wrong with a field.
    field_faults: Table,
    /// What an act lacks.
    missing: Table,
    /// Codes of what was refused or put aside.
    codes: Table,
    /// What a relay did that an honest one does not.
    relay_faults: Table,
    /// Where an audit found something.
    audit_places: Table,
    /// Why a column of a spreadsheet is left out.
    drops: Table,
    /// How keys are kept.
    kept: Table,
}

/// All words.
pub(crate) fn words(desk: &Desk, Words { lang }: Words) -> Result<Answer, Failure> {
    let lang = lang.unwrap_or(desk.lang);
    let table = |table: &[Code]| -> Table {
        table.iter().filter_map(|(code, ..)| Some(((*code).to_owned(), named(table, code, lang)?))).collect()
    };
    let fields = CASE_FIELDS.iter().chain(CLAIM_FIELDS).chain(PARTY_FIELDS).map(|field| field.name);
    let catalogue = Catalogue {
        kinds: ActBody::KINDS.iter().map(|kind| ((*kind).to_owned(), kind_word(kind, lang))).collect(),
        entries: entry::ALL.iter().map(|kind| (kind.name.to_owned(), label(kind, lang))).collect(),
        fields: fields.filter_map(|name| Some((name.to_owned(), field_label(name, lang)?))).collect(),
        parts: table(words::PARTS),
        values: table(words::VALUES),
        stages: table(words::STAGES),
        flags: table(words::FLAGS),
        effects: table(words::EFFECTS),
        rules: table(words::RULES),
        interims: table(words::INTERIMS),
        settlers: table(words::SETTLERS),
        roles: table(words::ROLES),
        office_kinds: table(words::OFFICE_KINDS),
        deadline_states: table(words::DEADLINE_STATES),
        day_kinds: table(words::DAY_KINDS),
        reasons: table(words::REASONS),
        figures: table(words::FIGURES),
        field_types: table(words::FIELD_TYPES),
        field_faults: table(words::FIELD_FAULTS),
        missing: table(words::MISSING),
        codes: table(words::CODES),
        relay_faults: table(words::RELAY_FAULTS),
        audit_places: table(words::AUDIT_PLACES),
        drops: table(words::DROPS),
        kept: table(words::KEPT),
    };
    Ok(Answer::new(catalogue, String::new()))
}
