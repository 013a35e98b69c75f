//! 办结与回访: closing, audit, rating, opening again.

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::ClosingView;

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    _docket: &Docket<'_>,
    _court: &Court<'_>,
    _findings: &Findings,
    _standing: &mut Standing,
) -> ClosingView {
    ClosingView::default()
}
