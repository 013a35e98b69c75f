//! 调解与帮扶: mediation and what it came to, legal ways, and money.

use taizhang_model::{
    ActBody,
    act::{
        Agreement, Aid, AidKind, AidSource, ConfirmationState, CourtConfirm, Eligibility, HardshipCause, LegalPath,
        Mediate, MediationKind, MediationResult, MediationTier, PairedGift, PathNotice, Pay, Term,
    },
};

use super::desk::Desk;

/// Mediation, agreements, and the courts.
pub(super) fn mediation(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let results =
        [MediationResult::Continuing, MediationResult::Agreed, MediationResult::Agreed, MediationResult::Failed];
    let mut offers = vec![
        ActBody::Mediate(Mediate {
            tier: desk.one(&[MediationTier::Village, MediationTier::Township]),
            kind: desk.one(&[MediationKind::Peoples, MediationKind::Administrative]),
            organisation: "人民调解委员会".into(),
            mediator: "调解员".into(),
            result: desk.one(&results),
            text: desk.word(),
        }),
        ActBody::PathNotice(PathNotice {
            path: desk.one(&[LegalPath::Arbitration, LegalPath::Litigation, LegalPath::Review]),
            text: desk.word(),
            notice_no: None,
        }),
    ];
    let mediations = desk.view.handling.mediations.iter();
    let agreed: Vec<_> = mediations.filter(|one| one.result == MediationResult::Agreed).collect();
    if let Some(mediation) = desk.rng.pick(&agreed).map(|mediation| mediation.act) {
        let term = Term { text: desk.word(), by: Some(desk.any_office()), due: Some(desk.day(30)) };
        offers.push(ActBody::Agreement(Agreement {
            mediation: Some(mediation),
            text: desk.word(),
            terms: vec![term],
            parties_signed: true,
            mediator_signed: !desk.chance(4),
            sealed: !desk.chance(4),
            replaces: desk.perhaps_id("agreement"),
        }));
    }
    let agreements = &desk.view.handling.agreements;
    let agreement = desk.rng.pick(agreements).map(|agreement| (agreement.act, agreement.confirmations.is_empty()));
    if let Some((agreement, unasked)) = agreement {
        let decided = desk.one(&[ConfirmationState::Confirmed, ConfirmationState::Refused]);
        let state = if unasked { ConfirmationState::Requested } else { decided };
        offers.push(ActBody::CourtConfirm(CourtConfirm { agreement, state, court: desk.word(), joint: true }));
    }
    offers
}

/// Grants from few funds for few periods, and payments: so that offices come to pay twice.
pub(super) fn money(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let kinds = [AidKind::HardshipGrant, AidKind::TemporaryAid, AidKind::Paired, AidKind::LegalAid];
    let office = desk.office;
    let mut offers = vec![ActBody::Aid(Aid {
        kind: desk.one(&kinds),
        source: desk.one(&[AidSource::Government, AidSource::Mutual]),
        fund: Some(desk.one(&["特困资金", "临时救助"]).into()),
        amount: Some(desk.rng.between(1, 500_000)),
        period: Some(desk.one(&["2026", "2026年第三季度"]).into()),
        cause: desk.word(),
        eligibility: Some(Eligibility { household_here: true, cause: HardshipCause::Illness }),
        gives: [PairedGift::Funds].into(),
        provider: None,
        approved_by: (!desk.chance(4)).then(|| desk.head(office)),
        consent: true,
        next_visit: desk.perhaps_day(30),
        replaces: desk.perhaps_id("aid"),
    })];
    if let Some(aid) = desk.rng.pick(&desk.view.handling.aids) {
        let left = aid.amount.unwrap_or_default().saturating_sub(aid.paid);
        let amount = desk.rng.between(1, left.max(1));
        offers.push(ActBody::Pay(Pay { aid: aid.act, amount, receipt: desk.word() }));
    }
    offers
}
