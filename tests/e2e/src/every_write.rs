//! Which write points a test visits: all of them where they are few, evenly spaced ones where they are many.

/// Whether `TAIZHANG_EVERY_WRITE` asks for all of them.
#[must_use]
pub fn every_write() -> bool {
    std::env::var_os("TAIZHANG_EVERY_WRITE").is_some()
}

/// The points among `0..count` to visit, `most` of them unless [`every_write`], and a line on standard error where that
/// is not all.
#[must_use]
pub fn points_at_most(what: &str, count: u64, most: u64) -> Vec<u64> {
    if count <= most || every_write() {
        return (0..count).collect();
    }
    eprintln!("{what}: {most} of {count} write points; TAIZHANG_EVERY_WRITE=1 visits all");
    sample(count, most)
}

/// The same points whether or not all are asked for: evenly spaced ones where they are many.
#[must_use]
pub fn sample(count: u64, most: u64) -> Vec<u64> {
    let most = most.min(count);
    (0..most).map(|nth| nth * count / most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_is_even_and_begins_at_the_beginning() {
        assert_eq!(points_at_most("t", 3, 4), [0, 1, 2]);
        assert_eq!(points_at_most("t", 12, 4), [0, 3, 6, 9]);
        assert_eq!((sample(0, 4), sample(3, 4), sample(12, 4)), (vec![], vec![0, 1, 2], vec![0, 3, 6, 9]));
    }
}
