//! 管辖异议: "this is not ours", and what the sender says to it (Art. 23).

use std::collections::BTreeMap;

use crate::{
    IntakeView, ObjectionView,
    act::{AnswerObjection, Assign, Object, Transfer, objections_until},
    causality::Ranks,
    flag,
    fold::{docket::Docket, standing::Standing},
};

/// The transfer or assignment that an objection is about.
fn letter(docket: &Docket<'_>, rank: usize, object: &Object) -> Option<usize> {
    let transfer = docket.find::<Transfer>(object.transfer).map(|(rank, _)| rank);
    let letter = transfer.or_else(|| docket.find::<Assign>(object.transfer).map(|(rank, _)| rank));
    letter.filter(|letter| docket.saw(rank, *letter))
}

/// The objections: rank of the objection to rank of the letter.
fn objections(docket: &Docket<'_>) -> BTreeMap<usize, usize> {
    let of = |(rank, object): (usize, &Object)| Some((rank, letter(docket, rank, object)?));
    docket.of::<Object>().filter_map(of).collect()
}

/// The answers to these objections, by objection, ascending: rank and whether they agree.
fn answers(docket: &Docket<'_>, objections: &BTreeMap<usize, usize>) -> BTreeMap<usize, Vec<(usize, bool)>> {
    let mut answers: BTreeMap<usize, Vec<(usize, bool)>> = BTreeMap::new();
    for (rank, answer) in docket.of::<AnswerObjection>() {
        let Some((objection, _)) = docket.find::<Object>(answer.objection) else { continue };
        if objections.contains_key(&objection) && docket.saw(rank, objection) {
            answers.entry(objection).or_default().push((rank, answer.agreed));
        }
    }
    answers
}

/// Those of the answers at a scope that no other of them had seen.
fn latest(docket: &Docket<'_>, scope: &Ranks, answers: &[(usize, bool)]) -> Vec<(usize, bool)> {
    let within = answers.iter().copied().filter(|(rank, _)| scope.has(*rank));
    let seen = docket.graph.seen_by_any(within.clone().map(|(rank, _)| rank));
    within.filter(|(rank, _)| !seen.has(*rank)).collect()
}

/// The letters that went back at a scope, with the first of the answers that say so: all latest answers to an objection
/// agree.
pub(crate) fn returning(docket: &Docket<'_>, scope: &Ranks) -> BTreeMap<usize, usize> {
    if docket.ranks::<AnswerObjection>().is_empty() {
        return BTreeMap::new();
    }
    let objections = objections(docket);
    let back = |(objection, given): (usize, Vec<(usize, bool)>)| {
        let latest = latest(docket, scope, &given);
        let agreed = !latest.is_empty() && latest.iter().all(|(_, agreed)| *agreed);
        agreed.then(|| (objections[&objection], latest[0].0))
    };
    answers(docket, &objections).into_iter().filter_map(back).collect()
}

pub(super) fn fold(docket: &Docket<'_>, view: &mut IntakeView, standing: &mut Standing) {
    let objections = objections(docket);
    let answers = answers(docket, &objections);
    let everything = Ranks::first(docket.acts.len());
    for (rank, object) in docket.of::<Object>() {
        let Some(letter) = objections.get(&rank).copied() else {
            standing.void(rank, flag::NAMES_NO_SUCH_ACT);
            continue;
        };
        let on = docket.acts[rank].effective_on;
        let until = objections_until(super::config(docket, rank), docket.acts[letter].effective_on);
        if until.is_some_and(|last| on > last) {
            standing.flag(rank, flag::LATE_OBJECTION);
        }
        let given = answers.get(&rank).map_or(&[][..], Vec::as_slice);
        let latest = latest(docket, &everything, given);
        given.iter().filter(|answer| !latest.contains(answer)).for_each(|(rank, _)| standing.supersede(*rank));
        view.objections.push(ObjectionView {
            act: docket.id(rank),
            of: object.transfer,
            sender: docket.office(letter),
            office: docket.office(rank),
            on,
            until,
            reason: object.reason.clone(),
            answers: latest.iter().map(|(rank, _)| docket.id(*rank)).collect(),
            returned: !latest.is_empty() && latest.iter().all(|(_, agreed)| *agreed),
        });
    }
    let valid: Ranks = {
        let mut valid = Ranks::default();
        answers.values().flatten().for_each(|(rank, _)| valid.add(*rank));
        valid
    };
    let nothing = docket.ranks::<AnswerObjection>().iter().filter(|rank| !valid.has(**rank));
    nothing.for_each(|rank| standing.void(*rank, flag::NAMES_NO_SUCH_ACT));
}
