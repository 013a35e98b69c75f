//! 文书、答复与复查复核: what the petitioner is told, and what they can ask for then.

use taizhang_model::{
    ActBody, ActId, Stage,
    act::{
        Attach, ClaimOpinion, Document, DocumentKind, Finalise, Number, Redact, Remedy, Reply, ReplyPosition, Review,
        ReviewDecision, ReviewResult, ReviewTier, Revoke, Serve, ServeMethod, Sign, SignRole,
    },
};

use crate::{days, story::Story, world::DeskNo};

/// Limits that a reply ends.
const UNTIL_REPLIED: &[&str] =
    &["handle-60d", "rehandle-60d", "simple-reply-10wd", "assigned-due", "feedback-due", "hold-10wd"];

impl Story<'_> {
    pub(crate) fn document(
        &mut self,
        by: DeskNo,
        kind: DocumentKind,
        replaces: Option<ActId>,
    ) -> anyhow::Result<ActId> {
        let title = format!("{}{}材料", self.matter.area, self.matter.topic.name);
        let body = format!("{}（{}）", self.sentence(), self.meant.acts);
        let number = Some(self.number("文"));
        self.act(by, ActBody::Document(Document { kind, title, number, body, replaces }))
    }

    pub(crate) fn sign(&mut self, by: DeskNo, act: ActId, role: SignRole) -> anyhow::Result<ActId> {
        let over = self.hash_of(by, act)?;
        self.act(by, ActBody::Sign(Sign { act, over, role }))
    }

    /// A reply that says something to every claim. What it comes to is for the caller to say.
    pub(crate) fn replies(&mut self, by: DeskNo, position: ReplyPosition) -> anyhow::Result<ActId> {
        let opinion = |claim: &_| ClaimOpinion {
            claim: *claim,
            facts: "经核查属实".into(),
            opinion: "按政策予以解决".into(),
            basis: "《信访工作条例》第三十一条".into(),
            position,
        };
        let reply = Reply {
            text: format!("关于您反映的{}问题，现答复如下。", self.matter.topic.name),
            position,
            number: Some(self.number("答复")),
            opinions: self.claims.iter().map(opinion).collect(),
            remedy: Some(Remedy { organ: "清河县人民政府".into(), days: 30 }),
            replaces: None,
        };
        self.act(by, ActBody::Reply(reply))
    }

    /// The town replies.
    pub(crate) fn replied(&mut self) -> anyhow::Result<ActId> {
        let clerk = self.cast.town.clerk;
        let reply = self.replies(clerk, ReplyPosition::Supported)?;
        self.answered();
        self.reply = Some(reply);
        Ok(reply)
    }

    /// What a reply comes to.
    pub(crate) fn answered(&mut self) {
        (self.meant.stage, self.meant.replied) = (Stage::Replied, true);
        self.meant.clocks.meet(UNTIL_REPLIED, self.day);
    }

    /// The head signs the reply, and it is served.
    pub(crate) fn served(&mut self) -> anyhow::Result<()> {
        let (head, clerk) = (self.cast.town.head, self.cast.town.clerk);
        let Some(reply) = self.reply else { return Ok(()) };
        self.sign(head, reply, SignRole::Head)?;
        self.later(0, 4);
        self.serve(clerk, reply)?;
        let last = days::later_on_a_working_day(self.day, 30);
        let office = self.office(clerk);
        self.meant.clocks.start("ask-review-30d", office, self.day, last);
        self.meant.stage = Stage::Served;
        Ok(())
    }

    fn serve(&mut self, by: DeskNo, act: ActId) -> anyhow::Result<ActId> {
        let proof = self.number("回证");
        self.act(by, ActBody::Serve(Serve { act, method: ServeMethod::InPerson, proof }))
    }

    /// The notice of acceptance is served.
    pub(crate) fn notified(&mut self, notice: ActId) -> anyhow::Result<()> {
        let clerk = self.cast.town.clerk;
        self.serve(clerk, notice).map(drop)
    }

    /// The petitioner asks for review or re-examination.
    pub(crate) fn asks(&mut self, tier: ReviewTier) -> anyhow::Result<ActId> {
        let (petition, reason) = (self.world.petition, "对补偿面积认定不服".to_owned());
        let organ = "清河县人民政府复查复核办公室".to_owned();
        let requested_on = self.day;
        let act = self.act(petition, ActBody::Review(Review { tier, requested_on, organ, reason }))?;
        let (stage, asked, decided) = match tier {
            ReviewTier::Review => (Stage::InReview, "ask-review-30d", "review-30d"),
            ReviewTier::Reexamination => (Stage::InReexamination, "ask-reexam-30d", "reexam-30d"),
        };
        self.meant.stage = stage;
        self.meant.clocks.meet(&[asked], self.day);
        // Its organ is not of this ledger: the office that took the request down keeps an eye on it.
        let (office, due) = (self.office(petition), Some(days::later(self.day, 30)));
        self.meant.clocks.start_of(decided, office, (self.day, due), (act, 0));
        Ok(act)
    }

    /// What the organ above came to. Upheld, the reply stands; otherwise it is taken away and the matter goes on.
    pub(crate) fn reviewed(&mut self, review: ActId, tier: ReviewTier, upheld: bool) -> anyhow::Result<()> {
        let petition = self.world.petition;
        let result = if upheld { ReviewDecision::Uphold } else { ReviewDecision::Redo };
        let (text, number) = ("经复查，作出如下意见。".to_owned(), Some(self.number("复")));
        let said = self.act(petition, ActBody::ReviewResult(ReviewResult { review, result, text, number }))?;
        self.meant.clocks.meet_of(review, 0, self.day);
        if upheld {
            self.meant.stage = Stage::Served;
        } else {
            (self.meant.stage, self.meant.replied, self.reply) = (Stage::Handling, false, None);
            self.meant.handled_anew(self.day);
        }
        self.serve(petition, said)?;
        if tier == ReviewTier::Review {
            let last = days::later_on_a_working_day(self.day, 30);
            let office = self.office(petition);
            self.meant.clocks.start("ask-reexam-30d", office, self.day, last);
        }
        Ok(())
    }

    /// Everything is through.
    pub(crate) fn finalised(&mut self) -> anyhow::Result<()> {
        let petition = self.world.petition;
        self.act(petition, ActBody::Finalise(Finalise { basis: "三级程序已终结".into() }))?;
        (self.meant.stage, self.meant.finalised) = (Stage::Finalised, true);
        Ok(())
    }

    /// The town takes a document back.
    pub(crate) fn revoked_document(&mut self) -> anyhow::Result<()> {
        let clerk = self.cast.town.clerk;
        let act = self.document(clerk, DocumentKind::Other, None)?;
        self.act(clerk, ActBody::Revoke(Revoke { act, reason: "内容有误".into() })).map(drop)
    }

    /// A file is added.
    pub(crate) fn attached(&mut self, by: DeskNo, sha256: &str) -> anyhow::Result<ActId> {
        let (name, mime) = ("现场照片.jpg".to_owned(), "image/jpeg".to_owned());
        self.act(by, ActBody::Attach(Attach { sha256: sha256.to_owned(), name, mime, bytes: 120_000 }))
    }

    /// A file is not to be shown any more.
    pub(crate) fn redacted(&mut self, by: DeskNo, sha256: &str) -> anyhow::Result<ActId> {
        let reason = "照片含他人住址".to_owned();
        self.act(by, ActBody::Redact(Redact { sha256: sha256.to_owned(), reason }))
    }

    /// The hash of a file of this case.
    pub(crate) fn file(&mut self) -> String {
        let mut bytes = [0; 32];
        self.dice.fill(&mut bytes);
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The case gets an official number.
    pub(crate) fn numbered(&mut self, by: DeskNo, number: &str, replaces: Option<ActId>) -> anyhow::Result<ActId> {
        let (scheme, number) = ("official".to_owned(), number.to_owned());
        self.act(by, ActBody::Number(Number { scheme, number, replaces }))
    }
}
