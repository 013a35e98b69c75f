//! `taizhang status-of`: the petitioner's question at the counter. What is said is what the receipt code entitles to, and
//! nothing else of the case.

use clap::Args;
use schemars::JsonSchema;
use serde::Deserialize;
use taizhang_client::Error;
use taizhang_model::{Notice, PublicStatus};

use crate::{
    desk::Desk,
    failure::{Exit, Failure},
    print::{Answer, shown, table},
    words::{self, Lang, Word, say},
};

/// What the petitioner shows.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct StatusOf {
    /// The receipt code: case, width, spaces and hyphens do not matter.
    code: String,
}

/// Tells what a receipt code entitles to.
pub fn run(desk: &Desk, StatusOf { code }: &StatusOf) -> Result<Answer, Failure> {
    let status = desk.ledger()?.public_status(desk.now(), code).map_err(|error| match error {
        Error::Unknown { .. } => {
            Failure::new(error.code(), Exit::Refused, |lang| say!(lang, words::UNKNOWN_RECEIPT, code = code))
        }
        other => other.into(),
    })?;
    let text = in_words(&status, desk.lang);
    Ok(Answer::new(status, text))
}

fn in_words(status: &PublicStatus, lang: Lang) -> String {
    let PublicStatus {
        registered_on,
        forwarded_on,
        accepted,
        not_accepted,
        extended,
        handling_opinions,
        review_opinions,
        reexamination_opinions,
    } = status;
    let days = |word: Word, days: &[jiff::civil::Date]| {
        days.iter().map(|day| vec![word.text(lang).to_owned(), day.to_string()]).collect::<Vec<_>>()
    };
    let notices = |word: Word, notices: &[Notice]| {
        let row = |notice: &Notice| {
            let number = notice.number.as_deref().unwrap_or_default();
            vec![word.text(lang).to_owned(), notice.on.to_string(), shown(number), shown(&notice.text)]
        };
        notices.iter().map(row).collect::<Vec<_>>()
    };
    let rows = [
        days(words::REGISTERED_ON, registered_on.as_slice()),
        days(words::FORWARDED_ON, forwarded_on),
        notices(words::ACCEPTED_NOTICE, accepted),
        notices(words::NOT_ACCEPTED_NOTICE, not_accepted),
        notices(words::EXTENDED_NOTICE, extended),
        notices(words::HANDLING_OPINION, handling_opinions),
        notices(words::REVIEW_OPINION, review_opinions),
        notices(words::REEXAMINATION_OPINION, reexamination_opinions),
    ];
    table(&rows.concat())
}
