//! What to do next, from the state alone. Events only change the state; every effect that begins something is
//! decided here, so that a rule such as "one pull at a time" stands in one place.

use taizhang_wire::Cursor;

use super::{Ahead, DocStep, Effect, Engine, LiveStep, Phase, PushStep, Storing, SyncError, Waiting, begins_anew};

impl Engine {
    pub(super) fn plan(&mut self, effects: &mut Vec<Effect>) {
        if self.phase != Phase::Running {
            return;
        }
        self.plan_storing(effects);
        self.plan_pull(effects);
        self.plan_push(effects);
        self.plan_live(effects);
        self.plan_docs(effects);
        self.plan_settled(effects);
        self.plan_wake(effects);
    }

    /// Pages go to the store one at a time; the feed before single documents.
    fn plan_storing(&mut self, effects: &mut Vec<Effect>) {
        if self.storing.is_some() {
            return;
        }
        if let Some(Ahead { from, page }) = self.ahead.take() {
            debug_assert_eq!(from, self.cursor, "a page is kept only while it follows the cursor");
            let next = Cursor { epoch: page.epoch, after: page.next };
            if begins_anew(from, &page) {
                self.may_push = false;
            }
            self.storing = Some(Storing::Feed { next, more: page.more });
            effects.push(Effect::Receive(page));
        } else if matches!(self.doc_step, DocStep::Fetched(_)) {
            let DocStep::Fetched(fetched) = std::mem::replace(&mut self.doc_step, DocStep::Storing) else { return };
            let Some(want) = self.docs.front() else { return };
            self.storing = Some(Storing::Doc { next: fetched.page.next, more: fetched.page.more });
            effects.push(Effect::ReceiveDoc { doc: want.doc, page: fetched.page });
        }
    }

    /// Whether the feed should be read, if its lane is open.
    fn wants_pull(&self) -> bool {
        let poll_due = self.config.live && self.poll_at_ms.is_some_and(|at_ms| self.now_ms >= at_ms);
        self.behind || self.repull || poll_due || self.is_noticed()
    }

    fn is_noticed(&self) -> bool {
        self.notice.is_some_and(|notice| {
            self.cursor.is_none_or(|cursor| cursor.epoch != notice.epoch || cursor.after < notice.head)
        })
    }

    fn plan_pull(&mut self, effects: &mut Vec<Effect>) {
        if self.pulling.is_some() || self.ahead.is_some() || !self.lanes.pull.is_open(self.now_ms) {
            return;
        }
        let wanted = match self.storing {
            Some(Storing::Feed { more, .. }) => more,
            _ => self.wants_pull(),
        };
        if !wanted {
            return;
        }
        let cursor = self.reading_from();
        // Whatever asked for a pull is answered by one that begins now.
        self.repull = false;
        self.notice = None;
        self.poll_at_ms = Some(self.now_ms.saturating_add(self.config.poll_ms));
        self.behind = true;
        self.pulling = Some(cursor);
        effects.push(Effect::Pull { cursor, max_items: self.config.page_items });
    }

    fn plan_push(&mut self, effects: &mut Vec<Effect>) {
        if self.push == PushStep::Idle && self.outbox_waiting && self.can_push() {
            self.push = PushStep::Taking;
            self.outbox_dirty = false;
            effects.push(Effect::TakeBatch { max_items: self.batch_items, max_bytes: self.config.batch_bytes });
        }
    }

    fn plan_live(&mut self, effects: &mut Vec<Effect>) {
        if !self.wants_live() || !self.lanes.live.is_open(self.now_ms) {
            return;
        }
        if let Some(cursor) = self.cursor {
            self.live = LiveStep::Opening;
            effects.push(Effect::OpenLive { cursor });
        }
    }

    fn wants_live(&self) -> bool {
        self.config.live && self.live == LiveStep::Closed && self.may_push
    }

    fn plan_docs(&mut self, effects: &mut Vec<Effect>) {
        if !self.wants_doc() || !self.lanes.doc.is_open(self.now_ms) {
            return;
        }
        if let Some(want) = self.docs.front() {
            self.doc_step = DocStep::Fetching;
            effects.push(Effect::FetchDoc { doc: want.doc, after: want.after });
        }
    }

    fn wants_doc(&self) -> bool {
        matches!(self.doc_step, DocStep::Idle) && !self.docs.is_empty() && self.may_push
    }

    fn plan_settled(&mut self, effects: &mut Vec<Effect>) {
        let busy = self.wants_pull()
            || self.pulling.is_some()
            || self.ahead.is_some()
            || self.storing.is_some()
            || !self.may_push
            || self.outbox_waiting
            || self.push != PushStep::Idle
            || !self.docs.is_empty();
        if !busy && !self.status.settled {
            effects.push(Effect::Settled);
        }
        self.status.settled = !busy;
    }

    /// When something that waits may be tried; what waits for an answer needs no time.
    fn retry_at_ms(&self) -> Option<u64> {
        let pull = self.pulling.is_none() && self.storing.is_none() && self.wants_pull();
        let push = self.push == PushStep::Idle && self.outbox_waiting && self.may_push;
        let lanes = [
            (pull, &self.lanes.pull),
            (push, &self.lanes.push),
            (self.wants_live(), &self.lanes.live),
            (self.wants_doc(), &self.lanes.doc),
        ];
        let due = lanes.into_iter().filter(|(wanted, _)| *wanted).map(|(_, lane)| lane.not_before_ms());
        due.filter(|at_ms| *at_ms > self.now_ms).min()
    }

    fn plan_wake(&mut self, effects: &mut Vec<Effect>) {
        let poll_at_ms = self.poll_at_ms.filter(|at_ms| self.config.live && *at_ms > self.now_ms);
        let Some(at_ms) = [self.retry_at_ms(), poll_at_ms].into_iter().flatten().min() else { return };
        if self.scheduled_ms != Some(at_ms) {
            self.scheduled_ms = Some(at_ms);
            effects.push(Effect::WakeAt { at_ms });
        }
    }

    /// Brings the status up to date.
    pub(super) fn describe(&mut self) {
        let lanes = [&self.lanes.pull, &self.lanes.push, &self.lanes.doc];
        let failures = lanes.into_iter().map(super::Lane::failures).max().unwrap_or(0);
        let retry_at_ms = if self.phase == Phase::Running { self.retry_at_ms() } else { None };
        let status = &mut self.status;
        if failures == 0 && self.lanes.live.failures() == 0 && status.connected {
            status.last_error = None;
        }
        let is_disk = matches!(&status.last_error, Some(SyncError::Store(failure)) if failure.disk_full);
        status.waiting = match self.phase {
            Phase::Stopped => Waiting::Stopped,
            Phase::GaveUp(code) => Waiting::Enrolment(code),
            _ if retry_at_ms.is_some() && is_disk => Waiting::Disk,
            _ if retry_at_ms.is_some() => Waiting::Retry,
            _ => Waiting::Nothing,
        };
        status.connected &= matches!(self.phase, Phase::Running);
        status.settled &= matches!(self.phase, Phase::Running);
        status.live = matches!(self.live, LiveStep::Open { .. });
        status.pulling = self.pulling.is_some() || self.ahead.is_some() || self.storing.is_some();
        status.pushing = self.push != PushStep::Idle;
        status.outbox_waiting = self.outbox_waiting;
        status.failures = failures;
        status.next_try_at_ms = retry_at_ms;
    }
}
