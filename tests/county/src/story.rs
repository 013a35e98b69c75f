//! A case as it is lived through: people at their desks act one after the other, each having seen what was before, unless
//! somebody is away.

use std::collections::BTreeSet;

use anyhow::Context as _;
use jiff::{ToSpan as _, civil::Date};
use taizhang_client::{CaseEdit, Ledger, NewCase, Registered};
use taizhang_model::{
    ActBody, ActId, CaseView, ClaimId, OfficeId, StaffId,
    act::{Channel, Register, Secrecy},
    fields,
};

use crate::{
    days,
    dice::Dice,
    meant::Meant,
    words::{self, Topic},
    world::{DeskNo, Town, Village, World},
};

/// Who has to do with a case.
#[derive(Clone, Debug)]
pub(crate) struct Cast {
    pub(crate) home: DeskNo,
    pub(crate) town: Town,
    pub(crate) village: Option<Village>,
}

/// What a matter is, so that another office can register it a second time.
#[derive(Clone)]
pub(crate) struct Matter {
    pub(crate) topic: &'static Topic,
    pub(crate) petitioner: String,
    pub(crate) area: String,
    pub(crate) amount: usize,
}

/// How a matter comes in.
#[derive(Default)]
pub(crate) struct Coming {
    pub(crate) register: Register,
    /// Another office has registered it before, in other words.
    pub(crate) again: bool,
    /// It accuses the town.
    pub(crate) accuses_town: bool,
    /// What was done before it came into the ledger.
    pub(crate) before: Vec<(ActBody, Date)>,
}

/// A case under way.
pub(crate) struct Story<'w> {
    pub(crate) world: &'w mut World,
    pub(crate) cast: Cast,
    pub(crate) matter: Matter,
    pub(crate) meant: Meant,
    pub(crate) registered: Registered,
    /// The declared day of what is done next.
    pub(crate) day: Date,
    pub(crate) dice: Dice,
    pub(crate) claims: Vec<ClaimId>,
    pub(crate) registration: ActId,
    /// The assignment in force, and the reply.
    pub(crate) assigned: Option<ActId>,
    pub(crate) reply: Option<ActId>,
    /// What the town owes under agreements and from meetings: the act and its term.
    pub(crate) owed: Vec<(ActId, u16)>,
    /// What the petitioner said last, with their code and by dictation.
    pub(crate) satisfied: [Option<bool>; 2],
    /// Everything that may happen does: the first case of its plot.
    pub(crate) thorough: bool,
    /// Desks that neither send nor take in anything.
    away: BTreeSet<DeskNo>,
}

impl<'w> Story<'w> {
    /// Registers a matter.
    pub(crate) fn register(
        world: &'w mut World,
        mut dice: Dice,
        cast: Cast,
        matter: Matter,
        day: Date,
        coming: Coming,
    ) -> anyhow::Result<Self> {
        let Coming { mut register, again, accuses_town, before } = coming;
        let Matter { topic, petitioner, area, amount } = &matter;
        let summary = if again { words::story_again } else { words::story }(topic, petitioner, area, *amount);
        let superior = register.source.is_some() || register.channel == Channel::Assigned;
        let (kind, persons, batches) = (register.kind, register.persons, register.batches);
        let mut home = cast.village.as_ref().map_or(cast.town.office, |village| village.office);
        if accuses_town {
            register.secrecy = Secrecy::Accusation;
            register.accused = BTreeSet::from([cast.town.office]);
            home = world.desks[cast.home].office;
        }
        let new = NewCase {
            home: Some(home),
            without: Vec::new(),
            fields: vec![
                (fields::TITLE.into(), format!("关于{area}{}的信访事项", topic.name)),
                (fields::PETITIONER.into(), petitioner.clone()),
                (fields::AREA.into(), area.clone()),
                (fields::SUBJECT.into(), topic.name.into()),
            ],
            narrative: format!("{summary}{}", words::sentence(&mut dice)),
            claims: topic.claims.iter().map(|claim| (*claim).to_owned()).collect(),
            register: Register { received_on: day, summary, ..register },
            acts: before,
        };
        let already_done: Vec<Date> = new.acts.iter().map(|(_, on)| *on).collect();
        let desk = &mut world.desks[cast.home];
        let now = desk.clock(day, 0);
        let registered = desk.ledger.register(now, new).context("cannot register")?;
        desk.unsent = true;
        let view = desk.ledger.view(registered.case)?;
        let mut meant = Meant::registered(registered.case, registered.number.clone(), day, desk.office, home);
        (meant.kind, meant.persons, meant.batches, meant.superior_assigned) = (kind, persons, batches, superior);
        meant.acts += already_done.len();
        meant.days.extend(already_done);
        let county = world.desks[world.county].office;
        meant.audience = BTreeSet::from([home, county, world.desks[cast.home].office]);
        if accuses_town {
            meant.never = cast.town.villages.iter().map(|village| village.office).chain([cast.town.office]).collect();
            meant.never.remove(&home);
        } else {
            meant.audience.insert(cast.town.office);
        }
        let first = view.timeline.first().context("a registered case has an act")?;
        let registration = first.act;
        let claims = view.claims.iter().map(|claim| claim.id).collect();
        let mut story = Self {
            world,
            cast,
            matter,
            meant,
            registered,
            day,
            dice,
            claims,
            registration,
            assigned: None,
            reply: None,
            owed: Vec::new(),
            satisfied: [None; 2],
            thorough: false,
            away: BTreeSet::new(),
        };
        let petition = story.office(story.world.petition);
        story.let_in(petition)?;
        Ok(story)
    }

    /// Lets an office read the case: the home office does, or the county.
    pub(crate) fn let_in(&mut self, office: OfficeId) -> anyhow::Result<()> {
        if self.meant.audience.insert(office) {
            let case = self.meant.case;
            self.decides_who_reads()?.share(case, office)?;
            self.meant.left.remove(&office);
        }
        Ok(())
    }

    /// An office that was let in is to have no part in the case any more.
    pub(crate) fn let_go(&mut self, office: OfficeId) -> anyhow::Result<()> {
        if self.meant.audience.remove(&office) {
            let case = self.meant.case;
            self.decides_who_reads()?.withdraw(case, office)?;
            self.meant.left.insert(office);
        }
        Ok(())
    }

    fn decides_who_reads(&mut self) -> anyhow::Result<&mut Ledger> {
        let at_home = self.cast.home != self.world.petition;
        let by = if at_home { self.cast.home } else { self.world.county };
        // Of two changes that do not know of each other the relay takes one.
        self.bring(by)?;
        let desk = &mut self.world.desks[by];
        desk.unsent = true;
        Ok(&mut desk.ledger)
    }

    pub(crate) fn office(&self, desk: DeskNo) -> OfficeId {
        self.world.desks[desk].office
    }

    pub(crate) fn staff(&self, desk: DeskNo) -> StaffId {
        self.world.desks[desk].staff
    }

    /// Some days pass.
    pub(crate) fn later(&mut self, first: usize, last: usize) {
        let days = self.dice.between(first, last);
        self.day = days::later(self.day, i64::try_from(days).expect("few"));
    }

    /// Somebody leaves with everything that is known now. From then on nothing comes to them, and nothing from them.
    pub(crate) fn leaves(&mut self, desk: DeskNo) -> anyhow::Result<()> {
        self.bring(desk)?;
        self.away.insert(desk);
        Ok(())
    }

    /// Somebody is back.
    pub(crate) fn returns(&mut self, desk: DeskNo) {
        self.away.remove(&desk);
    }

    /// Whoever acts next has seen everything that those who are here have done.
    pub(crate) fn bring(&mut self, to: DeskNo) -> anyhow::Result<()> {
        if self.away.contains(&to) {
            return Ok(());
        }
        for (no, desk) in self.world.desks.iter_mut().enumerate() {
            if desk.unsent && !self.away.contains(&no) {
                let now = desk.clock(self.day, self.meant.acts);
                self.world.post.push(desk, now)?;
            }
        }
        let desk = &mut self.world.desks[to];
        let now = desk.clock(self.day, self.meant.acts);
        self.world.post.pull(desk, now)
    }

    /// Somebody records an act.
    pub(crate) fn act(&mut self, by: DeskNo, body: ActBody) -> anyhow::Result<ActId> {
        self.bring(by)?;
        let kind = body.kind().to_owned();
        let desk = &mut self.world.desks[by];
        let now = desk.clock(self.day, self.meant.acts);
        let act = desk.ledger.act(now, self.meant.case, body, Some(self.day));
        let act = act.with_context(|| format!("{} by {} on {}", kind, desk.name, self.day))?;
        desk.unsent = true;
        self.meant.acts += 1;
        self.meant.days.insert(self.day);
        Ok(act)
    }

    /// Somebody writes a plain field.
    pub(crate) fn field(&mut self, by: DeskNo, name: &str, value: &str) -> anyhow::Result<()> {
        self.bring(by)?;
        let desk = &mut self.world.desks[by];
        let now = desk.clock(self.day, self.meant.acts);
        let edit = CaseEdit::Field { name: name.to_owned(), value: value.to_owned() };
        desk.ledger.edit(now, self.meant.case, vec![edit])?;
        desk.unsent = true;
        Ok(())
    }

    /// The case as somebody sees it who is about to act.
    pub(crate) fn seen_by(&mut self, desk: DeskNo) -> anyhow::Result<CaseView> {
        self.bring(desk)?;
        Ok(self.world.desks[desk].ledger.view(self.meant.case)?)
    }

    /// The hash of what an act says, for a signature or a vote.
    pub(crate) fn hash_of(&mut self, by: DeskNo, act: ActId) -> anyhow::Result<String> {
        self.bring(by)?;
        let record = self.world.desks[by].ledger.record(self.meant.case)?;
        let act = record.acts.iter().find(|one| one.id == act).context("the act was just recorded")?;
        Ok(act.content_hash())
    }

    /// The open dispute of a rule, as somebody sees it.
    pub(crate) fn dispute(&mut self, by: DeskNo, rule: &str) -> anyhow::Result<taizhang_model::Dispute> {
        let view = self.seen_by(by)?;
        let found = view.open_disputes().find(|dispute| dispute.rule.as_str() == rule).cloned();
        found.with_context(|| format!("{rule} is not open where it was meant to be"))
    }

    /// Somebody decides a dispute.
    pub(crate) fn settle(&mut self, by: DeskNo, rule: &'static str, choose: ActId) -> anyhow::Result<()> {
        let dispute = self.dispute(by, rule)?.id;
        let reason = "经核实双方情况后裁决。".to_owned();
        self.act(by, ActBody::Settle(taizhang_model::act::Settle { dispute, choose, reason }))?;
        self.meant.decided(rule);
        Ok(())
    }

    /// A village clerk where there is one, or else the town's.
    pub(crate) fn fieldworker(&self) -> DeskNo {
        self.cast.village.as_ref().map_or(self.cast.town.clerk, |village| village.clerk)
    }

    pub(crate) fn sentence(&mut self) -> String {
        words::sentence(&mut self.dice)
    }

    /// A number of a letter or receipt.
    pub(crate) fn number(&self, of: &str) -> String {
        format!("{of}〔{}〕{}-{}号", self.day.year(), self.meant.number, self.meant.acts)
    }

    /// A day some days ahead.
    pub(crate) fn ahead(&self, days: i64) -> Date {
        self.day.checked_add(days.days()).expect("a county's year lies within the calendar")
    }
}
