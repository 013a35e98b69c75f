//! Replays every committed corpus through its target, without libFuzzer.

use std::{collections::BTreeSet, fs, path::PathBuf};

use taizhang_hostile::targets::TARGETS;

fn fuzz() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

#[test]
fn every_corpus_is_replayed() {
    for (name, target) in TARGETS {
        corpus(name).iter().for_each(|input| target(input));
    }
}

/// The inputs of a target's corpus.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let mut inputs: Vec<_> = fs::read_dir(fuzz().join("corpus").join(name))
        .expect("every target has a corpus")
        .map(|entry| entry.expect("read").path())
        .collect();
    inputs.sort();
    assert!(!inputs.is_empty(), "{name} has a seed");
    inputs.into_iter().map(|input| fs::read(input).expect("read")).collect()
}

/// Counting numbers: the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end.max(1)
    }

    fn mutate(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        const TELLING: [u8; 8] = [0, 1, 0x7f, 0x80, 0xfe, 0xff, b'"', b'\n'];
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len());
            match self.below(7) {
                _ if bytes.is_empty() => bytes.push(0),
                0 => bytes[at] ^= 1 << self.below(8),
                1 => bytes[at] = TELLING[self.below(TELLING.len())],
                2 => bytes.truncate(at),
                3 => bytes.insert(at, TELLING[self.below(TELLING.len())]),
                4 => drop(bytes.remove(at)),
                5 => {
                    let end = at + self.below((bytes.len() - at).min(40));
                    let run: Vec<u8> = bytes[at..end].to_vec();
                    bytes.splice(at..at, run);
                }
                _ => {
                    let from = self.below(other.len());
                    let to = from + self.below((other.len() - from).min(200));
                    let end = at + self.below((bytes.len() - at).min(200));
                    bytes.splice(at..end, other[from..to].iter().copied());
                }
            }
        }
    }
}

/// What libFuzzer does, without its eyes: a few hundred mutations of each kept input, or as many as `TAIZHANG_MUTATIONS` says.
#[test]
fn mutations_of_every_corpus() {
    let rounds = std::env::var("TAIZHANG_MUTATIONS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(300);
    let only = std::env::var("TAIZHANG_TARGET").ok();
    for (name, target) in TARGETS.iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name)) {
        let inputs = corpus(name);
        let mut dice = Dice(7);
        for _ in 0..rounds * inputs.len() {
            let mut bytes = inputs[dice.below(inputs.len())].clone();
            let other = &inputs[dice.below(inputs.len())];
            dice.mutate(&mut bytes, other);
            if std::panic::catch_unwind(|| target(&bytes)).is_err() {
                let kept = std::env::temp_dir().join(format!("found-{name}"));
                fs::write(&kept, &bytes).expect("written");
                panic!("{name} panics on the bytes in {}", kept.display());
            }
        }
    }
}

#[test]
fn every_target_can_be_fuzzed() {
    let files = fs::read_dir(fuzz().join("fuzz_targets")).expect("read");
    let found: BTreeSet<_> = files
        .map(|entry| entry.expect("read").path().file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    let named: BTreeSet<_> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, named);
}
