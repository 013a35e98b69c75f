//! The keys of one document's content: learnt from the shares in its records, used at the edge of this device, where an
//! envelope or a snapshot goes out or comes in.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use taizhang_model::OfficeId;
use taizhang_wire::{AudienceChange, DocKeyShare, Envelope, OfficeKeyId, Open, SealKey, Snapshot};

use super::{
    NONCE, Secret,
    about::{self, Origin},
    open_content, open_secret, seal_content, seal_secret,
};

/// The secret halves of office keys that this device holds.
pub(crate) type OfficeSecrets = Arc<BTreeMap<OfficeKeyId, Secret>>;

/// A document's keys, as far as this device has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DocKeys {
    /// By number, from 1.
    held: BTreeMap<u32, Secret>,
    /// Whether the record that opened the document has shares: then nothing in it was ever to be in clear. One that was
    /// opened without any may get keys later, and what was written before stays as it is.
    sealed: bool,
}

/// Why content cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CannotRead {
    /// The key with this number is not here.
    NoKey(u32),
    /// It is clear, and should not be.
    NotSealed,
    /// It does not open.
    NotOpened,
}

impl DocKeys {
    pub(crate) const fn new(held: BTreeMap<u32, Secret>, sealed: bool) -> Self {
        Self { held, sealed }
    }

    pub(crate) const fn is_sealed(&self) -> bool {
        self.sealed
    }

    pub(crate) fn holds(&self, key_id: u32) -> bool {
        self.held.contains_key(&key_id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (u32, &Secret)> {
        self.held.iter().map(|(key_id, key)| (*key_id, key))
    }

    /// An envelope's content in clear.
    pub(crate) fn open_envelope<'a>(&self, envelope: &'a Envelope) -> Result<Cow<'a, [u8]>, CannotRead> {
        self.open(envelope.key_id, &envelope.payload, || about::envelope(envelope))
    }

    /// A snapshot's content in clear.
    pub(crate) fn open_snapshot<'a>(&self, snapshot: &'a Snapshot) -> Result<Cow<'a, [u8]>, CannotRead> {
        self.open(snapshot.key_id, &snapshot.payload, || about::snapshot(snapshot))
    }

    fn open<'a>(
        &self,
        key_id: u32,
        payload: &'a [u8],
        about: impl Fn() -> Vec<u8>,
    ) -> Result<Cow<'a, [u8]>, CannotRead> {
        match (key_id, self.held.get(&key_id)) {
            (0, _) if self.sealed => Err(CannotRead::NotSealed),
            (0, _) => Ok(payload.into()),
            (_, None) => Err(CannotRead::NoKey(key_id)),
            (_, Some(key)) => open_content(key, &about(), payload).map(Cow::from).map_err(|_| CannotRead::NotOpened),
        }
    }

    /// Seals an envelope in clear with the newest key. `None` where there should be one and it is not here: such content
    /// does not leave the device.
    pub(crate) fn seal_envelope(&self, mut envelope: Envelope, nonce: [u8; NONCE]) -> Option<Envelope> {
        let Some((key_id, key)) = self.held.last_key_value() else { return (!self.sealed).then_some(envelope) };
        envelope.key_id = *key_id;
        envelope.payload = seal_content(key, &about::envelope(&envelope), &envelope.payload, nonce);
        Some(envelope)
    }

    /// Seals a snapshot in clear, as [`Self::seal_envelope`] does.
    pub(crate) fn seal_snapshot(&self, mut snapshot: Snapshot, nonce: [u8; NONCE]) -> Option<Snapshot> {
        let Some((key_id, key)) = self.held.last_key_value() else { return (!self.sealed).then_some(snapshot) };
        snapshot.key_id = *key_id;
        snapshot.payload = seal_content(key, &about::snapshot(&snapshot), &snapshot.payload, nonce);
        Some(snapshot)
    }
}

/// A document's key as a record holds it for one office.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    origin: Origin,
    share: DocKeyShare,
}

impl Share {
    /// The shares of a record that opens a document.
    pub(crate) fn of_open(open: &Open) -> Vec<Self> {
        let origin = Origin::of_open(open);
        open.shares.iter().map(|share| Self { origin, share: share.clone() }).collect()
    }

    /// The shares of a record that changes a document's audience.
    pub(crate) fn of_audience(change: &AudienceChange) -> Vec<Self> {
        let origin = Origin::of_audience(change);
        change.shares.iter().map(|share| Self { origin, share: share.clone() }).collect()
    }

    /// Which of the document's keys it is.
    pub(crate) const fn key_id(&self) -> u32 {
        self.share.key_id
    }

    /// The key, where this device holds the office's.
    fn open(&self, secrets: &BTreeMap<OfficeKeyId, Secret>) -> Option<Secret> {
        let DocKeyShare { key_id, office, office_key, sealed } = &self.share;
        let purpose = about::document_key(self.origin, *key_id, *office, *office_key);
        open_secret(secrets.get(office_key)?, &purpose, sealed).ok()
    }
}

/// A document's key, wrapped for each of these offices.
pub(crate) fn shares_of(
    origin: Origin,
    key_id: u32,
    key: &Secret,
    offices: &BTreeMap<OfficeId, SealKey>,
    mut random: impl FnMut() -> [u8; 32],
) -> Vec<DocKeyShare> {
    let share = |(office, to): (&OfficeId, &SealKey)| {
        let purpose = about::document_key(origin, key_id, *office, to.id());
        let sealed = seal_secret(to, &purpose, key, random())?;
        Some(DocKeyShare { key_id, office: *office, office_key: to.id(), sealed })
    };
    offices.iter().filter_map(share).collect()
}

/// A document's keys, with shares of those that are not open yet: whoever needs them first opens them, once. To open one
/// takes about as long as to check a signature or two.
#[derive(Debug)]
pub(crate) struct LateKeys {
    known: DocKeys,
    shares: Vec<Share>,
    opened: OnceLock<DocKeys>,
}

impl LateKeys {
    pub(crate) const fn new(known: DocKeys, shares: Vec<Share>) -> Self {
        Self { known, shares, opened: OnceLock::new() }
    }

    pub(crate) fn get(&self, secrets: &BTreeMap<OfficeKeyId, Secret>) -> &DocKeys {
        self.opened.get_or_init(|| {
            let mut keys = self.known.clone();
            for share in &self.shares {
                // The first that opens stands: a key is never replaced.
                if !keys.held.contains_key(&share.key_id())
                    && let Some(key) = share.open(secrets)
                {
                    keys.held.insert(share.key_id(), key);
                }
            }
            keys
        })
    }
}
