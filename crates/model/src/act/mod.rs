//! Acts (办理行为; DOMAIN 3.1): the decisions and the work on a case. They are only ever added, each names the acts its
//! author had seen, and everything else about a case is folded from them.
//!
//! # Adding a kind of act
//!
//! 1. A file in the folder of its group: its payload struct (`deny_unknown_fields`, so that a payload of a newer version
//!    is shown as such and not half understood), and its `ActKind`: the `KIND` name, what kind of document it belongs
//!    to, whether a closing must have seen it (`WORK`), and `check` (what it needs, what it refuses).
//! 2. One line in the table [`acts!`] below.
//! 3. What it does to the case, in the section of the fold that reads its group (`fold/`): sections find the acts of a
//!    kind by `docket.of::<Kind>()`, and say in `Standing` which are superseded or without effect.
//! 4. A line in `tests::one_of_each`, and the golden file that the test then asks for.
//!
//! Only a kind that can contradict another also needs a rule: a file in `fold/rules/`.

mod access;
mod answer;
mod closing;
mod duty;
mod entry;
mod handling;
mod intake;
mod links;
mod reading;
mod settle;
mod supervision;

pub use access::{Access, AccessKind, log_month};
pub use answer::*;
pub use closing::*;
pub use duty::*;
pub use entry::Configure;
pub use handling::*;
pub use intake::*;
pub(crate) use links::holds_a_number;
pub use links::*;
pub(crate) use reading::decides_on_reading;
pub use reading::*;
pub use settle::Settle;
pub use supervision::*;

use jiff::{Timestamp, civil::Date};
use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{
    ActId, ConfigVersion, DeviceId, Error, OfficeId, Refusal, StaffId, Subject,
    check::Situation,
    entry::{EntryData, Publish, Respond, Revise, Strike},
    refusal,
};

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
    /// Most items of a list within an act: participants, opinions, terms.
    pub const ITEMS: usize = 50;
    /// Most characters of all texts of an act that holds lists of texts.
    pub const ALTOGETHER_CHARS: usize = 10_000;
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
    /// The version of the county's configuration that its author judged by (DOMAIN K15).
    pub config: ConfigVersion,
    /// The revision of the author's entry in the directory that its author had seen (DOMAIN K12).
    pub staff_revision: u32,
    /// What was done.
    pub body: ActBody,
}

/// What a kind of act is and needs.
pub(crate) trait ActKind: Serialize + DeserializeOwned + JsonSchema {
    /// The name of the kind in documents.
    const KIND: &'static str;
    /// The kind of document it belongs to: anywhere else it has no effect.
    const SUBJECT: Subject = Subject::Case;
    /// Whether a closing has to have seen it (K2).
    const WORK: bool = true;

    /// Whether it may be recorded now, in a document of its kind.
    fn check(&self, now: &Situation<'_>) -> Result<(), Refusal>;
}

/// A payload within [`ActBody`]; the table of kinds implements it.
pub(crate) trait InBody: ActKind {
    /// Its place in the table.
    const INDEX: usize;

    /// The payload, where the body is of this kind.
    fn of(body: &ActBody) -> Option<&Self>;
}

// Each kind is read and written out of line: where code is loaded as it is called, what nobody recorded need not be there.

#[inline(never)]
fn read<K: ActKind>(payload: Value) -> Result<K, Error> {
    serde_json::from_value(payload).map_err(|source| Error::Payload { kind: K::KIND, source })
}

#[inline(never)]
fn written<K: ActKind>(payload: &K) -> Value {
    serde_json::to_value(payload).expect("payloads are plain structs with text keys")
}

macro_rules! acts {
    ($(#[doc = $label:literal] $kind:ident($payload:ty),)*) => {
        /// What was done: the kind of the act and its payload.
        #[derive(Debug, Clone, PartialEq)]
        pub enum ActBody {
            $(#[doc = $label] $kind($payload),)*
            /// An act this version cannot read: kept and shown as "needs a newer version", without effect.
            Unknown {
                /// The name of its kind.
                kind: String,
                /// Its payload as it came.
                payload: Value,
            },
        }

        #[derive(Clone, Copy)]
        enum Place { $($kind),* }

        $(impl InBody for $payload {
            const INDEX: usize = Place::$kind as usize;

            fn of(body: &ActBody) -> Option<&Self> {
                match body {
                    ActBody::$kind(payload) => Some(payload),
                    _ => None,
                }
            }
        })*

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
                    return read(payload).map(Self::$kind);
                })*
                Err(Error::UnknownKind { kind: kind.to_owned() })
            }

            /// Its payload.
            #[must_use]
            pub fn payload(&self) -> Value {
                match self {
                    $(Self::$kind(payload) => written(payload),)*
                    Self::Unknown { payload, .. } => payload.clone(),
                }
            }

            /// What a kind is called in Chinese: 登记. None where there is no such kind.
            #[must_use]
            pub fn label_zh(kind: &str) -> Option<&'static str> {
                $(if kind == <$payload as ActKind>::KIND {
                    return Some($label.trim().trim_end_matches('.'));
                })*
                None
            }

            /// The kind of document it belongs to; none where this version cannot read it.
            #[must_use]
            pub fn subject(&self) -> Option<Subject> {
                match self {
                    $(Self::$kind(_) => Some(<$payload as ActKind>::SUBJECT),)*
                    Self::Unknown { .. } => None,
                }
            }

            /// The kind of document that acts of a kind belong to; none where there is no such kind.
            #[must_use]
            pub fn subject_of(kind: &str) -> Option<Subject> {
                $(if kind == <$payload as ActKind>::KIND {
                    return Some(<$payload as ActKind>::SUBJECT);
                })*
                None
            }

            /// JSON Schema of the payload of a kind; none where there is no such kind.
            #[must_use]
            pub fn schema(kind: &str) -> Option<Schema> {
                $(if kind == <$payload as ActKind>::KIND {
                    return Some(schema_for!($payload));
                })*
                None
            }

            /// One act of each kind, with nothing in it.
            #[cfg(test)]
            pub(crate) fn blanks() -> Vec<Self> {
                vec![$(Self::$kind(<$payload>::default())),*]
            }

            /// Its place in the table of kinds, and whether it is work that a closing has to have seen.
            pub(crate) fn place(&self) -> Option<(usize, bool)> {
                match self {
                    $(Self::$kind(_) => Some((Place::$kind as usize, <$payload as ActKind>::WORK)),)*
                    Self::Unknown { .. } => None,
                }
            }

            pub(crate) fn check(&self, now: &Situation<'_>) -> Result<(), Refusal> {
                match self {
                    $(Self::$kind(payload) => ActKind::check(payload, now),)*
                    Self::Unknown { kind, .. } => Err(Refusal::because(&refusal::UNKNOWN_KIND).missing(kind.as_str())),
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
    // 登记与受理.
    /// 登记.
    Register(Register),
    /// 再次来访、来信.
    Contact(RepeatContact),
    /// 首问移交.
    HandOver(HandOver),
    /// 首问接收.
    TakeOver(TakeOver),
    /// 五个明确.
    Clarify(Clarify),
    /// 分类.
    Classify(Classify),
    /// 案件紧急程度.
    Urgency(Urgency),
    /// 受理.
    Accept(Accept),
    /// 不予受理、不再受理.
    Decline(Decline),
    /// 转送、转办.
    Transfer(Transfer),
    /// 管辖异议.
    Object(Object),
    /// 同意退回.
    AnswerObjection(AnswerObjection),
    /// 信访人撤回.
    Withdraw(Withdraw),
    // 交办与包案.
    /// 交办、包案.
    Assign(Assign),
    /// 化解方案.
    Plan(Plan),
    /// 节点完成.
    Milestone(Milestone),
    /// 承诺.
    Promise(Promise),
    /// 承诺兑现.
    Deliver(Deliver),
    /// 承诺变更.
    CancelPromise(CancelPromise),
    /// 延期.
    Extend(Extend),
    /// 提级、上报.
    Raise(Raise),
    /// 上级答复.
    AnswerRaise(AnswerRaise),
    /// 挂牌督办.
    List(List),
    /// 销号.
    Delist(Delist),
    /// 进展报告.
    Progress(Progress),
    /// 回避.
    Recuse(Recuse),
    /// 追认.
    Confirm(Confirm),
    // 办理、调解与帮扶.
    /// 办理记录.
    Note(Note),
    /// 走访、约访.
    Visit(Visit),
    /// 诉求研判.
    AssessClaim(AssessClaim),
    /// 诉求办理结果.
    ClaimOutcome(ClaimOutcome),
    /// 核查报告.
    Finding(Finding),
    /// 核查表决.
    Vote(Vote),
    /// 核查定稿.
    FinishFinding(FinishFinding),
    /// 会商、接访、协调会.
    Meet(Meet),
    /// 中止计时.
    Pause(Pause),
    /// 恢复计时.
    Resume(Resume),
    /// 调解.
    Mediate(Mediate),
    /// 调解协议.
    Agreement(Agreement),
    /// 司法确认.
    CourtConfirm(CourtConfirm),
    /// 法定途径告知.
    PathNotice(PathNotice),
    /// 救助帮扶.
    Aid(Aid),
    /// 救助发放.
    Pay(Pay),
    // 文书、答复与复查复核.
    /// 文书.
    Document(Document),
    /// 答复.
    Reply(Reply),
    /// 签字.
    Sign(Sign),
    /// 送达.
    Serve(Serve),
    /// 撤销文书.
    Revoke(Revoke),
    /// 复查、复核申请.
    Review(Review),
    /// 复查、复核意见.
    ReviewResult(ReviewResult),
    /// 终结.
    Finalise(Finalise),
    /// 附件.
    Attach(Attach),
    /// 附件遮蔽.
    Redact(Redact),
    /// 编号.
    Number(Number),
    // 办结与回访.
    /// 案卷初审.
    FirstReview(FirstReview),
    /// 办结.
    Close(Close),
    /// 报结.
    ReportClosed(ReportClosed),
    /// 化解审核.
    Audit(Audit),
    /// 信访人评价.
    Rate(Rate),
    /// 回头看.
    LookBack(LookBack),
    /// 恢复办理.
    Reopen(Reopen),
    /// 外部系统标识.
    ExternalMark(ExternalMark),
    // 督办.
    /// 督办.
    Supervise(Supervise),
    /// 督办回复.
    AnswerSupervision(AnswerSupervision),
    // 关联.
    /// 关联.
    Link(Link),
    /// 解除关联.
    Unlink(Unlink),
    /// 非同一事项.
    NotSameMatter(NotSameMatter),
    /// 当事人.
    Party(Party),
    /// 当事人移除.
    RemoveParty(RemoveParty),
    /// 列入专项.
    Join(Join),
    // 查阅.
    /// 限制知悉.
    Restrict(Restrict),
    /// 解除限制知悉.
    LiftRestriction(LiftRestriction),
    /// 紧急查阅.
    BreakGlass(BreakGlass),
    // 其他文档.
    /// 台账条目.
    Enter(EntryData),
    /// 条目修订.
    Revise(Revise),
    /// 条目回复.
    Respond(Respond),
    /// 条目发布.
    Publish(Publish),
    /// 条目作废.
    Strike(Strike),
    /// 查阅.
    Access(Access),
    /// 配置.
    Configure(Configure),
    // 裁决.
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
    config: ConfigVersion,
    staff_revision: u32,
    payload: P,
}

impl ActBody {
    /// The body of an act that somebody recorded: what this version cannot read is kept as [`ActBody::Unknown`].
    #[must_use]
    pub fn read(kind: &str, payload: Value) -> Self {
        Self::from_kind(kind, payload.clone()).unwrap_or_else(|_| Self::Unknown { kind: kind.to_owned(), payload })
    }
}

/// The codes that were handed out with these acts, for the petitioner to ask by.
pub(crate) fn receipt_codes<'a>(acts: impl IntoIterator<Item = &'a Act>) -> impl Iterator<Item = &'a str> {
    acts.into_iter().filter_map(|act| match &act.body {
        ActBody::Register(register) => Some(register.receipt_code.as_str()),
        ActBody::Contact(contact) => Some(contact.receipt_code.as_str()),
        _ => None,
    })
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
            config: read.config,
            staff_revision: read.staff_revision,
            body: ActBody::read(&read.kind, read.payload),
        })
    }

    /// The hash of what the act says, kind and payload, that a signature or a vote stands over: 64 hexadecimal digits.
    #[must_use]
    pub fn content_hash(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"taizhang content 1\0");
        hash.update(self.body.kind());
        hash.update([0]);
        hash.update(self.body.payload().to_string());
        data_encoding::HEXLOWER.encode(&hash.finalize())
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
            config: self.config,
            staff_revision: self.staff_revision,
            payload,
        };
        serde_json::to_string(&envelope).expect("acts are plain structs with text keys")
    }
}

#[cfg(test)]
mod tests;
