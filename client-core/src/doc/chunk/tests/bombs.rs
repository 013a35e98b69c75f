//! Hand-made chunks: small to send, ruinous to expand. Their checksums are true.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::super::*;
use super::{case, framed, signed, unsigned};

/// A change of `ops` operations that put null under the key "k", each column as its own bytes.
struct Forged {
    deps_count: u64,
    start_op: u64,
    columns: Vec<(u64, Vec<u8>)>,
}

fn run(count: i64, value: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    signed(count, &mut out);
    out.extend_from_slice(value);
    out
}

fn bools(count: u64) -> Vec<u8> {
    let mut out = Vec::new();
    unsigned(count, &mut out);
    out
}

impl Forged {
    fn puts(ops: i64) -> Self {
        let columns = vec![
            (0x15, run(ops, b"\x01k")),
            (0x34, bools(ops.unsigned_abs())),
            (0x42, run(ops, &[1])),
            (0x56, run(ops, &[0])),
            (0x70, run(ops, &[0])),
        ];
        Self { deps_count: 0, start_op: 1, columns }
    }

    fn with(mut self, spec: u64, bytes: Vec<u8>) -> Self {
        self.columns.retain(|(found, _)| *found != spec);
        self.columns.push((spec, bytes));
        self.columns.sort_by_key(|(spec, _)| *spec);
        self
    }

    fn content(&self) -> Vec<u8> {
        let mut out = Vec::new();
        unsigned(self.deps_count, &mut out);
        out.extend_from_slice(&[2, 7, 7, 1]);
        unsigned(self.start_op, &mut out);
        out.extend_from_slice(&[0, 0, 0]);
        unsigned(self.columns.len() as u64, &mut out);
        for (spec, bytes) in &self.columns {
            unsigned(*spec, &mut out);
            unsigned(bytes.len() as u64, &mut out);
        }
        out.extend(self.columns.iter().flat_map(|(_, bytes)| bytes));
        out
    }

    fn read(&self) -> Result<ChangeShape, ChunkError> {
        change_shape(&framed(1, &self.content()), &ChunkLimits::default())
    }
}

#[test]
fn the_forger_can_make_a_change_that_passes() {
    assert_eq!(Forged::puts(300).read().unwrap().ops, 300);
    let chunk = framed(1, &Forged::puts(300).content());
    assert_eq!(automerge::Change::from_bytes(chunk).unwrap().len(), 300);
}

#[test]
fn a_run_of_a_trillion_operations_is_refused() {
    let max = ChunkLimits::default().change_ops_max;
    assert_eq!(Forged::puts(1 << 40).read(), Err(ChunkError::TooLarge { what: "operations", max }));
    assert_eq!(Forged::puts(i64::MAX).read(), Err(ChunkError::TooLarge { what: "operations", max }));
    // As nulls, as literals, and as a run behind a count that would overflow.
    let nulls = [run(0, &[]), bools(u64::MAX)].concat();
    assert!(Forged::puts(2).with(0x42, [nulls, run(2, &[1])].concat()).read().is_err());
    assert!(Forged::puts(2).with(0x42, run(i64::MIN, &[1])).read().is_err());
    assert!(Forged::puts(2).with(0x34, bools(u64::MAX)).read().is_err());
    assert!(Forged::puts(2).with(0x34, [bools(1), bools(u64::MAX), bools(2)].concat()).read().is_err());
}

#[test]
fn predecessors_beyond_all_bounds_are_refused() {
    let mut many = Vec::new();
    unsigned(1 << 60, &mut many);
    let forged = Forged::puts(20_000).with(0x70, run(20_000, &many));
    assert_eq!(forged.read().unwrap_err().code(), Code::TooLarge);
    // Promised, but not there.
    assert!(Forged::puts(2).with(0x70, run(2, &[1])).read().is_err());
}

#[test]
fn values_longer_or_shorter_than_their_bytes_are_refused() {
    let mut huge = Vec::new();
    unsigned((1 << 50) << 4 | 7, &mut huge);
    assert!(Forged::puts(2).with(0x56, run(2, &huge)).read().is_err());
    assert!(Forged::puts(2).with(0x56, run(2, &[0x27])).with(0x57, vec![0; 3]).read().is_err());
    assert!(Forged::puts(2).with(0x56, run(2, &[0x27])).with(0x57, vec![0; 5]).read().is_err());
    assert!(Forged::puts(2).with(0x56, run(2, &[0x27])).with(0x57, vec![0; 4]).read().is_ok());
    // A null with bytes: Automerge's two readers disagree on where the next value begins.
    assert!(Forged::puts(2).with(0x56, run(2, &[0x20])).with(0x57, vec![0; 4]).read().is_err());
}

#[test]
fn numbers_too_large_or_in_two_spellings_are_refused() {
    for start_op in [0, u64::from(u32::MAX), u64::from(u32::MAX) + 1, u64::MAX] {
        let mut forged = Forged::puts(2);
        forged.start_op = start_op;
        assert!(forged.read().is_err(), "{start_op}");
    }
    let plain = Forged::puts(2).content();
    let huge = [&[0xff; 9][..], &[0x02]].concat();
    for spelling in [&[0x80, 0x00][..], &[0xff; 12], &[0x80; 30], &huge] {
        let spelt = [spelling, &plain[1..]].concat();
        assert!(change_shape(&framed(1, &spelt), &ChunkLimits::default()).is_err());
    }
    // A chunk's own length spelt with a byte too many.
    let mut chunk = framed(1, &plain);
    assert!(chunk[9] < 0x80);
    chunk[9] |= 0x80;
    chunk.insert(10, 0);
    assert!(change_shape(&chunk, &ChunkLimits::default()).is_err());
}

#[test]
fn more_dependencies_than_fit_in_the_world_are_refused() {
    for deps_count in [1, 257, 1 << 60, u64::MAX] {
        let mut forged = Forged::puts(2);
        forged.deps_count = deps_count;
        assert!(forged.read().is_err());
    }
}

#[test]
fn columns_that_lie_are_refused() {
    let plain = Forged::puts(2).content();
    // The last column's length: far beyond the end, and near enough to overflow.
    let at = plain.len() - Forged::puts(2).columns.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    for len in [1_u64 << 33, u64::MAX, u64::MAX - 4] {
        let mut long = Vec::new();
        unsigned(len, &mut long);
        let lying = [&plain[..at - 1], &long, &plain[at..]].concat();
        assert!(change_shape(&framed(1, &lying), &ChunkLimits::default()).is_err());
    }
    assert!(Forged::puts(2).with(0x99, run(2, &[0])).read().is_err(), "unknown");
    assert!(Forged::puts(2).with(0x15 + (1 << 32), run(2, &[0])).read().is_err(), "unknown beyond 32 bits");
    let mut deflated = Forged::puts(2);
    deflated.columns[0].0 |= 8;
    assert_eq!(deflated.read(), Err(ChunkError::Compressed));
    let mut twice = Forged::puts(2);
    twice.columns.insert(1, (0x15, run(2, b"\x01k")));
    assert!(twice.read().is_err());
    let mut unsorted = Forged::puts(2);
    unsorted.columns.swap(0, 1);
    assert!(unsorted.read().is_err());
    assert!(Forged::puts(2).with(0x57, Vec::new()).read().is_err(), "empty");
}

#[test]
fn another_spelling_of_the_same_rows_is_refused() {
    let literals = |values: &[u8]| run(-(values.len() as i64), values);
    for column in [
        literals(&[1, 1, 1]),
        [run(2, &[1]), literals(&[1])].concat(),
        [literals(&[1]), run(2, &[1])].concat(),
        [run(1, &[1]), run(2, &[1])].concat(),
        [literals(&[1]), literals(&[1]), literals(&[1])].concat(),
        [run(0, &[0]), run(3, &[1])].concat(),
    ] {
        assert!(matches!(Forged::puts(3).with(0x42, column).read(), Err(ChunkError::Malformed(_))));
    }
    assert!(Forged::puts(3).with(0x94, bools(3)).read().is_err(), "nothing but false");
    assert!(Forged::puts(3).with(0xa5, run(0, &[3])).read().is_err(), "nothing but null");
}

#[test]
fn operations_that_contradict_themselves_are_refused() {
    let cases = [
        ("deletes nothing", Forged::puts(2).with(0x42, run(2, &[3]))),
        (
            "increments nothing",
            Forged::puts(2).with(0x42, run(2, &[5])).with(0x56, run(2, &[0x14])).with(0x57, vec![1, 1]),
        ),
        ("inserts into a map", Forged::puts(2).with(0x34, [bools(0), bools(2)].concat())),
        ("makes a map with a value", Forged::puts(2).with(0x42, run(2, &[0])).with(0x56, run(2, &[2]))),
        ("expands without a mark", Forged::puts(2).with(0x94, [bools(0), bools(2)].concat())),
        (
            "builds on itself",
            Forged::puts(2).with(0x70, run(2, &[1])).with(0x71, run(2, &[0])).with(0x73, run(2, &[1])),
        ),
    ];
    for (what, forged) in cases {
        assert!(matches!(forged.read(), Err(ChunkError::UnsoundOps(_))), "{what}: {:?}", forged.read());
    }
    let unknown = Forged::puts(2).with(0x42, run(2, &[8]));
    assert!(matches!(unknown.read(), Err(ChunkError::Malformed(_))));
    let no_actor = Forged::puts(2).with(0x70, run(2, &[1])).with(0x71, run(2, &[1])).with(0x73, run(2, &[1]));
    assert!(matches!(no_actor.read(), Err(ChunkError::Malformed(_))));
}

#[test]
fn a_compressed_change_and_another_chunk_are_refused() {
    let content = Forged::puts(300).content();
    let read = |kind: u8| change_shape(&framed(kind, &content), &ChunkLimits::default()).unwrap_err();
    assert_eq!(read(2), ChunkError::Compressed);
    assert_eq!(read(2).code(), Code::Inflates);
    assert_eq!(read(0).code(), Code::Malformed);
    assert_eq!(read(3).code(), Code::Malformed);
    let two = [framed(1, &content), framed(1, &content)].concat();
    assert_eq!(change_shape(&two, &ChunkLimits::default()).unwrap_err().code(), Code::Malformed);
    let (mut doc, _) = case();
    assert_eq!(change_shape(&doc.save(), &ChunkLimits::default()).unwrap_err().code(), Code::Malformed);
}

/// A document whose one column of operations is `column`, deflated.
fn with_column(spec: u64, column: &[u8]) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(column).unwrap();
    let packed = packed.finish().unwrap();
    let mut content = vec![0, 0, 0, 1];
    unsigned(spec | 8, &mut content);
    unsigned(packed.len() as u64, &mut content);
    content.extend_from_slice(&packed);
    framed(0, &content)
}

#[test]
fn a_column_that_inflates_a_thousandfold_is_refused() {
    let bomb = with_column(0x57, &vec![0; 12 << 20]);
    assert!(bomb.len() < 13_000, "a thousand to one");
    let max = ChunkLimits::default().inflated_bytes_max as u64;
    assert_eq!(document_shape(&bomb, &ChunkLimits::default()).unwrap_err(), ChunkError::Inflates { max });
    // Cut short, and with bytes behind its end.
    let mut content = super::content(&bomb).to_vec();
    content.truncate(content.len() - 100);
    assert!(document_shape(&framed(0, &content), &ChunkLimits::default()).is_err());
}

#[test]
fn a_document_of_a_trillion_rows_is_refused() {
    let bomb = with_column(0x42, &run(1 << 40, &[1]));
    assert_eq!(document_shape(&bomb, &ChunkLimits::default()).unwrap_err().code(), Code::TooLarge);
    // One change that says it has four thousand million operations, which Automerge would make room for.
    let change: &[(u64, &[u8])] = &[
        (0x01, &[0x7f, 0]),
        (0x03, &[0x7f, 1]),
        (0x13, &[0x7f, 0xff, 0xff, 0xff, 0xff, 0x0f]),
        (0x40, &[0x7f, 0]),
        (0x56, &[0x7f, 7]),
    ];
    let mut content = vec![1, 1, 9, 0, change.len() as u8];
    change.iter().for_each(|(spec, bytes)| content.extend_from_slice(&[*spec as u8, bytes.len() as u8]));
    content.push(0);
    change.iter().for_each(|(_, bytes)| content.extend_from_slice(bytes));
    let max = ChunkLimits::default().document_ops_max;
    let refused = document_shape(&framed(0, &content), &ChunkLimits::default()).unwrap_err();
    assert_eq!(refused, ChunkError::TooLarge { what: "operations", max });
}
