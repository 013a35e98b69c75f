//! The details of the people of a case: a document for each party, with an audience of its own. The case holds a name to show
//! and keyed hashes at most, so that neither sharing nor withdrawing the details touches the case.
//!
//! A party is reached from a case that names it, or by its id. There is no list of parties and no search over them.

use std::{collections::BTreeSet, fmt};

use jiff::Timestamp;
use rusqlite::Connection;
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{
    ActBody, ActId, CaseId, OfficeId, PartyId, PartyView,
    act::{AccessKind, Party, PartyRole},
    fields, fold_party, masked_number,
    matching::PersonKey,
};
use taizhang_wire::{DocId, DocKind};

use super::{Asking, Core, Ledger, StoryEntry, commands::chosen};
use crate::{
    Error,
    doc::{CaseDoc, Edit, Touched},
    store::{
        docs,
        parties::{self, PartyDispute},
    },
};

/// What [`Error::Unknown`] calls a party.
const KIND: &str = "party";

/// The details of a party as they are first written down. `Debug` shows none of them.
#[derive(Clone, Default)]
pub struct NewParty {
    /// The office that keeps them; without one, the office of this device.
    pub home: Option<OfficeId>,
    /// The offices that read them beside it. None above it does so unasked.
    pub readers: Vec<OfficeId>,
    /// Full name.
    pub name: String,
    /// Kind of identity document: one of [`fields::ID_TYPES`].
    pub id_type: String,
    /// Its number.
    pub id_number: String,
    /// Telephone number; several are parted by `/`.
    pub phone: String,
    /// Address.
    pub address: String,
    /// How they want to be reached: one of [`fields::CONTACT_WAYS`].
    pub preferred_contact: String,
}

impl fmt::Debug for NewParty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewParty").field("home", &self.home).field("readers", &self.readers).finish_non_exhaustive()
    }
}

/// What a party is to a case, and all that the case says of them.
#[derive(Clone, Debug)]
pub struct PartyLink {
    /// The party.
    pub party: PartyId,
    /// What they are to the case.
    pub role: PartyRole,
    /// The name to show.
    pub name: String,
    /// Whether a group chose them as its representative.
    pub chosen_by_group: bool,
}

/// The history of a party's details. `Debug` shows none of them.
#[derive(Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartyStory {
    /// The party.
    pub party: PartyId,
    /// One entry a change.
    pub entries: Vec<StoryEntry>,
}

impl PartyStory {
    /// The same with the identity numbers masked, as it is shown where nobody asked for the whole.
    #[must_use]
    pub fn masked(mut self) -> Self {
        for touched in self.entries.iter_mut().flat_map(|entry| &mut entry.touched) {
            if let Touched::Field { name, value, .. } = touched
                && name == fields::ID_NUMBER
            {
                *value = masked_number(value);
            }
        }
        self
    }
}

impl fmt::Debug for PartyStory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartyStory").field("party", &self.party).finish_non_exhaustive()
    }
}

impl Ledger {
    /// Writes down a party's details, in a document that their home office, this device's office and the readers hold.
    ///
    /// # Errors
    /// [`Error::Refused`] names the detail that is missing or wrong, and nothing is written; [`Error::Unknown`] for an office.
    pub fn add_party(&mut self, now: Timestamp, party: NewParty) -> Result<PartyId, Error> {
        self.write(|core, tx| core.add_party(tx, now, party))
    }

    /// A party's details. Who asked, when and why is written down first, and stays.
    ///
    /// # Errors
    /// [`Error::Unknown`], whether there is no such party or this office may not read it; [`Error::Restricted`] where the
    /// party stands in a case that the person at this device may not read; [`Error::Refused`] without a reason.
    pub fn party(&mut self, party: PartyId, asking: &Asking) -> Result<PartyView, Error> {
        self.write(|core, tx| {
            let (_, view) = core.party(tx, party)?;
            core.may_read_party(tx, party, asking.case)?;
            core.log_access(tx, asking, AccessKind::Details, vec![party])?;
            Ok(view)
        })
    }

    /// Writes details by their fields, all in one change. `false` where it changes nothing.
    ///
    /// # Errors
    /// [`Error::Refused`] names the detail that is wrong, and nothing is written; [`Error::Unknown`].
    pub fn edit_party(
        &mut self,
        now: Timestamp,
        party: PartyId,
        details: Vec<(String, String)>,
    ) -> Result<bool, Error> {
        self.write(|core, tx| {
            let (doc, view) = core.party(tx, party)?;
            let (mut id_type, mut id_number, mut identity) = (view.id_type, view.id_number, false);
            let mut edits = Vec::with_capacity(details.len());
            for (name, value) in details {
                fields::check_party_field(&name, &value)?;
                let of_identity = match name.as_str() {
                    fields::ID_TYPE => Some(&mut id_type),
                    fields::ID_NUMBER => Some(&mut id_number),
                    _ => None,
                };
                if let Some(detail) = of_identity {
                    detail.clone_from(&value);
                    identity = true;
                }
                edits.push(Edit::Field(name, value));
            }
            if identity {
                fields::check_identity(&id_type, &id_number)?;
            }
            core.commit(tx, now, document_of(party), doc, &edits)
        })
    }

    /// Chooses one of the values of a detail that was corrected twice (DOMAIN K14), by its place from 0.
    ///
    /// # Errors
    /// [`Error::Unknown`] where there is no such party, no such conflict or no such value.
    pub fn choose_party(&mut self, now: Timestamp, party: PartyId, field: &str, value: usize) -> Result<(), Error> {
        self.write(|core, tx| {
            let (doc, view) = core.party(tx, party)?;
            let edit = chosen(&view.conflicts, field, value)?;
            core.commit(tx, now, document_of(party), doc, &[edit]).map(drop)
        })
    }

    /// Lets an office read and write a party's details.
    ///
    /// # Errors
    /// [`Error::Unknown`] for the party or the office, [`Error::NotAllowed`] on a device that is neither of the details' home
    /// office nor of one above it that reads them.
    pub fn share_party(&mut self, party: PartyId, office: OfficeId) -> Result<(), Error> {
        self.change_party_readers(party, vec![office], vec![])
    }

    /// Withdraws an office from a party's details; their home office stays.
    ///
    /// # Errors
    /// As [`Ledger::share_party`].
    pub fn withdraw_party(&mut self, party: PartyId, office: OfficeId) -> Result<(), Error> {
        self.change_party_readers(party, vec![], vec![office])
    }

    /// The offices that may read a party's details.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn party_readers(&mut self, party: PartyId) -> Result<Vec<OfficeId>, Error> {
        self.read(|core, tx| {
            core.party(tx, party)?;
            let row = docs::row(tx, document_of(party))?.ok_or_else(|| unknown(party))?;
            Ok(row.scope.audience.into_iter().collect())
        })
    }

    /// Who wrote which detail when: every value that ever stood there. Who asked is written down, as for [`Ledger::party`].
    ///
    /// # Errors
    /// As [`Ledger::party`].
    pub fn party_history(&mut self, party: PartyId, asking: &Asking) -> Result<PartyStory, Error> {
        self.write(|core, tx| {
            let (doc, _) = core.party(tx, party)?;
            core.may_read_party(tx, party, asking.case)?;
            core.log_access(tx, asking, AccessKind::DetailHistory, vec![party])?;
            Ok(PartyStory { party, entries: core.story_of(tx, document_of(party), &doc, &[])? })
        })
    }

    /// The keyed hashes of a party's numbers, under the county's key; none where the configuration holds no key.
    ///
    /// # Errors
    /// [`Error::Unknown`].
    pub fn party_keys(&mut self, party: PartyId) -> Result<BTreeSet<PersonKey>, Error> {
        self.read(|core, tx| {
            let (_, view) = core.party(tx, party)?;
            Ok(core.party_keys(&view))
        })
    }

    /// Enters a party in a case: the name to show, and the keyed hashes of the numbers that stand in the details now.
    ///
    /// # Errors
    /// [`Error::Refused`], such as for a name that holds a number; [`Error::Unknown`] for the party, [`Error::UnknownCase`].
    pub fn link_party(&mut self, now: Timestamp, case: CaseId, link: PartyLink) -> Result<ActId, Error> {
        self.write(|core, tx| core.link_party(tx, now, case, link))
    }

    /// Details that were corrected twice and wait for a choice of the office that keeps them; without an office, all that are
    /// here. What stands there is read from each document.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn party_disputes(&mut self, home: Option<OfficeId>) -> Result<Vec<PartyDispute>, Error> {
        self.read(|_, tx| Ok(parties::disputes(tx, home)?))
    }

    fn change_party_readers(
        &mut self,
        party: PartyId,
        add: Vec<OfficeId>,
        withdraw: Vec<OfficeId>,
    ) -> Result<(), Error> {
        self.write(|core, tx| {
            core.party(tx, party)?;
            core.change_audience(tx, document_of(party), add, withdraw)
        })
    }
}

impl Core {
    pub(super) fn link_party(
        &mut self,
        tx: &Connection,
        now: Timestamp,
        case: CaseId,
        link: PartyLink,
    ) -> Result<ActId, Error> {
        let PartyLink { party, role, name, chosen_by_group } = link;
        let (_, view) = self.party(tx, party)?;
        let keys = self.party_keys(&view).iter().map(ToString::to_string).take(Party::KEYS).collect();
        let body = ActBody::Party(Party { party: Some(party), role, name, keys, chosen_by_group });
        self.act(tx, now, case, body, None)
    }

    pub(crate) fn add_party(&mut self, tx: &Connection, now: Timestamp, party: NewParty) -> Result<PartyId, Error> {
        let NewParty { home, readers, name, id_type, id_number, phone, address, preferred_contact } = party;
        let home = home.unwrap_or(self.author()?.office);
        self.check_offices(&[home])?;
        self.check_offices(&readers)?;
        fields::check_identity(&id_type, &id_number)?;
        let details = [
            (fields::NAME, name),
            (fields::ID_TYPE, id_type),
            (fields::ID_NUMBER, id_number),
            (fields::PHONE, phone),
            (fields::ADDRESS, address),
            (fields::PREFERRED_CONTACT, preferred_contact),
        ];
        let mut edits = Vec::with_capacity(details.len());
        for (name, value) in details {
            fields::check_party_field(name, &value)?;
            if !value.is_empty() {
                edits.push(Edit::Field(name.to_owned(), value));
            }
        }
        let id = self.open_document(tx, DocKind::Party, home, readers)?;
        self.write_first(tx, now, id, &edits)?;
        Ok(PartyId(id.0))
    }

    fn party(&mut self, tx: &Connection, party: PartyId) -> Result<(CaseDoc, PartyView), Error> {
        let id = document_of(party);
        let (doc, home) = self.document(tx, id, DocKind::Party, KIND)?;
        let view = fold_party(&doc.record(id, home));
        Ok((doc, view))
    }

    fn party_keys(&self, view: &PartyView) -> BTreeSet<PersonKey> {
        self.configs.current().match_key.map(|key| view.keys(&key)).unwrap_or_default()
    }
}

fn document_of(party: PartyId) -> DocId {
    CaseId(party.0)
}

fn unknown(party: PartyId) -> Error {
    Error::Unknown { kind: KIND, name: party.to_string() }
}
