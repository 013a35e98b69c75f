//! `taizhang case history`: the case as a story, from all that its document holds.

use taizhang_client::{StoryEntry, Touched};

use super::story::Teller;
use crate::{
    print::{ms_in_china, shown},
    words::{self, field_label, say},
};

/// Letters of a free text that the story quotes.
const QUOTED: usize = 60;

/// The whole story.
pub(crate) fn tell(teller: &Teller) -> String {
    let view = &teller.view;
    let mut text = say!(teller.lang, words::STORY_HEAD, number = view.number, title = view.title);
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

fn tell_entry(teller: &Teller, entry: &StoryEntry) -> String {
    let lang = teller.lang;
    let acts = entry.touched.iter().any(|touched| matches!(touched, Touched::Act { .. }));
    let done: Vec<_> = entry.touched.iter().filter_map(|touched| tell_touched(teller, entry, touched, acts)).collect();
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
    let seen = teller.latest(&entry.seen);
    if !seen.is_empty() {
        text += &say!(lang, words::STORY_SEEN, seen = teller.entries(&seen));
    }
    if !entry.concurrent_with.is_empty() {
        text += &say!(lang, words::STORY_APART, others = teller.entries(&entry.concurrent_with));
    }
    text
}

fn tell_touched(teller: &Teller, entry: &StoryEntry, touched: &Touched, acts: bool) -> Option<String> {
    let lang = teller.lang;
    let label = |name: &str| field_label(name, lang).unwrap_or_else(|| shown(name));
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
        Touched::Field { name, value, replaced } if *replaced > 1 => {
            say!(lang, words::STORY_CHOSEN, name = label(name), value = shown(value))
        }
        Touched::Field { name, value, .. } | Touched::Claim { name, value, .. } => {
            let word = if opens(entry) { words::STORY_FIRST } else { words::STORY_FIELD };
            say!(lang, word, name = label(name), value = shown(value))
        }
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

fn opens(entry: &StoryEntry) -> bool {
    entry.touched.iter().any(|touched| matches!(touched, Touched::Opened))
}
