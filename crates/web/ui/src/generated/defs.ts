// Every shape that acts, views and answers share.
// Written by scripts/types.mjs from `taizhang schema`: do not edit.

/** What was shown (查阅内容). */
export type AccessKind = "details" | "detail_history" | "status_on_behalf";

/** One access. */
export interface AccessLine {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * When, by the clock of their device.
   * Format: date-time.
   */
  at: string;
  /**
   * Who.
   * Format: staff.
   */
  by: string;
  /**
   * The case it was shown for; none where nobody named one.
   * Format: case.
   */
  case?: string | null;
  /**
   * The log it stands in.
   * Format: entry.
   */
  log: string;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /** Whose documents were opened. */
  parties?: string[];
  /** What was shown. */
  shown: AccessKind;
  /** Why. */
  why: string;
}

/** One access (查阅): who was shown what, when and why. */
export interface Accessed {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * When, by the clock of their device.
   * Format: date-time.
   */
  at: string;
  /**
   * Who.
   * Format: staff.
   */
  by: string;
  /**
   * The case it was shown for; none where nobody named one.
   * Format: case.
   */
  case?: string | null;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /** Whose documents were opened. */
  parties?: string[];
  /** What was shown. */
  shown: AccessKind;
  /** Why. */
  why: string;
}

/** An agreement and its force (调解协议、和解; DOMAIN F06, 人民调解法 29, 33). */
export interface AgreementView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The last day on which a court may be asked to confirm it; an agreement from a mediation only.
   * Format: date.
   */
  confirm_by?: string | null;
  /** How far judicial confirmation has come: the latest word, or several that did not see each other. */
  confirmations: ConfirmationView[];
  /** Whether a court confirmed it, and none refused. */
  confirmed: boolean;
  /** Whether it is in force. */
  in_force: boolean;
  /**
   * Since when: the date this version is declared for.
   * Format: date.
   */
  in_force_on?: string | null;
  /**
   * The mediation it comes from.
   * Format: act.
   */
  mediation?: string | null;
  /** What it lacks to be in force: `parties`, `mediator`, `seal`. */
  missing: string[];
  /** Its terms. */
  terms: Term[];
  /** What was agreed. */
  text: string;
}

/** What kind of help (DOMAIN H17 to H24). */
export type AidKind = "legal_aid" | "judgment_explanation" | "advice" | "counselling" | "temporary_aid" | "hardship_grant" | "employment" | "paired" | "other";

/** Where help comes from (DOMAIN H19). */
export type AidSource = "government" | "social" | "mutual";

/** Help that is offered or granted (救助帮扶; DOMAIN H17 to H24). */
export interface AidView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
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
  /** Whether nothing more may be paid: two payments or grants of its fund and period are in dispute (K13). */
  blocked: boolean;
  /** Why they are eligible. */
  cause: string;
  /** Whether the person it is for agreed. */
  consent: boolean;
  /** The facts of eligibility. */
  eligibility?: Eligibility | null;
  /** The fund or budget line. */
  fund?: string | null;
  /** What paired support gives. */
  gives: PairedGift[];
  /** What kind. */
  kind: AidKind;
  /**
   * When somebody looks in again.
   * Format: date.
   */
  next_visit?: string | null;
  /**
   * Their sum, in fen; without those that a settlement took away.
   * Format: uint64.
   */
  paid: number;
  /** What was paid on it and on the versions it replaces. */
  pays: PayView[];
  /** The period it is for. */
  period?: string | null;
  /** Who provides it. */
  provider?: string | null;
  /** Where it comes from. */
  source: AidSource;
  /** Whether a settlement took it away. */
  taken_away: boolean;
}

/** 文书与答复: documents, replies, signatures, service, reviews, files and numbers. */
export interface AnswersView {
  /**
   * The last day to ask for the next review; none: there is nothing to ask about, or nobody can say yet.
   * Format: date.
   */
  ask_review_by?: string | null;
  /** Its files. */
  attachments: AttachmentView[];
  /**
   * The reply that is shown (统一答复口径; DOMAIN F11): of several that hold, the one that was served last (K7).
   * Format: act.
   */
  current_reply?: string | null;
  /** Every version of every document, in the order of the timeline. */
  documents: DocumentView[];
  /** 终结. */
  finalised?: Fact | null;
  /** Whether the head has to sign the reply, no deputy: the case is a major one (DOMAIN 2). */
  head_signs: boolean;
  /** Its numbers, those in force and the aliases. */
  numbers: NumberUse[];
  /** Hashes of files that are not shown. */
  redacted: string[];
  /** Every reply, in the order of the timeline. */
  replies: ReplyView[];
  /** Requests for review and re-examination. */
  reviews: ReviewView[];
  /**
   * When the reply that is shown was first served; none: not yet.
   * Format: date.
   */
  served_on?: string | null;
}

/** A person whose word changes of the authority need. */
export interface ApproverLine {
  /** The office they work for. */
  office_name: string;
  /**
   * The person.
   * Format: staff.
   */
  staff: string;
  /** Their name. */
  staff_name: string;
}

/** A place's office (属地单位). */
export interface AreaRoute {
  /** How the places begin: `青山镇`. */
  area: string;
  /** Who is responsible there. */
  lead: RouteTarget;
}

/** What came here since a moment. */
export interface Arrivals {
  /** The page that was asked for, the latest first. */
  cases: Arrived[];
  /**
   * Those that were not here before.
   * Format: uint64.
   */
  new: number;
  /**
   * Cases of which something came.
   * Format: uint64.
   */
  total: number;
}

/** A case of which something came here. */
export interface Arrived {
  /** The kinds of the acts among them. */
  acts: string[];
  /**
   * When the latest of it came, by this device's clock, in milliseconds since 1970.
   * Format: int64.
   */
  at_ms: number;
  /** The case as it stands. */
  case: CaseLine;
  /** The entries of its story that came, by their places from 1. Empty where it is withheld. */
  entries: number[];
  /** Whether the case was not here before. */
  is_new: boolean;
  /** Its stage before; none where it was not here, or is withheld. */
  stage_before?: Stage | null;
}

/** A file of the case (附件). */
export interface AttachmentView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * Its size.
   * Format: uint64.
   */
  bytes: number;
  /** Its type. */
  mime: string;
  /** Its name. */
  name: string;
  /** Whether it is redacted: it is not shown. */
  redacted: boolean;
  /** Hash of the file. */
  sha256: string;
}

/** One change of a case, as an auditor reads it: who wrote it, on which device, having seen what, and what proves that. */
export interface AuditEntry {
  /**
   * When, by the device's own clock, in milliseconds since 1970.
   * Format: int64.
   */
  at_ms: number;
  /**
   * On which device.
   * Format: device.
   */
  device?: string | null;
  /** What its holder calls it. */
  device_name: string;
  /** Its hash. None where its bytes cannot be read; then nothing else is known of it. */
  hash?: string | null;
  /**
   * Its place in the story, from 1.
   * Format: uint.
   */
  n: number;
  /**
   * For which office.
   * Format: office.
   */
  office?: string | null;
  /** Its name. */
  office_name: string;
  /** Whether it is sound and proved. */
  proved: boolean;
  /**
   * The entry by the same author whose attestation proves this one: itself, or a later one.
   * Format: uint.
   */
  proved_by?: number | null;
  /** Whether the device was shut out at some time. What it wrote before stays its own. */
  revoked: boolean;
  /** The entries that its author had seen last. */
  seen: number[];
  /**
   * Which of its author's changes in this case.
   * Format: uint64.
   */
  seq: number;
  /**
   * Who, by the device's grant.
   * Format: staff.
   */
  staff?: string | null;
  /** Their name. */
  staff_name: string;
}

/** Where something was found. */
export type AuditPlace = "head" | "directory" | "audience" | "configuration" | "change" | "attestation" | "copy" | "end" | "stored";

/** What came of an audit. */
export interface AuditReport {
  /**
   * The case.
   * Format: case.
   */
  case?: string | null;
  /**
   * How many changes there are.
   * Format: uint.
   */
  changes: number;
  /**
   * How many of them are sound and proved.
   * Format: uint.
   */
  changes_proved: number;
  /** The authority key of the county: everything is proved if this is the county's. */
  county?: string | null;
  /** The county's name. */
  county_name?: string | null;
  /**
   * On how many devices they were written.
   * Format: uint.
   */
  devices: number;
  /** One entry a change. */
  entries: AuditEntry[];
  /** Everything that was found wrong, from the front of the file to its end. */
  findings: Finding[];
  /** The latest changes. Who knows others knows that the file is not the whole case. */
  heads: string[];
  /** Its number. */
  number: string;
  /** Whether everything is proved, and nothing was found. */
  proved: boolean;
  /** Its title. */
  title: string;
}

/** An audit (化解审核; DOMAIN F14). */
export interface AuditView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * Who audited.
   * Format: staff.
   */
  by: string;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
  /** Whether it found the matter resolved. */
  resolved: boolean;
}

/** What a record says that waits for approval. */
export type Awaited = {
  /**
   * The device.
   * Format: device.
   */
  device: string;
  /** What its holder calls it. */
  device_name: string;
  kind: "delegation";
  /**
   * The office at the top of that part.
   * Format: office.
   */
  office: string;
  /** Its name. */
  office_name: string;
  /**
   * Until when, in milliseconds since 1970.
   * Format: int64.
   */
  until_ms: number;
} | {
  /** Whether they are to be one. */
  active: boolean;
  kind: "approver";
  /**
   * Who.
   * Format: staff.
   */
  staff: string;
  /** Their name. */
  staff_name: string;
};

/** What a bundle brought. */
export interface BundleReport {
  /** Cases whose content changed. */
  changed: string[];
  /**
   * Items in the file.
   * Format: uint.
   */
  items: number;
  /**
   * Items that were here before.
   * Format: uint.
   */
  known: number;
  /**
   * Items that wait for another.
   * Format: uint.
   */
  parked: number;
  /**
   * Items that were put into quarantine.
   * Format: uint.
   */
  quarantined: number;
}

/** The working days of the years that are known (工作日历). */
export interface Calendar {
  /** One table per year. */
  years: { [key: string]: YearTable };
}

/** A campaign (专项行动). */
export interface Campaign {
  /** What a closing needs; empty: the county's own checklist. */
  closing_checklist?: ChecklistItem[];
  /** Short name in documents: `backlog-2026`. */
  id: string;
  /** Who may lead. */
  lead_rules: LeadRules;
  /** What people call it. */
  name: string;
  /** The reports it asks for. */
  reports?: Report[];
  /** Routes that come before the county's. */
  routes?: Route[];
  /** Its stages, in order. */
  stages: CampaignStage[];
}

/** A stage of a campaign (阶段; DOMAIN P01 to P03). */
export interface CampaignStage {
  /**
   * Its first day.
   * Format: date.
   */
  from: string;
  /** What people call it. */
  name: string;
  /** What is to be reached by that day. */
  targets?: Target[];
  /**
   * Its last day.
   * Format: date.
   */
  to: string;
}

/** What is true of a case beside its stage (DOMAIN 3.2). */
export interface CaseFlags {
  /** 终结. */
  finalised: boolean;
  /** 待裁决. */
  in_dispute: boolean;
  /** 挂牌督办. */
  listed: boolean;
  /** 报结. */
  reported: boolean;
  /** 化解. */
  resolved: boolean;
}

/** What a case is (DOMAIN 3.1). */
export type CaseKind = "petition" | "dispute" | "early_issue";

/** A line of the ledger. */
export interface CaseLine {
  /** Where it arose. */
  area: string;
  /**
   * How many fields hold concurrent values that nobody chose between.
   * Format: uint32.
   */
  conflicts: number;
  /**
   * How many disputes of record are open.
   * Format: uint32.
   */
  disputes: number;
  /** The next date by which something is due. */
  due?: string | null;
  /**
   * Its home office.
   * Format: office.
   */
  home: string;
  /**
   * The case.
   * Format: case.
   */
  id: string;
  /** Its number, as the registering office gave it. */
  number: string;
  /** The petitioner's name as it may be shown. */
  petitioner: string;
  /** How much of it the person at this device may read. */
  reading: Reading;
  /** When it was received. */
  received_on?: string | null;
  /** Its stage. */
  stage: string;
  /** Its title. */
  title: string;
}

/** A case, by what people call it. */
export interface CaseNamed {
  /**
   * The case.
   * Format: case.
   */
  id: string;
  /** Its number; empty where the case is not on this device. */
  number: string;
  /** Its title; likewise. */
  title: string;
}

/** Somebody of the case (当事人). */
export interface CaseParty {
  /**
   * The act that entered them.
   * Format: act.
   */
  act: string;
  /** Whether a group chose them. */
  chosen_by_group: boolean;
  /** Keyed hashes of their numbers. */
  keys: string[];
  /** The name to show. */
  name: string;
  /**
   * The document of their details.
   * Format: party.
   */
  party?: string | null;
  /** What they are to the case. */
  role: PartyRole;
}

/** A case's history, in causal order. */
export interface CaseStory {
  /**
   * The case.
   * Format: case.
   */
  case: string;
  /** One entry a change. */
  entries: StoryEntry[];
  /** How much of it the person at this device may read. */
  reading: Reading;
}

/** A case as people read it. */
export interface CaseView {
  /** Documents, signatures, service, reviews (文书与答复). */
  answer?: AnswersView;
  /** Where the matter arose. */
  area: string;
  /** How it came in. */
  channel?: Channel | null;
  /** Its claims. */
  claims: ClaimView[];
  /** 办结: closed, with nothing in dispute about it. */
  closed: boolean;
  /** Closing, audit, rating, opening again (办结与回访). */
  closing?: ClosingView;
  /** Plain fields with more than one value. */
  conflicts: FieldConflict[];
  /**
   * How many further contacts.
   * Format: uint32.
   */
  contacts: number;
  /** Its time limits. */
  deadlines: Deadline[];
  /** Its disputes, open and settled, in the order they arose. */
  disputes: Dispute[];
  /** Plans, promises, where it was raised to (交办与包案). */
  duty?: DutyView;
  /** What is true beside its stage. */
  flags?: CaseFlags;
  /**
   * Who handles it (承办人).
   * Format: staff.
   */
  handler?: string | null;
  /** What was done and what came of it (办理、调解与帮扶). */
  handling?: HandlingView;
  /** What the next act is based on: the acts nobody has seen yet, the latest 256. */
  heads: string[];
  /**
   * Its home office.
   * Format: office.
   */
  home: string;
  /**
   * The case.
   * Format: case.
   */
  id: string;
  /** How it came in, what it is, whose it is (登记与受理). */
  intake?: IntakeView;
  /**
   * When the last act of the timeline was made.
   * Format: date-time.
   */
  last_activity?: string | null;
  /** Who carries the duty, the higher-level assigner first. */
  leads: LeadHolder[];
  /** Other cases, people of the case, campaigns (关联). */
  links?: LinksView;
  /**
   * How many notes.
   * Format: uint32.
   */
  notes: number;
  /** Its provisional office number. */
  number: string;
  /**
   * Persons who brought it.
   * Format: uint32.
   */
  persons: number;
  /** The petitioner's name as shown. */
  petitioner: string;
  /** Who may read it (限制知悉). */
  reading?: ReadingView;
  /** The code by which its petitioner asks for its progress. */
  receipt_code: string;
  /**
   * When it came in.
   * Format: date.
   */
  received_on?: string | null;
  /**
   * How many replies.
   * Format: uint32.
   */
  replies: number;
  /** How far it has come. */
  stage: Stage;
  /** Its category. */
  subject: string;
  /** What was demanded, and the answers (督办). */
  supervision?: SupervisionView;
  /** Its acts, each after those it saw. */
  timeline: TimelineItem[];
  /** Its title. */
  title: string;
  /**
   * How many visits.
   * Format: uint32.
   */
  visits: number;
}

/** All words of a language. */
export interface Catalogue {
  /** Where an audit found something. */
  audit_places: { [key: string]: string };
  /** Codes of what was refused or put aside. */
  codes: { [key: string]: string };
  /** Kinds of days of the calendar. */
  day_kinds: { [key: string]: string };
  /** How a time limit stands. */
  deadline_states: { [key: string]: string };
  /** Why a column of a spreadsheet is left out. */
  drops: { [key: string]: string };
  /** What an act does to its case. */
  effects: { [key: string]: string };
  /** Kinds of entries. */
  entries: { [key: string]: string };
  /** What is wrong with a field. */
  field_faults: { [key: string]: string };
  /** Types of the fields of entries. */
  field_types: { [key: string]: string };
  /** Plain fields of cases, claims and parties. */
  fields: { [key: string]: string };
  /** Figures. */
  figures: { [key: string]: string };
  /** Marks on acts. */
  flags: { [key: string]: string };
  /** What holds while a dispute is open. */
  interims: { [key: string]: string };
  /** How keys are kept. */
  kept: { [key: string]: string };
  /** Kinds of acts. */
  kinds: { [key: string]: string };
  /** What an act lacks. */
  missing: { [key: string]: string };
  /** Kinds of offices. */
  office_kinds: { [key: string]: string };
  /** What acts name, by the members of their payloads. */
  parts: { [key: string]: string };
  /** Why two cases may be the same matter. */
  reasons: { [key: string]: string };
  /** What a relay did that an honest one does not. */
  relay_faults: { [key: string]: string };
  /** Functions of staff. */
  roles: { [key: string]: string };
  /** Rules of disputes. */
  rules: { [key: string]: string };
  /** Who settles it. */
  settlers: { [key: string]: string };
  /** Stages of a case. */
  stages: { [key: string]: string };
  /** Values with a fixed meaning; one that means something else in one field stands as `field.value` too. */
  values: { [key: string]: string };
}

/** A category of matters (问题类别; DOMAIN C04). */
export interface Category {
  /** Short name in documents: `land`. */
  id: string;
  /** What people call it. */
  name: string;
  /** The category it is part of; none at the top. */
  parent?: string | null;
}

/** How the list behind a return changed since. */
export interface Changed {
  /** Cases that it did not count and that would be counted now. */
  joined: CaseNamed[];
  /** Cases that it counted and that would not be counted now. */
  left: CaseNamed[];
  /** Cases that it counted and that have acts it had not seen. */
  moved_on: CaseNamed[];
}

/** What changed in a case. */
export interface Changes {
  /**
   * The case.
   * Format: case.
   */
  case: string;
  /** Last days that changed. */
  deadlines: DayTurn[];
  /** Disputes that arose or were settled. */
  disputes: DisputeTurn[];
  /** The entries of its story that lie between, by their places from 1. */
  entries: number[];
  /** Plain fields that changed, those of claims too. */
  fields: FieldTurn[];
  /** The names of those who lead it. */
  leads: Turn3;
  /** The free text, where it changed. */
  narrative?: Turn2 | null;
  /** Its number. */
  number: string;
  /** These, as the history tells them. */
  sentences: string[];
  /** Its stage. */
  stage: Turn;
  /** Its title. */
  title: string;
}

/** How a matter came in (信访渠道; DOMAIN I01, I02, I03, H10). */
export type Channel = "letter" | "visit" | "phone" | "online" | "assigned" | "screening" | "visit_down";

/** One thing that a closing needs. */
export interface ChecklistItem {
  /** Short name in documents: `written-reply`. */
  id: string;
  /** What people call it. */
  name: string;
  /** Whether a case can be closed without it, a reason given. */
  optional?: boolean;
}

/** One assessment of a claim (诉求研判; DOMAIN C17). */
export interface ClaimAssessment {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** What it comes to. */
  merit: ClaimMerit;
  /** Why. */
  reason: string;
  /** What is to be done about it. */
  track: ClaimTrack;
  /**
   * The unit that answers for it, where one was named.
   * Format: office.
   */
  unit?: string | null;
}

/** One outcome of a claim (办理结果; DOMAIN H07, H30). */
export interface ClaimEnd {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** How it ended. */
  outcome: OutcomeKind;
  /** How much, as a decimal number. */
  quantity?: string | null;
  /** In words. */
  text: string;
  /** Of what. */
  unit?: string | null;
}

/** What a claim comes to and how it ended (诉求; DOMAIN C17, H06, H07, H29, H30). */
export interface ClaimHandling {
  /** What it comes to: every assessment that no later one took the place of. */
  assessments: ClaimAssessment[];
  /**
   * Whether it is a clear entitlement, or one view has it so, that was not settled in full or taken to a path of the
   * law: the case is not closed before (DOMAIN H07).
   */
  blocks_closing: boolean;
  /**
   * The claim.
   * Format: claim.
   */
  claim: string;
  /** Whether assessments or outcomes stand side by side that differ. */
  contested: boolean;
  /** How it ended: every outcome that no later one took the place of. */
  outcomes: ClaimEnd[];
}

/** What a claim comes to (诉求五分; DOMAIN C17). */
export type ClaimMerit = "clear" | "excessive" | "hardship_only" | "unfounded" | "mixed";

/** What a reply says to one claim (Art. 32). */
export interface ClaimOpinion {
  /** The law or policy it rests on. */
  basis: string;
  /**
   * The claim.
   * Format: claim.
   */
  claim: string;
  /** The facts. */
  facts: string;
  /** The opinion. */
  opinion: string;
  /** Whether it supports the claim. */
  position: ReplyPosition;
}

/** What a meeting came to about one claim. */
export interface ClaimSaid {
  /**
   * The claim; none: the whole matter.
   * Format: claim.
   */
  claim?: string | null;
  /** What was decided. */
  text: string;
}

/** What is done about a claim (三到位一处理; DOMAIN H06). */
export type ClaimTrack = "solve" | "explain" | "assist" | "legal_path";

/** One claim (诉求; DOMAIN 3.1). */
export interface ClaimView {
  /** The amount, as written; may be empty. */
  amount: string;
  /**
   * The claim.
   * Format: claim.
   */
  id: string;
  /** What is asked for. */
  text: string;
}

/** What was made clear so far: each part as the latest said it (五个明确; DOMAIN I08). */
export interface Clarified {
  /**
   * The unit that should be in charge (牵头单位).
   * Format: office.
   */
  lead_unit?: string | null;
  /** The handling that is proposed (办理意见). */
  opinion: string;
  /** The policy that applies (政策界定). */
  policy: string;
}

/** Which of the five clarities are there (五个明确; DOMAIN I08): the gate before a matter is assigned. */
export interface Clarities {
  /** 诉求. */
  claim: boolean;
  /** 牵头单位. */
  lead_unit: boolean;
  /** 办理意见. */
  opinion: boolean;
  /** 信访人信息. */
  petitioner: boolean;
  /** 政策界定. */
  policy: boolean;
}

/** A classification and the act that made it. */
export interface Classification {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** What it says. */
  what: Classify;
}

/**
 * What kind of matter it is (分类; DOMAIN C01 to C04, C15, C16, C18 to C20, I17).
 *
 * Needs a category of the configuration, where it names one, and free words that label nobody. Takes the place of every classification its author had
 * seen, whole. Of two that had not seen each other both are shown, the later one first.
 */
export interface Classify {
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
}

/** The two clocks of a case (DOMAIN 3.3). */
export type Clock = "legal" | "holding";

/** What a closing needs (办结; DOMAIN F01, F05). */
export interface Closing {
  /** What the dossier holds, where a campaign has no list of its own. */
  checklist: ChecklistItem[];
  /** Who signs, each a different person. */
  signatures: Signer[];
}

/** One request to close, with what was signed over it. */
export interface ClosingRequest {
  /**
   * The act, which holds the manifest.
   * Format: act.
   */
  act: string;
  /** As what somebody, another person each, still has to sign (三签; DOMAIN F05). */
  awaiting: SignRole[];
  /**
   * Who asked.
   * Format: staff.
   */
  by: string;
  /** By item of the checklist, the act that fulfils it. */
  checklist: { [key: string]: string };
  /** Whether it is the one that holds: no later one, nothing that undid it, no work beside it. */
  holds: boolean;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
  /** Who signed. */
  signatures: SignatureView[];
}

/** 办结与回访: closing, audit, rating, opening again. */
export interface ClosingView {
  /** 化解 as the audit of that closing says. */
  audited?: Fact | null;
  /** Its audits. */
  audits: AuditView[];
  /** 办结: signed by all who have to, and nothing undid it. The day of the last signature it needed. */
  closed?: Fact | null;
  /** Every request to close, in the order of the timeline. */
  closings: ClosingRequest[];
  /** What first reviews found. */
  first_reviews: FirstReviewView[];
  /** What looking back came to. */
  look_backs: LookBackView[];
  /** What other systems say. */
  marks: MarkView[];
  /** What the petitioner thinks of it. */
  ratings: RatingView[];
  /** When and why it was opened again. */
  reopenings: Reopening[];
  /** 报结: that closing was reported to the assigner. */
  reported?: Fact | null;
  /** 化解: audited so, and nothing about the case is in dispute. A later contact undoes it (DOMAIN F15). */
  resolved?: Fact | null;
}

/** A level of urgency of a **case** (案件紧急程度; DOMAIN C14), never of a person. */
export interface Colour {
  /**
   * Days within which a case of this colour is looked at again; the colour expires with them.
   * Format: uint16.
   */
  days: number;
  /** Short name in documents: `red`. */
  id: string;
  /** What people call it. */
  label: string;
}

/** The whole configuration of a county (县级配置). */
export interface Config {
  /** Which days are worked. */
  calendar: Calendar;
  /** The campaigns. */
  campaigns?: Campaign[];
  /** The category tree, each naming the one above it. */
  categories: Category[];
  /** What a closing needs. */
  closing: Closing;
  /** The levels of a case's urgency, the most urgent first. */
  colours: Colour[];
  /** The time limits. */
  deadlines: DeadlineRule[];
  /** What leaders owe every month and year. */
  duties: Duties;
  /** Bounds on groups. */
  group: Group;
  /** Who may lead a case of no campaign. */
  lead_rules: LeadRules;
  /** The county's key for hashing identity numbers; none: such numbers are not compared. */
  match_key?: MatchKey | null;
  /** How two cases are weighed as the same matter; what is left out stands at its default. */
  matching: Weights;
  /** What people call this edition. */
  name: string;
  /** How numbers are made. */
  numbering: Numbering;
  /** How long what is kept. */
  retention: Retention[];
  /** How rates are rounded. */
  rounding: Rounding;
  /** Who leads which kind of matter. */
  routes: Routes;
  /** The scale on which petitioners rate, the best first. */
  satisfaction: Rating[];
  /** The simple track. */
  simple_track: SimpleTrack;
}

/** The configuration as this device knows it. */
export interface ConfigurationStatus {
  /** Versions that were put in force apart and wait for one that replaces them all; empty where nothing does. */
  apart: string[];
  /** Whether it is the one built into the program: the county has put none in force yet. */
  built_in: boolean;
  /**
   * The version that acts recorded here are judged by.
   * Format: config.
   */
  current: string;
  /** Every edition, each after those its author had seen. */
  editions: Edition[];
}

/** How far judicial confirmation has come. */
export type ConfirmationState = "requested" | "confirmed" | "refused";

/** How far judicial confirmation has come (司法确认; 人民调解法 33). */
export interface ConfirmationView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** The court, and its number. */
  court: string;
  /**
   * When.
   * Format: date.
   */
  on: string;
  /** How far. */
  state: ConfirmationState;
}

/** One contact (来信、来访; DOMAIN I13, I18, R19). */
export interface ContactView {
  /**
   * The registration, or the further contact.
   * Format: act.
   */
  act: string;
  /**
   * The first reply, or notice of no further acceptance, that had seen it.
   * Format: act.
   */
  answered_by?: string | null;
  /**
   * Batches in which they came.
   * Format: uint32.
   */
  batches: number;
  /** How it came in. */
  channel: Channel;
  /** The handing over that waits to be taken. */
  handed_over?: HandedOver | null;
  /**
   * The office that received it.
   * Format: office.
   */
  office: string;
  /**
   * The office that answers for it now: the receiver until another took it over (首问负责).
   * Format: office.
   */
  owner: string;
  /**
   * Persons who came.
   * Format: uint32.
   */
  persons: number;
  /** The code by which its progress is asked for. */
  receipt_code: string;
  /**
   * The day it came in.
   * Format: date.
   */
  received_on: string;
  /** Who spoke for a group. */
  representatives: string[];
  /** What it was about. */
  summary: string;
  /**
   * The first serving that had seen that answer (处理有反馈).
   * Format: act.
   */
  told_by?: string | null;
}

/** What becomes of a limit in days or months whose last day is not worked. Working days never end on such a day. */
export type CountMode = "plain" | "moves_on";

/** The figures of the cases that were asked for. */
export interface Counts {
  /** Of this campaign. */
  campaign?: string | null;
  /** The hash of the list of cases. */
  case_list_hash: string;
  /** Counts by name. */
  counts: { [key: string]: number };
  /** The return that was asked about, or the revision before the one that was written. */
  earlier?: Earlier | null;
  /**
   * Received on or after this day.
   * Format: date.
   */
  from?: string | null;
  /**
   * The return that was written.
   * Format: entry.
   */
  frozen?: string | null;
  /**
   * Of this office and those below it.
   * Format: office.
   */
  office?: string | null;
  /** Every rate. */
  rates: NamedRate[];
  /** What the stages of the campaign want, and whether it is reached. */
  targets: TargetStands[];
  /**
   * Received on or before this day.
   * Format: date.
   */
  until?: string | null;
}

/** Where a matter crosses borders, or people live apart from it (三跨三分离; DOMAIN I17). */
export type Crossing = "region" | "department" | "industry" | "person_from_household" | "person_from_matter" | "person_household_matter";

/** One line of the calendar. */
export interface Day {
  /** Whether what is due was done. */
  done: boolean;
  /**
   * The entry.
   * Format: entry.
   */
  entry: string;
  /** What happens. */
  kind: DayKind;
  /**
   * The day.
   * Format: date.
   */
  on: string;
  /** The requirement row of what is due; empty otherwise. */
  rule: string;
}

/** What happens on a day of the calendar. */
export type DayKind = "reception" | "meeting" | "due";

/** A time limit before and after. */
export interface DayTurn {
  /**
   * Its last day after.
   * Format: date.
   */
  after?: string | null;
  /**
   * Its last day before.
   * Format: date.
   */
  before?: string | null;
  /** What people call it. */
  name: string;
  /** Its rule. */
  rule: string;
}

/** A time limit the case stands under (期限). */
export interface Deadline {
  /**
   * It does not end before this day, even where `due` is not known yet.
   * Format: date.
   */
  at_earliest?: string | null;
  /** Where the rule is written. */
  basis: string;
  /** The clock it runs on. */
  clock: Clock;
  /**
   * The configuration it is judged by.
   * Format: config.
   */
  config: string;
  /**
   * The last day; none where nobody can say.
   * Format: date.
   */
  due?: string | null;
  /**
   * Days by which it was extended.
   * Format: uint16.
   */
  extended_days: number;
  /**
   * The act that met it.
   * Format: act.
   */
  met_by?: string | null;
  /**
   * The declared date of that act.
   * Format: date.
   */
  met_on?: string | null;
  /** What people call it. */
  name: string;
  /**
   * Whose duty it is.
   * Format: office.
   */
  office: string;
  /**
   * Days for which it stood still, as it counts them.
   * Format: uint32.
   */
  paused_days: number;
  /** Whether it stands still now: `due` is then the earliest there can be. */
  paused_now: boolean;
  /** The rule: `accept-15d`. */
  rule: string;
  /** Whether an office owes it, or somebody may use it. */
  sense: Sense;
  /**
   * The act that started the clock.
   * Format: act.
   */
  starts_by: string;
  /**
   * The declared date it started on; that day is not counted.
   * Format: date.
   */
  starts_on: string;
  /** Whether the configuration itself is not known here: the rule is then named as the built-in one has it. */
  unknown_rules: boolean;
  /**
   * The year whose table is missing.
   * Format: int16.
   */
  unknown_year?: number | null;
  /**
   * From this day on it is due soon.
   * Format: date.
   */
  warn_on?: string | null;
}

/** One time limit (期限). */
export interface DeadlineRule {
  /** Where it is written. */
  basis: string;
  /** The clock it runs on. */
  clock: Clock;
  /** What becomes of a last day that is not worked. */
  count_mode?: CountMode;
  /** Whether a day named by the triggering act takes the place of the length. */
  declared?: boolean;
  /**
   * The most days (working days where it is counted in these) by which it may be extended in all.
   * Format: uint16.
   */
  extendable?: number;
  /** Short name in documents: `accept-15d`. */
  id: string;
  /**
   * How long, in `unit`s. 0: only the day that the triggering act names (`until`) counts, and without it there is no limit.
   * Format: uint16.
   */
  length: number;
  /** What meets it, whichever comes first. */
  met_by: Event[];
  /** What people call it. */
  name: string;
  /** What people do when it has passed. */
  on_breach: string;
  /** What stops the clock. */
  pause_kinds?: PauseKind[];
  /** Whether a second trigger starts a second one. */
  per: Per;
  /** Whether an office owes it, or somebody may use it. */
  sense?: Sense;
  /** What starts it. */
  trigger: Event;
  /** What the length is counted in. */
  unit: Unit;
  /**
   * The share of the limit after which it is shown as due soon, 1 to 100.
   * Format: uint8.
   */
  warn_at_percent: number;
}

/** How a deadline stands on a day. */
export type DeadlineState = "late" | "due_today" | "soon" | "on_time" | "paused" | "unknown" | "lapsed" | "met";

/** One decision about acceptance, or one passing on (DOMAIN I14 to I16). */
export interface Decision {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * By when an answer is asked for.
   * Format: date.
   */
  feedback_by?: string | null;
  /** Whether it holds: no later decision, return or settlement took its place. */
  holds: boolean;
  /** Number of the written notice or letter. */
  notice_no?: string | null;
  /**
   * The office that decided.
   * Format: office.
   */
  office: string;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /** What was decided. */
  outcome: Outcome;
  /** Why. */
  reason: string;
  /**
   * The answer by which it came back.
   * Format: act.
   */
  returned_by?: string | null;
  /**
   * The office it was passed on to.
   * Format: office.
   */
  to?: string | null;
  /** The unit outside this ledger that it was passed on to. */
  to_name?: string | null;
}

/** A device's right to administer a part of the county, as it was last given or ended. */
export interface DelegationLine {
  /** Whether it holds; one that was ended does not, nor one that waits for a second person. */
  holds: boolean;
  /**
   * The office at the top of that part.
   * Format: office.
   */
  office: string;
  /** Its name. */
  office_name: string;
  /**
   * Until when, in milliseconds since 1970.
   * Format: int64.
   */
  until_ms: number;
}

/** Which offices have the edits of a case, as far as the relay says. */
export interface Delivery {
  /**
   * The case.
   * Format: case.
   */
  case: string;
  /** Its edits, in the order of its story. */
  edits: DeliveryLine[];
  /** What the relay said of this case that does not go together. */
  findings: RelayFinding[];
  /** Its number. */
  number: string;
  /** The offices that may read it. */
  readers: Reader[];
}

/** How far one edit has come. */
export interface DeliveryLine {
  /**
   * When, by the device's own clock, in milliseconds since 1970.
   * Format: int64.
   */
  at_ms: number;
  /** Whether the relay names it. Of a long history it names the newest changes alone. */
  at_relay: boolean;
  /** Its hash. */
  hash: string;
  /**
   * Its place in the story, from 1.
   * Format: uint.
   */
  n: number;
  /** The name of the office that made it. */
  office_name: string;
  /** The offices that have it. */
  offices: string[];
}

/** A date that follows from another (DOMAIN V03, V04, V09, V10). */
export interface DerivedDate {
  /**
   * The last day.
   * Format: date.
   */
  due: string;
  /**
   * When it was done, where it was.
   * Format: date.
   */
  met_on?: string | null;
  /** The requirement row it comes from. */
  rule: string;
}

/** A device that was let in. */
export interface DeviceLine {
  /** Six digits that the device showed too when it was enrolled: another one took up the code where they differ. */
  check_code?: string | null;
  /** Its right to sign for the authority, where it was ever given one. */
  delegation?: DelegationLine | null;
  /**
   * The device.
   * Format: device.
   */
  device: string;
  /**
   * When it was invited, in milliseconds since 1970.
   * Format: int64.
   */
  granted_at_ms: number;
  /** Whether it is signed how far what it wrote counts. */
  list_complete: boolean;
  /** What its holder calls it. */
  name: string;
  /**
   * The office it reads for.
   * Format: office.
   */
  office: string;
  /** Whether it was shut out. */
  revoked: boolean;
  /**
   * When, in milliseconds since 1970.
   * Format: int64.
   */
  revoked_at_ms?: number | null;
  /** Why. */
  revoked_why?: string | null;
  /**
   * The day on which it last synced, where the relay told, in milliseconds since 1970.
   * Format: int64.
   */
  seen_at_ms?: number | null;
  /**
   * Who holds it.
   * Format: staff.
   */
  staff: string;
  /**
   * Until when the relay lets it in without another sync, where it told, in milliseconds since 1970.
   * Format: int64.
   */
  until_ms?: number | null;
}

/** How hard the matter is (DOMAIN C01). */
export type Difficulty = "ordinary" | "major" | "hardship";

/** Offices, staff and devices, as the signed records say. */
export interface DirectoryListing {
  /** The county's name. */
  county?: string | null;
  /** Devices that were let in. */
  devices: DeviceLine[];
  /** Offices. */
  offices: Office[];
  /** Staff. */
  staff: Staff[];
}

/** A dispute of record (待裁决; DOMAIN 3.4): acts that cannot all hold. */
export interface Dispute {
  /** The acts, in the order of the timeline; under K2 the closing comes first. */
  acts: string[];
  /**
   * The act that was chosen, where one was.
   * Format: act.
   */
  chosen?: string | null;
  /**
   * Derived from the rule and the acts.
   * Format: dispute.
   */
  id: string;
  /** What holds meanwhile. */
  interim: Interim;
  /** Whether it is only to be known: nobody has to decide. */
  notice?: boolean;
  /** The reason given. */
  reason?: string | null;
  /** The rule. */
  rule: DisputeRule;
  /**
   * The office that settles: the lowest common superior of the acts' offices; none known: a joint meeting office.
   * Format: office.
   */
  settle_at?: string | null;
  /** Who within that office. */
  settle_by?: SettleBy;
  /**
   * The act that ended it; none while it is open.
   * Format: act.
   */
  settled_by?: string | null;
}

/** Which rule was broken (DOMAIN 3.4). */
export type DisputeRule = "K1" | "K2" | "K3" | "K4" | "K5" | "K6" | "K7" | "K8" | "K9" | "K10" | "K11" | "K12" | "K13" | "K14" | "K15" | "K16" | "K17" | "K18";

/** A dispute before and after. */
export interface DisputeTurn {
  /** Whether it is open after; likewise. */
  after?: boolean | null;
  /** Whether it was open before; none where it was not there. */
  before?: boolean | null;
  /**
   * The dispute.
   * Format: dispute.
   */
  id: string;
  /** Its rule. */
  rule: string;
}

/** What a document of the case is (DOMAIN F01 to F08, section 2). */
export type DocumentKind = "other" | "case_facts" | "appointment" | "investigation" | "handling_report" | "assignment_letter" | "acceptance_notice" | "decline_notice" | "transfer_letter" | "extension_notice" | "follow_up_plan" | "settlement_statement" | "hearing_record" | "mediation_agreement" | "review_request";

/** One version of a document of the case (文书; DOMAIN F01 to F08): a line of the dossier's index (F26). */
export interface DocumentView {
  /**
   * The act, which holds its words.
   * Format: act.
   */
  act: string;
  /** What it is. */
  kind: DocumentKind;
  /** Its number. */
  number?: string | null;
  /**
   * Who issued it.
   * Format: office.
   */
  office: string;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
  /**
   * The version it replaces.
   * Format: act.
   */
  replaces?: string | null;
  /** When it was served. */
  served: ServiceView[];
  /** Who signed this version. */
  signatures: SignatureView[];
  /** What it is now. */
  state: VersionState;
  /** Its title. */
  title: string;
}

/** A form half filled in, a saved view, a setting: what the shell wrote, under the name it gave. */
export interface Draft {
  /**
   * When, in milliseconds since 1970 by the device's clock.
   * Format: int64.
   */
  at_ms: number;
  /** What was written. */
  body: string;
  /** Its name. */
  name: string;
}

/** How many things stand how. */
export interface DueCounts {
  /**
   * This is their last day.
   * Format: uint64.
   */
  due_today: number;
  /**
   * Their day has passed.
   * Format: uint64.
   */
  late: number;
  /**
   * There is time.
   * Format: uint64.
   */
  on_time: number;
  /**
   * They stand still.
   * Format: uint64.
   */
  paused: number;
  /**
   * Their larger part has passed.
   * Format: uint64.
   */
  soon: number;
  /**
   * Nobody can say yet: a calendar or a configuration is missing.
   * Format: uint64.
   */
  unknown: number;
}

/** Something that is due, with its case. */
export interface DueLine {
  /**
   * The act that started it.
   * Format: act.
   */
  act: string;
  /**
   * It does not end before this day, even where `due` is not known.
   * Format: date.
   */
  at_earliest?: string | null;
  /** In which case. */
  case: CaseLine;
  /** The clock it runs on. */
  clock: Clock;
  /**
   * The last day; none where nobody can say.
   * Format: date.
   */
  due?: string | null;
  /** What people call it; of a step, what is to be done. */
  name: string;
  /**
   * Whose duty it is.
   * Format: office.
   */
  office: string;
  /** Whether it stands still. */
  paused: boolean;
  /** The rule of the time limit: `handle-60d`; [`STEP`] for a step of a plan. */
  rule: string;
  /** How it stands today. */
  state: DeadlineState;
  /**
   * From this day on it is due soon.
   * Format: date.
   */
  warn_on?: string | null;
}

/** What is due (到期清单). */
export interface DueList {
  /** How many things stand how, on the whole list. */
  counts: DueCounts;
  /** How far the list lags behind. */
  lag: Lag;
  /** The page that was asked for, the earliest day first. */
  lines: DueLine[];
  /**
   * What the office owes by entries of the register: answers to letters, tasks of meetings. Not on the list of a
   * person's own work.
   */
  owed: DueListOwed[];
  /**
   * The day it is told for.
   * Format: date.
   */
  today: string;
}

/** Something that an office owes: the answer to a letter, a proposal, an inspection; a task of a meeting. */
export interface DueListOwed {
  /**
   * By when.
   * Format: date.
   */
  due: string;
  /**
   * The entry.
   * Format: entry.
   */
  entry: string;
  /** Its kind. */
  kind: string;
  /** The number of the task; none: the answer to the entry as a whole. */
  task?: string | null;
  /** What is to be done, of a task. */
  what: string;
}

/** What is owed every month or year (DOMAIN V01, M11): numbers that plans set, compared with what was done. */
export interface Duties {
  /**
   * Receptions or visits by every leader and month (每月接访).
   * Format: uint8.
   */
  receptions_per_month: number;
  /**
   * Cases that every leader resolves in a year (人均年内化解).
   * Format: uint8.
   */
  resolved_per_leader_and_year: number;
}

/** 交办与包案. */
export interface DutyView {
  /** Answers that assignments asked for. */
  feedback?: FeedbackView[];
  /** Who led it before, each told by the act that replaced them. */
  former_leads?: FormerLead[];
  /** Which unit had the matter in hand from when on: where the holding clock starts anew. */
  holdings?: Holding[];
  /**
   * The assignments that hold, that of the higher level first. More than one while K1 is open, or where offices
   * assigned the same lead and unit apart.
   */
  in_charge?: InCharge[];
  /** Every listing. */
  listings?: ListingView[];
  /** Whether an audit found the matter resolved and nothing undid that since: a listing may be cleared. */
  may_be_cleared?: boolean;
  /**
   * What is still missing of what every case has (五个一、三要素; DOMAIN A03, A08): `lead`, `team`, `plan`, `handler`,
   * `measures`, `due`.
   */
  missing?: string[];
  /** The plans that hold: more than one where they did not see each other. */
  plans?: PlanView[];
  /** Every promise: those made as such, and what offices owe by agreements in force and from meetings. */
  promises?: PromiseView[];
  /** Where it was raised to. */
  raises?: RaiseView[];
  /** Who takes no part in the case. */
  recusals?: RecusalView[];
  /** Reports to other offices. */
  reports?: ReportView[];
  /** Those of them who still lead or handle it: somebody else has to be assigned. */
  to_replace?: string[];
}

/** A return, and whether it still says what there is. */
export interface Earlier {
  /** How the list changed; none where it did not, or did not fit into the return. */
  change?: Changed | null;
  /**
   * The return.
   * Format: entry.
   */
  entry: string;
  /** Whether the list of cases it was made from is still the list of its days. */
  holds: boolean;
  /**
   * Its revision.
   * Format: int64.
   */
  revision: number;
}

/** One edition of the configuration, as somebody put it in force. */
export interface Edition {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * Who.
   * Format: staff.
   */
  by: string;
  /**
   * When, by that device's clock.
   * Format: date-time.
   */
  made_at: string;
  /** What people call it. */
  name: string;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /** Why it was put in force. */
  reason: string;
  /** Why it counts for nothing: what is wrong with it, or that its author had no authority. */
  refused?: string | null;
  /**
   * Its version; none where this program cannot read it.
   * Format: config.
   */
  version?: string | null;
}

/** What one act does to the case now. */
export type Effect = "live" | "superseded" | "no_effect" | "disputed";

/** What temporary aid is judged by (临时救助条件; DOMAIN H22). */
export interface Eligibility {
  /** Why it is in need. */
  cause: HardshipCause;
  /** Whether the household is registered here (本地户籍). */
  household_here?: boolean;
}

/** A field that was written concurrently. */
export interface EntryConflict {
  /** The field. */
  field: string;
  /** Every value, in the order of the timeline; the last is the one shown. */
  values: EntryValue[];
}

/** A line of the register. */
export interface EntryLine {
  /**
   * How many fields hold concurrent values.
   * Format: uint32.
   */
  conflicts: number;
  /** The next date by which somebody has to answer or act. */
  due?: string | null;
  /**
   * The office that keeps it.
   * Format: office.
   */
  home: string;
  /**
   * The entry.
   * Format: entry.
   */
  id: string;
  /** Its kind: a name of [`taizhang_model::entry::ALL`]. */
  kind: string;
  /** Its date, where it has one. */
  on?: string | null;
  /** Whether it was struck out. */
  struck: boolean;
  /** The text of its first field. */
  title: string;
}

/** An entry's history, in causal order. */
export interface EntryStory {
  /** One of these a change. */
  entries: StoryEntry[];
  /**
   * The entry.
   * Format: entry.
   */
  entry: string;
}

/** One of the values of a conflict. */
export interface EntryValue {
  /**
   * The act that wrote it.
   * Format: act.
   */
  act: string;
  /**
   * Who wrote it.
   * Format: staff.
   */
  by: string;
  /** The value; none: cleared. */
  value?: Value | null;
}

/** An entry as people read it. */
export interface EntryView {
  /** What was shown to whom, in the order of the timeline: of a log of accesses alone. A log that is struck out keeps it. */
  accesses?: Accessed[];
  /**
   * By when somebody has to respond.
   * Format: date.
   */
  answer_due?: string | null;
  /** The offices that have to. */
  answer_from: string[];
  /**
   * The response that said that what was asked is done.
   * Format: act.
   */
  answered_by?: string | null;
  /** Whether a revision came that the last publication had not seen. */
  changed_since_published: boolean;
  /** Fields that were written concurrently. */
  conflicts: EntryConflict[];
  /** Dates that follow from others. */
  dates: DerivedDate[];
  /**
   * The act that entered it.
   * Format: act.
   */
  entered_by?: string | null;
  /** What the next act is based on. */
  heads: string[];
  /**
   * The office that keeps it.
   * Format: office.
   */
  home: string;
  /**
   * The entry.
   * Format: entry.
   */
  id: string;
  /** Its kind; empty before it is entered. */
  kind: string;
  /** What ought to be and is not: shown, never a reason to refuse. */
  lacks?: Lack[];
  /** What is missing or not right in the values as they stand: other devices may have entered them. */
  missing: string[];
  /** Acts that have no effect on an entry of this kind, or need a newer version. */
  not_understood: string[];
  /** Where and when it was made public, in the order of the timeline. */
  published: Publication[];
  /** Responses to the entry as a whole, in the order of the timeline. */
  responses: string[];
  /**
   * How many revisions.
   * Format: uint32.
   */
  revisions: number;
  /** Why it was struck out. */
  struck_because?: string | null;
  /**
   * The act that struck it out, unless a later revision restored it.
   * Format: act.
   */
  struck_by?: string | null;
  /** Its tasks, by number. */
  tasks: TaskView[];
  /** The values by field. */
  values: { [key: string]: Value };
}

/** What starts or meets a time limit. One act may be several of these. */
export type Event = "registered" | "contacted" | "contact_answered" | "transferred" | "transfer_objected" | "accepted" | "declined" | "simple_proposed" | "simple_accepted" | "assigned" | "feedback_asked" | "feedback_given" | "held" | "replied" | "served" | "review_requested" | "review_decided" | "review_served" | "reexam_requested" | "reexam_decided" | "mediation_started" | "mediation_ended" | "agreed" | "court_confirm_asked" | "promised" | "promise_kept" | "supervised" | "supervision_answered" | "proposed" | "proposal_answered" | "closed" | "reported" | "audited" | "return_visited" | "reopened" | "withdrawn";

/** Something that holds since a day, and the act that says so. */
export interface Fact {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The day.
   * Format: date.
   */
  on: string;
}

/** An answer that an assignment asked for (反馈; DOMAIN A14, I16). */
export interface FeedbackView {
  /**
   * The assignment.
   * Format: act.
   */
  act: string;
  /**
   * By when.
   * Format: date.
   */
  due: string;
  /**
   * The report that gave it.
   * Format: act.
   */
  given_by?: string | null;
  /**
   * The office that wants to hear.
   * Format: office.
   */
  to: string;
  /**
   * The unit that owes the answer.
   * Format: office.
   */
  unit: string;
}

/** A plain field that was written concurrently. */
export interface FieldConflict {
  /**
   * The claim whose field it is; none: the case's own.
   * Format: claim.
   */
  claim?: string | null;
  /** The field. */
  field: string;
  /** Every value, in the document's order; the first is the one shown elsewhere. */
  values: FieldValue[];
}

/** A plain field before and after. */
export interface FieldTurn {
  /** Its values after. */
  after: string[];
  /** Its values before: more than one where they were written concurrently. */
  before: string[];
  /**
   * The claim whose field it is; none: the case's own.
   * Format: claim.
   */
  claim?: string | null;
  /** Its name. */
  field: string;
  /** What people call it. */
  label: string;
}

/** One value of a plain field and the device that wrote it. */
export interface FieldValue {
  /**
   * The device that wrote it.
   * Format: device.
   */
  by: string;
  /** The value. */
  value: string;
}

/** Something that does not hold. */
export interface Finding {
  /** A stable code. */
  code: string;
  /** What is wrong, in English. */
  detail: string;
  /**
   * The first byte in the file.
   * Format: uint.
   */
  from?: number | null;
  /** A change's hash, where it is known. */
  hash?: string | null;
  /**
   * Which of its kind, from 1; of a change, its number in the story.
   * Format: uint.
   */
  number?: number | null;
  /** Where. */
  place: AuditPlace;
  /**
   * The byte behind the last.
   * Format: uint.
   */
  to?: number | null;
}

/** How facts were found (DOMAIN H01). */
export type FindingMethod = "file_review" | "evidence" | "hearing" | "informed_residents";

/** How far a finding has come (DOMAIN H02, K10). */
export type FindingState = "open" | "valid" | "not_carried" | "unsettled" | "replaced";

/** A finding and the votes on it (核查报告; DOMAIN H02). */
export interface FindingView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * Participants who concur.
   * Format: uint32.
   */
  concurring: number;
  /** What votes stand over. */
  content_hash: string;
  /**
   * Participants who dissent, or whose votes contradict each other.
   * Format: uint32.
   */
  dissenting: number;
  /** The acts that finished it, the latest only. */
  finished_by: string[];
  /** How it was found. */
  methods: FindingMethod[];
  /**
   * How many have to concur.
   * Format: uint32.
   */
  needed: number;
  /** Who takes part. */
  participants: string[];
  /** What in procedure did. */
  procedure_cause: string;
  /**
   * The version it replaces.
   * Format: act.
   */
  replaces?: string | null;
  /** How far it has come. */
  state: FindingState;
  /** What in substance brought the matter about. */
  substance_cause: string;
  /** The facts. */
  text: string;
  /** Every vote, with its words as they were given. */
  votes: VoteView[];
}

/** What the petition office found in the dossier (案卷初审; DOMAIN F10). */
export interface FirstReviewView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** What is missing or wrong. */
  defects: string[];
  /**
   * By which office.
   * Format: office.
   */
  office: string;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
  /** Whether nothing is missing. */
  passed: boolean;
}

/** A kind of act, before somebody who would record one. */
export interface Form {
  /** The kind. */
  kind: string;
  /** What people call it. */
  label: string;
  /** Whether nothing about the case or the person stands in its way. */
  may: boolean;
  /** What does: as a failure says it. Where nothing does, what the form will have to bring. */
  refusal?: unknown;
}

export type Format = "csv" | "json";

/** Somebody who led the case before (原包案领导). */
export interface FormerLead {
  /**
   * The act that had assigned them.
   * Format: act.
   */
  act: string;
  /**
   * Who.
   * Format: staff.
   */
  lead: string;
  /** The reason given. */
  reason?: string | null;
  /**
   * The assignment or settlement that took its place.
   * Format: act.
   */
  replaced_by?: string | null;
  /**
   * The unit then in charge.
   * Format: office.
   */
  unit: string;
}

/** What was paid from one fund (专项资金; DOMAIN H21). */
export interface FundSpent {
  /**
   * How much, in fen.
   * Format: uint64.
   */
  fen: number;
  /** The fund or budget line; empty: none was named. */
  fund: string;
}

/** Bounds on groups (群体来访; Art. 20). */
export interface Group {
  /**
   * The most representatives a group sends.
   * Format: uint8.
   */
  representatives_most: number;
}

/** A handing over that waits to be taken (首问移交). */
export interface HandedOver {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** What it should know. */
  text: string;
  /**
   * The office that is to take it.
   * Format: office.
   */
  to: string;
}

/** Which way the matter is handled (四类化解路径; DOMAIN C15). */
export type HandlingPath = "common" | "group" | "sector" | "prominent";

/** 办理、调解与帮扶: what was done and what came of it. Lists are in the order of the timeline. */
export interface HandlingView {
  /** Agreements that no later version replaced (协议; DOMAIN F06). */
  agreements?: AgreementView[];
  /** Help that no later version replaced (救助帮扶; DOMAIN H17 to H24). */
  aids?: AidView[];
  /** What each claim comes to and how it ended (诉求; DOMAIN C17, H06, H07). */
  claims?: ClaimHandling[];
  /** What was found, and the votes on it (核查; DOMAIN H02). */
  findings?: FindingView[];
  /** What was paid, fund by fund (专项资金; DOMAIN H21). */
  funds?: FundSpent[];
  /**
   * When the petitioner was last met, by a visit or at a meeting (见面; DOMAIN H11).
   * Format: date.
   */
  last_met_on?: string | null;
  /** Whether the last mediation that ended brought agreement; none: none has ended (DOMAIN M08). */
  mediation_succeeded?: boolean | null;
  /** Sessions of mediation (调解; DOMAIN H13, H14). */
  mediations?: MediationView[];
  /** Meetings (会商、接访、听证; DOMAIN H12). */
  meetings?: MeetingView[];
  /** What offices owe: terms of agreements in force, tasks from meetings (DOMAIN H09, H26). */
  owed?: Owed[];
  /** Failed mediations after which the petitioner was not yet told where else to turn (DOMAIN H16). */
  path_notice_due?: string[];
  /** The petitioner was told of paths of the law (法定途径告知; DOMAIN H15). */
  path_notices?: PathNoticeView[];
  /** When clocks stand still (中止; Art. 36). */
  pauses?: PauseView[];
  /** Cause, concerns, problem (三不放过; DOMAIN H28). */
  three?: ThreeChecks;
  /** Visits (走访、回访; DOMAIN H10, F07). */
  visits?: VisitView[];
  /** Visits that were announced and not made yet (定期回访; DOMAIN F19). */
  visits_due?: VisitDue[];
}

/** What the core tells unasked. */
export type Happened = {
  /** Which cases; `null`: anything may have. */
  cases?: string[] | null;
  event: "changed";
} | {
  event: "sync";
  /** How. */
  status: SyncState;
} | {
  event: "locked";
};

/** Why a household is in need (临时救助条件; DOMAIN H22). */
export type HardshipCause = "illness" | "disaster" | "schooling" | "accident" | "unemployment" | "other";

/** A unit has the matter in hand from a day on (在办). */
export interface Holding {
  /**
   * The assignment that gave it to them.
   * Format: act.
   */
  act: string;
  /**
   * The day it is declared for.
   * Format: date.
   */
  from: string;
  /**
   * The unit.
   * Format: office.
   */
  unit: string;
}

/**
 * An assignment that holds (包案; DOMAIN A01 to A08): a row of the roster of leads (A07) and of the ledger of
 * assignments (I20).
 */
export interface InCharge {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** Units that assist (协办单位). */
  assist_units: string[];
  /** Who shares it (双领导). */
  co_leads: string[];
  /**
   * The office whose decision lead and unit are: that of the highest level that named them. A lower one may fill in
   * the rest, but not change them.
   * Format: office.
   */
  decided_by: string;
  /**
   * By when.
   * Format: date.
   */
  due?: string | null;
  /**
   * Who handles it (承办人).
   * Format: staff.
   */
  handler?: string | null;
  /** Whether the level was raised. */
  instance: Instance;
  /**
   * Who carries the duty (包案领导).
   * Format: staff.
   */
  lead: string;
  /** Number of the letter (交办函). */
  letter_no?: string | null;
  /** What is to be done. */
  measures: string;
  /**
   * The office that assigned.
   * Format: office.
   */
  office: string;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /**
   * The unit in charge (主办单位).
   * Format: office.
   */
  unit: string;
}

/** An office's inbox (待裁决). */
export interface Inbox {
  /** How much there is. */
  counts: InboxCounts;
  /** The page that was asked for: what the office settles before what only concerns it, the latest first. */
  items: InboxItem[];
  /** How far the inbox lags behind. */
  lag: Lag;
  /**
   * The office.
   * Format: office.
   */
  office: string;
  /**
   * Restricted cases that somebody opened all the same (紧急查阅), the latest first: told to their home office and to those
   * that watch over it. Nothing is to be decided. With the first page alone.
   */
  openings: OpeningLine[];
  /** Details of parties that were corrected twice (K14), in documents that this office keeps. With the first page alone. */
  parties: PartyDispute[];
}

/** How much an inbox holds. */
export interface InboxCounts {
  /**
   * To be settled elsewhere, and known here because it concerns the office.
   * Format: uint64.
   */
  elsewhere: number;
  /**
   * To be settled by this office.
   * Format: uint64.
   */
  here: number;
}

/** Something in an office's inbox. */
export interface InboxItem {
  /** In which case. */
  case: CaseLine;
  /** The field, where one was corrected twice (K14). */
  conflict?: FieldConflict | null;
  /** The dispute of record. */
  dispute: Dispute;
  /**
   * The report that an act came too late for (K17).
   * Format: entry.
   */
  entry?: string | null;
  /** Whether this office settles it; otherwise it is one that the matter concerns. */
  here: boolean;
  /** The other case, where it lies between two (K3, K11). */
  other?: CaseLine | null;
  /** What speaks for the two cases being the same matter (K3). */
  reasons: Reason[];
  /** Its acts, in its order. */
  sides: Side[];
}

/** What kind of inspection (DOMAIN S01). */
export type InspectionKind = "special" | "with_case" | "joint";

/** Why this case is inspected before others (重点督查范围; DOMAIN S03). */
export type InspectionScope = "long_undecided" | "wide_reach" | "strongly_felt";

/** How an assignment came about (DOMAIN A10, I16). */
export type Instance = "assigned" | "raised";

/** 登记与受理: how it came in, what it is, whose it is. */
export interface IntakeView {
  /** The offices it accuses: it never reaches them (Art. 46). */
  accused?: string[];
  /**
   * Batches of all contacts (批次; DOMAIN I18).
   * Format: uint32.
   */
  batches?: number;
  /** What was made clear so far (五个明确; DOMAIN I08). */
  clarified?: Clarified;
  /** Which of the five are there. */
  clarities?: Clarities;
  /** What kind of matter it is (分类). */
  classification?: Classification | null;
  /** Classifications beside that one, which had not seen it. */
  classified_otherwise?: Classification[];
  /** Every contact, the registration first (来信来访; DOMAIN I13). */
  contacts?: ContactView[];
  /** What holds about acceptance now: under K6 the acceptance. */
  decision?: Decision | null;
  /** Every decision about acceptance and every passing on, in order. */
  decisions?: Decision[];
  /** What the case is. An early sign that was accepted is a petition (DOMAIN I25). */
  kind?: CaseKind;
  /** Objections to transfers and assignments (管辖异议). */
  objections?: ObjectionView[];
  /**
   * Persons of all contacts (人次; DOMAIN I18).
   * Format: uint32.
   */
  persons?: number;
  /**
   * The screening round that found it (DOMAIN I03).
   * Format: entry.
   */
  screening?: string | null;
  /** Who may read it. */
  secrecy?: Secrecy;
  /** Where it was assigned from (上级交办; DOMAIN I02, I26). */
  source?: Source | null;
  /** How urgent it is: several where they had not seen each other. See [`IntakeView::urgency_on`]. */
  urgency?: UrgencyView[];
  /** Withdrawals that are noted beside a reply, until K16 is settled. */
  withdrawals_noted?: Withdrawal[];
  /** The petitioner's withdrawal, where it holds (撤回); under K16 it is noted only. */
  withdrawn?: Withdrawal | null;
}

/** What holds until a dispute is settled: always what is safe for the petitioner. */
export type Interim = "both_leads_carry_duty" | "not_closed" | "both_cases_live" | "earlier_due_date" | "signature_void" | "acceptance_holds" | "newest_served_shown" | "work_kept" | "reopened" | "finding_unsettled" | "provisional_numbers" | "needs_confirmation" | "payment_blocked" | "both_values_shown" | "judged_as_seen" | "reply_stands" | "return_unchanged" | "not_served";

/** An enrolment code, without its secret. */
export interface InvitationLine {
  /** Six digits that this device showed too. */
  check_code?: string | null;
  /**
   * The device that took it up.
   * Format: device.
   */
  device?: string | null;
  /** What its holder calls it. */
  device_name?: string | null;
  /** What the code begins with, in hexadecimal. */
  id: string;
  /**
   * When it was made, in milliseconds since 1970.
   * Format: int64.
   */
  made_at_ms: number;
  /**
   * The office that the device will read for.
   * Format: office.
   */
  office: string;
  /**
   * Who was to hold it.
   * Format: staff.
   */
  staff: string;
  /** What became of it. */
  state: InvitationState;
  /**
   * Until when it can be taken up, by the relay's clock, in milliseconds since 1970. 0 once it was withdrawn.
   * Format: int64.
   */
  until_ms: number;
}

/** What became of an enrolment code. */
export type InvitationState = "open" | "used" | "expired" | "withdrawn";

/** What is kept. */
export type Kept = "cases" | "personal_details" | "attachments" | "access_log" | "returns";

export type Kind = "village" | "township" | "county" | "department" | "joint_meeting" | "supervision" | "petition_office" | "peace_office" | "group_office" | "task_force";

/** Fewer people or offices than a requirement row asks for (DOMAIN V06). */
export interface Lack {
  /**
   * How many there are to be.
   * Format: uint.
   */
  at_least: number;
  /** The field. */
  field: string;
  /**
   * How many there are.
   * Format: uint.
   */
  has: number;
  /** Whether offices are counted, not people. */
  offices: boolean;
  /** The requirement row. */
  rule: string;
}

/** How far the lists of this device lag behind what it holds. */
export interface Lag {
  /**
   * Cases to be compared with other documents.
   * Format: uint64.
   */
  to_compare: number;
  /**
   * Cases to be folded again, since offices, staff or the configuration changed.
   * Format: uint64.
   */
  to_fold: number;
}

/** The languages. */
export type Lang = "zh" | "en";

/** Someone who carries the duty for the case now (包案领导; DOMAIN R11, A01). */
export interface LeadHolder {
  /**
   * The act that assigned.
   * Format: act.
   */
  act: string;
  /**
   * By when, where the assignment says so.
   * Format: date.
   */
  due?: string | null;
  /**
   * The office that assigned.
   * Format: office.
   */
  office: string;
  /**
   * The lead.
   * Format: staff.
   */
  staff: string;
  /**
   * The unit in charge (主办单位).
   * Format: office.
   */
  unit: string;
}

/** Who may lead a case (包案; DOMAIN A01, A02, A06, R13). */
export interface LeadRules {
  /** Whether leaders may share a case: one lead and flagged co-leads. Otherwise one lead, and only one. */
  co_leads: boolean;
  /** Whether a major case needs the head of the unit (一把手). */
  major_needs_head: boolean;
  /** Whether a case that a superior assigned needs a member of the leadership team (班子成员). */
  superior_assigned_needs_team_member: boolean;
}

/** How this device stands. */
export interface LedgerStatus {
  /**
   * How many cases it holds.
   * Format: uint64.
   */
  cases: number;
  /** The county's name. */
  county?: string | null;
  /** How far the relay's feed is on this disk. */
  cursor?: { [key: string]: unknown } | null;
  /**
   * This device.
   * Format: device.
   */
  device: string;
  /** Whether it holds the county's authority key. */
  is_authority: boolean;
  /** Whether it signs in the authority's stead for a part of the county. */
  is_delegate: boolean;
  /**
   * Until when the relay lets it in without another sync, where it told, in milliseconds since 1970.
   * Format: int64.
   */
  let_in_until_ms?: number | null;
  /** Why the relay does not let it in, where it does not: a stable code. What was not sent stays here. */
  not_let_in?: string | null;
  /**
   * The office it reads for.
   * Format: office.
   */
  office?: string | null;
  /** Its name. */
  office_name?: string | null;
  /**
   * Items in quarantine.
   * Format: uint64.
   */
  quarantined: number;
  /**
   * Changes that the relay refused.
   * Format: uint64.
   */
  refused: number;
  /**
   * When the relay's log began anew (restored from a backup, as a rule), where this device noticed that, in milliseconds
   * since 1970 by its clock.
   * Format: int64.
   */
  relay_began_anew_ms?: number | null;
  /** What the relay did that an honest one does not. */
  relay_findings: RelayFinding[];
  /** Devices of this office that were shut out. */
  shut_out: ShutOutLine[];
  /** Who holds it. */
  staff_name?: string | null;
  /**
   * Changes that the relay is not known to hold.
   * Format: uint64.
   */
  unsent: number;
  /**
   * Items that wait for another.
   * Format: uint64.
   */
  waiting: number;
}

/** A path of the law (法定途径; DOMAIN H15). */
export type LegalPath = "mediation" | "arbitration" | "ruling" | "reconsideration" | "litigation" | "review";

/** How two cases belong together (DOMAIN I19, K3). */
export type LinkKind = "same_matter" | "related" | "common_issue";

/** A case that this one belongs together with (关联). */
export interface LinkView {
  /**
   * The act that linked them.
   * Format: act.
   */
  act: string;
  /**
   * Somebody who had not seen it says that it is another matter: both cases live on until a person who saw both
   * links or unlinks.
   */
  contested: boolean;
  /** How they belong together. */
  kind: LinkKind;
  /**
   * The other case.
   * Format: case.
   */
  other: string;
  /** The other's number. */
  other_number?: string | null;
  /**
   * When the other was received.
   * Format: date.
   */
  other_received_on?: string | null;
  /** Why. */
  reason: string;
}

/** 关联: other cases, people of the case, campaigns. */
export interface LinksView {
  /** The campaigns it is part of. */
  campaigns?: Membership[];
  /**
   * The earliest receipt among this case and those of the same matter: the clock starts there (DOMAIN K3).
   * Format: date.
   */
  earliest_received_on?: string | null;
  /** Other cases that this one belongs together with. */
  links?: LinkView[];
  /** Cases that a person looked at and found to be other matters. */
  not_same?: ToldApart[];
  /** The people of the case: names to show and keyed hashes. */
  parties?: CaseParty[];
}

/** A listing (挂牌督办; DOMAIN A13). */
export interface ListingView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The act that cleared it (销号).
   * Format: act.
   */
  cleared_by?: string | null;
  /**
   * By when it should be cleared.
   * Format: date.
   */
  due?: string | null;
  /**
   * The office that listed it.
   * Format: office.
   */
  office: string;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /** Why. */
  reason: string;
}

/** What locks a desk's keys. */
export type LockKind = "passphrase" | "browser";

/** What looking back came to (回头看; DOMAIN F17). */
export type LookBackResult = "holds" | "relapsed";

/** Somebody looked at the case again (回头看; DOMAIN F17). */
export interface LookBackView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * By which office.
   * Format: office.
   */
  office: string;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
  /** What it came to. */
  result: LookBackResult;
}

/** What another system says about the case (外部标识; DOMAIN I24). */
export interface MarkView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** Who audited it there. */
  audited_by?: string | null;
  /** Whether it is the latest of that system. */
  latest: boolean;
  /** What it says. */
  mark: string;
  /**
   * On which day it was read there.
   * Format: date.
   */
  on: string;
  /** The system. */
  system: string;
}

export type MatchKey = string;

/** Order of work (化解顺序; DOMAIN C02, C03). */
export type MatterClass = "personnel" | "livelihood" | "legacy";

/** What kind of mediation (三调联动; DOMAIN H14). */
export type MediationKind = "peoples" | "administrative" | "judicial";

/** What an attempt came to. */
export type MediationResult = "continuing" | "agreed" | "failed";

/** Where a mediation takes place (分层分级; DOMAIN H13). */
export type MediationTier = "village" | "township" | "department" | "county";

/** One session of mediation (调解; DOMAIN H13, H14). */
export interface MediationView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** What kind. */
  kind: MediationKind;
  /** The mediator. */
  mediator: string;
  /**
   * When.
   * Format: date.
   */
  on: string;
  /** The committee or body. */
  organisation: string;
  /** What it came to. */
  result: MediationResult;
  /** Where. */
  tier: MediationTier;
}

/** What kind of meeting (DOMAIN H03, H08, H09, H12, V13). */
export type MeetingKind = "conference" | "joint_reception" | "invited_by_leader" | "coordination" | "joint_meeting" | "hearing" | "reception" | "leader_reception";

/** One meeting (会商、接访、协调会、听证; DOMAIN H03, H08, H09, H12). */
export interface MeetingView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** What brought the matter about, where that was discussed. */
  causes: string;
  /** What kind. */
  kind: MeetingKind;
  /**
   * The leader who held it.
   * Format: staff.
   */
  leader?: string | null;
  /**
   * When.
   * Format: date.
   */
  on: string;
  /** Opinions, word by word. */
  opinions: OpinionSaid[];
  /** What it came to, claim by claim. */
  outcomes: ClaimSaid[];
  /** Whether the petitioner was there. */
  petitioner_present: boolean;
  /** Where. */
  place: string;
  /** What is to be done. */
  tasks: Term[];
  /** The minutes. */
  text: string;
  /** Offices that were there. */
  units: string[];
}

/** A campaign that the case is part of (列入专项). */
export interface Membership {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The assigned batch it came with (DOMAIN I21).
   * Format: entry.
   */
  batch?: string | null;
  /** The campaign, a key of the configuration. */
  campaign: string;
}

/** A rate (DOMAIN M01 to M08). Its subject is always cases. */
export type Metric = "closure" | "reported" | "resolution" | "listed_resolution" | "led_resolution" | "early_issue_resolution" | "mediation_success";

/** A rate as it is shown. */
export interface NamedRate {
  /**
   * Of how many.
   * Format: uint64.
   */
  denominator: number;
  /** What people call it. */
  label_zh: string;
  /** Its name. */
  name: string;
  /**
   * How many did.
   * Format: uint64.
   */
  numerator: number;
  /** In per cent: `92.7%`; `-` of none. */
  text: string;
}

/** A notice or opinion that was issued. */
export interface Notice {
  /** Its number, where it has one. */
  number?: string | null;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /** What it says to the petitioner; nothing in a notice of acceptance. */
  text: string;
}

/** A number the case goes by, or went by (编号; DOMAIN K11): an alias stays valid. */
export interface NumberUse {
  /**
   * The act that gave it.
   * Format: act.
   */
  act: string;
  /** Whether it is the number in force; otherwise an alias. */
  current: boolean;
  /** The number. */
  number: string;
  /**
   * The office that gave it.
   * Format: office.
   */
  office: string;
  /** Whose: one of [`Number::SCHEMES`](crate::act::Number::SCHEMES). */
  scheme: string;
}

/** The three schemes of numbers that a case may carry. */
export interface Numbering {
  /** That of the national system (全国信访信息系统编号). None: it is taken as it comes. */
  national?: Pattern | null;
  /** The office's own, given offline on one device (单位编号). */
  office: Pattern;
  /** The official one of a document (发文字号). */
  official: Pattern;
}

/** An objection to a transfer or an assignment, and its answers (管辖异议; Art. 23). */
export interface ObjectionView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** The sender's answers: several where they had not seen each other. */
  answers: string[];
  /**
   * The transfer or assignment.
   * Format: act.
   */
  of: string;
  /**
   * The office that objects.
   * Format: office.
   */
  office: string;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /** Why. */
  reason: string;
  /** Whether the matter went back: every answer agrees. */
  returned: boolean;
  /**
   * The office that sent the matter, and decides.
   * Format: office.
   */
  sender: string;
  /**
   * The last day for it; none where the configuration cannot say.
   * Format: date.
   */
  until?: string | null;
}

/** An office (单位; DOMAIN 3.1). */
export interface Office {
  /** Short ASCII code for case numbers: `SQ`. */
  code: string;
  /**
   * Its identifier.
   * Format: office.
   */
  id: string;
  /** What it is. */
  kind: OfficeKind;
  /** Its name, as people write it. */
  name: string;
  /**
   * The office above it; none at the top.
   * Format: office.
   */
  parent?: string | null;
}

/** What an office is (单位类别; DOMAIN R03 to R08). */
export type OfficeKind = "village" | "township" | "county" | "department" | "joint_meeting" | "supervision" | "petition_office" | "peace_office" | "group_office" | "task_force";

/** Somebody opened a restricted case all the same (紧急查阅). */
export interface Opening {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * Who.
   * Format: staff.
   */
  by: string;
  /**
   * When, by the clock of their device.
   * Format: date-time.
   */
  from: string;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /** Why. */
  reason: string;
  /**
   * Until when.
   * Format: date-time.
   */
  until: string;
}

/** A restricted case that somebody opened all the same, with its case. */
export interface OpeningLine {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * Who.
   * Format: staff.
   */
  by: string;
  /** The case. */
  case: CaseLine;
  /**
   * When, by the clock of their device.
   * Format: date-time.
   */
  from: string;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /** Why. */
  reason: string;
  /**
   * Until when.
   * Format: date-time.
   */
  until: string;
}

/** One opinion, as it was given. */
export interface OpinionSaid {
  /** Whose: a unit, an expert. */
  by: string;
  /** The words. */
  text: string;
}

/** What was decided about a matter (受理、不予受理、不再受理、转送、转办). */
export type Outcome = "accepted" | "not_accepted" | "no_longer_accepted" | "transferred" | "referred";

/** How a claim ended (DOMAIN H07, H30). */
export type OutcomeKind = "full" | "part" | "explained" | "referred" | "none";

/** What an office owes, by an agreement in force or from a meeting (DOMAIN H09, H26). */
export interface Owed {
  /**
   * The agreement or the meeting.
   * Format: act.
   */
  act: string;
  /**
   * The office.
   * Format: office.
   */
  by: string;
  /**
   * By when.
   * Format: date.
   */
  due?: string | null;
  /**
   * Which of its terms or tasks, from 0.
   * Format: uint32.
   */
  item: number;
  /** What. */
  text: string;
}

/** What paired support gives (五送; DOMAIN H23). */
export type PairedGift = "policy" | "funds" | "technology" | "project" | "post";

/** A detail of a party that was corrected twice, and waits for a choice. */
export interface PartyDispute {
  /** The dispute of record. */
  dispute: Dispute;
  /** The field. */
  field: string;
  /**
   * The office that keeps it, and is to choose.
   * Format: office.
   */
  home: string;
  /**
   * The document of the party's details.
   * Format: party.
   */
  party: string;
}

/** What somebody is to the case (DOMAIN 3.1). */
export type PartyRole = "petitioner" | "representative" | "principal" | "opponent" | "agent";

/** The history of a party's details. `Debug` shows none of them. */
export interface PartyStory {
  /** One entry a change. */
  entries: StoryEntry[];
  /**
   * The party.
   * Format: party.
   */
  party: string;
}

/** The details of a party (当事人; DOMAIN 3.1). `Debug` shows none of them. */
export interface PartyView {
  /** Address. */
  address: string;
  /** Details that were corrected twice: every value (DOMAIN K14). The first is the one shown above. */
  conflicts: FieldConflict[];
  /** The same as disputes of record: an editor settles each by choosing, that is by writing, one value. */
  disputes: Dispute[];
  /**
   * The office that keeps the document.
   * Format: office.
   */
  home: string;
  /**
   * The party.
   * Format: party.
   */
  id: string;
  /** Its number. */
  id_number: string;
  /** Kind of identity document. */
  id_type: string;
  /** Full name. */
  name: string;
  /** Telephone number. */
  phone: string;
  /** How they want to be reached. */
  preferred_contact: string;
}

/** The petitioner was told of a path of the law (法定途径告知; DOMAIN H15, H16). */
export interface PathNoticeView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** Number of the notice. */
  notice_no?: string | null;
  /**
   * When.
   * Format: date.
   */
  on: string;
  /** Which. */
  path: LegalPath;
}

/**
 * A pattern: text with `{code}` (the office's code), `{year}`, `{device}` (four letters of the device), `{n}` and
 * `{n:4}` (the running number, here with at least four digits). `{n}` stands in every pattern, once.
 */
export type Pattern = string;

/** Why a clock stands still (期限中止). */
export type PauseKind = "hearing" | "appraisal" | "mediation" | "awaiting_other";

/** Why a clock stands still: a key of the deadline rules (DOMAIN 2, 3.3). */
export type PauseReason = "hearing" | "appraisal" | "awaiting_other" | "mediation";

/** A clock stands still (中止; Art. 36). */
export interface PauseView {
  /**
   * The act that stopped it.
   * Format: act.
   */
  act: string;
  /**
   * The act that ended it.
   * Format: act.
   */
  ended_by?: string | null;
  /**
   * From this day.
   * Format: date.
   */
  from: string;
  /** Why. */
  kind: PauseReason;
  /** In words. */
  reason: string;
  /**
   * Until this day, never before the first; none: it goes on.
   * Format: date.
   */
  to?: string | null;
}

/** One payment (发放; DOMAIN H20). */
export interface PayView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * How much, in fen.
   * Format: uint64.
   */
  amount: number;
  /** Whether it counts: not where a settlement took it away. */
  counts: boolean;
  /**
   * When.
   * Format: date.
   */
  on: string;
  /** The receipt's number. */
  receipt: string;
}

/** A payload: from a file as it is typed, or at once as a program gives it. */
export type Payload = { [key: string]: unknown };

/** How often a rule may run in one case. */
export type Per = "case" | "act";

/** What sync does. */
export type Phase = "off" | "connecting" | "receiving" | "sending" | "live" | "retrying" | "disk_full" | "not_let_in";

/** A plan that holds (化解方案; DOMAIN H05). */
export interface PlanView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The office that made it.
   * Format: office.
   */
  office: string;
  /** The problem it solves. */
  problem: string;
  /** Its steps. */
  steps: StepView[];
  /** Who works on it (班子、工作专班). */
  team: string[];
  /** The plan. */
  text: string;
}

/** A case that may be the same matter as the one at hand. A person decides. */
export interface PossiblySame {
  /** The case. */
  case: CaseLine;
  /** Why. */
  reasons: Reason[];
  /**
   * How likely, from the threshold to 1000.
   * Format: uint16.
   */
  score: number;
}

/** A principle of responsibility (DOMAIN R27). */
export type Principle = "territory" | "level" | "function";

/** Why the matter comes first (重点问题; DOMAIN C18). */
export type PriorityIssue = "legacy" | "policy_not_carried_out" | "policy_gap" | "hardship" | "superior_assigned_or_overdue";

/** What went wrong in the handling (DOMAIN C19). */
export type ProcessDefect = "not_resolved_in_full" | "overdue" | "procedure_not_kept";

/** What is reported upwards (DOMAIN A14, A15, A17). */
export type ProgressKind = "progress" | "one_case" | "prompt";

/** How a promise stands (DOMAIN H26). */
export type PromiseState = "open" | "kept" | "changed" | "cancelled";

/** A promise to the people of the case (承诺; DOMAIN H26). */
export interface PromiseView {
  /**
   * The act that promised: a promise, an agreement, or a meeting.
   * Format: act.
   */
  act: string;
  /**
   * The act that kept it, changed it last or gave it up.
   * Format: act.
   */
  by?: string | null;
  /**
   * By when, as it stands; none: the agreement names no day.
   * Format: date.
   */
  due?: string | null;
  /**
   * The day it was kept.
   * Format: date.
   */
  kept_on?: string | null;
  /**
   * The agreement, meeting or reply it comes from.
   * Format: act.
   */
  of?: string | null;
  /**
   * The office that owes it.
   * Format: office.
   */
  office: string;
  /** What shows that it was kept. */
  proof?: string | null;
  /** How it stands. */
  state: PromiseState;
  /**
   * Which term of the agreement or task of the meeting, from 1.
   * Format: uint16.
   */
  term?: number | null;
  /** What was promised. */
  text: string;
}

/** What the petitioner of a case is shown (查询; Art. 21; 网上办理工作规程). */
export interface PublicStatus {
  /** Notices of acceptance (受理告知). */
  accepted: Notice[];
  /** Notices of extension (延期告知). */
  extended: Notice[];
  /** Each day it was passed on (转送、交办日期). */
  forwarded_on: string[];
  /** Opinions on the matter (处理意见). */
  handling_opinions: Notice[];
  /** Notices of non-acceptance (不予受理、不再受理告知). */
  not_accepted: Notice[];
  /** Opinions of re-examination (复核意见). */
  reexamination_opinions: Notice[];
  /**
   * When the matter was registered (登记日期).
   * Format: date.
   */
  registered_on?: string | null;
  /** Opinions of review (复查意见). */
  review_opinions: Notice[];
}

/** One publication. */
export interface Publication {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The day from which it is public.
   * Format: date.
   */
  on: string;
  /** Where. */
  place: string;
}

/** An item in quarantine. */
export interface Quarantined {
  /**
   * When it came here, by this device's clock, in milliseconds since 1970.
   * Format: int64.
   */
  at_ms: number;
  /**
   * Its size in bytes.
   * Format: uint64.
   */
  bytes: number;
  /** Why it is here: a stable code. */
  code: string;
  /** Why, in words. */
  detail: string;
  /**
   * The document it claims to belong to.
   * Format: case.
   */
  doc?: string | null;
  /**
   * Its number, for people to name it by.
   * Format: int64.
   */
  id: number;
}

/** How a matter goes up (DOMAIN A10, A11, A12, A16). */
export type RaiseKind = "escalate" | "raise_level" | "lead_department" | "screening";

/** How a raising stands. */
export type RaiseState = "waiting" | "taken" | "returned";

/** Where a matter was raised to (提级、上报; DOMAIN A10 to A12, A16). */
export interface RaiseView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The answer.
   * Format: act.
   */
  answer?: string | null;
  /** Why it was answered so. */
  answer_reason?: string | null;
  /**
   * The office that raised it.
   * Format: office.
   */
  from: string;
  /** How. */
  kind: RaiseKind;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /** Why. */
  reason: string;
  /** How it stands. */
  state: RaiseState;
  /**
   * The office it went to.
   * Format: office.
   */
  to: string;
}

/** A side of a rate. */
export type RateSide = "numerator" | "denominator";

/** How the petitioner's rating came in (DOMAIN 3.2). */
export type RatedBy = "code" | "dictated";

/** A step of the scale on which petitioners rate (满意度). */
export interface Rating {
  /** Short name in documents: `satisfied`. */
  id: string;
  /** What people call it. */
  label: string;
  /** Whether it counts as satisfied. */
  satisfied: boolean;
}

/** The petitioner's own rating, in their own words (评价; DOMAIN F07, F24). */
export interface RatingView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** How it came in. */
  by: RatedBy;
  /** Whether it is the latest that came in this way; earlier ones are kept. */
  latest: boolean;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
  /** A step of the satisfaction scale. */
  rating: string;
  /** Whether that step counts as satisfied; none where the scale does not have it. */
  satisfied?: boolean | null;
  /** Their own words. */
  words: string;
}

/** An office that may read a case. */
export interface Reader {
  /** Its name. */
  name: string;
  /**
   * The office.
   * Format: office.
   */
  office: string;
}

/** What may be read of a case by whoever asks. */
export type Reading = "open" | "restricted" | "withheld";

/** Who may read the case (限制知悉; DOMAIN 3.1, 3.2). */
export interface ReadingView {
  /** Who opened it all the same, in order; kept when the time is over. */
  openings?: Opening[];
  /**
   * Who may read it while it is restricted: who leads it, shares the lead or handles it, who restricted it, and whom
   * every restriction names; nobody who stands aside.
   */
  readers?: string[];
  /** The restrictions in force: several where they had not seen each other. */
  restrictions?: Restriction[];
  /** What of the case this view shows. */
  state?: Reading;
}

/** One likeness or difference, and what it counted. */
export interface Reason {
  /** What was compared, for people: a name, a place, `83 %`, `12 d`. Never a number of a person. */
  detail: string;
  /** What it is. */
  kind: ReasonKind;
  /**
   * Its points; below 0 they speak against.
   * Format: int32.
   */
  points: number;
}

/** What a point was given for. */
export type ReasonKind = "same_identity" | "same_phone" | "other_identity" | "other_phone" | "same_name" | "near_name" | "same_area" | "near_area" | "other_area" | "same_subject" | "other_subject" | "text" | "same_figure" | "other_figure" | "time";

/** A member of staff who takes no part in the case (回避; Art. 28). */
export interface RecusalView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /** Why. */
  reason: string;
  /**
   * Who.
   * Format: staff.
   */
  staff: string;
}

/** Why the office does not take a matter on (DOMAIN I14, F12). */
export type Refused = "not_accepted" | "no_longer_accepted";

/** What the person who brought the matter takes home. */
export interface Registered {
  /**
   * The case.
   * Format: case.
   */
  case: string;
  /** Its provisional number. */
  number: string;
  /** The code with which its status can be asked for. */
  receipt_code: string;
}

/** A contact that was registered: what stands on the slip that the petitioner takes home. */
export interface RegisteredContact {
  /**
   * The case.
   * Format: case.
   */
  case: string;
  /** Its provisional number. */
  number: string;
  /**
   * The petitioner's details, where some were given.
   * Format: party.
   */
  party?: string | null;
  /** Who brought it, as the case names them. */
  petitioner: string;
  /** The code with which its status can be asked for. */
  receipt_code: string;
  /**
   * The day it came in.
   * Format: date.
   */
  received_on: string;
  /** What the case is called. */
  title: string;
}

/** What did not go together. */
export type RelayFault = "page_disordered" | "replayed" | "went_back" | "epoch_came_back" | "withheld_predecessor" | "not_returned" | "forked" | "withheld_from";

/** Something that the relay did and an honest one does not. */
export interface RelayFinding {
  /**
   * When it was noticed, by this device's clock, in milliseconds since 1970.
   * Format: int64.
   */
  at_ms: number;
  /**
   * The document.
   * Format: case.
   */
  case?: string | null;
  /** The change. */
  change?: string | null;
  /** What. */
  code: RelayFault;
  /**
   * The device that was shown something else.
   * Format: device.
   */
  device?: string | null;
  /** What its holder calls it. */
  device_name?: string | null;
  /** Its number, where it is a case that is here. */
  number: string;
  /**
   * Its office.
   * Format: office.
   */
  office?: string | null;
}

/** Where the petitioner may turn to, and by when (救济途径; Art. 35). */
export interface Remedy {
  /**
   * Within how many days of service.
   * Format: uint16.
   */
  days: number;
  /** The organ above. */
  organ: string;
}

/** Why a case is opened again (DOMAIN 3.2). */
export type ReopenCause = "repeat" | "broken_promise" | "failed_look_back" | "revoked_reply" | "changed_on_review" | "new_fact";

/** The closed case was opened again (恢复办理; DOMAIN 3.2, H27). */
export interface Reopening {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** Why; none: the audit returned it. */
  cause?: ReopenCause | null;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
}

/** What a reply says to the claims (答复意见; Art. 32). */
export type ReplyPosition = "supported" | "explained" | "not_supported";

/** A reply (答复; DOMAIN F11). */
export interface ReplyView {
  /**
   * The act, which holds its words.
   * Format: act.
   */
  act: string;
  /** Whether its head or a deputy signed it, or the head wrote it: it may be served (DOMAIN 2). */
  approved: boolean;
  /** Its number. */
  number?: string | null;
  /**
   * Who issued it.
   * Format: office.
   */
  office: string;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
  /** What it says to the claims. */
  position: ReplyPosition;
  /** When it was served. */
  served: ServiceView[];
  /** Who signed it. */
  signatures: SignatureView[];
  /** What it is now. */
  state: VersionState;
}

/** A report of a campaign (报送; DOMAIN P04 to P23). */
export interface Report {
  /** What it holds, in words. */
  contents: string[];
  /** Which offices send it. */
  from_office: OfficeKind;
  /** Short name in documents: `report-1`. */
  id: string;
  /** What people call it. */
  name: string;
  /** When it is due. */
  schedule: Schedule;
  /** Which office receives it. */
  to_office: OfficeKind;
  /** Whether "nothing new" has to be said too (零报告; DOMAIN P12). */
  zero_report?: boolean;
}

/** A report to another office (进展报告; DOMAIN A14, A15, A17). */
export interface ReportView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The office that reported.
   * Format: office.
   */
  from: string;
  /** What kind. */
  kind: ProgressKind;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /** What was reported. */
  text: string;
  /**
   * The office it went to.
   * Format: office.
   */
  to: string;
}

/** A restriction in force. */
export interface Restriction {
  /**
   * The act: a registration, or a restriction.
   * Format: act.
   */
  act: string;
  /**
   * Who.
   * Format: staff.
   */
  by: string;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /** Why; a registration gives no reason. */
  reason: string;
}

/** How long something is kept (保管期限; the organ's archive schedule). */
export interface Retention {
  /** What. */
  kept: Kept;
  /**
   * Years after the case's last closing; none: for good (永久).
   * Format: uint16.
   */
  years?: number | null;
}

/** What a review came to. */
export type ReviewDecision = "uphold" | "revoke" | "change" | "redo";

/** What a review came to. */
export interface ReviewOutcome {
  /**
   * The act, which holds the opinion.
   * Format: act.
   */
  act: string;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
  /** What it came to. */
  result: ReviewDecision;
  /**
   * When it was served; none: not yet.
   * Format: date.
   */
  served_on?: string | null;
}

/** Which review (DOMAIN 2). */
export type ReviewTier = "review" | "reexamination";

/** A request for review or re-examination, and what it came to (复查、复核; Art. 35, 36). */
export interface ReviewView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** Whether the last day to ask had passed: it is taken down all the same. */
  late: boolean;
  /** The organ that decides. */
  organ: string;
  /**
   * The day they asked.
   * Format: date.
   */
  requested_on: string;
  /** What it came to; none while it is under way. */
  result?: ReviewOutcome | null;
  /** Which. */
  tier: ReviewTier;
}

/** A row of the roster of leads (包案台账; DOMAIN A07): who carries the duty for a case. */
export interface RosterLine {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** Units that assist (协办单位). */
  assist_units: string[];
  /** The case. */
  case: CaseLine;
  /** Who shares it (双领导). */
  co_leads: string[];
  /**
   * The office whose decision lead and unit are: that of the highest level that named them. A lower one may fill in
   * the rest, but not change them.
   * Format: office.
   */
  decided_by: string;
  /**
   * By when.
   * Format: date.
   */
  due?: string | null;
  /**
   * Who handles it (承办人).
   * Format: staff.
   */
  handler?: string | null;
  /** Whether the level was raised. */
  instance: Instance;
  /**
   * Who carries the duty (包案领导).
   * Format: staff.
   */
  lead: string;
  /** Number of the letter (交办函). */
  letter_no?: string | null;
  /** What is to be done. */
  measures: string;
  /**
   * The office that assigned.
   * Format: office.
   */
  office: string;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /**
   * The unit in charge (主办单位).
   * Format: office.
   */
  unit: string;
}

/** How a percentage is cut to its digits. */
export interface Rounding {
  /**
   * Digits after the point, at most 4.
   * Format: uint8.
   */
  decimals: number;
  /** What becomes of the rest. */
  mode: RoundingMode;
}

/** What becomes of the digits that are not shown. */
export type RoundingMode = "half_up" | "truncate";

/** A category's lead (牵头单位). */
export interface Route {
  /** The category's id. */
  category: string;
  /** Who leads. */
  lead: RouteTarget;
}

/** An office, never a person. */
export type RouteTarget = {
  kind: OfficeKind;
} | {
  name: string;
} | "industry";

/** The county's routes (分流表). */
export interface Routes {
  /** By place: which office is responsible there (属地管理). The longest area that the place starts with counts. */
  by_area?: AreaRoute[];
  /** By category: which office leads. A category without a route takes that of the one above it. */
  by_category: Route[];
  /** Which of the principles decides first where they disagree (属地管理、分级负责、谁主管谁负责; DOMAIN R27). */
  tie_break: Principle[];
}

/** When a report is due. */
export type Schedule = {
  on: string[];
} | {
  months: {
    /** Days of the month, 1 to 31; a month that has no such day: its last (DOMAIN P10). */
    days: number[];
    /**
     * 1, 2, 3, 4, 6 or 12.
     * Format: uint8.
     */
    every: number;
  };
} | {
  weekly: {
    /**
     * 1 Monday to 7 Sunday.
     * Format: uint8.
     */
    weekday: number;
  };
} | "stage_ends" | "at_once";

/** Who may read a case (DOMAIN 3.1). */
export type Secrecy = "normal" | "restricted" | "accusation";

/** An act that the author of another had seen. */
export interface SeenAct {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The date it is declared for.
   * Format: date.
   */
  effective_on: string;
  /** Its kind. */
  kind: string;
  /**
   * The office.
   * Format: office.
   */
  office: string;
}

/** Whom a limit binds. */
export type Sense = "duty" | "right";

/** How a document was served (送达方式; DOMAIN F09). */
export type ServeMethod = "in_person" | "mail" | "left" | "electronic" | "public";

/** A service (送达; DOMAIN F09). */
export interface ServiceView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** How. */
  method: ServeMethod;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
}

/** Who within an office settles a dispute. */
export type SettleBy = "anyone" | "head" | "finance" | "privacy" | "numbering";

/** Where a desk stands. */
export type ShellCreateStage = "new" | "locked" | "enrolling" | "open";

/** A device of this office that was shut out. */
export interface ShutOutLine {
  /**
   * When, in milliseconds since 1970.
   * Format: int64.
   */
  at_ms: number;
  /**
   * The device.
   * Format: device.
   */
  device: string;
  /** What its holder calls it. */
  name: string;
  /** Why. */
  why: string;
}

/** One side of a dispute of record: who decided what, when, on which device, having seen what. */
export interface Side {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * Who.
   * Format: staff.
   */
  by: string;
  /**
   * On which device.
   * Format: device.
   */
  device: string;
  /**
   * The date it is declared for.
   * Format: date.
   */
  effective_on: string;
  /** Its kind. */
  kind: string;
  /**
   * When, by that device's clock.
   * Format: date-time.
   */
  made_at: string;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /** What it says, its long texts cut. */
  says: unknown;
  /** What its author had seen last. */
  seen: SeenAct[];
}

/** As what somebody signs (三签; DOMAIN F03, F05). */
export type SignRole = "handler" | "lead" | "head" | "deputy_head" | "participant";

/** A signature over one version (签字; DOMAIN F05, K5). */
export interface SignatureView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * Who signed.
   * Format: staff.
   */
  by: string;
  /** Whether it stands: over this version only, and nobody decided against it (K5). */
  holds: boolean;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /**
   * On which day.
   * Format: date.
   */
  on: string;
  /** As what. */
  role: SignRole;
}

/** A signature of a closing (DOMAIN F05). */
export type Signer = "handler" | "lead" | "head";

/** The simple track (简易办理): for matters that are new, clear and small. Its limits are rows of the deadline rules. */
export interface SimpleTrack {
  /** What a matter must be for it, in words that a clerk ticks. */
  conditions: string[];
  /** Whether this county uses it. */
  enabled: boolean;
}

/** The order of a list. */
export type Sort = "touched" | "received" | "due" | "number";

/** Where an assigned matter comes from (DOMAIN I02, I26). */
export interface Source {
  /** Its level. */
  level: SourceLevel;
  /** Number of its letter. */
  number?: string;
  /** The office. */
  office: string;
}

/** The level of the office a matter was assigned by (上级交办; DOMAIN I02). */
export type SourceLevel = "county" | "city" | "province" | "central";

/** A member of an office's staff (工作人员; DOMAIN 3.1). */
export interface Staff {
  /** Whether they still work here. */
  active: boolean;
  /**
   * Their identifier.
   * Format: staff.
   */
  id: string;
  /** Head of the office (主要负责人; DOMAIN R09): approves extensions. */
  is_head: boolean;
  /** Member of the leadership team (班子成员; DOMAIN R13). */
  is_team_member: boolean;
  /** Their name. */
  name: string;
  /**
   * The office they work in.
   * Format: office.
   */
  office: string;
  /**
   * Which revision of their entry this is.
   * Format: uint32.
   */
  revision: number;
  /** Their functions. */
  roles?: StaffRole[];
  /**
   * Since when it stands, by the administrator's clock.
   * Format: date-time.
   */
  since: string;
  /** Their title (职务). */
  title: string;
}

/** A function of a member of staff (岗位职责; DOMAIN R09 to R22). */
export type StaffRole = "first_responsible" | "deputy_in_charge" | "accountable_leader" | "reception" | "village_post" | "grid_worker" | "mediator" | "finance" | "privacy" | "numbering" | "auditor";

/** How far a case has come (办理阶段; DOMAIN 3.2). What can be true beside it stands in [`CaseFlags`]. */
export type Stage = "draft" | "registered" | "transferred" | "not_accepted" | "accepted" | "assigned" | "handling" | "awaiting_other" | "mediation" | "hearing" | "replied" | "served" | "in_review" | "in_reexamination" | "finalised" | "closing_requested" | "closed" | "reported" | "audited" | "resolved" | "reopened" | "withdrawn";

/** Whether a case is closed (办结). */
export type Standing = "open" | "closed";

/** How something stands. */
export type State = "late" | "today" | "soon" | "on_time" | "paused" | "unknown";

/** One step of a plan. */
export interface Step {
  /**
   * By when.
   * Format: date.
   */
  due?: string | null;
  /**
   * Who does it.
   * Format: office.
   */
  office: string;
  /** What is done. */
  text: string;
  /** Which of the lead's undertakings it serves. */
  undertaking?: Undertaking | null;
}

/** A step of a plan (节点; DOMAIN A09). */
export interface StepView {
  /**
   * The act that says it is done.
   * Format: act.
   */
  done_by?: string | null;
  /**
   * The day it was done.
   * Format: date.
   */
  done_on?: string | null;
  /**
   * By when.
   * Format: date.
   */
  due?: string | null;
  /**
   * Which, from 1.
   * Format: uint16.
   */
  number: number;
  /**
   * Who does it.
   * Format: office.
   */
  office: string;
  /**
   * The act by which a lead or the head signed it off.
   * Format: act.
   */
  signed_by?: string | null;
  /** What is done. */
  text: string;
  /** Which of the lead's undertakings it serves (四包; DOMAIN A05). */
  undertaking?: Undertaking | null;
}

/** One change of a case: who did what, when, on which device, having seen what. */
export interface StoryEntry {
  /** The acts among what it touched: kind and payload by id. */
  acts: { [key: string]: [string, unknown] };
  /**
   * When, by the device's own clock, in milliseconds since 1970.
   * Format: int64.
   */
  at_ms: number;
  /** Whether the relay is known to hold it. */
  at_relay: boolean;
  /** Entries made without knowledge of this one, and it without knowledge of them. */
  concurrent_with: number[];
  /**
   * On which device.
   * Format: device.
   */
  device: string;
  /** What its holder calls it. */
  device_name: string;
  /** Its hash. */
  hash: string;
  /**
   * Its place in the story, from 1.
   * Format: uint.
   */
  n: number;
  /**
   * For which office.
   * Format: office.
   */
  office?: string | null;
  /** Its name. */
  office_name: string;
  /** The entries that its author had seen last. */
  seen: number[];
  /**
   * Who.
   * Format: staff.
   */
  staff?: string | null;
  /** Their name. */
  staff_name: string;
  /** What it touched. */
  touched: Touched[];
}

/** The answer to a supervision (督办回复). */
export interface SupervisionAnswer {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** Whether a proposal was adopted. */
  adopted: boolean;
  /**
   * The office that answered.
   * Format: office.
   */
  office: string;
  /**
   * The day it is declared for.
   * Format: date.
   */
  on: string;
  /** The answer. */
  text: string;
}

/** One supervision (督办; DOMAIN S01 to S06): of an office, about this case. */
export interface SupervisionItem {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** The answer: of several the first. */
  answer?: SupervisionAnswer | null;
  /** What is demanded. */
  demand: string;
  /**
   * By when it has to be answered, where the act says so.
   * Format: date.
   */
  due?: string | null;
  /**
   * The office that urges.
   * Format: office.
   */
  from: string;
  /** Which kind of inspection. */
  inspection?: InspectionKind | null;
  /** What kind. */
  kind: SupervisionKind;
  /** Number of the letter. */
  number?: string | null;
  /**
   * The day it is declared for: a limit of the rules counts from here.
   * Format: date.
   */
  on: string;
  /** Why this case comes first. */
  scope?: InspectionScope | null;
  /**
   * The office that has to answer.
   * Format: office.
   */
  to: string;
  /** Why. */
  trigger: SupervisionTrigger;
}

/** What kind of supervision (DOMAIN S01, S02, S05, S06; Art. 40). */
export type SupervisionKind = "letter" | "phone" | "message" | "inspection" | "improve_work" | "improve_policy" | "hold_to_account";

/** A line of the list of supervisions (督办清单; DOMAIN S01 to S06): what was demanded of an office about a case. */
export interface SupervisionLine {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** The answer: of several the first. */
  answer?: SupervisionAnswer | null;
  /** The case. */
  case: CaseLine;
  /** What is demanded. */
  demand: string;
  /**
   * By when it has to be answered, where the act says so.
   * Format: date.
   */
  due?: string | null;
  /**
   * The office that urges.
   * Format: office.
   */
  from: string;
  /** Which kind of inspection. */
  inspection?: InspectionKind | null;
  /** What kind. */
  kind: SupervisionKind;
  /** Whether it is unanswered and its day has passed. */
  late: boolean;
  /** Number of the letter. */
  number?: string | null;
  /**
   * The day it is declared for: a limit of the rules counts from here.
   * Format: date.
   */
  on: string;
  /** Why this case comes first. */
  scope?: InspectionScope | null;
  /**
   * The office that has to answer.
   * Format: office.
   */
  to: string;
  /** Why. */
  trigger: SupervisionTrigger;
}

/** Why an office is supervised (Art. 40). */
export type SupervisionTrigger = "late" | "no_feedback" | "wrong_procedure" | "buck_passing" | "not_carried_out" | "promise_broken" | "found_by_review" | "other";

/** 督办. */
export interface SupervisionView {
  /** Every supervision of this case, in the order of the timeline. */
  items?: SupervisionItem[];
}

/** `shell.sync` {} -> this, as it stands; `shell.sync_now` {} tries at once and gives it as well. */
export interface SyncState {
  /** What last went wrong, until the same went well. */
  error?: Told | null;
  /**
   * Cases that the lists do not take into account yet: they are brought up to date between the calls.
   * Format: uint64.
   */
  lag: number;
  /**
   * When everything was last here and there, in milliseconds since 1970 by the device's clock.
   * Format: int64.
   */
  last_settled_ms?: number | null;
  /** Whether the last exchange went well. */
  online: boolean;
  /** What it does. */
  phase: Phase;
  /**
   * Items received since the desk was opened.
   * Format: uint64.
   */
  received: number;
  /**
   * Changes of this device that the relay refused.
   * Format: uint64.
   */
  refused: number;
  /** The relay's address. */
  relay?: string | null;
  /**
   * Items sent since the desk was opened.
   * Format: uint64.
   */
  sent: number;
  /**
   * Changes of this device that the relay is not known to hold.
   * Format: uint64.
   */
  waiting: number;
}

/** A target of a stage (阶段目标; DOMAIN M04 to M06). */
export interface Target {
  /** Which rate. */
  metric: Metric;
  /**
   * At least this many per cent, 1 to 100.
   * Format: uint8.
   */
  percent: number;
}

/** How a target of a stage stands. */
export interface TargetStands {
  /** Which rate. */
  metric: Metric;
  /**
   * At least this many per cent.
   * Format: uint8.
   */
  percent: number;
  /** Whether it is reached; none where no case falls under it. */
  reached?: boolean | null;
  /** The stage. */
  stage: string;
  /**
   * Its last day.
   * Format: date.
   */
  until: string;
}

/** A task within an entry: what a meeting laid upon an office, with its limit. */
export interface TaskView {
  /**
   * The response that said that it is done.
   * Format: act.
   */
  done_by?: string | null;
  /**
   * By when.
   * Format: date.
   */
  due?: string | null;
  /** Its number within the entry. */
  no: string;
  /**
   * The office that has to.
   * Format: office.
   */
  office?: string | null;
  /** The responses, in the order of the timeline. */
  responses: string[];
  /**
   * The member of staff who has to.
   * Format: staff.
   */
  staff?: string | null;
  /** What is to be done. */
  what: string;
}

/** One term of an agreement, or one task from a meeting. */
export interface Term {
  /**
   * The office that owes it; none: a party.
   * Format: office.
   */
  by?: string | null;
  /**
   * By when.
   * Format: date.
   */
  due?: string | null;
  /** What is owed. */
  text: string;
}

/** Cause found, concerns answered, problem solved (三不放过; DOMAIN H28). */
export interface ThreeChecks {
  /** A valid finding or a meeting names a cause. */
  cause_found: boolean;
  /** Every claim has an outcome; a case without claims has a reply. */
  concerns_answered: boolean;
  /** So it has, and none of them is that it was settled in part or not at all. */
  problem_solved: boolean;
}

/** One act in the story of the case. */
export interface TimelineItem {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** The acts its author had seen last. */
  based_on: string[];
  /**
   * Who did it.
   * Format: staff.
   */
  by: string;
  /** Acts that neither saw this one nor were seen by it: the first eight in the order of the timeline. */
  concurrent_with: string[];
  /**
   * On which device.
   * Format: device.
   */
  device: string;
  /** What it does now. */
  effect: Effect;
  /**
   * The date it is declared for.
   * Format: date.
   */
  effective_on: string;
  /** What a reader should know about it: words of [`flag`]. */
  flags: string[];
  /** Its kind. */
  kind: string;
  /**
   * When, by that device's clock.
   * Format: date-time.
   */
  made_at: string;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
}

/** A record that holds once another person approves it. */
export interface ToApprove {
  /**
   * When it was made, by the administrator's clock, in milliseconds since 1970.
   * Format: int64.
   */
  made_at_ms: number;
  /** Whether the holder of this device may approve it. */
  may_approve: boolean;
  /** The record. */
  record: string;
  /** What it says. */
  what: Awaited;
}

/** What a device that was shut out wrote in one document beyond what counts. */
export interface ToConfirm {
  /** The kinds of the acts among them, in order. */
  acts: string[];
  /**
   * The document.
   * Format: case.
   */
  case: string;
  /**
   * How many changes wait.
   * Format: uint.
   */
  changes: number;
  /**
   * The device.
   * Format: device.
   */
  device: string;
  /** What its holder calls it. */
  device_name: string;
  /**
   * When the first was written, by the device's own clock, in milliseconds since 1970.
   * Format: int64.
   */
  from_ms: number;
  /** The case's number, where it is here. */
  number: string;
  /** Its title. */
  title: string;
  /**
   * When the last was.
   * Format: int64.
   */
  until_ms: number;
}

/** A failure, as the page is told: [`Failure::told`]. */
export interface Told {
  /** The stable code. */
  code: string;
  /** The sentence, in the caller's language. */
  message: string;
  /** What is missing, in people's words. */
  missing?: string[];
  /** What to do next. */
  next?: string | null;
  /** The rule that refused. */
  rule?: string | null;
  /** Who could do it. */
  who_could?: string[];
}

/** A case that is another matter (非同一事项). */
export interface ToldApart {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * The other case.
   * Format: case.
   */
  other: string;
  /** Why. */
  reason: string;
}

/** What a change touched. */
export type Touched = {
  what: "opened";
} | {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  what: "act";
} | {
  /** The field's name. */
  name: string;
  /**
   * How many standing values it replaced: more than one where a person chose between concurrent ones.
   * Format: uint.
   */
  replaced: number;
  /** Its new value. */
  value: string;
  what: "field";
} | {
  /**
   * The claim.
   * Format: claim.
   */
  claim: string;
  /** The field's name. */
  name: string;
  /** Its new value. */
  value: string;
  what: "claim";
} | {
  /**
   * How many letters were taken out.
   * Format: uint.
   */
  deleted: number;
  /** The letters that were put in. */
  inserted: string;
  what: "narrative";
};

/** How a matter is passed on (DOMAIN I15, I16). */
export type TransferKind = "transfer" | "refer";

/** Where a matter is heading (发展趋势; DOMAIN I10): the matter, never a person. */
export type Trend = "steady" | "easing" | "growing";

/** Where the matter can be settled (研判三分; DOMAIN C16). */
export type Triage = "here" | "concentrated" | "higher_level";

/** Something before and after. */
export interface Turn {
  /** After. */
  after: Stage;
  /** Before. */
  before: Stage;
}

/** Something before and after. */
export interface Turn2 {
  /** After. */
  after: string;
  /** Before. */
  before: string;
}

/** Something before and after. */
export interface Turn3 {
  /** After. */
  after: string[];
  /** Before. */
  before: string[];
}

/** What a lead undertakes for the case (四包; DOMAIN A05). */
export type Undertaking = "know_the_facts" | "explain" | "resolve" | "conclude";

/** What a length is counted in. */
export type Unit = "day" | "working_day" | "month";

/**
 * How urgent the case is (四色; DOMAIN C14): of a case, with a reason, for a time; never of a person.
 *
 * Needs a colour of the configuration, a reason, and a last day that is not past and not beyond the days of that
 * colour. Takes the place of every one its author had seen; without effect from the day after its last.
 */
export interface Urgency {
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
}

/** The urgency of the case and the act that gave it (DOMAIN C14). */
export interface UrgencyView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** Colour, reason, last day. */
  what: Urgency;
}

/**
 * One value of a field. What it means is said by the [`FieldType`] of its field: a date is a text `2026-07-10`, money is
 * a whole number of fen (分), a reference is the text of its id.
 */
export type Value = boolean | number | string | Value[] | { [key: string]: Value };

/** What a version of a document is now. */
export type VersionState = "current" | "replaced" | "revoked";

/** A visit that was announced and not made yet (DOMAIN F18, F19). */
export interface VisitDue {
  /**
   * The visit or the aid that announced it.
   * Format: act.
   */
  act: string;
  /**
   * The office that did.
   * Format: office.
   */
  office: string;
  /**
   * The day.
   * Format: date.
   */
  on: string;
}

/** What kind of visit (DOMAIN H10, H25, F07, F18, F19). */
export type VisitKind = "with_case" | "visit_down" | "return" | "courtesy";

/** One visit (走访、回访; DOMAIN H10, F07, F18, F19). */
export interface VisitView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** What kind. */
  kind: VisitKind;
  /** Whether nobody could be met. */
  missed: boolean;
  /**
   * For which office.
   * Format: office.
   */
  office: string;
  /**
   * When.
   * Format: date.
   */
  on: string;
  /** The petitioner's own words. */
  petitioner_words?: string | null;
  /** Where. */
  place: string;
  /** Staff who went along. */
  team: string[];
}

/** One vote (表决; DOMAIN H02). */
export interface VoteView {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /**
   * Who.
   * Format: staff.
   */
  by: string;
  /** Whether they concur. */
  concur: boolean;
  /** Whether it counts: its flags in the timeline say why not. */
  counts: boolean;
  /** Their words. */
  text: string;
}

/** What each likeness counts, in thousandths of certainty; a county may set its own. */
export interface Weights {
  /**
   * The same place.
   * Format: int32.
   */
  area?: number;
  /**
   * A figure in both texts.
   * Format: int32.
   */
  figure?: number;
  /**
   * The same identity number.
   * Format: int32.
   */
  identity?: number;
  /**
   * The same name, where no number is the same.
   * Format: int32.
   */
  name?: number;
  /**
   * The same name beside the same number.
   * Format: int32.
   */
  name_beside_key?: number;
  /**
   * Nearly the same place.
   * Format: int32.
   */
  near_area?: number;
  /**
   * Nearly the same name.
   * Format: int32.
   */
  near_name?: number;
  /**
   * Another place.
   * Format: int32.
   */
  other_area?: number;
  /**
   * Figures in both texts, none of them the same.
   * Format: int32.
   */
  other_figure?: number;
  /**
   * Both have an identity number, and none is the same.
   * Format: int32.
   */
  other_identity?: number;
  /**
   * Both have a telephone number, and none is the same.
   * Format: int32.
   */
  other_phone?: number;
  /**
   * Another category.
   * Format: int32.
   */
  other_subject?: number;
  /**
   * The same telephone number: less, since households share one.
   * Format: int32.
   */
  phone?: number;
  /**
   * Both numbers.
   * Format: int32.
   */
  second_key?: number;
  /**
   * The same category.
   * Format: int32.
   */
  subject?: number;
  /**
   * The same text; a text of less than `text_none` likeness counts against, down to half of this.
   * Format: int32.
   */
  text?: number;
  /**
   * The likeness, in thousandths, from which a text counts fully.
   * Format: int32.
   */
  text_full?: number;
  /**
   * The likeness, in thousandths, at which a text says nothing either way.
   * Format: int32.
   */
  text_none?: number;
  /**
   * From this score on, two matters are shown as possibly one.
   * Format: int32.
   */
  threshold?: number;
  /**
   * Received on the same day; less with every day, nothing after `time_days`.
   * Format: int32.
   */
  time?: number;
  /**
   * Days after which the time between the two says nothing.
   * Format: int32.
   */
  time_days?: number;
}

/** The petitioner's withdrawal (撤回). */
export interface Withdrawal {
  /**
   * The act.
   * Format: act.
   */
  act: string;
  /** Whether they signed it. */
  in_writing: boolean;
  /**
   * The day they said so.
   * Format: date.
   */
  received_on: string;
  /** Their own words. */
  words: string;
}

/** One year, as the State Council's notice publishes it (节假日安排). */
export interface YearTable {
  /** Days off that the notice names (放假), weekends within them included. */
  holidays: string[];
  /** Days of a weekend that are worked (调休上班). */
  workdays: string[];
}
