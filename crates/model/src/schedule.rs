//! Dates that follow from the calendar alone: the visit-down day of a month, what is due around it, and the periods
//! that returns are made for. When a return of a campaign is due is configuration: [`crate::config::Schedule`].

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::entry::Plan;

/// A period of reporting (统计周期; DOMAIN P10, P15, P16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// 周, from Monday.
    Week,
    /// 半月, to the 14th and from the 15th.
    HalfMonth,
    /// 月.
    Month,
    /// 季度.
    Quarter,
    /// 半年.
    HalfYear,
    /// 年.
    Year,
}

impl Period {
    /// The first and the last day of the period that holds this day.
    ///
    /// At the ends of the calendar (the year 9999) a period is cut off there.
    #[must_use]
    pub fn around(self, day: Date) -> (Date, Date) {
        let (year, month) = (day.year(), day.month());
        let months = |first: i8, count: i8| {
            let last = month_day(year, first + count - 1, 31).unwrap_or(Date::MAX);
            (month_day(year, first, 1).unwrap_or(day), last)
        };
        match self {
            Self::Week => {
                let back = i64::from(day.weekday().to_monday_zero_offset());
                let monday = day.saturating_sub(back.days());
                (monday, monday.saturating_add(6.days()))
            }
            Self::HalfMonth if day.day() <= 14 => {
                (month_day(year, month, 1).unwrap_or(day), month_day(year, month, 14).unwrap_or(day))
            }
            Self::HalfMonth => (month_day(year, month, 15).unwrap_or(day), day.last_of_month()),
            Self::Month => months(month, 1),
            Self::Quarter => months((month - 1) / 3 * 3 + 1, 3),
            Self::HalfYear => months((month - 1) / 6 * 6 + 1, 6),
            Self::Year => months(1, 12),
        }
    }
}

/// The visit-down day (下访日; DOMAIN V02): the first Monday of the month that holds this day.
#[must_use]
pub fn visit_day(month: Date) -> Option<Date> {
    month.first_of_month().nth_weekday_of_month(1, Weekday::Monday).ok()
}

/// That weekday of the week that begins with the visit-down day (首周; DOMAIN V09, V10).
#[must_use]
pub fn first_week(month: Date, weekday: Weekday) -> Option<Date> {
    visit_day(month)?.checked_add(i64::from(weekday.to_monday_zero_offset()).days()).ok()
}

/// The date that follows from another by this plan; none beyond the calendar's ends.
#[must_use]
pub fn planned(plan: Plan, from: Date) -> Option<Date> {
    match plan {
        Plan::DaysBefore(days) => from.checked_sub(i64::from(days).days()).ok(),
        Plan::FirstWeek(weekday) => first_week(from, weekday),
    }
}

/// That day of the month, or the month's last where it is shorter.
fn month_day(year: i16, month: i8, day: i8) -> Option<Date> {
    let last = Date::new(year, month, 1).ok()?.last_of_month();
    if day < 1 { None } else { Date::new(year, month, day.min(last.day())).ok() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_visit_day_is_the_first_monday() {
        assert_eq!(visit_day(date(2026, 6, 30)), Some(date(2026, 6, 1)));
        assert_eq!(visit_day(date(2026, 7, 1)), Some(date(2026, 7, 6)));
        assert_eq!(visit_day(date(2026, 2, 28)), Some(date(2026, 2, 2)));
    }

    #[test]
    fn materials_are_due_on_thursday_and_the_report_on_friday_of_the_first_week() {
        assert_eq!(first_week(date(2026, 7, 31), Weekday::Thursday), Some(date(2026, 7, 9)));
        assert_eq!(planned(Plan::FirstWeek(Weekday::Friday), date(2026, 7, 6)), Some(date(2026, 7, 10)));
        assert_eq!(planned(Plan::FirstWeek(Weekday::Friday), date(2026, 6, 20)), Some(date(2026, 6, 5)));
    }

    #[test]
    fn contact_ten_days_and_notice_five_days_before() {
        assert_eq!(planned(Plan::DaysBefore(10), date(2026, 3, 2)), Some(date(2026, 2, 20)));
        assert_eq!(planned(Plan::DaysBefore(5), date(2026, 3, 2)), Some(date(2026, 2, 25)));
        assert_eq!(planned(Plan::DaysBefore(5), Date::MIN), None);
    }

    #[test]
    fn periods_of_month_quarter_half_year_and_year() {
        let day = date(2026, 8, 9);
        assert_eq!(Period::HalfMonth.around(day), (date(2026, 8, 1), date(2026, 8, 14)));
        assert_eq!(Period::HalfMonth.around(date(2028, 2, 15)), (date(2028, 2, 15), date(2028, 2, 29)));
        assert_eq!(Period::Month.around(day), (date(2026, 8, 1), date(2026, 8, 31)));
        assert_eq!(Period::Quarter.around(day), (date(2026, 7, 1), date(2026, 9, 30)));
        assert_eq!(Period::HalfYear.around(day), (date(2026, 7, 1), date(2026, 12, 31)));
        assert_eq!(Period::Year.around(day), (date(2026, 1, 1), date(2026, 12, 31)));
        assert_eq!(Period::Week.around(date(2027, 1, 1)), (date(2026, 12, 28), date(2027, 1, 3)));
        assert_eq!(Period::Year.around(Date::MAX).1, Date::MAX);
    }

    proptest! {
        /// Every period holds its day, and the next one begins on the day after its end.
        #[test]
        fn periods_leave_no_gap(day in 0..40_000_i64) {
            let day = date(1950, 1, 1).checked_add(day.days()).unwrap();
            for period in [Period::Week, Period::HalfMonth, Period::Month, Period::Quarter, Period::HalfYear, Period::Year] {
                let (from, to) = period.around(day);
                prop_assert!(from <= day && day <= to);
                prop_assert_eq!(period.around(to.tomorrow().unwrap()).0, to.tomorrow().unwrap());
                prop_assert_eq!(period.around(from), (from, to));
            }
        }
    }
}
