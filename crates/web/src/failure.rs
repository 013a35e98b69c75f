//! What went wrong, as the page is told: the desk's failures, and those that only a browser has.

use schemars::JsonSchema;
use serde::Serialize;
use taizhang_client::{driver::DriverError, engine::NetError};
use taizhang_desk::{Exit, Failure, Lang, net_failure, words};
use taizhang_wire::Code;

/// A failure, as the page is told: [`Failure::told`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Told {
    /// The stable code.
    pub code: String,
    /// The sentence, in the caller's language.
    pub message: String,
    /// The rule that refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What is missing, in people's words.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    pub missing: Vec<String>,
    /// Who could do it.
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    pub who_could: Vec<String>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The language of a tag such as `en-GB`; Chinese where it is no other.
#[must_use]
pub fn language(tag: &str) -> Lang {
    if tag.starts_with("en") { Lang::En } else { Lang::Zh }
}

/// The codes that only a browser's shell has, with their sentences: English, then Chinese.
const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "no_opfs",
        "this browser, or this private window, cannot keep a ledger: use an ordinary window of a current Chrome, Edge, Firefox or Safari",
        "这个浏览器（或无痕窗口）不能在本机保存台账：请换用普通窗口，或较新版本的 Chrome、Edge、Firefox、Safari",
    ),
    (
        "held_elsewhere",
        "another tab holds the ledger: close it, then try again",
        "台账正由另一个标签页使用：请关闭那个标签页再试",
    ),
    ("disk_full", words::DISK_FULL.en, words::DISK_FULL.zh),
    ("storage", "the browser's storage failed: nothing was saved", "浏览器存储出错：未保存任何内容"),
    (
        "keystore",
        "this browser does not give the desk's key: enrol the device anew",
        "浏览器未交出本机密钥：请重新登记本设备",
    ),
    ("locked", "the ledger is locked: unlock it with the passphrase", "台账已锁定：请先输入口令"),
    ("no_keys", "this desk has no keys yet: create them first", "本设备还没有密钥：请先设立"),
    ("keys_exist", "this desk has keys already", "本设备已有密钥"),
    ("passphrase_short", "a passphrase has at least eight characters", "口令至少要八个字符"),
    (
        "other_relay",
        "this code is for another relay: open the link's own address in the browser",
        "启用码属于另一个中继：请用浏览器打开链接里的地址",
    ),
    ("too_large", "this is too long, and was not saved", "内容太长，没有保存"),
    ("no_file", "there is no such file: choose it again", "没有这个文件：请重新选择"),
    ("busy", "the ledger is at work: try again in a moment", "台账正忙：请稍后再试"),
];

/// One of the shell's own failures; `detail` is for whoever looks into it.
#[must_use]
pub fn own(code: &'static str, detail: &str) -> Failure {
    let (_, en, zh) = SENTENCES.iter().find(|(known, ..)| *known == code).copied().unwrap_or((code, code, code));
    let exit = match code {
        "no_opfs" | "held_elsewhere" | "disk_full" | "storage" | "keystore" => Exit::Storage,
        _ => Exit::Refused,
    };
    Failure::new(code, exit, |lang| {
        let sentence = match lang {
            Lang::En => en,
            Lang::Zh => zh,
        };
        if detail.is_empty() { sentence.to_owned() } else { format!("{sentence} ({detail})") }
    })
}

/// A failure of sync.
#[must_use]
pub fn of_sync(error: &DriverError) -> Failure {
    match error {
        DriverError::Net(error) => net_failure(error),
        DriverError::Store(failure) if failure.disk_full => own("disk_full", ""),
        DriverError::Store(failure) => own("storage", &failure.message),
        DriverError::NotLetIn { code: Code::Revoked } => {
            Failure::new(error.code(), Exit::Network, |lang| words::RELAY_REVOKED.text(lang).to_owned())
        }
        DriverError::NotLetIn { code } => net_failure(&NetError::status(*code)),
        other => Failure::new(other.code(), Exit::Network, |_| other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_of_the_shell_has_a_sentence_in_both_languages() {
        for (code, ..) in SENTENCES {
            let failure = own(code, "");
            let told = [Lang::En, Lang::Zh].map(|lang| failure.told(lang)["message"].as_str().unwrap().to_owned());
            assert!(told[0].is_ascii() && !told[1].is_ascii(), "{code}: {told:?}");
        }
    }
}
