//! What comes in one piece from one place: a page of the feed, a document's own items, a bundle. Each is one transaction: its
//! content, what it says of the relay, and how far the feed has been read.

use taizhang_wire::{Cursor, DocId, FeedPage, Item};

use super::{Core, Ledger, conduct::Follows, devices::NOT_LET_IN, receive::Received};
use crate::{
    Error,
    store::{self, controls, docs, held_back},
};

impl Ledger {
    /// Takes in a page of the feed; content, read model and cursor are committed together.
    ///
    /// # Errors
    /// [`Error::Storage`]; the cursor has not moved then.
    pub fn receive(&mut self, now_ms: i64, page: &FeedPage) -> Result<Received, Error> {
        match self.read(|core, tx| core.follows(tx, page))? {
            Follows::Yes => {}
            Follows::Elsewhere => return Ok(Received::default()),
            Follows::No(code) => {
                self.write(|_, tx| Core::find(tx, now_ms, code))?;
                return Ok(Received { refused: true, ..Received::default() });
            }
        }
        let items: Vec<Vec<u8>> = page.entries.iter().map(|entry| entry.item.clone()).collect();
        let (items, done) = self.carefully(now_ms, items, true)?;
        let (received, stands) = self.write(|core, tx| {
            let old = store::cursor(tx)?;
            // A page that ends before our cursor is of a log that lost its end, whether or not it says so.
            let new_epoch = old.is_some_and(|old| old.epoch != page.epoch || page.next < old.after);
            if new_epoch {
                controls::offer_all_again(tx)?;
                docs::offer_all_again(tx)?;
                // What the relay answered before it went back may be on its way still: it holds no longer.
                core.batches.clear();
                store::set_meta(tx, "recovering", &page.epoch.0)?;
                core.begin_epoch(tx, now_ms, old, page)?;
            }
            let items = items.into_iter().zip(&page.entries).map(|(item, entry)| held_back::Waiting {
                item,
                from_relay: true,
                position: Some(entry.position),
            });
            let mut received = core.take_in_waiting(tx, now_ms, items, Some(page.epoch))?;
            received.add(done);
            received.new_epoch = new_epoch;
            // Once this device has a key, what it had to pass over before is read from the beginning.
            received.begins_again = core.may_begin_again(tx)?;
            let after = if received.begins_again { 0 } else { page.next };
            let cursor = Cursor { epoch: page.epoch, after };
            store::set_cursor(tx, cursor)?;
            core.page_taken(tx, now_ms, &received, cursor, page.more)?;
            store::remove_meta(tx, NOT_LET_IN)?;
            if !page.more && store::meta(tx, "recovering")?.is_some() {
                for doc in docs::lost_by_relay(tx)? {
                    docs::set_snapshot_due(tx, doc)?;
                }
                store::remove_meta(tx, "recovering")?;
            }
            if !page.more {
                // The relay's log lacks nothing that a change in it builds on: what still waits was damaged on its way.
                for doc in held_back::docs_waiting_for_changes(tx)? {
                    docs::want(tx, doc)?;
                }
            }
            store::remove_meta(tx, "trying")?;
            Ok((received, cursor))
        })?;
        self.core.conduct.stands = Some(Some(stands));
        Ok(received)
    }

    /// Takes in the items of one document, fetched one by one because its snapshot was unsound.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn receive_doc(&mut self, now_ms: i64, doc: DocId, page: &FeedPage) -> Result<Received, Error> {
        let items: Vec<Vec<u8>> = page.entries.iter().map(|entry| entry.item.clone()).collect();
        let (items, done) = self.carefully(now_ms, items, true)?;
        self.write(|core, tx| {
            let mut received = core.take_in_items(tx, now_ms, items, true)?;
            received.add(done);
            core.doc_page_taken(tx, now_ms, doc, page, &received)?;
            if !page.more {
                docs::unwant(tx, doc)?;
            }
            store::remove_meta(tx, "trying")?;
            Ok(received)
        })
    }

    /// Takes in a page of the county's directory, which a device that was just let in fetches before the feed. Nothing but
    /// records of the directory is looked at, and the feed is read from where it would have been: there they come again.
    /// Where the feed was read in another epoch, the page says nothing.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn receive_directory(&mut self, now_ms: i64, page: &FeedPage) -> Result<Received, Error> {
        let cursor = self.read(|_, tx| Ok(store::cursor(tx)?))?;
        if cursor.is_some_and(|cursor| cursor.epoch != page.epoch) {
            return Ok(Received::default());
        }
        let is_of_directory = |item: &&Vec<u8>| {
            let item = Item::decode_up_to(item, self.core.version_max);
            matches!(item, Ok(Item::Control(control)) if control.doc().is_none())
        };
        let items: Vec<_> = page.entries.iter().map(|entry| &entry.item).filter(is_of_directory).cloned().collect();
        let (items, done) = self.carefully(now_ms, items, true)?;
        let (cursor, received) = self.write(|core, tx| {
            // The relay holds these in this epoch: if its log begins anew before the feed is read, they are offered to it.
            let cursor = store::cursor(tx)?.unwrap_or(Cursor { epoch: page.epoch, after: 0 });
            store::set_cursor(tx, cursor)?;
            let mut received = core.take_in_items(tx, now_ms, items, true)?;
            received.add(done);
            store::remove_meta(tx, "trying")?;
            Ok((cursor, received))
        })?;
        self.core.conduct.stands = Some(Some(cursor));
        Ok(received)
    }

    /// Takes in items that did not come from the relay.
    pub(crate) fn receive_carried(&mut self, now_ms: i64, items: Vec<Vec<u8>>) -> Result<Received, Error> {
        let (items, done) = self.carefully(now_ms, items, false)?;
        self.write(|core, tx| {
            let mut received = core.take_in_items(tx, now_ms, items, false)?;
            received.add(done);
            store::remove_meta(tx, "trying")?;
            Ok(received)
        })
    }

    /// Writes down that these items are about to be tried. Where an earlier process died on such a batch, they are taken
    /// in one by one, each written down by name before: the one that kills is found, and after so many deaths put aside.
    /// Gives the items that are still to be taken in, and what came of the others.
    fn carefully(
        &mut self,
        now_ms: i64,
        items: Vec<Vec<u8>>,
        from_relay: bool,
    ) -> Result<(Vec<Vec<u8>>, Received), Error> {
        let mut done = Received::default();
        if items.is_empty() {
            return Ok((items, done));
        }
        let died = self.write(|_, tx| {
            let died = store::meta(tx, "trying")?.is_some();
            store::set_meta(tx, "trying", b"batch")?;
            Ok(died)
        })?;
        if !died {
            return Ok((items, done));
        }
        for item in items {
            self.write(|_, tx| Ok(held_back::suspect(tx, &item)?))?;
            let received = self.write(|core, tx| {
                let received = core.take_in_items(tx, now_ms, vec![item.clone()], from_relay)?;
                if !held_back::is_convicted(tx, &item)? {
                    held_back::clear_suspect(tx, &item)?;
                }
                Ok(received)
            });
            if received.is_err() {
                // The disk failed and the process lives: that is no death. Where this fails too, it counts as one.
                let _ = self.write(|_, tx| Ok(held_back::unsuspect(tx, &item)?));
            }
            done.add(received?);
        }
        Ok((Vec::new(), done))
    }
}

impl Received {
    fn add(&mut self, more: Self) {
        self.changed.extend(more.changed);
        self.quarantined += more.quarantined;
        self.parked += more.parked;
        self.known += more.known;
        self.records += more.records;
        self.new_epoch |= more.new_epoch;
        self.forked |= more.forked;
        self.begins_again |= more.begins_again;
        self.refused |= more.refused;
    }
}
