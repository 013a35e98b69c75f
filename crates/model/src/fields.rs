//! The plain fields of a case and of a claim: short texts that merge, and whose concurrent values stay visible until
//! a person chooses (DOMAIN K14). Status, lead, deadlines and closing are no fields: they are folded from acts.

use crate::{
    Refusal,
    act::holds_a_number,
    matching::{identity_number, phone_numbers},
    refusal, text,
};

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

/// Full name of a party (姓名): a field of the party's own document.
pub const NAME: &str = "name";
/// Kind of a party's identity document (证件类型): one of [`ID_TYPES`].
pub const ID_TYPE: &str = "id_type";
/// Number of that document (证件号码).
pub const ID_NUMBER: &str = "id_number";
/// A party's telephone number (联系电话).
pub const PHONE: &str = "phone";
/// A party's address (住址).
pub const ADDRESS: &str = "address";
/// How a party wants to be reached (联系方式偏好): one of [`CONTACT_WAYS`].
pub const PREFERRED_CONTACT: &str = "preferred_contact";

/// Kinds of identity documents: 居民身份证, 护照, 港澳居民来往内地通行证, 台湾居民来往大陆通行证, 其他.
pub const ID_TYPES: &[&str] = &["resident", "passport", "hong_kong_macao", "taiwan", "other"];
/// Ways to reach a party: 电话, 书信, 上门, 网上.
pub const CONTACT_WAYS: &[&str] = &["phone", "letter", "visit", "online"];

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

/// The plain fields of a party's own document (当事人信息). No case holds any of them.
pub const PARTY_FIELDS: &[Field] = &[
    Field { name: NAME, label: "name", label_zh: "姓名" },
    Field { name: ID_TYPE, label: "identity document", label_zh: "证件类型" },
    Field { name: ID_NUMBER, label: "identity number", label_zh: "证件号码" },
    Field { name: PHONE, label: "telephone", label_zh: "联系电话" },
    Field { name: ADDRESS, label: "address", label_zh: "住址" },
    Field { name: PREFERRED_CONTACT, label: "preferred contact", label_zh: "联系方式偏好" },
];

/// Whether a plain field of a party may take this value: a known name, one line of at most [`VALUE_CHARS`] characters,
/// a word of the list where there is one, digits and signs where a number is meant, numbers that can be dialled. An empty
/// value clears the field, but for the name.
///
/// # Errors
/// A refusal that names the field, never its value.
pub fn check_party_field(name: &str, value: &str) -> Result<(), Refusal> {
    if !PARTY_FIELDS.iter().any(|field| field.name == name) {
        return Err(Refusal::because(&refusal::UNKNOWN_FIELD).missing(name));
    }
    text::one_line(name, value, VALUE_CHARS)?;
    match name {
        NAME if value.trim().is_empty() => return Err(Refusal::because(&refusal::TEXT_MISSING).missing(name)),
        PHONE if !value.is_empty() && !value.split('/').all(can_be_dialled) => {
            return Err(Refusal::because(&refusal::BAD_PHONE).missing(name));
        }
        _ => {}
    }
    let fits = match name {
        _ if value.is_empty() => true,
        ID_TYPE => ID_TYPES.contains(&value),
        PREFERRED_CONTACT => CONTACT_WAYS.contains(&value),
        ID_NUMBER => value.len() <= 32 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'),
        _ => true,
    };
    let expected = match name {
        ID_TYPE => ID_TYPES.join("|"),
        PREFERRED_CONTACT => CONTACT_WAYS.join("|"),
        _ => "digits".to_owned(),
    };
    if fits { Ok(()) } else { Err(Refusal::because(&refusal::FIELD_VALUE).missing(format!("{name}: {expected}"))) }
}

/// A number of this country, or one from abroad with its country's code (ITU E.164).
fn can_be_dialled(written: &str) -> bool {
    let signs = written.bytes().all(|byte| byte.is_ascii_digit() || b"+-() ".contains(&byte));
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    let abroad = written.trim_start().starts_with('+') && !written.trim_start().starts_with("+86");
    signs && (!phone_numbers(written).is_empty() || abroad && (7..=15).contains(&digits))
}

/// Whether this can be the number of such a document. One of a resident is checked by its date of birth and its check digit
/// (GB 11643); where no kind is named, it is taken for one. An empty number fits every kind.
///
/// # Errors
/// [`refusal::BAD_IDENTITY_NUMBER`], which never holds the number.
pub fn check_identity(id_type: &str, id_number: &str) -> Result<(), Refusal> {
    if id_number.is_empty() || !is_of_residents(id_type) || identity_number(id_number).is_some() {
        return Ok(());
    }
    Err(Refusal::because(&refusal::BAD_IDENTITY_NUMBER).missing(ID_NUMBER))
}

/// Whether documents of this kind carry a resident identity number. Where no kind is named, it is taken for that.
pub(crate) fn is_of_residents(id_type: &str) -> bool {
    id_type.is_empty() || id_type == ID_TYPES[0]
}

/// Whether a plain field of a case or of a claim may take this value: a known name, one line of at most
/// [`VALUE_CHARS`] characters, no control characters, a whole number where one is meant, and in the petitioner's name no
/// identity or telephone number: those stand in a document of their own.
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
    if name == PETITIONER && holds_a_number(value) {
        return Err(Refusal::because(&refusal::NAME_HOLDS_A_NUMBER).missing(name));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn party_fields_stand_apart_from_those_of_cases_and_are_checked() {
        let code = |name, value| check_party_field(name, value).map_err(|refusal| refusal.code);
        for (name, value) in [
            (NAME, "欧阳某"),
            (ID_TYPE, "resident"),
            (ID_NUMBER, "11010519491231002X"),
            (PHONE, "+86 138-0000-0000"),
            (PHONE, "13800000000/0411-12345678"),
            (PHONE, "+852 2123 4567"),
            (PREFERRED_CONTACT, "letter"),
            (PHONE, ""),
        ] {
            assert_eq!(code(name, value), Ok(()), "{name}={value:?}");
        }
        for (name, value, said) in [
            (TITLE, "x", "unknown_field"),
            (ID_TYPE, "身份证", "field_value"),
            (ID_NUMBER, "一二三", "field_value"),
            (PHONE, "无", "bad_phone"),
            (PHONE, "23800000000", "bad_phone"),
            (PHONE, "13800000000/1", "bad_phone"),
            (PHONE, "13800000000/", "bad_phone"),
            (NAME, " ", "text_missing"),
            (PREFERRED_CONTACT, "fax", "field_value"),
            (ADDRESS, "两\n行", "control_character"),
        ] {
            assert_eq!(code(name, value), Err(said), "{name}={value:?}");
        }
        for own in PARTY_FIELDS {
            assert_eq!(
                check_field(own.name, "x").map_err(|refusal| refusal.code),
                Err("unknown_field"),
                "{}",
                own.name
            );
        }
    }

    #[test]
    fn an_identity_number_fits_its_document() {
        for (id_type, number) in
            [("resident", "11010519491231002X"), ("", "110105491231002"), ("passport", "E12345678"), ("resident", "")]
        {
            assert_eq!(check_identity(id_type, number), Ok(()), "{id_type} {number}");
        }
        for (id_type, number) in [("resident", "110105194912310021"), ("", "E12345678")] {
            let refusal = check_identity(id_type, number).unwrap_err();
            assert_eq!((refusal.code, refusal.missing), ("bad_identity_number", vec![ID_NUMBER.to_owned()]));
        }
    }

    #[test]
    fn known_short_and_printable() {
        assert_eq!(check_field(TITLE, "关于征地补偿的信访事项"), Ok(()));
        assert_eq!(check_field(PETITIONER, "陈玉兰等12人"), Ok(()));
        assert_eq!(check_field(GROUP_PERSONS, "12"), Ok(()));
        assert_eq!(check_field(TITLE, &"字".repeat(VALUE_CHARS)), Ok(()));
        for (name, value, code) in [
            ("mood", "x", "unknown_field"),
            (TITLE, "two\nlines", "control_character"),
            (AREA, "\u{1b}[2J", "control_character"),
            (GROUP_PERSONS, "many", "not_a_number"),
            (PETITIONER, "陈玉兰 13800000000", "name_holds_a_number"),
            (PETITIONER, "11010519491231002X", "name_holds_a_number"),
        ] {
            assert_eq!(check_field(name, value).map_err(|refusal| refusal.code), Err(code), "{name}={value:?}");
        }
        assert_eq!(check_field(TITLE, &"字".repeat(501)).map_err(|refusal| refusal.code), Err("text_too_long"));
    }
}
