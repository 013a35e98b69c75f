//! What a power cut does to the writes that no sync had confirmed.
//!
//! A drive may have written any of them, in any order, and the last one only in part; the one unit it does not
//! tear is the 512-byte sector. The seed decides, so that a failing case can be replayed.

use crate::content::Content;

/// The unit a drive writes whole, in bytes.
const SECTOR_BYTES: usize = 512;

/// A change to one file that is not known to be on the medium yet.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    change: Change,
    /// The length of the file before it.
    len_before: usize,
    /// What stood where it wrote or cut, as far as the file reached.
    before: Vec<u8>,
}

#[derive(Clone, Debug)]
enum Change {
    /// Bytes written at an offset.
    Write { offset: usize, bytes: Vec<u8> },
    /// The file was cut (or stretched with zeros) to this many bytes.
    Truncate { len: usize },
}

impl Pending {
    /// Writes to `content`, and remembers it.
    pub(crate) fn write(content: &mut Content, offset: usize, bytes: &[u8]) -> Self {
        let (len_before, before) = (content.len(), content.slice(offset..offset + bytes.len()));
        content.write(offset, bytes);
        Self { change: Change::Write { offset, bytes: bytes.to_vec() }, len_before, before }
    }

    /// Gives `content` this length, and remembers it.
    pub(crate) fn truncate(content: &mut Content, len: usize) -> Self {
        let (len_before, before) = (content.len(), content.slice(len..content.len()));
        content.resize(len);
        Self { change: Change::Truncate { len }, len_before, before }
    }

    /// Takes it back: `content` is as it was before, all later changes having been taken back already.
    pub(crate) fn undo(&self, content: &mut Content) {
        content.resize(self.len_before);
        let (Change::Write { offset, .. } | Change::Truncate { len: offset }) = &self.change;
        if !self.before.is_empty() {
            content.write(*offset, &self.before);
        }
    }

    /// Does it sector by sector, each one only if `keeps` says so.
    fn apply_torn(&self, content: &mut Content, mut keeps: impl FnMut() -> bool) -> Survival {
        let (offset, bytes) = match &self.change {
            Change::Write { offset, bytes } => (offset, bytes),
            Change::Truncate { len } => {
                if keeps() {
                    content.resize(*len);
                    return Survival::Kept;
                }
                return Survival::Lost;
            }
        };
        let (mut kept, mut lost, mut done) = (false, false, 0);
        while done < bytes.len() {
            let at = offset + done;
            let end = bytes.len().min(done + SECTOR_BYTES - at % SECTOR_BYTES);
            if keeps() {
                content.write(at, &bytes[done..end]);
                kept = true;
            } else {
                lost = true;
            }
            done = end;
        }
        match (kept, lost) {
            (true, true) => Survival::Torn,
            (_, false) => Survival::Kept,
            (false, true) => Survival::Lost,
        }
    }
}

enum Survival {
    Kept,
    Torn,
    Lost,
}

/// What a power cut took, so that a test can tell whether the fault has struck at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Unsynced writes and truncations that reached the medium all the same.
    pub kept: u64,
    /// Unsynced writes of which some sectors reached the medium and some did not.
    pub torn: u64,
    /// Unsynced writes and truncations of which nothing is left.
    pub lost: u64,
    /// File names created or deleted since the last directory sync whose change was undone.
    pub names_undone: u64,
}

/// Plays the unsynced operations of one file onto its synced content, as far as `dice` lets them through.
pub(crate) fn survive(content: &mut Content, unsynced: &[Pending], dice: &mut Dice, loss: &mut Loss) {
    // Four habits of drives: lose the cache, save it all, stop in the middle of a write, write in any order.
    let habit = dice.below(4);
    let stop = dice.below(unsynced.len() as u64 + 1);
    for (nth, pending) in (0u64..).zip(unsynced) {
        let survival = match habit {
            0 => Survival::Lost,
            1 => pending.apply_torn(content, || true),
            2 if nth == stop => {
                let mut writing = true;
                pending.apply_torn(content, || {
                    writing = writing && dice.below(2) == 0;
                    writing
                })
            }
            2 if nth < stop => pending.apply_torn(content, || true),
            2 => Survival::Lost,
            _ => pending.apply_torn(content, || dice.below(2) == 0),
        };
        match survival {
            Survival::Kept => loss.kept += 1,
            Survival::Torn => loss.torn += 1,
            Survival::Lost => loss.lost += 1,
        }
    }
}

/// A small seeded generator (SplitMix64): its sequence is a function of the seed alone, on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `0..limit`; `limit` is at least one.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_page_over_zeros(seed: u64) -> (Vec<u8>, Loss) {
        let mut content = Content::of(&[0; 4096]);
        let mut loss = Loss::default();
        let page = Pending::write(&mut content, 0, &[1; 4096]);
        let longer = Pending::truncate(&mut content, 5000);
        longer.undo(&mut content);
        page.undo(&mut content);
        survive(&mut content, &[page, longer], &mut Dice::new(seed), &mut loss);
        (content.to_vec(), loss)
    }

    #[test]
    fn the_same_seed_loses_the_same_sectors() {
        for seed in 0..100 {
            assert_eq!(one_page_over_zeros(seed), one_page_over_zeros(seed));
        }
    }

    #[test]
    fn every_fate_occurs_and_no_sector_is_torn() {
        let mut sum = Loss::default();
        for seed in 0..100 {
            let (content, loss) = one_page_over_zeros(seed);
            for sector in content.chunks(SECTOR_BYTES) {
                assert!(sector.iter().all(|byte| *byte == sector[0]), "seed {seed} tore a sector");
            }
            sum.kept += loss.kept;
            sum.torn += loss.torn;
            sum.lost += loss.lost;
        }
        assert!(sum.kept > 20 && sum.torn > 20 && sum.lost > 20, "{sum:?}");
    }
    #[test]
    fn what_was_done_is_undone_backwards() {
        let mut content = Content::of(&[7; 10]);
        let mut done = vec![Pending::write(&mut content, 8, &[1; 6])];
        done.push(Pending::truncate(&mut content, 3));
        done.push(Pending::write(&mut content, 5, &[2; 2]));
        done.push(Pending::truncate(&mut content, 20));
        assert_eq!(content.to_vec(), [&[7, 7, 7, 0, 0, 2, 2][..], &[0; 13]].concat());
        done.iter().rev().for_each(|pending| pending.undo(&mut content));
        assert_eq!(content.to_vec(), vec![7; 10]);
    }
}
