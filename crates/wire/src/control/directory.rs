//! Records of the directory: the county's authority, what it may hand on, offices, staff, devices and the keys that
//! content is sealed for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use taizhang_model::{DeviceId, OfficeId, OfficeKind, StaffId, StaffRole};

use crate::{ControlId, DocId, Incarnation, InviteId, OfficeKeyId, PublicKey, SealKey, SealedKey, Signature};

/// The county's root of trust. Signed by itself; its key is pinned by every enrolment code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// The authority's key. The secret half stays on the administrator's device.
    pub key: PublicKey,
    /// What office keys are sealed for, so that the authority can hand them on.
    pub seal: SealKey,
    /// The county's name.
    pub name: String,
}

/// An office, or a new revision of one. Signed by the authority, or by a delegate who may enrol above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeRecord {
    /// The office.
    pub id: OfficeId,
    /// Its kind.
    pub kind: OfficeKind,
    /// The office above it.
    pub parent: Option<OfficeId>,
    /// Its name.
    pub name: String,
    /// A short ASCII code, for the numbers of its cases.
    pub code: String,
    /// When this revision was made, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
    /// The highest revision stands.
    pub revision: u32,
}

/// A member of staff, or a new revision of one. Signed by the authority or a delegate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRecord {
    /// The person's staff id.
    pub id: StaffId,
    /// The office they work for.
    pub office: OfficeId,
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Whether they head the office (主要负责人).
    pub is_head: bool,
    /// Whether they belong to its leadership team (班子成员).
    pub is_team_member: bool,
    /// Their functions.
    pub roles: BTreeSet<StaffRole>,
    /// Whether they still work there.
    pub active: bool,
    /// When this revision was made, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
    /// The highest revision stands.
    pub revision: u32,
}

/// An invitation for one device of one member of staff. Signed by the authority or a delegate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// What the code names it by, so that a wrong secret counts against the right invitation.
    pub id: InviteId,
    /// The public half of the key that the enrolment code makes.
    pub key: PublicKey,
    /// The office that the device will read for.
    pub office: OfficeId,
    /// The person who will hold it.
    pub staff: StaffId,
    /// When it was made, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
    /// The relay takes no claim after this, by its own clock, in milliseconds since 1970. [`Invite::WITHDRAWN`] in a second
    /// record of the same invitation: it takes none any more.
    pub until_ms: i64,
    /// The office's keys, sealed for the key that the enrolment code makes, in order of the office key's id. None where it is
    /// withdrawn.
    pub keys: Vec<InviteKey>,
}

impl Invite {
    /// The end of an invitation that was withdrawn. It never comes back.
    pub const WITHDRAWN: i64 = 0;

    /// Whether it is withdrawn. A claim that the relay took before stands all the same: a device that is in is shut out by
    /// [`Revoke`].
    #[must_use]
    pub const fn is_withdrawn(&self) -> bool {
        self.until_ms == Self::WITHDRAWN
    }
}

/// An office's key, sealed for whoever holds an enrolment code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteKey {
    /// Which of the office's keys.
    pub key: OfficeKeyId,
    /// Its secret half.
    pub sealed: SealedKey,
}

/// A device that takes up an invitation. Signed by the invitation's key; `proof` is the device's own signature.
/// Invitation and claim together are the device's grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The invitation that the code named.
    pub id: InviteId,
    /// The invitation's key.
    pub invite: PublicKey,
    /// The device's key.
    pub device: PublicKey,
    /// What its office's keys are sealed for from now on.
    pub seal: SealKey,
    /// What the person calls the device.
    pub device_name: String,
    /// When it was taken up, by the device's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
    /// The device's signature over the invitation's key and `seal`.
    pub proof: Signature,
}

/// A device that may no longer read or write at the relay. Signed by the authority or a delegate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoke {
    /// The device.
    pub device: DeviceId,
    /// Why.
    pub reason: String,
    /// When, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
}

/// The last change of a revoked device that counts, for each document it wrote in. Signed by the authority or a
/// delegate. What it wrote after waits until a later record of this kind names it, part 0 of 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastAccepted {
    /// The device.
    pub device: DeviceId,
    /// Which part this is, from 1. The list counts once all parts are here.
    pub part: u16,
    /// How many parts the list has; 0 where this adds to a list.
    pub parts: u16,
    /// In order of document and incarnation.
    pub tips: Vec<AcceptedTip>,
    /// When, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
}

/// How far the changes of one actor count in one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AcceptedTip {
    /// The document.
    pub doc: DocId,
    /// The actor, of the device that the record names.
    pub incarnation: Incarnation,
    /// Its last change that counts.
    pub seq: u64,
}

/// The right to enrol offices, staff and devices in one part of the tree, or its end. Signed by the authority.
/// Where the county has approvers, it takes effect once one of them approves it; its end needs nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// The device that may sign.
    pub device: DeviceId,
    /// The office at the top of that part.
    pub office: OfficeId,
    /// Whether it holds. A later revision that says no ends it.
    pub active: bool,
    /// When this revision was made, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
    /// Nothing that it signs after this counts, in milliseconds since 1970.
    pub until_ms: i64,
    /// The highest revision stands.
    pub revision: u32,
}

/// A second person whom changes of the authority need (双人复核), or the end of that. Signed by the authority. The county's
/// first takes effect at once; after that one who is an approver already must approve it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approver {
    /// The person.
    pub staff: StaffId,
    /// Whether they are one.
    pub active: bool,
    /// When, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
}

/// An approver's word on a record that needs one. Signed by the approver's device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The record.
    pub record: ControlId,
    /// The device that signs.
    pub device: DeviceId,
    /// When, by the device's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
}

/// A device that did not sync for long may speak to the relay again. Signed by the authority or a delegate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renewal {
    /// The device.
    pub device: DeviceId,
    /// Until when, by the relay's clock, in milliseconds since 1970; syncing renews it from then on.
    pub until_ms: i64,
    /// When, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
}

/// Whom an office's key is sealed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Holder {
    /// The county's authority, by [`Authority::seal`].
    Authority,
    /// A device, by [`Claim::seal`].
    Device(DeviceId),
}

/// The secret half of an office's key, sealed for one holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyShare {
    /// For whom.
    pub to: Holder,
    /// The secret half.
    pub sealed: SealedKey,
}

/// A key that content is sealed for on behalf of an office. Signed by the authority or a delegate. The newest by
/// `made_at_ms`, then by id, is the one to seal for; the older ones open what was sealed before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeKey {
    /// The office.
    pub office: OfficeId,
    /// The public half.
    pub key: SealKey,
    /// The secret half for each holder, in order of holder.
    pub shares: Vec<KeyShare>,
    /// When, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
}

/// Further shares of an office's key. Signed by the authority or a delegate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeKeyShares {
    /// The office.
    pub office: OfficeId,
    /// Which of its keys.
    pub key: OfficeKeyId,
    /// In order of holder.
    pub shares: Vec<KeyShare>,
    /// When, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
}
