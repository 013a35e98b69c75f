//! A contact as a counter registers it, all of it or nothing: the case, the details of whoever brought it, and the draft that
//! it was typed in. Whoever loses the answer finds it where the draft was, and never registers a matter twice for that.

use jiff::{Timestamp, civil::Date};
use schemars::JsonSchema;
use serde::Serialize;
use taizhang_model::{PartyId, act::PartyRole, fields};

use super::{Ledger, NewCase, NewParty, PartyLink, Registered, ms};
use crate::{Error, store::drafts};

/// A contact as it is first written down.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// The case.
    pub case: NewCase,
    /// The details of the petitioner: kept apart from the case, which names them.
    pub details: Option<NewParty>,
    /// The draft that it was typed in.
    pub draft: Option<String>,
}

/// A contact that was registered: what stands on the slip that the petitioner takes home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RegisteredContact {
    /// The case, its number, and the code with which its status can be asked for.
    #[serde(flatten)]
    pub registered: Registered,
    /// What the case is called.
    pub title: String,
    /// Who brought it, as the case names them.
    pub petitioner: String,
    /// The day it came in.
    pub received_on: Date,
    /// The petitioner's details, where some were given.
    pub party: Option<PartyId>,
}

impl Ledger {
    /// What stands behind a draft's name where its contact was registered: the draft is gone, and under this name the answer is
    /// kept until somebody throws it away.
    pub const DRAFT_DONE: &str = "/done";

    /// Registers a case with the details of whoever brought it, and removes the draft, in one transaction.
    ///
    /// # Errors
    /// As [`Ledger::register`] and [`Ledger::add_party`]; nothing is written then.
    pub fn register_contact(&mut self, now: Timestamp, contact: NewContact) -> Result<RegisteredContact, Error> {
        let NewContact { case, details, draft } = contact;
        let field = |name: &str| {
            let found = case.fields.iter().find(|(field, _)| field == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let (title, petitioner) = (field(fields::TITLE), field(fields::PETITIONER));
        let received_on = case.register.received_on;
        self.write(|core, tx| {
            let registered = core.register(tx, now, case)?;
            let mut party = None;
            if let Some(details) = details {
                let name = details.name.clone();
                let id = core.add_party(tx, now, details)?;
                let link = PartyLink { party: id, role: PartyRole::Petitioner, name, chosen_by_group: false };
                core.link_party(tx, now, registered.case, link)?;
                party = Some(id);
            }
            let contact = RegisteredContact { registered, title, petitioner, received_on, party };
            if let Some(draft) = draft {
                let answer = serde_json::to_string(&contact).expect("an answer is plain data");
                drafts::remove(tx, &draft)?;
                drafts::put(tx, &(draft + Self::DRAFT_DONE), &answer, ms(now))?;
            }
            Ok(contact)
        })
    }
}
