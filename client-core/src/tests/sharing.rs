//! Who may read a case.

use std::collections::BTreeSet;

use taizhang_model::act::Secrecy;

use super::{
    County,
    office::{at, new_case},
};
use crate::{Error, NewCase};

#[test]
fn art_46_a_case_never_reaches_an_office_that_it_accuses() {
    let mut all = County::new();
    let [county, town, village] = all.offices;
    let said = NewCase { without: vec![town], ..new_case("只说不得知悉") };
    let mut accused = new_case("登记时写明");
    (accused.register.secrecy, accused.register.accused) = (Secrecy::Accusation, [town].into());
    for case in [said, accused] {
        let case = all.village.register(at(10), case).expect("registered").case;
        all.exchange();
        assert!(matches!(all.town.view(case), Err(Error::UnknownCase { .. })));
        for ledger in [&mut all.village, &mut all.county] {
            assert_eq!(ledger.view(case).expect("held").intake.accused, [town].into());
            // The village is below the town, and keeps its own case; nobody gives it to either.
            for office in [town, village] {
                let refused = ledger.share(case, office);
                assert!(matches!(refused, Err(Error::Refused(refusal)) if refusal.code == "accused_office"));
            }
            assert_eq!(BTreeSet::from_iter(ledger.audience(case).expect("held")), [county, village].into());
        }
    }
}
