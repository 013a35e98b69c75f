//! Who may decide what about whose work (层级; DOMAIN 3.2, R09 to R14, S01): pure questions to the directory.
//!
//! A check asks them of its author; the fold asks them of every act that came from elsewhere.

use crate::{Config, Directory, Office, OfficeId, OfficeKind, Staff, StaffId, StaffRole, config::LeadRules};

impl OfficeKind {
    /// Whether such an office coordinates others and works at the level of the office above it (DOMAIN R02 to R05).
    #[must_use]
    pub fn coordinates(self) -> bool {
        matches!(self, Self::JointMeeting | Self::PetitionOffice | Self::Supervision | Self::GroupOffice)
    }
}

/// What a lead has to be (DOMAIN A06, R13).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeadNeeds {
    /// The head of the unit, or of an office above it: the matter is a major one.
    pub head: bool,
    /// A member of the leadership team: a superior assigned the matter.
    pub team_member: bool,
}

impl LeadRules {
    /// The rules for a case of these campaigns: sharing where any of them allows it, needs where any has them. Of none:
    /// the county's own.
    pub(crate) fn of<'a>(config: &Config, campaigns: impl Iterator<Item = &'a str>) -> Self {
        let joined = campaigns.filter(|id| config.campaign(id).is_some()).map(|id| *config.lead_rules(Some(id)));
        let either = |one: Self, other: Self| Self {
            co_leads: one.co_leads || other.co_leads,
            superior_assigned_needs_team_member: one.superior_assigned_needs_team_member
                || other.superior_assigned_needs_team_member,
            major_needs_head: one.major_needs_head || other.major_needs_head,
        };
        joined.reduce(either).unwrap_or(*config.lead_rules(None))
    }
}

impl Directory {
    /// The level an office decides at: 0 the highest. An office that coordinates decides at the level of the office
    /// above it.
    #[must_use]
    pub fn deciding_level(&self, office: OfficeId) -> usize {
        let coordinates = self.kind(office).is_some_and(OfficeKind::coordinates);
        self.level(office).saturating_sub(usize::from(coordinates))
    }

    /// Whether `office` stands above `other`: as an ancestor, or as a coordinating office under such an ancestor.
    #[must_use]
    pub fn stands_above(&self, office: OfficeId, other: OfficeId) -> bool {
        let over = |upper| upper != other && self.is_ancestor_or_self(upper, other);
        if over(office) {
            return true;
        }
        let Some(entry) = self.offices.get(&office).filter(|entry| entry.kind.coordinates() && office != other) else {
            return false;
        };
        entry.parent.map_or(entry.kind == OfficeKind::JointMeeting, over)
    }

    /// Whether an office may assign a case of `home` to `unit` (交办; DOMAIN 3.2): a coordinating office or one above
    /// the home office (the town for village cases, the county office), and a department within itself.
    #[must_use]
    pub fn may_assign(&self, office: OfficeId, home: OfficeId, unit: OfficeId) -> bool {
        match self.kind(office) {
            None | Some(OfficeKind::Village | OfficeKind::TaskForce | OfficeKind::Supervision) => false,
            Some(OfficeKind::County) => true,
            Some(kind) if kind.coordinates() => true,
            Some(_) => self.is_ancestor_or_self(office, home) || self.is_ancestor_or_self(office, unit),
        }
    }

    /// The offices above the home office that may assign, by name: whom a refusal points to.
    pub(crate) fn assigning_offices(&self, home: OfficeId) -> Vec<String> {
        let line = std::iter::once(home).chain(self.ancestors(home));
        line.filter(|office| self.may_assign(*office, home, home)).map(|office| self.office_name(office)).collect()
    }

    /// The office that watches over what another looks up (监督; DOMAIN 3.2): the petition office under the nearest office
    /// above it that has one, or else that office above; none for the highest without one.
    #[must_use]
    pub fn supervising_office(&self, office: OfficeId) -> Option<OfficeId> {
        let above = self.ancestors(office);
        let petition = |upper: OfficeId| {
            let under = self.offices.values().filter(|other| other.parent == Some(upper) && other.id != office);
            under.filter(|other| other.kind == OfficeKind::PetitionOffice).map(|other| other.id).min()
        };
        let line = above.iter().copied().chain(above.is_empty().then_some(office));
        line.map(petition).find(Option::is_some).flatten().or_else(|| above.first().copied())
    }

    /// Whether an office may supervise `other` (督办; DOMAIN R05, 3.2): one above it, and every supervision, petition
    /// and joint meeting office that is not below it.
    #[must_use]
    pub fn may_supervise(&self, office: OfficeId, other: OfficeId) -> bool {
        let supervises = matches!(
            self.kind(office),
            Some(OfficeKind::Supervision | OfficeKind::PetitionOffice | OfficeKind::JointMeeting)
        );
        office != other
            && (self.stands_above(office, other)
                || supervises && self.deciding_level(office) <= self.deciding_level(other))
    }

    /// Whether this entry is that of an active head of `office` or of one above it, acting for their own office.
    #[must_use]
    pub fn heads_over(&self, staff: &Staff, acting_for: OfficeId, office: OfficeId) -> bool {
        staff.active
            && staff.is_head
            && staff.office == acting_for
            && (acting_for == office || self.stands_above(acting_for, office))
    }

    /// Whether a member of staff may lead a case of `unit` that needs this of its lead (DOMAIN A06, R09, R13).
    #[must_use]
    pub fn may_lead(&self, staff: &Staff, unit: OfficeId, needs: LeadNeeds) -> bool {
        let heads = staff.is_head && self.is_ancestor_or_self(staff.office, unit);
        staff.active && (heads || !needs.head) && (staff.is_team_member || !needs.team_member)
    }

    /// Who of a unit could lead, those in charge of its work first (分管领导; DOMAIN R10, R12, R16): deputies in charge,
    /// accountable leaders and those first responsible, then the rest of the leadership team, then heads. Where the
    /// unit has nobody: those of the nearest office above it that has.
    #[must_use]
    pub fn lead_candidates(&self, unit: OfficeId, needs: LeadNeeds) -> Vec<StaffId> {
        let place = |staff: &Staff| {
            let duties = [StaffRole::DeputyInCharge, StaffRole::AccountableLeader, StaffRole::FirstResponsible];
            duties.iter().position(|duty| staff.roles.contains(duty)).or_else(|| {
                let others = [staff.is_team_member && !staff.is_head, staff.is_head];
                others.iter().position(|is| *is).map(|at| duties.len() + at)
            })
        };
        let of = |office: OfficeId| {
            let mut found: Vec<(usize, StaffId)> = self
                .staff
                .values()
                .filter(|staff| staff.office == office && self.may_lead(staff, unit, needs))
                .filter_map(|staff| Some((place(staff)?, staff.id)))
                .collect();
            found.sort_unstable();
            found.into_iter().map(|(_, staff)| staff).collect::<Vec<_>>()
        };
        let mut line = std::iter::once(unit).chain(self.ancestors(unit)).map(of);
        line.find(|found| !found.is_empty()).unwrap_or_default()
    }

    fn kind(&self, office: OfficeId) -> Option<OfficeKind> {
        self.offices.get(&office).map(|office: &Office| office.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::tests::{COUNTY, JOINT_MEETING, OTHER_TOWN, STRANGER, TOWN, VILLAGE, clerk, county, head, office};

    const PETITIONS: u8 = 10;
    const DEPARTMENT: u8 = 11;

    fn offices() -> Directory {
        let mut directory = county();
        for (number, kind) in [(PETITIONS, OfficeKind::PetitionOffice), (DEPARTMENT, OfficeKind::Department)] {
            let (id, parent, name) = (office(number), Some(office(COUNTY)), format!("office {number}"));
            directory.offices.insert(id, Office { id, kind, parent, name, code: format!("O{number}") });
        }
        directory
    }

    #[test]
    fn a01_who_assigns_is_the_town_for_village_cases_the_county_or_a_joint_office() {
        let directory = offices();
        let home = office(VILLAGE);
        for (of, may) in [
            (COUNTY, true),
            (TOWN, true),
            (JOINT_MEETING, true),
            (PETITIONS, true),
            (VILLAGE, false),
            (OTHER_TOWN, false),
            (DEPARTMENT, false),
            (STRANGER, false),
        ] {
            assert_eq!(directory.may_assign(office(of), home, home), may, "{of}");
        }
        assert!(directory.may_assign(office(DEPARTMENT), home, office(DEPARTMENT)), "within itself");
        assert_eq!(directory.assigning_offices(home), ["office 2", "office 1"]);
    }

    #[test]
    fn the_petition_office_above_watches_over_an_office() {
        let directory = offices();
        let over = |of| directory.supervising_office(office(of));
        assert_eq!([over(VILLAGE), over(TOWN), over(COUNTY)], [Some(office(PETITIONS)); 3], "itself under the county");
        assert_eq!((over(PETITIONS), over(STRANGER)), (Some(office(COUNTY)), None));
        assert_eq!(
            county().supervising_office(office(VILLAGE)),
            Some(office(TOWN)),
            "where there is no petition office"
        );
    }

    #[test]
    fn coordinating_offices_stand_above_those_of_their_superior() {
        let directory = offices();
        let above = |one, other| directory.stands_above(office(one), office(other));
        assert!(above(COUNTY, TOWN) && above(TOWN, VILLAGE) && above(JOINT_MEETING, COUNTY) && above(PETITIONS, TOWN));
        assert!(!above(TOWN, TOWN) && !above(TOWN, OTHER_TOWN) && !above(VILLAGE, TOWN) && !above(PETITIONS, COUNTY));
        assert!(!above(STRANGER, TOWN) && !above(JOINT_MEETING, JOINT_MEETING));
        assert_eq!(directory.deciding_level(office(PETITIONS)), 0);
        assert!(directory.may_supervise(office(PETITIONS), office(COUNTY)));
        assert!(!directory.may_supervise(office(TOWN), office(OTHER_TOWN)));
    }

    #[test]
    fn r12_deputies_in_charge_are_proposed_first_and_heads_for_major_matters() {
        let mut directory = offices();
        directory.staff.get_mut(&clerk(TOWN)).unwrap().roles.insert(StaffRole::DeputyInCharge);
        let none = LeadNeeds::default();
        assert_eq!(directory.lead_candidates(office(TOWN), none), [clerk(TOWN), head(TOWN)]);
        let team = LeadNeeds { team_member: true, ..none };
        assert_eq!(directory.lead_candidates(office(TOWN), team), [head(TOWN)], "the clerk is no member of the team");
        let major = LeadNeeds { head: true, ..none };
        assert_eq!(directory.lead_candidates(office(DEPARTMENT), major), [head(COUNTY)], "nobody works there");
        assert!(directory.may_lead(&directory.staff[&head(COUNTY)], office(TOWN), major), "a head above may");
        assert!(!directory.may_lead(&directory.staff[&head(OTHER_TOWN)], office(TOWN), major));
    }
}
