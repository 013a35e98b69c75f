//! The plain fields of a case and of a claim: short texts that merge, and whose concurrent values stay visible until
//! a person chooses (DOMAIN K14). Status, lead, deadlines and closing are no fields: they are folded from acts.

use crate::{Refusal, refusal, text};

/// Title of the case (标题).
pub const TITLE: &str = "title";
/// Name under which the petitioner is shown (信访人): the name only, never an identity number, telephone or address.
pub const PETITIONER: &str = "petitioner";
/// Where the matter arose (事发地).
pub const AREA: &str = "area";
/// Category of the matter (问题类别; DOMAIN C04).
pub const SUBJECT: &str = "subject";
/// Cross and split flags of the matter (三跨三分离; DOMAIN I17), separated by commas.
pub const FLAGS: &str = "flags";
/// Measures to resolve the matter (化解措施; DOMAIN A08).
pub const MEASURES: &str = "measures";
/// Where the handling stands, in words (办理情况; DOMAIN P24).
pub const STATUS_NOTE: &str = "status_note";
/// Persons of a group visit (人次; DOMAIN I18), a whole number.
pub const GROUP_PERSONS: &str = "group_persons";
/// The number that the matter had in the spreadsheet it was imported from (原台账序号).
pub const LISTED_NO: &str = "listed_no";
/// The lead named in that spreadsheet (原台账包案领导): a name as written, no assignment.
pub const LISTED_LEAD: &str = "listed_lead";
/// The unit named in that spreadsheet (原台账责任单位), as written.
pub const LISTED_UNIT: &str = "listed_unit";
/// The handler named in that spreadsheet (原台账责任人), as written.
pub const LISTED_HANDLER: &str = "listed_handler";
/// The time limit in that spreadsheet (原台账时限): no deadline of the ledger.
pub const LISTED_DUE: &str = "listed_due";
/// What is asked for (诉求).
pub const TEXT: &str = "text";
/// The amount asked for (涉及金额), as written.
pub const AMOUNT: &str = "amount";

/// Most characters of a plain field's value.
pub const VALUE_CHARS: usize = 500;

/// A plain field and what people call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The name in documents and in JSON.
    pub name: &'static str,
    /// Its label in English.
    pub label: &'static str,
    /// Its label in Chinese.
    pub label_zh: &'static str,
}

/// The plain fields of a case.
pub const CASE_FIELDS: &[Field] = &[
    Field { name: TITLE, label: "title", label_zh: "标题" },
    Field { name: PETITIONER, label: "petitioner", label_zh: "信访人" },
    Field { name: AREA, label: "area", label_zh: "事发地" },
    Field { name: SUBJECT, label: "category", label_zh: "问题类别" },
    Field { name: FLAGS, label: "cross and split flags", label_zh: "三跨三分离" },
    Field { name: MEASURES, label: "measures", label_zh: "化解措施" },
    Field { name: STATUS_NOTE, label: "handling so far", label_zh: "办理情况" },
    Field { name: GROUP_PERSONS, label: "persons", label_zh: "人次" },
    Field { name: LISTED_NO, label: "number in the spreadsheet", label_zh: "原台账序号" },
    Field { name: LISTED_LEAD, label: "lead in the spreadsheet", label_zh: "原台账包案领导" },
    Field { name: LISTED_UNIT, label: "unit in the spreadsheet", label_zh: "原台账责任单位" },
    Field { name: LISTED_HANDLER, label: "handler in the spreadsheet", label_zh: "原台账责任人" },
    Field { name: LISTED_DUE, label: "time limit in the spreadsheet", label_zh: "原台账时限" },
];

/// The plain fields of a claim.
pub const CLAIM_FIELDS: &[Field] = &[
    Field { name: TEXT, label: "claim", label_zh: "诉求" },
    Field { name: AMOUNT, label: "amount", label_zh: "涉及金额" },
];

/// Whether a plain field of a case or of a claim may take this value: a known name, one line of at most
/// [`VALUE_CHARS`] characters, no control characters, a whole number where one is meant.
///
/// # Errors
/// A refusal that names the field.
pub fn check_field(name: &str, value: &str) -> Result<(), Refusal> {
    if !CASE_FIELDS.iter().chain(CLAIM_FIELDS).any(|field| field.name == name) {
        return Err(Refusal::because(&refusal::UNKNOWN_FIELD).missing(name));
    }
    text::one_line(name, value, VALUE_CHARS)?;
    if name == GROUP_PERSONS && !value.is_empty() && value.parse::<u32>().is_err() {
        return Err(Refusal::because(&refusal::NOT_A_NUMBER).missing(name));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_short_and_printable() {
        assert_eq!(check_field(TITLE, "关于征地补偿的信访事项"), Ok(()));
        assert_eq!(check_field(GROUP_PERSONS, "12"), Ok(()));
        assert_eq!(check_field(TITLE, &"字".repeat(VALUE_CHARS)), Ok(()));
        for (name, value, code) in [
            ("mood", "x", "unknown_field"),
            (TITLE, "two\nlines", "control_character"),
            (AREA, "\u{1b}[2J", "control_character"),
            (GROUP_PERSONS, "many", "not_a_number"),
        ] {
            assert_eq!(check_field(name, value).map_err(|refusal| refusal.code), Err(code), "{name}={value:?}");
        }
        assert_eq!(check_field(TITLE, &"字".repeat(501)).map_err(|refusal| refusal.code), Err("text_too_long"));
    }
}
