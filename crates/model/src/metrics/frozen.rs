//! The frozen list of cases behind a return (冻结清单; DOMAIN 3.1, P17, K17): which cases it counted, and what of each
//! was known. An act that comes later leaves the return as it is; it is a reason to issue the next revision.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::Figures;
use crate::{
    Act, ActGraph, ActId, CaseId, CaseView, Dispute, DisputeRule, Interim, SettleBy,
    between::id_between,
    entry::{EntryView, Value, Values, limits},
};

/// The cases of a return and, of each, the latest acts that were known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrozenList {
    cases: BTreeMap<CaseId, BTreeSet<ActId>>,
}

impl FrozenList {
    /// The list of these cases as they stand. Their order does not matter.
    #[must_use]
    pub fn freeze<'a>(cases: impl IntoIterator<Item = &'a CaseView>) -> Self {
        let mut list = Self::default();
        cases.into_iter().for_each(|case| list.add(case));
        list
    }

    /// Adds a case as it stands.
    pub fn add(&mut self, case: &CaseView) {
        self.cases.insert(case.id, case.heads.iter().copied().collect());
    }

    /// How many cases.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// The hash of the list, as 64 hexadecimal digits: equal lists, equal hashes.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new_with_prefix(b"taizhang frozen case list 1\0");
        for (case, heads) in &self.cases {
            hash.update(case.as_bytes());
            hash.update((heads.len() as u64).to_be_bytes());
            heads.iter().for_each(|head| hash.update(head.as_bytes()));
        }
        data_encoding::HEXLOWER.encode(&hash.finalize())
    }

    /// The values of a `period_report` that this list and these figures give. The list itself stands in it while it
    /// fits an entry; the hash always does.
    #[must_use]
    pub fn values(&self, figures: &Figures) -> Values {
        let mut values = Values::new();
        let mut set = |field: &str, value: Value| values.insert(field.to_owned(), value);
        if self.is_empty() {
            set("zero", Value::Bool(true));
            return values;
        }
        set("case_list_hash", Value::Text(self.hash()));
        set("figures", Value::List(rows(figures)));
        set("disputed_cases", number(figures.in_dispute));
        let heads = self.cases.values().map(BTreeSet::len).sum::<usize>();
        if self.len() + heads <= limits::LIST {
            let ids = |ids: &mut dyn Iterator<Item = String>| Value::List(ids.map(Value::Text).collect());
            set("cases", ids(&mut self.cases.keys().map(CaseId::to_string)));
            let seen = self.cases.iter().flat_map(|(case, heads)| heads.iter().map(|act| mark(*case, *act)));
            let seen: BTreeSet<ActId> = seen.collect();
            set("seen", ids(&mut seen.iter().map(ActId::to_string)));
        }
        values
    }
}

fn number(count: u64) -> Value {
    Value::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The figures as rows, each rate with its numerator and denominator.
fn rows(figures: &Figures) -> Vec<Value> {
    let row = |name: &str, numerator: u64| -> Values {
        [("name".to_owned(), name.into()), ("numerator".to_owned(), number(numerator))].into()
    };
    let counts = figures.counts().map(|count| row(count.label_zh, count.value));
    let rates = figures.rates().map(|rate| {
        let mut row = row(rate.label_zh, rate.value.numerator);
        row.insert("denominator".to_owned(), number(rate.value.denominator));
        row
    });
    counts.into_iter().chain(rates).map(Value::Row).collect()
}

/// A return as it was issued: its period, and what it had counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenReturn {
    /// The first day it covers.
    pub from: Date,
    /// The last day it covers.
    pub until: Date,
    /// Its revision.
    pub revision: i64,
    /// The hash of its list; none for a report of nothing.
    pub hash: Option<String>,
    /// Marks of the latest acts it had seen, each of its case; none when the list did not fit.
    seen: Option<BTreeSet<ActId>>,
    /// The cases it counted; none when the list did not fit.
    cases: Option<BTreeSet<CaseId>>,
}

/// How the list of a return and the list of the same days now differ, each in the order of the cases' ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListChange {
    /// Cases that the return did not count and that would be counted now.
    pub joined: Vec<CaseId>,
    /// Cases that it counted and that would not be counted now.
    pub left: Vec<CaseId>,
    /// Cases on both lists of which the return had not seen every act.
    pub moved_on: Vec<CaseId>,
}

impl FrozenReturn {
    /// The return that an entry of the kind `period_report` is; none when it is none, or lacks its period.
    #[must_use]
    pub fn of(entry: &EntryView) -> Option<Self> {
        let text = |field: &str| entry.values.get(field).and_then(Value::as_text);
        let date = |field: &str| entry.values.get(field).and_then(Value::as_date);
        let zero = entry.values.get("zero") == Some(&Value::Bool(true));
        Some(Self {
            from: date("from").filter(|_| entry.kind == "period_report")?,
            until: date("until")?,
            revision: if let Some(Value::Number(revision)) = entry.values.get("revision") { *revision } else { 1 },
            hash: text("case_list_hash").map(str::to_owned),
            seen: if zero { Some(BTreeSet::new()) } else { ids(entry, "seen") },
            cases: if zero { Some(BTreeSet::new()) } else { ids(entry, "cases") },
        })
    }

    /// Whether the cases of its period now differ from those it counted: a reason for the next revision (K17), also
    /// where the list itself did not fit into the return.
    #[must_use]
    pub fn differs(&self, now: &FrozenList) -> bool {
        match &self.hash {
            Some(hash) => *hash != now.hash(),
            None => !now.is_empty(),
        }
    }

    /// Which cases make the list of its days now another one than its own; none where the return does not hold its list:
    /// then [`FrozenReturn::differs`] tells whether they differ, and nothing tells how.
    #[must_use]
    pub fn change(&self, now: &FrozenList) -> Option<ListChange> {
        let (then, seen) = (self.cases.as_ref()?, self.seen.as_ref()?);
        let moved_on = |(case, heads): &(&CaseId, &BTreeSet<ActId>)| {
            then.contains(case) && heads.iter().any(|head| !seen.contains(&mark(**case, *head)))
        };
        Some(ListChange {
            joined: now.cases.keys().filter(|case| !then.contains(case)).copied().collect(),
            left: then.iter().filter(|case| !now.cases.contains_key(case)).copied().collect(),
            moved_on: now.cases.iter().filter(moved_on).map(|(case, _)| *case).collect(),
        })
    }
}

/// The ids that a field of a return lists; none where it has no such field.
fn ids<T: std::str::FromStr + Ord>(entry: &EntryView, field: &str) -> Option<BTreeSet<T>> {
    let listed = entry.values.get(field)?;
    Some(listed.items().iter().filter_map(|id| id.as_text()?.parse().ok()).collect())
}

/// The acts of a case that came too late for a return, in the order of the timeline: those that are declared for a day of
/// the period and that the return had not seen. The return is not changed by them; the reporting office may issue the next
/// revision (K17).
///
/// None where the return does not say what it had seen: then [`FrozenReturn::differs`] tells.
#[must_use]
pub fn late_for(issued: &FrozenReturn, case: CaseId, acts: &[Act]) -> Vec<ActId> {
    let Some(marks) = &issued.seen else { return Vec::new() };
    let graph = ActGraph::new(acts);
    let latest: Vec<ActId> = acts.iter().map(|act| act.id).filter(|act| marks.contains(&mark(case, *act))).collect();
    let saw = |act: ActId| latest.iter().any(|latest| *latest == act || graph.is_before(act, *latest));
    let within = |act: &&&Act| issued.from <= act.effective_on && act.effective_on <= issued.until;
    let in_order = graph.in_order(acts);
    in_order.iter().filter(within).map(|act| act.id).filter(|act| !saw(*act)).collect()
}

/// What a return keeps of an act that it had seen: the act's id names it within its case alone.
fn mark(case: CaseId, act: ActId) -> ActId {
    let mut hash = Sha256::new_with_prefix(b"taizhang act of a case 1\0");
    hash.update(case.as_bytes());
    hash.update(act.as_bytes());
    ActId::from_hash(&hash.finalize().into())
}

/// The dispute of record between a return and the acts of one case that came too late for it (K17): the return stays
/// unchanged, and the office that keeps it settles by its next revision, which is then the return to ask about.
///
/// The first of its acts is the return's own; the others are the case's.
#[must_use]
pub fn overtaken(issued: &EntryView, case: CaseId, acts: &[Act]) -> Option<Dispute> {
    let frozen = FrozenReturn::of(issued).filter(|_| issued.stands())?;
    let entered = issued.entered_by?;
    let late = late_for(&frozen, case, acts);
    let of_documents: Vec<_> =
        std::iter::once((CaseId(issued.id.0), entered)).chain(late.iter().map(|act| (case, *act))).collect();
    (!late.is_empty()).then(|| Dispute {
        id: id_between(DisputeRule::K17, &of_documents),
        rule: DisputeRule::K17,
        acts: std::iter::once(entered).chain(late).collect(),
        interim: Interim::ReturnUnchanged,
        notice: false,
        settle_at: Some(issued.home),
        settle_by: SettleBy::Anyone,
        settled_by: None,
        chosen: None,
        reason: None,
    })
}
