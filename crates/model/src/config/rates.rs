//! Rates (比率; DOMAIN 0.4, M07, M08): never without numerator and denominator, rounded as the county rounds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a percentage is cut to its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rounding {
    /// What becomes of the rest.
    pub mode: RoundingMode,
    /// Digits after the point, at most 4.
    pub decimals: u8,
}

/// What becomes of the digits that are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// Half and more goes up (四舍五入).
    HalfUp,
    /// They are dropped (截尾).
    Truncate,
}

/// A rate as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rate {
    /// How many did.
    pub numerator: u64,
    /// Of how many.
    pub denominator: u64,
    /// In per cent: `92.7%`; `-` of none.
    pub text: String,
}

impl Rounding {
    /// Most digits after the point.
    pub const MOST_DECIMALS: u8 = 4;
}

/// `numerator` of `denominator`, in per cent.
#[must_use]
pub fn rate(numerator: u64, denominator: u64, rounding: &Rounding) -> Rate {
    let decimals = rounding.decimals.min(Rounding::MOST_DECIMALS);
    let scale = 10_u128.pow(u32::from(decimals));
    let scaled = u128::from(numerator) * 100 * scale;
    let of = u128::from(denominator);
    let text = match (of, rounding.mode) {
        (0, _) => "-".to_owned(),
        (_, RoundingMode::Truncate) => percent(scaled / of, scale, decimals),
        (_, RoundingMode::HalfUp) => percent((2 * scaled + of) / (2 * of), scale, decimals),
    };
    Rate { numerator, denominator, text }
}

fn percent(value: u128, scale: u128, decimals: u8) -> String {
    if decimals == 0 {
        return format!("{value}%");
    }
    format!("{}.{:0width$}%", value / scale, value % scale, width = usize::from(decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_of_real_reports() {
        let half_up = Rounding { mode: RoundingMode::HalfUp, decimals: 0 };
        let truncate = Rounding { mode: RoundingMode::Truncate, decimals: 1 };
        assert_eq!(rate(22, 34, &half_up).text, "65%");
        assert_eq!(rate(77, 83, &truncate).text, "92.7%");
        assert_eq!(rate(77, 83, &Rounding { decimals: 1, ..half_up }).text, "92.8%");
        assert_eq!(rate(1, 8, &Rounding { decimals: 0, ..half_up }).text, "13%", "a half goes up");
        assert_eq!(rate(1, 99, &Rounding { decimals: 2, ..half_up }).text, "1.01%");
        assert_eq!(rate(1, 2_000, &Rounding { decimals: 2, ..half_up }).text, "0.05%");
        assert_eq!(rate(0, 0, &half_up).text, "-");
        assert_eq!(rate(u64::MAX, u64::MAX, &Rounding { decimals: 4, ..half_up }).text, "100.0000%");
    }
}
