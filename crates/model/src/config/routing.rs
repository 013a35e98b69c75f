//! Categories and routes (分类与分流; DOMAIN C04 to C13, R27): which kind of matter is proposed to which office. A route
//! proposes; a person assigns.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits;
use crate::OfficeKind;

/// A category of matters (问题类别; DOMAIN C04).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Short name in documents: `land`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The category it is part of; none at the top.
    #[serde(default)]
    pub parent: Option<String>,
}

/// The county's routes (分流表).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Routes {
    /// By category: which office leads. A category without a route takes that of the one above it.
    pub by_category: Vec<Route>,
    /// By place: which office is responsible there (属地管理). The longest area that the place starts with counts.
    #[serde(default)]
    pub by_area: Vec<AreaRoute>,
    /// Which of the principles decides first where they disagree (属地管理、分级负责、谁主管谁负责; DOMAIN R27).
    pub tie_break: Vec<Principle>,
}

/// A category's lead (牵头单位).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The category's id.
    pub category: String,
    /// Who leads.
    pub lead: RouteTarget,
}

/// A place's office (属地单位).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AreaRoute {
    /// How the places begin: `青山镇`.
    pub area: String,
    /// Who is responsible there.
    pub lead: RouteTarget,
}

/// An office, never a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RouteTarget {
    /// The nearest office of this kind.
    Kind(OfficeKind),
    /// The office of this name.
    Name(String),
    /// The department in charge of the enterprise's industry (行业主管; DOMAIN C13): a person chooses which.
    Industry,
}

/// A principle of responsibility (DOMAIN R27).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Principle {
    /// Where the matter arose (属地管理).
    Territory,
    /// The level that has the power to settle it (分级负责).
    Level,
    /// Whose field of work it is (谁主管谁负责).
    Function,
}

/// What the tables say of one matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal<'a> {
    /// By its category, and the category whose route that is.
    pub by_category: Option<(&'a str, &'a RouteTarget)>,
    /// By its place, and the area whose route that is.
    pub by_area: Option<(&'a str, &'a RouteTarget)>,
    /// Which of the two is proposed first.
    pub lead: Option<&'a RouteTarget>,
}

impl Routes {
    /// What the tables propose. `over` are a campaign's own routes, which come before the county's.
    #[must_use]
    pub fn propose<'a>(
        &'a self,
        categories: &'a [Category],
        over: &'a [Route],
        category: &str,
        place: &str,
    ) -> Proposal<'a> {
        let by_category = line(categories, category).find_map(|at| {
            let route = over.iter().chain(&self.by_category).find(|route| route.category == at.id)?;
            Some((at.id.as_str(), &route.lead))
        });
        let by_area = self.by_area.iter().filter(|route| place.starts_with(&route.area));
        let by_area = by_area.max_by_key(|route| route.area.len()).map(|route| (route.area.as_str(), &route.lead));
        let lead = |principle: &Principle| match principle {
            Principle::Territory => by_area.map(|(_, lead)| lead),
            Principle::Function => by_category.map(|(_, lead)| lead),
            Principle::Level => None,
        };
        Proposal { by_category, by_area, lead: self.tie_break.iter().find_map(lead) }
    }
}

/// A category and those above it, nearest first, at most [`limits::LEVELS`].
pub(super) fn line<'a>(categories: &'a [Category], id: &str) -> impl Iterator<Item = &'a Category> {
    let find = |id: &str| categories.iter().find(|category| category.id == id);
    let next = move |at: &&'a Category| find(at.parent.as_deref()?);
    std::iter::successors(find(id), next).take(limits::LEVELS)
}
