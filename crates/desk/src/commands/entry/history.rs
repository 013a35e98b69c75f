//! `taizhang entry history`: an entry as a story: who entered it, what was changed in it, and what was answered.

use std::collections::BTreeMap;

use taizhang_client::{StoryEntry, Touched};
use taizhang_model::{
    Directory,
    entry::{EntryView, Values},
};

use super::{
    super::{history::entry_in_words, phrases::Phrases},
    values::in_words,
};
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, shown},
    words::{self, say},
};

pub(super) fn run(desk: &Desk, name: &str) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    let entry = ledger.find_entry(name)?;
    let (view, story, directory) = (ledger.entry(entry)?, ledger.entry_history(entry)?, ledger.directory()?);
    let teller = Teller { desk, view: &view, directory: &directory };
    let lines = story.entries.iter().map(|change| teller.change(&story.entries, change));
    let text = lines.collect::<Vec<_>>().join("\n");
    Ok(Answer::new(story, text))
}

/// What an entry's sentences are made of.
struct Teller<'a> {
    desk: &'a Desk<'a>,
    view: &'a EntryView,
    directory: &'a Directory,
}

impl Teller<'_> {
    fn change(&self, story: &[StoryEntry], change: &StoryEntry) -> String {
        let act = |touched: &Touched| match touched {
            Touched::Act { act } => change.acts.get(act).map(|(kind, payload)| self.act(kind, payload)),
            _ => None,
        };
        let done: Vec<_> = change.touched.iter().filter_map(act).collect();
        entry_in_words(self.desk.lang, story, change, &done)
    }

    /// What was done. Values stand under the names of their fields; what names none is told as an act on a case is.
    fn act(&self, kind: &str, payload: &serde_json::Value) -> String {
        let lang = self.desk.lang;
        let Ok(values) = serde_json::from_value::<Values>(payload["values"].clone()) else {
            return Phrases { lang, directory: self.directory, places: &BTreeMap::new() }.act(kind, payload);
        };
        let part = |(name, cell): (String, String)| match cell.as_str() {
            "" => say!(lang, words::CLEARED, name = name),
            cell => say!(lang, words::PART, name = name, value = shown(cell)),
        };
        let parts: Vec<_> = in_words(lang, self.view, &values, self.directory).into_iter().map(part).collect();
        let kind = words::kind_word(kind, lang);
        say!(lang, words::ACT, kind = kind, parts = parts.join(words::PART_BREAK.text(lang)))
    }
}
