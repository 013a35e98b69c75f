//! Bundle files: the same items as the feed, for where there is no network at all. Importing one goes through the same
//! guard, and twice is the same as once.

use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{CaseId, OfficeId};
use taizhang_wire::{Bundle, ControlBody, DocId, EnrolmentCode, PublicKey, limits, read_bundle, write_bundle};

use super::{Core, Ledger};
use crate::{
    Error,
    store::{
        controls::{self, Held},
        docs,
    },
};

/// What a bundle brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BundleReport {
    /// Items in the file.
    pub items: usize,
    /// Cases whose content changed.
    pub changed: Vec<CaseId>,
    /// Items that were here before.
    pub known: usize,
    /// Items that wait for another.
    pub parked: usize,
    /// Items that were put into quarantine.
    pub quarantined: usize,
}

/// Items taken in by one transaction.
const IMPORT_ITEMS: usize = limits::BATCH_ITEMS_MAX;

impl Ledger {
    /// Writes a bundle of the directory and of every document here that `for_office` may read; without one, of all.
    ///
    /// # Errors
    /// [`Error::NotEnrolled`].
    pub fn export_bundle(&mut self, for_office: Option<OfficeId>) -> Result<Vec<u8>, Error> {
        self.read(|core, tx| {
            let county = core.identity.county.ok_or(Error::NotEnrolled)?;
            let mut items = controls::items(tx, None)?;
            for doc in docs::all(tx)? {
                let row = docs::row(tx, doc)?;
                let inside =
                    row.is_some_and(|row| for_office.is_none_or(|office| row.scope.audience.contains(&office)));
                if inside {
                    core.export_doc(tx, doc, &mut items)?;
                }
            }
            Ok(write_bundle(&Bundle { county, items }))
        })
    }

    /// The county that a bundle belongs to.
    ///
    /// # Errors
    /// [`Error::Wire`] where the file is no bundle, cut short or altered.
    pub fn bundle_county(bytes: &[u8]) -> Result<PublicKey, Error> {
        Ok(read_bundle(bytes)?.county)
    }

    /// Enrols this device where there is no network: takes up the invitation, and the county's records out of a bundle
    /// that was made after it. The claim goes out with this device's own bundles.
    ///
    /// # Errors
    /// [`Error::CodeUnknown`], [`Error::CodeUsed`], [`Error::CodeExpired`] where it was withdrawn, as [`Ledger::enrol`] and [`Ledger::import_bundle`].
    pub fn enrol_from_bundle(
        &mut self,
        now_ms: i64,
        code: &EnrolmentCode,
        bytes: &[u8],
        device_name: &str,
        progress: impl FnMut(usize, usize),
    ) -> Result<BundleReport, Error> {
        let bundle = read_bundle(bytes)?;
        if !code.pins(&bundle.county) {
            return Err(Error::OtherCounty);
        }
        let invitation = PublicKey::of(&code.key());
        let this = PublicKey::of(&self.identity().secret);
        let (mut known, mut withdrawn, mut ours) = (false, false, false);
        for record in bundle.items.iter().filter_map(|item| super::as_control(item)) {
            match record.body {
                ControlBody::Invite(invite) if invite.key == invitation => {
                    known = true;
                    withdrawn |= invite.is_withdrawn();
                }
                ControlBody::Claim(claim) if claim.invite == invitation && claim.device != this => {
                    return Err(Error::CodeUsed);
                }
                ControlBody::Claim(claim) => ours |= claim.invite == invitation,
                _ => {}
            }
        }
        if withdrawn && !ours {
            return Err(Error::CodeExpired);
        }
        if !known {
            return Err(Error::CodeUnknown);
        }
        let now = jiff::Timestamp::from_millisecond(now_ms).unwrap_or_default();
        self.enrol(now, code, bundle.county, device_name)?;
        self.import_bundle(now_ms, bytes, progress)
    }

    /// Takes in a bundle. `progress` is told after each part how many of how many items are done.
    ///
    /// # Errors
    /// [`Error::Wire`] where the file is no bundle, cut short or altered: then nothing of it is taken in.
    /// [`Error::OtherCounty`].
    pub fn import_bundle(
        &mut self,
        now_ms: i64,
        bytes: &[u8],
        mut progress: impl FnMut(usize, usize),
    ) -> Result<BundleReport, Error> {
        let bundle = read_bundle(bytes)?;
        if self.county().ok_or(Error::NotEnrolled)? != bundle.county {
            return Err(Error::OtherCounty);
        }
        let mut report = BundleReport { items: bundle.items.len(), ..BundleReport::default() };
        let mut done = 0;
        for part in bundle.items.chunks(IMPORT_ITEMS) {
            let received = self.receive_carried(now_ms, part.to_vec())?;
            report.changed.extend(received.changed);
            report.known += received.known;
            report.parked += received.parked;
            report.quarantined += received.quarantined;
            done += part.len();
            progress(done, bundle.items.len());
        }
        report.changed.sort_unstable();
        report.changed.dedup();
        Ok(report)
    }
}

impl Core {
    fn export_doc(&mut self, tx: &rusqlite::Connection, doc: DocId, items: &mut Vec<Vec<u8>>) -> Result<(), Error> {
        items.extend(controls::carried(tx, doc)?);
        let rows = docs::changes(tx, doc)?;
        let based = docs::row(tx, doc)?.is_some_and(|row| row.has_base);
        let snapshot = if based { self.make_snapshot(tx, doc)? } else { None };
        // With a snapshot, only what the relay is not known to hold need go along by itself: so that it can be offered.
        let all = snapshot.is_none();
        items.extend(snapshot);
        let apart = rows.into_iter().filter(|(_, held)| all || *held != Held::Yes as i64);
        for (row, _) in apart {
            items.extend(self.outgoing_change(tx, row)?);
        }
        Ok(())
    }
}
