//! One written act of each kind of `act/handling`.

use jiff::civil::date;

use crate::{
    ActBody, ActId, ClaimId,
    act::*,
    fold::tests::{TOWN, clerk, head, office},
};

pub(super) fn written() -> Vec<ActBody> {
    let earlier = ActId([1; 16]);
    let claim = ClaimId([1; 16]);
    let term = Term { text: "付清补偿款".to_owned(), by: Some(office(TOWN)), due: Some(date(2026, 7, 1)) };
    vec![
        ActBody::AssessClaim(AssessClaim {
            claim,
            merit: ClaimMerit::Excessive,
            track: ClaimTrack::Explain,
            reason: "标准依文件".to_owned(),
            unit: Some(office(TOWN)),
        }),
        ActBody::ClaimOutcome(ClaimOutcome {
            claim,
            outcome: OutcomeKind::Full,
            text: "退还承包地".to_owned(),
            quantity: Some("3.5".to_owned()),
            unit: Some("亩".to_owned()),
        }),
        ActBody::Finding(Finding {
            participants: [head(TOWN), clerk(TOWN)].into(),
            methods: [FindingMethod::Evidence, FindingMethod::InformedResidents].into(),
            text: "款项拨付到村".to_owned(),
            substance_cause: "分配有误".to_owned(),
            procedure_cause: "未公示".to_owned(),
            replaces: Some(earlier),
        }),
        ActBody::Vote(Vote { finding: earlier, concur: false, text: "账目不全".to_owned(), over: "ab".repeat(32) }),
        ActBody::FinishFinding(FinishFinding { finding: earlier }),
        ActBody::Meet(Meet {
            kind: MeetingKind::JointReception,
            place: "接访大厅".to_owned(),
            leader: Some(head(TOWN)),
            attendees: vec![clerk(TOWN)],
            units: vec![office(TOWN)],
            petitioner_present: true,
            text: "逐项研究".to_owned(),
            causes: "政策衔接".to_owned(),
            opinions: vec![OpinionSaid { by: "国土所".to_owned(), text: "应予补差".to_owned() }],
            outcomes: vec![ClaimSaid { claim: Some(claim), text: "补差".to_owned() }],
            tasks: vec![term.clone()],
        }),
        ActBody::Pause(Pause { kind: PauseReason::Appraisal, reason: "房屋评估".to_owned() }),
        ActBody::Resume(Resume { pause: earlier, text: "评估完成".to_owned() }),
        ActBody::Mediate(Mediate {
            tier: MediationTier::Township,
            kind: MediationKind::Peoples,
            organisation: "镇调委会".to_owned(),
            mediator: "赵某".to_owned(),
            result: MediationResult::Agreed,
            text: "双方同意".to_owned(),
        }),
        ActBody::Agreement(Agreement {
            mediation: Some(earlier),
            text: "分两期付清".to_owned(),
            terms: vec![term],
            parties_signed: true,
            mediator_signed: true,
            sealed: true,
            replaces: Some(earlier),
        }),
        ActBody::CourtConfirm(CourtConfirm {
            agreement: earlier,
            state: ConfirmationState::Requested,
            court: "县法院".to_owned(),
            joint: true,
        }),
        ActBody::PathNotice(PathNotice {
            path: LegalPath::Litigation,
            text: "可向人民法院起诉".to_owned(),
            notice_no: Some("告字〔2026〕1号".to_owned()),
        }),
        ActBody::Aid(Aid {
            kind: AidKind::TemporaryAid,
            source: AidSource::Government,
            fund: Some("特困资金".to_owned()),
            amount: Some(200_000),
            period: Some("2026".to_owned()),
            cause: "火灾".to_owned(),
            eligibility: Some(Eligibility { household_here: true, cause: HardshipCause::Disaster }),
            gives: [PairedGift::Post].into(),
            provider: Some("民政办".to_owned()),
            approved_by: Some(head(TOWN)),
            consent: true,
            next_visit: Some(date(2026, 9, 1)),
            replaces: Some(earlier),
        }),
        ActBody::Pay(Pay { aid: earlier, amount: 100_000, receipt: "收0001".to_owned() }),
    ]
}

/// Acts with as much as a check lets pass, of texts made of `fill`.
pub(super) fn largest(fill: &str) -> Vec<ActBody> {
    let of = |chars: usize| fill.repeat(chars);
    let list = limits::ITEMS;
    let staff = || vec![head(TOWN); list];
    let term = Term { text: of(40), by: Some(office(TOWN)), due: Some(date(2026, 7, 1)) };
    let text = of(limits::ALTOGETHER_CHARS - limits::REASON_CHARS - list * 160);
    let meet = Meet {
        text,
        causes: of(limits::REASON_CHARS),
        attendees: staff(),
        units: vec![office(TOWN); list],
        opinions: vec![OpinionSaid { by: of(40), text: of(40) }; list],
        outcomes: vec![ClaimSaid { claim: Some(ClaimId([1; 16])), text: of(40) }; list],
        tasks: vec![term; list],
        ..Meet::default()
    };
    let finding = Finding {
        participants: (0..50).map(|number| crate::StaffId([number; 16])).collect(),
        text: of(limits::TEXT_CHARS),
        substance_cause: of(limits::REASON_CHARS),
        procedure_cause: of(limits::REASON_CHARS),
        ..Finding::default()
    };
    vec![ActBody::Meet(meet), ActBody::Finding(finding)]
}
