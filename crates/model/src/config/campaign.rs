//! Campaigns (专项行动; DOMAIN P01 to P23, M04 to M06): stages with targets, reports with schedules, checklist, lead
//! rules and routes. Real plans contradict one another, so all of it is data.

use jiff::{Span, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ChecklistItem, Route};
use crate::OfficeKind;

/// A campaign (专项行动).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Short name in documents: `backlog-2026`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its stages, in order.
    pub stages: Vec<CampaignStage>,
    /// The reports it asks for.
    #[serde(default)]
    pub reports: Vec<Report>,
    /// What a closing needs; empty: the county's own checklist.
    #[serde(default)]
    pub closing_checklist: Vec<ChecklistItem>,
    /// Who may lead.
    pub lead_rules: LeadRules,
    /// Routes that come before the county's.
    #[serde(default)]
    pub routes: Vec<Route>,
}

/// A stage of a campaign (阶段; DOMAIN P01 to P03).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignStage {
    /// What people call it.
    pub name: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// What is to be reached by that day.
    #[serde(default)]
    pub targets: Vec<Target>,
}

/// A target of a stage (阶段目标; DOMAIN M04 to M06).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Which rate.
    pub metric: Metric,
    /// At least this many per cent, 1 to 100.
    pub percent: u8,
}

/// A rate (DOMAIN M01 to M08). Its subject is always cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// 办结率.
    Closure,
    /// 报结率.
    Reported,
    /// 化解率.
    Resolution,
    /// 挂账督办化解率.
    ListedResolution,
    /// 领导包案化解率.
    LedResolution,
    /// 苗头问题化解率.
    EarlyIssueResolution,
    /// 调处成功率.
    MediationSuccess,
}

/// A report of a campaign (报送; DOMAIN P04 to P23).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Short name in documents: `report-1`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// When it is due.
    pub schedule: Schedule,
    /// What it holds, in words.
    pub contents: Vec<String>,
    /// Which offices send it.
    pub from_office: OfficeKind,
    /// Which office receives it.
    pub to_office: OfficeKind,
    /// Whether "nothing new" has to be said too (零报告; DOMAIN P12).
    #[serde(default)]
    pub zero_report: bool,
}

/// When a report is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Schedule {
    /// On these days.
    On(Vec<Date>),
    /// On these days of every `every`th month, counted from December: 1 monthly, 3 March, June and so on, 12 December.
    Months {
        /// 1, 2, 3, 4, 6 or 12.
        every: u8,
        /// Days of the month, 1 to 31; a month that has no such day: its last (DOMAIN P10).
        days: Vec<u8>,
    },
    /// Every week on this day.
    Weekly {
        /// 1 Monday to 7 Sunday.
        weekday: u8,
    },
    /// On the last day of every stage.
    StageEnds,
    /// As soon as there is something to report (随报; DOMAIN P13): no day of its own.
    AtOnce,
}

/// Who may lead a case (包案; DOMAIN A01, A02, A06, R13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadRules {
    /// Whether leaders may share a case: one lead and flagged co-leads. Otherwise one lead, and only one.
    pub co_leads: bool,
    /// Whether a case that a superior assigned needs a member of the leadership team (班子成员).
    pub superior_assigned_needs_team_member: bool,
    /// Whether a major case needs the head of the unit (一把手).
    pub major_needs_head: bool,
}

impl Campaign {
    /// The stage that a day is in.
    #[must_use]
    pub fn stage_on(&self, day: Date) -> Option<&CampaignStage> {
        self.stages.iter().find(|stage| stage.from <= day && day <= stage.to)
    }

    /// Its first and its last day.
    #[must_use]
    pub fn span(&self) -> Option<(Date, Date)> {
        Some((self.stages.first()?.from, self.stages.last()?.to))
    }

    /// The days on which a report of this campaign is due, in order, each once.
    #[must_use]
    pub fn due_dates(&self, schedule: &Schedule) -> Vec<Date> {
        let Some((from, to)) = self.span() else { return Vec::new() };
        let mut dates = schedule.between(from, to, &self.stages);
        dates.sort_unstable();
        dates.dedup();
        dates
    }
}

impl Schedule {
    /// Days longer than which no schedule is laid out.
    const LONGEST_DAYS: usize = 3_660;

    fn between(&self, from: Date, to: Date, stages: &[CampaignStage]) -> Vec<Date> {
        match self {
            Self::On(dates) => dates.clone(),
            Self::StageEnds => stages.iter().map(|stage| stage.to).collect(),
            Self::AtOnce => Vec::new(),
            Self::Months { every, days } => {
                let due = |day: &Date| {
                    let last = day.days_in_month();
                    let named = days.iter().any(|named| i8::try_from(*named).unwrap_or(last).min(last) == day.day());
                    named && day.month() % i8::try_from(*every).unwrap_or(1).max(1) == 0
                };
                days_of(from, to).filter(due).collect()
            }
            Self::Weekly { weekday } => {
                let due = |day: &Date| day.weekday().to_monday_one_offset() == i8::try_from(*weekday).unwrap_or(0);
                days_of(from, to).filter(due).collect()
            }
        }
    }
}

fn days_of(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(Span::new().days(1)).take_while(move |day| *day <= to).take(Schedule::LONGEST_DAYS)
}
