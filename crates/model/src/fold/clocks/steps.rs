//! What each kind of act means to the clocks, group by group.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Sheet, accepted_by, firsts};
use crate::{
    OfficeId, PromiseState, PromiseView,
    act::{
        Accept, Agreement, AnswerRaise, AnswerSupervision, Assign, Audit, Classify, Close, CourtConfirm, Decline,
        HandOver, LookBack, LookBackResult, Mediate, MediationResult, Object, Progress, Raise, Register, Reopen,
        RepeatContact, Reply, ReportClosed, Review, ReviewDecision, ReviewResult, ReviewTier, Serve, Supervise,
        SupervisionKind, TakeOver, Transfer, Visit, VisitKind, Withdraw,
    },
    config::Event,
};

impl Sheet<'_, '_> {
    /// 登记与受理.
    pub(super) fn intake(&mut self) {
        let docket = self.docket;
        if let Some((rank, register)) = docket.of::<Register>().next() {
            // K3: of the same matter, the earliest receipt starts the clock.
            let received_on = self.facts.links.earliest_received_on.unwrap_or(register.received_on);
            self.happened(rank, Event::Registered).on = received_on;
            self.happened(rank, Event::Held).on = register.received_on;
        }
        self.contacts();
        // Said again, it starts no new days.
        if let Some((rank, _)) = self.counting::<Classify>().into_iter().find(|(_, classify)| classify.simple) {
            self.happened(rank, Event::SimpleProposed);
        }
        if let Some(rank) = accepted_by(docket, self.facts.settled) {
            self.happened(rank, Event::Accepted);
            if docket.at::<Accept>(rank).is_some_and(|accept| accept.simple) {
                self.happened(rank, Event::SimpleAccepted);
            }
            self.held(rank, docket.office(rank));
        }
        // K6: beside an acceptance, neither a refusal nor a passing on takes the duty away.
        for (rank, _) in self.counting::<Decline>() {
            if !self.disputed(rank) {
                self.happened(rank, Event::Declined);
            }
        }
        for (rank, transfer) in self.counting::<Transfer>() {
            if self.disputed(rank) {
                continue;
            }
            self.happened(rank, Event::Transferred).office = transfer.to;
            let Some(to) = transfer.to else { continue };
            if let Some(by) = transfer.feedback_by.filter(|_| self.holds(rank)) {
                self.feedback_asked(rank, to, by);
            }
            self.held(rank, to);
        }
        for (rank, object) in self.counting::<Object>() {
            self.happened(rank, Event::TransferObjected).thread = Some(object.transfer);
        }
        // Back at the sender; until then it stays with the office that got it.
        for objection in self.facts.intake.objections.iter().filter(|objection| objection.returned) {
            if let Some(rank) = objection.answers.first().and_then(|answer| docket.graph.rank(*answer)) {
                self.held(rank, objection.sender);
            }
        }
        for (rank, take) in self.counting::<TakeOver>() {
            let hand_over = docket.seen_by::<HandOver>(rank, take.hand_over).map(|(_, said)| said);
            if hand_over.is_some_and(|said| docket.find::<Register>(said.contact).is_some()) {
                self.held(rank, docket.office(rank));
            }
        }
        for (rank, withdraw) in self.counting::<Withdraw>() {
            self.happened(rank, Event::Withdrawn).on = withdraw.received_on;
        }
    }

    /// Further contacts and their answers (DOMAIN F23).
    fn contacts(&mut self) {
        for contact in &self.facts.intake.contacts {
            let Some(rank) = self.docket.graph.rank(contact.act) else { continue };
            if self.docket.at::<RepeatContact>(rank).is_none() {
                continue;
            }
            self.happened(rank, Event::Contacted).on = contact.received_on;
            if let Some(answer) = contact.answered_by.and_then(|answer| self.docket.graph.rank(answer)) {
                self.happened(answer, Event::ContactAnswered).thread = Some(contact.act);
            }
        }
    }

    fn feedback_asked(&mut self, rank: usize, of: OfficeId, by: Date) {
        let asked = self.happened(rank, Event::FeedbackAsked);
        (asked.office, asked.until) = (Some(of), Some(by));
    }

    /// 交办与包案. The legal clock runs on whatever unit has the matter; only the holding clock begins anew.
    pub(super) fn duty(&mut self) {
        let docket = self.docket;
        let assigns = self.counting::<Assign>();
        for (rank, assign) in &assigns {
            // A later assignment of the same unit that names no day leaves the day that was named.
            let after = || assigns.iter().filter(|(later, _)| docket.saw(*later, *rank));
            let moved = |named: fn(&Assign) -> bool| {
                !self.holds(*rank) && after().any(|(_, later)| later.unit != assign.unit || named(later))
            };
            let due = assign.due.filter(|_| !moved(|later| later.due.is_some()));
            let feedback = assign.feedback_by.filter(|_| !moved(|later| later.feedback_by.is_some()));
            let assigned = self.happened(*rank, Event::Assigned);
            (assigned.office, assigned.until) = (Some(assign.unit), due);
            if let Some(by) = feedback {
                self.feedback_asked(*rank, assign.unit, by);
            }
            self.held(*rank, assign.unit);
        }
        for feedback in &self.facts.duty.feedback {
            if let Some(given) = feedback.given_by.and_then(|report| docket.graph.rank(report)) {
                self.happened(given, Event::FeedbackGiven).thread = Some(feedback.act);
            }
        }
        self.reports_to_senders();
        for (rank, answer) in self.counting::<AnswerRaise>().into_iter().filter(|(_, answer)| answer.taken) {
            if let Some((_, raise)) = docket.seen_by::<Raise>(rank, answer.raise) {
                self.held(rank, raise.to);
            }
        }
        self.promises();
    }

    /// What a transfer asked for, by the first report that had seen it and went to its sender or above.
    fn reports_to_senders(&mut self) {
        let directory = self.docket.context.directory;
        let asked = self.counting::<Transfer>().into_iter().filter(|(_, transfer)| transfer.feedback_by.is_some());
        let mut open: Vec<usize> = asked.map(|(rank, _)| rank).collect();
        for (report, progress) in self.counting::<Progress>() {
            let answers = |asked: &usize| {
                self.docket.saw(report, *asked)
                    && directory.is_ancestor_or_self(progress.to, self.docket.office(*asked))
            };
            let (given, still): (Vec<usize>, Vec<usize>) = open.into_iter().partition(answers);
            open = still;
            for asked in given {
                self.happened(report, Event::FeedbackGiven).thread = Some(self.docket.id(asked));
            }
        }
    }

    /// Promises and their days as they stand, those of agreements and meetings among them. One act may hold several: each
    /// that was kept is met before the next begins, since all of them answer to the same act.
    fn promises(&mut self) {
        let owed = |promise: &&PromiseView| promise.state != PromiseState::Cancelled && promise.due.is_some();
        let mut promises: Vec<&PromiseView> = self.facts.duty.promises.iter().filter(owed).collect();
        promises.sort_by_key(|promise| promise.kept_on.is_none());
        for promise in promises {
            let Some(rank) = self.docket.graph.rank(promise.act) else { continue };
            let promised = self.happened(rank, Event::Promised);
            (promised.office, promised.until) = (Some(promise.office), promise.due);
            if let Some((by, on)) = promise.by.zip(promise.kept_on) {
                let kept = self.happened(rank, Event::PromiseKept);
                (kept.act, kept.on, kept.thread) = (by, on, Some(promise.act));
            }
        }
    }

    /// 办理、调解与帮扶: mediations, agreements, visits after the closing.
    pub(super) fn handling(&mut self) {
        let docket = self.docket;
        // A mediation goes on until a session of the same body ends it: by session, the one that began it.
        let mut began: BTreeMap<usize, usize> = BTreeMap::new();
        let mut under_way: BTreeMap<_, usize> = BTreeMap::new();
        for (rank, session) in self.counting::<Mediate>() {
            let body = (session.tier, session.kind, session.organisation.as_str());
            let start = *under_way.entry(body).or_insert(rank);
            began.insert(rank, start);
            if start == rank {
                self.happened(rank, Event::MediationStarted);
            }
            if session.result != MediationResult::Continuing {
                self.happened(rank, Event::MediationEnded).thread = Some(docket.id(start));
                under_way.remove(&body);
            }
        }
        for (rank, agreement) in self.holding::<Agreement>() {
            // Without a mediation it ends none.
            let session = agreement.mediation.and_then(|id| docket.seen_by::<Mediate>(rank, id));
            let start = session.and_then(|(session, _)| began.get(&session)).copied().unwrap_or(rank);
            self.happened(rank, Event::Agreed).thread = Some(docket.id(start));
        }
        for (rank, confirm) in self.counting::<CourtConfirm>() {
            self.happened(rank, Event::CourtConfirmAsked).thread = Some(confirm.agreement);
        }
        for (rank, _) in self.counting::<Visit>().into_iter().filter(|(_, visit)| visit.kind == VisitKind::Return) {
            self.happened(rank, Event::ReturnVisited);
        }
    }

    /// 答复与复查复核.
    pub(super) fn answers(&mut self) {
        let docket = self.docket;
        for (rank, _) in self.counting::<Reply>() {
            self.happened(rank, Event::Replied);
        }
        self.services();
        for (rank, review) in self.counting::<Review>() {
            let event = match review.tier {
                ReviewTier::Review => Event::ReviewRequested,
                ReviewTier::Reexamination => Event::ReexamRequested,
            };
            let organ = docket.context.directory.office_called(&review.organ);
            let asked = self.happened(rank, event);
            asked.on = review.requested_on;
            // An organ of no entry in the directory: the office that took the request down keeps an eye on it.
            asked.office = organ.map(|office| office.id).or(asked.office);
        }
        for (rank, result) in self.holding::<ReviewResult>() {
            if let Some((_, review)) = docket.seen_by::<Review>(rank, result.review) {
                let event = match review.tier {
                    ReviewTier::Review => Event::ReviewDecided,
                    ReviewTier::Reexamination => Event::ReexamDecided,
                };
                self.happened(rank, event).thread = Some(result.review);
            }
        }
    }

    /// By what was served: of the services that saw no other the last day, since a right begins there.
    fn services(&mut self) {
        let docket = self.docket;
        let mut served: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (rank, serve) in self.counting::<Serve>() {
            if let Some(of) = docket.graph.rank(serve.act) {
                served.entry(of).or_default().push(rank);
            }
        }
        for (of, services) in served {
            let reviewed = docket.at::<ReviewResult>(of).and_then(|result| docket.find::<Review>(result.review));
            let event = match reviewed.map(|(_, review)| review.tier) {
                Some(ReviewTier::Review) => Event::ReviewServed,
                None if docket.at::<Reply>(of).is_some() => Event::Served,
                _ => continue,
            };
            let last = firsts(docket, &services).max_by_key(|rank| (self.day(*rank), *rank));
            if let Some(rank) = last.filter(|_| self.counts(of)) {
                self.happened(rank, event).thread = Some(docket.id(of));
            }
        }
    }

    /// 办结与回访. A closing that people have to decide about is none yet; one that was undone later was one.
    pub(super) fn closing(&mut self) {
        let docket = self.docket;
        for (rank, _) in self.counting::<Close>() {
            let undone = self.facts.reopeners.iter().any(|opener| docket.saw(*opener, rank));
            if !self.disputed(rank) && (self.holds(rank) || undone) {
                self.happened(rank, Event::Closed);
            }
        }
        for (rank, _) in self.counting::<ReportClosed>() {
            self.happened(rank, Event::Reported);
        }
        for (rank, _) in self.counting::<Audit>() {
            self.happened(rank, Event::Audited);
        }
        self.reopenings();
    }

    /// What opened the case again. One that had seen another without an answer since does not begin anew.
    fn reopenings(&mut self) {
        let docket = self.docket;
        let mut opened: Vec<usize> = self.facts.reopeners.iter().copied().filter(|rank| self.counts(*rank)).collect();
        opened.extend(self.counting::<Reopen>().into_iter().map(|(rank, _)| rank));
        let relapsed = |(_, look): &(usize, &LookBack)| look.result == LookBackResult::Relapsed;
        opened.extend(self.counting::<LookBack>().into_iter().filter(relapsed).map(|(rank, _)| rank));
        let changed = |(rank, result): &(usize, &ReviewResult)| {
            result.result != ReviewDecision::Uphold && docket.seen_by::<Review>(*rank, result.review).is_some()
        };
        opened.extend(self.holding::<ReviewResult>().into_iter().filter(changed).map(|(rank, _)| rank));
        opened.sort_unstable();
        opened.dedup();
        let replies = docket.ranks::<Reply>();
        let mut before: Vec<usize> = Vec::new();
        for rank in opened {
            let answered = replies.iter().rev().find(|reply| docket.saw(rank, **reply));
            let settled = |earlier: usize| answered.is_some_and(|reply| docket.saw(*reply, earlier));
            if before.iter().rev().any(|earlier| docket.saw(rank, *earlier) && !settled(*earlier)) {
                continue;
            }
            before.push(rank);
            let day = docket.at::<RepeatContact>(rank).map(|contact| contact.received_on);
            let reopened = self.happened(rank, Event::Reopened);
            reopened.on = day.unwrap_or(reopened.on);
        }
    }

    /// 督办.
    pub(super) fn supervision(&mut self) {
        let proposal = |kind| {
            use SupervisionKind::{HoldToAccount, ImprovePolicy, ImproveWork};
            matches!(kind, ImproveWork | ImprovePolicy | HoldToAccount)
        };
        for (rank, supervise) in self.counting::<Supervise>() {
            let event = if proposal(supervise.kind) { Event::Proposed } else { Event::Supervised };
            let sent = self.happened(rank, event);
            (sent.office, sent.until) = (Some(supervise.to), supervise.due);
        }
        for (rank, answer) in self.counting::<AnswerSupervision>() {
            if let Some((_, supervise)) = self.docket.seen_by::<Supervise>(rank, answer.supervision) {
                let event = if proposal(supervise.kind) { Event::ProposalAnswered } else { Event::SupervisionAnswered };
                self.happened(rank, event).thread = Some(answer.supervision);
            }
        }
    }
}
