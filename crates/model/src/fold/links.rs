//! 关联: other cases, people of the case, campaigns.

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::LinksView;

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    _docket: &Docket<'_>,
    _court: &Court<'_>,
    _findings: &Findings,
    _standing: &mut Standing,
) -> LinksView {
    LinksView::default()
}
