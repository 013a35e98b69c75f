//! SYNC's decision 6, last part: a process that dies on an item, where nothing unwinds, must not die on it for ever; and
//! one that is killed for another reason must not blame what it happened to hold.
//!
//! The victim is a child process of this test: [`victim`] is not a test of its own, it is what the child runs.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use taizhang_client::{KeyFile, KeyKeeper as _, Ledger, Lock, Passphrase, PassphraseCost, StoreOptions};
use taizhang_hostile::{Device, Forge, Scene, entropy};
use taizhang_model::fields;
use taizhang_wire::{Bundle, Code, Epoch, FeedEntry, FeedPage, read_bundle, write_bundle};

const FOLDER: &str = "TAIZHANG_HOSTILE_VICTIM";
const KILLER: &str = "TAIZHANG_HOSTILE_KILLER";

fn lock() -> Lock {
    let cost = PassphraseCost { memory_kib: 8, passes: 1, lanes: 1 };
    Lock::Passphrase { passphrase: Passphrase::new("victim"), cost }
}

fn open(folder: &Path) -> Ledger {
    let keys = KeyFile::open(folder.join("key"), &lock()).expect("unlocks");
    let options = StoreOptions::file(folder.join("ledger"), keys.db_key());
    Ledger::open(&options, Box::new(keys), entropy(5)).expect("opens")
}

/// The child: takes in the page that lies in its folder; dies on the item that it is told to die on.
#[test]
fn victim() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let mut ledger = open(folder);
    let items = read_bundle(&std::fs::read(folder.join("items")).expect("read")).expect("ours").items;
    if let Some(killer) = std::env::var(KILLER).ok().and_then(|killer| killer.parse::<usize>().ok()) {
        ledger.plant_death_on(items[killer].clone());
    }
    let entries = (1..).zip(items).map(|(position, item)| FeedEntry { position, item }).collect::<Vec<_>>();
    let next = entries.len() as u64;
    let page = FeedPage { epoch: Epoch([7; 16]), entries, next, more: false };
    ledger.receive(0, &page).expect("taken");
}

fn run(folder: &Path, killer: Option<usize>) -> bool {
    let mut child = Command::new(std::env::current_exe().expect("this test"));
    child.args(["--exact", "deaths::victim", "--test-threads=1"]).env(FOLDER, folder);
    child.stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(killer) = killer {
        child.env(KILLER, killer.to_string());
    }
    child.status().expect("started").success()
}

/// Moves the victim's device into a folder of its own, and lays down what it will be given: honest changes of both
/// cases, one after another, and in their midst one of the attacker that others build on nothing of.
fn lay_out(scene: &mut Scene, folder: &Path) -> (Vec<Vec<u8>>, usize) {
    let copy = rusqlite::Connection::open(scene.all.folder.path().join("town")).expect("opens");
    copy.execute("VACUUM INTO ?1", [folder.join("ledger").to_string_lossy()]).expect("copied");
    let identity = scene.all.town.keys.load().expect("in memory").expect("it has one");
    KeyFile::create(folder.join("key"), &lock()).expect("made").save(&identity).expect("saved");
    let note = |device: &mut Device, minute: i64, case| {
        let body = taizhang_hostile::act_body("note", serde_json::json!({"text": format!("{minute}")}));
        device.ledger.act(taizhang_hostile::at(minute), case, body, None).expect("noted");
    };
    let (case, other) = (scene.case, scene.other);
    let before = scene.all.village.items();
    note(&mut scene.all.village, 60, case);
    let news = scene.all.village.items();
    scene.all.mallory.take(taizhang_hostile::Route::Bundle, news);
    // It builds on the honest change before it in the same page.
    let bench = Forge::on(&mut scene.all.mallory, case, 9);
    let killer = bench.sealed(bench.change(vec![bench.field_put(fields::TITLE, "杀手")]));
    note(&mut scene.all.village, 61, other);
    note(&mut scene.all.village, 62, case);
    let mut items: Vec<_> = scene.all.village.items().into_iter().filter(|item| !before.contains(item)).collect();
    items.insert(items.len() - 1, killer.clone());
    let at = items.iter().position(|item| *item == killer).expect("it is there");
    let county = scene.all.town.ledger.county().expect("enrolled");
    let bundle = write_bundle(&Bundle { county, items: items.clone() });
    std::fs::write(folder.join("items"), bundle).expect("written");
    (items, at)
}

#[test]
fn an_item_that_kills_is_found_and_put_aside() {
    let mut scene = Scene::new();
    let folder = tempfile::tempdir().expect("a folder");
    let (_, killer) = lay_out(&mut scene, folder.path());
    let mut deaths = 0;
    while !run(folder.path(), Some(killer)) {
        deaths += 1;
        assert!(deaths <= 5, "it dies on it for ever");
    }
    assert!(deaths >= 2, "the planted death strikes");
    let mut ledger = open(folder.path());
    let codes: Vec<_> = ledger.quarantine().expect("read").into_iter().map(|item| item.code).collect();
    assert_eq!(codes, [Code::SuspectCrashed.as_str()]);
    for case in [scene.case, scene.other] {
        let theirs = scene.all.village.ledger.view(case).expect("a view");
        assert_eq!(ledger.view(case).expect("a view"), theirs, "everything else is here");
    }
    // Given again, it is not tried again.
    assert!(run(folder.path(), Some(killer)));
}

#[test]
fn a_process_killed_for_another_reason_blames_nobody() {
    let mut scene = Scene::new();
    let folder = tempfile::tempdir().expect("a folder");
    let (items, _) = lay_out(&mut scene, folder.path());
    // Twice the process dies while it holds an honest item: once in the batch, once when that item is tried alone.
    for round in 0..2 {
        assert!(!run(folder.path(), Some(0)), "round {round}");
    }
    assert!(run(folder.path(), None));
    let mut ledger = open(folder.path());
    assert_eq!(ledger.quarantine().expect("read"), vec![]);
    assert_eq!(ledger.view(scene.case).expect("a view").title, "杀手", "all {} items are in", items.len());
    ledger
        .edit(taizhang_hostile::at(70), scene.case, vec![taizhang_hostile::field(fields::TITLE, "改")])
        .expect("edited");
}
