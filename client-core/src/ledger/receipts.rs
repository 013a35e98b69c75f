//! Receipt codes (查询码): what a petitioner takes home from every contact, and how their case is found by it at any
//! counter. Who asks by a code that is not known learns nothing: not whether it ever was.

use jiff::Timestamp;
use taizhang_model::{ActBody, CaseId, PublicStatus, act::AccessKind, public_status};

use super::{Asking, Core, Ledger};
use crate::{Error, store::receipts};

/// Why a status is asked for: the petitioner gave their code.
const ON_BEHALF: &str = "凭查询码代查";

impl Ledger {
    /// The case that a receipt code asks for: the code of its registration, or of any further contact. Case, width, spaces
    /// and hyphens do not matter.
    ///
    /// # Errors
    /// [`Error::Unknown`] for a code that is not known here, [`Error::Ambiguous`] where another ledger gave one out twice.
    pub fn case_by_receipt_code(&mut self, code: &str) -> Result<CaseId, Error> {
        self.read(|_, tx| case_by_receipt_code(tx, code))
    }

    /// What the petitioner who holds this receipt code is shown, and nothing else. That somebody asked on their behalf is
    /// written down first.
    ///
    /// # Errors
    /// As [`Ledger::case_by_receipt_code`].
    pub fn public_status(&mut self, now: Timestamp, code: &str) -> Result<PublicStatus, Error> {
        self.write(|core, tx| {
            let case = case_by_receipt_code(tx, code)?;
            let asking = Asking { now, case: Some(case), why: ON_BEHALF.to_owned() };
            core.log_access(tx, &asking, AccessKind::StatusOnBehalf, Vec::new())?;
            let (_, record, view) = core.opened(tx, case)?;
            Ok(public_status(&record, &view))
        })
    }
}

impl Core {
    /// A new receipt code.
    pub(super) fn receipt_code(&mut self) -> String {
        in_letters(self.random())
    }

    /// Gives a further contact its receipt code, where it has none.
    pub(super) fn issue_receipt_code(&mut self, body: &mut ActBody) {
        if let ActBody::Contact(contact) = body
            && contact.receipt_code.is_empty()
        {
            contact.receipt_code = self.receipt_code();
        }
    }
}

fn case_by_receipt_code(tx: &rusqlite::Connection, code: &str) -> Result<CaseId, Error> {
    const KIND: &str = "receipt code";
    match receipts::cases(tx, code)?[..] {
        [case] => Ok(case),
        [] => Err(Error::Unknown { kind: KIND, name: code.to_owned() }),
        _ => Err(Error::Ambiguous { kind: KIND, name: code.to_owned() }),
    }
}

/// Letters that are not mistaken for one another, read aloud or by hand.
fn in_letters(random: [u8; 10]) -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    random.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect()
}
