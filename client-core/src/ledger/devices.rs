//! The devices of the county as those who administer them see them: who was let in and by which code, when each last came
//! as far as the relay told, what was shut out and why.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{DeviceId, OfficeId, StaffId};
use taizhang_wire::{Code, DeviceSeen, DevicesSeen, Grant, Grants, Invite, PublicKey, check_code};

use super::{Core, DelegationLine, Ledger, ms, queries::device_name};
use crate::{Error, seal::Secret, store};

/// Where the relay's word is kept that it does not let this device in.
pub(super) const NOT_LET_IN: &str = "not_let_in";
const DEVICES_SEEN: &str = "devices_seen";
const LET_IN_UNTIL: &str = "let_in_until_ms";

/// A device that was let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeviceLine {
    /// The device.
    pub device: DeviceId,
    /// What its holder calls it.
    pub name: String,
    /// The office it reads for.
    pub office: OfficeId,
    /// Who holds it.
    pub staff: StaffId,
    /// Six digits that the device showed too when it was enrolled: another one took up the code where they differ.
    pub check_code: Option<String>,
    /// When it was invited, in milliseconds since 1970.
    pub granted_at_ms: i64,
    /// The day on which it last synced, where the relay told, in milliseconds since 1970.
    pub seen_at_ms: Option<i64>,
    /// Until when the relay lets it in without another sync, where it told, in milliseconds since 1970.
    pub until_ms: Option<i64>,
    /// Whether it was shut out.
    pub revoked: bool,
    /// When, in milliseconds since 1970.
    pub revoked_at_ms: Option<i64>,
    /// Why.
    pub revoked_why: Option<String>,
    /// Whether it is signed how far what it wrote counts.
    pub list_complete: bool,
    /// Its right to sign for the authority, where it was ever given one.
    pub delegation: Option<DelegationLine>,
}

/// A device of this office that was shut out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ShutOutLine {
    /// The device.
    pub device: DeviceId,
    /// What its holder calls it.
    pub name: String,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Why.
    pub why: String,
}

/// An enrolment code, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InvitationLine {
    /// What the code begins with, in hexadecimal.
    #[schemars(with = "String")]
    pub id: taizhang_wire::InviteId,
    /// The office that the device will read for.
    pub office: OfficeId,
    /// Who was to hold it.
    pub staff: StaffId,
    /// When it was made, in milliseconds since 1970.
    pub made_at_ms: i64,
    /// Until when it can be taken up, by the relay's clock, in milliseconds since 1970. 0 once it was withdrawn.
    pub until_ms: i64,
    /// What became of it.
    pub state: InvitationState,
    /// The device that took it up.
    pub device: Option<DeviceId>,
    /// What its holder calls it.
    pub device_name: Option<String>,
    /// Six digits that this device showed too.
    pub check_code: Option<String>,
}

/// What became of an enrolment code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// It can be taken up.
    Open,
    /// A device took it up.
    Used,
    /// Nobody took it up in time.
    Expired,
    /// It was withdrawn before anybody took it up.
    Withdrawn,
}

impl Ledger {
    /// The six digits that the administrator's device shows beside this one, once it has taken up a code. They are of keys
    /// that are here before anything of the county is.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn check_code(&mut self) -> Result<Option<String>, Error> {
        self.read(|core, _| {
            let device = core.identity.device();
            if let Some(grant) = core.grants.as_ref().and_then(|grants| grants.device(device)) {
                return Ok(Some(check_code(core.grants()?.authority(), &grant.invite, &grant.key, &grant.seal)));
            }
            let (Some(county), Some(code)) = (core.identity.county, core.pinned_code()) else { return Ok(None) };
            let (key, seal) = (PublicKey::of(&core.identity.secret), Secret::of_signer(&core.identity.secret).public());
            Ok(Some(check_code(&county, &PublicKey::of(&code.key()), &key, &seal)))
        })
    }

    /// The enrolment codes that were made: those that can still be taken up first, then those that nobody took up, the latest first.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`].
    pub fn invitations(&mut self, now: Timestamp) -> Result<Vec<InvitationLine>, Error> {
        self.read(|core, _| {
            let grants = core.grants()?;
            let mut lines: Vec<_> = grants.invites().map(|invite| invitation(grants, invite, now)).collect();
            lines.sort_by_key(|line| {
                let is_open = line.state == InvitationState::Open;
                (!is_open, line.device.is_some(), std::cmp::Reverse(line.made_at_ms), line.id)
            });
            Ok(lines)
        })
    }

    /// Whether this device administers anything: the relay tells it of devices.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn administers(&mut self) -> Result<bool, Error> {
        self.read(|core, _| Ok(core.administers()))
    }

    /// Keeps what the relay told of when devices last came.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn keep_devices_seen(&mut self, seen: &DevicesSeen) -> Result<(), Error> {
        self.write(|_, tx| Ok(store::set_meta(tx, DEVICES_SEEN, &seen.encode())?))
    }

    /// Keeps the relay's word until when it lets this device in without another sync, in milliseconds since 1970.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn keep_let_in_until(&mut self, until_ms: i64) -> Result<(), Error> {
        // It says something new once a day.
        match self.read(|core, tx| core.let_in_until_ms(tx))? == Some(until_ms) {
            true => Ok(()),
            false => self.write(|_, tx| Ok(store::set_meta(tx, LET_IN_UNTIL, &until_ms.to_be_bytes())?)),
        }
    }

    /// Keeps the relay's word that it does not let this device in, until it does again.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn keep_not_let_in(&mut self, why: Code) -> Result<(), Error> {
        self.write(|_, tx| Ok(store::set_meta(tx, NOT_LET_IN, why.as_str().as_bytes())?))
    }
}

impl Core {
    pub(super) fn device_lines(&self, tx: &rusqlite::Connection) -> Result<Vec<DeviceLine>, Error> {
        let seen =
            store::meta(tx, DEVICES_SEEN)?.and_then(|bytes| DevicesSeen::decode(&bytes).ok()).unwrap_or_default();
        let grants = self.grants()?;
        let mut rights: BTreeMap<DeviceId, (u32, DelegationLine)> = BTreeMap::new();
        for (_, right, holds) in grants.delegations() {
            if rights.get(&right.device).is_none_or(|(revision, _)| *revision <= right.revision) {
                let line = DelegationLine {
                    office: right.office,
                    office_name: self.directory.office_name(right.office),
                    until_ms: right.until_ms,
                    holds: holds && right.active && !grants.is_revoked(right.device),
                };
                rights.insert(right.device, (right.revision, line));
            }
        }
        let mut line = |(device, grant): (&DeviceId, &Grant)| {
            let seen = seen.devices.binary_search_by_key(device, |seen| seen.device).ok().map(|at| &seen.devices[at]);
            let delegation = rights.remove(device).map(|(_, line)| line);
            device_line(grants, *device, grant, seen, delegation)
        };
        Ok(grants.devices().map(&mut line).collect())
    }

    /// The devices of this device's office that were shut out, the latest first: their office is told.
    pub(super) fn shut_out_here(&self) -> Vec<ShutOutLine> {
        let (Some(grants), Ok(author)) = (&self.grants, self.author()) else { return Vec::new() };
        let of_ours = grants.devices().filter(|(_, grant)| grant.office == author.office);
        let line = |(device, grant): (&DeviceId, &Grant)| {
            let at_ms = grants.revoked_at_ms(*device)?;
            let why = grants.revoked_why(*device).unwrap_or_default().to_owned();
            Some(ShutOutLine { device: *device, name: device_name(*device, Some(grant)), at_ms, why })
        };
        let mut lines: Vec<_> = of_ours.filter_map(line).collect();
        lines.sort_by_key(|line| (std::cmp::Reverse(line.at_ms), line.device));
        lines
    }

    /// Until when the relay lets this device in without another sync, where it told.
    pub(super) fn let_in_until_ms(&self, tx: &rusqlite::Connection) -> Result<Option<i64>, Error> {
        Ok(store::meta(tx, LET_IN_UNTIL)?.and_then(|bytes| Some(i64::from_be_bytes(bytes.try_into().ok()?))))
    }

    /// Why this device is not let in, where that is known: by the relay's word, or by a record that a bundle brought.
    pub(super) fn not_let_in(&self, tx: &rusqlite::Connection) -> Result<Option<String>, Error> {
        let device = self.identity.device();
        if self.grants.as_ref().is_some_and(|grants| grants.is_revoked(device)) {
            return Ok(Some(Code::Revoked.as_str().to_owned()));
        }
        Ok(store::meta(tx, NOT_LET_IN)?.and_then(|word| String::from_utf8(word).ok()))
    }
}

fn device_line(
    grants: &Grants,
    device: DeviceId,
    grant: &Grant,
    seen: Option<&DeviceSeen>,
    delegation: Option<DelegationLine>,
) -> DeviceLine {
    DeviceLine {
        device,
        name: grant.name.clone(),
        office: grant.office,
        staff: grant.staff,
        check_code: Some(check_code(grants.authority(), &grant.invite, &grant.key, &grant.seal)),
        granted_at_ms: grant.granted_at_ms,
        seen_at_ms: seen.and_then(|seen| seen.seen_at_ms),
        until_ms: seen.and_then(|seen| seen.until_ms),
        revoked: grants.is_revoked(device),
        revoked_at_ms: grants.revoked_at_ms(device),
        revoked_why: grants.revoked_why(device).map(str::to_owned),
        list_complete: grants.has_last_accepted(device),
        delegation,
    }
}

fn invitation(grants: &Grants, invite: &Invite, now: Timestamp) -> InvitationLine {
    let taken = grants.devices().find(|(_, grant)| grant.invite == invite.key);
    let state = match taken {
        Some(_) => InvitationState::Used,
        None if invite.is_withdrawn() => InvitationState::Withdrawn,
        None if invite.until_ms < ms(now) => InvitationState::Expired,
        None => InvitationState::Open,
    };
    InvitationLine {
        id: invite.id,
        office: invite.office,
        staff: invite.staff,
        made_at_ms: invite.made_at_ms,
        until_ms: invite.until_ms,
        state,
        device: taken.map(|(device, _)| *device),
        device_name: taken.map(|(device, grant)| device_name(*device, Some(grant))),
        check_code: taken.map(|(_, grant)| check_code(grants.authority(), &grant.invite, &grant.key, &grant.seal)),
    }
}
