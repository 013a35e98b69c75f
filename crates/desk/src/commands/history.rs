//! `taizhang case history`: the case as a story, from all that its document holds.

use taizhang_client::{StoryEntry, Touched};

use super::story::{Teller, latest, numbers};
use crate::{
    print::{case_title, ms_in_china, shown},
    words::{self, Lang, field_label, say},
};

/// Letters of a free text that the story quotes.
const QUOTED: usize = 60;

/// The whole story.
pub(crate) fn tell(teller: &Teller) -> String {
    let view = &teller.view;
    let mut text = say!(
        teller.lang,
        words::STORY_HEAD,
        number = view.number,
        title = case_title(&view.title, view.reading.state, teller.lang)
    );
    for entry in &teller.story.entries {
        text.push('\n');
        text.push_str(&tell_entry(teller, entry));
    }
    for dispute in &view.disputes {
        text.push_str("\n\n");
        text.push_str(&teller.dispute(dispute));
    }
    text
}

/// One entry of the story.
pub(super) fn tell_entry(teller: &Teller, entry: &StoryEntry) -> String {
    let acts = entry.touched.iter().any(|touched| matches!(touched, Touched::Act { .. }));
    let done: Vec<_> = entry.touched.iter().filter_map(|touched| tell_touched(teller, entry, touched, acts)).collect();
    entry_in_words(teller.lang, &teller.story.entries, entry, &done)
}

/// An entry of a story: who did these things, when, on which device, having seen what.
pub(crate) fn entry_in_words(lang: Lang, story: &[StoryEntry], entry: &StoryEntry, done: &[String]) -> String {
    let mut text = say!(
        lang,
        words::STORY_ENTRY,
        n = entry.n,
        time = ms_in_china(entry.at_ms),
        office = entry.office_name,
        staff = entry.staff_name,
        device = entry.device_name,
        done = done.join(words::PART_BREAK.text(lang)),
    );
    let seen = latest(story, &entry.seen);
    if !seen.is_empty() {
        text += &say!(lang, words::STORY_SEEN, seen = numbers(lang, &seen));
    }
    if !entry.concurrent_with.is_empty() {
        text += &say!(lang, words::STORY_APART, others = numbers(lang, &entry.concurrent_with));
    }
    text
}

fn tell_touched(teller: &Teller, entry: &StoryEntry, touched: &Touched, acts: bool) -> Option<String> {
    let lang = teller.lang;
    Some(match touched {
        // The act of registering says it.
        Touched::Opened if acts => return None,
        Touched::Opened => words::STORY_OPENED.text(lang).to_owned(),
        Touched::Act { act } => {
            let (kind, payload) = entry.acts.get(act)?;
            let done = teller.act(kind, payload);
            let marks = teller.marks(*act);
            if marks.is_empty() {
                done
            } else {
                say!(lang, words::MARKED, done = done, marks = marks.join(lang.comma()))
            }
        }
        Touched::Field { name, value, replaced } => field_in_words(lang, entry, name, value, *replaced),
        Touched::Claim { name, value, .. } => field_in_words(lang, entry, name, value, 0),
        Touched::Narrative { inserted, deleted } => {
            let mut quoted: String = shown(inserted).chars().take(QUOTED).collect();
            if quoted.len() < shown(inserted).len() {
                quoted.push('…');
            }
            let word = if opens(entry) { words::STORY_FIRST_NARRATIVE } else { words::STORY_NARRATIVE };
            say!(lang, word, inserted = quoted, deleted = deleted)
        }
    })
}

/// A plain field that an entry wrote, over so many values.
pub(crate) fn field_in_words(lang: Lang, entry: &StoryEntry, name: &str, value: &str, replaced: usize) -> String {
    let label = field_label(name, lang).unwrap_or_else(|| shown(name));
    let word = match replaced {
        2.. => words::STORY_CHOSEN,
        _ if opens(entry) => words::STORY_FIRST,
        _ => words::STORY_FIELD,
    };
    say!(lang, word, name = label, value = shown(value))
}

fn opens(entry: &StoryEntry) -> bool {
    entry.touched.iter().any(|touched| matches!(touched, Touched::Opened))
}
