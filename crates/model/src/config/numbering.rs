//! Numbers of cases (编号; DOMAIN 3.1): patterns, because every office has its own and K11 needs provisional ones that
//! no two devices can both give.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The three schemes of numbers that a case may carry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Numbering {
    /// The office's own, given offline on one device (单位编号).
    pub office: Pattern,
    /// The official one of a document (发文字号).
    pub official: Pattern,
    /// That of the national system (全国信访信息系统编号). None: it is taken as it comes.
    #[serde(default)]
    pub national: Option<Pattern>,
}

/// A pattern: text with `{code}` (the office's code), `{year}`, `{device}` (four letters of the device), `{n}` and
/// `{n:4}` (the running number, here with at least four digits). `{n}` stands in every pattern, once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Pattern(pub String);

/// What a number is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberParts<'a> {
    /// The office's code.
    pub code: &'a str,
    /// The year.
    pub year: i16,
    /// Letters that no other device of the office has.
    pub device: &'a str,
    /// The running number.
    pub n: u32,
}

/// A piece of a pattern.
enum Piece<'a> {
    Text(&'a str),
    Code,
    Year,
    Device,
    Number { width: usize },
}

impl Pattern {
    /// Most digits of a running number.
    const WIDTH_MAX: usize = 12;

    /// The number.
    #[must_use]
    pub fn render(&self, parts: &NumberParts<'_>) -> String {
        let mut text = String::new();
        for piece in pieces(&self.0).unwrap_or_default() {
            let written = match piece {
                Piece::Text(fixed) => text.write_str(fixed),
                Piece::Code => text.write_str(parts.code),
                Piece::Year => write!(text, "{}", parts.year),
                Piece::Device => text.write_str(parts.device),
                Piece::Number { width } => write!(text, "{:0width$}", parts.n),
            };
            written.expect("a string takes every text");
        }
        text
    }

    /// What is wrong with the pattern; `per_device` asks for `{device}`.
    pub(super) fn problem(&self, per_device: bool) -> Option<String> {
        let pieces = match pieces(&self.0) {
            Ok(pieces) => pieces,
            Err(problem) => return Some(problem),
        };
        let numbers = pieces.iter().filter(|piece| matches!(piece, Piece::Number { .. })).count();
        if numbers != 1 {
            return Some("`{n}` or `{n:4}` has to stand in it once".to_owned());
        }
        let device = pieces.iter().any(|piece| matches!(piece, Piece::Device));
        (per_device && !device).then(|| "`{device}` has to stand in it, or two devices give the same number".to_owned())
    }
}

fn pieces(pattern: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some((fixed, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or("`{` without `}`")?;
        pieces.push(fixed_text(fixed)?);
        pieces.push(match name {
            "code" => Piece::Code,
            "year" => Piece::Year,
            "device" => Piece::Device,
            "n" => Piece::Number { width: 0 },
            _ => {
                let width = name.strip_prefix("n:").and_then(|width| width.parse().ok());
                let width = width.filter(|width| (1..=Pattern::WIDTH_MAX).contains(width));
                Piece::Number { width: width.ok_or_else(|| format!("`{{{name}}}` is no placeholder"))? }
            }
        });
        rest = after;
    }
    pieces.push(fixed_text(rest)?);
    Ok(pieces)
}

fn fixed_text(text: &str) -> Result<Piece<'_>, String> {
    if text.contains('}') { Err("`}` without `{`".to_owned()) } else { Ok(Piece::Text(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let parts = NumberParts { code: "SQ", year: 2026, device: "K3QF", n: 17 };
        let pattern = |text: &str| Pattern(text.to_owned());
        assert_eq!(pattern("{code}{year}-{device}-{n:4}").render(&parts), "SQ2026-K3QF-0017");
        assert_eq!(pattern("青信访〔{year}〕{n}号").render(&parts), "青信访〔2026〕17号");
        for bad in ["{year}", "{n}{n:3}", "{name}{n}", "{n:0}", "{n:99}", "{n", "n}{n}"] {
            assert!(pattern(bad).problem(false).is_some(), "{bad}");
        }
        assert!(pattern("{year}-{n}").problem(true).is_some());
    }
}
