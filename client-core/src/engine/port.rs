//! The other side of the engine: what the store does when the engine says so. The ledger implements it over SQLite,
//! and the simulator calls it just as the driver does.

use std::{cell::RefCell, rc::Rc};

use taizhang_wire::{Cursor, DocId, FeedPage, PushAnswers, PushRequest};

/// A batch that was taken out of the outbox to be pushed. The store gives the numbers.
pub type BatchId = u64;

/// Where the store stands when an engine starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// How far the feed has been read; `None` where nothing was read yet.
    pub cursor: Option<Cursor>,
    /// Whether the outbox holds something that may be pushed.
    pub outbox_waiting: bool,
}

/// What came of receiving one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiveSummary {
    /// The feed's cursor as it now stands on disk.
    pub cursor: Cursor,
    /// Whether it was put back to the beginning, because only now has the device the key to what it passed over.
    pub begins_again: bool,
    /// Documents whose content changed.
    pub changed: usize,
    /// Records of the directory that were taken in: who belongs to the county, what they may do, what it has set.
    pub records: usize,
    /// Whether the outbox holds something that may be pushed.
    pub outbox_waiting: bool,
    /// Documents that have to be fetched change by change, because a snapshot of theirs was unsound. A store repeats
    /// what it still wants: the engine's queue is bounded and forgets what does not fit.
    pub wants_docs: Vec<DocId>,
    /// Whether the page began a new epoch of the relay.
    pub epoch_changed: bool,
    /// Whether the page was not taken in, because it does not follow what was asked for.
    pub refused: bool,
}

/// What came of recording a push's answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnswerSummary {
    /// Whether the outbox holds something that may be pushed.
    pub outbox_waiting: bool,
    /// Whether at least one item left the outbox or was set aside, so that the next batch is another one.
    pub made_progress: bool,
    /// Whether the device's history had forked, so that its unsent edits were written anew.
    pub forked: bool,
    /// Whether the feed should be read before the next push.
    pub pull_first: bool,
}

/// The store could not do it; nothing of it was kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct StoreFailure {
    /// Whether the disk is full: trying again soon would not help.
    pub disk_full: bool,
    /// What happened, for the person.
    pub message: String,
}

/// What the engine needs of a store. Each call is one short transaction: it is on disk whole when it returns, or it
/// never was. `now_ms` is the device's wall clock, in milliseconds since 1970.
pub trait SyncPort {
    /// Where the store stands.
    ///
    /// # Errors
    /// [`StoreFailure`].
    fn start(&mut self) -> Result<Start, StoreFailure>;

    /// Takes in a page of the feed: content and cursor together. The cursor becomes the page's epoch and `next`, even
    /// where that is less than before: then, as with a new epoch, the relay has lost something that may be offered again.
    ///
    /// # Errors
    /// [`StoreFailure`]; the cursor has not moved then.
    fn receive(&mut self, now_ms: i64, page: &FeedPage) -> Result<ReceiveSummary, StoreFailure>;

    /// Takes in a page of one document's own items. The feed's cursor does not move.
    ///
    /// # Errors
    /// [`StoreFailure`].
    fn receive_doc(&mut self, now_ms: i64, doc: DocId, page: &FeedPage) -> Result<ReceiveSummary, StoreFailure>;

    /// Takes in a page of the county's directory, which was fetched before the feed. The feed's cursor passes nothing: there
    /// the same records come again.
    ///
    /// # Errors
    /// [`StoreFailure`].
    fn receive_directory(&mut self, now_ms: i64, page: &FeedPage) -> Result<(), StoreFailure>;

    /// The outbox's next items, in an order in which each follows what it builds on; `None` where nothing waits.
    /// At least one item is given, even where it alone exceeds `max_bytes`. The items stay in the outbox until they
    /// are answered; a batch that is never answered is as if it had not been taken.
    ///
    /// # Errors
    /// [`StoreFailure`].
    fn take_batch(
        &mut self,
        max_items: usize,
        max_bytes: usize,
    ) -> Result<Option<(BatchId, PushRequest)>, StoreFailure>;

    /// Records the relay's answers to a batch: what it holds leaves the outbox, what it refused for good is set aside
    /// and shown, what has to wait stays.
    ///
    /// # Errors
    /// [`StoreFailure`]; the batch is pushed again then, and the relay answers that it holds it.
    fn answered(&mut self, now_ms: i64, batch: BatchId, answers: &PushAnswers) -> Result<AnswerSummary, StoreFailure>;

    /// Whether another process has put something into the outbox since the last call.
    ///
    /// # Errors
    /// [`StoreFailure`].
    fn poll_local(&mut self) -> Result<bool, StoreFailure>;
}

/// A store that a shell uses as well, between the engine's calls. None of them is held over a wait, so a shell on the same
/// thread finds it free.
impl<P: SyncPort> SyncPort for Rc<RefCell<P>> {
    fn start(&mut self) -> Result<Start, StoreFailure> {
        self.borrow_mut().start()
    }

    fn receive(&mut self, now_ms: i64, page: &FeedPage) -> Result<ReceiveSummary, StoreFailure> {
        self.borrow_mut().receive(now_ms, page)
    }

    fn receive_doc(&mut self, now_ms: i64, doc: DocId, page: &FeedPage) -> Result<ReceiveSummary, StoreFailure> {
        self.borrow_mut().receive_doc(now_ms, doc, page)
    }

    fn receive_directory(&mut self, now_ms: i64, page: &FeedPage) -> Result<(), StoreFailure> {
        self.borrow_mut().receive_directory(now_ms, page)
    }

    fn take_batch(
        &mut self,
        max_items: usize,
        max_bytes: usize,
    ) -> Result<Option<(BatchId, PushRequest)>, StoreFailure> {
        self.borrow_mut().take_batch(max_items, max_bytes)
    }

    fn answered(&mut self, now_ms: i64, batch: BatchId, answers: &PushAnswers) -> Result<AnswerSummary, StoreFailure> {
        self.borrow_mut().answered(now_ms, batch, answers)
    }

    fn poll_local(&mut self) -> Result<bool, StoreFailure> {
        self.borrow_mut().poll_local()
    }
}
