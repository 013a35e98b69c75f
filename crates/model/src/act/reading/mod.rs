//! 限制知悉: who may read a case whose reading is restricted, and opening one all the same, for a time.

mod break_glass;
mod lift_restriction;
mod restrict;

pub use break_glass::BreakGlass;
pub use lift_restriction::LiftRestriction;
pub use restrict::Restrict;

use crate::{Directory, OfficeId, Refusal, Staff, StaffRole, check::Situation, refusal};

/// Whether a member of staff decides who may read the cases of `home`: a head of it or of an office above it, or its
/// privacy officer.
pub(crate) fn decides_on_reading(directory: &Directory, staff: &Staff, acting_for: OfficeId, home: OfficeId) -> bool {
    let privacy = staff.active && staff.roles.contains(&StaffRole::Privacy);
    directory.heads_over(staff, acting_for, home) || privacy && staff.office == home && acting_for == home
}

/// Refuses anybody who does not decide who may read this case.
fn by_who_decides(now: &Situation<'_>) -> Result<(), Refusal> {
    let home = now.view.home;
    if now.staff().is_some_and(|staff| decides_on_reading(now.directory, staff, now.author.office, home)) {
        return Ok(());
    }
    let may = |staff: &&Staff| decides_on_reading(now.directory, staff, home, home);
    let names = now.directory.staff.values().filter(may).map(|staff| staff.name.clone());
    Err(Refusal::because(&refusal::RESTRICTED_BY).who_could(names))
}
