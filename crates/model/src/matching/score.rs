//! Explained points: what speaks for two matters being one, and what against.
//!
//! The points are set so that none of these is enough alone: a name, with whatever else but the text; the same person, with
//! another matter; the same words in the same village, from somebody else.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MatterFacts, NumberKind, PersonKey, matter::Matter, similarity::nearly};

/// What each likeness counts, in thousandths of certainty; a county may set its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// From this score on, two matters are shown as possibly one.
    pub threshold: i32,
    /// The same identity number.
    pub identity: i32,
    /// The same telephone number: less, since households share one.
    pub phone: i32,
    /// Both numbers.
    pub second_key: i32,
    /// Both have an identity number, and none is the same.
    pub other_identity: i32,
    /// Both have a telephone number, and none is the same.
    pub other_phone: i32,
    /// The same name, where no number is the same.
    pub name: i32,
    /// The same name beside the same number.
    pub name_beside_key: i32,
    /// Nearly the same name.
    pub near_name: i32,
    /// The same place.
    pub area: i32,
    /// Nearly the same place.
    pub near_area: i32,
    /// Another place.
    pub other_area: i32,
    /// The same category.
    pub subject: i32,
    /// Another category.
    pub other_subject: i32,
    /// The same text; a text of less than `text_none` likeness counts against, down to half of this.
    pub text: i32,
    /// The likeness, in thousandths, at which a text says nothing either way.
    pub text_none: i32,
    /// The likeness, in thousandths, from which a text counts fully.
    pub text_full: i32,
    /// A figure in both texts.
    pub figure: i32,
    /// Figures in both texts, none of them the same.
    pub other_figure: i32,
    /// Received on the same day; less with every day, nothing after `time_days`.
    pub time: i32,
    /// Days after which the time between the two says nothing.
    pub time_days: i32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            threshold: 600,
            identity: 400,
            phone: 340,
            second_key: 40,
            other_identity: -220,
            other_phone: -80,
            name: 190,
            name_beside_key: 40,
            near_name: 30,
            area: 110,
            near_area: 60,
            other_area: -60,
            subject: 75,
            other_subject: -30,
            text: 300,
            text_none: 400,
            text_full: 750,
            figure: 40,
            other_figure: -120,
            time: 40,
            time_days: 365,
        }
    }
}

/// What a point was given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// The same identity number (同一身份证号).
    SameIdentity,
    /// The same telephone number (同一电话).
    SamePhone,
    /// Other identity numbers.
    OtherIdentity,
    /// Other telephone numbers.
    OtherPhone,
    /// The same name (同名).
    SameName,
    /// Nearly the same name.
    NearName,
    /// The same place (同一事发地).
    SameArea,
    /// Nearly the same place.
    NearArea,
    /// Another place.
    OtherArea,
    /// The same category (同类问题).
    SameSubject,
    /// Another category.
    OtherSubject,
    /// How alike the texts are (内容相近).
    Text,
    /// The same figure, such as an amount (金额等数字相同).
    SameFigure,
    /// Other figures.
    OtherFigure,
    /// Received soon after one another.
    Time,
}

/// One likeness or difference, and what it counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// What it is.
    pub kind: ReasonKind,
    /// Its points; below 0 they speak against.
    pub points: i32,
    /// What was compared, for people: a name, a place, `83 %`, `12 d`. Never a number of a person.
    pub detail: String,
}

/// How likely two matters are one, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// From 0 to 1000: the sum of the points, cut to this range.
    pub score: u16,
    /// The reasons, in the order of [`ReasonKind`].
    pub reasons: Vec<Reason>,
}

/// Compares two matters. The order of the two does not matter.
#[must_use]
pub fn score(one: &MatterFacts, other: &MatterFacts, weights: &Weights) -> Candidate {
    let (one, other) = (Matter::new(one.clone()), Matter::new(other.clone()));
    let mut points = Points::of_all_but_text(&one, &other, weights);
    points.text(&one, &other, weights);
    points.total()
}

impl Matter {
    /// Compares this matter with another one; none where the two stay below the threshold. Comparing texts takes the most of
    /// the time, so it is left out where no text could make up for the rest.
    #[must_use]
    pub fn candidate(&self, other: &Self, weights: &Weights) -> Option<Candidate> {
        let mut points = Points::of_all_but_text(self, other, weights);
        let of_text_at_most = weights.text.abs() + weights.figure.max(weights.other_figure).max(0);
        if points.sum() + of_text_at_most < weights.threshold {
            return None;
        }
        points.text(self, other, weights);
        let candidate = points.total();
        (i32::from(candidate.score) >= weights.threshold).then_some(candidate)
    }
}

struct Points {
    reasons: Vec<Reason>,
}

impl Points {
    fn of_all_but_text(one: &Matter, other: &Matter, weights: &Weights) -> Self {
        let mut points = Self { reasons: Vec::new() };
        let same_person = points.keys(&one.facts.keys, &other.facts.keys, weights);
        points.name(one, other, same_person, weights);
        points.area(one, other, weights);
        points.subject(one, other, weights);
        points.time(one, other, weights);
        points
    }

    fn sum(&self) -> i32 {
        self.reasons.iter().map(|reason| reason.points).sum()
    }

    fn total(mut self) -> Candidate {
        self.reasons.sort_by_key(|reason| reason.kind);
        let score = u16::try_from(self.sum().clamp(0, 1_000)).expect("between 0 and 1000");
        Candidate { score, reasons: self.reasons }
    }

    fn add(&mut self, kind: ReasonKind, points: i32, detail: impl Into<String>) {
        self.reasons.push(Reason { kind, points, detail: detail.into() });
    }

    /// Numbers of persons; whether one is the same.
    fn keys(&mut self, one: &BTreeSet<PersonKey>, other: &BTreeSet<PersonKey>, weights: &Weights) -> bool {
        let of = |keys: &BTreeSet<PersonKey>, kind| {
            keys.iter().filter(|key| key.kind() == kind).copied().collect::<BTreeSet<_>>()
        };
        let compare = |kind| {
            let (one, other) = (of(one, kind), of(other, kind));
            (!one.is_empty() && !other.is_empty()).then(|| !one.is_disjoint(&other))
        };
        let (identity, phone) = (compare(NumberKind::Identity), compare(NumberKind::Phone));
        match identity {
            Some(true) => self.add(ReasonKind::SameIdentity, weights.identity, ""),
            Some(false) => self.add(ReasonKind::OtherIdentity, weights.other_identity, ""),
            None => {}
        }
        match phone {
            Some(true) => {
                let points = if identity == Some(true) { weights.second_key } else { weights.phone };
                self.add(ReasonKind::SamePhone, points, "");
            }
            // Who changed their number is still the person of that identity number.
            Some(false) if identity != Some(true) => self.add(ReasonKind::OtherPhone, weights.other_phone, ""),
            _ => {}
        }
        identity == Some(true) || phone == Some(true)
    }

    fn name(&mut self, one: &Matter, other: &Matter, same_person: bool, weights: &Weights) {
        let (ours, theirs) = (&one.names, &other.names);
        // Of several the first by its letters: whoever asks is told the same.
        if let Some(name) = ours.iter().filter(|name| theirs.contains(name)).min() {
            let points = if same_person { weights.name_beside_key } else { weights.name };
            self.add(ReasonKind::SameName, points, name);
        } else if let Some((first, second)) = ours
            .iter()
            .flat_map(|our| theirs.iter().map(move |their| (our.min(their), our.max(their))))
            .filter(|(first, second)| nearly(first, second))
            .min()
        {
            let points = if same_person { weights.name_beside_key / 2 } else { weights.near_name };
            self.add(ReasonKind::NearName, points, format!("{first} / {second}"));
        }
    }

    fn area(&mut self, one: &Matter, other: &Matter, weights: &Weights) {
        let (our, their) = (one.place.as_str(), other.place.as_str());
        if our.is_empty() || their.is_empty() {
            return;
        }
        let (first, second) = in_order(&one.facts.area, &other.facts.area);
        if our == their {
            self.add(ReasonKind::SameArea, weights.area, first);
        } else if nearly(our, their) || our.ends_with(their) || their.ends_with(our) {
            self.add(ReasonKind::NearArea, weights.near_area, format!("{first} / {second}"));
        } else {
            self.add(ReasonKind::OtherArea, weights.other_area, format!("{first} / {second}"));
        }
    }

    fn subject(&mut self, one: &Matter, other: &Matter, weights: &Weights) {
        let (our, their) = (one.subject.as_str(), other.subject.as_str());
        if our.is_empty() || their.is_empty() {
            return;
        }
        // Offices write short forms: 环保 for 环境保护, 涉军 for 涉军优抚.
        let within = |short: &str, long: &str| {
            let mut letters = long.chars();
            short.chars().count() >= 2 && short.chars().all(|letter| letters.any(|other| other == letter))
        };
        let (first, second) = in_order(&one.facts.subject, &other.facts.subject);
        if our == their || within(our, their) || within(their, our) {
            self.add(ReasonKind::SameSubject, weights.subject, first);
        } else {
            self.add(ReasonKind::OtherSubject, weights.other_subject, format!("{first} / {second}"));
        }
    }

    fn text(&mut self, one: &Matter, other: &Matter, weights: &Weights) {
        let (our, their) = (one.shape(), other.shape());
        if our.is_empty() || their.is_empty() {
            return;
        }
        let alike = our.alike(their);
        let above = i32::try_from(alike).expect("at most 1000") - weights.text_none;
        let range = (weights.text_full - weights.text_none).max(1);
        let points = (weights.text * above / range).clamp(-weights.text.abs() / 2, weights.text.abs());
        self.add(ReasonKind::Text, points, format!("{} %", alike / 10));

        if !our.has_figures() || !their.has_figures() {
            return;
        }
        match our.shared_figure(their) {
            Some(figure) => self.add(ReasonKind::SameFigure, weights.figure, figure),
            None => self.add(ReasonKind::OtherFigure, weights.other_figure, ""),
        }
    }

    fn time(&mut self, one: &Matter, other: &Matter, weights: &Weights) {
        let (Some(one), Some(other)) = (one.facts.received_on, other.facts.received_on) else { return };
        let days = one.duration_until(other).as_hours().abs() / 24;
        let days = i32::try_from(days).unwrap_or(i32::MAX);
        if days < weights.time_days {
            let left = i64::from(weights.time_days - days);
            let points = i64::from(weights.time) * left / i64::from(weights.time_days);
            self.add(ReasonKind::Time, i32::try_from(points).unwrap_or(weights.time), format!("{days} d"));
        }
    }
}

fn in_order<'a>(one: &'a str, other: &'a str) -> (&'a str, &'a str) {
    (one.min(other), one.max(other))
}
