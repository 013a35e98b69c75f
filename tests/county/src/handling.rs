//! 办理、调解与帮扶: visits and notes, findings and votes, meetings, mediation, help.

use std::collections::BTreeSet;

use taizhang_model::{
    ActBody, ActId, Stage,
    act::{
        Agreement, Aid, AidKind, AssessClaim, ClaimMerit, ClaimOutcome, ClaimSaid, ClaimTrack, ConfirmationState,
        CourtConfirm, Eligibility, Finding, FindingMethod, FinishFinding, HardshipCause, LegalPath, Mediate,
        MediationKind, MediationResult, MediationTier, Meet, MeetingKind, Note, OutcomeKind, PathNotice, Pause,
        PauseReason, Pay, Resume, Term, Visit, VisitKind, Vote,
    },
};

use crate::{days, story::Story, world::DeskNo};

/// The limit that each of several sessions of one mediation answers to.
const SESSION: u16 = 2;

impl Story<'_> {
    pub(crate) fn noted(&mut self, by: DeskNo) -> anyhow::Result<ActId> {
        let text = self.sentence();
        let act = self.act(by, ActBody::Note(Note { text }))?;
        self.meant.worked();
        Ok(act)
    }

    pub(crate) fn visited(&mut self, by: DeskNo, kind: VisitKind) -> anyhow::Result<ActId> {
        let words = "我说的就是这些，请你们记下来。".to_owned();
        let visit = Visit {
            place: self.matter.area.clone(),
            text: self.sentence(),
            petitioner_words: Some(words),
            kind,
            team: vec![self.staff(by)],
            ..Visit::default()
        };
        let act = self.act(by, ActBody::Visit(visit))?;
        self.meant.worked();
        Ok(act)
    }

    /// What each claim comes to.
    pub(crate) fn assessed(&mut self) -> anyhow::Result<()> {
        let clerk = self.cast.town.clerk;
        for claim in self.claims.clone() {
            let assess = AssessClaim {
                claim,
                merit: *self.dice.pick(&[ClaimMerit::Clear, ClaimMerit::Excessive, ClaimMerit::Mixed]),
                track: ClaimTrack::Solve,
                reason: "票据齐全，政策明确".into(),
                unit: None,
            };
            self.act(clerk, ActBody::AssessClaim(assess))?;
        }
        self.meant.worked();
        Ok(())
    }

    /// How each claim ended: in full.
    pub(crate) fn fulfilled(&mut self) -> anyhow::Result<()> {
        let clerk = self.cast.town.clerk;
        for claim in self.claims.clone() {
            let (quantity, unit) = (Some("3.5".to_owned()), Some("亩".to_owned()));
            let outcome =
                ClaimOutcome { claim, outcome: OutcomeKind::Full, text: "已全部兑现".into(), quantity, unit };
            self.act(clerk, ActBody::ClaimOutcome(outcome))?;
        }
        Ok(())
    }

    /// A report of three, two of whom have voted for it.
    pub(crate) fn found(&mut self) -> anyhow::Result<ActId> {
        let (clerk, lead, head) = (self.cast.town.clerk, self.cast.town.lead, self.cast.town.head);
        let participants = [clerk, lead, head].map(|desk| self.staff(desk)).into();
        let finding = Finding {
            participants,
            methods: BTreeSet::from([FindingMethod::FileReview, FindingMethod::InformedResidents]),
            text: "经核查，反映情况基本属实。".into(),
            substance_cause: "补偿标准执行不一致".into(),
            procedure_cause: "公示不到位".into(),
            replaces: None,
        };
        let finding = self.act(clerk, ActBody::Finding(finding))?;
        self.meant.worked();
        for by in [clerk, lead] {
            self.vote(by, finding, true)?;
        }
        Ok(finding)
    }

    pub(crate) fn vote(&mut self, by: DeskNo, finding: ActId, concur: bool) -> anyhow::Result<ActId> {
        let over = self.hash_of(by, finding)?;
        let text = if concur { "同意" } else { "面积认定依据不足，不同意" }.to_owned();
        self.act(by, ActBody::Vote(Vote { finding, concur, text, over }))
    }

    pub(crate) fn finding_finished(&mut self, finding: ActId) -> anyhow::Result<ActId> {
        let clerk = self.cast.town.clerk;
        self.act(clerk, ActBody::FinishFinding(FinishFinding { finding }))
    }

    /// A leader's reception, which ends with a task and its day.
    pub(crate) fn received_by_leader(&mut self) -> anyhow::Result<()> {
        let (head, office, due) = (self.cast.town.head, self.cast.town.office, self.ahead(25));
        let meet = Meet {
            kind: MeetingKind::LeaderReception,
            place: "镇信访接待室".into(),
            leader: Some(self.staff(head)),
            petitioner_present: true,
            text: "听取诉求，当场交办。".into(),
            tasks: vec![Term { text: "十五日内测量".into(), by: Some(office), due: Some(due) }],
            ..Meet::default()
        };
        let meet = self.act(head, ActBody::Meet(meet))?;
        self.meant.worked();
        self.meant.clocks.start_of("promise-due", office, (self.day, Some(due)), (meet, 1));
        self.owed.push((meet, 1));
        Ok(())
    }

    /// A hearing, for which the clock stands still.
    pub(crate) fn heard(&mut self, resumed: bool) -> anyhow::Result<()> {
        let (clerk, from) = (self.cast.town.clerk, self.day);
        let pause = Pause { kind: PauseReason::Hearing, reason: "决定举行听证".into() };
        let pause = self.act(clerk, ActBody::Pause(pause))?;
        self.later(5, 12);
        let meet = Meet {
            kind: MeetingKind::Hearing,
            place: "县政务中心".into(),
            petitioner_present: true,
            text: "听证会纪要。".into(),
            outcomes: vec![ClaimSaid { claim: None, text: "建议按标准补足".into() }],
            ..Meet::default()
        };
        self.act(clerk, ActBody::Meet(meet))?;
        if !resumed {
            self.meant.stage = Stage::Hearing;
            self.meant.clocks.stand_still("handle-60d");
            return Ok(());
        }
        self.later(1, 4);
        self.act(clerk, ActBody::Resume(Resume { pause, text: "听证结束".into() }))?;
        self.meant.stage = Stage::Handling;
        // From the day it stopped until the day it ran on, that day not counted.
        self.meant.clocks.lengthen("handle-60d", i64::from((self.day - from).get_days()));
        Ok(())
    }

    /// A mediation of one or two sessions.
    pub(crate) fn mediated(&mut self, agreed: bool) -> anyhow::Result<()> {
        let first = self.session(MediationResult::Continuing)?;
        self.meant.stage = Stage::Mediation;
        let (by, last_day) = (self.office(self.fieldworker()), Some(days::a_month_later(self.day)));
        self.meant.clocks.start_of("mediate-1m", by, (self.day, last_day), (first, SESSION));
        self.later(3, 10);
        let result = if agreed { MediationResult::Agreed } else { MediationResult::Failed };
        let last = self.session(result)?;
        self.meant.clocks.meet_of(first, SESSION, self.day);
        (self.meant.stage, self.meant.mediated) = (Stage::Handling, Some(agreed));
        let clerk = self.cast.town.clerk;
        if !agreed {
            let text = "调解不成，可向人民法院起诉。".to_owned();
            let notice_no = Some(self.number("告"));
            let notice = PathNotice { path: LegalPath::Litigation, text, notice_no };
            return self.act(clerk, ActBody::PathNotice(notice)).map(drop);
        }
        let (office, due) = (self.cast.town.office, self.ahead(15));
        let terms = vec![
            Term { text: "镇政府补足差额".into(), by: Some(office), due: Some(due) },
            Term { text: "双方共同维护排水沟".into(), by: None, due: None },
        ];
        let agreement = Agreement {
            mediation: Some(last),
            text: "双方自愿达成如下协议。".into(),
            terms,
            parties_signed: true,
            mediator_signed: true,
            sealed: true,
            replaces: None,
        };
        let agreement = self.act(clerk, ActBody::Agreement(agreement))?;
        self.meant.clocks.start_of("promise-due", office, (self.day, Some(due)), (agreement, 1));
        self.owed.push((agreement, 1));
        let ask_by = days::later_on_a_working_day(self.day, 30);
        self.meant.clocks.start_of("court-confirm-30d", office, (self.day, ask_by), (agreement, 0));
        if self.chance(2) {
            self.later(1, 5);
            let court = CourtConfirm {
                agreement,
                state: ConfirmationState::Requested,
                court: "清河县人民法院".into(),
                joint: true,
            };
            self.act(clerk, ActBody::CourtConfirm(court))?;
            self.meant.clocks.meet_of(agreement, 0, self.day);
        }
        Ok(())
    }

    /// One session of the village's committee.
    pub(crate) fn session(&mut self, result: MediationResult) -> anyhow::Result<ActId> {
        let by = self.fieldworker();
        let mediate = Mediate {
            tier: MediationTier::Village,
            kind: MediationKind::Peoples,
            organisation: format!("{}人民调解委员会", self.cast.town.name),
            mediator: "老支书".into(),
            result,
            text: self.sentence(),
        };
        self.act(by, ActBody::Mediate(mediate))
    }

    /// Money from a fund for this year.
    pub(crate) fn granted(&mut self, by: DeskNo, fund: &str) -> anyhow::Result<ActId> {
        let approved_by = Some(self.staff(self.cast.town.head));
        let aid = Aid {
            kind: AidKind::TemporaryAid,
            fund: Some(fund.into()),
            amount: Some(300_000),
            period: Some("2026".into()),
            cause: "因病致困".into(),
            eligibility: Some(Eligibility { household_here: true, cause: HardshipCause::Illness }),
            approved_by,
            consent: true,
            ..Aid::default()
        };
        self.act(by, ActBody::Aid(aid))
    }

    pub(crate) fn helped(&mut self) -> anyhow::Result<()> {
        let clerk = self.cast.town.clerk;
        let aid = self.granted(clerk, "临时救助资金")?;
        self.later(1, 5);
        let receipt = self.number("票");
        self.act(clerk, ActBody::Pay(Pay { aid, amount: 300_000, receipt })).map(drop)
    }
}
