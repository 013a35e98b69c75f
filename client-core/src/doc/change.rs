//! A received change, parsed, and what its operations may be.

use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeMap, BTreeSet},
};

use automerge::{
    ObjId, ObjType, ReadDoc as _, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use taizhang_model::ActId;
use taizhang_wire::{ActorId, ChangeHash, Code, limits};

use super::{
    CONTAINERS, CaseDoc, ChangeMeta, Container, DocError, GENESIS_OPS, HadRead, SCHEMA, am_hash,
    chunk::{self, ChunkLimits},
    from_am, our_hash, rules,
};

/// A change whose bytes were measured and hashed before Automerge parsed them.
#[derive(Clone, Debug)]
pub(crate) struct ParsedChange {
    pub(crate) hash: ChangeHash,
    pub(crate) actor: ActorId,
    pub(crate) seq: u64,
    pub(crate) start_op: u64,
    pub(crate) deps: Vec<ChangeHash>,
    pub(super) inner: automerge::Change,
}

impl ParsedChange {
    /// Measures, then parses.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, DocError> {
        let shape =
            chunk::change_shape(bytes, &ChunkLimits::default()).map_err(|error| DocError::new(error.code(), error))?;
        if shape.extra_bytes > 0 || shape.has_foreign_message {
            return Err(DocError::new(
                Code::ForeignShape,
                "extra bytes behind the operations, or a message that is no salt",
            ));
        }
        let inner =
            automerge::Change::from_bytes(bytes.to_vec()).map_err(|error| DocError::new(Code::Malformed, error))?;
        let actor = from_am(inner.actor_id()).ok_or_else(|| DocError::new(Code::ForeignShape, "a foreign actor"))?;
        let deps: Vec<_> = inner.deps().iter().map(|dep| our_hash(*dep)).collect();
        if inner.is_empty() || deps.len() > limits::DEPS_MAX {
            return Err(DocError::new(Code::ForeignShape, "no operations, or too many dependencies"));
        }
        let (seq, start_op) = (inner.seq(), inner.start_op().get());
        Ok(Self { hash: ChangeHash(shape.hash), actor, seq, start_op, deps, inner })
    }

    /// The bytes that it was read from.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.inner.raw_bytes().to_vec()
    }

    /// What makes it unguessable.
    #[cfg(test)]
    pub(crate) fn salt(&self) -> Option<&str> {
        self.inner.message()
    }

    /// What its author says to have read.
    pub(crate) fn had_read(&self) -> Option<HadRead> {
        HadRead::of(self.inner.message()?)
    }

    /// What the change says of itself.
    pub(crate) fn meta(&self) -> ChangeMeta {
        let max_op = self.start_op + self.inner.len() as u64 - 1;
        let deps = self.deps.clone();
        ChangeMeta { hash: self.hash, actor: self.actor, seq: self.seq, deps, max_op, time_s: self.inner.timestamp() }
    }

    /// Everything that it writes as text, in one piece.
    pub(crate) fn strings(&self) -> String {
        let ops = self.inner.decode().operations;
        let string = |op: &Op| match &op.action {
            OpType::Put(ScalarValue::Str(string)) => Some(string.to_string()),
            _ => None,
        };
        ops.iter().filter_map(string).collect()
    }

    /// The acts that the change adds, with the ids they must have. Call after [`check_shape`].
    pub(crate) fn acts(&self) -> Vec<(ActId, String)> {
        let ops = self.inner.decode().operations;
        let act = |op: &Op| match (&op.obj, &op.key, &op.action) {
            (ObjectId::Id(OpId(3, _)), Key::Map(key), OpType::Put(ScalarValue::Str(json))) => {
                Some((key.parse().ok()?, json.to_string()))
            }
            _ => None,
        };
        ops.iter().filter_map(act).collect()
    }
}

/// Checks that a change holds only what our commands write, against the document as its author saw it (`None` for a
/// document's first change). The verdict depends on the change and its ancestors alone.
pub(crate) fn check_shape(doc: Option<&CaseDoc>, change: &ParsedChange) -> Result<(), DocError> {
    let ops = change.inner.decode().operations;
    let foreign = |detail: &str| Err(DocError::new(Code::ForeignShape, detail));
    let view = View::new(doc, change, &ops);
    let Some(doc) = doc else {
        if change.seq != 1 || change.start_op != 1 || !change.deps.is_empty() {
            return foreign("not a first change");
        }
        if !is_genesis(&ops) {
            return foreign("the containers are not made first");
        }
        return (GENESIS_OPS as usize..ops.len()).try_for_each(|index| view.check_op(index));
    };
    if change.deps.is_empty() {
        return foreign("a second first change");
    }
    let max_dep = change.deps.iter().filter_map(|dep| doc.meta(*dep)).map(|meta| meta.max_op).max().unwrap_or(0);
    if change.start_op != max_dep + 1 {
        return Err(DocError::new(Code::UnsoundOps, "operations are not numbered from their dependencies"));
    }
    if max_dep + ops.len() as u64 > limits::CASE_OPS_MAX {
        return Err(DocError::new(Code::TooLarge, "the case has no room for more operations"));
    }
    let acts = doc.container(Container::Acts);
    let new = ops.iter().filter(|op| op.obj == view.object(Container::Acts)).count();
    // The acts that its author saw are among those that are here: the cheap count comes first.
    if new > 0
        && doc.doc.length(&acts) + new > limits::CASE_ACTS_MAX
        && doc.doc.length_at(&acts, &view.seen) + new > limits::CASE_ACTS_MAX
    {
        return Err(DocError::new(Code::TooLarge, "the case has no room for more acts"));
    }
    (0..ops.len()).try_for_each(|index| view.check_op(index))
}

/// A change, and the document as its author saw it.
struct View<'a> {
    doc: Option<&'a CaseDoc>,
    change: &'a ParsedChange,
    ops: &'a [Op],
    opener: &'a automerge::ActorId,
    seen: Vec<automerge::ChangeHash>,
    /// What the change builds on, once it was asked for; `None` inside where that is all there is.
    ancestors: OnceCell<Option<BTreeSet<ChangeHash>>>,
    /// Ancestors whose operations were looked at, with the counter of the first.
    opened: RefCell<BTreeMap<automerge::ChangeHash, (u64, Vec<Op>)>>,
}

impl<'a> View<'a> {
    fn new(doc: Option<&'a CaseDoc>, change: &'a ParsedChange, ops: &'a [Op]) -> Self {
        Self {
            doc,
            change,
            ops,
            opener: doc.map_or_else(|| change.inner.actor_id(), |doc| &doc.opener),
            seen: change.deps.iter().map(|dep| am_hash(*dep)).collect(),
            ancestors: OnceCell::new(),
            opened: RefCell::default(),
        }
    }

    fn object(&self, container: Container) -> ObjectId {
        ObjectId::Id(OpId::new(container as u64, self.opener))
    }

    /// Whether an operation is there for the operation at `index`, and is what `of` asks for: one of the change's own
    /// before it, or one of what the change builds on.
    fn is_there(&self, id: &OpId, index: usize, of: impl Fn(&Op) -> bool) -> bool {
        if id.actor() == self.change.inner.actor_id() && id.counter() >= self.change.start_op {
            let own = usize::try_from(id.counter() - self.change.start_op).unwrap_or(usize::MAX);
            return own < index && self.ops.get(own).is_some_and(of);
        }
        let Some(doc) = self.doc else { return false };
        let Some(hash) = doc.doc.hash_for_opid(&ObjId::Id(id.counter(), id.actor().clone(), 0)) else { return false };
        if !self.builds_on(doc, hash) {
            return false;
        }
        let mut opened = self.opened.borrow_mut();
        let (start, ops) = opened.entry(hash).or_insert_with(|| {
            let change = doc.doc.get_change_by_hash(&hash).map(|change| change.decode());
            change.map_or((0, Vec::new()), |change| (change.start_op.get(), change.operations))
        });
        let place = id.counter().checked_sub(*start).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| ops.get(place)).is_some_and(of)
    }

    /// Whether the change builds on this one. Changes that only this replica has seen do not count: else two replicas
    /// would judge by what else each has.
    fn builds_on(&self, doc: &CaseDoc, hash: automerge::ChangeHash) -> bool {
        let ancestors = self.ancestors.get_or_init(|| {
            let mut deps = self.change.deps.clone();
            deps.sort_unstable();
            (deps != doc.heads()).then(|| doc.ancestors(&deps))
        });
        ancestors.as_ref().is_none_or(|ancestors| ancestors.contains(&our_hash(hash)))
    }

    /// The values that stood under a key for the change's author.
    fn standing(&self, container: Container, key: &str) -> BTreeSet<(u64, Vec<u8>)> {
        let Some(doc) = self.doc else { return BTreeSet::new() };
        let all = doc.doc.get_all_at(doc.container(container), key, &self.seen).unwrap_or_default();
        let id = |(_, op): (_, ObjId)| match op {
            ObjId::Id(counter, actor, _) => Some((counter, actor.to_bytes().to_vec())),
            ObjId::Root => None,
        };
        all.into_iter().filter_map(id).collect()
    }

    fn check_op(&self, index: usize) -> Result<(), DocError> {
        let op = &self.ops[index];
        let foreign = |detail: &str| Err(DocError::new(Code::ForeignShape, detail));
        let unsound = |detail: &str| Err(DocError::new(Code::UnsoundOps, detail));
        let containers = [Container::Fields, Container::Claims, Container::Acts, Container::Narrative];
        let Some(container) = containers.into_iter().find(|container| op.obj == self.object(*container)) else {
            return foreign("an object that is none of the containers");
        };
        let is_letter = |id: &OpId| self.is_there(id, index, |at| at.obj == op.obj && at.insert);
        match (container, &op.key, &op.action) {
            (Container::Acts, Key::Map(key), OpType::Put(ScalarValue::Str(json))) => {
                if op.insert || !op.pred.is_empty() {
                    return foreign("an act is never written over");
                }
                rules::check_act(key, json, self.change.actor, self.change.start_op + index as u64).map(drop)
            }
            (Container::Fields | Container::Claims, Key::Map(key), OpType::Put(ScalarValue::Str(value))) => {
                rules::check_field(key, value)?;
                if op.insert {
                    return foreign("a plain field is no list");
                }
                let standing = if op.pred.is_empty() { BTreeSet::new() } else { self.standing(container, key) };
                let is_before = |pred: &OpId| {
                    standing.contains(&(pred.counter(), pred.actor().to_bytes().to_vec()))
                        || self.is_there(pred, index, |at| at.obj == op.obj && at.key == op.key)
                };
                if op.pred.iter().all(is_before) {
                    Ok(())
                } else {
                    unsound("it writes over what its author had not seen")
                }
            }
            (Container::Narrative, Key::Seq(after), OpType::Put(ScalarValue::Str(letter))) if op.insert => {
                rules::check_letter(letter)?;
                if !op.pred.is_empty() {
                    return foreign("text is written letter by letter");
                }
                match after {
                    ElementId::Id(id) if !is_letter(id) => unsound("it writes behind a letter that is not there"),
                    _ => Ok(()),
                }
            }
            (Container::Narrative, Key::Seq(ElementId::Id(id)), OpType::Delete) if !op.insert => {
                let itself = op.pred.len() == 1 && op.pred.get(0) == Some(id);
                if itself && is_letter(id) { Ok(()) } else { unsound("it takes out a letter that is not there") }
            }
            _ => foreign("an operation that no command writes"),
        }
    }
}

fn is_genesis(ops: &[Op]) -> bool {
    let [fields, claims, acts, narrative, schema, ..] = ops else { return false };
    let made = [fields, claims, acts, narrative].into_iter().zip(CONTAINERS).all(|(op, name)| {
        let kind = if name == "narrative" { ObjType::Text } else { ObjType::Map };
        root_put(op, name) && op.action == OpType::Make(kind)
    });
    made && root_put(schema, "schema") && schema.action == OpType::Put(ScalarValue::Int(SCHEMA))
}

fn root_put(op: &Op, name: &str) -> bool {
    op.obj == ObjectId::Root && op.key == Key::Map(name.into()) && op.pred.is_empty() && !op.insert
}
