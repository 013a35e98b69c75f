//! `taizhang party`: the details of the people of a case, in documents of their own. A party is named by its id, or by the
//! name it has in a case; nothing lists parties, and nothing searches them.

use clap::{Args, Subcommand, builder::TypedValueParser as _};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{Asking, Error, Ledger, NewParty, PartyLink, Touched};
use taizhang_model::{FieldConflict, PartyId, PartyView, act::PartyRole, fields, masked_number};

use super::{act, history, show};
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, shown},
    words::{self, Lang, field_label, say},
};

/// Writing, showing and sharing details.
#[derive(Debug, Subcommand)]
pub enum PartyCommand {
    /// Write down the details of a party. Its home office, this device's office and the readers hold them.
    Add(Box<Add>),
    /// Show the details.
    Show(Show),
    /// Correct details.
    Edit(Box<Edit>),
    /// Enter a party in a case: the name to show, and keyed hashes of the numbers.
    Link(Link),
    /// Choose between the values of a detail that was corrected twice.
    Choose(Choose),
    /// Let one more office read and write the details.
    Share(Share),
    /// Withdraw the details from an office.
    Withdraw(Share),
    /// Tell who wrote which detail when.
    History(Show),
}

/// A party by name.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub(crate) struct Named {
    /// The party: its id; with --case also the first letters of it, or the name it has in that case.
    party: String,
    /// A case that names the party.
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
}

/// The details, each with an option of its own.
#[derive(Debug, Args, Deserialize, JsonSchema)]
struct Details {
    /// Full name (姓名).
    #[arg(long)]
    name: Option<String>,
    /// Kind of identity document (证件类型): resident, passport, hong_kong_macao, taiwan, other.
    #[arg(long)]
    id_type: Option<String>,
    /// Its number (证件号码).
    #[arg(long)]
    id_number: Option<String>,
    /// Telephone (联系电话); several are parted by a slash.
    #[arg(long)]
    phone: Option<String>,
    /// Address (住址).
    #[arg(long)]
    address: Option<String>,
    /// How they want to be reached (联系方式偏好): phone, letter, visit, online.
    #[arg(long)]
    contact: Option<String>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Add {
    #[command(flatten)]
    #[serde(flatten)]
    details: Details,
    /// The office that keeps them [default: this device's office].
    #[arg(long, value_name = "OFFICE")]
    home: Option<String>,
    /// An office that reads them too. May be given several times; no office above reads them unasked.
    #[arg(long, value_name = "OFFICE")]
    #[serde(default)]
    reader: Vec<String>,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Show {
    #[command(flatten)]
    #[serde(flatten)]
    named: Named,
    /// Identity numbers in full; without it, the last four characters.
    #[arg(long)]
    #[serde(default)]
    full: bool,
    /// Why: it is written into the log of this office before anything is shown.
    #[arg(long)]
    why: String,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Edit {
    #[command(flatten)]
    #[serde(flatten)]
    named: Named,
    #[command(flatten)]
    #[serde(flatten)]
    details: Details,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Link {
    /// The case.
    case: String,
    /// The party's id.
    party: String,
    /// The name to show in the case; never a number.
    #[arg(long)]
    name: String,
    /// What they are to the case: petitioner, representative, principal, opponent, agent.
    #[arg(long, default_value = "petitioner", value_parser = role_parser())]
    #[serde(default = "super::default::petitioner")]
    role: PartyRole,
    /// A group chose them as its representative.
    #[arg(long)]
    #[serde(default)]
    chosen_by_group: bool,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Choose {
    #[command(flatten)]
    #[serde(flatten)]
    named: Named,
    /// The field, as `party show` names it in JSON.
    field: String,
    /// The value's number, as `party show` numbers it, from 1.
    value: usize,
}

#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Share {
    #[command(flatten)]
    #[serde(flatten)]
    named: Named,
    /// The office.
    #[arg(long)]
    office: String,
}

fn role_parser() -> impl clap::builder::TypedValueParser<Value = PartyRole> {
    let roles = ["petitioner", "representative", "principal", "opponent", "agent"];
    let role = |name: String| serde_json::from_value(json!(name)).expect("the names of the roles");
    clap::builder::PossibleValuesParser::new(roles).map(role)
}

/// Reads or writes the details of a party.
pub fn run(desk: &Desk, command: PartyCommand) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    match command {
        PartyCommand::Add(arguments) => add(desk, &mut ledger, *arguments),
        PartyCommand::Show(Show { named, full, why }) => {
            let party = find(&mut ledger, &named)?;
            let asking = asking(desk, &mut ledger, &named, why)?;
            show_party(desk, &mut ledger, party, full, &asking)
        }
        PartyCommand::Edit(arguments) => {
            let party = find(&mut ledger, &arguments.named)?;
            let changed = ledger.edit_party(desk.now(), party, arguments.details.written())?;
            let word = if changed { words::EDITED } else { words::NOTHING_CHANGED };
            Ok(Answer::new(json!({"party": party, "changed": changed}), say!(desk.lang, word)))
        }
        PartyCommand::Link(Link { case, party, name, role, chosen_by_group }) => {
            let case = ledger.find_case(&case)?;
            let party = by_id(&party)?;
            let act = ledger.link_party(desk.now(), case, PartyLink { party, role, name, chosen_by_group })?;
            act::answer(desk, &mut ledger, case, act)
        }
        PartyCommand::Choose(arguments) => choose(desk, &mut ledger, &arguments),
        PartyCommand::Share(arguments) => share(desk, &mut ledger, &arguments, true),
        PartyCommand::Withdraw(arguments) => share(desk, &mut ledger, &arguments, false),
        PartyCommand::History(Show { named, full, why }) => {
            let party = find(&mut ledger, &named)?;
            let asking = asking(desk, &mut ledger, &named, why)?;
            tell(desk, &mut ledger, party, full, &asking)
        }
    }
}

impl Details {
    /// The details that were given, by their fields.
    fn written(self) -> Vec<(String, String)> {
        let all = [
            (fields::NAME, self.name),
            (fields::ID_TYPE, self.id_type),
            (fields::ID_NUMBER, self.id_number),
            (fields::PHONE, self.phone),
            (fields::ADDRESS, self.address),
            (fields::PREFERRED_CONTACT, self.contact),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

fn add(desk: &Desk, ledger: &mut Ledger, Add { details, home, reader }: Add) -> Result<Answer, Failure> {
    let home = home.map(|name| ledger.find_office(&name)).transpose()?;
    let readers = reader.iter().map(|name| ledger.find_office(name)).collect::<Result<_, _>>()?;
    let Details { name, id_type, id_number, phone, address, contact } = details;
    let new = NewParty {
        home,
        readers,
        name: name.unwrap_or_default(),
        id_type: id_type.unwrap_or_default(),
        id_number: id_number.unwrap_or_default(),
        phone: phone.unwrap_or_default(),
        address: address.unwrap_or_default(),
        preferred_contact: contact.unwrap_or_default(),
    };
    let party = ledger.add_party(desk.now(), new)?;
    Ok(Answer::new(json!({"party": party}), say!(desk.lang, words::PARTY_ADDED, id = party)))
}

fn by_id(name: &str) -> Result<PartyId, Failure> {
    Ok(name.parse().map_err(|_| unknown(name))?)
}

fn unknown(name: &str) -> Error {
    Error::Unknown { kind: "party", name: name.to_owned() }
}

/// The party that a person means by its id, or by what a case calls it.
fn find(ledger: &mut Ledger, Named { party: name, case }: &Named) -> Result<PartyId, Failure> {
    /// Fewest letters of an id that stand for it.
    const PREFIX_LETTERS: usize = 4;
    let Some(case) = case else { return by_id(name) };
    let case = ledger.find_case(case)?;
    let parties = ledger.view(case)?.links.parties;
    let prefix = name.to_lowercase();
    let is_named = |id: PartyId, shown: &str| {
        shown == name || prefix.len() >= PREFIX_LETTERS && id.to_string().starts_with(&prefix)
    };
    let ids = parties.iter().filter_map(|party| Some((party.party?, &party.name)));
    let mut found: Vec<_> = ids.filter(|(id, shown)| is_named(*id, shown)).map(|(id, _)| id).collect();
    found.sort_unstable();
    found.dedup();
    match found[..] {
        [party] => Ok(party),
        [] => Err(unknown(name).into()),
        _ => Err(Error::Ambiguous { kind: "party", name: name.clone() }.into()),
    }
}

/// Why somebody asks, and for which case.
fn asking(desk: &Desk, ledger: &mut Ledger, named: &Named, why: String) -> Result<Asking, Failure> {
    let case = named.case.as_deref().map(|case| ledger.find_case(case)).transpose()?;
    Ok(Asking { now: desk.now(), case, why })
}

fn show_party(
    desk: &Desk,
    ledger: &mut Ledger,
    party: PartyId,
    full: bool,
    asking: &Asking,
) -> Result<Answer, Failure> {
    let whole = ledger.party(party, asking)?;
    let (readers, directory) = (ledger.party_readers(party)?, ledger.directory()?);
    // Who wrote which of two values is all that is told of the history.
    let story = if whole.conflicts.is_empty() { Vec::new() } else { ledger.party_history(party, asking)?.entries };
    let view = if full { whole } else { whole.masked() };
    let lang = desk.lang;
    let home = directory.office_name(view.home);
    let mut lines = vec![say!(lang, words::PARTY_HEAD, name = view.name, id = party, home = home)];
    for (field, value) in details(&view).into_iter().skip(1).filter(|(_, value)| !value.is_empty()) {
        let label = field_label(field, lang).unwrap_or_else(|| field.to_owned());
        lines.push(say!(lang, words::SHOW_FIELD, name = label, value = detail_in_words(field, value, lang)));
    }
    lines.push(show::readers_in_words(lang, &directory, &readers));
    for conflict in &view.conflicts {
        let mut readable: FieldConflict = conflict.clone();
        for value in &mut readable.values {
            value.value = detail_in_words(&conflict.field, &value.value, lang);
        }
        let command = format!("taizhang party choose {party} {} N", conflict.field);
        lines.push(show::values_in_words(lang, &story, &readable, &command));
    }
    let named = readers.iter().chain([&view.home]).map(|id| (id.to_string(), directory.office_name(*id)));
    let names: std::collections::BTreeMap<_, _> = named.collect();
    Ok(Answer::new(json!({"party": view, "readers": readers, "names": names}), lines.join("\n")))
}

/// The details by their fields, the name first.
fn details(view: &PartyView) -> [(&'static str, &str); 6] {
    [
        (fields::NAME, &view.name),
        (fields::ID_TYPE, &view.id_type),
        (fields::ID_NUMBER, &view.id_number),
        (fields::PHONE, &view.phone),
        (fields::ADDRESS, &view.address),
        (fields::PREFERRED_CONTACT, &view.preferred_contact),
    ]
}

/// A detail as people say it: what is a word of a list, in the language.
fn detail_in_words(field: &str, value: &str, lang: Lang) -> String {
    let listed = [fields::ID_TYPE, fields::PREFERRED_CONTACT].contains(&field);
    let word = if listed { words::value_word(field, value, lang) } else { None };
    word.unwrap_or_else(|| shown(value))
}

fn choose(desk: &Desk, ledger: &mut Ledger, Choose { named, field, value }: &Choose) -> Result<Answer, Failure> {
    let party = find(ledger, named)?;
    let asking = asking(desk, ledger, named, format!("choose {field}"))?;
    let view = ledger.party(party, &asking)?;
    let next = |failure: Failure| failure.next(format!("taizhang party show {party}"));
    let nothing = || Error::Unknown { kind: "conflict", name: format!("{field} {value}") };
    let place = value.checked_sub(1).ok_or_else(|| next(nothing().into()))?;
    ledger.choose_party(desk.now(), party, field, place).map_err(|error| next(error.into()))?;
    let conflict = view.conflicts.iter().find(|conflict| conflict.field == *field);
    let chosen = conflict.and_then(|conflict| conflict.values.get(place)).map(|value| value.value.as_str());
    let chosen = chosen.unwrap_or_default();
    let chosen = if field == fields::ID_NUMBER { masked_number(chosen) } else { chosen.to_owned() };
    let (label, words) = (field_label(field, desk.lang), detail_in_words(field, &chosen, desk.lang));
    let text = say!(desk.lang, words::CHOSEN, field = label.unwrap_or_else(|| shown(field)), value = words);
    Ok(Answer::new(json!({"party": party, "field": field, "value": chosen}), text))
}

/// Adds an office to those that may read the details, or withdraws one.
fn share(desk: &Desk, ledger: &mut Ledger, arguments: &Share, may_read: bool) -> Result<Answer, Failure> {
    let party = find(ledger, &arguments.named)?;
    let office = ledger.find_office(&arguments.office)?;
    let word = if may_read {
        ledger.share_party(party, office)?;
        words::PARTY_SHARED
    } else {
        ledger.withdraw_party(party, office)?;
        words::PARTY_WITHDRAWN
    };
    let text = say!(desk.lang, word, office = ledger.directory()?.office_name(office));
    Ok(Answer::new(json!({"party": party, "office": office, "may_read": may_read}), text))
}

fn tell(desk: &Desk, ledger: &mut Ledger, party: PartyId, full: bool, asking: &Asking) -> Result<Answer, Failure> {
    let (name, whole) = (ledger.party(party, asking)?.name, ledger.party_history(party, asking)?);
    let story = if full { whole } else { whole.masked() };
    let mut lines = vec![say!(desk.lang, words::PARTY_STORY, name = name)];
    for entry in &story.entries {
        let detail = |touched: &Touched| match touched {
            Touched::Field { name, value, replaced } => {
                let value = detail_in_words(name, value, desk.lang);
                Some(history::field_in_words(desk.lang, entry, name, &value, *replaced))
            }
            _ => None,
        };
        let done: Vec<_> = entry.touched.iter().filter_map(detail).collect();
        lines.push(history::entry_in_words(desk.lang, &story.entries, entry, &done));
    }
    Ok(Answer::new(story, lines.join("\n")))
}
