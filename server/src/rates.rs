//! So much in a minute for each caller: requests and bytes of a device, requests of an address that proved to be nobody's,
//! and bytes of the web app that an address is given. These are counted apart: an office whose thirty browsers open the app
//! has nothing less left to be let in with, and who guesses at codes has nothing more.
//!
//! What was spent is forgotten evenly, a minute's worth in a minute, and who has nothing left to be forgotten is not
//! remembered: of devices as many as the directory has, of addresses no more than [`ADDRESSES_MAX`].

use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use taizhang_model::DeviceId;

use crate::{Config, allowance::network, refusal::Refusal};

/// Addresses that are told apart at once; all further ones share one allowance.
const ADDRESSES_MAX: usize = 16 * 1024;
/// An answer costs no less, however little is in it.
const VISIT_BYTES_MIN: u64 = 16 * 1024;
/// What may be spent at once: a minute's worth.
const MINUTE_US: i64 = 60_000_000;
/// Nobody waits longer, whatever they spent; a debt beyond it is from before the clock was put back.
const DEBT_US_MAX: i64 = 10 * MINUTE_US;

/// What each caller may spend.
#[derive(Debug)]
pub(crate) struct Rates {
    device_requests: Rate<DeviceId>,
    device_bytes: Rate<DeviceId>,
    stranger_requests: Rate<IpAddr>,
    visitor_bytes: Rate<IpAddr>,
}

impl Rates {
    /// What a configuration allows.
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            device_requests: Rate::new(config.device_requests_per_minute, usize::MAX),
            device_bytes: Rate::new(config.device_bytes_per_minute, usize::MAX),
            stranger_requests: Rate::new(config.stranger_requests_per_minute, ADDRESSES_MAX),
            visitor_bytes: Rate::new(config.visitor_bytes_per_minute, ADDRESSES_MAX),
        }
    }

    /// Lets a device that proved who it is ask once more.
    pub(crate) fn admit(&self, device: DeviceId, now_ms: i64) -> Result<(), Refusal> {
        self.device_bytes.take(device, 0, now_ms)?;
        self.device_requests.take(device, 1, now_ms)
    }

    /// Counts bytes that a device brought or was given.
    pub(crate) fn spend_bytes(&self, device: DeviceId, bytes: u64, now_ms: i64) {
        self.device_bytes.spend(device, bytes, now_ms);
    }

    /// Lets somebody who has not proved to be anybody ask once more.
    pub(crate) fn admit_stranger(&self, peer: IpAddr, now_ms: i64) -> Result<(), Refusal> {
        self.stranger_requests.take(network(peer), 1, now_ms)
    }

    /// Gives somebody's browser so many bytes of the web app, if it was not given too many already.
    pub(crate) fn admit_visit(&self, peer: IpAddr, bytes: u64, now_ms: i64) -> Result<(), Refusal> {
        let network = network(peer);
        self.visitor_bytes.take(network, 0, now_ms)?;
        self.visitor_bytes.spend(network, bytes.max(VISIT_BYTES_MIN), now_ms);
        Ok(())
    }
}

/// One kind of thing that is spent. Of each caller the time is kept at which all that it spent will be forgotten.
#[derive(Debug)]
struct Rate<K> {
    per_minute: u64,
    callers_max: usize,
    inner: Mutex<Inner<K>>,
}

#[derive(Debug)]
struct Inner<K> {
    callers: HashMap<K, i64>,
    /// Everybody for whom there was no room.
    others_us: i64,
}

impl<K: Copy + Eq + Hash> Rate<K> {
    /// With 0, everything is allowed.
    fn new(per_minute: u64, callers_max: usize) -> Self {
        Self { per_minute, callers_max, inner: Mutex::new(Inner { callers: HashMap::new(), others_us: 0 }) }
    }

    /// Spends so much, or says when to come again. What is only known afterwards may go beyond what there was; the next one
    /// waits for it.
    fn take(&self, caller: K, amount: u64, now_ms: i64) -> Result<(), Refusal> {
        self.with(caller, now_ms, |owed_us| {
            let over_us = *owed_us + self.cost_us(amount) - MINUTE_US;
            if over_us > 0 {
                return Err(Refusal::busy_for(over_us.div_euclid(1_000_000) + 1));
            }
            *owed_us += self.cost_us(amount);
            Ok(())
        })
    }

    /// Counts what was spent already.
    fn spend(&self, caller: K, amount: u64, now_ms: i64) {
        let spent = self.with(caller, now_ms, |owed_us| {
            *owed_us = (*owed_us + self.cost_us(amount)).min(DEBT_US_MAX);
            Ok(())
        });
        debug_assert!(spent.is_ok(), "what was spent already is not refused");
    }

    fn cost_us(&self, amount: u64) -> i64 {
        let cost_us = u128::from(amount) * u128::from(MINUTE_US.unsigned_abs()) / u128::from(self.per_minute.max(1));
        i64::try_from(cost_us).unwrap_or(DEBT_US_MAX).min(DEBT_US_MAX)
    }

    /// Does something with the time for which a caller has yet to be forgotten.
    fn with(
        &self,
        caller: K,
        now_ms: i64,
        change: impl FnOnce(&mut i64) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        if self.per_minute == 0 {
            return Ok(());
        }
        let now_us = now_ms.saturating_mul(1_000);
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let Inner { callers, others_us } = &mut *inner;
        if callers.len() >= self.callers_max && !callers.contains_key(&caller) {
            callers.retain(|_, until_us| *until_us > now_us);
        }
        let has_room = callers.len() < self.callers_max || callers.contains_key(&caller);
        let until_us = if has_room { callers.entry(caller).or_insert(now_us) } else { others_us };
        let mut owed_us = until_us.saturating_sub(now_us).max(0);
        if owed_us > DEBT_US_MAX {
            owed_us = 0;
        }
        let done = change(&mut owed_us);
        *until_us = now_us.saturating_add(owed_us);
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: i64 = 1_800_000_000_000;

    fn rate(per_minute: u64) -> Rate<u32> {
        Rate::new(per_minute, 3)
    }

    fn waits_s(result: Result<(), Refusal>) -> Option<u32> {
        result.err().map(|refusal| refusal.retry_after_s.expect("who waits is told how long"))
    }

    #[test]
    fn who_asks_too_often_waits_and_nobody_else_does() {
        let rate = rate(6);
        for _ in 0..6 {
            assert_eq!(rate.take(1, 1, NOW_MS), Ok(()));
        }
        assert_eq!(waits_s(rate.take(1, 1, NOW_MS)), Some(11), "one of six comes back after ten seconds");
        assert_eq!(rate.take(2, 1, NOW_MS), Ok(()));
        assert_eq!(waits_s(rate.take(1, 1, NOW_MS + 9_999)), Some(1));
        assert_eq!(rate.take(1, 1, NOW_MS + 10_000), Ok(()), "asking in vain costs nothing");
        assert_eq!(waits_s(rate.take(1, 1, NOW_MS + 10_000)), Some(11));
    }

    #[test]
    fn what_was_given_already_is_waited_for() {
        let rate = rate(1_000);
        rate.spend(1, 2_500, NOW_MS);
        assert_eq!(waits_s(rate.take(1, 0, NOW_MS)), Some(91));
        assert_eq!(rate.take(1, 0, NOW_MS + 90_000), Ok(()));
        rate.spend(2, u64::MAX, NOW_MS);
        rate.spend(2, u64::MAX, NOW_MS);
        assert_eq!(waits_s(rate.take(2, 0, NOW_MS)), Some(541), "and never for more than ten minutes");
        // The relay's clock was an hour ahead and is put right.
        assert_eq!(rate.take(2, 0, NOW_MS - 3_600_000), Ok(()));
    }

    #[test]
    fn callers_without_number_need_no_memory_without_bound() {
        let rate = rate(1);
        for caller in 0..100 {
            let _ = rate.take(caller, 1, NOW_MS);
        }
        assert_eq!(rate.inner.lock().unwrap().callers.len(), 3);
        assert!(waits_s(rate.take(200, 1, NOW_MS)).is_some(), "those without a place share one");
        assert!(waits_s(rate.take(2, 1, NOW_MS)).is_some(), "and no place is lost to them");
        assert_eq!(rate.take(201, 1, NOW_MS + 60_000), Ok(()), "who is forgotten makes room");
    }

    #[test]
    fn nothing_is_held_back_where_nothing_was_set() {
        let rate = rate(0);
        for _ in 0..10 {
            assert_eq!(rate.take(1, u64::MAX, NOW_MS), Ok(()));
        }
        assert!(rate.inner.lock().unwrap().callers.is_empty());
    }
}
