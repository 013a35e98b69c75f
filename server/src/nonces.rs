//! Which requests were here before. A request is good once: what it is named by, its device and nonce, is remembered
//! for as long as its time is good, and no longer, so the table is bounded by time and by number.
//!
//! What the table cannot know, it refuses: a request made before the relay started, or before what was forgotten. The
//! device signs it anew. What remains is what was made in the very second of the start, or by a clock that runs ahead:
//! it might be taken once more, and all that can be written is idempotent.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use taizhang_model::DeviceId;
use taizhang_wire::{Code, RequestHead, limits};

/// How late what need not be remembered is forgotten.
const SWEEP_EVERY_S: i64 = 30;

/// The nonces of the requests whose time is still good.
#[derive(Debug)]
pub(crate) struct Nonces {
    inner: Mutex<Inner>,
    per_device_max: usize,
    max: usize,
}

#[derive(Debug)]
struct Inner {
    /// Each nonce, and when its request was made.
    seen: HashMap<DeviceId, HashMap<[u8; 16], i64>>,
    nonces: usize,
    /// Everything made from here on is remembered; what was made before is refused.
    floor_s: i64,
}

impl Nonces {
    /// A table that knows nothing of what was before `now_ms`.
    pub(crate) fn new(now_ms: i64) -> Self {
        Self::with_bounds(now_ms, limits::NONCES_PER_DEVICE_MAX, limits::NONCES_MAX)
    }

    fn with_bounds(now_ms: i64, per_device_max: usize, max: usize) -> Self {
        let inner = Inner { seen: HashMap::new(), nonces: 0, floor_s: now_ms.div_euclid(1_000) };
        Self { inner: Mutex::new(inner), per_device_max, max }
    }

    /// Takes a request whose signature was verified, once.
    ///
    /// # Errors
    /// [`Code::ClockSkew`] where its time is not good, [`Code::Replayed`], and [`Code::Busy`] where there is no room.
    pub(crate) fn take(&self, head: &RequestHead, now_ms: i64) -> Result<(), Code> {
        let (now_s, window_s) = (now_ms.div_euclid(1_000), limits::CLOCK_WINDOW_MS / 1_000);
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        // Where the relay's own clock was put back, it is as after a start.
        inner.floor_s = inner.floor_s.min(now_s);
        if head.created_s < inner.floor_s || head.created_s.abs_diff(now_s) > window_s.unsigned_abs() {
            return Err(Code::ClockSkew);
        }
        let horizon_s = now_s.saturating_sub(window_s);
        let device_is_full = inner.seen.get(&head.device).is_some_and(|seen| seen.len() >= self.per_device_max);
        let is_full = device_is_full || inner.nonces >= self.max;
        if inner.floor_s.saturating_add(if is_full { 0 } else { SWEEP_EVERY_S }) < horizon_s {
            inner.forget_before(horizon_s);
        }
        let all = inner.nonces;
        let seen = inner.seen.entry(head.device).or_default();
        if seen.contains_key(&head.nonce) {
            return Err(Code::Replayed);
        }
        if seen.len() >= self.per_device_max || all >= self.max {
            return Err(Code::Busy);
        }
        seen.insert(head.nonce, head.created_s);
        inner.nonces += 1;
        Ok(())
    }
}

impl Inner {
    fn forget_before(&mut self, horizon_s: i64) {
        self.seen.retain(|_, seen| {
            seen.retain(|_, created_s| *created_s >= horizon_s);
            // Else a device that was busy once would keep its room for ever.
            seen.shrink_to(2 * seen.len());
            !seen.is_empty()
        });
        self.nonces = self.seen.values().map(HashMap::len).sum();
        self.floor_s = horizon_s;
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;
    use taizhang_wire::PublicKey;

    use super::*;

    const START_MS: i64 = 1_800_000_000_000;

    fn head(device: u8, nonce: u8, now_ms: i64) -> RequestHead {
        let key = SigningKey::from_bytes(&[device; 32]);
        RequestHead::sign(&key, &PublicKey([0; 32]), ("GET", "/"), b"", now_ms, [nonce; 16])
    }

    #[test]
    fn a_request_is_good_once_and_only_for_its_time() {
        let nonces = Nonces::new(START_MS);
        let first = head(1, 1, START_MS);
        assert_eq!(nonces.take(&first, START_MS), Ok(()));
        for later_ms in [0, 1_000, limits::CLOCK_WINDOW_MS] {
            assert_eq!(nonces.take(&first, START_MS + later_ms), Err(Code::Replayed));
            let again = head(1, 1, START_MS + later_ms);
            assert_eq!(nonces.take(&again, START_MS + later_ms), Err(Code::Replayed), "the nonce counts, not the time");
        }
        assert_eq!(nonces.take(&head(2, 1, START_MS), START_MS), Ok(()), "another device's is another");
        assert_eq!(nonces.take(&first, START_MS + limits::CLOCK_WINDOW_MS + 1_000), Err(Code::ClockSkew));
        let ahead = START_MS + limits::CLOCK_WINDOW_MS;
        assert_eq!(nonces.take(&head(1, 2, ahead), START_MS), Ok(()));
        assert_eq!(nonces.take(&head(1, 2, ahead), ahead + limits::CLOCK_WINDOW_MS), Err(Code::Replayed));
        assert_eq!(nonces.take(&head(1, 3, ahead + 1_000), START_MS), Err(Code::ClockSkew));
    }

    #[test]
    fn what_was_made_before_the_start_is_signed_anew() {
        let nonces = Nonces::new(START_MS);
        assert_eq!(nonces.take(&head(1, 1, START_MS - 1), START_MS), Err(Code::ClockSkew));
        assert_eq!(nonces.take(&head(1, 1, START_MS), START_MS), Ok(()));
        // The relay's clock was an hour ahead and is put right.
        let right_ms = START_MS - 3_600_000;
        assert_eq!(nonces.take(&head(1, 2, right_ms - 1), right_ms), Err(Code::ClockSkew));
        assert_eq!(nonces.take(&head(1, 2, right_ms), right_ms), Ok(()));
    }

    #[test]
    fn the_table_is_bounded_and_empties_itself() {
        let nonces = Nonces::with_bounds(START_MS, 2, 3);
        for (device, nonce) in [(1, 1), (1, 2), (2, 1)] {
            assert_eq!(nonces.take(&head(device, nonce, START_MS), START_MS), Ok(()));
        }
        assert_eq!(nonces.take(&head(1, 3, START_MS), START_MS), Err(Code::Busy), "the device has its share");
        assert_eq!(nonces.take(&head(3, 1, START_MS), START_MS), Err(Code::Busy), "all have theirs");
        assert_eq!(nonces.take(&head(1, 1, START_MS), START_MS), Err(Code::Replayed), "and it still knows");
        let later_ms = START_MS + limits::CLOCK_WINDOW_MS + 1_000;
        assert_eq!(nonces.take(&head(1, 3, later_ms), later_ms), Ok(()), "room is made at once");
        assert_eq!(nonces.inner.lock().unwrap().nonces, 1);
        assert_eq!(nonces.take(&head(1, 1, START_MS), later_ms), Err(Code::ClockSkew));
    }
}
