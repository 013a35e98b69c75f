//! Control records: who is an office, who is a device, which office may read which document. Each is signed,
//! none is ever changed, and a reader needs nothing but the county's authority key to check them all.

mod directory;
mod document;

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use taizhang_model::{DeviceId, OfficeId};

use crate::{ControlId, DocId, Error, InviteId, PublicKey, SealKey, Signature, limits};

pub use directory::{
    AcceptedTip, Approval, Approver, Authority, Claim, Delegation, Holder, Invite, InviteKey, KeyShare, LastAccepted,
    OfficeKey, OfficeKeyShares, OfficeRecord, Renewal, Revoke, StaffRecord,
};
pub use document::{AudienceChange, DocKeyShare, DocKind, Open};

const TAG: &str = "taizhang control v1";
const TAG_CLAIM: &str = "taizhang claim v1";

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
    /// A key of an office.
    OfficeKey(OfficeKey),
    /// Further holders of one.
    OfficeKeyShares(OfficeKeyShares),
    /// How far the changes of a revoked device count.
    LastAccepted(LastAccepted),
    /// The right to enrol handed on.
    Delegation(Delegation),
    /// A second person for changes of the authority.
    Approver(Approver),
    /// That person's word.
    Approval(Approval),
    /// A device that was away for too long let in again.
    Renewal(Renewal),
}

/// A control record: what it says, and a signature over that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    /// What it says.
    pub body: ControlBody,
    /// The delegate who signed instead of the authority; `None` in records of other kinds.
    pub by: Option<DeviceId>,
    /// By the delegate's key, else by the key that the body's kind asks for.
    pub signature: Signature,
}

impl ControlBody {
    fn bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("control records hold nothing that postcard cannot write")
    }

    /// Signs the record with the key that its kind asks for.
    #[must_use]
    pub fn sign(self, secret: &SigningKey) -> Control {
        let signature = Signature::sign(secret, TAG, &self.bytes());
        Control { body: self, by: None, signature }
    }

    /// Signs the record as a delegate of the authority, with the delegate's device key.
    #[must_use]
    pub fn sign_as_delegate(self, secret: &SigningKey) -> Control {
        let by = Some(PublicKey::of(secret).device());
        Control { by, ..self.sign(secret) }
    }
}

impl Claim {
    /// Takes up an invitation: `id` and `invite` are what the enrolment code names and makes, `device` is the device's own
    /// key, and `seal` what its office's keys are to be sealed for.
    #[must_use]
    pub fn sign(
        (id, invite): (InviteId, &SigningKey),
        device: &SigningKey,
        seal: SealKey,
        device_name: String,
        made_at_ms: i64,
    ) -> Control {
        let invite_key = PublicKey::of(invite);
        let proof = Signature::sign(device, TAG_CLAIM, &Self::proved(&invite_key, &seal));
        let device = PublicKey::of(device);
        ControlBody::Claim(Self { id, invite: invite_key, device, seal, device_name, made_at_ms, proof }).sign(invite)
    }

    fn proved(invite: &PublicKey, seal: &SealKey) -> Vec<u8> {
        [*invite.as_bytes(), *seal.as_bytes()].concat()
    }

    /// Checks the device's own signature.
    ///
    /// # Errors
    /// [`Error::BadSignature`].
    pub fn verify_proof(&self) -> Result<(), Error> {
        self.device.verify(TAG_CLAIM, &Self::proved(&self.invite, &self.seal), &self.proof)
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
            ControlBody::Invite(record) => {
                check_order("keys of an invitation", &record.keys, |share| share.key)?;
                if record.is_withdrawn() && !record.keys.is_empty() {
                    return Err(Error::Malformed { what: "keys of an invitation that is withdrawn" });
                }
                &[]
            }
            ControlBody::OfficeKey(record) => {
                check_order("shares of a key", &record.shares, |share| share.to)?;
                &[]
            }
            ControlBody::OfficeKeyShares(record) => {
                check_order("shares of a key", &record.shares, |share| share.to)?;
                &[]
            }
            ControlBody::LastAccepted(record) => {
                check_order("tips", &record.tips, |tip| (tip.doc, tip.incarnation))?;
                if record.parts > limits::LAST_ACCEPTED_PARTS_MAX {
                    let max = usize::from(limits::LAST_ACCEPTED_PARTS_MAX);
                    return Err(Error::TooLarge { what: "last accepted", max });
                }
                if record.part > record.parts || (record.part == 0) != (record.parts == 0) {
                    return Err(Error::Malformed { what: "last accepted" });
                }
                &[]
            }
            ControlBody::Delegation(_)
            | ControlBody::Approver(_)
            | ControlBody::Approval(_)
            | ControlBody::Renewal(_) => &[],
            ControlBody::Open(open) => {
                check_offices(&open.audience)?;
                check_order("shares of a document's key", &open.shares, |share| (share.key_id, share.office))?;
                if open.audience.binary_search(&open.home).is_err() {
                    return Err(Error::Malformed { what: "audience without its home office" });
                }
                if open.shares.iter().any(|share| open.audience.binary_search(&share.office).is_err()) {
                    return Err(Error::Malformed { what: "a document's key for an office outside its audience" });
                }
                &[]
            }
            ControlBody::Audience(change) => {
                check_offices(&change.add)?;
                check_offices(&change.withdraw)?;
                check_order("shares of a document's key", &change.shares, |share| (share.key_id, share.office))?;
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
    check_order("audience", offices, |office| *office)
}

/// A list has one spelling: in order, nothing twice.
fn check_order<T, K: Ord>(what: &'static str, list: &[T], key: impl Fn(&T) -> K) -> Result<(), Error> {
    if list.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])) { Ok(()) } else { Err(Error::Malformed { what }) }
}
