//! 救助帮扶: help that is offered or granted.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{ActId, Refusal, Staff, StaffId, StaffRole, check::Situation, refusal, text};

/// Help that is offered or granted (救助帮扶; DOMAIN H17 to H24).
///
/// Needs a registered case and why the person is eligible. Money needs its fund and period, and is paid once somebody
/// who may has approved it: a head, a member of the leadership team, a finance officer. Temporary aid needs the facts of
/// eligibility (H22), paired support what it gives (H23). Counselling needs consent and nothing else: no words about the
/// person (H18). A later version names the one it replaces. Two grants of money from one fund for one period that had
/// not seen each other are dispute K13.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Aid {
    /// What kind.
    pub kind: AidKind,
    /// Where it comes from.
    #[serde(default)]
    pub source: AidSource,
    /// The fund or budget line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<String>,
    /// How much, in fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<u64>,
    /// The period it is for, as the fund counts: 2026, 2026-Q3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Why they are eligible; nothing with counselling.
    pub cause: String,
    /// The facts of eligibility (DOMAIN H22).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<Eligibility>,
    /// What paired support gives (DOMAIN H23).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub gives: BTreeSet<PairedGift>,
    /// Who provides it: a law firm, a counsellor, an employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<StaffId>,
    /// Whether the person it is for agreed.
    #[serde(default)]
    pub consent: bool,
    /// When somebody looks in again (DOMAIN F19).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_visit: Option<Date>,
    /// The version it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ActId>,
}

/// What kind of help (DOMAIN H17 to H24).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AidKind {
    /// 法律援助.
    #[default]
    LegalAid,
    /// 判后答疑.
    JudgmentExplanation,
    /// 政策咨询.
    Advice,
    /// 心理疏导: offered, with consent.
    Counselling,
    /// 临时救助.
    TemporaryAid,
    /// 信访救助.
    HardshipGrant,
    /// 就业扶持.
    Employment,
    /// 结对帮扶.
    Paired,
    /// 其他.
    Other,
}

/// Where help comes from (DOMAIN H19).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AidSource {
    /// 政府救助.
    #[default]
    Government,
    /// 社会救济.
    Social,
    /// 民间互助.
    Mutual,
}

/// Why a household is in need (临时救助条件; DOMAIN H22).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HardshipCause {
    /// 因病.
    #[default]
    Illness,
    /// 因灾.
    Disaster,
    /// 因学.
    Schooling,
    /// 意外事故.
    Accident,
    /// 失业.
    Unemployment,
    /// 其他.
    Other,
}

/// What temporary aid is judged by (临时救助条件; DOMAIN H22).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// Whether the household is registered here (本地户籍).
    #[serde(default)]
    pub household_here: bool,
    /// Why it is in need.
    pub cause: HardshipCause,
}

/// What paired support gives (五送; DOMAIN H23).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PairedGift {
    /// 送政策.
    #[default]
    Policy,
    /// 送资金.
    Funds,
    /// 送技术.
    Technology,
    /// 送项目.
    Project,
    /// 送岗位.
    Post,
}

impl Aid {
    /// The largest amount that is recorded, in fen: ten thousand million yuan.
    pub const MOST_FEN: u64 = 1_000_000_000_000;

    fn may_approve(staff: &Staff) -> bool {
        staff.is_head || staff.is_team_member || staff.roles.contains(&StaffRole::Finance)
    }

    /// The fund and the period that money was granted from: what K13 compares.
    pub(crate) fn purse(&self) -> Option<(&str, &str)> {
        self.amount?;
        Some((self.fund.as_deref()?.trim(), self.period.as_deref().unwrap_or_default().trim()))
    }

    fn money(&self) -> Result<(), Refusal> {
        let Some(amount) = self.amount else { return Ok(()) };
        if amount == 0 || amount > Self::MOST_FEN {
            return Err(Refusal::because(&refusal::NOT_AN_AMOUNT).missing(format!("1 to {} fen", Self::MOST_FEN)));
        }
        for (name, text) in [("fund", &self.fund), ("period", &self.period)] {
            if text.as_deref().is_none_or(|text| text.trim().is_empty()) {
                return Err(Refusal::because(&refusal::AID_INCOMPLETE).missing(name));
            }
        }
        Ok(())
    }

    /// Counselling is offered, and nothing is written down about the person (H18).
    fn counselling(&self) -> Result<(), Refusal> {
        if !self.consent {
            return Err(Refusal::because(&refusal::CONSENT_NEEDED));
        }
        if !self.cause.is_empty() || self.eligibility.is_some() {
            return Err(Refusal::because(&refusal::NO_CLINICAL_DATA).missing("cause"));
        }
        Ok(())
    }
}

impl ActKind for Aid {
    const KIND: &'static str = "aid";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        for (name, text) in [("fund", &self.fund), ("period", &self.period), ("provider", &self.provider)] {
            text::one_line(name, text.as_deref().unwrap_or_default(), limits::LINE_CHARS)?;
        }
        self.money()?;
        match self.kind {
            AidKind::Counselling => self.counselling()?,
            AidKind::TemporaryAid if self.eligibility.is_none() => {
                return Err(Refusal::because(&refusal::AID_INCOMPLETE).missing("eligibility"));
            }
            AidKind::Paired if self.gives.is_empty() => {
                return Err(Refusal::because(&refusal::AID_INCOMPLETE).missing("gives"));
            }
            _ => text::written("cause", &self.cause, limits::REASON_CHARS)?,
        }
        text::lines("cause", &self.cause, limits::REASON_CHARS)?;
        if let Some(approver) = self.approved_by {
            now.known_staff(approver)?;
            if !now.directory.staff.get(&approver).is_some_and(Self::may_approve) {
                let leaders = now.directory.staff.values().filter(|staff| staff.office == now.author.office);
                let names = leaders.filter(|staff| staff.active && Self::may_approve(staff));
                let names = names.map(|staff| staff.name.clone());
                return Err(Refusal::because(&refusal::NOT_AN_APPROVER).who_could(names));
            }
        }
        match self.replaces {
            Some(replaced) => now.payload::<Self>(replaced).map(|_| ()),
            None => Ok(()),
        }
    }
}
