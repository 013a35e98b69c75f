//! The line the project holds: the ledger serves the people who bring a matter, and has no place for ranking, labelling,
//! predicting, tracking or watching them. Here stand the words by which such a thing gives itself away, once, for the
//! importer that drops such columns and for the test that looks for them in every name, schema and sentence.

/// Words about controlling a person. A column or a measure that says so is not taken over.
const CONTROL: &[&str] = &[
    "稳控",
    "管控",
    "包保",
    "盯防",
    "盯控",
    "盯人",
    "布控",
    "看管",
    "拦截",
    "截访",
    "劝返",
    "重点人",
    "重点稳控",
    "维稳",
    "训诫",
    "动向",
    "行踪",
    "轨迹",
    "列管",
    "黑名单",
    "五包一",
    "非访人员",
    "风险人员",
];

/// Words that label a person for having brought a matter. A column that is headed by one is not taken over; in a
/// person's own account they may stand.
const LABELS: &[&str] = &[
    "缠访",
    "闹访",
    "非访",
    "难度人员",
    "帮教对象",
    "危险人员",
    "信访老户",
    "上访次数",
    "进京次数",
    "人员等级",
    "人员评分",
];

/// Further words that no name, schema or sentence of the ledger may hold. English ones without blanks, `_` and `-`.
const NEVER: &[&str] = &[
    "监控",
    "预警人员",
    "人员风险",
    "人员画像",
    "信访次数排名",
    "keyperson",
    "riskperson",
    "personrisk",
    "personscore",
    "scoreofperson",
    "personrank",
    "riskscore",
    "risklevelof",
    "whereabouts",
    "movementreport",
    "blacklist",
    "watchlist",
    "stability",
    "surveil",
    "interception",
    "troublemaker",
    "repeatpetitioner",
    "frequentpetitioner",
    "petitioncount",
    "petitionsper",
    "petitionerprofile",
    "timespetitioned",
    "visitsperperson",
    "contactsperperson",
];

/// Whether a text is about controlling a person.
#[must_use]
pub fn controls_a_person(text: &str) -> bool {
    CONTROL.iter().any(|word| text.contains(word))
}

/// Whether the heading of a column is about controlling or labelling persons.
#[must_use]
pub fn heads_a_column_about_persons(heading: &str) -> bool {
    controls_a_person(heading) || LABELS.iter().any(|word| heading.contains(word))
}

/// The word by which a name, a schema or a sentence of the ledger itself would cross the line; none is as it should be.
/// Capitals, blanks, `_` and `-` make no difference.
#[must_use]
pub fn crosses(text: &str) -> Option<&'static str> {
    let plain: String = text.to_lowercase().chars().filter(|c| !matches!(c, ' ' | '_' | '-')).collect();
    CONTROL.iter().chain(LABELS).chain(NEVER).copied().find(|word| plain.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_reach() {
        assert!(controls_a_person("稳控措施") && !controls_a_person("要求拆除楼道监控"));
        assert!(heads_a_column_about_persons("缠访闹访情况") && !heads_a_column_about_persons("反映问题"));
        assert_eq!(crosses("is_Key-Person"), Some("keyperson"));
        assert_eq!(crosses("Risk Score"), Some("riskscore"));
        assert_eq!(crosses("重点人员"), Some("重点人"));
        assert_eq!(crosses("case urgency, with its reason and expiry"), None);
        assert_eq!(crosses("决策风险评估"), None);
    }
}
