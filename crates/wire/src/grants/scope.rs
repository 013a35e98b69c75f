//! Who may read and write one document, from the records that open it and change its audience.

use std::collections::BTreeSet;

use taizhang_model::OfficeId;

use super::{Grants, Verdict, Waiting};
use crate::{AudienceChange, Code, Control, ControlId, DocKind, Open, limits};

/// Who may read and write a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// What it holds.
    pub kind: DocKind,
    /// The office that it belongs to.
    pub home: OfficeId,
    /// The offices that may read and write it now.
    pub audience: BTreeSet<OfficeId>,
    /// The offices that ever might. A change of one of these is valid whenever it arrives: whether it may still be
    /// taken in is the relay's to say, at its door.
    pub ever: BTreeSet<OfficeId>,
    /// The latest control record of the document.
    pub tip: ControlId,
}

impl Scope {
    /// The scope of a document that was just opened by the record with this id.
    #[must_use]
    pub fn opened(id: ControlId, open: &Open) -> Self {
        let audience: BTreeSet<_> = open.audience.iter().copied().collect();
        Self { kind: open.kind, home: open.home, ever: audience.clone(), audience, tip: id }
    }

    /// The scope after a change that was judged [`Verdict::Accept`].
    #[must_use]
    pub fn after(&self, id: ControlId, change: &AudienceChange) -> Self {
        let mut scope = self.clone();
        scope.audience.extend(change.add.iter().copied());
        scope.ever.extend(change.add.iter().copied());
        scope.audience.retain(|office| change.withdraw.binary_search(office).is_err());
        scope.tip = id;
        scope
    }
}

/// Judges the record that opens a document. With [`Verdict::Accept`] comes the document's first scope.
#[must_use]
pub fn judge_open(grants: &Grants, control: &Control, open: &Open) -> (Verdict, Option<Scope>) {
    if let Err(error) = control.check() {
        return (Verdict::Refuse(error.code()), None);
    }
    let Some(grant) = grants.device(open.device) else {
        return (Verdict::Waits(Waiting::Device(open.device)), None);
    };
    if control.verify(&grant.key).is_err() {
        return (Verdict::Refuse(Code::BadSignature), None);
    }
    if let Some(unknown) = open.audience.iter().find(|office| grants.office(**office).is_none()) {
        return (Verdict::Waits(Waiting::Office(*unknown)), None);
    }
    if open.audience.binary_search(&grant.office).is_err() {
        return (Verdict::Refuse(Code::NotAllowed), None);
    }
    (Verdict::Accept, Some(Scope::opened(control.id(), open)))
}

/// Judges a change of audience against the document's scope before it. Only a device of the home office, or of an office
/// above it, that is itself in the audience may sign one; the home office stays.
#[must_use]
pub fn judge_audience(grants: &Grants, scope: &Scope, control: &Control, change: &AudienceChange) -> Verdict {
    if let Err(error) = control.check() {
        return Verdict::Refuse(error.code());
    }
    let Some(grant) = grants.device(change.device) else { return Verdict::Waits(Waiting::Device(change.device)) };
    if control.verify(&grant.key).is_err() {
        return Verdict::Refuse(Code::BadSignature);
    }
    if control.id() == scope.tip {
        return Verdict::Held;
    }
    if change.previous != scope.tip {
        return Verdict::Refuse(Code::Stale);
    }
    if let Some(unknown) = change.add.iter().find(|office| grants.office(**office).is_none()) {
        return Verdict::Waits(Waiting::Office(*unknown));
    }
    let above_home = grants.with_ancestors(scope.home).contains(&grant.office);
    let keeps_home = change.withdraw.binary_search(&scope.home).is_err();
    let bounded = scope.ever.len() + change.add.len() <= limits::AUDIENCE_MAX;
    let readers = scope.after(control.id(), change).audience;
    let for_readers = change.shares.iter().all(|share| readers.contains(&share.office));
    if above_home && keeps_home && bounded && for_readers && scope.audience.contains(&grant.office) {
        Verdict::Accept
    } else {
        Verdict::Refuse(Code::NotAllowed)
    }
}
