//! 文书、答复与复查复核: papers with their versions and signatures, replies, files, numbers.

use taizhang_model::{
    ActBody, ActId, ClaimView, VersionState,
    act::{
        Attach, ClaimOpinion, Document, DocumentKind, Finalise, Number, Redact, Remedy, Reply, ReplyPosition, Review,
        ReviewDecision, ReviewResult, ReviewTier, Revoke, Serve, ServeMethod, Sign, SignRole, Withdraw,
    },
};

use super::desk::Desk;

/// Documents, their next versions, signatures over them, and their revocation.
pub(super) fn papers(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let mut offers = vec![ActBody::Document(Document {
        kind: desk.one(&[DocumentKind::CaseFacts, DocumentKind::Investigation, DocumentKind::FollowUpPlan]),
        title: desk.word(),
        number: desk.perhaps_word(),
        body: desk.word(),
        replaces: None,
    })];
    let documents = desk.view.answer.documents.iter();
    let current: Vec<_> = documents.filter(|paper| paper.state == VersionState::Current).collect();
    if let Some((kind, act)) = desk.rng.pick(&current).map(|paper| (paper.kind, paper.act)) {
        let (title, body) = (desk.word(), desk.word());
        offers.push(ActBody::Document(Document { kind, title, number: None, body, replaces: Some(act) }));
    }
    let roles = [SignRole::Handler, SignRole::Lead, SignRole::Head, SignRole::DeputyHead, SignRole::Participant];
    let role = desk.one(&roles);
    offers.extend(desk.id(&["document", "reply"]).map(|act| sign(act, role)));
    if desk.chance(3)
        && let Some(act) = desk.id(&["document", "reply"])
    {
        offers.push(ActBody::Revoke(Revoke { act, reason: desk.word() }));
    }
    offers
}

/// A signature. What it stands over is written in where it is recorded.
pub(super) fn sign(act: ActId, role: SignRole) -> ActBody {
    ActBody::Sign(Sign { act, over: String::new(), role })
}

/// Replies and their service, reviews and their results, the end.
pub(super) fn answers(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let replaces = desk.perhaps_id("reply");
    let words = Withdraw { words: desk.word(), received_on: desk.today, in_writing: true };
    let mut offers = vec![ActBody::Withdraw(words)];
    if desk.view.intake.is_accepted() && !desk.view.leads.is_empty() {
        offers.push(reply(desk, replaces));
    }
    offers.extend(desk.id(&["reply"]).map(|act| sign(act, SignRole::Head)));
    let methods = [ServeMethod::InPerson, ServeMethod::Mail, ServeMethod::Left, ServeMethod::Public];
    let kinds = ["reply", "document", "review_result", "accept", "decline", "path_notice"];
    if let Some(act) = desk.id(&kinds) {
        offers.push(ActBody::Serve(Serve { act, method: desk.one(&methods), proof: desk.word() }));
    }
    if !desk.view.answer.replies.is_empty() {
        let tier = desk.one(&[ReviewTier::Review, ReviewTier::Reexamination]);
        let (organ, reason) = ("清河县人民政府".into(), desk.word());
        offers.push(ActBody::Review(Review { tier, requested_on: desk.today, organ, reason }));
        offers.push(ActBody::Finalise(Finalise { basis: desk.word() }));
    }
    let asked: Vec<_> = desk.view.answer.reviews.iter().filter(|review| review.result.is_none()).collect();
    if let Some(review) = desk.rng.pick(&asked).map(|review| review.act) {
        let results = [ReviewDecision::Uphold, ReviewDecision::Uphold, ReviewDecision::Change, ReviewDecision::Redo];
        let (result, text, number) = (desk.one(&results), desk.word(), None);
        offers.push(ActBody::ReviewResult(ReviewResult { review, result, text, number }));
    }
    offers
}

/// A reply that says something to every claim.
pub(super) fn reply(desk: &mut Desk<'_>, replaces: Option<ActId>) -> ActBody {
    let position = desk.one(&[ReplyPosition::Supported, ReplyPosition::Explained, ReplyPosition::NotSupported]);
    let opinion = |claim: &ClaimView| ClaimOpinion {
        claim: claim.id,
        facts: "属实".into(),
        opinion: "予以支持".into(),
        basis: "信访工作条例".into(),
        position,
    };
    let opinions = desk.view.claims.iter().map(opinion).collect();
    let remedy = Some(Remedy { organ: "清河县人民政府".into(), days: 30 });
    ActBody::Reply(Reply { text: desk.word(), position, number: None, opinions, remedy, replaces })
}

/// Three files that are added and redacted, and numbers of few, so that offices give the same one out.
pub(super) fn files(desk: &mut Desk<'_>) -> Vec<ActBody> {
    let sha256: String = desk.one(&["a", "b", "c"]).repeat(64);
    let scheme: String = desk.one(Number::SCHEMES).into();
    let number = if desk.chance(2) { desk.word() } else { format!("石信〔2026〕{}号", desk.rng.between(1, 3)) };
    let current = desk.view.answer.numbers.iter().find(|used| used.current && used.scheme == scheme);
    let given = |act: ActId| desk.view.timeline.iter().any(|item| item.act == act && item.kind == "number");
    let replaces = current.map(|used| used.act).filter(|act| given(*act));
    vec![
        ActBody::Attach(Attach { sha256: sha256.clone(), name: desk.word(), mime: "image/jpeg".into(), bytes: 20_480 }),
        ActBody::Redact(Redact { sha256, reason: desk.word() }),
        ActBody::Number(Number { scheme, number, replaces }),
    ]
}
