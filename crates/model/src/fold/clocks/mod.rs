//! Days (期限; DOMAIN 2, 3.3): what the acts of a case mean to its clocks, which [`crate::config::clocks`] runs.
//!
//! An act that counts becomes one or more events on the day it declares, never on a device's clock, judged by the
//! configuration its author saw (K15). Acts without effect, and those that people decided against, are left out. What
//! was replaced keeps its place in the story (the matter *was* assigned), but names no day any more.

mod steps;

use jiff::civil::Date;

use super::{court::Settled, docket::Docket, rules::Extensions, standing::Standing};
use crate::{
    ActId, Deadline, DutyView, Effect, HandlingView, IntakeView, LinksView, OfficeId,
    act::{Accept, ActBody, Extend, InBody},
    causality::Ranks,
    config::{
        Event, PauseKind,
        clocks::{ClockEvent, What, run},
    },
    date_in_china, flag,
};

/// What other parts of the fold found, that days depend on.
pub(super) struct Facts<'v> {
    pub(super) settled: &'v Settled,
    pub(super) extensions: &'v Extensions,
    /// What opened the case again.
    pub(super) reopeners: &'v [usize],
    pub(super) intake: &'v IntakeView,
    pub(super) duty: &'v DutyView,
    pub(super) handling: &'v HandlingView,
    pub(super) links: &'v LinksView,
}

/// The rank of the acceptance that starts the clock of handling: of those that nobody decided against and that saw no
/// other, the earliest day.
pub(super) fn accepted_by(docket: &Docket<'_>, settled: &Settled) -> Option<usize> {
    let accepts: Vec<usize> =
        docket.ranks::<Accept>().iter().copied().filter(|rank| !settled.against.has(*rank)).collect();
    firsts(docket, &accepts).min_by_key(|rank| (docket.acts[*rank].effective_on, *rank))
}

/// Those of `ranks`, ascending, that saw no other of them.
fn firsts<'r>(docket: &'r Docket<'_>, ranks: &'r [usize]) -> impl Iterator<Item = usize> + 'r {
    let mut given = Ranks::default();
    ranks.iter().for_each(|rank| given.add(*rank));
    ranks.iter().copied().filter(move |rank| !docket.graph.seen(*rank).meets(&given))
}

/// The time limits of the case. Says in `standing` which declared days cannot be.
pub(super) fn deadlines(docket: &Docket<'_>, facts: &Facts<'_>, standing: &mut Standing) -> Vec<Deadline> {
    let mut sheet = Sheet { docket, standing, facts, lines: Vec::new() };
    sheet.intake();
    sheet.duty();
    sheet.handling();
    sheet.answers();
    sheet.closing();
    sheet.supervision();
    let lines = sheet.finish();
    flag_days(docket, &lines, standing);
    let events: Vec<ClockEvent> = lines.iter().map(|line| line.event).collect();
    run(&events, |version| docket.context.configs.get(version))
}

/// An event and the place of its act in the timeline.
struct Line {
    rank: usize,
    event: ClockEvent,
}

/// The events of a case, as they are gathered.
struct Sheet<'s, 'a> {
    docket: &'s Docket<'a>,
    standing: &'s Standing,
    facts: &'s Facts<'s>,
    lines: Vec<Line>,
}

impl<'a> Sheet<'_, 'a> {
    /// The acts of a kind that count, with their payloads.
    fn counting<T: InBody + 'a>(&self) -> Vec<(usize, &'a T)> {
        self.docket.of::<T>().filter(|(rank, _)| self.counts(*rank)).collect()
    }

    /// Those of them that no later act took the place of.
    fn holding<T: InBody + 'a>(&self) -> Vec<(usize, &'a T)> {
        self.counting::<T>().into_iter().filter(|(rank, _)| self.holds(*rank)).collect()
    }

    /// Whether an act had its effect, then at least.
    fn counts(&self, rank: usize) -> bool {
        self.standing.effect(rank) != Effect::NoEffect && !self.facts.settled.against.has(rank)
    }

    /// Whether no later act took its place.
    fn holds(&self, rank: usize) -> bool {
        self.standing.effect(rank) != Effect::Superseded
    }

    /// Whether people have to decide about it.
    fn disputed(&self, rank: usize) -> bool {
        self.standing.effect(rank) == Effect::Disputed
    }

    fn day(&self, rank: usize) -> Date {
        self.docket.acts[rank].effective_on
    }

    /// Something happened by an act: in its office, on its day, for the whole case, unless the caller says otherwise.
    fn happened(&mut self, rank: usize, event: Event) -> &mut ClockEvent {
        self.line(rank, What::Happened(event))
    }

    /// An office has the matter in hand from that day on.
    fn held(&mut self, rank: usize, office: OfficeId) {
        self.happened(rank, Event::Held).office = Some(office);
    }

    fn line(&mut self, rank: usize, what: What) -> &mut ClockEvent {
        let act = self.docket.acts[rank];
        let event = ClockEvent {
            what,
            act: act.id,
            office: Some(act.office),
            on: act.effective_on,
            thread: None,
            until: None,
            config: act.config,
        };
        self.lines.push(Line { rank, event });
        &mut self.lines.last_mut().expect("one was pushed").event
    }

    /// In the order of the timeline; what is said of the case as a whole at the end.
    fn finish(mut self) -> Vec<Line> {
        self.lines.sort_by_key(|line| line.rank);
        self.pauses();
        self.extensions();
        // What is opened again is owed by the office that has it in hand.
        let mut holder = None;
        for Line { event, .. } in &mut self.lines {
            match event.what {
                What::Happened(Event::Held) => holder = event.office,
                What::Happened(Event::Reopened) => event.office = holder.or(event.office),
                _ => {}
            }
        }
        self.lines
    }

    /// K4: what all extensions come to, as one; the acts alone would be added up.
    fn extensions(&mut self) {
        let Extensions { days, counted, .. } = self.facts.extensions;
        let last = self.docket.ranks::<Extend>().iter().rev().find(|rank| counted.has(**rank));
        if let Some(rank) = last {
            self.line(*rank, What::Extended(*days));
        }
    }

    fn pauses(&mut self) {
        for pause in &self.facts.handling.pauses {
            let Some(rank) = self.docket.graph.rank(pause.act).filter(|rank| self.counts(*rank)) else { continue };
            let kind = PauseKind::from(pause.kind);
            self.line(rank, What::Paused(kind)).on = pause.from;
            if let Some(to) = pause.to {
                let resumed = self.line(rank, What::Resumed);
                (resumed.on, resumed.thread) = (to, Some(pause.act));
            }
        }
    }
}

/// The day an act declares beside the one it carries itself.
fn declared_on(body: &ActBody) -> Option<Date> {
    match body {
        ActBody::Register(register) => Some(register.received_on),
        ActBody::Contact(contact) => Some(contact.received_on),
        ActBody::Withdraw(withdraw) => Some(withdraw.received_on),
        ActBody::Review(review) => Some(review.requested_on),
        ActBody::Link(link) => link.other_received_on,
        _ => None,
    }
}

/// Days that cannot be as they are declared: they are kept and counted from, but shown (DOMAIN 3.3).
fn flag_days(docket: &Docket<'_>, lines: &[Line], standing: &mut Standing) {
    for (rank, act) in docket.acts.iter().enumerate() {
        let made_on = date_in_china(act.made_at);
        if act.effective_on <= made_on && declared_on(&act.body).is_some_and(|day| day > made_on) {
            standing.flag(rank, flag::POSTDATED);
        }
    }
    let day_of = |act: ActId| docket.graph.rank(act).map(|rank| docket.acts[rank].effective_on);
    for Line { rank, event } in lines.iter().filter(|line| matches!(line.event.what, What::Happened(_))) {
        if event.until.is_some_and(|until| until < event.on) {
            standing.flag(*rank, flag::DUE_BEFORE_ITS_DAY);
        }
        if event.thread.filter(|thread| *thread != event.act).and_then(day_of).is_some_and(|asked| event.on < asked) {
            standing.flag(*rank, flag::DATED_BEFORE_WHAT_IT_ANSWERS);
        }
    }
}
