//! `taizhang status`: who this device is, and what waits.

use clap::Args;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{LedgerStatus, RelayFinding};

use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, day_in_china, shown},
    words::{self, Lang, say, word_for},
};

/// Findings about the relay that are told one by one; the rest are counted.
const FINDINGS_TOLD: usize = 10;

/// What was seen.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Status {
    /// What is said of the relay was seen: forget it. What still holds is said again after the next sync.
    #[arg(long)]
    #[serde(default)]
    seen: bool,
}

/// What an office is to know of its devices: which were shut out, and whether this one is.
pub(super) fn notices(lang: Lang, status: &LedgerStatus) -> String {
    let mut text = String::new();
    if let Some(code) = &status.not_let_in {
        text += &format!("\n{}", say!(lang, words::NOT_LET_IN, reason = word_for(words::CODES, code, lang)));
    }
    for line in &status.shut_out {
        let (name, day, why) = (shown(&line.name), day_in_china(line.at_ms), shown(&line.why));
        text += &format!("\n{}", say!(lang, words::OFFICE_SHUT_OUT, name = name, day = day, why = why));
    }
    text
}

/// What the relay did that an honest one does not, and when its log began anew.
fn of_relay(lang: Lang, status: &LedgerStatus) -> String {
    let mut text = String::new();
    if let Some(at_ms) = status.relay_began_anew_ms {
        text += &format!("\n{}", say!(lang, words::RELAY_BEGAN_ANEW, day = day_in_china(at_ms)));
    }
    let findings = &status.relay_findings;
    for finding in findings.iter().take(FINDINGS_TOLD) {
        text += &format!("\n{}", told(lang, finding));
    }
    if findings.len() > FINDINGS_TOLD {
        text += &format!("\n{}", say!(lang, words::RELAY_FINDINGS_MORE, count = findings.len() - FINDINGS_TOLD));
    }
    if !findings.is_empty() {
        text += &format!("\n{}", say!(lang, words::RELAY_FINDINGS_NEXT));
    }
    text
}

/// What the relay did, in a sentence.
pub fn told(lang: Lang, finding: &RelayFinding) -> String {
    let number = Some(finding.number.as_str()).filter(|number| !number.is_empty());
    let case = number.map(shown).or_else(|| finding.case.map(|case| case.to_string())).unwrap_or_default();
    let change = finding.change.map(|change| change.to_string().chars().take(8).collect::<String>());
    let (change, device) = (change.unwrap_or_default(), finding.device_name.as_deref().map(shown).unwrap_or_default());
    let what = word_for(words::RELAY_FAULTS, finding.code.as_str(), lang);
    let what = match (case.is_empty(), device.is_empty()) {
        (true, _) => what,
        (_, true) => say!(lang, words::RELAY_FINDING_OF, what = what, case = case, change = change),
        _ => say!(lang, words::RELAY_FINDING_AT, what = what, case = case, change = change, device = device),
    };
    say!(lang, words::RELAY_FINDING, day = day_in_china(finding.at_ms), what = what)
}

/// Tells who this device is, and what waits.
pub fn run(desk: &Desk, arguments: &Status) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let status = ledger.status()?;
    if arguments.seen {
        ledger.findings_seen()?;
    }
    let relay = desk.relay();
    let kept = desk.key_kept()?;
    let text = say!(
        desk.lang,
        words::STATUS,
        county = status.county.as_deref().unwrap_or("-"),
        office = status.office_name.as_deref().unwrap_or("-"),
        staff = status.staff_name.as_deref().unwrap_or("-"),
        device = status.device,
        relay = relay.as_deref().unwrap_or("-"),
        kept = word_for(words::KEPT, kept, desk.lang),
        cases = status.cases,
        unsent = status.unsent,
        refused = status.refused,
        waiting = status.waiting,
        quarantined = status.quarantined,
    );
    let let_in = status.let_in_until_ms.filter(|_| status.not_let_in.is_none());
    let let_in = let_in.map(|until_ms| say!(desk.lang, words::STATUS_LET_IN, day = day_in_china(until_ms)));
    let text = text + &let_in.map_or_else(String::new, |line| format!("\n{line}")) + &notices(desk.lang, &status);
    let text = text + &of_relay(desk.lang, &status);
    let mut json = json!({"relay": relay, "key_kept": kept});
    let known = serde_json::to_value(&status).expect("a status is plain data");
    if let (Some(json), serde_json::Value::Object(known)) = (json.as_object_mut(), known) {
        json.extend(known);
    }
    Ok(Answer::new(json, text))
}
