//! 登记与受理: how it came in, what it is, whose it is.

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::IntakeView;

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    _docket: &Docket<'_>,
    _court: &Court<'_>,
    _findings: &Findings,
    _standing: &mut Standing,
) -> IntakeView {
    IntakeView::default()
}
