// What each call answers.
// Written by scripts/types.mjs from `taizhang schema`: do not edit.

import type {
  AccessLine,
  ApproverLine,
  Arrivals,
  Arrived,
  AuditEntry,
  CaseLine,
  CaseView,
  Clock,
  Config,
  DayKind,
  DayTurn,
  DeadlineState,
  DeliveryLine,
  DeviceLine,
  Dispute,
  DisputeTurn,
  Draft,
  DueCounts,
  DueLine,
  DueList,
  DueListOwed,
  Earlier,
  Edition,
  EntryLine,
  EntryView,
  FieldConflict,
  FieldTurn,
  FieldValue,
  Finding,
  Form,
  InboxCounts,
  InvitationLine,
  Lag,
  LockKind,
  NamedRate,
  Notice,
  Office,
  OpeningLine,
  PartyDispute,
  PartyView,
  Phase,
  PossiblySame,
  Quarantined,
  Reader,
  Reading,
  Reason,
  RelayFinding,
  RosterLine,
  Sense,
  ShellCreateStage,
  ShutOutLine,
  Side,
  Staff,
  Stage,
  StoryEntry,
  SupervisionLine,
  TargetStands,
  TimelineItem,
  ToApprove,
  ToConfirm,
  Told,
  Turn,
  Turn2,
  Turn3,
  Value,
} from './defs';

/** By the name of the call. */
export interface Answers {
  'county.found': {
    authority: string | null;
    county: string;
    /** Format: device. */
    device: string;
    /** Format: office. */
    office: string;
    /** Format: staff. */
    staff: string;
  };
  'county.show': {
    authority: string | null;
    county: string | null;
    /** Format: uint64. */
    devices: number;
    is_authority: boolean;
    /** Format: uint64. */
    offices: number;
    /** Format: uint64. */
    staff: number;
  };
  'county.key': {
    authority: string;
  };
  'office.add': {
    code: string;
    name: string;
    /** Format: office. */
    office: string;
  };
  'office.revise': {
    /** Format: office. */
    office: string;
    /** Format: uint32. */
    revision: number;
  };
  'office.list': {
    offices: Office[];
  };
  'staff.add': {
    name: string;
    /** Format: office. */
    office: string;
    /** Format: staff. */
    staff: string;
  };
  'staff.revise': {
    /** Format: uint32. */
    revision: number;
    /** Format: staff. */
    staff: string;
  };
  'staff.list': {
    staff: Staff[];
  };
  'enrol.invite': {
    code: string;
    id: string;
    link: string | null;
    /** Format: office. */
    office: string;
    /** Format: staff. */
    staff: string;
    /** Format: int64. */
    until_ms: number;
  };
  'enrol.withdraw': {
    id: string;
    /** Format: office. */
    office: string;
    /** Format: staff. */
    staff: string;
  };
  'enrol.take': {
    /** Format: uint64. */
    cases: number;
    check_code: string | null;
    county: string | null;
    /** Format: device. */
    device: string;
    /** Format: office. */
    office: string | null;
    office_name: string | null;
    staff_name: string | null;
    via: string;
  };
  'device.list': {
    devices: DeviceLine[];
  };
  'enrol.list': {
    codes: InvitationLine[];
  };
  'device.revoke': {
    /** Format: device. */
    device: string;
    revoked: boolean;
  };
  'device.waiting': {
    waiting: ToConfirm[];
  };
  'device.confirm': {
    /** Format: device. */
    device: string;
    /** Format: uint. */
    documents: number;
  };
  'device.renew': {
    /** Format: device. */
    device: string;
    /** Format: date. */
    until: string;
  };
  'device.delegate': {
    /** Format: device. */
    device: string;
    holds: boolean;
    /** Format: office. */
    office: string;
    record: string;
  };
  'device.end-delegation': {
    /** Format: device. */
    device: string;
    record: string;
  };
  'approver.add': {
    holds: boolean;
    record: string;
    /** Format: staff. */
    staff: string;
  };
  'approver.end': {
    holds: boolean;
    record: string;
    /** Format: staff. */
    staff: string;
  };
  'approver.list': {
    approvers: ApproverLine[];
  };
  'approval.list': {
    waiting: ToApprove[];
  };
  'approval.give': {
    record: string;
  };
  'case.register': {
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
    party: string | null;
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
  };
  'case.list': {
    cases: CaseLine[];
    /** Format: uint64. */
    total: number;
  };
  'case.show': {
    audience: string[];
    case: CaseView;
    fields: { [key: string]: FieldValue[] };
    may_settle: string[];
    names: { [key: string]: string };
    narrative: string;
  };
  'case.edit': {
    /** Format: case. */
    case: string;
    changed: boolean;
  };
  'case.history': {
    /**
     * The case.
     * Format: case.
     */
    case: string;
    /** One entry a change. */
    entries: StoryEntry[];
    /** How much of it the person at this device may read. */
    reading: Reading;
  };
  'case.timeline': {
    /** Format: case. */
    case: string;
    timeline: TimelineItem[];
  };
  'case.deadlines': {
    /** Format: case. */
    case: string;
    deadlines: {
      /**
       * It does not end before this day, even where `due` is not known yet.
       * Format: date.
       */
      at_earliest: string | null;
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
      due: string | null;
      /**
       * Days by which it was extended.
       * Format: uint16.
       */
      extended_days: number;
      /**
       * The act that met it.
       * Format: act.
       */
      met_by: string | null;
      /**
       * The declared date of that act.
       * Format: date.
       */
      met_on: string | null;
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
      state: DeadlineState;
      /** Whether the configuration itself is not known here: the rule is then named as the built-in one has it. */
      unknown_rules: boolean;
      /**
       * The year whose table is missing.
       * Format: int16.
       */
      unknown_year: number | null;
      /**
       * From this day on it is due soon.
       * Format: date.
       */
      warn_on: string | null;
    }[];
  };
  'case.candidates': {
    candidates: PossiblySame[];
    /** Format: case. */
    case: string;
  };
  'case.share': {
    /** Format: case. */
    case: string;
    may_read: boolean;
    /** Format: office. */
    office: string;
  };
  'case.withdraw': {
    /** Format: case. */
    case: string;
    may_read: boolean;
    /** Format: office. */
    office: string;
  };
  'party.add': {
    /** Format: party. */
    party: string;
  };
  'party.show': {
    names: { [key: string]: string };
    party: PartyView;
    readers: string[];
  };
  'party.edit': {
    changed: boolean;
    /** Format: party. */
    party: string;
  };
  'party.link': {
    /** Format: act. */
    act: string;
    /** Format: case. */
    case: string;
    kind: string;
    open_disputes: string[];
    receipt_code: string | null;
    stage: Stage;
  };
  'party.choose': {
    field: string;
    /** Format: party. */
    party: string;
    value: string;
  };
  'party.share': {
    may_read: boolean;
    /** Format: office. */
    office: string;
    /** Format: party. */
    party: string;
  };
  'party.withdraw': {
    may_read: boolean;
    /** Format: office. */
    office: string;
    /** Format: party. */
    party: string;
  };
  'party.history': {
    /** One entry a change. */
    entries: StoryEntry[];
    /**
     * The party.
     * Format: party.
     */
    party: string;
  };
  'access.list': {
    accesses: AccessLine[];
  };
  'access.export': {
    /** Format: uint64. */
    accesses: number;
    file: string;
  };
  act: {
    /** Format: act. */
    act: string;
    /** Format: case. */
    case: string;
    kind: string;
    open_disputes: string[];
    receipt_code: string | null;
    stage: Stage;
  };
  'dispute.list': {
    disputes: {
      /** Format: case. */
      case: string;
      dispute: Dispute;
      number: string;
      sentence: string;
      settle: string | null;
      title: string;
    }[];
  };
  'dispute.settle': {
    /** Format: act. */
    act: string;
    /** Format: case. */
    case: string;
    kind: string;
    open_disputes: string[];
    receipt_code: string | null;
    stage: Stage;
  };
  inbox: {
    counts: InboxCounts;
    items: {
      /** In which case. */
      case: CaseLine;
      /** The field, where one was corrected twice (K14). */
      conflict: FieldConflict | null;
      /** The dispute of record. */
      dispute: Dispute;
      /**
       * The report that an act came too late for (K17).
       * Format: entry.
       */
      entry: string | null;
      /** Whether this office settles it; otherwise it is one that the matter concerns. */
      here: boolean;
      /** The other case, where it lies between two (K3, K11). */
      other: CaseLine | null;
      /** What speaks for the two cases being the same matter (K3). */
      reasons: Reason[];
      sentence: string;
      settle: string | null;
      /** Its acts, in its order. */
      sides: Side[];
    }[];
    lag: Lag;
    /** Format: office. */
    office: string;
    openings: OpeningLine[];
    parties: PartyDispute[];
    shut_out: ShutOutLine[];
  };
  due: {
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
  };
  roster: {
    roster: RosterLine[];
  };
  supervision: {
    supervisions: SupervisionLine[];
  };
  calendar: {
    days: {
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
      values: { [key: string]: Value };
    }[];
    /** Format: date. */
    from: string;
    /** Format: date. */
    until: string;
  };
  'conflict.list': {
    conflicts: {
      /** Format: case. */
      case: string;
      field: string;
      number: string;
      title: string;
      values: FieldValue[];
    }[];
  };
  'conflict.choose': {
    /** Format: case. */
    case: string;
    field: string;
    value: string;
  };
  sync: {
    /** Format: uint64. */
    cases: number;
    /** Format: uint64. */
    changed: number;
    /** Format: uint64. */
    quarantined: number;
    /** Format: uint64. */
    received: number;
    /** Format: uint64. */
    refused: number;
    relay: string;
    /** Format: uint64. */
    sent: number;
    /** Format: uint64. */
    unsent: number;
    /** Format: uint64. */
    waiting: number;
  };
  'bundle.export': {
    /** Format: uint64. */
    bytes: number;
    file: string;
    /** Format: office. */
    for: string | null;
  };
  'bundle.import': {
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
  };
  'audit.case': {
    /**
     * The case.
     * Format: case.
     */
    case: string | null;
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
    county: string | null;
    /** The county's name. */
    county_name: string | null;
    /**
     * On how many devices they were written.
     * Format: uint.
     */
    devices: number;
    /** One entry a change. */
    entries: AuditEntry[];
    file: string | null;
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
  };
  'audit.verify': {
    /**
     * The case.
     * Format: case.
     */
    case: string | null;
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
    county: string | null;
    /** The county's name. */
    county_name: string | null;
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
  };
  'quarantine.list': {
    items: Quarantined[];
  };
  import: {
    applied: boolean;
    /** Format: uint64. */
    channel_assumed: number;
    /** Format: uint64. */
    date_assumed: number;
    /** Format: uint. */
    details: number;
    dropped_columns: {
      column: string;
      header: string;
      reason: string;
    }[];
    file: string;
    findings: {
      cell: string;
      code: string;
      reason: string;
      reason_zh: string;
      /** Format: uint32. */
      row: number;
      severity: string;
      value: string;
    }[];
    /** Format: uint64. */
    importable: number;
    /** Format: uint64. */
    known: number;
    layout: string;
    registered: {
      /**
       * The case.
       * Format: case.
       */
      case: string;
      /** Its provisional number. */
      number: string;
      /** The code with which its status can be asked for. */
      receipt_code: string;
      /** Format: uint32. */
      row: number;
    }[];
    /** Format: uint64. */
    rows: number;
    sheet: string;
  };
  backup: {
    /** Format: uint64. */
    bytes: number;
    file: string;
  };
  restore: {
    /** Format: uint64. */
    cases: number;
    file: string;
  };
  'passphrase.change': {
    key_kept: string;
  };
  'entry.kinds': {
    kinds: {
      label_zh: string;
      name: string;
    }[];
  };
  'entry.add': {
    /** Format: entry. */
    entry: string;
  };
  'entry.list': {
    entries: EntryLine[];
  };
  'entry.show': {
    entry: EntryView;
    kind_zh: string | null;
    labels_zh: { [key: string]: string };
  };
  'entry.history': {
    /** One of these a change. */
    entries: StoryEntry[];
    /**
     * The entry.
     * Format: entry.
     */
    entry: string;
  };
  'entry.revise': {
    /** Format: act. */
    act: string;
    /** Format: entry. */
    entry: string;
  };
  'entry.respond': {
    /** Format: act. */
    act: string;
    /** Format: entry. */
    entry: string;
  };
  'entry.publish': {
    /** Format: act. */
    act: string;
    /** Format: entry. */
    entry: string;
  };
  'entry.strike': {
    /** Format: act. */
    act: string;
    /** Format: entry. */
    entry: string;
  };
  'entry.do': {
    /** Format: act. */
    act: string;
    /** Format: entry. */
    entry: string;
  };
  'entry.export': {
    entries: {
      entry: EntryView;
      kind_zh: string | null;
      labels_zh: { [key: string]: string };
    }[];
  };
  'config.show': {
    config: Config;
    /** Format: config. */
    version: string;
  };
  'config.list': {
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
  };
  'config.set': {
    /** Format: config. */
    version: string;
  };
  'config.default': {
    config: Config;
    /** Format: config. */
    version: string;
  };
  schema: {
    schemas: {
      group: string;
      label_zh: string;
      name: string;
    }[];
  };
  rates: {
    /** Of this campaign. */
    campaign: string | null;
    /** The hash of the list of cases. */
    case_list_hash: string;
    /** Counts by name. */
    counts: { [key: string]: number };
    /** The return that was asked about, or the revision before the one that was written. */
    earlier: Earlier | null;
    /**
     * Received on or after this day.
     * Format: date.
     */
    from: string | null;
    /**
     * The return that was written.
     * Format: entry.
     */
    frozen: string | null;
    /**
     * Of this office and those below it.
     * Format: office.
     */
    office: string | null;
    /** Every rate. */
    rates: NamedRate[];
    /** What the stages of the campaign want, and whether it is reached. */
    targets: TargetStands[];
    /**
     * Received on or before this day.
     * Format: date.
     */
    until: string | null;
  };
  'status-of': {
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
    registered_on: string | null;
    /** Opinions of review (复查意见). */
    review_opinions: Notice[];
  };
  delivery: {
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
  };
  status: {
    /**
     * How many cases it holds.
     * Format: uint64.
     */
    cases: number;
    /** The county's name. */
    county: string | null;
    /** How far the relay's feed is on this disk. */
    cursor: { [key: string]: unknown } | null;
    /**
     * This device.
     * Format: device.
     */
    device: string;
    /** Whether it holds the county's authority key. */
    is_authority: boolean;
    /** Whether it signs in the authority's stead for a part of the county. */
    is_delegate: boolean;
    key_kept: string;
    /**
     * Until when the relay lets it in without another sync, where it told, in milliseconds since 1970.
     * Format: int64.
     */
    let_in_until_ms: number | null;
    /** Why the relay does not let it in, where it does not: a stable code. What was not sent stays here. */
    not_let_in: string | null;
    /**
     * The office it reads for.
     * Format: office.
     */
    office: string | null;
    /** Its name. */
    office_name: string | null;
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
    relay: string | null;
    /**
     * When the relay's log began anew (restored from a backup, as a rule), where this device noticed that, in milliseconds
     * since 1970 by its clock.
     * Format: int64.
     */
    relay_began_anew_ms: number | null;
    /** What the relay did that an honest one does not. */
    relay_findings: RelayFinding[];
    /** Devices of this office that were shut out. */
    shut_out: ShutOutLine[];
    /** Who holds it. */
    staff_name: string | null;
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
  };
  'act.forms': {
    /** Format: case. */
    case: string;
    forms: Form[];
    number: string;
    stage: Stage;
  };
  'act.kinds': {
    kinds: {
      label: string;
      name: string;
    }[];
  };
  'case.alike': {
    alike: PossiblySame[];
  };
  'case.as-of': {
    case: CaseView;
    entries: number[];
    fields: { [key: string]: FieldValue[] };
    names: { [key: string]: string };
    narrative: string;
  };
  'case.compare': {
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
    narrative: Turn2 | null;
    /** Its number. */
    number: string;
    /** These, as the history tells them. */
    sentences: string[];
    /** Its stage. */
    stage: Turn;
    /** Its title. */
    title: string;
  };
  since: {
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
  };
  today: {
    arrivals: Arrivals;
    /** Format: uint64. */
    cases: number;
    due: DueList;
    inbox: {
      counts: InboxCounts;
      items: {
        /** In which case. */
        case: CaseLine;
        /** The field, where one was corrected twice (K14). */
        conflict: FieldConflict | null;
        /** The dispute of record. */
        dispute: Dispute;
        /**
         * The report that an act came too late for (K17).
         * Format: entry.
         */
        entry: string | null;
        /** Whether this office settles it; otherwise it is one that the matter concerns. */
        here: boolean;
        /** The other case, where it lies between two (K3, K11). */
        other: CaseLine | null;
        /** What speaks for the two cases being the same matter (K3). */
        reasons: Reason[];
        sentence: string;
        settle: string | null;
        /** Its acts, in its order. */
        sides: Side[];
      }[];
      lag: Lag;
      /** Format: office. */
      office: string;
      openings: OpeningLine[];
      parties: PartyDispute[];
      shut_out: ShutOutLine[];
    };
    not_let_in: string | null;
    /** Format: uint64. */
    quarantined: number;
    /** Format: uint64. */
    refused: number;
    /** Format: int64. */
    since_ms: number;
    /** Format: date. */
    today: string;
    /** Format: uint64. */
    unsent: number;
    /** Format: uint64. */
    waiting: number;
  };
  words: {
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
  };
  /** A backup that was written. */
  'shell.backup': {
    /**
     * How long it is.
     * Format: uint64.
     */
    bytes: number;
    /** The file. */
    file: string;
  };
  /** `shell.state` {} -> this; `shell.create`, `shell.unlock`, `shell.lock` and `shell.passphrase` give it as well. */
  'shell.create': {
    /** The county's name. */
    county?: string | null;
    /** Its name in this browser. */
    desk: string;
    /** What the device is called. */
    device_name?: string | null;
    /** What locks its keys; `null` where it has none. */
    lock?: LockKind | null;
    /** The office it reads for. */
    office_name?: string | null;
    /** Who holds it. */
    staff_name?: string | null;
    /** Where the desk stands. */
    state: ShellCreateStage;
    /** The program's version. */
    version: string;
  };
  /** What `shell.draft_get` gives. */
  'shell.draft_get': {
    /** The draft; `null` where there is none of this name. */
    draft?: Draft | null;
  };
  /** What `shell.draft_list` gives. */
  'shell.draft_list': {
    /** The newest first, a thousand at most. */
    drafts: Draft[];
  };
  /** Nothing to tell. */
  'shell.draft_put': { [key: string]: unknown };
  /** What came of taking up a code. */
  'shell.enrol': {
    /**
     * How many cases are here already.
     * Format: uint64.
     */
    cases: number;
    /** What the administrator compares. */
    check_code?: string | null;
    /** The county's name, or where nothing was taken up the key of the relay's county. */
    county?: string | null;
    /** This device. */
    device: string;
    /** The office it reads for. */
    office_name?: string | null;
    /** Who holds it. */
    staff_name?: string | null;
  };
  /** `shell.state` {} -> this; `shell.create`, `shell.unlock`, `shell.lock` and `shell.passphrase` give it as well. */
  'shell.lock': {
    /** The county's name. */
    county?: string | null;
    /** Its name in this browser. */
    desk: string;
    /** What the device is called. */
    device_name?: string | null;
    /** What locks its keys; `null` where it has none. */
    lock?: LockKind | null;
    /** The office it reads for. */
    office_name?: string | null;
    /** Who holds it. */
    staff_name?: string | null;
    /** Where the desk stands. */
    state: ShellCreateStage;
    /** The program's version. */
    version: string;
  };
  /** `shell.state` {} -> this; `shell.create`, `shell.unlock`, `shell.lock` and `shell.passphrase` give it as well. */
  'shell.passphrase': {
    /** The county's name. */
    county?: string | null;
    /** Its name in this browser. */
    desk: string;
    /** What the device is called. */
    device_name?: string | null;
    /** What locks its keys; `null` where it has none. */
    lock?: LockKind | null;
    /** The office it reads for. */
    office_name?: string | null;
    /** Who holds it. */
    staff_name?: string | null;
    /** Where the desk stands. */
    state: ShellCreateStage;
    /** The program's version. */
    version: string;
  };
  /** `shell.state` {} -> this; `shell.create`, `shell.unlock`, `shell.lock` and `shell.passphrase` give it as well. */
  'shell.restore': {
    /** The county's name. */
    county?: string | null;
    /** Its name in this browser. */
    desk: string;
    /** What the device is called. */
    device_name?: string | null;
    /** What locks its keys; `null` where it has none. */
    lock?: LockKind | null;
    /** The office it reads for. */
    office_name?: string | null;
    /** Who holds it. */
    staff_name?: string | null;
    /** Where the desk stands. */
    state: ShellCreateStage;
    /** The program's version. */
    version: string;
  };
  /** `shell.state` {} -> this; `shell.create`, `shell.unlock`, `shell.lock` and `shell.passphrase` give it as well. */
  'shell.state': {
    /** The county's name. */
    county?: string | null;
    /** Its name in this browser. */
    desk: string;
    /** What the device is called. */
    device_name?: string | null;
    /** What locks its keys; `null` where it has none. */
    lock?: LockKind | null;
    /** The office it reads for. */
    office_name?: string | null;
    /** Who holds it. */
    staff_name?: string | null;
    /** Where the desk stands. */
    state: ShellCreateStage;
    /** The program's version. */
    version: string;
  };
  /** `shell.storage` {} -> what the browser says of the room it gives. */
  'shell.storage': {
    /** Whether it promised to clear nothing away by itself; `null` where it does not say. */
    persisted?: boolean | null;
    /**
     * Bytes that there may be.
     * Format: double.
     */
    quota?: number | null;
    /**
     * Bytes used.
     * Format: double.
     */
    usage?: number | null;
  };
  /** `shell.sync` {} -> this, as it stands; `shell.sync_now` {} tries at once and gives it as well. */
  'shell.sync': {
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
  };
  /** `shell.sync` {} -> this, as it stands; `shell.sync_now` {} tries at once and gives it as well. */
  'shell.sync_now': {
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
  };
  /** `shell.state` {} -> this; `shell.create`, `shell.unlock`, `shell.lock` and `shell.passphrase` give it as well. */
  'shell.unlock': {
    /** The county's name. */
    county?: string | null;
    /** Its name in this browser. */
    desk: string;
    /** What the device is called. */
    device_name?: string | null;
    /** What locks its keys; `null` where it has none. */
    lock?: LockKind | null;
    /** The office it reads for. */
    office_name?: string | null;
    /** Who holds it. */
    staff_name?: string | null;
    /** Where the desk stands. */
    state: ShellCreateStage;
    /** The program's version. */
    version: string;
  };
}
