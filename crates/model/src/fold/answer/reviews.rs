//! Review, re-examination, and what is final (Art. 35, 36; DOMAIN F12, F13).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Services;
use crate::{
    Config, Fact, ReviewOutcome, ReviewView,
    act::{Finalise, Reopen, Reply, Review, ReviewDecision, ReviewResult, ReviewTier},
    config::{Event, due},
    flag,
    fold::{court::Court, docket::Docket, rules, standing::Standing},
};

/// The requests with what they came to, and the last day to ask for the next one.
pub(super) fn fold(
    docket: &Docket<'_>,
    services: &Services,
    served_on: Option<Date>,
    standing: &mut Standing,
) -> (Vec<ReviewView>, Option<Date>) {
    let mut results: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (rank, said) in docket.of::<ReviewResult>() {
        match docket.find::<Review>(said.review) {
            Some((review, _)) => results.entry(review).or_default().push(rank),
            None => standing.void(rank, flag::NAMES_NO_SUCH_ACT),
        }
    }
    let mut reviews = Vec::new();
    for (rank, review) in docket.of::<Review>() {
        let of = results.get(&rank).map(Vec::as_slice).unwrap_or_default();
        let late = last_day(docket, services, rank, review.tier).is_some_and(|last| review.requested_on > last);
        if late {
            standing.flag(rank, flag::LATE_REQUEST);
        }
        reviews.push(ReviewView {
            act: docket.id(rank),
            tier: review.tier,
            requested_on: review.requested_on,
            organ: review.organ.clone(),
            late,
            result: outcome(docket, services, of, standing),
        });
    }
    let config = docket.context.configs.current();
    let reexamined = reviews.iter().any(|review| review.tier == ReviewTier::Reexamination);
    let reviewed = reviews.iter().rev().find(|review| review.tier == ReviewTier::Review);
    let next = match reviewed {
        _ if reexamined => None,
        Some(review) => review.result.as_ref().and_then(|result| result.served_on),
        None => served_on,
    };
    let tier = if reviewed.is_some() { ReviewTier::Reexamination } else { ReviewTier::Review };
    (reviews, next.and_then(|from| limit(config, tier, from)))
}

/// What a request came to: of several results those that no later one saw, and of these one that changes something.
fn outcome(
    docket: &Docket<'_>,
    services: &Services,
    results: &[usize],
    standing: &mut Standing,
) -> Option<ReviewOutcome> {
    let latest = docket.latest(results);
    results.iter().filter(|rank| !latest.contains(rank)).for_each(|rank| standing.supersede(*rank));
    let said = latest.iter().filter_map(|rank| Some((*rank, docket.at::<ReviewResult>(*rank)?.result)));
    let (rank, result) = said.max_by_key(|(rank, result)| (*result != ReviewDecision::Uphold, *rank))?;
    Some(ReviewOutcome {
        act: docket.id(rank),
        result,
        on: docket.acts[rank].effective_on,
        served_on: services.get(&rank).and_then(|of| of.iter().map(|service| service.on).min()),
    })
}

/// The last day on which a request could be made, by the last service its author had seen of what it asks about.
fn last_day(docket: &Docket<'_>, services: &Services, review: usize, tier: ReviewTier) -> Option<Date> {
    let about = |rank: &usize| match tier {
        ReviewTier::Review => docket.at::<Reply>(*rank).is_some(),
        ReviewTier::Reexamination => docket.at::<ReviewResult>(*rank).is_some(),
    };
    let of = services.iter().filter(|(rank, _)| about(rank) && docket.saw(review, **rank));
    let config = docket.config(review).unwrap_or(docket.context.configs.current());
    limit(config, tier, of.flat_map(|(_, of)| of.iter().map(|service| service.on)).max()?)
}

/// The last day to ask, by the deadline rule of the configuration that such a request meets.
fn limit(config: &Config, tier: ReviewTier, from: Date) -> Option<Date> {
    let event = match tier {
        ReviewTier::Review => Event::ReviewRequested,
        ReviewTier::Reexamination => Event::ReexamRequested,
    };
    let rule = config.deadlines.iter().find(|rule| rule.met_by.contains(&event))?;
    due(from, rule.length, rule.unit, rule.count_mode, &config.calendar).on()
}

/// 终结: the first that no new fact and no changed opinion undid.
pub(super) fn finalised(court: &Court<'_>, standing: &mut Standing) -> Option<Fact> {
    let docket = court.docket;
    let mut undoing = docket.ranks::<Reopen>().to_vec();
    undoing.extend(rules::changes(docket));
    let mut first = None;
    for rank in docket.ranks::<Finalise>() {
        if undoing.iter().any(|other| docket.saw(*other, *rank)) {
            standing.supersede(*rank);
        } else if first.is_some() {
            standing.void(*rank, flag::ALREADY_DONE);
        } else {
            first = Some(Fact { act: docket.id(*rank), on: docket.acts[*rank].effective_on });
        }
    }
    first
}
