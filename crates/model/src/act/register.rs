//! 登记: the first contact becomes a case.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ActKind, limits};
use crate::{Refusal, Stage, check::Situation, fold::Roles, refusal, text};

/// How a matter came in (信访渠道; DOMAIN I01, I02, I03, H10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 来信.
    Letter,
    /// 来访.
    Visit,
    /// 来电.
    Phone,
    /// 网上.
    Online,
    /// 上级交办.
    Assigned,
    /// 排查发现.
    Screening,
    /// 下访.
    VisitDown,
}

impl Channel {
    /// Every channel.
    pub const ALL: &[Self] =
        &[Self::Letter, Self::Visit, Self::Phone, Self::Online, Self::Assigned, Self::Screening, Self::VisitDown];

    /// The name in documents.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Visit => "visit",
            Self::Phone => "phone",
            Self::Online => "online",
            Self::Assigned => "assigned",
            Self::Screening => "screening",
            Self::VisitDown => "visit_down",
        }
    }
}

impl std::str::FromStr for Channel {
    type Err = Refusal;

    fn from_str(name: &str) -> Result<Self, Refusal> {
        Self::ALL.iter().copied().find(|channel| channel.as_str() == name).ok_or_else(|| {
            let known = Self::ALL.iter().map(|channel| channel.as_str()).collect::<Vec<_>>().join("|");
            Refusal::because(&refusal::UNKNOWN_CHANNEL).missing(known)
        })
    }
}

/// Registration (登记; DOMAIN I09, I22).
///
/// Needs a case that is not registered. It is never refused for what the matter is (DOMAIN 0.5). Starts the clock of
/// acceptance on the day of receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// How it came in.
    pub channel: Channel,
    /// The day it came in.
    pub received_on: Date,
    /// What it is about, in short.
    pub summary: String,
    /// Persons who brought it.
    pub persons: u32,
    /// The provisional number the office gave it.
    pub number: String,
    /// The code by which the petitioner asks for its progress (查询码).
    pub receipt_code: String,
}

impl ActKind for Register {
    const KIND: &'static str = "register";

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        if now.view.stage != Stage::Draft {
            return Err(Refusal::because(&refusal::ALREADY_REGISTERED));
        }
        text::lines("summary", &self.summary, limits::TEXT_CHARS)?;
        text::one_line("number", &self.number, limits::LINE_CHARS)?;
        text::one_line("receipt_code", &self.receipt_code, limits::LINE_CHARS)
    }

    fn enroll<'a>(&'a self, rank: usize, roles: &mut Roles<'a>) {
        roles.registers.push((rank, self));
    }
}
