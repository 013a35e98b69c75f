//! What a relay tells of devices to those who administer them: when each last came, and what it has of one device, so that
//! an administrator can sign how far that counts.

use serde::{Deserialize, Serialize};
use taizhang_model::DeviceId;

use crate::{AcceptedTip, Error, item::from_bytes, limits};

/// One page of what the relay has of a device: the answer to `GET /v1/devices/ID/tips`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceTips {
    /// Its last change in each document, in order of document and incarnation.
    pub tips: Vec<AcceptedTip>,
    /// Whether there is more: ask again after the document of the last, `?after=DOC`. A page never ends within a document.
    pub more: bool,
}

/// When the relay last heard of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceSeen {
    /// The device.
    pub device: DeviceId,
    /// The day on which it last synced, by the relay's clock, in milliseconds since 1970; `None` where it never did.
    pub seen_at_ms: Option<i64>,
    /// Until when the relay lets it in without syncing, by the relay's clock, in milliseconds since 1970.
    pub until_ms: Option<i64>,
}

/// The devices that a caller administers: the answer to `GET /v1/devices`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DevicesSeen {
    /// In order of device.
    pub devices: Vec<DeviceSeen>,
}

impl DeviceTips {
    /// The page's bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a list of tips holds nothing that postcard cannot write")
    }

    /// Reads a page and checks its bounds and its order.
    ///
    /// # Errors
    /// [`Error::TooLarge`] or [`Error::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        let page: Self = bounded(bytes, "a device's tips")?;
        let ordered =
            page.tips.windows(2).all(|pair| (pair[0].doc, pair[0].incarnation) < (pair[1].doc, pair[1].incarnation));
        if !ordered || (page.more && page.tips.is_empty()) || page.tips.iter().any(|tip| tip.seq == 0) {
            return Err(Error::Malformed { what: "a device's tips" });
        }
        Ok(page)
    }
}

impl DevicesSeen {
    /// The list's bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a list of devices holds nothing that postcard cannot write")
    }

    /// Reads a list and checks its bounds and its order.
    ///
    /// # Errors
    /// [`Error::TooLarge`] or [`Error::Malformed`].
    pub fn decode(bytes: &[u8]) -> Result<Self, Error> {
        let list: Self = bounded(bytes, "devices seen")?;
        if list.devices.windows(2).all(|pair| pair[0].device < pair[1].device) {
            Ok(list)
        } else {
            Err(Error::Malformed { what: "devices seen" })
        }
    }
}

fn bounded<T: serde::de::DeserializeOwned>(bytes: &[u8], what: &'static str) -> Result<T, Error> {
    if bytes.len() > limits::BODY_BYTES_MAX {
        return Err(Error::TooLarge { what, max: limits::BODY_BYTES_MAX });
    }
    from_bytes(bytes, what)
}
