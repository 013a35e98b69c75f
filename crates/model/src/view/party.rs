//! 当事人信息, as those who may read it do: the one place of the ledger where a person's details stand. It has a document
//! and an audience of its own, so that neither sharing nor deleting it touches the case.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Dispute, FieldConflict};
use crate::{OfficeId, PartyId};

/// The details of a party (当事人; DOMAIN 3.1). `Debug` shows none of them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PartyView {
    /// The party.
    pub id: PartyId,
    /// The office that keeps the document.
    pub home: OfficeId,
    /// Full name.
    pub name: String,
    /// Kind of identity document.
    pub id_type: String,
    /// Its number.
    pub id_number: String,
    /// Telephone number.
    pub phone: String,
    /// Address.
    pub address: String,
    /// How they want to be reached.
    pub preferred_contact: String,
    /// Details that were corrected twice: every value (DOMAIN K14). The first is the one shown above.
    pub conflicts: Vec<FieldConflict>,
    /// The same as disputes of record: an editor settles each by choosing, that is by writing, one value.
    pub disputes: Vec<Dispute>,
}

impl fmt::Debug for PartyView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartyView").field("id", &self.id).field("home", &self.home).finish_non_exhaustive()
    }
}
