//! What folding a case costs, and how that grows with its acts. No disk and no network: the model alone, in memory.

use jiff::{SignedDuration, Timestamp, civil::date};
use taizhang_model::{
    Act, ActBody, ActId, CaseId, CaseRecord, ClaimId, Configs, Context, DeviceId, Directory, FieldValue, Office,
    OfficeId, OfficeKind, Staff, StaffId,
    act::{
        Accept, AnswerSupervision, AssessClaim, Assign, Channel, ClaimOpinion, Close, Deliver, Document, Note,
        Progress, Promise, Register, Remedy, RepeatContact, Reply, ReplyPosition, Serve, Sign, SignRole, Supervise,
        Visit,
    },
    fields, fold,
};

use crate::{
    report::Report,
    sample::{self, Sample},
    words::Words,
};

/// The figures of this room.
pub(crate) const KEYS: &[&str] = &[
    "fold_600_acts_ms_p50",
    "fold_median_case_ms_p50",
    "fold_ns_per_act_75",
    "fold_ns_per_act_150",
    "fold_ns_per_act_300",
    "fold_ns_per_act_600",
    "fold_ns_per_act_1200",
];
/// Acts of a long case, with the key of what one of them costs.
const SIZES: [(usize, &str); 5] = [
    (75, "fold_ns_per_act_75"),
    (150, "fold_ns_per_act_150"),
    (300, "fold_ns_per_act_300"),
    (600, "fold_ns_per_act_600"),
    (1_200, "fold_ns_per_act_1200"),
];
/// Acts of the median case.
const MEDIAN: usize = 12;
/// One act in so many had not seen the one before it.
const APART_EVERY: usize = 7;

const COUNTY: u8 = 1;
const TOWN: u8 = 2;
const VILLAGE: u8 = 3;

/// Measures all of it, `times` folds a figure.
pub(crate) fn measure(report: &mut Report, times: usize) {
    let directory = directory();
    let configs = Configs::default();
    let context = Context { directory: &directory, configs: &configs };
    let median = timed(&record(MEDIAN), context, times);
    report.put("fold_median_case_ms_p50", median.median(), &format!("{MEDIAN} acts"));
    let mut per_act = Vec::new();
    for (acts, key) in SIZES {
        let took = timed(&record(acts), context, times);
        if acts == 600 {
            report.put("fold_600_acts_ms_p50", took.median(), &took.range());
        }
        let each_ns = took.median() * 1e6 / acts as f64;
        report.put(key, each_ns, &format!("{:.3} ms in all", took.median()));
        per_act.push(each_ns);
    }
    if let [first, .., last] = per_act[..] {
        report.say(&format!("an act of the longest case costs {:.2} times one of the shortest", last / first));
    }
}

fn timed(record: &CaseRecord, context: Context<'_>, times: usize) -> Sample {
    let mut sample = Sample::default();
    for _ in 0..times {
        let began = sample::now();
        let view = fold(record, context);
        sample.add(began.elapsed());
        assert_eq!(view.timeline.len(), record.acts.len(), "every act is in the timeline");
    }
    sample
}

const fn office(number: u8) -> OfficeId {
    OfficeId([number; 16])
}

const fn head(of: u8) -> StaffId {
    StaffId([100 + of; 16])
}

/// A county, a township in it and a village in that, each with its head.
fn directory() -> Directory {
    let mut directory = Directory::default();
    let kinds = [(COUNTY, OfficeKind::County), (TOWN, OfficeKind::Township), (VILLAGE, OfficeKind::Village)];
    for (number, kind) in kinds {
        let (id, name, code) = (office(number), format!("单位{number}"), format!("O{number}"));
        let parent = (number > COUNTY).then(|| office(number - 1));
        directory.offices.insert(id, Office { id, kind, parent, name, code });
        let staff = Staff {
            id: head(number),
            office: id,
            name: format!("负责人{number}"),
            title: String::new(),
            is_head: true,
            is_team_member: true,
            roles: Default::default(),
            active: true,
            revision: 1,
            since: Timestamp::UNIX_EPOCH,
        };
        directory.staff.insert(staff.id, staff);
    }
    directory
}

/// A case of so many acts by three offices.
fn record(acts: usize) -> CaseRecord {
    let mut words = Words::new(acts as u64);
    let value = |value: String| vec![FieldValue { value, by: DeviceId([VILLAGE; 16]) }];
    let claim = [(fields::TEXT.to_owned(), value(words.sentence(15)))];
    let plain =
        [(fields::TITLE.to_owned(), value(words.sentence(18))), (fields::PETITIONER.to_owned(), value(words.name()))];
    let mut record = CaseRecord {
        id: CaseId([7; 16]),
        home: office(VILLAGE),
        fields: plain.into(),
        narrative: words.sentence(500),
        claims: [(ClaimId([1; 16]), claim.into())].into(),
        acts: Vec::new(),
    };
    // The last three acts close it: reply, service, closing.
    for number in 0..acts {
        let body = match number {
            0 => opened(&mut words),
            1 => ActBody::Accept(Accept { notice_no: Some("受理告知书第1号".to_owned()), ..Accept::default() }),
            2 => assigned(&mut words),
            _ if number + 3 == acts => replied(&mut words),
            _ if number + 2 == acts => served(&record),
            _ if number + 1 == acts => closed(&record, &mut words),
            _ => worked(&record, number, &mut words),
        };
        add(&mut record, number, body);
    }
    record
}

/// Adds an act of one of the three offices, which saw the act before; now and then only the one before that.
fn add(record: &mut CaseRecord, number: usize, body: ActBody) {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&(number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
    let of = if number == 2 { COUNTY } else { [VILLAGE, TOWN, TOWN, VILLAGE, COUNTY][number % 5] };
    let seen = record.acts.len().checked_sub(if number > 4 && number.is_multiple_of(APART_EVERY) { 2 } else { 1 });
    // Whoever comes after two that are apart has seen both.
    let both = number > 5 && number % APART_EVERY == 1;
    let based_on = seen.into_iter().chain(both.then(|| record.acts.len() - 2)).map(|at| record.acts[at].id);
    let began = Timestamp::from_second(1_790_000_000).expect("in range");
    record.acts.push(Act {
        id: ActId(id),
        by: head(of),
        office: office(of),
        device: DeviceId([of; 16]),
        made_at: began + SignedDuration::from_hours(number as i64),
        effective_on: date(2026, 9, 21),
        based_on: based_on.collect(),
        config: Configs::default().current_version(),
        staff_revision: 1,
        body,
    });
}

fn opened(words: &mut Words) -> ActBody {
    ActBody::Register(Register {
        channel: Channel::Visit,
        received_on: date(2026, 9, 20),
        summary: words.sentence(30),
        persons: 1,
        number: "SH2026-000001".to_owned(),
        receipt_code: "R000000001".to_owned(),
        ..Register::default()
    })
}

fn assigned(words: &mut Words) -> ActBody {
    ActBody::Assign(Assign {
        lead: head(TOWN),
        unit: office(TOWN),
        measures: words.sentence(40),
        due: Some(date(2026, 11, 20)),
        ..Assign::default()
    })
}

fn replied(words: &mut Words) -> ActBody {
    let position = ReplyPosition::Explained;
    let opinion = ClaimOpinion {
        claim: ClaimId([1; 16]),
        facts: words.sentence(60),
        opinion: words.sentence(40),
        basis: words.sentence(20),
        position,
    };
    let remedy = Some(Remedy { organ: "清河县人民政府".to_owned(), days: 30 });
    ActBody::Reply(Reply { text: words.sentence(120), position, opinions: vec![opinion], remedy, ..Reply::default() })
}

fn served(record: &CaseRecord) -> ActBody {
    let act = record.acts.last().map(|act| act.id).unwrap_or_default();
    ActBody::Serve(Serve { act, proof: "回证1号".to_owned(), ..Serve::default() })
}

fn closed(record: &CaseRecord, words: &mut Words) -> ActBody {
    let covers = record.acts.last().map(|act| act.id).into_iter().collect();
    ActBody::Close(Close { summary: words.sentence(60), cause: words.sentence(15), covers, ..Close::default() })
}

/// The work on a case: notes and visits for the most part, and in between what others have to answer.
fn worked(record: &CaseRecord, number: usize, words: &mut Words) -> ActBody {
    let last = |kind: &str| record.acts.iter().rfind(|act| act.body.kind() == kind);
    match number % 15 {
        1 => ActBody::Promise(Promise {
            text: words.sentence(30),
            office: office(TOWN),
            due: date(2026, 10, 20),
            of: None,
        }),
        3 => match last("promise") {
            Some(promise) => ActBody::Deliver(Deliver { promise: promise.id, proof: words.sentence(10), term: None }),
            None => ActBody::Note(Note { text: words.sentence(40) }),
        },
        5 => {
            ActBody::Document(Document { title: words.sentence(12), body: words.sentence(120), ..Document::default() })
        }
        6 => match last("document") {
            Some(act) => ActBody::Sign(Sign { act: act.id, over: act.content_hash(), role: SignRole::Head }),
            None => ActBody::Note(Note { text: words.sentence(40) }),
        },
        8 => ActBody::Supervise(Supervise { to: office(TOWN), demand: words.sentence(30), ..Supervise::default() }),
        9 => match last("supervise") {
            Some(act) => ActBody::AnswerSupervision(AnswerSupervision {
                supervision: act.id,
                text: words.sentence(30),
                adopted: false,
            }),
            None => ActBody::Note(Note { text: words.sentence(40) }),
        },
        10 => ActBody::Contact(RepeatContact {
            channel: Channel::Letter,
            received_on: date(2026, 9, 21),
            summary: words.sentence(30),
            persons: 1,
            ..RepeatContact::default()
        }),
        11 => ActBody::Progress(Progress { to: office(COUNTY), text: words.sentence(40), ..Progress::default() }),
        12 => ActBody::AssessClaim(AssessClaim {
            claim: ClaimId([1; 16]),
            reason: words.sentence(20),
            ..AssessClaim::default()
        }),
        13 | 4 => ActBody::Visit(Visit {
            place: words.place(),
            text: words.sentence(40),
            petitioner_words: Some(words.sentence(20)),
            ..Visit::default()
        }),
        _ => ActBody::Note(Note { text: words.sentence(40) }),
    }
}
