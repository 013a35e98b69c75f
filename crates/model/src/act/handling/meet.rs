//! 会商、接访、协调会、听证: people sat together about the case.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Term;
use crate::act::{ActKind, limits};
use crate::{ClaimId, OfficeId, Refusal, StaffId, check::Situation, refusal, text};

/// A meeting about the case (DOMAIN H03, H04, H08, H09, H12, V13, V14).
///
/// Needs a registered case and minutes. A joint reception and a hearing need an outcome for every claim, or one for the
/// whole matter (H08); a leader's reception needs the leader, and a day for every task (H09). A hearing does not stop a
/// clock by itself: that is a pause of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meet {
    /// What kind.
    pub kind: MeetingKind,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// The leader who held it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader: Option<StaffId>,
    /// Staff who were there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendees: Vec<StaffId>,
    /// Offices that were there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<OfficeId>,
    /// Whether the petitioner was there (DOMAIN H11).
    #[serde(default)]
    pub petitioner_present: bool,
    /// The minutes.
    pub text: String,
    /// What in substance and in procedure brought the matter about, where that was discussed (DOMAIN H04).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub causes: String,
    /// Opinions, word by word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<OpinionSaid>,
    /// What it came to, claim by claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<ClaimSaid>,
    /// What is to be done, by which office, by when: a promise of that office (DOMAIN H09).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<Term>,
}

/// What kind of meeting (DOMAIN H03, H08, H09, H12, V13).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingKind {
    /// 会商会.
    #[default]
    Conference,
    /// 联合接访.
    JointReception,
    /// 领导约访.
    InvitedByLeader,
    /// 协调会、见面会.
    Coordination,
    /// 联席会议.
    JointMeeting,
    /// 听证会.
    Hearing,
    /// 定点接访.
    Reception,
    /// 领导接访.
    LeaderReception,
}

/// What a meeting came to about one claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimSaid {
    /// The claim; none: the whole matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimId>,
    /// What was decided.
    pub text: String,
}

/// One opinion, as it was given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpinionSaid {
    /// Whose: a unit, an expert.
    pub by: String,
    /// The words.
    pub text: String,
}

impl Meet {
    /// Every claim has its outcome, or the whole matter has (H08).
    fn decided(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        let said: BTreeSet<Option<ClaimId>> = self.outcomes.iter().map(|said| said.claim).collect();
        let open: Vec<ClaimId> =
            now.record.claims.keys().copied().filter(|claim| !said.contains(&Some(*claim))).collect();
        if said.contains(&None) || (!said.is_empty() && open.is_empty()) {
            return Ok(());
        }
        let refusal = Refusal::because(&refusal::OUTCOME_PER_CLAIM);
        Err(open.iter().fold(refusal, |refusal, claim| refusal.missing(claim.to_string())))
    }

    /// A leader held it, and every task has its day (H09).
    fn led(&self) -> Result<(), Refusal> {
        let refusal = || Refusal::because(&refusal::LEADER_AND_DAYS);
        if self.leader.is_none() {
            return Err(refusal().missing("leader"));
        }
        match self.tasks.iter().find(|task| task.due.is_none()) {
            Some(task) => Err(refusal().missing(format!("due: {}", task.text))),
            None => Ok(()),
        }
    }
}

impl ActKind for Meet {
    const KIND: &'static str = "meet";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        for (name, count) in [
            ("attendees", self.attendees.len()),
            ("units", self.units.len()),
            ("opinions", self.opinions.len()),
            ("outcomes", self.outcomes.len()),
        ] {
            text::items(name, count)?;
        }
        self.leader.iter().chain(&self.attendees).try_for_each(|staff| now.known_staff(*staff))?;
        self.units.iter().try_for_each(|unit| now.known_office(*unit))?;
        self.outcomes.iter().filter_map(|said| said.claim).try_for_each(|claim| now.known_claim(claim))?;
        Term::check_all("tasks", &self.tasks, now)?;
        text::one_line("place", &self.place, limits::LINE_CHARS)?;
        text::written("text", &self.text, limits::TEXT_CHARS)?;
        text::lines("causes", &self.causes, limits::REASON_CHARS)?;
        for opinion in &self.opinions {
            text::one_line("opinions: by", &opinion.by, limits::LINE_CHARS)?;
            text::written("opinions: text", &opinion.text, limits::REASON_CHARS)?;
        }
        self.outcomes.iter().try_for_each(|said| text::written("outcomes", &said.text, limits::REASON_CHARS))?;
        let opinions = self.opinions.iter().flat_map(|opinion| [&opinion.by, &opinion.text]);
        let outcomes = self.outcomes.iter().map(|said| &said.text);
        let tasks = self.tasks.iter().map(|task| &task.text);
        text::altogether([&self.text, &self.causes].into_iter().chain(opinions).chain(outcomes).chain(tasks))?;
        match self.kind {
            MeetingKind::JointReception | MeetingKind::Hearing => self.decided(now),
            MeetingKind::InvitedByLeader | MeetingKind::LeaderReception => self.led(),
            _ => Ok(()),
        }
    }
}
