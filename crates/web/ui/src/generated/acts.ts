// What each kind of act carries.
// Written by scripts/types.mjs from `taizhang schema`: do not edit.

import type {
  AccessKind,
  AidKind,
  AidSource,
  CaseKind,
  Channel,
  ClaimMerit,
  ClaimOpinion,
  ClaimSaid,
  ClaimTrack,
  ConfirmationState,
  Crossing,
  Difficulty,
  DocumentKind,
  Eligibility,
  FindingMethod,
  HandlingPath,
  InspectionKind,
  InspectionScope,
  Instance,
  LegalPath,
  LinkKind,
  LookBackResult,
  MatterClass,
  MediationKind,
  MediationResult,
  MediationTier,
  MeetingKind,
  OpinionSaid,
  OutcomeKind,
  PairedGift,
  PartyRole,
  PauseReason,
  PriorityIssue,
  ProcessDefect,
  ProgressKind,
  RaiseKind,
  RatedBy,
  Refused,
  Remedy,
  ReopenCause,
  ReplyPosition,
  ReviewDecision,
  ReviewTier,
  Secrecy,
  ServeMethod,
  SignRole,
  Source,
  Step,
  SupervisionKind,
  SupervisionTrigger,
  Term,
  TransferKind,
  Trend,
  Triage,
  Value,
  VisitKind,
} from './defs';

/** By kind of act. */
export interface Acts {
  /**
   * Registration (登记; DOMAIN I01 to I03, I09, I22, I26).
   *
   * Needs a case that is not registered. It is never refused for what the matter is (DOMAIN 0.5), nor for how many speak
   * for a group: more than the configuration names are flagged. Starts the clock of acceptance on the day of receipt.
   */
  register: {
    /** The offices it accuses: it never reaches them, nor those below them (Art. 46). */
    accused?: string[];
    /**
     * Batches in which its people came (批次; DOMAIN I18).
     * Format: uint32.
     */
    batches?: number;
    /** How it came in. */
    channel: Channel;
    /** What the case is. */
    kind?: CaseKind;
    /** The provisional number the office gave it. */
    number: string;
    /**
     * Persons who brought it.
     * Format: uint32.
     */
    persons: number;
    /** The code by which the petitioner asks for its progress (查询码). */
    receipt_code: string;
    /**
     * The day it came in.
     * Format: date.
     */
    received_on: string;
    /** Who speaks for a group (代表; Art. 20): names to show. */
    representatives?: string[];
    /**
     * The screening round that found it (DOMAIN I03, I04).
     * Format: entry.
     */
    screening?: string | null;
    /** Who may read it. */
    secrecy?: Secrecy;
    /** Where it was assigned from. */
    source?: Source | null;
    /** What it is about, in short. */
    summary: string;
  };
  /**
   * A further contact on a case (再次来信、来访; DOMAIN I19, F12, F23).
   *
   * Needs a registered case, and nothing else: registering a contact is never blocked, not even on a concluded matter. After a closing it opens the
   * case again; beside one, the closing does not hold (K2).
   */
  contact: {
    /**
     * Batches in which they came (批次; DOMAIN I18).
     * Format: uint32.
     */
    batches?: number;
    /** How it came in. */
    channel: Channel;
    /**
     * Persons who came.
     * Format: uint32.
     */
    persons: number;
    /** The code by which this contact's progress can be asked for (查询码). */
    receipt_code?: string;
    /**
     * The day it came in.
     * Format: date.
     */
    received_on: string;
    /** Who spoke for a group (代表; Art. 20): names to show. */
    representatives?: string[];
    /** Where it was passed on from, where a higher office sent it (DOMAIN I26). */
    source?: Source | null;
    /** What it was about, in short. */
    summary: string;
  };
  /**
   * The first receiver hands a contact over (首问负责; DOMAIN R19). They own it until it is taken over.
   *
   * Needs a contact of this case that the office owns, and another office of the directory that is not accused in the
   * matter. A second handing over of the same contact takes the place of the first.
   */
  hand_over: {
    /**
     * The registration or contact that is handed over.
     * Format: act.
     */
    contact: string;
    /** What that office should know. */
    text?: string;
    /**
     * The office that is to take it.
     * Format: office.
     */
    to: string;
  };
  /**
   * The office takes over a contact that was handed to it (首问接收; DOMAIN R19). It owns the contact from then on.
   *
   * Needs a handing over to this office, or to one above it, that nobody has taken yet.
   */
  take_over: {
    /**
     * The handing over.
     * Format: act.
     */
    hand_over: string;
  };
  /**
   * What has to be clear before a matter is assigned (五个明确; DOMAIN I08). Petitioner and claim stand in the case itself.
   *
   * Needs a registered case and at least one part. A part that is left out stays as it was: see
   * [`Clarities`](crate::Clarities) for the gate.
   */
  clarify: {
    /**
     * The unit that should be in charge (牵头单位).
     * Format: office.
     */
    lead_unit?: string | null;
    /** The handling that is proposed (办理意见). */
    opinion?: string;
    /** The policy that applies (政策界定). */
    policy?: string;
  };
  /**
   * What kind of matter it is (分类; DOMAIN C01 to C04, C15, C16, C18 to C20, I17).
   *
   * Needs a category of the configuration, where it names one, and free words that label nobody. Takes the place of every classification its author had
   * seen, whole. Of two that had not seen each other both are shown, the later one first.
   */
  classify: {
    /** Borders it crosses. */
    crossings?: Crossing[];
    /** What went wrong in its handling. */
    defects?: ProcessDefect[];
    /** How hard it is. */
    difficulty?: Difficulty | null;
    /**
     * Funds that settling it would take, in fen.
     * Format: uint64.
     */
    funds_needed?: number | null;
    /** The order of work. */
    matter_class?: MatterClass | null;
    /** Which way it is handled. */
    path?: HandlingPath | null;
    /** Why it comes first. */
    priority?: PriorityIssue | null;
    /**
     * Whether the simple track is proposed (简易办理; DOMAIN 2): first, clear and small. Starts the short limit for
     * deciding on acceptance; the acceptance says whether the track is taken.
     */
    simple?: boolean;
    /** The category, a key of the category tree. */
    subject?: string | null;
    /** Free words for the matter, such as 无头案: never for a person. */
    tags?: string[];
    /** Where it can be settled. */
    triage?: Triage | null;
  };
  /**
   * How urgent the case is (四色; DOMAIN C14): of a case, with a reason, for a time; never of a person.
   *
   * Needs a colour of the configuration, a reason, and a last day that is not past and not beyond the days of that
   * colour. Takes the place of every one its author had seen; without effect from the day after its last.
   */
  urgency: {
    /** A colour of the configuration. */
    colour: string;
    /** Why. */
    reason: string;
    /** Where the matter is heading. */
    trend?: Trend | null;
    /**
     * The last day it holds.
     * Format: date.
     */
    until: string;
  };
  /**
   * Acceptance (受理; DOMAIN I14, Art. 23).
   *
   * Needs a registered case that is not accepted, and an office that it was not passed on from. Meets the deadline of acceptance and starts that of handling, on the
   * day it is declared for. Of several, those that saw no other start the clock, the earliest day
   * first. Against a concurrent refusal or transfer elsewhere it is dispute K6: meanwhile the acceptance holds.
   */
  accept: {
    /** Number of the written notice (受理告知书). */
    notice_no?: string | null;
    /** Whether the simple track is taken (简易办理; DOMAIN 2). */
    simple?: boolean;
  };
  /**
   * The office does not accept the matter, and says why in writing (不予受理; DOMAIN I14; Art. 23, 36). Further contacts
   * are still registered.
   *
   * Needs a reason and the number of the written notice, unless the petitioner cannot be reached. *Not accepted* needs a
   * case that nobody accepted, and an office it was not passed on from. *No longer accepted* (F12) needs a matter that is
   * concluded: here, or in the case of the same matter that it names. Against a concurrent acceptance it is dispute K6.
   */
  decline: {
    /**
     * The case of the same matter that is concluded, where it is not this one.
     * Format: case.
     */
    concluded_in?: string | null;
    /** Which of the two. */
    kind: Refused;
    /** Number of the written notice. */
    notice_no?: string | null;
    /** Why, and where the petitioner may turn to. */
    reason: string;
    /** The petitioner's name or where to write to is not clear (Art. 23): nobody can be told. */
    unreachable?: boolean;
  };
  /**
   * The matter is passed on to the unit that is competent (转送; DOMAIN I15, I16; Art. 22).
   *
   * Needs a case that nobody accepted, an office that it was not passed on from, a reason, and either an office of this
   * ledger or the name of another unit; never an office that is accused in the matter (Art. 46). Against a concurrent
   * acceptance elsewhere it is dispute K6.
   */
  transfer: {
    /**
     * By when an answer is asked for.
     * Format: date.
     */
    feedback_by?: string | null;
    /** How. */
    kind?: TransferKind;
    /** Number of the letter. */
    notice_no?: string | null;
    /** Why. */
    reason: string;
    /**
     * The office of this ledger it goes to.
     * Format: office.
     */
    to?: string | null;
    /** The unit it goes to, where that is not an office of this ledger. */
    to_name?: string | null;
  };
  /**
   * The office that got a matter says that it is not its own (管辖异议; Art. 23): within five working days, with a reason.
   *
   * Needs a transfer or assignment to this office, or to one above it, that has no objection yet, and a reason; later than
   * the rule allows, also the reason for that. The matter stays where it is until its sender agrees.
   */
  object: {
    /** Why so late, where it is. */
    late_reason?: string | null;
    /** Why. */
    reason: string;
    /**
     * The transfer or assignment.
     * Format: act.
     */
    transfer: string;
  };
  /**
   * The sender agrees to take a matter back, or does not (同意退回; Art. 23). Only then does it go back.
   *
   * Needs an objection without an answer, a reason, and the office that sent the matter or one above it. Answers that had
   * not seen each other send it back only where they all do.
   */
  answer_objection: {
    /** Whether the matter goes back. */
    agreed?: boolean;
    /**
     * The objection.
     * Format: act.
     */
    objection: string;
    /** Why. */
    reason: string;
  };
  /**
   * The petitioner withdraws the matter (撤回; DOMAIN 3.2, K16): their own act, written down by an office.
   *
   * Needs a registered case, and nothing else. A later contact takes it back. Beside a reply that had not seen it, it is
   * dispute K16: the reply stands and the withdrawal is noted.
   */
  withdraw: {
    /** Whether they signed it. */
    in_writing?: boolean;
    /**
     * The day they said so.
     * Format: date.
     */
    received_on: string;
    /** Their own words. */
    words: string;
  };
  /**
   * Assignment (交办、包案; DOMAIN A01 to A08, A10, R09 to R15, I16, I20).
   *
   * Needs an accepted case that is clear enough (五个明确; I08), an office that may assign it (the town for village
   * cases, the county, a joint office), and a lead, a handler and units of the directory of whom nobody stands aside
   * (回避) and which the matter does not accuse (Art. 46). A matter that a superior assigned needs a member of the
   * leadership team as its lead (R13), a major one the head of the unit (A06). To another office it goes with a date for
   * its answer (I16).
   *
   * Takes the place of every assignment its author had seen; another lead or unit then needs a reason, and an office at
   * the level of the last assignment or above it: from a lower one it has no effect. Two that had not seen each other
   * and name different leads or units are dispute K1: both leads carry the duty.
   */
  assign: {
    /** Units that assist (协办单位; DOMAIN R14), a task force among them (工作专班; R23). */
    assist_units?: string[];
    /** Further leads who share the duty, where the campaign allows it (双领导; DOMAIN A02). */
    co_leads?: string[];
    /**
     * By when (化解时限).
     * Format: date.
     */
    due?: string | null;
    /**
     * By when the assigning office wants to hear (反馈时限; DOMAIN I16).
     * Format: date.
     */
    feedback_by?: string | null;
    /**
     * Who handles it (承办人).
     * Format: staff.
     */
    handler?: string | null;
    /** The level the case is handled at. */
    instance?: Instance;
    /**
     * Who carries the duty (包案领导).
     * Format: staff.
     */
    lead: string;
    /** Number of the letter it was assigned by (交办函; DOMAIN I20). */
    letter_no?: string | null;
    /** What is to be done (化解措施). */
    measures: string;
    /** The policy that applies (政策界定), where nobody made that clear before. */
    policy?: string | null;
    /** Why the lead or the unit changes. */
    reason?: string | null;
    /**
     * The unit in charge (主办单位).
     * Format: office.
     */
    unit: string;
  };
  /**
   * How the matter is to be resolved (化解方案、军令状、路线图; DOMAIN A03, A09, H05, R23).
   *
   * Needs a case with a lead, and an office that is in charge, assists or assigned. Takes the place of every plan its
   * author had seen.
   */
  plan: {
    /** What the problem is that it solves. */
    problem?: string;
    /** Its steps, dated. */
    steps?: Step[];
    /** Who works on it (班子、工作专班; DOMAIN A03, R23). */
    team?: string[];
    /** The plan. */
    text: string;
  };
  /**
   * A step of the plan is done (节点; DOMAIN A09), or, from a lead or the head of the unit, signed off.
   *
   * Needs the latest plan, and the office of the step or one in charge. A step is done once; afterwards only a lead or
   * the head signs it off, once.
   */
  milestone: {
    /**
     * The plan.
     * Format: act.
     */
    plan: string;
    /**
     * Which step, from 1.
     * Format: uint16.
     */
    step: number;
    /** What was done. */
    text?: string;
  };
  /**
   * A promise to the people of the case (承诺; DOMAIN H26, H27): an office owes it, by a day.
   *
   * Needs a known office: the author's own, one below it, or any where the author's office is in charge. Open until it
   * is kept, with proof, or given up with the petitioner's agreement. What an office owes by
   * an agreement in force or from a meeting is a promise without such an act.
   */
  promise: {
    /**
     * By when.
     * Format: date.
     */
    due: string;
    /**
     * The agreement, meeting or reply it comes from.
     * Format: act.
     */
    of?: string | null;
    /**
     * Who owes it.
     * Format: office.
     */
    office: string;
    /** What is promised. */
    text: string;
  };
  /**
   * A promise was kept (承诺兑现; DOMAIN H26), on the day this is declared for.
   *
   * Needs an open promise, proof, and the office that owes it, one in charge or one above.
   */
  deliver: {
    /**
     * The promise, or the agreement or meeting whose term or task it is.
     * Format: act.
     */
    promise: string;
    /** What shows it: a receipt, a document's number, a photograph's hash. */
    proof: string;
    /**
     * Which term of the agreement or task of the meeting, from 1.
     * Format: uint16.
     */
    term?: number | null;
  };
  /**
   * A promise is changed or given up, with the petitioner's agreement (承诺变更; DOMAIN H26).
   *
   * Needs an open promise, a reason, the words by which the petitioner agrees, and the office that owes it, one in
   * charge or one above. Without such words it has no effect. Of changes that had not seen each other the one that
   * leaves the petitioner more holds: a new day before none, the earlier day before the later.
   */
  cancel_promise: {
    /** The petitioner's words that agree. */
    agreed_words: string;
    /**
     * A later day, where only that changes.
     * Format: date.
     */
    new_due?: string | null;
    /**
     * The promise, or the agreement or meeting whose term or task it is.
     * Format: act.
     */
    promise: string;
    /** Why. */
    reason: string;
    /**
     * Which term of the agreement or task of the meeting, from 1.
     * Format: uint16.
     */
    term?: number | null;
  };
  /**
   * Extension of the handling (延期; Art. 34).
   *
   * Needs an accepted case, the head of the office, a reason, and a deadline that has not passed; 30 days at most in
   * all, or as many as the rule that the handling is judged by allows. From somebody who was not the head it has no
   * effect. Two that had not seen each other are dispute K4: the earlier due date holds, they are never added up.
   */
  extend: {
    /**
     * Days, 1 to 30.
     * Format: uint16.
     */
    days: number;
    /** Why. */
    reason: string;
  };
  /**
   * A matter is brought to a higher level (提级、上报; DOMAIN A10 to A12, A16). The legal clock runs on.
   *
   * Needs a reason and a known office that stands above the author's; to a department that leads the field (报牵头部门)
   * also one beside it. An office above the unit in charge may take the matter up itself (提级交办).
   */
  raise: {
    /** How. */
    kind: RaiseKind;
    /** Why it cannot be solved here. */
    reason: string;
    /**
     * The office it is brought to.
     * Format: office.
     */
    to: string;
  };
  /**
   * The higher level takes a raised matter up, or sends it back (甄别认定; DOMAIN A16).
   *
   * Needs a raising that waits, a reason, and the office it went to or one above. From any other office it has no
   * effect; of two that had not seen each other the one that takes the matter up holds.
   */
  answer_raise: {
    /**
     * The raising.
     * Format: act.
     */
    raise: string;
    /** Why. */
    reason: string;
    /** Whether it takes the matter up. */
    taken?: boolean;
  };
  /**
   * The case is listed for supervision until it is cleared (挂牌督办; DOMAIN A13): the case, nobody in it.
   *
   * Needs a reason, a case that is not listed, and a coordinating office or one above the unit in charge (above the home
   * office while there is none).
   */
  list: {
    /**
     * By when it should be cleared.
     * Format: date.
     */
    due?: string | null;
    /** Why. */
    reason: string;
  };
  /**
   * The case is cleared from the list (销号; DOMAIN A13, F16).
   *
   * Needs a listing that stands, a reason, an office as for listing, and an audit that found the matter resolved, with
   * no contact and no reopening since. One that had not seen such an audit has no effect.
   */
  delist: {
    /**
     * The listing.
     * Format: act.
     */
    list: string;
    /** Why. */
    reason: string;
  };
  /**
   * A report on the case to another office (进展报告; DOMAIN A14, A15, A17).
   *
   * Needs a text and another, known office. Answers every assignment of that office, or one below it, that its author
   * had seen and that asked for an answer.
   */
  progress: {
    /** What kind of report. */
    kind?: ProgressKind;
    /** What is reported. */
    text: string;
    /**
     * The office it goes to.
     * Format: office.
     */
    to: string;
  };
  /**
   * A member of staff takes no part in the case (回避; Art. 28).
   *
   * Needs a reason, and comes from that person or from a head of theirs; from anybody else it has no effect. Nobody who
   * stands aside is assigned, and what they still record is kept and marked.
   */
  recuse: {
    /** Why. */
    reason: string;
    /**
     * Who.
     * Format: staff.
     */
    staff: string;
  };
  /**
   * The head confirms an act whose author had lost their function when they recorded it, or declines to (追认; DOMAIN K12).
   *
   * Needs an act that waits for it (dispute K12), a reason, and the head of that act's office or of one above it, who is
   * not its author. From anybody else it has no effect.
   */
  confirm: {
    /**
     * The act.
     * Format: act.
     */
    act: string;
    /** Whether the act is not to hold. */
    declined?: boolean;
    /** Why. */
    reason: string;
  };
  /** A note (办理记录; DOMAIN A14). Needs a registered case. */
  note: {
    /** The words. */
    text: string;
  };
  /**
   * A visit to the petitioner (带案下访、回访; DOMAIN H10, H11, F07, F18, F19).
   *
   * Needs a registered case; a return visit needs the petitioner's own words, unless nobody could be met. A closing that
   * had not seen it does not hold (K2).
   */
  visit: {
    /** What kind of visit. */
    kind?: VisitKind;
    /** Whether nobody could be met: then it is no meeting (DOMAIN H11). */
    missed?: boolean;
    /**
     * When somebody comes again (DOMAIN F18, F19).
     * Format: date.
     */
    next_visit?: string | null;
    /** The petitioner's own words (群众原话). */
    petitioner_words?: string | null;
    /** Where they met. */
    place: string;
    /** Staff who went along. */
    team?: string[];
    /** What was said and done. */
    text: string;
  };
  /**
   * What one claim comes to, with the reasons (诉求研判; DOMAIN C17, H06, H29).
   *
   * Needs a registered case, one of its claims, and reasons. Takes the place of every assessment of the claim that its
   * author had seen; two that had not seen each other and differ stay visible, both.
   */
  assess_claim: {
    /**
     * The claim.
     * Format: claim.
     */
    claim: string;
    /** What it comes to. */
    merit: ClaimMerit;
    /** Why. */
    reason: string;
    /** What is to be done about it. */
    track: ClaimTrack;
    /**
     * The unit that answers for this claim, where several share the matter (DOMAIN H29).
     * Format: office.
     */
    unit?: string | null;
  };
  /**
   * How one claim ended (办理结果; DOMAIN H07, H30).
   *
   * Needs a registered case, one of its claims, and words; a quantity is a plain decimal number with its unit. Takes the
   * place of every outcome of the claim that its author had seen. A clear entitlement that is not settled in full keeps
   * the case from being closed.
   */
  claim_outcome: {
    /**
     * The claim.
     * Format: claim.
     */
    claim: string;
    /** How it ended. */
    outcome: OutcomeKind;
    /** How much, as a decimal number: 3.5. */
    quantity?: string | null;
    /** In words. */
    text: string;
    /** Of what: 亩. */
    unit?: string | null;
  };
  /**
   * A report of what was found (核查报告; DOMAIN H01, H02, H04).
   *
   * Needs a registered case, known participants, at least one method, and the facts. It is valid once it was finished
   * with more than half of its participants concurring. A later version names the one it replaces, and is voted on anew.
   */
  finding: {
    /** How it was found. */
    methods?: FindingMethod[];
    /** Who takes part; a majority of them has to concur. */
    participants?: string[];
    /** What in procedure did. */
    procedure_cause?: string;
    /**
     * The version it replaces.
     * Format: act.
     */
    replaces?: string | null;
    /** What in substance brought the matter about. */
    substance_cause?: string;
    /** The facts. */
    text: string;
  };
  /**
   * A vote on a finding (表决; DOMAIN H02).
   *
   * Needs a finding that is neither finished nor replaced, a participant, the hash of the text that is voted on
   * ([`crate::Act::content_hash`]), and words where it dissents: these are kept as they are. Takes the place of the votes
   * of the same person that it had seen. Two that had not seen each other and differ count as a dissent.
   */
  vote: {
    /** Whether they concur. */
    concur?: boolean;
    /**
     * The finding.
     * Format: act.
     */
    finding: string;
    /** The hash of the finding's text. */
    over: string;
    /** Their words; a dissent needs some. */
    text?: string;
  };
  /**
   * The finding is final (核查定稿; DOMAIN H02, K10): valid when more than half of its participants concur.
   *
   * Needs a finding that is not replaced, and not finished either unless that is in dispute, and such a majority. Votes
   * that it had not seen and that turn the majority leave the finding unsettled until it is finished again (K10).
   */
  finish_finding: {
    /**
     * The finding.
     * Format: act.
     */
    finding: string;
  };
  /**
   * A meeting about the case (DOMAIN H03, H04, H08, H09, H12, V13, V14).
   *
   * Needs a registered case and minutes. A joint reception and a hearing need an outcome for every claim, or one for the
   * whole matter (H08); a leader's reception needs the leader, and a day for every task (H09). A hearing does not stop a
   * clock by itself: that is a pause of its own.
   */
  meet: {
    /** Staff who were there. */
    attendees?: string[];
    /** What in substance and in procedure brought the matter about, where that was discussed (DOMAIN H04). */
    causes?: string;
    /** What kind. */
    kind: MeetingKind;
    /**
     * The leader who held it.
     * Format: staff.
     */
    leader?: string | null;
    /** Opinions, word by word. */
    opinions?: OpinionSaid[];
    /** What it came to, claim by claim. */
    outcomes?: ClaimSaid[];
    /** Whether the petitioner was there (DOMAIN H11). */
    petitioner_present?: boolean;
    /** Where. */
    place?: string;
    /** What is to be done, by which office, by when: a promise of that office (DOMAIN H09). */
    tasks?: Term[];
    /** The minutes. */
    text: string;
    /** Offices that were there. */
    units?: string[];
  };
  /**
   * The clock stands still from the day this is declared for (中止; Art. 36).
   *
   * Needs an accepted case, a reason in words, and no pause of the same kind that goes on. Which clocks stand still for
   * which kind is a matter of the deadline rules.
   */
  pause: {
    /** Why. */
    kind: PauseReason;
    /** In words. */
    reason: string;
  };
  /**
   * The clock runs on from the day this is declared for (恢复). Needs a pause that goes on. Of two that had not seen each
   * other the earlier day holds: the petitioner waits no longer than either said.
   */
  resume: {
    /**
     * The pause that ends.
     * Format: act.
     */
    pause: string;
    /** What came of it. */
    text?: string;
  };
  /**
   * An attempt at mediation (调解; DOMAIN H13, H14): one act for each session.
   *
   * Needs a registered case and the body that mediates; people's mediation also its mediator (人民调解法 29). One that
   * failed calls for a written notice of the paths of the law (H16).
   */
  mediate: {
    /** What kind. */
    kind: MediationKind;
    /** The mediator. */
    mediator?: string;
    /** The committee or body. */
    organisation: string;
    /** What it came to. */
    result: MediationResult;
    /** What was said and done. */
    text?: string;
    /** Where. */
    tier: MediationTier;
  };
  /**
   * A voluntary agreement (调解协议、和解; DOMAIN F06, H26): never a condition of closing.
   *
   * Needs a registered case and what was agreed; one that comes from a mediation needs that mediation to have ended in
   * agreement. It is in force once the parties signed; from a mediation also its mediator, and with people's mediation
   * the seal of the committee (人民调解法 29). What an office owes under it is that office's promise. A later version
   * names the one it replaces.
   */
  agreement: {
    /**
     * The mediation it comes from; none: the parties settled between themselves (和解).
     * Format: act.
     */
    mediation?: string | null;
    /** Whether the mediator signed. */
    mediator_signed?: boolean;
    /** Whether the parties signed. */
    parties_signed?: boolean;
    /**
     * The version it replaces.
     * Format: act.
     */
    replaces?: string | null;
    /** Whether the committee sealed it. */
    sealed?: boolean;
    /** Its terms. */
    terms?: Term[];
    /** What was agreed. */
    text: string;
  };
  /**
   * Judicial confirmation of an agreement (司法确认; 人民调解法 33): asked for jointly, within 30 days.
   *
   * Needs an agreement from a mediation that is in force, the court, and both parties together to ask; a decision needs
   * that somebody asked. Asked for later than 30 days after the agreement it is kept and flagged.
   */
  court_confirm: {
    /**
     * The agreement.
     * Format: act.
     */
    agreement: string;
    /** The court, and its number. */
    court?: string;
    /** Whether the parties asked together. */
    joint?: boolean;
    /** How far it has come. */
    state: ConfirmationState;
  };
  /**
   * The petitioner was told in writing of a path of the law (法定途径告知; DOMAIN H15, H16). Needs a registered case and
   * the words they were told. It answers every failed mediation that its author had seen.
   */
  path_notice: {
    /** Number of the notice. */
    notice_no?: string | null;
    /** Which. */
    path: LegalPath;
    /** What they were told. */
    text: string;
  };
  /**
   * Help that is offered or granted (救助帮扶; DOMAIN H17 to H24).
   *
   * Needs a registered case and why the person is eligible. Money needs its fund and period, and is paid once somebody
   * who may has approved it: a head, a member of the leadership team, a finance officer. Temporary aid needs the facts of
   * eligibility (H22), paired support what it gives (H23). Counselling needs consent and nothing else: no words about the
   * person (H18). A later version names the one it replaces. Two grants of money from one fund for one period that had
   * not seen each other are dispute K13.
   */
  aid: {
    /**
     * How much, in fen.
     * Format: uint64.
     */
    amount?: number | null;
    /**
     * Who approved it.
     * Format: staff.
     */
    approved_by?: string | null;
    /** Why they are eligible; nothing with counselling. */
    cause: string;
    /** Whether the person it is for agreed. */
    consent?: boolean;
    /** The facts of eligibility (DOMAIN H22). */
    eligibility?: Eligibility | null;
    /** The fund or budget line. */
    fund?: string | null;
    /** What paired support gives (DOMAIN H23). */
    gives?: PairedGift[];
    /** What kind. */
    kind: AidKind;
    /**
     * When somebody looks in again (DOMAIN F19).
     * Format: date.
     */
    next_visit?: string | null;
    /** The period it is for, as the fund counts: 2026, 2026-Q3. */
    period?: string | null;
    /** Who provides it: a law firm, a counsellor, an employer. */
    provider?: string | null;
    /**
     * The version it replaces.
     * Format: act.
     */
    replaces?: string | null;
    /** Where it comes from. */
    source?: AidSource;
  };
  /**
   * Aid was paid (发放; DOMAIN H20, H21, K13).
   *
   * Needs an aid of money that holds and was approved, a receipt, and an amount that the aid still covers. Nothing more
   * is paid from a fund for a period while two payments or grants of it are in dispute (K13).
   */
  pay: {
    /**
     * The aid.
     * Format: act.
     */
    aid: string;
    /**
     * How much, in fen.
     * Format: uint64.
     */
    amount: number;
    /** The receipt's number. */
    receipt: string;
  };
  /**
   * One version of a document of the case (文书; DOMAIN F01 to F08). A signature stands over its hash.
   *
   * Needs a title and words. A version that replaces another leaves it readable with its signatures; one that replaces a
   * version while that is being signed elsewhere is dispute K5.
   */
  document: {
    /** Its words. */
    body: string;
    /** What it is. */
    kind: DocumentKind;
    /** Its number (发文字号). */
    number?: string | null;
    /**
     * The version it replaces.
     * Format: act.
     */
    replaces?: string | null;
    /** Its title. */
    title: string;
  };
  /**
   * A written reply (书面答复; DOMAIN F11, F23, F27; Art. 32).
   *
   * Needs an accepted and assigned case, and the unit in charge or an office above it. A petition's reply says something to
   * every claim, with facts and basis, and names where the petitioner may turn to. It answers every contact its author had
   * seen, and takes the place of every reply they had seen: the current one is one. Two that had not seen each other and
   * say different things are dispute K7. The first one meets the deadline of handling. A closing that had not seen it does
   * not hold (K2).
   */
  reply: {
    /** Its number (发文字号). */
    number?: string | null;
    /** What it says claim by claim (DOMAIN 2, Art. 32). */
    opinions?: ClaimOpinion[];
    /** What it says to the claims. */
    position: ReplyPosition;
    /** Where the petitioner may turn to (Art. 35). */
    remedy?: Remedy | null;
    /**
     * The reply it replaces.
     * Format: act.
     */
    replaces?: string | null;
    /** Its words: claim, facts, opinion, basis. */
    text: string;
  };
  /**
   * A signature over a document, a reply or a closing (签字; DOMAIN F05, K5).
   *
   * Needs the latest version and its hash, and somebody who is what they sign as. One person signs a closing once. It
   * stands over that version only: a later version has to be signed again.
   */
  sign: {
    /**
     * What is signed.
     * Format: act.
     */
    act: string;
    /** The hash of what is signed: see [`Act::content_hash`](crate::Act::content_hash). */
    over: string;
    /** As what. */
    role: SignRole;
  };
  /**
   * A document was served (送达回证; DOMAIN F09): on the day this is declared for.
   *
   * Needs a proof. A reply is served by the unit in charge or an office above it, and not before its head or a deputy
   * signed it (DOMAIN 2): the head where the case is a major one.
   */
  serve: {
    /**
     * The reply, notice or decision.
     * Format: act.
     */
    act: string;
    /** How. */
    method: ServeMethod;
    /** What shows it: a receipt's number, a hash. */
    proof: string;
  };
  /**
   * A document or reply is withdrawn by the office that issued it or by one above (撤销).
   *
   * Needs a reason. A revoked reply opens a closed case again (DOMAIN 3.2).
   */
  revoke: {
    /**
     * The document or reply.
     * Format: act.
     */
    act: string;
    /** Why. */
    reason: string;
  };
  /**
   * The petitioner asks for review or re-examination (复查、复核申请; Art. 35, 36).
   *
   * Needs something to review: a reply, and for a re-examination what the review came to. One that comes late is taken
   * down all the same, and flagged.
   */
  review: {
    /** The organ that decides. */
    organ: string;
    /** Why they ask. */
    reason?: string;
    /**
     * The day they asked.
     * Format: date.
     */
    requested_on: string;
    /** Which. */
    tier: ReviewTier;
  };
  /**
   * What a review came to (复查、复核意见; Art. 35, 36).
   *
   * Needs a request that has no result yet, and the opinion. Anything but upholding takes away the replies before it and
   * opens the case again.
   */
  review_result: {
    /** Its number. */
    number?: string | null;
    /** What it came to. */
    result: ReviewDecision;
    /**
     * The request.
     * Format: act.
     */
    review: string;
    /** The opinion. */
    text: string;
  };
  /**
   * Handling, review and re-examination are through, or the time to ask for them has passed (终结; DOMAIN F12, F13).
   *
   * Needs a served reply, no review under way, and either a re-examination that was decided or the last day to ask for
   * review or re-examination behind it. Further contacts are registered all the same (DOMAIN F12).
   */
  finalise: {
    /** Why it is final. */
    basis: string;
  };
  /**
   * A file that belongs to the case (附件): its hash; the file itself stands outside the ledger.
   *
   * Needs a name and a hash that is not on the list of redacted files. One that was redacted and is added again all the
   * same is not shown (K18).
   */
  attach: {
    /**
     * Its size.
     * Format: uint64.
     */
    bytes: number;
    /** Its type. */
    mime: string;
    /** Its name. */
    name: string;
    /** Hash of the file, 64 hexadecimal digits. */
    sha256: string;
  };
  /**
   * A file is not to be shown any more (遮蔽; DOMAIN K18).
   *
   * Needs a reason, and the privacy officer or the head of the office: from anybody else it has no effect.
   */
  redact: {
    /** Why. */
    reason: string;
    /** Hash of the file. */
    sha256: string;
  };
  /**
   * The case gets a number (编号; DOMAIN K11, I23).
   *
   * Needs a scheme of the configuration. A number that replaces another leaves it as an alias. Two numbers of one scheme
   * that did not see each other are dispute K11, and so is one number on two cases.
   */
  number: {
    /** The number. */
    number: string;
    /**
     * The numbering it replaces; the old number stays as an alias.
     * Format: act.
     */
    replaces?: string | null;
    /** Whose: one of [`Number::SCHEMES`]. */
    scheme: "office" | "official" | "national";
  };
  /**
   * The petition office has looked through the dossier (案卷初审; DOMAIN F10, F20).
   *
   * Needs an office that audits, and what is missing where it does not pass. While the latest one returned the dossier,
   * no audit says that the matter is resolved.
   */
  first_review: {
    /** What is missing or wrong. */
    defects?: string[];
    /** Whether nothing is missing. */
    passed?: boolean;
  };
  /**
   * A request to close (办结; DOMAIN F01, F05, F23, H07, H28, 3.2): the manifest that is then signed.
   *
   * Needs the unit in charge; a served reply and an answer to every contact; no review under way; no promise past its
   * day; a clear claim settled in full; the cause found; every item of the campaign's or county's checklist; and no open
   * dispute except one about an earlier closing. The case is closed when those whom the configuration names have signed
   * it, each another person. It does not hold while there is work it had not seen (K2); a later one replaces it; a further
   * contact opens the case again.
   */
  close: {
    /** What brought the matter about, where no finding or meeting of the case says so (DOMAIN H04, H28). */
    cause?: string;
    /** The campaign's or county's checklist: by item, the act that fulfils it (DOMAIN F01, H28). */
    checklist?: { [key: string]: string };
    /** The manifest: the acts it covers. What these had seen is covered too, so the latest acts are enough. */
    covers: string[];
    /** What was done and how it ended. */
    summary: string;
  };
  /**
   * The closing was reported to the office that assigned the case (报结; DOMAIN 0.1, M01). Needs a closed case, and the
   * office it was reported to.
   */
  report_closed: {
    /** Number of the report. */
    number?: string | null;
    /**
     * The office it was reported to.
     * Format: office.
     */
    to?: string | null;
    /** Its name, where it is not an office of this ledger. */
    to_name?: string | null;
  };
  /**
   * An audit by somebody who wrote no act of the case (化解审核; DOMAIN F14): whether the matter is resolved in substance.
   *
   * Needs a closed case, an office that audits, an author without any other act of the case, and a reason. One that finds
   * the matter unresolved returns the case (退回): it is open again. A case that is opened again while it is audited as
   * resolved elsewhere is dispute K9, and open.
   */
  audit: {
    /** Why. */
    reason: string;
    /** Whether it is. */
    resolved?: boolean;
  };
  /**
   * The petitioner's own rating, in their own words (评价; DOMAIN F07, F24).
   *
   * Needs a step of the satisfaction scale, and either a receipt code of the case or that it was read back to them. It is
   * never refused for how far the case has come. Staff cannot change it: only a later rating that came in the same way
   * takes its place, and the earlier one is kept.
   */
  rate: {
    /** How it came in. */
    by: RatedBy;
    /** A step of the satisfaction scale. */
    rating: string;
    /** Whether it was read back to them. */
    read_back?: boolean;
    /** The receipt code, where it came in with one. */
    receipt_code?: string | null;
    /** Their own words. */
    words?: string;
  };
  /**
   * Somebody looked again at a closed case (回头看; DOMAIN F17, F18). Needs a closed case, and what was found. A relapse
   * opens the case again.
   */
  look_back: {
    /** What it came to. */
    result: LookBackResult;
    /** What was found. */
    text: string;
  };
  /**
   * The case is opened again (恢复办理; DOMAIN 3.2, H27).
   *
   * Needs a closed case and its cause: the act or the other case, or in words what is new. Any office may. A further
   * contact, a relapse, a revoked reply and a changed opinion open a case by themselves. Beside an audit that says
   * "resolved" it is dispute K9.
   */
  reopen: {
    /**
     * The act that gives cause, where there is one.
     * Format: act.
     */
    act?: string | null;
    /**
     * The other case, where it is a repeat.
     * Format: case.
     */
    case?: string | null;
    /** Why. */
    cause: ReopenCause;
    /** In words. */
    text?: string;
  };
  /**
   * What another system says about the case (外部标识; DOMAIN I24), as it was read there. It changes nothing here: a
   * matter is resolved in this ledger by its audit only. Needs the system and what it says.
   */
  external_mark: {
    /** Who audited it there. */
    audited_by?: string | null;
    /** What it says. */
    mark: string;
    /** The system. */
    system: string;
  };
  /**
   * One office urges another about a case (督办; DOMAIN S01 to S06; Art. 40): a written answer is due.
   *
   * Needs a known office and a demand, and comes from a supervision, petition or joint meeting office or from one above;
   * from any other it has no effect. An inspection says which kind it is and sets a date.
   */
  supervise: {
    /** What is demanded. */
    demand: string;
    /**
     * By when it has to answer; none: as the rules say.
     * Format: date.
     */
    due?: string | null;
    /** Which kind of inspection; none: it is no inspection. */
    inspection?: InspectionKind | null;
    /** What kind. */
    kind: SupervisionKind;
    /** Number of the letter. */
    number?: string | null;
    /** Why this case comes first. */
    scope?: InspectionScope | null;
    /**
     * The office that has to answer.
     * Format: office.
     */
    to: string;
    /** Why. */
    trigger?: SupervisionTrigger;
  };
  /**
   * The answer to a supervision (督办回复; DOMAIN S02, S05, S06; Art. 40).
   *
   * Needs a supervision without an answer, a text, and the office that was urged or one above it; from any other it has
   * no effect.
   */
  answer_supervision: {
    /** Whether a proposal was adopted. */
    adopted?: boolean;
    /**
     * The supervision.
     * Format: act.
     */
    supervision: string;
    /** The answer. */
    text: string;
  };
  /**
   * This case and another belong together (关联; DOMAIN I19, K3): decided by a person, undoable.
   *
   * Needs another case that is not linked like this yet, and a reason. A case of the same matter lends its earlier day of
   * receipt; both codes go on working, and the matter is counted once.
   */
  link: {
    /** How. */
    kind: LinkKind;
    /**
     * The other case.
     * Format: case.
     */
    other: string;
    /** The other's number, for readers who do not hold it. */
    other_number?: string | null;
    /**
     * When the other was received: the earliest receipt starts the clock.
     * Format: date.
     */
    other_received_on?: string | null;
    /** Why. */
    reason: string;
  };
  /**
   * A link was wrong (解除关联). Every link to that case that its author had seen is undone; the acts of both stay.
   *
   * Needs a link that holds, and a reason.
   */
  unlink: {
    /**
     * The link.
     * Format: act.
     */
    link: string;
    /** Why. */
    reason: string;
  };
  /**
   * A person looked at a possible same matter and says that it is another (非同一事项; DOMAIN K3).
   *
   * Needs another case and a reason. Undoes the same-matter links to it that its author had seen; beside one that they had
   * not seen, the two cases stay apart and the link is shown as contested.
   */
  not_same_matter: {
    /**
     * The other case.
     * Format: case.
     */
    other: string;
    /** Why. */
    reason: string;
  };
  /**
   * Somebody of the case (当事人): a name to show and keyed hashes at most; details stand in a document of their own.
   *
   * Needs a name without an identity or telephone number in it, and keys that are keyed hashes.
   */
  party: {
    /** Whether a group chose them as its representative. */
    chosen_by_group?: boolean;
    /** Keyed hashes of identity number and telephone: see `matching`. */
    keys?: string[];
    /** The name to show. */
    name: string;
    /**
     * The document of their details.
     * Format: party.
     */
    party?: string | null;
    /** What they are to the case. */
    role: PartyRole;
  };
  /** A party was entered by mistake (当事人移除). Needs an entry that holds, and a reason. */
  remove_party: {
    /**
     * The entry.
     * Format: act.
     */
    party: string;
    /** Why. */
    reason: string;
  };
  /**
   * The case is part of a campaign (列入专项; DOMAIN P01, I21). Needs a campaign of the configuration that it is
   * not part of yet.
   */
  join: {
    /**
     * The assigned batch, where it came with one (DOMAIN I21).
     * Format: entry.
     */
    batch?: string | null;
    /** The campaign, a key of the configuration. */
    campaign: string;
  };
  /**
   * From now on only few may read the case (限制知悉; DOMAIN 3.1, 3.2).
   *
   * Needs a reason, and a head of the home office or of one above it, or its privacy officer; from anybody else it has no
   * effect. Who leads the case, shares the lead or handles it may always read it, and so may the author. It takes the place
   * of the restrictions that its author had seen; of two that had not seen each other both hold.
   */
  restrict: {
    /** Who else may read it. */
    readers?: string[];
    /** Why. */
    reason: string;
  };
  /**
   * Everybody in the case's offices may read it again (解除限制知悉).
   *
   * Needs a reason and whoever may restrict; from anybody else it has no effect. It ends the restrictions that its author
   * had seen, that of the registration among them, and no other.
   */
  lift_restriction: {
    /** Why. */
    reason: string;
  };
  /**
   * Somebody opens a restricted case all the same (紧急查阅; DOMAIN 3.2).
   *
   * Needs a reason, a time of at most a day, and somebody who does not stand aside. Nobody has to agree: it is for when
   * there is no time to ask. It stays in the case, and stands in the inboxes of its home office and of those that watch
   * over that office.
   */
  break_glass: {
    /**
     * For how many hours from then on: at most [`BreakGlass::HOURS_MAX`].
     * Format: uint8.
     */
    hours: number;
    /** Why. */
    reason: string;
  };
  /** What is entered (录入): the payload of the act `enter`, which opens an entry. */
  enter: {
    /** The kind: a name of [`ALL`]. */
    kind: string;
    /** The values by field. */
    values: { [key: string]: Value };
  };
  /**
   * A revision (修订): the fields that change, with their new values; an empty text or list clears a field.
   *
   * Takes the place of what its author had seen in these fields, and of nothing else.
   */
  revise: {
    /** The new values by field. */
    values: { [key: string]: Value };
  };
  /** A response (反馈、回复): to the entry as a whole, or to one of its tasks. */
  respond: {
    /** Whether what was asked is done with it. */
    done?: boolean;
    /**
     * The day of the response.
     * Format: date.
     */
    on: string;
    /** The number of the task it answers; none: the entry as a whole. */
    task?: string | null;
    /** What is answered. */
    text: string;
  };
  /** Publication (公示、公布、印发). */
  publish: {
    /**
     * The day from which it is public.
     * Format: date.
     */
    on: string;
    /** Where: a notice board, a hall, a site, a distribution list. */
    place: string;
  };
  /** Striking out (作废): the entry stays readable and counts no more, until a later revision restores it. */
  strike: {
    /** Why. */
    reason: string;
  };
  /**
   * Somebody was shown what is personal (查阅; DOMAIN 3.1): written into the log of their office before it is shown.
   *
   * Who, for which office, on which device and when stands in the act itself. One view is one act, however many parties
   * it shows.
   */
  access: {
    /**
     * The case it was shown for; none where nobody named one.
     * Format: case.
     */
    case?: string | null;
    /** Whose documents were opened. */
    parties?: string[];
    /** What was shown. */
    shown: AccessKind;
    /** Why. */
    why: string;
  };
  /** The county's configuration from now on: all of it, as one version (DOMAIN 0.2). */
  configure: {
    /** The configuration: see [`crate::config`]. */
    config: unknown;
    /** Why it changes. */
    reason: string;
  };
  /**
   * Settlement of a dispute of record (裁决; DOMAIN 3.2, 3.4).
   *
   * Needs an open dispute, one of its acts, a reason, and an office that is the lowest common superior or stands above
   * it. A settlement that saw an earlier one of the same dispute takes its place; two that did not see each other and
   * choose differently leave the dispute open.
   */
  settle: {
    /**
     * The act that is to hold. Under K2: the closing, or the work that it had not seen.
     * Format: act.
     */
    choose: string;
    /**
     * The dispute.
     * Format: dispute.
     */
    dispute: string;
    /** Why. */
    reason: string;
  };
}
