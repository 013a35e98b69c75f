//! `taizhang quarantine`: what was received and not taken in, with its reason.

use clap::Subcommand;
use serde_json::json;
use taizhang_client::Quarantined;

use super::story::short;
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, ms_in_china, shown, table},
    words::{self, say, word_for},
};

/// What was not taken in.
#[derive(Debug, Subcommand)]
pub enum QuarantineCommand {
    /// List what is in quarantine.
    List,
}

/// Lists what was not taken in.
pub fn run(desk: &Desk, command: QuarantineCommand) -> Result<Answer, Failure> {
    let QuarantineCommand::List = command;
    let items = desk.ledger()?.quarantine()?;
    let row = |item: &Quarantined| {
        vec![
            item.id.to_string(),
            ms_in_china(item.at_ms),
            item.doc.map(short).unwrap_or_default(),
            word_for(words::CODES, &item.code, desk.lang),
            shown(&item.detail),
        ]
    };
    let rows: Vec<_> = items.iter().map(row).collect();
    let text = if rows.is_empty() { say!(desk.lang, words::NOTHING_QUARANTINED) } else { table(&rows) };
    Ok(Answer::new(json!({"items": items}), text))
}
