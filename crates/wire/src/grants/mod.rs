//! What the control records add up to: the offices, the staff, the devices that may write, and who may read a document.
//! Relay and reader judge by the same code, from the signed records alone.

mod keys;
mod revoked;
mod rights;
mod scope;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use taizhang_model::{DeviceId, OfficeId, StaffId};

use crate::{
    Claim, Code, Control, ControlBody, ControlId, Invite, InviteId, OfficeRecord, PublicKey, SealKey, StaffRecord,
    limits,
};

use keys::OfficeKeys;
use revoked::Revoked;
use rights::Rights;
pub use scope::{Scope, judge_audience, judge_open};

/// What to do with a control record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds: keep it.
    Accept,
    /// It is here already, or a newer revision is.
    Held,
    /// It may hold once something else is here: park it.
    Waits(Waiting),
    /// It does not hold, and never will.
    Refuse(Code),
}

/// What a record or a change waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waiting {
    /// An office's record.
    Office(OfficeId),
    /// A staff record.
    Staff(StaffId),
    /// An invitation.
    Invite(PublicKey),
    /// A device's grant.
    Device(DeviceId),
    /// A control record: of the same document, or one that an approval names.
    Control(ControlId),
    /// A device's right to sign for the authority.
    Delegation(DeviceId),
    /// A person's naming as an approver.
    Approver(StaffId),
}

/// What has revisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Office(OfficeId),
    Staff(StaffId),
}

/// Which of two records of one revision stands: the authority's before a delegate's, then the later one, then by id. Two
/// administrators may revise the same thing without having heard of each other.
type Precedence = (bool, i64, ControlId);

fn precedence(control: &Control, made_at_ms: i64) -> Precedence {
    (control.by.is_none(), made_at_ms, control.id())
}

/// A device that was let in: its invitation and its claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The device's key.
    pub key: PublicKey,
    /// What keys for it are sealed for.
    pub seal: SealKey,
    /// The invitation that it took up.
    pub invite: PublicKey,
    /// What its holder calls it.
    pub name: String,
    /// The office that it reads for.
    pub office: OfficeId,
    /// The person who holds it.
    pub staff: StaffId,
    /// When it was invited, by the administrator's clock, in milliseconds since 1970.
    pub granted_at_ms: i64,
}

/// The directory: everything that the authority signed, and the claims on its invitations.
#[derive(Clone, Debug)]
pub struct Grants {
    authority: PublicKey,
    authority_seal: Option<SealKey>,
    county_name: Option<String>,
    offices: BTreeMap<OfficeId, OfficeRecord>,
    former_offices: BTreeMap<(OfficeId, u32), OfficeRecord>,
    staff: BTreeMap<StaffId, StaffRecord>,
    former_staff: BTreeMap<(StaffId, u32), StaffRecord>,
    /// Of each revision of an office or a person, which record stands.
    stands: BTreeMap<(Subject, u32), Precedence>,
    invites: BTreeMap<PublicKey, Invite>,
    invite_keys: BTreeMap<InviteId, PublicKey>,
    claimed: BTreeSet<PublicKey>,
    devices: BTreeMap<DeviceId, Grant>,
    revoked: Revoked,
    renewed_until_ms: BTreeMap<DeviceId, i64>,
    keys: OfficeKeys,
    rights: Rights,
}

impl Grants {
    /// A directory with nothing in it but the key that everything must descend from.
    #[must_use]
    pub const fn new(authority: PublicKey) -> Self {
        Self {
            authority,
            authority_seal: None,
            county_name: None,
            offices: BTreeMap::new(),
            former_offices: BTreeMap::new(),
            staff: BTreeMap::new(),
            former_staff: BTreeMap::new(),
            stands: BTreeMap::new(),
            invites: BTreeMap::new(),
            invite_keys: BTreeMap::new(),
            claimed: BTreeSet::new(),
            devices: BTreeMap::new(),
            revoked: Revoked::new(),
            renewed_until_ms: BTreeMap::new(),
            keys: OfficeKeys::new(),
            rights: Rights::new(),
        }
    }

    /// The authority's key.
    #[must_use]
    pub const fn authority(&self) -> &PublicKey {
        &self.authority
    }

    /// What office keys are sealed for on behalf of the authority, once its root record is here.
    #[must_use]
    pub const fn authority_seal(&self) -> Option<SealKey> {
        self.authority_seal
    }

    /// The county's name, once its root record is here.
    #[must_use]
    pub fn county_name(&self) -> Option<&str> {
        self.county_name.as_deref()
    }

    /// The grant of a device. A revoked device keeps its grant: what it wrote before stays its own.
    #[must_use]
    pub fn device(&self, device: DeviceId) -> Option<&Grant> {
        self.devices.get(&device)
    }

    /// Every device that was let in.
    pub fn devices(&self) -> impl Iterator<Item = (&DeviceId, &Grant)> {
        self.devices.iter()
    }

    /// The invitation with this key.
    #[must_use]
    pub fn invite(&self, key: &PublicKey) -> Option<&Invite> {
        self.invites.get(key)
    }

    /// The invitation that a code names.
    #[must_use]
    pub fn invite_named(&self, id: InviteId) -> Option<&Invite> {
        self.invites.get(self.invite_keys.get(&id)?)
    }

    /// Every invitation.
    pub fn invites(&self) -> impl Iterator<Item = &Invite> {
        self.invites.values()
    }

    /// Until when a device that did not sync for long was let in again, in milliseconds since 1970.
    #[must_use]
    pub fn renewed_until_ms(&self, device: DeviceId) -> Option<i64> {
        self.renewed_until_ms.get(&device).copied()
    }

    /// Whether a device took up the invitation.
    #[must_use]
    pub fn is_claimed(&self, invite: &PublicKey) -> bool {
        self.claimed.contains(invite)
    }

    /// Every office.
    pub fn offices(&self) -> impl Iterator<Item = &OfficeRecord> {
        self.offices.values()
    }

    /// One office.
    #[must_use]
    pub fn office(&self, id: OfficeId) -> Option<&OfficeRecord> {
        self.offices.get(&id)
    }

    /// Every member of staff.
    pub fn staff(&self) -> impl Iterator<Item = &StaffRecord> {
        self.staff.values()
    }

    /// One member of staff.
    #[must_use]
    pub fn staff_member(&self, id: StaffId) -> Option<&StaffRecord> {
        self.staff.get(&id)
    }

    /// The office and all above it, nearest first.
    #[must_use]
    pub fn with_ancestors(&self, office: OfficeId) -> Vec<OfficeId> {
        let mut chain = vec![office];
        let mut at = office;
        while let Some(parent) = self.offices.get(&at).and_then(|record| record.parent) {
            if chain.len() >= limits::OFFICE_DEPTH_MAX || chain.contains(&parent) {
                break;
            }
            chain.push(parent);
            at = parent;
        }
        chain
    }

    /// The directory as the casework rules see it.
    #[must_use]
    pub fn directory(&self) -> taizhang_model::Directory {
        let offices = self.offices.values().map(|record| {
            let OfficeRecord { id, kind, parent, name, code, made_at_ms: _, revision: _ } = record.clone();
            (id, taizhang_model::Office { id, kind, parent, name, code })
        });
        let staff = self.staff.values().map(|record| (record.id, staff_of(record)));
        let mut former: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ((id, _), record) in &self.former_staff {
            former.entry(*id).or_default().push(staff_of(record));
        }
        let mut former_names: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for ((id, _), record) in &self.former_offices {
            if self.offices.get(id).is_none_or(|now| now.name != record.name) {
                former_names.entry(*id).or_default().insert(record.name.clone());
            }
        }
        taizhang_model::Directory { offices: offices.collect(), staff: staff.collect(), former, former_names }
    }

    /// Judges a record of the directory. Records of documents are judged by [`judge_open`] and [`judge_audience`].
    #[must_use]
    pub fn judge(&self, control: &Control) -> Verdict {
        if let Err(error) = control.check() {
            return Verdict::Refuse(error.code());
        }
        let signer = match self.signer(control) {
            Ok(signer) => signer,
            Err(verdict) => return verdict,
        };
        if control.verify(&signer).is_err() {
            return Verdict::Refuse(Code::BadSignature);
        }
        if let Some(delegate) = control.by
            && let Err(verdict) = self.judge_delegate(delegate, &control.body)
        {
            return verdict;
        }
        match &control.body {
            ControlBody::Authority(root) if root.key != self.authority => Verdict::Refuse(Code::NotAllowed),
            ControlBody::Authority(_) if self.county_name.is_some() => Verdict::Held,
            ControlBody::Authority(_) => Verdict::Accept,
            ControlBody::Office(record) => self.judge_office(control, record),
            ControlBody::Staff(record)
                if self.stands(Subject::Staff(record.id), record.revision, control, record.made_at_ms) =>
            {
                Verdict::Held
            }
            ControlBody::Staff(record) => self.needs_office(record.office),
            ControlBody::Invite(invite) => self.judge_invite(invite),
            ControlBody::Claim(claim) => self.judge_claim(claim),
            ControlBody::Revoke(record) if self.revoked.knows_earlier(record) => Verdict::Held,
            ControlBody::Revoke(record) => self.needs_device(record.device),
            ControlBody::LastAccepted(_) if self.revoked.knows(control.id()) => Verdict::Held,
            ControlBody::LastAccepted(record) => self.needs_device(record.device),
            ControlBody::Renewal(record) => match self.renewed_until_ms(record.device) {
                Some(until_ms) if until_ms >= record.until_ms => Verdict::Held,
                _ => self.needs_device(record.device),
            },
            ControlBody::OfficeKey(record) if self.office_key(record.office, record.key.id()).is_some() => {
                Verdict::Held
            }
            ControlBody::OfficeKey(record) => self.needs_office(record.office),
            ControlBody::OfficeKeyShares(_) if self.keys.knows(control.id()) => Verdict::Held,
            ControlBody::OfficeKeyShares(record) => self.needs_office(record.office),
            ControlBody::Delegation(_) | ControlBody::Approver(_) | ControlBody::Approval(_)
                if self.rights.knows(control.id()) =>
            {
                Verdict::Held
            }
            ControlBody::Delegation(record) => match self.needs_office(record.office) {
                Verdict::Accept => self.needs_device(record.device),
                verdict => verdict,
            },
            ControlBody::Approver(record) => match self.staff.contains_key(&record.staff) {
                true => Verdict::Accept,
                false => Verdict::Waits(Waiting::Staff(record.staff)),
            },
            ControlBody::Approval(record) => self.judge_approval(record),
            ControlBody::Open(_) | ControlBody::Audience(_) => Verdict::Refuse(Code::NotAllowed),
        }
    }

    /// The key that a record must be signed with.
    fn signer(&self, control: &Control) -> Result<PublicKey, Verdict> {
        let of =
            |device| self.devices.get(&device).map(|grant| grant.key).ok_or(Verdict::Waits(Waiting::Device(device)));
        match (&control.body, control.by) {
            (ControlBody::Claim(claim), None) => Ok(claim.invite),
            (ControlBody::Approval(approval), None) => of(approval.device),
            (ControlBody::Open(_) | ControlBody::Audience(_), _) => Err(Verdict::Refuse(Code::NotAllowed)),
            (_, None) => Ok(self.authority),
            (_, Some(delegate)) => of(delegate),
        }
    }

    /// Whether this record of a revision, or one that stands before it, is here.
    fn stands(&self, subject: Subject, revision: u32, control: &Control, made_at_ms: i64) -> bool {
        self.stands.get(&(subject, revision)).is_some_and(|known| *known >= precedence(control, made_at_ms))
    }

    /// What is known of a person, the lowest revision first.
    fn revisions(&self, staff: StaffId) -> impl Iterator<Item = &StaffRecord> {
        let former = self.former_staff.range((staff, 0)..=(staff, u32::MAX)).map(|(_, record)| record);
        former.chain(self.staff.get(&staff))
    }

    fn judge_office(&self, control: &Control, record: &OfficeRecord) -> Verdict {
        if self.stands(Subject::Office(record.id), record.revision, control, record.made_at_ms) {
            return Verdict::Held;
        }
        // It says what the office was called before, and nothing of where it stands.
        if self.offices.get(&record.id).is_some_and(|known| known.revision > record.revision) {
            return Verdict::Accept;
        }
        let Some(parent) = record.parent else { return Verdict::Accept };
        if !self.offices.contains_key(&parent) {
            return Verdict::Waits(Waiting::Office(parent));
        }
        let above = self.with_ancestors(parent);
        if above.contains(&record.id) || above.len() >= limits::OFFICE_DEPTH_MAX {
            return Verdict::Refuse(Code::NotAllowed);
        }
        Verdict::Accept
    }

    fn judge_invite(&self, invite: &Invite) -> Verdict {
        match self.invites.get(&invite.key) {
            Some(known) if known.is_withdrawn() || !invite.is_withdrawn() => Verdict::Held,
            // Whose part of the county it is in was judged by what the withdrawal says of it.
            Some(known) if (known.id, known.office, known.staff) == (invite.id, invite.office, invite.staff) => {
                Verdict::Accept
            }
            Some(_) => Verdict::Refuse(Code::NotAllowed),
            None if self.invite_keys.contains_key(&invite.id) => Verdict::Refuse(Code::NotAllowed),
            None if invite.is_withdrawn() => Verdict::Waits(Waiting::Invite(invite.key)),
            None if !self.staff.contains_key(&invite.staff) => Verdict::Waits(Waiting::Staff(invite.staff)),
            None => self.needs_office(invite.office),
        }
    }

    fn judge_claim(&self, claim: &Claim) -> Verdict {
        if claim.verify_proof().is_err() {
            return Verdict::Refuse(Code::BadSignature);
        }
        if self.devices.contains_key(&claim.device.device()) {
            return Verdict::Held;
        }
        match self.invites.get(&claim.invite) {
            Some(invite) if invite.id == claim.id => Verdict::Accept,
            Some(_) => Verdict::Refuse(Code::NotAllowed),
            None => Verdict::Waits(Waiting::Invite(claim.invite)),
        }
    }

    fn needs_device(&self, device: DeviceId) -> Verdict {
        if self.devices.contains_key(&device) { Verdict::Accept } else { Verdict::Waits(Waiting::Device(device)) }
    }

    fn needs_office(&self, office: OfficeId) -> Verdict {
        if self.offices.contains_key(&office) { Verdict::Accept } else { Verdict::Waits(Waiting::Office(office)) }
    }

    /// Takes in a record that was judged [`Verdict::Accept`], now or when it was first kept.
    pub fn apply(&mut self, control: &Control) {
        match &control.body {
            ControlBody::Authority(root) => {
                self.county_name = Some(root.name.clone());
                self.authority_seal = Some(root.seal);
            }
            ControlBody::Office(record) => {
                if self.make_stand(Subject::Office(record.id), record.revision, precedence(control, record.made_at_ms))
                {
                    revise(&mut self.offices, &mut self.former_offices, |office| (office.id, office.revision), record);
                }
            }
            ControlBody::Staff(record) => {
                if self.make_stand(Subject::Staff(record.id), record.revision, precedence(control, record.made_at_ms)) {
                    revise(&mut self.staff, &mut self.former_staff, |person| (person.id, person.revision), record);
                }
            }
            ControlBody::Invite(invite) => match self.invites.get_mut(&invite.key) {
                Some(known) if invite.is_withdrawn() => known.until_ms = Invite::WITHDRAWN,
                _ => {
                    self.invite_keys.insert(invite.id, invite.key);
                    self.invites.insert(invite.key, invite.clone());
                }
            },
            ControlBody::Claim(claim) => {
                let Some(invite) = self.invites.get(&claim.invite) else { return };
                let grant = Grant {
                    key: claim.device,
                    seal: claim.seal,
                    invite: claim.invite,
                    name: claim.device_name.clone(),
                    office: invite.office,
                    staff: invite.staff,
                    granted_at_ms: invite.made_at_ms,
                };
                self.claimed.insert(claim.invite);
                self.devices.insert(claim.device.device(), grant);
            }
            ControlBody::Revoke(record) => self.revoked.shut_out(record),
            ControlBody::LastAccepted(record) => self.revoked.accept(control.id(), record),
            ControlBody::Renewal(record) => {
                let until_ms = self.renewed_until_ms.entry(record.device).or_insert(record.until_ms);
                *until_ms = record.until_ms.max(*until_ms);
            }
            ControlBody::OfficeKey(record) => self.keys.add(record),
            ControlBody::OfficeKeyShares(_) => self.keys.seen(control.id()),
            ControlBody::Delegation(record) => self.rights.delegate(control.id(), record),
            ControlBody::Approver(record) => self.rights.name_approver(control.id(), record),
            ControlBody::Approval(record) => self.rights.approve(control.id(), record),
            ControlBody::Open(_) | ControlBody::Audience(_) => {}
        }
    }

    /// `false` where the record of this revision that is here stands before the new one.
    fn make_stand(&mut self, subject: Subject, revision: u32, new: Precedence) -> bool {
        let known = self.stands.entry((subject, revision)).or_insert(new);
        let stands = *known <= new;
        *known = new.max(*known);
        stands
    }
}

/// Takes in a revision of an office or a person, of this id and number. The highest stands, in whatever order they come; those
/// below it say what was before.
fn revise<I: Ord + Copy, R: Clone>(
    now: &mut BTreeMap<I, R>,
    former: &mut BTreeMap<(I, u32), R>,
    key: impl Fn(&R) -> (I, u32),
    record: &R,
) {
    let (id, revision) = key(record);
    if now.get(&id).is_some_and(|known| key(known).1 > revision) {
        former.insert((id, revision), record.clone());
    } else if let Some(before) = now.insert(id, record.clone()).filter(|before| key(before).1 < revision) {
        former.insert(key(&before), before);
    }
}

fn staff_of(record: &StaffRecord) -> taizhang_model::Staff {
    let StaffRecord { id, office, name, title, is_head, is_team_member, roles, active, made_at_ms, revision } =
        record.clone();
    let since = Timestamp::from_millisecond(made_at_ms).unwrap_or_default();
    taizhang_model::Staff { id, office, name, title, is_head, is_team_member, roles, active, revision, since }
}
