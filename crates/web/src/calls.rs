//! What the browser's shell answers by itself, as JSON: parameters, answers and events. Their TypeScript types are made
//! from [`schemas`].

use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};
use taizhang_client::{Changed, Draft};

use crate::failure::Told;

/// Where a desk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// It has no keys yet: `shell.create`.
    New,
    /// A passphrase locks its keys: `shell.unlock`.
    Locked,
    /// It is open and belongs to no county yet: `shell.enrol`.
    Enrolling,
    /// It is open.
    Open,
}

/// What locks a desk's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LockKind {
    /// A passphrase.
    Passphrase,
    /// A key that this browser keeps and gives to nobody.
    Browser,
}

/// `shell.state` {} -> this; `shell.create`, `shell.unlock`, `shell.lock` and `shell.passphrase` give it as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct State {
    /// Where the desk stands.
    pub state: Stage,
    /// What locks its keys; `null` where it has none.
    pub lock: Option<LockKind>,
    /// Its name in this browser.
    pub desk: String,
    /// What the device is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
    /// The office it reads for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office_name: Option<String>,
    /// Who holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff_name: Option<String>,
    /// The county's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// The program's version.
    pub version: String,
}

/// No parameters.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// `shell.create`: keys for a desk that has none, locked by a passphrase, or without one by this browser.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// At least eight characters.
    #[serde(default)]
    pub passphrase: Option<String>,
}

/// `shell.unlock`: opens a desk that a passphrase locks. A wrong one is the failure `wrong_passphrase`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    /// The passphrase.
    pub passphrase: String,
}

/// `shell.passphrase`: another passphrase, or without a new one this browser's own lock.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Passphrases {
    /// The one that holds now, where a passphrase locks the desk.
    #[serde(default)]
    pub old: Option<String>,
    /// The one that holds from now on, of at least eight characters.
    #[serde(default)]
    pub new: Option<String>,
}

/// `shell.backup`: writes the whole ledger into a file under a passphrase of its own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackUp {
    /// The file's name among the shell's files.
    pub file: String,
    /// At least eight characters.
    pub passphrase: String,
}

/// A backup that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BackedUp {
    /// The file.
    pub file: String,
    /// How long it is.
    pub bytes: u64,
}

/// `shell.restore`: makes the ledger of a new desk from a backup. The desk has to be let in like any other.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// The backup, among the shell's files.
    pub file: String,
    /// The backup's passphrase.
    pub passphrase: String,
    /// The desk's own, of at least eight characters; without one this browser's own lock.
    #[serde(default)]
    pub new: Option<String>,
}

/// `shell.enrol`: takes up a code, and fetches the records that say who the device is. The cases come with the sync that
/// begins then.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Enrol {
    /// The code, or a link with it: `http(s)://RELAY/#enrol=CODE` or `taizhang:enrol?code=CODE&relay=URL`.
    pub link: String,
    /// The relay's address; a browser asks none but the one that it was loaded from.
    #[serde(default)]
    pub relay: Option<String>,
    /// What the device is to be called.
    #[serde(default)]
    pub device_name: Option<String>,
    /// A file that was made after the code, by a device of the county: instead of the relay, where it cannot be reached.
    #[serde(default)]
    pub bundle: Option<String>,
    /// Whether to read the code and ask for the relay only.
    #[serde(default)]
    pub check_only: bool,
}

/// What came of taking up a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Enrolled {
    /// This device.
    pub device: String,
    /// The county's name, or where nothing was taken up the key of the relay's county.
    pub county: Option<String>,
    /// The office it reads for.
    pub office_name: Option<String>,
    /// Who holds it.
    pub staff_name: Option<String>,
    /// What the administrator compares.
    pub check_code: Option<String>,
    /// How many cases are here already.
    pub cases: u64,
}

/// What sync does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing runs: the desk is locked or belongs to no county.
    #[default]
    Off,
    /// It asks for the relay.
    Connecting,
    /// It receives.
    Receiving,
    /// It sends.
    Sending,
    /// Everything is here and there, and the relay tells what is new.
    Live,
    /// It could not reach the relay, and tries again.
    Retrying,
    /// The disk is full, and it tries again later.
    DiskFull,
    /// The relay does not let the device in; `shell.sync_now` asks again.
    NotLetIn,
}

/// `shell.sync` {} -> this, as it stands; `shell.sync_now` {} tries at once and gives it as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SyncState {
    /// The relay's address.
    pub relay: Option<String>,
    /// Whether the last exchange went well.
    pub online: bool,
    /// What it does.
    pub phase: Phase,
    /// When everything was last here and there, in milliseconds since 1970 by the device's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_settled_ms: Option<i64>,
    /// Changes of this device that the relay is not known to hold.
    pub waiting: u64,
    /// Changes of this device that the relay refused.
    pub refused: u64,
    /// What last went wrong, until the same went well.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Told>")]
    pub error: Option<serde_json::Value>,
    /// Cases that the lists do not take into account yet: they are brought up to date between the calls.
    pub lag: u64,
    /// Items received since the desk was opened.
    pub received: u64,
    /// Items sent since the desk was opened.
    pub sent: u64,
}

/// `shell.draft_put`: keeps a text under a name on this device alone, on its disk before it answers `{}`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftPut {
    /// The name, of at most 200 bytes, such as `form/contact`.
    pub name: String,
    /// The text, of at most 1 MiB; `null` throws it away.
    pub body: Option<String>,
}

/// `shell.draft_get`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftGet {
    /// The name.
    pub name: String,
}

/// What `shell.draft_get` gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DraftAnswer {
    /// The draft; `null` where there is none of this name.
    pub draft: Option<Draft>,
}

/// `shell.draft_list`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftList {
    /// With what the names begin.
    #[serde(default)]
    pub prefix: String,
}

/// What `shell.draft_list` gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Drafts {
    /// The newest first, a thousand at most.
    pub drafts: Vec<Draft>,
}

/// `shell.storage` {} -> what the browser says of the room it gives.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Storage {
    /// Whether it promised to clear nothing away by itself; `null` where it does not say.
    pub persisted: Option<bool>,
    /// Bytes used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<f64>,
    /// Bytes that there may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<f64>,
}

/// `delivery`: which offices have which of a case's edits; the relay is asked.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseNamed {
    /// The case's number, or its id.
    pub case: String,
}

/// Nothing to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Done {}

/// What the core tells unasked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "event", rename_all = "lowercase")]
pub enum Happened {
    /// Something in the ledger changed.
    Changed {
        /// Which cases; `null`: anything may have.
        cases: Option<Vec<String>>,
    },
    /// Sync stands otherwise than before.
    Sync {
        /// How.
        status: SyncState,
    },
    /// The desk was locked.
    Locked,
}

impl Happened {
    /// What a page is told of what the ledger took note of; none where that is nothing that it shows.
    #[must_use]
    pub fn changed(changed: &Changed) -> Option<Self> {
        let cases = match changed {
            Changed::Nothing | Changed::Lag => return None,
            Changed::Cases(cases) => Some(cases.iter().map(ToString::to_string).collect()),
            Changed::Anything => None,
        };
        Some(Self::Changed { cases })
    }
}

/// The schemas of all this, by name: `params.shell.create`, `answer.shell.create`, .., and `event`.
#[must_use]
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("params.shell.state", schema_for!(Nothing)),
        ("answer.shell.state", schema_for!(State)),
        ("params.shell.create", schema_for!(Create)),
        ("answer.shell.create", schema_for!(State)),
        ("params.shell.unlock", schema_for!(Unlock)),
        ("answer.shell.unlock", schema_for!(State)),
        ("params.shell.lock", schema_for!(Nothing)),
        ("answer.shell.lock", schema_for!(State)),
        ("params.shell.passphrase", schema_for!(Passphrases)),
        ("answer.shell.passphrase", schema_for!(State)),
        ("params.shell.enrol", schema_for!(Enrol)),
        ("answer.shell.enrol", schema_for!(Enrolled)),
        ("params.shell.backup", schema_for!(BackUp)),
        ("answer.shell.backup", schema_for!(BackedUp)),
        ("params.shell.restore", schema_for!(Restore)),
        ("answer.shell.restore", schema_for!(State)),
        ("params.shell.sync", schema_for!(Nothing)),
        ("answer.shell.sync", schema_for!(SyncState)),
        ("params.shell.sync_now", schema_for!(Nothing)),
        ("answer.shell.sync_now", schema_for!(SyncState)),
        ("params.shell.draft_put", schema_for!(DraftPut)),
        ("answer.shell.draft_put", schema_for!(Done)),
        ("params.shell.draft_get", schema_for!(DraftGet)),
        ("answer.shell.draft_get", schema_for!(DraftAnswer)),
        ("params.shell.draft_list", schema_for!(DraftList)),
        ("answer.shell.draft_list", schema_for!(Drafts)),
        ("params.shell.storage", schema_for!(Nothing)),
        ("answer.shell.storage", schema_for!(Storage)),
        ("failure", schema_for!(Told)),
        ("event", schema_for!(Happened)),
    ]
}
