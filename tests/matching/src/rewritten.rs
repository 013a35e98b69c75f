//! Second entries that are harder than those of the ledgers: rewritten twins, which are one matter, and look-alikes, which
//! are not. Made from the ledgers' rows by a fixed sequence of pseudo-random choices, so every run measures the same.

use jiff::{Span, civil::Date};
use taizhang_model::matching::{MatterFacts, NumberKind, PersonKey, Weights};

use crate::{COUNTY_KEY, Tally};

/// What was done to a second entry, or how a look-alike is alike.
pub struct Kind {
    /// In words.
    pub name: &'static str,
    /// Whether it is still the same matter.
    pub same: bool,
    make: fn(&mut Choices, &MatterFacts, &[MatterFacts]) -> Option<MatterFacts>,
}

/// Every kind.
pub const KINDS: &[Kind] = &[
    Kind { name: "two characters in ten misspelt, name misspelt", same: true, make: misspelt },
    Kind { name: "worded otherwise", same: true, make: worded_otherwise },
    Kind { name: "clauses turned round, figures in words", same: true, make: turned_round },
    Kind { name: "told at length", same: true, make: at_length },
    Kind { name: "place renamed, category left out", same: true, make: place_renamed },
    Kind { name: "another telephone, worded otherwise", same: true, make: other_phone },
    Kind { name: "telephone only, worded otherwise, place renamed", same: true, make: phone_only },
    Kind { name: "no numbers, some misspelt", same: true, make: no_numbers },
    Kind { name: "no numbers, worded otherwise", same: true, make: no_numbers_reworded },
    Kind { name: "the same person, another matter", same: false, make: another_matter },
    Kind { name: "the same person, another matter of the same category", same: false, make: same_category },
    Kind { name: "a household's telephone, another matter", same: false, make: household },
    Kind { name: "the same words and village, another person", same: false, make: another_person },
    Kind { name: "the same words and village, another person, no numbers", same: false, make: another_person_bare },
    Kind { name: "a namesake elsewhere with the same words, no numbers", same: false, make: namesake },
    Kind { name: "a sibling's name, the same words and village, no numbers", same: false, make: sibling },
    Kind { name: "the same name and village, another matter, no numbers", same: false, make: name_only },
];

/// One second entry for every row that has one of this kind.
#[must_use]
pub fn pairs(kind: &Kind, rows: &[MatterFacts]) -> Vec<(MatterFacts, MatterFacts)> {
    let mut choices = Choices(kind.name.bytes().fold(17, |seed, byte| seed * 31 % 1_000_003 + u64::from(byte)));
    rows.iter().filter_map(|row| (kind.make)(&mut choices, row, rows).map(|second| (row.clone(), second))).collect()
}

/// Judges the second entries.
#[must_use]
pub fn measure(kind: &Kind, rows: &[MatterFacts], weights: &Weights) -> Tally {
    let mut tally = Tally::default();
    for (row, second) in pairs(kind, rows) {
        tally.judge(&row, &second, kind.same, weights);
    }
    tally
}

/// SplitMix64.
struct Choices(u64);

impl Choices {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        let bound = u64::try_from(bound.max(1)).expect("fits");
        usize::try_from((mixed ^ mixed >> 31) % bound).expect("below the bound")
    }

    fn of<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    fn letter(&mut self) -> char {
        const LETTERS: &str = "的在不有人这中大为上个国说到时要就出会也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心";
        let at = self.below(LETTERS.chars().count());
        LETTERS.chars().nth(at).expect("within")
    }
}

/// Another day of receipt, up to ten months later.
fn later(choices: &mut Choices, row: &MatterFacts) -> MatterFacts {
    let days = i64::try_from(1 + choices.below(300)).expect("small");
    let add = |date: Date| date.checked_add(Span::new().days(days)).unwrap_or(date);
    MatterFacts { received_on: row.received_on.map(add), ..row.clone() }
}

fn typos(choices: &mut Choices, text: &str, in_ten: usize) -> String {
    text.chars()
        .map(|letter| if letter.is_alphabetic() && choices.below(10) < in_ten { choices.letter() } else { letter })
        .collect()
}

/// The name with its last character changed.
fn misspell_name(choices: &mut Choices, name: &str) -> String {
    let count = name.chars().count();
    name.chars().take(count.saturating_sub(1)).chain([choices.letter()]).collect()
}

/// The frame around the matter in other words of the trade.
fn reframed(choices: &mut Choices, text: &str) -> String {
    const OTHERWISE: &[(&str, &[&str])] = &[
        ("反映", &["来信称", "诉", "该户反映称", ""]),
        ("要求", &["请求有关部门", "希望政府", "诉求:"]),
        ("请求", &["要求", "希望村里"]),
        ("核实", &["查清", "调查处理", "给个说法"]),
        ("整治", &["治理", "尽快处理"]),
        ("督促整改", &["责令物业改正", "尽快解决"]),
        ("追讨", &["帮助讨要", "协调支付"]),
        ("影响生活", &["扰民严重", "影响周边群众"]),
        ("按政策落实待遇", &["依规兑现", "解决待遇问题"]),
        ("说明情况并妥善处理", &["给予答复", "解释并解决"]),
        ("核查并按标准补发", &["重新核算", "补足差额"]),
        ("发生纠纷", &["闹矛盾", "起争执"]),
        ("产生纠纷", &["意见不一", "闹矛盾"]),
        ("多次协商未果", &["村里调解过几次没谈成", "一直谈不拢"]),
        ("调解", &["协调", "主持公道"]),
        ("未足额兑现", &["没有全部到位", "少发了"]),
        ("拖欠", &["欠", "一直不给"]),
    ];
    let mut text = text.to_owned();
    for (word, others) in OTHERWISE {
        if text.contains(word) {
            text = text.replacen(word, choices.of(others), 1);
        }
    }
    text
}

fn misspelt(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    let mut twin = later(choices, row);
    twin.text = typos(choices, &row.text, 2);
    twin.petitioner = misspell_name(choices, &row.petitioner);
    Some(twin)
}

fn worded_otherwise(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    let mut twin = later(choices, row);
    twin.text = reframed(choices, &row.text);
    Some(twin)
}

fn turned_round(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    let mut twin = later(choices, row);
    let mut clauses: Vec<&str> = row.text.split([',', '。', '，']).filter(|clause| !clause.is_empty()).collect();
    clauses.reverse();
    twin.text = in_words(&clauses.join("；"));
    Some(twin)
}

/// Amounts of whole thousands in words: 64000 as 6.4万.
fn in_words(text: &str) -> String {
    let mut text = text.to_owned();
    for thousands in (1..100).rev() {
        text = text.replace(&format!("{thousands}000元"), &format!("{}.{}万元", thousands / 10, thousands % 10));
    }
    text
}

fn at_length(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    const BEFORE: &[&str] = &[
        "我家住在村东头,家里三口人,全靠种地过活。",
        "本人今年六十八岁,腿脚不便,由儿子代写此信。",
        "此事已有两年多,先后找过村委会和镇政府。",
    ];
    const AFTER: &[&str] = &[
        "上个月去镇里问过,接待的同志说要等研究,到现在没有回音。",
        "恳请领导百忙之中过问此事,给老百姓一个公道,我们全家感激不尽。",
        "附收据复印件两张、照片五张。",
    ];
    let mut twin = later(choices, row);
    twin.text = format!("{}{}{}", choices.of(BEFORE), row.text, choices.of(AFTER));
    Some(twin)
}

fn place_renamed(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    let mut twin = worded_otherwise(choices, row, &[])?;
    twin.area = "龙泉新区".into();
    twin.subject.clear();
    Some(twin)
}

fn only(row: &MatterFacts, kind: NumberKind) -> Option<MatterFacts> {
    let keys: std::collections::BTreeSet<_> = row.keys.iter().filter(|key| key.kind() == kind).copied().collect();
    (!keys.is_empty()).then(|| MatterFacts { keys, ..row.clone() })
}

fn fresh_phone(choices: &mut Choices) -> PersonKey {
    PersonKey::of_phones(&COUNTY_KEY, &format!("188{:08}", choices.below(100_000_000)))[0]
}

fn other_phone(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    let mut twin = worded_otherwise(choices, &only(row, NumberKind::Identity)?, &[])?;
    twin.keys.insert(fresh_phone(choices));
    Some(twin)
}

fn phone_only(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    let mut twin = worded_otherwise(choices, &only(row, NumberKind::Phone)?, &[])?;
    twin.area = "龙泉新区".into();
    Some(twin)
}

fn no_numbers(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    let mut twin = later(choices, row);
    twin.text = typos(choices, &row.text, 1);
    twin.keys.clear();
    Some(twin)
}

fn no_numbers_reworded(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    let mut twin = worded_otherwise(choices, row, &[])?;
    twin.keys.clear();
    Some(twin)
}

/// A row that is about something else: other words once figures are left out.
fn elsewhere<'a>(
    choices: &mut Choices,
    row: &MatterFacts,
    rows: &'a [MatterFacts],
    fits: impl Fn(&MatterFacts) -> bool,
) -> Option<&'a MatterFacts> {
    let words = |facts: &MatterFacts| facts.text.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
    let others: Vec<&MatterFacts> = rows.iter().filter(|other| words(other) != words(row) && fits(other)).collect();
    (!others.is_empty()).then(|| choices.of(&others))
}

fn another_matter(choices: &mut Choices, row: &MatterFacts, rows: &[MatterFacts]) -> Option<MatterFacts> {
    let other = elsewhere(choices, row, rows, |other| other.subject != row.subject)?;
    Some(MatterFacts { text: other.text.clone(), subject: other.subject.clone(), ..later(choices, row) })
}

fn same_category(choices: &mut Choices, row: &MatterFacts, rows: &[MatterFacts]) -> Option<MatterFacts> {
    let topic = |facts: &MatterFacts| facts.text.split([',', '，']).next().unwrap_or_default().to_owned();
    // Another amount of the same wages, or another stretch of the same expropriation, may well be the same matter.
    let other = elsewhere(choices, row, rows, |other| {
        other.subject == row.subject && !shares_clause(&topic(other), &topic(row))
    })?;
    Some(MatterFacts { text: other.text.clone(), ..later(choices, row) })
}

/// Whether two clauses share five characters in a row, which is more than the words of the trade.
fn shares_clause(one: &str, other: &str) -> bool {
    let letters: Vec<char> = one.chars().collect();
    letters.windows(5).any(|run| other.contains(&run.iter().collect::<String>()))
}

fn household(choices: &mut Choices, row: &MatterFacts, rows: &[MatterFacts]) -> Option<MatterFacts> {
    let phone = only(row, NumberKind::Phone)?;
    let twin = another_matter(choices, &phone, rows)?;
    Some(MatterFacts { petitioner: other_name(choices, row, rows)?, ..twin })
}

fn other_name(choices: &mut Choices, row: &MatterFacts, rows: &[MatterFacts]) -> Option<String> {
    elsewhere(choices, row, rows, |other| other.petitioner != row.petitioner).map(|other| other.petitioner.clone())
}

fn another_person(choices: &mut Choices, row: &MatterFacts, rows: &[MatterFacts]) -> Option<MatterFacts> {
    let mut twin = another_person_bare(choices, row, rows)?;
    twin.keys.insert(fresh_phone(choices));
    Some(twin)
}

fn another_person_bare(choices: &mut Choices, row: &MatterFacts, rows: &[MatterFacts]) -> Option<MatterFacts> {
    let petitioner = other_name(choices, row, rows)?;
    Some(MatterFacts { petitioner, keys: Default::default(), ..later(choices, row) })
}

fn namesake(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    let area = choices.of(&["龙泉新区", "上坝村", "杏花社区"]).to_owned();
    (!row.area.is_empty()).then(|| MatterFacts { area, keys: Default::default(), ..later(choices, row) })
}

fn sibling(choices: &mut Choices, row: &MatterFacts, _: &[MatterFacts]) -> Option<MatterFacts> {
    let petitioner = misspell_name(choices, &row.petitioner);
    Some(MatterFacts { petitioner, keys: Default::default(), ..later(choices, row) })
}

fn name_only(choices: &mut Choices, row: &MatterFacts, rows: &[MatterFacts]) -> Option<MatterFacts> {
    let twin = another_matter(choices, row, rows)?;
    Some(MatterFacts { keys: Default::default(), ..twin })
}
