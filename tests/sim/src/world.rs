//! The world of one run: devices, relay, network and clock, and the queue of what happens next. The simulator decides
//! the order of everything; the ledgers, engines and the log are the real ones.

use std::collections::{BTreeMap, BTreeSet};

use taizhang_client::engine::{Effect, EngineConfig, Event, NetError};
use taizhang_model::{DisputeRule, StaffId};
use taizhang_wire::{Cursor, DocId, FeedPage, LiveNotice, Position, PushAnswers};

use crate::{
    Failure,
    county::{APART, BUREAU, SECOND, county},
    device::{Asked, Device},
    plan::{Fault, Plan},
    plant::Plant,
    relay::Relay,
    rng::Rng,
    trace::{Teller, Trace},
    truth::Truth,
};

/// A request's time limit.
const TIMEOUT_MS: u64 = 10_000;
/// How long a live stream may be silent before its device takes it for dead.
const SILENCE_MS: u64 = 30_000;

/// What a device asks of the relay.
#[derive(Clone, Debug)]
pub(crate) enum Request {
    Pull { cursor: Option<Cursor>, items_max: usize },
    Push(Vec<Vec<u8>>),
    Doc { doc: DocId, after: Position },
    Live,
    CloseLive,
}

/// What the relay says to a device.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    Page(Result<Box<FeedPage>, NetError>),
    Answers(Result<Box<PushAnswers>, NetError>),
    LiveOpened,
    Notice(LiveNotice),
    LiveClosed(NetError),
}

/// Something that happens.
pub(crate) enum Happening {
    AtRelay { device: usize, call: u64, wall_ms: i64, request: Request },
    AtDevice { device: usize, boot: u64, call: u64, reply: Reply },
    Timeout { device: usize, boot: u64, call: u64 },
    Store { device: usize, boot: u64, job: Effect },
    Wake { device: usize, boot: u64, at_ms: u64 },
    Commit { boot: u64 },
    StartDevice { device: usize },
    StartRelay,
    EndCut { device: usize },
    EndDisk { device: Option<usize> },
    FinishRevocations,
}

pub(crate) struct World {
    pub(crate) plan: Plan,
    pub(crate) plant: Option<Plant>,
    pub(crate) rng: Rng,
    pub(crate) trace: Trace,
    pub(crate) now_ms: u64,
    pub(crate) relay: Relay,
    pub(crate) devices: Vec<Device>,
    pub(crate) truth: Truth,
    /// Who is no head any more, or has left.
    pub(crate) dismissed: BTreeSet<StaffId>,
    /// What was recorded in the end, and what contradicted itself.
    pub(crate) kinds: BTreeSet<String>,
    pub(crate) rules: BTreeSet<DisputeRule>,
    /// The faults that really struck.
    pub(crate) struck: BTreeMap<Fault, u64>,
    pub(crate) steps: u64,
    /// No more faults: everything is being put right.
    pub(crate) healing: bool,
    pub(crate) failure: Option<Failure>,
    /// Messages under way, commits and restarts due: what must be over before all is quiet.
    pub(crate) under_way: u64,
    queue: BTreeMap<(u64, u64), Happening>,
    order: u64,
    calls: u64,
    /// When the latest message of each link arrives, to see one overtaken.
    latest_ms: BTreeMap<(usize, bool), u64>,
}

impl World {
    pub(crate) fn new(seed: u64, plant: Option<Plant>, teller: Option<Teller>) -> Self {
        let county = county();
        let mut rng = Rng::new(seed);
        let plan = Plan::draw(&mut rng);
        let config = EngineConfig {
            page_items: plan.page_items,
            batch_items: plan.batch_items,
            poll_ms: 60_000,
            backoff_max_ms: 20_000,
            disk_retry_ms: 20_000,
            ..EngineConfig::default()
        };
        let mut devices = Vec::new();
        for (place, seat) in county.seats.iter().enumerate() {
            if [(SECOND, plan.second), (APART, plan.apart), (BUREAU, plan.bureau)].contains(&(place, false)) {
                continue;
            }
            let setup = (config.clone(), plant);
            let mut device =
                Device::new(seat.name, (seat.office, seat.staff), &seat.identity, &seat.image, setup, rng.fork());
            device.apart = place == APART;
            if plan.has(Fault::TwoVersions) && rng.one_in(2) {
                device.version_max = 1;
            }
            devices.push(device);
        }
        Self {
            relay: Relay::new(county, plant),
            devices,
            plan,
            plant,
            rng,
            trace: Trace::new(teller),
            now_ms: 0,
            truth: Truth::default(),
            dismissed: BTreeSet::new(),
            kinds: BTreeSet::new(),
            rules: BTreeSet::new(),
            struck: BTreeMap::new(),
            steps: 0,
            healing: false,
            failure: None,
            under_way: 0,
            queue: BTreeMap::new(),
            order: 0,
            calls: 0,
            latest_ms: BTreeMap::new(),
        }
    }

    pub(crate) fn say(&mut self, what: std::fmt::Arguments<'_>) {
        self.trace.say(self.now_ms, what);
    }

    pub(crate) fn strike(&mut self, fault: Fault) {
        *self.struck.entry(fault).or_default() += 1;
    }

    /// Notes what went wrong; the first is kept.
    pub(crate) fn fail(&mut self, invariant: &'static str, detail: String) {
        self.say(format_args!("FAILED {invariant}: {detail}"));
        let step = self.steps;
        self.failure.get_or_insert(Failure { invariant, step, detail });
    }

    pub(crate) fn later(&mut self, in_ms: u64, what: Happening) {
        self.order += 1;
        self.under_way += u64::from(what.keeps_busy());
        self.queue.insert((self.now_ms + in_ms, self.order), what);
    }

    /// Starts everything.
    pub(crate) fn begin(&mut self) {
        self.start_relay();
        for device in 0..self.devices.len() {
            self.start_device(device);
        }
        self.relay.take_image();
    }

    /// Lets the next thing happen. `false` where nothing is left to happen.
    pub(crate) fn step(&mut self) -> bool {
        let Some(((at_ms, _), what)) = self.queue.pop_first() else { return false };
        self.now_ms = self.now_ms.max(at_ms);
        self.steps += 1;
        self.under_way -= u64::from(what.keeps_busy());
        match what {
            Happening::AtRelay { device, call, wall_ms, request } => self.at_relay(device, call, wall_ms, request),
            Happening::AtDevice { device, boot, call, reply } => {
                if self.devices[device].boot == boot {
                    self.at_device(device, call, reply);
                }
            }
            Happening::Timeout { device, boot, call } => {
                if self.devices[device].boot == boot {
                    self.timed_out(device, call);
                }
            }
            Happening::Store { device, boot, job } => {
                if self.devices[device].boot == boot {
                    self.store(device, job);
                }
            }
            Happening::Wake { device, boot, at_ms } => {
                if self.devices[device].boot == boot && self.devices[device].wake_at_ms == Some(at_ms) {
                    self.devices[device].wake_at_ms = None;
                    self.tell(device, Event::Tick);
                }
            }
            Happening::Commit { boot } => {
                if self.relay.boot == boot {
                    self.commit();
                }
            }
            Happening::StartDevice { device } => self.start_device(device),
            Happening::StartRelay => self.start_relay(),
            Happening::EndCut { device } => {
                (self.devices[device].cut_in, self.devices[device].cut_out) = (false, false);
                self.say(format_args!("{} has its network again", self.devices[device].name.clone()));
                self.tell(device, Event::NetworkUp);
            }
            Happening::EndDisk { device } => self.end_disk(device),
            Happening::FinishRevocations => self.finish_revocations(),
        }
        true
    }

    /// Tells a device's engine, and begins what it wants done.
    pub(crate) fn tell(&mut self, device: usize, event: Event) {
        let now_ms = self.now_ms;
        let Some(engine) = &mut self.devices[device].engine else { return };
        let effects = engine.handle(now_ms, event);
        if effects.len() > 8 {
            self.fail("I7", format!("{} effects of one event", effects.len()));
        }
        for effect in effects {
            self.carry_out(device, effect);
        }
    }

    fn carry_out(&mut self, at: usize, effect: Effect) {
        let boot = self.devices[at].boot;
        match effect {
            Effect::Pull { cursor, max_items } => {
                self.ask(at, Some(Asked::Pull), Request::Pull { cursor, items_max: max_items });
            }
            Effect::Push(batch) => {
                let items = self.devices[at].batches.get(&batch).map(|request| request.items.clone());
                let items = items.unwrap_or_default().into_iter().map(|item| item.into_vec()).collect();
                self.ask(at, Some(Asked::Push(batch)), Request::Push(items));
            }
            Effect::FetchDoc { doc, after } => self.ask(at, Some(Asked::Doc(doc)), Request::Doc { doc, after }),
            Effect::OpenLive { .. } => {
                let call = self.calls + 1;
                self.devices[at].live = Some(call);
                self.ask(at, None, Request::Live);
            }
            Effect::CloseLive => {
                self.devices[at].live = None;
                self.ask(at, None, Request::CloseLive);
            }
            Effect::WakeAt { at_ms } => {
                self.devices[at].wake_at_ms = Some(at_ms);
                let in_ms = at_ms.saturating_sub(self.now_ms);
                self.later(in_ms, Happening::Wake { device: at, boot, at_ms });
            }
            Effect::CorrectClock { relay_now_ms } => {
                let device = &mut self.devices[at];
                device.correction_ms = relay_now_ms - device.wall_ms(self.now_ms);
            }
            // The administrator's device has everything: it asks the relay what it has of who was shut out.
            Effect::Settled if at == 0 && self.devices.iter().any(|device| device.revoked) => {
                self.later(1, Happening::FinishRevocations);
            }
            Effect::Settled => {}
            Effect::GaveUp { code } => {
                let name = self.devices[at].name.clone();
                self.say(format_args!("{name} gives up: {code}"));
            }
            job @ (Effect::Receive(_)
            | Effect::ReceiveDoc { .. }
            | Effect::TakeBatch { .. }
            | Effect::RecordAnswers(..)) => {
                let in_ms = self.rng.below(3);
                self.later(in_ms, Happening::Store { device: at, boot, job });
            }
        }
        if self.devices[at].pending.len() > 4 {
            self.fail("I7", "more than four requests of one device".into());
        }
    }

    /// Sends a request, and sets its time limit.
    fn ask(&mut self, at: usize, asked: Option<Asked>, request: Request) {
        self.calls += 1;
        let call = self.calls;
        let device = &mut self.devices[at];
        let (boot, wall_ms) = (device.boot, device.wall_ms(self.now_ms) + device.correction_ms);
        if let Some(asked) = asked {
            device.pending.insert(call, asked);
        }
        if !matches!(request, Request::CloseLive) {
            self.later(TIMEOUT_MS, Happening::Timeout { device: at, boot, call });
        }
        for delay_ms in self.travel(at, true) {
            let request = request.clone();
            self.later(delay_ms, Happening::AtRelay { device: at, call, wall_ms, request });
        }
    }

    /// Sends something to a device. `false` where it is lost.
    pub(crate) fn reply(&mut self, at: usize, call: u64, reply: &Reply) -> bool {
        let boot = self.devices[at].boot;
        let delays = self.travel(at, false);
        for delay_ms in &delays {
            let reply = self.tampered(at, reply.clone());
            self.later(*delay_ms, Happening::AtDevice { device: at, boot, call, reply });
        }
        !delays.is_empty()
    }

    /// How long a message travels; nothing where it is lost, twice where it is doubled.
    fn travel(&mut self, at: usize, out: bool) -> Vec<u64> {
        let (drop_one_in, duplicate_one_in) = (self.plan.drop_one_in, self.plan.duplicate_one_in);
        let device = &self.devices[at];
        if if out { device.cut_out } else { device.cut_in } {
            self.strike(Fault::PartitionOneWay);
            return Vec::new();
        }
        if !self.healing && self.rng.one_in(drop_one_in) {
            self.strike(Fault::Drop);
            return Vec::new();
        }
        let copies = if !self.healing && self.rng.one_in(duplicate_one_in) { 2 } else { 1 };
        if copies == 2 {
            self.strike(Fault::Duplicate);
        }
        let longest_ms = if self.healing { 20 } else { self.plan.delay_max_ms };
        let mut delays = Vec::new();
        for _ in 0..copies {
            let delay_ms = self.rng.between(1, longest_ms.max(2));
            let latest_ms = self.latest_ms.entry((at, out)).or_default();
            if self.now_ms + delay_ms < *latest_ms && self.plan.on.contains(&Fault::Reorder) {
                *self.struck.entry(Fault::Reorder).or_default() += 1;
            }
            *latest_ms = (*latest_ms).max(self.now_ms + delay_ms);
            delays.push(delay_ms);
        }
        delays
    }

    fn at_device(&mut self, at: usize, call: u64, reply: Reply) {
        let device = &mut self.devices[at];
        let event = match reply {
            Reply::Page(result) => match device.pending.remove(&call) {
                Some(Asked::Pull) => Event::Pulled(result),
                Some(Asked::Doc(doc)) => Event::DocFetched { doc, result },
                Some(asked @ Asked::Push(_)) => {
                    device.pending.insert(call, asked);
                    return;
                }
                None => return,
            },
            Reply::Answers(result) => match device.pending.remove(&call) {
                Some(Asked::Push(_)) => Event::Pushed(result),
                _ => return,
            },
            Reply::LiveOpened if device.live == Some(call) => Event::LiveOpened,
            Reply::Notice(notice) if device.live == Some(call) => Event::LiveNotice(notice),
            Reply::LiveClosed(error) if device.live == Some(call) => {
                device.live = None;
                Event::LiveClosed(error)
            }
            _ => return,
        };
        self.tell(at, event);
    }

    fn timed_out(&mut self, at: usize, call: u64) {
        let device = &mut self.devices[at];
        let event = match device.pending.remove(&call) {
            Some(Asked::Pull) => Event::Pulled(Err(NetError::Timeout)),
            Some(Asked::Doc(doc)) => Event::DocFetched { doc, result: Err(NetError::Timeout) },
            Some(Asked::Push(batch)) if self.plant == Some(Plant::ForgetOutboxOnAckLoss) => {
                let count = device.batches.get(&batch).map_or(0, |request| request.items.len());
                let answers = PushAnswers { answers: vec![taizhang_wire::Answer::Stored; count] };
                Event::Pushed(Ok(Box::new(answers)))
            }
            Some(Asked::Push(_)) => Event::Pushed(Err(NetError::Timeout)),
            None => {
                let is_open = device.engine.as_ref().is_some_and(|engine| engine.status().live);
                if device.live != Some(call) || is_open {
                    return;
                }
                device.live = None;
                Event::LiveClosed(NetError::Timeout)
            }
        };
        self.tell(at, event);
    }

    /// Tells the open streams of an office how far its feed reaches. One that cannot be reached is dead, and its device
    /// finds out by the silence.
    pub(crate) fn notify(&mut self, office: taizhang_model::OfficeId, head: Position) {
        let Some(Cursor { epoch, .. }) = self.relay.head(office) else { return };
        let streams: Vec<(usize, u64)> = self.relay.streams.iter().map(|(at, call)| (*at, *call)).collect();
        for (at, call) in streams {
            if self.devices[at].office != office {
                continue;
            }
            if !self.reply(at, call, &Reply::Notice(LiveNotice { epoch, head })) {
                self.relay.streams.remove(&at);
                self.break_stream(at, call);
            }
        }
    }

    /// A live stream that died without a word.
    pub(crate) fn break_stream(&mut self, at: usize, call: u64) {
        let boot = self.devices[at].boot;
        let reply = Reply::LiveClosed(NetError::Timeout);
        self.later(SILENCE_MS, Happening::AtDevice { device: at, boot, call, reply });
    }
}

impl Happening {
    /// Whether all is not quiet while this is to come.
    const fn keeps_busy(&self) -> bool {
        !matches!(self, Self::Timeout { .. } | Self::Wake { .. })
    }
}
