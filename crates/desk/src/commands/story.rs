//! Acts and disputes in sentences: who did what, having seen what; what people have to decide, who may, and how.

use std::collections::BTreeMap;

use serde_json::Value;
use taizhang_client::{CaseStory, Ledger, StoryEntry};
use taizhang_model::{ActId, CaseId, CaseView, Directory, Dispute, TimelineItem};

use super::phrases::Phrases;
use crate::{
    failure::Failure,
    print::{shown, time_in_china},
    words::{self, Lang, say, word_for},
};

/// Everything that a case's sentences are made of.
pub(crate) struct Teller {
    pub(crate) lang: Lang,
    pub(crate) directory: Directory,
    pub(crate) view: CaseView,
    pub(crate) story: CaseStory,
    /// The place of each act in the story.
    places: BTreeMap<ActId, usize>,
    bodies: BTreeMap<ActId, (String, Value)>,
}

/// Letters of an id that people type.
const SHORT_ID: usize = 8;

/// The first letters of an id: enough to name it, and safe to paste into a shell.
pub(crate) fn short(id: impl ToString) -> String {
    id.to_string().chars().take(SHORT_ID).collect()
}

/// Of these entries, those that none of the others had seen: what is left says the same.
pub(crate) fn latest(story: &[StoryEntry], numbers: &[usize]) -> Vec<usize> {
    let apart = |n: usize, other: usize| {
        let entry = story.get(n.wrapping_sub(1));
        entry.is_none_or(|entry| entry.concurrent_with.contains(&other))
    };
    // The story is in causal order: what is not concurrent and comes later had seen the earlier.
    let mut latest = numbers.to_vec();
    latest.retain(|n| !numbers.iter().any(|other| other > n && !apart(*n, *other)));
    latest.sort_unstable();
    latest
}

/// Entries of a story, as `3, 4`.
pub(crate) fn numbers(lang: Lang, numbers: &[usize]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(lang.comma())
}

impl Teller {
    pub(crate) fn new(lang: Lang, ledger: &mut Ledger, case: CaseId) -> Result<Self, Failure> {
        let (view, story, directory) = (ledger.view(case)?, ledger.story(case)?, ledger.directory()?);
        Ok(Self::of(lang, directory, view, story))
    }

    /// Of a case that is not out of this device's ledger.
    pub(crate) fn of(lang: Lang, directory: Directory, view: CaseView, story: CaseStory) -> Self {
        let acts =
            || story.entries.iter().flat_map(|entry| entry.acts.iter().map(move |(act, body)| (entry.n, act, body)));
        let places = acts().map(|(n, act, _)| (*act, n)).collect();
        let bodies = acts().map(|(_, act, body)| (*act, body.clone())).collect();
        Self { lang, directory, view, story, places, bodies }
    }

    /// What was done, with what it names.
    pub(crate) fn act(&self, kind: &str, payload: &Value) -> String {
        Phrases { lang: self.lang, directory: &self.directory, places: &self.places }.act(kind, payload)
    }

    /// What a reader should know about an act.
    pub(crate) fn marks(&self, act: ActId) -> Vec<String> {
        let Some(item) = self.item(act) else { return Vec::new() };
        let effect = serde_json::to_value(item.effect).expect("an effect is a plain word");
        let effect = word_for(words::EFFECTS, effect.as_str().unwrap_or_default(), self.lang);
        let flags = item.flags.iter().map(|flag| word_for(words::FLAGS, flag, self.lang));
        std::iter::once(effect).chain(flags).filter(|mark| !mark.is_empty()).collect()
    }

    pub(crate) fn item(&self, act: ActId) -> Option<&TimelineItem> {
        self.view.timeline.iter().find(|item| item.act == act)
    }

    /// One side of a dispute: who decided what, having seen what.
    fn side(&self, act: ActId) -> String {
        let Some(item) = self.item(act) else { return short(act) };
        let done = self.bodies.get(&act).map_or_else(String::new, |(kind, payload)| self.act(kind, payload));
        let seen: Vec<usize> = item.based_on.iter().filter_map(|seen| self.places.get(seen).copied()).collect();
        say!(
            self.lang,
            words::SIDE,
            n = self.places.get(&act).copied().unwrap_or_default(),
            id = short(act),
            time = time_in_china(item.made_at),
            office = self.directory.office_name(item.office),
            staff = self.directory.staff_name(item.by),
            done = done,
            seen = numbers(self.lang, &latest(&self.story.entries, &seen)),
        )
    }

    /// A dispute in plain sentences: what stands against what, what holds meanwhile, who may settle it, and how.
    pub(crate) fn dispute(&self, dispute: &Dispute) -> String {
        let rule = format!("{:?}", dispute.rule);
        let mut text = say!(
            self.lang,
            words::DISPUTE,
            id = short(dispute.id),
            rule = rule,
            what = word_for(words::RULES, &rule, self.lang)
        );
        for act in &dispute.acts {
            text += &format!("\n  {}", self.side(*act));
        }
        text += "\n  ";
        text += &match (dispute.settled_by, dispute.chosen) {
            (Some(by), chosen) => say!(
                self.lang,
                words::DISPUTE_SETTLED,
                by = self.places.get(&by).copied().unwrap_or_default(),
                chosen = chosen.and_then(|act| self.places.get(&act)).copied().unwrap_or_default(),
                reason = shown(dispute.reason.as_deref().unwrap_or_default()),
            ),
            (None, _) => {
                let interim = serde_json::to_value(dispute.interim).expect("what holds meanwhile is a plain word");
                let office = dispute.settle_at.map_or_else(
                    || words::JOINT_MEETING.text(self.lang).to_owned(),
                    |office| self.directory.office_name(office),
                );
                say!(
                    self.lang,
                    words::DISPUTE_OPEN,
                    interim = word_for(words::INTERIMS, interim.as_str().unwrap_or_default(), self.lang),
                    office = office,
                    command = self.settle_command(dispute),
                )
            }
        };
        text
    }

    /// The command that settles a dispute, but for the choice's reason.
    pub(crate) fn settle_command(&self, dispute: &Dispute) -> String {
        let first = dispute.acts.first().map(short).unwrap_or_default();
        format!("taizhang dispute settle {} {} --choose {first} --reason \"…\"", short(self.view.id), short(dispute.id))
    }
}
