//! Reasons of the acts in `act/links`.

reasons! {
    LINKED_TO_ITSELF "I19" "linked_to_itself" "A case is not linked to itself; name another." "不能与本案自身关联，请另选案件。";
    ALREADY_LINKED "I19" "already_linked" "The two cases are linked like this already." "两案已有此关联。";
    NOT_LINKED "K3" "not_linked" "This link does not hold any more; nothing is left to undo." "该关联已不存在，无需解除。";
    ALREADY_TOLD_APART "K3" "already_told_apart" "Somebody said so already; nothing more is needed." "已认定为非同一事项，无需再次认定。";
    NAME_HOLDS_A_NUMBER "K3" "name_holds_a_number" "A name to show holds no identity or telephone number; those belong into the document of the party's details." "显示姓名中不得含证件号码或电话号码，请填入当事人信息。";
    NOT_A_KEY "K3" "not_a_key" "This is not a keyed hash: 32 hexadecimal digits are." "不是有效的加密比对值（应为32位十六进制）。";
    BAD_IDENTITY_NUMBER "3.1" "bad_identity_number" "This is no identity number of a resident: its length, date of birth or check digit is wrong; correct it, or name another kind of document." "身份证号码有误（位数、出生日期或校验码不符），请更正，或改选其他证件类型。";
    BAD_PHONE "3.1" "bad_phone" "This is no telephone number that can be dialled; correct it (several are parted by /)." "电话号码有误，无法拨打，请更正（多个号码用“/”分开）。";
    PARTY_REMOVED "3.1" "party_removed" "This entry was removed already." "该当事人条目已移除。";
    UNKNOWN_CAMPAIGN "P01" "unknown_campaign" "There is no such campaign; choose one of those named." "没有这个专项行动，请从所列中选择。";
    ALREADY_JOINED "P01" "already_joined" "The case is part of this campaign already." "本案已列入该专项行动。";
    FIELD_VALUE "3.1" "field_value" "This field cannot take this value; choose one of those named." "该字段不能填写此值，请按提示填写。";
}
