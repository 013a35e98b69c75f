//! The replay: everything that an office may read comes to a device of it that knows nothing yet, shuffled, in parts, and
//! some of it again. Then the new devices are scored, and beside them the desks at which the year was recorded.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, ensure};
use jiff::civil::date;
use taizhang_client::CaseFilter;
use taizhang_model::OfficeId;
use taizhang_wire::{Bundle, Cursor, DocId, Epoch, FeedEntry, FeedPage, Item, write_bundle};

use crate::{
    desk::{Desk, morning},
    dice::Dice,
    score::Scorer,
    world::World,
    year::{Replayed, Truth},
};

/// Items within which the order is lost: no network holds one back for longer, and a waiting room holds as many.
const SHUFFLED_AT_ONCE: usize = 800;
/// Items of one delivery, at most.
const DELIVERY_MOST: usize = 300;
/// One delivery in so many comes a second time.
const REPEATED_ONE_IN: usize = 3;

/// Replays everything and scores it. `progress` is told how many replicas of how many are done.
pub(crate) fn run(
    world: &mut World,
    truth: &Truth,
    mut dice: Dice,
    mut progress: impl FnMut(usize, usize),
) -> anyhow::Result<Replayed> {
    let names = crate::year::names(world)?;
    let name_of = |office| names.iter().find(|(one, _)| *one == office).map_or("", |(_, name)| name.as_str());
    let all = world.replicas.len() + world.desks.len();
    let below: BTreeMap<OfficeId, BTreeSet<OfficeId>> = names
        .iter()
        .map(|(upper, _)| {
            let within = names.iter().map(|(office, _)| *office).filter(|office| world.is_within(*office, *upper));
            (*upper, within.collect())
        })
        .collect();
    let mut scorer = Scorer::new(truth);
    let mut delivered = 0;
    for (at, replica) in world.replicas.iter_mut().enumerate() {
        let items = world.post.everything_for(replica.office)?;
        scorer.never_brought(replica, &documents(&items));
        // What an office hears of a case that it may not read any more comes from the relay alone.
        let left = truth.cases.iter().any(|case| case.left.contains(&replica.office));
        let carried = at % 2 == 0 && !left;
        delivered += deliver(replica, items, &mut dice, carried)
            .with_context(|| format!("{} could not take in what it was brought", replica.name))?;
        let status = replica.ledger.status()?;
        ensure!(
            status.waiting == 0 && status.quarantined == 0,
            "{}: {} sound items wait and {} are in quarantine",
            replica.name,
            status.waiting,
            status.quarantined
        );
        scorer.score(replica, name_of(replica.office), &below[&replica.office])?;
        progress(at + 1, all);
    }
    // The desks have heard of everything in the order in which it happened, and what they wrote themselves before that.
    for (at, desk) in world.desks.iter_mut().enumerate() {
        scorer.score(desk, name_of(desk.office), &below[&desk.office])?;
        progress(world.replicas.len() + at + 1, all);
    }
    let Scorer { compared, mismatches, .. } = scorer;
    Ok(Replayed { replicas: all, delivered, compared, mismatches })
}

/// Brings items to a device, by bundles or by pages of a feed. Gives how many it was brought.
fn deliver(replica: &mut Desk, mut items: Vec<Vec<u8>>, dice: &mut Dice, carried: bool) -> anyhow::Result<usize> {
    items.chunks_mut(SHUFFLED_AT_ONCE).for_each(|items| shuffle(items, dice));
    let now = morning(date(2026, 12, 21), 0).as_millisecond();
    let county = replica.ledger.county().context("an enrolled device knows its county")?;
    let epoch = Epoch([0xce; 16]);
    let (mut at, mut delivered, mut position) = (0, 0, 0);
    let mut looked_at = items.len() / 2;
    while at < items.len() {
        if at >= looked_at {
            looked_at = usize::MAX;
            every_case_reads(replica)?;
        }
        let some = dice.between(1, DELIVERY_MOST).min(items.len() - at);
        let part = &items[at..at + some];
        for _ in 0..if dice.one_in(REPEATED_ONE_IN) { 2 } else { 1 } {
            delivered += part.len();
            if carried {
                let bundle = write_bundle(&Bundle { county, items: part.to_vec() });
                replica.ledger.import_bundle(now, &bundle, |_, _| {})?;
            } else {
                let first = position + 1;
                position += part.len() as u64;
                let entries = (first..).zip(part).map(|(position, item)| FeedEntry { position, item: item.clone() });
                let page = FeedPage { epoch, entries: entries.collect(), next: position, more: true };
                replica.ledger.receive(now, &page)?;
            }
        }
        at += some;
    }
    if !carried {
        // The last page says that nothing follows: what still waits would have to be fetched.
        let page = FeedPage { epoch, entries: Vec::new(), next: position, more: false };
        replica.ledger.receive(now, &page)?;
        replica.cursor = Some(Cursor { epoch, after: position });
    }
    Ok(delivered)
}

/// The documents that some items are about.
fn documents(items: &[Vec<u8>]) -> BTreeSet<DocId> {
    let document = |item: &Vec<u8>| match Item::decode(item).ok()? {
        Item::Envelope(envelope) => Some(envelope.doc),
        Item::Snapshot(snapshot) => Some(snapshot.doc),
        Item::Control(control) => control.doc(),
    };
    items.iter().filter_map(document).collect()
}

/// Half of everything is there, in any order: whatever can be seen of a case can be read.
fn every_case_reads(replica: &mut Desk) -> anyhow::Result<()> {
    for line in replica.ledger.list(&CaseFilter { limit: usize::MAX >> 1, ..CaseFilter::default() })? {
        replica.ledger.view(line.id)?;
    }
    Ok(())
}

/// Loses the order of what cases say. The records of the directory and of audiences keep theirs and come first, as in
/// every feed and bundle: what reaches an office before the record that lets it in is not for that office.
fn shuffle(items: &mut [Vec<u8>], dice: &mut Dice) {
    items.sort_by_key(|item| !is_control(item));
    let records = items.partition_point(|item| is_control(item));
    dice.shuffle(&mut items[records..]);
}

fn is_control(item: &[u8]) -> bool {
    matches!(Item::decode(item), Ok(Item::Control(_)))
}
