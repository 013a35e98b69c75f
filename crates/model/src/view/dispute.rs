//! A dispute of record (待裁决; DOMAIN 3.4): the rule that was broken, what holds meanwhile, and who settles it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ActId, Directory, DisputeId, OfficeId, OfficeKind, Staff, StaffRole};

/// Which rule was broken (DOMAIN 3.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum DisputeRule {
    /// Two leads.
    K1,
    /// Closed here while work was recorded there.
    K2,
    /// The same matter registered twice.
    K3,
    /// Two extensions.
    K4,
    /// Content changed under a signature.
    K5,
    /// Accepted here, refused or passed on there.
    K6,
    /// Two replies.
    K7,
    /// Reassigned while the earlier handler worked on.
    K8,
    /// Opened again here, audited as resolved there.
    K9,
    /// A vote beside a final finding.
    K10,
    /// An official number used twice.
    K11,
    /// Recorded by somebody who had just lost the function.
    K12,
    /// Aid paid twice.
    K13,
    /// A detail corrected twice.
    K14,
    /// Judged by a configuration that was changed meanwhile.
    K15,
    /// Withdrawn while a reply was issued.
    K16,
    /// A late act in a period that was reported.
    K17,
    /// A redacted file added again.
    K18,
}

impl DisputeRule {
    /// Every rule.
    pub const ALL: &[Self] = &[
        Self::K1,
        Self::K2,
        Self::K3,
        Self::K4,
        Self::K5,
        Self::K6,
        Self::K7,
        Self::K8,
        Self::K9,
        Self::K10,
        Self::K11,
        Self::K12,
        Self::K13,
        Self::K14,
        Self::K15,
        Self::K16,
        Self::K17,
        Self::K18,
    ];

    /// Its id.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::K1 => "K1",
            Self::K2 => "K2",
            Self::K3 => "K3",
            Self::K4 => "K4",
            Self::K5 => "K5",
            Self::K6 => "K6",
            Self::K7 => "K7",
            Self::K8 => "K8",
            Self::K9 => "K9",
            Self::K10 => "K10",
            Self::K11 => "K11",
            Self::K12 => "K12",
            Self::K13 => "K13",
            Self::K14 => "K14",
            Self::K15 => "K15",
            Self::K16 => "K16",
            Self::K17 => "K17",
            Self::K18 => "K18",
        }
    }
}

/// What holds until a dispute is settled: always what is safe for the petitioner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Interim {
    /// K1: both leads carry the duty.
    BothLeadsCarryDuty,
    /// K2: the case is not closed.
    NotClosed,
    /// K3: both cases live on; the earliest receipt starts the clock.
    BothCasesLive,
    /// K4: the earlier of the due dates holds.
    EarlierDueDate,
    /// K5: the signature is void for the new version.
    SignatureVoid,
    /// K6: the acceptance holds.
    AcceptanceHolds,
    /// K7: the reply that was served last is shown.
    NewestServedShown,
    /// K8: the work is kept and credited to its author.
    WorkKept,
    /// K9: the case is open.
    Reopened,
    /// K10: the finding is not settled.
    FindingUnsettled,
    /// K11: the provisional numbers stay valid.
    ProvisionalNumbers,
    /// K12: the act needs confirmation.
    NeedsConfirmation,
    /// K13: no further payment.
    PaymentBlocked,
    /// K14: both values are shown.
    BothValuesShown,
    /// K15: each act is judged by the version it saw.
    JudgedAsSeen,
    /// K16: the reply stands, the withdrawal is noted.
    ReplyStands,
    /// K17: the report stays as it is; a revision is proposed.
    ReturnUnchanged,
    /// K18: the file is not shown.
    NotServed,
}

/// Who within an office settles a dispute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SettleBy {
    /// Whoever acts for the office.
    #[default]
    Anyone,
    /// Its head.
    Head,
    /// Its finance officer.
    Finance,
    /// Its privacy officer.
    Privacy,
    /// Its numbering officer.
    Numbering,
}

/// Who settles a dispute: somebody of an office or of one above it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settler {
    /// The office; none known: a joint meeting office (Art. 24).
    pub office: Option<OfficeId>,
    /// Who within it.
    pub by: SettleBy,
}

impl Settler {
    /// Whether somebody with this entry in the directory, acting for this office, may settle.
    #[must_use]
    pub fn may(&self, directory: &Directory, office: OfficeId, staff: Option<&Staff>) -> bool {
        let placed = match self.office {
            Some(at) => directory.is_ancestor_or_self(office, at),
            None => directory.offices.get(&office).is_some_and(|office| office.kind == OfficeKind::JointMeeting),
        };
        let role = match self.by {
            SettleBy::Anyone => return placed,
            SettleBy::Head => None,
            SettleBy::Finance => Some(StaffRole::Finance),
            SettleBy::Privacy => Some(StaffRole::Privacy),
            SettleBy::Numbering => Some(StaffRole::Numbering),
        };
        let member = staff.filter(|member| member.office == office);
        placed && member.is_some_and(|member| member.is_head || role.is_some_and(|role| member.roles.contains(&role)))
    }

    /// The names of the offices that may settle.
    #[must_use]
    pub fn offices(&self, directory: &Directory) -> Vec<String> {
        let mut offices: Vec<_> = self.office.into_iter().collect();
        offices.extend(self.office.into_iter().flat_map(|office| directory.ancestors(office)));
        offices.into_iter().map(|office| directory.office_name(office)).collect()
    }
}

/// A dispute of record (待裁决; DOMAIN 3.4): acts that cannot all hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dispute {
    /// Derived from the rule and the acts.
    pub id: DisputeId,
    /// The rule.
    pub rule: DisputeRule,
    /// The acts, in the order of the timeline; under K2 the closing comes first.
    pub acts: Vec<ActId>,
    /// What holds meanwhile.
    pub interim: Interim,
    /// Whether it is only to be known: nobody has to decide.
    #[serde(default)]
    pub notice: bool,
    /// The office that settles: the lowest common superior of the acts' offices; none known: a joint meeting office.
    pub settle_at: Option<OfficeId>,
    /// Who within that office.
    #[serde(default)]
    pub settle_by: SettleBy,
    /// The act that ended it; none while it is open.
    pub settled_by: Option<ActId>,
    /// The act that was chosen, where one was.
    pub chosen: Option<ActId>,
    /// The reason given.
    pub reason: Option<String>,
}

impl Dispute {
    /// A detail that was corrected twice (K14), of a document of this office.
    #[must_use]
    pub fn corrected_twice(id: DisputeId, home: OfficeId) -> Self {
        Self {
            id,
            rule: DisputeRule::K14,
            acts: Vec::new(),
            interim: Interim::BothValuesShown,
            notice: false,
            settle_at: Some(home),
            settle_by: SettleBy::Anyone,
            settled_by: None,
            chosen: None,
            reason: None,
        }
    }

    /// Who settles it.
    #[must_use]
    pub fn settler(&self) -> Settler {
        Settler { office: self.settle_at, by: self.settle_by }
    }

    /// Whether people still have to decide.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.settled_by.is_none() && !self.notice
    }
}
