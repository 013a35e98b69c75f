//! 交办与包案: who carries the duty, what is planned and promised, where the matter is raised to.

use std::collections::BTreeSet;

use jiff::civil::Date;
use taizhang_model::{
    ActBody, ActId, OfficeId, StaffId, Stage,
    act::{
        AnswerRaise, AnswerSupervision, Assign, BreakGlass, CancelPromise, Delist, Deliver, Extend, LiftRestriction,
        List, Milestone, Plan, Progress, ProgressKind, Promise, Raise, RaiseKind, Recuse, Restrict, Step, Supervise,
        SupervisionKind, SupervisionTrigger, Undertaking,
    },
};

use crate::{
    clocks, days,
    meant::{Charge, Demand},
    story::Story,
    world::DeskNo,
};

/// What an assignment of the case is about.
pub(crate) struct Duty {
    pub(crate) lead: StaffId,
    pub(crate) unit: OfficeId,
    pub(crate) handler: Option<StaffId>,
    pub(crate) due: Option<Date>,
    pub(crate) feedback_by: Option<Date>,
}

impl Story<'_> {
    /// The duty as the town carries it: its deputy leads, its clerk handles it.
    pub(crate) fn towns_duty(&mut self) -> Duty {
        let town = &self.cast.town;
        let (lead, handler) = (self.staff(town.lead), Some(self.staff(town.clerk)));
        let feedback_by = self.dice.one_in(2).then(|| self.ahead(20));
        Duty { lead, unit: self.cast.town.office, handler, due: Some(self.ahead(45)), feedback_by }
    }

    /// An assignment, and the limits that it names. Whom it puts in charge is for the caller to say.
    pub(crate) fn assigns(&mut self, by: DeskNo, duty: &Duty) -> anyhow::Result<Charge> {
        let letter_no = self.number("交办");
        let assign = Assign {
            lead: duty.lead,
            unit: duty.unit,
            handler: duty.handler,
            measures: "入户核实，依规兑现补偿，做好政策解释".into(),
            due: duty.due,
            feedback_by: duty.feedback_by,
            letter_no: Some(letter_no.clone()),
            policy: Some("县级补偿安置政策".into()),
            reason: Some("按职责分工".into()),
            ..Assign::default()
        };
        let act = self.act(by, ActBody::Assign(assign))?;
        if let Some(due) = duty.due {
            self.meant.clocks.start_of("assigned-due", duty.unit, (self.day, Some(due)), (act, 0));
        }
        if let Some(by) = duty.feedback_by {
            self.meant.clocks.start_of("feedback-due", duty.unit, (self.day, Some(by)), (act, 1));
        }
        self.meant.clocks.meet(&["forward-15d"], self.day);
        self.meant.held(duty.unit, self.day);
        let Duty { lead, unit, handler, due, .. } = *duty;
        Ok(Charge { act, by: self.office(by), lead, unit, handler, on: self.day, due, letter_no })
    }

    /// The town takes the duty.
    pub(crate) fn assigned_to_town(&mut self) -> anyhow::Result<ActId> {
        let (clerk, duty) = (self.cast.town.clerk, self.towns_duty());
        let charge = self.assigns(clerk, &duty)?;
        let act = charge.act;
        self.meant.charges = vec![charge];
        self.meant.stage = Stage::Assigned;
        self.assigned = Some(act);
        Ok(act)
    }

    /// Somebody else leads from now on, in the same unit and by the same day.
    pub(crate) fn lead_changes(&mut self) -> anyhow::Result<()> {
        let county = self.world.county;
        let Some(earlier) = self.assigned else { return Ok(()) };
        let mut duty = self.towns_duty();
        duty.lead = self.staff(self.cast.town.head);
        duty.feedback_by = Some(self.ahead(15));
        let charge = self.assigns(county, &duty)?;
        // Both days are named anew: those of the earlier assignment hold no longer.
        self.meant.clocks.drop_of(earlier, 0);
        self.meant.clocks.drop_of(earlier, 1);
        self.assigned = Some(charge.act);
        self.meant.charges = vec![charge];
        self.meant.stage = Stage::Assigned;
        Ok(())
    }

    /// A plan, and its first step done.
    pub(crate) fn planned(&mut self) -> anyhow::Result<()> {
        let (lead, clerk, office) = (self.cast.town.lead, self.cast.town.clerk, self.cast.town.office);
        let step = |text: &str, undertaking, due| Step {
            text: text.into(),
            office,
            due: Some(due),
            undertaking: Some(undertaking),
        };
        let resolved_by = self.ahead(30);
        let plan = Plan {
            text: "三步走：核实、兑现、回访".into(),
            steps: vec![
                step("核实面积和票据", Undertaking::KnowTheFacts, self.ahead(7)),
                step("兑现补偿", Undertaking::Resolve, resolved_by),
            ],
            problem: "补偿未足额到位".into(),
            team: BTreeSet::from([self.staff(lead), self.staff(clerk)]),
        };
        let plan = self.act(lead, ActBody::Plan(plan))?;
        self.meant.worked();
        // It takes the place of an earlier plan, and the second of its steps is never done.
        self.meant.steps = vec![clocks::Step { office, due: resolved_by }];
        self.later(1, 5);
        self.act(clerk, ActBody::Milestone(Milestone { plan, step: 1, text: "已核实".into() }))?;
        if self.dice.one_in(2) {
            self.act(lead, ActBody::Milestone(Milestone { plan, step: 1, text: "确认".into() }))?;
        }
        Ok(())
    }

    /// A promise that is kept, put off and kept, or given up with the petitioner's words.
    pub(crate) fn promised(&mut self) -> anyhow::Result<()> {
        let (clerk, office, due) = (self.cast.town.clerk, self.cast.town.office, self.ahead(20));
        let promise = Promise { text: "发放补偿差额".into(), office, due, of: self.assigned };
        let promise = self.act(clerk, ActBody::Promise(promise))?;
        self.meant.clocks.start_of("promise-due", office, (self.day, Some(due)), (promise, 0));
        self.later(2, 8);
        let end = if self.thorough { 1 } else { self.dice.below(3) };
        if end > 0 {
            let new_due = (end == 1).then(|| self.ahead(40));
            let cancel = CancelPromise {
                promise,
                reason: "资金批次调整".into(),
                agreed_words: "我同意晚些再领。".into(),
                new_due,
                term: None,
            };
            self.act(clerk, ActBody::CancelPromise(cancel))?;
            match new_due {
                Some(due) => self.meant.clocks.put_off(promise, 0, due),
                None => self.meant.clocks.drop_of(promise, 0),
            }
        }
        if end < 2 {
            self.later(1, 6);
            let proof = self.number("收据");
            self.act(clerk, ActBody::Deliver(Deliver { promise, proof, term: None }))?;
            self.meant.clocks.meet_of(promise, 0, self.day);
        }
        Ok(())
    }

    /// What the town owes is done, before it closes.
    pub(crate) fn promises_kept(&mut self) -> anyhow::Result<()> {
        let clerk = self.cast.town.clerk;
        for (promise, term) in std::mem::take(&mut self.owed) {
            let proof = self.number("收据");
            self.act(clerk, ActBody::Deliver(Deliver { promise, proof, term: Some(term) }))?;
            self.meant.clocks.meet_of(promise, term, self.day);
        }
        Ok(())
    }

    /// More time for the handling. What it comes to is for the caller to say.
    pub(crate) fn extend(&mut self, by: DeskNo, days: u16) -> anyhow::Result<ActId> {
        let act = self.act(by, ActBody::Extend(Extend { days, reason: "需等待鉴定结论".into() }))?;
        self.meant.worked();
        Ok(act)
    }

    /// The town reports to the county, which answers what was asked for.
    pub(crate) fn reported_upwards(&mut self) -> anyhow::Result<()> {
        let (clerk, to) = (self.cast.town.clerk, self.office(self.world.county));
        let text = self.sentence();
        self.act(clerk, ActBody::Progress(Progress { to, kind: ProgressKind::Progress, text }))?;
        self.meant.clocks.meet(&["feedback-due"], self.day);
        Ok(())
    }

    /// The town raises the matter; the county takes it up, or sends it back.
    pub(crate) fn raised(&mut self, taken: bool) -> anyhow::Result<()> {
        let (clerk, county) = (self.cast.town.clerk, self.world.county);
        let to = self.office(county);
        let raise = Raise { to, kind: RaiseKind::Escalate, reason: "镇级无力解决资金缺口".into() };
        let raise = self.act(clerk, ActBody::Raise(raise))?;
        self.later(1, 4);
        let answer = AnswerRaise { raise, taken, reason: "经甄别认定".into() };
        self.act(county, ActBody::AnswerRaise(answer))?;
        if taken {
            self.meant.held(to, self.day);
        }
        Ok(())
    }

    /// The county lists the case.
    pub(crate) fn listed(&mut self) -> anyhow::Result<ActId> {
        let county = self.world.county;
        let list = List { reason: "久拖不决".into(), due: Some(self.ahead(90)) };
        self.meant.listed = true;
        self.act(county, ActBody::List(list))
    }

    /// The county clears it from the list.
    pub(crate) fn delisted(&mut self, list: ActId) -> anyhow::Result<()> {
        let county = self.world.county;
        self.act(county, ActBody::Delist(Delist { list, reason: "已化解并经审核".into() }))?;
        self.meant.listed = false;
        Ok(())
    }

    /// A member of staff who has no part in it stands aside.
    pub(crate) fn stood_aside(&mut self) -> anyhow::Result<()> {
        let (head, staff) = (self.cast.town.head, self.staff(self.cast.town.leaver));
        self.act(head, ActBody::Recuse(Recuse { staff, reason: "与当事人有亲属关系".into() })).map(drop)
    }

    /// For a time only few may read it; somebody opens it all the same, and then everybody reads it again.
    pub(crate) fn restricted(&mut self) -> anyhow::Result<()> {
        let (head, clerk) = (self.cast.town.head, self.cast.town.clerk);
        let reason = || "涉及未成年人".to_owned();
        self.act(head, ActBody::Restrict(Restrict { reason: reason(), readers: Default::default() }))?;
        self.act(clerk, ActBody::BreakGlass(BreakGlass { reason: "来访人在场，须即刻核对".into(), hours: 4 }))?;
        self.act(head, ActBody::LiftRestriction(LiftRestriction { reason: reason() })).map(drop)
    }

    /// The petition office urges the town, or proposes something to it; the town answers in most cases.
    pub(crate) fn supervised(&mut self) -> anyhow::Result<()> {
        let (petition, clerk, to) = (self.world.petition, self.cast.town.clerk, self.cast.town.office);
        let proposes = self.dice.one_in(3);
        let kind = if proposes { SupervisionKind::ImproveWork } else { SupervisionKind::Letter };
        let named = self.dice.one_in(3).then(|| self.ahead(10));
        let (demand, number) = ("限期书面反馈".to_owned(), self.number("督"));
        let (trigger, due, of) = (SupervisionTrigger::NoFeedback, named, Some(number.clone()));
        let supervise = Supervise { kind, to, trigger, demand, due, number: of, ..Supervise::default() };
        let supervision = self.act(petition, ActBody::Supervise(supervise))?;
        let (rule, days) = if proposes { ("proposal-30d", 30) } else { ("supervision-15d", 15) };
        let due = named.or(Some(days::later(self.day, days)));
        self.meant.clocks.start_of(rule, to, (self.day, due), (supervision, 0));
        let mut demand =
            Demand { act: supervision, from: self.office(petition), to, number, due: named, answered_on: None };
        if !self.dice.one_in(4) {
            self.later(1, 6);
            let answer = AnswerSupervision { supervision, text: "已整改并反馈。".into(), adopted: proposes };
            self.act(clerk, ActBody::AnswerSupervision(answer))?;
            self.meant.clocks.meet_of(supervision, 0, self.day);
            demand.answered_on = Some(self.day);
        }
        self.meant.demands.push(demand);
        Ok(())
    }
}
