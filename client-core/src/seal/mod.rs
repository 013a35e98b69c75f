//! What keeps content from those who only carry it: a document's content is sealed with the document's own key
//! (XChaCha20-Poly1305), that key for each office of the audience, an office's key for each of its devices (HPKE, RFC
//! 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305). Pure: randomness comes from the caller.

pub(crate) mod about;
mod document;

use std::{convert::Infallible, fmt};

use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305,
    aead::{Aead as _, Payload},
};
use ed25519_dalek::SigningKey;
use hpke::{Deserializable as _, Kem as _, OpModeR, OpModeS, Serializable as _};
use rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest as _, Sha256};
use taizhang_wire::{SealKey, SealedKey};
use zeroize::Zeroizing;

pub(crate) use document::{CannotRead, DocKeys, LateKeys, OfficeSecrets, Share, shares_of};

type Kem = hpke::kem::X25519HkdfSha256;
type Kdf = hpke::kdf::HkdfSha256;
type Aead = hpke::aead::ChaCha20Poly1305;

/// Bytes of an encapsulated key.
const ENCAPSULATED: usize = 32;
/// Bytes of a nonce, in front of sealed content.
const NONCE: usize = 24;
const _: () = assert!(NONCE + 16 == taizhang_wire::limits::SEAL_BYTES, "the nonce and the tag");

/// A 32-byte secret: a document's key, or the secret half of an office's or a device's key. Wiped when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    pub(crate) fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::new)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What a signing key's holder opens shares with: derived, so that an identity holds one secret only.
    pub(crate) fn of_signer(signer: &SigningKey) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"taizhang seal key v1\0");
        hash.update(signer.as_bytes());
        Self::new(hash.finalize().into())
    }

    /// The public half, where this is the secret half of a key.
    pub(crate) fn public(&self) -> SealKey {
        let (_, public) = self.pair();
        SealKey(public.to_bytes().into())
    }

    fn pair(&self) -> (<Kem as hpke::Kem>::PrivateKey, <Kem as hpke::Kem>::PublicKey) {
        Kem::derive_keypair(self.as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(redacted)")
    }
}

/// A secret or content that does not open: another key, or not the bytes that were sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CannotOpen;

/// Seals a secret for the holder of a key. `purpose` says what the secret is: it opens for the same purpose only.
/// `None` where `to` is no usable key.
pub(crate) fn seal_secret(to: &SealKey, purpose: &[u8], secret: &Secret, random: [u8; 32]) -> Option<SealedKey> {
    let to = <Kem as hpke::Kem>::PublicKey::from_bytes(to.as_bytes()).ok()?;
    let (encapsulated, sealed) = hpke::single_shot_seal_with_rng::<Aead, Kdf, Kem>(
        &OpModeS::Base,
        &to,
        purpose,
        secret.as_bytes(),
        &[],
        &mut Given(Zeroizing::new(random)),
    )
    .ok()?;
    SealedKey::from_slice(&[&encapsulated.to_bytes(), sealed.as_slice()].concat())
}

/// Opens what [`seal_secret`] sealed.
pub(crate) fn open_secret(secret: &Secret, purpose: &[u8], sealed: &SealedKey) -> Result<Secret, CannotOpen> {
    let (encapsulated, sealed) = sealed.as_bytes().split_at(ENCAPSULATED);
    let encapsulated = <Kem as hpke::Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| CannotOpen)?;
    let (private, _) = secret.pair();
    let opened =
        hpke::single_shot_open::<Aead, Kdf, Kem>(&OpModeR::Base, &private, &encapsulated, purpose, sealed, &[]);
    let opened = Zeroizing::new(opened.map_err(|_| CannotOpen)?);
    Secret::from_slice(&opened).ok_or(CannotOpen)
}

/// Seals content. `about` is what stands beside it in clear: it opens beside the same only.
pub(crate) fn seal_content(key: &Secret, about: &[u8], content: &[u8], nonce: [u8; NONCE]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(key.as_bytes().into());
    let sealed = cipher.encrypt(&nonce.into(), Payload { msg: content, aad: about });
    let sealed = sealed.expect("content is far shorter than the cipher's bound");
    [&nonce, sealed.as_slice()].concat()
}

/// Opens what [`seal_content`] sealed.
pub(crate) fn open_content(key: &Secret, about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(CannotOpen)?;
    let cipher = XChaCha20Poly1305::new(key.as_bytes().into());
    cipher.decrypt(&(*nonce).into(), Payload { msg: sealed, aad: about }).map_err(|_| CannotOpen)
}

/// Randomness that the caller drew, for the one key that a seal makes.
struct Given(Zeroizing<[u8; 32]>);

impl TryRng for Given {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Infallible> {
        // Never the same bytes twice, should more be asked for than one key needs.
        for chunk in to.chunks_mut(32) {
            chunk.copy_from_slice(&self.0[..chunk.len()]);
            *self.0 = Sha256::digest(*self.0).into();
        }
        Ok(())
    }
}

impl TryCryptoRng for Given {}

#[cfg(test)]
mod tests;
