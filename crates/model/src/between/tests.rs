use super::*;
use crate::{
    ActId,
    fold::tests::{COUNTY, OTHER_TOWN, TOWN, county, office},
};

fn used(case: u8, scheme: &str, number: &str, of: u8, current: bool) -> (CaseId, NumberUse) {
    let act = ActId([case; 16]);
    let (scheme, number) = (scheme.to_owned(), number.to_owned());
    (CaseId([case; 16]), NumberUse { scheme, number, act, office: office(of), current })
}

#[test]
fn k11_one_official_number_on_two_cases() {
    let directory = county();
    let one = used(1, "official", "3号", TOWN, true);
    let two = used(2, "official", "3号", OTHER_TOWN, true);
    let (dispute, cases) = same_numbers(&[two.clone(), one.clone()], &directory).remove(0);
    assert_eq!(cases, [one.0, two.0]);
    assert_eq!((dispute.rule, dispute.interim), (DisputeRule::K11, Interim::ProvisionalNumbers));
    assert_eq!((&dispute.acts, dispute.settle_at), (&vec![one.1.act, two.1.act], Some(office(COUNTY))));
    assert_eq!((dispute.settle_by, dispute.is_open()), (SettleBy::Numbering, true));
    assert_eq!(same_numbers(&[one.clone(), two], &directory), [(dispute, cases)], "the order does not matter");
    for other in [
        used(2, "national", "3号", TOWN, true),
        used(2, "official", "4号", TOWN, true),
        used(2, "official", "3号", TOWN, false),
        used(1, "official", "3号", TOWN, true),
    ] {
        assert_eq!(same_numbers(&[one.clone(), other], &directory), []);
    }
    let own = |case| used(case, "office", "SQ-1", TOWN, true);
    assert_eq!(same_numbers(&[own(1), own(2)], &directory), []);
}
