//! What a device's disk is locked with: passphrases, the keys that Argon2id (RFC 9106) makes of them, the database's key.
//! Pure: every salt and nonce is given. The cipher is that of sealed content (`seal`).

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::{
    Error,
    seal::{Secret, open_content, seal_content},
};

/// Bytes of a nonce, which stands before what was sealed with it.
pub(crate) const NONCE_BYTES: usize = 24;
/// Bytes of a salt.
pub(crate) const SALT_BYTES: usize = 16;
/// Bytes with which an encrypted database starts.
pub(crate) const MARK_BYTES: usize = 16;

/// A passphrase as it was typed. Wiped from memory when it is dropped.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The passphrase, without the line's end.
    #[must_use]
    pub fn new(typed: impl Into<String>) -> Self {
        let typed = Zeroizing::new(typed.into());
        Self(Zeroizing::new(typed.trim_end_matches(['\r', '\n']).to_owned()))
    }

    /// How many characters it has: a shell may want more for a new one.
    #[must_use]
    pub fn chars(&self) -> usize {
        self.0.chars().count()
    }
}

impl PartialEq for Passphrase {
    /// For "type it again"; where an attacker could measure, nothing is compared.
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(..)")
    }
}

/// What a guess at a passphrase costs. It stands in the file, so that it can be raised later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassphraseCost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for PassphraseCost {
    /// The second recommendation of RFC 9106: 64 MiB, three passes, four lanes; a tenth to a third of a second.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3, lanes: 4 }
    }
}

impl PassphraseCost {
    /// A file from elsewhere may name a cost: no more than this is paid for it.
    const MEMORY_KIB_MAX: u32 = 1 << 20;
    const PASSES_MAX: u32 = 16;
    const LANES_MAX: u32 = 16;

    /// What Argon2id makes of a passphrase; `None` where the cost is out of bounds.
    pub(crate) fn stretch(self, passphrase: &Passphrase, salt: &[u8; SALT_BYTES]) -> Option<SecretKey> {
        let Self { memory_kib, passes, lanes } = self;
        if memory_kib > Self::MEMORY_KIB_MAX || passes > Self::PASSES_MAX || lanes > Self::LANES_MAX {
            return None;
        }
        let params = Params::new(memory_kib, passes, lanes, Some(32)).ok()?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.0.as_bytes(), salt, key.as_mut())
            .ok()?;
        Some(SecretKey::new(*key))
    }
}

/// A key that seals other secrets. Wiped from memory when it is dropped.
#[derive(Clone)]
pub struct SecretKey(Secret);

impl SecretKey {
    /// The key of these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Secret::new(bytes))
    }

    /// As letters, for a keystore: some keep nothing else.
    #[must_use]
    pub fn to_letters(&self) -> Zeroizing<String> {
        Zeroizing::new(HEXLOWER.encode(self.bytes()))
    }

    /// The key of these letters; `None` where they are none of ours.
    #[must_use]
    pub fn from_letters(letters: &str) -> Option<Self> {
        let bytes = Zeroizing::new(HEXLOWER.decode(letters.as_bytes()).ok()?);
        bytes.as_slice().try_into().ok().map(Self::new)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Seals bytes; `purpose` must be the same when they are opened.
    pub(crate) fn seal(&self, nonce: &[u8; NONCE_BYTES], purpose: &[u8], secret: &[u8]) -> Vec<u8> {
        seal_content(&self.0, purpose, secret, *nonce)
    }

    /// Opens what was sealed under this key for this purpose, and nothing else.
    pub(crate) fn open(&self, purpose: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        open_content(&self.0, purpose, sealed).ok().map(Zeroizing::new)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

/// The key of an encrypted database. Wiped from memory when it is dropped.
#[derive(Clone)]
pub struct DbKey(SecretKey);

impl DbKey {
    /// The key of these bytes, which must be random.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(SecretKey::new(bytes))
    }

    /// Gives the key to a connection, before anything else is asked of it. Another key than the file's must never be
    /// given: SQLite would take the write-ahead log for torn, and drop it.
    ///
    /// # Errors
    /// [`Error::Unsafe`] where this SQLite cannot encrypt.
    pub fn unlock(&self, db: &rusqlite::Connection) -> Result<(), Error> {
        // The error would hold the statement, and with it the key.
        let refused = |_| Error::Unsafe("SQLite would not take the key of the ledger");
        let answer = db.pragma_update_and_check(None, "key", self.words().as_str(), |row| row.get::<_, String>(0));
        answer.map(drop).map_err(refused)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        self.0.bytes()
    }

    /// With what every file under this key starts. It tells keys apart without giving any of it away, and lies where
    /// the cipher keeps a salt, for which a random key has no use.
    pub(crate) fn mark(&self) -> [u8; MARK_BYTES] {
        let hash = Sha256::new().chain_update(b"taizhang database mark").chain_update(self.bytes()).finalize();
        std::array::from_fn(|index| hash[index])
    }

    /// As SQLite takes it: no derivation, key and mark in hexadecimal.
    pub(crate) fn words(&self) -> Zeroizing<String> {
        let [key, mark] = [HEXLOWER.encode(self.bytes()), HEXLOWER.encode(&self.mark())].map(Zeroizing::new);
        Zeroizing::new(format!("raw:{}{}", *key, *mark))
    }
}

impl fmt::Debug for DbKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DbKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: PassphraseCost = PassphraseCost { memory_kib: 8, passes: 1, lanes: 1 };

    #[test]
    fn what_was_sealed_is_opened_by_the_same_key_for_the_same_purpose_only() {
        let key = SecretKey::new([1; 32]);
        let sealed = key.seal(&[7; 24], b"letter", "陈玉兰".as_bytes());
        assert_eq!(*key.open(b"letter", &sealed).unwrap(), "陈玉兰".as_bytes());
        assert!(key.open(b"parcel", &sealed).is_none());
        assert!(SecretKey::new([2; 32]).open(b"letter", &sealed).is_none());
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(key.open(b"letter", &changed).is_none(), "byte {at}");
            assert!(key.open(b"letter", &sealed[..at]).is_none(), "cut at {at}");
        }
    }

    #[test]
    fn a_passphrase_gives_one_key_for_each_salt_and_cost_within_bounds() {
        let [one, typed, other] = ["一只猫坐在门口", "一只猫坐在门口\r\n", "一只狗坐在门口"].map(Passphrase::new);
        let key = |cost: PassphraseCost, phrase, salt| cost.stretch(phrase, &[salt; 16]).map(|key| *key.bytes());
        assert_eq!(key(CHEAP, &one, 1), key(CHEAP, &typed, 1));
        let dearer = PassphraseCost { passes: 2, ..CHEAP };
        let keys = [key(CHEAP, &one, 1), key(CHEAP, &one, 2), key(CHEAP, &other, 1), key(dearer, &one, 1)];
        assert!(keys.iter().all(Option::is_some));
        assert_eq!(keys.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
        for cost in [
            PassphraseCost { memory_kib: u32::MAX, ..CHEAP },
            PassphraseCost { passes: 17, ..CHEAP },
            PassphraseCost { lanes: 17, ..CHEAP },
            PassphraseCost { memory_kib: 0, ..CHEAP },
        ] {
            assert_eq!(key(cost, &one, 1), None, "{cost:?}");
        }
    }

    #[test]
    fn letters_give_the_key_back_and_others_give_none() {
        let key = SecretKey::new([0xab; 32]);
        let back = SecretKey::from_letters(&key.to_letters()).map(|key| *key.bytes());
        assert_eq!(back, Some([0xab; 32]));
        for letters in ["", "ab", "xy", &"ab".repeat(33)] {
            assert!(SecretKey::from_letters(letters).is_none(), "{letters}");
        }
    }

    #[test]
    fn no_secret_is_printed() {
        let shown = format!("{:?} {:?} {:?}", Passphrase::new("猫"), SecretKey::new([9; 32]), DbKey::new([9; 32]));
        assert_eq!(shown, "Passphrase(..) SecretKey(..) DbKey(..)");
    }
}
