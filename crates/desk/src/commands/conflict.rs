//! `taizhang conflict`: fields that were written concurrently, and choosing one of their values.

use clap::{Args, Subcommand};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::CaseFilter;

use super::{dispute::cases, show, story::Teller};
use crate::{
    desk::Desk,
    failure::Failure,
    print::Answer,
    words::{self, say},
};

/// Finding fields with several values, and choosing.
#[derive(Debug, Subcommand)]
pub enum ConflictCommand {
    /// List fields with more than one value.
    List(List),
    /// Choose a value.
    Choose(Choose),
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct List {
    /// Only those of this case.
    case: Option<String>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Choose {
    /// The case.
    case: String,
    /// The field, as the list names it.
    field: String,
    /// The value's number in the list, from 1.
    value: usize,
}

/// Lists fields that were written concurrently, or chooses a value.
pub fn run(desk: &Desk, command: ConflictCommand) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    match command {
        ConflictCommand::List(List { case }) => {
            let filter = CaseFilter { in_conflict: true, ..CaseFilter::default() };
            let (mut found, mut text) = (Vec::new(), Vec::new());
            for case in cases(&mut ledger, case.as_deref(), filter)? {
                let teller = Teller::new(desk.lang, &mut ledger, case)?;
                let (number, title) = (&teller.view.number, &teller.view.title);
                for conflict in &teller.view.conflicts {
                    let what = show::conflict_in_words(&teller, conflict);
                    text.push(say!(desk.lang, words::OF_CASE, number = number, title = title, what = what));
                    found.push(json!({
                        "case": case, "number": number, "title": title,
                        "field": show::conflict_name(conflict), "values": conflict.values,
                    }));
                }
            }
            let text = if text.is_empty() { say!(desk.lang, words::NO_CONFLICTS) } else { text.join("\n\n") };
            Ok(Answer::new(json!({"conflicts": found}), text))
        }
        ConflictCommand::Choose(Choose { case, field, value }) => {
            let case = ledger.find_case(&case)?;
            let unknown = || taizhang_client::Error::Unknown { kind: "conflict", name: format!("{field} {value}") };
            let place = value.checked_sub(1).ok_or_else(unknown)?;
            let named = |conflict: &&taizhang_model::FieldConflict| show::conflict_name(conflict) == field;
            let view = ledger.view(case)?;
            let chosen = view.conflicts.iter().find(named).and_then(|conflict| conflict.values.get(place));
            let chosen = chosen.ok_or_else(unknown)?.value.clone();
            ledger.choose(desk.now(), case, &field, place)?;
            let text = say!(desk.lang, words::CHOSEN, field = field, value = chosen);
            Ok(Answer::new(json!({"case": case, "field": field, "value": chosen}), text))
        }
    }
}
