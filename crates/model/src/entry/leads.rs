//! Who might lead a case, by what the registers say: the leader linked to the township, the deputy in charge of the
//! field, the village's order of responsibility. A proposal with its reason; a person assigns.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EntryView, Value};
use crate::{EntryId, OfficeId, StaffId};

/// Why somebody is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadReason {
    /// 村级责任序: their place in the village's order (R16, R18).
    VillageOrder,
    /// 包乡联点: linked to the township (R28).
    TownshipLink,
    /// 分管领导: in charge of the field (R12).
    FieldOfDuty,
}

/// Somebody who might lead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct LeadProposal {
    /// Why.
    pub reason: LeadReason,
    /// Their place where the register has an order, from 1; 0 otherwise.
    pub position: u32,
    /// Who.
    pub staff: StaffId,
    /// The entry that says so.
    pub entry: EntryId,
}

/// Who might lead a matter of this category that arose at this office, on that day: the village's order first, then who is
/// linked to the office, then who is in charge of the category. An entry that is not in force that day says nothing.
#[must_use]
pub fn propose_leads<'a>(
    entries: impl IntoIterator<Item = &'a EntryView>,
    office: OfficeId,
    category: &str,
    on: Date,
) -> Vec<LeadProposal> {
    let mut proposals: Vec<LeadProposal> = Vec::new();
    for view in entries.into_iter().filter(|view| in_force(view, on)) {
        let get = |field: &str| view.values.get(field);
        let propose = |reason, position, staff| LeadProposal { reason, position, staff, entry: view.id };
        match view.kind.as_str() {
            "village_responsibility_order" if get("village").and_then(Value::as_id) == Some(office) => {
                proposals
                    .extend(order(view).map(|(position, staff)| propose(LeadReason::VillageOrder, position, staff)));
            }
            "leader_township_link" if get("township").and_then(Value::as_id) == Some(office) => {
                let leader = get("leader").and_then(Value::as_id);
                proposals.extend(leader.map(|leader| propose(LeadReason::TownshipLink, 0, leader)));
            }
            "post" if get("post").and_then(Value::as_text) == Some("deputy_in_charge") => {
                let fields = get("areas_of_duty").map(Value::items).unwrap_or_default();
                let in_charge = fields.iter().any(|field| field.as_text() == Some(category));
                let deputy = get("staff").and_then(Value::as_id).filter(|_| in_charge);
                proposals.extend(deputy.map(|deputy| propose(LeadReason::FieldOfDuty, 0, deputy)));
            }
            _ => {}
        }
    }
    proposals.sort();
    proposals.dedup_by_key(|proposal| (proposal.reason, proposal.staff));
    proposals
}

/// The rows of a village's order, as position and person.
fn order(view: &EntryView) -> impl Iterator<Item = (u32, StaffId)> + '_ {
    let rows = view.values.get("order").map(Value::items).unwrap_or_default();
    rows.iter().filter_map(|row| {
        let Value::Row(row) = row else { return None };
        let Some(Value::Number(position)) = row.get("position") else { return None };
        Some((u32::try_from(*position).unwrap_or(u32::MAX), row.get("staff")?.as_id()?))
    })
}

fn in_force(view: &EntryView, on: Date) -> bool {
    let date = |field: &str| view.values.get(field).and_then(Value::as_date);
    view.stands() && date("from").is_none_or(|from| from <= on) && date("until").is_none_or(|until| on <= until)
}
