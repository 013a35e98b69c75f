// The values of each kind of entry.
// Written by scripts/types.mjs from `taizhang schema`: do not edit.

/** By kind of entry. */
export interface Entries {
  leading_group: {
    /** campaign */
    campaign?: string;
    /** deputies */
    deputies?: string[];
    /** doc no */
    doc_no?: string;
    /**
     * from
     * Format: date.
     */
    from: string;
    /**
     * head
     * Format: staff.
     */
    head: string;
    /** member offices */
    member_offices?: string[];
    /** members */
    members?: string[];
    /** name */
    name: string;
    /**
     * unit
     * Format: office.
     */
    unit: string;
    /**
     * until
     * Format: date.
     */
    until?: string;
  };
  group_office: {
    /**
     * director
     * Format: staff.
     */
    director: string;
    /** duties */
    duties: ("materials" | "publicity" | "summary" | "coordination" | "statistics")[];
    /**
     * from
     * Format: date.
     */
    from: string;
    /**
     * group
     * Format: entry.
     */
    group: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /** staff */
    staff?: string[];
    /**
     * until
     * Format: date.
     */
    until?: string;
  };
  post: {
    /** area */
    area?: string;
    /** areas of duty */
    areas_of_duty?: string[];
    /**
     * from
     * Format: date.
     */
    from: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /** post */
    post: "deputy_in_charge" | "reception_officer" | "policy_counter" | "grid_worker" | "liaison";
    /**
     * staff
     * Format: staff.
     */
    staff: string;
    /**
     * until
     * Format: date.
     */
    until?: string;
  };
  task_force: {
    /** cases */
    cases?: string[];
    /**
     * from
     * Format: date.
     */
    from: string;
    /**
     * head
     * Format: staff.
     */
    head: string;
    /** members */
    members?: string[];
    /** name */
    name: string;
    /** plan */
    plan?: string;
    /** problem */
    problem: string;
    /** tasks */
    tasks?: {
      /**
       * case
       * Format: case.
       */
      case?: string;
      /**
       * due
       * Format: date.
       */
      due?: string;
      /** no */
      no: string;
      /**
       * office
       * Format: office.
       */
      office?: string;
      /**
       * staff
       * Format: staff.
       */
      staff?: string;
      /** what */
      what: string;
    }[];
    /**
     * until
     * Format: date.
     */
    until?: string;
  };
  visit_duty_allocation: {
    /** duties */
    duties: {
      /** duty */
      duty: "general_office" | "legal" | "enforcement" | "supervision" | "squad";
      /**
       * staff
       * Format: staff.
       */
      staff: string;
      /** task */
      task?: string;
    }[];
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /**
     * reception
     * Format: entry.
     */
    reception?: string;
  };
  three_tier_network: {
    /**
     * from
     * Format: date.
     */
    from: string;
    /** levels */
    levels: {
      /** duty */
      duty?: string;
      /** level */
      level: "county" | "township" | "village";
      /**
       * office
       * Format: office.
       */
      office: string;
      /**
       * staff
       * Format: staff.
       */
      staff: string;
    }[];
    /** name */
    name: string;
    /**
     * until
     * Format: date.
     */
    until?: string;
  };
  responsibility_letter: {
    /**
     * bound
     * Format: office.
     */
    bound: string;
    /** doc no */
    doc_no?: string;
    /**
     * issued by
     * Format: office.
     */
    issued_by: string;
    /**
     * signed by
     * Format: staff.
     */
    signed_by?: string;
    /**
     * signed on
     * Format: date.
     */
    signed_on?: string;
    /** targets */
    targets: {
      /** figure */
      figure?: string;
      /** target */
      target: string;
    }[];
    /** year */
    year: number;
  };
  leader_township_link: {
    /**
     * from
     * Format: date.
     */
    from: string;
    /**
     * leader
     * Format: staff.
     */
    leader: string;
    /**
     * township
     * Format: office.
     */
    township: string;
    /**
     * until
     * Format: date.
     */
    until?: string;
  };
  village_responsibility_order: {
    /**
     * from
     * Format: date.
     */
    from: string;
    /** order */
    order: {
      /** duty */
      duty?: string;
      /** position */
      position: number;
      /**
       * staff
       * Format: staff.
       */
      staff: string;
    }[];
    /**
     * until
     * Format: date.
     */
    until?: string;
    /**
     * village
     * Format: office.
     */
    village: string;
  };
  duty_roster: {
    /** days */
    days: {
      /**
       * leader
       * Format: staff.
       */
      leader: string;
      /**
       * on
       * Format: date.
       */
      on: string;
      /** staff */
      staff?: string[];
    }[];
    /**
     * from
     * Format: date.
     */
    from: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * until
     * Format: date.
     */
    until: string;
  };
  mediator: {
    /** areas */
    areas?: string[];
    /** available */
    available?: boolean;
    /**
     * from
     * Format: date.
     */
    from?: string;
    /** kind */
    kind: "mediation_room" | "mediation_committee" | "mediator" | "local_worthy" | "social_worker" | "lawyer" | "expert";
    /** name */
    name: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /** skills */
    skills: string[];
    /**
     * until
     * Format: date.
     */
    until?: string;
  };
  screening_round: {
    /** cases */
    cases?: string[];
    /**
     * from
     * Format: date.
     */
    from: string;
    /** kind */
    kind: "full" | "focused" | "rolling" | "five_year" | "legacy";
    /** matters found */
    matters_found?: number;
    /**
     * next on
     * Format: date.
     */
    next_on?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /** scope */
    scope: string;
    /**
     * until
     * Format: date.
     */
    until: string;
    /** zero */
    zero?: boolean;
  };
  screening_form: {
    /** area */
    area: string;
    /**
     * case
     * Format: case.
     */
    case?: string;
    /** category */
    category?: string;
    /** claims */
    claims?: string;
    /**
     * lead
     * Format: staff.
     */
    lead?: string;
    /**
     * limit
     * Format: date.
     */
    limit?: string;
    /** matter */
    matter: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /**
     * registrar
     * Format: staff.
     */
    registrar?: string;
    /**
     * round
     * Format: entry.
     */
    round?: string;
    /** trend */
    trend?: string;
    /**
     * unit
     * Format: office.
     */
    unit?: string;
    /** urgency */
    urgency?: string;
  };
  assignment_batch: {
    /** cases */
    cases: string[];
    /** doc no */
    doc_no: string;
    /**
     * due
     * Format: date.
     */
    due: string;
    /** from office */
    from_office?: string;
    /** level */
    level: "central" | "province" | "city" | "county";
    /** note */
    note?: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** to offices */
    to_offices?: string[];
  };
  assignment_letter: {
    /**
     * assign
     * Format: act.
     */
    assign?: string;
    /** cases */
    cases: string[];
    /** copy to */
    copy_to?: string[];
    /** demand */
    demand: string;
    /** doc no */
    doc_no: string;
    /**
     * due
     * Format: date.
     */
    due?: string;
    /**
     * feedback on
     * Format: date.
     */
    feedback_on: string;
    /**
     * from office
     * Format: office.
     */
    from_office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /**
     * to office
     * Format: office.
     */
    to_office: string;
  };
  upper_level_notice: {
    /** cases */
    cases?: string[];
    /** doc no */
    doc_no?: string;
    /** from office */
    from_office: string;
    /** level */
    level: "central" | "province" | "city" | "county";
    /**
     * linked on
     * Format: date.
     */
    linked_on?: string;
    /** matter */
    matter: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * received on
     * Format: date.
     */
    received_on: string;
  };
  external_flag: {
    /** audited by */
    audited_by?: string;
    /**
     * case
     * Format: case.
     */
    case: string;
    /** external no */
    external_no?: string;
    /** flag */
    flag: "filed" | "accepted" | "closed" | "resolved" | "returned";
    /** note */
    note?: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** system */
    system: string;
  };
  higher_screening: {
    /** cases */
    cases: string[];
    /** coordination */
    coordination?: string;
    /**
     * decided on
     * Format: date.
     */
    decided_on?: string;
    /** decision */
    decision?: "accepted" | "declined" | "returned";
    /** level */
    level: "central" | "province" | "city" | "county";
    /** reason */
    reason?: string;
    /**
     * submitted by
     * Format: office.
     */
    submitted_by: string;
    /**
     * submitted on
     * Format: date.
     */
    submitted_on: string;
  };
  lead_roster_report: {
    /** cases */
    cases: string[];
    /** leads */
    leads?: string[];
    /** note */
    note?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /**
     * to office
     * Format: office.
     */
    to_office: string;
  };
  meeting: {
    /** agenda */
    agenda?: string[];
    /** attendees */
    attendees?: string[];
    /**
     * chair
     * Format: staff.
     */
    chair: string;
    /** experts */
    experts?: string[];
    /** kind */
    kind: "case_conference" | "joint_monthly" | "quarterly_review" | "periodic_analysis" | "meeting_the_parties" | "coordination" | "leader_invited" | "symposium" | "deployment";
    /** minutes */
    minutes?: string;
    /** minutes no */
    minutes_no?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /** offices */
    offices?: string[];
    /**
     * on
     * Format: date.
     */
    on: string;
    /** opinions */
    opinions?: {
      /**
       * case
       * Format: case.
       */
      case: string;
      /** cause */
      cause?: string;
      /** dissent */
      dissent?: string;
      /** opinion */
      opinion: string;
    }[];
    /** place */
    place?: string;
    /** tasks */
    tasks?: {
      /**
       * case
       * Format: case.
       */
      case?: string;
      /**
       * due
       * Format: date.
       */
      due?: string;
      /** no */
      no: string;
      /**
       * office
       * Format: office.
       */
      office?: string;
      /**
       * staff
       * Format: staff.
       */
      staff?: string;
      /** what */
      what: string;
    }[];
    /** title */
    title: string;
  };
  reception: {
    /** batches */
    batches?: number;
    /** cases */
    cases?: string[];
    /** co located */
    co_located?: string[];
    /**
     * contacted on
     * Format: date.
     */
    contacted_on?: string;
    /** focus */
    focus?: ("unresolved_after_procedure" | "concentrated" | "emerging")[];
    /**
     * leader
     * Format: staff.
     */
    leader: string;
    /** letters read */
    letters_read?: number;
    /** local team */
    local_team?: string[];
    /**
     * materials on
     * Format: date.
     */
    materials_on?: string;
    /** mode */
    mode: "on_site" | "leader" | "invited" | "visit_down" | "joint_hall" | "letter_reading";
    /**
     * notice on
     * Format: date.
     */
    notice_on?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** outcome */
    outcome?: string;
    /** persons */
    persons?: number;
    /** place */
    place: string;
    /**
     * reported on
     * Format: date.
     */
    reported_on?: string;
    /** requirements */
    requirements?: string;
    /** settled on the spot */
    settled_on_the_spot?: number;
    /** tasks */
    tasks?: {
      /**
       * case
       * Format: case.
       */
      case?: string;
      /**
       * due
       * Format: date.
       */
      due?: string;
      /** no */
      no: string;
      /**
       * office
       * Format: office.
       */
      office?: string;
      /**
       * staff
       * Format: staff.
       */
      staff?: string;
      /** what */
      what: string;
    }[];
    /** team */
    team?: string[];
  };
  reception_year_roster: {
    /** days */
    days: {
      /**
       * leader
       * Format: staff.
       */
      leader: string;
      /**
       * on
       * Format: date.
       */
      on: string;
      /** place */
      place?: string;
    }[];
    /**
     * office
     * Format: office.
     */
    office: string;
    /** year */
    year: number;
  };
  visit_month: {
    /**
     * from
     * Format: date.
     */
    from: string;
    /** name */
    name: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /** receptions */
    receptions?: string[];
    /** requirements */
    requirements?: string;
    /** summary */
    summary?: string;
    /**
     * until
     * Format: date.
     */
    until: string;
  };
  courtesy_visit: {
    /** area */
    area: string;
    /** done */
    done?: string;
    /** five ones */
    five_ones?: ("greeting" | "talk" | "help" | "policy" | "feedback")[];
    /** households */
    households?: number;
    /** needs */
    needs?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** quarter */
    quarter: string;
    /** staff */
    staff: string[];
    /** whole community */
    whole_community?: boolean;
  };
  policy_document: {
    /** doc no */
    doc_no?: string;
    /** fees */
    fees?: string;
    /**
     * in force from
     * Format: date.
     */
    in_force_from?: string;
    /**
     * in force until
     * Format: date.
     */
    in_force_until?: string;
    /** issued by */
    issued_by: string;
    /**
     * issued on
     * Format: date.
     */
    issued_on?: string;
    /** procedure */
    procedure?: string;
    /** subjects */
    subjects?: string[];
    /** text */
    text: string;
    /** title */
    title: string;
  };
  policy_suggestion: {
    /**
     * answer due
     * Format: date.
     */
    answer_due?: string;
    /** cases */
    cases?: string[];
    /**
     * from office
     * Format: office.
     */
    from_office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** problem */
    problem: string;
    /** suggestion */
    suggestion: string;
    /**
     * to office
     * Format: office.
     */
    to_office: string;
  };
  policy_impact_note: {
    /** affected */
    affected: string;
    /** concerns */
    concerns: string;
    /** conclusion */
    conclusion: "proceed" | "proceed_in_steps" | "adjust" | "put_off";
    /** consulted */
    consulted?: string[];
    /** measures */
    measures?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** title */
    title: string;
  };
  special_fund: {
    /** budget */
    budget: number;
    /** name */
    name: string;
    /** note */
    note?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /** spending */
    spending?: {
      /** amount */
      amount: number;
      /**
       * case
       * Format: case.
       */
      case: string;
      /** doc no */
      doc_no?: string;
      /**
       * on
       * Format: date.
       */
      on: string;
    }[];
    /** year */
    year: number;
  };
  typical_case: {
    /** anonymised */
    anonymised: boolean;
    /** facts */
    facts: string;
    /** handling */
    handling: string;
    /** kind */
    kind: "typical" | "failed";
    /** lesson */
    lesson: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** subject */
    subject?: string;
    /** title */
    title: string;
  };
  experience: {
    /** figures note */
    figures_note?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** text */
    text: string;
    /** title */
    title: string;
  };
  bulletin: {
    /** distribution */
    distribution?: string[];
    /** issue no */
    issue_no: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** text */
    text: string;
    /** title */
    title: string;
  };
  training_record: {
    /** attendees */
    attendees?: string[];
    /** hours */
    hours?: number;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** place */
    place?: string;
    /** title */
    title: string;
    /** topics */
    topics: string;
    /** trainer */
    trainer?: string;
    /**
     * until
     * Format: date.
     */
    until?: string;
  };
  guidance_note: {
    /** advice */
    advice: string;
    /**
     * by
     * Format: staff.
     */
    by?: string;
    /** cases */
    cases?: string[];
    /**
     * from office
     * Format: office.
     */
    from_office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** subject */
    subject: string;
    /**
     * to office
     * Format: office.
     */
    to_office: string;
  };
  public_awareness: {
    /**
     * from
     * Format: date.
     */
    from: string;
    /** method */
    method?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /** results */
    results: {
      /** answers */
      answers: number;
      /** positive */
      positive: number;
      /** question */
      question: string;
    }[];
    /** title */
    title: string;
    /**
     * until
     * Format: date.
     */
    until: string;
  };
  quality_review: {
    /** cases */
    cases: string[];
    /** defects */
    defects?: {
      /**
       * case
       * Format: case.
       */
      case: string;
      /** defect */
      defect: string;
      /** fixed at once */
      fixed_at_once?: boolean;
      /** kind */
      kind: "incomplete" | "late" | "procedure";
    }[];
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** reviewers */
    reviewers?: string[];
    /** scope */
    scope: "resolved" | "backlog" | "failed" | "spot";
    /** tasks */
    tasks?: {
      /**
       * case
       * Format: case.
       */
      case?: string;
      /**
       * due
       * Format: date.
       */
      due?: string;
      /** no */
      no: string;
      /**
       * office
       * Format: office.
       */
      office?: string;
      /**
       * staff
       * Format: staff.
       */
      staff?: string;
      /** what */
      what: string;
    }[];
    /** title */
    title: string;
  };
  root_cause_review: {
    /** cases */
    cases: string[];
    /** causes */
    causes: string;
    /** lessons */
    lessons: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** tasks */
    tasks?: {
      /**
       * case
       * Format: case.
       */
      case?: string;
      /**
       * due
       * Format: date.
       */
      due?: string;
      /** no */
      no: string;
      /**
       * office
       * Format: office.
       */
      office?: string;
      /**
       * staff
       * Format: staff.
       */
      staff?: string;
      /** what */
      what: string;
    }[];
    /** title */
    title: string;
    /** what happened */
    what_happened: string;
  };
  lookback_round: {
    /** cases */
    cases: string[];
    /**
     * from
     * Format: date.
     */
    from: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /** results */
    results?: {
      /**
       * act
       * Format: act.
       */
      act?: string;
      /**
       * case
       * Format: case.
       */
      case: string;
      /** holds */
      holds: boolean;
      /** lead duty done */
      lead_duty_done?: boolean;
      /** note */
      note?: string;
    }[];
    /** tasks */
    tasks?: {
      /**
       * case
       * Format: case.
       */
      case?: string;
      /**
       * due
       * Format: date.
       */
      due?: string;
      /** no */
      no: string;
      /**
       * office
       * Format: office.
       */
      office?: string;
      /**
       * staff
       * Format: staff.
       */
      staff?: string;
      /** what */
      what: string;
    }[];
    /** title */
    title: string;
    /**
     * until
     * Format: date.
     */
    until: string;
  };
  period_report: {
    /** case list hash */
    case_list_hash?: string;
    /** cases */
    cases?: string[];
    /** disputed cases */
    disputed_cases?: number;
    /**
     * due
     * Format: date.
     */
    due?: string;
    /** figures */
    figures?: {
      /** denominator */
      denominator?: number;
      /** name */
      name: string;
      /** note */
      note?: string;
      /** numerator */
      numerator: number;
    }[];
    /**
     * from
     * Format: date.
     */
    from: string;
    /** kind */
    kind: "four_reports" | "monthly" | "half_monthly" | "village_monthly" | "immediate" | "month_summary" | "half_year" | "year" | "progress" | "stage_progress" | "drive_statistics" | "reception_monthly" | "one_case";
    /**
     * office
     * Format: office.
     */
    office: string;
    /** part */
    part?: "plan_and_leads" | "screening_and_measures" | "progress_and_problems" | "final_summary";
    /**
     * reported on
     * Format: date.
     */
    reported_on?: string;
    /** revision */
    revision: number;
    /** schedule */
    schedule?: string;
    /** seen */
    seen?: string[];
    /**
     * signed by
     * Format: staff.
     */
    signed_by?: string;
    /** text */
    text?: string;
    /** to offices */
    to_offices: string[];
    /**
     * until
     * Format: date.
     */
    until: string;
    /** zero */
    zero?: boolean;
  };
  circular: {
    /** doc no */
    doc_no?: string;
    /** figures */
    figures?: {
      /** denominator */
      denominator?: number;
      /** name */
      name: string;
      /** note */
      note?: string;
      /** numerator */
      numerator: number;
    }[];
    /**
     * office
     * Format: office.
     */
    office: string;
    /** offices */
    offices?: string[];
    /**
     * on
     * Format: date.
     */
    on: string;
    /** stage */
    stage?: string;
    /** text */
    text: string;
    /** title */
    title: string;
  };
  campaign_summary: {
    /** campaign */
    campaign: string;
    /** case list hash */
    case_list_hash?: string;
    /** figures */
    figures?: {
      /** denominator */
      denominator?: number;
      /** name */
      name: string;
      /** note */
      note?: string;
      /** numerator */
      numerator: number;
    }[];
    /** next steps */
    next_steps?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** problems */
    problems?: string;
    /**
     * signed by
     * Format: staff.
     */
    signed_by?: string;
    /** text */
    text: string;
    /** to offices */
    to_offices: string[];
  };
  analysis: {
    /** by area */
    by_area?: string;
    /** by category */
    by_category: string;
    /** case list hash */
    case_list_hash?: string;
    /** figures */
    figures?: {
      /** denominator */
      denominator?: number;
      /** name */
      name: string;
      /** note */
      note?: string;
      /** numerator */
      numerator: number;
    }[];
    /**
     * from
     * Format: date.
     */
    from: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /** suggestions */
    suggestions?: string;
    /** title */
    title: string;
    /** trend */
    trend?: string;
    /**
     * until
     * Format: date.
     */
    until: string;
  };
  inspection: {
    /** cases */
    cases?: string[];
    /**
     * due
     * Format: date.
     */
    due?: string;
    /** findings */
    findings?: string;
    /** kind */
    kind: "special" | "with_cases" | "joint" | "reception_spot_check" | "dispatch_review";
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /**
     * roster
     * Format: entry.
     */
    roster?: string;
    /** scope */
    scope?: ("long_undecided" | "wide" | "strongly_felt")[];
    /** targets */
    targets: string[];
    /** tasks */
    tasks?: {
      /**
       * case
       * Format: case.
       */
      case?: string;
      /**
       * due
       * Format: date.
       */
      due?: string;
      /** no */
      no: string;
      /**
       * office
       * Format: office.
       */
      office?: string;
      /**
       * staff
       * Format: staff.
       */
      staff?: string;
      /** what */
      what: string;
    }[];
    /** team */
    team?: string[];
    /** title */
    title: string;
  };
  supervision_letter: {
    /** cases */
    cases: string[];
    /** channel */
    channel: "letter" | "phone" | "message" | "listed";
    /** demand */
    demand: string;
    /** doc no */
    doc_no?: string;
    /**
     * due
     * Format: date.
     */
    due: string;
    /**
     * from office
     * Format: office.
     */
    from_office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /**
     * to office
     * Format: office.
     */
    to_office: string;
    /** trigger */
    trigger: "late" | "no_feedback" | "procedure" | "passing_on" | "not_executed" | "other";
  };
  proposal: {
    /** cases */
    cases?: string[];
    /** doc no */
    doc_no?: string;
    /**
     * due
     * Format: date.
     */
    due: string;
    /**
     * from office
     * Format: office.
     */
    from_office: string;
    /** grounds */
    grounds: string;
    /** kind */
    kind: "improve_work" | "improve_policy" | "accountability" | "correction";
    /**
     * on
     * Format: date.
     */
    on: string;
    /** proposal */
    proposal: string;
    /**
     * to office
     * Format: office.
     */
    to_office: string;
  };
  criticism: {
    /** cases */
    cases?: string[];
    /** doc no */
    doc_no?: string;
    /** facts */
    facts: string;
    /** grade */
    grade: "reminder" | "internal" | "public";
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /**
     * target
     * Format: office.
     */
    target: string;
  };
  accountability_record: {
    /** cases */
    cases?: string[];
    /** consequence */
    consequence: "circular" | "talk" | "warning" | "other";
    /** decided by */
    decided_by: string;
    /** doc no */
    doc_no?: string;
    /** facts */
    facts: string;
    /**
     * grounds
     * Format: entry.
     */
    grounds?: string;
    /**
     * official
     * Format: staff.
     */
    official?: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /**
     * target
     * Format: office.
     */
    target: string;
    /** trigger */
    trigger: "passing_on" | "promise_broken" | "review_defects";
  };
  veto_note: {
    /** decided by */
    decided_by: string;
    /** doc no */
    doc_no: string;
    /** note */
    note?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
  };
  assessment: {
    /** case list hash */
    case_list_hash?: string;
    /** figures */
    figures?: {
      /** denominator */
      denominator?: number;
      /** name */
      name: string;
      /** note */
      note?: string;
      /** numerator */
      numerator: number;
    }[];
    /** items */
    items: {
      /** basis */
      basis?: string;
      /** item */
      item: string;
      /** of */
      of: number;
      /** points */
      points: number;
    }[];
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * target
     * Format: office.
     */
    target: string;
    /** year */
    year: number;
    /** year end link */
    year_end_link?: string;
  };
  commendation: {
    /** doc no */
    doc_no?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /** reason */
    reason: string;
    /** to offices */
    to_offices?: string[];
    /** to staff */
    to_staff?: string[];
  };
  resolution_reward: {
    /** amount */
    amount: number;
    /**
     * approved by
     * Format: staff.
     */
    approved_by?: string;
    /**
     * audit
     * Format: act.
     */
    audit?: string;
    /**
     * case
     * Format: case.
     */
    case: string;
    /**
     * no repeat until
     * Format: date.
     */
    no_repeat_until?: string;
    /**
     * office
     * Format: office.
     */
    office: string;
    /**
     * on
     * Format: date.
     */
    on: string;
    /**
     * paid on
     * Format: date.
     */
    paid_on?: string;
  };
  access_log: {
    /** month */
    month: string;
    /**
     * office
     * Format: office.
     */
    office: string;
  };
}
