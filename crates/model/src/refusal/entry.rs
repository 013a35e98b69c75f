//! Reasons of the acts on entries of registers.

reasons! {
    UNKNOWN_ENTRY_KIND "3.1" "unknown_entry_kind" "There is no such kind of entry; choose one of those named." "没有这类条目，请从所列类别中选择。";
    ENTRY_FIELDS "3.1" "entry_fields" "The entry lacks what is named here, or it is not right; put it right first." "条目有缺项或填写有误，请按所列逐项补正。";
    ENTRY_TOO_LARGE "3.1" "entry_too_large" "The entry is too large; split it." "条目内容过大，请分条录入。";
    ALREADY_ENTERED "3.1" "already_entered" "This entry is entered already; revise it instead." "该条目已录入，请改为修订。";
    NOT_ENTERED "3.1" "not_entered" "This entry is not entered yet; enter it first." "该条目尚未录入，请先录入。";
    ENTRY_STRUCK "3.1" "entry_struck" "This entry was struck out; a revision restores it." "该条目已作废，修订后恢复。";
    ENTRY_IN_CONFLICT "K14" "entry_in_conflict" "Two versions of a field stand side by side; choose one by a revision first." "有字段存在两个版本，请先通过修订确定其一。";
    NO_SUCH_TASK "P17" "no_such_task" "The entry has no task of this number; name one of those it has, or none." "该条目没有此序号的任务，请从所列任务中选择或不填。";
}
