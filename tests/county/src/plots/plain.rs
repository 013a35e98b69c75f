//! Plots in which everybody has seen what was done before.

use taizhang_model::{
    Stage,
    act::{MediationResult, ReviewTier},
};

use super::Plot;
use crate::{days, story::Story};

pub(super) fn play(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.later(0, 3);
    match plot {
        Plot::Registered => {
            if story.dice.one_in(2) {
                story.described()?;
            }
            Ok(())
        }
        Plot::Accepted => story.taken_on(),
        Plot::HandedOver => {
            story.handed_over()?;
            story.taken_on()
        }
        Plot::Transferred | Plot::Objected | Plot::TakenBack => passed_on(plot, story),
        Plot::TransferredOut => story.transferred_out(),
        Plot::Declined => {
            story.described()?;
            let clerk = story.cast.town.clerk;
            story.decline(clerk)?;
            story.declined();
            Ok(())
        }
        Plot::Withdrawn => withdrawn(story),
        Plot::Handling => {
            story.under_way()?;
            if story.chance(4) {
                story.joins_campaign()?;
            }
            if story.chance(4) {
                story.stood_aside()?;
                story.restricted()?;
            }
            if story.thorough {
                return story.busy_with_everything();
            }
            let acts = story.busyness();
            story.busy(acts)
        }
        Plot::Simple => simple(story),
        Plot::LeadChanged => {
            story.under_way()?;
            let acts = story.busyness();
            story.busy(acts)?;
            story.lead_changes()
        }
        Plot::InMediation => {
            story.under_way()?;
            let first = story.session(MediationResult::Continuing)?;
            story.meant.stage = Stage::Mediation;
            let last = Some(days::a_month_later(story.day));
            let by = story.office(story.fieldworker());
            story.meant.clocks.start_of("mediate-1m", by, (story.day, last), (first, 0));
            Ok(())
        }
        Plot::Mediated | Plot::MediationFailed => mediated(plot, story),
        Plot::Heard => heard(story),
        Plot::Raised => {
            story.under_way()?;
            let taken = story.dice.one_in(2);
            story.raised(taken)?;
            let acts = story.busyness();
            story.busy(acts)
        }
        Plot::Replied => {
            story.under_way()?;
            let acts = story.busyness();
            story.busy(acts)?;
            story.later(1, 5);
            story.replied().map(drop)
        }
        Plot::Served | Plot::InReview | Plot::SentBack | Plot::Finalised => answered(plot, story),
        Plot::Endless => {
            story.under_way()?;
            let acts = story.dice.between(180, 260);
            story.busy(acts)
        }
        Plot::Backlog => {
            story.under_way()?;
            story.joins_campaign()?;
            let acts = story.busyness();
            story.busy(acts)?;
            if story.dice.one_in(2) {
                story.through_to_closing()?;
                story.resolved()?;
            }
            Ok(())
        }
        _ => closed(plot, story),
    }
}

fn passed_on(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    let home = story.cast.home;
    let transfer = story.transferred(home)?;
    if plot != Plot::Transferred {
        story.objected(transfer, home, plot == Plot::TakenBack)?;
    }
    if plot == Plot::Objected {
        story.later(0, 3);
        story.taken_on()?;
    }
    Ok(())
}

fn withdrawn(story: &mut Story<'_>) -> anyhow::Result<()> {
    if story.dice.one_in(2) {
        story.under_way()?;
        let acts = story.busyness().min(10);
        story.busy(acts)?;
    }
    story.later(1, 4);
    let home = story.cast.home;
    story.withdraw(home)?;
    story.withdrawn();
    story.meant.stage = Stage::Withdrawn;
    Ok(())
}

fn simple(story: &mut Story<'_>) -> anyhow::Result<()> {
    story.described()?;
    story.clarified()?;
    let clerk = story.cast.town.clerk;
    story.accept(clerk, true)?;
    story.assigned_to_town()?;
    if story.dice.one_in(2) {
        story.later(1, 6);
        story.replied()?;
        story.served()?;
    }
    Ok(())
}

fn mediated(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    story.mediated(plot == Plot::Mediated)?;
    if story.dice.one_in(2) {
        story.through_to_closing()?;
        story.resolved()?;
    }
    Ok(())
}

fn heard(story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let resumed = story.chance(2) || story.dice.one_in(2);
    story.heard(resumed)?;
    if resumed {
        let head = story.cast.town.head;
        story.extend(head, 15)?;
        story.meant.clocks.lengthen("handle-60d", 15);
    }
    Ok(())
}

fn answered(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let acts = story.busyness();
    story.busy(acts)?;
    story.through_to_service()?;
    if plot == Plot::Served {
        return Ok(());
    }
    story.later(5, 15);
    let review = story.asks(ReviewTier::Review)?;
    if plot == Plot::InReview && story.dice.one_in(2) {
        return Ok(());
    }
    story.later(5, 15);
    story.reviewed(review, ReviewTier::Review, plot != Plot::SentBack)?;
    story.later(3, 10);
    if plot == Plot::SentBack {
        story.replied()?;
        return story.served();
    }
    let again = story.asks(ReviewTier::Reexamination)?;
    if plot == Plot::InReview {
        return Ok(());
    }
    story.later(5, 15);
    story.reviewed(again, ReviewTier::Reexamination, true)?;
    story.later(1, 5);
    story.finalised()?;
    let home = story.cast.home;
    story.contact(home)?;
    story.no_longer_accepted()
}

fn closed(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let list = if plot == Plot::Listed { Some(story.listed()?) } else { None };
    if story.chance(3) {
        let finding = story.found()?;
        story.finding_finished(finding)?;
    }
    let acts = story.busyness();
    story.busy(acts)?;
    if plot == Plot::ClosingAsked {
        story.through_to_service()?;
        story.all_done()?;
        let close = story.closing_asked()?;
        let clerk = story.cast.town.clerk;
        return story.sign(clerk, close, taizhang_model::act::SignRole::Handler).map(drop);
    }
    story.through_to_closing()?;
    match plot {
        Plot::Closed => Ok(()),
        Plot::Reported => {
            story.later(1, 5);
            story.reported()
        }
        Plot::Returned => {
            story.later(1, 5);
            story.dossier_reviewed()?;
            story.audited(false)?;
            Ok(())
        }
        Plot::Reopened => reopened(story),
        Plot::Listed => {
            story.resolved()?;
            if story.chance(2) {
                list.map_or(Ok(()), |list| story.delisted(list))?;
            }
            Ok(())
        }
        _ => {
            story.resolved()?;
            if story.chance(6) {
                story.later(10, 30);
                story.looked_back(true)?;
            }
            Ok(())
        }
    }
}

/// Opened again by a contact, a relapse or a new fact; closed again in some.
fn reopened(story: &mut Story<'_>) -> anyhow::Result<()> {
    if story.dice.one_in(2) {
        story.resolved()?;
    }
    story.later(3, 20);
    let by = story.fieldworker();
    let cause = if story.thorough { 2 } else { story.dice.below(3) };
    match cause {
        0 => {
            story.contact(by)?;
            story.meant.opened_again(story.day, true);
        }
        1 => story.looked_back(false).map(drop)?,
        _ => story.reopened(by).map(drop)?,
    }
    story.later(1, 5);
    if story.dice.one_in(2) {
        story.through_to_closing()?;
        if story.dice.one_in(2) {
            story.resolved()?;
        }
    }
    Ok(())
}
