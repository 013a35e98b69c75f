//! Why an act is not recorded now, and what the person can do. One row per reason: code, rule, both sentences.

use std::fmt;

/// A reason to refuse: one row of the table below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// Stable code for machines.
    pub code: &'static str,
    /// The rule behind it: an id of DOMAIN, or an article of 《信访工作条例》.
    pub rule: &'static str,
    /// What to do, in English.
    pub advice: &'static str,
    /// What to do, in Chinese.
    pub advice_zh: &'static str,
}

macro_rules! reasons {
    ($($name:ident $rule:literal $code:literal $advice:literal $advice_zh:literal;)*) => {
        $(#[doc = $advice] pub const $name: $crate::refusal::Reason = $crate::refusal::Reason {
            code: $code, rule: $rule, advice: $advice, advice_zh: $advice_zh,
        };)*
        /// Every reason of this table.
        pub(crate) const TABLE: &[$crate::refusal::Reason] = &[$($name),*];
    };
}

mod answer;
mod closing;
mod duty;
mod entry;
mod handling;
mod intake;
mod links;
mod reading;
mod supervision;

pub use self::{
    answer::*, closing::*, duty::*, entry::*, handling::*, intake::*, links::*, reading::*, supervision::*,
};

/// Every reason there is.
pub fn all() -> impl Iterator<Item = &'static Reason> {
    let tables = [
        TABLE,
        answer::TABLE,
        closing::TABLE,
        duty::TABLE,
        entry::TABLE,
        handling::TABLE,
        intake::TABLE,
        links::TABLE,
        reading::TABLE,
        supervision::TABLE,
    ];
    tables.into_iter().flatten()
}

reasons! {
    ALREADY_REGISTERED "I09" "already_registered" "This case is registered already; record a further contact instead." "本案已登记，请改为登记再次来访（来信）。";
    NOT_REGISTERED "I22" "not_registered" "This case is not registered yet; register it first." "本案尚未登记，请先登记。";
    ALREADY_ACCEPTED "Art. 23" "already_accepted" "This case is accepted already; nothing more is needed." "本案已受理，无需再次受理。";
    NOT_ACCEPTED "Art. 23" "not_accepted" "This case is not accepted yet; accept it first." "本案尚未受理，请先受理。";
    FIVE_CLARITIES "I08" "not_clear_enough" "Before it is assigned, a case needs what is named here; fill it in first." "交办前须做到五个明确，请先补齐所列内容。";
    UNKNOWN_STAFF "A01" "unknown_staff" "This person is not in the directory; choose someone who is, or synchronise first." "通讯录中没有此人，请另选或先同步。";
    UNKNOWN_OFFICE "R14" "unknown_office" "This office is not in the directory; choose one that is, or synchronise first." "通讯录中没有该单位，请另选或先同步。";
    EXTENSION_DAYS "Art. 34" "extension_days" "An extension is 1 to 30 days; give such a number." "延期应为1至30日。";
    EXTENSION_CAP "Art. 34" "extension_over_cap" "Extensions come to 30 days at most in all; ask for fewer days." "延期合计不得超过30日，请减少天数。";
    EXTENSION_LATE "Art. 34" "extension_too_late" "The time limit has passed; an extension must be recorded before it does." "办理期限已过，延期须在期满前作出。";
    NOT_HEAD "Art. 34" "not_head" "Only the head of the office may extend; ask one of the persons named." "延期须经单位负责人批准，请由所列负责人办理。";
    NOT_ASSIGNED "A01" "not_assigned" "This case has no lead yet; assign it first." "本案尚未交办，请先交办。";
    NOT_REPLIED "F23" "not_replied" "This case has no reply to its latest contact; reply in writing first." "本案尚未答复，请先书面答复。";
    ALREADY_CLOSED "F16" "already_closed" "This case is closed already; a further contact opens it again." "本案已办结；再次来访（来信）登记后自动恢复办理。";
    OPEN_DISPUTE "3.4" "open_dispute" "This case has an open dispute; have it settled first." "本案有待裁决事项，请先裁决。";
    NO_SUCH_DISPUTE "3.4" "no_such_dispute" "No such dispute is open; list the open disputes and choose one." "没有此项待裁决，请从待裁决列表中选择。";
    NOT_IN_DISPUTE "3.4" "not_in_dispute" "The chosen act is no part of this dispute; choose one of those named." "所选行为不属于该待裁决事项，请从所列行为中选择。";
    LACKED_AUTHORITY "Art. 24" "lacked_authority" "Only the lowest common superior or an office above it may settle this; ask one of those named." "须由共同上级裁决，请由所列单位办理。";
    NO_AUTHORITY "3.2" "no_authority" "It is not for your office or function to record this; the table of who may record what says whose it is." "该行为不属于您的单位或岗位权限，请由有权单位或人员办理。";
    STANDS_ASIDE "Art. 28" "stands_aside" "You take no part in this case; somebody else of your office decides." "您已回避本案，请由其他人员决定。";
    TEXT_MISSING "3.2" "text_missing" "Something must be written here." "此处须填写内容。";
    TEXT_TOO_LONG "3.1" "text_too_long" "The text is too long; shorten it, or record it in parts." "内容过长，请缩短或分次记录。";
    CASE_FULL "3.1" "case_full" "The case holds as many acts as one case can; open another that names it." "本案记录已满，请另立一案并注明本案。";
    CONTROL_CHARACTER "3.1" "control_character" "The text holds characters that cannot be shown; remove them." "内容含有不可显示的字符，请删除。";
    NOT_A_NUMBER "I18" "not_a_number" "A whole number is expected here." "此处应为整数。";
    TOO_MANY_ACTS "3.1" "too_many_acts" "More acts are named than one act may hold; name the latest only." "所列行为过多，只列最近的即可。";
    UNKNOWN_FIELD "3.1" "unknown_field" "There is no such field." "没有这个字段。";
    UNKNOWN_CHANNEL "I01" "unknown_channel" "There is no such channel; choose one of those named." "没有这个渠道，请从所列渠道中选择。";
    NO_SUCH_ACT "3.1" "no_such_act" "The case has no such act of this kind; choose one of its acts." "本案没有这项行为，请从本案记录中选择。";
    NOT_THE_TOP "0.2" "not_the_top" "Only the office at the top of the county puts a configuration in force." "只有县级主管单位可以发布配置。";
    WRONG_DOCUMENT "3.1" "wrong_document" "This kind of act does not belong into such a document." "这种行为不能记入此类文档。";
    UNKNOWN_KIND "3.1" "unknown_act_kind" "This version does not know this kind of act; update first." "当前版本不认识这种行为，请先升级。";
}

/// An act that is not recorded now: what rule stands against it, what is missing, and who could do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code for machines.
    pub code: &'static str,
    /// The rule: an id of DOMAIN, or an article.
    pub rule: &'static str,
    /// What is missing, in stable words.
    pub missing: Vec<String>,
    /// Names of those who could.
    pub who_could: Vec<String>,
}

impl Refusal {
    /// A refusal for this reason.
    #[must_use]
    pub fn because(reason: &Reason) -> Self {
        Self { code: reason.code, rule: reason.rule, missing: Vec::new(), who_could: Vec::new() }
    }

    /// Names one more thing that is missing.
    #[must_use]
    pub fn missing(mut self, what: impl Into<String>) -> Self {
        self.missing.push(what.into());
        self
    }

    /// Names those who could do it.
    #[must_use]
    pub fn who_could(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.who_could.extend(names);
        self
    }

    /// The row this refusal was made from; none when another crate made the code.
    #[must_use]
    pub fn reason(&self) -> Option<&'static Reason> {
        all().find(|reason| reason.code == self.code)
    }

    /// The sentence in Chinese.
    #[must_use]
    pub fn sentence_zh(&self) -> String {
        let mut sentence = self.reason().map_or(self.code, |reason| reason.advice_zh).to_owned();
        if !self.missing.is_empty() {
            sentence += &format!("缺：{}。", self.missing.join("、"));
        }
        if !self.who_could.is_empty() {
            sentence += &format!("可办理：{}。", self.who_could.join("、"));
        }
        sentence
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason().map_or(self.code, |reason| reason.advice))?;
        if !self.missing.is_empty() {
            write!(f, " Missing: {}.", self.missing.join(", "))?;
        }
        if !self.who_could.is_empty() {
            write!(f, " Who could: {}.", self.who_could.join(", "))?;
        }
        write!(f, " ({})", self.rule)
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_sentences_end() {
        let all: Vec<_> = all().collect();
        for (at, reason) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other.code != reason.code), "{} twice", reason.code);
            assert!(reason.advice.ends_with('.') && reason.advice_zh.ends_with('。'), "{}", reason.code);
        }
    }

    #[test]
    fn the_sentence_names_what_and_who() {
        let refusal = Refusal::because(&NOT_HEAD).missing("approval").who_could(["Li".to_owned()]);
        assert_eq!(
            refusal.to_string(),
            "Only the head of the office may extend; ask one of the persons named. Missing: approval. Who could: Li. (Art. 34)"
        );
        assert_eq!(refusal.sentence_zh(), "延期须经单位负责人批准，请由所列负责人办理。缺：approval。可办理：Li。");
    }
}
