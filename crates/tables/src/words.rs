//! The words that offices use in these ledgers, and what they mean to us.

/// Full-width forms (１２３，／　) as their narrow counterparts; everything else as it is.
pub(crate) fn narrow(text: &str) -> String {
    text.chars().map(narrow_char).collect()
}

/// [`narrow`] for one character.
pub(crate) fn narrow_char(char: char) -> char {
    match char {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(char) - 0xFEE0).expect("an ASCII character"),
        _ => char,
    }
}

/// 来源 in the model's words.
pub(crate) fn channel(text: &str) -> Option<&'static str> {
    Some(match text {
        "来信" | "信件" | "书信" => "letter",
        "来访" | "走访" | "接访" => "visit",
        "电话" | "来电" | "电话访" => "phone",
        "网上" | "网络" | "网信" | "网络访" | "网上信访" => "online",
        "上级交办" | "交办" | "转办" => "assigned",
        "排查" | "排查发现" | "摸排" => "screening",
        "下访" | "约访" | "下访发现" => "visit_down",
        _ => return None,
    })
}

/// The subject domains (领域分类, C04 and the routing rows C06 to C13).
const CATEGORIES: &[&str] = &[
    "征地拆迁",
    "劳动就业",
    "环境保护",
    "医疗卫生",
    "涉军优抚",
    "物业管理",
    "三农",
    "婚姻家庭",
    "邻里",
    "教育培训",
    "涉法涉诉",
    "企业改制",
    "非法集资",
    "交通运输",
    "养老",
    "房地产物业",
    "涉企",
    "其他",
    "其它",
];

/// Short words for a category: what people write, and the entry that is probably meant.
const SHORT_CATEGORIES: &[(&str, &str)] = &[
    ("涉军", "涉军优抚"),
    ("劳资", "劳动就业"),
    ("土地", "征地拆迁"),
    ("征拆", "征地拆迁"),
    ("环保", "环境保护"),
    ("物业", "物业管理"),
];

/// `None` when the category is listed; else the entry that may be meant, if any.
#[expect(clippy::option_option, reason = "listed, guessed, unknown")]
pub(crate) fn unlisted_category(text: &str) -> Option<Option<&'static str>> {
    if CATEGORIES.contains(&text) {
        return None;
    }
    Some(SHORT_CATEGORIES.iter().find(|(short, _)| *short == text).map(|(_, listed)| *listed))
}

/// 三跨三分离 (I17).
pub(crate) const FLAGS: &[&str] = &["跨地区", "跨部门", "跨行业", "人户分离", "人事分离", "人事户分离", "人户事分离"];

/// Words by which a column holds personal details.
pub(crate) fn is_personal(header: &str) -> bool {
    const WORDS: &[&str] = &[
        "身份证",
        "证件号",
        "公民身份",
        "电话",
        "手机",
        "联系方式",
        "微信",
        "住址",
        "地址",
        "性别",
        "年龄",
        "出生",
        "民族",
        "银行",
        "账号",
        "户籍",
        "照片",
        "政治面貌",
    ];
    WORDS.iter().any(|word| header.contains(word))
}

/// A first cell that says that the row is a sum.
pub(crate) fn is_total(text: &str) -> bool {
    let text: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    ["合计", "总计", "小计", "共计", "累计", "本页计"].iter().any(|word| text.starts_with(word) || text.ends_with(word))
}

/// The village or community within an address: up to 社区, or else up to 村.
pub(crate) fn area(address: &str) -> Option<&str> {
    if let Some(at) = address.rfind("社区").filter(|at| *at > 0) {
        return Some(&address[..at + "社区".len()]);
    }
    let mut end = address.char_indices().skip(1).find(|(_, char)| *char == '村').map(|(at, _)| at + '村'.len_utf8())?;
    // 中村村3组: the village's own name may end in 村.
    while address[end..].starts_with('村') && !address[end..].starts_with("村民") && !address[end..].starts_with("村委")
    {
        end += '村'.len_utf8();
    }
    Some(&address[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas() {
        for (address, expected) in [
            ("三合村6组", Some("三合村")),
            ("新民社区4组", Some("新民社区")),
            ("新村社区3组", Some("新村社区")),
            ("中村村3组", Some("中村村")),
            ("三合村村民小组", Some("三合村")),
            ("人民路12号3单元", None),
            ("村", None),
            ("", None),
        ] {
            assert_eq!(area(address), expected);
        }
    }

    #[test]
    fn narrow_forms() {
        assert_eq!(narrow("２０２６／０６　Ｘ陈𠅤"), "2026/06 X陈𠅤");
    }

    #[test]
    fn totals() {
        assert!(is_total("合 计") && is_total("征地拆迁小计") && !is_total("1") && !is_total("设计变更"));
    }
}
