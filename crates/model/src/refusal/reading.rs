//! Reasons of the acts on who may read a case.

reasons! {
    RESTRICTED_BY "3.2" "restricted_by" "A head of the home office or of one above it, or its privacy officer, decides who may read a case; ask one of the persons named." "查阅范围由属地单位负责人、上级单位负责人或隐私审查人员决定，请联系所列人员。";
    NOT_RESTRICTED "3.2" "not_restricted" "Reading this case is not restricted; nothing has to be done." "本案未限制知悉，无需办理。";
    OPEN_TOO_LONG "3.2" "open_too_long" "A restricted case is opened for one to 24 hours; give a time between." "紧急查阅须限时，时长为1至24小时。";
}
