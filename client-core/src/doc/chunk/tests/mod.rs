//! The readers against real Automerge bytes, hand-made bombs and mutations.

mod bombs;
mod honest;
mod mutated;

use automerge::marks::{ExpandMark, Mark};
use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, Change, ObjId, ObjType, ROOT, ReadDoc, ScalarValue};
use sha2::{Digest, Sha256};

/// A document as our clients make them: containers made once, three actors, conflicts, overwritten values, deletions,
/// texts and a list, and one act that was wrongly overwritten. Big enough that columns are deflated.
fn case() -> (AutoCommit, ObjId) {
    let mut home = AutoCommit::new().with_actor(ActorId::from(vec![2; 24]));
    let fields = home.put_object(ROOT, "fields", ObjType::Map).unwrap();
    let acts = home.put_object(ROOT, "acts", ObjType::Map).unwrap();
    let story = home.put_object(&fields, "story", ObjType::Text).unwrap();
    let list = home.put_object(&fields, "offices", ObjType::List).unwrap();
    home.splice_text(&story, 0, 0, &"田界纠纷, 双方各执一词。".repeat(20)).unwrap();
    for field in 0..25 {
        home.put(&fields, format!("field{field:02}"), format!("value {field} of the register")).unwrap();
    }
    home.put(&fields, "opened", ScalarValue::Timestamp(1_700_000_000)).unwrap();
    home.put(&fields, "urgent", true).unwrap();
    home.put(&fields, "share", 0.25).unwrap();
    home.put(&fields, "photo", vec![7_u8; 40]).unwrap();
    home.put(&fields, "none", ScalarValue::Null).unwrap();
    home.put(&fields, "count", -12_i64).unwrap();
    home.put(&fields, "visits", ScalarValue::counter(3)).unwrap();
    for office in 0_u64..5 {
        home.insert(&list, 0, office).unwrap();
    }
    home.commit_with(
        automerge::transaction::CommitOptions::default().with_message("register").with_time(1_700_000_000),
    );

    let mut county = home.fork().with_actor(ActorId::from(vec![1; 24]));
    let mut village = home.fork().with_actor(ActorId::from(vec![3; 24]));
    for (index, office) in [&mut home, &mut county, &mut village].into_iter().enumerate() {
        office.put(&fields, "lead", format!("office {index}")).unwrap();
        office.commit();
        for act in 0..8 {
            office.put(&acts, format!("{index}-{act:04}"), vec![index as u8; 60]).unwrap();
            office.commit();
        }
        office.splice_text(&story, 3, 4, &format!("[{index}]")).unwrap();
        office.delete(&list, index).unwrap();
        office.put(&list, 2, format!("renamed {index}")).unwrap();
        let entry = office.insert_object(&list, 1, ObjType::Map).unwrap();
        office.put(&entry, "name", index as u64).unwrap();
        let mark = Mark::new("bold".into(), true, 5, 20 + index);
        office.mark(&story, mark, ExpandMark::Both).unwrap();
        office.increment(&fields, "visits", 2).unwrap();
        office.commit();
    }
    home.merge(&mut county).unwrap();
    home.merge(&mut village).unwrap();
    home.put(&fields, "lead", "settled").unwrap();
    home.delete(&fields, "field03").unwrap();
    home.delete(&list, 1).unwrap();
    home.unmark(&story, "bold", 6, 9, ExpandMark::None).unwrap();
    home.put(&acts, "1-0003", "rewritten").unwrap();
    home.commit();
    // Heads that stay apart.
    village.put(&fields, "late", 1).unwrap();
    home.put(&fields, "early", 1).unwrap();
    home.merge(&mut village).unwrap();
    home.empty_change(Default::default());
    village.put(&fields, "later", 1).unwrap();
    home.put(&fields, "earlier", 1).unwrap();
    home.merge(&mut village).unwrap();
    assert_eq!(home.get_heads().len(), 2);
    assert_eq!(home.get_all(&fields, "visits").unwrap().len(), 1);
    (home, acts)
}

fn changes(doc: &mut AutoCommit) -> Vec<Change> {
    doc.get_changes(&[])
}

fn unsigned(mut value: u64, out: &mut Vec<u8>) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

fn signed(mut value: i64, out: &mut Vec<u8>) {
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if (value == 0 && low & 0x40 == 0) || (value == -1 && low & 0x40 != 0) {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

/// Puts a frame with a true checksum around a content.
fn framed(kind: u8, content: &[u8]) -> Vec<u8> {
    let mut hashed = vec![kind];
    unsigned(content.len() as u64, &mut hashed);
    hashed.extend_from_slice(content);
    let digest = Sha256::digest(&hashed);
    [&[0x85, 0x6f, 0x4a, 0x83], &digest[..4], &hashed].concat()
}

/// The content of a chunk.
fn content(chunk: &[u8]) -> &[u8] {
    let len = chunk[9..].iter().position(|byte| byte & 0x80 == 0).unwrap() + 1;
    &chunk[9 + len..]
}
