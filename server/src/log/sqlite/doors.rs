//! Who is let in, and whose word still counts: enrolment codes and their end, delegates whose right is over, devices that
//! were shut out. The relay judges here by its own clock, where a reader has only the times that the signers wrote.
//!
//! Somebody who administers the office may bring late what was signed in time. After a restore, and after a journey with a
//! bundle, that is how it comes back.

use rusqlite::{OptionalExtension as _, params};
use taizhang_model::OfficeId;
use taizhang_wire::{Attestation, Claim, Code, Control, DocId, InviteId, limits};

use super::SqliteLog;
use crate::{Error, log::Caller};

impl SqliteLog {
    /// Whether a claim was signed with the secret of the code that it names.
    pub(super) fn knows_secret(&self, control: &Control, claim: &Claim) -> bool {
        let invite = self.grants.invite_named(claim.id);
        invite.is_some_and(|invite| invite.key == claim.invite) && control.verify(&claim.invite).is_ok()
    }

    /// Counts a wrong secret against the code that it was tried for, if there is such a code and it is open. Whoever tries is
    /// told the same where there is none.
    pub(super) fn count_wrong_secret(&mut self, code: InviteId) -> Result<(), Error> {
        let invite = self.grants.invite_named(code);
        let is_open = invite.is_some_and(|invite| !self.grants.is_claimed(&invite.key));
        if is_open && self.wrong_secrets(code)? < limits::CODE_TRIES_MAX {
            self.db
                .prepare_cached(
                    "INSERT INTO invite_try (invite, tries) VALUES (?, 1) ON CONFLICT DO UPDATE SET tries = tries + 1",
                )?
                .execute(params![code.as_bytes()])?;
        }
        Ok(())
    }

    fn wrong_secrets(&self, code: InviteId) -> Result<u32, Error> {
        let mut find = self.db.prepare_cached("SELECT tries FROM invite_try WHERE invite = ?")?;
        Ok(find.query_row(params![code.as_bytes()], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// Why a claim on a code with the right secret comes in vain.
    pub(super) fn judge_code(&self, from: Caller, now_ms: i64, claim: &Claim) -> Result<Option<Code>, Error> {
        if self.grants.is_claimed(&claim.invite) {
            return Ok(Some(Code::CodeUsed));
        }
        let invite = self.grants.invite(&claim.invite).expect("a claim on an unknown invitation is not accepted");
        if self.is_vouched_for(from, now_ms, invite.office) {
            return Ok(None);
        }
        if self.wrong_secrets(claim.id)? >= limits::CODE_TRIES_MAX {
            return Ok(Some(Code::CodeBurnt));
        }
        // Somebody who left is let in no more, whatever was handed to them before. The time of a code that was withdrawn is over.
        let left = self.grants.staff_member(invite.staff).is_some_and(|person| !person.active);
        Ok((left || now_ms > invite.until_ms).then_some(Code::CodeExpired))
    }

    /// Why a record that a delegate signed comes too late. What it signed in time somebody else may still bring who administers
    /// its part.
    pub(super) fn judge_delegates_time(&self, from: Caller, now_ms: i64, control: &Control) -> Option<Code> {
        let delegate = control.by?;
        let Some(right) = self.grants.delegation(delegate) else { return Some(Code::NotAllowed) };
        let is_revoked = self.grants.is_revoked(delegate);
        let holds = right.active && now_ms <= right.until_ms && !is_revoked;
        let by_another = from != Caller::Device(delegate) && self.is_vouched_for(from, now_ms, right.office);
        let code = if is_revoked { Code::Revoked } else { Code::NotAllowed };
        (!holds && !by_another).then_some(code)
    }

    fn is_vouched_for(&self, from: Caller, now_ms: i64, office: OfficeId) -> bool {
        match from {
            Caller::Device(device) => self.grants.administers(device, office, now_ms),
            Caller::Bootstrap => true,
            Caller::Enrolment => false,
        }
    }

    /// Whether a change that is not here may still come in: not where its device was shut out, unless it is signed that it
    /// counts.
    pub(super) fn may_come_in(&self, doc: DocId, change: &Attestation) -> bool {
        let device = change.actor.device();
        !self.grants.is_revoked(device)
            || (self.grants.has_last_accepted(device) && self.grants.counts(doc, change.actor, change.seq))
    }
}
