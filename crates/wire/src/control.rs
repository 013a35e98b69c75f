//! Control records: who is an office, who is a device, which office may read which document. Each is signed,
//! none is ever changed, and a reader needs nothing but the county's authority key to check them all.

use std::collections::BTreeSet;

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use taizhang_model::{DeviceId, OfficeId, OfficeKind, StaffId, StaffRole};

use crate::{ControlId, DocId, Error, PublicKey, Signature, limits};

const TAG: &str = "taizhang control v1";
const TAG_CLAIM: &str = "taizhang claim v1";

/// The county's root of trust. Signed by itself; its key is pinned by every enrolment code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// The authority's key. The secret half stays on the administrator's device.
    pub key: PublicKey,
    /// The county's name.
    pub name: String,
}

/// An office, or a new revision of one. Signed by the authority.
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
    /// The highest revision stands.
    pub revision: u32,
}

/// A member of staff, or a new revision of one. Signed by the authority.
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

/// An invitation for one device of one member of staff. Signed by the authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The public half of the key that the enrolment code makes.
    pub key: PublicKey,
    /// The office that the device will read for.
    pub office: OfficeId,
    /// The person who will hold it.
    pub staff: StaffId,
    /// When it was made, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
}

/// A device that takes up an invitation. Signed by the invitation's key; `proof` is the device's own signature.
/// Invitation and claim together are the device's grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The invitation's key.
    pub invite: PublicKey,
    /// The device's key.
    pub device: PublicKey,
    /// What the person calls the device.
    pub device_name: String,
    /// The device's signature over the invitation's key.
    pub proof: Signature,
}

/// A device that may no longer read or write at the relay. Signed by the authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revoke {
    /// The device.
    pub device: DeviceId,
    /// Why.
    pub reason: String,
}

/// What a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocKind {
    /// One case.
    Case,
    /// One entry of the register: a meeting, a letter, a report, a body.
    Entry,
    /// The details of one party.
    Party,
    /// The county's configuration.
    Configuration,
}

/// Opens a document: signed by the device that makes it. The document's id is this record's hash, so that nobody can
/// open another's document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// What it holds.
    pub kind: DocKind,
    /// The office that it belongs to.
    pub home: OfficeId,
    /// The offices that may read and write it, in order of id, the home office among them.
    pub audience: Vec<OfficeId>,
    /// Sixteen random bytes.
    pub nonce: [u8; 16],
    /// The device that opens it.
    pub device: DeviceId,
}

/// Adds offices to a document's audience, or withdraws them: signed by a device of the home office or one above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudienceChange {
    /// The document.
    pub doc: DocId,
    /// The document's control record before this one; the records of one document form a chain.
    pub previous: ControlId,
    /// Offices that may read and write from now on.
    pub add: Vec<OfficeId>,
    /// Offices that may not any more.
    pub withdraw: Vec<OfficeId>,
    /// The device that signs.
    pub device: DeviceId,
}

/// What a control record says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ControlBody {
    /// The root of trust.
    Authority(Authority),
    /// An office.
    Office(OfficeRecord),
    /// A member of staff.
    Staff(StaffRecord),
    /// An invitation.
    Invite(Invite),
    /// An invitation taken up.
    Claim(Claim),
    /// A device shut out.
    Revoke(Revoke),
    /// A document opened.
    Open(Open),
    /// A document's audience changed.
    Audience(AudienceChange),
}

/// A control record: what it says, and a signature over that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    /// What it says.
    pub body: ControlBody,
    /// By the key that the body's kind asks for.
    pub signature: Signature,
}

impl ControlBody {
    fn bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("control records hold nothing that postcard cannot write")
    }

    /// Signs the record.
    #[must_use]
    pub fn sign(self, secret: &SigningKey) -> Control {
        let signature = Signature::sign(secret, TAG, &self.bytes());
        Control { body: self, signature }
    }
}

impl Claim {
    /// Takes up an invitation: `invite` is the key that the enrolment code makes, `device` the device's own.
    #[must_use]
    pub fn sign(invite: &SigningKey, device: &SigningKey, device_name: String) -> Control {
        let invite_key = PublicKey::of(invite);
        let proof = Signature::sign(device, TAG_CLAIM, invite_key.as_bytes());
        let claim = Self { invite: invite_key, device: PublicKey::of(device), device_name, proof };
        ControlBody::Claim(claim).sign(invite)
    }

    /// Checks the device's own signature.
    ///
    /// # Errors
    /// [`Error::BadSignature`].
    pub fn verify_proof(&self) -> Result<(), Error> {
        self.device.verify(TAG_CLAIM, self.invite.as_bytes(), &self.proof)
    }
}

impl Control {
    /// The record's id: the hash of what it says.
    #[must_use]
    pub fn id(&self) -> ControlId {
        ControlId(Sha256::digest(self.body.bytes()).into())
    }

    /// The document that the record opens or changes.
    #[must_use]
    pub fn doc(&self) -> Option<DocId> {
        match &self.body {
            ControlBody::Open(_) => Some(DocId::from_hash(&self.id().0)),
            ControlBody::Audience(change) => Some(change.doc),
            _ => None,
        }
    }

    /// Checks the signature against a key.
    ///
    /// # Errors
    /// [`Error::BadSignature`].
    pub fn verify(&self, key: &PublicKey) -> Result<(), Error> {
        key.verify(TAG, &self.body.bytes(), &self.signature)
    }

    /// The bounds that hold whoever sent it.
    ///
    /// # Errors
    /// [`Error::TooLarge`] or [`Error::Malformed`].
    pub fn check(&self) -> Result<(), Error> {
        let names: &[&str] = match &self.body {
            ControlBody::Authority(record) => &[&record.name],
            ControlBody::Office(record) => &[&record.name, &record.code],
            ControlBody::Staff(record) => &[&record.name, &record.title],
            ControlBody::Claim(record) => &[&record.device_name],
            ControlBody::Revoke(record) => &[&record.reason],
            ControlBody::Invite(_) => &[],
            ControlBody::Open(open) => {
                check_offices(&open.audience)?;
                if open.audience.binary_search(&open.home).is_err() {
                    return Err(Error::Malformed { what: "audience without its home office" });
                }
                &[]
            }
            ControlBody::Audience(change) => {
                check_offices(&change.add)?;
                check_offices(&change.withdraw)?;
                if change.add.is_empty() && change.withdraw.is_empty() {
                    return Err(Error::Malformed { what: "audience change that changes nothing" });
                }
                &[]
            }
        };
        for name in names {
            if name.len() > limits::NAME_BYTES_MAX {
                return Err(Error::TooLarge { what: "name", max: limits::NAME_BYTES_MAX });
            }
            if name.chars().any(char::is_control) {
                return Err(Error::Malformed { what: "name" });
            }
        }
        Ok(())
    }
}

fn check_offices(offices: &[OfficeId]) -> Result<(), Error> {
    if offices.len() > limits::AUDIENCE_MAX {
        return Err(Error::TooLarge { what: "audience", max: limits::AUDIENCE_MAX });
    }
    if !offices.windows(2).all(|pair| pair[0] < pair[1]) {
        return Err(Error::Malformed { what: "audience" });
    }
    Ok(())
}
