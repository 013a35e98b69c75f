use super::*;

fn secret(seed: u8) -> Secret {
    Secret::of_signer(&SigningKey::from_bytes(&[seed; 32]))
}

#[test]
fn a_secret_opens_for_its_holder_and_its_purpose_only() {
    let (holder, other, key) = (secret(1), secret(2), Secret::new([7; 32]));
    let sealed = seal_secret(&holder.public(), b"office", &key, [3; 32]).expect("a usable key");
    assert_eq!(open_secret(&holder, b"office", &sealed), Ok(key.clone()));
    assert_eq!(open_secret(&other, b"office", &sealed), Err(CannotOpen));
    assert_eq!(open_secret(&holder, b"document", &sealed), Err(CannotOpen));
    for at in 0..80 {
        let mut bent = sealed;
        bent.0[at] ^= 1;
        assert_eq!(open_secret(&holder, b"office", &bent), Err(CannotOpen), "byte {at}");
    }
    assert_ne!(seal_secret(&holder.public(), b"office", &key, [4; 32]), Some(sealed));
    assert_eq!(seal_secret(&SealKey([0; 32]), b"office", &key, [3; 32]), None, "a key of small order");
}

#[test]
fn content_opens_with_its_key_beside_what_it_was_sealed_beside() {
    let (key, content) = (Secret::new([7; 32]), "三组水渠争议".as_bytes());
    let sealed = seal_content(&key, b"change 1", content, [5; 24]);
    assert_eq!(sealed.len(), content.len() + taizhang_wire::limits::SEAL_BYTES);
    assert_eq!(open_content(&key, b"change 1", &sealed).as_deref(), Ok(content));
    assert_eq!(open_content(&key, b"change 2", &sealed), Err(CannotOpen));
    assert_eq!(open_content(&Secret::new([8; 32]), b"change 1", &sealed), Err(CannotOpen));
    for at in 0..sealed.len() {
        let mut bent = sealed.clone();
        bent[at] ^= 0x80;
        assert_eq!(open_content(&key, b"change 1", &bent), Err(CannotOpen), "byte {at}");
        assert_eq!(open_content(&key, b"change 1", &sealed[..at]), Err(CannotOpen), "cut at {at}");
    }
}
