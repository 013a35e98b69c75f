//! Bounds on the texts people write, so that an act always fits its limit and a terminal shows what was written.

use crate::{Refusal, act::limits, refusal};

/// One line of at most `most` characters.
pub(crate) fn one_line(name: &str, text: &str, most: usize) -> Result<(), Refusal> {
    bounded(name, text, most, |c| c.is_control())
}

/// Any number of lines, at most `most` characters in all.
pub(crate) fn lines(name: &str, text: &str, most: usize) -> Result<(), Refusal> {
    bounded(name, text, most, |c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// As [`lines`], and something must have been written.
pub(crate) fn written(name: &str, text: &str, most: usize) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::because(&refusal::TEXT_MISSING).missing(name));
    }
    lines(name, text, most)
}

/// As [`one_line`], and something must have been written.
pub(crate) fn written_line(name: &str, text: &str, most: usize) -> Result<(), Refusal> {
    one_line(name, text, most)?;
    written(name, text, most)
}

/// All texts of an act that holds lists: together at most [`limits::ALTOGETHER_CHARS`].
pub(crate) fn altogether<'t>(texts: impl IntoIterator<Item = &'t String>) -> Result<(), Refusal> {
    let chars: usize = texts.into_iter().map(|text| text.chars().count()).sum();
    if chars <= limits::ALTOGETHER_CHARS {
        return Ok(());
    }
    let missing = format!("all texts together: at most {} characters", limits::ALTOGETHER_CHARS);
    Err(Refusal::because(&refusal::TEXT_TOO_LONG).missing(missing))
}

/// A list of at most [`limits::ITEMS`].
pub(crate) fn items(name: &str, count: usize) -> Result<(), Refusal> {
    if count <= limits::ITEMS {
        return Ok(());
    }
    Err(Refusal::because(&refusal::TOO_MANY_ITEMS).missing(format!("{name}: at most {}", limits::ITEMS)))
}

fn bounded(name: &str, text: &str, most: usize, banned: impl Fn(char) -> bool) -> Result<(), Refusal> {
    if text.chars().nth(most).is_some() {
        return Err(Refusal::because(&refusal::TEXT_TOO_LONG).missing(format!("{name}: at most {most} characters")));
    }
    if text.chars().any(banned) {
        return Err(Refusal::because(&refusal::CONTROL_CHARACTER).missing(name));
    }
    Ok(())
}
