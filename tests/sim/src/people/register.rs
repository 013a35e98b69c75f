//! What people keep beside the cases: entries of the register, the county's configuration, the list of its staff.

use serde_json::json;
use taizhang_client::{EntryFilter, Ledger, NewEntry, StaffChange};
use taizhang_model::{
    ActBody, CaseId, Config, Directory, EntryId,
    entry::{self, Choice, EntryData, FieldSpec, FieldType, Publish, Respond, Revise, Strike, Value, Values},
};

use crate::{county::county, rng::Rng, world::World};

/// The campaign of the county's own configurations.
pub(super) const CAMPAIGN: &str = "backlog";
/// Entries that one run opens.
const ENTRIES_MAX: usize = 2;

impl World {
    /// Somebody opens an entry, or records something about one.
    pub(crate) fn keep_register(&mut self, at: usize) {
        let Some(ledger) = &mut self.devices[at].ledger else { return };
        let (here, Ok(directory)) = (entries(ledger), ledger.directory()) else { return };
        let word = self.truth.word();
        let Some(entry) = self.rng.pick(&here).copied().filter(|_| here.len() >= ENTRIES_MAX) else {
            let data = entry_data(&mut self.rng, &directory, &word);
            let kind = data.kind.clone();
            // Not every kind has a text that it needs.
            let said = data.values.values().any(|value| value.as_text() == Some(&word));
            let new = NewEntry { home: None, readers: vec![], data, on: None };
            self.command(at, None, &format!("enter {kind}"), if said { &word } else { "" }, |ledger, now| {
                Ok(Some(CaseId(ledger.enter(now, new)?.0)))
            });
            return;
        };
        let Ok(view) = ledger.entry(entry) else { return };
        let on = taizhang_model::date_in_china(self.devices[at].wall(self.now_ms));
        let body = match self.rng.below(8) {
            0 => ActBody::Publish(Publish { on, place: word.clone() }),
            1 => ActBody::Strike(Strike { reason: word.clone() }),
            2 | 3 => {
                let (text, done) = (word.clone(), self.rng.one_in(2));
                ActBody::Respond(Respond { text, on, task: None, done })
            }
            _ => ActBody::Revise(Revise { values: revised(&view.kind, &word) }),
        };
        let kind = body.kind().to_owned();
        let doc = CaseId(entry.0);
        self.command(at, Some(doc), &kind, &word, |ledger, now| {
            ledger.entry_act(now, entry, body, None).map(|_| Some(doc))
        });
    }

    /// The county puts a configuration in force: the built-in one with a campaign, by another name each time.
    pub(crate) fn configure(&mut self) {
        let word = self.truth.word();
        let mut config = serde_json::to_value(Config::builtin()).expect("plain data");
        config["name"] = json!(word);
        let stage = json!({ "name": "化解", "from": "2026-06-01", "to": "2026-11-30" });
        config["campaigns"] = json!([{ "id": CAMPAIGN, "name": "积案化解", "stages": [stage], "lead_rules": {
            "co_leads": true, "superior_assigned_needs_team_member": false, "major_needs_head": true } }]);
        self.command(0, None, "configure", &word, |ledger, now| {
            ledger.configure(now, &config.to_string(), "年度修订")?;
            Ok(configuration(ledger))
        });
    }

    /// The county writes down that a head of an office is none any more, or has left. The person does not hear of it at
    /// once, and goes on.
    pub(crate) fn dismiss(&mut self) {
        let apart = |at: &usize| self.devices[*at].office != county().offices[0];
        let others: Vec<usize> = (0..self.devices.len()).filter(apart).collect();
        let Some(at) = self.rng.pick(&others).copied() else { return };
        let (staff, leaves) = (self.devices[at].staff, self.rng.one_in(2));
        if !self.dismissed.insert(staff) {
            return;
        }
        let change = StaffChange { is_head: Some(false), active: leaves.then_some(false), ..StaffChange::default() };
        self.command(0, None, "dismiss", "", |ledger, now| ledger.revise_staff(now, staff, change).map(|_| None));
        for _ in 0..2 {
            self.work(at);
        }
    }
}

/// The entries on a device, in order of id.
pub(crate) fn entries(ledger: &mut Ledger) -> Vec<EntryId> {
    let all = EntryFilter { struck: true, limit: 1_000, ..EntryFilter::default() };
    let mut entries: Vec<_> = ledger.entries(&all).unwrap_or_default().into_iter().map(|line| line.id).collect();
    entries.sort_unstable();
    entries
}

/// The document that holds the configuration: neither case nor entry.
fn configuration(ledger: &mut Ledger) -> Option<CaseId> {
    let mut known: Vec<CaseId> = entries(ledger).into_iter().map(|entry| CaseId(entry.0)).collect();
    known.extend(crate::office::cases(ledger));
    ledger.heads().ok()?.into_keys().find(|doc| !known.contains(doc))
}

/// An entry of any kind, with what its kind needs and the word in every text. Not every such entry passes its check.
fn entry_data(rng: &mut Rng, directory: &Directory, word: &str) -> EntryData {
    let kind = &entry::ALL[rng.index(entry::ALL.len())];
    let values = kind.fields.iter().filter(|field| field.required || rng.one_in(2));
    let fields: Vec<&FieldSpec> = values.collect();
    let values = fields.iter().map(|field| (field.name.to_owned(), value(rng, directory, word, &field.ty)));
    EntryData { kind: kind.name.to_owned(), values: values.collect() }
}

fn value(rng: &mut Rng, directory: &Directory, word: &str, ty: &FieldType) -> Value {
    let text = match ty {
        FieldType::Text | FieldType::Long => word.to_owned(),
        FieldType::Date => format!("2026-10-{:02}", rng.between(1, 28)),
        FieldType::Number | FieldType::Money => return Value::Number(rng.between(1, 1_000) as i64),
        FieldType::Bool => return Value::Bool(rng.one_in(2)),
        FieldType::Choice(choices) => choice(rng, choices).to_owned(),
        FieldType::Staff => any(rng, directory.staff.keys()),
        FieldType::Office => any(rng, directory.offices.keys()),
        FieldType::Case | FieldType::Act | FieldType::Entry => CaseId([7; 16]).to_string(),
        FieldType::List(item) => return Value::List(vec![value(rng, directory, word, item)]),
        FieldType::Rows(fields) => {
            let row = fields.iter().map(|field| (field.name.to_owned(), value(rng, directory, word, &field.ty)));
            return Value::List(vec![Value::Row(row.collect())]);
        }
    };
    Value::Text(text)
}

fn choice(rng: &mut Rng, choices: &[Choice]) -> &'static str {
    choices[rng.index(choices.len())].name
}

fn any<I: ToString>(rng: &mut Rng, of: impl Iterator<Item = I>) -> String {
    let of: Vec<I> = of.collect();
    of[rng.index(of.len())].to_string()
}

/// The word in the first text of the kind.
fn revised(kind: &str, word: &str) -> Values {
    let fields = entry::kind(kind).map(|kind| kind.fields).unwrap_or_default();
    let text = fields.iter().find(|field| matches!(field.ty, FieldType::Text | FieldType::Long));
    text.into_iter().map(|field| (field.name.to_owned(), Value::from(word))).collect()
}
