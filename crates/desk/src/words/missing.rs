//! What a refusal says is missing, in Chinese. The model says it in English, as a name (`notice_no`), as `name: what is wrong`, or
//! as a sentence with values in it (`3 days are left`); here stand its sentences, with a hole for each value.

use taizhang_model::{
    ActBody,
    entry::{self, FieldSpec, FieldType},
};

use super::{
    FIELD_FAULTS, Lang, MISSING, PARTS, field_label, named,
    problems::{filled, slots},
};

/// The model's sentences, and the same in Chinese; the holes stand in the same order. The longer of two that begin alike first.
const SENTENCES: &[(&str, &str)] = &[
    ("all texts together: at most {} characters", "全部文字合计最多{}字"),
    ("at most {}, {} characters in all", "最多{}项，合计最多{}字"),
    ("at most {} characters are read", "最多{}字"),
    ("at most {} characters", "最多{}字"),
    ("at most {}", "最多{}项"),
    ("more than {} items", "超过{}项"),
    ("more than {} rows", "超过{}行"),
    ("needed when {} is {}", "{}为“{}”时须填写"),
    ("needed by {}", "填写“{}”时须填写"),
    ("before {}", "早于{}"),
    ("above {}", "大于{}"),
    ("must be empty when {} says yes", "“{}”为是时须留空"),
    ("the same as {}", "与“{}”相同"),
    ("one of {}", "须为其中一项：{}"),
    ("claim {}", "诉求 {}"),
    ("opinion on claim {}", "对诉求 {} 的意见"),
    ("signature of the lead", "包案领导签字"),
    ("no item of the checklist", "不是清单中的项目"),
    ("act {} does not hold", "行为 {} 不成立"),
    ("the last day was {}", "期限为 {}"),
    ("{} days are left", "还可延长{}天"),
    ("{} due {}", "{}，期限 {}"),
    ("due: {}", "期限：{}"),
    ("due {}", "期限 {}"),
    ("object {}", "异议 {}"),
    ("contact {}", "来访 {}"),
    ("{} to {} fen", "{}至{}分"),
    ("{} to {}", "{}至{}"),
    ("accepted by {}", "已由{}受理"),
    ("resume {}", "恢复办理（{}）"),
    ("replaces {}", "替换（{}）"),
    ("number of scheme {}", "编号方案 {}"),
    ("a document of this kind {}", "该类文书 {}"),
    ("policy, opinion or lead_unit", "政策界定、办理意见或牵头单位"),
    ("to or to_name", "接收单位或其名称"),
];

/// What is wrong with the form of a value.
const FORMS: &[(&str, &str)] = &[
    ("not a date like 2026-07-10", "不是日期（如 2026-07-10）"),
    ("negative", "不能为负数"),
    ("a row of fields is expected", "应为一行内容"),
    ("a text is expected", "应为文字"),
    ("a date like 2026-07-10 is expected", "应为日期（如 2026-07-10）"),
    ("a whole number is expected", "应为整数"),
    ("an amount in fen is expected", "应为金额（分）"),
    ("true or false is expected", "应为是或否"),
    ("one of the choices is expected", "应为所列选项之一"),
    ("a member of staff is expected", "应为工作人员"),
    ("an office is expected", "应为单位"),
    ("a case is expected", "应为案件"),
    ("an act is expected", "应为办理行为"),
    ("an entry is expected", "应为台账条目"),
    ("a list is expected", "应为列表"),
];

/// The words for what a refusal says is missing; none where it says them already, as names do.
pub(crate) fn missing_in(lang: Lang, missing: &str) -> Option<String> {
    if lang == Lang::En {
        return name(missing, lang);
    }
    name(missing, lang).or_else(|| sentence(missing)).or_else(|| {
        let (path, what) = missing.split_once(": ")?;
        let what = named(FIELD_FAULTS, what, lang).or_else(|| sentence(what))?;
        Some(format!("{}：{what}", place(path)))
    })
}

/// What people call a field, a part of an act or a kind of act.
fn name(name: &str, lang: Lang) -> Option<String> {
    named(MISSING, name, lang).or_else(|| named(PARTS, name, lang)).or_else(|| field_label(name, lang))
}

/// A sentence of the model's, its values in words where there are some.
fn sentence(said: &str) -> Option<String> {
    let of = |(english, chinese): &(&str, &str)| {
        let values: Vec<_> = slots(english, said)?.into_iter().map(place).collect();
        Some(filled(chinese, &values))
    };
    FORMS.iter().chain(SENTENCES).find_map(of).or_else(|| {
        let (kind, act) = said.split_once(' ')?;
        Some(format!("{} {act}", ActBody::label_zh(kind)?))
    })
}

/// A field by its path (`rows[2].no`), or several as `a|b`, in people's words where there are some.
fn place(path: &str) -> String {
    let step = |step: &str| {
        let (field, at) = step.split_once('[').unwrap_or((step, ""));
        let label = name(field, Lang::Zh)
            .or_else(|| entry_label(field))
            .or_else(|| ActBody::label_zh(field).map(str::to_owned))
            .unwrap_or_else(|| field.to_owned());
        match at.strip_suffix(']') {
            Some(at) => format!("{label}第{at}项"),
            None => label,
        }
    };
    let of_one = |path: &str| path.split('.').map(step).collect::<Vec<_>>().join("的");
    path.split('|').map(of_one).collect::<Vec<_>>().join("、")
}

/// What entries call a field or a choice: all kinds that have it mean the same, or nearly.
fn entry_label(name: &str) -> Option<String> {
    let fields = || entry::ALL.iter().flat_map(|kind| kind.fields);
    let choices = |field: &'static FieldSpec| match field.ty {
        FieldType::Choice(choices) => choices,
        _ => &[],
    };
    let field = fields().find(|field| field.name == name).map(|field| field.label_zh);
    let choice = || fields().flat_map(choices).find(|choice| choice.name == name).map(|choice| choice.label_zh);
    field.or_else(choice).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_model_says_is_told_in_chinese() {
        for (missing, zh) in [
            ("notice_no", "告知书文号"),
            ("agenda: needed when kind is joint_monthly", "议题案件：类别为“每月一议联席会议”时须填写"),
            ("agenda[2]: named twice", "议题案件第2项：重复"),
            ("accepted by 石桥镇", "已由石桥镇受理"),
            ("3 days are left", "还可延长3天"),
        ] {
            assert_eq!(missing_in(Lang::Zh, missing).as_deref(), Some(zh), "{missing}");
        }
        assert_eq!(missing_in(Lang::Zh, "陈玉兰"), None);
        assert_eq!(missing_in(Lang::En, "accepted by 石桥镇"), None);
    }

    /// Every sentence that the model's source writes is known here.
    #[test]
    fn every_sentence_of_the_model_has_its_chinese() {
        let model = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../model/src");
        let mut unknown = Vec::new();
        let mut folders = vec![model];
        while let Some(folder) = folders.pop() {
            for file in std::fs::read_dir(&folder).unwrap() {
                let path = file.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("tests.rs") && path.extension().is_some_and(|kind| kind == "rs") {
                    let source = std::fs::read_to_string(&path).unwrap();
                    unknown.extend(sentences_of(&source).filter(|said| !is_told(said)).map(str::to_owned));
                }
            }
        }
        assert!(unknown.is_empty(), "these have no Chinese: {unknown:#?}");
    }

    /// The literals that are given to `missing(format!(..))`.
    fn sentences_of(source: &str) -> impl Iterator<Item = &str> {
        source.split(".missing(format!(\"").skip(1).filter_map(|rest| rest.split('"').next())
    }

    fn is_told(said: &str) -> bool {
        // Each value as one that nothing else looks like.
        let mut filled = String::new();
        for (at, part) in said.split('{').enumerate() {
            match part.split_once('}') {
                Some((_, after)) if at > 0 => filled += &format!("甲{after}"),
                _ => filled += part,
            }
        }
        let is_of_values = !filled.chars().any(|letter| letter.is_ascii_alphabetic());
        is_of_values || missing_in(Lang::Zh, &filled).is_some()
    }
}
