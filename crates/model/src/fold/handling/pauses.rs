//! When clocks stand still.

use std::collections::BTreeMap;

use super::grouped;
use crate::{
    PauseView,
    act::{Pause, Resume},
    flag,
    fold::{docket::Docket, standing::Standing},
};

/// Every pause with its end: of ends that had not seen each other the earliest day holds.
pub(super) fn pauses(docket: &Docket<'_>, standing: &mut Standing) -> Vec<PauseView> {
    let ends = ends(docket, standing);
    let view = |(rank, pause): (usize, &Pause)| {
        let from = docket.acts[rank].effective_on;
        let end = ends.get(&rank).copied();
        PauseView {
            act: docket.id(rank),
            kind: pause.kind,
            reason: pause.reason.clone(),
            from,
            to: end.map(|end| docket.acts[end].effective_on.max(from)),
            ended_by: end.map(|end| docket.id(end)),
        }
    };
    docket.of::<Pause>().map(view).collect()
}

/// By pause, the act that ends it.
fn ends(docket: &Docket<'_>, standing: &mut Standing) -> BTreeMap<usize, usize> {
    let mut said = Vec::new();
    for (rank, resume) in docket.of::<Resume>() {
        match docket.seen_by::<Pause>(rank, resume.pause) {
            Some((pause, _)) => said.push((pause, rank)),
            None => standing.void(rank, flag::NAMES_NO_SUCH_ACT),
        }
    }
    let mut ends = BTreeMap::new();
    for (pause, resumes) in grouped(said.into_iter()) {
        let first: Vec<usize> =
            resumes.iter().copied().filter(|rank| !resumes.iter().any(|other| docket.saw(*rank, *other))).collect();
        let end = first.iter().copied().min_by_key(|rank| (docket.acts[*rank].effective_on, *rank));
        for rank in resumes.into_iter().filter(|rank| Some(*rank) != end) {
            if first.contains(&rank) {
                standing.supersede(rank);
            } else {
                standing.void(rank, flag::ALREADY_DONE);
            }
        }
        if let Some(end) = end {
            if docket.acts[end].effective_on < docket.acts[pause].effective_on {
                standing.flag(end, flag::ENDS_BEFORE_IT_BEGINS);
            }
            ends.insert(pause, end);
        }
    }
    ends
}
