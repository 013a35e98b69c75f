//! Where the fuzz targets come in: parsers and the guard, without keys, storage or network. No shell uses it.
//!
//! A panic that the guard would catch in production counts here: in a browser nothing is caught.

use taizhang_wire::SealedKey;

use crate::{
    doc::{
        CaseDoc, ParsedChange, check_shape,
        chunk::{self, ChunkLimits},
    },
    seal::{self, Secret},
};

pub use crate::doc::chunk::fuzz as chunk;

/// Reads bytes as a live stream, cut in two.
#[cfg(feature = "net")]
pub fn events(bytes: &[u8]) {
    crate::net::fuzz_events(bytes);
}

/// Opens bytes as sealed content and as a sealed key, and seals them. What was sealed opens again, and nothing of it when a
/// bit is altered.
///
/// # Panics
/// Where that does not hold.
pub fn sealed(bytes: &[u8]) {
    let (key, about) = (Secret::new([7; 32]), b"about");
    let _ = seal::open_content(&key, about, bytes);
    if let Some(sealed) = bytes.first_chunk::<80>() {
        let _ = seal::open_secret(&key, about, &SealedKey(*sealed));
    }
    let mut sealed = seal::seal_content(&key, about, bytes, [9; 24]);
    assert_eq!(seal::open_content(&key, about, &sealed).as_deref(), Ok(bytes), "what was sealed opens");
    let at = bytes.len() % sealed.len();
    sealed[at] ^= 1;
    assert!(seal::open_content(&key, about, &sealed).is_err(), "what was altered does not");
}

/// One case, to try changes on.
pub struct Bench(CaseDoc);

impl Bench {
    /// A case from its changes, each after what it builds on.
    ///
    /// # Panics
    /// Where they are not those of a case.
    #[must_use]
    pub fn new(changes: &[Vec<u8>]) -> Self {
        let first = ParsedChange::read(&changes[0]).expect("a change");
        check_shape(None, &first).expect("a first change");
        let mut doc = CaseDoc::from_first_change(first).expect("a first change");
        doc.extend(changes[1..].iter().cloned()).expect("changes");
        Self(doc)
    }

    /// Judges bytes as a change of the case. What is let through must apply, and the document must load again.
    ///
    /// # Panics
    /// Where that does not hold.
    pub fn change(&self, bytes: &[u8]) {
        let Ok(change) = ParsedChange::read(bytes) else { return };
        let is_first = change.deps.is_empty();
        if !is_first && !change.deps.iter().all(|dep| self.0.has(*dep)) {
            return;
        }
        if self.0.has(change.hash) || check_shape((!is_first).then_some(&self.0), &change).is_err() {
            return;
        }
        let _ = change.acts();
        // Its actor's earlier changes are the guard's to know: here the actor must be new.
        let is_new = self.0.changes().is_some_and(|all| all.iter().all(|meta| meta.actor != change.actor));
        if !is_new || change.seq != 1 {
            return;
        }
        let next = if is_first { CaseDoc::from_first_change(change) } else { self.0.with_change(change) };
        next.expect("what passes the guard applies").loads_again().expect("and loads again");
    }
}

/// Reads bytes as a snapshot's document. What is measured as sound must load or be refused, and be readable.
pub fn document(bytes: &[u8]) {
    if chunk::document_shape(bytes, &ChunkLimits::default()).is_err() {
        return;
    }
    let Ok(doc) = CaseDoc::load(bytes) else { return };
    let _ = doc.record(taizhang_model::CaseId([0; 16]), taizhang_model::OfficeId([0; 16]));
    let _ = doc.history();
}
