//! The ledger's stable codes in people's words: stages, marks, rules, what holds meanwhile, reasons.

use super::Code;

/// Stages of a case.
pub const STAGES: &[Code] = &[
    ("draft", "draft", "未登记"),
    ("registered", "registered", "已登记"),
    ("transferred", "passed on", "已转送"),
    ("not_accepted", "not accepted", "未受理"),
    ("accepted", "accepted", "已受理"),
    ("assigned", "assigned", "已交办"),
    ("handling", "being handled", "办理中"),
    ("awaiting_other", "waiting for others", "等待其他机关"),
    ("mediation", "in mediation", "调解中"),
    ("hearing", "in a hearing", "听证中"),
    ("replied", "replied", "已答复"),
    ("served", "reply served", "答复已送达"),
    ("in_review", "under review", "复查中"),
    ("in_reexamination", "under re-examination", "复核中"),
    ("finalised", "final", "已终结"),
    ("closing_requested", "waiting for signatures to close", "申请办结"),
    ("closed", "closed", "已办结"),
    ("reported", "closed and reported", "已报结"),
    ("audited", "audited, in dispute", "已审核"),
    ("resolved", "resolved", "已化解"),
    ("reopened", "opened again", "恢复办理"),
    ("withdrawn", "withdrawn by the petitioner", "已撤回"),
];

/// Marks on acts.
pub const FLAGS: &[Code] = &[
    ("backdated", "declared for an earlier day", "补录（日期早于记录日）"),
    ("postdated", "declared for a later day", "日期晚于记录日"),
    ("dated_before_a_seen_act", "dated before an act its author had seen", "日期早于已知的行为"),
    ("dated_before_what_it_answers", "dated before the act it answers", "日期早于所答复的行为"),
    ("due_before_its_day", "names a last day before its own date", "所定期限早于本行为日期"),
    ("clock_behind_a_seen_act", "a device's clock is wrong here", "设备时钟有误"),
    ("saw_an_absent_act", "had seen an act that is not here", "办理前看到的某项行为尚未同步到本机"),
    ("needs_a_newer_version", "needs a newer version of this program", "需要升级程序才能显示"),
    ("lacked_authority", "without effect: its author had no authority for it", "无效：行为人无此权限"),
    ("no_such_dispute", "without effect: there was no such dispute", "无效：当时没有此项待裁决"),
    ("already_done", "without effect: it was done already", "无效：此前已办"),
    ("not_by_a_head", "without effect: not by the head of an office", "无效：非单位负责人作出"),
    ("beyond_the_cap", "cut at 30 days in all", "累计超过30日，按30日计"),
    ("misplaced", "without effect: it does not belong into such a document", "无效：不属于此类文档"),
    ("reopens", "opens the case again", "恢复办理"),
    ("names_no_such_act", "without effect: it names an act that is not there", "无效：所指行为不存在"),
    ("too_many_representatives", "more representatives than the rule names", "代表人数超过规定"),
    ("not_the_owner", "without effect: the office did not own the contact", "无效：该单位不是首问责任单位"),
    ("not_competent", "without effect: it was for another office to say so", "无效：应由其他单位办理"),
    ("after_acceptance", "without effect: the case was accepted, the duty stays", "无效：已受理，责任不转出"),
    ("not_concluded", "without effect: the matter was not concluded", "无效：事项尚未终结"),
    ("late_objection", "the objection came after its last day", "异议逾期"),
    ("contested", "somebody says the opposite without knowing of it", "互不知情，认定相反"),
    ("from_a_lower_level", "without effect: a higher level had assigned otherwise", "无效：上级已另行交办"),
    ("not_the_assigning_level", "without effect: not by an office that assigns such cases", "无效：非本案交办单位作出"),
    ("co_leads_not_allowed", "further leads are not allowed here", "本案不允许共同包案"),
    ("by_one_standing_aside", "by somebody who takes no part in the case", "由已回避人员作出"),
    ("names_one_standing_aside", "names somebody who takes no part in the case", "所列人员已回避本案"),
    ("needs_confirmation", "waits for the head to confirm it", "待负责人追认"),
    ("confirmed", "confirmed by the head", "已追认"),
    ("not_confirmed", "not confirmed by the head", "负责人未予追认"),
    ("nothing_to_confirm", "without effect: there was nothing to confirm", "无效：无需追认"),
    ("reassigned_meanwhile", "recorded while the case was reassigned", "作出时本案已另行交办"),
    ("older_version", "judged by an older configuration", "依据旧版配置作出"),
    ("not_audited", "without effect: no audit had found it resolved", "无效：尚未审核认定化解"),
    ("not_agreed", "without effect: the petitioner's agreement is missing", "无效：缺少群众同意的原话"),
    ("without_proof", "without effect: nothing shows it", "无效：缺少凭据"),
    ("not_in_this_role", "without effect: not by somebody in this role", "无效：不具有该签字身份"),
    ("not_by_the_lead_unit", "without effect: not by the unit in charge", "无效：非主办单位作出"),
    ("not_by_the_issuer", "without effect: not by the office that issued it", "无效：非出具单位作出"),
    ("late_request", "the request came after its last day", "申请逾期"),
    ("redacted", "redacted: the file is not shown", "已遮蔽"),
    ("not_by_privacy", "without effect: not by a privacy officer or a head", "无效：非隐私审查人员或负责人作出"),
    ("unknown_scheme", "without effect: no such scheme of numbers", "无效：没有这种编号"),
    ("alias", "an earlier number, still valid", "原编号，仍可查询"),
    ("not_independent", "without effect: not by an independent office or person", "无效：非独立的审核单位或人员"),
    ("not_confirmed_by_petitioner", "without effect: not confirmed by the petitioner", "无效：未经信访人确认"),
    ("not_after_a_closing", "before any closing", "此前尚未办结"),
    ("not_its_office", "without effect: by an office without a part in it", "无效：非责任单位作出"),
    ("names_no_such_claim", "without effect: the case has no such claim", "无效：本案没有该项诉求"),
    ("not_a_participant", "without effect: they took no part in the finding", "无效：未参加该项核查"),
    ("over_another_text", "without effect: it stands over another text", "无效：所依据的内容不一致"),
    (
        "contradicts_itself",
        "two votes of one person contradict: counted as a dissent",
        "同一人表决前后不一，按不同意计",
    ),
    ("after_the_finish", "without effect: the finding was finished before", "无效：核查报告已先行定稿"),
    ("ends_before_it_begins", "ends before it begins: no day was stopped", "恢复日期早于中止日期，不计中止"),
    ("asked_too_late", "the court was asked after the last day", "司法确认申请逾期"),
    ("not_joint", "without effect: both parties have to ask the court", "无效：须双方共同申请司法确认"),
    ("without_consent", "without effect: the person did not agree", "无效：未征得本人同意"),
    ("not_approved", "paid without an approval", "未经审批即发放"),
    ("beyond_the_aid", "more was paid than the aid comes to", "发放超过救助金额"),
];

/// What an act does to the case now.
pub const EFFECTS: &[Code] = &[
    ("live", "", ""),
    ("superseded", "no longer in force", "已被取代"),
    ("no_effect", "without effect", "无效"),
    ("disputed", "in dispute", "待裁决"),
];

/// The rules of disputes.
pub const RULES: &[Code] = &[
    ("K1", "two leads were assigned, neither knowing of the other", "互不知情，分别交办了不同的包案领导或主办单位"),
    ("K2", "it was closed here while work was recorded there", "一处办结，另一处同时仍有办理记录"),
    ("K3", "the same matter was registered twice", "同一事项登记了两次"),
    ("K4", "the time limit was extended twice, neither knowing of the other", "互不知情，分别作出延期"),
    ("K5", "what was signed was changed by somebody who had not seen the signature", "签字的同时，所签内容已有改动"),
    ("K6", "it was accepted here and refused or passed on there", "一处受理，另一处不予受理或转出"),
    ("K7", "two replies were given, neither knowing of the other", "互不知情，分别作出答复"),
    ("K8", "it was reassigned while the earlier unit worked on", "另行交办的同时，原承办单位仍在办理"),
    ("K9", "it was taken up again here and audited as resolved there", "一处恢复办理，另一处同时审核认定化解"),
    ("K10", "a vote beside a finished finding turns its majority", "核查报告定稿的同时，另有表决使多数意见改变"),
    ("K11", "one official number was given twice", "同一正式编号使用了两次"),
    ("K12", "somebody recorded it who had just lost the function", "作出时其职务已变动"),
    ("K13", "aid was granted or paid twice from one fund for one period", "同一资金同一期间重复救助或发放"),
    ("K14", "one detail was corrected twice, neither knowing of the other", "互不知情，同一信息更正为不同内容"),
    ("K15", "it was judged by a configuration that was changed meanwhile", "依据的配置同时已有变更"),
    ("K16", "the petitioner withdrew while a reply was issued", "信访人撤回，另一处同时作出答复"),
    ("K17", "a late act falls into a period that was reported", "补录内容属于已上报的期间"),
    ("K18", "a covered file was attached again", "已遮蔽的附件又被添加"),
];

/// What holds meanwhile.
pub const INTERIMS: &[Code] = &[
    ("both_leads_carry_duty", "both leads carry the duty", "两位包案领导均负责"),
    ("not_closed", "the case is not closed", "本案不算办结"),
    ("both_cases_live", "both cases live on, and the earlier receipt starts the clock", "两案并行，期限自较早登记起算"),
    ("earlier_due_date", "the earlier due date holds", "以较早的期限为准"),
    ("signature_void", "the signature does not stand for the new version", "签字对新版本无效"),
    ("acceptance_holds", "the acceptance holds", "受理有效"),
    ("newest_served_shown", "the reply that was served last is shown", "显示最后送达的答复"),
    ("work_kept", "the work is kept", "已办工作予以保留"),
    ("reopened", "the case is open", "本案恢复办理"),
    ("finding_unsettled", "the finding has to be finished again", "核查报告须重新定稿"),
    ("provisional_numbers", "the provisional numbers stay valid", "临时编号继续有效"),
    ("needs_confirmation", "it waits for the head", "待负责人追认"),
    ("payment_blocked", "both are shown, nothing more is paid", "两笔均予显示，暂停发放"),
    ("both_values_shown", "both values are shown", "两个值均予显示"),
    ("judged_as_seen", "each act is judged by the version it saw", "各按办理时所见版本认定"),
    ("reply_stands", "the reply stands, the withdrawal is noted", "答复有效，撤回予以注明"),
    ("return_unchanged", "the report stays as it is, a revision is proposed", "已报数据不变，建议修订"),
    ("not_served", "the file is not shown", "附件不予显示"),
];

/// Who within an office settles.
pub const SETTLERS: &[Code] = &[
    ("anyone", "whoever acts for it", "该单位"),
    ("head", "its head", "单位负责人"),
    ("finance", "its finance officer", "财务审批人员"),
    ("privacy", "its privacy officer", "隐私审查人员"),
    ("numbering", "its numbering officer", "编号管理人员"),
];

/// What happens on a day of the calendar.
pub const DAY_KINDS: &[Code] =
    &[("reception", "reception", "接访"), ("meeting", "meeting", "会议"), ("due", "last day", "截止")];

/// Functions of members of staff.
pub const ROLES: &[Code] = &[
    ("first_responsible", "first responsible", "第一责任人"),
    ("deputy_in_charge", "deputy in charge", "分管领导"),
    ("accountable_leader", "accountable leader", "责任领导"),
    ("reception", "reception", "专职接待人员"),
    ("village_post", "village post", "驻村干部"),
    ("grid_worker", "grid worker", "网格员"),
    ("mediator", "mediator", "调解员"),
    ("finance", "finance", "财务审批"),
    ("privacy", "privacy", "隐私审查"),
    ("numbering", "numbering", "编号管理"),
    ("auditor", "auditor", "审核"),
];

/// How a time limit stands.
pub const DEADLINE_STATES: &[Code] = &[
    ("late", "late", "已逾期"),
    ("due_today", "due today", "今日到期"),
    ("soon", "due soon", "即将到期"),
    ("on_time", "in time", "期限内"),
    ("paused", "paused", "已中止"),
    ("unknown", "last day not known", "期限不明"),
    ("lapsed", "lapsed", "已逾申请期"),
    ("met", "met", "已完成"),
];

/// What a refusal says is missing, beside fields and kinds of acts.
pub const MISSING: &[Code] = &[
    ("accept", "acceptance", "受理"),
    ("claim", "the claim", "诉求"),
    ("policy", "the policy that applies", "政策界定"),
    ("opinion", "the handling proposed", "办理意见"),
    ("lead_unit", "the unit in charge", "牵头单位"),
    ("notice_no", "the number of the notice", "告知书文号"),
    ("late_reason", "the reason for being late", "逾期理由"),
    ("feedback_by", "a date for the answer", "反馈时限"),
];

/// Figures, in English; in Chinese the model names them.
pub const FIGURES: &[Code] = &[
    ("cases", "cases", "件数"),
    ("batches", "batches", "批次"),
    ("persons", "persons", "人次"),
    ("accepted", "accepted", "立案"),
    ("closed", "closed", "办结"),
    ("open", "not closed", "未办结"),
    ("in_dispute", "in dispute", "待裁决"),
    ("closure", "closed", "办结率"),
    ("reported", "closing reported", "报结率"),
    ("resolution", "resolved", "化解率"),
    ("superior_closure", "assigned from above: closed", "上级交办办结率"),
    ("superior_reported", "assigned from above: closing reported", "上级交办报结率"),
    ("superior_resolution", "assigned from above: resolved", "上级交办化解率"),
    ("listed_resolution", "listed for supervision: resolved", "挂账督办化解率"),
    ("led_resolution", "with a lead: resolved", "领导包案化解率"),
    ("early_issue_resolution", "early issues: resolved", "苗头问题化解率"),
    ("mediation_success", "mediated: agreed", "调处成功率"),
    ("reply_without_resolution", "replied to, not resolved", "重回复轻调处率"),
];

/// What speaks for two cases being the same matter, and what against.
pub const REASONS: &[Code] = &[
    ("same_identity", "the same identity number", "同一证件号"),
    ("same_phone", "the same telephone number", "同一电话"),
    ("other_identity", "other identity numbers", "证件号不同"),
    ("other_phone", "other telephone numbers", "电话不同"),
    ("same_name", "the same name", "同名"),
    ("near_name", "nearly the same name", "姓名相近"),
    ("same_area", "the same place", "同一事发地"),
    ("near_area", "nearly the same place", "事发地相近"),
    ("other_area", "another place", "事发地不同"),
    ("same_subject", "the same category", "同类问题"),
    ("other_subject", "another category", "问题类别不同"),
    ("text", "how alike the texts are", "内容相近程度"),
    ("same_figure", "the same figure", "数字相同"),
    ("other_figure", "other figures", "数字不同"),
    ("time", "received soon after one another", "收到时间相近"),
];

/// What may stand in a field of an entry.
pub const FIELD_TYPES: &[Code] = &[
    ("text", "one line", "一行文字"),
    ("long", "text", "文字"),
    ("date", "a date such as 2026-07-10", "日期，如 2026-07-10"),
    ("number", "a whole number", "整数"),
    ("money", "an amount in yuan such as 1200.50", "金额（元），如 1200.50"),
    ("bool", "yes or no", "是或否"),
    ("staff", "a member of staff", "工作人员"),
    ("office", "an office", "单位"),
    ("case", "a case", "案件"),
    ("act", "the id of an act", "办理行为的标识"),
    ("entry", "an entry", "台账条目"),
];

/// What is wrong with a field of an entry, as the model says it.
pub const FIELD_FAULTS: &[Code] = &[
    ("missing", "missing", "未填写"),
    ("no such field", "no such field", "没有这个字段"),
    ("named twice", "named twice", "重复"),
    ("too long", "too long", "过长"),
    ("holds characters that cannot be shown", "holds characters that cannot be shown", "含有不可显示的字符"),
    ("holds a personal number", "holds a personal number", "含有证件或电话号码"),
    ("one of these is needed", "one of these is needed", "至少填写一项"),
    ("not a member of staff in the directory", "not a member of staff in the directory", "通讯录中没有此人"),
    ("not an office in the directory", "not an office in the directory", "通讯录中没有该单位"),
    ("not a case", "not a case", "不是案件标识"),
    ("not an act", "not an act", "不是办理行为标识"),
    ("not an entry", "not an entry", "不是条目标识"),
];

/// Kinds of things that are looked for by name.
pub const THINGS: &[Code] = &[
    ("office", "office", "单位"),
    ("member of staff", "member of staff", "工作人员"),
    ("device", "device", "设备"),
    ("dispute", "dispute", "待裁决事项"),
    ("conflict", "conflict", "字段分歧"),
    ("record", "record", "记录"),
    ("approver", "approver", "复核人"),
    ("delegation", "delegation of", "代管授权"),
    ("edit to confirm", "edit to confirm of", "待确认的修改"),
    ("act", "act", "办理行为"),
    ("claim", "claim", "诉求"),
    ("entry", "entry", "台账条目"),
    ("party", "party", "当事人"),
    ("kind of entry", "kind of entry", "条目类别"),
    ("schema", "schema", "数据结构"),
    ("receipt code", "receipt code", "查询码"),
    ("code", "enrolment code", "启用码"),
    ("version", "version of the configuration", "配置版本"),
];

/// Kinds of offices.
pub const OFFICE_KINDS: &[Code] = &[
    ("village", "village", "村居"),
    ("township", "township", "镇街"),
    ("county", "county", "县区"),
    ("department", "department", "部门"),
    ("joint_meeting", "joint meeting office", "联席办"),
    ("supervision", "supervision office", "督查室"),
    ("petition_office", "petition office", "信访局"),
    ("peace_office", "peace office", "平安办"),
    ("group_office", "office of the leading group", "领导小组办公室"),
    ("task_force", "task force", "工作专班"),
];

/// The codes of wire, as the reasons for which something is held back or refused.
pub const CODES: &[Code] = &[
    ("malformed", "it cannot be read", "无法读取"),
    ("unsupported_version", "written by a newer version: update this program", "由更新的版本写入，请升级程序"),
    ("too_large", "larger than allowed", "超过大小限制"),
    ("bad_signature", "its signature is not valid", "签名无效"),
    ("not_enrolled", "the device is not enrolled", "设备未登记"),
    ("revoked", "the device was shut out", "设备已停用"),
    ("not_in_audience", "its office may not read the case", "该单位无权查看本案"),
    ("unknown_document", "the case is not known", "没有此案"),
    ("missing_deps", "what it builds on is missing", "缺少前序记录"),
    ("fork", "the device wrote twice under one number", "设备记录编号重复"),
    ("seq_gap", "an earlier record of the device is missing", "缺少该设备的前一条记录"),
    ("not_allowed", "its author had no right to it", "无权作出"),
    ("stale", "it builds on an older state", "依据的状态已过时"),
    ("unknown_reference", "it names something unknown", "所指内容不存在"),
    ("code_used", "the enrolment code was used before", "启用码已被使用"),
    ("code_unknown", "the enrolment code is not known", "启用码不存在"),
    ("code_expired", "the enrolment code is no longer valid", "启用码已失效"),
    ("code_burnt", "the enrolment code was tried wrongly too often", "启用码试错次数过多，已作废"),
    ("grant_expired", "the device did not sync for too long", "设备过久未同步"),
    ("clock_skew", "the clock is too far off", "时钟偏差过大"),
    ("replayed", "the same request was sent twice", "请求重复"),
    ("busy", "too much at once", "繁忙"),
    ("storage", "the storage failed", "存储故障"),
    ("not_found", "not found", "不存在"),
    ("truncated", "cut short", "不完整"),
    ("shutting_down", "the relay is shutting down", "中继正在关闭"),
    ("hash_mismatch", "its content is not what was signed", "内容与签名不符"),
    ("inflates", "it unpacks beyond its bound", "解压后过大"),
    ("unsound_ops", "it would damage the case", "会损坏案件"),
    ("would_not_load", "after it the case could not be opened", "会使案件无法打开"),
    ("foreign_shape", "no command of this program writes such a thing", "不是本程序写出的内容"),
    ("suspect_crashed", "the program died while reading it", "读取时程序曾崩溃"),
    ("withdrawn", "the case was withdrawn from this office", "本单位已不再参与此案"),
    ("waiting_room_full", "it had waited longest", "等待过久"),
    ("snapshot_unsound", "the snapshot does not hold what it says", "快照与其说明不符"),
    ("not_opened", "its content cannot be unsealed", "内容无法解密"),
    ("not_sealed", "its content was not sealed", "内容未加密"),
    ("altered", "its bytes were altered", "字节已被改动"),
    ("unproved", "no signature of its author proves it", "没有作者的签名可以证明"),
    ("copy_differs", "the copy does not say what the changes say", "副本与改动内容不一致"),
    ("other_county", "another county's", "属于其他县"),
];

/// How a device's keys are kept.
pub const KEPT: &[Code] = &[
    ("passphrase", "by a passphrase", "由口令保护"),
    ("keystore", "in the system's keystore", "存于系统密钥库"),
    ("nothing", "not protected yet", "尚未加密"),
];

/// What a relay did that an honest one does not.
pub const RELAY_FAULTS: &[Code] = &[
    (
        "page_disordered",
        "it answered with a page whose order cannot be; the page was not taken in",
        "返回的一页次序错乱，未收取",
    ),
    (
        "replayed",
        "it answered with what this device had read already; the page was not taken in",
        "重复返回本机已读过的内容，未收取",
    ),
    (
        "went_back",
        "its log ends before where this device has read to, and it does not say that it began anew",
        "其记录比本机已读到的还短，却未声明重新开始",
    ),
    ("epoch_came_back", "it serves a log again that had ended", "又返回已经结束的旧记录"),
    (
        "withheld_predecessor",
        "it gives a change and keeps back one that it builds on",
        "给出一项修改，却扣住其所依据的修改",
    ),
    (
        "not_returned",
        "it took a change of this device and does not show it to this office",
        "已收下本机的修改，却不向本单位返回",
    ),
    (
        "withheld_from",
        "it says that an office's feed held a change which that office's device, having read further, was not shown",
        "称已将某项修改送达某单位，该单位设备读到更后处却未见此修改",
    ),
    (
        "forked",
        "it showed a device of this office a history without a change that it showed here",
        "向本单位某台设备提供的历史缺少已向本机提供的修改",
    ),
];

/// Where an audit finds something.
pub const AUDIT_PLACES: &[Code] = &[
    ("head", "head of the file", "文件头"),
    ("directory", "record of the directory", "通讯录记录"),
    ("audience", "record of who reads the case", "查看范围记录"),
    ("configuration", "configuration", "配置"),
    ("change", "entry", "办理记录"),
    ("attestation", "signature of an author", "作者签名"),
    ("copy", "copy for readers", "供阅读的副本"),
    ("end", "end of the file", "文件尾"),
    ("stored", "compact history in this device's database", "本机数据库中的合并记录"),
];

/// Why a column was left out.
pub const DROPS: &[Code] = &[
    (
        "controls_a_person",
        "about controlling a person: a case holds no such thing",
        "针对个人的管控内容，案件中不应记载",
    ),
    ("personal_details", "personal details: they do not belong in the case", "个人信息，不写入案件"),
];
