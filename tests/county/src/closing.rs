//! 办结与回访: a dossier, three signatures, a report, an audit, the petitioner's own word, and opening again.

use std::collections::BTreeMap;

use anyhow::Context as _;
use taizhang_model::{
    ActBody, ActId, Stage,
    act::{
        Audit, Close, DocumentKind, ExternalMark, FirstReview, LookBack, LookBackResult, Rate, RatedBy, Reopen,
        ReopenCause, ReportClosed, SignRole, VisitKind,
    },
};

use crate::{story::Story, world::DeskNo};

/// Limits that a closing ends.
const UNTIL_CLOSED: &[&str] = &["assigned-due", "feedback-due", "hold-10wd"];

impl Story<'_> {
    /// The town asks to close, with everything that the checklist wants.
    pub(crate) fn closing_asked(&mut self) -> anyhow::Result<ActId> {
        let (clerk, lead) = (self.cast.town.clerk, self.cast.town.lead);
        let facts = self.document(clerk, DocumentKind::CaseFacts, None)?;
        let report = self.document(clerk, DocumentKind::Investigation, None)?;
        let follow_up = self.document(clerk, DocumentKind::FollowUpPlan, None)?;
        self.sign(lead, report, SignRole::Lead)?;
        let (Some(assigned), Some(reply)) = (self.assigned, self.reply) else {
            anyhow::bail!("a closing without an assignment or a reply was never meant");
        };
        let checklist = [
            ("facts", facts),
            ("ledger-and-letter", assigned),
            ("appointment", assigned),
            ("investigation-report", report),
            ("reply-and-return-visit", reply),
            ("follow-up-plan", follow_up),
        ];
        let close = Close {
            summary: "诉求已依规解决，双方认可。".into(),
            cause: "补偿标准执行不一致".into(),
            covers: self.seen_by(clerk)?.heads,
            checklist: BTreeMap::from(checklist.map(|(item, act)| (item.to_owned(), act))),
        };
        let close = self.act(clerk, ActBody::Close(close))?;
        self.meant.stage = Stage::ClosingRequested;
        self.meant.clocks.meet(UNTIL_CLOSED, self.day);
        Ok(close)
    }

    /// Handler, lead and head sign it: three different people. Whether it closes the case is for the caller to say.
    pub(crate) fn signed_by_three(&mut self, close: ActId) -> anyhow::Result<()> {
        let town = &self.cast.town;
        let signers = [(town.clerk, SignRole::Handler), (town.lead, SignRole::Lead), (town.head, SignRole::Head)];
        for (by, role) in signers {
            self.sign(by, close, role)?;
        }
        Ok(())
    }

    /// Closed: asked for, signed by three, nothing missed.
    pub(crate) fn closed(&mut self) -> anyhow::Result<ActId> {
        let close = self.closing_asked()?;
        self.later(0, 3);
        self.signed_by_three(close)?;
        (self.meant.stage, self.meant.closed_on) = (Stage::Closed, Some(self.day));
        Ok(close)
    }

    /// The closing is reported to the county.
    pub(crate) fn reported(&mut self) -> anyhow::Result<()> {
        let (clerk, to) = (self.cast.town.clerk, self.office(self.world.county));
        let number = Some(self.number("报结"));
        self.act(clerk, ActBody::ReportClosed(ReportClosed { to: Some(to), to_name: None, number }))?;
        (self.meant.stage, self.meant.reported) = (Stage::Reported, true);
        Ok(())
    }

    /// The petition office looks through the dossier: first something is missing, in some cases.
    pub(crate) fn dossier_reviewed(&mut self) -> anyhow::Result<()> {
        let petition = self.world.petition;
        if self.dice.one_in(4) {
            let defects = vec!["缺回访记录".to_owned()];
            self.act(petition, ActBody::FirstReview(FirstReview { passed: false, defects }))?;
            self.later(1, 3);
        }
        self.act(petition, ActBody::FirstReview(FirstReview { passed: true, defects: Vec::new() })).map(drop)
    }

    /// Somebody who wrote nothing else finds the matter resolved, or sends the case back.
    pub(crate) fn audited(&mut self, resolved: bool) -> anyhow::Result<ActId> {
        let auditor = self.world.auditor;
        let reason = if resolved { "诉求已解决，群众满意" } else { "承诺事项未落实" }.to_owned();
        let act = self.act(auditor, ActBody::Audit(Audit { resolved, reason }))?;
        if resolved {
            (self.meant.stage, self.meant.resolved_on, self.meant.repeated) = (Stage::Resolved, Some(self.day), false);
        } else {
            self.meant.opened_again(self.day, false);
        }
        Ok(act)
    }

    /// What the petitioner says.
    pub(crate) fn rated(&mut self, satisfied: bool) -> anyhow::Result<()> {
        let by = self.fieldworker();
        let rating = if satisfied { "satisfied" } else { "dissatisfied" }.to_owned();
        let by_code = self.dice.one_in(2);
        let rate = Rate {
            rating,
            words: if satisfied { "谢谢，事情办成了。" } else { "还没有完全解决。" }.into(),
            by: if by_code { RatedBy::Code } else { RatedBy::Dictated },
            receipt_code: by_code.then(|| self.registered.receipt_code.clone()),
            read_back: !by_code,
        };
        self.act(by, ActBody::Rate(rate))?;
        self.satisfied[usize::from(by_code)] = Some(satisfied);
        self.meant.dissatisfied = self.satisfied.contains(&Some(false));
        Ok(())
    }

    pub(crate) fn looked_back(&mut self, holds: bool) -> anyhow::Result<ActId> {
        let petition = self.world.petition;
        let result = if holds { LookBackResult::Holds } else { LookBackResult::Relapsed };
        let text = if holds { "回访无反复" } else { "围墙又被砌起" }.to_owned();
        let act = self.act(petition, ActBody::LookBack(LookBack { result, text }))?;
        if !holds {
            self.meant.opened_again(self.day, false);
        }
        Ok(act)
    }

    /// Something new came up.
    pub(crate) fn reopened(&mut self, by: DeskNo) -> anyhow::Result<ActId> {
        let text = "发现新的付款凭证".to_owned();
        let act = self.act(by, ActBody::Reopen(Reopen { cause: ReopenCause::NewFact, act: None, case: None, text }))?;
        self.meant.opened_again(self.day, false);
        Ok(act)
    }

    /// What the national system says of it.
    pub(crate) fn marked(&mut self) -> anyhow::Result<()> {
        let petition = self.world.petition;
        let mark =
            ExternalMark {
                system: "国家信访信息系统".into(), mark: "已办结".into(), audited_by: Some("市局".into())
            };
        self.act(petition, ActBody::ExternalMark(mark)).map(drop)
    }

    /// What comes after a closing until it is resolved.
    pub(crate) fn resolved(&mut self) -> anyhow::Result<()> {
        self.later(1, 5);
        self.reported()?;
        self.later(1, 5);
        self.dossier_reviewed()?;
        self.later(1, 10);
        self.audited(true)?;
        if self.chance(2) {
            let satisfied = !self.dice.one_in(5);
            self.rated(satisfied)?;
        }
        if self.chance(3) {
            let by = self.fieldworker();
            self.later(5, 20);
            self.visited(by, VisitKind::Return)?;
        }
        Ok(())
    }

    /// Replied to, served, fulfilled and closed, from an assigned case on.
    pub(crate) fn through_to_closing(&mut self) -> anyhow::Result<ActId> {
        self.through_to_service()?;
        self.later(1, 8);
        self.all_done()?;
        self.closed()
    }

    /// Every claim is fulfilled and every promise kept.
    pub(crate) fn all_done(&mut self) -> anyhow::Result<()> {
        self.fulfilled()?;
        self.promises_kept()
    }

    /// Replied to and served, from an assigned case on.
    pub(crate) fn through_to_service(&mut self) -> anyhow::Result<()> {
        let by = self.fieldworker();
        self.visited(by, VisitKind::WithCase).context("a visit")?;
        self.later(2, 10);
        self.replied()?;
        self.later(0, 3);
        self.served()
    }
}
