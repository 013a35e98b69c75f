//! Keyed hashes of identity numbers and telephone numbers, and the normal form that is hashed.
//!
//! The numbers themselves are few enough to try them all, so a plain hash would hide nothing: the key is the county's, and
//! who does not hold it can neither read a number back nor test a guess.

use std::{fmt, str::FromStr};

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::Sha256;

use super::words::narrow_char;
use crate::IdError;

/// Which number a [`PersonKey`] stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberKind {
    /// A resident identity number (公民身份号码, GB 11643).
    Identity,
    /// A telephone number (联系电话).
    Phone,
}

/// A keyed hash of a person's number: HMAC-SHA-256 under the county's key over the kind and the normalised number, cut to
/// 16 bytes. The last bit tells the [`NumberKind`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonKey([u8; 16]);

impl PersonKey {
    /// The key of an identity number as it was written; `None` where it is not a valid one.
    #[must_use]
    pub fn of_identity(county_key: &[u8; 32], written: &str) -> Option<Self> {
        identity_number(written).map(|number| Self::of(county_key, NumberKind::Identity, &number))
    }

    /// The keys of the telephone numbers in a text as it was written.
    #[must_use]
    pub fn of_phones(county_key: &[u8; 32], written: &str) -> Vec<Self> {
        phone_numbers(written).iter().map(|number| Self::of(county_key, NumberKind::Phone, number)).collect()
    }

    fn of(county_key: &[u8; 32], kind: NumberKind, number: &str) -> Self {
        let (name, bit) = match kind {
            NumberKind::Identity => ("identity", 1),
            NumberKind::Phone => ("phone", 0),
        };
        let mut mac = Hmac::<Sha256>::new_from_slice(county_key).expect("HMAC takes a key of any length");
        mac.update(name.as_bytes());
        mac.update(&[0]);
        mac.update(number.as_bytes());
        let mut key = [0; 16];
        key.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        key[15] = key[15] & 0xfe | bit;
        Self(key)
    }

    /// Which number it stands for.
    #[must_use]
    pub const fn kind(&self) -> NumberKind {
        if self.0[15] & 1 == 1 { NumberKind::Identity } else { NumberKind::Phone }
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonKey({:?})", self.kind())
    }
}

impl FromStr for PersonKey {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let bytes = data_encoding::HEXLOWER_PERMISSIVE.decode(text.as_bytes()).map_err(|_| IdError)?;
        Ok(Self(bytes.try_into().map_err(|_| IdError)?))
    }
}

impl Serialize for PersonKey {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PersonKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        text.parse().map_err(|_| D::Error::custom("not a person key: 32 hexadecimal digits are expected"))
    }
}

/// A resident identity number in its normal form: 18 characters, narrow, upper case, its date of birth and check digit right
/// (GB 11643). One of 15 digits, from before 1999, becomes the 18 that the same person holds now.
#[must_use]
pub fn identity_number(written: &str) -> Option<String> {
    let kept = written.chars().map(narrow_char).filter(|char| char.is_ascii_alphanumeric());
    let number: String = kept.take(19).map(|char| char.to_ascii_uppercase()).collect();
    let number = match number.len() {
        15 if number.bytes().all(|digit| digit.is_ascii_digit()) => {
            let long = format!("{}19{}", &number[..6], &number[6..]);
            let check = check_digit(long.as_bytes());
            long + check
        }
        18 if number.bytes().take(17).all(|digit| digit.is_ascii_digit()) => number,
        _ => return None,
    };
    let born = |from: usize, to: usize| number[from..to].parse::<i16>().ok();
    let month = i8::try_from(born(10, 12)?).ok()?;
    let day = i8::try_from(born(12, 14)?).ok()?;
    Date::new(born(6, 10)?, month, day).ok()?;
    (check_digit(&number.as_bytes()[..17]) == &number[17..]).then_some(number)
}

/// GB 11643 (ISO 7064, MOD 11-2) over the first 17 digits.
fn check_digit(digits: &[u8]) -> &'static str {
    // The weight of a place is 2 to the power of its distance from the end, modulo 11.
    let sum = digits.iter().fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum as usize]
}

/// The telephone numbers of a text in their normal form: digits alone, without the country's code; mobile numbers of 11
/// digits, and numbers of a fixed line with or without its area code. What could not be dialled is left out.
#[must_use]
pub fn phone_numbers(written: &str) -> Vec<String> {
    let narrow: String = written.chars().take(200).map(narrow_char).collect();
    let parts = narrow.split(['/', '、', ',', ';', '\n', '|', '或', '。']);
    let mut numbers: Vec<String> = parts.filter_map(phone_number).collect();
    numbers.dedup();
    numbers
}

fn phone_number(part: &str) -> Option<String> {
    let is_joint = |char: char| char.is_whitespace() || matches!(char, '-' | '(' | ')' | '—' | '–' | '·' | '.' | '\'');
    let digits: String = part.chars().filter(|char| !is_joint(*char)).collect();
    let digits = digits.trim_start_matches(|char: char| !char.is_ascii_digit() && char != '+');
    let digits = digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086")).unwrap_or(digits);
    // A country code without its plus sign.
    let digits = if digits.len() == 13 { digits.strip_prefix("86").unwrap_or(digits) } else { digits };
    let bytes = digits.as_bytes();
    let mobile = bytes.len() == 11 && bytes[0] == b'1' && (b'3'..=b'9').contains(&bytes[1]);
    let local = (7..=8).contains(&bytes.len()) && !matches!(bytes[0], b'0' | b'1');
    let trunk = (10..=12).contains(&bytes.len()) && bytes[0] == b'0' && bytes[1] != b'0';
    (bytes.iter().all(u8::is_ascii_digit) && (mobile || local || trunk)).then(|| digits.to_owned())
}
