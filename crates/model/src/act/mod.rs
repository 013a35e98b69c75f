//! Acts (办理行为; DOMAIN 3.1): the decisions and the work on a case. They are only ever added, each names the acts its
//! author had seen, and everything else about a case is folded from them.
//!
//! # Adding a kind of act
//!
//! 1. A file beside this one: its payload struct (`deny_unknown_fields`, so that a payload of a newer version is shown
//!    as such and not half understood), and its `ActKind`: the `KIND` name, `check` (what it needs, what it refuses)
//!    and `enroll` (the lists of [`Roles`] the fold finds it in; a kind that only counts adds a count there).
//! 2. One line in the table [`acts!`] below.
//! 3. Where the compiler then asks: what the act does to the case, in `fold/timeline.rs` (most kinds: `Effect::Live`).
//! 4. A line in `tests::one_of_each`, and the golden file that the test then asks for.
//!
//! Only a kind that can contradict another also needs a rule in `fold/`: see `fold/court.rs`.

mod accept;
mod assign;
mod close;
mod contact;
mod extend;
mod note;
mod register;
mod reply;
mod settle;
mod visit;

pub use accept::Accept;
pub use assign::Assign;
pub use close::Close;
pub use contact::RepeatContact;
pub use extend::Extend;
pub use note::Note;
pub use register::{Channel, Register};
pub use reply::{Reply, ReplyPosition};
pub use settle::Settle;
pub use visit::Visit;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{ActId, DeviceId, Error, OfficeId, Refusal, StaffId, check::Situation, fold::Roles, refusal};

/// Bounds on acts.
pub mod limits {
    /// Most bytes of an act's text.
    pub const ACT_BYTES: usize = 64 * 1024;
    /// Most seen acts one act may name.
    pub const BASED_ON: usize = 256;
    /// Most characters of the name of a kind.
    pub const KIND_CHARS: usize = 40;
    /// Most characters of a long text: a summary, a note, a reply.
    pub const TEXT_CHARS: usize = 8_000;
    /// Most characters of a second text beside a long one, and of a reason.
    pub const REASON_CHARS: usize = 2_000;
    /// Most characters of a place, a number or a code.
    pub const LINE_CHARS: usize = 200;
    /// Most acts a closing may name.
    pub const COVERS: usize = 1_500;
}

/// Who records an act, for which office, on which device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    /// The member of staff.
    pub staff: StaffId,
    /// The office acted for.
    pub office: OfficeId,
    /// The device.
    pub device: DeviceId,
}

/// One act.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// Derived from the change that carries the act; not part of its text.
    pub id: ActId,
    /// Who did it.
    pub by: StaffId,
    /// For which office.
    pub office: OfficeId,
    /// On which device.
    pub device: DeviceId,
    /// When, by the clock of that device: shown, never trusted.
    pub made_at: Timestamp,
    /// The date it is declared for: clocks of the law start here.
    pub effective_on: Date,
    /// The latest acts its author had seen, at most [`limits::BASED_ON`].
    pub based_on: Vec<ActId>,
    /// What was done.
    pub body: ActBody,
}

/// What a kind of act needs and where the fold finds it.
pub(crate) trait ActKind: Serialize + DeserializeOwned {
    /// The name of the kind in documents.
    const KIND: &'static str;

    /// Whether it may be recorded now.
    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal>;

    /// Enters the act, which stands at `rank` in the timeline, in the lists the rules look at.
    fn enroll<'a>(&'a self, rank: usize, roles: &mut Roles<'a>);
}

macro_rules! acts {
    ($($(#[$doc:meta])* $kind:ident($payload:ty),)*) => {
        /// What was done: the kind of the act and its payload.
        #[derive(Debug, Clone, PartialEq)]
        pub enum ActBody {
            $($(#[$doc])* $kind($payload),)*
            /// An act this version cannot read: kept and shown as "needs a newer version", without effect.
            Unknown {
                /// The name of its kind.
                kind: String,
                /// Its payload as it came.
                payload: Value,
            },
        }

        impl ActBody {
            /// The names of all kinds.
            pub const KINDS: &'static [&'static str] = &[$(<$payload as ActKind>::KIND),*];

            /// The name of its kind.
            #[must_use]
            pub fn kind(&self) -> &str {
                match self {
                    $(Self::$kind(_) => <$payload as ActKind>::KIND,)*
                    Self::Unknown { kind, .. } => kind,
                }
            }

            /// An act of a kind this version knows, for one that is to be recorded.
            ///
            /// # Errors
            /// An unknown kind, or a payload that is not that of the kind.
            pub fn from_kind(kind: &str, payload: Value) -> Result<Self, Error> {
                $(if kind == <$payload as ActKind>::KIND {
                    return serde_json::from_value(payload)
                        .map(Self::$kind)
                        .map_err(|source| Error::Payload { kind: <$payload as ActKind>::KIND, source });
                })*
                Err(Error::UnknownKind { kind: kind.to_owned() })
            }

            /// Its payload.
            #[must_use]
            pub fn payload(&self) -> Value {
                match self {
                    $(Self::$kind(payload) => {
                        serde_json::to_value(payload).expect("payloads are plain structs with text keys")
                    })*
                    Self::Unknown { payload, .. } => payload.clone(),
                }
            }

            pub(crate) fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
                match self {
                    $(Self::$kind(payload) => payload.check(now),)*
                    Self::Unknown { kind, .. } => Err(Refusal::because(&refusal::UNKNOWN_KIND).missing(kind.as_str())),
                }
            }

            pub(crate) fn enroll<'a>(&'a self, rank: usize, roles: &mut Roles<'a>) {
                match self {
                    $(Self::$kind(payload) => payload.enroll(rank, roles),)*
                    Self::Unknown { .. } => roles.unknown.push(rank),
                }
            }
        }

        impl Act {
            /// The act as it stands in a document: JSON, without its id, keys and payload in a fixed order.
            #[must_use]
            pub fn to_json(&self) -> String {
                match &self.body {
                    $(ActBody::$kind(payload) => self.envelope(payload),)*
                    ActBody::Unknown { payload, .. } => self.envelope(payload),
                }
            }
        }
    };
}

acts! {
    /// 登记.
    Register(Register),
    /// 受理.
    Accept(Accept),
    /// 交办、包案.
    Assign(Assign),
    /// 办理记录.
    Note(Note),
    /// 走访、约访.
    Visit(Visit),
    /// 延期.
    Extend(Extend),
    /// 答复.
    Reply(Reply),
    /// 办结.
    Close(Close),
    /// 再次来访、来信.
    Contact(RepeatContact),
    /// 裁决.
    Settle(Settle),
}

/// An act's text, `P` its payload.
#[derive(Serialize, Deserialize)]
struct Envelope<K, B, P> {
    kind: K,
    by: StaffId,
    office: OfficeId,
    device: DeviceId,
    made_at: Timestamp,
    effective_on: Date,
    based_on: B,
    payload: P,
}

impl ActBody {
    /// The body of an act that somebody recorded: what this version cannot read is kept as [`ActBody::Unknown`].
    #[must_use]
    pub fn read(kind: &str, payload: Value) -> Self {
        Self::from_kind(kind, payload.clone()).unwrap_or_else(|_| Self::Unknown { kind: kind.to_owned(), payload })
    }
}

impl Act {
    /// Reads an act. A kind or payload that this version does not know is kept as [`ActBody::Unknown`].
    ///
    /// # Errors
    /// A text that is too large, or is no act at all.
    pub fn from_json(id: ActId, text: &str) -> Result<Self, Error> {
        if text.len() > limits::ACT_BYTES {
            return Err(Error::TooLarge { bytes: text.len(), most: limits::ACT_BYTES });
        }
        let read: Envelope<String, Vec<ActId>, Value> = serde_json::from_str(text).map_err(Error::Malformed)?;
        if read.based_on.len() > limits::BASED_ON {
            return Err(Error::TooManySeen { count: read.based_on.len(), most: limits::BASED_ON });
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if read.kind.is_empty() || read.kind.len() > limits::KIND_CHARS || !read.kind.chars().all(plain) {
            return Err(Error::KindName);
        }
        Ok(Self {
            id,
            by: read.by,
            office: read.office,
            device: read.device,
            made_at: read.made_at,
            effective_on: read.effective_on,
            based_on: read.based_on,
            body: ActBody::read(&read.kind, read.payload),
        })
    }

    fn envelope<P: Serialize>(&self, payload: &P) -> String {
        let envelope = Envelope {
            kind: self.body.kind(),
            by: self.by,
            office: self.office,
            device: self.device,
            made_at: self.made_at,
            effective_on: self.effective_on,
            based_on: &self.based_on,
            payload,
        };
        serde_json::to_string(&envelope).expect("acts are plain structs with text keys")
    }
}

#[cfg(test)]
mod tests;
