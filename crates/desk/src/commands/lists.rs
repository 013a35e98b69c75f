//! `taizhang due|roster|supervision|calendar`: the lists that an office works by.

use clap::{Args, ValueEnum};
use jiff::{ToSpan as _, civil::Date};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use taizhang_client::{CaseLine, DueCounts, Lag, Ledger, ListFilter, Page, Reach};
use taizhang_model::{DeadlineState, OfficeId, config::Clock, entry, lists::STEP};

use super::story::short;
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, case_title, shown, table},
    words::{self, Lang, say, word_for},
};

/// Cases that are brought up to date in one transaction.
const CAUGHT_UP_AT_ONCE: usize = 200;

/// Which list.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Which {
    /// The office [default: that of this device].
    #[arg(long)]
    office: Option<String>,
    /// The offices below it too.
    #[arg(long, conflicts_with = "mine")]
    #[serde(default)]
    below: bool,
    /// Only the cases that you lead, handle or work on.
    #[arg(long)]
    #[serde(default)]
    mine: bool,
    /// At most this many lines.
    #[arg(long, default_value_t = super::default::lines())]
    #[serde(default = "super::default::lines")]
    limit: usize,
    /// Leave out this many.
    #[arg(long, default_value_t = 0)]
    #[serde(default)]
    offset: usize,
}

impl Which {
    fn filter(&self, ledger: &mut Ledger) -> Result<ListFilter, Failure> {
        let reach = match (self.below, self.mine) {
            (_, true) => Reach::Own,
            (true, false) => Reach::Below,
            (false, false) => Reach::Office,
        };
        let office = office_named(ledger, self.office.as_deref())?;
        Ok(ListFilter { office, reach, page: Page { limit: self.limit, offset: self.offset } })
    }
}

/// How something stands.
#[derive(Clone, Copy, Debug, ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// Its day has passed.
    Late,
    /// This is its last day.
    Today,
    /// Its larger part has passed.
    Soon,
    /// There is time.
    OnTime,
    /// It stands still.
    Paused,
    /// Nobody can say.
    Unknown,
}

impl From<State> for DeadlineState {
    fn from(state: State) -> Self {
        match state {
            State::Late => Self::Late,
            State::Today => Self::DueToday,
            State::Soon => Self::Soon,
            State::OnTime => Self::OnTime,
            State::Paused => Self::Paused,
            State::Unknown => Self::Unknown,
        }
    }
}

/// What of what is due.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct DueArguments {
    #[command(flatten)]
    #[serde(flatten)]
    which: Which,
    /// Only what stands like this.
    #[arg(long, value_enum)]
    state: Option<State>,
}

/// What of what was demanded.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct SupervisionArguments {
    #[command(flatten)]
    #[serde(flatten)]
    which: Which,
    /// What the office demanded of others, instead of what it has to answer.
    #[arg(long)]
    #[serde(default)]
    sent: bool,
    /// Those that were answered too.
    #[arg(long)]
    #[serde(default)]
    answered: bool,
}

/// Which days.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct CalendarArguments {
    /// The first day [default: today].
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// The last day [default: 30 days later].
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
}

impl DueArguments {
    /// The first lines.
    pub(crate) const fn first(limit: usize, below: bool, mine: bool) -> Self {
        Self { which: Which { office: None, below: below && !mine, mine, limit, offset: 0 }, state: None }
    }
}

/// The office that was named; none: that of this device.
pub(crate) fn office_named(ledger: &mut Ledger, name: Option<&str>) -> Result<Option<OfficeId>, Failure> {
    Ok(name.map(|name| ledger.find_office(name)).transpose()?)
}

/// Brings the lists up to date, with a bar where it takes long; where the shell does that beside the calls, only as far as
/// nobody notices. Says how far they lag behind.
pub(crate) fn caught_up(desk: &Desk, ledger: &mut Ledger) -> Result<Lag, Failure> {
    let mut before = None;
    if let Some(at_once) = desk.catches_up_at_once() {
        let lag = ledger.lag()?;
        if lag.cases() > at_once {
            return Ok(lag);
        }
    }
    loop {
        let lag = ledger.catch_up(CAUGHT_UP_AT_ONCE)?;
        desk.progress(words::CATCHING_UP, usize::try_from(lag.cases()).unwrap_or(usize::MAX), None);
        if lag.cases() == 0 || before == Some(lag) {
            desk.progressed();
            return Ok(lag);
        }
        before = Some(lag);
    }
}

/// What is said where a list still lags behind.
pub(crate) fn lag_note(lang: Lang, lag: Lag) -> Option<String> {
    (lag.cases() > 0).then(|| say!(lang, words::LISTS_LAG, cases = lag.cases()))
}

/// What is due.
pub fn due(desk: &Desk, arguments: &DueArguments) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    caught_up(desk, &mut ledger)?;
    let filter = arguments.which.filter(&mut ledger)?;
    let list = ledger.due_list(desk.today(), arguments.state.map(DeadlineState::from), &filter)?;
    let directory = ledger.directory()?;
    let lang = desk.lang;
    let state = |state: DeadlineState| word_for(words::DEADLINE_STATES, &word(state), lang);
    let mut rows: Vec<_> = list
        .lines
        .iter()
        .map(|line| {
            let item = &line.item;
            let clock = if item.rule == STEP {
                words::OF_A_PLAN
            } else if item.clock == Clock::Holding {
                words::HOLDING_CLOCK
            } else {
                words::LEGAL_CLOCK
            };
            let mut row = vec![date(item.due), state(line.state), shown(&item.name), clock.text(lang).to_owned()];
            row.push(shown(&directory.office_name(item.office)));
            row.extend(of_case(&line.case, desk.lang));
            row
        })
        .collect();
    let owed = list.owed.iter().map(|owed| {
        let kind = entry::kind(&owed.kind).map_or_else(|| owed.kind.clone(), |kind| entry_label(kind, lang));
        let how = if owed.due < list.today { DeadlineState::Late } else { DeadlineState::OnTime };
        vec![owed.due.to_string(), state(how), shown(&owed.what), shown(&kind), String::new(), short(owed.entry)]
    });
    rows.extend(owed);
    let mut text = vec![counts_in_words(lang, list.today, list.counts)];
    text.push(table(&rows).trim_end().to_owned());
    text.extend(lag_note(lang, list.lag));
    Ok(Answer::new(&list, text.join("\n")))
}

fn counts_in_words(lang: Lang, today: Date, counts: DueCounts) -> String {
    say!(
        lang,
        words::DUE_HEAD,
        today = today,
        late = counts.late,
        due_today = counts.due_today,
        soon = counts.soon,
        on_time = counts.on_time,
        paused = counts.paused,
        unknown = counts.unknown,
    )
}

/// The roster of leads.
pub fn roster(desk: &Desk, which: &Which) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    caught_up(desk, &mut ledger)?;
    let filter = which.filter(&mut ledger)?;
    let lines = ledger.roster(&filter)?;
    let directory = ledger.directory()?;
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let charge = &line.charge;
            let names = |staff: &mut dyn Iterator<Item = &taizhang_model::StaffId>| {
                staff.map(|staff| directory.staff_name(*staff)).collect::<Vec<_>>().join(desk.lang.comma())
            };
            let leads = names(&mut std::iter::once(&charge.lead).chain(&charge.co_leads));
            let mut row = vec![shown(&directory.office_name(charge.unit)), shown(&leads)];
            row.push(shown(&names(&mut charge.handler.iter())));
            row.push(date(charge.due));
            row.extend(of_case(&line.case, desk.lang));
            row
        })
        .collect();
    let text = if rows.is_empty() { say!(desk.lang, words::NO_LINES) } else { table(&rows) };
    Ok(Answer::new(json!({"roster": lines}), text))
}

/// What was demanded of an office, or by it.
pub fn supervision(desk: &Desk, arguments: &SupervisionArguments) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    caught_up(desk, &mut ledger)?;
    let filter = arguments.which.filter(&mut ledger)?;
    let lines = ledger.supervision_list(desk.today(), arguments.sent, arguments.answered, &filter)?;
    let directory = ledger.directory()?;
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let item = &line.item;
            let state = match (&item.answer, line.late) {
                (Some(_), _) => DeadlineState::Met,
                (None, true) => DeadlineState::Late,
                (None, false) => DeadlineState::OnTime,
            };
            let offices = [item.from, item.to].map(|office| shown(&directory.office_name(office)));
            let mut row = vec![date(item.due), word_for(words::DEADLINE_STATES, &word(state), desk.lang)];
            row.push(offices.join(" → "));
            row.push(shown(&item.demand));
            row.extend(of_case(&line.case, desk.lang));
            row
        })
        .collect();
    let text = if rows.is_empty() { say!(desk.lang, words::NO_LINES) } else { table(&rows) };
    Ok(Answer::new(json!({"supervisions": lines}), text))
}

/// Reception days and meetings, with what is due around them.
pub fn calendar(desk: &Desk, arguments: &CalendarArguments) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let from = arguments.from.unwrap_or_else(|| desk.today());
    let until = arguments.until.unwrap_or_else(|| from.saturating_add(30.days()));
    let days = ledger.calendar(from, until)?;
    let (mut rows, mut found) = (Vec::new(), Vec::new());
    for (day, view) in &days {
        let kind = serde_json::to_value(day.kind).expect("a kind is a plain word");
        let place = ["title", "place", "theme"].iter().find_map(|field| view.values.get(*field)?.as_text());
        let done = if day.done { words::DONE.text(desk.lang) } else { "" };
        rows.push(vec![
            day.on.to_string(),
            word_for(words::DAY_KINDS, kind.as_str().unwrap_or_default(), desk.lang),
            shown(place.unwrap_or_default()),
            day.rule.clone(),
            done.to_owned(),
            short(day.entry),
        ]);
        let mut json = serde_json::to_value(day).expect("a day is plain data");
        json["values"] = serde_json::to_value(&view.values).expect("values are plain data");
        found.push(json);
    }
    let text = if rows.is_empty() { say!(desk.lang, words::NO_LINES) } else { table(&rows) };
    Ok(Answer::new(json!({"from": from, "until": until, "days": found}), text))
}

fn of_case(case: &CaseLine, lang: Lang) -> [String; 2] {
    [shown(&case.number), case_title(&case.title, case.reading, lang)]
}

fn date(date: Option<Date>) -> String {
    date.map_or_else(|| "-".to_owned(), |date| date.to_string())
}

fn entry_label(kind: &entry::EntryKind, lang: Lang) -> String {
    if lang == Lang::Zh { kind.label_zh.to_owned() } else { kind.label() }
}

fn word(state: DeadlineState) -> String {
    match serde_json::to_value(state) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}
