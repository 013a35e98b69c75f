//! `taizhang status`: who this device is, and what waits.

use serde_json::json;
use taizhang_client::{LedgerStatus, LockedBy};

use crate::{
    failure::Failure,
    print::{Answer, day_in_china, shown},
    shell::Shell,
    words::{self, Lang, say, word_for},
};

/// How this device's keys are kept.
pub(super) fn kept(shell: &Shell) -> Result<&'static str, Failure> {
    Ok(match shell.locked_by()? {
        Some(LockedBy::Keystore) => "keystore",
        Some(LockedBy::Passphrase(_)) => "passphrase",
        _ => "nothing",
    })
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

pub(crate) fn run(shell: &Shell) -> Result<Answer, Failure> {
    let status = shell.ledger()?.status()?;
    let relay = shell.remembered().relay;
    let kept = kept(shell)?;
    let text = say!(
        shell.lang,
        words::STATUS,
        county = status.county.as_deref().unwrap_or("-"),
        office = status.office_name.as_deref().unwrap_or("-"),
        staff = status.staff_name.as_deref().unwrap_or("-"),
        device = status.device,
        relay = relay.as_deref().unwrap_or("-"),
        kept = word_for(words::KEPT, kept, shell.lang),
        cases = status.cases,
        unsent = status.unsent,
        refused = status.refused,
        waiting = status.waiting,
        quarantined = status.quarantined,
    );
    let let_in = status.let_in_until_ms.filter(|_| status.not_let_in.is_none());
    let let_in = let_in.map(|until_ms| say!(shell.lang, words::STATUS_LET_IN, day = day_in_china(until_ms)));
    let text = text + &let_in.map_or_else(String::new, |line| format!("\n{line}")) + &notices(shell.lang, &status);
    let mut json = json!({"relay": relay, "key_kept": kept});
    let known = serde_json::to_value(&status).expect("a status is plain data");
    if let (Some(json), serde_json::Value::Object(known)) = (json.as_object_mut(), known) {
        json.extend(known);
    }
    Ok(Answer::new(json, text))
}
