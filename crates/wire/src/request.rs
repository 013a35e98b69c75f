//! How a device says who it is: a signature over the request itself, so that there is no bearer secret to steal.
//!
//! A profile of HTTP Message Signatures (RFC 9421) with one spelling: the components, the parameters and their order are
//! fixed, and a head that is written in any other way is refused. The county's key stands in the tag, so that a request
//! made for one county is nothing at another's relay, whatever name or proxy it came through. The body is bound by its
//! digest (RFC 9530): who asks is known before a byte of the body is read.

use std::fmt::Write as _;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha256};
use taizhang_model::DeviceId;

use crate::{Error, PublicKey, Signature};

/// The header that says what was signed, by whom, when, and for whom.
pub const SIGNATURE_INPUT: &str = "signature-input";
/// The header that holds the signature.
pub const SIGNATURE: &str = "signature";
/// The header that holds the body's digest, of an empty body too.
pub const CONTENT_DIGEST: &str = "content-digest";
/// The header of a page by which the relay tells until when it lets the device in without coming again: seconds since 1970.
pub const GRANT_UNTIL: &str = "grant-until";

/// The longest of the three headers that is looked at.
const HEADER_BYTES_MAX: usize = 400;
/// The largest integer of a structured field (RFC 8941).
const INTEGER_MAX: i64 = 999_999_999_999_999;

const COMPONENTS: &str = r#"("@method" "@path" "@query" "content-digest")"#;
const TAG: &str = "taizhang-1:";

/// What a signed request's three headers hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestHead {
    /// The device that asks.
    pub device: DeviceId,
    /// The county that it asks: the authority's key.
    pub county: PublicKey,
    /// When, by the device's idea of the relay's clock, in seconds since 1970.
    pub created_s: i64,
    /// A number that this device uses once.
    pub nonce: [u8; 16],
    /// The SHA-256 of the body.
    pub digest: [u8; 32],
    /// Over method, path, query, digest and all the above.
    pub signature: Signature,
}

impl RequestHead {
    /// Signs a request. `path` is the request's target, with its query.
    #[must_use]
    pub fn sign(
        secret: &SigningKey,
        county: &PublicKey,
        (method, path): (&str, &str),
        body: &[u8],
        now_ms: i64,
        nonce: [u8; 16],
    ) -> Self {
        let mut head = Self {
            device: PublicKey::of(secret).device(),
            county: *county,
            created_s: now_ms.div_euclid(1_000).clamp(-INTEGER_MAX, INTEGER_MAX),
            nonce,
            digest: Sha256::digest(body).into(),
            signature: Signature([0; 64]),
        };
        head.signature = Signature::sign_bare(secret, head.base(method, path).as_bytes());
        head
    }

    /// Checks the signature, and that it was made for this county. Whether the time is near enough, the nonce fresh and
    /// the body the one that was signed is for the caller to ask.
    ///
    /// # Errors
    /// [`Error::BadSignature`].
    pub fn verify(&self, key: &PublicKey, county: &PublicKey, method: &str, path: &str) -> Result<(), Error> {
        let is_clean = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        if self.county != *county || key.device() != self.device || !is_clean(method) || !is_clean(path) {
            return Err(Error::BadSignature);
        }
        key.verify_bare(self.base(method, path).as_bytes(), &self.signature)
    }

    /// Checks that this is the body whose digest was signed.
    ///
    /// # Errors
    /// [`Error::BadSignature`].
    pub fn verify_body(&self, body: &[u8]) -> Result<(), Error> {
        let digest: [u8; 32] = Sha256::digest(body).into();
        if digest == self.digest { Ok(()) } else { Err(Error::BadSignature) }
    }

    /// The request's headers, each a name and a value.
    #[must_use]
    pub fn headers(&self) -> [(&'static str, String); 3] {
        [
            (SIGNATURE_INPUT, format!("tz={}", self.params())),
            (SIGNATURE, format!("tz=:{}:", BASE64.encode(&self.signature.0))),
            (CONTENT_DIGEST, self.content_digest()),
        ]
    }

    /// Reads the values of [`SIGNATURE_INPUT`], [`SIGNATURE`] and [`CONTENT_DIGEST`].
    ///
    /// # Errors
    /// [`Error::Malformed`], also for what is well said but not in the one spelling; [`Error::TooLarge`].
    pub fn parse(input: &str, signature: &str, digest: &str) -> Result<Self, Error> {
        if [input, signature, digest].iter().any(|header| header.len() > HEADER_BYTES_MAX) {
            return Err(Error::TooLarge { what: "signature headers", max: HEADER_BYTES_MAX });
        }
        let head = read(input, signature, digest).ok_or(Error::Malformed { what: "signature headers" })?;
        // Signs, zeroes before numbers, letters in another case: what reads the same but is not written the same.
        if head.headers().iter().map(|(_, value)| value.as_str()).eq([input, signature, digest]) {
            Ok(head)
        } else {
            Err(Error::Malformed { what: "signature headers" })
        }
    }

    fn params(&self) -> String {
        format!(
            r#"{COMPONENTS};created={};nonce="{}";keyid="{}";alg="ed25519";tag="{TAG}{}""#,
            self.created_s,
            BASE64URL_NOPAD.encode(&self.nonce),
            self.device,
            self.county
        )
    }

    fn content_digest(&self) -> String {
        format!("sha-256=:{}:", BASE64.encode(&self.digest))
    }

    fn base(&self, method: &str, path: &str) -> String {
        let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
        let query = if query.is_empty() { "?" } else { query };
        let digest = self.content_digest();
        let components = [("@method", method), ("@path", path), ("@query", query), (CONTENT_DIGEST, &digest)];
        signature_base(&components, &self.params())
    }
}

/// The text that is signed (RFC 9421, 2.5): a line for each component, then the parameters.
fn signature_base(components: &[(&str, &str)], params: &str) -> String {
    let mut base = String::with_capacity(512);
    for (name, value) in components {
        writeln!(base, "\"{name}\": {value}").expect("a string takes what is written to it");
    }
    base + "\"@signature-params\": " + params
}

fn read(input: &str, signature: &str, digest: &str) -> Option<RequestHead> {
    let rest = input.strip_prefix("tz=")?.strip_prefix(COMPONENTS)?.strip_prefix(";created=")?;
    let (created, rest) = rest.split_once(";nonce=\"")?;
    let (nonce, rest) = rest.split_once("\";keyid=\"")?;
    let (device, rest) = rest.split_once("\";alg=\"ed25519\";tag=\"")?;
    let county = rest.strip_prefix(TAG)?.strip_suffix('"')?;
    let signature = BASE64.decode(signature.strip_prefix("tz=:")?.strip_suffix(':')?.as_bytes()).ok()?;
    let digest = BASE64.decode(digest.strip_prefix("sha-256=:")?.strip_suffix(':')?.as_bytes()).ok()?;
    Some(RequestHead {
        device: device.parse().ok()?,
        county: PublicKey::from_hex(county)?,
        created_s: created.parse().ok().filter(|created| (-INTEGER_MAX..=INTEGER_MAX).contains(created))?,
        nonce: BASE64URL_NOPAD.decode(nonce.as_bytes()).ok()?.try_into().ok()?,
        digest: digest.try_into().ok()?,
        signature: Signature::from_slice(&signature)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: i64 = 1_800_000_000_000;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn county() -> PublicKey {
        PublicKey::of(&key(1))
    }

    fn head() -> RequestHead {
        RequestHead::sign(&key(2), &county(), ("POST", "/v1/push?a=1"), b"body", NOW_MS, [3; 16])
    }

    fn parse(headers: &[(&'static str, String); 3]) -> Result<RequestHead, Error> {
        RequestHead::parse(&headers[0].1, &headers[1].1, &headers[2].1)
    }

    /// RFC 9421, appendix B.2.6, with the key of B.1.4.
    #[test]
    fn the_base_and_the_signature_are_those_of_the_rfc() {
        let params = r#"("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519""#;
        let components = [
            ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
            ("@method", "POST"),
            ("@path", "/foo"),
            ("@authority", "example.com"),
            ("content-type", "application/json"),
            ("content-length", "18"),
        ];
        let base = signature_base(&components, params);
        let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
        let secret: [u8; 32] = bytes("n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU").try_into().unwrap();
        let key = SigningKey::from_bytes(&secret);
        assert_eq!(PublicKey::of(&key).0.to_vec(), bytes("JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs"));
        let signature = Signature::sign_bare(&key, base.as_bytes());
        let expected = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
        assert_eq!(BASE64.encode(&signature.0), expected);
        assert!(PublicKey::of(&key).verify_bare(base.as_bytes(), &signature).is_ok());
    }

    #[test]
    fn a_request_serves_only_where_and_for_what_it_was_meant() {
        let head = head();
        assert_eq!(parse(&head.headers()), Ok(head));
        let key_2 = PublicKey::of(&key(2));
        assert_eq!(head.verify(&key_2, &county(), "POST", "/v1/push?a=1"), Ok(()));
        assert!(head.verify_body(b"body").is_ok() && head.verify_body(b"bodY").is_err());
        for (key, county, method, path) in [
            (key_2, county(), "GET", "/v1/push?a=1"),
            (key_2, county(), "POST", "/v1/push"),
            (key_2, county(), "POST", "/v1/push?a=2"),
            (key_2, county(), "POST", "/v1/pusH?a=1"),
            (key_2, county(), "POST", "/v1/push?a=1\n"),
            (key_2, key_2, "POST", "/v1/push?a=1"),
            (PublicKey::of(&key(7)), county(), "POST", "/v1/push?a=1"),
        ] {
            assert_eq!(head.verify(&key, &county, method, path), Err(Error::BadSignature), "{method} {path}");
        }
        let alterations: [fn(&mut RequestHead); 5] = [
            |head| head.created_s += 1,
            |head| head.nonce[0] ^= 1,
            |head| head.digest[0] ^= 1,
            |head| head.signature.0[0] ^= 1,
            |head| head.device = DeviceId([0; 16]),
        ];
        for alter in alterations {
            let mut altered = head;
            alter(&mut altered);
            assert!(altered.verify(&key_2, &county(), "POST", "/v1/push?a=1").is_err());
        }
    }

    #[test]
    fn there_is_one_spelling() {
        let good = head().headers();
        let spoil = |header: usize, from: &str, to: &str| {
            let mut bad = good.clone();
            bad[header].1 = bad[header].1.replacen(from, to, 1);
            assert_ne!(bad, good, "{from} is there");
            assert!(parse(&bad).is_err(), "{to}");
        };
        for (from, to) in [
            ("tz=", "sig1="),
            ("\"@method\" ", ""),
            ("\"@method\" \"@path\"", "\"@path\" \"@method\""),
            ("created=1", "created=+1"),
            ("created=1", "created=01"),
            ("created=1", "created=1.5"),
            ("created=1", "created=99999999999"),
            ("ed25519", "rsa-pss-sha512"),
            (";alg=\"ed25519\"", ""),
            ("taizhang-1", "taizhang-2"),
            ("\";alg", "\" ;alg"),
            ("\";keyid", "A\";keyid"),
            (";created", ";expires=1;created"),
        ] {
            spoil(0, from, to);
        }
        spoil(1, "tz=:", "tz=");
        spoil(1, "==:", ":");
        spoil(1, "tz", "TZ");
        spoil(2, "sha-256", "sha-512");
        spoil(2, "=:", "=\"");
        let long = "x".repeat(HEADER_BYTES_MAX + 1);
        assert!(matches!(RequestHead::parse(&long, "", ""), Err(Error::TooLarge { .. })));
        assert!(good.iter().all(|(_, value)| value.len() < HEADER_BYTES_MAX));
    }

    #[test]
    fn no_time_is_too_wrong_to_be_signed() {
        for now_ms in [i64::MIN, -1, 0, 999, i64::MAX] {
            let head = RequestHead::sign(&key(2), &county(), ("GET", "/"), b"", now_ms, [0; 16]);
            assert_eq!(parse(&head.headers()), Ok(head));
            assert_eq!(head.verify(&PublicKey::of(&key(2)), &county(), "GET", "/"), Ok(()));
        }
    }

    /// Keys of small order verify anything under the lax rules: here they verify nothing.
    #[test]
    fn weak_keys_verify_nothing() {
        let identity = PublicKey(std::array::from_fn(|at| u8::from(at == 0)));
        for weak in [identity, PublicKey([0; 32])] {
            let mut head = head();
            head.device = weak.device();
            // R is the identity and S is zero.
            head.signature = Signature(std::array::from_fn(|at| u8::from(at == 0)));
            assert_eq!(head.verify(&weak, &county(), "POST", "/v1/push?a=1"), Err(Error::BadSignature));
        }
    }
}
