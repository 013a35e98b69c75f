//! `taizhang inbox`: what an office has to decide (待裁决), each in plain sentences: who decided what, when, on which device,
//! having seen what; what holds meanwhile; who settles it, and by which command.

use std::collections::BTreeMap;

use clap::Args;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use taizhang_client::{CaseLine, DirectoryListing, InboxItem, Ledger, OpeningLine, Page};
use taizhang_model::{
    Directory, DisputeRule,
    lists::{SeenAct, Side},
};

use super::{
    lists::{caught_up, lag_note, office_named},
    phrases::Phrases,
    status::notices,
    story::short,
};
use crate::{
    desk::Desk,
    failure::Failure,
    print::{Answer, case_title, shown, time_in_china},
    words::{self, Lang, field_label, say, word_for},
};

/// Which inbox, and how much of it.
#[derive(Debug, Args, Deserialize, JsonSchema)]
pub struct Arguments {
    /// The office [default: that of this device].
    #[arg(long)]
    office: Option<String>,
    /// At most this many.
    #[arg(long, default_value_t = super::default::lines())]
    #[serde(default = "super::default::lines")]
    limit: usize,
    /// Leave out this many.
    #[arg(long, default_value_t = 0)]
    #[serde(default)]
    offset: usize,
}

impl Arguments {
    /// The first of this device's office.
    pub(crate) const fn first(limit: usize) -> Self {
        Self { office: None, limit, offset: 0 }
    }
}

/// Tells what an office has to decide.
pub fn run(desk: &Desk, arguments: &Arguments) -> Result<Answer, Failure> {
    let mut ledger = desk.ledger()?;
    caught_up(desk, &mut ledger)?;
    let office = office_named(&mut ledger, arguments.office.as_deref())?;
    let inbox = ledger.inbox(office, Page { limit: arguments.limit, offset: arguments.offset })?;
    let teller = Teller::new(desk.lang, &mut ledger)?;
    let (mut items, mut text) = (Vec::new(), Vec::new());
    for item in &inbox.items {
        let sentence = teller.item(item);
        let mut json = serde_json::to_value(item).expect("an item is plain data");
        json["sentence"] = sentence.clone().into();
        json["settle"] = Teller::command(item).into();
        items.push(json);
        text.push(sentence);
    }
    for detail in &inbox.parties {
        let field = field_label(&detail.field, desk.lang).unwrap_or_else(|| shown(&detail.field));
        text.push(say!(desk.lang, words::INBOX_PARTY, party = detail.party, field = field, name = detail.field));
    }
    text.extend(inbox.openings.iter().map(|opening| teller.opening(opening)));
    let head = say!(
        desk.lang,
        words::INBOX_HEAD,
        office = teller.directory.office_name(inbox.office),
        here = inbox.counts.here,
        elsewhere = inbox.counts.elsewhere,
    );
    let status = ledger.status()?;
    text.insert(0, head + &notices(desk.lang, &status));
    text.extend(lag_note(desk.lang, inbox.lag));
    let json = json!({"office": inbox.office, "counts": inbox.counts, "items": items, "parties": inbox.parties,
        "openings": inbox.openings, "lag": inbox.lag,
        "shut_out": status.shut_out});
    Ok(Answer::new(json, text.join("\n\n")))
}

/// What the sentences of an inbox are made of.
struct Teller {
    lang: Lang,
    directory: Directory,
    listing: DirectoryListing,
    places: BTreeMap<taizhang_model::ActId, usize>,
}

impl Teller {
    fn new(lang: Lang, ledger: &mut Ledger) -> Result<Self, Failure> {
        Ok(Self { lang, directory: ledger.directory()?, listing: ledger.listing()?, places: BTreeMap::new() })
    }

    fn title(&self, case: &CaseLine) -> String {
        case_title(&case.title, case.reading, self.lang)
    }

    /// Somebody opened a restricted case: to be known, nothing to decide.
    fn opening(&self, line: &OpeningLine) -> String {
        let opening = &line.opening;
        say!(
            self.lang,
            words::INBOX_OPENING,
            number = shown(&line.case.number),
            title = self.title(&line.case),
            time = time_in_china(opening.from),
            office = self.directory.office_name(opening.office),
            staff = self.directory.staff_name(opening.by),
            until = time_in_china(opening.until),
            reason = shown(&opening.reason),
        )
    }

    fn item(&self, item: &InboxItem) -> String {
        let dispute = &item.decision.dispute;
        let rule = dispute.rule.as_str();
        let mut text =
            say!(self.lang, words::INBOX_CASE, number = shown(&item.case.number), title = self.title(&item.case));
        if let Some(other) = &item.other {
            text += &say!(self.lang, words::INBOX_OTHER, number = shown(&other.number), title = self.title(other));
        }
        text += "\n";
        text += &say!(
            self.lang,
            words::DISPUTE,
            id = short(dispute.id),
            rule = rule,
            what = word_for(words::RULES, rule, self.lang)
        );
        for side in &item.decision.sides {
            text += &format!("\n  {}", self.side(side));
        }
        if let Some(conflict) = &item.decision.conflict {
            let field = field_label(&conflict.field, self.lang).unwrap_or_else(|| shown(&conflict.field));
            for value in &conflict.values {
                let device = self.device(value.by);
                let value = shown(&value.value);
                text += &format!(
                    "\n  {}",
                    say!(self.lang, words::INBOX_VALUE, field = field, value = value, device = device)
                );
            }
        }
        text += &format!("\n  {}", self.outlook(item));
        text
    }

    /// What holds meanwhile, who settles it, and how.
    fn outlook(&self, item: &InboxItem) -> String {
        let dispute = &item.decision.dispute;
        let word = |value: serde_json::Value, table| word_for(table, value.as_str().unwrap_or_default(), self.lang);
        let json = |value| serde_json::to_value(value).expect("it is a plain word");
        let interim = word(serde_json::to_value(dispute.interim).expect("it is a plain word"), words::INTERIMS);
        if dispute.notice {
            return say!(self.lang, words::INBOX_NOTICE, interim = interim);
        }
        let office = dispute.settle_at.map_or_else(
            || words::JOINT_MEETING.text(self.lang).to_owned(),
            |office| self.directory.office_name(office),
        );
        let by = word(json(dispute.settle_by), words::SETTLERS);
        say!(
            self.lang,
            words::INBOX_OPEN,
            interim = interim,
            office = office,
            by = by,
            command = Self::command(item).unwrap_or_default()
        )
    }

    fn side(&self, side: &Side) -> String {
        let phrases = Phrases { lang: self.lang, directory: &self.directory, places: &self.places };
        let seen: Vec<_> = side.seen.iter().map(|seen| self.seen(seen)).collect();
        let seen = if seen.is_empty() {
            words::SEEN_NOTHING.text(self.lang).to_owned()
        } else {
            say!(self.lang, words::INBOX_SEEN, seen = seen.join(self.lang.comma()))
        };
        say!(
            self.lang,
            words::INBOX_SIDE,
            id = short(side.act),
            time = time_in_china(side.made_at),
            office = self.directory.office_name(side.office),
            staff = self.directory.staff_name(side.by),
            device = self.device(side.device),
            done = phrases.act(&side.kind, &side.says),
            seen = seen,
        )
    }

    fn seen(&self, seen: &SeenAct) -> String {
        let kind = words::kind_word(&seen.kind, self.lang);
        let office = self.directory.office_name(seen.office);
        say!(self.lang, words::SEEN_ACT, kind = kind, office = office, on = seen.effective_on)
    }

    /// What the holder calls the device; of one that is not known here, the first letters of its id.
    fn device(&self, device: taizhang_model::DeviceId) -> String {
        let line = self.listing.devices.iter().find(|line| line.device == device && !line.name.is_empty());
        line.map_or_else(|| short(device), |line| shown(&line.name))
    }

    /// The command that decides it, but for the reason and the choice.
    fn command(item: &InboxItem) -> Option<String> {
        let dispute = &item.decision.dispute;
        let case = short(item.case.id);
        if dispute.notice {
            return None;
        }
        Some(match dispute.rule {
            DisputeRule::K3 => {
                let other = item.other.as_ref().map(|other| short(other.id)).unwrap_or_default();
                format!(
                    "taizhang act link {case} --other {other} --kind same_matter --reason \"…\" | taizhang act not-same-matter {case} --other {other} --reason \"…\""
                )
            }
            DisputeRule::K11 => {
                let act = dispute.acts.first().map(short).unwrap_or_default();
                format!("taizhang act number {case} --replaces {act} --scheme … --number …")
            }
            DisputeRule::K14 => {
                let field = item.decision.conflict.as_ref().map(super::show::conflict_name).unwrap_or_default();
                format!("taizhang conflict choose {case} {field} 1")
            }
            DisputeRule::K17 => {
                format!("taizhang entry do revise {} --payload FILE", item.entry.map(short).unwrap_or_default())
            }
            _ => {
                let first = dispute.acts.first().map(short).unwrap_or_default();
                format!("taizhang dispute settle {case} {} --choose {first} --reason \"…\"", short(dispute.id))
            }
        })
    }
}
