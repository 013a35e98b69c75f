//! 救助发放: money went out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Aid;
use crate::act::{ActKind, limits};
use crate::{ActId, DisputeRule, Refusal, StaffRole, check::Situation, refusal, text};

/// Aid was paid (发放; DOMAIN H20, H21, K13).
///
/// Needs an aid of money that holds and was approved, a receipt, and an amount that the aid still covers. Nothing more
/// is paid from a fund for a period while two payments or grants of it are in dispute (K13).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pay {
    /// The aid.
    pub aid: ActId,
    /// How much, in fen.
    pub amount: u64,
    /// The receipt's number.
    pub receipt: String,
}

impl ActKind for Pay {
    const KIND: &'static str = "pay";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.payload::<Aid>(self.aid)?;
        let Some(aid) = now.view.handling.aids.iter().find(|aid| aid.act == self.aid && !aid.taken_away) else {
            return Err(Refusal::because(&refusal::REPLACED));
        };
        let (Some(granted), Some(_)) = (aid.amount, aid.approved_by) else {
            return Err(Refusal::because(&refusal::NOT_APPROVED));
        };
        if aid.blocked {
            let open = now.view.open_disputes().find(|dispute| dispute.rule == DisputeRule::K13);
            let office = open.and_then(|dispute| dispute.settle_at);
            let finance = |staff: &&crate::Staff| staff.roles.contains(&StaffRole::Finance) && staff.active;
            let staff = now.directory.staff.values().filter(finance);
            let able =
                staff.filter(|staff| office.is_some_and(|at| now.directory.is_ancestor_or_self(staff.office, at)));
            let refusal = Refusal::because(&refusal::PAYMENT_BLOCKED).who_could(able.map(|staff| staff.name.clone()));
            return Err(open.map(|dispute| dispute.id.to_string()).into_iter().fold(refusal, Refusal::missing));
        }
        let left = granted.saturating_sub(aid.paid);
        if self.amount == 0 || self.amount > left {
            return Err(Refusal::because(&refusal::BEYOND_THE_AID).missing(format!("1 to {left} fen")));
        }
        text::written_line("receipt", &self.receipt, limits::LINE_CHARS)
    }
}
