//! Chinese text from a seed: words that stand in every case, words that stand in one of hundreds, and names.

/// What is written about.
const TOPICS: [&str; 12] = [
    "征地补偿",
    "邻里纠纷",
    "宅基地界",
    "拖欠工资",
    "道路损毁",
    "饮水安全",
    "低保申请",
    "医疗报销",
    "养老保险",
    "林权争议",
    "噪音扰民",
    "物业收费",
];
/// Pieces of sentences.
const PIECES: [&str; 32] = [
    "反映",
    "村民",
    "邻居",
    "围墙",
    "占道",
    "要求",
    "尽快",
    "处理",
    "现场",
    "核实",
    "情况",
    "属实",
    "已经",
    "约谈",
    "双方",
    "当事人",
    "达成",
    "协议",
    "未能",
    "继续",
    "跟进",
    "村委会",
    "镇政府",
    "补偿款",
    "标准",
    "不满",
    "多次",
    "上门",
    "走访",
    "解释",
    "政策",
    "答复",
];
const SURNAMES: &str =
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎";
const GIVEN: &str = "伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超霞平刚桂英玉兰建国志华春梅海燕文博晓东立新宝山凤琴德福长林";

/// The words of one case: a topic, a few people, a few places, and what is said everywhere.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    state: u64,
    topic: &'static str,
    cast: Vec<String>,
}

impl Words {
    /// The words of the case with this number.
    pub(crate) fn new(seed: u64) -> Self {
        let state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
        let mut words = Self { state, topic: TOPICS[0], cast: Vec::new() };
        words.topic = TOPICS[words.below(TOPICS.len())];
        for _ in 0..4 {
            let (name, place) = (words.name(), words.place());
            words.cast.extend([name, place]);
        }
        words
    }

    /// The next random number (splitmix64).
    const fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).expect("below a usize")
    }

    /// Random bytes.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.next().to_be_bytes()[0])
    }

    fn letter(&mut self, letters: &str) -> char {
        let at = self.below(letters.chars().count());
        letters.chars().nth(at).expect("within")
    }

    /// A person's name.
    pub(crate) fn name(&mut self) -> String {
        [self.letter(SURNAMES), self.letter(GIVEN), self.letter(GIVEN)].iter().collect()
    }

    /// A place's name: two letters of some two thousand pairs, so that each stands in few cases.
    pub(crate) fn place(&mut self) -> String {
        format!("{}{}村", self.letter(GIVEN), self.letter(SURNAMES))
    }

    /// What the case is about.
    pub(crate) const fn topic(&self) -> &'static str {
        self.topic
    }

    /// A text of exactly this many characters.
    pub(crate) fn sentence(&mut self, chars: usize) -> String {
        let mut text = String::with_capacity(chars * 3);
        let mut length = 0;
        while length < chars {
            let piece = match self.below(24) {
                0 | 1 => {
                    let who = self.below(self.cast.len());
                    self.cast[who].clone()
                }
                2 => self.topic.to_owned(),
                3 => "，".to_owned(),
                _ => PIECES[self.below(PIECES.len())].to_owned(),
            };
            for letter in piece.chars().take(chars - length) {
                text.push(letter);
                length += 1;
            }
        }
        text
    }

    /// A word of two letters to look for: a third stands in nearly every case, a third in one of twelve, a third in few or none.
    pub(crate) fn wanted(&mut self) -> String {
        let word = match self.below(3) {
            0 => PIECES[self.below(PIECES.len())].to_owned(),
            1 => TOPICS[self.below(TOPICS.len())].to_owned(),
            _ => format!("{}{}", self.letter(SURNAMES), self.letter(GIVEN)),
        };
        word.chars().take(2).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_words_of_the_asked_length() {
        let (mut one, mut same) = (Words::new(3), Words::new(3));
        for length in [1, 15, 500] {
            let text = one.sentence(length);
            assert_eq!(text.chars().count(), length);
            assert_eq!(text, same.sentence(length));
        }
        assert_eq!(one.wanted().chars().count(), 2);
    }
}
