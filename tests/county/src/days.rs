//! Counting days as a clerk does with a wall calendar: nothing of the product's own counting is used, only the published
//! tables of holidays.

use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
};
use taizhang_model::Config;

/// That many days later.
pub(crate) fn later(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).expect("a county's year lies within the calendar")
}

/// Whether a day is worked; none where its year has no table.
fn is_worked(day: Date) -> Option<bool> {
    let table = Config::builtin().calendar.years.get(&day.year())?;
    if table.workdays.contains(&day) {
        return Some(true);
    }
    let weekend = [Weekday::Saturday, Weekday::Sunday].contains(&day.weekday());
    Some(!weekend && !table.holidays.contains(&day))
}

/// The last of that many working days after a day; none where that reaches a year without a table.
pub(crate) fn working_days_later(day: Date, mut count: u32) -> Option<Date> {
    let mut day = day;
    while count > 0 {
        day = later(day, 1);
        if is_worked(day)? {
            count -= 1;
        }
    }
    Some(day)
}

/// That many days later or, where that day is not worked, the next one that is.
pub(crate) fn later_on_a_working_day(day: Date, days: i64) -> Option<Date> {
    let mut day = later(day, days);
    while !is_worked(day)? {
        day = later(day, 1);
    }
    Some(day)
}

/// The same day of the next month, or its last.
pub(crate) fn a_month_later(day: Date) -> Date {
    let first = later(day.last_of_month(), 1);
    let last = i64::from(first.days_in_month());
    later(first, i64::from(day.day()).min(last) - 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn holidays_are_passed_over_and_make_up_days_are_worked() {
        // The National Day week of 2026 ends on the 7th; Saturday the 10th is worked.
        assert_eq!(working_days_later(date(2026, 9, 30), 3), Some(date(2026, 10, 10)));
        assert_eq!(later_on_a_working_day(date(2026, 9, 1), 30), Some(date(2026, 10, 8)));
        assert_eq!(working_days_later(date(2026, 12, 31), 1), None, "nobody has published 2027");
        assert_eq!(a_month_later(date(2026, 1, 31)), date(2026, 2, 28));
        assert_eq!(a_month_later(date(2026, 3, 15)), date(2026, 4, 15));
    }
}
