//! What can become of a case: a table of plots. A county plays each of them once, and then draws by their weights.

mod apart;
mod audience;
mod plain;
mod twins;

use jiff::civil::{Date, date};
use taizhang_model::act::{CaseKind, Channel, Register, Source, SourceLevel, VisitKind};

use crate::{
    story::{Coming, Story},
    world::DeskNo,
};

pub(crate) use twins::{Twins, play_twins};

/// From this day on, time stands still for a case that has much to do: the year ends.
const LAST_DAY: Date = date(2026, 11, 20);

/// Things that fill the days of a case, beside notes and visits.
const CHORES: usize = 11;

macro_rules! plots {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $weight:literal;)*) => {
        /// What becomes of a case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Plot {
            $($(#[$doc])* $name,)*
        }

        impl Plot {
            /// Every plot with its weight, in the order in which a county plays them first.
            pub(crate) const ALL: &'static [(Self, usize)] = &[$((Self::$name, $weight),)*];

            /// Its name in the truth.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

plots! {
    /// Two assign apart, and nobody decides.
    TwoLeads = "two_leads", 4;
    /// In hand.
    Handling = "handling", 90;
    /// Closed here, visited there.
    ClosedUnseen = "closed_unseen", 4;
    /// It accuses the town, and its people come to the petition office.
    Accusation = "accusation", 8;
    /// It accuses the town, and its people come to one of its villages.
    AccusationFromBelow = "accusation_from_below", 4;
    /// An office that had a part in it has none any more.
    LetGo = "let_go", 10;
    /// The same, and it is let in again.
    LetInAgain = "let_in_again", 5;
    /// Resolved.
    Resolved = "resolved", 250;
    /// Two assign apart, and the county chooses one.
    TwoLeadsSettled = "two_leads_settled", 4;
    /// Listed, resolved and cleared, or still listed.
    Listed = "listed", 40;
    /// Extended twice.
    TwoExtensions = "two_extensions", 3;
    /// Mediated, with an agreement.
    Mediated = "mediated", 35;
    /// A paper is signed here and replaced there.
    SignedThenReplaced = "signed_then_replaced", 3;
    /// Mediated without an agreement.
    MediationFailed = "mediation_failed", 15;
    /// Accepted here, refused there.
    AcceptedOrNot = "accepted_or_not", 3;
    /// Heard, or about to be.
    Heard = "heard", 25;
    /// Two replies that differ.
    TwoReplies = "two_replies", 3;
    /// Raised to the county.
    Raised = "raised", 20;
    /// The earlier handler works on.
    WorkedOn = "worked_on", 3;
    /// Sent back by a review, and answered anew.
    SentBack = "sent_back", 15;
    /// Opened again here, audited as resolved there.
    ReopenedAndResolved = "reopened_and_resolved", 3;
    /// Finalised, and brought up once more.
    Finalised = "finalised", 15;
    /// A vote beside the finish.
    VoteBesideFinish = "vote_beside_finish", 2;
    /// Opened again, and closed again in some.
    Reopened = "reopened", 50;
    /// Two official numbers.
    TwoNumbers = "two_numbers", 3;
    /// Returned by the audit.
    Returned = "returned", 15;
    /// Aid granted twice.
    GrantedTwice = "granted_twice", 2;
    /// Passed on, objected to, and taken after all.
    Objected = "objected", 15;
    /// A field written twice.
    FieldTwice = "field_twice", 4;
    /// Handed over by its first receiver.
    HandedOver = "handed_over", 30;
    /// Withdrawn while a reply was issued.
    WithdrawnReplied = "withdrawn_replied", 2;
    /// Not accepted.
    Declined = "declined", 30;
    /// A redacted file added again.
    RedactedAgain = "redacted_again", 2;
    /// Withdrawn by the petitioner.
    Withdrawn = "withdrawn", 30;
    /// The same, and the closing is chosen.
    ClosedUnseenSettled = "closed_unseen_settled", 3;
    /// In hand, under another lead than at first.
    LeadChanged = "lead_changed", 25;
    /// The same, and a new closing covers the visit.
    ClosedUnseenCovered = "closed_unseen_covered", 3;
    /// From the backlog of the years before.
    Backlog = "backlog", 40;
    /// The same, and it is refused.
    RefusedAfterAll = "refused_after_all", 2;
    /// The same, and the audit stands.
    ResolvedAfterAll = "resolved_after_all", 2;
    /// Two replies, and one that saw both.
    TwoRepliesAnswered = "two_replies_answered", 2;
    /// The same, and it is signed again.
    SignedAgain = "signed_again", 2;
    /// Closed and reported.
    Reported = "reported", 60;
    /// Two assign apart, and the county names a third.
    TwoLeadsReplaced = "two_leads_replaced", 3;
    /// In hand on the simple track.
    Simple = "simple", 40;
    /// Passed on, objected to, and taken back.
    TakenBack = "taken_back", 10;
    /// Extended twice, and the longer one is confirmed.
    TwoExtensionsSettled = "two_extensions_settled", 2;
    /// The same, and it stays accepted.
    AcceptedAfterAll = "accepted_after_all", 2;
    /// The same, and the finish stands.
    VoteBesideFinishSettled = "vote_beside_finish_settled", 2;
    /// Two official numbers, and one is chosen.
    TwoNumbersSettled = "two_numbers_settled", 2;
    /// Aid granted twice, and one grant stands.
    GrantedTwiceSettled = "granted_twice_settled", 2;
    /// A field written twice, and a value chosen.
    FieldChosen = "field_chosen", 3;
    /// The same, and the withdrawal counts.
    WithdrawnAfterAll = "withdrawn_after_all", 2;
    /// The same, and it stays hidden.
    RedactedAgainSettled = "redacted_again_settled", 2;
    /// Extended twice, granted twice, numbered twice, and nobody decides any of it.
    Tangled = "tangled", 3;
    /// Long and busy.
    Endless = "endless", 10;
    /// Registered, and nothing else yet.
    Registered = "registered", 45;
    /// Accepted, and nothing else yet.
    Accepted = "accepted", 45;
    /// Passed on to the town, which has not taken it yet.
    Transferred = "transferred", 20;
    /// Passed on to another county.
    TransferredOut = "transferred_out", 20;
    /// Between two sessions of a mediation.
    InMediation = "in_mediation", 25;
    /// Replied to and not served.
    Replied = "replied", 40;
    /// Served.
    Served = "served", 50;
    /// In review, or in re-examination.
    InReview = "in_review", 20;
    /// Waiting for signatures.
    ClosingAsked = "closing_asked", 30;
    /// Closed.
    Closed = "closed", 70;
}

impl Plot {
    /// Who registers the matter, and how it comes in.
    pub(crate) fn coming(self, story: &mut crate::dice::Dice) -> Coming {
        let channels = [Channel::Visit, Channel::Letter, Channel::Phone, Channel::Online, Channel::Screening];
        let persons = if story.one_in(8) { story.between(5, 30) } else { story.between(1, 3) };
        let mut register = Register {
            channel: *story.pick(&channels),
            persons: u32::try_from(persons).expect("few"),
            batches: 1,
            ..Register::default()
        };
        if story.one_in(6) {
            register.channel = Channel::Assigned;
            register.source =
                Some(Source {
                    level: SourceLevel::City, office: "市信访局".into(), number: "市信转12号".into()
                });
        }
        register.kind = match story.below(10) {
            0..3 => CaseKind::Dispute,
            3 => CaseKind::EarlyIssue,
            _ => CaseKind::Petition,
        };
        let accuses_town = matches!(self, Self::Accusation | Self::AccusationFromBelow);
        Coming { register, accuses_town, ..Coming::default() }
    }

    /// Whether somebody above the town registers it, to pass it on.
    pub(crate) const fn comes_from_above(self) -> bool {
        matches!(
            self,
            Self::Transferred
                | Self::TransferredOut
                | Self::Objected
                | Self::TakenBack
                | Self::HandedOver
                | Self::Accusation
        )
    }

    /// Lives a case through.
    pub(crate) fn play(self, story: &mut Story<'_>) -> anyhow::Result<()> {
        story.meant.plot = self.name();
        match self {
            Self::TwoLeads
            | Self::TwoLeadsSettled
            | Self::TwoLeadsReplaced
            | Self::ClosedUnseen
            | Self::ClosedUnseenSettled
            | Self::ClosedUnseenCovered
            | Self::TwoExtensions
            | Self::TwoExtensionsSettled
            | Self::SignedThenReplaced
            | Self::SignedAgain
            | Self::AcceptedOrNot
            | Self::AcceptedAfterAll
            | Self::RefusedAfterAll
            | Self::TwoReplies
            | Self::TwoRepliesAnswered
            | Self::WorkedOn
            | Self::ReopenedAndResolved
            | Self::ResolvedAfterAll
            | Self::VoteBesideFinish
            | Self::VoteBesideFinishSettled
            | Self::TwoNumbers
            | Self::TwoNumbersSettled
            | Self::GrantedTwice
            | Self::GrantedTwiceSettled
            | Self::Tangled
            | Self::FieldTwice
            | Self::FieldChosen
            | Self::WithdrawnReplied
            | Self::WithdrawnAfterAll
            | Self::RedactedAgain
            | Self::RedactedAgainSettled => apart::play(self, story),
            Self::Accusation | Self::AccusationFromBelow | Self::LetGo | Self::LetInAgain => {
                audience::play(self, story)
            }
            _ => plain::play(self, story),
        }
    }
}

impl Story<'_> {
    /// Described, clear, and accepted by the town.
    pub(crate) fn taken_on(&mut self) -> anyhow::Result<()> {
        self.described()?;
        self.later(0, 4);
        self.clarified()?;
        let clerk = self.cast.town.clerk;
        let notice = self.accept(clerk, false)?;
        if self.dice.one_in(3) {
            self.notified(notice)?;
        }
        Ok(())
    }

    /// Accepted, and in the town's hands.
    pub(crate) fn under_way(&mut self) -> anyhow::Result<()> {
        self.taken_on()?;
        self.later(0, 4);
        self.assigned_to_town()?;
        self.later(1, 3);
        Ok(())
    }

    /// Somebody else who can hold the case: the village, or else the petition office.
    pub(crate) fn bystander(&self) -> DeskNo {
        self.cast.village.as_ref().map_or(self.world.petition, |village| village.clerk)
    }

    /// One thing of those that fill the days: of the first [`CHORES`] each is another, the rest are notes and visits.
    fn chore(&mut self, which: usize) -> anyhow::Result<()> {
        let (field, clerk) = (self.fieldworker(), self.cast.town.clerk);
        match which {
            0 => self.promised(),
            1 => self.supervised(),
            2 => self.assessed(),
            3 => self.reported_upwards(),
            4 => self.planned(),
            5 => self.helped(),
            6 => self.received_by_leader(),
            7 => self.marked(),
            8 => self.mistaken_party(),
            9 => self.revoked_document(),
            10 => {
                let file = self.file();
                self.attached(field, &file).map(drop)
            }
            _ if self.dice.one_in(2) => self.noted(if which.is_multiple_of(2) { clerk } else { field }).map(drop),
            _ => self.visited(field, VisitKind::VisitDown).map(drop),
        }
    }

    /// Some of what fills the days of a case that is in hand.
    pub(crate) fn busy(&mut self, acts: usize) -> anyhow::Result<()> {
        let goal = self.meant.acts + acts;
        while self.meant.acts < goal {
            let many = goal - self.meant.acts > 30;
            if self.day < LAST_DAY && self.dice.one_in(if many { 6 } else { 2 }) {
                self.later(1, 2);
            }
            let chore = self.dice.below(if many { 5 * CHORES } else { 2 * CHORES });
            self.chore(chore)?;
        }
        Ok(())
    }

    /// Whether something happens that happens once in so many cases.
    pub(crate) fn chance(&mut self, times: usize) -> bool {
        self.dice.one_in(times) || self.thorough
    }

    /// Everything that fills the days of a case, once.
    pub(crate) fn busy_with_everything(&mut self) -> anyhow::Result<()> {
        for chore in 0..CHORES {
            self.chore(chore)?;
        }
        Ok(())
    }

    /// How much happens in a case beside what its plot needs: mostly little, in some cases a great deal.
    pub(crate) fn busyness(&mut self) -> usize {
        if self.thorough {
            return 0;
        }
        match self.dice.below(100) {
            0..40 => 0,
            40..70 => self.dice.between(1, 4),
            70..90 => self.dice.between(5, 12),
            90..98 => self.dice.between(13, 40),
            _ => self.dice.between(41, 110),
        }
    }
}
