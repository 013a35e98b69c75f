//! `taizhang case show`: a case as it stands now.

use std::collections::BTreeMap;

use serde_json::json;
use taizhang_client::{Error, Ledger, StoryEntry};
use taizhang_model::{
    ActBody, CaseId, CaseParty, CaseRecord, CaseView, Deadline, Directory, DisputeId, FieldConflict, OfficeId, Reading,
    act::Settle, config::Sense,
};

use super::story::{Teller, short};
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, case_title, shown, shown_lines},
    words::{self, Lang, field_label, say, word_for},
};

pub(crate) fn show(desk: &Desk, ledger: &mut Ledger, case: CaseId) -> Result<Answer, Failure> {
    let teller = Teller::new(desk.lang, ledger, case)?;
    let (record, audience) = (ledger.record(case)?, ledger.audience(case)?);
    let text = in_words(&teller, &record, &audience);
    let json = json!({
        "case": teller.view, "fields": record.fields, "narrative": record.narrative, "audience": audience,
        "names": names(&teller.view, &teller.directory, &audience),
        "may_settle": may_settle(desk, ledger, &teller.view)?,
    });
    Ok(Answer::new(json, text))
}

/// The open disputes that the holder of this device may settle now, by the rules of the act that does it.
fn may_settle(desk: &Desk, ledger: &mut Ledger, view: &CaseView) -> Result<Vec<DisputeId>, Failure> {
    let settles: Vec<Settle> = view
        .open_disputes()
        .filter_map(|dispute| {
            let choose = *dispute.acts.first()?;
            Some(Settle { dispute: dispute.id, choose, reason: String::from("?") })
        })
        .collect();
    if settles.is_empty() {
        return Ok(Vec::new());
    }
    let may = ledger.checks(desk.now(), view.id, |checks| {
        let may = settles.into_iter().filter(|settle| checks.check(&ActBody::Settle(settle.clone())).is_ok());
        may.map(|settle| settle.dispute).collect()
    });
    match may {
        // Cases may be here before it is known who this is.
        Err(Error::NotEnrolled) => Ok(Vec::new()),
        may => Ok(may?),
    }
}

/// The names of the offices and people that the view names by id.
pub(crate) fn names(view: &CaseView, directory: &Directory, audience: &[OfficeId]) -> BTreeMap<String, String> {
    let mut offices: Vec<_> = audience.to_vec();
    offices.push(view.home);
    offices.extend(view.timeline.iter().map(|item| item.office));
    offices.extend(view.leads.iter().flat_map(|lead| [lead.office, lead.unit]));
    let mut staff: Vec<_> = view.timeline.iter().map(|item| item.by).collect();
    staff.extend(view.leads.iter().map(|lead| lead.staff).chain(view.handler));
    let offices = offices.into_iter().map(|id| (id.to_string(), directory.office_name(id)));
    let staff = staff.into_iter().map(|id| (id.to_string(), directory.staff_name(id)));
    offices.chain(staff).collect()
}

/// The word for a stage.
pub(crate) fn stage(view: &CaseView, lang: Lang) -> String {
    let stage = serde_json::to_value(view.stage).expect("a stage is a plain word");
    word_for(words::STAGES, stage.as_str().unwrap_or_default(), lang)
}

fn in_words(teller: &Teller, record: &CaseRecord, audience: &[OfficeId]) -> String {
    let Teller { lang, view, directory, .. } = teller;
    let lang = *lang;
    if view.reading.state == Reading::Withheld {
        return withheld(view, directory, lang);
    }
    let mut lines = vec![
        say!(
            lang,
            words::SHOW_HEAD,
            number = view.number,
            title = case_title(&view.title, view.reading.state, lang),
            stage = stage(view, lang),
            id = view.id
        ),
        say!(
            lang,
            words::SHOW_RECEIVED,
            date = view.received_on.map(|date| date.to_string()).unwrap_or_default(),
            channel = view
                .channel
                .and_then(|channel| words::value_word("channel", channel.as_str(), lang))
                .unwrap_or_default(),
            persons = view.persons,
            home = directory.office_name(view.home),
            code = view.receipt_code,
        ),
    ];
    for (name, values) in record.fields.iter().filter(|(name, _)| *name != taizhang_model::fields::TITLE) {
        let label = field_label(name, lang).unwrap_or_else(|| shown(name));
        if let Some(value) = values.first().filter(|value| !value.value.is_empty()) {
            lines.push(say!(lang, words::SHOW_FIELD, name = label, value = shown(&value.value)));
        }
    }
    for lead in &view.leads {
        let due = lead.due.map(|due| say!(lang, words::SHOW_DUE, date = due)).unwrap_or_default();
        let (staff, unit) = (directory.staff_name(lead.staff), directory.office_name(lead.unit));
        lines.push(say!(lang, words::SHOW_LEAD, staff = staff, unit = unit, due = due));
    }
    lines.extend(view.deadlines.iter().filter_map(|deadline| show_deadline(deadline, lang)));
    lines.extend(view.links.parties.iter().map(|party| party_in_words(party, lang)));
    for claim in &view.claims {
        lines.push(say!(lang, words::SHOW_CLAIM, text = claim.text, amount = claim.amount, id = short(claim.id)));
    }
    if !record.narrative.is_empty() {
        lines.push(say!(lang, words::SHOW_NARRATIVE, text = shown_lines(&record.narrative)));
    }
    lines.push(readers_in_words(lang, directory, audience));
    lines.extend(view.conflicts.iter().map(|conflict| conflict_in_words(teller, conflict)));
    lines.extend(view.open_disputes().map(|dispute| teller.dispute(dispute)));
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// A restricted case as anybody may see it who holds it.
fn withheld(view: &CaseView, directory: &Directory, lang: Lang) -> String {
    let title = case_title(&view.title, view.reading.state, lang);
    let (home, date) = (directory.office_name(view.home), view.received_on.map(|date| date.to_string()));
    let mut lines = vec![
        say!(lang, words::SHOW_HEAD, number = view.number, title = title, stage = stage(view, lang), id = view.id),
        say!(lang, words::SHOW_RESTRICTED, home = home, date = date.unwrap_or_default(), id = short(view.id)),
    ];
    lines.extend(view.deadlines.iter().filter_map(|deadline| show_deadline(deadline, lang)));
    lines.join("\n")
}

/// A time limit: those of acceptance and handling always, others until they are met.
fn show_deadline(deadline: &Deadline, lang: Lang) -> Option<String> {
    let word = match (deadline.rule.as_str(), deadline.met_by.is_some()) {
        (Deadline::ACCEPT, true) => words::ACCEPT_MET,
        (Deadline::ACCEPT, false) => words::ACCEPT_DUE,
        (Deadline::HANDLE, true) => words::HANDLE_MET,
        (Deadline::HANDLE, false) => words::HANDLE_DUE,
        (_, true) => return None,
        (_, false) if deadline.sense == Sense::Right => words::RIGHT_UNTIL,
        (_, false) => words::DUTY_UNTIL,
    };
    let (name, basis, extended) = (&deadline.name, &deadline.basis, deadline.extended_days);
    Some(say!(lang, word, name = name, date = last_day(deadline, lang), basis = basis, extended = extended))
}

/// The last day, or why nobody here can say.
fn last_day(deadline: &Deadline, lang: Lang) -> String {
    match (deadline.due, deadline.at_earliest, deadline.unknown_year) {
        (Some(due), ..) if deadline.paused_now => say!(lang, words::DAY_PAUSED, date = due),
        (Some(due), ..) => due.to_string(),
        (None, Some(earliest), Some(year)) => say!(lang, words::DAY_WITHOUT_CALENDAR, date = earliest, year = year),
        _ => say!(lang, words::DAY_WITHOUT_RULES),
    }
}

/// The name by which a conflict's field is chosen.
pub(crate) fn conflict_name(conflict: &FieldConflict) -> String {
    match conflict.claim {
        Some(claim) => format!("{claim}.{}", conflict.field),
        None => conflict.field.clone(),
    }
}

/// A conflict of a case: the values by number, and how to choose.
pub(crate) fn conflict_in_words(teller: &Teller, conflict: &FieldConflict) -> String {
    let command = format!("taizhang conflict choose {} {} N", short(teller.view.id), shown(&conflict_name(conflict)));
    values_in_words(teller.lang, &teller.story.entries, conflict, &command)
}

/// The values of a conflict by number, who wrote each, and the command that chooses.
pub(crate) fn values_in_words(lang: Lang, story: &[StoryEntry], conflict: &FieldConflict, command: &str) -> String {
    let label = field_label(&conflict.field, lang).unwrap_or_else(|| shown(&conflict.field));
    let mut text = say!(lang, words::CONFLICT, name = label);
    for (n, value) in (1..).zip(&conflict.values) {
        let writer = story.iter().find(|entry| entry.device == value.by);
        let by = writer.map(|entry| format!("{} {}", entry.office_name, entry.staff_name)).unwrap_or_default();
        text += &format!("\n  {}", say!(lang, words::CONFLICT_VALUE, n = n, value = shown(&value.value), by = by));
    }
    text += &format!("\n  {}", say!(lang, words::CONFLICT_CHOOSE, command = command));
    text
}

/// The offices that may read a document, those above first.
pub(crate) fn readers_in_words(lang: Lang, directory: &Directory, audience: &[OfficeId]) -> String {
    let mut readers = audience.to_vec();
    readers.sort_by_cached_key(|office| (directory.level(*office), directory.office_name(*office)));
    let readers: Vec<_> = readers.iter().map(|office| directory.office_name(*office)).collect();
    say!(lang, words::SHOW_AUDIENCE, offices = readers.join(lang.comma()))
}

/// Somebody of the case: what they are to it, the name to show, and where the details stand.
fn party_in_words(party: &CaseParty, lang: Lang) -> String {
    let role = serde_json::to_value(party.role).expect("a role is a plain word");
    let role = word_for(words::VALUES, role.as_str().unwrap_or_default(), lang);
    let details = party.party.map(|id| say!(lang, words::SHOW_DETAILS, id = id)).unwrap_or_default();
    say!(lang, words::SHOW_PARTY, role = role, name = party.name, details = details)
}
