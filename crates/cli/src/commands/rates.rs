//! `taizhang rates`: the figures of the cases this device holds, every rate with its numerator and its denominator; and the
//! return that freezes them (K17).

use std::collections::BTreeMap;

use clap::Args;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use taizhang_client::{CountFilter, Counted, EntryFilter, Ledger, NewEntry};
use taizhang_model::{
    EntryId, OfficeId,
    config::{Campaign, CampaignStage, Config, Metric, Rate, Target, rate},
    entry,
    metrics::{Figures, FrozenReturn, Named, Ratio},
};

use super::{
    act::resolve::Resolver,
    case::name_and_value,
    entry::{enter, from_pairs, kind_named},
    lists::caught_up,
};
use crate::{
    failure::{Exit, Failure},
    print::{Answer, table},
    shell::Shell,
    words::{self, Lang, say, word_for},
};

/// The kind of entry that a return is.
const RETURN: &str = "period_report";

#[derive(Debug, Args)]
pub(crate) struct Rates {
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
    /// Write the figures and the list of cases down as a return: the next revision of this office for these days.
    #[arg(long, requires = "from", requires = "until")]
    freeze: bool,
    /// A field of the return: kind [default: progress], to_offices [default: the office above], schedule, due, ...
    #[arg(long, value_name = "FIELD=VALUE", value_parser = name_and_value, requires = "freeze")]
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

pub(crate) fn run(shell: &Shell, rates: &Rates) -> Result<Answer, Failure> {
    let mut ledger = shell.ledger()?;
    let config = ledger.config()?;
    let campaign = rates.campaign.as_ref().map(|id| campaign_named(&config, id)).transpose()?;
    let office = rates.office.as_ref().map(|name| ledger.find_office(name)).transpose()?;
    let (from, until) = (rates.from, rates.until);
    let filter = CountFilter { from, until, office, campaign: rates.campaign.clone() };
    // Views that an older directory or configuration folded are folded again once, and kept.
    caught_up(shell, &mut ledger)?;
    let counted = ledger.count(&filter)?;
    let frozen = if rates.freeze { Some(freeze(shell, &mut ledger, rates, office, &counted)?) } else { None };
    let figures = &counted.figures;
    let named = |named: Named<Ratio>| NamedRate {
        name: named.name.to_owned(),
        label_zh: named.label_zh.to_owned(),
        rate: rate(named.value.numerator, named.value.denominator, &config.rounding),
    };
    let counts = Counts {
        from,
        until,
        office,
        campaign: filter.campaign,
        counts: figures.counts().into_iter().map(|count| (count.name.to_owned(), count.value)).collect(),
        rates: figures.rates().into_iter().map(named).collect(),
        targets: campaign.map(|campaign| targets(campaign, figures)).unwrap_or_default(),
        case_list_hash: counted.list.hash(),
        frozen,
    };
    let text = in_words(&counts, figures, shell.lang);
    Ok(Answer::new(counts, text))
}

fn campaign_named<'a>(config: &'a Config, id: &str) -> Result<&'a Campaign, Failure> {
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
    if let Some(entry) = counts.frozen {
        text += &format!("\n{}", say!(lang, words::ENTERED, entry = entry));
    }
    text
}

/// Writes the return. What the call names takes the place of what is usual.
fn freeze(
    shell: &Shell,
    ledger: &mut Ledger,
    rates: &Rates,
    office: Option<OfficeId>,
    counted: &Counted,
) -> Result<EntryId, Failure> {
    let kind = kind_named(RETURN)?;
    let own = ledger.status()?.office.ok_or(taizhang_client::Error::NotEnrolled)?;
    let of = office.unwrap_or(own);
    let above = ledger.directory()?.ancestors(of).first().copied().unwrap_or(of);
    let mut values = json!({
        "kind": "progress", "office": of, "to_offices": [above], "from": rates.from, "until": rates.until,
        "reported_on": shell.today(),
    });
    let typed = from_pairs(shell, &mut Resolver::new(ledger, None)?, kind, &rates.set)?;
    let figures = serde_json::to_value(counted.list.values(&counted.figures)).expect("values are plain data");
    let values = values.as_object_mut().expect("it is an object");
    values.extend(figures.as_object().cloned().unwrap_or_default());
    values.extend(typed);
    if !values.contains_key("revision") {
        values.insert("revision".to_owned(), json!(next_revision(ledger, values)?));
    }
    let values = Value::Object(std::mem::take(values));
    enter(shell, ledger, kind, values, |data| NewEntry { home: None, readers: Vec::new(), data, on: None })
}

/// One more than the latest revision of the return of this kind that this office made for these days.
fn next_revision(ledger: &mut Ledger, values: &serde_json::Map<String, Value>) -> Result<i64, Failure> {
    let filter = EntryFilter { kind: Some(RETURN.to_owned()), limit: i32::MAX as usize, ..EntryFilter::default() };
    let mut latest = 0;
    for line in ledger.entries(&filter)? {
        let view = ledger.entry(line.id)?;
        let same = |field: &str| {
            let held = view.values.get(field).and_then(entry::Value::as_text);
            held == values.get(field).and_then(Value::as_str)
        };
        if ["kind", "office", "from", "until", "schedule"].into_iter().all(same) {
            latest = latest.max(FrozenReturn::of(&view).map_or(0, |made| made.revision));
        }
    }
    Ok(latest + 1)
}
