//! Who may sign in the authority's stead, and who must agree (双人复核): the right to administer a part of the county is
//! given to a device for a time, and once there is a second person, it takes their word as well.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{DeviceId, OfficeId, StaffId};
use taizhang_wire::{
    Approval, Approver, Code, Control, ControlBody, ControlId, Delegation, Grants, Item, Renewal, Verdict,
};

use super::{Core, Ledger, ms, queries::device_name};
use crate::Error;

/// A record that holds once another person approves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ToApprove {
    /// The record.
    #[schemars(with = "String")]
    pub record: ControlId,
    /// What it says.
    pub what: Awaited,
    /// When it was made, by the administrator's clock, in milliseconds since 1970.
    pub made_at_ms: i64,
    /// Whether the holder of this device may approve it.
    pub may_approve: bool,
}

/// What a record says that waits for approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Awaited {
    /// A device is to administer a part of the county.
    Delegation {
        /// The device.
        device: DeviceId,
        /// What its holder calls it.
        device_name: String,
        /// The office at the top of that part.
        office: OfficeId,
        /// Its name.
        office_name: String,
        /// Until when, in milliseconds since 1970.
        until_ms: i64,
    },
    /// Somebody is to approve from now on, or no longer.
    Approver {
        /// Who.
        staff: StaffId,
        /// Their name.
        staff_name: String,
        /// Whether they are to be one.
        active: bool,
    },
}

/// A person whose word changes of the authority need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ApproverLine {
    /// The person.
    pub staff: StaffId,
    /// Their name.
    pub staff_name: String,
    /// The office they work for.
    pub office_name: String,
}

/// A device's right to administer a part of the county, as it was last given or ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DelegationLine {
    /// The office at the top of that part.
    pub office: OfficeId,
    /// Its name.
    pub office_name: String,
    /// Until when, in milliseconds since 1970.
    pub until_ms: i64,
    /// Whether it holds; one that was ended does not, nor one that waits for a second person.
    pub holds: bool,
}

impl Ledger {
    /// Lets a device sign for the authority in one part of the county, for a time. Gives the record: where the county has
    /// a second person, it holds once they approve it.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`] for the device or the office.
    pub fn delegate(
        &mut self,
        now: Timestamp,
        device: DeviceId,
        office: OfficeId,
        until: Timestamp,
    ) -> Result<ControlId, Error> {
        self.write(|core, tx| core.delegate(tx, now, (device, office), Some(until)))
    }

    /// Ends that; it needs nobody's approval.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`] where the device has no such right.
    pub fn end_delegation(&mut self, now: Timestamp, device: DeviceId) -> Result<ControlId, Error> {
        self.write(|core, tx| {
            let unknown = || Error::Unknown { kind: "delegation", name: device.to_string() };
            let last = core.grants()?.delegations().filter(|(_, right, _)| right.device == device);
            let last = last.max_by_key(|(_, right, _)| right.revision).filter(|(_, right, _)| right.active);
            let office = last.map(|(_, right, _)| right.office).ok_or_else(unknown)?;
            core.delegate(tx, now, (device, office), None)
        })
    }

    /// Names a person whose word changes of the authority need from now on. The first needs nobody's approval; no
    /// administrator can be their own second person.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::NotApprover`], [`Error::Unknown`].
    pub fn name_approver(&mut self, now: Timestamp, staff: StaffId) -> Result<ControlId, Error> {
        self.write(|core, tx| {
            if core.author().is_ok_and(|author| author.staff == staff) {
                return Err(Error::NotApprover);
            }
            core.approver(tx, now, staff, true)
        })
    }

    /// Ends that, once another of them approves it: the last one stays.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::LastApprover`], [`Error::Unknown`] where they are none.
    pub fn end_approver(&mut self, now: Timestamp, staff: StaffId) -> Result<ControlId, Error> {
        self.write(|core, tx| {
            let approvers = core.grants()?.approvers_at(ms(now));
            if !approvers.contains(&staff) {
                return Err(Error::Unknown { kind: "approver", name: core.directory.staff_name(staff) });
            }
            if approvers.len() == 1 {
                return Err(Error::LastApprover);
            }
            core.approver(tx, now, staff, false)
        })
    }

    /// Approves a record that waits for it, as the second person.
    ///
    /// # Errors
    /// [`Error::NotApprover`] where the holder of this device is none, or the record is about themselves;
    /// [`Error::Unknown`] where no such record waits.
    pub fn approve(&mut self, now: Timestamp, record: ControlId) -> Result<(), Error> {
        self.write(|core, tx| {
            let waiting = core.to_be_approved()?;
            let unknown = || Error::Unknown { kind: "record", name: record.to_string() };
            if !waiting.iter().find(|line| line.record == record).ok_or_else(unknown)?.may_approve {
                return Err(Error::NotApprover);
            }
            let approval = Approval { record, device: core.identity.device(), made_at_ms: ms(now) };
            let control = ControlBody::Approval(approval).sign(&core.identity.secret);
            core.deliver(tx, now, control)
        })
    }

    /// Records that wait for a second person.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`].
    pub fn to_be_approved(&mut self) -> Result<Vec<ToApprove>, Error> {
        self.read(|core, _| core.to_be_approved())
    }

    /// The persons whose word changes of the authority need.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`].
    pub fn approvers(&mut self, now: Timestamp) -> Result<Vec<ApproverLine>, Error> {
        self.read(|core, _| {
            let line = |staff: StaffId| {
                let office = core.directory.staff.get(&staff).map(|member| member.office);
                let office_name = office.map(|office| core.directory.office_name(office)).unwrap_or_default();
                ApproverLine { staff, staff_name: core.directory.staff_name(staff), office_name }
            };
            Ok(core.grants()?.approvers_at(ms(now)).into_iter().map(line).collect())
        })
    }

    /// Lets a device that did not sync for long speak to the relay again, until then.
    ///
    /// # Errors
    /// [`Error::NotAuthority`], [`Error::Unknown`].
    pub fn renew(&mut self, now: Timestamp, device: DeviceId, until: Timestamp) -> Result<(), Error> {
        let record = Renewal { device, until_ms: ms(until), made_at_ms: ms(now) };
        self.write(|core, tx| core.say(tx, now, ControlBody::Renewal(record)))
    }
}

impl Core {
    /// Signs a record with the authority's key, or, where it is not here, as its delegate.
    pub(super) fn signed(&self, body: ControlBody) -> Result<Control, Error> {
        let control = match &self.identity.authority {
            Some(authority) => body.sign(authority),
            None => {
                let right = self.grants()?.delegation(self.identity.device());
                if !right.is_some_and(|right| right.active) {
                    return Err(self.not_authority());
                }
                body.sign_as_delegate(&self.identity.secret)
            }
        };
        control.check()?;
        Ok(control)
    }

    /// Whether this device may sign such a record.
    pub(super) fn may_say(&self, body: ControlBody) -> bool {
        let verdict = self.signed(body).and_then(|control| Ok(self.grants()?.judge(&control)));
        matches!(verdict, Ok(Verdict::Accept | Verdict::Held))
    }

    /// Whether this device administers anything.
    pub(super) fn administers(&self) -> bool {
        let right = || self.grants().ok()?.delegation(self.identity.device()).map(|right| right.active);
        self.identity.authority.is_some() || right().unwrap_or(false)
    }

    /// Names the devices that sign for the authority.
    pub(super) fn not_authority(&self) -> Error {
        let named = |grants: &Grants| {
            let standing = grants.delegations().filter(|(_, right, holds)| right.active && *holds);
            let devices: BTreeSet<_> = standing.map(|(_, right, _)| right.device).collect();
            let devices = devices.into_iter().filter(|device| {
                let right = grants.delegation(*device).is_some_and(|right| right.active);
                right && !grants.is_revoked(*device)
            });
            let name = |device: DeviceId| {
                let grant = grants.device(device);
                let office = grant.map(|grant| self.directory.office_name(grant.office)).unwrap_or_default();
                format!("{office} {}", device_name(device, grant))
            };
            devices.map(name).collect()
        };
        Error::NotAuthority { who_could: self.grants.as_ref().map(named).unwrap_or_default() }
    }

    /// What stands in the way of a record that was signed here.
    pub(super) fn judge_own(&self, control: &Control) -> Result<Verdict, Error> {
        match self.grants()?.judge(control) {
            verdict @ (Verdict::Accept | Verdict::Held) => Ok(verdict),
            Verdict::Refuse(Code::NotAllowed | Code::Revoked)
            | Verdict::Waits(taizhang_wire::Waiting::Delegation(_))
                if control.by.is_some() =>
            {
                Err(self.not_authority())
            }
            Verdict::Waits(taizhang_wire::Waiting::Device(device)) => {
                Err(Error::Unknown { kind: "device", name: device.to_string() })
            }
            Verdict::Waits(taizhang_wire::Waiting::Staff(staff)) => {
                Err(Error::Unknown { kind: "member of staff", name: staff.to_string() })
            }
            Verdict::Waits(need) => Err(Error::Unknown { kind: "office", name: format!("{need:?}") }),
            Verdict::Refuse(code) => Err(Error::Unknown { kind: "record", name: code.to_string() }),
        }
    }

    /// Signs a record of which something may follow, and takes it in as if it had come from elsewhere.
    pub(super) fn say(&mut self, tx: &Connection, now: Timestamp, body: ControlBody) -> Result<(), Error> {
        let control = self.signed(body)?;
        self.deliver(tx, now, control)
    }

    pub(super) fn deliver(&mut self, tx: &Connection, now: Timestamp, control: Control) -> Result<(), Error> {
        control.check()?;
        if self.judge_own(&control)? == Verdict::Accept {
            self.take_in_items(tx, ms(now), vec![Item::Control(control).encode()], false)?;
        }
        Ok(())
    }

    fn delegate(
        &mut self,
        tx: &Connection,
        now: Timestamp,
        (device, office): (DeviceId, OfficeId),
        until: Option<Timestamp>,
    ) -> Result<ControlId, Error> {
        let known = self.grants()?.delegations().filter(|(_, right, _)| right.device == device);
        let revision = known.map(|(_, right, _)| right.revision).max().unwrap_or(0) + 1;
        let (active, until_ms) = (until.is_some(), ms(until.unwrap_or(now)));
        let right = Delegation { device, office, active, made_at_ms: ms(now), until_ms, revision };
        self.say_alone(tx, now, ControlBody::Delegation(right))
    }

    fn approver(&mut self, tx: &Connection, now: Timestamp, staff: StaffId, active: bool) -> Result<ControlId, Error> {
        self.say_alone(tx, now, ControlBody::Approver(Approver { staff, active, made_at_ms: ms(now) }))
    }

    /// As [`Core::say`], of what no delegate may say.
    fn say_alone(&mut self, tx: &Connection, now: Timestamp, body: ControlBody) -> Result<ControlId, Error> {
        let authority = self.identity.authority.clone();
        let control = body.sign(&authority.ok_or_else(|| self.not_authority())?);
        let id = control.id();
        self.deliver(tx, now, control)?;
        Ok(id)
    }

    fn to_be_approved(&self) -> Result<Vec<ToApprove>, Error> {
        let grants = self.grants()?;
        let own = self.author().ok().map(|author| author.staff);
        let may = |at_ms: i64, about: Option<StaffId>| {
            own.is_some_and(|own| Some(own) != about && grants.approvers_at(at_ms).contains(&own))
        };
        let delegation = |id: ControlId| {
            let (_, right, _) = grants.delegations().find(|(known, ..)| *known == id)?;
            let grant = grants.device(right.device);
            let what = Awaited::Delegation {
                device: right.device,
                device_name: device_name(right.device, grant),
                office: right.office,
                office_name: self.directory.office_name(right.office),
                until_ms: right.until_ms,
            };
            let may_approve = may(right.made_at_ms, grant.map(|grant| grant.staff));
            Some(ToApprove { record: id, what, made_at_ms: right.made_at_ms, may_approve })
        };
        let approver = |id: ControlId| {
            let (_, named) = grants.approver_records().find(|(known, _)| *known == id)?;
            let Approver { staff, active, made_at_ms } = *named;
            let what = Awaited::Approver { staff, staff_name: self.directory.staff_name(staff), active };
            // Those who were named before it.
            let may_approve = may(made_at_ms.saturating_sub(1), Some(staff));
            Some(ToApprove { record: id, what, made_at_ms, may_approve })
        };
        Ok(grants.to_be_approved().into_iter().filter_map(|id| delegation(id).or_else(|| approver(id))).collect())
    }
}
