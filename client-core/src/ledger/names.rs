//! How people name things: an office by its id, code or name, a person by id or name, a device by id or name. A name
//! that fits several is never guessed at.

use taizhang_model::{DeviceId, OfficeId, StaffId};

use super::{Core, Ledger};
use crate::Error;

/// Fewest letters of an id that stand for it.
const PREFIX_LETTERS: usize = 4;

/// One thing that may be meant.
struct Candidate<T> {
    id: T,
    called: Vec<String>,
}

impl Ledger {
    /// The office that a person means by an id, the first letters of one, a code or a name.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Ambiguous`].
    pub fn find_office(&mut self, name: &str) -> Result<OfficeId, Error> {
        self.read(|core, _| core.find_office(name))
    }

    /// The member of staff that a person means by an id, the first letters of one, a name, or office and name with a
    /// slash between them.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Ambiguous`].
    pub fn find_staff(&mut self, name: &str) -> Result<StaffId, Error> {
        self.read(|core, _| {
            let staff = core.directory.staff.values();
            let candidates = staff.map(|staff| {
                let office = core.directory.office_name(staff.office);
                Candidate { id: staff.id, called: vec![staff.name.clone(), format!("{office}/{}", staff.name)] }
            });
            find("member of staff", name, candidates)
        })
    }

    /// The device that a person means by an id, the first letters of one, or what its holder calls it.
    ///
    /// # Errors
    /// [`Error::Unknown`], [`Error::Ambiguous`], [`Error::NotEnrolled`].
    pub fn find_device(&mut self, name: &str) -> Result<DeviceId, Error> {
        self.read(|core, _| {
            let devices = core.grants()?.devices();
            find("device", name, devices.map(|(id, grant)| Candidate { id: *id, called: vec![grant.name.clone()] }))
        })
    }
}

impl Core {
    fn find_office(&self, name: &str) -> Result<OfficeId, Error> {
        let offices = self.directory.offices.values();
        let candidates =
            offices.map(|office| Candidate { id: office.id, called: vec![office.name.clone(), office.code.clone()] });
        find("office", name, candidates)
    }
}

fn find<T: Copy + ToString>(
    kind: &'static str,
    name: &str,
    candidates: impl Iterator<Item = Candidate<T>>,
) -> Result<T, Error> {
    let name = name.trim();
    let lower = name.to_lowercase();
    let (mut called, mut prefixed) = (Vec::new(), Vec::new());
    for candidate in candidates {
        if candidate.called.iter().any(|other| *other == name) {
            called.push(candidate.id);
        } else if lower.len() >= PREFIX_LETTERS && candidate.id.to_string().starts_with(&lower) {
            prefixed.push(candidate.id);
        }
    }
    let fits = if called.is_empty() { prefixed } else { called };
    match fits[..] {
        [id] => Ok(id),
        [] => Err(Error::Unknown { kind, name: name.to_owned() }),
        _ => Err(Error::Ambiguous { kind, name: name.to_owned() }),
    }
}
