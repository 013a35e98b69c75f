//! 文书与答复: documents, signatures, service, reviews.

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::AnswersView;

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    _docket: &Docket<'_>,
    _court: &Court<'_>,
    _findings: &Findings,
    _standing: &mut Standing,
) -> AnswersView {
    AnswersView::default()
}
