//! Help and money (H17 to H24, K13).

use super::*;
use crate::{
    SettleBy, StaffRole,
    act::{Aid, AidKind, AidSource, Eligibility, HardshipCause, PairedGift, Pay},
};

pub(crate) fn aid(fen: u64, fund: &str, replaces: Option<ActId>) -> ActBody {
    ActBody::Aid(Aid {
        kind: AidKind::HardshipGrant,
        fund: Some(fund.to_owned()),
        amount: Some(fen),
        period: Some("2026".to_owned()),
        cause: "生活困难".to_owned(),
        approved_by: Some(head(TOWN)),
        consent: true,
        replaces,
        ..Aid::default()
    })
}

pub(crate) fn pay(aid: ActId, fen: u64) -> ActBody {
    ActBody::Pay(Pay { aid, amount: fen, receipt: "收0001".to_owned() })
}

#[test]
fn h17_h19_help_of_every_kind_and_source_is_shown() {
    let (mut book, accepted) = Book::accepted();
    let helps = [
        (AidKind::LegalAid, AidSource::Government),
        (AidKind::JudgmentExplanation, AidSource::Government),
        (AidKind::Advice, AidSource::Social),
        (AidKind::Employment, AidSource::Mutual),
    ];
    for (kind, source) in helps {
        let (cause, provider) = ("需要".to_owned(), Some("法援中心".to_owned()));
        book.add(TOWN, &[accepted], ActBody::Aid(Aid { kind, source, cause, provider, ..Aid::default() }));
    }
    let shown: Vec<_> = book.done().aids.iter().map(|aid| (aid.kind, aid.source)).collect();
    assert_eq!(shown, helps);
    assert!(book.view().disputes.is_empty(), "no money, no dispute");
}

#[test]
fn h18_counselling_without_consent_has_no_effect() {
    let (mut book, accepted) = Book::accepted();
    let offer = |consent| ActBody::Aid(Aid { kind: AidKind::Counselling, consent, ..Aid::default() });
    book.add(TOWN, &[accepted], offer(true));
    let unasked = book.add(TOWN, &[accepted], offer(false));
    book.assert_void(unasked, flag::WITHOUT_CONSENT);
    assert_eq!(book.done().aids.len(), 1);
}

#[test]
fn h22_h23_h24_eligibility_gifts_and_support_are_shown() {
    let (mut book, accepted) = Book::accepted();
    let eligibility = Some(Eligibility { household_here: true, cause: HardshipCause::Schooling });
    let gives = [PairedGift::Policy, PairedGift::Post];
    let temporary = Aid { kind: AidKind::TemporaryAid, eligibility, ..Aid::default() };
    let paired = Aid { kind: AidKind::Paired, gives: gives.into(), ..Aid::default() };
    let employment = Aid { kind: AidKind::Employment, provider: Some("合作社".to_owned()), ..Aid::default() };
    for aid in [temporary, paired, employment] {
        book.add(TOWN, &[accepted], ActBody::Aid(aid));
    }
    let aids = book.done().aids;
    assert_eq!((aids[0].eligibility, aids[1].gives.len()), (eligibility, 2));
    assert_eq!((aids[2].kind, aids[2].provider.as_deref()), (AidKind::Employment, Some("合作社")));
}

#[test]
fn f19_help_announces_the_next_visit() {
    let (mut book, accepted) = Book::accepted();
    let help = Aid { kind: AidKind::Employment, next_visit: Some(date(2026, 9, 1)), ..Aid::default() };
    let helped = book.add(TOWN, &[accepted], ActBody::Aid(help));
    assert_eq!(book.done().visits_due[0].act, helped);
    book.add(TOWN, &[helped], visit());
    assert!(book.done().visits_due.is_empty());
}

#[test]
fn h20_h21_payments_are_summed_by_aid_and_by_fund() {
    let (mut book, accepted) = Book::accepted();
    let granted = book.add(TOWN, &[accepted], aid(5_000, "特困资金", None));
    let first = book.add(TOWN, &[granted], pay(granted, 2_000));
    let raised = book.add(TOWN, &[first], aid(6_000, "特困资金", Some(granted)));
    let second = book.add(TOWN, &[raised], pay(raised, 4_000));
    let other = book.add(TOWN, &[second], aid(100, "临时救助", None));
    book.add(TOWN, &[other], pay(other, 100));
    let done = book.done();
    assert_eq!(done.aids.iter().map(|aid| (aid.act, aid.paid)).collect::<Vec<_>>(), [(raised, 6_000), (other, 100)]);
    assert_eq!(done.aids[0].pays.iter().map(|pay| pay.act).collect::<Vec<_>>(), [first, second]);
    assert_eq!(done.aids[0].pays[0].receipt, "收0001");
    let funds: Vec<_> = done.funds.iter().map(|spent| (spent.fund.as_str(), spent.fen)).collect();
    assert_eq!(funds, [("临时救助", 100), ("特困资金", 6_000)]);
    assert_eq!(book.effect(granted), Effect::Superseded);
}

#[test]
fn h20_what_was_not_approved_or_goes_beyond_is_kept_and_flagged() {
    let (mut book, accepted) = Book::accepted();
    let asked = Aid { kind: AidKind::HardshipGrant, amount: Some(10), cause: "困难".to_owned(), ..Aid::default() };
    let asked = book.add(TOWN, &[accepted], ActBody::Aid(asked));
    let paid = book.add(TOWN, &[asked], pay(asked, 8));
    let more = book.add(TOWN, &[paid], pay(asked, u64::MAX));
    assert_eq!(book.flags(paid), [flag::NOT_APPROVED]);
    assert_eq!(book.flags(more), [flag::NOT_APPROVED, flag::BEYOND_THE_AID]);
    assert_eq!(book.done().aids[0].paid, u64::MAX, "sums do not overflow");
    let nothing = book.add(TOWN, &[more], pay(accepted, 1));
    book.assert_void(nothing, flag::NAMES_NO_SUCH_ACT);
}

#[test]
fn k13_two_grants_of_one_fund_and_period_are_both_shown_and_payment_waits() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], aid(500, "特困资金", None));
    let two = book.add(OTHER_TOWN, &[accepted], aid(700, " 特困资金 ", None));
    let other = book.add(OTHER_TOWN, &[accepted], aid(700, "临时救助", None));
    let dispute = book.only_dispute();
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K13, Interim::PaymentBlocked));
    assert_eq!(
        (dispute.acts.as_slice(), dispute.settle_at, dispute.settle_by),
        (&[one, two][..], Some(office(COUNTY)), SettleBy::Finance)
    );
    let blocked: Vec<_> = book.done().aids.iter().map(|aid| (aid.act, aid.blocked)).collect();
    assert_eq!(blocked, [(one, true), (two, true), (other, false)]);
    assert_eq!(
        [book.effect(one), book.effect(two), book.effect(other)],
        [Effect::Disputed, Effect::Disputed, Effect::Live]
    );
}

#[test]
fn k13_is_settled_by_a_finance_officer_and_nothing_else_ends_it() {
    let (mut book, accepted) = Book::accepted();
    let granted = book.add(COUNTY, &[accepted], aid(900, "特困资金", None));
    let one = book.add(TOWN, &[granted], pay(granted, 500));
    let two = book.add(OTHER_TOWN, &[granted], pay(granted, 400));
    let third = book.add(TOWN, &[one, two], pay(granted, 100));
    let dispute = book.only_dispute();
    assert_eq!((dispute.acts.as_slice(), dispute.is_open()), (&[one, two][..], true), "a third payment ends nothing");
    let clerk_of_county = clerk(COUNTY);
    let ruled = book.add(COUNTY, &[third], settle(&dispute, one));
    book.act(ruled).by = clerk_of_county;
    book.assert_void(ruled, flag::LACKED_AUTHORITY);
    book.directory.staff.get_mut(&clerk_of_county).unwrap().roles.insert(StaffRole::Finance);
    assert_eq!(book.effect(ruled), Effect::Live);
    let aid = book.done().aids.remove(0);
    assert_eq!((aid.blocked, aid.paid), (false, 600));
    assert_eq!(aid.pays.iter().map(|pay| pay.counts).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(book.effect(two), Effect::Superseded);
}

#[test]
fn k13_a_grant_that_was_decided_against_stays_visible() {
    let (mut book, accepted) = Book::accepted();
    let one = book.add(TOWN, &[accepted], aid(500, "特困资金", None));
    let two = book.add(OTHER_TOWN, &[accepted], aid(700, "特困资金", None));
    let dispute = book.only_dispute();
    book.add(COUNTY, &[one, two], settle(&dispute, two));
    let shown: Vec<_> = book.done().aids.iter().map(|aid| (aid.act, aid.taken_away, aid.blocked)).collect();
    assert_eq!(shown, [(one, true, false), (two, false, false)]);
    assert_eq!([book.effect(one), book.effect(two)], [Effect::Superseded, Effect::Live]);
}

#[test]
fn k13_payments_that_hang_together_are_one_dispute() {
    let (mut book, accepted) = Book::accepted();
    let granted = book.add(COUNTY, &[accepted], aid(900, "特困资金", None));
    let one = book.add(TOWN, &[granted], pay(granted, 1));
    let next = book.add(TOWN, &[one], pay(granted, 1));
    let beside = book.add(OTHER_TOWN, &[granted], pay(granted, 1));
    assert_eq!(book.only_dispute().acts, [one, next, beside]);
    let later = book.add(TOWN, &[next, beside], pay(granted, 1));
    let too = book.add(OTHER_TOWN, &[next, beside], pay(granted, 1));
    let disputes = book.view().disputes;
    assert_eq!(
        disputes.iter().map(|dispute| dispute.acts.clone()).collect::<Vec<_>>(),
        [vec![one, next, beside], vec![later, too]]
    );
}
