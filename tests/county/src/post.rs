//! How what one desk wrote comes to another: the relay's own log, in memory, and pushes and pages as over the network.

use anyhow::{Context as _, bail};
use jiff::Timestamp;
use taizhang_model::OfficeId;
use taizhang_relay::log::{Caller, Log as _, Read as _, SqliteLog, SqliteOptions};
use taizhang_wire::{Answer, Cursor, Epoch, PublicKey, PushAnswers, limits};

use crate::desk::Desk;

/// The relay of the county.
pub(crate) struct Post {
    log: SqliteLog,
    epoch: Epoch,
}

impl Post {
    /// An empty relay.
    pub(crate) fn new(authority: PublicKey) -> anyhow::Result<Self> {
        let epoch = Epoch([0xc0; 16]);
        let log = SqliteLog::open(":memory:".as_ref(), SqliteOptions::default(), authority, epoch)
            .context("cannot open a relay in memory")?;
        Ok(Self { log, epoch })
    }

    /// Brings what nobody but its bringer may: a county's first records, or a claim on an invitation.
    pub(crate) fn bring(&mut self, from: Caller, now: Timestamp, items: &[&[u8]]) -> anyhow::Result<()> {
        let answers = self.log.append(from, now.as_millisecond(), items)?;
        self.log.commit()?;
        match answers.iter().find(|answer| !answer.is_held()) {
            None => Ok(()),
            Some(answer) => bail!("the relay refused a record: {answer:?}"),
        }
    }

    /// Sends everything that a desk has not sent.
    pub(crate) fn push(&mut self, desk: &mut Desk, now: Timestamp) -> anyhow::Result<()> {
        let caller = Caller::Device(desk.ledger.identity().device());
        while let Some(out) = desk.ledger.take_batch(limits::BATCH_ITEMS_MAX, limits::BODY_BYTES_MAX / 2)? {
            let items: Vec<&[u8]> = out.request.items.iter().map(|item| item.as_slice()).collect();
            let answers = self.log.append(caller, now.as_millisecond(), &items)?;
            self.log.commit()?;
            if let Some(Answer::Refused { code, .. }) = answers.iter().find(|answer| !answer.is_held()) {
                bail!("the relay refused what {} sent: {code}", desk.name);
            }
            desk.ledger.answered(now.as_millisecond(), out.batch, &PushAnswers { answers })?;
        }
        desk.unsent = false;
        Ok(())
    }

    /// Takes in everything that waits for a desk.
    pub(crate) fn pull(&self, desk: &mut Desk, now: Timestamp) -> anyhow::Result<()> {
        let head = self.log.head(desk.office)?;
        while desk.cursor.is_none_or(|cursor| cursor.after < head) {
            let page = self.log.page(desk.office, desk.cursor, limits::PAGE_ITEMS_MAX, limits::PAGE_BYTES_TARGET)?;
            let received = desk.ledger.receive(now.as_millisecond(), &page)?;
            if received.quarantined > 0 {
                bail!("{} put {} sound items into quarantine", desk.name, received.quarantined);
            }
            desk.cursor = Some(Cursor { epoch: self.epoch, after: page.next });
        }
        Ok(())
    }

    /// Every item that an office may read, in the order of its feed.
    pub(crate) fn everything_for(&self, office: OfficeId) -> anyhow::Result<Vec<Vec<u8>>> {
        let (mut items, mut cursor) = (Vec::new(), None);
        loop {
            let page = self.log.page(office, cursor, limits::PAGE_ITEMS_MAX, limits::PAGE_BYTES_TARGET)?;
            cursor = Some(Cursor { epoch: page.epoch, after: page.next });
            items.extend(page.entries.into_iter().map(|entry| entry.item));
            if !page.more {
                return Ok(items);
            }
        }
    }
}
