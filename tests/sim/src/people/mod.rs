//! What people do in a run: they register cases, edit them, record acts, choose, settle, share, withdraw, keep the
//! register, and carry bundles. What each of them writes holds a word that stands nowhere else.
//!
//! Acts are drawn from the whole table of kinds: one file a group, each a function from what a person has before them to
//! the acts that they might record. A run has a theme, a group that half of its acts come from, so that acts of one group
//! meet; and in some runs people mean to get their cases done.

mod closing;
mod course;
mod desk;
mod duty;
mod handling;
mod help;
mod intake;
mod links;
mod papers;
pub(crate) mod register;

use jiff::{Span, civil::date};
use taizhang_client::{CaseEdit, Error, Ledger, NewCase, engine::Event};
use taizhang_model::{
    ActBody, CaseId, CaseView,
    act::{Channel, Note, Register},
    date_in_china, fields,
};

use self::desk::Desk;
use crate::{county::county, office::cases, plan::Fault, truth::Written, world::World};

/// Small edits that somebody works through in one go.
const BURST: usize = 70;
/// Acts that somebody records in one go, at most.
const SITTING: u64 = 6;
/// Acts that somebody thinks of before they give up.
const TRIES: usize = 3;

/// A group: from what a person has before them to the acts of the group that they might record.
type Group = fn(&mut Desk<'_>) -> Vec<ActBody>;

/// The groups of acts.
const GROUPS: &[Group] = &[
    intake::contacts,
    intake::whose,
    intake::matter,
    duty::charge,
    duty::promises,
    duty::above,
    handling::work,
    handling::inquiry,
    help::mediation,
    help::money,
    papers::papers,
    papers::answers,
    papers::files,
    closing::closing,
    links::links,
];

/// What runs are about: groups whose acts answer each other over several steps come up more often.
const THEMES: &[Group] = &[
    intake::contacts,
    intake::whose,
    duty::charge,
    duty::charge,
    duty::promises,
    duty::above,
    duty::above,
    handling::work,
    handling::inquiry,
    handling::inquiry,
    help::mediation,
    help::money,
    papers::papers,
    papers::answers,
    papers::files,
    closing::closing,
    links::links,
];

impl World {
    /// Somebody does something somewhere.
    pub(crate) fn person(&mut self) {
        if self.truth.cases.len() >= 2 && self.rng.below(8) < self.plan.diligence {
            return self.go_on();
        }
        let at = self.rng.index(self.devices.len());
        let Some(ledger) = &mut self.devices[at].ledger else { return };
        let here = cases(ledger);
        let known = self.truth.cases.len();
        let Some(case) = self.rng.pick(&here).copied().filter(|_| known >= 2 && !self.rng.one_in(20)) else {
            if known < self.plan.cases_max {
                self.register(at);
            }
            return;
        };
        match self.rng.below(40) {
            0..10 => self.edit(at, case),
            10..13 => self.narrate(at, case),
            13 | 14 => self.choose(at, case),
            15..18 => (0..TRIES).for_each(|_| self.keep_register(at)),
            18 if self.rng.one_in(3) => self.configure(),
            18 => self.ask_by_code(at, case),
            19 if self.plan.dismissals => self.dismiss(),
            // The bureau keeps out of what it is to audit.
            _ if self.plan.diligent() && self.devices[at].office == county().bureau() => {}
            _ => self.record(at, case),
        }
    }

    fn register(&mut self, at: usize) {
        let word = self.truth.word();
        // What a village has gets furthest: three levels sign.
        let offices = if self.plan.diligent() { county().villages() } else { &county().offices };
        let strange = self.plan.diligent() || self.rng.one_in(4);
        let home = strange.then(|| offices[self.rng.index(offices.len())]);
        let new = NewCase {
            home,
            without: vec![],
            fields: vec![(fields::TITLE.into(), word.clone()), (fields::PETITIONER.into(), "陈玉兰".into())],
            narrative: "反映邻居围墙占道。".into(),
            claims: vec!["拆除围墙".into()],
            register: Register {
                channel: Channel::Visit,
                received_on: date(2026, 9, 1),
                summary: "来访反映".into(),
                persons: 1,
                number: String::new(),
                receipt_code: String::new(),
                ..Register::default()
            },
            acts: vec![],
        };
        let mut case = None;
        self.command(at, None, "register", &word, |ledger, now| {
            let registered = ledger.register(now, new)?;
            case = Some(registered.case);
            Ok(Some(registered.case))
        });
        let Some(case) = case else { return };
        self.truth.cases.insert(case);
        // The bureau stands above nobody: it reads a case, and audits it, where somebody lets it in.
        let bureau = county().bureau();
        if self.plan.bureau && self.devices[at].office != bureau {
            self.command(at, Some(case), "share", "", |ledger, _| ledger.share(case, bureau).map(|()| None));
        }
    }

    fn edit(&mut self, at: usize, case: CaseId) {
        const FIELDS: [&str; 4] = [fields::AREA, fields::MEASURES, fields::STATUS_NOTE, fields::SUBJECT];
        let field = FIELDS[self.rng.index(FIELDS.len())];
        let word = self.truth.word();
        let edit = match self.rng.below(8) {
            0 => CaseEdit::AddClaim(word.clone()),
            _ => CaseEdit::Field { name: field.into(), value: word.clone() },
        };
        self.command(at, Some(case), field, &word, |ledger, now| {
            ledger.edit(now, case, vec![edit]).map(|_| Some(case))
        });
    }

    fn narrate(&mut self, at: usize, case: CaseId) {
        let letter = self.truth.letter();
        let Some(ledger) = &mut self.devices[at].ledger else { return };
        let Ok(record) = ledger.record(case) else { return };
        let mut text: Vec<char> = record.narrative.chars().collect();
        if text.len() > 4 && self.rng.one_in(3) {
            text.remove(self.rng.index(text.len()));
        }
        let place = self.rng.index(text.len() + 1);
        text.splice(place..place, letter.chars());
        let text: String = text.into_iter().collect();
        self.command(at, Some(case), "narrative", &letter, |ledger, now| {
            ledger.edit(now, case, vec![CaseEdit::Narrative(text)]).map(|_| Some(case))
        });
    }

    fn choose(&mut self, at: usize, case: CaseId) {
        let Some(view) = self.view(at, case) else { return };
        let Some(conflict) = self.rng.pick(&view.conflicts).filter(|conflict| conflict.claim.is_none()) else { return };
        let place = self.rng.index(conflict.values.len());
        let (field, value) = (conflict.field.clone(), conflict.values[place].value.clone());
        // Written down first: a command that fails may have got through all the same.
        self.truth.chosen.insert((case, field.clone(), value));
        self.command(at, Some(case), "choose", "", |ledger, now| {
            ledger.choose(now, case, &field, place).map(|()| Some(case))
        });
    }

    /// Somebody records something about some case of theirs.
    pub(crate) fn work(&mut self, at: usize) {
        let Some(ledger) = &mut self.devices[at].ledger else { return };
        let here = cases(ledger);
        if let Some(case) = self.rng.pick(&here).copied() {
            self.record(at, case);
        }
    }

    /// Somebody sits down with a case, and records a few things about it.
    fn record(&mut self, at: usize, case: CaseId) {
        let most = if self.plan.diligent() { 1 } else { SITTING };
        for _ in 0..self.rng.between(1, most) {
            let recorded = (0..TRIES).any(|_| self.record_one(at, case));
            if !recorded {
                break;
            }
        }
        self.sign(at, case);
    }

    /// Records an act of any kind that makes sense to somebody. Whether it was allowed.
    fn record_one(&mut self, at: usize, case: CaseId) -> bool {
        let word = self.truth.word();
        let groups = if self.rng.one_in(2) { GROUPS } else { &THEMES[self.plan.theme % THEMES.len()..][..1] };
        let group = groups[self.rng.index(groups.len())];
        let body = self.at_desk(at, case, &word, |desk| {
            let settled = if desk.chance(3) { duty::settled(desk) } else { None };
            settled.or_else(|| {
                let mut offers = group(desk);
                // What answers another act comes last, and people think of it first.
                let at = desk.rng.index(offers.len()).max(desk.rng.index(offers.len()));
                (!offers.is_empty()).then(|| offers.swap_remove(at))
            })
        });
        body.flatten().is_some_and(|body| self.act(at, case, body, &word))
    }

    /// The next step of a case, taken by whoever is to take it and has the case.
    fn go_on(&mut self) {
        let all: Vec<CaseId> = self.truth.cases.iter().copied().collect();
        let Some(case) = self.rng.pick(&all).copied() else { return };
        for at in 0..self.devices.len() {
            // A second device of the same person leaves it to the first.
            let staff = self.devices[at].staff;
            if self.devices[..at].iter().any(|device| device.staff == staff) {
                continue;
            }
            let mut steps = 0;
            while steps < SITTING && self.go_on_at(at, case) {
                steps += 1;
            }
            if steps > 0 {
                return;
            }
        }
    }

    fn go_on_at(&mut self, at: usize, case: CaseId) -> bool {
        let word = self.truth.word();
        let body = self.at_desk(at, case, &word, course::next).flatten();
        body.is_some_and(|body| self.act(at, case, body, &word))
    }

    /// Looks at a case as the person at this device does.
    fn at_desk<T>(&mut self, at: usize, case: CaseId, word: &str, look: impl FnOnce(&mut Desk<'_>) -> T) -> Option<T> {
        let rng = self.rng.fork();
        let today = date_in_china(self.devices[at].wall(self.now_ms));
        let device = &mut self.devices[at];
        let ledger = device.ledger.as_mut()?;
        let (view, directory) = (ledger.view(case).ok()?, ledger.directory().ok()?);
        let others: Vec<CaseId> = cases(ledger).into_iter().filter(|other| *other != case).collect();
        Some(look(&mut Desk {
            view: &view,
            directory: &directory,
            office: device.office,
            staff: device.staff,
            others: &others,
            today,
            word: word.to_owned(),
            rng,
        }))
    }

    /// Records an act, now and then for another day. Whether it was allowed.
    fn act(&mut self, at: usize, case: CaseId, mut body: ActBody, word: &str) -> bool {
        let kind = body.kind().to_owned();
        // Not every kind has room for a word.
        let word = if body.payload().to_string().contains(word) { word } else { "" };
        let today = date_in_china(self.devices[at].wall(self.now_ms));
        let off = Span::new().days(i64::try_from(self.rng.below(12)).unwrap_or_default() - 9);
        let on = self.rng.one_in(5).then(|| today.saturating_add(off));
        self.command(at, Some(case), &kind, word, |ledger, now| {
            if let ActBody::Sign(sign) = &mut body {
                let signed = ledger.record(case)?.acts.into_iter().find(|one| one.id == sign.act);
                sign.over = signed.map(|act| act.content_hash()).unwrap_or_default();
            }
            ledger.act(now, case, body, on).map(|_| Some(case))
        })
    }

    /// Somebody signs a closing that waits for signatures, as whatever is still missing.
    fn sign(&mut self, at: usize, case: CaseId) {
        let Some(view) = self.view(at, case) else { return };
        let waiting = view.closing.closings.iter().rfind(|closing| closing.holds);
        if let Some((act, role)) = waiting.and_then(|closing| Some((closing.act, *closing.awaiting.first()?))) {
            self.act(at, case, papers::sign(act, role), "");
        }
    }

    /// Somebody enters a pile of paper notes: enough changes for bases and snapshots.
    pub(crate) fn burst(&mut self) {
        let at = self.rng.index(self.devices.len());
        let Some(ledger) = &mut self.devices[at].ledger else { return };
        let here = cases(ledger);
        let Some(case) = self.rng.pick(&here).copied() else { return };
        for _ in 0..BURST {
            let word = self.truth.word();
            let note = ActBody::Note(Note { text: word.clone() });
            self.command(at, Some(case), "note", &word, |ledger, now| {
                ledger.act(now, case, note, None).map(|_| Some(case))
            });
        }
    }

    fn view(&mut self, at: usize, case: CaseId) -> Option<CaseView> {
        self.devices[at].ledger.as_mut()?.view(case).ok()
    }

    /// Runs a command. What it acknowledges goes down as the truth. Whether it did.
    pub(crate) fn command(
        &mut self,
        at: usize,
        case: Option<CaseId>,
        what: &str,
        word: &str,
        run: impl FnOnce(&mut Ledger, jiff::Timestamp) -> Result<Option<CaseId>, Error>,
    ) -> bool {
        let now = self.devices[at].wall(self.now_ms);
        let name = self.devices[at].name.clone();
        let Some(ledger) = &mut self.devices[at].ledger else { return false };
        let outcome = run(ledger, now);
        let done = outcome.is_ok();
        let on = case.or(*outcome.as_ref().unwrap_or(&None)).map_or_else(String::new, |case| case.to_string());
        let on = on.get(..6).unwrap_or_default().to_owned();
        match outcome {
            Ok(case) => {
                self.say(format_args!("{name}: {what} {word} in {on}"));
                if let (Some(case), false) = (case, word.is_empty()) {
                    let change = last_change(ledger_of(self, at), case);
                    let word = word.to_owned();
                    self.truth.written.push(Written { device: at, case, word, change, excused: false });
                }
            }
            Err(error) => {
                self.say(format_args!("{name}: {what} {word} in {on}: {}", error.code()));
                match error {
                    Error::Refused(_) | Error::UnknownCase { .. } | Error::Unknown { .. } | Error::NotAllowed => {}
                    Error::Storage(_) => self.storage_failed(at, error.is_disk_full(), &error),
                    error => self.fail("unexpected", format!("{name}: {what}: {error}")),
                }
            }
        }
        self.power(at);
        self.tell(at, Event::LocalCommit);
        done
    }

    /// Somebody at a counter asks how a case stands, on behalf of whoever holds its receipt code.
    fn ask_by_code(&mut self, at: usize, case: CaseId) {
        let Some(ledger) = &mut self.devices[at].ledger else { return };
        let acts = ledger.record(case).map(|record| record.acts).unwrap_or_default();
        let code = acts.iter().find_map(|act| match &act.body {
            ActBody::Register(register) => Some(register.receipt_code.clone()),
            _ => None,
        });
        let Some(code) = code else { return };
        self.command(at, None, "ask by code", "", |ledger, now| ledger.public_status(now, &code).map(|_| None));
    }

    // Faults that are something a person does.

    /// An office is let in, or withdrawn.
    pub(crate) fn change_audience(&mut self) {
        let at = self.rng.index(self.devices.len());
        if self.devices[at].apart {
            return;
        }
        let Some(ledger) = &mut self.devices[at].ledger else { return };
        let here = cases(ledger);
        let Some(case) = self.rng.pick(&here).copied() else { return };
        let inside = ledger.audience(case).unwrap_or_default();
        let office = county().offices[self.rng.index(county().offices.len())];
        if inside.contains(&office) {
            self.command(at, Some(case), "withdraw", "", |ledger, _| ledger.withdraw(case, office).map(|()| None));
            self.strike(Fault::Withdrawal);
        } else {
            self.command(at, Some(case), "share", "", |ledger, _| ledger.share(case, office).map(|()| None));
        }
    }

    /// A village's second device, or the other village's only one, is shut out.
    pub(crate) fn revoke(&mut self) {
        let Some(at) = self.devices.iter().position(|device| device.name == "village-a2" || device.name == "village-b")
        else {
            return;
        };
        let device = self.devices[at].identity().device();
        for twin in self.devices.iter_mut().filter(|twin| twin.identity().device() == device) {
            twin.revoked = true;
        }
        self.command(0, None, "revoke", "", |ledger, now| ledger.revoke(now, device, "lost").map(|()| None));
    }

    /// The administrator signs how far what was written there counts: as far as the relay has it.
    pub(crate) fn finish_revocations(&mut self) {
        let now = self.devices[0].wall(self.now_ms);
        let Some(ledger) = &mut self.devices[0].ledger else { return };
        for device in ledger.revocations_to_finish(now).unwrap_or_default() {
            let tips = self.relay.held.tips(device);
            self.command(0, None, "finish the revocation", "", |ledger, now| {
                ledger.finish_revocation(now, device, tips).map(|()| None)
            });
        }
    }

    /// Somebody confirms what came by hand of a device that was shut out. Whether anything did.
    pub(crate) fn confirm_late(&mut self) -> bool {
        let Some(ledger) = &mut self.devices[0].ledger else { return false };
        let waiting = ledger.waiting_for_confirmation().unwrap_or_default();
        let Some(device) = waiting.first().map(|line| line.device) else { return false };
        self.rng.one_in(2)
            && self.command(0, None, "confirm", "", |ledger, now| ledger.confirm(now, device, None).map(|_| None))
    }

    /// Somebody carries a bundle from one device to another. Whether it changed a case there.
    pub(crate) fn carry(&mut self, from: usize, to: usize) -> bool {
        let office = self.devices[to].office;
        let now_ms = self.devices[to].wall_ms(self.now_ms);
        let names = (self.devices[from].name.clone(), self.devices[to].name.clone());
        let Some(ledger) = &mut self.devices[from].ledger else { return false };
        let Ok(bundle) = ledger.export_bundle(Some(office)) else { return false };
        let bundle = self.tampered_bundle(to, bundle);
        let takes_for_feed = self.plant == Some(crate::Plant::BundleTakenForFeed);
        let Some(ledger) = &mut self.devices[to].ledger else { return false };
        let result = if takes_for_feed {
            take_for_feed(ledger, now_ms, &bundle)
        } else {
            ledger.import_bundle(now_ms, &bundle, |_, _| {}).map(|report| report.changed.len())
        };
        let changed = match result {
            Ok(changed) => {
                self.strike(Fault::BundleCarried);
                self.say(format_args!("a bundle from {} to {}: {changed} cases changed", names.0, names.1));
                changed > 0
            }
            Err(error @ Error::Storage(_)) => {
                self.storage_failed(to, error.is_disk_full(), &error);
                false
            }
            Err(error) => {
                self.fail("unexpected", format!("a bundle from {} to {}: {error}", names.0, names.1));
                false
            }
        };
        self.power(to);
        self.tell(to, Event::LocalCommit);
        changed
    }

    fn tampered_bundle(&mut self, to: usize, bytes: Vec<u8>) -> Vec<u8> {
        if self.healing || !self.rng.one_in(self.plan.corrupt_one_in / 4) {
            return bytes;
        }
        let Ok(mut bundle) = taizhang_wire::read_bundle(&bytes) else { return bytes };
        let at = self.rng.index(bundle.items.len());
        let Some(item) = bundle.items.get_mut(at) else { return bytes };
        let Some(doc) = crate::relay::content_of(item) else { return bytes };
        let place = self.rng.between(2, item.len() as u64 - 1) as usize;
        item[place] ^= 1 << self.rng.below(8);
        self.devices[to].corrupted.insert(doc);
        self.strike(Fault::CorruptBytes);
        taizhang_wire::write_bundle(&bundle)
    }
}

fn ledger_of(world: &mut World, at: usize) -> Option<&mut Ledger> {
    world.devices[at].ledger.as_mut()
}

/// The change that the device just wrote: its own latest in the case.
fn last_change(
    ledger: Option<&mut Ledger>,
    case: CaseId,
) -> Option<(taizhang_wire::ActorId, u64, taizhang_wire::ChangeHash)> {
    let ledger = ledger?;
    let actor = ledger.identity().actor();
    let audit = ledger.audit(case).ok()??;
    audit.tips.into_iter().find(|tip| tip.actor == actor).map(|tip| (tip.actor, tip.seq, tip.hash))
}

fn take_for_feed(ledger: &mut Ledger, now_ms: i64, bundle: &[u8]) -> Result<usize, Error> {
    let bundle = taizhang_wire::read_bundle(bundle)?;
    let entries = (1..).zip(bundle.items).map(|(position, item)| taizhang_wire::FeedEntry { position, item }).collect();
    let epoch = taizhang_wire::Epoch([0; 16]);
    let page = taizhang_wire::FeedPage { epoch, entries, next: 0, more: true };
    ledger.receive_doc(now_ms, taizhang_wire::DocId::from_hash(&[0; 32]), &page).map(|received| received.changed.len())
}
