//! The keys that content is sealed for on behalf of an office: made by the administrator's device, handed to the office's
//! devices in signed records, opened wherever a record holds a share for this device.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::Timestamp;
use rusqlite::Connection;
use taizhang_model::{DeviceId, OfficeId};
use taizhang_wire::{
    Claim, Control, ControlBody, Enrolled, EnrolmentCode, Holder, InviteId, InviteKey, KeyShare, OfficeKey,
    OfficeKeyId, OfficeKeyShares, SealKey,
};

use super::{Core, Ledger, ms};
use crate::{
    Error,
    seal::{Secret, about, open_secret, seal_secret},
    store::{controls, keys},
};

/// Shares in one record: it keeps its bound in bytes with some room.
const SHARES_MAX: usize = 500;

impl Ledger {
    /// Takes the keys in this device's invitation from the relay's answer to its claim. The invitation itself stands in the
    /// feed behind all that they open; without them that would be read twice. Nobody signed the answer, and nobody
    /// needs to: what is not sealed for the code does not open, and nothing is sealed for a key that is not the office's.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn take_invited_keys(&mut self, enrolled: &Enrolled) -> Result<(), Error> {
        self.write(|core, tx| {
            let Some(code) = core.pinned_code() else { return Ok(()) };
            let opened = core.opened_invitation(enrolled.office, code.id(), &enrolled.keys);
            core.keep_office_keys(tx, opened).map(drop)
        })
    }
}

impl Core {
    /// Makes an office a key, for the authority, the office's devices that may still read, and those who may let others in
    /// there; what is sealed for the office from now on is sealed for this key. An office's first, or its next, when a
    /// device is shut out.
    pub(crate) fn rotate_office_key(
        &mut self,
        tx: &Connection,
        now: Timestamp,
        office: OfficeId,
    ) -> Result<OfficeKeyId, Error> {
        let secret = Secret::new(self.random());
        let (key, id) = (secret.public(), secret.public().id());
        // The newest stands: this one, whatever the clock says.
        let made_at_ms = self.grants()?.office_key_made_at_ms(office).map_or(ms(now), |last| ms(now).max(last + 1));
        let mut shares = Vec::new();
        for (to, seal) in self.holders(office)? {
            let purpose = about::office_key(office, id, to);
            if let Some(sealed) = seal_secret(&seal, &purpose, &secret, self.random()) {
                shares.push(KeyShare { to, sealed });
            }
        }
        let mut parts = shares.chunks(SHARES_MAX);
        let shares = parts.next().unwrap_or_default().to_vec();
        let more: Vec<_> = parts.map(<[_]>::to_vec).collect();
        self.record(tx, ControlBody::OfficeKey(OfficeKey { office, key, shares, made_at_ms }))?;
        for shares in more {
            self.record(tx, ControlBody::OfficeKeyShares(OfficeKeyShares { office, key: id, shares, made_at_ms }))?;
        }
        keys::put_office_key(tx, id, office, &secret)?;
        self.load_office_secrets(tx)?;
        Ok(id)
    }

    /// Who is to hold the keys of an office, in order.
    fn holders(&self, office: OfficeId) -> Result<Vec<(Holder, SealKey)>, Error> {
        let grants = self.grants()?;
        let above = grants.with_ancestors(office);
        let lets_in =
            |device| grants.delegation(device).is_some_and(|right| right.active && above.contains(&right.office));
        let devices = grants
            .devices()
            .filter(|(device, grant)| !grants.is_revoked(**device) && (grant.office == office || lets_in(**device)));
        let authority = grants.authority_seal().map(|seal| (Holder::Authority, seal));
        Ok(authority.into_iter().chain(devices.map(|(device, grant)| (Holder::Device(*device), grant.seal))).collect())
    }

    /// A key that was made after a device's invitation did not go along in it: the device that made it hands it on, once
    /// the invitation is taken up.
    pub(crate) fn share_later_keys(&mut self, tx: &Connection, now_ms: i64, claim: &Claim) -> Result<(), Error> {
        let Some(invite) = self.grants()?.invite(&claim.invite) else { return Ok(()) };
        let (office, invited) = (invite.office, invite.keys.iter().map(|share| share.key).collect());
        self.share_office_keys(tx, now_ms, office, claim.device.device(), &invited)
    }

    /// Hands all keys of an office that this device holds, except these, to one more device: of the office, or of somebody
    /// who may let others in there.
    pub(crate) fn share_office_keys(
        &mut self,
        tx: &Connection,
        made_at_ms: i64,
        office: OfficeId,
        device: DeviceId,
        except: &BTreeSet<OfficeKeyId>,
    ) -> Result<(), Error> {
        let Some(seal) = self.grants()?.device(device).map(|grant| grant.seal) else { return Ok(()) };
        let all: Vec<_> = self.grants()?.office_keys(office).map(|key| key.id()).collect();
        let to = Holder::Device(device);
        for key in all.into_iter().filter(|key| !except.contains(key)) {
            let Some(secret) = self.office_secrets.get(&key).cloned() else { continue };
            let sealed = seal_secret(&seal, &about::office_key(office, key, to), &secret, self.random());
            let Some(sealed) = sealed else { continue };
            let shares = vec![KeyShare { to, sealed }];
            self.record(tx, ControlBody::OfficeKeyShares(OfficeKeyShares { office, key, shares, made_at_ms }))?;
        }
        Ok(())
    }

    /// Whoever may let others in somewhere, by a right that holds, is given the keys of all offices there.
    pub(crate) fn share_with_delegates(&mut self, tx: &Connection, now_ms: i64) -> Result<(), Error> {
        let grants = self.grants()?;
        let mut rights = Vec::new();
        for (device, _) in grants.devices().filter(|(device, _)| !grants.is_revoked(**device)) {
            if let Some(right) = grants.delegation(*device).filter(|right| right.active) {
                let below = grants.offices().filter(|office| grants.with_ancestors(office.id).contains(&right.office));
                rights.push((*device, below.map(|office| office.id).collect::<Vec<_>>()));
            }
        }
        if rights.is_empty() {
            return Ok(());
        }
        let mut held: BTreeMap<DeviceId, BTreeSet<OfficeKeyId>> = BTreeMap::new();
        for record in controls::items(tx, None)?.iter().filter_map(|item| super::as_control(item)) {
            let (key, shares) = match record.body {
                ControlBody::OfficeKey(record) => (record.key.id(), record.shares),
                ControlBody::OfficeKeyShares(record) => (record.key, record.shares),
                _ => continue,
            };
            for share in shares {
                if let Holder::Device(device) = share.to {
                    held.entry(device).or_default().insert(key);
                }
            }
        }
        for (device, offices) in rights {
            let held = held.remove(&device).unwrap_or_default();
            for office in offices {
                self.share_office_keys(tx, now_ms, office, device, &held)?;
            }
        }
        Ok(())
    }

    /// All keys of an office that this device holds, for whoever gets this code.
    pub(crate) fn invited_keys(&mut self, office: OfficeId, code: &EnrolmentCode) -> Result<Vec<InviteKey>, Error> {
        let to = Secret::new(code.seal_secret()).public();
        let all: Vec<_> = self.grants()?.office_keys(office).map(|key| key.id()).collect();
        let mut shares = Vec::new();
        for key in all {
            let Some(secret) = self.office_secrets.get(&key).cloned() else { continue };
            let sealed = seal_secret(&to, &about::invited(office, key, code.id()), &secret, self.random());
            shares.extend(sealed.map(|sealed| InviteKey { key, sealed }));
        }
        shares.sort_unstable_by_key(|share| share.key);
        Ok(shares)
    }

    /// Opens what a record of the directory holds for this device. Gives whether there was anything new.
    pub(crate) fn learn_office_keys(&mut self, tx: &Connection, record: &Control) -> Result<bool, Error> {
        let opened: Vec<(OfficeKeyId, OfficeId, Secret)> = match &record.body {
            ControlBody::OfficeKey(OfficeKey { office, key, shares, .. }) => {
                self.opened_shares(*office, key.id(), shares)
            }
            ControlBody::OfficeKeyShares(OfficeKeyShares { office, key, shares, .. }) => {
                self.opened_shares(*office, *key, shares)
            }
            ControlBody::Invite(invite) => self.opened_invitation(invite.office, invite.id, &invite.keys),
            _ => return Ok(false),
        };
        self.keep_office_keys(tx, opened)
    }

    /// Keeps keys of offices that were just opened. Gives whether there was anything new.
    fn keep_office_keys(
        &mut self,
        tx: &Connection,
        opened: Vec<(OfficeKeyId, OfficeId, Secret)>,
    ) -> Result<bool, Error> {
        let mut is_new = false;
        for (id, office, secret) in opened {
            // A share says of itself which key it is: the secret half must be that key's.
            if !self.office_secrets.contains_key(&id) && secret.public().id() == id {
                keys::put_office_key(tx, id, office, &secret)?;
                is_new = true;
            }
        }
        if is_new {
            self.load_office_secrets(tx)?;
        }
        Ok(is_new)
    }

    fn opened_shares(
        &self,
        office: OfficeId,
        key: OfficeKeyId,
        shares: &[KeyShare],
    ) -> Vec<(OfficeKeyId, OfficeId, Secret)> {
        let open = |share: &KeyShare| {
            let signer = match share.to {
                Holder::Authority => self.identity.authority.as_ref()?,
                Holder::Device(device) if device == self.identity.device() => &self.identity.secret,
                Holder::Device(_) => return None,
            };
            let purpose = about::office_key(office, key, share.to);
            Some((key, office, open_secret(&Secret::of_signer(signer), &purpose, &share.sealed).ok()?))
        };
        shares.iter().filter_map(open).collect()
    }

    fn opened_invitation(
        &self,
        office: OfficeId,
        invite: InviteId,
        shares: &[InviteKey],
    ) -> Vec<(OfficeKeyId, OfficeId, Secret)> {
        let Some(code) = self.pinned_code().filter(|code| code.id() == invite) else { return Vec::new() };
        let secret = Secret::new(code.seal_secret());
        let open = |share: &InviteKey| {
            let purpose = about::invited(office, share.key, invite);
            Some((share.key, office, open_secret(&secret, &purpose, &share.sealed).ok()?))
        };
        shares.iter().filter_map(open).collect()
    }

    /// The code that let this device in.
    pub(super) fn pinned_code(&self) -> Option<EnrolmentCode> {
        self.identity.pinned_code.as_ref().and_then(|code| code.parse().ok())
    }

    pub(crate) fn load_office_secrets(&mut self, tx: &Connection) -> Result<(), Error> {
        self.office_secrets = Arc::new(keys::office_keys(tx)?);
        Ok(())
    }
}
