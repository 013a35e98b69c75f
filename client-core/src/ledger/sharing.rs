//! Who may read a case: an office is let in, or its leave is withdrawn. The record is signed and stored here; it takes
//! effect, on this device too, when the relay has taken it.

use rusqlite::Connection;
use taizhang_model::{CaseId, OfficeId, Refusal, refusal};
use taizhang_wire::{AudienceChange, ControlBody, Item, Verdict, judge_audience, limits};

use super::{Core, Ledger};
use crate::{
    Error,
    store::{
        controls::{self, Held},
        docs,
    },
};

impl Ledger {
    /// Lets an office read and write a case.
    ///
    /// # Errors
    /// [`Error::UnknownCase`], [`Error::Unknown`] for the office, [`Error::NotAllowed`] on a device that is neither of
    /// the case's home office nor of one above it, [`Error::Refused`] for an office that the matter accuses, or one below
    /// it (Art. 46).
    pub fn share(&mut self, case: CaseId, office: OfficeId) -> Result<(), Error> {
        self.write(|core, tx| {
            let (.., view) = core.opened(tx, case)?;
            if view.intake.accuses(&core.directory, office) {
                let name = core.directory.office_name(office);
                return Err(Refusal::because(&refusal::ACCUSED_OFFICE).missing(name).into());
            }
            core.change_audience(tx, case, vec![office], vec![])
        })
    }

    /// Withdraws an office from a case; its home office stays.
    ///
    /// # Errors
    /// [`Error::UnknownCase`], [`Error::Unknown`] for the office, [`Error::NotAllowed`] as for [`Ledger::share`].
    pub fn withdraw(&mut self, case: CaseId, office: OfficeId) -> Result<(), Error> {
        self.write(|core, tx| core.change_audience(tx, case, vec![], vec![office]))
    }
}

impl Core {
    pub(crate) fn change_audience(
        &mut self,
        tx: &Connection,
        case: CaseId,
        add: Vec<OfficeId>,
        withdraw: Vec<OfficeId>,
    ) -> Result<(), Error> {
        let device = self.author()?.device;
        let row = docs::row(tx, case)?.ok_or_else(|| Error::UnknownCase { name: case.to_string() })?;
        let grants = self.grants()?;
        if let Some(unknown) = add.iter().chain(&withdraw).find(|office| grants.office(**office).is_none()) {
            return Err(Error::Unknown { kind: "office", name: unknown.to_string() });
        }
        let mut change =
            AudienceChange { doc: case, previous: row.scope.tip, add, withdraw, device, shares: Vec::new() };
        self.share_doc_keys(tx, &row.scope, &mut change)?;
        let control = ControlBody::Audience(change.clone()).sign(&self.identity.secret);
        match judge_audience(self.grants()?, &row.scope, &control, &change) {
            Verdict::Accept => {}
            _ => return Err(Error::NotAllowed),
        }
        let id = control.id();
        let item = Item::Control(control).encode();
        if item.len() > limits::CONTROL_BYTES_MAX {
            return Err(
                taizhang_wire::Error::TooLarge { what: "control record", max: limits::CONTROL_BYTES_MAX }.into()
            );
        }
        self.changed.case(case);
        Ok(controls::insert(tx, id, Some(case), &item, Held::No)?)
    }
}
