//! Whatever is flipped, cut or rewritten: the readers do not panic, and what passes does not make Automerge panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{AutoCommit, Change};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::super::*;
use super::{case, changes, content, framed};

/// Changes of every kind: the big first one, a small put, one with a deletion and an increment, one that settles.
fn samples() -> Vec<Vec<u8>> {
    let (mut doc, _) = case();
    let all = changes(&mut doc);
    [0, 3, 10, all.len() - 6, all.len() - 1].map(|index| all[index].raw_bytes().to_vec()).to_vec()
}

fn documents() -> [Vec<u8>; 2] {
    let (mut doc, _) = case();
    [doc.save(), doc.save_nocompress()]
}

fn read(bytes: &[u8]) -> (Result<ChangeShape, ChunkError>, Result<DocumentShape, ChunkError>) {
    (change_shape(bytes, &ChunkLimits::default()), document_shape(bytes, &ChunkLimits::default()))
}

#[test]
fn every_flipped_bit_and_every_truncation_is_refused() {
    for chunk in samples().into_iter().chain(documents()) {
        for at in 0..chunk.len() {
            let (change, document) = read(&chunk[..at]);
            assert!(change.is_err() && document.is_err(), "cut at {at}");
            let mut flipped = chunk.clone();
            for bit in 0..8 {
                flipped[at] = chunk[at] ^ (1 << bit);
                let (change, document) = read(&flipped);
                assert!(change.is_err() && document.is_err(), "bit {bit} of byte {at}");
            }
        }
    }
}

/// What becomes of a change that passed: it must parse and decode.
fn survives(chunk: &[u8]) {
    let passed = change_shape(chunk, &ChunkLimits::default());
    let tried = catch_unwind(|| Change::from_bytes(chunk.to_vec()).map(|change| change.decode().operations.len()));
    if let Ok(shape) = passed {
        let parsed = tried.expect("what passes does not make Automerge panic");
        assert_eq!(parsed.expect("what passes parses") as u64, shape.ops);
    }
}

#[test]
fn a_flipped_bit_behind_a_true_checksum_does_not_reach_automerge_as_a_panic() {
    std::panic::set_hook(Box::new(|_| {}));
    let mut passed = 0_u32;
    for chunk in samples().into_iter().skip(1) {
        let plain = content(&chunk).to_vec();
        for at in 0..plain.len() {
            let mut flipped = plain.clone();
            for bit in 0..8 {
                flipped[at] = plain[at] ^ (1 << bit);
                let chunk = framed(1, &flipped);
                passed += u32::from(change_shape(&chunk, &ChunkLimits::default()).is_ok());
                survives(&chunk);
            }
        }
    }
    drop(std::panic::take_hook());
    assert!(passed > 0, "some flips make another true change");
}

/// Documents that pass and make Automerge panic when it loads them.
fn panics_on_load(chunks: impl Iterator<Item = Vec<u8>>) -> (u32, Vec<Vec<u8>>) {
    let (mut passed, mut panics) = (0, Vec::new());
    std::panic::set_hook(Box::new(|_| {}));
    for chunk in chunks.filter(|chunk| document_shape(chunk, &ChunkLimits::default()).is_ok()) {
        passed += 1;
        if catch_unwind(|| AutoCommit::load(&chunk).is_ok()).is_err() {
            panics.push(chunk);
        }
    }
    drop(std::panic::take_hook());
    (passed, panics)
}

#[test]
fn a_flipped_bit_in_a_document_behind_a_true_checksum_does_not_make_the_load_panic() {
    let [_, plain] = documents();
    let whole = content(&plain);
    let flips = (0..whole.len()).flat_map(|at| [0, 3, 6].map(|bit| (at, bit))).map(|(at, bit)| {
        let mut flipped = whole.to_vec();
        flipped[at] ^= 1 << bit;
        framed(0, &flipped)
    });
    let (passed, panics) = panics_on_load(flips);
    assert!(passed > 100, "most flips are in texts");
    assert!(panics.is_empty(), "{panics:?}");
}

/// Where to write which bytes, where to cut out how many.
fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, Vec<u8>)>> {
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..4),
        Just(vec![0xff, 0xff, 0xff, 0xff, 0x0f]),
        Just(vec![0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20]),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0_usize..4, bytes), 1..4)
}

fn rewrite(chunk: &[u8], edits: Vec<(prop::sample::Index, usize, Vec<u8>)>) -> Vec<u8> {
    let mut whole = content(chunk).to_vec();
    for (at, cut, bytes) in edits {
        let at = at.index(whole.len());
        let end = (at + cut).min(whole.len());
        whole.splice(at..end, bytes);
    }
    framed(chunk[8], &whole)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0_u8..4) {
        fuzz(&bytes);
        fuzz(&framed(kind, &bytes));
    }
}

#[test]
fn a_rewritten_change_that_passes_does_not_make_automerge_panic() {
    let samples = samples();
    std::panic::set_hook(Box::new(|_| {}));
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let tried = catch_unwind(AssertUnwindSafe(|| {
        for _ in 0..4_000 {
            let edits = edits().new_tree(&mut runner).unwrap().current();
            let sample = any::<prop::sample::Index>().new_tree(&mut runner).unwrap().current();
            survives(&rewrite(&samples[sample.index(samples.len())], edits));
        }
    }));
    drop(std::panic::take_hook());
    tried.unwrap();
}

#[test]
fn a_rewritten_document_never_makes_the_reader_panic() {
    let documents = documents();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for _ in 0..2_000 {
        let edits = edits().new_tree(&mut runner).unwrap().current();
        documents.iter().for_each(|document| fuzz(&rewrite(document, edits.clone())));
    }
}
