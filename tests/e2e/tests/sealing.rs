//! What the relay's operator sees: its database, its write-ahead log, a backup, its log output. Addresses and the
//! directory stand there; not one word of a case does.
#![allow(clippy::unwrap_used, reason = "it is a test, its fixtures included")]

use std::{fs, path::Path};

use ed25519_dalek::SigningKey;
use taizhang_client::forge::{self, Hand, Stroke};
use taizhang_e2e::{county::at, programs::Offices};
use taizhang_model::fields;
use taizhang_wire::{
    Bundle, Claim, ControlBody, EnrolmentCode, Incarnation, Item, SealKey, StaffRecord, read_bundle, write_bundle,
};

/// Words of a case: its title, who brings it, where, a telephone, the free text, a claim, an act.
const WORDS: [&str; 7] =
    ["围墙占道纠纷", "陈玉兰", "柳树湾", "13800001234", "邻居砌墙三尺", "拆除围墙复原", "约定周五上门"];

/// Everything in a folder, and a backup of the database as an operator makes it, as bytes.
fn seen_by_the_operator(home: &Path) -> Vec<u8> {
    let backup = home.join("backup.db");
    let _ = fs::remove_file(&backup);
    let relay = rusqlite::Connection::open(home.join("relay.db")).unwrap();
    relay.execute("VACUUM INTO ?1", [backup.to_str().unwrap()]).unwrap();
    let mut bytes = fs::read(&backup).unwrap();
    let names: Vec<_> = fs::read_dir(home).unwrap().map(|entry| entry.unwrap().path()).collect();
    for name in ["relay.db-wal", "log.jsonl"] {
        assert!(names.iter().any(|path| path.ends_with(name)), "{name} is among {names:?}");
    }
    for path in names.iter().filter(|path| path.is_file()) {
        bytes.extend(fs::read(path).unwrap());
    }
    bytes
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn the_relay_holds_no_word_of_a_case() {
    let offices = Offices::new();
    let home = offices.folder.path().join("relay");
    let [title, name, area, phone, narrative, claim, note] = WORDS;
    let _ = offices.village.ok(&[
        "case",
        "register",
        "--title",
        title,
        "--petitioner",
        name,
        "--area",
        area,
        "--narrative",
        &format!("{narrative}，电话{phone}"),
        "--claim",
        claim,
    ]);
    offices.sync_all();
    let _ = offices.town.ok(&["act", "note", title, "--text", note]);
    offices.sync_all();
    assert!(offices.county.ok(&["case", "history", title]).to_string().contains(note), "it went through the relay");
    let seen = seen_by_the_operator(&home);
    for words in WORDS {
        assert!(!holds(&seen, words), "{words}");
    }
    assert!(holds(&seen, "石桥镇"), "the directory is no secret, and the search finds it");

    // The same words in a document that was opened without a key: the search finds them in the same places.
    let code: EnrolmentCode = offices.invite("赵强").parse().unwrap();
    offices.sync_all();
    let file = offices.folder.path().join("county.tzb");
    let _ = offices.county.ok(&["bundle", "export", file.to_str().unwrap()]);
    let Bundle { county, items } = read_bundle(&fs::read(&file).unwrap()).unwrap();
    let staff = items.iter().find_map(|item| match Item::decode(item) {
        Ok(Item::Control(control)) => match control.body {
            ControlBody::Staff(record) if record.name == "赵强" => Some(record),
            _ => None,
        },
        _ => None,
    });
    let StaffRecord { id: staff, office, .. } = staff.unwrap();
    let secret = SigningKey::from_bytes(&[5; 32]);
    let claimed = Claim::sign((code.id(), &code.key()), &secret, SealKey([1; 32]), "旧程序".into(), 0);
    let hand = Hand { secret, incarnation: Incarnation([1; 8]), staff, office };
    let strokes = [(0, vec![Stroke::Field(fields::TITLE.into(), title.into()), Stroke::Narrative(narrative.into())])];
    let forged = forge::case(&[hand], office, vec![office], [3; 16], at(1), &strokes, &[]);
    let items = std::iter::once(Item::Control(claimed).encode()).chain(forged.items()).collect();
    fs::write(&file, write_bundle(&Bundle { county, items })).unwrap();
    let _ = offices.village.ok(&["bundle", "import", file.to_str().unwrap()]);
    offices.sync(&offices.village);
    let seen = seen_by_the_operator(&home);
    assert!(holds(&seen, title), "an act of an older program is clear");
}
