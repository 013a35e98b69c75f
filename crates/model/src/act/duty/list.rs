//! 挂牌督办: the case is listed until it is cleared.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{Refusal, check::Situation, refusal, text};

/// The case is listed for supervision until it is cleared (挂牌督办; DOMAIN A13): the case, nobody in it.
///
/// Needs a reason, a case that is not listed, and a coordinating office or one above the unit in charge (above the home
/// office while there is none).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Why.
    pub reason: String,
    /// By when it should be cleared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

impl ActKind for List {
    const KIND: &'static str = "list";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written("reason", &self.reason, limits::REASON_CHARS)?;
        if now.view.duty.listed() {
            return Err(Refusal::because(&refusal::ALREADY_LISTED));
        }
        from_above(now)
    }
}

/// Refuses an office that neither coordinates nor stands above the one in charge.
pub(super) fn from_above(now: &Situation<'_>) -> Result<(), Refusal> {
    let (directory, own) = (now.directory, now.author.office);
    let mut units: Vec<_> = now.view.duty.units().collect();
    if units.is_empty() {
        units.push(now.record.home);
    }
    if directory.offices.get(&own).is_some_and(|office| office.kind.coordinates())
        || units.iter().any(|unit| directory.stands_above(own, *unit))
    {
        return Ok(());
    }
    let above = units.iter().flat_map(|unit| directory.ancestors(*unit)).map(|office| directory.office_name(office));
    Err(Refusal::because(&refusal::LISTED_FROM_ABOVE).who_could(above))
}
