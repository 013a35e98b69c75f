//! The operating system's keystore: Credential Manager on Windows, the keychain on macOS, the Secret Service (GNOME
//! Keyring, KWallet) on Linux where one answers on the session's bus.

use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error as Refusal};
use taizhang_client::{Error, Keystore, SecretKey};

/// Under which our keys stand among others'.
const SERVICE: &str = "taizhang";

struct System(Arc<CredentialStore>);

/// The keystore, where one answers.
pub(crate) fn system() -> Result<Box<dyn Keystore>, Error> {
    Ok(Box::new(System(native().map_err(failed)?)))
}

#[cfg(target_os = "linux")]
fn native() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(dbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn native() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn native() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn native() -> keyring_core::Result<Arc<CredentialStore>> {
    Err(Refusal::NoDefaultStore)
}

fn failed(refusal: Refusal) -> Error {
    Error::Keystore { detail: refusal.to_string() }
}

impl System {
    fn entry(&self, entry: &str) -> Result<Entry, Error> {
        self.0.build(SERVICE, entry, None).map_err(failed)
    }
}

impl Keystore for System {
    fn get(&self, entry: &str) -> Result<Option<SecretKey>, Error> {
        match self.entry(entry)?.get_password() {
            Ok(letters) => SecretKey::from_letters(&letters).map(Some).ok_or(Error::KeyFile),
            Err(Refusal::NoEntry) => Ok(None),
            Err(refusal) => Err(failed(refusal)),
        }
    }

    fn put(&self, entry: &str, key: &SecretKey) -> Result<(), Error> {
        self.entry(entry)?.set_password(&key.to_letters()).map_err(failed)
    }

    fn remove(&self, entry: &str) -> Result<(), Error> {
        match self.entry(entry)?.delete_credential() {
            Ok(()) | Err(Refusal::NoEntry) => Ok(()),
            Err(refusal) => Err(failed(refusal)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_kept_given_back_and_forgotten() {
        let store = System(keyring_core::mock::Store::new().unwrap());
        assert!(store.get("one").unwrap().is_none());
        store.put("one", &SecretKey::new([0xab; 32])).unwrap();
        let back = store.get("one").unwrap().unwrap();
        assert_eq!(*back.to_letters(), "ab".repeat(32));
        assert!(store.get("other").unwrap().is_none());
        store.remove("one").unwrap();
        store.remove("one").unwrap();
        assert!(store.get("one").unwrap().is_none());
    }
}
