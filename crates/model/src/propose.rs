//! 分流建议: which unit a matter might go to (DOMAIN C05 to C13, R27). A function of the matter, the tables and the
//! directory; it proposes, a person assigns.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    CaseView, Config, Directory, OfficeId, OfficeKind,
    act::Triage,
    config::{Principle, RouteTarget},
};

/// A unit that a matter might go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct UnitProposal {
    /// The office; none where the tables name one that the directory does not hold, or a person has to choose the
    /// department of the industry (涉企; DOMAIN C13).
    pub office: Option<OfficeId>,
    /// What people call it; empty where a person has to choose.
    pub name: String,
    /// By which principle.
    pub why: Principle,
    /// The category or area whose route it is; empty where it follows from the offices alone.
    pub route: String,
}

/// The units that a matter might go to, in the order in which the county's tie-break weighs place, level and function
/// (属地管理、分级负责、谁主管谁负责; DOMAIN R27).
///
/// Function: the route of the category, that of the classification before that of the case's own field. Territory: the
/// route of the area, or else the township that the home office is or belongs to. Level: for a matter that needs a
/// higher one, the office above that township; otherwise nothing.
#[must_use]
pub fn propose_unit(view: &CaseView, config: &Config, directory: &Directory) -> Vec<UnitProposal> {
    let classified = view.intake.classification.as_ref();
    let category = classified.and_then(|classified| classified.what.subject.as_deref()).unwrap_or(&view.subject);
    // The case's own field may hold what people call the category.
    let named = config.categories.iter().find(|named| named.id == category || named.name == category);
    let category = named.map_or(category, |named| named.id.as_str());
    let campaign = view.links.campaigns.first().map(|joined| joined.campaign.as_str());
    let tables = config.propose(campaign, category, &view.area);
    let place = township(view, directory);
    let unit = |office: OfficeId, why| UnitProposal {
        office: Some(office),
        name: directory.office_name(office),
        why,
        route: String::new(),
    };
    let by = |principle: &Principle| match principle {
        Principle::Function => {
            tables.by_category.map(|(route, target)| resolve(target, view.home, directory, *principle, route))
        }
        Principle::Territory => match tables.by_area {
            Some((route, target)) => Some(resolve(target, view.home, directory, *principle, route)),
            None => place.map(|office| unit(office, *principle)),
        },
        Principle::Level => {
            let higher = classified.and_then(|classified| classified.what.triage) == Some(Triage::HigherLevel);
            let above = directory.ancestors(place.unwrap_or(view.home)).first().copied();
            above.filter(|_| higher).map(|office| unit(office, *principle))
        }
    };
    let mut proposals: Vec<UnitProposal> = Vec::new();
    for proposal in config.routes.tie_break.iter().filter_map(by) {
        if proposal.office.is_none() || !proposals.iter().any(|earlier| earlier.office == proposal.office) {
            proposals.push(proposal);
        }
    }
    // Art. 46.
    proposals.retain(|proposal| proposal.office.is_none_or(|office| !view.intake.accuses(directory, office)));
    proposals
}

/// The township that the home office is or belongs to; the home office where there is none.
fn township(view: &CaseView, directory: &Directory) -> Option<OfficeId> {
    let is = |office: &OfficeId| directory.offices.get(office).is_some_and(|row| row.kind == OfficeKind::Township);
    let line = std::iter::once(view.home).chain(directory.ancestors(view.home));
    line.into_iter().find(is).or_else(|| directory.offices.contains_key(&view.home).then_some(view.home))
}

fn resolve(target: &RouteTarget, home: OfficeId, directory: &Directory, why: Principle, route: &str) -> UnitProposal {
    let nearest = |fits: &dyn Fn(&crate::Office) -> bool| {
        let line: Vec<OfficeId> = std::iter::once(home).chain(directory.ancestors(home)).collect();
        // The home office and those above it come first, then the offices directly below them, from near to far.
        let own = line.iter().copied().find(|office| directory.offices.get(office).is_some_and(fits));
        let below = || {
            let of = |upper: &OfficeId| {
                let mut offices = directory.offices.values().filter(|office| office.parent == Some(*upper));
                offices.find(|office| fits(office)).map(|office| office.id)
            };
            line.iter().find_map(of)
        };
        let anywhere = || directory.offices.values().find(|office| fits(office)).map(|office| office.id);
        own.or_else(below).or_else(anywhere)
    };
    let (office, name) = match target {
        RouteTarget::Kind(kind) => (nearest(&|office| office.kind == *kind), String::new()),
        RouteTarget::Name(name) => {
            let now = nearest(&|office| office.name == *name);
            (now.or_else(|| nearest(&|office| directory.was_called(office.id, name))), name.clone())
        }
        RouteTarget::Industry => (None, String::new()),
    };
    let name = office.map_or(name, |office| directory.office_name(office));
    UnitProposal { office, name, why, route: route.to_owned() }
}
