//! Search by pinyin: how short texts (names, titles, places, categories) sound, and what letters that a person types may
//! stand for.
//!
//! A character has all its readings: 单 is shan, dan and chan, and as a surname none of them is wrong. The index holds
//! each pair of neighbouring initials and each syllable, in every reading, so readings never multiply along a text; what the
//! letters typed can stand for is spelled out in the query instead, and a text that the index leads to is read again, letter
//! by letter ([`Letters::sound_in`]).

use std::{
    collections::{BTreeSet, HashSet},
    sync::LazyLock,
};

/// Most letters of a word that is tried as pinyin: ten syllables or so.
const LETTERS_MAX: usize = 32;
/// Most ways in which a word is divided into syllables and initials.
const DIVISIONS_MAX: usize = 24;

/// What the build script wrote of every character from the first that is read at all: the upper bytes of the numbers of how
/// they are read, then the lower ones. Nought: as nothing.
static LETTERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/letters.bin"));

/// The first character of [`LETTERS`], and the ways of being read by their numbers.
static WAYS: LazyLock<(usize, Vec<&'static str>)> = LazyLock::new(|| {
    let (first, ways) = include_str!(concat!(env!("OUT_DIR"), "/readings.txt")).split_once('\n').unwrap_or_default();
    (first.parse().unwrap_or_default(), ways.lines().collect())
});

/// How a character is read: plain letters, ü written v as people type it. Nothing for what is no Chinese character.
fn readings(letter: char) -> impl Iterator<Item = &'static str> {
    let (first, ways) = &*WAYS;
    let (upper, lower) = LETTERS.split_at(LETTERS.len() / 2);
    let at = (letter as usize).checked_sub(*first);
    let number = at.and_then(|at| Some(u16::from_be_bytes([*upper.get(at)?, *lower.get(at)?])));
    let way = number.and_then(|number| ways.get(usize::from(number.checked_sub(1)?)));
    way.into_iter().flat_map(|way| way.split(' '))
}

/// Every syllable that some character is read as.
static SYLLABLES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| ('\u{4e00}'..='\u{9fff}').flat_map(readings).collect());

/// The index tokens of a text: `2wq` for neighbours whose initials are w and q, `wei` for a syllable.
pub(crate) fn tokens(text: &str) -> BTreeSet<String> {
    let mut tokens = BTreeSet::new();
    let mut before: Vec<&str> = Vec::new();
    for letter in text.chars() {
        let here: Vec<_> = readings(letter).collect();
        for reading in &here {
            tokens.extend(before.iter().map(|before| pair(before, reading)));
        }
        tokens.extend(here.iter().map(|reading| (*reading).to_owned()));
        before = here;
    }
    tokens
}

fn pair(one: &str, other: &str) -> String {
    format!("2{}{}", &one[..1], &other[..1])
}

/// Letters that a person typed, to be tried as pinyin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letters(String);

/// Whether a short text that is at hand is what a person means who types this: a part of it as it is written, or letters that
/// some run of its characters sounds like, by initials or whole readings. A search of the ledger finds the same.
#[must_use]
pub fn is_meant(text: &str, typed: &str) -> bool {
    let typed = typed.trim();
    let sounds_so = || Letters::at_least(1, typed).is_some_and(|letters| letters.sound_in(text));
    text.to_lowercase().contains(&typed.to_lowercase()) || sounds_so()
}

/// What the full text is asked for some letters.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// Texts that this finds sound as was typed.
    pub(crate) sure: Option<String>,
    /// Texts that this finds may, and have to be read again.
    pub(crate) likely: Option<String>,
}

impl Letters {
    /// Letters of a word; `None` where it cannot be pinyin. An apostrophe may part syllables.
    pub(crate) fn typed(word: &str) -> Option<Self> {
        Self::at_least(2, word)
    }

    fn at_least(letters_min: usize, word: &str) -> Option<Self> {
        let letters: String = word.replace(['\'', '’'], "").replace(['ü', 'Ü'], "v").to_ascii_lowercase();
        let fits = (letters_min..=LETTERS_MAX).contains(&letters.len());
        (fits && letters.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(Self(letters))
    }

    /// Whether some run of characters of the text sounds like this: of each character its whole reading or its initial, of
    /// the last one any beginning.
    pub(crate) fn sound_in(&self, text: &str) -> bool {
        let typed = &self.0;
        // The places in the letters that the characters so far can have come to.
        let mut reached: u64 = 0;
        for letter in text.chars() {
            let mut next = 0;
            for reading in readings(letter) {
                for at in (0..typed.len()).filter(|at| *at == 0 || reached >> at & 1 == 1) {
                    let rest = &typed[at..];
                    if reading.starts_with(rest) {
                        return true;
                    }
                    let heads = [&reading[..1], initial(reading), reading];
                    for head in heads.into_iter().filter(|head| rest.starts_with(head)) {
                        next |= 1 << (at + head.len());
                    }
                }
            }
            if next >> typed.len() & 1 == 1 {
                return true;
            }
            reached = next;
        }
        false
    }

    /// What to ask the index. Of a division into several pieces the pairs of initials are asked, of two the syllables as
    /// well: more pairs are rare enough, and every further question costs what the index holds of it.
    pub(crate) fn query(&self) -> Query {
        let (mut sure, mut likely) = (BTreeSet::new(), BTreeSet::<BTreeSet<String>>::new());
        for division in self.divisions() {
            let mut terms: BTreeSet<String> = division
                .windows(2)
                .map(|pieces| format!("\"{}\"", pair(pieces[0].letters(), pieces[1].letters())))
                .collect();
            match &division[..] {
                [piece] => sure.extend(piece.term()),
                [one, other] if one.is_letter() && other.is_letter() => sure.extend(terms),
                [one, other] => {
                    let syllables = [one, other].into_iter().filter(|piece| matches!(piece, Piece::Syllable(_)));
                    terms.extend(syllables.filter_map(Piece::term));
                    likely.insert(terms);
                }
                _ => {
                    likely.insert(terms);
                }
            }
        }
        // What another division asks less of is found with that one.
        let asked: Vec<_> =
            likely.iter().filter(|terms| !likely.iter().any(|less| less != *terms && less.is_subset(terms))).collect();
        let all = |terms: &&BTreeSet<String>| format!("({})", terms.iter().cloned().collect::<Vec<_>>().join(" AND "));
        let any = |terms: Vec<String>| (!terms.is_empty()).then(|| terms.join(" OR "));
        Query { sure: any(sure.into_iter().collect()), likely: any(asked.iter().map(all).collect()) }
    }

    /// The ways to divide the letters, those with long syllables first, and the one into initials alone.
    fn divisions(&self) -> Vec<Vec<Piece<'_>>> {
        let typed = &*self.0;
        // Places from which the rest can be divided, from the end on: so the search below runs into no dead end.
        let mut divides = vec![false; typed.len() + 1];
        divides[typed.len()] = true;
        for at in (0..typed.len()).rev() {
            divides[at] = pieces(typed, at).iter().any(|piece| divides[at + piece.letters().len()]);
        }
        let mut found = Vec::new();
        let mut begun = vec![Vec::new()];
        while let Some(division) = begun.pop() {
            let at = division.iter().map(|piece: &Piece<'_>| piece.letters().len()).sum();
            if at == typed.len() {
                found.push(division);
                if found.len() == DIVISIONS_MAX {
                    break;
                }
                continue;
            }
            for piece in pieces(typed, at) {
                if divides[at + piece.letters().len()] {
                    begun.push(division.iter().copied().chain([piece]).collect());
                }
            }
        }
        let initials: Vec<_> = (0..typed.len()).map(|at| Piece::Initial(&typed[at..=at])).collect();
        if typed.bytes().all(begins) && !found.contains(&initials) {
            found.push(initials);
        }
        found
    }
}

/// What of the letters one character stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    /// Its initial: one letter, or zh, ch, sh.
    Initial(&'a str),
    /// Its whole reading.
    Syllable(&'a str),
    /// The beginning of its reading, where the typing stopped.
    Beginning(&'a str),
}

impl<'a> Piece<'a> {
    const fn letters(&self) -> &'a str {
        match self {
            Self::Initial(letters) | Self::Syllable(letters) | Self::Beginning(letters) => letters,
        }
    }

    /// Whether it is an initial of one letter: of which pairs of initials say all.
    const fn is_letter(&self) -> bool {
        matches!(self, Self::Initial(letters) if letters.len() == 1)
    }

    /// What finds the texts that hold such a character. An initial alone says nothing.
    fn term(&self) -> Option<String> {
        match self {
            Self::Initial(_) => None,
            Self::Syllable(letters) => Some(format!("\"{letters}\"")),
            Self::Beginning(letters) => Some(format!("\"{letters}\"*")),
        }
    }
}

/// What may stand at a place, the longest last.
fn pieces(typed: &str, at: usize) -> Vec<Piece<'_>> {
    /// The longest syllables (zhuang).
    const SYLLABLE_MAX: usize = 6;
    let rest = &typed[at..];
    let mut pieces = Vec::new();
    if begins(rest.as_bytes()[0]) {
        pieces.push(Piece::Initial(&rest[..1]));
    }
    if initial(rest).len() == 2 {
        pieces.push(Piece::Initial(initial(rest)));
    }
    for end in 2..=rest.len().min(SYLLABLE_MAX) {
        let letters = &rest[..end];
        if SYLLABLES.contains(letters) {
            pieces.push(Piece::Syllable(letters));
        }
        if end == rest.len() && SYLLABLES.iter().any(|syllable| syllable.len() > end && syllable.starts_with(letters)) {
            pieces.push(Piece::Beginning(letters));
        }
    }
    pieces
}

/// The initial of a reading, or of letters that begin with one: one letter, or zh, ch, sh.
fn initial(letters: &str) -> &str {
    if ["zh", "ch", "sh"].iter().any(|initial| letters.starts_with(initial)) { &letters[..2] } else { &letters[..1] }
}

/// Whether a syllable begins with this letter: none begins with i, u or v.
const fn begins(letter: u8) -> bool {
    letter.is_ascii_lowercase() && !matches!(letter, b'i' | b'u' | b'v')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(word: &str) -> Letters {
        Letters::typed(word).expect("letters")
    }

    /// Whether the index would find the text, as the full text would read the query.
    fn found(word: &str, text: &str) -> bool {
        let tokens = tokens(text);
        let holds = |term: &str| match term.strip_suffix('*') {
            Some(term) => tokens.iter().any(|token| token.starts_with(term.trim_matches('"'))),
            None => tokens.contains(term.trim_matches('"')),
        };
        let Query { sure, likely } = typed(word).query();
        let any = |query: String| query.split(" OR ").any(|all| all.trim_matches(['(', ')']).split(" AND ").all(holds));
        sure.is_some_and(any) || likely.is_some_and(any)
    }

    #[test]
    fn every_reading_is_found() {
        for (text, words) in [
            ("单志强", &["szq", "dzq", "czq", "shanzhiqiang", "danzhiqiang", "shzhq", "shanzq", "danzhiq"][..]),
            ("曾海燕", &["zhy", "chy", "zenghaiyan", "cenghaiyan", "zenghy"]),
            ("区永福", &["oyf", "qyf", "ouyongfu", "quyf", "ouyf"]),
            ("解秀兰", &["xxl", "jxl", "xiexiulan", "jiexl"]),
            ("仇大军", &["qdj", "cdj", "qiudajun", "choudj"]),
            ("查文", &["zw", "cw", "zhaw", "chawen", "zhawen"]),
            ("尉迟恭", &["ycg", "wcg", "yuchigong", "weichigong", "yuchg"]),
            ("吕女士", &["lns", "lvns", "lvnvshi", "lünüshi"]),
            ("维权征地", &["wqzd", "weiq", "weiquan", "wqzhengdi", "qzd", "zhengd", "weiquanz"]),
            ("西安路", &["xian", "xi'an", "xal", "xianlu", "anlu"]),
        ] {
            for word in words {
                assert!(typed(word).sound_in(text), "{word} in {text}");
                assert!(found(word, text), "{word} leads to {text}: {:?}", typed(word).query());
            }
        }
        for (text, word) in [("单志强", "szqq"), ("维权", "wei权"), ("维、权", "wq"), ("维权", "wiq"), ("王", "wa9")]
        {
            assert!(Letters::typed(word).is_none_or(|letters| !letters.sound_in(text)), "{word} in {text}");
        }
    }

    #[test]
    fn a_name_at_hand_is_meant_by_a_part_of_it_or_by_how_it_sounds() {
        for typed in ["", " 挂牌 ", "督办", "g", "gp", "gpdb", "guapai", "gpduban", "db"] {
            assert!(is_meant("挂牌督办", typed), "{typed}");
        }
        for typed in ["督察", "dg", "gpx", "guap督"] {
            assert!(!is_meant("挂牌督办", typed), "{typed}");
        }
        assert!(is_meant("List for supervision", "SUPER") && !is_meant("Note", "sl"));
    }

    #[test]
    fn readings_do_not_multiply() {
        let worst: String = "单曾区解仇查尉行重朴".chars().cycle().take(120).collect();
        assert!(tokens(&worst).len() < 200, "{}", tokens(&worst).len());
        assert!(typed(&"xianshangan".repeat(2)).divisions().len() <= DIVISIONS_MAX + 1);
        assert!(typed(&"a".repeat(32)).divisions().len() <= DIVISIONS_MAX + 1);
    }

    #[test]
    fn what_is_sure_needs_no_second_reading() {
        assert_eq!(typed("wq").query(), Query { sure: Some("\"2wq\"".into()), likely: None });
        assert_eq!(typed("wiq").query(), Query::default());
        assert!(typed("wqzd").query().sure.is_none());
        assert_eq!(typed("shw").query().sure, None, "三王 has these initials, and does not begin with sh");
        assert!(found("sh", "石桥") && found("zh", "张") && !found("zh", "增"));
    }

    proptest! {
        #[test]
        fn a_text_that_sounds_so_is_found(text in "[单曾区解仇查尉迟西安女维权征地张三村，]{2,8}", pick in any::<[u8; 8]>(), from in 0..6usize) {
            // What somebody would type who begins at some character: of each the initial or a whole reading.
            let mut word = String::new();
            for (letter, pick) in text.chars().skip(from).zip(pick) {
                let readings: Vec<_> = readings(letter).collect();
                if readings.is_empty() {
                    break;
                }
                let reading = &readings[usize::from(pick >> 1) % readings.len()];
                word.push_str(if pick & 1 == 0 { initial(reading) } else { reading });
            }
            if let Some(letters) = Letters::typed(&word) {
                prop_assert!(letters.sound_in(&text));
                if letters.divisions().len() < DIVISIONS_MAX {
                    prop_assert!(found(&word, &text));
                }
            }
        }

        #[test]
        fn what_is_surely_found_sounds_so(text in "[单曾区解仇查尉迟西安女维权征地张三村，]{0,8}", word in "[a-z]{2,7}") {
            let letters = typed(&word);
            let Query { sure, .. } = letters.query();
            if let Some(sure) = sure {
                let tokens = tokens(&text);
                let holds = |term: &str| match term.strip_suffix('*') {
                    Some(term) => tokens.iter().any(|token| token.starts_with(term.trim_matches('"'))),
                    None => tokens.contains(term.trim_matches('"')),
                };
                if sure.split(" OR ").any(holds) {
                    prop_assert!(letters.sound_in(&text), "{} in {}", word, text);
                }
            }
        }
    }
}
