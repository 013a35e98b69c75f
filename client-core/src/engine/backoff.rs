//! Waiting longer after each failure, and never in step with the neighbours.
//!
//! A relay that comes back finds a county of devices that all lost it at the same moment. Half of every wait is
//! therefore chance; the chance comes from a seed, so that a simulator's run can be told again.

use super::EngineConfig;

/// A tiny xorshift generator: good enough to spread devices over a second, and nothing else.
#[derive(Clone, Debug)]
pub(super) struct Jitter(u64);

impl Jitter {
    /// Starts from a seed; any seed will do.
    pub(super) const fn new(seed: u64) -> Self {
        const SALT: u64 = 0x9E37_79B9_7F4A_7C15;
        // xorshift never leaves zero.
        Self(if seed == SALT { SALT } else { seed ^ SALT })
    }

    /// A value between half of `wait_ms` and all of it.
    pub(super) const fn spread(&mut self, wait_ms: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let half = wait_ms / 2;
        half + self.0 % (wait_ms - half + 1)
    }
}

/// One kind of request: how often it failed in a row, and when it may be tried again.
#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    failures: u32,
    not_before_ms: u64,
    clock_retried: bool,
}

impl Lane {
    /// Whether a request may start now.
    pub(super) const fn is_open(&self, now_ms: u64) -> bool {
        now_ms >= self.not_before_ms
    }

    /// When a request may start.
    pub(super) const fn not_before_ms(&self) -> u64 {
        self.not_before_ms
    }

    /// Failures since the last success.
    pub(super) const fn failures(&self) -> u32 {
        self.failures
    }

    /// Forgets every failure.
    pub(super) fn succeeded(&mut self) {
        *self = Self::default();
    }

    /// Waits twice as long as last time, and no less than the relay asked for.
    pub(super) fn failed(&mut self, now_ms: u64, at_least_ms: u64, config: &EngineConfig, jitter: &mut Jitter) {
        let doubled = config.backoff_min_ms.saturating_mul(1 << self.failures.min(32));
        let wait_ms = jitter.spread(doubled.min(config.backoff_max_ms)).max(at_least_ms);
        self.failures = self.failures.saturating_add(1);
        self.not_before_ms = now_ms.saturating_add(wait_ms);
    }

    /// Waits a fixed while, whatever happened before.
    pub(super) fn paused(&mut self, now_ms: u64, wait_ms: u64, jitter: &mut Jitter) {
        self.failures = self.failures.saturating_add(1);
        self.not_before_ms = now_ms.saturating_add(jitter.spread(wait_ms));
    }

    /// Whether this is the first wrong clock since the last success: then the request may be tried again at once.
    pub(super) const fn may_retry_clock(&mut self) -> bool {
        !std::mem::replace(&mut self.clock_retried, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_bound_and_start_over_after_a_success() {
        let config = EngineConfig { backoff_min_ms: 1_000, backoff_max_ms: 60_000, ..EngineConfig::default() };
        let (mut lane, mut jitter) = (Lane::default(), Jitter::new(7));
        for full in [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000] {
            lane.failed(5, 0, &config, &mut jitter);
            let wait = lane.not_before_ms() - 5;
            assert!((full / 2..=full).contains(&wait), "{wait} of {full}");
        }
        lane.failed(5, 600_000, &config, &mut jitter);
        assert_eq!(lane.not_before_ms(), 600_005);
        lane.succeeded();
        assert!(lane.is_open(0));
    }

    #[test]
    fn a_hundred_years_of_failures_do_not_overflow() {
        let config = EngineConfig { backoff_max_ms: u64::MAX, ..EngineConfig::default() };
        let (mut lane, mut jitter) = (Lane::default(), Jitter::new(0));
        for _ in 0..200 {
            lane.failed(u64::MAX - 1, 0, &config, &mut jitter);
        }
        assert_eq!(lane.not_before_ms(), u64::MAX);
    }

    #[test]
    fn devices_that_fail_together_come_back_apart() {
        let config = EngineConfig::default();
        let waits: std::collections::BTreeSet<u64> = (0..100)
            .map(|seed| {
                let (mut lane, mut jitter) = (Lane::default(), Jitter::new(seed));
                lane.failed(0, 0, &config, &mut jitter);
                lane.not_before_ms()
            })
            .collect();
        assert!(waits.len() > 50, "{} different waits", waits.len());
    }
}
