//! What is wrong with a configuration, in Chinese. The model says it in English, beside the place that is wrong; a sentence
//! that has no row here is shown as the model says it.

/// The model's sentences, `{}` for what it fills in, and how they are said in Chinese.
const PROBLEMS: &[(&str, &str)] = &[
    ("{} entries; at most {} are read", "有 {} 项，最多 {} 项"),
    ("some text is expected", "不能为空"),
    ("one line without control characters is expected", "应为一行文字，不含控制字符"),
    ("at most {} characters are read", "最多 {} 个字"),
    ("a short name of a-z, 0-9, - and _ is expected", "代号只能用小写字母、数字、- 和 _"),
    ("`{}` stands there twice", "“{}”重复"),
    ("something stands there twice", "有重复项"),
    ("a year without holidays is no published table", "该年没有放假日，不是公布的日历"),
    ("{} is not of this year", "{} 不在该年"),
    ("{} is a holiday too", "{} 又列为放假日"),
    ("{} is no weekend: it is worked anyway", "{} 不是周末，本来就上班"),
    ("something has to meet it", "须写明由什么完成"),
    ("what starts it cannot meet it", "起算的事项不能同时算完成"),
    ("no limit is that long", "期限过长"),
    ("no extension is that long", "延期过长"),
    ("0 only where the act names the day (`declared`)", "只有由文书载明期限（declared）的才可为 0"),
    ("1 to 100 is expected", "应为 1 至 100"),
    ("a holding clock, and no other, starts by `held`", "在办时限须由“在办”（held）起算，其他时限不可"),
    ("a holding clock starts anew at every office: `act`", "在办时限在每个单位重新起算：应为 act"),
    ("there is no such category", "没有这个分类"),
    ("the categories above it form a circle, or more than 8 levels", "上级分类成环，或超过 8 级"),
    ("this category has a route already", "该分类已有归口"),
    ("this area has a route already", "该属地已有归口"),
    ("a campaign has a stage at least", "专项行动至少要有一个阶段"),
    ("it ends before it begins", "结束早于开始"),
    ("it begins before the stage before it has ended", "上一阶段还没有结束就开始了"),
    ("this stage has such a target already", "该阶段已有这项目标"),
    ("a day at least is expected", "至少要有一天"),
    ("1, 2, 3, 4, 6 or 12 is expected", "应为 1、2、3、4、6 或 12"),
    ("days of the month, 1 to 31, are expected", "应为每月 1 至 31 日中的日子"),
    ("1 Monday to 7 Sunday is expected", "应为 1（周一）至 7（周日）"),
    ("a number of days is expected", "应为天数"),
    ("at most 4 digits are shown", "最多 4 位小数"),
    ("somebody has to sign", "至少要有一人签字"),
    ("a group has a representative at least", "代表至少一人"),
    ("1 to 200 years, or none for good", "应为 1 至 200 年；永久则不填"),
    ("weights are numbers by name", "应为按名称列出的数值"),
    ("at 0 everything would be shown", "为 0 时所有案件都会列出"),
    ("more than `text_none` is expected", "应大于 text_none"),
    ("`{n}` or `{n:4}` has to stand in it once", "须含一处 {n} 或 {n:4}"),
    ("`{device}` has to stand in it, or two devices give the same number", "须含 {device}，否则两台设备会给出相同编号"),
    ("`{` without `}`", "有 { 而没有 }"),
    ("`}` without `{`", "有 } 而没有 {"),
    ("64 hexadecimal digits are expected", "应为 64 位十六进制数"),
];

/// What stands for something that is filled in.
const SLOT: &str = "{}";

/// The problem in Chinese.
pub(crate) fn problem_zh(problem: &str) -> String {
    let said = |(english, chinese): &(&str, &str)| Some(filled(chinese, &slots(english, problem)?));
    PROBLEMS.iter().find_map(said).unwrap_or_else(|| problem.to_owned())
}

/// What stands in the slots of a pattern; `None` where the text does not fit it.
pub(super) fn slots<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = pattern.split(SLOT);
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    for part in parts {
        let end = if part.is_empty() { rest.len() } else { rest.find(part)? };
        found.push(&rest[..end]);
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then_some(found)
}

/// A pattern with its slots filled.
pub(super) fn filled(pattern: &str, values: &[impl AsRef<str>]) -> String {
    let mut parts = pattern.split(SLOT);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, value) in parts.zip(values) {
        text.push_str(value.as_ref());
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use taizhang_model::{Config, Error};

    use super::*;

    /// What the model says of a configuration in which one part is this.
    fn problem(part: &str, value: serde_json::Value) -> String {
        let mut config: serde_json::Value = serde_json::from_str(&Config::builtin().canonical_json()).unwrap();
        config[part] = value;
        match Config::from_json(&config.to_string()) {
            Err(Error::ConfigInvalid { problem, .. }) => problem,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_the_model_says_is_said_in_chinese() {
        let twice = serde_json::json!([{"id": "land", "name": "土地"}, {"id": "land", "name": "土地"}]);
        assert_eq!(problem_zh(&problem("categories", twice)), "“land”重复");
        assert_eq!(problem_zh(&problem("name", serde_json::json!(" "))), "不能为空");
        let long = "长".repeat(5_000);
        let said = problem_zh(&problem("name", serde_json::json!(long)));
        assert!(said.starts_with("最多 ") && said.ends_with(" 个字"), "{said}");
        let calendar = serde_json::json!({"years": {"2026": {"holidays": ["2025-01-01"], "workdays": []}}});
        assert_eq!(problem_zh(&problem("calendar", calendar)), "2025-01-01 不在该年");
    }

    #[test]
    fn what_has_no_row_stays_as_it_is() {
        assert_eq!(problem_zh("a problem of tomorrow"), "a problem of tomorrow");
        assert_eq!(problem_zh("12 entries; at most 10 are read"), "有 12 项，最多 10 项");
        assert_eq!(problem_zh("`{n}` or `{n:4}` has to stand in it once"), "须含一处 {n} 或 {n:4}");
    }

    #[test]
    fn both_languages_fill_in_the_same() {
        for (english, chinese) in PROBLEMS {
            assert_eq!(english.matches(SLOT).count(), chinese.matches(SLOT).count(), "{english}");
        }
    }
}
