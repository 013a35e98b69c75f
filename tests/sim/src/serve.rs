//! The relay's side of the network: what its server does with a request, and what may happen to the answer on its way.

use taizhang_client::engine::NetError;
use taizhang_model::OfficeId;
use taizhang_wire::{Answer, Code, Cursor, DocId, FeedPage, LiveNotice, PushAnswers, limits};

use crate::{
    county::EPOCH_S,
    device::true_ms,
    plan::Fault,
    plant::Plant,
    relay::{Answered, content_of},
    world::{Happening, Reply, Request, World},
};

impl World {
    pub(crate) fn start_relay(&mut self) {
        self.relay.restarting = false;
        if self.relay.disk.is_crashed() {
            let seed = self.rng.next();
            self.relay.disk.restart(seed);
        }
        match self.relay.start() {
            Ok(()) => self.say(format_args!("relay is up")),
            Err(error) => self.relay_failed(&error),
        }
        self.relay_power();
        if self.relay.log.is_none() && !self.relay.restarting {
            self.relay.restarting = true;
            self.later(1_000, Happening::StartRelay);
        }
    }

    /// Sees whether the relay's machine went down in what it just did.
    pub(crate) fn relay_power(&mut self) {
        if !self.relay.disk.is_crashed() || self.relay.restarting {
            return;
        }
        self.strike(Fault::CrashRelay);
        self.say(format_args!("relay loses power"));
        self.relay_down();
    }

    /// The relay's program ends; it is started again after a while.
    pub(crate) fn relay_down(&mut self) {
        for (at, call) in std::mem::take(&mut self.relay.streams) {
            self.break_stream(at, call);
        }
        self.relay.stop();
        self.relay.restarting = true;
        let in_ms = self.rng.between(50, 5_000);
        self.later(in_ms, Happening::StartRelay);
    }

    fn relay_failed(&mut self, error: &taizhang_relay::Error) {
        if self.relay.disk.is_crashed() {
            return;
        }
        if error.is_disk_full() && self.relay.disk_full {
            self.strike(Fault::DiskFull);
        } else if self.relay.io_error {
            self.strike(Fault::IoError);
        } else {
            self.fail("storage", format!("the relay's sound disk failed: {error:?}"));
        }
    }

    pub(crate) fn at_relay(&mut self, at: usize, call: u64, wall_ms: i64, request: Request) {
        if self.relay.log.is_none() {
            self.refuse(at, call, &request, NetError::Unreachable);
            return;
        }
        let device = self.devices[at].identity().device();
        let office = match self.relay.caller(device) {
            Ok(office) => office,
            Err(code) => {
                if code == Code::Revoked {
                    self.strike(Fault::Revocation);
                }
                self.refuse(at, call, &request, NetError::status(code));
                return;
            }
        };
        let relay_now_ms = EPOCH_S * 1_000 + i64::try_from(self.now_ms).unwrap_or(i64::MAX / 2);
        if (wall_ms - relay_now_ms).abs() > limits::CLOCK_WINDOW_MS {
            let relay_now_ms = Some(relay_now_ms);
            let error = NetError::Status { code: Code::ClockSkew, relay_now_ms, retry_after_ms: None };
            self.refuse(at, call, &request, error);
            return;
        }
        let reads = !matches!(request, Request::Push(_));
        if reads && self.relay.commit_due && self.plant != Some(Plant::FeedPositionBeforeCommit) {
            // One connection serves writer and readers here: what is read has to be committed.
            self.commit();
        }
        if reads && self.relay.commit_due && !self.healing && self.rng.one_in(2) {
            // What was read too early is lost before its commit, as by any power cut.
            self.relay.disk.crash_at(self.relay.disk.writes());
        }
        match request {
            Request::Pull { cursor, items_max } => {
                let page = self.relay.page((device, office), cursor, items_max);
                self.tell_page(at, call, office, page);
            }
            Request::Doc { doc, after } => {
                let page = self.relay.doc(office, doc, after);
                self.tell_page(at, call, office, page);
            }
            Request::Push(items) => self.push(at, call, device, items),
            Request::Live => self.open_stream(at, call, office),
            Request::CloseLive => {
                self.relay.streams.remove(&at);
            }
        }
        self.relay_power();
    }

    fn refuse(&mut self, at: usize, call: u64, request: &Request, error: NetError) {
        let reply = match request {
            Request::Pull { .. } | Request::Doc { .. } => Reply::Page(Err(error)),
            Request::Push(_) => Reply::Answers(Err(error)),
            Request::Live => Reply::LiveClosed(error),
            Request::CloseLive => return,
        };
        self.reply(at, call, &reply);
    }

    fn tell_page(&mut self, at: usize, call: u64, office: OfficeId, page: Result<FeedPage, Code>) {
        let name = self.devices[at].name.clone();
        match page {
            Ok(page) => {
                let FeedPage { entries, next, more, .. } = &page;
                self.say(format_args!("relay to {name}: {} entries up to {next}, more: {more}", entries.len()));
                self.check_served(at, office, &page);
                self.reply(at, call, &Reply::Page(Ok(Box::new(page))));
            }
            Err(code) => {
                self.say(format_args!("relay to {name}: {code}"));
                self.reply(at, call, &Reply::Page(Err(NetError::status(code))));
            }
        }
    }

    /// I3, at the door: nothing of a case goes to an office that may not read it.
    fn check_served(&mut self, at: usize, office: OfficeId, page: &FeedPage) {
        let docs: std::collections::BTreeSet<DocId> =
            page.entries.iter().filter_map(|entry| content_of(&entry.item)).collect();
        for doc in docs {
            if self.relay.may_read(office, doc) == Some(false) {
                let name = self.devices[at].name.clone();
                self.fail("I3", format!("the relay serves {name} content of {doc}, which its office may not read"));
            }
        }
    }

    fn push(&mut self, at: usize, call: u64, device: taizhang_model::DeviceId, items: Vec<Vec<u8>>) {
        let name = self.devices[at].name.clone();
        self.say(format_args!("{name} pushes {} items", items.len()));
        if let Some(now) = self.relay.append((at, call), device, true_ms(self.now_ms), items) {
            self.answer(now);
        }
        if !self.relay.commit_due && !self.relay.is_idle() {
            self.relay.commit_due = true;
            let longest_ms = if self.plant == Some(Plant::FeedPositionBeforeCommit) { 400 } else { 8 };
            let in_ms = self.rng.between(1, longest_ms);
            let boot = self.relay.boot;
            self.later(in_ms, Happening::Commit { boot });
        }
    }

    pub(crate) fn commit(&mut self) {
        let (answered, advanced, failed) = self.relay.commit();
        if let Some(error) = failed {
            self.relay_failed(&error);
        }
        self.relay_power();
        if self.relay.log.is_none() {
            return;
        }
        let count = answered.len();
        self.say(format_args!("relay commits {count} pushes, {} feeds advance", advanced.len()));
        if self.plant != Some(Plant::AckBeforeFsync) {
            answered.into_iter().for_each(|answered| self.answer(answered));
        }
        for (office, head) in advanced {
            self.notify(office, head);
        }
    }

    fn answer(&mut self, Answered { device, call, answers }: Answered) {
        let reply = match answers {
            Ok(answers) => {
                let refused = |answer: &Answer| match answer {
                    Answer::Refused { code, .. } => Some(code.as_str()),
                    _ => None,
                };
                let codes: Vec<_> = answers.answers.iter().filter_map(refused).collect();
                let name = self.devices[device].name.clone();
                self.say(format_args!("relay to {name}: {} answers, refused: {codes:?}", answers.answers.len()));
                Reply::Answers(Ok(Box::new(PushAnswers { answers: answers.answers })))
            }
            Err(code) => Reply::Answers(Err(NetError::status(code))),
        };
        self.reply(device, call, &reply);
    }

    fn open_stream(&mut self, at: usize, call: u64, office: OfficeId) {
        let Some(Cursor { epoch, after: head }) = self.relay.head(office) else { return };
        self.relay.streams.insert(at, call);
        let opened = self.reply(at, call, &Reply::LiveOpened);
        let told = self.reply(at, call, &Reply::Notice(LiveNotice { epoch, head }));
        if !opened || !told {
            self.relay.streams.remove(&at);
            self.break_stream(at, call);
        }
    }

    /// What may become of an answer between relay and device: some bytes of one item, or its version.
    pub(crate) fn tampered(&mut self, at: usize, mut reply: Reply) -> Reply {
        let two_versions = self.plan.has(Fault::TwoVersions);
        let corrupt_one_in = if self.healing { 0 } else { self.plan.corrupt_one_in };
        let Reply::Page(Ok(page)) = &mut reply else { return reply };
        for entry in &mut page.entries {
            let Some(doc) = content_of(&entry.item) else { continue };
            let digest: u64 = entry.item.iter().map(|byte| u64::from(*byte)).sum();
            if two_versions && digest.is_multiple_of(4) {
                entry.item[0] = 2;
                if self.devices[at].version_max < 2 {
                    self.strike(Fault::TwoVersions);
                }
            }
            if self.rng.one_in(corrupt_one_in) {
                let place = self.rng.between(2, entry.item.len() as u64 - 1) as usize;
                entry.item[place] ^= 1 << self.rng.below(8);
                self.devices[at].corrupted.insert(doc);
                self.strike(Fault::CorruptBytes);
            }
        }
        reply
    }
}
