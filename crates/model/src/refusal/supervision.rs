//! Reasons of the acts in `act/supervision`.

reasons! {
    MAY_NOT_SUPERVISE "S01" "may_not_supervise" "A supervision or petition office, a joint meeting office or an office above supervises; ask one of those." "督办须由督查、信访、联席会议办公室或上级单位作出。";
    INSPECTION_KIND "S01" "inspection_kind" "Say which kind of inspection it is, and only of an inspection." "实地督查须写明督查方式，其他督办不填。";
    INSPECTION_DATE "S04" "inspection_date" "An inspection sets a date." "督查须限期推动，请写明期限。";
    SUPERVISION_DUE "S04" "supervision_due" "The date lies in the past; set one that can be kept." "期限已过，请填写可履行的期限。";
    SUPERVISION_ANSWERED "S02" "supervision_answered" "This has been answered already." "该督办已回复。";
    ANSWER_BY_THE_SUPERVISED "Art. 40" "answer_by_the_supervised" "The office that was urged answers, or one above it." "应由被督办单位或其上级回复。";
}
