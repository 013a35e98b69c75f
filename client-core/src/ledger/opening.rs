//! Keys while items are taken in: learnt from records, looked for where an item needs one, waited for where it is not here.

use taizhang_wire::{Control, ControlBody, DocId};

use super::{Core, receive::Pass};
use crate::{
    Error,
    guard::Need,
    seal::DocKeys,
    store::{self, held_back, keys},
};

/// Set while sealed items were passed over for want of any key.
pub(super) const PASSED_OVER: &str = "passed over";

impl Pass<'_> {
    /// Takes the keys that a record of the directory holds for this device; what waits for one is tried again.
    pub(super) fn learn_office_keys(&mut self, record: &Control) -> Result<(), Error> {
        if self.core.learn_office_keys(self.tx, record)? {
            for waiting in held_back::unpark_for_keys(self.tx)?.into_iter().rev() {
                self.queue.push_front(waiting);
            }
        }
        match &record.body {
            _ if self.core.identity.authority.is_none() => Ok(()),
            ControlBody::Claim(claim) => self.core.share_later_keys(self.tx, self.now_ms, claim),
            ControlBody::Delegation(_) | ControlBody::Approval(_) => {
                self.core.share_with_delegates(self.tx, self.now_ms)
            }
            _ => Ok(()),
        }
    }

    /// Keeps keys of a document that were just opened.
    pub(super) fn learn_doc_keys(&mut self, doc: DocId, opened: &DocKeys) -> Result<(), Error> {
        let before = match self.working.get(&doc) {
            Some(working) => working.keys.clone(),
            None => keys::doc_keys(self.tx, doc)?,
        };
        let mut is_new = false;
        for (key_id, key) in opened.iter().filter(|(key_id, _)| !before.holds(*key_id)) {
            keys::put_doc_key(self.tx, doc, key_id, key)?;
            self.unpark(&Need::key(doc, key_id))?;
            is_new = true;
        }
        if is_new && let Some(working) = self.working.get_mut(&doc) {
            working.keys = keys::doc_keys(self.tx, doc)?;
        }
        Ok(())
    }

    /// Looks for a key that an item needs among the document's records, where it was not opened when they came: the
    /// office's key was not here then.
    pub(super) fn open_late(&mut self, doc: DocId, key_id: u32) -> Result<(), Error> {
        let working = self.work_on(doc)?;
        if key_id != 0 && !working.keys.holds(key_id) {
            let late = self.core.late_keys_for(self.tx, doc, key_id)?;
            let opened = late.get(&self.core.office_secrets).clone();
            self.learn_doc_keys(doc, &opened)?;
        }
        Ok(())
    }

    /// Whether a sealed item is left alone: a new device reads all that its office ever got before it comes to the
    /// invitation that holds its keys, far more than the waiting room holds. It reads that again then.
    pub(super) fn passes_over(&mut self, doc: &DocId, key_id: u32, from_relay: bool) -> bool {
        let keyless = key_id != 0 && from_relay && self.core.office_secrets.is_empty();
        if keyless {
            tracing::debug!(%doc, "a sealed item was passed over until a key is here");
            self.passed_over = true;
        }
        keyless
    }

    /// Writes down that something was passed over.
    pub(super) fn note_passed_over(&self) -> Result<(), Error> {
        if self.passed_over {
            store::set_meta(self.tx, PASSED_OVER, &[])?;
        }
        Ok(())
    }
}

impl Core {
    /// Whether there is a key now, and something was passed over while there was none; it is asked once.
    pub(super) fn may_begin_again(&self, tx: &rusqlite::Connection) -> Result<bool, Error> {
        let begins = !self.office_secrets.is_empty() && store::meta(tx, PASSED_OVER)?.is_some();
        if begins {
            store::remove_meta(tx, PASSED_OVER)?;
        }
        Ok(begins)
    }
}
