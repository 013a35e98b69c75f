//! The bytes of a file, in blocks: a file that grows moves nothing, and what one gives back the next one takes.
//!
//! A write-ahead log grows with every transaction. As one run of bytes it was copied again and again, into memory that the
//! system had to give anew each time.

use std::ops::Range;

/// The bytes of a block.
const BLOCK_BYTES: usize = 32 * 1024;

/// What a file holds. Behind its end its last block is zeros.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    blocks: Vec<Box<[u8]>>,
    len: usize,
}

impl Content {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut content = Self::default();
        content.write(0, bytes);
        content
    }

    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn to_vec(&self) -> Vec<u8> {
        self.slice(0..self.len)
    }

    /// A copy of the bytes in `range`, as far as there are any.
    pub(crate) fn slice(&self, range: Range<usize>) -> Vec<u8> {
        let end = range.end.min(self.len);
        let mut bytes = vec![0; end.saturating_sub(range.start)];
        self.read(range.start, &mut bytes);
        bytes
    }

    /// Copies what there is from `offset` on, zeros the rest, and returns the bytes copied.
    pub(crate) fn read(&self, offset: usize, into: &mut [u8]) -> usize {
        let there = self.len.saturating_sub(offset).min(into.len());
        let (copied, rest) = into.split_at_mut(there);
        for (at, part) in parts(offset, there) {
            copied[part.clone()].copy_from_slice(&self.blocks[at / BLOCK_BYTES][at % BLOCK_BYTES..][..part.len()]);
        }
        rest.fill(0);
        there
    }

    /// Writes `bytes` at `offset`, filling a gap before it with zeros as a file system does.
    pub(crate) fn write(&mut self, offset: usize, bytes: &[u8]) {
        self.resize(self.len.max(offset + bytes.len()));
        for (at, part) in parts(offset, bytes.len()) {
            self.blocks[at / BLOCK_BYTES][at % BLOCK_BYTES..][..part.len()].copy_from_slice(&bytes[part]);
        }
    }

    /// Cuts what is behind `len`, or fills up to there with zeros.
    pub(crate) fn resize(&mut self, len: usize) {
        let blocks = len.div_ceil(BLOCK_BYTES);
        self.blocks.resize_with(blocks, || vec![0; BLOCK_BYTES].into_boxed_slice());
        if len < self.len && !len.is_multiple_of(BLOCK_BYTES) {
            self.blocks[blocks - 1][len % BLOCK_BYTES..].fill(0);
        }
        self.len = len;
    }
}

/// The parts of `len` bytes from `offset` on that lie in one block each: where each begins, and which of the bytes it is.
fn parts(offset: usize, len: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut done = 0;
    std::iter::from_fn(move || {
        let at = offset + done;
        let part = done..len.min(done + BLOCK_BYTES - at % BLOCK_BYTES);
        done = part.end;
        (!part.is_empty()).then_some((at, part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_like_one_run_of_bytes() {
        let (mut content, mut run) = (Content::default(), Vec::new());
        let block = BLOCK_BYTES;
        for (offset, len) in [(0, 10), (block - 3, 7), (5, 2 * block), (4 * block, 1), (3 * block - 1, block + 2)] {
            let bytes: Vec<u8> = (0..len).map(|n| (n % 251) as u8).collect();
            content.write(offset, &bytes);
            run.resize(run.len().max(offset + len), 0);
            run[offset..offset + len].copy_from_slice(&bytes);
            assert_eq!(content.to_vec(), run);
        }
        for len in [4 * block, block + 9, block + 20, 2 * block, 7, 0, 3] {
            content.resize(len);
            run.resize(len, 0);
            assert_eq!(content.to_vec(), run);
            let mut into = [9; 30];
            assert_eq!(content.read(len.saturating_sub(5), &mut into), len.min(5));
            assert_eq!(into[len.min(5)..], [0; 30][len.min(5)..]);
        }
        assert_eq!(content.slice(1..9).len(), 2);
    }
}
