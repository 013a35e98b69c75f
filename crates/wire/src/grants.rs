//! What the control records add up to: the offices, the staff, the devices that may write, and who may read a document.
//! Relay and reader judge by the same code, from the signed records alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use taizhang_model::{DeviceId, OfficeId, StaffId};

use crate::{
    AudienceChange, Claim, Code, Control, ControlBody, ControlId, DocKind, Invite, OfficeRecord, Open, PublicKey,
    StaffRecord, limits,
};

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
    /// A control record of the same document.
    Control(ControlId),
}

/// A device that was let in: its invitation and its claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The device's key.
    pub key: PublicKey,
    /// What its holder calls it.
    pub name: String,
    /// The office that it reads for.
    pub office: OfficeId,
    /// The person who holds it.
    pub staff: StaffId,
}

/// The directory: everything that the authority signed, and the claims on its invitations.
#[derive(Clone, Debug)]
pub struct Grants {
    authority: PublicKey,
    county_name: Option<String>,
    offices: BTreeMap<OfficeId, OfficeRecord>,
    staff: BTreeMap<StaffId, StaffRecord>,
    former: BTreeMap<(StaffId, u32), StaffRecord>,
    invites: BTreeMap<PublicKey, Invite>,
    claimed: BTreeSet<PublicKey>,
    devices: BTreeMap<DeviceId, Grant>,
    revoked: BTreeSet<DeviceId>,
}

impl Grants {
    /// A directory with nothing in it but the key that everything must descend from.
    #[must_use]
    pub const fn new(authority: PublicKey) -> Self {
        Self {
            authority,
            county_name: None,
            offices: BTreeMap::new(),
            staff: BTreeMap::new(),
            former: BTreeMap::new(),
            invites: BTreeMap::new(),
            claimed: BTreeSet::new(),
            devices: BTreeMap::new(),
            revoked: BTreeSet::new(),
        }
    }

    /// The authority's key.
    #[must_use]
    pub const fn authority(&self) -> &PublicKey {
        &self.authority
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

    /// Whether the device was shut out.
    #[must_use]
    pub fn is_revoked(&self, device: DeviceId) -> bool {
        self.revoked.contains(&device)
    }

    /// The invitation with this key.
    #[must_use]
    pub fn invite(&self, key: &PublicKey) -> Option<&Invite> {
        self.invites.get(key)
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
            let OfficeRecord { id, kind, parent, name, code, revision: _ } = record.clone();
            (id, taizhang_model::Office { id, kind, parent, name, code })
        });
        let staff = self.staff.values().map(|record| (record.id, staff_of(record)));
        let mut former: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ((id, _), record) in &self.former {
            former.entry(*id).or_default().push(staff_of(record));
        }
        taizhang_model::Directory { offices: offices.collect(), staff: staff.collect(), former }
    }

    /// Judges a record of the directory. Records of documents are judged by [`judge_open`] and [`judge_audience`].
    #[must_use]
    pub fn judge(&self, control: &Control) -> Verdict {
        if let Err(error) = control.check() {
            return Verdict::Refuse(error.code());
        }
        let signer = match &control.body {
            ControlBody::Claim(claim) => &claim.invite,
            ControlBody::Open(_) | ControlBody::Audience(_) => return Verdict::Refuse(Code::NotAllowed),
            _ => &self.authority,
        };
        if control.verify(signer).is_err() {
            return Verdict::Refuse(Code::BadSignature);
        }
        match &control.body {
            ControlBody::Authority(root) if root.key != self.authority => Verdict::Refuse(Code::NotAllowed),
            ControlBody::Authority(_) if self.county_name.is_some() => Verdict::Held,
            ControlBody::Authority(_) => Verdict::Accept,
            ControlBody::Office(record) => self.judge_office(record),
            ControlBody::Staff(record) if self.knows_revision(record) => Verdict::Held,
            ControlBody::Staff(record) => self.needs_office(record.office),
            ControlBody::Invite(invite) => match self.staff.get(&invite.staff) {
                _ if self.invites.contains_key(&invite.key) => Verdict::Held,
                None => Verdict::Waits(Waiting::Staff(invite.staff)),
                Some(_) => self.needs_office(invite.office),
            },
            ControlBody::Claim(claim) => self.judge_claim(claim),
            ControlBody::Revoke(record) if self.revoked.contains(&record.device) => Verdict::Held,
            ControlBody::Revoke(record) if self.devices.contains_key(&record.device) => Verdict::Accept,
            ControlBody::Revoke(record) => Verdict::Waits(Waiting::Device(record.device)),
            ControlBody::Open(_) | ControlBody::Audience(_) => Verdict::Refuse(Code::NotAllowed),
        }
    }

    fn knows_revision(&self, record: &StaffRecord) -> bool {
        self.staff.get(&record.id).is_some_and(|known| known.revision == record.revision)
            || self.former.contains_key(&(record.id, record.revision))
    }

    fn judge_office(&self, record: &OfficeRecord) -> Verdict {
        if self.offices.get(&record.id).is_some_and(|known| known.revision >= record.revision) {
            return Verdict::Held;
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

    fn judge_claim(&self, claim: &Claim) -> Verdict {
        if claim.verify_proof().is_err() {
            return Verdict::Refuse(Code::BadSignature);
        }
        if self.devices.contains_key(&claim.device.device()) {
            return Verdict::Held;
        }
        if self.invites.contains_key(&claim.invite) {
            Verdict::Accept
        } else {
            Verdict::Waits(Waiting::Invite(claim.invite))
        }
    }

    fn needs_office(&self, office: OfficeId) -> Verdict {
        if self.offices.contains_key(&office) { Verdict::Accept } else { Verdict::Waits(Waiting::Office(office)) }
    }

    /// Takes in a record that was judged [`Verdict::Accept`], now or when it was first kept.
    pub fn apply(&mut self, control: &Control) {
        match &control.body {
            ControlBody::Authority(root) => self.county_name = Some(root.name.clone()),
            ControlBody::Office(record) => {
                self.offices.insert(record.id, record.clone());
            }
            ControlBody::Staff(record) => {
                // The highest revision stands, in whatever order they come; the others say what somebody was before.
                let newest = self.staff.get(&record.id).is_none_or(|known| known.revision < record.revision);
                let older = if newest { self.staff.insert(record.id, record.clone()) } else { Some(record.clone()) };
                if let Some(older) = older {
                    self.former.insert((older.id, older.revision), older);
                }
            }
            ControlBody::Invite(invite) => {
                self.invites.insert(invite.key, invite.clone());
            }
            ControlBody::Claim(claim) => {
                let Some(invite) = self.invites.get(&claim.invite) else { return };
                let grant = Grant {
                    key: claim.device,
                    name: claim.device_name.clone(),
                    office: invite.office,
                    staff: invite.staff,
                };
                self.claimed.insert(claim.invite);
                self.devices.insert(claim.device.device(), grant);
            }
            ControlBody::Revoke(record) => {
                self.revoked.insert(record.device);
            }
            ControlBody::Open(_) | ControlBody::Audience(_) => {}
        }
    }
}

fn staff_of(record: &StaffRecord) -> taizhang_model::Staff {
    let StaffRecord { id, office, name, title, is_head, is_team_member, roles, active, made_at_ms, revision } =
        record.clone();
    let since = Timestamp::from_millisecond(made_at_ms).unwrap_or_default();
    taizhang_model::Staff { id, office, name, title, is_head, is_team_member, roles, active, revision, since }
}

/// Who may read and write a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// What it holds.
    pub kind: DocKind,
    /// The office that it belongs to.
    pub home: OfficeId,
    /// The offices that may read and write it now.
    pub audience: BTreeSet<OfficeId>,
    /// The offices that ever might. A change of one of these is valid whenever it arrives: whether it may still be
    /// taken in is the relay's to say, at its door.
    pub ever: BTreeSet<OfficeId>,
    /// The latest control record of the document.
    pub tip: ControlId,
}

impl Scope {
    /// The scope of a document that was just opened by the record with this id.
    #[must_use]
    pub fn opened(id: ControlId, open: &Open) -> Self {
        let audience: BTreeSet<_> = open.audience.iter().copied().collect();
        Self { kind: open.kind, home: open.home, ever: audience.clone(), audience, tip: id }
    }

    /// The scope after a change that was judged [`Verdict::Accept`].
    #[must_use]
    pub fn after(&self, id: ControlId, change: &AudienceChange) -> Self {
        let mut scope = self.clone();
        scope.audience.extend(change.add.iter().copied());
        scope.ever.extend(change.add.iter().copied());
        scope.audience.retain(|office| change.withdraw.binary_search(office).is_err());
        scope.tip = id;
        scope
    }
}

/// Judges the record that opens a document. With [`Verdict::Accept`] comes the document's first scope.
#[must_use]
pub fn judge_open(grants: &Grants, control: &Control, open: &Open) -> (Verdict, Option<Scope>) {
    if let Err(error) = control.check() {
        return (Verdict::Refuse(error.code()), None);
    }
    let Some(grant) = grants.device(open.device) else {
        return (Verdict::Waits(Waiting::Device(open.device)), None);
    };
    if control.verify(&grant.key).is_err() {
        return (Verdict::Refuse(Code::BadSignature), None);
    }
    if let Some(unknown) = open.audience.iter().find(|office| grants.office(**office).is_none()) {
        return (Verdict::Waits(Waiting::Office(*unknown)), None);
    }
    if open.audience.binary_search(&grant.office).is_err() {
        return (Verdict::Refuse(Code::NotAllowed), None);
    }
    (Verdict::Accept, Some(Scope::opened(control.id(), open)))
}

/// Judges a change of audience against the document's scope before it. Only a device of the home office, or of an office
/// above it, that is itself in the audience may sign one; the home office stays.
#[must_use]
pub fn judge_audience(grants: &Grants, scope: &Scope, control: &Control, change: &AudienceChange) -> Verdict {
    if let Err(error) = control.check() {
        return Verdict::Refuse(error.code());
    }
    let Some(grant) = grants.device(change.device) else { return Verdict::Waits(Waiting::Device(change.device)) };
    if control.verify(&grant.key).is_err() {
        return Verdict::Refuse(Code::BadSignature);
    }
    if control.id() == scope.tip {
        return Verdict::Held;
    }
    if change.previous != scope.tip {
        return Verdict::Refuse(Code::Stale);
    }
    if let Some(unknown) = change.add.iter().find(|office| grants.office(**office).is_none()) {
        return Verdict::Waits(Waiting::Office(*unknown));
    }
    let above_home = grants.with_ancestors(scope.home).contains(&grant.office);
    let keeps_home = change.withdraw.binary_search(&scope.home).is_err();
    let bounded = scope.ever.len() + change.add.len() <= limits::AUDIENCE_MAX;
    if above_home && keeps_home && bounded && scope.audience.contains(&grant.office) {
        Verdict::Accept
    } else {
        Verdict::Refuse(Code::NotAllowed)
    }
}
