//! A place made of two slots, for a system that cannot put one file in another's stead in one step. The slot that holds
//! nothing newer is written, and counts once it is whole: a number says which of two is newer, a digest whether all of
//! it is there.

use std::{fmt, io};

use sha2::{Digest as _, Sha256};

use super::KeyPlace;
use crate::{Error, runtime::MaybeSend};

/// Number, length and digest stand before the bytes.
const HEAD_BYTES: usize = 8 + 4 + 32;
/// A slot that claims to hold more holds nothing.
const BYTES_MAX: usize = 1 << 20;

/// A file of one's own that is held open.
pub trait Slot: MaybeSend + fmt::Debug {
    /// All of it; nothing where it is new.
    ///
    /// # Errors
    /// What the system says.
    fn read(&self) -> io::Result<Vec<u8>>;

    /// Overwrites it from its beginning, and waits until that is on the disk.
    ///
    /// # Errors
    /// What the system says; the slot may then hold anything.
    fn write(&self, bytes: &[u8]) -> io::Result<()>;
}

/// Two slots, of which one is whole whatever happens.
#[derive(Debug)]
pub struct TwoSlots<S> {
    name: &'static str,
    slots: [S; 2],
}

struct Held {
    slot: usize,
    number: u64,
    bytes: Vec<u8>,
}

impl<S: Slot> TwoSlots<S> {
    /// A place made of these slots; the name is for failures.
    #[must_use]
    pub const fn new(name: &'static str, slots: [S; 2]) -> Self {
        Self { name, slots }
    }

    fn held(&self) -> Result<Option<Held>, Error> {
        let mut held = None::<Held>;
        for (slot, file) in self.slots.iter().enumerate() {
            let text = file.read().map_err(|error| self.failed("read", error))?;
            if let Some((number, bytes)) = unpacked(&text)
                && held.as_ref().is_none_or(|held| held.number < number)
            {
                held = Some(Held { slot, number, bytes: bytes.to_vec() });
            }
        }
        // A first writing that was cut short was never acknowledged: that is as if there were nothing. Nothing else
        // leaves both slots without a whole text.
        Ok(held)
    }
}

impl<S: Slot> KeyPlace for TwoSlots<S> {
    fn read(&self) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.held()?.map(|held| held.bytes))
    }

    fn replace(&self, bytes: &[u8]) -> Result<(), Error> {
        let (slot, number) = self.held()?.map_or((0, 1), |held| (1 - held.slot, held.number + 1));
        self.slots[slot].write(&packed(number, bytes)).map_err(|error| self.failed("write", error))
    }

    fn failed(&self, doing: &str, source: io::Error) -> Error {
        Error::File { doing: format!("{doing} {}", self.name), source }
    }
}

fn digest(number: u64, bytes: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(number.to_be_bytes()).chain_update(bytes).finalize().into()
}

fn packed(number: u64, bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).expect("a key file is short");
    [&number.to_be_bytes()[..], &length.to_be_bytes(), &digest(number, bytes), bytes].concat()
}

/// The number and the bytes, where the slot holds a whole text.
fn unpacked(text: &[u8]) -> Option<(u64, &[u8])> {
    let (head, rest) = text.split_at_checked(HEAD_BYTES)?;
    let number = u64::from_be_bytes(head[..8].try_into().ok()?);
    let length = u32::from_be_bytes(head[8..12].try_into().ok()?) as usize;
    // A longer text may have stood there before.
    let bytes = rest.get(..length).filter(|_| length <= BYTES_MAX)?;
    (head[12..] == digest(number, bytes)).then_some((number, bytes))
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// A slot in memory, of which a power cut leaves the first bytes of what was being written.
    #[derive(Clone, Debug, Default)]
    pub(in crate::keyfile) struct Paper {
        text: Arc<Mutex<Vec<u8>>>,
        torn_after: Arc<Mutex<Option<usize>>>,
    }

    /// Two slots, which can be opened again.
    pub(in crate::keyfile) struct Pair([Paper; 2]);

    impl Paper {
        pub(in crate::keyfile) fn pair() -> Pair {
            Pair([Self::default(), Self::default()])
        }
    }

    impl Pair {
        pub(in crate::keyfile) fn place(&self) -> TwoSlots<Paper> {
            TwoSlots::new("the keys", self.0.clone())
        }
    }

    impl Slot for Paper {
        fn read(&self) -> io::Result<Vec<u8>> {
            Ok(self.text.lock().unwrap().clone())
        }

        fn write(&self, bytes: &[u8]) -> io::Result<()> {
            let (mut text, torn) = (self.text.lock().unwrap(), *self.torn_after.lock().unwrap());
            let written = torn.unwrap_or(bytes.len()).min(bytes.len());
            if text.len() < written {
                text.resize(written, 0);
            }
            text[..written].copy_from_slice(&bytes[..written]);
            torn.map_or(Ok(()), |_| Err(io::ErrorKind::Other.into()))
        }
    }

    fn place() -> ([Paper; 2], TwoSlots<Paper>) {
        let pair = Paper::pair();
        (pair.0.clone(), pair.place())
    }

    #[test]
    fn the_last_text_is_read_whatever_their_lengths() {
        let (_, place) = place();
        assert_eq!(place.read().unwrap(), None);
        for text in ["a long first text", "", "short", "a longer one again"] {
            place.replace(text.as_bytes()).unwrap();
            assert_eq!(place.read().unwrap().as_deref(), Some(text.as_bytes()));
        }
    }

    #[test]
    fn a_writing_that_is_cut_short_anywhere_leaves_the_text_before_or_the_new_one() {
        for before in 0..3_usize {
            for torn in 0..=HEAD_BYTES + 3 {
                let (papers, place) = place();
                let texts = ["one", "two", "six"];
                texts[..before].iter().for_each(|text| place.replace(text.as_bytes()).unwrap());
                papers.iter().for_each(|paper| *paper.torn_after.lock().unwrap() = Some(torn));
                assert!(place.replace(b"new").is_err());
                papers.iter().for_each(|paper| *paper.torn_after.lock().unwrap() = None);
                let old = texts[..before].last().map(|text| text.as_bytes().to_vec());
                let read = place.read().unwrap();
                assert!(read == old || read.as_deref() == Some(b"new"), "{before} before, torn after {torn}: {read:?}");
                place.replace(b"again").unwrap();
                assert_eq!(place.read().unwrap().as_deref(), Some(&b"again"[..]));
            }
        }
    }

    #[test]
    fn a_text_that_was_altered_does_not_count() {
        let (papers, place) = place();
        place.replace(b"old").unwrap();
        place.replace(b"new").unwrap();
        for at in 0..HEAD_BYTES + 3 {
            papers[1].text.lock().unwrap()[at] ^= 1;
            assert_eq!(place.read().unwrap().as_deref(), Some(&b"old"[..]), "byte {at}");
            papers[1].text.lock().unwrap()[at] ^= 1;
        }
    }
}
