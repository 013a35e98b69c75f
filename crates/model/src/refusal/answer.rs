//! Reasons of the acts in `act/answer`.

reasons! {
    NOT_LEAD_UNIT "R14" "not_lead_unit" "Only the unit in charge or an office above it does this; ask one of those named." "须由主办单位或其上级单位办理。";
    NOT_THE_LATEST "K5" "not_the_latest" "This was replaced, revoked or has no effect; choose the version that holds." "该版本已被替换、撤销或无效，请选用现行版本。";
    OTHER_CONTENT "K5" "other_content" "The hash is not that of this version; read what you sign, then sign over the hash named here." "摘要与该版本内容不符，请核对原文后以所列摘要签字。";
    NOT_IN_THIS_ROLE "F05" "not_in_this_role" "You are not what you would sign as; sign as what you are, or ask who is." "您不具有该签字身份，请以本人身份签字或由相应人员签字。";
    SIGNED_ALREADY "F05" "signed_already" "You signed this closing already; another person has to sign in the other role." "您已签字，其他身份须由不同人员签字。";
    REPLY_INCOMPLETE "Art. 32" "reply_incomplete" "A reply to a petition says something to every claim and names where the petitioner may turn to; add what is named." "信访答复应逐项答复诉求并告知救济途径，请补齐所列内容。";
    REPLY_NOT_SIGNED "Art. 32" "reply_not_signed" "A reply is signed by the head or a deputy before it is served; have it signed first." "答复送达前须经单位负责人签字，请先签字。";
    NOT_THE_ISSUER "3.2" "not_the_issuer" "Only the office that issued it or one above may withdraw it; ask those named." "须由出具单位或其上级单位撤销。";
    NOTHING_TO_REVIEW "Art. 35" "nothing_to_review" "There is nothing to review yet; record what is named first." "尚无可复查（复核）的意见，请先登记所列内容。";
    REVIEWED_ALREADY "Art. 35" "reviewed_already" "This request has its result already; a further request is recorded anew." "该申请已有结果；如再次申请请另行登记。";
    NOT_SERVED "F09" "not_served" "The reply is not served yet; record its service with date and proof first." "答复尚未送达，请先登记送达日期和送达回证。";
    REVIEW_PENDING "Art. 35" "review_pending" "A review is under way; wait for its result." "复查（复核）正在进行，请待其结果。";
    REVIEW_STILL_OPEN "Art. 35" "review_still_open" "The petitioner may still ask for review or re-examination until the day named." "申请复查（复核）的期限未满，请于所列日期之后再终结。";
    NOT_A_HASH "3.1" "not_a_hash" "A SHA-256 is expected here: 64 hexadecimal digits in lower case." "此处应为64位小写十六进制的SHA-256摘要。";
    REDACTED "K18" "redacted" "This file is redacted; ask the privacy officer before it is added again." "该文件已被遮蔽，再次添加前请联系隐私审查人员。";
    NOT_PRIVACY "K18" "not_privacy_officer" "Only the privacy officer or the head redacts a file; ask one of the persons named." "须由隐私审查人员或单位负责人遮蔽文件。";
    UNKNOWN_SCHEME "K11" "unknown_scheme" "There is no such scheme of numbers; choose one of those named." "没有这种编号，请从所列编号种类中选择。";
    NUMBERED_ALREADY "K11" "numbered_already" "The case has a number of this scheme; name the numbering that this one replaces." "本案已有该种编号，请注明所替换的编号。";
}
