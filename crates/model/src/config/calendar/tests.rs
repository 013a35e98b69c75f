use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::Config;

fn published() -> &'static Calendar {
    &Config::builtin().calendar
}

#[test]
fn working_days_of_the_published_years() {
    for (year, worked) in [(2025, 248), (2026, 248)] {
        let days = date(year, 1, 1).series(Span::new().days(1)).take_while(|day| day.year() == year);
        assert_eq!(days.filter(|day| published().is_working_day(*day) == Some(true)).count(), worked, "{year}");
    }
    for (day, worked) in [
        (date(2026, 1, 1), Some(false)),
        (date(2026, 1, 4), Some(true)),
        (date(2026, 2, 14), Some(true)),
        (date(2026, 2, 15), Some(false)),
        (date(2026, 2, 23), Some(false)),
        (date(2026, 2, 24), Some(true)),
        (date(2026, 2, 28), Some(true)),
        (date(2026, 3, 1), Some(false)),
        (date(2026, 9, 20), Some(true)),
        (date(2026, 10, 10), Some(true)),
        (date(2027, 1, 4), None),
        (date(2024, 12, 31), None),
    ] {
        assert_eq!(published().is_working_day(day), worked, "{day}");
    }
}

#[test]
fn worked_examples() {
    use {CountMode::*, Unit::*};
    let on = |month, day| Due::On(date(2026, month, day));
    let unknown = |at_earliest| Due::UnknownYear { year: 2027, at_earliest };
    for (start, length, unit, mode, expected, why) in [
        (date(2026, 3, 2), 5, WorkingDay, Plain, on(3, 9), "a plain week"),
        (
            date(2026, 2, 12),
            5,
            WorkingDay,
            Plain,
            on(2, 26),
            "13th, 14th (a Saturday, worked), then after the festival",
        ),
        (date(2026, 2, 13), 1, WorkingDay, Plain, on(2, 14), "a make-up Saturday"),
        (date(2026, 2, 27), 1, WorkingDay, Plain, on(2, 28), "another"),
        (date(2026, 2, 28), 1, WorkingDay, Plain, on(3, 2), "Sunday follows"),
        (date(2026, 9, 30), 2, WorkingDay, Plain, on(10, 9), "the National Day week"),
        (date(2026, 10, 9), 1, WorkingDay, Plain, on(10, 10), "and its make-up Saturday"),
        (date(2025, 12, 31), 1, WorkingDay, Plain, on(1, 4), "from year to year: 4 January, a Sunday, is worked"),
        (date(2026, 2, 1), 15, Day, Plain, on(2, 16), "in the festival, and it stays there"),
        (date(2026, 2, 1), 15, Day, MovesOn, on(2, 24), "moved behind it"),
        (date(2026, 1, 30), 15, Day, MovesOn, on(2, 14), "a worked Saturday does not move"),
        (date(2026, 11, 1), 60, Day, Plain, on(12, 31), "the last day that is known"),
        (date(2026, 11, 2), 60, Day, Plain, Due::On(date(2027, 1, 1)), "plain days need no table"),
        (date(2026, 11, 2), 60, Day, MovesOn, unknown(date(2027, 1, 1)), "whether it moves, nobody can say"),
        (date(2026, 12, 30), 5, WorkingDay, Plain, unknown(date(2027, 1, 4)), "one in 2026, four in the unknown"),
        (date(2026, 1, 31), 1, Month, Plain, on(2, 28), "the month has no 31st"),
        (date(2026, 3, 15), 1, Month, Plain, on(4, 15), "the same day"),
        (date(2026, 3, 5), 1, Month, MovesOn, on(4, 7), "Qingming moves it"),
        (date(2026, 5, 1), 0, Day, Plain, on(5, 1), "none"),
    ] {
        assert_eq!(due(start, length, unit, mode, published()), expected, "{start} + {length} {unit:?}: {why}");
    }
    assert_eq!(due(date(2024, 12, 30), 3, WorkingDay, Plain, published()).on(), None, "a past year may be unknown too");
    let last = due(Date::MAX, u16::MAX, WorkingDay, Plain, published());
    assert_eq!(last, Due::On(Date::MAX), "the end of time");
}

fn days() -> impl Strategy<Value = Date> {
    (0_i64..730).prop_map(|day| date(2025, 1, 1).saturating_add(Span::new().days(day)))
}

fn units() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::Day), Just(Unit::WorkingDay), Just(Unit::Month)]
}

fn modes() -> impl Strategy<Value = CountMode> {
    prop_oneof![Just(CountMode::Plain), Just(CountMode::MovesOn)]
}

proptest! {
    #[test]
    fn later_starts_never_end_earlier(a in days(), b in days(), length in 0_u16..90, unit in units(), mode in modes()) {
        let (first, second) = (a.min(b), a.max(b));
        let end = |start| due(start, length, unit, mode, published()).at_earliest();
        prop_assert!(end(first) <= end(second));
    }

    #[test]
    fn longer_limits_never_end_earlier(start in days(), length in 0_u16..90, unit in units(), mode in modes()) {
        let end = |length| due(start, length, unit, mode, published()).at_earliest();
        prop_assert!(start <= end(length) && end(length) <= end(length + 1));
    }

    #[test]
    fn working_days_end_on_one(start in days(), length in 1_u16..90) {
        if let Due::On(day) = due(start, length, Unit::WorkingDay, CountMode::Plain, published()) {
            prop_assert_eq!(published().is_working_day(day), Some(true));
            let worked = start.series(Span::new().days(1)).skip(1).take_while(|at| *at <= day);
            let worked = worked.filter(|at| published().is_working_day(*at) == Some(true)).count();
            prop_assert_eq!(worked, usize::from(length));
        }
    }

    #[test]
    fn moved_ends_are_worked(start in days(), length in 0_u16..90) {
        if let Due::On(day) = due(start, length, Unit::Day, CountMode::MovesOn, published()) {
            prop_assert_eq!(published().is_working_day(day), Some(true));
        }
    }

    /// A table that comes later never proves `at_earliest` wrong.
    #[test]
    fn the_unknown_is_not_earlier_than_said(start in days(), length in 1_u16..120, unit in units()) {
        let mut later = published().clone();
        later.years.insert(2027, YearTable { holidays: [date(2027, 1, 1)].into(), workdays: [date(2027, 1, 3)].into() });
        let said = due(start, length, unit, CountMode::MovesOn, published());
        let known = due(start, length, unit, CountMode::MovesOn, &later);
        match said {
            Due::On(day) => prop_assert_eq!(known, Due::On(day)),
            Due::UnknownYear { year, at_earliest } => {
                prop_assert!(year >= 2027);
                prop_assert!(known.at_earliest() >= at_earliest);
            }
        }
    }
}
