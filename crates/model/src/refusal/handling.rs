//! Reasons of the acts in `act/handling`.

reasons! {
    NO_SUCH_CLAIM "C17" "no_such_claim" "The case has no such claim; choose one of its claims, or add it first." "本案没有这项诉求，请从本案诉求中选择或先添加。";
    TOO_MANY_ITEMS "3.1" "too_many_items" "The list is longer than one act may hold; record it in parts." "所列项目过多，请分次记录。";
    NOT_A_QUANTITY "H30" "not_a_quantity" "A result is a plain decimal number with its unit, such as 3.5 mu; give both or neither." "结果须为十进制数并附单位，如3.5亩；两项须同时填写或同时留空。";
    OWN_WORDS_MISSING "F07" "own_words_missing" "A return visit keeps the petitioner's own words; write them down, or say that nobody could be met." "回访须记录群众原话；未见到本人的，请注明。";
    FINDING_INCOMPLETE "H01" "finding_incomplete" "A finding names who took part and how the facts were found; add what is missing." "核查报告须列明参加人员和核查方式，请补齐。";
    FINDING_FINISHED "H02" "finding_finished" "This finding is finished; record a new version that replaces it." "该核查报告已定稿，请另立新版本替换。";
    REPLACED "3.1" "replaced" "A later version took its place; use that one." "已有新版本替换，请使用新版本。";
    NOT_A_PARTICIPANT "H02" "not_a_participant" "Only those who took part in the finding vote on it; ask one of those named." "仅核查参加人员可以表决，请由所列人员办理。";
    ANOTHER_TEXT "H02" "another_text" "The vote stands over another text than this finding; read it and vote over the hash named." "表决所依据的内容与该报告不一致，请阅读后按所列哈希表决。";
    NO_MAJORITY "H02" "no_majority" "More than half of the participants have to concur before a finding is finished." "须有过半数参加人员同意方可定稿。";
    OUTCOME_PER_CLAIM "H08" "outcome_per_claim" "A joint reception or hearing decides on every claim; add what it came to on those named." "联合接访、听证须逐项诉求形成结论，请补齐所列诉求。";
    LEADER_AND_DAYS "H09" "leader_and_days" "A leader's reception names the leader and a day for every task; add what is missing." "领导接访、约访须载明领导和各项任务的期限，请补齐。";
    ALREADY_PAUSED "Art. 36" "already_paused" "The clock stands still for this reason already; resume it first." "该事由已中止计时，请先恢复。";
    ALREADY_RESUMED "Art. 36" "already_resumed" "This pause has ended already." "该中止已恢复。";
    MEDIATION_NOT_AGREED "Art. 33" "mediation_not_agreed" "This mediation did not end in agreement; record the session that did." "该次调解未达成协议，请先记录达成协议的调解。";
    AGREEMENT_NOT_IN_FORCE "人民调解法 29" "agreement_not_in_force" "The agreement is not in force; add the signatures or the seal that is missing." "协议尚未生效，请补齐所缺签字或印章。";
    NOT_JOINT "人民调解法 33" "not_joint" "Judicial confirmation is asked for by the parties together." "司法确认须由双方当事人共同申请。";
    NOT_ASKED_FOR "人民调解法 33" "not_asked_for" "Nobody has asked the court to confirm this agreement yet; record that first." "尚未申请司法确认，请先记录申请。";
    NOT_AN_AMOUNT "H20" "not_an_amount" "An amount is a whole number of fen, more than nothing; give such a number." "金额须为以分计的正整数。";
    AID_INCOMPLETE "H22" "aid_incomplete" "This kind of help needs what is named here; fill it in first." "该类救助须填写所列内容，请先补齐。";
    CONSENT_NEEDED "H18" "consent_needed" "Counselling needs the consent of the person it is for; ask them first." "心理疏导须征得本人同意。";
    NO_CLINICAL_DATA "H18" "no_clinical_data" "Nothing is written down about a person who is offered counselling; leave it empty." "心理疏导不得记录本人病情等内容，请留空。";
    NOT_AN_APPROVER "H20" "not_an_approver" "Aid is approved by a head, a member of the leadership team or a finance officer; ask one of those named." "救助须由负责人、班子成员或财务人员审批，请由所列人员办理。";
    NOT_APPROVED "H20" "not_approved" "No money was granted and approved here; record the approval first." "尚无经审批的救助金额，请先记录审批。";
    BEYOND_THE_AID "H20" "beyond_the_aid" "A payment is no more than what is left of the aid; give such an amount." "发放金额不得超过救助余额，请调整。";
    PAYMENT_BLOCKED "K13" "payment_blocked" "Two payments or grants of this fund and period are in dispute; have it settled first." "同一资金同一期间存在重复发放争议，请先裁决。";
}
