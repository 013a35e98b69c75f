//! The normal form of texts that are compared: narrow letters, no punctuation, figures in digits, and which words are so
//! common in the trade that sharing them says little.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{TEXT_CHARS, figures};

/// A full-width form as its narrow counterpart; everything else as it is.
pub(crate) fn narrow_char(char: char) -> char {
    match char {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(char) - 0xFEE0).expect("an ASCII character"),
        _ => char,
    }
}

/// Letters and digits alone, narrow, lower case, numerals as digits: what two ways of writing the same words share.
pub(super) fn normal(text: &str) -> String {
    let narrow: String = text.chars().take(TEXT_CHARS).map(narrow_char).flat_map(char::to_lowercase).collect();
    figures::in_digits(&narrow).chars().filter(|char| char.is_alphanumeric()).collect()
}

/// The names of those who brought a matter, normalised: 张三、李四等5人 are two. Words that name nobody are left out.
pub(super) fn names(petitioner: &str) -> Vec<String> {
    const NOBODY: &[&str] = &["匿名", "群众", "村民", "居民", "业主", "不详", "未知", "无名", "无"];
    let parts = petitioner.split(['、', '，', ',', '；', ';', '/', '和', '\n']);
    // 和 is a surname too: where it leaves nothing in front, it belongs to the name.
    let parts: Vec<&str> = if petitioner.trim_start().starts_with('和') {
        petitioner.split(['、', '，', ',', '；', ';', '/', '\n']).collect()
    } else {
        parts.collect()
    };
    let name = |part: &str| {
        let part = part.split(['等', '(', '（']).next().unwrap_or_default();
        let name: String = part.chars().map(narrow_char).filter(|char| char.is_alphabetic()).take(20).collect();
        let masked = part.contains(['*', '某', '×', '＊', 'x', 'X']) && name.chars().count() < 4;
        let known = name.chars().count() >= 2 && !masked && !NOBODY.iter().any(|word| name.starts_with(word));
        known.then(|| name.to_lowercase())
    };
    parts.into_iter().take(8).filter_map(name).collect()
}

/// A place without the words for what kind of place it is: 石桥社区 and 石桥村 are one place under two names.
pub(super) fn place(area: &str) -> String {
    const KINDS: &[&str] =
        &["村民委员会", "居民委员会", "居委会", "村委会", "社区", "街道办", "街道", "村", "镇", "乡"];
    let whole = normal(area);
    let whole = whole.trim_end_matches(|char: char| char.is_ascii_digit() || matches!(char, '组' | '号' | '队' | '户'));
    let mut place = whole;
    while let Some(rest) = KINDS.iter().find_map(|kind| place.strip_suffix(kind)) {
        if rest.chars().count() < 2 {
            break;
        }
        place = rest;
    }
    place.to_owned()
}

/// Words of petitions and of their handling: whoever complains about anything writes them.
const COMMON: &[&str] = &[
    "反映",
    "反应",
    "来信称",
    "诉求",
    "诉称",
    "要求",
    "请求",
    "恳请",
    "希望",
    "申请",
    "请",
    "信访",
    "来访",
    "上访",
    "问题",
    "情况",
    "事项",
    "说明",
    "处理",
    "办理",
    "妥善",
    "解决",
    "尽快",
    "核实",
    "核查",
    "查清",
    "调查",
    "调解",
    "协调",
    "督促",
    "整改",
    "整治",
    "治理",
    "追讨",
    "讨要",
    "落实",
    "兑现",
    "政策",
    "按照",
    "按标准",
    "待遇",
    "有关",
    "相关",
    "部门",
    "单位",
    "政府",
    "领导",
    "镇上",
    "村里",
    "群众",
    "村民",
    "居民",
    "我们",
    "我家",
    "本人",
    "该户",
    "因",
    "因为",
    "由于",
    "导致",
    "造成",
    "影响",
    "生活",
    "严重",
    "发生",
    "产生",
    "引发",
    "纠纷",
    "矛盾",
    "争议",
    "多次",
    "协商",
    "沟通",
    "未果",
    "一直",
    "至今",
    "仍",
    "没有",
    "未能",
    "不予",
    "给予",
    "合理",
    "答复",
    "依法",
    "依规",
    "标准",
    "认为",
    "存在",
    "长期",
    "与邻居",
    "和邻居",
    "给个说法",
    "说法",
    "公道",
    "元",
];

/// Words that the category says already: whoever complains about something of that kind writes them.
const OF_THE_KIND: &[&str] = &[
    "拖欠",
    "欠薪",
    "工资",
    "工钱",
    "补偿",
    "补偿款",
    "补贴",
    "赔偿",
    "费用",
    "征地",
    "拆迁",
    "宅基地",
    "物业",
    "小区",
];

/// What a character counts for what a matter is about.
pub(super) const OWN: u32 = 8;
const KIND: u32 = 4;
const TRADE: u32 = 1;

/// Words by their first letter: every case that comes in is looked through for all of them, letter by letter.
type ByLetter = BTreeMap<char, Vec<Vec<char>>>;

static WEIGHED: LazyLock<[(ByLetter, u32); 2]> =
    LazyLock::new(|| [(by_letter(OF_THE_KIND), KIND), (by_letter(COMMON), TRADE)]);

fn by_letter(words: &[&str]) -> ByLetter {
    let mut by_letter = ByLetter::new();
    for word in words {
        let word: Vec<char> = word.chars().collect();
        by_letter.entry(word[0]).or_default().push(word);
    }
    by_letter
}

/// What each character of a text counts.
pub(super) fn weights(letters: &[char]) -> Vec<u32> {
    let mut weights = vec![OWN; letters.len()];
    for (words, weight) in &*WEIGHED {
        for (at, letter) in letters.iter().enumerate() {
            let Some(words) = words.get(letter) else { continue };
            let here = words.iter().filter(|word| letters[at..].starts_with(word));
            if let Some(longest) = here.map(Vec::len).max() {
                weights[at..at + longest].fill(*weight);
            }
        }
    }
    weights
}
