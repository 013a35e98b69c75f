//! Identity numbers and phones: checked and masked, and in no text that is passed on.

use crate::words::{narrow, narrow_char};

/// A resident identity number (公民身份号码, GB 11643) as it stood in a cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Identity {
    Valid(String),
    /// 15 digits, from before 1999: it has no check digit.
    Old(String),
    Bad(&'static str),
}

/// Digits and letters only, narrow, upper case; and whether an apostrophe stood before them.
pub(crate) fn normalise(text: &str) -> (String, bool) {
    let narrow = narrow(text);
    let marked = narrow.trim_start().starts_with(['\'', '‘', '’', '`']);
    let kept = narrow.chars().filter(|char| !char.is_whitespace() && !matches!(char, '\'' | '‘' | '’' | '`'));
    (kept.collect::<String>().to_uppercase(), marked)
}

/// Checks a normalised number.
pub(crate) fn check(number: &str) -> Identity {
    let digits = number.as_bytes();
    if digits.len() == 15 && digits.iter().all(u8::is_ascii_digit) {
        return Identity::Old(number.to_owned());
    }
    if digits.len() != 18 {
        return Identity::Bad("18 characters are expected");
    }
    if !digits[..17].iter().all(u8::is_ascii_digit) || !(digits[17].is_ascii_digit() || digits[17] == b'X') {
        return Identity::Bad("17 digits and a digit or X are expected");
    }
    let born = |from: usize, to: usize| number[from..to].parse::<i16>().expect("digits");
    let (year, month, day) = (born(6, 10), born(10, 12), born(12, 14));
    let month_day = i8::try_from(month).ok().zip(i8::try_from(day).ok());
    if month_day.is_none_or(|(month, day)| jiff::civil::Date::new(year, month, day).is_err()) {
        return Identity::Bad("the date of birth does not exist");
    }
    if check_digit(&digits[..17]) != digits[17] {
        return Identity::Bad("the check digit is wrong");
    }
    Identity::Valid(number.to_owned())
}

/// GB 11643 (ISO 7064, MOD 11-2) over the first 17 digits.
fn check_digit(digits: &[u8]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    b"10X98765432"[usize::try_from(sum % 11).expect("below 11")]
}

/// The first phone number of a cell, in digits; `None` when there is none that could be dialled.
pub(crate) fn phone(text: &str) -> Option<String> {
    let (text, _) = normalise(text);
    let first = text.split(['/', '、', ',', ';']).find(|part| !part.is_empty())?;
    let digits: String =
        first.strip_prefix("+86").unwrap_or(first).chars().filter(|char| !matches!(char, '-' | '(' | ')')).collect();
    let dialled = digits.bytes().all(|digit| digit.is_ascii_digit());
    let mobile = digits.len() == 11 && is_mobile(digits.as_bytes());
    let fixed = (7..=8).contains(&digits.len()) || ((10..=12).contains(&digits.len()) && digits.starts_with('0'));
    (dialled && (mobile || fixed)).then_some(digits)
}

fn is_mobile(digits: &[u8]) -> bool {
    digits[0] == b'1' && (b'3'..=b'9').contains(&digits[1])
}

/// Masks every run of seven or more digits, for a report: the first two and the last stay.
pub(crate) fn mask_numbers(text: &str) -> String {
    mask_runs(text, |run| run.len() >= 7).0
}

/// Masks mobile numbers and valid identity numbers within a text that goes into a case; and whether there were any.
pub(crate) fn mask_personal(text: &str) -> (String, bool) {
    mask_runs(text, |run| {
        let number: String = run.iter().map(|char| narrow_char(*char)).collect();
        (number.len() == 11 && is_mobile(number.as_bytes()))
            || matches!(check(&number.to_uppercase()), Identity::Valid(_))
    })
}

fn mask_runs(text: &str, mut hide: impl FnMut(&[char]) -> bool) -> (String, bool) {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |char: char| narrow_char(char).is_ascii_digit();
    let (mut masked, mut any, mut at) = (String::with_capacity(text.len()), false, 0);
    while at < chars.len() {
        let mut end = at;
        while end < chars.len() && is_digit(chars[end]) {
            end += 1;
        }
        if end == at {
            masked.push(chars[at]);
            at += 1;
            continue;
        }
        if end - at == 17 && end < chars.len() && matches!(chars[end], 'X' | 'x' | 'Ｘ' | 'ｘ') {
            end += 1;
        }
        let run = &chars[at..end];
        if hide(run) {
            any = true;
            masked.extend(&run[..2]);
            masked.extend(std::iter::repeat_n('*', run.len() - 3));
            masked.push(run[run.len() - 1]);
        } else {
            masked.extend(run);
        }
        at = end;
    }
    (masked, any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers() {
        // The example of the standard, and invented ones of a region that does not exist.
        for good in ["11010519491231002X", "99900919751222067x", "９９９０２０１９４９０２１７４２９８"]
        {
            let (number, _) = normalise(good);
            assert!(matches!(check(&number), Identity::Valid(_)), "{good}");
        }
        for bad in
            ["110105194912310021", "11010519491331002X", "1101051949123100", "", "11010519491231002Y", "一二三四五六"]
        {
            assert!(matches!(check(&normalise(bad).0), Identity::Bad(_)), "{bad}");
        }
        assert_eq!(normalise("'999020194902174298").0, "999020194902174298");
        assert!(matches!(check("110105491231002"), Identity::Old(_)));
    }

    #[test]
    fn phones() {
        for good in
            ["19922140838", "199 2214 0838", "+86-19922140838", "0411-12345678", "1234567", "19922140838/13800000000"]
        {
            assert!(phone(good).is_some(), "{good}");
        }
        for bad in ["", "无", "123", "29922140838", "199221408381", "１２"] {
            assert_eq!(phone(bad), None, "{bad}");
        }
    }

    #[test]
    fn masks() {
        assert_eq!(mask_numbers("99900919751222067X 元5000"), "99***************X 元5000");
        assert_eq!(mask_personal("电话１９９２２１４０８３８,欠3000000元").0, "电话１９********８,欠3000000元");
        assert!(!mask_personal("编号20260607123").1);
    }
}
