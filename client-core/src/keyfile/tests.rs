//! The key file by itself: its locks, their change, its older version, and bytes that were altered.

use std::{collections::BTreeMap, fs, path::Path, sync::Mutex};

use super::*;

const CHEAP: PassphraseCost = PassphraseCost { memory_kib: 8, passes: 1, lanes: 1 };

fn phrase(words: &str) -> Lock {
    Lock::Passphrase { passphrase: Passphrase::new(words), cost: CHEAP }
}

fn identity() -> Identity {
    let mut identity = Identity::new(&std::array::from_fn(|index| index as u8));
    identity.authority = Some(SigningKey::from_bytes(&[200; 32]));
    identity.pinned_code = Some("ABCDE".to_owned());
    identity
}

fn told(identity: &Identity) -> impl PartialEq + fmt::Debug + use<> {
    let authority = identity.authority.as_ref().map(SigningKey::to_bytes);
    (identity.actor(), identity.instance, authority, identity.secret.to_bytes(), identity.pinned_code.clone())
}

fn made(path: &Path, lock: &Lock) -> KeyFile {
    let made = KeyFile::create(path, lock).unwrap();
    assert!(made.load().unwrap().is_none() && !path.exists(), "nothing is written before there is an identity");
    made.save(&identity()).unwrap();
    made
}

/// As version 1 wrote it.
fn write_version_1(path: &Path) {
    let mut text = serde_json::to_value(IdentityText::from(&identity())).unwrap();
    text["version"] = 1.into();
    fs::write(path, text.to_string()).unwrap();
}

#[derive(Clone, Default)]
struct Drawer(std::sync::Arc<Mutex<BTreeMap<String, SecretKey>>>);

impl Keystore for Drawer {
    fn get(&self, entry: &str) -> Result<Option<SecretKey>, Error> {
        Ok(self.0.lock().unwrap().get(entry).cloned())
    }

    fn put(&self, entry: &str, key: &SecretKey) -> Result<(), Error> {
        self.0.lock().unwrap().insert(entry.to_owned(), key.clone());
        Ok(())
    }

    fn remove(&self, entry: &str) -> Result<(), Error> {
        self.0.lock().unwrap().remove(entry);
        Ok(())
    }
}

#[test]
fn the_passphrase_opens_it_and_no_other_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("device.json");
    assert_eq!(KeyFile::locked_by(&path).unwrap(), None);
    let made = made(&path, &phrase("一只猫坐在门口"));
    assert_eq!(KeyFile::locked_by(&path).unwrap(), Some(LockedBy::Passphrase(CHEAP)));
    let opened = KeyFile::open(&path, &phrase("一只猫坐在门口")).unwrap();
    assert_eq!(told(&opened.load().unwrap().unwrap()), told(&identity()));
    assert_eq!(opened.db_key().bytes(), made.db_key().bytes());
    let before = fs::read(&path).unwrap();
    for wrong in [phrase(""), phrase("一只猫坐在门"), Lock::Keystore(Box::new(Drawer::default()))] {
        assert_eq!(KeyFile::open(&path, &wrong).unwrap_err().code(), "wrong_passphrase");
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_new_passphrase_disturbs_no_process_that_has_it_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("device.json");
    let open_before = made(&path, &phrase("旧的"));
    KeyFile::open(&path, &phrase("旧的")).unwrap().relock(&phrase("新的")).unwrap();
    let mut changed = identity();
    changed.incarnation = Incarnation([9; 8]);
    open_before.save(&changed).unwrap();
    assert_eq!(KeyFile::open(&path, &phrase("旧的")).unwrap_err().code(), "wrong_passphrase");
    let opened = KeyFile::open(&path, &phrase("新的")).unwrap();
    assert_eq!(told(&opened.load().unwrap().unwrap()), told(&changed));
    assert_eq!(opened.db_key().bytes(), open_before.db_key().bytes(), "the database stays as it is");
}

#[test]
fn the_keystore_opens_it_and_the_lock_can_be_changed_both_ways() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("device.json");
    let drawer = Drawer::default();
    let store = || Lock::Keystore(Box::new(drawer.clone()));
    made(&path, &store());
    assert_eq!(KeyFile::locked_by(&path).unwrap(), Some(LockedBy::Keystore));
    let mut opened = KeyFile::open(&path, &store()).unwrap();
    opened.relock(&store()).unwrap();
    assert_eq!(drawer.0.lock().unwrap().len(), 1, "the key before is forgotten");
    opened.relock(&phrase("猫")).unwrap();
    assert!(KeyFile::open(&path, &phrase("猫")).is_ok());
    opened.relock(&store()).unwrap();
    drawer.0.lock().unwrap().clear();
    assert_eq!(KeyFile::open(&path, &store()).unwrap_err().code(), "keystore");
}

#[test]
fn a_file_of_version_1_is_locked_when_it_is_first_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("device.json");
    write_version_1(&path);
    let cut_short = folder.path().join("device.new");
    fs::copy(&path, &cut_short).unwrap();
    assert_eq!(KeyFile::locked_by(&path).unwrap(), Some(LockedBy::Nothing));
    let opened = KeyFile::open(&path, &phrase("猫")).unwrap();
    assert_eq!(told(&opened.load().unwrap().unwrap()), told(&identity()));
    assert_eq!(KeyFile::locked_by(&path).unwrap(), Some(LockedBy::Passphrase(CHEAP)));
    assert!(!cut_short.exists(), "keys in the clear are left nowhere");
    let again = KeyFile::open(&path, &phrase("猫")).unwrap();
    assert_eq!(again.db_key().bytes(), opened.db_key().bytes());
}

#[test]
fn nothing_of_it_is_readable_and_no_byte_can_be_altered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("device.json");
    let made = made(&path, &phrase("一只猫坐在门口"));
    let written = fs::read(&path).unwrap();
    let text = String::from_utf8(written.clone()).unwrap().to_lowercase();
    let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
    let secrets = [hex(&identity().secret.to_bytes()), hex(&[200; 32]), hex(made.db_key().bytes()), "abcde".into()];
    for secret in secrets.iter().map(String::as_str).chain(["一只猫"]) {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    for at in 0..written.len() {
        let mut altered = written.clone();
        altered[at] ^= 4;
        fs::write(&path, &altered).unwrap();
        let opened = KeyFile::open(&path, &phrase("一只猫坐在门口"));
        // A letter of hexadecimal in the other case is the same number, but not what we write.
        let error = opened.and_then(|file| file.load()).expect_err(&format!("byte {at}"));
        assert!(["wrong_passphrase", "key_file"].contains(&error.code()), "byte {at}: {error}");
        assert!(made.load().is_err() || text.find("\"sealed\"").is_some_and(|sealed| at < sealed), "byte {at}");
    }
}

#[test]
fn it_can_lie_in_two_slots_under_a_key_that_a_browser_keeps() {
    let [keys, drawer] = [slots::tests::Paper::pair(), slots::tests::Paper::pair()];
    let store = |key| Lock::Keystore(Box::new(SealedDrawer::new(SecretKey::new([key; 32]), Box::new(drawer.place()))));
    assert_eq!(KeyFile::locked_by_at(&keys.place()).unwrap(), None);
    let made = KeyFile::create_at(Box::new(keys.place()), &store(1)).unwrap();
    made.save(&identity()).unwrap();
    assert_eq!(KeyFile::locked_by_at(&keys.place()).unwrap(), Some(LockedBy::Keystore));
    let mut opened = KeyFile::open_at(Box::new(keys.place()), &store(1)).unwrap();
    assert_eq!(told(&opened.load().unwrap().unwrap()), told(&identity()));
    assert_eq!(KeyFile::open_at(Box::new(keys.place()), &store(2)).unwrap_err().code(), "keystore");
    opened.relock(&phrase("猫")).unwrap();
    assert_eq!(KeyFile::open_at(Box::new(keys.place()), &store(1)).unwrap_err().code(), "wrong_passphrase");
    let opened = KeyFile::open_at(Box::new(keys.place()), &phrase("猫")).unwrap();
    assert_eq!(opened.db_key().bytes(), made.db_key().bytes());
}
