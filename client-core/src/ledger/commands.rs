//! What people do: register a case, edit it, record an act, choose between conflicting values.

use jiff::{Timestamp, civil::Date};
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{
    Act, ActBody, ActId, Author, CaseId, CaseRecord, CaseView, ClaimId, FieldConflict, OfficeId, Refusal,
    act::Register, date_in_china, fields, refusal,
};
use taizhang_wire::{Attestation, DocId, DocKind};

use super::{Core, Ledger, SNAPSHOT_EVERY, TAIL_MAX, ms};
use crate::{
    Error,
    doc::{CaseDoc, DocError, Edit, NewChange, Salt},
    store::{self, conduct, controls::Held, docs},
};

/// A case as it is first written down.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// The office it belongs to; without one, the office of this device.
    pub home: Option<OfficeId>,
    /// Offices above the home office that must not read it: those that the matter accuses. They are registered as accused,
    /// and whom `register` names as accused does not read it either (Art. 46).
    pub without: Vec<OfficeId>,
    /// Plain fields by name.
    pub fields: Vec<(String, String)>,
    /// The free text.
    pub narrative: String,
    /// The text of each claim.
    pub claims: Vec<String>,
    /// How and when the matter came in. Number and receipt code are given out here where they are empty.
    pub register: Register,
    /// Further acts that were done before the case came into the ledger, with their declared dates.
    pub acts: Vec<(ActBody, Date)>,
}

/// What the person who brought the matter takes home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Registered {
    /// The case.
    pub case: CaseId,
    /// Its provisional number.
    pub number: String,
    /// The code with which its status can be asked for.
    pub receipt_code: String,
}

/// One edit of plain content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseEdit {
    /// A plain field.
    Field {
        /// Its name.
        name: String,
        /// Its new value.
        value: String,
    },
    /// The free text, as it should read now.
    Narrative(String),
    /// One more claim.
    AddClaim(String),
    /// A plain field of a claim.
    Claim {
        /// The claim.
        claim: ClaimId,
        /// The field's name.
        name: String,
        /// Its new value.
        value: String,
    },
}

/// A case, before somebody who would record something on it.
pub struct Checks<'a> {
    core: &'a Core,
    record: CaseRecord,
    view: CaseView,
    author: Author,
    now: Timestamp,
}

impl std::fmt::Debug for Checks<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Checks").field("case", &self.view.id).finish_non_exhaustive()
    }
}

impl Checks<'_> {
    /// Who would record it.
    #[must_use]
    pub const fn author(&self) -> &Author {
        &self.author
    }

    /// Whether this act could be recorded now.
    ///
    /// # Errors
    /// What [`Ledger::act`] would say.
    pub fn check(&self, body: &ActBody) -> Result<(), Error> {
        self.core.may_record(&self.view, body)?;
        let (context, today) = (self.core.context(), date_in_china(self.now));
        Ok(taizhang_model::check(&self.record, &self.view, body, &self.author, context, today)?)
    }

    /// Whether it is for the holder of this device to record such an act, whatever else it needs.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Restricted`].
    pub fn authority(&self, body: &ActBody) -> Result<(), Error> {
        self.core.may_record(&self.view, body)?;
        Ok(taizhang_model::authority(&self.record, &self.view, body, &self.author, self.core.context())?)
    }
}

impl Ledger {
    /// Registers a case. Registering is never refused for what is missing: only for what cannot be read.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`], [`Error::Refused`] for a field out of its bounds, [`Error::Unknown`] for an office.
    pub fn register(&mut self, now: Timestamp, case: NewCase) -> Result<Registered, Error> {
        self.write(|core, tx| core.register(tx, now, case))
    }

    /// Registers many cases in one transaction: all or none.
    ///
    /// # Errors
    /// As [`Ledger::register`].
    pub fn register_all(&mut self, now: Timestamp, cases: Vec<NewCase>) -> Result<Vec<Registered>, Error> {
        self.write(|core, tx| cases.into_iter().map(|case| core.register(tx, now, case)).collect())
    }

    /// Edits plain content: everything in one change. `false` where it changes nothing.
    ///
    /// # Errors
    /// [`Error::Refused`] for a field that does not exist or a value out of its bounds, [`Error::Restricted`].
    pub fn edit(&mut self, now: Timestamp, case: CaseId, edits: Vec<CaseEdit>) -> Result<bool, Error> {
        self.write(|core, tx| core.edit(tx, now, case, edits))
    }

    /// Records an act, or refuses it and says what is missing. A further contact gets a receipt code where it has none.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Restricted`].
    pub fn act(&mut self, now: Timestamp, case: CaseId, body: ActBody, on: Option<Date>) -> Result<ActId, Error> {
        self.write(|core, tx| core.act(tx, now, case, body, on))
    }

    /// Asks what could be recorded on a case now, and records nothing.
    ///
    /// # Errors
    /// [`Error::UnknownCase`], [`Error::NotEnrolled`].
    pub fn checks<T>(&mut self, now: Timestamp, case: CaseId, ask: impl FnOnce(&Checks<'_>) -> T) -> Result<T, Error> {
        self.read(|core, tx| {
            let author = core.author()?;
            let (_, record, view) = core.opened(tx, case)?;
            Ok(ask(&Checks { core, record, view, author, now }))
        })
    }

    /// Chooses one of the values that stand in conflict under a field, by its place from 0.
    ///
    /// # Errors
    /// [`Error::Unknown`] where there is no such conflict or no such value.
    pub fn choose(&mut self, now: Timestamp, case: CaseId, field: &str, value: usize) -> Result<(), Error> {
        self.write(|core, tx| {
            core.readable(tx, case)?;
            let (doc, _, view) = core.opened(tx, case)?;
            let edit = chosen(&view.conflicts, field, value)?;
            core.commit(tx, now, case, doc, &[edit]).map(drop)
        })
    }
}

impl Core {
    pub(crate) fn register(&mut self, tx: &Connection, now: Timestamp, case: NewCase) -> Result<Registered, Error> {
        let author = self.author()?;
        let home = case.home.unwrap_or(author.office);
        let grants = self.grants()?;
        let office = grants.office(home).ok_or_else(|| Error::Unknown { kind: "office", name: home.to_string() })?;
        let code = office.code.clone();
        let mut register = case.register;
        register.accused.extend(case.without);
        let accused =
            |office| register.accused.iter().any(|accused| self.directory.is_ancestor_or_self(*accused, office));
        let mut audience = grants.with_ancestors(home);
        audience.retain(|office| *office == home || !accused(*office));
        let id = self.open_document(tx, DocKind::Case, home, audience)?;

        if register.number.is_empty() {
            register.number = self.next_number(tx, &code, now)?;
        }
        if register.receipt_code.is_empty() {
            register.receipt_code = self.receipt_code();
        }
        let registered =
            Registered { case: id, number: register.number.clone(), receipt_code: register.receipt_code.clone() };
        let received_on = register.received_on;
        let mut bodies = vec![(ActBody::Register(register), received_on)];
        bodies.extend(case.acts);
        bodies.iter_mut().for_each(|(body, _)| self.issue_receipt_code(body));
        let mut edits = self.acts_in_a_row(now, bodies)?;
        for (name, value) in case.fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            fields::check_field(&name, &value)?;
            edits.push(Edit::Field(name, value));
        }
        for text in case.claims.into_iter().filter(|text| !text.is_empty()) {
            fields::check_field(fields::TEXT, &text)?;
            edits.push(Edit::Claim(ClaimId(self.random()), fields::TEXT.to_owned(), text));
        }
        check_narrative(&case.narrative)?;
        if !case.narrative.is_empty() {
            edits.push(Edit::Narrative(case.narrative));
        }
        self.write_first(tx, now, id, &edits)?;
        Ok(registered)
    }

    fn edit(&mut self, tx: &Connection, now: Timestamp, case: CaseId, edits: Vec<CaseEdit>) -> Result<bool, Error> {
        self.readable(tx, case)?;
        let (doc, _, _) = self.opened(tx, case)?;
        let mut writes = Vec::new();
        for edit in edits {
            writes.push(match edit {
                CaseEdit::Field { name, value } => {
                    if !fields::CASE_FIELDS.iter().any(|field| field.name == name) {
                        return Err(Refusal::because(&refusal::UNKNOWN_FIELD).missing(name).into());
                    }
                    fields::check_field(&name, &value)?;
                    Edit::Field(name, value)
                }
                CaseEdit::Narrative(text) => {
                    check_narrative(&text)?;
                    Edit::Narrative(text)
                }
                CaseEdit::AddClaim(text) => {
                    fields::check_field(fields::TEXT, &text)?;
                    Edit::Claim(ClaimId(self.random()), fields::TEXT.to_owned(), text)
                }
                CaseEdit::Claim { claim, name, value } => {
                    fields::check_field(&name, &value)?;
                    Edit::Claim(claim, name, value)
                }
            });
        }
        self.commit(tx, now, case, doc, &writes)
    }

    pub(crate) fn act(
        &mut self,
        tx: &Connection,
        now: Timestamp,
        case: CaseId,
        mut body: ActBody,
        on: Option<Date>,
    ) -> Result<ActId, Error> {
        let author = self.author()?;
        self.issue_receipt_code(&mut body);
        let (doc, record, view) = self.opened(tx, case)?;
        self.may_record(&view, &body)?;
        let today = date_in_china(now);
        taizhang_model::check(&record, &view, &body, &author, self.context(), today)?;
        self.add_act(tx, now, case, doc, view.heads, (body, on))
    }

    /// An act by this device, as its author stands now and by the configuration that is current here.
    pub(crate) fn new_act(
        &self,
        id: ActId,
        author: Author,
        now: Timestamp,
        on: Date,
        based_on: Vec<ActId>,
        body: ActBody,
    ) -> Act {
        let Author { staff: by, office, device } = author;
        let config = self.configs.current_version();
        let staff_revision = self.directory.staff.get(&by).map_or(0, |staff| staff.revision);
        Act { id, by, office, device, made_at: now, effective_on: on, based_on, config, staff_revision, body }
    }

    /// A case that is here, with its document, its record and its view.
    pub(crate) fn opened(&mut self, tx: &Connection, case: CaseId) -> Result<(CaseDoc, CaseRecord, CaseView), Error> {
        let unknown = || Error::UnknownCase { name: case.to_string() };
        let row = docs::row(tx, case)?.filter(|row| row.scope.kind == DocKind::Case).ok_or_else(unknown)?;
        let doc = self.load(tx, case)?.ok_or_else(unknown)?;
        let record = doc.record(case, row.scope.home);
        let view = taizhang_model::fold(&record, self.context());
        Ok((doc, record, view))
    }

    /// Writes edits as one change and keeps everything that goes with it.
    pub(crate) fn commit(
        &mut self,
        tx: &Connection,
        now: Timestamp,
        id: DocId,
        mut doc: CaseDoc,
        edits: &[Edit],
    ) -> Result<bool, Error> {
        self.author()?;
        let salt = (Salt(self.random()), Self::had_read(tx, id)?);
        let (actor, now_s) = (self.identity.actor(), now.as_second());
        let Some(change) = doc.edit_having_read(actor, now_s, salt, edits) else { return Ok(false) };
        doc.check_own(&change).map_err(too_long)?;
        self.keep_local(tx, id, doc, change, now)?;
        Ok(true)
    }

    /// A change that was just made here: attested, stored, queued, folded and indexed.
    pub(crate) fn keep_local(
        &mut self,
        tx: &Connection,
        id: DocId,
        doc: CaseDoc,
        change: NewChange,
        now: Timestamp,
    ) -> Result<(), Error> {
        let actor = self.identity.actor();
        let attestation = Attestation::sign(&self.identity.secret, id, actor, change.seq, change.hash);
        let row = docs::ChangeRow { doc: id, attestation, deps: change.deps, payload: change.bytes };
        docs::insert_change(tx, &row, Held::No, None)?;
        conduct::expect_return(tx, id, actor, change.seq, change.hash)?;
        docs::raise_tip(tx, id, &attestation)?;
        self.settle_tail(tx, id, &doc, 1, true)?;
        self.index(tx, id, &doc, ms(now))?;
        self.keep(id, doc);
        Ok(())
    }

    /// Counts new changes; folds a long tail into the base, and asks for a snapshot when one is due from here.
    pub(crate) fn settle_tail(
        &mut self,
        tx: &Connection,
        id: DocId,
        doc: &CaseDoc,
        added: u32,
        ours: bool,
    ) -> Result<(), Error> {
        docs::count_changes(tx, id, added, added)?;
        let Some(row) = docs::row(tx, id)? else { return Ok(()) };
        if row.tail >= TAIL_MAX {
            docs::set_base(tx, id, &doc.save())?;
        }
        if ours && row.since_snapshot >= SNAPSHOT_EVERY {
            docs::set_snapshot_due(tx, id)?;
        }
        Ok(())
    }

    fn next_number(&mut self, tx: &Connection, code: &str, now: Timestamp) -> Result<String, Error> {
        let year = date_in_china(now).year();
        let device = self.identity.device().to_string().to_uppercase();
        let prefix = format!("{code}{year}-{}-", &device[..4]);
        let key = format!("numbers {prefix}");
        let last = store::meta(tx, &key)?.and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_be_bytes);
        store::set_meta(tx, &key, &(last + 1).to_be_bytes())?;
        Ok(format!("{prefix}{:04}", last + 1))
    }
}

/// The edit that writes one of the values that stand in conflict under a field.
pub(crate) fn chosen(conflicts: &[FieldConflict], field: &str, value: usize) -> Result<Edit, Error> {
    let unknown = || Error::Unknown { kind: "conflict", name: format!("{field} {value}") };
    let named = |conflict: &&FieldConflict| match conflict.claim {
        Some(claim) => format!("{claim}.{}", conflict.field) == field,
        None => conflict.field == field,
    };
    let conflict = conflicts.iter().find(named).ok_or_else(unknown)?;
    let chosen = conflict.values.get(value).ok_or_else(unknown)?.value.clone();
    Ok(match conflict.claim {
        Some(claim) => Edit::Claim(claim, conflict.field.clone(), chosen),
        None => Edit::Field(conflict.field.clone(), chosen),
    })
}

/// An edit that others' guards would not let through is refused here, before anybody counts on it.
pub(crate) fn too_long(error: DocError) -> Error {
    Refusal::because(&refusal::TEXT_TOO_LONG).missing(error.detail).into()
}

fn check_narrative(text: &str) -> Result<(), Error> {
    const CHARS_MAX: usize = 8_000;
    if text.chars().count() > CHARS_MAX {
        return Err(Refusal::because(&refusal::TEXT_TOO_LONG).missing("narrative").into());
    }
    Ok(())
}
