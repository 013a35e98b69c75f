//! What Automerge wrote is read, and says what Automerge says.

use std::collections::BTreeMap;

use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, ObjType, ROOT, ReadDoc};

use super::super::*;
use super::{case, changes};

#[test]
fn a_real_change_has_the_shape_that_automerge_reports() {
    let (mut doc, _) = case();
    for change in changes(&mut doc) {
        let shape = change_shape(change.raw_bytes(), &ChunkLimits::default()).unwrap();
        let expanded = change.decode();
        assert_eq!(shape.hash, change.hash().0);
        assert_eq!(shape.ops, change.len() as u64);
        assert_eq!(shape.preds, expanded.operations.iter().map(|op| op.pred.iter().count() as u64).sum::<u64>());
        assert_eq!(shape.actor, change.actor_id().to_bytes());
        assert_eq!(shape.seq, change.seq());
        assert_eq!(shape.start_op, change.start_op().get());
        assert_eq!(shape.deps, change.deps().iter().map(|dep| dep.0).collect::<Vec<_>>());
        assert_eq!(shape.other_actors, change.other_actor_ids().len());
        assert_eq!(shape.has_foreign_message, change.message().is_some_and(|message| !message.is_empty()));
        assert_eq!(shape.extra_bytes, 0);
    }
}

#[test]
fn a_change_read_back_from_a_saved_document_has_the_same_shape() {
    let (mut doc, _) = case();
    let mut loaded = AutoCommit::load(&doc.save()).unwrap();
    let read = |doc: &mut AutoCommit| {
        let shapes = changes(doc).into_iter().map(|c| change_shape(c.raw_bytes(), &ChunkLimits::default()).unwrap());
        shapes.map(|shape| (shape.hash, shape)).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(read(&mut doc), read(&mut loaded));
}

#[test]
fn a_real_document_has_the_shape_that_automerge_reports() {
    let (mut doc, acts) = case();
    let packed = doc.save();
    let plain = doc.save_nocompress();
    assert!(packed.len() < plain.len(), "the columns are big enough to be deflated");
    let mut heads: Vec<_> = doc.get_heads().iter().map(|head| head.0).collect();
    heads.sort_unstable();
    let history = changes(&mut doc);
    let all: u64 = history.iter().map(|change| change.len() as u64).sum();
    let deletions = history
        .iter()
        .flat_map(|change| change.decode().operations)
        .filter(|op| matches!(op.action, automerge::legacy::OpType::Delete))
        .count() as u64;
    let automerge::ObjId::Id(counter, ..) = acts else { panic!("a map of its own") };
    for bytes in [&packed, &plain] {
        let shape = document_shape(bytes, &ChunkLimits::default()).unwrap();
        assert_eq!(shape.heads, heads);
        assert_eq!(shape.history.changes().len(), history.len());
        assert_eq!(shape.actors, [[1; 24], [2; 24], [3; 24]]);
        assert_eq!(shape.ops, all - deletions);
        assert_eq!(shape.extra_bytes, 0);
        assert!(shape.inflated_bytes > bytes.len() as u64 / 2);

        let mut overwritten = Vec::new();
        let (mut containers, mut in_acts, mut rows) = (Vec::new(), 0, 0);
        shape
            .for_each_op(|row, succs| {
                rows += 1;
                if row.object.is_none() {
                    let RowKey::Map(key) = row.key else { panic!("the root is a map") };
                    containers.push((key.to_owned(), row.action, succs.len()));
                }
                if row.object.is_some_and(|object| u64::from(object.counter) == counter) {
                    in_acts += 1;
                    let RowKey::Map(key) = row.key else { panic!("the acts are a map") };
                    if !succs.is_empty() {
                        overwritten.push((key.to_owned(), succs.len()));
                    }
                }
                Ok::<_, ChunkError>(())
            })
            .unwrap();
        assert_eq!(rows, shape.ops);
        assert_eq!(containers, [("acts".to_owned(), Action::MakeMap, 0), ("fields".to_owned(), Action::MakeMap, 0)]);
        assert_eq!(in_acts, 25);
        assert_eq!(overwritten, [("1-0003".to_owned(), 1)]);
    }
}

#[test]
fn a_deleted_container_and_a_deleted_act_are_seen() {
    let mut doc = AutoCommit::new().with_actor(ActorId::from(vec![9; 24]));
    let acts = doc.put_object(ROOT, "acts", ObjType::Map).unwrap();
    doc.put(&acts, "first", 1).unwrap();
    doc.commit();
    doc.delete(&acts, "first").unwrap();
    doc.delete(ROOT, "acts").unwrap();
    doc.commit();
    let shape = document_shape(&doc.save(), &ChunkLimits::default()).unwrap();
    let mut succs = Vec::new();
    shape
        .for_each_op(|_, ids| {
            succs.push(ids.len());
            Ok::<_, ChunkError>(())
        })
        .unwrap();
    assert_eq!(succs, [1, 1]);
}

#[test]
fn a_refusal_of_the_audit_comes_out() {
    let (mut doc, _) = case();
    let shape = document_shape(&doc.save(), &ChunkLimits::default()).unwrap();
    let refused = shape.for_each_op(|_, _| Err(ChunkError::SnapshotUnsound("an act was overwritten")));
    assert_eq!(refused.unwrap_err().code(), Code::SnapshotUnsound);
}

#[test]
fn an_empty_document_and_a_long_text_are_read() {
    let empty = AutoCommit::new().save();
    assert_eq!(document_shape(&empty, &ChunkLimits::default()).unwrap().ops, 0);

    let mut doc = AutoCommit::new().with_actor(ActorId::from(vec![9; 24]));
    let text = doc.put_object(ROOT, "text", ObjType::Text).unwrap();
    doc.splice_text(&text, 0, 0, &"a word and a word ".repeat(900)).unwrap();
    doc.commit();
    doc.splice_text(&text, 100, 12_000, "").unwrap();
    doc.commit();
    assert!(doc.length(&text) > 0);
    for change in changes(&mut doc) {
        assert_eq!(change_shape(change.raw_bytes(), &ChunkLimits::default()).unwrap().ops, change.len() as u64);
    }
    assert_eq!(document_shape(&doc.save(), &ChunkLimits::default()).unwrap().ops, 16_201);
}

#[test]
fn a_limit_is_a_limit() {
    let (mut doc, _) = case();
    let saved = doc.save();
    let first = changes(&mut doc).remove(0);
    let tight = |limits: ChunkLimits| {
        (change_shape(first.raw_bytes(), &limits).map(|_| ()), document_shape(&saved, &limits).map(|_| ()))
    };
    let too_large = |result: Result<(), ChunkError>| result.unwrap_err().code() == Code::TooLarge;
    assert!(too_large(tight(ChunkLimits { change_bytes_max: 100, ..Default::default() }).0));
    assert!(too_large(tight(ChunkLimits { change_ops_max: 100, ..Default::default() }).0));
    assert!(too_large(tight(ChunkLimits { actor_bytes_max: 16, ..Default::default() }).0));
    assert!(too_large(tight(ChunkLimits { document_bytes_max: 100, ..Default::default() }).1));
    assert!(too_large(tight(ChunkLimits { actors_max: 2, ..Default::default() }).1));
    assert!(too_large(tight(ChunkLimits { document_changes_max: 20, ..Default::default() }).1));
    assert!(too_large(tight(ChunkLimits { document_ops_max: 200, ..Default::default() }).1));
    let inflates = tight(ChunkLimits { inflated_bytes_max: 2_000, ..Default::default() }).1.unwrap_err();
    assert_eq!(inflates, ChunkError::Inflates { max: 2_000 });
    assert_eq!(inflates.code(), Code::Inflates);
}
