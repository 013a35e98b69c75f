//! So many of something in a minute: in all, or from one address. What is left comes back little by little.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
};

use taizhang_wire::Code;

/// What is left of a minute's worth of something, in thousandths.
#[derive(Debug)]
struct Left {
    milli: u64,
    at_ms: i64,
}

impl Left {
    /// Brings it up to now.
    fn regain(&mut self, full_milli: u64, now_ms: i64) {
        let passed_ms = u64::try_from(now_ms.saturating_sub(self.at_ms)).unwrap_or(0);
        let regained = passed_ms.saturating_mul(full_milli) / 60_000;
        self.milli = self.milli.saturating_add(regained).min(full_milli);
        self.at_ms = now_ms;
    }
}

/// So many in a minute from everybody together.
#[derive(Debug)]
pub(crate) struct Allowance {
    full_milli: u64,
    left: Mutex<Left>,
}

impl Allowance {
    pub(crate) fn new(per_minute: u32, now_ms: i64) -> Self {
        let full_milli = u64::from(per_minute) * 1_000;
        Self { full_milli, left: Mutex::new(Left { milli: full_milli, at_ms: now_ms }) }
    }

    /// Takes one, or says that there is none left now.
    pub(crate) fn take(&self, now_ms: i64) -> Result<(), Code> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        left.regain(self.full_milli, now_ms);
        left.milli = left.milli.checked_sub(1_000).ok_or(Code::Busy)?;
        Ok(())
    }
}

/// So many failures in a minute from each address, an IPv6 network counting as one. Only who failed within the last minute
/// is remembered, so that what bounds the failures of all bounds the memory too.
#[derive(Debug)]
pub(crate) struct Failures {
    full_milli: u64,
    left: Mutex<BTreeMap<IpAddr, Left>>,
}

impl Failures {
    /// With 0, nobody is held off.
    pub(crate) fn new(per_minute: u32) -> Self {
        Self { full_milli: u64::from(per_minute) * 1_000, left: Mutex::default() }
    }

    /// Whether one more try from this address may be listened to.
    pub(crate) fn allow(&self, peer: IpAddr, now_ms: i64) -> Result<(), Code> {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        match left.get_mut(&network(peer)) {
            Some(left) if self.full_milli > 0 => {
                left.regain(self.full_milli, now_ms);
                if left.milli < 1_000 { Err(Code::Busy) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    /// Counts a failure.
    pub(crate) fn count(&self, peer: IpAddr, now_ms: i64) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        left.retain(|_, left| {
            left.regain(self.full_milli, now_ms);
            left.milli < self.full_milli
        });
        let of_peer = left.entry(network(peer)).or_insert(Left { milli: self.full_milli, at_ms: now_ms });
        of_peer.milli = of_peer.milli.saturating_sub(1_000);
    }
}

/// Whoever has an IPv6 address has a network of them.
pub(crate) fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    #[test]
    fn who_fails_too_often_waits_and_nobody_else_does() {
        let failures = Failures::new(2);
        for _ in 0..2 {
            assert_eq!(failures.allow(ONE, 0), Ok(()));
            failures.count(ONE, 0);
        }
        assert_eq!((failures.allow(ONE, 0), failures.allow(OTHER, 0)), (Err(Code::Busy), Ok(())));
        assert_eq!(failures.allow(ONE, 30_000), Ok(()), "half a minute gives one of two back");
    }

    #[test]
    fn only_who_failed_within_the_minute_is_remembered() {
        let failures = Failures::new(6);
        for host in 0..=u8::MAX {
            failures.count(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, host)), i64::from(host) * 1_000);
        }
        // One failure of six is forgiven after ten seconds.
        assert!(failures.left.lock().unwrap().len() <= 11);
    }

    #[test]
    fn a_network_of_addresses_counts_as_one() {
        let failures = Failures::new(1);
        failures.count("2001:db8::1".parse().unwrap(), 0);
        assert_eq!(failures.allow("2001:db8::ffff:2".parse().unwrap(), 0), Err(Code::Busy));
        assert_eq!(failures.allow("2001:db8:0:1::1".parse().unwrap(), 0), Ok(()));
        failures.count("::ffff:192.0.2.1".parse().unwrap(), 0);
        assert_eq!(failures.allow(ONE, 0), Err(Code::Busy), "the same address in another spelling");
    }

    #[test]
    fn nobody_is_held_off_where_all_come_from_one_proxy() {
        let failures = Failures::new(0);
        failures.count(ONE, 0);
        assert_eq!(failures.allow(ONE, 0), Ok(()));
        assert!(Allowance::new(0, 0).take(0).is_err());
    }
}
