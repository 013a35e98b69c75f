//! The times at which clocks stand still: collected as they happen, then merged, so that two hearings at once count once.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{ClockEvent, PauseKind};
use crate::ActId;

/// From the first day that is not counted to the first that is again; none while it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stop {
    pub(super) from: Date,
    pub(super) to: Option<Date>,
}

struct Open {
    kind: PauseKind,
    act: ActId,
    thread: Option<ActId>,
    from: Date,
}

/// Pauses by the thread they are in (none: the whole case) and their kind.
type ByThread = BTreeMap<(Option<ActId>, PauseKind), Vec<Stop>>;

#[derive(Default)]
pub(super) struct Pauses {
    open: Vec<Open>,
    stops: ByThread,
}

/// The same, each list in order and without overlaps.
pub(super) struct Merged(ByThread);

impl Pauses {
    pub(super) fn pause(&mut self, event: &ClockEvent, kind: PauseKind) {
        self.open.push(Open { kind, act: event.act, thread: event.thread, from: event.on });
    }

    pub(super) fn resume(&mut self, event: &ClockEvent) {
        let Self { open, stops } = self;
        open.retain(|pause| {
            let lasts = event.thread.is_some_and(|thread| thread != pause.act && Some(thread) != pause.thread);
            if !lasts {
                let stop = Stop { from: pause.from, to: Some(event.on.max(pause.from)) };
                stops.entry((pause.thread, pause.kind)).or_default().push(stop);
            }
            lasts
        });
    }

    pub(super) fn merged(mut self) -> Merged {
        for pause in self.open {
            let stop = Stop { from: pause.from, to: None };
            self.stops.entry((pause.thread, pause.kind)).or_default().push(stop);
        }
        for stops in self.stops.values_mut() {
            *stops = merge(std::mem::take(stops));
        }
        Merged(self.stops)
    }
}

impl Merged {
    /// The most stops of one thread and kind that one limit is judged by.
    const MOST: usize = 64;

    /// When a limit of these threads, and of the case, stands still after its first day.
    pub(super) fn stops(&self, kinds: &[PauseKind], threads: [Option<ActId>; 2], starts_on: Date) -> Vec<Stop> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let threads = std::iter::once(None).chain(threads.into_iter().flatten().map(Some));
        let keys = threads.flat_map(|thread| kinds.iter().map(move |kind| (thread, *kind)));
        let lists = keys.filter_map(|key| self.0.get(&key));
        let after = lists.flat_map(|stops| {
            let first = stops.partition_point(|stop| stop.to.is_some_and(|to| to <= starts_on));
            stops[first..].iter().take(Self::MOST).copied()
        });
        merge(after.collect())
    }
}

fn merge(mut stops: Vec<Stop>) -> Vec<Stop> {
    stops.sort_unstable();
    let mut merged: Vec<Stop> = Vec::with_capacity(stops.len());
    for stop in stops {
        match merged.last_mut() {
            Some(Stop { to: None, .. }) => break,
            Some(Stop { to: Some(end), .. }) if stop.from <= *end => match stop.to {
                Some(to) => *end = (*end).max(to),
                None => merged.last_mut().expect("it was there").to = None,
            },
            _ => merged.push(stop),
        }
    }
    merged
}
