//! Times, and what is said of many of them.

use std::{
    fs::File,
    io::Write as _,
    path::Path,
    time::{Duration, Instant},
};

/// The clock that everything is timed by.
#[expect(clippy::disallowed_methods, reason = "a benchmark is there to read the clock")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Milliseconds.
pub(crate) fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1_000.0
}

/// Processor time that this process has used, in milliseconds: it stays the same where the machine has others to serve.
pub(crate) fn processor_ms() -> f64 {
    const MS_PER_TICK: f64 = 10.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the command's name, which may hold anything: user and system time are the 12th and 13th.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * MS_PER_TICK
}

/// Many figures of one kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    figures: Vec<f64>,
}

impl Sample {
    /// Adds a time, in milliseconds.
    pub(crate) fn add(&mut self, took: Duration) {
        self.add_ms(ms(took));
    }

    /// Adds a figure that is in milliseconds already.
    pub(crate) fn add_ms(&mut self, ms: f64) {
        self.figures.push(ms);
    }

    /// The figure below which this share of them lies, by nearest rank.
    pub(crate) fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.figures.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = (share * sorted.len() as f64).ceil() as usize;
        sorted.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
    }

    /// The middle one.
    pub(crate) fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// The lowest and the highest.
    pub(crate) fn range(&self) -> String {
        format!("{:.0} to {:.0} ms", self.quantile(0.0), self.quantile(1.0))
    }
}

impl FromIterator<f64> for Sample {
    fn from_iter<T: IntoIterator<Item = f64>>(figures: T) -> Self {
        Self { figures: figures.into_iter().collect() }
    }
}

/// What it costs to make 4 KiB durable on the disk that everything here is written to, in milliseconds.
pub(crate) fn fsync(folder: &Path, times: usize) -> anyhow::Result<Sample> {
    let path = folder.join("fsync");
    let mut file = File::create(&path)?;
    let mut sample = Sample::default();
    for _ in 0..times {
        let began = now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        sample.add(began.elapsed());
    }
    std::fs::remove_file(&path)?;
    Ok(sample)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_figures_that_were_measured() {
        let sample: Sample = (1..=100).rev().map(f64::from).collect();
        assert_eq!((sample.median(), sample.quantile(0.99), sample.quantile(0.0)), (50.0, 99.0, 1.0));
        assert!(Sample::default().median().is_nan());
    }
}
