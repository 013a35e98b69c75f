//! A received change, parsed, and what its operations may be.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use automerge::{
    ObjId, ObjType, ReadDoc as _, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use taizhang_model::{Act, ActId, DeviceId};
use taizhang_wire::{ActorId, ChangeHash, Code, limits};

use super::{
    CONTAINERS, CaseDoc, Container, DocError, GENESIS_OPS, SCHEMA, act_id, am_hash,
    chunk::{self, ChunkLimits},
    from_am, our_hash, text_of,
};

/// Characters of a key of `fields` or `claims`.
const KEY_CHARS_MAX: usize = 80;
/// Bytes of a plain value.
const VALUE_BYTES_MAX: usize = 8 * 1024;

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
        if shape.extra_bytes > 0 {
            return Err(DocError::new(Code::ForeignShape, "extra bytes behind the operations"));
        }
        let inner =
            automerge::Change::from_bytes(bytes.to_vec()).map_err(|error| DocError::new(Code::Malformed, error))?;
        let actor = from_am(inner.actor_id()).ok_or_else(|| DocError::new(Code::ForeignShape, "a foreign actor"))?;
        let deps: Vec<_> = inner.deps().iter().map(|dep| our_hash(*dep)).collect();
        if inner.len() == 0 || deps.len() > limits::DEPS_MAX {
            return Err(DocError::new(Code::ForeignShape, "no operations, or too many dependencies"));
        }
        let (seq, start_op) = (inner.seq(), inner.start_op().get());
        Ok(Self { hash: ChangeHash(shape.hash), actor, seq, start_op, deps, inner })
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
    let Some(doc) = doc else {
        if change.seq != 1 || change.start_op != 1 || !change.deps.is_empty() {
            return foreign("not a first change");
        }
        if !is_genesis(&ops) {
            return foreign("the containers are not made first");
        }
        let opener = change.inner.actor_id();
        let empty = BTreeSet::new();
        return ops.iter().enumerate().skip(GENESIS_OPS as usize).try_for_each(|(index, op)| {
            check_op(op, index as u64 + 1, change, opener, &|_, _| empty.clone(), &|_| true)
        });
    };
    if change.deps.is_empty() {
        return foreign("a second first change");
    }
    let max_dep = change.deps.iter().filter_map(|dep| doc.meta(*dep)).map(|meta| meta.max_op).max().unwrap_or(0);
    if change.start_op != max_dep + 1 || change.start_op + ops.len() as u64 > u64::from(u32::MAX) {
        return Err(DocError::new(Code::UnsoundOps, "operations are not numbered from their dependencies"));
    }
    let seen: Vec<_> = change.deps.iter().map(|dep| am_hash(*dep)).collect();
    let stands = |container: Container, key: &str| -> BTreeSet<(u64, Vec<u8>)> {
        let all = doc.doc.get_all_at(doc.container(container), key, &seen).unwrap_or_default();
        let id = |(_, op): (_, ObjId)| match op {
            ObjId::Id(counter, actor, _) => Some((counter, actor.to_bytes().to_vec())),
            ObjId::Root => None,
        };
        all.into_iter().filter_map(id).collect()
    };
    let letters = RefCell::new(Letters::seen_by(doc, change));
    let known = |op: &OpId| letters.borrow_mut().has(op);
    ops.iter()
        .enumerate()
        .try_for_each(|(index, op)| check_op(op, change.start_op + index as u64, change, &doc.opener, &stands, &known))
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

fn check_op(
    op: &Op,
    counter: u64,
    change: &ParsedChange,
    opener: &automerge::ActorId,
    stands: &dyn Fn(Container, &str) -> BTreeSet<(u64, Vec<u8>)>,
    known: &dyn Fn(&OpId) -> bool,
) -> Result<(), DocError> {
    let foreign = |detail: &str| Err(DocError::new(Code::ForeignShape, detail));
    let unsound = |detail: &str| Err(DocError::new(Code::UnsoundOps, detail));
    let container = match &op.obj {
        ObjectId::Id(OpId(1, actor)) if actor == opener => Container::Fields,
        ObjectId::Id(OpId(2, actor)) if actor == opener => Container::Claims,
        ObjectId::Id(OpId(3, actor)) if actor == opener => Container::Acts,
        ObjectId::Id(OpId(4, actor)) if actor == opener => Container::Narrative,
        _ => return foreign("an object that is none of the containers"),
    };
    let own =
        |op: &OpId| op.actor() == change.inner.actor_id() && op.counter() >= change.start_op && op.counter() < counter;
    match (container, &op.key, &op.action) {
        (Container::Acts, Key::Map(key), OpType::Put(ScalarValue::Str(json))) => {
            if op.insert || !op.pred.is_empty() {
                return foreign("an act is never written over");
            }
            check_act(key, json, change.actor, counter)
        }
        (Container::Fields | Container::Claims, Key::Map(key), OpType::Put(ScalarValue::Str(value))) => {
            if op.insert || key.chars().count() > KEY_CHARS_MAX || key.is_empty() || value.len() > VALUE_BYTES_MAX {
                return foreign("a plain field out of its bounds");
            }
            let before = stands(container, key);
            let is_known =
                |pred: &OpId| own(pred) || before.contains(&(pred.counter(), pred.actor().to_bytes().to_vec()));
            if op.pred.iter().all(is_known) { Ok(()) } else { unsound("it writes over what its author had not seen") }
        }
        (Container::Narrative, Key::Seq(after), OpType::Put(value @ ScalarValue::Str(_))) if op.insert => {
            if !op.pred.is_empty() || text_of(value).is_none_or(|text| text.chars().count() != 1) {
                return foreign("text is written letter by letter");
            }
            match after {
                ElementId::Id(id) if !own(id) && !known(id) => unsound("it writes behind a letter that is not there"),
                _ => Ok(()),
            }
        }
        (Container::Narrative, Key::Seq(ElementId::Id(letter)), OpType::Delete) if !op.insert => {
            let named = op.pred.iter().all(|pred| own(pred) || known(pred));
            if op.pred.len() == 1 && named && (own(letter) || known(letter)) {
                Ok(())
            } else {
                unsound("it takes out a letter that is not there")
            }
        }
        _ => foreign("an operation that no command writes"),
    }
}

/// An act stands under the key that its operation gives, and names the device that wrote it.
fn check_act(key: &str, json: &str, actor: ActorId, counter: u64) -> Result<(), DocError> {
    let id = act_id(actor, counter);
    if key != id.to_string() {
        return Err(DocError::new(Code::ForeignShape, "an act under another's key"));
    }
    let act = Act::from_json(id, json).map_err(|error| DocError::new(Code::ForeignShape, error))?;
    let device: DeviceId = actor.device();
    if act.device == device {
        Ok(())
    } else {
        Err(DocError::new(Code::ForeignShape, "an act in another device's name"))
    }
}

/// The letters of the text that a change's author had seen. Letters of changes that the author did not build on do not
/// count, whether or not they are here: else two replicas would judge by what else each has.
struct Letters<'a> {
    doc: &'a CaseDoc,
    deps: &'a [ChangeHash],
    /// Everything that the change builds on, found when it is first asked for; `None` where that is all there is.
    ancestors: Option<BTreeSet<ChangeHash>>,
    /// By change: the counter of its first operation, and which of its operations put in a letter.
    puts_in: BTreeMap<ChangeHash, (u64, Vec<bool>)>,
}

impl<'a> Letters<'a> {
    fn seen_by(doc: &'a CaseDoc, change: &'a ParsedChange) -> Self {
        let mut deps = change.deps.clone();
        deps.sort_unstable();
        let ancestors = (deps != doc.heads()).then(BTreeSet::new);
        Self { doc, deps: &change.deps, ancestors, puts_in: BTreeMap::new() }
    }

    fn has(&mut self, op: &OpId) -> bool {
        let id = ObjId::Id(op.counter(), op.actor().clone(), 0);
        let Some(hash) = self.doc.doc.hash_for_opid(&id) else { return false };
        let ours = our_hash(hash);
        if let Some(ancestors) = &mut self.ancestors {
            if ancestors.is_empty() {
                *ancestors = self.doc.ancestors(self.deps);
            }
            if !ancestors.contains(&ours) {
                return false;
            }
        }
        let doc = self.doc;
        let (start, puts_in) = self.puts_in.entry(ours).or_insert_with(|| {
            let change = doc.doc.get_change_by_hash(&hash).map(|change| change.decode());
            let letter = |op: &Op| matches!(&op.obj, ObjectId::Id(OpId(4, actor)) if *actor == doc.opener) && op.insert;
            change.map_or((0, Vec::new()), |change| {
                (change.start_op.get(), change.operations.iter().map(letter).collect())
            })
        });
        let at = op.counter().checked_sub(*start).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| puts_in.get(at).copied()).unwrap_or(false)
    }
}
