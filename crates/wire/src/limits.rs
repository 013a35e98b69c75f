//! Every bound of the protocol, by name. Sizes are bytes unless the name says otherwise.

/// One encoded envelope, and the payload inside it.
pub const ENVELOPE_BYTES_MAX: usize = 256 * 1024;
/// What sealed content is longer by than the clear: a nonce of 24 bytes and a tag of 16.
pub const SEAL_BYTES: usize = 40;
/// One change, in clear: sealed, it fits into an envelope.
pub const CHANGE_BYTES_MAX: usize = ENVELOPE_BYTES_MAX - SEAL_BYTES;
/// One encoded snapshot.
pub const SNAPSHOT_BYTES_MAX: usize = 3 * 1024 * 1024;
/// One encoded control record.
pub const CONTROL_BYTES_MAX: usize = 64 * 1024;
/// Parts of the list of a revoked device's last accepted changes.
pub const LAST_ACCEPTED_PARTS_MAX: u16 = 256;
/// Documents in one such part.
pub const LAST_ACCEPTED_TIPS_MAX: usize = 1_000;
/// Wrong tries after which an enrolment code is burnt.
pub const CODE_TRIES_MAX: u32 = 5;
/// One request or answer body.
pub const BODY_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Items in one push.
pub const BATCH_ITEMS_MAX: usize = 500;
/// Entries in one feed page.
pub const PAGE_ITEMS_MAX: usize = 1_000;
/// A page is closed once its items reach this size.
pub const PAGE_BYTES_TARGET: usize = 1024 * 1024;
/// Dependencies of one change.
pub const DEPS_MAX: usize = 256;
/// Actors that wrote in one document.
pub const TIPS_MAX: usize = 4_096;
/// Offices in one document's audience.
pub const AUDIENCE_MAX: usize = 512;
/// A name or a reason in a control record.
pub const NAME_BYTES_MAX: usize = 400;
/// Levels of the office tree.
pub const OFFICE_DEPTH_MAX: usize = 16;
/// Acts in one case, as the author of a change sees it.
pub const CASE_ACTS_MAX: usize = 5_000;
/// Operations in one case, as the author of a change sees it.
pub const CASE_OPS_MAX: u64 = 500_000;
/// Letters of a case's free text, as the author of a change leaves it.
pub const CASE_LETTERS_MAX: usize = 20_000;
/// What a raw change or a snapshot may inflate to before a reader refuses it.
pub const INFLATED_BYTES_MAX: usize = 8 * 1024 * 1024;
/// A bundle file.
pub const BUNDLE_BYTES_MAX: usize = 512 * 1024 * 1024;
/// Items in a bundle file.
pub const BUNDLE_ITEMS_MAX: usize = 2_000_000;
/// A dossier file.
pub const DOSSIER_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Parts of a dossier: the directory's records, the case's changes, and what proves them.
pub const DOSSIER_PARTS_MAX: usize = 100_000;
/// Changes in a dossier.
pub const DOSSIER_CHANGES_MAX: usize = 10_000;
/// Changes parked in a client's waiting room, over all documents.
pub const WAITING_ITEMS_MAX: usize = 10_000;
/// Bytes parked in a client's waiting room.
pub const WAITING_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Items kept in quarantine; the oldest leave first.
pub const QUARANTINE_ITEMS_MAX: usize = 5_000;
/// Bytes kept in quarantine.
pub const QUARANTINE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// How far a request's time may stand from the relay's clock, in milliseconds.
pub const CLOCK_WINDOW_MS: i64 = 5 * 60 * 1_000;
/// Nonces of one device that a relay remembers at once: of the requests whose time is still good.
pub const NONCES_PER_DEVICE_MAX: usize = 4_096;
/// Nonces that a relay remembers at once, of all devices.
pub const NONCES_MAX: usize = 1024 * 1024;
/// Answers with content that one device may have under way.
pub const ANSWERS_PER_DEVICE_MAX: usize = 8;
/// Live streams of one relay.
pub const LIVE_STREAMS_MAX: usize = 10_000;
/// Live streams of one device.
pub const LIVE_STREAMS_PER_DEVICE_MAX: usize = 4;
