//! What an office was shown of personal details: one log an office, a month and a device.

use super::super::spec::{EntryKind, FieldType, req};
use FieldType::{Office, Text};

/// The kind of such a log.
pub const ACCESS_LOG: &str = "access_log";

pub(super) const KINDS: &[EntryKind] =
    &[EntryKind::new(ACCESS_LOG, "查阅记录", &["F25"], &[req("office", "单位", Office), req("month", "月份", Text)])];
