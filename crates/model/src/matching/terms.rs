//! The terms under which a matter stands in an index, so that its candidates are found without reading every case.
//!
//! A term is a hash. It mixes numbers, names with places or categories, and pieces of the text, and nothing tells which of
//! these it came from: an index of terms cannot be listed by person.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use super::{
    MatterFacts,
    similarity::own_pairs,
    words::{names, normal, place},
};

/// An index term.
pub type Term = u64;

/// Most terms of one matter.
pub const TERMS_MAX: usize = 32;

/// Bands of the text, and how many least values make up one: a band is the same in two texts with the square of their likeness.
const BANDS: usize = 6;
const ROWS: usize = 2;

/// The terms of a matter. Two matters that [`score`](super::score) finds alike share at least one, nearly always: a number
/// of a person; a name with a place or with a category; or pieces of the text with the place.
#[must_use]
pub fn blocking_terms(facts: &MatterFacts) -> BTreeSet<Term> {
    let mut terms: BTreeSet<Term> = facts.keys.iter().take(8).map(|key| term("key", &[key.as_bytes()])).collect();
    let (place, subject) = (place(&facts.area), normal(&facts.subject));
    for name in names(&facts.petitioner).iter().take(8) {
        terms.insert(term("name and place", &[name.as_bytes(), place.as_bytes()]));
        terms.insert(term("name and category", &[name.as_bytes(), subject.as_bytes()]));
    }
    for (index, band) in bands(&normal(&facts.text)).into_iter().flatten().enumerate() {
        let index = u8::try_from(index).expect("a few bands");
        terms.insert(term("text and place", &[&[index], &band, place.as_bytes()]));
    }
    debug_assert!(terms.len() <= TERMS_MAX, "8 keys, 8 names twice, and the bands");
    terms
}

fn term(kind: &str, parts: &[&[u8]]) -> Term {
    let mut hash = Sha256::new();
    hash.update(kind.as_bytes());
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let hash: [u8; 32] = hash.finalize().into();
    u64::from_be_bytes(*hash.first_chunk().expect("32 bytes"))
}

/// MinHash: of each of some orderings of all pairs of characters, the first one that the text holds; a few of these together
/// are a band.
fn bands(normal: &str) -> Option<Vec<[u8; 16]>> {
    let number = |(one, other): (char, char)| u64::from(u32::from(one)) << 32 | u64::from(u32::from(other));
    let pairs: Vec<u64> = own_pairs(normal).into_iter().map(number).collect();
    if pairs.is_empty() {
        return None;
    }
    let least = |salt: u64| pairs.iter().map(|pair| mixed(*pair, salt)).min().expect("not empty");
    let band = |index: u64| {
        let mut band = [0; 8 * ROWS];
        for (row, bytes) in band.chunks_exact_mut(8).enumerate() {
            bytes.copy_from_slice(&least(index * ROWS as u64 + row as u64).to_be_bytes());
        }
        band
    };
    Some((0..BANDS as u64).map(band).collect())
}

/// The finisher of SplitMix64 over a salted value: an ordering that has nothing to do with the text.
const fn mixed(value: u64, salt: u64) -> u64 {
    let mut mixed = value.wrapping_add(salt.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 31
}
