//! 节点: a step of the plan is done, and signed off.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, check::Situation, refusal, text};

/// A step of the plan is done (节点; DOMAIN A09), or, from a lead or the head of the unit, signed off.
///
/// Needs the latest plan, and the office of the step or one in charge. A step is done once; afterwards only a lead or
/// the head signs it off, once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// The plan.
    pub plan: ActId,
    /// Which step, from 1.
    pub step: u16,
    /// What was done.
    #[serde(default)]
    pub text: String,
}

impl ActKind for Milestone {
    const KIND: &'static str = "milestone";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        now.payload::<super::Plan>(self.plan)?;
        let duty = &now.view.duty;
        let Some(plan) = duty.plans.iter().find(|plan| plan.act == self.plan) else {
            return Err(Refusal::because(&refusal::NOT_THE_LATEST_PLAN));
        };
        let Some(step) = plan.steps.iter().find(|step| step.number == self.step) else {
            let listed = format!("1 to {}", plan.steps.len());
            return Err(Refusal::because(&refusal::NO_SUCH_STEP).missing(listed));
        };
        let signs = duty.leads().any(|lead| lead == now.author.staff) || duty.units().any(|unit| now.heads(unit));
        if step.signed_by.is_some() || step.done_by.is_some() && !signs {
            return Err(Refusal::because(&refusal::STEP_DONE));
        }
        text::lines("text", &self.text, limits::REASON_CHARS)?;
        let mut offices = duty.offices();
        offices.push(step.office);
        if signs { Ok(()) } else { now.acts_for(&offices) }
    }
}
