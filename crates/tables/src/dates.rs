//! Dates as people write them into cells: real dates, bare numbers, `2026年6月7日`, `2026.06.07`, `6月7日`.

use jiff::{ToSpan, civil::Date};

use crate::words::narrow;

/// What stood in a cell that should hold a date.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Full(Date),
    /// Month and day; the year has to come from elsewhere.
    NoYear(i8, i8),
    Not,
}

/// The years in which a matter of a working ledger can lie.
const YEARS: std::ops::RangeInclusive<i16> = 1949..=2100;

/// The date behind a spreadsheet's day number, counted from 1899-12-30 (or 1904-01-01); the time of day is dropped.
pub(crate) fn from_serial(value: f64, from_1904: bool) -> Option<Date> {
    if !(0.0..100_000.0).contains(&value) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked to be below 100,000")]
    let days = value as i64;
    let start = if from_1904 { Date::constant(1904, 1, 1) } else { Date::constant(1899, 12, 30) };
    // Below 61 lies the 29th of February 1900 that spreadsheets invented; no ledger reaches back there.
    start.checked_add(days.days()).ok().filter(|date| YEARS.contains(&date.year()))
}

pub(crate) fn from_text(text: &str) -> Written {
    let text: String = narrow(text).chars().filter(|char| !char.is_whitespace() || *char == ' ').collect();
    let text = text.trim().trim_start_matches('\'');
    // A time of day may follow after a space or a T.
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    let day = match day.rsplit_once(' ') {
        Some((day, time)) if time.contains(':') => day,
        _ => day,
    };
    let day: String = day.chars().filter(|char| *char != ' ').collect();
    if day.len() == 8
        && let Ok(digits) = day.parse::<u32>()
    {
        return full(digits / 10_000, digits / 100 % 100, digits % 100);
    }
    let mut numbers = Vec::new();
    let mut marks = String::new();
    let mut digits = String::new();
    for char in day.chars().chain(['\0']) {
        if char.is_ascii_digit() {
            digits.push(char);
            continue;
        }
        if !digits.is_empty() {
            if digits.len() > 4 {
                return Written::Not;
            }
            numbers.push(digits.parse::<u32>().expect("at most four digits"));
            digits.clear();
        }
        marks.push(if char == '号' { '日' } else { char });
    }
    match (numbers.as_slice(), marks.trim_end_matches('\0')) {
        (&[year, month, day], "年月日" | "年月" | ".." | "--" | "//" | "...") => full(year, month, day),
        (&[month, day], "月日" | "月") => match full(2000, month, day) {
            Written::Full(date) => Written::NoYear(date.month(), date.day()),
            other => other,
        },
        _ => Written::Not,
    }
}

fn full(year: u32, month: u32, day: u32) -> Written {
    let part = |value: u32| i8::try_from(value).ok();
    let date = i16::try_from(year).ok().filter(|year| YEARS.contains(year)).zip(part(month).zip(part(day)));
    match date.and_then(|(year, (month, day))| Date::new(year, month, day).ok()) {
        Some(date) => Written::Full(date),
        None => Written::Not,
    }
}

/// A year as a title or a number carries it: `2026年` or `〔2026〕`.
pub(crate) fn year_in(text: &str) -> Option<i16> {
    let chars: Vec<char> = narrow(text).chars().collect();
    chars.windows(5).enumerate().find_map(|(at, window)| {
        let digits = &window[..4];
        let before = at.checked_sub(1).map(|before| chars[before]);
        if !digits.iter().all(char::is_ascii_digit) || before.is_some_and(|char| char.is_ascii_digit()) {
            return None;
        }
        let bracketed = matches!(before, Some('〔' | '[' | '(' | '【')) && matches!(window[4], '〕' | ']' | ')' | '】');
        let year: i16 = digits.iter().collect::<String>().parse().ok()?;
        (YEARS.contains(&year) && (window[4] == '年' || bracketed)).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn as_people_write_them() {
        for text in [
            "2026年6月7日",
            "2026.06.07",
            "2026-6-7",
            "2026/06/07",
            "２０２６年６月７日",
            "2026年6月7号",
            "20260607",
            "'2026.6.7",
            "2026-06-07 08:30:00",
            "2026-06-07T08:30:00",
            " 2026 年 6 月 7 日 ",
            "2026.6.7.",
            "2026年6月7",
        ] {
            assert_eq!(from_text(text), Written::Full(date(2026, 6, 7)), "{text}");
        }
        assert_eq!(from_text("11月3日"), Written::NoYear(11, 3));
        for text in [
            "",
            "长期",
            "2026年",
            "2026年6月",
            "2026.13.1",
            "2026.2.30",
            "26.6.7",
            "6-7",
            "2月30日",
            "99999999999",
            "2026..7",
        ] {
            assert_eq!(from_text(text), Written::Not, "{text}");
        }
    }

    #[test]
    fn day_numbers() {
        assert_eq!(from_serial(46_180.0, false), Some(date(2026, 6, 7)));
        assert_eq!(from_serial(46_180.75, false), Some(date(2026, 6, 7)));
        assert_eq!(from_serial(44_718.0, true), Some(date(2026, 6, 7)));
        for bad in [-1.0, 5.0, 1e9, f64::NAN, f64::INFINITY] {
            assert_eq!(from_serial(bad, false), None);
        }
    }

    #[test]
    fn years() {
        assert_eq!(year_in("××镇矛盾纠纷排查化解台账(2026年)"), Some(2026));
        assert_eq!(year_in("积案〔2026〕001号"), Some(2026));
        assert_eq!(year_in("共12026年"), None);
        assert_eq!(year_in("12345"), None);
    }
}
