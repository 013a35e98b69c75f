//! Changes that no command writes, and some that look like it: for tests that judge them in an envelope and in a
//! snapshot, and ask for the same answer.

use std::num::NonZeroU64;

use automerge::{
    Automerge, Change, ExpandedChange, ObjId, ObjType, ReadDoc as _, ScalarValue, TextEncoding,
    legacy::{ElementId, Key, MarkData, ObjectId, Op, OpId, OpType, SortedVec},
};
use taizhang_wire::ActorId;

use super::{CONTAINERS, CaseDoc, SCHEMA, act_id, our_hash, to_am};

/// What a hostile author does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trick {
    NumberAsValue,
    NoValue,
    CounterAsValue,
    LongValue,
    LongKey,
    EmptyKey,
    LongestKey,
    Mark,
    TwoLetters,
    NoLetter,
    LetterThatIsNumber,
    UnseenValue,
    UnseenLetter,
    UnseenDeletion,
    ObjectInObject,
    TextInText,
    RootWrittenOver,
    RootExtended,
    OtherSchema,
    ActWrittenOver,
    ActDeleted,
    ActUnderAnothersKey,
    ActBesideAnother,
    ActInAnothersName,
    ActThatIsNone,
    FieldDeleted,
    LetterReplaced,
    OwnFieldElsewhere,
    OwnNoLetter,
    LetterOfItself,
    DeletedTwice,
    OverwrittenTwice,
    OneOfTwoValues,
    OtherKeysValue,
    LetterDeletedElsewhere,
    DeletesItsOwn,
    InsertIntoMap,
    KeyInText,
    Message,
    Footer,
    NoOperations,
    LongChange,
    TooManyOperations,
    NotItsOwnSuccessor,
    SecondRoot,
    NeedlessDependency,
    Increment,
}

impl Trick {
    /// Every one.
    pub(crate) const ALL: [Self; 47] = [
        Self::NumberAsValue,
        Self::NoValue,
        Self::CounterAsValue,
        Self::LongValue,
        Self::LongKey,
        Self::EmptyKey,
        Self::LongestKey,
        Self::Mark,
        Self::TwoLetters,
        Self::NoLetter,
        Self::LetterThatIsNumber,
        Self::UnseenValue,
        Self::UnseenLetter,
        Self::UnseenDeletion,
        Self::ObjectInObject,
        Self::TextInText,
        Self::RootWrittenOver,
        Self::RootExtended,
        Self::OtherSchema,
        Self::ActWrittenOver,
        Self::ActDeleted,
        Self::ActUnderAnothersKey,
        Self::ActBesideAnother,
        Self::ActInAnothersName,
        Self::ActThatIsNone,
        Self::FieldDeleted,
        Self::LetterReplaced,
        Self::OwnFieldElsewhere,
        Self::OwnNoLetter,
        Self::LetterOfItself,
        Self::DeletedTwice,
        Self::OverwrittenTwice,
        Self::OneOfTwoValues,
        Self::OtherKeysValue,
        Self::LetterDeletedElsewhere,
        Self::DeletesItsOwn,
        Self::InsertIntoMap,
        Self::KeyInText,
        Self::Message,
        Self::Footer,
        Self::NoOperations,
        Self::LongChange,
        Self::TooManyOperations,
        Self::NotItsOwnSuccessor,
        Self::SecondRoot,
        Self::NeedlessDependency,
        Self::Increment,
    ];
}

/// A stored operation, as changes tell of it.
#[derive(Clone)]
struct Written {
    id: OpId,
    op: Op,
}

fn written(doc: &CaseDoc) -> Vec<Written> {
    let mut all = Vec::new();
    for change in doc.doc.get_changes(&[]) {
        let start = change.start_op().get();
        for (counter, op) in (start..).zip(change.decode().operations) {
            all.push(Written { id: OpId::new(counter, change.actor_id()), op });
        }
    }
    all
}

fn pick<T: Clone>(from: &[T], choice: usize) -> Option<T> {
    if from.is_empty() { None } else { from.get(choice % from.len()).cloned() }
}

fn text(value: &str) -> OpType {
    OpType::Put(ScalarValue::Str(value.into()))
}

/// Forges a change by an author who has seen `seen` and no more, while `all` is there. `act` is what a sound act of the
/// author reads like, `other_act` one in another's name. `None` where there is nothing to play this trick on.
pub(crate) fn forge(
    seen: &CaseDoc,
    all: &CaseDoc,
    actor: ActorId,
    trick: Trick,
    choice: usize,
    (act, other_act): (&str, &str),
) -> Option<Vec<u8>> {
    let am_actor = to_am(actor);
    let container = |counter: u64| ObjectId::Id(OpId::new(counter, &seen.opener));
    let [fields, acts, narrative] = [container(1), container(3), container(4)];
    let mut start = seen.max_op() + 1;
    let here = written(seen);
    let is_here = |id: &OpId| here.iter().any(|written| written.id == *id);
    let unseen: Vec<_> =
        written(all).into_iter().filter(|written| !is_here(&written.id) && written.id.counter() < start).collect();
    let values = |from: &[Written]| -> Vec<Written> {
        from.iter()
            .filter(|written| written.op.obj == fields && matches!(written.op.action, OpType::Put(_)))
            .cloned()
            .collect()
    };
    let letters = |from: &[Written]| -> Vec<OpId> {
        from.iter()
            .filter(|written| written.op.obj == narrative && written.op.insert)
            .map(|written| written.id.clone())
            .collect()
    };
    let own = |offset: u64| OpId::new(start + offset, &am_actor);
    let op = |obj: &ObjectId, key: Key, action: OpType, pred: Vec<OpId>, insert: bool| Op {
        action,
        obj: obj.clone(),
        key,
        pred: SortedVec::from(pred),
        insert,
    };
    let put = |key: &str, action: OpType, pred: Vec<OpId>| op(&fields, Key::Map(key.into()), action, pred, false);
    let insert = |after: ElementId, action: OpType| op(&narrative, Key::Seq(after), action, vec![], true);
    let delete = |letter: &OpId, pred: &OpId| {
        op(&narrative, Key::Seq(ElementId::Id(letter.clone())), OpType::Delete, vec![pred.clone()], false)
    };
    let act_put =
        |key: String, json: &str, pred: Vec<OpId>| op(&acts, Key::Map(key.as_str().into()), text(json), pred, false);
    let some_act = || {
        let acts: Vec<_> = here.iter().filter(|written| written.op.obj == acts).cloned().collect();
        pick(&acts, choice)
    };
    let key_of = |written: &Written| match &written.op.key {
        Key::Map(key) => key.to_string(),
        Key::Seq(_) => String::new(),
    };
    let mut deps: Vec<_> = seen.doc.get_heads();
    let (mut message, mut extra_bytes) = (None, Vec::new());
    let mut seq = seen.doc.get_changes_meta(&[]).iter().filter(|meta| *meta.actor == am_actor).count() as u64 + 1;

    let operations = match trick {
        Trick::NumberAsValue => vec![put("phone", OpType::Put(ScalarValue::Int(7)), vec![])],
        Trick::NoValue => vec![put("phone", OpType::Put(ScalarValue::Null), vec![])],
        Trick::CounterAsValue => vec![put("phone", OpType::Put(ScalarValue::counter(7)), vec![])],
        Trick::LongValue => vec![put("phone", text(&"字".repeat(2_731)), vec![])],
        Trick::LongKey => vec![put(&"字".repeat(81), text("1"), vec![])],
        Trick::EmptyKey => vec![put("", text("1"), vec![])],
        Trick::LongestKey => vec![put(&"字".repeat(80), text(&"v".repeat(8_192)), vec![])],
        Trick::Mark => {
            let letter = pick(&letters(&here), choice)?;
            let mark = MarkData { name: "bold".into(), value: ScalarValue::Boolean(true), expand: true };
            let begin = insert(ElementId::Id(letter), OpType::MarkBegin(mark));
            vec![begin, insert(ElementId::Id(own(0)), OpType::MarkEnd(true))]
        }
        Trick::TwoLetters => vec![insert(ElementId::Head, text("两字"))],
        Trick::NoLetter => vec![insert(ElementId::Head, text(""))],
        Trick::LetterThatIsNumber => vec![insert(ElementId::Head, OpType::Put(ScalarValue::Int(1)))],
        Trick::UnseenValue => {
            let value = pick(&values(&unseen), choice)?;
            vec![put(&key_of(&value), text("盖住"), vec![value.id])]
        }
        Trick::UnseenLetter => vec![insert(ElementId::Id(pick(&letters(&unseen), choice)?), text("后"))],
        Trick::UnseenDeletion => {
            let letter = pick(&letters(&unseen), choice)?;
            vec![delete(&letter, &letter)]
        }
        Trick::ObjectInObject => {
            let inside = op(&ObjectId::Id(own(0)), Key::Map("in".into()), text("1"), vec![], false);
            vec![put("phone", OpType::Make(ObjType::Map), vec![]), inside]
        }
        Trick::TextInText => vec![insert(ElementId::Head, OpType::Make(ObjType::Text))],
        Trick::RootWrittenOver => {
            let pred = vec![OpId::new(1, &seen.opener)];
            vec![op(&ObjectId::Root, Key::Map("fields".into()), OpType::Make(ObjType::Map), pred, false)]
        }
        Trick::RootExtended => vec![op(&ObjectId::Root, Key::Map("more".into()), text("1"), vec![], false)],
        Trick::OtherSchema => {
            let two = OpType::Put(ScalarValue::Int(SCHEMA + 1));
            vec![op(&ObjectId::Root, Key::Map("schema".into()), two, vec![OpId::new(5, &seen.opener)], false)]
        }
        Trick::ActWrittenOver => {
            let old = some_act()?;
            vec![act_put(key_of(&old), act, vec![old.id])]
        }
        Trick::ActDeleted => {
            let old = some_act()?;
            vec![op(&acts, old.op.key.clone(), OpType::Delete, vec![old.id], false)]
        }
        Trick::ActUnderAnothersKey => vec![act_put(act_id(actor, start + 1).to_string(), act, vec![])],
        Trick::ActBesideAnother => vec![act_put(key_of(&some_act()?), act, vec![])],
        Trick::ActInAnothersName => vec![act_put(act_id(actor, start).to_string(), other_act, vec![])],
        Trick::ActThatIsNone => vec![act_put(act_id(actor, start).to_string(), "{}", vec![])],
        Trick::FieldDeleted => {
            let value = pick(&values(&here), choice)?;
            vec![op(&fields, value.op.key.clone(), OpType::Delete, vec![value.id], false)]
        }
        Trick::LetterReplaced => {
            let letter = pick(&letters(&here), choice)?;
            let key = Key::Seq(ElementId::Id(letter.clone()));
            vec![op(&narrative, key, text("换"), vec![letter], false)]
        }
        Trick::OwnFieldElsewhere => vec![put("phone", text("1"), vec![]), put("title", text("2"), vec![own(0)])],
        Trick::OwnNoLetter => vec![put("phone", text("1"), vec![]), insert(ElementId::Id(own(0)), text("后"))],
        Trick::LetterOfItself => vec![insert(ElementId::Head, text("一")), insert(ElementId::Id(own(0)), text("二"))],
        Trick::DeletedTwice => {
            let letter = pick(&letters(&here), choice)?;
            vec![delete(&letter, &letter), delete(&letter, &letter)]
        }
        Trick::OverwrittenTwice => {
            let value = pick(&values(&here), choice)?;
            let key = key_of(&value);
            vec![put(&key, text("一"), vec![value.id.clone()]), put(&key, text("二"), vec![value.id])]
        }
        Trick::OneOfTwoValues => {
            let value = pick(&values(&here), choice)?;
            let key = key_of(&value);
            vec![put(&key, text("一"), vec![]), put(&key, text("二"), vec![value.id])]
        }
        Trick::OtherKeysValue => {
            let value = pick(&values(&here), choice)?;
            vec![put("another", text("一"), vec![value.id])]
        }
        Trick::LetterDeletedElsewhere => {
            let all = letters(&here);
            vec![delete(&pick(&all, choice)?, &pick(&all, choice + 1)?)]
        }
        Trick::DeletesItsOwn => vec![insert(ElementId::Head, text("一")), delete(&own(0), &own(0))],
        Trick::InsertIntoMap => vec![op(&fields, Key::Seq(ElementId::Head), text("一"), vec![], true)],
        Trick::KeyInText => vec![op(&narrative, Key::Map("k".into()), text("一"), vec![], false)],
        Trick::Message => {
            message = Some("说明".to_owned());
            vec![put("phone", text("1"), vec![])]
        }
        Trick::Footer => {
            extra_bytes = vec![1, 2, 3];
            vec![put("phone", text("1"), vec![])]
        }
        Trick::NoOperations => vec![],
        Trick::LongChange => (0..40).map(|n| put(&format!("k{n}"), text(&"v".repeat(8_000)), vec![])).collect(),
        Trick::TooManyOperations => (0..20_001).map(|_| insert(ElementId::Head, text("一"))).collect(),
        Trick::NotItsOwnSuccessor => {
            let metas = all.doc.get_changes_meta(&[]);
            let own = metas.iter().rfind(|meta| *meta.actor == am_actor)?;
            let apart = |meta: &&automerge::ChangeMetadata<'_>| {
                meta.max_op >= own.max_op && !all.ancestors(&[our_hash(meta.hash)]).contains(&our_hash(own.hash))
            };
            let other = metas.iter().find(apart)?;
            (seq, deps, start) = (own.seq + 1, vec![other.hash], other.max_op + 1);
            vec![put("phone", text("1"), vec![])]
        }
        Trick::SecondRoot => {
            (deps, start) = (vec![], 1);
            vec![put("phone", text("1"), vec![])]
        }
        Trick::NeedlessDependency => {
            let first = seen.doc.get_changes_meta(&[]).first().map(|meta| meta.hash)?;
            if !deps.contains(&first) {
                deps.push(first);
            }
            deps.sort_unstable();
            vec![put("phone", text("1"), vec![])]
        }
        Trick::Increment => {
            let value = pick(&values(&here), choice)?;
            vec![op(&fields, value.op.key.clone(), OpType::Increment(1), vec![value.id], false)]
        }
    };
    let change = ExpandedChange {
        operations,
        actor_id: am_actor,
        hash: None,
        seq,
        start_op: NonZeroU64::new(start)?,
        time: 1_790_000_000,
        message,
        deps,
        extra_bytes,
        author: None,
    };
    Some(Change::from(change).raw_bytes().to_vec())
}

/// A first change that lays the document out otherwise, in one of `0..LAYOUTS` ways; the first of them is right.
pub(crate) const LAYOUTS: usize = 6;

/// Starts a document with it.
pub(crate) fn lay_out(actor: ActorId, layout: usize) -> Option<CaseDoc> {
    let root = |name: &str, action| Op {
        action,
        obj: ObjectId::Root,
        key: Key::Map(name.into()),
        pred: SortedVec::new(),
        insert: false,
    };
    let kinds = [ObjType::Map, ObjType::Map, ObjType::Map, ObjType::Text];
    let mut operations: Vec<_> =
        CONTAINERS.iter().zip(kinds).map(|(name, kind)| root(name, OpType::Make(kind))).collect();
    operations.push(root("schema", OpType::Put(ScalarValue::Int(SCHEMA))));
    match layout {
        1 => operations.swap(1, 2),
        2 => operations[4] = root("schema", OpType::Put(ScalarValue::Uint(1))),
        3 => operations[3] = root("narrative", OpType::Make(ObjType::Map)),
        4 => operations.push(root("more", text("1"))),
        5 => operations.truncate(4),
        _ => {}
    }
    let change = ExpandedChange {
        operations,
        actor_id: to_am(actor),
        hash: None,
        seq: 1,
        start_op: NonZeroU64::MIN,
        time: 0,
        message: None,
        deps: vec![],
        extra_bytes: vec![],
        author: None,
    };
    let mut doc = Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint);
    doc.apply_changes([Change::from(change)]).ok()?;
    let Ok(Some((_, ObjId::Id(..)))) = doc.get(automerge::ROOT, CONTAINERS[0]) else { return None };
    Some(CaseDoc { doc, opener: to_am(actor) })
}

impl CaseDoc {
    /// Takes in what another replica has.
    pub(crate) fn meet(&mut self, other: &Self) {
        let mut other = other.doc.clone();
        self.doc.merge(&mut other).expect("both are sound for Automerge");
    }

    /// Whether this replica could ever be saved and read again.
    pub(crate) fn is_fit(&self) -> bool {
        self.loads_again().is_ok()
    }
}
