//! The year: which cases come in where, and everything that is made of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};

use anyhow::{Context as _, ensure};
use jiff::civil::{Date, date};
use serde::Serialize;
use taizhang_model::{Act, ActBody, ActId, CaseId, OfficeId, act::Note, metrics::Figures};

use crate::{
    days,
    desk::morning,
    dice::Dice,
    meant::Meant,
    papers::{self, Paper},
    plots::{Plot, Twins, play_twins},
    rates, replay,
    returns::Return,
    score::Mismatch,
    story::{Cast, Coming, Matter, Story},
    words::{self, TOPICS},
    world::{OFFICES_MAX, OFFICES_MIN, World},
};

/// Days of the year on which matters come in: late ones leave time for what becomes of them.
const COMING_DAYS: usize = 200;

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The seed.
    pub seed: u64,
    /// How many offices, from [`OFFICES_MIN`] to [`OFFICES_MAX`].
    pub offices: usize,
    /// How many cases, at least 1.
    pub cases: usize,
}

/// What was meant.
#[derive(Clone, Debug, Serialize)]
pub struct Truth {
    /// Every case.
    pub cases: Vec<Meant>,
    /// The figures of the cases that each office holds, by its name.
    pub rates: BTreeMap<String, Figures>,
    /// The return that some acts came too late for.
    pub issued: Option<Return>,
    /// Every entry of the register, that return among them.
    pub entries: Vec<Paper>,
}

/// A county that has lived through its year.
pub struct County {
    world: World,
    truth: Truth,
    acts: usize,
    seed: u64,
}

/// What a replay came to.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// Devices that took part.
    pub replicas: usize,
    /// Items that were delivered to them, repeated ones included.
    pub delivered: usize,
    /// What was compared.
    pub compared: usize,
    /// What was not as it was meant.
    pub mismatches: Vec<Mismatch>,
}

impl County {
    /// Lets a county live through its year. `progress` is told how many cases are done.
    ///
    /// # Errors
    /// Options out of their bounds; or somebody was refused what they were meant to do.
    pub fn live(options: Options, mut progress: impl FnMut(usize)) -> anyhow::Result<Self> {
        let Options { seed, offices, cases } = options;
        ensure!(
            (OFFICES_MIN..=OFFICES_MAX).contains(&offices),
            "a county has {OFFICES_MIN} to {OFFICES_MAX} offices, not {offices}"
        );
        ensure!(cases > 0, "a county has one case at least");
        let mut world = World::found(seed, offices)?;
        wrong_clocks(&mut world);
        let mut year = Year { dice: world.dice.fork(), world, cases: Vec::new(), left: 0 };
        while year.cases.len() < cases {
            year.next(cases - year.cases.len())?;
            progress(year.cases.len());
        }
        let Year { mut world, mut cases, .. } = year;
        let issued = Return::issue(&mut world, &mut cases)?;
        let mut entries = papers::write(&mut world, &cases)?;
        if let Some(issued) = &issued {
            let everybody = names(&mut world)?.into_iter().map(|(office, _)| office);
            entries.push(Paper::new(issued.entry, "period_report", everybody));
        }
        world.everybody_meets(morning(date(2026, 12, 20), 0))?;
        let acts = cases.iter().map(|case| case.acts).sum();
        let mut rates = BTreeMap::new();
        for (office, name) in names(&mut world)? {
            rates.insert(name, rates::of(cases.iter().filter(|case| case.audience.contains(&office))));
        }
        Ok(Self { world, truth: Truth { cases, rates, issued, entries }, acts, seed })
    }

    /// What was meant.
    #[must_use]
    pub const fn truth(&self) -> &Truth {
        &self.truth
    }

    /// How many acts were recorded.
    #[must_use]
    pub const fn acts(&self) -> usize {
        self.acts
    }

    /// How many devices hold the county: the desks at which it was recorded.
    #[must_use]
    pub const fn desks(&self) -> usize {
        self.world.desks.len()
    }

    /// Writes every act as it was recorded, one line of JSON each, case by case.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_acts(&mut self, to: &mut impl Write) -> anyhow::Result<()> {
        let county = &mut self.world.desks[self.world.county].ledger;
        for meant in &self.truth.cases {
            let record = county.record(meant.case).context("the county's head reads every case")?;
            ensure!(record.acts.len() == meant.acts, "{} holds other acts than were recorded", meant.number);
            let acts: BTreeMap<ActId, &Act> = record.acts.iter().map(|act| (act.id, act)).collect();
            for act in county.view(meant.case)?.timeline.iter().filter_map(|item| acts.get(&item.act)) {
                let mut line: serde_json::Value = serde_json::from_str(&act.to_json())?;
                line["id"] = act.id.to_string().into();
                line["case"] = meant.case.to_string().into();
                writeln!(to, "{line}")?;
            }
        }
        Ok(())
    }

    /// Takes everything to devices that know nothing yet, and compares.
    ///
    /// # Errors
    /// A device that cannot take in what it was brought.
    pub fn replay(mut self, progress: impl FnMut(usize, usize)) -> anyhow::Result<Replayed> {
        replay::run(&mut self.world, &self.truth, Dice::new(self.seed ^ 0x5eed), progress)
    }
}

/// The offices and their names.
pub(crate) fn names(world: &mut World) -> anyhow::Result<Vec<(OfficeId, String)>> {
    let directory = world.desks[world.county].ledger.directory()?;
    Ok(directory.offices.values().map(|office| (office.id, office.name.clone())).collect())
}

/// Some villages have a device whose clock nobody has set right.
fn wrong_clocks(world: &mut World) {
    const OFF_HOURS: &[i64] = &[0, -400 * 24, 9, 400 * 24];
    let clerks: Vec<usize> = world.towns.iter().flat_map(|town| &town.villages).map(|village| village.clerk).collect();
    for (nth, clerk) in clerks.into_iter().enumerate() {
        world.desks[clerk].clock_off = jiff::SignedDuration::from_hours(OFF_HOURS[nth % OFF_HOURS.len()]);
    }
}

/// A year under way.
struct Year {
    world: World,
    cases: Vec<Meant>,
    dice: Dice,
    /// Towns whose leaver has left.
    left: usize,
}

impl Year {
    /// One more case, or two of one plot.
    fn next(&mut self, room: usize) -> anyhow::Result<()> {
        let nth = self.cases.len();
        let (plots, twins) = (Plot::ALL.len(), Twins::ALL.len());
        // Two offices' worth of leavers, the new configuration, pairs: then everything else once, then by weight.
        match nth {
            0 => return self.once(|story| story.judged_by_an_older_version()),
            1 | 2 => {
                let town = self.left.min(self.world.towns.len() - 1);
                self.left += 1;
                return self.once_in(town, |story| story.left_meanwhile(nth == 2));
            }
            _ => {}
        }
        let pairs = (nth - 3) / 2;
        if pairs < twins && room >= 2 {
            return self.pair(Twins::ALL[pairs]);
        }
        let played = nth.saturating_sub(3 + 2 * twins);
        if played < plots {
            return self.play(Plot::ALL[played].0, true);
        }
        if room >= 2 && self.dice.one_in(25) {
            let twins = *self.dice.pick(Twins::ALL);
            return self.pair(twins);
        }
        let plot = self.drawn();
        self.play(plot, false)
    }

    fn drawn(&mut self) -> Plot {
        let all: usize = Plot::ALL.iter().map(|(_, weight)| weight).sum();
        let mut at = self.dice.below(all);
        for (plot, weight) in Plot::ALL {
            if at < *weight {
                return *plot;
            }
            at -= weight;
        }
        Plot::Resolved
    }

    fn play(&mut self, plot: Plot, thorough: bool) -> anyhow::Result<()> {
        let town = self.dice.below(self.world.towns.len());
        let mut coming = plot.coming(&mut self.dice);
        let mut cast = self.cast(town);
        if plot.comes_from_above() {
            cast.home = self.world.petition;
        } else if plot == Plot::AccusationFromBelow {
            cast.home = cast.village.as_ref().map_or(self.world.petition, |village| village.clerk);
        }
        let mut day = self.a_day();
        if plot == Plot::Backlog {
            let received = days::later(date(2025, 9, 1), i64::try_from(self.dice.below(100))?);
            for _ in 0..self.dice.between(1, 25) {
                let on = days::later(received, i64::try_from(self.dice.below(20))?);
                let text = words::sentence(&mut self.dice);
                coming.before.push((ActBody::Note(Note { text }), on));
            }
            day = received;
        }
        let mut story = self.story(cast, day, coming, None)?;
        story.thorough = thorough;
        if plot == Plot::Backlog {
            story.day = date(2026, 1, 12);
        }
        plot.play(&mut story).with_context(|| format!("in {} ({})", story.meant.number, plot.name()))?;
        let meant = story.meant;
        self.cases.push(meant);
        Ok(())
    }

    fn once(&mut self, play: impl FnOnce(&mut Story<'_>) -> anyhow::Result<()>) -> anyhow::Result<()> {
        self.once_in(0, play)
    }

    fn once_in(&mut self, town: usize, play: impl FnOnce(&mut Story<'_>) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let cast = self.cast(town);
        let (day, coming) = (self.a_day(), Plot::Handling.coming(&mut self.dice));
        let mut story = self.story(cast, day, coming, None)?;
        play(&mut story).with_context(|| format!("in {}", story.meant.number))?;
        let meant = story.meant;
        self.cases.push(meant);
        Ok(())
    }

    fn pair(&mut self, twins: Twins) -> anyhow::Result<()> {
        let town = self.dice.below(self.world.towns.len());
        let cast = self.cast(town);
        let (day, coming) = (self.a_day(), Plot::Registered.coming(&mut self.dice));
        let mut story = self.story(cast.clone(), day, coming, None)?;
        story.described()?;
        if twins == Twins::OneNumber {
            story.numbered_first()?;
        }
        let (mut first, matter, day) = (story.meant.clone(), story.matter.clone(), days::later(story.day, 4));
        let matter = twins.is_one_matter().then_some(matter);
        let again = Coming { again: true, ..Plot::Registered.coming(&mut self.dice) };
        let cast = Cast { home: self.world.petition, ..cast };
        let mut story = self.story(cast, day, again, matter)?;
        play_twins(twins, &mut first, &mut story).with_context(|| format!("in {}", story.meant.number))?;
        let second = story.meant;
        self.cases.extend([first, second]);
        Ok(())
    }

    fn story(&mut self, cast: Cast, day: Date, coming: Coming, matter: Option<Matter>) -> anyhow::Result<Story<'_>> {
        let place = cast.village.as_ref().map_or(&cast.town.name, |village| &village.name);
        let matter = matter.unwrap_or_else(|| Matter {
            topic: self.dice.pick(TOPICS),
            petitioner: words::name(&mut self.dice),
            area: words::place(&mut self.dice, place),
            amount: 1_000 * self.dice.between(2, 400) + self.dice.below(1_000),
        });
        let department = self.world.department.filter(|_| self.dice.one_in(5));
        let dice = self.dice.fork();
        let mut story = Story::register(&mut self.world, dice, cast, matter, day, coming)?;
        if let Some(department) = department {
            story.let_in(department)?;
        }
        Ok(story)
    }

    /// A village of a town where it has one, and who registers the matter.
    fn cast(&mut self, town: usize) -> Cast {
        let town = self.world.towns[town].clone();
        let village = if town.villages.is_empty() || self.dice.one_in(4) {
            None
        } else {
            Some(self.dice.pick(&town.villages).clone())
        };
        let home = match self.dice.below(10) {
            0 => self.world.petition,
            1..4 => town.clerk,
            _ => village.as_ref().map_or(town.clerk, |village| village.clerk),
        };
        Cast { home, town, village }
    }

    fn a_day(&mut self) -> Date {
        days::later(date(2026, 1, 5), i64::try_from(self.dice.below(COMING_DAYS)).expect("few"))
    }
}

/// Cases by their ids.
pub(crate) fn by_id(cases: &[Meant]) -> BTreeMap<CaseId, &Meant> {
    cases.iter().map(|case| (case.case, case)).collect()
}

/// The cases that an office holds.
pub(crate) fn held_by(cases: &[Meant], office: OfficeId) -> BTreeSet<CaseId> {
    cases.iter().filter(|case| case.audience.contains(&office)).map(|case| case.case).collect()
}

#[cfg(test)]
mod tests {
    use taizhang_model::Stage;

    use super::*;
    use crate::meant::Demand;

    /// A score that finds nothing proves nothing, unless it finds what was bent.
    #[test]
    fn a_truth_that_was_bent_is_noticed() {
        let mut county = County::live(Options { seed: 3, offices: 6, cases: 6 }, |_| {}).unwrap();
        let [first, second, third, ..] = &mut county.truth.cases[..] else { panic!("six cases") };
        first.stage = Stage::Draft;
        second.clocks.lengthen("handle-60d", 1);
        let petition = county.world.desks[county.world.petition].office;
        third.disputed("K7", petition, [petition]);
        first.charges[0].letter_no.push('号');
        let (act, from) = (first.charges[0].act, petition);
        first.demands.push(Demand { act, from, to: first.home, number: String::new(), due: None, answered_on: None });
        county.truth.entries[0].revisions += 1;
        let name = names(&mut county.world).unwrap().into_iter().find(|(office, _)| *office == petition).unwrap().1;
        county.truth.rates.get_mut(&name).unwrap().volume.cases += 1;

        let devices = |of: OfficeId| {
            let all = county.world.replicas.iter().chain(&county.world.desks);
            all.filter(|device| device.office == of).count()
        };
        let holders = |case: &Meant| case.audience.iter().map(|office| devices(*office)).sum::<usize>();
        let holders: Vec<usize> = county.truth.cases.iter().take(3).map(holders).collect();
        let (of_petition, everywhere) = (devices(petition), county.world.replicas.len() + county.world.desks.len());
        let found = county.replay(|_, _| {}).unwrap().mismatches;
        let mut noticed: BTreeMap<&str, usize> = BTreeMap::new();
        found.iter().for_each(|mismatch| *noticed.entry(mismatch.what).or_default() += 1);
        // The lists of the offices that are concerned.
        for list in ["due list", "roster", "supervision list", "inbox"] {
            assert!(noticed.remove(list) > Some(0), "{list}");
        }
        // On every device that holds the case, or the list with it; and nothing else.
        let (stage, deadlines, disputes) = (holders[0], holders[1], holders[2]);
        let expected = [
            ("stage", stage),
            ("deadlines", deadlines),
            ("disputes", disputes),
            ("cases in dispute", disputes),
            ("rates", of_petition),
            ("entry", everywhere),
        ];
        assert_eq!(noticed, expected.into());
    }
}
