//! 公开查询: what a petitioner is shown for their receipt code (四可; DOMAIN 2), and nothing else: no names, no words of the
//! case, nobody's notes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{CaseView, Effect, Outcome};
use crate::{
    Act, ActBody, ActId, CaseRecord,
    act::{InBody as _, Review, ReviewTier},
    matching::narrow_char,
};

/// What the petitioner of a case is shown (查询; Art. 21; 网上办理工作规程).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublicStatus {
    /// When the matter was registered (登记日期).
    pub registered_on: Option<Date>,
    /// Each day it was passed on (转送、交办日期).
    pub forwarded_on: Vec<Date>,
    /// Notices of acceptance (受理告知).
    pub accepted: Vec<Notice>,
    /// Notices of non-acceptance (不予受理、不再受理告知).
    pub not_accepted: Vec<Notice>,
    /// Notices of extension (延期告知).
    pub extended: Vec<Notice>,
    /// Opinions on the matter (处理意见).
    pub handling_opinions: Vec<Notice>,
    /// Opinions of review (复查意见).
    pub review_opinions: Vec<Notice>,
    /// Opinions of re-examination (复核意见).
    pub reexamination_opinions: Vec<Notice>,
}

/// A notice or opinion that was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// The day it is declared for.
    pub on: Date,
    /// Its number, where it has one.
    pub number: Option<String>,
    /// What it says to the petitioner; nothing in a notice of acceptance.
    pub text: String,
}

/// What the petitioner is shown (四可; DOMAIN 2). Acts that a later one replaced, or that have no effect, are left out;
/// under a dispute what holds meanwhile is shown.
#[must_use]
pub fn public_status(record: &CaseRecord, view: &CaseView) -> PublicStatus {
    let acts: BTreeMap<ActId, &Act> = record.acts.iter().map(|act| (act.id, act)).collect();
    let mut status = PublicStatus::default();
    for item in view.timeline.iter().filter(|item| item.effect != Effect::NoEffect) {
        let Some(act) = acts.get(&item.act) else { continue };
        let on = item.effective_on;
        let notice =
            |number: Option<&String>, text: &str| Notice { on, number: number.cloned(), text: text.to_owned() };
        let now = item.effect != Effect::Superseded;
        match &act.body {
            ActBody::Register(_) => status.registered_on = Some(on),
            ActBody::Transfer(_) | ActBody::Assign(_) => status.forwarded_on.push(on),
            ActBody::Accept(accept) if now => status.accepted.push(notice(accept.notice_no.as_ref(), "")),
            ActBody::Decline(decline) if now && holds(view, item.act) => {
                status.not_accepted.push(notice(decline.notice_no.as_ref(), &decline.reason));
            }
            ActBody::Extend(extend) if now => status.extended.push(notice(None, &extend.reason)),
            ActBody::Reply(reply) if now => status.handling_opinions.push(notice(reply.number.as_ref(), &reply.text)),
            ActBody::ReviewResult(result) if now => {
                let asked = acts.get(&result.review).and_then(|act| Review::of(&act.body));
                let opinion = notice(result.number.as_ref(), &result.text);
                match asked.map(|review| review.tier) {
                    Some(ReviewTier::Review) => status.review_opinions.push(opinion),
                    Some(ReviewTier::Reexamination) => status.reexamination_opinions.push(opinion),
                    None => {}
                }
            }
            _ => {}
        }
    }
    status
}

/// Under K6 the acceptance holds, so that a refusal beside it is not told as one.
fn holds(view: &CaseView, decline: ActId) -> bool {
    let refusal = view.intake.decisions.iter().find(|decision| decision.act == decline);
    refusal.is_some_and(|refusal| {
        refusal.holds && (refusal.outcome == Outcome::NoLongerAccepted || !view.intake.is_accepted())
    })
}

/// A receipt code as codes are compared: case, width (Ａ１ is A1), spaces and hyphens do not matter, as it is read aloud,
/// copied by hand or typed with an input method.
#[must_use]
pub fn receipt_key(code: &str) -> String {
    let letters = code.chars().map(narrow_char).filter(|letter| !letter.is_whitespace() && !is_hyphen(*letter));
    letters.flat_map(char::to_uppercase).collect()
}

/// The hyphens and dashes that people and input methods put for one another.
fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

impl CaseView {
    /// The receipt codes that ask for this case (查询码), as they are compared: that of its registration, and those of
    /// further contacts.
    #[must_use]
    pub fn receipt_keys(&self) -> BTreeSet<String> {
        let keys = self.intake.contacts.iter().map(|contact| receipt_key(&contact.receipt_code));
        keys.filter(|key| !key.is_empty()).collect()
    }

    /// Whether this receipt code asks for this case.
    #[must_use]
    pub fn answers_to(&self, receipt_code: &str) -> bool {
        self.receipt_keys().contains(&receipt_key(receipt_code))
    }
}
