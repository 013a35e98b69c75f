//! What people do in a run: they register cases, edit them, record acts, choose, settle, share, withdraw, and carry
//! bundles. What each of them writes holds a word that stands nowhere else.

use jiff::civil::date;
use taizhang_client::{CaseEdit, Error, Ledger, NewCase, engine::Event};
use taizhang_model::{
    ActBody, CaseId, CaseView, ClaimView, Config,
    act::{
        Accept, Assign, Channel, ClaimOpinion, Close, Extend, Note, Register, Remedy, RepeatContact, Reply,
        ReplyPosition, Serve, Settle, Sign, Visit,
    },
    fields,
};

use crate::{county::county, office::cases, plan::Fault, truth::Written, world::World};

/// Cases that one run registers.
const CASES_MAX: usize = 4;
/// Small edits that somebody works through in one go.
const BURST: usize = 70;

impl World {
    /// Somebody does something somewhere.
    pub(crate) fn person(&mut self) {
        let at = self.rng.index(self.devices.len());
        let Some(ledger) = &mut self.devices[at].ledger else { return };
        let here = cases(ledger);
        let known = self.truth.written.iter().map(|written| written.case).collect::<std::collections::BTreeSet<_>>();
        let Some(case) = self.rng.pick(&here).copied().filter(|_| known.len() >= 2 && !self.rng.one_in(20)) else {
            if known.len() < CASES_MAX {
                self.register(at);
            }
            return;
        };
        match self.rng.below(20) {
            0..7 => self.edit(at, case),
            7..9 => self.narrate(at, case),
            9 => self.choose(at, case),
            _ => self.record(at, case),
        }
    }

    fn register(&mut self, at: usize) {
        let word = self.truth.word();
        let new = NewCase {
            home: None,
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

    fn record(&mut self, at: usize, case: CaseId) {
        let Some(view) = self.view(at, case) else { return };
        let word = self.truth.word();
        let body = self.some_act(&view, &word);
        let kind = body.kind().to_owned();
        self.command(at, Some(case), &kind, &word, |ledger, now| ledger.act(now, case, body, None).map(|_| Some(case)));
        self.sign(at, case);
    }

    fn some_act(&mut self, view: &CaseView, word: &str) -> ActBody {
        let county = county();
        let word = word.to_owned();
        let open: Vec<_> = view.open_disputes().cloned().collect();
        if let (Some(dispute), true) = (self.rng.pick(&open), self.rng.one_in(2)) {
            let choose = dispute.acts[self.rng.index(dispute.acts.len())];
            return ActBody::Settle(Settle { dispute: dispute.id, choose, reason: word });
        }
        match self.rng.below(12) {
            0..2 => ActBody::Accept(Accept { notice_no: Some(word), ..Accept::default() }),
            2..5 => ActBody::Assign(Assign {
                lead: county.staff[self.rng.index(county.staff.len())],
                unit: county.offices[self.rng.index(county.offices.len())],
                reason: Some(word.clone()),
                policy: Some(word.clone()),
                feedback_by: Some(date(2026, 10, 1)),
                measures: word,
                ..Assign::default()
            }),
            5 => {
                ActBody::Visit(Visit { place: "家中".into(), text: word, petitioner_words: None, ..Visit::default() })
            }
            6 => ActBody::Extend(Extend { days: self.rng.between(1, 30) as u16, reason: word }),
            7 => answer(view, word),
            8 => ActBody::Close(closing(view, word)),
            9 => ActBody::Contact(RepeatContact {
                channel: Channel::Letter,
                received_on: date(2026, 10, 1),
                summary: word,
                persons: 1,
                ..RepeatContact::default()
            }),
            _ => ActBody::Note(Note { text: word }),
        }
    }

    /// Somebody signs what waits for signatures, as whatever is still missing.
    fn sign(&mut self, at: usize, case: CaseId) {
        let Some(view) = self.view(at, case) else { return };
        let waiting = view.closing.closings.iter().rfind(|closing| closing.holds);
        let Some((act, role)) = waiting.and_then(|closing| Some((closing.act, *closing.awaiting.first()?))) else {
            return;
        };
        self.command(at, Some(case), "sign", "", |ledger, now| {
            let signed = ledger.record(case)?.acts.into_iter().find(|one| one.id == act);
            let over = signed.map(|act| act.content_hash()).unwrap_or_default();
            ledger.act(now, case, ActBody::Sign(Sign { act, over, role }), None).map(|_| Some(case))
        });
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

    /// Runs a command. What it acknowledges goes down as the truth.
    pub(crate) fn command(
        &mut self,
        at: usize,
        case: Option<CaseId>,
        what: &str,
        word: &str,
        run: impl FnOnce(&mut Ledger, jiff::Timestamp) -> Result<Option<CaseId>, Error>,
    ) {
        let now = self.devices[at].wall(self.now_ms);
        let name = self.devices[at].name.clone();
        let Some(ledger) = &mut self.devices[at].ledger else { return };
        let outcome = run(ledger, now);
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
        self.command(0, None, "revoke", "", |ledger, _| ledger.revoke(device, "lost").map(|()| None));
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

/// The reply that is not served yet is served; otherwise one more that says something to every claim.
fn answer(view: &CaseView, word: String) -> ActBody {
    if let (Some(act), None) = (view.answer.current_reply, view.answer.served_on) {
        return ActBody::Serve(Serve { act, proof: word, ..Serve::default() });
    }
    let opinion = |claim: &ClaimView| ClaimOpinion {
        claim: claim.id,
        facts: word.clone(),
        opinion: word.clone(),
        basis: word.clone(),
        position: ReplyPosition::Explained,
    };
    let opinions = view.claims.iter().map(opinion).collect();
    let remedy = Some(Remedy { organ: word.clone(), days: 30 });
    ActBody::Reply(Reply { text: word, position: ReplyPosition::Explained, opinions, remedy, ..Reply::default() })
}

/// A closing that names one act for every item of the checklist.
fn closing(view: &CaseView, word: String) -> Close {
    let items = Config::builtin().checklist(None).iter();
    let checklist = items.filter_map(|item| Some((item.id.clone(), view.answer.current_reply?))).collect();
    Close { summary: word.clone(), cause: word, covers: view.heads.clone(), checklist }
}
