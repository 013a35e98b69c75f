//! 督办: what was demanded, and the answers.

use std::collections::BTreeMap;

use super::{
    court::{Court, Findings},
    docket::Docket,
    standing::Standing,
};
use crate::{
    SupervisionAnswer, SupervisionItem, SupervisionView,
    act::{AnswerSupervision, Supervise},
    flag,
};

/// Reads the acts of this group, and says in `standing` which of them are superseded or without effect.
pub(crate) fn fold(
    docket: &Docket<'_>,
    _court: &Court<'_>,
    _findings: &Findings,
    standing: &mut Standing,
) -> SupervisionView {
    let sent = docket.of::<Supervise>().map(|(rank, supervise)| (rank, item(docket, rank, supervise)));
    let mut items: BTreeMap<usize, SupervisionItem> = sent.collect();
    for (rank, said) in docket.of::<AnswerSupervision>() {
        let found = docket.seen_by::<Supervise>(rank, said.supervision);
        let Some(item) = found.and_then(|(of, _)| items.get_mut(&of)) else {
            standing.void(rank, flag::NAMES_NO_SUCH_ACT);
            continue;
        };
        if item.answer.is_some() {
            standing.void(rank, flag::ALREADY_DONE);
        } else {
            let (text, adopted) = (said.text.clone(), said.adopted);
            let (act, office, on) = (docket.id(rank), docket.office(rank), docket.acts[rank].effective_on);
            item.answer = Some(SupervisionAnswer { act, office, text, adopted, on });
        }
    }
    SupervisionView { items: items.into_values().collect() }
}

fn item(docket: &Docket<'_>, rank: usize, supervise: &Supervise) -> SupervisionItem {
    SupervisionItem {
        act: docket.id(rank),
        kind: supervise.kind,
        inspection: supervise.inspection,
        scope: supervise.scope,
        trigger: supervise.trigger,
        from: docket.office(rank),
        to: supervise.to,
        number: supervise.number.clone(),
        demand: supervise.demand.clone(),
        on: docket.acts[rank].effective_on,
        due: supervise.due,
        answer: None,
    }
}
