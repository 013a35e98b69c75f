//! Plots of two cases: one matter registered twice, and one official number given twice.

use std::collections::BTreeSet;

use taizhang_model::{
    ActBody, CaseId,
    act::{Link, LinkKind, NotSameMatter, Unlink},
};

use crate::{
    meant::{Between, Meant, Question},
    story::Story,
};

/// What becomes of two cases of which the second is registered when the first is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Twins {
    /// Nobody has looked yet.
    Undecided,
    /// A person found them to be one.
    Linked,
    /// A person found them to be two.
    ToldApart,
    /// Linked by mistake, and not any more.
    Unlinked,
    /// Two matters with one official number.
    OneNumber,
}

impl Twins {
    /// Every kind.
    pub(crate) const ALL: &'static [Self] =
        &[Self::Undecided, Self::Linked, Self::ToldApart, Self::OneNumber, Self::Unlinked];

    /// Whether the second is the first matter again.
    pub(crate) const fn is_one_matter(self) -> bool {
        !matches!(self, Self::OneNumber)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Undecided => "twin_undecided",
            Self::Linked => "twin_linked",
            Self::ToldApart => "twin_told_apart",
            Self::Unlinked => "twin_unlinked",
            Self::OneNumber => "one_number",
        }
    }
}

/// Lives the second of two cases through. The first is as it was left.
pub(crate) fn play_twins(twins: Twins, first: &mut Meant, second: &mut Story<'_>) -> anyhow::Result<()> {
    (first.plot, second.meant.plot) = (twins.name(), twins.name());
    let (petition, clerk) = (second.world.petition, second.cast.town.clerk);
    second.described()?;
    second.later(0, 3);
    match twins {
        Twins::Undecided => possibly_same(first, second),
        Twins::Linked => {
            second.link(first, LinkKind::SameMatter)?;
            first.same_as.push(second.meant.case);
            second.meant.same_as.push(first.case);
            // Of one matter, the earliest receipt starts the clock.
            second.meant.clocks.begin_earlier(&["forward-15d", "accept-15d"], first.received_on, 15);
        }
        Twins::ToldApart => {
            let reason = "诉求不同，系两件事".to_owned();
            second.act(petition, ActBody::NotSameMatter(NotSameMatter { other: first.case, reason }))?;
        }
        Twins::Unlinked => {
            let link = second.link(first, LinkKind::Related)?;
            second.act(petition, ActBody::Unlink(Unlink { link, reason: "关联有误".into() }))?;
            possibly_same(first, second);
        }
        Twins::OneNumber => {
            let number = first_number(first.case);
            second.numbered(clerk, &number, None)?;
            (first.same_number_as, second.meant.same_number_as) = (Some(second.meant.case), Some(first.case));
            // The town gave both.
            let at = second.cast.town.office;
            let question = Question { rule: "K11", at, sides: BTreeSet::from([at]) };
            first.between.push(Between { question, other: Some(second.meant.case), concerns: BTreeSet::new() });
        }
    }
    Ok(())
}

/// The official number that the first of two cases has.
pub(crate) fn first_number(case: CaseId) -> String {
    format!("QH信〔2026〕{}号", &case.to_string()[..6])
}

fn possibly_same(first: &mut Meant, second: &mut Story<'_>) {
    first.possibly_same_as.push(second.meant.case);
    second.meant.possibly_same_as.push(first.case);
    let concerns = BTreeSet::from([first.home, second.meant.home]);
    let sides = BTreeSet::from([first.registered_by, second.meant.registered_by]);
    let question = Question { rule: "K3", at: second.world.lowest_above(&concerns), sides };
    first.between.push(Between { question, other: Some(second.meant.case), concerns });
}

impl Story<'_> {
    /// The petition office links this case to another.
    fn link(&mut self, other: &Meant, kind: LinkKind) -> anyhow::Result<taizhang_model::ActId> {
        let petition = self.world.petition;
        let link = Link {
            other: other.case,
            kind,
            other_received_on: Some(other.received_on),
            other_number: Some(other.number.clone()),
            reason: "同一信访人同一事项".into(),
        };
        self.act(petition, ActBody::Link(link))
    }

    /// The first of two cases that get one number gets it.
    pub(crate) fn numbered_first(&mut self) -> anyhow::Result<()> {
        let (clerk, number) = (self.cast.town.clerk, first_number(self.meant.case));
        self.numbered(clerk, &number, None).map(drop)
    }
}
