//! Plots in which people who have not heard of each other do what cannot hold together; and what others decide then.

use std::collections::BTreeSet;

use taizhang_model::{
    ActBody, OfficeId, Stage,
    act::{Confirm, DocumentKind, ReplyPosition, SignRole, VisitKind},
    fields,
};

use super::Plot;
use crate::{days, desk::morning, duty::Duty, story::Story, world::DeskNo};

pub(super) fn play(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.later(0, 3);
    match plot {
        Plot::TwoLeads | Plot::TwoLeadsSettled | Plot::TwoLeadsReplaced => two_leads(plot, story),
        Plot::ClosedUnseen | Plot::ClosedUnseenSettled | Plot::ClosedUnseenCovered => closed_unseen(plot, story),
        Plot::TwoExtensions | Plot::TwoExtensionsSettled => two_extensions(plot, story),
        Plot::SignedThenReplaced | Plot::SignedAgain => signed_then_replaced(plot, story),
        Plot::AcceptedOrNot | Plot::AcceptedAfterAll | Plot::RefusedAfterAll => accepted_or_not(plot, story),
        Plot::TwoReplies | Plot::TwoRepliesAnswered => two_replies(plot, story),
        Plot::WorkedOn => worked_on(story),
        Plot::ReopenedAndResolved | Plot::ResolvedAfterAll => reopened_and_resolved(plot, story),
        Plot::VoteBesideFinish | Plot::VoteBesideFinishSettled => vote_beside_finish(plot, story),
        Plot::TwoNumbers | Plot::TwoNumbersSettled => two_numbers(plot, story),
        Plot::GrantedTwice | Plot::GrantedTwiceSettled => granted_twice(plot, story),
        Plot::Tangled => tangled(story),
        Plot::FieldTwice | Plot::FieldChosen => field_twice(plot, story),
        Plot::WithdrawnReplied | Plot::WithdrawnAfterAll => withdrawn_replied(plot, story),
        _ => redacted_again(plot, story),
    }
}

/// K1: both leads carry the duty until somebody decides.
fn two_leads(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.taken_on()?;
    let county = story.world.county;
    story.leaves(county)?;
    let towns = story.assigned_to_town()?;
    let other = Duty {
        lead: story.staff(story.cast.town.head),
        unit: story.cast.town.office,
        handler: None,
        due: Some(story.ahead(30)),
        feedback_by: Some(story.ahead(15)),
    };
    let countys = story.assigns(county, &other)?;
    story.returns(county);
    story.meant.charges.push(countys.clone());
    story.disputed("K1", &[story.cast.town.clerk, county]);
    if plot == Plot::TwoLeads {
        return Ok(());
    }
    story.later(1, 4);
    story.meant.clocks.drop_of(towns, 0);
    story.meant.clocks.drop_of(towns, 1);
    if plot == Plot::TwoLeadsSettled {
        story.settle(county, "K1", countys.act)?;
        story.meant.charges = vec![countys];
    } else {
        let third = Duty { due: Some(story.ahead(40)), feedback_by: Some(story.ahead(20)), ..other };
        let third = story.assigns(county, &third)?;
        story.meant.decided("K1");
        story.meant.clocks.drop_of(countys.act, 0);
        story.meant.clocks.drop_of(countys.act, 1);
        story.assigned = Some(third.act);
        story.meant.charges = vec![third];
    }
    Ok(())
}

/// K2: work that the closing had not seen keeps the case open.
fn closed_unseen(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    story.through_to_service()?;
    story.all_done()?;
    let by = story.bystander();
    story.leaves(by)?;
    let close = story.closed()?;
    let closed_on = story.day;
    story.visited(by, VisitKind::Return)?;
    story.returns(by);
    (story.meant.stage, story.meant.closed_on) = (Stage::Served, None);
    story.disputed("K2", &[story.cast.town.clerk, by]);
    match plot {
        Plot::ClosedUnseen => {}
        Plot::ClosedUnseenSettled => {
            story.later(1, 3);
            let county = story.world.county;
            story.settle(county, "K2", close)?;
            (story.meant.stage, story.meant.closed_on) = (Stage::Closed, Some(closed_on));
        }
        _ => {
            story.later(1, 3);
            story.closed()?;
            story.meant.decided("K2");
        }
    }
    Ok(())
}

/// K4: the earlier of the two days, never their sum.
fn two_extensions(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let (county, head) = (story.world.county, story.cast.town.head);
    story.leaves(county)?;
    let longer = story.extend(head, 20)?;
    story.extend(county, 10)?;
    story.returns(county);
    story.disputed("K4", &[head, county]);
    story.meant.clocks.lengthen("handle-60d", 10);
    if plot == Plot::TwoExtensionsSettled {
        story.later(1, 3);
        story.settle(county, "K4", longer)?;
        story.meant.clocks.lengthen("handle-60d", 10);
    }
    Ok(())
}

/// K5: the signature is void for the version that replaced what was signed.
fn signed_then_replaced(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let (clerk, head) = (story.cast.town.clerk, story.cast.town.head);
    let first = story.document(clerk, DocumentKind::HandlingReport, None)?;
    story.leaves(head)?;
    let second = story.document(clerk, DocumentKind::HandlingReport, Some(first))?;
    story.sign(head, first, SignRole::Head)?;
    story.returns(head);
    story.disputed("K5", &[clerk, head]);
    if plot == Plot::SignedAgain {
        story.later(1, 3);
        story.sign(head, second, SignRole::Head)?;
        story.meant.decided("K5");
    }
    Ok(())
}

/// K6: the acceptance holds, and the duty with it.
fn accepted_or_not(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.described()?;
    let (county, clerk, kind) = (story.world.county, story.cast.town.clerk, story.meant.kind);
    story.leaves(county)?;
    let accept = story.accept(clerk, false)?;
    let decline = story.decline(county)?;
    story.returns(county);
    story.disputed("K6", &[clerk, county]);
    story.later(1, 3);
    match plot {
        Plot::AcceptedOrNot => {}
        Plot::AcceptedAfterAll => story.settle(county, "K6", accept)?,
        _ => {
            story.settle(county, "K6", decline)?;
            // As if nobody had accepted: it was refused on the day on which it was accepted elsewhere.
            (story.meant.stage, story.meant.accepted, story.meant.kind) = (Stage::NotAccepted, false, kind);
            let received_on = story.meant.received_on;
            story.meant.clocks.forget("handle-60d");
            story.meant.clocks.forget("hold-10wd");
            let registered_by = story.meant.registered_by;
            story.meant.clocks.start(
                "hold-10wd",
                registered_by,
                received_on,
                days::working_days_later(received_on, 10),
            );
        }
    }
    Ok(())
}

/// K7: both are marked until the unit in charge gives one that saw both.
fn two_replies(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let (county, clerk) = (story.world.county, story.cast.town.clerk);
    story.noted(clerk)?;
    story.leaves(county)?;
    story.replied()?;
    story.replies(county, ReplyPosition::NotSupported)?;
    story.returns(county);
    // The unit in charge decides which of them holds, wherever the other came from.
    let sides = [story.cast.town.office, story.office(county)];
    story.meant.disputed("K7", story.cast.town.office, sides);
    if plot == Plot::TwoRepliesAnswered {
        story.later(1, 4);
        story.replied()?;
        story.meant.decided("K7");
        story.served()?;
    }
    Ok(())
}

/// K8: the work of those who had the case is kept, and told.
fn worked_on(story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let (county, clerk) = (story.world.county, story.cast.town.clerk);
    let (lead, unit, earlier) = (story.staff(county), story.office(county), story.assigned);
    story.leaves(clerk)?;
    let duty = Duty { lead, unit, handler: None, due: Some(story.ahead(20)), feedback_by: None };
    let charge = story.assigns(county, &duty)?;
    story.assigned = Some(charge.act);
    for item in [0, 1] {
        earlier.into_iter().for_each(|earlier| story.meant.clocks.drop_of(earlier, item));
    }
    story.visited(clerk, VisitKind::WithCase)?;
    story.returns(clerk);
    story.meant.charges = vec![charge];
    story.meant.stage = Stage::Handling;
    story.meant.noticed("K8", unit, [unit, story.cast.town.office]);
    Ok(())
}

/// K9: the case is open until the office that audits decides.
fn reopened_and_resolved(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    story.through_to_closing()?;
    let (closed_on, by, petition) = (story.day, story.bystander(), story.world.petition);
    // The auditor goes: the petition office may be the one that hears of the matter again.
    let auditor = story.world.auditor;
    story.leaves(auditor)?;
    story.later(1, 5);
    story.contact(by)?;
    let (audit, audited_on) = (story.audited(true)?, story.day);
    story.returns(auditor);
    story.meant.opened_again(story.day, true);
    // The office that audited decides.
    let (audits, hears) = (story.office(petition), story.office(by));
    story.meant.disputed("K9", audits, [audits, hears]);
    if plot == Plot::ResolvedAfterAll {
        story.later(1, 3);
        story.settle(petition, "K9", audit)?;
        (story.meant.stage, story.meant.closed_on) = (Stage::Resolved, Some(closed_on));
        (story.meant.resolved_on, story.meant.repeated) = (Some(audited_on), false);
        story.meant.clocks.forget("rehandle-60d");
    }
    Ok(())
}

/// K10: unsettled where the majority could turn.
fn vote_beside_finish(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let finding = story.found()?;
    let (lead, county) = (story.cast.town.lead, story.world.county);
    story.leaves(lead)?;
    let finish = story.finding_finished(finding)?;
    story.vote(lead, finding, false)?;
    story.returns(lead);
    story.disputed("K10", &[story.cast.town.clerk, lead]);
    if plot == Plot::VoteBesideFinishSettled {
        story.later(1, 3);
        story.settle(county, "K10", finish)?;
    }
    Ok(())
}

/// K11 within a case: the provisional numbers stay valid.
fn two_numbers(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.taken_on()?;
    let (county, clerk) = (story.world.county, story.cast.town.clerk);
    let (one, other) = (story.number("清信"), story.number("石信"));
    story.leaves(county)?;
    let first = story.numbered(clerk, &one, None)?;
    story.numbered(county, &other, None)?;
    story.returns(county);
    story.disputed("K11", &[clerk, county]);
    if plot == Plot::TwoNumbersSettled {
        story.settle(county, "K11", first)?;
    }
    Ok(())
}

/// K13: both are shown, and nothing more is paid.
fn granted_twice(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let (county, clerk) = (story.world.county, story.cast.town.clerk);
    story.leaves(county)?;
    let first = story.granted(clerk, "信访救助资金")?;
    story.granted(county, "信访救助资金")?;
    story.returns(county);
    story.disputed("K13", &[clerk, county]);
    if plot == Plot::GrantedTwiceSettled {
        story.later(1, 3);
        story.settle(county, "K13", first)?;
    }
    Ok(())
}

/// K4, K11, K13 and K14 in one case: the county is away for a week and does what the town does.
fn tangled(story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let (county, clerk, head) = (story.world.county, story.cast.town.clerk, story.cast.town.head);
    story.leaves(county)?;
    for (office, by, days) in [("石", head, 12), ("县", county, 25)] {
        let number = story.number(office);
        let clerk = if by == head { clerk } else { county };
        story.extend(by, days)?;
        story.granted(clerk, "信访救助资金")?;
        story.numbered(clerk, &number, None)?;
        story.field(clerk, fields::STATUS_NOTE, office)?;
        story.later(1, 2);
    }
    story.returns(county);
    ["K4", "K11", "K13"].into_iter().for_each(|rule| story.disputed(rule, &[clerk, county]));
    story.meant.conflicts.insert(fields::STATUS_NOTE);
    story.meant.clocks.lengthen("handle-60d", 12);
    Ok(())
}

/// K14: both values are shown until an editor writes one.
fn field_twice(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.taken_on()?;
    let (county, clerk) = (story.world.county, story.cast.town.clerk);
    story.leaves(county)?;
    story.field(clerk, fields::MEASURES, "按新标准补足")?;
    story.field(county, fields::MEASURES, "先测量后补偿")?;
    story.returns(county);
    story.meant.conflicts.insert(fields::MEASURES);
    if plot == Plot::FieldChosen {
        story.bring(clerk)?;
        let desk = &mut story.world.desks[clerk];
        let now = desk.clock(story.day, story.meant.acts);
        desk.ledger.choose(now, story.meant.case, fields::MEASURES, 0)?;
        desk.unsent = true;
        story.meant.conflicts.clear();
    }
    Ok(())
}

/// K16: the reply stands and the withdrawal is noted.
fn withdrawn_replied(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let (by, clerk, head) = (story.bystander(), story.cast.town.clerk, story.cast.town.head);
    story.noted(clerk)?;
    story.leaves(by)?;
    story.replied()?;
    let withdrawal = story.withdraw(by)?;
    story.returns(by);
    story.withdrawn();
    // The unit that replied decides.
    let (replied, heard) = (story.cast.town.office, story.office(by));
    story.meant.disputed("K16", replied, [replied, heard]);
    if plot == Plot::WithdrawnAfterAll {
        story.later(1, 3);
        story.settle(head, "K16", withdrawal)?;
        story.meant.stage = Stage::Withdrawn;
    }
    Ok(())
}

/// K18: it is not shown.
fn redacted_again(plot: Plot, story: &mut Story<'_>) -> anyhow::Result<()> {
    story.under_way()?;
    let (by, clerk, head) = (story.bystander(), story.cast.town.clerk, story.cast.town.head);
    let file = story.file();
    story.attached(clerk, &file)?;
    story.leaves(by)?;
    let redaction = story.redacted(head, &file)?;
    story.attached(by, &file)?;
    story.returns(by);
    story.disputed("K18", &[head, by]);
    if plot == Plot::RedactedAgainSettled {
        story.later(1, 3);
        let county = story.world.county;
        story.settle(county, "K18", redaction)?;
    }
    Ok(())
}

impl Story<'_> {
    /// Acts of these desks cannot hold together: the lowest office above all of them decides, or their own.
    fn disputed(&mut self, rule: &'static str, desks: &[DeskNo]) {
        let sides: BTreeSet<OfficeId> = desks.iter().map(|desk| self.office(*desk)).collect();
        let at = self.world.lowest_above(&sides);
        self.meant.disputed(rule, at, sides);
    }

    /// K12: somebody writes who has just left, and has not heard of it; the head stands for it in one of two.
    pub(crate) fn left_meanwhile(&mut self, confirmed: bool) -> anyhow::Result<()> {
        self.meant.plot = if confirmed { "left_meanwhile_confirmed" } else { "left_meanwhile" };
        self.under_way()?;
        let (leaver, head, clerk) = (self.cast.town.leaver, self.cast.town.head, self.cast.town.clerk);
        self.noted(clerk)?;
        self.leaves(leaver)?;
        self.world.takes_leave(leaver, morning(self.day, 0))?;
        let act = self.noted(leaver)?;
        self.returns(leaver);
        self.disputed("K12", &[leaver]);
        if confirmed {
            self.later(1, 3);
            let reason = "情况属实，予以追认".to_owned();
            self.act(head, ActBody::Confirm(Confirm { act, reason, declined: false }))?;
            self.meant.decided("K12");
        }
        Ok(())
    }

    /// K15: the county puts another configuration in force while somebody goes on by the older one.
    pub(crate) fn judged_by_an_older_version(&mut self) -> anyhow::Result<()> {
        self.meant.plot = "older_version";
        self.under_way()?;
        let (clerk, county) = (self.cast.town.clerk, self.world.county);
        self.leaves(clerk)?;
        self.bring(county)?;
        let config = self.world.config_named("清河县配置（修订）")?;
        let desk = &mut self.world.desks[county];
        let now = desk.clock(self.day, self.meant.acts);
        desk.ledger.configure(now, &config, "年中修订")?;
        self.noted(county)?;
        self.noted(clerk)?;
        self.returns(clerk);
        let (newer, older) = (self.office(county), self.cast.town.office);
        self.meant.noticed("K15", newer, [newer, older]);
        Ok(())
    }
}
