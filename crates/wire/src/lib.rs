//! What crosses the network, and nothing else: envelopes, control records, snapshots, feed pages, bundles,
//! dossiers, the bounds they keep, and the words for what goes wrong. Pure: bytes in, values out.
//!
//! Every item is one version byte, one kind byte and a postcard body; golden vectors under `tests/vectors` pin them.
//! A page, a push and a bundle carry items as separate byte strings, so that one bad item never harms its neighbours.

mod bundle;
mod bytes;
mod code;
mod control;
mod devices;
mod dossier;
mod envelope;
mod feed;
mod grants;
mod invite;
mod item;
pub mod limits;
mod push;
mod request;
mod snapshot;

pub use bundle::{Bundle, read_bundle, write_bundle};
pub use bytes::{
    ActorId, ChangeHash, ControlId, DocId, Epoch, Incarnation, InviteId, OfficeKeyId, PublicKey, SealKey, SealedKey,
    Signature,
};
pub use code::{Code, Error};
pub use control::{
    AcceptedTip, Approval, Approver, AudienceChange, Authority, Claim, Control, ControlBody, Delegation, DocKeyShare,
    DocKind, Holder, Invite, InviteKey, KeyShare, LastAccepted, OfficeKey, OfficeKeyShares, OfficeRecord, Open,
    Renewal, Revoke, StaffRecord,
};
pub use devices::{DeviceSeen, DeviceTips, DevicesSeen};
pub use dossier::{Damage, Dossier, OpenedDossier, Part, PartKind, open_dossier, read_dossier, write_dossier};
pub use envelope::{Attestation, Envelope};
pub use feed::{Cursor, FeedEntry, FeedPage, LiveNotice, Position};
pub use grants::{Grant, Grants, Scope, Verdict, Waiting, judge_audience, judge_open};
pub use invite::{Enrolled, EnrolmentCode, EnrolmentLink, check_code};
pub use item::{Item, VERSION_MAX};
pub use push::{Answer, PushAnswers, PushRequest};
pub use request::{CONTENT_DIGEST, GRANT_UNTIL, RequestHead, SIGNATURE, SIGNATURE_INPUT};
pub use snapshot::Snapshot;
