//! Help and money (H17 to H24, K13).

use std::collections::{BTreeMap, BTreeSet};

use super::{grouped, versions};
use crate::{
    AidView, DisputeRule, FundSpent, PayView,
    act::{Aid, AidKind, Pay},
    flag,
    fold::{
        court::Findings,
        docket::Docket,
        rules::{Purse, purse},
        standing::Standing,
    },
};

/// Every aid that no later version replaced, with what was paid on it.
pub(super) fn aids(docket: &Docket<'_>, findings: &Findings, standing: &mut Standing) -> Vec<AidView> {
    let mut holding = versions::<Aid>(docket, standing, |aid| aid.replaces);
    let unasked =
        |rank: &usize| docket.at::<Aid>(*rank).is_some_and(|aid| aid.kind == AidKind::Counselling && !aid.consent);
    for rank in holding.extract_if(.., |rank| unasked(rank)) {
        standing.void(rank, flag::WITHOUT_CONSENT);
    }
    let against = |rank: usize| findings.settled.against.has(rank);
    holding.iter().copied().filter(|rank| against(*rank)).for_each(|rank| standing.supersede(rank));
    let pays = pays(docket, findings, standing);
    let blocked = blocked(docket, findings);
    let mut view = |rank: usize| {
        let aid = docket.at::<Aid>(rank)?;
        let mut paid = 0u64;
        let mut views = Vec::new();
        for pay_rank in paid_on(docket, rank, &pays) {
            let Some(pay) = docket.at::<Pay>(pay_rank) else { continue };
            let counts = !against(pay_rank);
            if counts {
                paid = paid.saturating_add(pay.amount);
                if aid.amount.is_some_and(|amount| paid > amount) {
                    standing.flag(pay_rank, flag::BEYOND_THE_AID);
                }
            }
            let (act, on) = (docket.id(pay_rank), docket.acts[pay_rank].effective_on);
            views.push(PayView { act, amount: pay.amount, receipt: pay.receipt.clone(), on, counts });
        }
        Some(AidView {
            act: docket.id(rank),
            kind: aid.kind,
            source: aid.source,
            fund: aid.fund.clone(),
            period: aid.period.clone(),
            amount: aid.amount,
            cause: aid.cause.clone(),
            eligibility: aid.eligibility,
            gives: aid.gives.clone(),
            provider: aid.provider.clone(),
            approved_by: aid.approved_by,
            consent: aid.consent,
            next_visit: aid.next_visit,
            pays: views,
            paid,
            blocked: blocked.contains(&purse(rank, aid)),
            taken_away: against(rank),
        })
    };
    holding.into_iter().filter_map(&mut view).collect()
}

/// By aid, the payments that name it.
fn pays(docket: &Docket<'_>, findings: &Findings, standing: &mut Standing) -> BTreeMap<usize, Vec<usize>> {
    let mut said = Vec::new();
    for (rank, pay) in docket.of::<Pay>() {
        let Some((of, aid)) = docket.seen_by::<Aid>(rank, pay.aid) else {
            standing.void(rank, flag::NAMES_NO_SUCH_ACT);
            continue;
        };
        if aid.amount.is_none() || aid.approved_by.is_none() {
            standing.flag(rank, flag::NOT_APPROVED);
        }
        if findings.settled.against.has(rank) {
            standing.supersede(rank);
        }
        said.push((of, rank));
    }
    grouped(said.into_iter())
}

/// The payments on an aid and on the versions that it replaces, in the order of the timeline.
fn paid_on(docket: &Docket<'_>, aid: usize, pays: &BTreeMap<usize, Vec<usize>>) -> Vec<usize> {
    let mut ranks = Vec::new();
    let mut at = Some(aid);
    while let Some(version) = at {
        ranks.extend(pays.get(&version).into_iter().flatten());
        let replaces = docket.at::<Aid>(version).and_then(|aid| aid.replaces);
        at = replaces.and_then(|id| docket.seen_by::<Aid>(version, id)).map(|(earlier, _)| earlier);
    }
    ranks.sort_unstable();
    ranks
}

/// The funds and periods that an open dispute K13 is about.
fn blocked<'a>(docket: &Docket<'a>, findings: &Findings) -> BTreeSet<Purse<'a>> {
    let open = findings.disputes.iter().filter(|dispute| dispute.rule == DisputeRule::K13 && dispute.is_open());
    let of = |id| {
        let granted = docket.find::<Aid>(id);
        let paid = || docket.find::<Pay>(id).and_then(|(rank, pay)| docket.seen_by::<Aid>(rank, pay.aid));
        granted.or_else(paid).map(|(rank, aid)| purse(rank, aid))
    };
    open.flat_map(|dispute| &dispute.acts).filter_map(|id| of(*id)).collect()
}

/// What was paid, fund by fund (H21).
pub(super) fn funds(docket: &Docket<'_>, findings: &Findings) -> Vec<FundSpent> {
    let mut funds: BTreeMap<&str, u64> = BTreeMap::new();
    for (rank, pay) in docket.of::<Pay>().filter(|(rank, _)| !findings.settled.against.has(*rank)) {
        let Some((_, aid)) = docket.seen_by::<Aid>(rank, pay.aid) else { continue };
        let spent = funds.entry(aid.fund.as_deref().unwrap_or_default().trim()).or_default();
        *spent = spent.saturating_add(pay.amount);
    }
    funds.into_iter().map(|(fund, fen)| FundSpent { fund: fund.to_owned(), fen }).collect()
}
