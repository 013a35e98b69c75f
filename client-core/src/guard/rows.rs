//! The rules for a change's operations, read from the rows of a whole document. Where the guard asks of an envelope what
//! its author had seen, it asks here the same of the clocks; what an operation overwrites or deletes, a change names as
//! predecessors and a document as successors. What a document does not store and only names is a deletion.

use taizhang_model::Act;
use taizhang_wire::{ActorId, Code, Grants, limits};

use super::{check_author, clocks::Clocks, refuse};
use crate::doc::{
    CONTAINERS, Container, DocError, GENESIS_OPS, SCHEMA,
    chunk::{Action, DocumentShape, History, OpId, OpRow, Place, RowKey, Value},
    rules,
};

/// More bytes than an operation takes in a change, but for its key and value.
const OP_BYTES: u64 = 96;
/// More bytes than a change takes without its operations, but for its dependencies.
const CHANGE_BYTES: u64 = 256;

/// What the rows said of one change.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// The change by itself is no longer than this.
    pub(super) bytes_max: u64,
    /// Letters that it puts in.
    pub(super) letters: u64,
    /// Acts that it adds.
    acts: u64,
}

/// A walk over a document's rows.
pub(super) struct Rows<'a> {
    history: &'a History,
    clocks: &'a Clocks<'a>,
    grants: &'a Grants,
    actors: &'a [ActorId],
    opener: usize,
    roots: u64,
    /// By place: whether a letter that was put in stands there.
    letters: Vec<bool>,
    tallies: Vec<Tally>,
    acts: Vec<Act>,
}

/// Judges every row, and gives the tally of every change, and every act, in the order of their ids.
pub(super) fn check(
    shape: &DocumentShape,
    clocks: &Clocks<'_>,
    actors: &[ActorId],
    grants: &Grants,
) -> Result<(Vec<Tally>, Vec<Act>), DocError> {
    let history = &shape.history;
    let Some(first) = history.changes().first() else { return Err(unsound("nothing in it")) };
    let blank = |change| Tally { bytes_max: CHANGE_BYTES + 32 * history.deps(change).len() as u64, ..Tally::default() };
    let tallies = history.changes().iter().map(blank).collect();
    let letters = vec![false; history.ops()];
    let mut rows =
        Rows { history, clocks, grants, actors, opener: first.actor, roots: 0, letters, tallies, acts: Vec::new() };
    shape.for_each_op(|row, succs| rows.row(&row, succs))?;
    if rows.roots != GENESIS_OPS {
        return Err(unsound("the containers are not there"));
    }
    rows.check_acts()?;
    Ok((rows.tallies, rows.acts))
}

fn unsound(detail: &str) -> DocError {
    refuse(Code::SnapshotUnsound, detail)
}

impl Rows<'_> {
    fn row(&mut self, row: &OpRow<'_>, succs: &[OpId]) -> Result<(), DocError> {
        let Some(object) = row.object else { return self.root(row, succs) };
        let container = Container::made_by(object.counter).filter(|_| object.actor == self.opener);
        let container = container.ok_or_else(|| unsound("an object that is none of the containers"))?;
        let (Action::Set, Value::Text(text)) = (row.action, row.value) else {
            return Err(unsound("an operation that no command writes"));
        };
        let place = self.history.place(row.id)?;
        let key_bytes = if let RowKey::Map(key) = row.key { key.len() } else { 0 };
        self.tally(place).bytes_max += OP_BYTES + (key_bytes + text.len()) as u64;
        match (container, row.key, row.insert) {
            (Container::Fields | Container::Claims, RowKey::Map(key), false) => {
                rules::check_field(key, text).map_err(by_itself)?;
                self.succeeded(row.id, succs, true)
            }
            (Container::Acts, RowKey::Map(key), false) => {
                if !succs.is_empty() {
                    return Err(unsound("an act is never written over"));
                }
                let author = self.actors.get(row.id.actor).ok_or_else(|| unsound("a foreign actor"))?;
                let act = rules::check_act(key, text, *author, row.id.counter.into()).map_err(by_itself)?;
                self.tally(place).acts += 1;
                check_author(&act, self.grants)?;
                self.acts.push(act);
                Ok(())
            }
            (Container::Narrative, RowKey::Head | RowKey::Element(_), true) => {
                rules::check_letter(text).map_err(by_itself)?;
                if let RowKey::Element(before) = row.key
                    && !(self.is_letter(before)? && self.clocks.saw(row.id, before)?)
                {
                    return Err(unsound("it writes behind a letter that is not there"));
                }
                self.tally(place).letters += 1;
                if let Some(letter) = self.letters.get_mut(place.op) {
                    *letter = true;
                }
                self.succeeded(row.id, succs, false)
            }
            _ => Err(unsound("an operation that no command writes")),
        }
    }

    /// The containers and the schema are the opener's first operations, and stay.
    fn root(&mut self, row: &OpRow<'_>, succs: &[OpId]) -> Result<(), DocError> {
        self.roots += 1;
        let name = CONTAINERS.get(row.id.counter as usize - 1).copied().unwrap_or("schema");
        let is_made = match Container::made_by(row.id.counter) {
            Some(Container::Narrative) => row.action == Action::MakeText,
            Some(_) => row.action == Action::MakeMap,
            None => {
                let is_schema = u64::from(row.id.counter) == GENESIS_OPS && row.value == Value::Int(SCHEMA);
                row.action == Action::Set && is_schema
            }
        };
        if is_made && row.id.actor == self.opener && row.key == RowKey::Map(name) && succs.is_empty() {
            Ok(())
        } else {
            Err(unsound("the containers are made once, and nothing else stands beside them"))
        }
    }

    /// A field is written over by a put, and a letter is deleted, each by an author who had seen it.
    fn succeeded(&mut self, id: OpId, succs: &[OpId], by_put: bool) -> Result<(), DocError> {
        for succ in succs {
            let place = self.history.place(*succ)?;
            if self.history.is_stored(place) != by_put {
                return Err(unsound("an operation that no command writes"));
            }
            if !self.clocks.saw(*succ, id)? {
                return Err(unsound("it writes over what its author had not seen"));
            }
            self.tally(place).bytes_max += OP_BYTES;
        }
        Ok(())
    }

    /// A text's rows follow one another as its letters do: what a letter stands behind has come before it.
    fn is_letter(&self, id: OpId) -> Result<bool, DocError> {
        let place = self.history.place(id)?;
        Ok(self.letters.get(place.op).copied().unwrap_or(false))
    }

    fn tally(&mut self, place: Place) -> &mut Tally {
        &mut self.tallies[place.change]
    }

    /// Whoever adds an act has room for it, by what he had seen.
    fn check_acts(&self) -> Result<(), DocError> {
        let max = limits::CASE_ACTS_MAX as u64;
        if self.tallies.iter().map(|tally| tally.acts).sum::<u64>() <= max {
            return Ok(());
        }
        // By actor: how many acts he had added up to each of his changes.
        let mut added: Vec<Vec<u64>> = vec![vec![0]; self.actors.len()];
        for (change, tally) in self.history.changes().iter().zip(&self.tallies) {
            let sum = added[change.actor].last().map_or(0, |sum| sum + tally.acts);
            added[change.actor].push(sum);
        }
        for index in (1..self.tallies.len()).filter(|index| self.tallies[*index].acts > 0) {
            let clock = self.clocks.clock(index).iter();
            let seen = clock.zip(&added).filter_map(|(seen, added)| added.get(*seen as usize)).sum::<u64>();
            if seen > max {
                return Err(unsound("the case has no room for more acts"));
            }
        }
        Ok(())
    }
}

fn by_itself(error: DocError) -> DocError {
    unsound(&error.detail)
}
