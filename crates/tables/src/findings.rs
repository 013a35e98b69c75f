//! What can be found wrong with a cell, in one table: code, severity, and the sentence in both languages.

/// How far a finding reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The cell or row was not taken over.
    Refused,
    /// It was taken over, but not as it stood.
    Changed,
    /// It was taken over as it stood (or, for a personal number, left out as always); somebody should look.
    Notice,
}

/// One thing that is not clean.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// The cell, as `F17`.
    pub cell: String,
    /// The row number as the spreadsheet shows it.
    pub row: u32,
    /// A stable code, as `bad_date`.
    pub code: &'static str,
    /// How far it reaches.
    pub severity: Severity,
    /// The cell as it stood, shortened; identity numbers and phones are masked.
    pub value: String,
    /// What was found and what was done, in English.
    pub reason: String,
    /// The same in Chinese.
    pub reason_zh: String,
}

macro_rules! problems {
    ($($name:ident $code:literal $severity:ident $en:literal $zh:literal;)*) => {
        /// A kind of finding; `{}` in its sentences is the detail.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Problem { $($name),* }

        impl Problem {
            const fn parts(self) -> (&'static str, Severity, &'static str, &'static str) {
                match self { $(Self::$name => ($code, Severity::$severity, $en, $zh)),* }
            }

            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

problems! {
    BadDate "bad_date" Refused "not a date; the date is left empty" "不是日期，已留空";
    DateAsText "date_as_text" Notice "a date written as text, read as {}" "日期以文本填写，读作 {}";
    NumberAsDate "number_as_date" Notice "a number without a date format, read as {}" "数字未设日期格式，读作 {}";
    YearInferred "year_inferred" Changed "a date without a year, read as {}" "日期缺少年份，读作 {}";
    DueBeforeReceived "due_before_received" Notice "the time limit is before the day of receipt" "时限早于登记日期";
    MissingDate "missing_date" Notice "no day of receipt" "没有登记日期";
    MissingPetitioner "missing_petitioner" Notice "nobody is named; the matter is registered without a name" "没有信访人姓名，仍可登记";
    MissingText "missing_text" Refused "no matter is described, so there is nothing to register" "没有填写反映的问题，无法登记";
    BadIdentity "bad_identity_number" Notice "not a valid identity number ({}); it is left out in any case" "身份证号无效（{}），本列不导入";
    OldIdentity "old_identity_number" Notice "an identity number of the old 15 digits" "15位旧身份证号";
    BadPhone "bad_phone" Notice "not a phone number; it is left out in any case" "电话号码无效，本列不导入";
    StrayMark "stray_mark" Notice "a stray mark stands before or instead of the number" "号码前有多余的符号";
    AreaUnknown "area_not_recognised" Notice "no village or community is named in the address, so no area is taken over" "住址中没有村或社区，未导入区域";
    UnknownChannel "unknown_channel" Notice "not a known way of receipt; the channel is left empty" "来源无法识别，已留空";
    UnlistedCategory "unlisted_category" Notice "not in the list of categories{}; taken over as written" "不在类别表中{}，按原文导入";
    UnknownFlag "unknown_flag" Notice "not one of the six flags; taken over as written" "不属于三跨三分离，按原文导入";
    HandlerMissing "handler_missing" Notice "unit and person are not parted by a slash; taken as the unit" "承办单位与承办人未用“/”分开，按单位导入";
    BadPersons "bad_persons" Changed "the number of persons is read as {}" "人数读作 {}";
    DuplicateNumber "duplicate_number" Notice "the same number as in row {}" "编号与第 {} 行相同";
    PossibleDuplicate "possible_duplicate" Notice "the same person with nearly the same matter as in row {}" "与第 {} 行同一信访人、事项相近，可能重复";
    SubtotalRow "subtotal_row" Refused "a total, not a matter" "合计行，不是事项";
    GroupRow "group_row" Refused "a heading or remark between the rows, not a matter" "分组标题或说明行，不是事项";
    HeaderRepeated "header_repeated" Refused "the header once more" "重复的表头";
    TextTruncated "text_truncated" Changed "longer than 8,000 characters; the rest is cut off" "超过8000字，其余截去";
    SpacesTrimmed "spaces_trimmed" Changed "spaces around the words are removed, line breaks within made spaces" "已去除前后空格，换行改为空格";
    HiddenCharacters "hidden_characters" Changed "invisible characters are removed" "已去除不可见字符";
    PersonalNumber "personal_number_masked" Changed "an identity or mobile number within the text is masked" "文中的身份证号或手机号已遮盖";
    NumberInName "number_in_name" Changed "an identity or telephone number in the name is left out" "姓名中的证件号或电话号码不导入";
    ControlWords "person_control_words" Notice "words about controlling a person; a case holds no such thing" "含有针对个人的管控用语，案件中不应记载";
    ControlMeasure "person_control_measure" Refused "a measure about controlling a person is not taken over" "针对个人的管控措施不导入";
    FailedCell "error_value" Refused "an error or a formula without a result; the cell is left empty" "公式错误或没有结果，已留空";
    ColumnNotRead "column_not_read" Notice "this column is not in the layout; {} filled cells are not taken over" "本列不在版式中，{} 个有内容的单元格未导入";
    SheetNotRead "sheet_not_read" Notice "a second sheet with a ledger was not read: {}" "另有台账工作表未读取：{}";
}

/// The findings of one sheet as they come up.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    pub(crate) fn add(&mut self, column: u32, row: u32, problem: Problem, value: &str, detail: &str) {
        let (code, severity, en, zh) = problem.parts();
        self.0.push(Finding {
            cell: format!("{}{row}", crate::xlsx::column_name(column)),
            row,
            code,
            severity,
            value: shorten(&crate::identity::mask_numbers(value)),
            reason: en.replace("{}", detail),
            reason_zh: zh.replace("{}", detail),
        });
    }

    /// Ordered by row, and within a row as they came up.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|finding| finding.row);
        self.0
    }
}

fn shorten(value: &str) -> String {
    match value.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_sentences_whole() {
        let mut codes: Vec<_> = Problem::ALL.iter().map(|problem| problem.parts().0).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Problem::ALL.len());
        for (code, _, en, zh) in Problem::ALL.iter().map(|problem| problem.parts()) {
            assert_eq!(en.contains("{}"), zh.contains("{}"), "{code}");
        }
    }
}
