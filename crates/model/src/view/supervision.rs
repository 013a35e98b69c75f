//! 督办, as people read it: what was demanded, and the answers.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActId, OfficeId,
    act::{InspectionKind, InspectionScope, SupervisionKind, SupervisionTrigger},
};

/// 督办.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SupervisionView {
    /// Every supervision of this case, in the order of the timeline.
    pub items: Vec<SupervisionItem>,
}

impl SupervisionView {
    /// Those without an answer.
    pub fn open(&self) -> impl Iterator<Item = &SupervisionItem> {
        self.items.iter().filter(|item| item.answer.is_none())
    }
}

/// One supervision (督办; DOMAIN S01 to S06): of an office, about this case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SupervisionItem {
    /// The act.
    pub act: ActId,
    /// What kind.
    pub kind: SupervisionKind,
    /// Which kind of inspection.
    pub inspection: Option<InspectionKind>,
    /// Why this case comes first.
    pub scope: Option<InspectionScope>,
    /// Why.
    pub trigger: SupervisionTrigger,
    /// The office that urges.
    pub from: OfficeId,
    /// The office that has to answer.
    pub to: OfficeId,
    /// Number of the letter.
    pub number: Option<String>,
    /// What is demanded.
    pub demand: String,
    /// The day it is declared for: a limit of the rules counts from here.
    pub on: Date,
    /// By when it has to be answered, where the act says so.
    pub due: Option<Date>,
    /// The answer: of several the first.
    pub answer: Option<SupervisionAnswer>,
}

impl SupervisionItem {
    /// The same without what was demanded and answered.
    #[must_use]
    pub fn withheld(mut self) -> Self {
        self.demand.clear();
        if let Some(answer) = &mut self.answer {
            answer.text.clear();
        }
        self
    }

    /// Whether it is unanswered and the day that it sets has passed.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        self.answer.is_none() && self.due.is_some_and(|due| due < today)
    }
}

/// The answer to a supervision (督办回复).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SupervisionAnswer {
    /// The act.
    pub act: ActId,
    /// The office that answered.
    pub office: OfficeId,
    /// The answer.
    pub text: String,
    /// Whether a proposal was adopted.
    pub adopted: bool,
    /// The day it is declared for.
    pub on: Date,
}
