//! Which returns an office owes its campaigns, and which of them it made (报送台账; DOMAIN P04 to P19). The days are the
//! campaign's; a report of nothing is a report (P12), nothing at all is not.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EntryView, Value};
use crate::{Config, EntryId, OfficeId, OfficeKind};

/// A return that is due on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ReturnDue {
    /// The day.
    pub due: Date,
    /// The campaign, a key of the configuration.
    pub campaign: String,
    /// The report of the campaign.
    pub report: String,
    /// The return that was made for it: the latest revision.
    pub made: Option<EntryId>,
    /// The day it was made.
    pub reported_on: Option<Date>,
}

impl ReturnDue {
    /// Whether it was late, or is on that day.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        self.reported_on.unwrap_or(today) > self.due
    }
}

/// The returns due from this office between two days, the earliest first. A return answers for a report when its field
/// `schedule` names it as `campaign/report` and its field `due` the day.
#[must_use]
pub fn returns_due(
    config: &Config,
    office: OfficeId,
    kind: OfficeKind,
    entries: &[EntryView],
    from: Date,
    until: Date,
) -> Vec<ReturnDue> {
    let mut returns = Vec::new();
    for campaign in &config.campaigns {
        for report in campaign.reports.iter().filter(|report| report.from_office == kind) {
            let name = format!("{}/{}", campaign.id, report.id);
            let days = campaign.due_dates(&report.schedule);
            for due in days.into_iter().filter(|due| from <= *due && *due <= until) {
                let made = latest(entries, office, &name, due);
                returns.push(ReturnDue {
                    due,
                    campaign: campaign.id.clone(),
                    report: report.id.clone(),
                    made: made.map(|view| view.id),
                    reported_on: made.and_then(|view| view.values.get("reported_on")).and_then(Value::as_date),
                });
            }
        }
    }
    returns.sort();
    returns
}

/// The latest revision that this office made for a report; the id decides between two of one number.
fn latest<'a>(entries: &'a [EntryView], office: OfficeId, name: &str, due: Date) -> Option<&'a EntryView> {
    let revision = |view: &EntryView| match view.values.get("revision") {
        Some(Value::Number(revision)) => *revision,
        _ => 0,
    };
    let answers = |view: &&EntryView| {
        view.kind == "period_report"
            && view.stands()
            && view.values.get("office").and_then(Value::as_id) == Some(office)
            && view.values.get("schedule").and_then(Value::as_text) == Some(name)
            && view.values.get("due").and_then(Value::as_date) == Some(due)
    };
    entries.iter().filter(answers).max_by_key(|view| (revision(view), view.id))
}
