//! The clocks of a case (期限运行; DOMAIN 3.3): what happened goes in, the deadlines come out. It knows no acts and no
//! fold: whoever calls it says what an act means, and has settled already which acts count.
//!
//! A limit starts on a declared date, is judged by the configuration that the act which started it saw (K15), and:
//!
//! - on the legal clock it runs on whatever office takes the matter over: the duty goes along, the days do not begin again;
//! - on the holding clock it ends when another office takes the matter in hand, and begins anew there;
//! - a pause moves its last day by the days (working days, where it is counted in these) that it would have counted;
//! - an extension adds days up to the rule's cap.
//!
//! # Threads
//!
//! [`ClockEvent::thread`] names the act that an event answers: the supervision letter, the request for review, the
//! assignment. With it, an event meets, extends or pauses only what that act started (and what runs once in a case);
//! without it, it speaks for the whole case (an extension: for what runs once in it). What closes a matter for everybody
//! (a reply, an acceptance, a closing, a withdrawal) is given without.
//!
//! The cost is linear in the events, times the logarithm of their number.

use std::collections::BTreeMap;

use jiff::{Span, civil::Date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Calendar, Clock, Config, CountMode, DeadlineRule, Due, Event, PauseKind, Per, Sense, Unit, calendar::last_day,
};
use crate::{ActId, ConfigVersion, OfficeId};
use pauses::Pauses;

mod pauses;

/// Something that clocks take note of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockEvent {
    /// What happened.
    pub what: What,
    /// The act by which it did.
    pub act: ActId,
    /// The office that owes what this starts; of [`Event::Held`], the office that holds the matter now. None: nobody of
    /// this ledger, so that nothing starts here.
    pub office: Option<OfficeId>,
    /// The declared date.
    pub on: Date,
    /// The act that this answers; none: it speaks for the whole case.
    pub thread: Option<ActId>,
    /// The last day, where the act names one.
    pub until: Option<Date>,
    /// The configuration that the act was judged by.
    pub config: ConfigVersion,
}

/// What a clock may take note of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// A step that starts or meets limits.
    Happened(Event),
    /// The clocks that this stops stand still from this day on.
    Paused(PauseKind),
    /// They run again from this day on: those paused by the act in `thread`, or all.
    Resumed,
    /// This many days more.
    Extended(u16),
}

/// A time limit the case stands under (期限).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// The rule: `accept-15d`.
    pub rule: String,
    /// What people call it.
    pub name: String,
    /// Where the rule is written.
    pub basis: String,
    /// The clock it runs on.
    pub clock: Clock,
    /// Whether an office owes it, or somebody may use it.
    pub sense: Sense,
    /// The configuration it is judged by.
    pub config: ConfigVersion,
    /// Whose duty it is.
    pub office: OfficeId,
    /// The act that started the clock.
    pub starts_by: ActId,
    /// The declared date it started on; that day is not counted.
    pub starts_on: Date,
    /// The last day; none where nobody can say.
    pub due: Option<Date>,
    /// It does not end before this day, even where `due` is not known yet.
    pub at_earliest: Option<Date>,
    /// The year whose table is missing.
    pub unknown_year: Option<i16>,
    /// Whether the configuration itself is not known here: the rule is then named as the built-in one has it.
    pub unknown_rules: bool,
    /// From this day on it is due soon.
    pub warn_on: Option<Date>,
    /// Days by which it was extended.
    pub extended_days: u16,
    /// Days for which it stood still, as it counts them.
    pub paused_days: u32,
    /// Whether it stands still now: `due` is then the earliest there can be.
    pub paused_now: bool,
    /// The act that met it.
    pub met_by: Option<ActId>,
    /// The declared date of that act.
    pub met_on: Option<Date>,
}

/// How a deadline stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineState {
    /// A duty's day has passed.
    Late,
    /// This is the last day.
    DueToday,
    /// Its larger part has passed.
    Soon,
    /// There is time.
    OnTime,
    /// It stands still.
    Paused,
    /// Its last day is not known: a calendar or a configuration is missing.
    Unknown,
    /// A right's day has passed unused.
    Lapsed,
    /// It was met, in time or not: see [`Deadline::met_late`].
    Met,
}

impl Deadline {
    /// Acceptance is decided and told in writing within 15 days (Art. 23).
    pub const ACCEPT: &str = "accept-15d";
    /// The matter is handled and answered within 60 days of acceptance (Art. 34).
    pub const HANDLE: &str = "handle-60d";

    /// How it stands on a day.
    #[must_use]
    pub fn state(&self, today: Date) -> DeadlineState {
        match self.due {
            _ if self.met_on.is_some() => DeadlineState::Met,
            _ if self.paused_now => DeadlineState::Paused,
            None => DeadlineState::Unknown,
            Some(due) if today > due && self.sense == Sense::Right => DeadlineState::Lapsed,
            Some(due) if today > due => DeadlineState::Late,
            Some(due) if today == due => DeadlineState::DueToday,
            Some(_) if self.warn_on.is_some_and(|warn| warn <= today) => DeadlineState::Soon,
            Some(_) => DeadlineState::OnTime,
        }
    }

    /// Whether it was met after its last day.
    #[must_use]
    pub fn met_late(&self) -> bool {
        matches!((self.met_on, self.due), (Some(met), Some(due)) if met > due)
    }
}

/// The deadlines of a case, in the order in which they started. `events` in the order of the case's timeline.
#[must_use]
pub fn run<'a>(events: &[ClockEvent], rules_of: impl Fn(ConfigVersion) -> Option<&'a Config>) -> Vec<Deadline> {
    let mut engine = Engine::default();
    for event in events {
        match event.what {
            What::Happened(happened) => {
                engine.meet(event, happened);
                if happened != Event::Held || engine.hand_over(event) {
                    engine.start(event, happened, rules_of(event.config));
                }
                engine.seen.entry(happened).or_insert((event.act, event.on));
            }
            What::Paused(kind) => engine.pauses.pause(event, kind),
            What::Resumed => engine.pauses.resume(event),
            What::Extended(days) => engine.extend(event, days),
        }
    }
    let pauses = engine.pauses.merged();
    engine.running.iter().map(|running| running.deadline(&pauses)).collect()
}

/// A limit that was started.
struct Running<'a> {
    rule: &'a DeadlineRule,
    /// None: the configuration is not known here.
    calendar: Option<&'a Calendar>,
    config: ConfigVersion,
    office: OfficeId,
    starts_by: ActId,
    starts_on: Date,
    until: Option<Date>,
    thread: Option<ActId>,
    extended: u32,
    met: Option<(ActId, Date)>,
}

#[derive(Default)]
struct Engine<'a> {
    running: Vec<Running<'a>>,
    /// Those that run once in the case.
    of_case: Vec<usize>,
    /// By what would meet them and in which thread: none, the act that started them, the act that this one answered.
    /// Emptied when it does.
    waiting: BTreeMap<(Option<ActId>, Event), Vec<usize>>,
    /// Those that may be extended, by their threads.
    extendable: BTreeMap<ActId, Vec<usize>>,
    /// The first event of each kind.
    seen: BTreeMap<Event, (ActId, Date)>,
    /// Those that whoever holds the matter owes: once in the case, and each handling anew.
    going_along: Vec<usize>,
    holder: Option<OfficeId>,
    holding: Vec<usize>,
    pauses: Pauses,
}

impl<'a> Engine<'a> {
    fn start(&mut self, event: &ClockEvent, happened: Event, config: Option<&'a Config>) {
        let Some(office) = event.office else { return };
        let rules = config.map_or_else(|| &Config::builtin().deadlines, |config| &config.deadlines);
        for rule in rules.iter().filter(|rule| rule.trigger == happened) {
            let until = event.until.filter(|_| rule.declared);
            let again = rule.per == Per::Case && self.of_case.iter().any(|at| self.running[*at].rule.id == rule.id);
            if again || rule.length == 0 && until.is_none() {
                continue;
            }
            let at = self.running.len();
            let mut met = None;
            if rule.per == Per::Case || rule.trigger == Event::Reopened {
                self.going_along.push(at);
            }
            if rule.per == Per::Case {
                self.of_case.push(at);
                // Of two acts that had not seen each other, the answer may stand before the question.
                let seen = rule.met_by.iter().filter_map(|event| self.seen.get(event));
                met = seen.filter(|(_, on)| *on >= event.on).min_by_key(|(act, on)| (*on, *act)).copied();
            }
            for thread in [Some(event.act), event.thread.filter(|thread| *thread != event.act)].into_iter().flatten() {
                for event in &rule.met_by {
                    self.waiting.entry((Some(thread), *event)).or_default().push(at);
                }
                if rule.extendable > 0 {
                    self.extendable.entry(thread).or_default().push(at);
                }
            }
            for event in &rule.met_by {
                self.waiting.entry((None, *event)).or_default().push(at);
            }
            if rule.clock == Clock::Holding {
                self.holding.push(at);
            }
            self.running.push(Running {
                rule,
                calendar: config.map(|config| &config.calendar),
                config: event.config,
                office,
                starts_by: event.act,
                starts_on: event.on,
                until,
                thread: event.thread,
                extended: 0,
                met,
            });
        }
    }

    fn meet(&mut self, event: &ClockEvent, happened: Event) {
        let Self { running, of_case, waiting, .. } = self;
        let answered = waiting.remove(&(event.thread, happened)).unwrap_or_default();
        let of_case = of_case.iter().copied().filter(|at| running[*at].rule.met_by.contains(&happened));
        let of_case: Vec<_> = of_case.collect();
        for at in answered.into_iter().chain(of_case) {
            running[at].met.get_or_insert((event.act, event.on));
        }
    }

    /// Another office holds the matter now. False: it is the same one.
    fn hand_over(&mut self, event: &ClockEvent) -> bool {
        let Some(office) = event.office.filter(|office| self.holder != Some(*office)) else { return false };
        self.holder = Some(office);
        for at in self.holding.drain(..) {
            self.running[at].met.get_or_insert((event.act, event.on));
        }
        let Self { running, going_along, .. } = self;
        going_along.retain(|at| running[*at].met.is_none());
        going_along.iter().for_each(|at| running[*at].office = office);
        true
    }

    fn extend(&mut self, event: &ClockEvent, days: u16) {
        let Self { running, of_case, extendable, .. } = self;
        let mut extend = |at: usize| {
            let Running { extended, rule, .. } = &mut running[at];
            *extended = (*extended + u32::from(days)).min(u32::from(rule.extendable));
            *extended < u32::from(rule.extendable)
        };
        of_case.iter().for_each(|at| _ = extend(*at));
        if let Some(of_thread) = event.thread.and_then(|thread| extendable.get_mut(&thread)) {
            of_thread.retain(|at| !of_case.contains(at) && extend(*at));
        }
    }
}

impl Running<'_> {
    fn deadline(&self, pauses: &pauses::Merged) -> Deadline {
        let Self { rule, met, .. } = self;
        let counted = self.calendar.map(|calendar| self.count(calendar, pauses));
        let due = counted.as_ref().map(|counted| counted.due);
        let day = due.and_then(Due::on);
        Deadline {
            rule: rule.id.clone(),
            name: rule.name.clone(),
            basis: rule.basis.clone(),
            clock: rule.clock,
            sense: rule.sense,
            config: self.config,
            office: self.office,
            starts_by: self.starts_by,
            starts_on: self.starts_on,
            due: day,
            at_earliest: due.map(Due::at_earliest),
            unknown_year: due.and_then(|due| match due {
                Due::UnknownYear { year, .. } => Some(year),
                Due::On(_) => None,
            }),
            unknown_rules: self.calendar.is_none(),
            warn_on: day.map(|day| self.warn_on(day)),
            extended_days: u16::try_from(self.extended).unwrap_or(u16::MAX),
            paused_days: counted.as_ref().map_or(0, |counted| counted.paused_days),
            paused_now: counted.is_some_and(|counted| counted.paused_now),
            met_by: met.map(|(act, _)| act),
            met_on: met.map(|(_, on)| on),
        }
    }

    fn count(&self, calendar: &Calendar, pauses: &pauses::Merged) -> Counted {
        let mut counted = Counted { due: self.ends(0, calendar), paused_days: 0, paused_now: false };
        let threads = [Some(self.starts_by), self.thread.filter(|thread| *thread != self.starts_by)];
        for stop in pauses.stops(&self.rule.pause_kinds, threads, self.starts_on) {
            // What begins after the last day, or after it was met, stops nothing.
            let met_on = self.met.map(|(_, on)| on);
            if stop.from > counted.due.at_earliest() || met_on.is_some_and(|met_on| stop.from > met_on) {
                break;
            }
            let Some(to) = stop.to.or(met_on) else {
                counted.paused_now = true;
                break;
            };
            counted.paused_days += self.counted_days(stop.from, to, calendar);
            counted.due = self.ends(counted.paused_days, calendar);
        }
        counted
    }

    fn ends(&self, paused_days: u32, calendar: &Calendar) -> Due {
        let (rule, more) = (self.rule, self.extended + paused_days);
        match self.until {
            Some(until) if rule.unit == Unit::WorkingDay => {
                last_day(until, 0, more, rule.unit, rule.count_mode, calendar)
            }
            Some(until) => last_day(until, 0, more, Unit::Day, CountMode::Plain, calendar),
            None => last_day(self.starts_on, rule.length, more, rule.unit, rule.count_mode, calendar),
        }
    }

    /// The days from `from` until before `to` that the limit would have counted.
    fn counted_days(&self, from: Date, to: Date, calendar: &Calendar) -> u32 {
        let first = from.max(self.starts_on.tomorrow().unwrap_or(Date::MAX));
        match self.rule.unit {
            Unit::WorkingDay => calendar.working_days_in(first, to),
            Unit::Day | Unit::Month => u32::try_from((to - first).get_days()).unwrap_or(0),
        }
    }

    fn warn_on(&self, due: Date) -> Date {
        let days = i64::from((due - self.starts_on).get_days());
        let until_warned = (days * i64::from(self.rule.warn_at_percent) + 99) / 100;
        self.starts_on.saturating_add(Span::new().days(until_warned.max(0))).min(due)
    }
}

struct Counted {
    due: Due,
    paused_days: u32,
    paused_now: bool,
}

#[cfg(test)]
mod tests;
