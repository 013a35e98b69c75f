//! Reasons of the acts in `act/duty`.

reasons! {
    NOT_THE_ASSIGNING_LEVEL "A01" "not_the_assigning_level" "Your office does not assign this case; ask one of the offices named." "本单位不是本案的交办单位，请由所列单位交办。";
    NOT_RAISED "A10" "not_raised" "Raising needs an office above the one that assigned last; record a plain assignment, or have it raised." "提级交办须由高于上次交办的层级作出，请改为一般交办或提请上级。";
    CHANGE_OF_LEAD "3.2" "change_of_lead" "Another lead or unit needs a reason; write it, and tell the former lead." "变更包案领导或主办单位须说明理由，并告知原包案领导。";
    LOWER_LEVEL "3.2" "lower_level" "Only the level that assigned last or one above it may change the lead; ask the office named." "变更包案领导须由上次交办的同级或上级作出，请由所列单位办理。";
    RECUSED "Art. 28" "recused" "This person takes no part in the case; choose another." "此人已回避本案，请另选。";
    NO_LONGER_HERE "R15" "no_longer_here" "This person no longer works here; choose another." "此人已不在岗，请另选。";
    HEAD_TAKES_MAJOR "A06" "head_takes_major" "A major matter is led by the head of the unit; choose one of those named." "重大难题须由主要负责人包案，请从所列人员中选择。";
    LEAD_OF_THE_TEAM "R13" "lead_of_the_team" "A matter assigned by a superior is led by a member of the leadership team; choose one of those named." "上级交办案件须由班子成员包案，请从所列人员中选择。";
    SINGLE_LEAD "A01" "single_lead" "A case has one lead; further leads only where the campaign allows them, 8 at most." "一案一名包案领导；专项行动允许时方可另列共同包案领导（至多8名）。";
    ONE_UNIT_IN_CHARGE "R14" "one_unit_in_charge" "One unit is in charge and others assist, 32 at most; do not name it twice." "主办单位只有一个，协办单位至多32个，请勿重复。";
    FEEDBACK_DATE "I16" "feedback_date" "An assignment to another office needs a date for its answer." "交办其他单位须写明反馈时限。";
    NO_LEAD "A03" "no_lead" "This case has no lead yet; assign it first." "本案尚未明确包案领导，请先交办。";
    NOT_YOUR_OFFICE "R14" "not_your_office" "Your office has no part in this; ask one of the offices named." "本单位不承担此项工作，请由所列单位办理。";
    TOO_MANY_STEPS "H05" "too_many_steps" "A plan has 40 steps at most, and a team of 64; record the rest in a second plan." "方案步骤至多40项、专班成员至多64人，请精简。";
    NO_SUCH_STEP "A09" "no_such_step" "The plan has no such step; choose one of those it lists." "方案中没有这一步骤，请从所列步骤中选择。";
    STEP_DONE "A09" "step_done" "This step is done already; only a lead or the head can sign it off, once." "该节点已完成，仅可由包案领导或单位负责人签认一次。";
    NOT_THE_LATEST_PLAN "H05" "not_the_latest_plan" "A later plan took the place of this one; name that." "该方案已被新方案取代，请选择现行方案。";
    NO_SUCH_PROMISE "H26" "no_such_promise" "There is no such promise; choose one that is open." "没有此项承诺，请从未兑现的承诺中选择。";
    PROMISE_OVER "H26" "promise_over" "This promise is kept or given up already." "该承诺已兑现或已经取消。";
    RAISE_UPWARDS "A11" "raise_upwards" "A matter is raised to an office above, or to a department that leads the field; choose such an office." "应提请上级单位或牵头部门，请另选单位。";
    RAISE_ANSWERED "A16" "raise_answered" "This has been answered already." "该提请已答复。";
    ALREADY_LISTED "A13" "already_listed" "This case is listed already." "本案已挂牌督办。";
    NOT_LISTED "A13" "not_listed" "This listing is cleared already." "该挂牌已销号。";
    NOT_AUDITED "F16" "not_audited" "A case is cleared from the list only after an audit found it resolved; have it audited first." "须经审核认定化解后方可销号，请先审核。";
    LISTED_FROM_ABOVE "A13" "listed_from_above" "Listing and clearing are for an office above the one in charge, or a coordinating one." "挂牌、销号须由主办单位的上级或统筹单位作出。";
    REPORT_TO_ANOTHER "A14" "report_to_another" "A report goes to another office; choose one." "进展报告应报送其他单位，请另选。";
    RECUSAL_BY "Art. 28" "recusal_by" "A person stands aside by their own act, or by that of a head of theirs." "回避应由本人提出或由其单位负责人决定。";
    ALREADY_RECUSED "Art. 28" "already_recused" "This person takes no part in the case already." "此人已回避本案。";
    NOTHING_TO_CONFIRM "K12" "nothing_to_confirm" "This act needs no confirmation." "该行为无需追认。";
    CONFIRM_BY_HEAD "K12" "confirm_by_head" "The head of the office or of one above it confirms, and never the author." "须由该单位或上级单位负责人追认，本人不得追认。";
}
