//! Who may record what (DOMAIN 3.2): one table for every kind of act, and one question that is asked of it.
//!
//! The check asks on the author's own device before an act is recorded; the fold asks on every device that reads it, of
//! the author's entry in the directory and of the case as they stood before that author. What its author had no authority
//! for is kept in the timeline under their name and has no effect. docs/DOMAIN.md shows the table.

mod levels;
mod question;

pub use levels::LeadNeeds;
pub(crate) use question::{Asked, Charge};

use crate::{ActBody, Staff, StaffRole, act::Sign, act::SignRole};

/// Whom an act takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// The words are the petitioner's, whoever writes them down: they always hold.
    Petitioner,
    /// The staff of any office that has the case.
    Staff,
    /// The head of the office acted for.
    Head,
    /// The head of the office whose act it confirms, or of one above, who is not its author.
    HeadOfItsOffice,
    /// Whoever stands aside, or their head.
    ThemselvesOrHead,
    /// The privacy officer or the head of the office acted for.
    Privacy,
    /// A head of the home office or of one above it, or its privacy officer.
    ReadingOfficer,
    /// Whoever is what they sign as.
    InItsRole,
    /// Any office until the matter is passed on; then the receiver, an office above it or one below.
    Competent,
    /// The office that the matter was sent to, or one of its own.
    Receiver,
    /// The office that sent the matter, or one above.
    Sender,
    /// The office that owns the contact.
    Owner,
    /// The assigning level; for another lead or unit, the level of the last assignment or one above.
    AssigningLevel,
    /// The unit in charge, or an office above it.
    InCharge,
    /// For a reply the unit in charge, or an office above it; for any other paper the staff of any office.
    InChargeOfReplies,
    /// An office in charge, that assists or that assigned, or one above.
    TakingPart,
    /// The office that owes it, one that takes part, or one above.
    Owing,
    /// A coordinating office, or one above the unit in charge.
    FromAbove,
    /// The office that the matter was raised to, or one above.
    RaisedTo,
    /// The office that issued it, or one above.
    Issuer,
    /// A participant of the finding.
    Participant,
    /// An office that audits.
    AuditOffice,
    /// An office that audits, by somebody who wrote no act of the case before.
    Independent,
    /// An office above, or one that supervises.
    Supervisor,
    /// The office that was urged, or one above.
    Supervised,
    /// The office and the function named with the dispute.
    Settler,
    /// As the kind of entry says.
    Entry,
    /// The office at the top of the county.
    Top,
}

impl Who {
    /// As docs/DOMAIN.md says it.
    #[cfg(test)]
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Petitioner => "whoever writes it down: it always holds",
            Self::Staff => "the staff of any office that has the case",
            Self::Head => "the head of the office",
            Self::HeadOfItsOffice => "the head of that act's office or of one above, not its author",
            Self::ThemselvesOrHead => "whoever stands aside, or their head",
            Self::Privacy => "the privacy officer or the head of the office",
            Self::ReadingOfficer => "a head of the home office or of one above it, or its privacy officer",
            Self::InItsRole => "whoever is what they sign as",
            Self::Competent => "any office; once passed on, the receiver and those above and below it",
            Self::Receiver => "the office it was sent to, or one of its own",
            Self::Sender => "the office that sent it, or one above",
            Self::Owner => "the office that owns the contact",
            Self::AssigningLevel => {
                "the assigning level; for another lead or unit that of the last assignment or above"
            }
            Self::InCharge => "the unit in charge, or an office above it",
            Self::InChargeOfReplies => "of a reply the unit in charge or one above; of other papers any office",
            Self::TakingPart => "an office in charge, that assists or that assigned, or one above",
            Self::Owing => "the office that owes it, one that takes part, or one above",
            Self::FromAbove => "a coordinating office, or one above the unit in charge",
            Self::RaisedTo => "the office it was raised to, or one above",
            Self::Issuer => "the office that issued it, or one above",
            Self::Participant => "a participant of the finding",
            Self::AuditOffice => "an office that audits",
            Self::Independent => "an office that audits, by somebody who wrote no act of the case",
            Self::Supervisor => "an office above, or one that supervises",
            Self::Supervised => "the office that was urged, or one above",
            Self::Settler => "the office and function named with the dispute",
            Self::Entry => "as the kind of entry says",
            Self::Top => "the office at the top of the county",
        }
    }

    /// Whether the answer depends on who has the case: on what was accepted, passed on, handed over
    /// and assigned before.
    pub(crate) fn asks_who_has_the_case(self) -> bool {
        matches!(
            self,
            Self::InItsRole
                | Self::Competent
                | Self::Owner
                | Self::AssigningLevel
                | Self::InCharge
                | Self::InChargeOfReplies
                | Self::TakingPart
                | Self::Owing
                | Self::FromAbove
        )
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Whom it takes.
    pub(crate) who: Who,
    /// Whether it decides something: then nobody records it who stands aside (Art. 28). Work and words do not.
    pub(crate) decides: bool,
    /// Where that is written.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test that compares docs/DOMAIN.md"))]
    pub(crate) source: &'static str,
}

macro_rules! table {
    ($($kind:ident $who:ident $does:ident $source:literal;)*) => {
        /// The row of an act's kind; none where this version does not know it.
        pub(crate) fn row(body: &ActBody) -> Option<Row> {
            match body {
                $(ActBody::$kind(_) => {
                    Some(Row { who: Who::$who, decides: table!(@$does), source: $source })
                })*
                ActBody::Unknown { .. } => None,
            }
        }
    };
    (@decides) => { true };
    (@works) => { false };
}

table! {
    // 登记与受理.
    Register Petitioner works "3.2, Art. 22";
    Contact Petitioner works "3.2, F15";
    HandOver Owner works "R19";
    TakeOver Receiver works "R19";
    Clarify Staff works "I08";
    Classify Staff works "C01";
    Urgency Staff works "C14";
    Accept Competent decides "3.2, I14, Art. 23";
    Decline Competent decides "3.2, I14, Art. 23";
    Transfer Competent decides "3.2, I15, Art. 22";
    Object Receiver decides "3.2, Art. 23";
    AnswerObjection Sender decides "3.2, Art. 23";
    Withdraw Petitioner works "3.2, K16";
    // 交办与包案.
    Assign AssigningLevel decides "3.2, A01";
    Plan TakingPart decides "A03, H05";
    Milestone Owing works "A09";
    Promise Owing decides "H26";
    Deliver Owing works "H26";
    CancelPromise Owing decides "H26";
    Extend Head decides "3.2, Art. 34";
    Raise Staff works "A16";
    AnswerRaise RaisedTo decides "A16";
    List FromAbove decides "A13";
    Delist FromAbove decides "F16";
    Progress Staff works "A15";
    Recuse ThemselvesOrHead works "Art. 28";
    Confirm HeadOfItsOffice decides "K12";
    // 办理、调解与帮扶.
    Note Staff works "3.2";
    Visit Staff works "H01";
    AssessClaim Staff decides "H06";
    ClaimOutcome Staff decides "H07";
    Finding Staff works "H02";
    Vote Participant decides "3.2, H02";
    FinishFinding Staff decides "3.2, H02";
    Meet Staff works "H08";
    Pause Staff decides "3.3";
    Resume Staff works "3.3";
    Mediate Staff works "H10";
    Agreement Staff works "F06";
    CourtConfirm Staff works "F06";
    PathNotice Staff works "H15";
    Aid Staff decides "H17";
    Pay Staff decides "H20";
    // 文书、答复与复查复核.
    Document Staff works "F01";
    Reply InCharge decides "3.2, R14, Art. 32";
    Sign InItsRole decides "3.2, F05";
    Serve InChargeOfReplies works "3.2, F11";
    Revoke Issuer decides "F11";
    Review Petitioner works "Art. 35";
    ReviewResult Staff decides "F13, Art. 35";
    Finalise Staff decides "F13, Art. 36";
    Attach Staff works "F26";
    Redact Privacy decides "K18";
    Number Staff works "K11";
    // 办结与回访.
    FirstReview AuditOffice decides "F10";
    Close InCharge decides "3.2, F05";
    ReportClosed Staff works "3.2, M01";
    Audit Independent decides "3.2, F14";
    Rate Petitioner works "3.2, F07";
    LookBack Staff works "F17";
    Reopen Staff works "3.2";
    ExternalMark Staff works "I24";
    // 督办.
    Supervise Supervisor decides "3.2, S01, Art. 40";
    AnswerSupervision Supervised decides "S02, Art. 40";
    // 关联.
    Link Staff works "I19";
    Unlink Staff works "I19";
    NotSameMatter Staff works "K3";
    Party Staff works "3.1";
    RemoveParty Staff works "3.1";
    Join Staff works "P01";
    // 查阅.
    Restrict ReadingOfficer decides "3.2";
    LiftRestriction ReadingOfficer decides "3.2";
    BreakGlass Staff decides "3.2, Art. 28";
    // 其他文档.
    Enter Entry works "2";
    Revise Entry works "2";
    Respond Entry works "2";
    Publish Entry works "2";
    Strike Entry works "2";
    Access Entry works "3.1";
    Configure Top works "0.2";
    // 裁决.
    Settle Settler decides "3.2, 3.4";
}

/// Whether an entry of the directory has the function that an act needs of its author in their own office (DOMAIN K12).
pub(crate) fn has_function(staff: &Staff, body: &ActBody) -> bool {
    match (row(body).map(|row| row.who), body) {
        (Some(Who::Head), _) => staff.is_head,
        (Some(Who::Privacy | Who::ReadingOfficer), _) => staff.is_head || staff.roles.contains(&StaffRole::Privacy),
        (_, ActBody::Sign(Sign { role: SignRole::Head, .. })) => staff.is_head,
        (_, ActBody::Sign(Sign { role: SignRole::DeputyHead, .. })) => staff.is_deputy(),
        _ => true,
    }
}

impl Staff {
    /// Whether somebody stands in for the head: a head themselves, of the leadership team, or a deputy in charge.
    pub(crate) fn is_deputy(&self) -> bool {
        self.is_head || self.is_team_member || self.roles.contains(&StaffRole::DeputyInCharge)
    }
}

#[cfg(test)]
mod tests;
