//! Who may sign for the authority, and who must agree (双人复核). What holds is read from all records together, so that it
//! does not matter in which order they came.

use std::collections::{BTreeMap, BTreeSet};

use taizhang_model::{DeviceId, OfficeId, StaffId};

use super::{Grants, Verdict, Waiting};
use crate::{Approval, Approver, Code, ControlBody, ControlId, Delegation};

#[derive(Clone, Debug)]
pub(super) struct Rights {
    delegations: BTreeMap<DeviceId, BTreeMap<ControlId, Delegation>>,
    /// By time and id.
    approvers: BTreeMap<(i64, ControlId), Approver>,
    /// By the record that they approve, the devices that did, and when.
    approvals: BTreeMap<ControlId, BTreeSet<(DeviceId, i64)>>,
    known: BTreeSet<ControlId>,
}

impl Rights {
    pub(super) const fn new() -> Self {
        Self {
            delegations: BTreeMap::new(),
            approvers: BTreeMap::new(),
            approvals: BTreeMap::new(),
            known: BTreeSet::new(),
        }
    }

    pub(super) fn knows(&self, id: ControlId) -> bool {
        self.known.contains(&id)
    }

    pub(super) fn delegate(&mut self, id: ControlId, record: &Delegation) {
        if self.known.insert(id) {
            self.delegations.entry(record.device).or_default().insert(id, record.clone());
        }
    }

    pub(super) fn name_approver(&mut self, id: ControlId, record: &Approver) {
        self.known.insert(id);
        self.approvers.insert((record.made_at_ms, id), record.clone());
    }

    pub(super) fn approve(&mut self, id: ControlId, record: &Approval) {
        self.known.insert(id);
        self.approvals.entry(record.record).or_default().insert((record.device, record.made_at_ms));
    }
}

impl Grants {
    /// Who must agree to changes of the authority, as of a time in milliseconds since 1970.
    #[must_use]
    pub fn approvers_at(&self, at_ms: i64) -> BTreeSet<StaffId> {
        let mut approvers = BTreeSet::new();
        let mut is_first = true;
        for ((_, id), record) in self.rights.approvers.range(..=(at_ms, ControlId([u8::MAX; 32]))) {
            let holds = is_first || self.is_approved_by(*id, &approvers, record.staff);
            is_first = false;
            match (holds, record.active) {
                (true, true) => drop(approvers.insert(record.staff)),
                (true, false) => drop(approvers.remove(&record.staff)),
                (false, _) => {}
            }
        }
        approvers
    }

    /// Whether one of these approved a record; nobody approves what is about themselves, or on a device that was shut out.
    fn is_approved_by(&self, record: ControlId, approvers: &BTreeSet<StaffId>, about: StaffId) -> bool {
        let mut approved = self.rights.approvals.get(&record).into_iter().flatten();
        approved.any(|(device, at_ms)| {
            let was_in = self.revoked_at_ms(*device).is_none_or(|revoked_at_ms| *at_ms < revoked_at_ms);
            let staff = self.device(*device).map(|grant| grant.staff);
            was_in && staff.is_some_and(|staff| staff != about && approvers.contains(&staff))
        })
    }

    fn holds(&self, id: ControlId, delegation: &Delegation) -> bool {
        let approvers = self.approvers_at(delegation.made_at_ms);
        let holder = self.device(delegation.device).map(|grant| grant.staff);
        !delegation.active
            || approvers.is_empty()
            || holder.is_some_and(|holder| self.is_approved_by(id, &approvers, holder))
    }

    /// The delegation of a device that stands: its highest revision that took effect.
    #[must_use]
    pub fn delegation(&self, device: DeviceId) -> Option<&Delegation> {
        let all = self.rights.delegations.get(&device)?;
        let standing = all.iter().filter(|(id, record)| self.holds(**id, record));
        standing.max_by_key(|(id, record)| (record.revision, **id)).map(|(_, record)| record)
    }

    /// Whether a device may speak for the devices of an office at a time in milliseconds since 1970: one of the office at the
    /// top of the tree, or a delegate whose right holds then and covers the office.
    #[must_use]
    pub fn administers(&self, device: DeviceId, office: OfficeId, at_ms: i64) -> bool {
        let own = self.device(device).and_then(|grant| self.office(grant.office));
        let covers = |right: &Delegation| {
            right.active && at_ms <= right.until_ms && self.with_ancestors(office).contains(&right.office)
        };
        own.is_some_and(|own| own.parent.is_none()) || self.delegation(device).is_some_and(covers)
    }

    /// Whether a device may be told of the devices of an office: where it administers them, or works above them.
    #[must_use]
    pub fn oversees(&self, device: DeviceId, office: OfficeId, at_ms: i64) -> bool {
        let own = self.device(device).map(|grant| grant.office);
        let is_above = own.is_some_and(|own| own != office && self.with_ancestors(office).contains(&own));
        is_above || self.administers(device, office, at_ms)
    }

    /// Every delegation that was ever signed, with its id, and whether it took effect.
    pub fn delegations(&self) -> impl Iterator<Item = (ControlId, &Delegation, bool)> {
        self.rights.delegations.values().flatten().map(|(id, record)| (*id, record, self.holds(*id, record)))
    }

    /// Every record that named an approver or ended that, in order of time, with its id.
    pub fn approver_records(&self) -> impl Iterator<Item = (ControlId, &Approver)> {
        self.rights.approvers.iter().map(|((_, id), record)| (*id, record))
    }

    /// Records that wait for an approver's word.
    #[must_use]
    pub fn to_be_approved(&self) -> Vec<ControlId> {
        let is_latest = |record: &Delegation| {
            let of_device = self.rights.delegations.get(&record.device);
            of_device.is_none_or(|all| all.values().all(|other| other.revision <= record.revision))
        };
        let delegations = self.delegations().filter(|(_, record, holds)| !holds && is_latest(record));
        let mut waiting: Vec<_> = delegations.map(|(id, ..)| id).collect();
        // The county's first approver needs nobody.
        for ((at_ms, id), record) in self.rights.approvers.iter().skip(1) {
            let approvers = self.approvers_at(at_ms.saturating_sub(1));
            if !self.is_approved_by(*id, &approvers, record.staff) {
                waiting.push(*id);
            }
        }
        waiting
    }

    pub(super) fn judge_approval(&self, approval: &Approval) -> Verdict {
        let Some(grant) = self.device(approval.device) else {
            return Verdict::Waits(Waiting::Device(approval.device));
        };
        if !self.rights.known.contains(&approval.record) {
            return Verdict::Waits(Waiting::Control(approval.record));
        }
        if self.rights.approvers.values().any(|approver| approver.staff == grant.staff) {
            Verdict::Accept
        } else {
            Verdict::Waits(Waiting::Approver(grant.staff))
        }
    }

    /// Whether a delegate may sign this: its right held when the record was made, and covers all that the record is about.
    pub(super) fn judge_delegate(&self, delegate: DeviceId, body: &ControlBody) -> Result<(), Verdict> {
        const NOT_ALLOWED: Verdict = Verdict::Refuse(Code::NotAllowed);
        let (about, made_at_ms) = self.about(body)?;
        let all = self.rights.delegations.get(&delegate).into_iter().flatten();
        let before = all.filter(|(id, record)| record.made_at_ms <= made_at_ms && self.holds(**id, record));
        let Some((_, right)) = before.max_by_key(|(id, record)| (record.revision, **id)) else {
            return Err(Verdict::Waits(Waiting::Delegation(delegate)));
        };
        if !right.active || made_at_ms > right.until_ms {
            return Err(NOT_ALLOWED);
        }
        if self.revoked_at_ms(delegate).is_some_and(|at_ms| made_at_ms >= at_ms) {
            return Err(Verdict::Refuse(Code::Revoked));
        }
        if let ControlBody::Office(record) = body
            && record.id == right.office
        {
            return Err(NOT_ALLOWED);
        }
        for office in about {
            if self.office(office).is_none() {
                return Err(Verdict::Waits(Waiting::Office(office)));
            }
            if !self.with_ancestors(office).contains(&right.office) {
                return Err(NOT_ALLOWED);
            }
        }
        if let ControlBody::Invite(record) = body { self.judge_invited(record.staff, right.office) } else { Ok(()) }
    }

    /// A delegate invites only who works in its part, or did: else it could speak for anybody. Whether somebody did is
    /// known once all that is said of them is here.
    fn judge_invited(&self, staff: StaffId, top: OfficeId) -> Result<(), Verdict> {
        if self.revisions(staff).any(|record| self.with_ancestors(record.office).contains(&top)) {
            return Ok(());
        }
        let is_whole = self.staff_member(staff).is_some()
            && self.revisions(staff).zip(1..).all(|(record, revision)| record.revision == revision);
        Err(if is_whole { Verdict::Refuse(Code::NotAllowed) } else { Verdict::Waits(Waiting::Staff(staff)) })
    }

    /// The offices that a delegate's record is about, before and after it, and when it was made.
    fn about(&self, body: &ControlBody) -> Result<(Vec<OfficeId>, i64), Verdict> {
        let of_device = |device| {
            let grant = self.device(device).ok_or(Verdict::Waits(Waiting::Device(device)))?;
            Ok(vec![grant.office])
        };
        let not_allowed = Err(Verdict::Refuse(Code::NotAllowed));
        match body {
            ControlBody::Office(record) => {
                let Some(parent) = record.parent else { return not_allowed };
                let before = self.office(record.id);
                if before.is_none() && record.revision > 1 {
                    return Err(Verdict::Waits(Waiting::Office(record.id)));
                }
                let before = before.and_then(|known| known.parent);
                Ok(([parent].into_iter().chain(before).collect(), record.made_at_ms))
            }
            ControlBody::Staff(record) => {
                // What somebody becomes later is no matter; what they were before is, and must be here.
                let before = record.revision.saturating_sub(1);
                if before > 0 && !self.revisions(record.id).any(|known| known.revision == before) {
                    return Err(Verdict::Waits(Waiting::Staff(record.id)));
                }
                let known =
                    self.revisions(record.id).filter(|known| (before..=record.revision).contains(&known.revision));
                Ok(([record.office].into_iter().chain(known.map(|known| known.office)).collect(), record.made_at_ms))
            }
            ControlBody::Invite(record) => Ok((vec![record.office], record.made_at_ms)),
            ControlBody::Revoke(record) => Ok((of_device(record.device)?, record.made_at_ms)),
            ControlBody::LastAccepted(record) => Ok((of_device(record.device)?, record.made_at_ms)),
            ControlBody::Renewal(record) => Ok((of_device(record.device)?, record.made_at_ms)),
            ControlBody::OfficeKey(record) => Ok((vec![record.office], record.made_at_ms)),
            ControlBody::OfficeKeyShares(record) => Ok((vec![record.office], record.made_at_ms)),
            ControlBody::Authority(_)
            | ControlBody::Claim(_)
            | ControlBody::Open(_)
            | ControlBody::Audience(_)
            | ControlBody::Delegation(_)
            | ControlBody::Approver(_)
            | ControlBody::Approval(_) => not_allowed,
        }
    }
}
