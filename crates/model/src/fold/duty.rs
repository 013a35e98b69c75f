//! 交办与包案: plans, promises, where it was raised to.

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::DutyView;

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    _docket: &Docket<'_>,
    _court: &Court<'_>,
    _findings: &Findings,
    _standing: &mut Standing,
) -> DutyView {
    DutyView::default()
}
