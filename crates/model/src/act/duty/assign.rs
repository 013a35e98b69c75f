//! 交办、包案: a lead takes the duty.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, Channel, Classify, Difficulty, Join, Register, intake::not_accused, limits};
use crate::{
    Clarities, InCharge, LeadNeeds, OfficeId, Refusal, StaffId, check::Situation, config::LeadRules, fields, refusal,
    text,
};

/// Assignment (交办、包案; DOMAIN A01 to A08, A10, R09 to R15, I16, I20).
///
/// Needs an accepted case that is clear enough (五个明确; I08), an office that may assign it (the town for village
/// cases, the county, a joint office), and a lead, a handler and units of the directory of whom nobody stands aside
/// (回避) and which the matter does not accuse (Art. 46). A matter that a superior assigned needs a member of the
/// leadership team as its lead (R13), a major one the head of the unit (A06). To another office it goes with a date for
/// its answer (I16).
///
/// Takes the place of every assignment its author had seen; another lead or unit then needs a reason, and an office at
/// the level of the last assignment or above it: from a lower one it has no effect. Two that had not seen each other
/// and name different leads or units are dispute K1: both leads carry the duty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// Who carries the duty (包案领导).
    pub lead: StaffId,
    /// The unit in charge (主办单位).
    pub unit: OfficeId,
    /// Who handles it (承办人).
    #[serde(default)]
    pub handler: Option<StaffId>,
    /// What is to be done (化解措施).
    pub measures: String,
    /// By when (化解时限).
    #[serde(default)]
    pub due: Option<Date>,
    /// Further leads who share the duty, where the campaign allows it (双领导; DOMAIN A02).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub co_leads: BTreeSet<StaffId>,
    /// Units that assist (协办单位; DOMAIN R14), a task force among them (工作专班; R23).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub assist_units: BTreeSet<OfficeId>,
    /// Number of the letter it was assigned by (交办函; DOMAIN I20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter_no: Option<String>,
    /// By when the assigning office wants to hear (反馈时限; DOMAIN I16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback_by: Option<Date>,
    /// The level the case is handled at.
    #[serde(default, skip_serializing_if = "Instance::is_plain")]
    pub instance: Instance,
    /// The policy that applies (政策界定), where nobody made that clear before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Why the lead or the unit changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// How an assignment came about (DOMAIN A10, I16).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Instance {
    /// 交办.
    #[default]
    Assigned,
    /// 提级交办: by a higher level than before, after it failed below.
    Raised,
}

impl Instance {
    /// Whether the level is what it was.
    fn is_plain(&self) -> bool {
        *self == Self::Assigned
    }
}

impl Assign {
    /// The most further leads.
    pub const CO_LEADS: usize = 8;
    /// The most units that assist.
    pub const ASSIST_UNITS: usize = 32;

    /// What must not differ between two assignments that hold at once.
    pub(crate) fn duty(&self) -> (StaffId, OfficeId) {
        (self.lead, self.unit)
    }

    /// Everybody it names.
    pub(crate) fn persons(&self) -> impl Iterator<Item = StaffId> + '_ {
        std::iter::once(self.lead).chain(self.handler).chain(self.co_leads.iter().copied())
    }

    /// Every unit it names.
    fn units(&self) -> impl Iterator<Item = OfficeId> + '_ {
        std::iter::once(self.unit).chain(self.assist_units.iter().copied())
    }
}

impl ActKind for Assign {
    const KIND: &'static str = "assign";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        self.units().try_for_each(|unit| not_accused(now, unit))?;
        self.clear_enough(now)?;
        self.persons().try_for_each(|staff| now.known_staff(staff))?;
        self.units().try_for_each(|unit| now.known_office(unit))?;
        self.texts()?;
        self.assigner(now)?;
        self.standing_aside(now)?;
        self.lead_fits(now)?;
        self.single_lead(now)?;
        if self.assist_units.contains(&self.unit) || self.assist_units.len() > Self::ASSIST_UNITS {
            return Err(Refusal::because(&refusal::ONE_UNIT_IN_CHARGE));
        }
        if self.unit != now.author.office && self.feedback_by.is_none() {
            return Err(Refusal::because(&refusal::FEEDBACK_DATE).missing("feedback_by"));
        }
        Ok(())
    }
}

impl Assign {
    /// Acceptance, a title and the five clarities (DOMAIN I08). The assignment itself names the unit; it, or one before,
    /// may say which policy applies and, as measures, how the matter is to be handled.
    fn clear_enough(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        let written = |text: &str| !text.trim().is_empty();
        let mut said = now.payloads::<Self>().chain([self]);
        let policy = said.any(|assign| assign.policy.as_deref().is_some_and(written));
        let mut said = now.payloads::<Self>().chain([self]);
        let opinion = said.any(|assign| written(&assign.measures));
        let clear = now.view.intake.clarities;
        let clear =
            Clarities { policy: clear.policy || policy, opinion: clear.opinion || opinion, lead_unit: true, ..clear };
        let first = [(now.accepted(), "accept"), (written(&now.view.title), fields::TITLE)];
        let first = first.into_iter().filter_map(|(there, name)| (!there).then_some(name));
        let mut missing = first.chain(clear.missing()).peekable();
        if missing.peek().is_none() {
            return Ok(());
        }
        Err(missing.fold(Refusal::because(&refusal::FIVE_CLARITIES), |unclear, name| unclear.missing(name)))
    }

    fn texts(&self) -> Result<(), Refusal> {
        text::lines("measures", &self.measures, limits::TEXT_CHARS)?;
        text::lines("policy", self.policy.as_deref().unwrap_or_default(), limits::REASON_CHARS)?;
        text::one_line("letter_no", self.letter_no.as_deref().unwrap_or_default(), limits::LINE_CHARS)?;
        text::lines("reason", self.reason.as_deref().unwrap_or_default(), limits::REASON_CHARS)
    }

    /// Who assigns: an office of the assigning level; for another lead than before, one at the level of the last
    /// assignment or above it.
    fn assigner(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        let (directory, office) = (now.directory, now.author.office);
        if !directory.may_assign(office, now.record.home, self.unit) {
            let names = directory.assigning_offices(now.record.home);
            return Err(Refusal::because(&refusal::NOT_THE_ASSIGNING_LEVEL).who_could(names));
        }
        let own = directory.deciding_level(office);
        let level = |last: &&InCharge| directory.deciding_level(last.decided_by);
        let in_charge = &now.view.duty.in_charge;
        if self.instance == Instance::Raised && !in_charge.iter().all(|last| own < level(&last)) {
            return Err(Refusal::because(&refusal::NOT_RAISED));
        }
        let mut changed = in_charge.iter().filter(|last| (last.lead, last.unit) != self.duty()).peekable();
        if changed.peek().is_some() && self.reason.as_deref().unwrap_or_default().trim().is_empty() {
            return Err(Refusal::because(&refusal::CHANGE_OF_LEAD).missing("reason"));
        }
        match changed.filter(|last| own > level(last)).min_by_key(level) {
            Some(last) => {
                Err(Refusal::because(&refusal::LOWER_LEVEL).who_could([directory.office_name(last.decided_by)]))
            }
            None => Ok(()),
        }
    }

    fn standing_aside(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        let aside = &now.view.duty.recusals;
        match self.persons().find(|staff| aside.iter().any(|recusal| recusal.staff == *staff)) {
            Some(staff) => Err(Refusal::because(&refusal::RECUSED).missing(now.directory.staff_name(staff))),
            None => Ok(()),
        }
    }

    fn lead_fits(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        let directory = now.directory;
        let candidates = |needs| {
            let candidates = directory.lead_candidates(self.unit, needs);
            candidates.into_iter().map(|staff| directory.staff_name(staff)).collect::<Vec<_>>()
        };
        let needs = lead_needs(now);
        let mut persons = self.persons().filter_map(|staff| directory.staff.get(&staff));
        if let Some(gone) = persons.find(|staff| !staff.active) {
            return Err(Refusal::because(&refusal::NO_LONGER_HERE).missing(gone.name.as_str()));
        }
        let Some(lead) = directory.staff.get(&self.lead) else { return Ok(()) };
        let head = LeadNeeds { head: needs.head, team_member: false };
        if !directory.may_lead(lead, self.unit, head) {
            return Err(Refusal::because(&refusal::HEAD_TAKES_MAJOR).who_could(candidates(head)));
        }
        if !directory.may_lead(lead, self.unit, needs) {
            return Err(Refusal::because(&refusal::LEAD_OF_THE_TEAM).who_could(candidates(needs)));
        }
        Ok(())
    }

    fn single_lead(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        if self.co_leads.is_empty() {
            return Ok(());
        }
        let several = self.co_leads.contains(&self.lead) || self.co_leads.len() > Self::CO_LEADS;
        if several || !lead_rules(now).co_leads {
            return Err(Refusal::because(&refusal::SINGLE_LEAD));
        }
        Ok(())
    }
}

/// Who may lead it, by the rules of the campaigns it joined.
fn lead_rules(now: &Situation<'_>) -> LeadRules {
    LeadRules::of(now.config(), now.payloads::<Join>().map(|join| join.campaign.as_str()))
}

/// What this case needs of its lead, by the rules of its campaign (DOMAIN A06, R13).
fn lead_needs(now: &Situation<'_>) -> LeadNeeds {
    let rules = lead_rules(now);
    LeadNeeds {
        head: rules.major_needs_head && major(now),
        team_member: rules.superior_assigned_needs_team_member && superior_assigned(now),
    }
}

/// Whether a superior assigned the matter (上级交办; DOMAIN I02).
fn superior_assigned(now: &Situation<'_>) -> bool {
    let mut registered = now.payloads::<Register>();
    registered.any(|register| register.source.is_some() || register.channel == Channel::Assigned)
}

/// Whether the latest classification calls it a major matter (重大难题; DOMAIN C01): of several, any.
fn major(now: &Situation<'_>) -> bool {
    now.latest::<Classify>().iter().any(|classify| classify.difficulty == Some(Difficulty::Major))
}
