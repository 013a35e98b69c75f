//! The words that [`TimelineItem::flags`](super::TimelineItem::flags) uses.

/// Its declared date lies before the day it was made (DOMAIN 3.3: allowed, but marked).
pub const BACKDATED: &str = "backdated";
/// Its declared date, or the day of receipt it names, lies after the day it was made.
pub const POSTDATED: &str = "postdated";
/// Its declared date lies before that of an act its author had seen last.
pub const DATED_BEFORE_A_SEEN_ACT: &str = "dated_before_a_seen_act";
/// Its declared date lies before that of the act it answers.
pub const DATED_BEFORE_WHAT_IT_ANSWERS: &str = "dated_before_what_it_answers";
/// The last day it names lies before its own.
pub const DUE_BEFORE_ITS_DAY: &str = "due_before_its_day";
/// Its author had seen an act that was made later by its own device's clock: one of the two clocks is wrong.
pub const CLOCK_BEHIND_A_SEEN_ACT: &str = "clock_behind_a_seen_act";
/// It names a seen act that is not here.
pub const SAW_AN_ABSENT_ACT: &str = "saw_an_absent_act";
/// This version does not know its kind, or its payload.
pub const NEEDS_A_NEWER_VERSION: &str = "needs_a_newer_version";
/// Its author had no authority for it (DOMAIN 3.2).
pub const LACKED_AUTHORITY: &str = "lacked_authority";
/// It settles a dispute its author cannot have seen.
pub const NO_SUCH_DISPUTE: &str = "no_such_dispute";
/// It was already done.
pub const ALREADY_DONE: &str = "already_done";
/// The extension comes from somebody who was not the head of the office (Art. 34).
pub const NOT_BY_A_HEAD: &str = "not_by_a_head";
/// The extension goes beyond what is allowed in all, 30 days at most, and is cut there (Art. 34).
pub const BEYOND_THE_CAP: &str = "beyond_the_cap";
/// Its kind belongs to another kind of document.
pub const MISPLACED: &str = "misplaced";
/// The contact came after the case was closed and opened it again.
pub const REOPENS: &str = "reopens";
/// It names an act that is not here, is of another kind, or that its author had not seen.
pub const NAMES_NO_SUCH_ACT: &str = "names_no_such_act";
/// It names a claim that the case does not have.
pub const NAMES_NO_SUCH_CLAIM: &str = "names_no_such_claim";
/// The vote comes from somebody who took no part in the finding (DOMAIN H02).
pub const NOT_A_PARTICIPANT: &str = "not_a_participant";
/// The vote or the signature stands over another text than the act has.
pub const OVER_ANOTHER_TEXT: &str = "over_another_text";
/// Votes of one person that had not seen each other contradict: they count as a dissent.
pub const CONTRADICTS_ITSELF: &str = "contradicts_itself";
/// The vote came after the finding was finished.
pub const AFTER_THE_FINISH: &str = "after_the_finish";
/// The clock was to run on before the day on which it stopped: it stopped for no day.
pub const ENDS_BEFORE_IT_BEGINS: &str = "ends_before_it_begins";
/// A court was asked to confirm the agreement after the 30 days (人民调解法 33).
pub const ASKED_TOO_LATE: &str = "asked_too_late";
/// A court was asked by one party alone (人民调解法 33).
pub const NOT_JOINT: &str = "not_joint";
/// Counselling without consent (DOMAIN H18).
pub const WITHOUT_CONSENT: &str = "without_consent";
/// Money was paid that nobody had granted and approved (DOMAIN H20).
pub const NOT_APPROVED: &str = "not_approved";
/// More was paid than the aid comes to (DOMAIN H20).
pub const BEYOND_THE_AID: &str = "beyond_the_aid";
/// More persons speak for the group than the configuration names (Art. 20); the contact is registered all the same.
pub const TOO_MANY_REPRESENTATIVES: &str = "too_many_representatives";
/// The office did not own the contact that it handed over (DOMAIN R19).
pub const NOT_THE_OWNER: &str = "not_the_owner";
/// It was for another office to say so (DOMAIN I14 to I16, R19).
pub const NOT_COMPETENT: &str = "not_competent";
/// It refuses or passes on what its author had seen accepted: the duty stays (Art. 23).
pub const AFTER_ACCEPTANCE: &str = "after_acceptance";
/// The matter was not concluded when it was no longer accepted (Art. 36).
pub const NOT_CONCLUDED: &str = "not_concluded";
/// The objection came after its last day (Art. 23).
pub const LATE_OBJECTION: &str = "late_objection";
/// Somebody who had not seen it says the opposite about the same matter (DOMAIN K3).
pub const CONTESTED: &str = "contested";
/// The assignment comes from a lower level than the last, which its author had seen, and names another lead or unit
/// (DOMAIN 3.2).
pub const FROM_A_LOWER_LEVEL: &str = "from_a_lower_level";
/// The office does not assign cases of this home office (DOMAIN 3.2).
pub const NOT_THE_ASSIGNING_LEVEL: &str = "not_the_assigning_level";
/// It names further leads, which the campaign does not allow (DOMAIN A02).
pub const CO_LEADS_NOT_ALLOWED: &str = "co_leads_not_allowed";
/// Its author takes no part in the case, and had seen that (Art. 28): work is kept, a decision has no effect.
pub const BY_ONE_STANDING_ASIDE: &str = "by_one_standing_aside";
/// It names somebody who takes no part in the case (Art. 28).
pub const NAMES_ONE_STANDING_ASIDE: &str = "names_one_standing_aside";
/// Its author had lost their function; it waits for the head (K12).
pub const NEEDS_CONFIRMATION: &str = "needs_confirmation";
/// Its author had lost their function, and the head stands for it (K12).
pub const CONFIRMED: &str = "confirmed";
/// Its author had lost their function, and the head does not stand for it (K12).
pub const NOT_CONFIRMED: &str = "not_confirmed";
/// It confirms an act that needs no confirmation.
pub const NOTHING_TO_CONFIRM: &str = "nothing_to_confirm";
/// The case was reassigned while its author worked on (K8).
pub const REASSIGNED_MEANWHILE: &str = "reassigned_meanwhile";
/// It was judged by an older configuration than acts beside or before it (K15).
pub const OLDER_VERSION: &str = "older_version";
/// No audit that its author had seen found the matter resolved (DOMAIN F16).
pub const NOT_AUDITED: &str = "not_audited";
/// It changes a promise without words by which the petitioner agrees (DOMAIN H26).
pub const NOT_AGREED: &str = "not_agreed";
/// It says that a promise was kept, and shows nothing for it (DOMAIN H26).
pub const WITHOUT_PROOF: &str = "without_proof";
/// The office neither owes what it says was done, nor is in charge or stands above.
pub const NOT_ITS_OFFICE: &str = "not_its_office";
/// Whoever signed is not what they signed as (DOMAIN F05).
pub const NOT_IN_THIS_ROLE: &str = "not_in_this_role";
/// The unit is not in charge of the case (DOMAIN R14).
pub const NOT_BY_THE_LEAD_UNIT: &str = "not_by_the_lead_unit";
/// The office did not issue what it withdraws, nor does it stand above the one that did.
pub const NOT_BY_THE_ISSUER: &str = "not_by_the_issuer";
/// The request for review came after its last day (Art. 35, 36); it is taken down all the same.
pub const LATE_REQUEST: &str = "late_request";
/// The file is redacted and not shown (K18).
pub const REDACTED: &str = "redacted";
/// The file was to be redacted by somebody who is neither a privacy officer nor a head (K18).
pub const NOT_BY_PRIVACY: &str = "not_by_privacy";
/// There is no such scheme of numbers.
pub const UNKNOWN_SCHEME: &str = "unknown_scheme";
/// An earlier number, still valid (K11).
pub const ALIAS: &str = "alias";
/// The office is none that audits, or the auditor recorded another act of the case (DOMAIN F14).
pub const NOT_INDEPENDENT: &str = "not_independent";
/// The rating carries no receipt code of the case, or was not read back (DOMAIN F07).
pub const NOT_CONFIRMED_BY_PETITIONER: &str = "not_confirmed_by_petitioner";
/// Its author had seen no closing that held.
pub const NOT_AFTER_A_CLOSING: &str = "not_after_a_closing";
/// Every flag there is.
pub const ALL: &[&str] = &[
    BACKDATED,
    POSTDATED,
    DATED_BEFORE_A_SEEN_ACT,
    DATED_BEFORE_WHAT_IT_ANSWERS,
    DUE_BEFORE_ITS_DAY,
    CLOCK_BEHIND_A_SEEN_ACT,
    SAW_AN_ABSENT_ACT,
    NEEDS_A_NEWER_VERSION,
    LACKED_AUTHORITY,
    NO_SUCH_DISPUTE,
    ALREADY_DONE,
    NOT_BY_A_HEAD,
    BEYOND_THE_CAP,
    MISPLACED,
    REOPENS,
    NAMES_NO_SUCH_ACT,
    NAMES_NO_SUCH_CLAIM,
    NOT_A_PARTICIPANT,
    OVER_ANOTHER_TEXT,
    CONTRADICTS_ITSELF,
    AFTER_THE_FINISH,
    ENDS_BEFORE_IT_BEGINS,
    ASKED_TOO_LATE,
    NOT_JOINT,
    WITHOUT_CONSENT,
    NOT_APPROVED,
    BEYOND_THE_AID,
    TOO_MANY_REPRESENTATIVES,
    NOT_THE_OWNER,
    NOT_COMPETENT,
    AFTER_ACCEPTANCE,
    NOT_CONCLUDED,
    LATE_OBJECTION,
    CONTESTED,
    FROM_A_LOWER_LEVEL,
    NOT_THE_ASSIGNING_LEVEL,
    CO_LEADS_NOT_ALLOWED,
    BY_ONE_STANDING_ASIDE,
    NAMES_ONE_STANDING_ASIDE,
    NEEDS_CONFIRMATION,
    CONFIRMED,
    NOT_CONFIRMED,
    NOTHING_TO_CONFIRM,
    REASSIGNED_MEANWHILE,
    OLDER_VERSION,
    NOT_AUDITED,
    NOT_AGREED,
    WITHOUT_PROOF,
    NOT_ITS_OFFICE,
    NOT_IN_THIS_ROLE,
    NOT_BY_THE_LEAD_UNIT,
    NOT_BY_THE_ISSUER,
    LATE_REQUEST,
    REDACTED,
    NOT_BY_PRIVACY,
    UNKNOWN_SCHEME,
    ALIAS,
    NOT_INDEPENDENT,
    NOT_CONFIRMED_BY_PETITIONER,
    NOT_AFTER_A_CLOSING,
];
