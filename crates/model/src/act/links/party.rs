//! 当事人: somebody of the case.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::act::{ActKind, limits};
use crate::{PartyId, Refusal, check::Situation, refusal, text};

/// What somebody is to the case (DOMAIN 3.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// 信访人.
    #[default]
    Petitioner,
    /// 代表.
    Representative,
    /// 当事人.
    Principal,
    /// 对方当事人.
    Opponent,
    /// 代理人.
    Agent,
}

/// Somebody of the case (当事人): a name to show and keyed hashes at most; details stand in a document of their own.
///
/// Needs a name without an identity or telephone number in it, and keys that are keyed hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The document of their details.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
    /// What they are to the case.
    pub role: PartyRole,
    /// The name to show.
    pub name: String,
    /// Keyed hashes of identity number and telephone: see `matching`.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub keys: BTreeSet<String>,
    /// Whether a group chose them as its representative.
    #[serde(default)]
    pub chosen_by_group: bool,
}

impl ActKind for Party {
    const KIND: &'static str = "party";
    const WORK: bool = false;

    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
        now.registered()?;
        text::written("name", &self.name, limits::LINE_CHARS)?;
        text::one_line("name", &self.name, limits::LINE_CHARS)?;
        if holds_a_number(&self.name) {
            return Err(Refusal::because(&refusal::NAME_HOLDS_A_NUMBER).missing("name"));
        }
        if self.keys.len() > Self::KEYS {
            return Err(Refusal::because(&refusal::TEXT_TOO_LONG).missing(format!("keys: at most {}", Self::KEYS)));
        }
        let hash = |key: &str| key.len() == 32 && key.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        match self.keys.iter().find(|key| !hash(key)) {
            Some(_) => Err(Refusal::because(&refusal::NOT_A_KEY).missing("keys")),
            None => Ok(()),
        }
    }
}

impl Party {
    /// Most keyed hashes of one party.
    pub const KEYS: usize = 16;
}

/// Most digits a name may hold, as 老王2 does: landline numbers have seven.
const NAME_DIGITS: usize = 5;

/// Whether a name holds what looks like an identity or telephone number, however it is written.
pub(crate) fn holds_a_number(name: &str) -> bool {
    let digit = |c: char| c.is_numeric() || "〇零一二三四五六七八九".contains(c);
    let joint = |c: char| c.is_whitespace() || "-－—_.·()（）+".contains(c);
    let mut run = 0;
    name.chars().any(|c| {
        run = if digit(c) {
            run + 1
        } else if joint(c) {
            run
        } else {
            0
        };
        run > NAME_DIGITS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for name in ["王某", "老王2", "欧阳·娜", "王某等12人", "第三村民小组", "李四（二组）"] {
            assert!(!holds_a_number(name), "{name}");
        }
        for name in [
            "王某13812345678",
            "138 1234 5678",
            "１３８１２３４５６７８",
            "王 0371-6712345",
            "11010519491231002X",
            "一三八一二三四五六七八",
        ] {
            assert!(holds_a_number(name), "{name}");
        }
    }
}
