//! 办理、调解与帮扶: what was done and what came of it.

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::HandlingView;

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    _docket: &Docket<'_>,
    _court: &Court<'_>,
    _findings: &Findings,
    _standing: &mut Standing,
) -> HandlingView {
    HandlingView::default()
}
