//! `taizhang rates`: the figures of the cases this device holds, every rate with its numerator and its denominator; and the
//! return that freezes them (K17).

use std::collections::BTreeMap;

use clap::Args;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use taizhang_client::{CountFilter, Counted, EntryFilter, Ledger, NewEntry};
use taizhang_model::{
    CaseId, EntryId, OfficeId,
    config::{Campaign, CampaignStage, Config, Metric, Rate, Target, rate},
    entry,
    metrics::{Figures, FrozenReturn, ListChange, Named, Ratio},
};

use super::{
    act::resolve::Resolver,
    case::name_and_value,
    entry::{enter, from_pairs, kind_named},
    lists::caught_up,
};
use crate::{
    desk::Desk,
    failure::{Exit, Failure},
    print::{Answer, shown, table},
    words::{self, Lang, say, word_for},
};

/// The kind of entry that a return is.
const RETURN: &str = "period_report";

/// Which cases, and whether their figures are written down.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Rates {
    /// Only cases received on or after this day.
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Only cases received on or before this day.
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Only cases of this office and those below it.
    #[arg(long)]
    office: Option<String>,
    /// Only cases of this campaign: its id in the configuration.
    #[arg(long)]
    campaign: Option<String>,
    /// Of the days of this return, by its id or title: says whether the list of cases it was made from still holds.
    #[arg(long, value_name = "RETURN", conflicts_with_all = ["from", "until", "freeze"])]
    of: Option<String>,
    /// Write the figures and the list of cases down as a return: the next revision of this office for these days.
    #[arg(long, requires = "from", requires = "until")]
    #[serde(default)]
    freeze: bool,
    /// A field of the return: kind [default: progress], to_offices [default: the office above], schedule, due, ...
    #[arg(long, value_name = "FIELD=VALUE", value_parser = name_and_value, requires = "freeze")]
    #[serde(default)]
    set: Vec<(String, String)>,
}

/// The figures of the cases that were asked for.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Counts {
    /// Received on or after this day.
    from: Option<Date>,
    /// Received on or before this day.
    until: Option<Date>,
    /// Of this office and those below it.
    office: Option<OfficeId>,
    /// Of this campaign.
    campaign: Option<String>,
    /// Counts by name.
    counts: BTreeMap<String, u64>,
    /// Every rate.
    rates: Vec<NamedRate>,
    /// What the stages of the campaign want, and whether it is reached.
    targets: Vec<TargetStands>,
    /// The hash of the list of cases.
    case_list_hash: String,
    /// The return that was written.
    frozen: Option<EntryId>,
    /// The return that was asked about, or the revision before the one that was written.
    earlier: Option<Earlier>,
}

/// A return, and whether it still says what there is.
#[derive(Debug, Serialize, JsonSchema)]
struct Earlier {
    /// The return.
    entry: EntryId,
    /// Its revision.
    revision: i64,
    /// Whether the list of cases it was made from is still the list of its days.
    holds: bool,
    /// How the list changed; none where it did not, or did not fit into the return.
    change: Option<Changed>,
}

/// How the list behind a return changed since.
#[derive(Debug, Serialize, JsonSchema)]
struct Changed {
    /// Cases that it did not count and that would be counted now.
    joined: Vec<CaseNamed>,
    /// Cases that it counted and that would not be counted now.
    left: Vec<CaseNamed>,
    /// Cases that it counted and that have acts it had not seen.
    moved_on: Vec<CaseNamed>,
}

/// A case, by what people call it.
#[derive(Debug, Serialize, JsonSchema)]
struct CaseNamed {
    /// The case.
    id: CaseId,
    /// Its number; empty where the case is not on this device.
    number: String,
    /// Its title; likewise.
    title: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct NamedRate {
    /// Its name.
    name: String,
    /// What people call it.
    label_zh: String,
    #[serde(flatten)]
    rate: Rate,
}

/// How a target of a stage stands.
#[derive(Debug, Serialize, JsonSchema)]
struct TargetStands {
    /// The stage.
    stage: String,
    /// Its last day.
    until: Date,
    /// Which rate.
    metric: Metric,
    /// At least this many per cent.
    percent: u8,
    /// Whether it is reached; none where no case falls under it.
    reached: Option<bool>,
}

/// Tells the figures, and freezes them.
pub fn run(desk: &Desk, rates: &Rates) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let config = ledger.config()?;
    let campaign = rates.campaign.as_ref().map(|id| campaign_named(&config, id)).transpose()?;
    let issued = rates.of.as_ref().map(|name| Issued::named(&mut ledger, name)).transpose()?;
    let office = rates.office.as_ref().map(|name| ledger.find_office(name)).transpose()?;
    let (from, until) = match &issued {
        Some(issued) => (Some(issued.frozen.from), Some(issued.frozen.until)),
        None => (rates.from, rates.until),
    };
    let mut filter = CountFilter { from, until, office, campaign: rates.campaign.clone() };
    // Views that an older directory or configuration folded are folded again once, and kept.
    let lag = caught_up(desk, &mut ledger)?;
    // What is put on record is made of what stands now.
    if rates.freeze && lag.to_fold > 0 {
        return Err(Failure::new("lists_lag", Exit::Refused, |lang| {
            format!("{} {}", say!(lang, words::LISTS_LAG, cases = lag.to_fold), words::TRY_LATER.text(lang))
        }));
    }
    let mut counted = ledger.count(&filter)?;
    // A return is made of all cases of a device, unless an office is named: then of those of the office it is for.
    let of_its_office = issued.as_ref().filter(|issued| office.is_none() && issued.frozen.differs(&counted.list));
    if let Some(issued) = of_its_office {
        filter.office = issued.office;
        counted = ledger.count(&filter)?;
    }
    let (frozen, issued) = if rates.freeze {
        let (frozen, before) = freeze(desk, &mut ledger, rates, office, &counted)?;
        (Some(frozen), before)
    } else {
        (None, issued)
    };
    let earlier = issued.map(|issued| issued.now(&mut ledger, &counted));
    let figures = &counted.figures;
    let named = |named: Named<Ratio>| NamedRate {
        name: named.name.to_owned(),
        label_zh: named.label_zh.to_owned(),
        rate: rate(named.value.numerator, named.value.denominator, &config.rounding),
    };
    let counts = Counts {
        from,
        until,
        office: filter.office,
        campaign: filter.campaign,
        counts: figures.counts().into_iter().map(|count| (count.name.to_owned(), count.value)).collect(),
        rates: figures.rates().into_iter().map(named).collect(),
        targets: campaign.map(|campaign| targets(campaign, figures)).unwrap_or_default(),
        case_list_hash: counted.list.hash(),
        frozen,
        earlier,
    };
    let text = in_words(&counts, figures, desk.lang);
    Ok(Answer::new(counts, text))
}

/// The campaign of this id.
pub(super) fn campaign_named<'a>(config: &'a Config, id: &str) -> Result<&'a Campaign, Failure> {
    config.campaign(id).ok_or_else(|| {
        let known = config.campaigns.iter().map(|campaign| campaign.id.as_str()).collect::<Vec<_>>();
        let known = if known.is_empty() { "-".to_owned() } else { known.join(", ") };
        Failure::new("unknown_campaign", Exit::Refused, |lang| {
            say!(lang, words::UNKNOWN_CAMPAIGN, campaign = id, known = known)
        })
    })
}

fn targets(campaign: &Campaign, figures: &Figures) -> Vec<TargetStands> {
    let of_stage = |stage: &CampaignStage| {
        let stands = |target: &Target| TargetStands {
            stage: stage.name.clone(),
            until: stage.to,
            metric: target.metric,
            percent: target.percent,
            reached: figures.reaches(target),
        };
        stage.targets.iter().map(stands).collect::<Vec<_>>()
    };
    campaign.stages.iter().flat_map(of_stage).collect()
}

fn in_words(counts: &Counts, figures: &Figures, lang: Lang) -> String {
    let name = |name: &str| word_for(words::FIGURES, name, lang);
    let mut rows: Vec<Vec<String>> =
        figures.counts().into_iter().map(|count| vec![name(count.name), count.value.to_string()]).collect();
    rows.extend(counts.rates.iter().map(|named| {
        let Rate { numerator, denominator, text } = &named.rate;
        vec![name(&named.name), format!("{numerator}/{denominator}"), text.clone()]
    }));
    let mut text = table(&rows);
    for target in &counts.targets {
        let word = match target.reached {
            Some(true) => words::TARGET_REACHED,
            Some(false) => words::TARGET_MISSED,
            None => words::TARGET_OF_NONE,
        };
        let metric = serde_json::to_value(target.metric).expect("a rate is a plain word");
        let name = name(metric.as_str().unwrap_or_default());
        let (stage, until, percent) = (&target.stage, target.until, target.percent);
        text += &say!(lang, word, stage = stage, until = until, name = name, percent = percent);
        text.push('\n');
    }
    text += &say!(lang, words::IN_DISPUTE, count = figures.in_dispute);
    if let Some(earlier) = &counts.earlier {
        text += &format!("\n{}", earlier.in_words(lang));
    }
    if let Some(entry) = counts.frozen {
        text += &format!("\n{}", say!(lang, words::ENTERED, entry = entry));
    }
    text
}

impl Earlier {
    fn in_words(&self, lang: Lang) -> String {
        let word = if self.holds { words::RETURN_HOLDS } else { words::RETURN_OVERTAKEN };
        let mut lines = vec![say!(lang, word, entry = self.entry, revision = self.revision)];
        match &self.change {
            Some(Changed { joined, left, moved_on }) => {
                let lists = [(words::JOINED, joined), (words::LEFT, left), (words::MOVED_ON, moved_on)];
                for (word, cases) in lists.into_iter().filter(|(_, cases)| !cases.is_empty()) {
                    let cases: Vec<_> = cases.iter().map(CaseNamed::in_words).collect();
                    lines.push(say!(lang, word, cases = cases.join(lang.comma())));
                }
            }
            None if self.holds => {}
            None => lines.push(words::LIST_NOT_KEPT.text(lang).to_owned()),
        }
        lines.join("\n")
    }
}

impl CaseNamed {
    fn of(ledger: &mut Ledger, id: CaseId) -> Self {
        // What left the list may have left this device too.
        let (number, title) = ledger.view(id).map(|view| (view.number, view.title)).unwrap_or_default();
        Self { id, number, title }
    }

    fn in_words(&self) -> String {
        if self.number.is_empty() { self.id.to_string() } else { shown(&format!("{} {}", self.number, self.title)) }
    }
}

/// A return that was issued before.
struct Issued {
    entry: EntryId,
    office: Option<OfficeId>,
    frozen: FrozenReturn,
}

impl Issued {
    /// The return that a person means by its id or title.
    fn named(ledger: &mut Ledger, name: &str) -> Result<Self, Failure> {
        let id = ledger.find_entry(name)?;
        let view = ledger.entry(id)?;
        let unknown = || taizhang_client::Error::Unknown { kind: "entry", name: name.to_owned() };
        Ok(Self::of(&view).ok_or_else(unknown)?)
    }

    fn of(view: &entry::EntryView) -> Option<Self> {
        let office = view.values.get("office").and_then(entry::Value::as_text);
        let office = office.and_then(|office| office.parse().ok());
        Some(Self { entry: view.id, office, frozen: FrozenReturn::of(view)? })
    }

    /// Whether it still says what there is.
    fn now(&self, ledger: &mut Ledger, counted: &Counted) -> Earlier {
        let holds = !self.frozen.differs(&counted.list);
        let change = self.frozen.change(&counted.list).filter(|_| !holds);
        let mut named = |cases: Vec<CaseId>| cases.into_iter().map(|case| CaseNamed::of(ledger, case)).collect();
        let change = change.map(|ListChange { joined, left, moved_on }| Changed {
            joined: named(joined),
            left: named(left),
            moved_on: named(moved_on),
        });
        Earlier { entry: self.entry, revision: self.frozen.revision, holds, change }
    }
}

/// Writes the return, and gives it with the revision before it. What the call names takes the place of what is usual.
fn freeze(
    desk: &Desk,
    ledger: &mut Ledger,
    rates: &Rates,
    office: Option<OfficeId>,
    counted: &Counted,
) -> Result<(EntryId, Option<Issued>), Failure> {
    let kind = kind_named(RETURN)?;
    let own = ledger.status()?.office.ok_or(taizhang_client::Error::NotEnrolled)?;
    let of = office.unwrap_or(own);
    let above = ledger.directory()?.ancestors(of).first().copied().unwrap_or(of);
    let mut values = json!({
        "kind": "progress", "office": of, "to_offices": [above], "from": rates.from, "until": rates.until,
        "reported_on": desk.today(),
    });
    let typed = from_pairs(desk, &mut Resolver::new(ledger, None)?, kind, &rates.set)?;
    let figures = serde_json::to_value(counted.list.values(&counted.figures)).expect("values are plain data");
    let values = values.as_object_mut().expect("it is an object");
    values.extend(figures.as_object().cloned().unwrap_or_default());
    values.extend(typed);
    let before = latest_revision(ledger, values)?;
    let next = before.as_ref().map_or(1, |before| before.frozen.revision + 1);
    values.entry("revision").or_insert(json!(next));
    let values = Value::Object(std::mem::take(values));
    let entered =
        enter(desk, ledger, kind, values, |data| NewEntry { home: None, readers: Vec::new(), data, on: None })?;
    Ok((entered, before))
}

/// The latest revision of the return of this kind that this office made for these days.
fn latest_revision(ledger: &mut Ledger, values: &serde_json::Map<String, Value>) -> Result<Option<Issued>, Failure> {
    let filter = EntryFilter { kind: Some(RETURN.to_owned()), limit: i32::MAX as usize, ..EntryFilter::default() };
    let mut latest: Option<Issued> = None;
    for line in ledger.entries(&filter)? {
        let view = ledger.entry(line.id)?;
        let same = |field: &str| {
            let held = view.values.get(field).and_then(entry::Value::as_text);
            held == values.get(field).and_then(Value::as_str)
        };
        let issued =
            Issued::of(&view).filter(|_| ["kind", "office", "from", "until", "schedule"].into_iter().all(same));
        let revision = |issued: &Issued| issued.frozen.revision;
        if issued.as_ref().map(revision) > latest.as_ref().map(revision) {
            latest = issued;
        }
    }
    Ok(latest)
}
