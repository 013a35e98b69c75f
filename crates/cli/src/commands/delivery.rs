//! `taizhang delivery`: which offices have which of a case's edits, as the relay says.

use clap::Args;
use taizhang_client::{Delivery, Error};
use taizhang_desk::{
    Answer, Exit, Failure,
    commands::relay_finding,
    net_failure,
    print::{ms_in_china, shown},
    words::{self, Lang, say},
};

use super::relay::{self, NetArguments};
use crate::shell::Shell;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The case.
    case: String,
    /// The relay's address; remembered from the first time on.
    #[arg(long, value_name = "URL")]
    relay: Option<String>,
    #[command(flatten)]
    net: NetArguments,
}

pub(crate) fn run(shell: &Shell, arguments: &Arguments) -> Result<Answer, Failure> {
    let mut ledger = shell.ledger()?;
    let county = ledger.county().ok_or(Error::NotEnrolled)?;
    let case = ledger.find_case(&arguments.case)?;
    let address = arguments.relay.clone().or_else(|| shell.remembered().relay).ok_or_else(|| {
        Failure::new("no_relay", Exit::Refused, |lang| say!(lang, words::NO_RELAY)).next("taizhang sync --relay URL")
    })?;
    let client = relay::client(shell, &address, &arguments.net, &ledger, county)?;
    let receipts = relay::block_on(client.receipts(case)).map_err(|error| net_failure(&error))?;
    let delivery = ledger.delivery(shell.now().as_millisecond(), case, &receipts)?;
    let text = text(shell.lang, &delivery);
    Ok(Answer::new(serde_json::to_value(delivery).expect("a delivery is plain data"), text))
}

fn text(lang: Lang, delivery: &Delivery) -> String {
    let names = |has: &dyn Fn(taizhang_model::OfficeId) -> bool| {
        let readers = delivery.readers.iter().filter(|reader| has(reader.office));
        readers.map(|reader| shown(&reader.name)).collect::<Vec<_>>().join(lang.comma())
    };
    let number = shown(&delivery.number);
    let mut text = say!(lang, words::DELIVERY_HEAD, number = number, readers = names(&|_| true));
    for edit in &delivery.edits {
        let (have, lack) =
            (names(&|office| edit.offices.contains(&office)), names(&|office| !edit.offices.contains(&office)));
        let how_far = match (edit.at_relay, have.is_empty(), lack.is_empty()) {
            (false, ..) => words::DELIVERY_NOT_NAMED.text(lang).to_owned(),
            (_, true, _) => words::DELIVERY_NOBODY.text(lang).to_owned(),
            (_, _, true) => words::DELIVERY_ALL.text(lang).to_owned(),
            _ => say!(lang, words::DELIVERY_SOME, have = have, lack = lack),
        };
        let (n, time, office) = (edit.n, ms_in_china(edit.at_ms), shown(&edit.office_name));
        text +=
            &format!("\n{}", say!(lang, words::DELIVERY_LINE, n = n, time = time, office = office, how_far = how_far));
    }
    for finding in &delivery.findings {
        text += &format!("\n{}", relay_finding(lang, finding));
    }
    text
}
