//! Whether the relay behaves as a relay does. A device cannot keep a relay from lying; it can notice, and say what did not go
//! together. It must never accuse an honest one, so it stands on three things alone that every honest relay keeps:
//!
//! 1. *A page answers the request.* Its positions rise, behind the cursor and not beyond where it says to end. Only the
//!    answer to the open request is judged, and only where no other process has moved the cursor meanwhile.
//! 2. *What the log has taken is in it.* A change of ours that the relay took comes back in our own feed, in a reading that
//!    began after its answer; and what the log holds was taken after all that it builds on, so a document that is fetched whole
//!    holds what waits in the feed was built on. Bytes that were put aside on the way, snapshots that a relay was mended
//!    with, and another epoch make this unanswerable, and then nothing is said.
//! 3. *Positions only rise.* A change gets the position behind the end of each feed. A snapshot takes the place of the last
//!    change that it covers, and an office that is let in again gets all anew at the end: both only move a change up. So who
//!    read the feed to its end at N has seen all that ever stood at N or before: a change that another device of the same
//!    office read there must be among what the reader at N builds on. Each device says in each change where it had read to, sealed
//!    and signed with the change ([`HadRead`]), and only where all that it was shown of the document is in the document: nothing
//!    waits, was put aside, was taken out, or is to be fetched.
//!
//! The order in which single changes and snapshots stand is not judged: a snapshot by a device that had not read all moves what it
//! covers behind changes that build on it.

use std::collections::BTreeSet;

use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{CaseId, DeviceId, OfficeId};
use taizhang_wire::{ActorId, Attestation, ChangeHash, Cursor, DocId, FeedPage, Item, Position};

use super::{
    Core, Ledger,
    opening::PASSED_OVER,
    queries::device_name,
    receive::{Pass, Received},
};
use crate::{
    Error,
    doc::{CaseDoc, HadRead, ParsedChange},
    store::{
        self,
        conduct::{self, FindingRow},
    },
};

/// When a relay's log began anew, as this device noticed.
const BEGAN_ANEW: &str = "relay began anew";

/// What did not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RelayFault {
    /// A page's positions do not rise, or go beyond where it says to end. It was not taken in.
    PageDisordered,
    /// A page repeats what lies before the cursor that was asked for. It was not taken in.
    Replayed,
    /// The log ends before where it was read to, and does not say that it began anew.
    WentBack,
    /// An epoch that had ended is served again.
    EpochCameBack,
    /// The relay gives a change and keeps back one that it builds on.
    WithheldPredecessor,
    /// The relay took a change of this device and does not show it to this device's office.
    NotReturned,
    /// A device of this office was shown a history without a change that was shown here.
    Forked,
    /// The relay says that a change stood in an office's feed, and a device of that office that had read on was not shown it.
    WithheldFrom,
}

impl RelayFault {
    /// Every code.
    pub const ALL: [Self; 8] = [
        Self::PageDisordered,
        Self::Replayed,
        Self::WentBack,
        Self::EpochCameBack,
        Self::WithheldPredecessor,
        Self::NotReturned,
        Self::Forked,
        Self::WithheldFrom,
    ];

    /// The stable word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PageDisordered => "page_disordered",
            Self::Replayed => "replayed",
            Self::WentBack => "went_back",
            Self::EpochCameBack => "epoch_came_back",
            Self::WithheldPredecessor => "withheld_predecessor",
            Self::NotReturned => "not_returned",
            Self::Forked => "forked",
            Self::WithheldFrom => "withheld_from",
        }
    }
}

/// Something that the relay did and an honest one does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RelayFinding {
    /// What.
    pub code: RelayFault,
    /// The document.
    pub case: Option<CaseId>,
    /// Its number, where it is a case that is here.
    pub number: String,
    /// The change.
    #[schemars(with = "Option<String>")]
    pub change: Option<ChangeHash>,
    /// The device that was shown something else.
    pub device: Option<DeviceId>,
    /// What its holder calls it.
    pub device_name: Option<String>,
    /// Its office.
    pub office: Option<OfficeId>,
    /// When it was noticed, by this device's clock, in milliseconds since 1970.
    pub at_ms: i64,
}

/// What is kept in memory while a process syncs. All of it may be lost: then a finding comes one reading later.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    /// Where this process knows the feed's cursor to stand; `None` where it has not looked.
    pub(super) stands: Option<Option<Cursor>>,
    /// What the relay had taken and not shown when this process began, or at the last end of the feed.
    taken: BTreeSet<(DocId, ChangeHash)>,
    /// What was waited for when this process began, or when the document was last fetched.
    awaited: BTreeSet<(DocId, String)>,
    fetched: Option<Fetched>,
}

/// A document that is being fetched by itself.
#[derive(Debug)]
struct Fetched {
    doc: DocId,
    until: Position,
    shown: BTreeSet<ChangeHash>,
    /// Whether it can be said what of it the relay has.
    is_plain: bool,
}

/// Whether a page follows the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    Yes,
    /// Another process has read on meanwhile: the page answers nothing any more.
    Elsewhere,
    No(RelayFault),
}

impl Ledger {
    /// What the relay did that an honest one does not, oldest first. What no longer holds is gone by itself; what happened stays
    /// until [`Ledger::findings_seen`].
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn findings(&mut self) -> Result<Vec<RelayFinding>, Error> {
        self.read(Core::findings)
    }

    /// A person has seen the findings: they are forgotten. Those that still hold come again with the next sync. Gives how many
    /// there were.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn findings_seen(&mut self) -> Result<usize, Error> {
        self.write(|_, tx| Ok(conduct::forget_findings(tx)?))
    }
}

impl Core {
    pub(super) fn findings(&mut self, tx: &Connection) -> Result<Vec<RelayFinding>, Error> {
        let mut findings = Vec::new();
        for FindingRow { code, doc, change, device, at_ms } in conduct::findings(tx)? {
            let Some(code) = RelayFault::ALL.into_iter().find(|known| known.as_str() == code) else { continue };
            let view = doc.and_then(|doc| self.shown(tx, doc).ok());
            let grant = device.and_then(|device| self.grants.as_ref().and_then(|grants| grants.device(device)));
            findings.push(RelayFinding {
                code,
                case: doc,
                number: view.map(|view| view.number).unwrap_or_default(),
                change,
                device,
                device_name: device.map(|device| device_name(device, grant)),
                office: grant.map(|grant| grant.office),
                at_ms,
            });
        }
        Ok(findings)
    }

    /// When the relay's log began anew, as far as this device noticed, in milliseconds since 1970.
    pub(super) fn relay_began_anew_ms(tx: &Connection) -> Result<Option<i64>, Error> {
        Ok(store::meta(tx, BEGAN_ANEW)?.and_then(|bytes| Some(i64::from_be_bytes(bytes.try_into().ok()?))))
    }

    /// Writes down something that is about no document.
    pub(super) fn find(tx: &Connection, at_ms: i64, code: RelayFault) -> Result<(), Error> {
        let code = code.as_str();
        tracing::warn!(code, "the relay's answer does not follow");
        Ok(conduct::find(tx, &FindingRow { code: code.to_owned(), doc: None, change: None, device: None, at_ms })?)
    }

    pub(super) fn find_of(
        tx: &Connection,
        at_ms: i64,
        code: RelayFault,
        (doc, change): (DocId, ChangeHash),
        device: Option<DeviceId>,
    ) -> Result<(), Error> {
        let code = code.as_str();
        tracing::warn!(code, %doc, %change, "what the relay shows does not go together");
        let row = FindingRow { code: code.to_owned(), doc: Some(doc), change: Some(change), device, at_ms };
        Ok(conduct::find(tx, &row)?)
    }

    /// A sync begins: what stands now was there before its first request.
    pub(super) fn begin_watching(&mut self, tx: &Connection) -> Result<(), Error> {
        self.conduct = Watch {
            stands: Some(store::cursor(tx)?),
            taken: conduct::unreturned(tx)?.into_iter().collect(),
            awaited: conduct::awaited(tx)?.into_iter().collect(),
            fetched: None,
        };
        Ok(())
    }

    /// Whether a page follows the cursor as it stands.
    pub(super) fn follows(&mut self, tx: &Connection, page: &FeedPage) -> Result<Follows, Error> {
        let stands = store::cursor(tx)?;
        if self.conduct.stands.is_some_and(|known| known != stands) {
            self.conduct.stands = Some(stands);
            return Ok(Follows::Elsewhere);
        }
        let goes_on = |cursor: &Cursor| cursor.epoch == page.epoch && page.next >= cursor.after;
        let after = stands.filter(goes_on).map_or(0, |cursor| cursor.after);
        let mut positions = page.entries.iter().map(|entry| entry.position);
        if positions.clone().next().is_some_and(|first| first <= after) {
            return Ok(Follows::No(RelayFault::Replayed));
        }
        let rises = positions.clone().is_sorted_by(|one, next| one < next);
        let ends = positions.all(|position| position <= page.next);
        Ok(if rises && ends { Follows::Yes } else { Follows::No(RelayFault::PageDisordered) })
    }

    /// The relay's log began anew, or lost its end: nothing that was known of positions holds any more.
    pub(super) fn begin_epoch(
        &mut self,
        tx: &Connection,
        now_ms: i64,
        old: Option<Cursor>,
        page: &FeedPage,
    ) -> Result<(), Error> {
        if let Some(old) = old {
            if old.epoch == page.epoch {
                Self::find(tx, now_ms, RelayFault::WentBack)?;
            } else {
                if conduct::ended_epochs(tx)?.contains(&page.epoch) {
                    Self::find(tx, now_ms, RelayFault::EpochCameBack)?;
                }
                conduct::end_epoch(tx, old.epoch)?;
            }
        }
        store::set_meta(tx, BEGAN_ANEW, &now_ms.to_be_bytes())?;
        conduct::begin_anew(tx)?;
        for finding in conduct::findings(tx)? {
            if let (FindingState::Standing, Some(doc), Some(change)) =
                (FindingState::of(&finding.code), finding.doc, finding.change)
            {
                conduct::lift(tx, &finding.code, doc, change)?;
            }
        }
        self.conduct.taken.clear();
        self.conduct.awaited.clear();
        self.conduct.fetched = None;
        Ok(())
    }

    /// A page of the feed was taken in, up to this cursor.
    pub(super) fn page_taken(
        &mut self,
        tx: &Connection,
        now_ms: i64,
        received: &Received,
        cursor: Cursor,
        more: bool,
    ) -> Result<(), Error> {
        if received.quarantined > 0 {
            conduct::expect_nothing(tx)?;
        }
        let is_end = !more && !received.begins_again;
        conduct::set_read_to_end(tx, is_end.then_some(cursor))?;
        if !is_end {
            return Ok(());
        }
        let taken: BTreeSet<_> = conduct::unreturned(tx)?.into_iter().collect();
        for lost in taken.intersection(&self.conduct.taken) {
            Self::find_of(tx, now_ms, RelayFault::NotReturned, *lost, None)?;
        }
        self.lift_mended(tx, &taken)?;
        self.conduct.taken = taken;
        Ok(())
    }

    /// Takes back what no longer holds: the change came after all, or the document left.
    fn lift_mended(&mut self, tx: &Connection, taken: &BTreeSet<(DocId, ChangeHash)>) -> Result<(), Error> {
        for finding in conduct::findings(tx)? {
            let (Some(doc), Some(change)) = (finding.doc, finding.change) else { continue };
            let holds = match FindingState::of(&finding.code) {
                FindingState::Happened => true,
                _ if finding.code == RelayFault::NotReturned.as_str() => taken.contains(&(doc, change)),
                FindingState::Standing => {
                    let awaited = conduct::awaited(tx)?.into_iter();
                    awaited
                        .filter_map(|(of, needs)| Some((of, needed(&needs)?)))
                        .any(|missing| missing == (doc, change))
                }
            };
            if !holds {
                conduct::lift(tx, &finding.code, doc, change)?;
            }
        }
        Ok(())
    }

    /// A page of a document that is fetched by itself was taken in.
    pub(super) fn doc_page_taken(
        &mut self,
        tx: &Connection,
        now_ms: i64,
        doc: DocId,
        page: &FeedPage,
        received: &Received,
    ) -> Result<(), Error> {
        let first = page.entries.first().map_or(Position::MAX, |entry| entry.position);
        let begun = self.conduct.fetched.take().filter(|fetched| fetched.doc == doc && fetched.until < first);
        let mut fetched = begun.unwrap_or_else(|| Fetched { doc, until: 0, shown: BTreeSet::new(), is_plain: true });
        fetched.until = page.next;
        fetched.is_plain &= received.quarantined == 0;
        fetched.is_plain &= store::cursor(tx)?.is_some_and(|cursor| cursor.epoch == page.epoch);
        for entry in &page.entries {
            match Item::decode_up_to(&entry.item, self.version_max) {
                Ok(Item::Envelope(envelope)) => drop(fetched.shown.insert(envelope.attestation.hash)),
                Ok(Item::Control(_)) => {}
                Ok(Item::Snapshot(_)) | Err(_) => fetched.is_plain = false,
            }
        }
        if page.more {
            self.conduct.fetched = Some(fetched);
            return Ok(());
        }
        let awaited: BTreeSet<_> = conduct::awaited(tx)?.into_iter().filter(|(of, _)| *of == doc).collect();
        for (_, needs) in awaited.intersection(&self.conduct.awaited).filter(|_| fetched.is_plain) {
            if let Some(change) = needed(needs).filter(|change| !fetched.shown.contains(change)) {
                Self::find_of(tx, now_ms, RelayFault::WithheldPredecessor, (doc, change), None)?;
            }
        }
        self.conduct.awaited.retain(|(of, _)| *of != doc);
        self.conduct.awaited.extend(awaited);
        Ok(())
    }

    /// What this device can say to have read when it writes in a document now.
    pub(crate) fn had_read(tx: &Connection, doc: DocId) -> Result<Option<HadRead>, Error> {
        let Some(cursor) = conduct::read_to_end(tx)? else { return Ok(None) };
        let says = store::meta(tx, PASSED_OVER)?.is_none() && conduct::is_whole(tx, doc)?;
        let epoch = *cursor.epoch.0.first_chunk::<8>().expect("an epoch is sixteen bytes");
        Ok(says.then_some(HadRead { epoch, until: cursor.after }))
    }
}

impl Pass<'_> {
    /// The relay shows changes up to these; some may be ours.
    pub(super) fn returned(&self, doc: DocId, upto: &[Attestation], alone: bool) -> Result<(), Error> {
        let device = self.core.identity.device();
        for ours in upto.iter().filter(|attestation| attestation.actor.device() == device) {
            conduct::returned(self.tx, doc, ours.actor, ours.seq, alone)?;
        }
        Ok(())
    }

    /// What the author of a change says to have read, where that was our office's feed in the present epoch.
    pub(super) fn had_read_here(&self, change: &ParsedChange) -> Option<HadRead> {
        let had_read = change.had_read()?;
        let grant = self.core.grants.as_ref()?.device(change.actor.device())?;
        let is_ours = self.core.author().is_ok_and(|author| author.office == grant.office);
        (is_ours && self.epoch?.0.starts_with(&had_read.epoch)).then_some(had_read)
    }

    /// Compares what stood in our feed with what others of our office say to have read there.
    pub(super) fn compare_with_read(
        &self,
        id: DocId,
        doc: &CaseDoc,
        had_read: &[(ChangeHash, ActorId, HadRead)],
    ) -> Result<(), Error> {
        for (change, actor, HadRead { until, .. }) in had_read {
            let seen = doc.ancestors(&[*change]);
            for unseen in conduct::stood(self.tx, id, *until)?.into_iter().filter(|stood| !seen.contains(stood)) {
                Core::find_of(self.tx, self.now_ms, RelayFault::Forked, (id, unseen), Some(actor.device()))?;
            }
        }
        Ok(())
    }
}

/// Whether a finding is about what happened, or about what is so until it is mended.
enum FindingState {
    Happened,
    Standing,
}

impl FindingState {
    fn of(code: &str) -> Self {
        let standing = [RelayFault::WithheldPredecessor, RelayFault::NotReturned];
        if standing.iter().any(|known| known.as_str() == code) { Self::Standing } else { Self::Happened }
    }
}

/// The change that the waiting room's word asks for.
fn needed(needs: &str) -> Option<ChangeHash> {
    ChangeHash::from_hex(needs.rsplit_once(':')?.1)
}
