//! Days (日历): which are worked, and where a time limit ends.
//!
//! A year's holidays and make-up working days are published late in the year before, and are no function of the date:
//! a year without a table is *unknown*, and every answer that would need it says so instead of guessing from weekdays.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{
    Span,
    civil::{Date, Weekday},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The working days of the years that are known (工作日历).
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// One table per year.
    pub years: BTreeMap<i16, YearTable>,
}

/// One year, as the State Council's notice publishes it (节假日安排).
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearTable {
    /// Days off that the notice names (放假), weekends within them included.
    pub holidays: BTreeSet<Date>,
    /// Days of a weekend that are worked (调休上班).
    pub workdays: BTreeSet<Date>,
}

/// What a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar days (日).
    Day,
    /// Working days (工作日).
    WorkingDay,
    /// Calendar months (月): ends on the same day of the month, or on its last (Civil Code 202).
    Month,
}

/// What becomes of a limit in days or months whose last day is not worked. Working days never end on such a day.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountMode {
    /// It stays the last day.
    #[default]
    Plain,
    /// The next working day is the last (Civil Code 203).
    MovesOn,
}

/// Where a time limit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// On this day.
    On(Date),
    /// Nobody can say yet: the count reaches a year without a table.
    UnknownYear {
        /// That year.
        year: i16,
        /// It does not end before this day, whatever the table will say.
        at_earliest: Date,
    },
}

impl Due {
    /// The day, where it is known.
    #[must_use]
    pub fn on(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            Self::UnknownYear { .. } => None,
        }
    }

    /// The day, or the first on which it may come to be.
    #[must_use]
    pub fn at_earliest(self) -> Date {
        match self {
            Self::On(date) | Self::UnknownYear { at_earliest: date, .. } => date,
        }
    }
}

impl Calendar {
    /// Whether a day is worked. None: there is no table for its year.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> Option<bool> {
        let table = self.years.get(&date.year())?;
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        Some(table.workdays.contains(&date) || !weekend && !table.holidays.contains(&date))
    }

    /// The working days from `from` until before `to`, of the years that are known.
    pub(super) fn working_days_in(&self, from: Date, to: Date) -> u32 {
        if to <= from {
            return 0;
        }
        let days = self.years.range(from.year()..=to.year()).flat_map(|(year, _)| {
            let first = Date::new(*year, 1, 1).map_or(from, |first| first.max(from));
            first.series(Span::new().days(1)).take_while(move |day| *day < to && day.year() == *year)
        });
        u32::try_from(days.filter(|day| self.is_working_day(*day) == Some(true)).count()).unwrap_or(u32::MAX)
    }

    /// The first working day on or after this one.
    #[must_use]
    pub fn working_day_from(&self, date: Date) -> Due {
        self.count(date, 1)
    }

    /// The `count`th working day from `first` on, `first` counted.
    fn count(&self, first: Date, mut count: u32) -> Due {
        let mut day = first;
        loop {
            match self.is_working_day(day) {
                None => {
                    let at_earliest = later(day, count.saturating_sub(1));
                    return Due::UnknownYear { year: day.year(), at_earliest };
                }
                Some(worked) => count = count.saturating_sub(u32::from(worked)),
            }
            let Ok(tomorrow) = day.tomorrow() else { return Due::On(day) };
            if count == 0 {
                return Due::On(day);
            }
            day = tomorrow;
        }
    }
}

/// The last day of a limit of `length` units that starts on `start`; that day is not counted (Civil Code 201).
#[must_use]
pub fn due(start: Date, length: u16, unit: Unit, count_mode: CountMode, calendar: &Calendar) -> Due {
    last_day(start, length, 0, unit, count_mode, calendar)
}

/// As [`due`], `more` days longer: extensions and pauses, in working days where the limit is.
pub(super) fn last_day(
    start: Date,
    length: u16,
    more: u32,
    unit: Unit,
    count_mode: CountMode,
    calendar: &Calendar,
) -> Due {
    let plain = match unit {
        Unit::WorkingDay => return working_days(start, u32::from(length).saturating_add(more), calendar),
        Unit::Day => later(start, more.saturating_add(length.into())),
        Unit::Month => later(start.saturating_add(Span::new().months(i64::from(length))), more),
    };
    match count_mode {
        CountMode::Plain => Due::On(plain),
        CountMode::MovesOn => calendar.working_day_from(plain),
    }
}

/// That many days later, or the last day there is.
fn later(date: Date, days: u32) -> Date {
    Span::new().try_days(days).map_or(Date::MAX, |days| date.saturating_add(days))
}

fn working_days(start: Date, count: u32, calendar: &Calendar) -> Due {
    match start.tomorrow() {
        Ok(first) if count > 0 => calendar.count(first, count),
        _ => Due::On(start),
    }
}

#[cfg(test)]
mod tests;
