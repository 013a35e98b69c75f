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
    let directory = docket.context.directory;
    let mut items: BTreeMap<usize, SupervisionItem> = BTreeMap::new();
    for (rank, supervise) in docket.of::<Supervise>() {
        if directory.may_supervise(docket.office(rank), supervise.to) {
            items.insert(rank, item(docket, rank, supervise));
        } else {
            standing.void(rank, flag::LACKED_AUTHORITY);
        }
    }
    for (rank, said) in docket.of::<AnswerSupervision>() {
        let found = docket.seen_by::<Supervise>(rank, said.supervision);
        let Some(item) = found.and_then(|(of, _)| items.get_mut(&of)) else {
            standing.void(rank, flag::NAMES_NO_SUCH_ACT);
            continue;
        };
        let office = docket.office(rank);
        if !directory.is_ancestor_or_self(office, item.to) {
            standing.void(rank, flag::LACKED_AUTHORITY);
        } else if item.answer.is_some() {
            standing.void(rank, flag::ALREADY_DONE);
        } else {
            let (text, adopted) = (said.text.clone(), said.adopted);
            let (act, on) = (docket.id(rank), docket.acts[rank].effective_on);
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
