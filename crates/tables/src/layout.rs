//! Where the header stands, and what each column is. The header is found by its words, not its place: titles and seals stand above it,
//! and a header of two rows has its groups merged.

use std::collections::BTreeMap;

use taizhang_model::line::heads_a_column_about_persons;

use crate::{
    words::{is_personal, narrow},
    xlsx::{Cell, Sheet, column_name},
};

/// The ledgers that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// 矛盾纠纷排查化解台账: a township's running ledger.
    Township,
    /// 信访积案: a county's ledger of old, unresolved cases.
    Backlog,
}

/// Why a column was left out on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    /// It is about controlling or labelling a person. The ledger keeps no such thing.
    ControlsAPerson,
    /// Personal details. They are checked where that can be done, and belong to a document of their own. Of an address, the village
    /// stays (as the row's area).
    PersonalDetails,
}

/// A column that was left out on purpose.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DroppedColumn {
    /// The column's letters, as `M`.
    pub column: String,
    /// Its header, as written.
    pub header: String,
    /// Why.
    pub reason: DropReason,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    No,
    ReceivedOn,
    Petitioner,
    Identity,
    Phone,
    Address,
    Text,
    Category,
    Channel,
    Flags,
    Lead,
    Unit,
    Handler,
    UnitAndHandler,
    Measures,
    Due,
    State,
    Persons,
}

const HEADERS: &[(Field, &[&str])] = &[
    (Field::No, &["序号", "编号", "案件编号"]),
    (Field::ReceivedOn, &["登记日期", "登记时间", "受理时间", "受理日期", "来访时间", "信访时间", "收件日期"]),
    (Field::Petitioner, &["信访人姓名", "信访人", "姓名", "当事人", "当事人姓名", "上访人姓名", "来访人姓名"]),
    (Field::Identity, &["身份证号", "身份证号码", "身份证", "证件号码", "公民身份号码"]),
    (Field::Phone, &["联系电话", "电话", "电话号码", "手机", "手机号", "手机号码", "联系方式"]),
    (Field::Address, &["住址", "地址", "家庭住址", "现住址", "户籍地址", "详细地址"]),
    (
        Field::Text,
        &[
            "反映的主要问题",
            "反映主要问题",
            "主要问题",
            "反映问题",
            "诉求",
            "主要诉求",
            "信访诉求",
            "信访事项",
            "纠纷情况",
        ],
    ),
    (Field::Category, &["问题类别", "问题类型", "类别", "领域", "纠纷类别", "纠纷类型"]),
    (Field::Channel, &["来源", "信访形式", "信访渠道", "案件来源"]),
    (Field::Flags, &["三跨三分离"]),
    (Field::Lead, &["包案领导", "包案领导姓名"]),
    (Field::Unit, &["责任单位", "承办单位", "主办单位"]),
    (Field::Handler, &["责任人", "承办人", "办案人"]),
    (Field::UnitAndHandler, &["承办单位/承办人", "责任单位/责任人", "承办单位及承办人", "责任单位及责任人"]),
    (Field::Measures, &["化解措施", "办理措施", "处理措施", "调处措施"]),
    (Field::Due, &["化解时限", "办结时限", "办理时限", "完成时限"]),
    (Field::State, &["办理情况", "进展", "进展情况", "办理进展", "办理结果"]),
    (Field::Persons, &["人数", "涉及人数", "信访人数"]),
];

/// The header that was found, and what it says of the columns.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) layout: Layout,
    /// The row of the header, the lower one when there are two.
    pub(crate) row: u32,
    pub(crate) columns: BTreeMap<Field, u32>,
    pub(crate) dropped: Vec<DroppedColumn>,
    /// Columns with a header that is not in the layout.
    pub(crate) unknown: Vec<(u32, String)>,
    /// Names of other sheets that also have the header of a ledger.
    pub(crate) other_sheets: Vec<String>,
}

/// How far down a header is looked for.
const HEADER_WITHIN_ROWS: usize = 30;

/// The first sheet with the header of a known ledger.
pub(crate) fn find(sheets: &[Sheet]) -> Option<(&Sheet, Header)> {
    let mut found = sheets.iter().filter_map(|sheet| header_of(sheet).map(|header| (sheet, header)));
    let (sheet, mut header) = found.next()?;
    header.other_sheets = found.map(|(sheet, _)| sheet.name.clone()).collect();
    Some((sheet, header))
}

fn header_of(sheet: &Sheet) -> Option<Header> {
    let candidates = sheet.rows.keys().take(HEADER_WITHIN_ROWS).filter_map(|row| read_header(sheet, *row));
    // The first of those that know most columns.
    candidates.reduce(|best, next| if next.columns.len() > best.columns.len() { next } else { best })
}

fn read_header(sheet: &Sheet, row: u32) -> Option<Header> {
    let below = sheet.rows.get(&row)?;
    let above = row.checked_sub(1).and_then(|above| sheet.rows.get(&above));
    let text_at = |cells: &BTreeMap<u32, Cell>, column: u32| match cells.get(&column) {
        Some(Cell::Text { text, .. }) => tidy(text),
        _ => String::new(),
    };
    let group_of = |column: u32| {
        let run = sheet.merged.iter().find(|(top, left, right)| *top + 1 == row && (*left..=*right).contains(&column));
        let start = run.map_or(column, |(_, left, _)| *left);
        above.map(|cells| text_at(cells, start)).unwrap_or_default()
    };
    let mut header = Header {
        layout: Layout::Township,
        row,
        columns: BTreeMap::new(),
        dropped: Vec::new(),
        unknown: Vec::new(),
        other_sheets: Vec::new(),
    };
    let last = below.keys().chain(above.into_iter().flat_map(|cells| cells.keys())).max().copied()?;
    for column in 0..=last {
        let own = text_at(below, column);
        // A cell that is merged downwards has its text in the upper row.
        let name =
            if own.is_empty() { above.map(|cells| text_at(cells, column)).unwrap_or_default() } else { own.clone() };
        let group = if own.is_empty() { String::new() } else { group_of(column) };
        let field = HEADERS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field);
        let drop = if heads_a_column_about_persons(&name) || (heads_a_column_about_persons(&group) && field.is_none()) {
            Some(DropReason::ControlsAPerson)
        } else if matches!(field, Some(Field::Identity | Field::Phone | Field::Address))
            || (field.is_none() && is_personal(&name))
        {
            Some(DropReason::PersonalDetails)
        } else {
            None
        };
        if let Some(reason) = drop {
            header.dropped.push(DroppedColumn { column: column_name(column), header: name.clone(), reason });
        }
        match field {
            Some(field) if drop != Some(DropReason::ControlsAPerson) && !header.columns.contains_key(&field) => {
                header.columns.insert(field, column);
            }
            _ if drop.is_none() => header.unknown.push((column, name)),
            _ => {}
        }
    }
    let has = |fields: &[Field]| fields.iter().all(|field| header.columns.contains_key(field));
    header.layout = if has(&[Field::Petitioner, Field::Text, Field::ReceivedOn, Field::UnitAndHandler]) {
        Layout::Backlog
    } else if has(&[Field::Petitioner, Field::Text, Field::ReceivedOn, Field::Unit]) {
        Layout::Township
    } else {
        return None;
    };
    Some(header)
}

/// A header cell without line breaks, spaces and what stands in brackets, in narrow forms.
pub(crate) fn tidy(text: &str) -> String {
    let mut depth = 0_u32;

    narrow(text)
        .chars()
        .filter(|char| {
            match char {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0 && !char.is_whitespace()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_cells_are_tidied() {
        assert_eq!(tidy(" 联系\n电话（手机） "), "联系电话");
        assert_eq!(tidy("承办单位／承办人"), "承办单位/承办人");
    }

    #[test]
    fn no_header_names_two_fields() {
        let mut names: Vec<_> = HEADERS.iter().flat_map(|(_, names)| *names).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
