//! Reasons of the acts in `act/closing`.

reasons! {
    CONTACT_UNANSWERED "F23" "contact_unanswered" "Every contact ends with an answer; answer those named first." "有访必复：请先答复所列来信来访。";
    PROMISE_OVERDUE "H26" "promise_overdue" "A promise is past its day and not kept; keep it, or agree on another day first." "有承诺已逾期未兑现，请先兑现或与信访人商定变更。";
    PARTLY_FULFILLED "H07" "partly_fulfilled" "A claim that is clearly due is settled in full, not in part; settle the claims named first." "合理诉求须一次解决到位，请先解决所列诉求。";
    CAUSE_MISSING "H28" "cause_missing" "What brought the matter about has to be found before it is closed; record a finding, or write the cause here." "原因未查清不放过：请先登记核查结论或写明原因。";
    CHECKLIST_INCOMPLETE "F01" "checklist_incomplete" "The dossier lacks what is named; record it and name the act that fulfils each item." "案卷材料不全，请补齐所列项目并注明对应的记录。";
    NOT_CLOSED "3.2" "not_closed" "The case is not closed; this follows its closing." "本案尚未办结，请在办结之后办理。";
    NOT_AUDIT_OFFICE "F14" "not_audit_office" "A petition, joint meeting or supervision office does this; ask one of them." "须由信访、联席会议或督查部门办理。";
    AUDITOR_WROTE "F14" "auditor_took_part" "You recorded an act of this case; somebody who took no part in it has to audit." "您参与过本案办理，须由未参与人员审核。";
    DOSSIER_RETURNED "F10" "dossier_returned" "The first review returned the dossier; have the defects named put right and reviewed again first." "案卷初审未通过，请先补正所列问题并重新初审。";
    WHAT_IS_MISSING "F10" "defects_missing" "A dossier is passed, or returned with what is missing: say which." "初审应当通过，或写明退回的问题。";
    UNKNOWN_RATING "F24" "unknown_rating" "The scale has no such step; choose one of those named." "没有这个评价等级，请从所列等级中选择。";
    RATING_CODE "F24" "rating_code" "The code is not one that was handed out for this case; ask the petitioner for the code on their slip." "查询码与本案不符，请核对信访人所持查询码。";
    NOT_READ_BACK "F07" "not_read_back" "What is written down for somebody is read back to them first; do so and say it." "代填评价须当面宣读确认，请确认后再登记。";
    CAUSE_NOT_NAMED "H27" "cause_not_named" "Name the act or the case that gives cause, as said here, or say in words what is new." "请注明恢复办理所依据的记录、案件或新情况。";
    UNIT_MISSING "M01" "unit_missing" "Name the office it was reported to." "请注明报结的接收单位。";
}
