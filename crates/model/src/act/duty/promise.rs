//! 承诺: what an office owes the people of the case.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, OfficeId, PromiseView, Refusal, check::Situation, refusal, text};

/// A promise to the people of the case (承诺; DOMAIN H26, H27): an office owes it, by a day.
///
/// Needs a known office: the author's own, one below it, or any where the author's office is in charge. Open until it
/// is kept, with proof, or given up with the petitioner's agreement. What an office owes by
/// an agreement in force or from a meeting is a promise without such an act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// What is promised.
    pub text: String,
    /// Who owes it.
    pub office: OfficeId,
    /// By when.
    pub due: Date,
    /// The agreement, meeting or reply it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<ActId>,
}

impl ActKind for Promise {
    const KIND: &'static str = "promise";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written("text", &self.text, limits::REASON_CHARS)?;
        now.known_office(self.office)?;
        if let Some(of) = self.of {
            now.act(of)?;
        }
        let mut offices = now.view.duty.offices();
        offices.push(self.office);
        now.acts_for(&offices)
    }
}

/// The promise an act names, where it is still open and the author's office owes it, is in charge or stands above.
pub(super) fn open_promise<'a>(
    now: &'a Situation<'_>,
    act: ActId,
    term: Option<u16>,
) -> Result<&'a PromiseView, Refusal> {
    now.registered()?;
    let duty = &now.view.duty;
    let Some(promise) = duty.promises.iter().find(|promise| (promise.act, promise.term) == (act, term)) else {
        let open = duty.open_promises().map(|promise| promise.act.to_string());
        return Err(Refusal::because(&refusal::NO_SUCH_PROMISE).missing(open.collect::<Vec<_>>().join(" ")));
    };
    if !promise.is_open() {
        return Err(Refusal::because(&refusal::PROMISE_OVER));
    }
    let mut offices = duty.offices();
    offices.push(promise.office);
    now.acts_for(&offices)?;
    Ok(promise)
}
