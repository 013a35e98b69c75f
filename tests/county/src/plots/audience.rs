//! Plots about who may read a case: an office that the matter accuses never does (Art. 46), one that was let in may have
//! to leave.

use taizhang_model::Stage;

use super::Plot;
use crate::{duty::Duty, story::Story};

pub(super) fn play(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.later(0, 3);
    match plot {
        Plot::Accusation | Plot::AccusationFromBelow => accusation(story),
        _ => let_go(plot == Plot::LetInAgain, story),
    }
}

/// The county looks into it itself.
fn accusation(story: &mut Story<'_>) -> anyhow::Result<()> {
    let (petition, county) = (story.world.petition, story.world.county);
    story.classified()?;
    story.later(0, 3);
    story.accept(petition, false)?;
    story.later(0, 3);
    let (lead, unit) = (story.staff(county), story.office(county));
    let duty = Duty { lead, unit, handler: None, due: Some(story.ahead(30)), feedback_by: None };
    let charge = story.assigns(county, &duty)?;
    (story.meant.stage, story.assigned) = (Stage::Assigned, Some(charge.act));
    story.meant.charges = vec![charge];
    story.later(1, 5);
    story.noted(county)?;
    Ok(())
}

/// The petition office, or a department that was asked, has said what it had to say.
fn let_go(again: bool, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let (petition, clerk) = (story.world.petition, story.cast.town.clerk);
    let asked = story.world.department.filter(|department| story.meant.audience.contains(department));
    let office = asked.unwrap_or(story.office(petition));
    story.noted(petition)?;
    story.later(1, 4);
    story.let_go(office)?;
    story.later(1, 4);
    story.noted(clerk)?;
    if again {
        story.let_in(office)?;
        story.noted(clerk)?;
    }
    Ok(())
}
