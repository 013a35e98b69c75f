// What each call takes.
// Written by scripts/types.mjs from `taizhang schema`: do not edit.

import type {
  Format,
  Kind,
  Lang,
  PartyRole,
  Payload,
  RateSide,
  Sort,
  StaffRole,
  Standing,
  State,
} from './defs';

/** By the name of the call. */
export interface Params {
  'county.found': {
    /** The administrator's name. */
    admin: string;
    /** A short code of letters for the numbers of its cases. */
    code: string;
    /** What this device is called. */
    device_name?: string;
    /** The county's name. */
    name: string;
    /** The administrator's title. */
    title?: string;
  };
  /** What a command takes that takes nothing. */
  'county.show': { [key: string]: unknown };
  /** What a command takes that takes nothing. */
  'county.key': { [key: string]: unknown };
  'office.add': {
    /** A short code of letters for the numbers of its cases. */
    code: string;
    /** What it is. */
    kind: Kind;
    /** Its name. */
    name: string;
    /** The office above it [default: this device's office]. */
    parent?: string | null;
  };
  'office.revise': {
    /** Its code. Cases that have a number keep it. */
    code?: string | null;
    /** Its name. What was written under the old one still means this office. */
    name?: string | null;
    /** Which. */
    office: string;
  };
  /** What a command takes that takes nothing. */
  'office.list': { [key: string]: unknown };
  'staff.add': {
    /** They head the office: only a head approves extensions. */
    head?: boolean;
    /** Their name. */
    name: string;
    /** The office they work for. */
    office: string;
    /** A function of theirs. May be given several times. */
    roles?: StaffRole[];
    /** They belong to its leadership team. */
    team?: boolean;
    /** Their title. */
    title?: string;
  };
  'staff.revise': {
    /** They work here. */
    active?: boolean;
    /** They head the office. */
    head?: boolean;
    /** They do not work here any more. Their devices are shut out by `taizhang device revoke`. */
    inactive?: boolean;
    /** Their name, put right: from now on it is shown everywhere, also on what was recorded before. */
    name?: string | null;
    /** They do not head it any more. */
    no_head?: boolean;
    /** They have no function any more. */
    no_roles?: boolean;
    /** They do not belong to it any more. */
    no_team?: boolean;
    /** The office they work for from now on. Their devices go on reading for the office they were let in for. */
    office?: string | null;
    /** A function of theirs from now on; those that are not named they have no longer. May be given several times. */
    roles?: StaffRole[];
    /** Who. */
    staff: string;
    /** They belong to its leadership team. */
    team?: boolean;
    /** Their title. */
    title?: string | null;
  };
  'staff.list': {
    /** Only those of this office. */
    office?: string | null;
  };
  /** Who may come, and for how long. */
  'enrol.invite': {
    /** Print the code alone. */
    code_only?: boolean;
    /** Draw the QR code where it is not shown on a terminal. */
    qr?: boolean;
    /** The relay's address, for the link and the QR code [default: the one that this device syncs with]. */
    relay?: string | null;
    /** Who will hold the device. */
    staff: string;
    /** How long it can be taken up, such as `30m`, `12h` or `3d`. */
    valid?: string;
  };
  /** Which code. */
  'enrol.withdraw': {
    /** Its id, as the list of codes shows it. */
    code: string;
  };
  /** What a command takes that takes nothing. */
  'enrol.list': { [key: string]: unknown };
  /** What a command takes that takes nothing. */
  'device.list': { [key: string]: unknown };
  'device.revoke': {
    /** The device: its id, the first letters of it, or its name. */
    device: string;
    /** Why. */
    reason: string;
  };
  /** What a command takes that takes nothing. */
  'device.waiting': { [key: string]: unknown };
  'device.confirm': {
    /** Only what it wrote in these documents [default: all that is listed]. */
    cases?: string[];
    /** The device. */
    device: string;
  };
  'device.renew': {
    /** The device. */
    device: string;
    /**
     * The last day on which it may come; by syncing it renews its time itself.
     * Format: date.
     */
    until: string;
  };
  'device.delegate': {
    /** The device. */
    device: string;
    /** The office at the top of that part. */
    office: string;
    /**
     * The last day on which it may.
     * Format: date.
     */
    until: string;
  };
  'device.end-delegation': {
    /** The device. */
    device: string;
  };
  'approver.add': {
    /** Who. */
    staff: string;
  };
  'approver.end': {
    /** Who. */
    staff: string;
  };
  /** What a command takes that takes nothing. */
  'approver.list': { [key: string]: unknown };
  /** What a command takes that takes nothing. */
  'approval.list': { [key: string]: unknown };
  'approval.give': {
    /** The record: its id, or the first letters of it. */
    record: string;
  };
  /** The plain fields that have an option of their own. */
  'case.register': {
    /** Their address (住址). */
    address?: string | null;
    /** Where the matter arose (事发地). */
    area?: string | null;
    /** How it came in: letter, visit, phone, online, assigned, screening, visit_down. */
    channel?: string;
    /** What is asked for (诉求). May be given several times. */
    claim?: string[];
    /** The draft that this was typed in: it goes with the registration, and under its name and `/done` stands the answer. */
    draft?: string | null;
    /** The office it belongs to [default: this device's office]. */
    home?: string | null;
    /** The number of their resident identity card (居民身份证). */
    id_number?: string | null;
    /** The free text (情况说明). */
    narrative?: string;
    /**
     * How many persons brought it.
     * Format: uint32.
     */
    persons?: number;
    /** The petitioner's name (信访人); never a number, a telephone or an address. */
    petitioner?: string | null;
    /** The petitioner's telephone (联系电话); several are parted by a slash. */
    phone?: string | null;
    /**
     * The day it came in [default: today].
     * Format: date.
     */
    received?: string | null;
    /** Any plain field, as NAME=VALUE; a claim's as CLAIM.NAME=VALUE. May be given several times. */
    set?: [string, string][];
    /** Its category (问题类别). */
    subject?: string | null;
    /** What it is about, in short. */
    summary?: string;
    /** Its title (标题). */
    title?: string | null;
    /** An office above it that must not read it: one that the matter accuses. May be given several times. */
    without?: string[];
  };
  'case.list': {
    /** Those of the offices below it too; without --office, below this device's. */
    below?: boolean;
    /** Of this campaign: its id in the configuration. Without a figure: the cases that count as its own. */
    campaign?: string | null;
    /** Only cases in which people have to choose between values. */
    conflicts?: boolean;
    /** Only cases in which people have to decide between acts. */
    disputes?: boolean;
    /**
     * Only cases in which something is due on or before this day.
     * Format: date.
     */
    due_until?: string | null;
    /**
     * Only the cases that a figure counts: its name as `taizhang rates --json` tells it, of the same days, offices and campaign.
     * An office then stands with those below it.
     */
    figure?: string | null;
    /**
     * At most this many.
     * Format: uint.
     */
    limit?: number;
    /** Only the cases that you lead, handle or work on. */
    mine?: boolean;
    /** Only cases of this home office. */
    office?: string | null;
    /**
     * Leave out this many.
     * Format: uint.
     */
    offset?: number;
    /** Of a rate: the cases that count, or all that it is of. */
    part?: RateSide;
    /**
     * Only cases received on or after this day.
     * Format: date.
     */
    received_from?: string | null;
    /**
     * Only cases received on or before this day.
     * Format: date.
     */
    received_until?: string | null;
    /** The other way round. */
    reverse?: boolean;
    /** Only cases whose text holds these words. */
    search?: string | null;
    /** The order. */
    sort?: Sort;
    /** Only cases at this stage: registered, accepted, assigned, handling, replied, closed. */
    stage?: string | null;
    /** Only cases that are closed, or only those that are open. */
    state?: Standing | null;
  };
  /** A case by name. */
  'case.show': {
    /** The case: its number, its id, the first four or more letters of its id, or its whole title. */
    case: string;
  };
  /** A case by name. */
  'case.edit': {
    /** One more claim. May be given several times. */
    add_claim?: string[];
    /** Where the matter arose (事发地). */
    area?: string | null;
    /** The case: its number, its id, the first four or more letters of its id, or its whole title. */
    case: string;
    /** The free text, as it should read now. */
    narrative?: string | null;
    /** The petitioner's name (信访人); never a number, a telephone or an address. */
    petitioner?: string | null;
    /** Any plain field, as NAME=VALUE; a claim's as CLAIM.NAME=VALUE. May be given several times. */
    set?: [string, string][];
    /** Its category (问题类别). */
    subject?: string | null;
    /** Its title (标题). */
    title?: string | null;
  };
  /** A case by name. */
  'case.history': {
    /** The case: its number, its id, the first four or more letters of its id, or its whole title. */
    case: string;
  };
  /** A case by name. */
  'case.timeline': {
    /** The case: its number, its id, the first four or more letters of its id, or its whole title. */
    case: string;
  };
  /** A case by name. */
  'case.deadlines': {
    /** The case: its number, its id, the first four or more letters of its id, or its whole title. */
    case: string;
  };
  /** A case by name. */
  'case.candidates': {
    /** The case: its number, its id, the first four or more letters of its id, or its whole title. */
    case: string;
  };
  /** A case and an office. */
  'case.share': {
    /** The case: its number, its id, the first four or more letters of its id, or its whole title. */
    case: string;
    /** The office. */
    office: string;
  };
  /** A case and an office. */
  'case.withdraw': {
    /** The case: its number, its id, the first four or more letters of its id, or its whole title. */
    case: string;
    /** The office. */
    office: string;
  };
  /** The details, each with an option of its own. */
  'party.add': {
    /** Address (住址). */
    address?: string | null;
    /** How they want to be reached (联系方式偏好): phone, letter, visit, online. */
    contact?: string | null;
    /** The office that keeps them [default: this device's office]. */
    home?: string | null;
    /** Its number (证件号码). */
    id_number?: string | null;
    /** Kind of identity document (证件类型): resident, passport, hong_kong_macao, taiwan, other. */
    id_type?: string | null;
    /** Full name (姓名). */
    name?: string | null;
    /** Telephone (联系电话); several are parted by a slash. */
    phone?: string | null;
    /** An office that reads them too. May be given several times; no office above reads them unasked. */
    reader?: string[];
  };
  /** A party by name. */
  'party.show': {
    /** A case that names the party. */
    case?: string | null;
    /** Identity numbers in full; without it, the last four characters. */
    full?: boolean;
    /** The party: its id; with --case also the first letters of it, or the name it has in that case. */
    party: string;
    /** Why: it is written into the log of this office before anything is shown. */
    why: string;
  };
  /** A party by name. */
  'party.edit': {
    /** Address (住址). */
    address?: string | null;
    /** A case that names the party. */
    case?: string | null;
    /** How they want to be reached (联系方式偏好): phone, letter, visit, online. */
    contact?: string | null;
    /** Its number (证件号码). */
    id_number?: string | null;
    /** Kind of identity document (证件类型): resident, passport, hong_kong_macao, taiwan, other. */
    id_type?: string | null;
    /** Full name (姓名). */
    name?: string | null;
    /** The party: its id; with --case also the first letters of it, or the name it has in that case. */
    party: string;
    /** Telephone (联系电话); several are parted by a slash. */
    phone?: string | null;
  };
  'party.link': {
    /** The case. */
    case: string;
    /** A group chose them as its representative. */
    chosen_by_group?: boolean;
    /** The name to show in the case; never a number. */
    name: string;
    /** The party's id. */
    party: string;
    /** What they are to the case: petitioner, representative, principal, opponent, agent. */
    role?: PartyRole;
  };
  /** A party by name. */
  'party.choose': {
    /** A case that names the party. */
    case?: string | null;
    /** The field, as `party show` names it in JSON. */
    field: string;
    /** The party: its id; with --case also the first letters of it, or the name it has in that case. */
    party: string;
    /**
     * The value's number, as `party show` numbers it, from 1.
     * Format: uint.
     */
    value: number;
  };
  /** A party by name. */
  'party.share': {
    /** A case that names the party. */
    case?: string | null;
    /** The office. */
    office: string;
    /** The party: its id; with --case also the first letters of it, or the name it has in that case. */
    party: string;
  };
  /** A party by name. */
  'party.withdraw': {
    /** A case that names the party. */
    case?: string | null;
    /** The office. */
    office: string;
    /** The party: its id; with --case also the first letters of it, or the name it has in that case. */
    party: string;
  };
  /** A party by name. */
  'party.history': {
    /** A case that names the party. */
    case?: string | null;
    /** Identity numbers in full; without it, the last four characters. */
    full?: boolean;
    /** The party: its id; with --case also the first letters of it, or the name it has in that case. */
    party: string;
    /** Why: it is written into the log of this office before anything is shown. */
    why: string;
  };
  /** Which accesses. */
  'access.list': {
    /** For this case. */
    case?: string | null;
    /**
     * On this day.
     * Format: date.
     */
    day?: string | null;
    /** By the staff of this office. */
    office?: string | null;
  };
  /** Which accesses. */
  'access.export': {
    /** For this case. */
    case?: string | null;
    /**
     * On this day.
     * Format: date.
     */
    day?: string | null;
    /** By the staff of this office. */
    office?: string | null;
    /** The file to write. */
    out: string;
  };
  /** An act given as JSON. */
  act: {
    /** The case: its number, its id, the first four or more letters of its id, or its whole title. */
    case: string;
    /** The kind. */
    kind: string;
    /**
     * The date it is declared for [default: today].
     * Format: date.
     */
    on?: string | null;
    /** The payload's file; `-` reads the standard input. */
    payload: Payload;
  };
  'dispute.list': {
    /** Those that are settled too. */
    all?: boolean;
    /** Only those of this case. */
    case?: string | null;
  };
  'dispute.settle': {
    /** The case. */
    case: string;
    /** The act that is to hold: its id, the first letters of it, or its place in the dispute from 1. */
    choose: string;
    /** The dispute: its id, or the first four or more letters of it. */
    dispute: string;
    /**
     * The date it is declared for [default: today].
     * Format: date.
     */
    on?: string | null;
    /** Why. */
    reason: string;
  };
  'conflict.list': {
    /** Only those of this case. */
    case?: string | null;
  };
  'conflict.choose': {
    /** The case. */
    case: string;
    /** The field, as the list names it. */
    field: string;
    /**
     * The value's number in the list, from 1.
     * Format: uint.
     */
    value: number;
  };
  /** Which inbox, and how much of it. */
  inbox: {
    /**
     * At most this many.
     * Format: uint.
     */
    limit?: number;
    /** The office [default: that of this device]. */
    office?: string | null;
    /**
     * Leave out this many.
     * Format: uint.
     */
    offset?: number;
  };
  /** What of what is due. */
  due: {
    /** The offices below it too. */
    below?: boolean;
    /**
     * At most this many lines.
     * Format: uint.
     */
    limit?: number;
    /** Only the cases that you lead, handle or work on. */
    mine?: boolean;
    /** The office [default: that of this device]. */
    office?: string | null;
    /**
     * Leave out this many.
     * Format: uint.
     */
    offset?: number;
    /** Only what stands like this. */
    state?: State | null;
  };
  /** Which list. */
  roster: {
    /** The offices below it too. */
    below?: boolean;
    /**
     * At most this many lines.
     * Format: uint.
     */
    limit?: number;
    /** Only the cases that you lead, handle or work on. */
    mine?: boolean;
    /** The office [default: that of this device]. */
    office?: string | null;
    /**
     * Leave out this many.
     * Format: uint.
     */
    offset?: number;
  };
  /** What of what was demanded. */
  supervision: {
    /** Those that were answered too. */
    answered?: boolean;
    /** The offices below it too. */
    below?: boolean;
    /**
     * At most this many lines.
     * Format: uint.
     */
    limit?: number;
    /** Only the cases that you lead, handle or work on. */
    mine?: boolean;
    /** The office [default: that of this device]. */
    office?: string | null;
    /**
     * Leave out this many.
     * Format: uint.
     */
    offset?: number;
    /** What the office demanded of others, instead of what it has to answer. */
    sent?: boolean;
  };
  /** Which days. */
  calendar: {
    /**
     * The first day [default: today].
     * Format: date.
     */
    from?: string | null;
    /**
     * The last day [default: 30 days later].
     * Format: date.
     */
    until?: string | null;
  };
  'bundle.export': {
    /** The file. */
    file: string;
    /** Only the cases that this office may read. */
    for_office?: string | null;
  };
  'bundle.import': {
    /** The file. */
    file: string;
  };
  'audit.case': {
    /** The case. */
    case: string;
    /** Write a dossier, which anybody can check, to this file. */
    export?: string | null;
  };
  'audit.verify': {
    /** The county's key, as `taizhang county key` prints it: the dossier must be signed under it. */
    authority?: string | null;
    /** The dossier. */
    file: string;
  };
  /** What a command takes that takes nothing. */
  'quarantine.list': { [key: string]: unknown };
  /** A spreadsheet, and what to take where it is silent. */
  import: {
    /** Register the cases; without it, only report. */
    apply?: boolean;
    /** How matters came in for which the sheet does not say it. */
    channel?: string;
    /** Keep identity numbers and telephones too, in documents of their own that the home office reads; without it, keyed hashes alone. */
    details?: boolean;
    /** The spreadsheet (.xlsx). */
    file: string;
    /** The office that the cases belong to [default: this device's office]. */
    home?: string | null;
  };
  /** All kinds, or one. */
  'entry.kinds': {
    /** The kind. */
    kind?: string | null;
    /** Only kinds that a person means who types this: a part of the name in either language, or its pinyin. */
    search?: string | null;
  };
  /** Values of an entry. */
  'entry.add': {
    /** The office that keeps it [default: this device's office]. */
    home?: string | null;
    /** The kind, as `taizhang entry kinds` names it. */
    kind: string;
    /**
     * The date it is declared for [default: today].
     * Format: date.
     */
    on?: string | null;
    /** Values as JSON: a file, or `-` for the standard input. What --set names takes their place. */
    payload?: Payload | null;
    /** One more office that reads it, beside those above the one that keeps it. May be given several times. */
    reader?: string[];
    /** A field's value; a list's field may be given several times, a table's rows are JSON or @FILE. */
    set?: [string, string][];
  };
  /** Which entries. */
  'entry.list': {
    /**
     * Only those dated on or after this day.
     * Format: date.
     */
    from?: string | null;
    /** Only those of this kind. */
    kind?: string | null;
    /**
     * At most this many.
     * Format: uint.
     */
    limit?: number;
    /** Only those that this office keeps. */
    office?: string | null;
    /** Only those whose texts hold all these words: Chinese, or pinyin. */
    search?: string | null;
    /** Struck entries too. */
    struck?: boolean;
    /**
     * Only those dated on or before this day.
     * Format: date.
     */
    until?: string | null;
  };
  /** Which entry. */
  'entry.show': {
    /** The entry: its title, its id, or the first four or more letters of its id. */
    entry: string;
  };
  /** Which entry. */
  'entry.history': {
    /** The entry: its title, its id, or the first four or more letters of its id. */
    entry: string;
  };
  /** Which entry. */
  'entry.revise': {
    /**
     * An act of the entry that was the latest when this was written [default: all that are here]. May be given several times:
     * what was written since then stands beside it.
     */
    base?: string[];
    /** The entry: its title, its id, or the first four or more letters of its id. */
    entry: string;
    /** Values as JSON: a file, or `-` for the standard input. What --set names takes their place. */
    payload?: Payload | null;
    /** A field's value; a list's field may be given several times, a table's rows are JSON or @FILE. */
    set?: [string, string][];
  };
  /** An act on an entry as a program gives it. */
  'entry.respond': {
    /** The entry: its title, its id, or the first four or more letters of its id. */
    entry: string;
    /** What the act says. */
    payload: Payload;
  };
  /** An act on an entry as a program gives it. */
  'entry.publish': {
    /** The entry: its title, its id, or the first four or more letters of its id. */
    entry: string;
    /** What the act says. */
    payload: Payload;
  };
  /** An act on an entry as a program gives it. */
  'entry.strike': {
    /** The entry: its title, its id, or the first four or more letters of its id. */
    entry: string;
    /** What the act says. */
    payload: Payload;
  };
  /** Which entry. */
  'entry.do': {
    /** The entry: its title, its id, or the first four or more letters of its id. */
    entry: string;
    /** The kind of act: revise, respond, publish, strike. */
    kind: string;
    /** The payload's file; `-` reads the standard input. */
    payload: Payload;
  };
  /** Which entries. */
  'entry.export': {
    /** How. */
    format: Format;
    /**
     * Only those dated on or after this day.
     * Format: date.
     */
    from?: string | null;
    /** Only those of this kind; a table needs one. */
    kind?: string | null;
    /** Only those that this office keeps. */
    office?: string | null;
    /** The file to write [default: the standard output]. */
    out?: string | null;
    /** Only those whose texts hold all these words: Chinese, or pinyin. */
    search?: string | null;
    /** Struck entries too. */
    struck?: boolean;
    /**
     * Only those dated on or before this day.
     * Format: date.
     */
    until?: string | null;
  };
  'config.show': {
    /** Another version: the first letters of its id. */
    version?: string | null;
  };
  /** What a command takes that takes nothing. */
  'config.list': { [key: string]: unknown };
  'config.set': {
    /** The configuration's file, JSON; `-` reads the standard input. */
    file: string;
    /** Why it changes. */
    reason: string;
  };
  /** What a command takes that takes nothing. */
  'config.default': { [key: string]: unknown };
  /** Of what. */
  schema: {
    /** What: a kind of act, `entry.KIND`, `answer.COMMAND`, `params.COMMAND`, an entity or a view, as the list without a name says. */
    name?: string | null;
  };
  /** Which cases, and whether their figures are written down. */
  rates: {
    /** Only cases of this campaign: its id in the configuration. */
    campaign?: string | null;
    /** Write the figures and the list of cases down as a return: the next revision of this office for these days. */
    freeze?: boolean;
    /**
     * Only cases received on or after this day.
     * Format: date.
     */
    from?: string | null;
    /** Of the days of this return, by its id or title: says whether the list of cases it was made from still holds. */
    of?: string | null;
    /** Only cases of this office and those below it. */
    office?: string | null;
    /** A field of the return: kind [default: progress], to_offices [default: the office above], schedule, due, ... */
    set?: [string, string][];
    /**
     * Only cases received on or before this day.
     * Format: date.
     */
    until?: string | null;
  };
  /** What the petitioner shows. */
  'status-of': {
    /** The receipt code: case, width, spaces and hyphens do not matter. */
    code: string;
  };
  /** What was seen. */
  status: {
    /** What is said of the relay was seen: forget it. What still holds is said again after the next sync. */
    seen?: boolean;
  };
  /** A case by name. */
  'act.forms': {
    /** The case: its number, its id, the first four or more letters of its id, or its whole title. */
    case: string;
  };
  /** Which kinds of acts. */
  'act.kinds': {
    /** Only those that a person means who types this: a part of the name in either language, or its pinyin. */
    search?: string | null;
  };
  /** What is typed so far of a matter that is no case yet. No number of a person is among it. */
  'case.alike': {
    /** Where the matter arose. */
    area?: string;
    /** What is asked for. */
    claim?: string[];
    /** The free text. */
    narrative?: string;
    /** The petitioner's name. */
    petitioner?: string;
    /**
     * The day it came in [default: today].
     * Format: date.
     */
    received?: string | null;
    /** Its category. */
    subject?: string;
    /** What it is about, in a line. */
    title?: string;
  };
  /** A case, and when. */
  'case.as-of': {
    /** The case. */
    case: string;
    /**
     * When so many entries of its story were written.
     * Format: uint.
     */
    entries: number;
  };
  /** A case, and between when and when. */
  'case.compare': {
    /** The case. */
    case: string;
    /**
     * From when so many entries of its story were written [default: the first].
     * Format: uint.
     */
    from?: number | null;
    /**
     * From before what came here at this moment or later, in milliseconds since 1970: instead of `from`.
     * Format: int64.
     */
    since_ms?: number | null;
    /**
     * Until so many entries of its story were written [default: as it stands].
     * Format: uint.
     */
    to?: number | null;
  };
  /** Since when, and how much of it. */
  since: {
    /**
     * At most this many.
     * Format: uint.
     */
    limit?: number;
    /**
     * Leave out this many.
     * Format: uint.
     */
    offset?: number;
    /**
     * The moment, in milliseconds since 1970 by this device's clock.
     * Format: int64.
     */
    since_ms: number;
  };
  /** What to begin from. */
  today: {
    /** What is due in the offices below too. */
    below?: boolean;
    /**
     * First lines of each list.
     * Format: uint.
     */
    limit?: number;
    /** What is due in the cases that you lead, handle or work on alone. */
    mine?: boolean;
    /**
     * What came here at this moment or later counts as new, in milliseconds since 1970 [default: a day ago].
     * Format: int64.
     */
    since_ms?: number | null;
  };
  /** In which language. */
  words: {
    /** The language [default: the caller's]. */
    lang?: Lang | null;
  };
  /** `shell.backup`: writes the whole ledger into a file under a passphrase of its own. */
  'shell.backup': {
    /** The file's name among the shell's files. */
    file: string;
    /** At least eight characters. */
    passphrase: string;
  };
  /** `shell.create`: keys for a desk that has none, locked by a passphrase, or without one by this browser. */
  'shell.create': {
    /** At least eight characters. */
    passphrase?: string | null;
  };
  /** `shell.draft_get`. */
  'shell.draft_get': {
    /** The name. */
    name: string;
  };
  /** `shell.draft_list`. */
  'shell.draft_list': {
    /** With what the names begin. */
    prefix?: string;
  };
  /** `shell.draft_put`: keeps a text under a name on this device alone, on its disk before it answers `{}`. */
  'shell.draft_put': {
    /** The text, of at most 1 MiB; `null` throws it away. */
    body?: string | null;
    /** The name, of at most 200 bytes, such as `form/contact`. */
    name: string;
  };
  /**
   * `shell.enrol`: takes up a code, and fetches the records that say who the device is. The cases come with the sync that
   * begins then.
   */
  'shell.enrol': {
    /** A file that was made after the code, by a device of the county: instead of the relay, where it cannot be reached. */
    bundle?: string | null;
    /** Whether to read the code and ask for the relay only. */
    check_only?: boolean;
    /** What the device is to be called. */
    device_name?: string | null;
    /** The code, or a link with it: `http(s)://RELAY/#enrol=CODE` or `taizhang:enrol?code=CODE&relay=URL`. */
    link: string;
    /** The relay's address; a browser asks none but the one that it was loaded from. */
    relay?: string | null;
  };
  /** No parameters. */
  'shell.lock': Record<string, never>;
  /** `shell.passphrase`: another passphrase, or without a new one this browser's own lock. */
  'shell.passphrase': {
    /** The one that holds from now on, of at least eight characters. */
    new?: string | null;
    /** The one that holds now, where a passphrase locks the desk. */
    old?: string | null;
  };
  /** `shell.restore`: makes the ledger of a new desk from a backup. The desk has to be let in like any other. */
  'shell.restore': {
    /** The backup, among the shell's files. */
    file: string;
    /** The desk's own, of at least eight characters; without one this browser's own lock. */
    new?: string | null;
    /** The backup's passphrase. */
    passphrase: string;
  };
  /** No parameters. */
  'shell.state': Record<string, never>;
  /** No parameters. */
  'shell.storage': Record<string, never>;
  /** No parameters. */
  'shell.sync': Record<string, never>;
  /** No parameters. */
  'shell.sync_now': Record<string, never>;
  /** `shell.unlock`: opens a desk that a passphrase locks. A wrong one is the failure `wrong_passphrase`. */
  'shell.unlock': {
    /** The passphrase. */
    passphrase: string;
  };
}
