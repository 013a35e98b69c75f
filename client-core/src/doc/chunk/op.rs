//! One operation as a row of columns, the same in a change and in a document.

use std::str;

use super::ChunkError;
use super::column::{Bools, Columns, Deltas, Rows, expect, expect_bools, sum};
use super::read::Reader;

/// A counter or its increment beyond this would overflow sooner or later; no date and no count comes near it.
pub(super) const WHOLE_MAX: u64 = 1 << 53;

const OBJECT_ACTOR: u64 = 0x01;
const OBJECT_COUNTER: u64 = 0x02;
const KEY_ACTOR: u64 = 0x11;
const KEY_COUNTER: u64 = 0x13;
const KEY_TEXT: u64 = 0x15;
const INSERT: u64 = 0x34;
const ACTION: u64 = 0x42;
const VALUE_META: u64 = 0x56;
const VALUE: u64 = 0x57;
const EXPAND: u64 = 0x94;
const MARK_NAME: u64 = 0xa5;

/// The columns that every operation has, to which a change adds `pred` and a document `id` and `succ`.
pub(super) const SHARED: [u64; 11] = [
    OBJECT_ACTOR,
    OBJECT_COUNTER,
    KEY_ACTOR,
    KEY_COUNTER,
    KEY_TEXT,
    INSERT,
    ACTION,
    VALUE_META,
    VALUE,
    EXPAND,
    MARK_NAME,
];

/// An operation's id: its counter, and its actor as an index into the chunk's actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OpId {
    /// Never 0.
    pub counter: u32,
    /// Index into the actors that the chunk names.
    pub actor: usize,
}

impl OpId {
    pub(super) fn new(actor: u64, counter: u32, actors: usize) -> Result<Self, ChunkError> {
        match usize::try_from(actor) {
            Ok(actor) if actor < actors && counter > 0 => Ok(Self { counter, actor }),
            _ => Err(ChunkError::Malformed("an operation id out of range")),
        }
    }
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// Makes a map.
    MakeMap,
    /// Sets a value.
    Set,
    /// Makes a list.
    MakeList,
    /// Deletes what it overwrites; a document does not store these, only their ids as successors.
    Delete,
    /// Makes a text.
    MakeText,
    /// Increments a counter.
    Increment,
    /// Makes a table.
    MakeTable,
    /// Begins or ends a mark.
    Mark,
}

impl Action {
    fn new(number: u64) -> Result<Self, ChunkError> {
        Ok(match number {
            0 => Self::MakeMap,
            1 => Self::Set,
            2 => Self::MakeList,
            3 => Self::Delete,
            4 => Self::MakeText,
            5 => Self::Increment,
            6 => Self::MakeTable,
            7 => Self::Mark,
            _ => return Err(ChunkError::Malformed("unknown action")),
        })
    }
}

/// Where in its object an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKey<'a> {
    /// A key of a map.
    Map(&'a str),
    /// The beginning of a list or text.
    Head,
    /// An element of a list or text.
    Element(OpId),
}

/// One operation of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OpRow<'a> {
    /// Its own id.
    pub id: OpId,
    /// The object that it stands in; none is the root.
    pub object: Option<OpId>,
    /// Where in that object.
    pub key: RowKey<'a>,
    /// Whether it inserts an element after `key`.
    pub insert: bool,
    /// What it does.
    pub action: Action,
    /// Its value.
    pub value: Value<'a>,
}

/// A row of the shared columns, but for its value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Op<'a> {
    pub(super) object: Option<OpId>,
    pub(super) key: RowKey<'a>,
    pub(super) insert: bool,
    pub(super) action: Action,
    marked: bool,
}

impl Op<'_> {
    /// The ids that this operation builds on.
    pub(super) fn named(&self) -> impl Iterator<Item = OpId> {
        let element = if let RowKey::Element(id) = self.key { Some(id) } else { None };
        self.object.into_iter().chain(element)
    }

    /// What must hold of one operation and its value, wherever it stands; else what is wrong.
    pub(super) fn contradiction(&self, value: Value<'_>) -> Option<&'static str> {
        match self.key {
            RowKey::Map(_) if self.insert => return Some("an insertion into a map"),
            RowKey::Head if !self.insert => return Some("an operation on no element"),
            RowKey::Head | RowKey::Element(_) if self.object.is_none() => return Some("an element of the root"),
            _ => {}
        }
        if self.marked && self.action != Action::Mark {
            return Some("a mark's column without a mark");
        }
        match (self.action, value) {
            (Action::Set | Action::Mark, _) | (_, Value::Null) if self.action != Action::Increment => None,
            (Action::Increment, Value::Int(by)) if by.unsigned_abs() <= WHOLE_MAX => None,
            (Action::Increment, Value::Uint(by)) if by <= WHOLE_MAX => None,
            (Action::Increment, _) => Some("an increment by what is no number"),
            _ => Some("a value where none belongs"),
        }
    }
}

/// Walks the shared columns.
#[derive(Debug)]
pub(super) struct Ops<'a> {
    actors: usize,
    object_actor: Rows<'a, u64>,
    object_counter: Rows<'a, u64>,
    key_actor: Rows<'a, u64>,
    key_counter: Deltas<'a>,
    key_text: Rows<'a, &'a str>,
    insert: Bools<'a>,
    action: Rows<'a, u64>,
    expand: Bools<'a>,
    mark_name: Rows<'a, &'a str>,
}

impl<'a> Ops<'a> {
    /// How many rows the columns have; refuses columns of unequal length, all without expanding them.
    pub(super) fn rows<B: AsRef<[u8]>>(columns: &Columns<B>, max: u64) -> Result<u64, ChunkError> {
        let rows = super::column::count::<u64>(columns.get(ACTION), "operations", max)?;
        expect::<u64>(columns.get(OBJECT_ACTOR), rows, true)?;
        expect::<u64>(columns.get(OBJECT_COUNTER), rows, true)?;
        expect::<u64>(columns.get(KEY_ACTOR), rows, true)?;
        expect::<i64>(columns.get(KEY_COUNTER), rows, true)?;
        expect::<&str>(columns.get(KEY_TEXT), rows, true)?;
        expect_bools(columns.get(INSERT), rows, false)?;
        expect_bools(columns.get(EXPAND), rows, true)?;
        expect::<&str>(columns.get(MARK_NAME), rows, true)?;
        Values::expect(columns.get(VALUE_META), columns.get(VALUE), rows)?;
        Ok(rows)
    }

    pub(super) fn new<B: AsRef<[u8]>>(columns: &'a Columns<B>, actors: usize) -> Self {
        Self {
            actors,
            object_actor: Rows::new(columns.get(OBJECT_ACTOR)),
            object_counter: Rows::new(columns.get(OBJECT_COUNTER)),
            key_actor: Rows::new(columns.get(KEY_ACTOR)),
            key_counter: Deltas::new(columns.get(KEY_COUNTER)),
            key_text: Rows::new(columns.get(KEY_TEXT)),
            insert: Bools::new(columns.get(INSERT)),
            action: Rows::new(columns.get(ACTION)),
            expand: Bools::new(columns.get(EXPAND)),
            mark_name: Rows::new(columns.get(MARK_NAME)),
        }
    }

    pub(super) fn next(&mut self) -> Result<Op<'a>, ChunkError> {
        let object = match (self.object_actor.next()?, self.object_counter.next()?) {
            (None, None) => None,
            (Some(actor), Some(counter)) => {
                let counter = u32::try_from(counter).map_err(|_| ChunkError::Malformed("a counter out of range"))?;
                Some(OpId::new(actor, counter, self.actors)?)
            }
            _ => return Err(ChunkError::Malformed("half an object id")),
        };
        let key = match (self.key_actor.next()?, self.key_counter.counter()?, self.key_text.next()?) {
            (None, None, Some(key)) => RowKey::Map(key),
            (None, Some(0), None) => RowKey::Head,
            (Some(actor), Some(counter), None) => RowKey::Element(OpId::new(actor, counter, self.actors)?),
            _ => return Err(ChunkError::Malformed("no key, or two")),
        };
        let insert = self.insert.next()?;
        let action = Action::new(self.action.required()?)?;
        let (expand, name) = (self.expand.next()?, self.mark_name.next()?);
        Ok(Op { object, key, insert, action, marked: expand || name.is_some() })
    }
}

/// A value, as far as anything depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// A whole number that knows no sign.
    Uint(u64),
    /// Text.
    Text(&'a str),
    /// Anything else.
    Other,
}

/// Walks a pair of value columns: type and length of each, and the bytes behind one another.
#[derive(Debug)]
pub(super) struct Values<'a> {
    meta: Rows<'a, u64>,
    raw: Reader<'a>,
}

impl<'a> Values<'a> {
    /// Refuses value columns that have not `rows` rows, or whose lengths do not add up to the bytes.
    pub(super) fn expect(meta: &[u8], raw: &[u8], rows: u64) -> Result<(), ChunkError> {
        let long = ChunkError::Malformed("values longer or shorter than their bytes");
        match sum(meta, "bytes of values", rows, raw.len() as u64, |meta| meta >> 4) {
            Ok(total) if total == raw.len() as u64 => Ok(()),
            Ok(_) | Err(ChunkError::TooLarge { .. }) => Err(long),
            Err(error) => Err(error),
        }
    }

    /// The values of a chunk's operations.
    pub(super) fn new<B: AsRef<[u8]>>(columns: &'a Columns<B>) -> Self {
        Self { meta: Rows::new(columns.get(VALUE_META)), raw: Reader::new(columns.get(VALUE)) }
    }

    pub(super) fn next(&mut self) -> Result<Value<'a>, ChunkError> {
        let meta = self.meta.required()?;
        let mut raw = Reader::new(self.raw.take(meta >> 4)?);
        let value = match meta & 0b1111 {
            0 => Value::Null,
            1 | 2 => Value::Other,
            3 => Value::Uint(raw.unsigned()?),
            4 => Value::Int(raw.signed()?),
            5 => raw.take(8).map(|_| Value::Other)?,
            6 => {
                let text = raw.take(raw.len() as u64)?;
                Value::Text(str::from_utf8(text).map_err(|_| ChunkError::Malformed("text is not UTF-8"))?)
            }
            7 => raw.take(raw.len() as u64).map(|_| Value::Other)?,
            8 if raw.signed()?.unsigned_abs() > WHOLE_MAX => {
                return Err(ChunkError::Malformed("a counter out of range"));
            }
            8 => Value::Other,
            9 => raw.signed().map(|_| Value::Other)?,
            _ => return Err(ChunkError::Malformed("unknown type of value")),
        };
        if raw.is_empty() { Ok(value) } else { Err(ChunkError::Malformed("a value longer than its type")) }
    }
}

/// Walks a group of operation ids: how many for each row, and their actors and counters behind one another.
#[derive(Debug)]
pub(super) struct Groups<'a> {
    actors: usize,
    counts: Rows<'a, u64>,
    actor: Rows<'a, u64>,
    counter: Deltas<'a>,
}

impl<'a> Groups<'a> {
    /// Refuses group columns that have not `rows` rows, or whose counts do not add up to the ids.
    pub(super) fn expect(columns: [&[u8]; 3], rows: u64, max: u64) -> Result<(), ChunkError> {
        let [counts, actor, counter] = columns;
        let ids = sum(counts, "predecessors or successors", rows, max, |count| count)?;
        expect::<u64>(actor, ids, false)?;
        expect::<i64>(counter, ids, false)
    }

    pub(super) const fn new(columns: [&'a [u8]; 3], actors: usize) -> Self {
        let [counts, actor, counter] = columns;
        Self { actors, counts: Rows::new(counts), actor: Rows::new(actor), counter: Deltas::new(counter) }
    }

    /// How many ids the next row has; as many calls of [`Self::id`] must follow.
    pub(super) fn next_row(&mut self) -> Result<u64, ChunkError> {
        self.counts.required()
    }

    pub(super) fn id(&mut self) -> Result<OpId, ChunkError> {
        OpId::new(self.actor.required()?, self.counter.required()?, self.actors)
    }
}
