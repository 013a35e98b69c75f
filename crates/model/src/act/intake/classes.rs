//! The words that a classification is made of (分类用语).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Order of work (化解顺序; DOMAIN C02, C03).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatterClass {
    /// 组织人事.
    #[default]
    Personnel,
    /// 民生.
    Livelihood,
    /// 其他遗留.
    Legacy,
}

/// How hard the matter is (DOMAIN C01).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Difficulty {
    /// 普通问题.
    #[default]
    Ordinary,
    /// 重大难题.
    Major,
    /// 特殊困难.
    Hardship,
}

/// Which way the matter is handled (四类化解路径; DOMAIN C15).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HandlingPath {
    /// 共性问题.
    #[default]
    Common,
    /// 群体问题.
    Group,
    /// 行业问题.
    Sector,
    /// 突出信访问题.
    Prominent,
}

/// Where the matter can be settled (研判三分; DOMAIN C16).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Triage {
    /// 就地解决.
    #[default]
    Here,
    /// 集中攻坚.
    Concentrated,
    /// 提请上级.
    HigherLevel,
}

/// Why the matter comes first (重点问题; DOMAIN C18).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriorityIssue {
    /// 历史遗留.
    #[default]
    Legacy,
    /// 政策未落实.
    PolicyNotCarriedOut,
    /// 诉求合理而政策缺位.
    PolicyGap,
    /// 生活困难.
    Hardship,
    /// 上级交办、超期或程序不到位.
    SuperiorAssignedOrOverdue,
}

/// Where a matter crosses borders, or people live apart from it (三跨三分离; DOMAIN I17).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Crossing {
    /// 跨地区.
    #[default]
    Region,
    /// 跨部门.
    Department,
    /// 跨行业.
    Industry,
    /// 人户分离.
    PersonFromHousehold,
    /// 人事分离.
    PersonFromMatter,
    /// 人事户分离.
    PersonHouseholdMatter,
}

/// What went wrong in the handling (DOMAIN C19).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProcessDefect {
    /// 解决不到位.
    #[default]
    NotResolvedInFull,
    /// 超期.
    Overdue,
    /// 未按程序.
    ProcedureNotKept,
}
