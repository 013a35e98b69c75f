//! What must come out of a comparison, whatever the weights are tuned to.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const COUNTY: [u8; 32] = [7; 32];

fn wages() -> MatterFacts {
    MatterFacts {
        keys: PersonKey::of_phones(&COUNTY, "19974550146").into_iter().collect(),
        petitioner: "黄晓东".into(),
        area: "大田角村".into(),
        subject: "劳动就业".into(),
        text: "反映镇上砖厂拖欠工资16000元,要求追讨。".into(),
        received_on: Some(date(2026, 3, 18)),
        ..MatterFacts::default()
    }
}

fn judged(one: &MatterFacts, other: &MatterFacts) -> bool {
    let weights = Weights::default();
    i32::from(score(one, other, &weights).score) >= weights.threshold
}

#[test]
fn identity_numbers_have_one_normal_form() {
    let long = identity_number("11010519491231002X");
    assert_eq!(long.as_deref(), Some("11010519491231002X"));
    for same in ["11010519491231002x", " １１０１０５ 19491231 002Ｘ", "'11010519491231002X", "110105491231002"]
    {
        assert_eq!(identity_number(same), long, "{same}");
    }
    for bad in ["", "110105194912310021", "11010519491331002X", "1101051949123100", "不详", "110105491331002"] {
        assert_eq!(identity_number(bad), None, "{bad}");
    }
}

#[test]
fn telephone_numbers_have_one_normal_form() {
    for same in [
        "19922140838",
        "+86 199 2214 0838",
        "0086-199-2214-0838",
        "8619922140838",
        "１９９２２１４０８３８",
        "手机：19922140838",
    ] {
        assert_eq!(phone_numbers(same), ["19922140838"], "{same}");
    }
    assert_eq!(
        phone_numbers("19922140838/0411-1234567、 (0411)76543210"),
        ["19922140838", "04111234567", "041176543210"]
    );
    for bad in ["", "无", "123", "29922140838", "199221408381", "1２"] {
        assert_eq!(phone_numbers(bad), [""; 0], "{bad}");
    }
}

#[test]
fn keys_are_the_county_s_and_tell_their_kind() {
    let key = PersonKey::of_identity(&COUNTY, "110105491231002").expect("valid");
    assert_eq!(key.kind(), NumberKind::Identity);
    assert_eq!(Some(key), PersonKey::of_identity(&COUNTY, "11010519491231002X"));
    assert_ne!(Some(key), PersonKey::of_identity(&[8; 32], "11010519491231002X"));
    assert_eq!(PersonKey::of_phones(&COUNTY, "19922140838")[0].kind(), NumberKind::Phone);
    assert_eq!(key.to_string().parse(), Ok(key));
    assert_eq!(serde_json::from_str::<PersonKey>(&serde_json::to_string(&key).expect("text")).expect("text"), key);
    // Pinned: a stored key must be found again by a later version.
    assert_eq!(key.to_string(), "ea53235fda7bfcc510363f008dbdafcd");
}

#[test]
fn the_same_matter_is_found_however_it_is_written_again() {
    let first = wages();
    let mut again = first.clone();
    again.received_on = Some(date(2026, 9, 1));
    again.petitioner = "黄小东".into();
    again.area = "大田角社区".into();
    again.text = "镇上的砖厂欠我工资一万六千元一直不给,请求追讨".into();
    assert!(judged(&first, &again), "{:#?}", score(&first, &again, &Weights::default()));
    again.keys.clear();
    again.petitioner = first.petitioner.clone();
    assert!(judged(&first, &again), "{:#?}", score(&first, &again, &Weights::default()));
}

#[test]
fn nothing_is_enough_alone() {
    let first = wages();
    let other_text = "反映小区电梯长期停运,要求督促整改。";
    let with = |change: fn(&mut MatterFacts)| {
        let mut other = first.clone();
        change(&mut other);
        other
    };
    // The same person with another matter, even on the same day and from the same place.
    let mut another = first.clone();
    another.text = other_text.into();
    assert!(!judged(&first, &another));
    // A namesake.
    assert!(!judged(&first, &with(|other| (other.keys.clear(), other.text.clear()).0)));
    assert!(!judged(&first, &with(|other| (other.keys.clear(), other.area = "南坝村".into()).0)));
    // Somebody else from the same village with the same words.
    assert!(!judged(&first, &with(|other| (other.keys.clear(), other.petitioner = "金军".into()).0)));
    // Numbers that say that they are two people.
    let (mut one, mut two) = (first.clone(), first.clone());
    one.keys = PersonKey::of_identity(&COUNTY, "999002196511175441").into_iter().collect();
    two.keys = PersonKey::of_identity(&COUNTY, "999007196703013449").into_iter().collect();
    assert!(one.keys.len() == 1 && two.keys.len() == 1 && !judged(&one, &two));
}

#[test]
fn names_that_name_nobody_are_no_likeness() {
    for nobody in ["匿名", "群众", "王某某", "张*", "", "业主代表"] {
        let facts = MatterFacts { petitioner: nobody.into(), ..MatterFacts::default() };
        assert_eq!(score(&facts, &facts, &Weights::default()).reasons, [], "{nobody}");
    }
    let two = MatterFacts { petitioner: "和刚军、李四等5人".into(), ..MatterFacts::default() };
    let one = MatterFacts { petitioner: "李四".into(), ..MatterFacts::default() };
    assert_eq!(score(&two, &one, &Weights::default()).reasons[0].kind, ReasonKind::SameName);
}

#[test]
fn terms_are_bounded_and_shared() {
    let first = wages();
    let mut again = first.clone();
    again.text.push('急');
    assert!(!blocking_terms(&first).is_disjoint(&blocking_terms(&again)));
    again.keys.clear();
    again.area.clear();
    assert!(!blocking_terms(&first).is_disjoint(&blocking_terms(&again)), "by name and category");
    let crowd = MatterFacts {
        petitioner: (0..40).map(|n| format!("王{}{}、", ['一', '二'][n % 2], ['东', '南'][n / 2 % 2])).collect(),
        ..wages()
    };
    assert!(blocking_terms(&crowd).len() <= TERMS_MAX);
    assert_eq!(blocking_terms(&MatterFacts::default()), BTreeSet::new());
}

fn any_facts() -> impl Strategy<Value = MatterFacts> {
    let words = || {
        proptest::sample::select(vec![
            "",
            "王芳",
            "三合村",
            "南坝",
            "1.6万",
            "拖欠工资",
            "，",
            "\u{3000}",
            "Ａ",
            "和",
            "等",
        ])
    };
    let text = || prop::collection::vec(words(), 0..8).prop_map(|words| words.concat());
    (text(), text(), text(), text(), any::<bool>(), 0..900i64).prop_map(
        |(petitioner, area, subject, text, key, day)| MatterFacts {
            keys: key.then(|| PersonKey::of_phones(&COUNTY, "19974550146")).into_iter().flatten().collect(),
            petitioner,
            area,
            subject,
            text,
            received_on: date(2024, 1, 1).checked_add(jiff::Span::new().days(day)).ok(),
            ..MatterFacts::default()
        },
    )
}

proptest! {
    #[test]
    fn a_score_does_not_know_who_asks(one in any_facts(), other in any_facts()) {
        let weights = Weights::default();
        let result = score(&one, &other, &weights);
        prop_assert_eq!(&result, &score(&other, &one, &weights));
        let sum: i32 = result.reasons.iter().map(|reason| reason.points).sum();
        prop_assert_eq!(i32::from(result.score), sum.clamp(0, 1_000));
    }

    #[test]
    fn what_is_left_out_changes_no_candidate(
        (one, other) in (any_facts(), any_facts()),
        (threshold, text, figure) in (1..=1_000, -1_000..=1_000, -1_000..=1_000),
    ) {
        let weights = Weights { threshold, text, figure, ..Weights::default() };
        let scored = score(&one, &other, &weights);
        let expected = (i32::from(scored.score) >= threshold).then_some(scored);
        prop_assert_eq!(Matter::new(one).candidate(&Matter::new(other), &weights), expected);
    }

    #[test]
    fn any_text_is_read(text in ".*") {
        let facts = MatterFacts { petitioner: text.clone(), area: text.clone(), subject: text.clone(), text, ..MatterFacts::default() };
        prop_assert!(blocking_terms(&facts).len() <= TERMS_MAX);
        _ = score(&facts, &facts, &Weights::default());
        _ = (identity_number(&facts.text), phone_numbers(&facts.text));
    }
}
