//! 当事人信息, as those who may read it do: the one place of the ledger where a person's details stand. It has a document
//! and an audience of its own, so that neither sharing nor deleting it touches the case.

use std::{collections::BTreeSet, fmt};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Dispute, FieldConflict};
use crate::{OfficeId, PartyId, config::MatchKey, fields, matching::PersonKey};

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

impl PartyView {
    /// The keyed hashes by which a case of theirs is found to be the same matter: of every identity number of a resident and
    /// every telephone number that stands here, those in conflict too.
    #[must_use]
    pub fn keys(&self, key: &MatchKey) -> BTreeSet<PersonKey> {
        let key = key.as_bytes();
        let resident = self.values(fields::ID_TYPE, &self.id_type).any(fields::is_of_residents);
        let numbers = self.values(fields::ID_NUMBER, &self.id_number).filter(|_| resident);
        let identities = numbers.filter_map(|number| PersonKey::of_identity(key, number));
        let phones = self.values(fields::PHONE, &self.phone).flat_map(|phone| PersonKey::of_phones(key, phone));
        identities.chain(phones).collect()
    }

    /// The same with the identity numbers masked, as it is shown where nobody asked for the whole.
    #[must_use]
    pub fn masked(mut self) -> Self {
        self.id_number = masked_number(&self.id_number);
        let numbers = self.conflicts.iter_mut().filter(|conflict| conflict.field == fields::ID_NUMBER);
        for value in numbers.flat_map(|conflict| &mut conflict.values) {
            value.value = masked_number(&value.value);
        }
        self
    }

    /// Every value of a field: the one shown, or those in conflict.
    fn values<'v>(&'v self, field: &'v str, shown: &'v str) -> impl Iterator<Item = &'v str> {
        let conflict = self.conflicts.iter().find(|conflict| conflict.field == field);
        let several =
            conflict.into_iter().flat_map(|conflict| conflict.values.iter().map(|value| value.value.as_str()));
        several.chain(conflict.is_none().then_some(shown))
    }
}

/// A number of which only the last four characters can be read; none of them where it is a short one.
#[must_use]
pub fn masked_number(number: &str) -> String {
    const SHOWN: usize = 4;
    let chars = number.chars().count();
    let hidden = if chars >= 2 * SHOWN { chars - SHOWN } else { chars };
    number.chars().enumerate().map(|(at, char)| if at < hidden { '*' } else { char }).collect()
}
