//! Reasons of the acts in `act/intake`.

reasons! {
    NOT_THE_OWNER "R19" "not_the_owner" "Only the office that owns this contact can hand it over; ask the one named." "只有首问责任单位可以移交，请由所列单位办理。";
    NOT_HANDED_TO_YOU "R19" "not_handed_to_you" "This contact was handed to another office; it takes it over." "该来访（来信）移交给其他单位，请由所列单位接收。";
    NOT_OPEN_ANY_MORE "3.2" "not_open_any_more" "This was answered or replaced already; nothing more is needed." "此事已办理或已被替代，无需再办。";
    TO_ITSELF "I15" "to_itself" "The receiver is your own office; name another." "接收单位即本单位，请另选。";
    ACCUSED_OFFICE "Art. 46" "accused_office" "The matter accuses this office; it must never reach it. Choose one above it." "该事项检举控告所选单位，不得转交，请选择其上级单位。";
    UNKNOWN_CATEGORY "C04" "unknown_category" "There is no such category; choose one of the category tree." "没有这个问题类别，请从类别表中选择。";
    TAG_ABOUT_A_PERSON "C20" "tag_about_a_person" "A free word describes the matter and never a person; choose another." "标签只描述事项，不得针对个人，请另选。";
    UNKNOWN_COLOUR "C14" "unknown_colour" "There is no such colour; choose one of those named." "没有这个颜色等级，请从所列中选择。";
    URGENCY_UNTIL "C14" "urgency_until" "The urgency of a case holds for a time; give a last day within the range named." "案件紧急程度有期限，请在所列范围内确定截止日。";
    ACCEPTED_STAYS "Art. 23" "accepted_stays" "This case is accepted: the duty stays. Assign it or raise it instead." "本案已受理，责任不得转出，请改为交办或提级。";
    PASSED_ON "Art. 23" "passed_on" "The matter was passed on; the office named decides about it." "该事项已转出，请由所列单位决定是否受理。";
    NOTICE_MISSING "I14" "notice_missing" "The petitioner is told in writing: give the number of the notice, or say that they cannot be reached." "须书面告知信访人：请填写告知书文号，或注明姓名住处不清无法告知。";
    NOT_CONCLUDED "F12" "not_concluded" "Only a matter that is concluded is no longer accepted; finalise it, or name the concluded case of the same matter." "仅已终结的事项可不再受理，请先终结或注明已终结的同一事项案件。";
    ONE_RECEIVER "I15" "one_receiver" "Name one receiver: an office of the ledger, or another unit by its name." "请填写一个接收单位：台账内单位，或其他单位名称。";
    DATE_PASSED "3.3" "date_passed" "This day is past; give one that is not." "该日期已过，请重新填写。";
    NOT_THE_RECEIVER "Art. 23" "not_the_receiver" "Only the office that got the matter can object." "只有接收单位可以提出异议。";
    ALREADY_OBJECTED "Art. 23" "already_objected" "There is an objection already; wait for the sender's answer." "已提出异议，请等待转出单位答复。";
    OBJECTION_LATE "Art. 23" "objection_late" "The time for objecting is over; give the reason for being late." "已超过异议期限，请说明逾期理由。";
    NOT_THE_SENDER "Art. 23" "not_the_sender" "Only the office that sent the matter can take it back." "只有转出单位可以同意退回。";
}
