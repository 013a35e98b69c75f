//! What matters are compared by, made ready once: to compare one matter with many costs what those are made of.

use std::sync::OnceLock;

use super::{
    MatterFacts,
    similarity::Shape,
    words::{names, normal, place},
};

/// A matter that is ready to be compared.
pub struct Matter {
    /// What it is made of.
    pub facts: MatterFacts,
    pub(super) names: Vec<String>,
    pub(super) place: String,
    pub(super) subject: String,
    shape: OnceLock<Shape>,
}

impl Matter {
    /// Makes it ready. Its text is looked at when it is compared.
    #[must_use]
    pub fn new(facts: MatterFacts) -> Self {
        Self {
            names: names(&facts.petitioner),
            place: place(&facts.area),
            subject: normal(&facts.subject),
            shape: OnceLock::new(),
            facts,
        }
    }

    /// The shape of its text.
    pub(super) fn shape(&self) -> &Shape {
        self.shape.get_or_init(|| Shape::of(&normal(&self.facts.text)))
    }
}
