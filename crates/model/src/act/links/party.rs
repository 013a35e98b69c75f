//! 当事人: somebody of the case.

use std::{collections::BTreeSet, ops::Range};

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
    !numbers(name).is_empty()
}

/// A name without what looks like an identity or telephone number in it, and without the brackets that were around it: as
/// it may be shown. A name without any stays as it is.
#[must_use]
pub fn without_numbers(name: &str) -> String {
    let (mut kept, mut from) = (String::with_capacity(name.len()), 0);
    for Range { start, end } in numbers(name) {
        kept.push_str(name[from..start].trim_end());
        from = end;
    }
    if from == 0 {
        return name.to_owned();
    }
    kept.push_str(&name[from..]);
    let kept = kept.replace("()", "").replace("（）", "");
    kept.trim_matches(|c: char| c.is_whitespace() || "-－—/、，,；;：:+".contains(c)).to_owned()
}

/// Where runs of more digits stand than a name may hold, whatever joins them.
fn numbers(name: &str) -> Vec<Range<usize>> {
    let digit = |c: char| c.is_numeric() || "〇零一二三四五六七八九".contains(c);
    let joint = |c: char| c.is_whitespace() || "-－—_.·()（）+".contains(c);
    let (mut found, mut run, mut count) = (Vec::new(), 0..0, 0);
    for (at, c) in name.char_indices().chain([(name.len(), '\n')]) {
        let end = at + c.len_utf8();
        if at < name.len() && digit(c) {
            run = if count == 0 { at..end } else { run.start..end };
            count += 1;
        } else if at == name.len() || !joint(c) {
            if count > NAME_DIGITS {
                // The check digit of an identity number may be a letter.
                let check = "XxＸｘ".contains(c) && run.end == at;
                found.push(run.start..if check { end } else { run.end });
            }
            count = 0;
        }
    }
    found
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

    #[test]
    fn numbers_are_left_out_and_the_name_stays() {
        for (name, shown) in [
            ("王某13812345678", "王某"),
            ("王某（0371-6712345）", "王某"),
            ("王某 11010519491231002X，李某等12人", "王某，李某等12人"),
            ("138 1234 5678", ""),
            ("老王2、一三八一二三四五六七八", "老王2"),
            (" 王某等12人", " 王某等12人"),
        ] {
            assert_eq!(without_numbers(name), shown, "{name}");
            assert!(!holds_a_number(&without_numbers(name)), "{name}");
        }
    }
}
