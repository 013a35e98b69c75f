//! Identifiers: 16 bytes each, written as 26 lower-case base32 characters. They say nothing about what they name,
//! except that a device id is the hash of its public key, a case id that of the record that opened it, and a
//! configuration's version that of its text.

use std::{borrow::Cow, fmt, str::FromStr};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// RFC 4648 base32 without padding, in lower case; reading also takes upper case.
const BASE32: data_encoding::Encoding = data_encoding::BASE32_NOPAD_NOCASE;

/// The text is not an identifier: 26 base32 characters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: 26 characters of a-z and 2-7 are expected")]
pub struct IdError;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $format:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            /// The identifier's 16 bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] { &self.0 }

            /// The first 16 bytes of a 32-byte hash.
            #[must_use]
            pub fn from_hash(hash: &[u8; 32]) -> Self {
                let mut id = [0; 16];
                id.copy_from_slice(&hash[..16]);
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&BASE32.encode(&self.0).to_lowercase())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let bytes = BASE32.decode(text.as_bytes()).map_err(|_| IdError)?;
                Ok(Self(bytes.try_into().map_err(|_| IdError)?))
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $format, "pattern": "^[a-z2-7]{26}$" })
            }

            fn inline_schema() -> bool {
                true
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                if to.is_human_readable() { to.collect_str(self) } else { self.0.serialize(to) }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                if from.is_human_readable() {
                    let text = Cow::<'de, str>::deserialize(from)?;
                    text.parse().map_err(serde::de::Error::custom)
                } else {
                    <[u8; 16]>::deserialize(from).map(Self)
                }
            }
        }
    )*};
}

ids! {
    /// A case (案件). Its document has the same id.
    CaseId "case";
    /// An entry of the register (台账条目). Its document has the same id.
    EntryId "entry";
    /// A party (当事人): the document of their details has the same id.
    PartyId "party";
    /// A version of the county's configuration: the hash of its canonical text.
    ConfigVersion "config";
    /// An office (单位): village, township, county, department.
    OfficeId "office";
    /// A member of an office's staff (工作人员).
    StaffId "staff";
    /// A device: the first 16 bytes of the SHA-256 of its public key.
    DeviceId "device";
    /// An act (办理行为): derived from the change that carries it, so nobody can take another's.
    ActId "act";
    /// A claim (诉求) within a case.
    ClaimId "claim";
    /// A dispute of record (待裁决): derived from its rule and the acts that cannot both hold.
    DisputeId "dispute";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back() {
        let id = CaseId([7; 16]);
        assert_eq!(id.to_string().len(), 26);
        assert_eq!(id.to_string().parse::<CaseId>(), Ok(id));
        assert_eq!(id.to_string().to_uppercase().parse::<CaseId>(), Ok(id));
        for bad in ["", "a", "0000000000000000000000000!", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(bad.parse::<CaseId>(), Err(IdError));
        }
    }
}
