//! What each act does now, and what a reader should know about it: sections and rules write it, the timeline tells it.

use crate::Effect;

/// Effects and flags by rank. An act of which nothing is said holds.
pub(crate) struct Standing {
    effects: Vec<Effect>,
    flags: Vec<Vec<&'static str>>,
}

impl Standing {
    pub(crate) fn new(acts: usize) -> Self {
        Self { effects: vec![Effect::Live; acts], flags: vec![Vec::new(); acts] }
    }

    /// A later act or a settlement took its place.
    pub(crate) fn supersede(&mut self, rank: usize) {
        self.effects[rank] = Effect::Superseded;
    }

    /// It changes nothing, and this is why.
    pub(crate) fn void(&mut self, rank: usize, why: &'static str) {
        self.effects[rank] = Effect::NoEffect;
        self.flag(rank, why);
    }

    /// It changes nothing; why stands in its flags already.
    pub(crate) fn idle(&mut self, rank: usize) {
        self.effects[rank] = Effect::NoEffect;
    }

    /// People have to decide about it.
    pub(crate) fn dispute(&mut self, rank: usize) {
        self.effects[rank] = Effect::Disputed;
    }

    /// A word for the reader: one of [`crate::flag`].
    pub(crate) fn flag(&mut self, rank: usize, word: &'static str) {
        if !self.flags[rank].contains(&word) {
            self.flags[rank].push(word);
        }
    }

    /// What the act at a rank does now.
    pub(crate) fn effect(&self, rank: usize) -> Effect {
        self.effects[rank]
    }

    pub(crate) fn flags(&self, rank: usize) -> &[&'static str] {
        &self.flags[rank]
    }
}
