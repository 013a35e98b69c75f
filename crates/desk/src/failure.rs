//! What went wrong, for people and for machines: a stable code, a sentence with what to do, and an exit status.

use serde::Serialize;
use serde_json::{Value, json};
use taizhang_client::Error;
use taizhang_model::Refusal;

use crate::words::{self, Lang, named, say};

/// The exit statuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Refused by a rule, or bad input.
    Refused = 1,
    /// The command was not understood.
    Usage = 2,
    /// The disk, a file or the key file failed.
    Storage = 3,
    /// The relay could not be asked, or said no.
    Network = 4,
    /// An audit ran to its end, and not everything is proved.
    NotProved = 5,
}

/// Why a call failed.
#[derive(Debug)]
pub struct Failure {
    code: String,
    /// The exit status that goes with it.
    pub exit: Exit,
    english: String,
    chinese: String,
    rule: Option<&'static str>,
    missing: Vec<String>,
    who_could: Vec<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct FailureJson<'a> {
    code: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'static str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    missing: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    who_could: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<&'a str>,
}

impl Failure {
    /// A failure with this code; `fill` gives its sentence in each language.
    pub fn new(code: impl Into<String>, exit: Exit, fill: impl Fn(Lang) -> String) -> Self {
        Self {
            code: code.into(),
            exit,
            english: fill(Lang::En),
            chinese: fill(Lang::Zh),
            rule: None,
            missing: Vec::new(),
            who_could: Vec::new(),
            next: None,
        }
    }

    /// Arguments that were not understood.
    pub fn usage(text: &str) -> Self {
        Self::new("usage", Exit::Usage, |_| text.trim_end().to_owned())
    }

    /// Names the command to go on with.
    pub fn next(mut self, command: impl Into<String>) -> Self {
        self.next = Some(command.into());
        self
    }

    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// As JSON. The message is English in every locale, so that a program's log reads the same everywhere.
    pub fn to_json(&self) -> Value {
        let Self { code, english: message, rule, missing, who_could, next, .. } = self;
        json!({"error": FailureJson { code, message, rule: *rule, missing, who_could, next: next.as_deref() }})
    }

    /// As JSON for a screen: the message in its language, what is missing and who could help in people's words.
    #[must_use]
    pub fn told(&self, lang: Lang) -> Value {
        let Self { code, rule, who_could, next, .. } = self;
        let missing: Vec<_> = self.missing.iter().map(|missing| missing_in(lang, missing)).collect();
        let message = match lang {
            Lang::En => &self.english,
            Lang::Zh => &self.chinese,
        };
        let told = FailureJson { code, message, rule: *rule, missing: &missing, who_could, next: next.as_deref() };
        serde_json::to_value(told).expect("a failure is plain data")
    }

    /// As people read it.
    pub fn in_words(&self, lang: Lang) -> String {
        let sentence = match lang {
            Lang::En => &self.english,
            Lang::Zh => &self.chinese,
        };
        let mut text = say!(lang, words::FAILED, sentence = sentence, code = self.code);
        if let Some(next) = &self.next {
            text.push('\n');
            text.push_str(&say!(lang, words::NEXT, command = next));
        }
        text
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let mut failure = Self::new(refusal.code, Exit::Refused, |lang| refusal_in(lang, &refusal));
        failure.rule = Some(refusal.rule);
        failure.missing = refusal.missing;
        failure.who_could = refusal.who_could;
        failure
    }
}

/// The refusal's sentence, with what is missing in people's words.
fn refusal_in(lang: Lang, refusal: &Refusal) -> String {
    let mut readable = refusal.clone();
    for missing in &mut readable.missing {
        *missing = missing_in(lang, missing);
    }
    match lang {
        Lang::En => readable.to_string(),
        Lang::Zh => readable.sentence_zh(),
    }
}

/// What is missing, in people's words where there are some.
fn missing_in(lang: Lang, missing: &str) -> String {
    words::missing_in(lang, missing).or_else(|| field_of_entry(missing, lang)).unwrap_or_else(|| missing.to_owned())
}

/// What is wrong with a field of an entry: `field: what`.
fn field_of_entry(wrong: &str, lang: Lang) -> Option<String> {
    let (field, what) = wrong.split_once(": ")?;
    let what = named(words::FIELD_FAULTS, what, lang)?;
    Some(say!(lang, words::PART, name = field, value = what))
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if let Error::Refused(refusal) = error {
            return refusal.into();
        }
        let exit = match &error {
            Error::File { source, .. } if named_wrongly(source) => Exit::Refused,
            Error::Storage(_)
            | Error::File { .. }
            | Error::KeyFile
            | Error::Keystore { .. }
            | Error::OtherKey
            | Error::NewerDatabase { .. }
            | Error::Unsafe(_)
            | Error::DamagedDocument { .. } => Exit::Storage,
            _ => Exit::Refused,
        };
        let next = match &error {
            Error::UnknownCase { .. } => Some("taizhang case list"),
            Error::Unknown { kind: "office", .. } | Error::Ambiguous { kind: "office", .. } => {
                Some("taizhang office list")
            }
            Error::Unknown { kind: "member of staff", .. } | Error::Ambiguous { kind: "member of staff", .. } => {
                Some("taizhang staff list")
            }
            Error::Unknown { kind: "code", .. } => Some("taizhang enrol list"),
            Error::CodeTakenUp { .. } => Some("taizhang device revoke DEVICE --reason WHY"),
            Error::Unknown { kind: "device", .. } => Some("taizhang device list"),
            Error::Unknown { kind: "dispute", .. } => Some("taizhang dispute list"),
            Error::Unknown { kind: "conflict", .. } => Some("taizhang conflict list"),
            Error::NotEnrolled => Some("taizhang enrol take CODE --relay URL"),
            _ => None,
        };
        let mut failure = Self::new(error.code(), exit, |lang| match (&error, lang) {
            // Where the library's own words are for programmers.
            (Error::Wire(_) | Error::OtherCounty | Error::File { .. } | Error::Unknown { kind: "party", .. }, _)
            | (_, Lang::Zh) => in_words(&error, lang),
            (_, Lang::En) => crate::print::shown(&error.to_string()),
        });
        failure.next = next.map(str::to_owned);
        if let Error::AmbiguousCase { cases, .. } = &error {
            failure.missing = cases.iter().map(ToString::to_string).collect();
        }
        if let Error::NotAuthority { who_could } = error {
            failure.who_could = who_could;
        }
        failure
    }
}

/// A file that a person named wrongly is bad input, and not the disk's fault.
pub fn named_wrongly(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::AlreadyExists | std::io::ErrorKind::NotFound)
}

/// What a failed file operation says, in words.
pub fn io_words(error: &std::io::Error, lang: Lang) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => say!(lang, words::IS_MISSING),
        std::io::ErrorKind::AlreadyExists => say!(lang, words::IS_THERE),
        std::io::ErrorKind::PermissionDenied => say!(lang, words::NOT_PERMITTED),
        _ => error.to_string(),
    }
}

fn in_words(error: &Error, lang: Lang) -> String {
    match error {
        Error::UnknownCase { name } => say!(lang, words::UNKNOWN_CASE, name = name),
        Error::AmbiguousCase { name, .. } => say!(lang, words::AMBIGUOUS_CASE, name = name),
        Error::Unknown { kind: "party", name } => say!(lang, words::UNKNOWN_PARTY, name = name),
        Error::Unknown { kind, name } => say!(lang, words::UNKNOWN, kind = words::thing(kind, lang), name = name),
        Error::Ambiguous { kind, name } => say!(lang, words::AMBIGUOUS, kind = words::thing(kind, lang), name = name),
        Error::NotEnrolled => say!(lang, words::NOT_ENROLLED),
        Error::AlreadyEnrolled => say!(lang, words::ALREADY_ENROLLED),
        Error::CodeUsed => say!(lang, words::CODE_USED),
        Error::CodeUnknown => say!(lang, words::CODE_UNKNOWN),
        Error::CodeExpired => say!(lang, words::CODE_NOT_IN_TIME),
        Error::CodeTakenUp { device } => say!(lang, words::CODE_TAKEN_UP, device = device),
        Error::NoName => say!(lang, words::NO_NAME),
        Error::OfficeCodeShape { max } => say!(lang, words::OFFICE_CODE_SHAPE, max = max),
        Error::OfficeCodeTaken { code, office } => say!(lang, words::OFFICE_CODE_TAKEN, code = code, office = office),
        Error::NotAuthority { who_could } if who_could.is_empty() => say!(lang, words::NOT_AUTHORITY),
        Error::NotAuthority { who_could } => {
            say!(lang, words::NOT_AUTHORITY_OR, who = who_could.join(lang.comma()))
        }
        Error::NotApprover => say!(lang, words::NOT_APPROVER),
        Error::LastApprover => say!(lang, words::LAST_APPROVER),
        Error::Restricted { number } => say!(lang, words::CASE_RESTRICTED, number = number),
        Error::NotAllowed => say!(lang, words::NOT_ALLOWED),
        Error::OtherCounty => say!(lang, words::OTHER_COUNTY),
        Error::Wire(taizhang_wire::Error::BadEnrolmentCode) => say!(lang, words::BAD_CODE),
        Error::Wire(taizhang_wire::Error::Truncated) => say!(lang, words::FILE_CUT_SHORT),
        Error::Wire(taizhang_wire::Error::UnsupportedVersion { .. }) => say!(lang, words::NEWER_VERSION),
        Error::Wire(taizhang_wire::Error::Malformed { what: "bundle" }) => say!(lang, words::NO_BUNDLE),
        Error::Wire(error) => say!(lang, words::BAD_BYTES, detail = error),
        _ if error.is_disk_full() => say!(lang, words::DISK_FULL),
        Error::KeyFile => say!(lang, words::KEY_FILE),
        Error::WrongPassphrase => say!(lang, words::WRONG_PASSPHRASE),
        Error::Keystore { detail } => say!(lang, words::KEYSTORE, detail = detail),
        Error::OtherKey => say!(lang, words::OTHER_KEY),
        Error::NotABackup => say!(lang, words::NOT_A_BACKUP),
        Error::NewerDatabase { .. } => say!(lang, words::NEWER_VERSION),
        Error::DamagedDocument { case, .. } => say!(lang, words::DAMAGED_CASE, case = case),
        Error::File { doing, source } => {
            say!(lang, words::FILE_FAILED, doing = doing, detail = io_words(source, lang))
        }
        Error::Configuration(error) => config_in_words(error, lang),
        other => say!(lang, words::STORAGE_FAILED, detail = other),
    }
}

/// Why a configuration cannot be put in force.
fn config_in_words(error: &taizhang_model::Error, lang: Lang) -> String {
    use taizhang_model::Error as Wrong;
    match error {
        Wrong::ConfigTooLarge { bytes, most } => say!(lang, words::CONFIG_TOO_LARGE, bytes = bytes, most = most),
        Wrong::ConfigMalformed { path, source } => say!(lang, words::CONFIG_MALFORMED, path = path, detail = source),
        Wrong::ConfigInvalid { path, problem } => {
            let problem = if lang == Lang::Zh { words::problem_zh(problem) } else { problem.clone() };
            say!(lang, words::CONFIG_INVALID, path = path, problem = problem)
        }
        other => other.to_string(),
    }
}

impl From<taizhang_wire::Error> for Failure {
    fn from(error: taizhang_wire::Error) -> Self {
        Error::from(error).into()
    }
}

impl From<taizhang_model::Error> for Failure {
    fn from(error: taizhang_model::Error) -> Self {
        let detail = error.to_string();
        Self::new(error.code(), Exit::Refused, |lang| match lang {
            Lang::En => detail.clone(),
            Lang::Zh => say!(lang, words::BAD_PAYLOAD, detail = detail),
        })
    }
}

impl From<taizhang_tables::Error> for Failure {
    fn from(error: taizhang_tables::Error) -> Self {
        Self::new(error.code(), Exit::Refused, |lang| match lang {
            Lang::En => error.to_string(),
            Lang::Zh => error.message_zh().to_owned(),
        })
    }
}
