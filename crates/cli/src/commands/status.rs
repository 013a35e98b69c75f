//! `taizhang status`: who this device is, and what waits.

use serde_json::json;
use taizhang_client::LockedBy;

use crate::{
    failure::Failure,
    print::Answer,
    shell::Shell,
    words::{self, say, word_for},
};

/// How this device's keys are kept.
pub(super) fn kept(shell: &Shell) -> Result<&'static str, Failure> {
    Ok(match shell.locked_by()? {
        Some(LockedBy::Keystore) => "keystore",
        Some(LockedBy::Passphrase(_)) => "passphrase",
        _ => "nothing",
    })
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
    let mut json = json!({"relay": relay, "key_kept": kept});
    let known = serde_json::to_value(&status).expect("a status is plain data");
    if let (Some(json), serde_json::Value::Object(known)) = (json.as_object_mut(), known) {
        json.extend(known);
    }
    Ok(Answer::new(json, text))
}
