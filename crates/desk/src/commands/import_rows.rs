//! A row of an office's spreadsheet as a case to register. What the sheet says about who leads and how far the matter
//! has come is kept as written, in plain fields: it is no act, since nobody recorded it here.

use jiff::civil::Date;
use taizhang_client::{ImportKey, NewCase, NewParty};
use taizhang_model::{
    ActBody, OfficeId,
    act::{Channel, Note, Party, Register, limits},
    config::MatchKey,
    fields,
    matching::PersonKey,
};
use taizhang_tables::Row;

/// Letters of a title that is taken from the matter's first sentence.
const TITLE_CHARS: usize = 40;
/// The kind of document whose numbers such a sheet holds.
const RESIDENT: &str = fields::ID_TYPES[0];

/// What to take where the sheet is silent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Defaults {
    pub(crate) home: OfficeId,
    pub(crate) channel: Channel,
    pub(crate) today: Date,
    /// The county's key for hashing numbers of persons; without one, no hash is kept.
    pub(crate) match_key: Option<MatchKey>,
    /// Whether the numbers themselves are kept, in documents of their own.
    pub(crate) details: bool,
}

/// What makes the row that row: not its progress, so that a sheet that was kept up since registers nothing twice.
pub(crate) fn key(row: &Row, home: OfficeId) -> ImportKey {
    let received = row.received_on.map(|date| date.to_string()).unwrap_or_default();
    ImportKey::of(&[&home.to_string(), &row.no, &received, &row.petitioner, &row.text])
}

/// The case that the row becomes.
pub(crate) fn case(row: &Row, defaults: &Defaults) -> NewCase {
    let received_on = row.received_on.unwrap_or(defaults.today);
    let channel = row.channel.and_then(|name| name.parse().ok()).unwrap_or(defaults.channel);
    let due = row.due.map(|due| due.to_string()).unwrap_or_default();
    let flags = row.flags.join(",");
    let persons = if row.persons > 1 { row.persons.to_string() } else { String::new() };
    let written = [
        (fields::PETITIONER, row.petitioner.as_str()),
        (fields::AREA, &row.area),
        (fields::SUBJECT, &row.category),
        (fields::FLAGS, &flags),
        (fields::MEASURES, &row.measures),
        (fields::STATUS_NOTE, &row.state),
        (fields::GROUP_PERSONS, &persons),
        (fields::LISTED_NO, &row.no),
        (fields::LISTED_LEAD, &row.lead),
        (fields::LISTED_UNIT, &row.unit),
        (fields::LISTED_HANDLER, &row.handler),
        (fields::LISTED_DUE, &due),
    ];
    let mut plain = vec![(fields::TITLE.to_owned(), title(&row.text))];
    let mut acts = Vec::new();
    for (name, value) in written {
        let value = one_line(value);
        if value.chars().count() <= fields::VALUE_CHARS {
            plain.push((name.to_owned(), value));
        } else {
            // Too long for a field: the whole of it stands in a note.
            let text: String = format!("{name}: {value}").chars().take(limits::TEXT_CHARS).collect();
            acts.push((ActBody::Note(Note { text }), received_on));
        }
    }
    if let Some(party) = party(row, defaults) {
        acts.push((ActBody::Party(party), received_on));
    }
    NewCase {
        home: Some(defaults.home),
        without: Vec::new(),
        fields: plain,
        narrative: row.text.clone(),
        claims: Vec::new(),
        register: Register {
            channel,
            received_on,
            summary: String::new(),
            persons: row.persons,
            batches: 1,
            number: String::new(),
            receipt_code: String::new(),
            ..Register::default()
        },
        acts,
    }
}

/// Who brings the matter: the name, and keyed hashes of their numbers, so that the same matter is found when it comes again.
/// Where neither a number nor their details are kept, the case's plain field says as much.
fn party(row: &Row, defaults: &Defaults) -> Option<Party> {
    let keys = defaults.match_key.map(|key| {
        let identity = row.person.identity.as_deref().and_then(|number| PersonKey::of_identity(key.as_bytes(), number));
        let phones = row.person.phone.as_deref().map(|number| PersonKey::of_phones(key.as_bytes(), number));
        identity.into_iter().chain(phones.into_iter().flatten()).map(|key| key.to_string()).collect()
    });
    let name = one_line(&row.petitioner).chars().take(limits::LINE_CHARS).collect();
    let party = Party { name, keys: keys.unwrap_or_default(), ..Party::default() };
    let said = !party.keys.is_empty() || details(row, defaults).is_some();
    (said && !party.name.trim().is_empty()).then_some(party)
}

/// The numbers of who brings the matter, for a document of their own that the home office reads: only where they were asked for.
/// A number that cannot be one is left out; the report names it.
pub(crate) fn details(row: &Row, defaults: &Defaults) -> Option<NewParty> {
    let identity = row.person.identity.clone().filter(|number| fields::check_identity(RESIDENT, number).is_ok());
    let phone = row.person.phone.clone().filter(|number| fields::check_party_field(fields::PHONE, number).is_ok());
    let name: String = one_line(&row.petitioner).chars().take(limits::LINE_CHARS).collect();
    if !defaults.details || name.trim().is_empty() || (identity.is_none() && phone.is_none()) {
        return None;
    }
    Some(NewParty {
        home: Some(defaults.home),
        name,
        id_type: identity.as_ref().map(|_| RESIDENT.to_owned()).unwrap_or_default(),
        id_number: identity.unwrap_or_default(),
        phone: phone.unwrap_or_default(),
        ..NewParty::default()
    })
}

/// The first clause of the matter.
fn title(text: &str) -> String {
    let clause = text.split(['。', '；', ';', '\n', '，', ',']).map(str::trim).find(|clause| !clause.is_empty());
    one_line(clause.unwrap_or_default()).chars().take(TITLE_CHARS).collect()
}

fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(measures: &str) -> Row {
        Row {
            row: 3,
            no: "1".into(),
            received_on: None,
            petitioner: "陈玉兰".into(),
            area: "三合村".into(),
            text: "反映邻居围墙占道，要求拆除。".into(),
            category: "邻里".into(),
            channel: None,
            flags: vec!["跨地区".into(), "人户分离".into()],
            lead: "王芳".into(),
            unit: "司法所".into(),
            handler: String::new(),
            measures: measures.into(),
            due: None,
            state: "正在办理".into(),
            persons: 1,
            person: taizhang_tables::Person::default(),
            importable: true,
        }
    }

    #[test]
    fn what_is_too_long_for_a_field_becomes_a_note_and_nothing_is_lost() {
        let defaults = Defaults {
            home: OfficeId([1; 16]),
            channel: Channel::Screening,
            today: jiff::civil::date(2026, 9, 1),
            match_key: None,
            details: false,
        };
        let short = case(&row("上门核实"), &defaults);
        assert!(short.acts.is_empty());
        assert!(short.fields.contains(&(fields::TITLE.to_owned(), "反映邻居围墙占道".to_owned())));
        assert!(short.fields.contains(&(fields::FLAGS.to_owned(), "跨地区,人户分离".to_owned())));
        let long = case(&row(&"字".repeat(501)), &defaults);
        assert!(!long.fields.iter().any(|(name, _)| name == fields::MEASURES));
        assert!(matches!(&long.acts[..], [(ActBody::Note(note), _)] if note.text.chars().count() == 511));
    }

    #[test]
    fn numbers_are_kept_as_keyed_hashes_alone() {
        let mut row = row("上门核实");
        row.person =
            taizhang_tables::Person { identity: Some("11010519491231002X".into()), phone: Some("19922140838".into()) };
        let mut defaults = Defaults {
            home: OfficeId([1; 16]),
            channel: Channel::Screening,
            today: jiff::civil::date(2026, 9, 1),
            match_key: Some(MatchKey::new([7; 32])),
            details: false,
        };
        let kept = case(&row, &defaults);
        let [(ActBody::Party(party), _)] = &kept.acts[..] else { panic!("{:?}", kept.acts) };
        assert_eq!((party.name.as_str(), party.keys.len()), ("陈玉兰", 2));
        assert!(!format!("{kept:?}").contains("19922140838") && !format!("{kept:?}").contains("19491231"));
        defaults.match_key = None;
        assert!(case(&row, &defaults).acts.is_empty());
        assert!(details(&row, &defaults).is_none());

        defaults.details = true;
        let asked = case(&row, &defaults);
        assert!(
            matches!(&asked.acts[..], [(ActBody::Party(party), _)] if party.name == "陈玉兰" && party.keys.is_empty())
        );
        assert!(!format!("{asked:?}").contains("19922140838") && !format!("{asked:?}").contains("19491231"));
        let apart = details(&row, &defaults).unwrap();
        assert_eq!((apart.id_number.as_str(), apart.phone.as_str()), ("11010519491231002X", "19922140838"));
        assert_eq!((apart.home, apart.readers.len()), (Some(defaults.home), 0));
        row.person.identity = Some("110105491331002".into());
        let without = details(&row, &defaults).unwrap();
        assert_eq!((without.id_type.as_str(), without.id_number.as_str()), ("", ""), "no such date of birth");
    }

    #[test]
    fn progress_does_not_make_another_row_of_it() {
        let home = OfficeId([1; 16]);
        let (before, mut after) = (row("上门核实"), row("已答复"));
        after.state = "已办结".into();
        assert_eq!(key(&before, home), key(&after, home));
        after.text.push('再');
        assert_ne!(key(&before, home), key(&after, home));
    }
}
