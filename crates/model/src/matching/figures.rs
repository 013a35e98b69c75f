//! Figures in a text: 一万六千, 1.6万, １６０００ and 壹万陆仟 are the same amount, and an amount tells matters apart that are
//! worded alike.

use std::collections::BTreeSet;

/// The longest run that is read as one figure.
const RUN_MAX: usize = 24;

/// The text with every figure in digits: numerals that have a unit (十百千万亿), and digits before 百, 千, 万 or 亿.
pub(super) fn in_digits(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let run = letters[at..].iter().take(RUN_MAX).take_while(|letter| is_numeral(**letter)).count();
        match (run, value(&letters[at..at + run])) {
            (0, _) => {
                out.push(letters[at]);
                at += 1;
            }
            (_, Some(value)) => {
                out.push_str(&value.to_string());
                at += run;
            }
            (_, None) => {
                out.extend(&letters[at..at + run]);
                at += run;
            }
        }
    }
    out
}

/// The figures of a normalised text that can tell one matter from another: runs of three digits or more.
pub(super) fn of(normal: &str) -> BTreeSet<&str> {
    normal.split(|letter: char| !letter.is_ascii_digit()).filter(|run| (3..=RUN_MAX).contains(&run.len())).collect()
}

fn is_numeral(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',') || digit(letter).is_some() || unit(letter).is_some()
}

fn digit(letter: char) -> Option<u64> {
    Some(match letter {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(letter: char) -> Option<u64> {
    Some(match letter {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        '万' | '萬' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// The value of a run of numerals; `None` where it is a word (一 in 一直), a list, or too large.
fn value(run: &[char]) -> Option<u64> {
    let units = run.iter().filter(|letter| unit(**letter).is_some()).count();
    if run.len() < 2 || (units == 0 && !run.iter().all(char::is_ascii_digit) && !grouped(run)) {
        return None;
    }
    // In thousandths, so that 1.6万 comes out whole.
    let (mut total, mut section, mut number): (u64, u64, Option<u64>) = (0, 0, None);
    let mut place = None;
    for &letter in run {
        match (letter.to_digit(10).map(u64::from).or_else(|| digit(letter)), unit(letter)) {
            (Some(digit), _) => match &mut place {
                None => number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit * 1_000)?),
                Some(place) => {
                    *place /= 10;
                    number = Some(number.unwrap_or(0).checked_add(digit * *place)?);
                }
            },
            (None, Some(unit)) => {
                let multiplied = number.take().unwrap_or(if section == 0 || unit < 10_000 { 1_000 } else { 0 });
                place = None;
                if unit < 10_000 {
                    section = section.checked_add(multiplied.checked_mul(unit)?)?;
                } else {
                    let whole = section.checked_add(multiplied)?.checked_mul(unit)?;
                    total = total.checked_add(whole)?;
                    section = 0;
                }
            }
            (None, None) if letter == '.' && place.is_none() => place = Some(1_000),
            (None, None) if letter == ',' => {}
            (None, None) => return None,
        }
    }
    let sum = total.checked_add(section)?.checked_add(number.unwrap_or(0))?;
    Some(sum / 1_000)
}

/// Digits with separators between thousands (16,000).
fn grouped(run: &[char]) -> bool {
    let mut groups = run.split(|letter| *letter == ',');
    let first = groups.next().map_or(0, <[char]>::len);
    (1..=3).contains(&first)
        && run.contains(&',')
        && groups.all(|group| group.len() == 3 && group.iter().all(char::is_ascii_digit))
        && run.iter().all(|letter| letter.is_ascii_digit() || *letter == ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_amount_however_it_is_written() {
        for written in ["16000", "16,000", "一万六千", "壹万陆仟", "1.6万", "1万6千"] {
            assert_eq!(in_digits(&format!("工资{written}元")), "工资16000元", "{written}");
        }
        for (written, digits) in
            [("二十", "20"), ("三百零五", "305"), ("三十五万", "350000"), ("十二", "12"), ("2亿", "200000000")]
        {
            assert_eq!(in_digits(written), digits, "{written}");
        }
        for word in ["一直", "三农", "二〇一九年", "2.", "九,", "99999999999999999999万"] {
            assert_eq!(in_digits(word), word);
        }
        assert_eq!(of("欠工资16000元共2人2019年"), BTreeSet::from(["16000", "2019"]));
    }
}
