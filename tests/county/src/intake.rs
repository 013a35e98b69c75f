//! 登记与受理: a matter comes in, becomes clear, and is taken on, passed on, or not.

use std::collections::BTreeSet;

use taizhang_model::{
    ActBody, ActId, Stage,
    act::{
        Accept, AnswerObjection, CaseKind, Channel, Clarify, Classify, Decline, Difficulty, HandOver, HandlingPath,
        Join, MatterClass, Object, Party, PartyRole, PriorityIssue, Refused, RemoveParty, RepeatContact, TakeOver,
        Transfer, Trend, Triage, Urgency, Withdraw,
    },
};

use crate::{
    days,
    story::Story,
    world::{CAMPAIGN, DeskNo},
};

/// Limits that a decision about acceptance ends.
const UNTIL_ACCEPTED: &[&str] = &["forward-15d", "accept-15d", "accept-transferred-15d", "objection-5wd"];
/// Limits that a withdrawal ends.
const UNTIL_WITHDRAWN: &[&str] = &[
    "forward-15d",
    "accept-15d",
    "accept-transferred-15d",
    "objection-5wd",
    "handle-60d",
    "rehandle-60d",
    "review-30d",
    "reexam-30d",
    "simple-reply-10wd",
    "mediate-1m",
    "assigned-due",
    "feedback-due",
    "hold-10wd",
];

impl Story<'_> {
    /// What kind of matter it is.
    pub(crate) fn classified(&mut self) -> anyhow::Result<()> {
        let home = self.cast.home;
        let subject = Some(self.matter.topic.category.to_owned());
        let classify = Classify {
            subject,
            matter_class: Some(*self.dice.pick(&[MatterClass::Livelihood, MatterClass::Legacy])),
            difficulty: Some(*self.dice.pick(&[Difficulty::Ordinary, Difficulty::Hardship])),
            path: Some(HandlingPath::Sector),
            triage: Some(Triage::Here),
            priority: Some(PriorityIssue::PolicyNotCarriedOut),
            tags: BTreeSet::from(["历史遗留".to_owned()]),
            ..Classify::default()
        };
        self.act(home, ActBody::Classify(classify)).map(drop)
    }

    /// What kind of matter it is, who brought it, how urgent it is.
    pub(crate) fn described(&mut self) -> anyhow::Result<()> {
        let home = self.cast.home;
        self.classified()?;
        if self.chance(3) {
            let party = Party { role: PartyRole::Opponent, name: "邻居一户".into(), ..Party::default() };
            self.act(home, ActBody::Party(party))?;
        }
        if self.chance(4) {
            let (colour, days) = *self.dice.pick(&[("orange", 7), ("yellow", 15), ("blue", 30)]);
            let (reason, until) = ("临近农时".to_owned(), self.ahead(days));
            let urgency = Urgency { colour: colour.into(), reason, until, trend: Some(Trend::Steady) };
            let clerk = self.cast.town.clerk;
            self.act(clerk, ActBody::Urgency(urgency))?;
        }
        Ok(())
    }

    /// A party was entered by mistake, and is taken out.
    pub(crate) fn mistaken_party(&mut self) -> anyhow::Result<()> {
        let home = self.cast.home;
        let party = Party { role: PartyRole::Agent, name: "代理人".into(), ..Party::default() };
        let party = self.act(home, ActBody::Party(party))?;
        self.act(home, ActBody::RemoveParty(RemoveParty { party, reason: "录入有误".into() }))?;
        Ok(())
    }

    /// The matter is part of the county's campaign.
    pub(crate) fn joins_campaign(&mut self) -> anyhow::Result<()> {
        let clerk = self.cast.town.clerk;
        self.act(clerk, ActBody::Join(Join { campaign: CAMPAIGN.into(), batch: None })).map(drop)
    }

    /// The first receiver hands the contact to the town, which takes it.
    pub(crate) fn handed_over(&mut self) -> anyhow::Result<()> {
        let (from, clerk, to) = (self.cast.home, self.cast.town.clerk, self.cast.town.office);
        let hand_over = HandOver { contact: self.registration, to, text: "属地办理".into() };
        let hand_over = self.act(from, ActBody::HandOver(hand_over))?;
        self.later(0, 2);
        self.act(clerk, ActBody::TakeOver(TakeOver { hand_over }))?;
        self.meant.held(to, self.day);
        Ok(())
    }

    /// Policy and handling become clear.
    pub(crate) fn clarified(&mut self) -> anyhow::Result<()> {
        let clerk = self.cast.town.clerk;
        let clarify = Clarify {
            policy: "县级补偿安置政策".into(),
            opinion: "由属地核实后依规处理".into(),
            lead_unit: Some(self.cast.town.office),
        };
        self.act(clerk, ActBody::Clarify(clarify)).map(drop)
    }

    /// An office accepts.
    pub(crate) fn accept(&mut self, by: DeskNo, simple: bool) -> anyhow::Result<ActId> {
        let notice_no = Some(self.number("受告"));
        let act = self.act(by, ActBody::Accept(Accept { notice_no, simple }))?;
        self.meant.accepted = true;
        self.meant.stage = Stage::Accepted;
        if self.meant.kind == CaseKind::EarlyIssue {
            self.meant.kind = CaseKind::Petition;
        }
        self.meant.clocks.meet(UNTIL_ACCEPTED, self.day);
        let office = self.office(by);
        self.meant.clocks.start("handle-60d", office, self.day, Some(days::later(self.day, 60)));
        if simple {
            let due = days::working_days_later(self.day, 10);
            self.meant.clocks.start("simple-reply-10wd", office, self.day, due);
        }
        self.meant.held(office, self.day);
        Ok(act)
    }

    /// An office does not take the matter on. What comes of it is for the caller to say.
    pub(crate) fn decline(&mut self, by: DeskNo) -> anyhow::Result<ActId> {
        let decline = Decline {
            kind: Refused::NotAccepted,
            reason: "属于诉讼途径，请向人民法院提起".into(),
            notice_no: Some(self.number("不受告")),
            ..Decline::default()
        };
        self.act(by, ActBody::Decline(decline))
    }

    /// What a refusal that stands comes to.
    pub(crate) fn declined(&mut self) {
        self.meant.stage = Stage::NotAccepted;
        self.meant.clocks.meet(UNTIL_ACCEPTED, self.day);
    }

    /// Concluded, and the same facts again: told so, in writing.
    pub(crate) fn no_longer_accepted(&mut self) -> anyhow::Result<()> {
        let clerk = self.cast.town.clerk;
        let decline = Decline {
            kind: Refused::NoLongerAccepted,
            reason: "已终结，同一事实和理由".into(),
            notice_no: Some(self.number("不再受告")),
            ..Decline::default()
        };
        self.act(clerk, ActBody::Decline(decline)).map(drop)
    }

    /// The registering office passes the matter on to the town.
    pub(crate) fn transferred(&mut self, by: DeskNo) -> anyhow::Result<ActId> {
        let to = self.cast.town.office;
        let transfer = Transfer {
            to: Some(to),
            reason: "属地管理".into(),
            notice_no: Some(self.number("转")),
            ..Transfer::default()
        };
        let act = self.act(by, ActBody::Transfer(transfer))?;
        self.meant.stage = Stage::Transferred;
        self.meant.clocks.meet(&["forward-15d", "accept-15d", "hold-10wd"], self.day);
        self.meant.clocks.start("accept-transferred-15d", to, self.day, Some(days::later(self.day, 15)));
        let object_by = days::working_days_later(self.day, 5);
        self.meant.clocks.start_of("objection-5wd", to, (self.day, object_by), (act, 0));
        self.meant.held(to, self.day);
        Ok(act)
    }

    /// It is passed on to a unit that is not of this county.
    pub(crate) fn transferred_out(&mut self) -> anyhow::Result<()> {
        let transfer = Transfer {
            to_name: Some("邻县信访局".into()),
            reason: "问题发生地在邻县".into(),
            notice_no: Some(self.number("转")),
            ..Transfer::default()
        };
        let home = self.cast.home;
        self.act(home, ActBody::Transfer(transfer))?;
        self.meant.stage = Stage::Transferred;
        self.meant.clocks.meet(&["forward-15d", "accept-15d", "hold-10wd"], self.day);
        Ok(())
    }

    /// The town says that the matter is not its own, and the sender answers.
    pub(crate) fn objected(&mut self, transfer: ActId, by: DeskNo, agreed: bool) -> anyhow::Result<()> {
        let clerk = self.cast.town.clerk;
        self.later(1, 3);
        let reason = "不属于本镇职责".to_owned();
        let objection = self.act(clerk, ActBody::Object(Object { transfer, reason, late_reason: None }))?;
        self.meant.clocks.meet_of(transfer, 0, self.day);
        self.later(0, 2);
        let reason = if agreed { "同意退回" } else { "经核实属于镇级职责" }.to_owned();
        self.act(by, ActBody::AnswerObjection(AnswerObjection { objection, agreed, reason }))?;
        if agreed {
            self.meant.stage = Stage::Registered;
            let sender = self.office(by);
            self.meant.held(sender, self.day);
        }
        Ok(())
    }

    /// The petitioner takes the matter back. What comes of it is for the caller to say.
    pub(crate) fn withdraw(&mut self, by: DeskNo) -> anyhow::Result<ActId> {
        let words = "双方已自行和解，我不再反映了。".to_owned();
        self.act(by, ActBody::Withdraw(Withdraw { words, received_on: self.day, in_writing: true }))
    }

    /// The limits that end with a withdrawal.
    pub(crate) fn withdrawn(&mut self) {
        self.meant.clocks.meet(UNTIL_WITHDRAWN, self.day);
    }

    /// The same people come again. What comes of it is for the caller to say.
    pub(crate) fn contact(&mut self, by: DeskNo) -> anyhow::Result<ActId> {
        let persons = u32::try_from(self.dice.between(1, 3)).expect("few");
        let summary = "再次来访，询问办理进展。".to_owned();
        let (channel, received_on) = (*self.dice.pick(&[Channel::Visit, Channel::Letter, Channel::Phone]), self.day);
        let contact = RepeatContact { channel, received_on, summary, persons, batches: 1, ..RepeatContact::default() };
        let act = self.act(by, ActBody::Contact(contact))?;
        self.meant.persons += persons;
        self.meant.batches += 1;
        Ok(act)
    }
}
