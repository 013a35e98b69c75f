//! Replays every committed corpus through its target, without libFuzzer.

use std::{collections::BTreeSet, fs, path::PathBuf};

use taizhang_hostile::targets::TARGETS;

fn fuzz() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

#[test]
fn every_corpus_is_replayed() {
    for (name, target) in TARGETS {
        let mut inputs: Vec<_> = fs::read_dir(fuzz().join("corpus").join(name))
            .expect("every target has a corpus")
            .map(|entry| entry.expect("read").path())
            .collect();
        inputs.sort();
        assert!(!inputs.is_empty(), "{name} has a seed");
        for input in inputs {
            eprintln!("{}", input.display());
            target(&fs::read(input).expect("read"));
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
