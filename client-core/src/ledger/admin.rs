//! Setting up a county: its authority, its offices and staff, and the devices that are let in.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::Connection;
use taizhang_model::{DeviceId, OfficeId, OfficeKind, StaffId, StaffRole};
use taizhang_wire::{
    Authority, Claim, Control, ControlBody, EnrolmentCode, Invite, InviteId, Item, OfficeRecord, PublicKey,
    StaffRecord, Verdict,
};

use super::{Core, Ledger, ms, queries::device_name};
use crate::{
    Error,
    seal::Secret,
    store::{
        self,
        controls::{self, Held},
    },
};

/// How long a code may be taken up, unless somebody says otherwise.
const CODE_VALID_MS: i64 = 24 * 60 * 60 * 1_000;

/// Letters of an office's code.
const OFFICE_CODE_MAX: usize = 16;

/// An office to add.
#[derive(Clone, Debug)]
pub struct NewOffice {
    /// Its kind.
    pub kind: OfficeKind,
    /// The office above it.
    pub parent: Option<OfficeId>,
    /// Its name.
    pub name: String,
    /// A short ASCII code for the numbers of its cases.
    pub code: String,
}

/// A member of staff to add.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// The office they work for.
    pub office: OfficeId,
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Whether they head the office.
    pub is_head: bool,
    /// Whether they belong to its leadership team.
    pub is_team_member: bool,
    /// Their functions.
    pub roles: BTreeSet<StaffRole>,
}

/// What changes about an office; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficeChange {
    /// Its name.
    pub name: Option<String>,
    /// Its code. Cases that have a number keep it.
    pub code: Option<String>,
}

/// What changes about a member of staff; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffChange {
    /// Their name.
    pub name: Option<String>,
    /// The office they work for. Their devices go on reading for the office they were let in for.
    pub office: Option<OfficeId>,
    /// Their title.
    pub title: Option<String>,
    /// Whether they head the office.
    pub is_head: Option<bool>,
    /// Whether they belong to its leadership team.
    pub is_team_member: Option<bool>,
    /// Their functions, all of them.
    pub roles: Option<BTreeSet<StaffRole>>,
    /// Whether they still work there.
    pub active: Option<bool>,
}

/// An invitation taken up on this device, to be brought to the relay or carried there in a bundle.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// The encoded claim.
    pub claim: Vec<u8>,
    /// This device.
    pub device: DeviceId,
}

impl Ledger {
    /// Founds a county on this device: a new authority key, the county office, its administrator, and this device's own
    /// grant. Gives the office and the administrator.
    ///
    /// # Errors
    /// [`Error::AlreadyEnrolled`].
    pub fn found_county(
        &mut self,
        now: Timestamp,
        county: &str,
        code: &str,
        administrator: (&str, &str),
        device_name: &str,
    ) -> Result<(OfficeId, StaffId), Error> {
        self.write(|core, tx| {
            // The key file is written before the records: one that has a key and no records was cut short in between.
            let cut_short = core.identity.authority.is_some() && controls::items(tx, None)?.is_empty();
            if core.identity.county.is_some() && !cut_short {
                return Err(Error::AlreadyEnrolled);
            }
            // Before there is a key of a county that is not founded.
            for name in [county, administrator.0] {
                some_name(name)?;
            }
            judge_code_shape(code)?;
            let authority = ed25519_dalek::SigningKey::from_bytes(&core.random());
            let key = PublicKey::of(&authority);
            core.identity.authority = Some(authority.clone());
            core.identity.county = Some(key);
            core.keys.save(&core.identity)?;
            core.load_directory(tx)?;
            let seal = Secret::of_signer(&authority).public();
            core.record(tx, ControlBody::Authority(Authority { key, seal, name: county.to_owned() }))?;
            let office =
                NewOffice { kind: OfficeKind::County, parent: None, name: county.to_owned(), code: code.to_owned() };
            let office = core.add_office(tx, now, office)?;
            let staff = NewStaff {
                office,
                name: administrator.0.to_owned(),
                title: administrator.1.to_owned(),
                is_head: true,
                is_team_member: true,
                roles: Default::default(),
            };
            let staff = core.add_staff(tx, now, staff)?;
            let invitation = core.invite(tx, now, staff, ms(now) + CODE_VALID_MS)?;
            let claim = core.claim(now, &invitation, device_name);
            core.take_in(tx, claim)?;
            Ok((office, staff))
        })
    }

    /// Adds an office.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`] for the office above it, [`Error::OfficeCodeTaken`].
    pub fn add_office(&mut self, now: Timestamp, office: NewOffice) -> Result<OfficeId, Error> {
        self.write(|core, tx| core.add_office(tx, now, office))
    }

    /// Changes what the directory says of an office, from now on: a later revision under the same id. Gives the revision that
    /// stands.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`], [`Error::OfficeCodeTaken`].
    pub fn revise_office(&mut self, now: Timestamp, office: OfficeId, change: OfficeChange) -> Result<u32, Error> {
        self.write(|core, tx| core.revise_office(tx, now, office, change))
    }

    /// Adds a member of staff.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`] for the office.
    pub fn add_staff(&mut self, now: Timestamp, staff: NewStaff) -> Result<StaffId, Error> {
        self.write(|core, tx| core.add_staff(tx, now, staff))
    }

    /// Changes what the directory says of a member of staff, from now on: a later revision under the same id. Acts that
    /// were recorded before keep the revision they name. Gives the revision that stands. What somebody who leaves
    /// recorded offline meanwhile waits for their head (K12): to keep their devices out is [`Ledger::revoke`].
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`] for the person or the office.
    pub fn revise_staff(&mut self, now: Timestamp, staff: StaffId, change: StaffChange) -> Result<u32, Error> {
        self.write(|core, tx| core.revise_staff(tx, now, staff, change))
    }

    /// Makes a one-time code that lets one device of a member of staff in. It can be taken up for a day.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`].
    pub fn invite(&mut self, now: Timestamp, staff: StaffId) -> Result<EnrolmentCode, Error> {
        self.invite_until(now, staff, ms(now) + CODE_VALID_MS)
    }

    /// The same with another end, by the relay's clock, in milliseconds since 1970.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`].
    pub fn invite_until(&mut self, now: Timestamp, staff: StaffId, until_ms: i64) -> Result<EnrolmentCode, Error> {
        self.write(|core, tx| core.invite(tx, now, staff, until_ms))
    }

    /// Withdraws an invitation that nobody took up: the relay takes no claim on its code any more. Where it is withdrawn already,
    /// nothing happens.
    ///
    /// # Errors
    /// [`Error::CodeTakenUp`], [`Error::NotAuthority`], [`Error::Unknown`].
    pub fn withdraw_invitation(&mut self, now: Timestamp, id: InviteId) -> Result<(), Error> {
        self.write(|core, tx| core.withdraw_invitation(tx, now, id))
    }

    /// Takes up an invitation on this device. `county` is the authority key that the relay or a bundle names; the code
    /// pins it, so a wrong one is found out here.
    ///
    /// # Errors
    /// [`Error::AlreadyEnrolled`], [`Error::OtherCounty`].
    pub fn enrol(
        &mut self,
        now: Timestamp,
        code: &EnrolmentCode,
        county: PublicKey,
        device_name: &str,
    ) -> Result<Enrolment, Error> {
        self.write(|core, tx| {
            let again = core.identity.pinned_code.as_deref() == Some(&code.to_string());
            if core.identity.county.is_some() && !again {
                return Err(Error::AlreadyEnrolled);
            }
            if !code.pins(&county) {
                return Err(Error::OtherCounty);
            }
            let claim = core.claim(now, code, device_name);
            claim.check()?;
            let bytes = Item::Control(claim.clone()).encode();
            controls::insert(tx, claim.id(), None, &bytes, Held::No)?;
            core.identity.county = Some(county);
            core.identity.pinned_code = Some(code.to_string());
            core.keys.save(&core.identity)?;
            core.load_directory(tx)?;
            Ok(Enrolment { claim: bytes, device: core.identity.device() })
        })
    }

    /// Undoes an enrolment that the relay refused, so that another code can be tried.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn abandon_enrolment(&mut self) -> Result<(), Error> {
        self.write(|core, tx| {
            if core.author().is_ok() {
                return Err(Error::AlreadyEnrolled);
            }
            core.identity.county = None;
            core.identity.pinned_code = None;
            core.keys.save(&core.identity)?;
            tx.execute("DELETE FROM controls WHERE doc IS NULL", [])?;
            tx.execute("DELETE FROM office_keys", [])?;
            store::remove_meta(tx, "cursor")?;
            core.load_office_secrets(tx)?;
            core.load_directory(tx)
        })
    }
}

impl Core {
    fn claim(&self, now: Timestamp, code: &EnrolmentCode, device_name: &str) -> Control {
        let device = &self.identity.secret;
        let seal = Secret::of_signer(device).public();
        Claim::sign((code.id(), &code.key()), device, seal, device_name.to_owned(), ms(now))
    }

    /// Signs a record of which nothing else follows, and takes it in.
    pub(super) fn record(&mut self, tx: &Connection, body: ControlBody) -> Result<(), Error> {
        let control = self.signed(body)?;
        self.take_in(tx, control)
    }

    fn take_in(&mut self, tx: &Connection, control: Control) -> Result<(), Error> {
        if self.judge_own(&control)? == Verdict::Held {
            return Ok(());
        }
        self.changed.anything();
        controls::insert(tx, control.id(), None, &Item::Control(control).encode(), Held::No)?;
        self.load_directory(tx)
    }

    fn add_office(&mut self, tx: &Connection, now: Timestamp, office: NewOffice) -> Result<OfficeId, Error> {
        let NewOffice { kind, parent, name, code } = office;
        let name = some_name(&name)?;
        if let Some(parent) = parent.filter(|parent| !self.directory.offices.contains_key(parent)) {
            return Err(Error::Unknown { kind: "office", name: parent.to_string() });
        }
        self.judge_office_code(None, &code)?;
        let id = OfficeId(self.random());
        self.record(
            tx,
            ControlBody::Office(OfficeRecord { id, kind, parent, name, code, made_at_ms: ms(now), revision: 1 }),
        )?;
        self.rotate_office_key(tx, now, id)?;
        self.widen_configuration(tx)?;
        Ok(id)
    }

    fn revise_office(
        &mut self,
        tx: &Connection,
        now: Timestamp,
        office: OfficeId,
        change: OfficeChange,
    ) -> Result<u32, Error> {
        if !self.administers() {
            return Err(self.not_authority());
        }
        let unknown = || Error::Unknown { kind: "office", name: office.to_string() };
        let known = self.grants()?.office(office).cloned().ok_or_else(unknown)?;
        let OfficeChange { name, code } = change;
        let next = OfficeRecord {
            name: name.as_deref().map_or_else(|| Ok(known.name.clone()), some_name)?,
            code: code.unwrap_or_else(|| known.code.clone()),
            ..known.clone()
        };
        if next == known {
            return Ok(known.revision);
        }
        // One of before this was asked for stays until it is changed.
        if next.code != known.code {
            self.judge_office_code(Some(office), &next.code)?;
        }
        let revision = known.revision + 1;
        self.record(tx, ControlBody::Office(OfficeRecord { made_at_ms: ms(now), revision, ..next }))?;
        Ok(revision)
    }

    /// A code of the office's own, as a case's number can hold it. Those who administer without a network may still both give one
    /// code to two offices.
    fn judge_office_code(&self, of: Option<OfficeId>, code: &str) -> Result<(), Error> {
        judge_code_shape(code)?;
        let is_other =
            |office: &&taizhang_model::Office| Some(office.id) != of && office.code.eq_ignore_ascii_case(code);
        match self.directory.offices.values().find(is_other) {
            Some(other) => Err(Error::OfficeCodeTaken { code: code.to_owned(), office: other.name.clone() }),
            None => Ok(()),
        }
    }

    fn add_staff(&mut self, tx: &Connection, now: Timestamp, staff: NewStaff) -> Result<StaffId, Error> {
        let NewStaff { office, name, title, is_head, is_team_member, roles } = staff;
        let name = some_name(&name)?;
        if !self.directory.offices.contains_key(&office) {
            return Err(Error::Unknown { kind: "office", name: office.to_string() });
        }
        let id = StaffId(self.random());
        let record = StaffRecord {
            id,
            office,
            name,
            title,
            is_head,
            is_team_member,
            roles,
            active: true,
            made_at_ms: ms(now),
            revision: 1,
        };
        self.record(tx, ControlBody::Staff(record))?;
        Ok(id)
    }

    fn revise_staff(
        &mut self,
        tx: &Connection,
        now: Timestamp,
        staff: StaffId,
        change: StaffChange,
    ) -> Result<u32, Error> {
        if !self.administers() {
            return Err(self.not_authority());
        }
        let unknown = || Error::Unknown { kind: "member of staff", name: staff.to_string() };
        let known = self.grants()?.staff_member(staff).cloned().ok_or_else(unknown)?;
        let StaffChange { name, office, title, is_head, is_team_member, roles, active } = change;
        if let Some(office) = office.filter(|office| !self.directory.offices.contains_key(office)) {
            return Err(Error::Unknown { kind: "office", name: office.to_string() });
        }
        let next = StaffRecord {
            name: name.as_deref().map_or_else(|| Ok(known.name.clone()), some_name)?,
            office: office.unwrap_or(known.office),
            title: title.unwrap_or_else(|| known.title.clone()),
            is_head: is_head.unwrap_or(known.is_head),
            is_team_member: is_team_member.unwrap_or(known.is_team_member),
            roles: roles.unwrap_or_else(|| known.roles.clone()),
            active: active.unwrap_or(known.active),
            ..known.clone()
        };
        if next == known {
            return Ok(known.revision);
        }
        let revision = known.revision + 1;
        self.record(tx, ControlBody::Staff(StaffRecord { made_at_ms: ms(now), revision, ..next }))?;
        Ok(revision)
    }

    fn invite(
        &mut self,
        tx: &Connection,
        now: Timestamp,
        staff: StaffId,
        until_ms: i64,
    ) -> Result<EnrolmentCode, Error> {
        let unknown = || Error::Unknown { kind: "member of staff", name: staff.to_string() };
        let office = self.directory.staff.get(&staff).ok_or_else(unknown)?.office;
        let authority = *self.grants()?.authority();
        let mut code = EnrolmentCode::new(self.random(), &authority);
        while self.grants()?.invite_named(code.id()).is_some() {
            code = EnrolmentCode::new(self.random(), &authority);
        }
        let invite = Invite {
            id: code.id(),
            key: PublicKey::of(&code.key()),
            office,
            staff,
            made_at_ms: ms(now),
            until_ms,
            keys: self.invited_keys(office, &code)?,
        };
        self.record(tx, ControlBody::Invite(invite))?;
        Ok(code)
    }

    fn withdraw_invitation(&mut self, tx: &Connection, now: Timestamp, id: InviteId) -> Result<(), Error> {
        if !self.administers() {
            return Err(self.not_authority());
        }
        let grants = self.grants()?;
        let unknown = || Error::Unknown { kind: "code", name: id.to_string() };
        let invite = grants.invite_named(id).cloned().ok_or_else(unknown)?;
        if let Some((device, grant)) = grants.devices().find(|(_, grant)| grant.invite == invite.key) {
            return Err(Error::CodeTakenUp { device: device_name(*device, Some(grant)) });
        }
        let withdrawn = Invite { made_at_ms: ms(now), until_ms: Invite::WITHDRAWN, keys: Vec::new(), ..invite };
        self.record(tx, ControlBody::Invite(withdrawn))
    }
}

/// A name without the blanks around it.
fn some_name(name: &str) -> Result<String, Error> {
    match name.trim() {
        "" => Err(Error::NoName),
        name => Ok(name.to_owned()),
    }
}

/// A code that a case's number can hold.
fn judge_code_shape(code: &str) -> Result<(), Error> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let is_one = !code.is_empty() && code.len() <= OFFICE_CODE_MAX && code.chars().all(fits);
    if is_one { Ok(()) } else { Err(Error::OfficeCodeShape { max: OFFICE_CODE_MAX }) }
}
