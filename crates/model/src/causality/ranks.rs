//! Sets of ranks, as small as they are simple: what a late act of a long case has seen is nearly always everything up to
//! some place, and a set of that sort takes a few words however far it reaches.

use std::ops::Range;

/// Ranks in one word.
const WIDTH: usize = u64::BITS as usize;

/// A set of ranks: bits, in words, where a word that is the same as the one before it is not written down again. At worst
/// twice as large as plain bits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ranks(Vec<Step>);

/// From this word on all words are `word`, up to the next step; before the first step they are 0, and so is the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Step {
    at: usize,
    word: u64,
}

impl Ranks {
    /// The first `count` ranks.
    pub(crate) fn first(count: usize) -> Self {
        let (full, more) = (count / WIDTH, count % WIDTH);
        let mut set = Self::default();
        set.step(0, if full > 0 { u64::MAX } else { 0 });
        set.step(full, (1 << more) - 1);
        set.step(full + 1, 0);
        set
    }

    pub(crate) fn has(&self, rank: usize) -> bool {
        self.word(rank / WIDTH) >> (rank % WIDTH) & 1 == 1
    }

    pub(crate) fn add(&mut self, rank: usize) {
        let at = rank / WIDTH;
        let old = self.word(at);
        let new = old | 1 << (rank % WIDTH);
        if new == old {
            return;
        }
        let from = self.0.partition_point(|step| step.at < at);
        let mut until = from + usize::from(self.0.get(from).is_some_and(|step| step.at == at));
        let before = from.checked_sub(1).map_or(0, |last| self.0[last].word);
        let next = self.0.get(until).filter(|step| step.at == at + 1).map(|step| step.word);
        let begins = (new != before).then_some(Step { at, word: new });
        // What was beyond stays as it was: by a step of its own, unless it comes to the same as the new word.
        let ends = next.is_none().then_some(Step { at: at + 1, word: old });
        until += usize::from(next == Some(new));
        self.0.splice(from..until, begins.into_iter().chain(ends));
    }

    pub(crate) fn add_all(&mut self, other: &Self) {
        if self.0.is_empty() {
            self.0.clone_from(&other.0);
        } else if other.first_beside(self).is_some() {
            *self = self.with(other, |own, other| own | other);
        }
    }

    /// Keeps what both sets have.
    pub(crate) fn keep_common(&mut self, other: &Self) {
        *self = self.with(other, |own, other| own & other);
    }

    /// The lowest rank of this set that is not in `other`.
    pub(crate) fn first_beside(&self, other: &Self) -> Option<usize> {
        let mut beside = self.beside(other).map(|(at, own, other)| (at, own & !other));
        beside.find(|(_, word)| *word != 0).map(|(at, word)| at * WIDTH + word.trailing_zeros() as usize)
    }

    /// Whether the two have a rank in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.beside(other).any(|(_, own, other)| own & other != 0)
    }

    /// The ranks below `end` that are not in the set, ascending.
    pub(super) fn absent_below(&self, end: usize) -> impl Iterator<Item = usize> {
        let words = end.div_ceil(WIDTH);
        let gaps = self.runs().filter(|(_, word)| *word != u64::MAX);
        let gaps = gaps.flat_map(move |(run, word)| (run.start..run.end.min(words)).map(move |at| (at, !word)));
        let ranks = gaps.flat_map(|(at, mut left)| {
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (bit < WIDTH).then_some(at * WIDTH + bit)
            })
        });
        ranks.take_while(move |rank| *rank < end)
    }

    fn word(&self, at: usize) -> u64 {
        let last = self.0.partition_point(|step| step.at <= at).checked_sub(1);
        last.map_or(0, |last| self.0[last].word)
    }

    /// Writes the next word down, where it is another than the last.
    fn step(&mut self, at: usize, word: u64) {
        if self.0.last().map_or(0, |last| last.word) != word {
            self.0.push(Step { at, word });
        }
    }

    /// The words, as runs of the same one; the last has no end.
    fn runs(&self) -> impl Iterator<Item = (Range<usize>, u64)> {
        let begins = std::iter::once(Step::default()).chain(self.0.iter().copied());
        let ends = self.0.iter().map(|step| step.at).chain([usize::MAX]);
        begins.zip(ends).map(|(step, end)| (step.at..end, step.word))
    }

    /// The words of two sets side by side, wherever one of them changes.
    fn beside<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = (usize, u64, u64)> + 's {
        let (mut own, mut others) = (self.0.as_slice(), other.0.as_slice());
        let (mut word, mut other) = (0, 0);
        std::iter::from_fn(move || {
            let at = own.first().into_iter().chain(others.first()).map(|step| step.at).min()?;
            for (steps, word) in [(&mut own, &mut word), (&mut others, &mut other)] {
                if let Some((step, rest)) = steps.split_first().filter(|(step, _)| step.at == at) {
                    (*word, *steps) = (step.word, rest);
                }
            }
            Some((at, word, other))
        })
    }

    /// How much it takes to write the set down.
    #[cfg(test)]
    pub(super) fn steps(&self) -> usize {
        self.0.len()
    }

    fn with(&self, other: &Self, of: impl Fn(u64, u64) -> u64) -> Self {
        let mut set = Self(Vec::with_capacity(self.0.len() + other.0.len()));
        self.beside(other).for_each(|(at, own, other)| set.step(at, of(own, other)));
        set
    }
}
