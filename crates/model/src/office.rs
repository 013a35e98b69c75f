//! Offices in a tree and their staff: who stands above whom decides who may settle a dispute.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{OfficeId, StaffId};

/// What an office is (单位类别; DOMAIN R03 to R08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    /// 村居.
    Village,
    /// 镇、街道.
    Township,
    /// 县、区.
    County,
    /// 区直部门.
    Department,
    /// 联席会议办公室.
    JointMeeting,
    /// 督查室.
    Supervision,
    /// 信访局.
    PetitionOffice,
    /// 平安办.
    PeaceOffice,
    /// 领导小组办公室.
    GroupOffice,
    /// 工作专班.
    TaskForce,
}

/// A function of a member of staff (岗位职责; DOMAIN R09 to R22).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StaffRole {
    /// 第一责任人.
    FirstResponsible,
    /// 分管领导.
    DeputyInCharge,
    /// 责任领导.
    AccountableLeader,
    /// 专职接待人员.
    Reception,
    /// 驻村干部.
    VillagePost,
    /// 网格员.
    GridWorker,
    /// 调解员.
    Mediator,
    /// 财务审批.
    Finance,
    /// 隐私审查.
    Privacy,
    /// 编号管理.
    Numbering,
    /// 审核.
    Auditor,
}

impl StaffRole {
    /// Every function.
    pub const ALL: &[Self] = &[
        Self::FirstResponsible,
        Self::DeputyInCharge,
        Self::AccountableLeader,
        Self::Reception,
        Self::VillagePost,
        Self::GridWorker,
        Self::Mediator,
        Self::Finance,
        Self::Privacy,
        Self::Numbering,
        Self::Auditor,
    ];
}

/// An office (单位; DOMAIN 3.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Office {
    /// Its identifier.
    pub id: OfficeId,
    /// What it is.
    pub kind: OfficeKind,
    /// The office above it; none at the top.
    pub parent: Option<OfficeId>,
    /// Its name, as people write it.
    pub name: String,
    /// Short ASCII code for case numbers: `SQ`.
    pub code: String,
}

/// A member of an office's staff (工作人员; DOMAIN 3.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Staff {
    /// Their identifier.
    pub id: StaffId,
    /// The office they work in.
    pub office: OfficeId,
    /// Their name.
    pub name: String,
    /// Their title (职务).
    pub title: String,
    /// Head of the office (主要负责人; DOMAIN R09): approves extensions.
    pub is_head: bool,
    /// Member of the leadership team (班子成员; DOMAIN R13).
    pub is_team_member: bool,
    /// Their functions.
    #[serde(default)]
    pub roles: BTreeSet<StaffRole>,
    /// Whether they still work here.
    pub active: bool,
    /// Which revision of their entry this is.
    pub revision: u32,
    /// Since when it stands, by the administrator's clock.
    pub since: Timestamp,
}

/// Offices and staff as the county's signed records name them.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Directory {
    /// Every known office.
    pub offices: BTreeMap<OfficeId, Office>,
    /// Every known member of staff.
    pub staff: BTreeMap<StaffId, Staff>,
    /// Earlier revisions of their entries, in order (DOMAIN K12).
    #[serde(default)]
    pub former: BTreeMap<StaffId, Vec<Staff>>,
    /// What offices were called before they were renamed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub former_names: BTreeMap<OfficeId, BTreeSet<String>>,
}

impl Directory {
    /// The deepest tree that is followed.
    pub const LEVELS: usize = 16;

    /// The offices above `office`, nearest first, without itself. Stops at a parent that is not known (which is still
    /// named), at a cycle, and after [`Directory::LEVELS`].
    #[must_use]
    pub fn ancestors(&self, office: OfficeId) -> Vec<OfficeId> {
        let mut above = Vec::new();
        let mut at = office;
        while let Some(parent) = self.offices.get(&at).and_then(|office| office.parent) {
            if parent == office || above.contains(&parent) || above.len() == Self::LEVELS {
                break;
            }
            above.push(parent);
            at = parent;
        }
        above
    }

    /// Whether `upper` is `lower` or stands above it.
    #[must_use]
    pub fn is_ancestor_or_self(&self, upper: OfficeId, lower: OfficeId) -> bool {
        upper == lower || self.ancestors(lower).contains(&upper)
    }

    /// How many offices stand above this one: 0 at the top. An office nobody knows counts as the lowest.
    #[must_use]
    pub fn level(&self, office: OfficeId) -> usize {
        if self.offices.contains_key(&office) { self.ancestors(office).len() } else { Self::LEVELS }
    }

    /// The lowest office that is, or stands above, every one of these (共同上级; Art. 24). None when they have none in
    /// common, or when none was given.
    #[must_use]
    pub fn lowest_common_superior(&self, offices: &[OfficeId]) -> Option<OfficeId> {
        let (first, rest) = offices.split_first()?;
        let lines: Vec<Vec<OfficeId>> = rest.iter().map(|office| self.line(*office)).collect();
        self.line(*first).into_iter().find(|upper| lines.iter().all(|line| line.contains(upper)))
    }

    /// The entry of a member of staff in the revision that an author had seen; of one that is not known, the one now.
    #[must_use]
    pub fn staff_as_seen(&self, id: StaffId, revision: u32) -> Option<&Staff> {
        let former = self.former.get(&id).into_iter().flatten().find(|staff| staff.revision == revision);
        former.or_else(|| self.staff.get(&id))
    }

    /// The office's name, or its identifier when it is not known.
    #[must_use]
    pub fn office_name(&self, id: OfficeId) -> String {
        self.offices.get(&id).map_or_else(|| id.to_string(), |office| office.name.clone())
    }

    /// The office that is called this, or else was before it was renamed: what was written under the old name still means it.
    #[must_use]
    pub fn office_called(&self, name: &str) -> Option<&Office> {
        let now = self.offices.values().find(|office| office.name == name);
        now.or_else(|| self.offices.values().find(|office| self.was_called(office.id, name)))
    }

    /// Whether an office was called this before it was renamed.
    #[must_use]
    pub fn was_called(&self, office: OfficeId, name: &str) -> bool {
        self.former_names.get(&office).is_some_and(|names| names.contains(name))
    }

    /// The name of a member of staff, or the identifier when it is not known.
    #[must_use]
    pub fn staff_name(&self, id: StaffId) -> String {
        self.staff.get(&id).map_or_else(|| id.to_string(), |staff| staff.name.clone())
    }

    /// The heads of an office or, where it has none, of the nearest office above that has.
    #[must_use]
    pub fn heads(&self, office: OfficeId) -> Vec<&Staff> {
        self.line(office)
            .into_iter()
            .map(|at| {
                self.staff
                    .values()
                    .filter(|staff| staff.office == at && staff.is_head && staff.active)
                    .collect::<Vec<_>>()
            })
            .find(|heads| !heads.is_empty())
            .unwrap_or_default()
    }

    fn line(&self, office: OfficeId) -> Vec<OfficeId> {
        let mut line = vec![office];
        line.extend(self.ancestors(office));
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(byte: u8) -> OfficeId {
        OfficeId([byte; 16])
    }

    /// 1 county; 2, 3 townships; 4, 5 villages of 2; 8 and 9 stand above each other.
    fn directory() -> Directory {
        let row = |me: u8, parent: Option<u8>| {
            let office = Office {
                id: id(me),
                kind: OfficeKind::Township,
                parent: parent.map(id),
                name: format!("office {me}"),
                code: format!("O{me}"),
            };
            (office.id, office)
        };
        let offices = [
            row(1, None),
            row(2, Some(1)),
            row(3, Some(1)),
            row(4, Some(2)),
            row(5, Some(2)),
            row(8, Some(9)),
            row(9, Some(8)),
        ];
        Directory { offices: offices.into_iter().collect(), ..Directory::default() }
    }

    #[test]
    fn the_lowest_common_superior() {
        let directory = directory();
        assert_eq!(directory.lowest_common_superior(&[id(4), id(5)]), Some(id(2)));
        assert_eq!(directory.lowest_common_superior(&[id(4), id(3)]), Some(id(1)));
        assert_eq!(directory.lowest_common_superior(&[id(4), id(2)]), Some(id(2)), "a party may be the superior");
        assert_eq!(directory.lowest_common_superior(&[id(4), id(8)]), None);
        assert_eq!(directory.lowest_common_superior(&[]), None);
    }

    #[test]
    fn cycles_and_strangers_end() {
        let directory = directory();
        assert_eq!(directory.ancestors(id(8)), [id(9)]);
        assert_eq!(directory.ancestors(id(77)), []);
        assert_eq!((directory.level(id(1)), directory.level(id(4)), directory.level(id(77))), (0, 2, 16));
        assert!(directory.is_ancestor_or_self(id(1), id(5)) && !directory.is_ancestor_or_self(id(5), id(1)));
        assert_eq!(directory.office_name(id(77)), id(77).to_string());
    }
}
