//! How alike two Chinese texts are: characters and pairs of neighbours, those of common words counting little. No dictionary
//! and no word segmentation, so a misspelt word or one that nobody listed costs two pairs and no more.

use std::collections::BTreeSet;

use super::{
    figures,
    words::{OWN, weights},
};

/// What a figure counts: an amount tells matters apart that are worded alike.
const FIGURE: u32 = 2 * OWN;

/// A shorter text that is wholly within a longer one is as good as this much, in thousandths.
const WITHIN: u32 = 850;

/// The least weight of a text that may be found within a longer one: five characters or so that are its own.
const WITHIN_WEIGHT: u32 = 4 * OWN;

/// What a text is made of: its characters, and the pairs of neighbours. Pairs keep the words together; characters alone
/// forgive a misspelt one, which breaks two pairs.
pub(super) struct Shape {
    letters: Bag<char>,
    pairs: Bag<(char, char)>,
    figures: Bag<String>,
}

/// Each part of a text once and what it counts, in the order of the parts.
struct Bag<T> {
    weights: Vec<(T, u32)>,
    total: u32,
}

/// The pairs of a normalised text that say what the matter is about.
pub(super) fn own_pairs(normal: &str) -> BTreeSet<(char, char)> {
    let letters = letters(normal);
    let weights = weights(&letters);
    let pairs = letters.windows(2).zip(weights.windows(2));
    pairs.filter(|(_, weights)| **weights == [OWN; 2]).map(|(pair, _)| (pair[0], pair[1])).collect()
}

/// A text without its digits: those count as figures.
fn letters(normal: &str) -> Vec<char> {
    normal.chars().filter(|letter| !letter.is_ascii_digit()).collect()
}

impl Shape {
    /// The shape of a normalised text.
    pub(super) fn of(normal: &str) -> Self {
        let letters = letters(normal);
        let weights = weights(&letters);
        let pairs = letters.windows(2).zip(weights.windows(2));
        Self {
            pairs: Bag::of(pairs.map(|(pair, weights)| ((pair[0], pair[1]), weights[0].min(weights[1])))),
            letters: Bag::of(letters.iter().copied().zip(weights.iter().copied())),
            figures: Bag::of(figures::of(normal).into_iter().map(|figure| (figure.to_owned(), FIGURE))),
        }
    }

    /// Whether there is nothing to compare.
    pub(super) const fn is_empty(&self) -> bool {
        self.pairs.total == 0
    }

    /// Whether there is a figure that can tell one matter from another.
    pub(super) const fn has_figures(&self) -> bool {
        self.figures.total > 0
    }

    /// The first figure by its digits that stands in both texts.
    pub(super) fn shared_figure<'a>(&'a self, other: &'a Self) -> Option<&'a str> {
        self.figures.in_both(&other.figures).next().map(|(figure, _)| figure.as_str())
    }

    /// How alike two texts are, from 0 to 1000.
    pub(super) fn alike(&self, other: &Self) -> u32 {
        let figures = self.figures.shared(&other.figures);
        let with = |total: u32, figures: &Bag<String>| total + figures.total;
        let letters = alike(
            self.letters.shared(&other.letters) + figures,
            with(self.letters.total, &self.figures),
            with(other.letters.total, &other.figures),
        );
        let pairs = alike(
            self.pairs.shared(&other.pairs) + figures,
            with(self.pairs.total, &self.figures),
            with(other.pairs.total, &other.figures),
        );
        (letters + pairs) / 2
    }
}

impl<T: Ord> Bag<T> {
    fn of(parts: impl Iterator<Item = (T, u32)>) -> Self {
        let mut weights: Vec<_> = parts.collect();
        // It may stand within a common word here and on its own there: the most counts.
        weights.sort_unstable_by(|(one, one_weight), (other, other_weight)| {
            one.cmp(other).then(other_weight.cmp(one_weight))
        });
        weights.dedup_by(|(later, _), (kept, _)| later == kept);
        let total = weights.iter().map(|(_, weight)| weight).sum();
        Self { weights, total }
    }

    /// The parts that stand in both, in their order, and what each counts.
    fn in_both<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a T, u32)> {
        let mut left = other.weights.as_slice();
        self.weights.iter().filter_map(move |(part, weight)| {
            left = &left[left.iter().take_while(|(other, _)| other < part).count()..];
            let (_, other) = left.first().filter(|(other, _)| other == part)?;
            Some((part, *weight.min(other)))
        })
    }

    fn shared(&self, other: &Self) -> u32 {
        self.in_both(other).map(|(_, weight)| weight).sum()
    }
}

/// Dice's coefficient over the weights, or how much of the shorter text is within the longer.
fn alike(shared: u32, one: u32, other: u32) -> u32 {
    let shorter = one.min(other);
    if shorter == 0 {
        return 0;
    }
    let dice = 2_000 * shared / (one + other);
    let within = if shorter >= WITHIN_WEIGHT { WITHIN * shared / shorter } else { 0 };
    dice.max(within)
}

/// Whether two words of three characters or more are nearly the same: the same length with one character changed, or one of them longer by one.
pub(super) fn nearly(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if short.len() < 3 || long.len() - short.len() > 1 || one == other {
        return false;
    }
    let head = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(one, other)| one == other).count();
    head + tail + 1 >= long.len()
}
