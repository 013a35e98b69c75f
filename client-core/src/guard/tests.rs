//! A snapshot is let through exactly when each of its changes would be, in an envelope of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    panic::{AssertUnwindSafe, catch_unwind},
};

use ed25519_dalek::SigningKey;
use proptest::{prelude::*, sample::Index};
use taizhang_model::{Act, ActBody, CaseId, ClaimId, DeviceId, OfficeId, OfficeKind, StaffId};
use taizhang_wire::{
    ActorId, Attestation, ChangeHash, Claim, ControlBody, ControlId, DocId, DocKind, Grants, Incarnation, Invite,
    InviteId, OfficeRecord, PublicKey, Scope, SealKey, Signature, Snapshot, StaffRecord,
};

use super::{Around, Sound, Unattested, Verdict, judge_change, judge_snapshot};
use crate::doc::{
    CaseDoc, Edit, ParsedChange, Salt,
    forgery::{LAYOUTS, Trick, forge, lay_out},
};
use crate::seal::DocKeys;

const DOC: DocId = CaseId([5; 16]);
const HANDS: usize = 3;

struct World {
    keys: Vec<SigningKey>,
    grants: Grants,
    scope: Scope,
    office: OfficeId,
}

impl World {
    fn new() -> Self {
        let authority = SigningKey::from_bytes(&[99; 32]);
        let mut grants = Grants::new(PublicKey::of(&authority));
        let office = OfficeId([1; 16]);
        let record = OfficeRecord {
            id: office,
            kind: OfficeKind::County,
            parent: None,
            name: "县".into(),
            code: "QH".into(),
            made_at_ms: 0,
            revision: 1,
        };
        grants.apply(&ControlBody::Office(record).sign(&authority));
        let keys: Vec<_> = (0..HANDS).map(|hand| SigningKey::from_bytes(&[hand as u8 + 1; 32])).collect();
        for (hand, key) in keys.iter().enumerate() {
            let staff = StaffRecord {
                id: Self::staff(hand),
                office,
                name: "人".into(),
                title: "干部".into(),
                is_head: false,
                is_team_member: false,
                roles: Default::default(),
                active: true,
                made_at_ms: 0,
                revision: 1,
            };
            grants.apply(&ControlBody::Staff(staff).sign(&authority));
            let invite = SigningKey::from_bytes(&[hand as u8 + 50; 32]);
            let id = InviteId([hand as u8; 4]);
            let invitation = Invite {
                id,
                key: PublicKey::of(&invite),
                office,
                staff: Self::staff(hand),
                made_at_ms: 0,
                until_ms: i64::MAX,
                keys: Vec::new(),
            };
            grants.apply(&ControlBody::Invite(invitation).sign(&authority));
            grants.apply(&Claim::sign((id, &invite), key, SealKey([3; 32]), "设备".into(), 0));
        }
        let audience: BTreeSet<_> = [office].into();
        let scope = Scope {
            kind: DocKind::Case,
            home: office,
            audience: audience.clone(),
            ever: audience,
            tip: ControlId([0; 32]),
        };
        Self { keys, grants, scope, office }
    }

    const fn staff(hand: usize) -> StaffId {
        StaffId([hand as u8 + 1; 16])
    }

    fn device(&self, hand: usize) -> DeviceId {
        PublicKey::of(&self.keys[hand]).device()
    }

    fn actor(&self, hand: usize) -> ActorId {
        ActorId::new(self.device(hand), Incarnation([3; 8]))
    }

    /// What an act of this hand reads like.
    fn act(&self, hand: usize, by: usize) -> String {
        let at = jiff::Timestamp::from_second(1_790_000_000).expect("in range");
        let body = ActBody::from_kind("note", serde_json::json!({"text": "记录"})).expect("a sound payload");
        let act = Act {
            id: crate::doc::act_id(self.actor(hand), 1),
            by: Self::staff(by),
            office: self.office,
            device: self.device(hand),
            made_at: at,
            effective_on: taizhang_model::date_in_china(at),
            based_on: vec![],
            config: Default::default(),
            staff_revision: 1,
            body,
        };
        act.to_json()
    }

    /// Every change in turn, as if each had come by itself.
    fn by_changes(&self, all: &CaseDoc, order: &[Index]) -> Result<(), String> {
        let changes = all.changes().ok_or("a foreign actor")?;
        let opener = self.device(0);
        let mut tips: BTreeMap<ActorId, Attestation> = BTreeMap::new();
        let mut doc: Option<CaseDoc> = None;
        let mut waiting: Vec<_> = changes.iter().collect();
        let mut turn = 0;
        while !waiting.is_empty() {
            // Any order will do in which each follows what it builds on.
            let ready: Vec<_> = (0..waiting.len())
                .filter(|at| waiting[*at].deps.iter().all(|dep| doc.as_ref().is_some_and(|doc| doc.has(*dep))))
                .collect();
            let at = order.get(turn % order.len().max(1)).map_or(ready[0], |index| ready[index.index(ready.len())]);
            turn += 1;
            let meta = waiting.remove(at);
            let raw = all.raw_change(meta.hash).expect("it is there");
            let change = ParsedChange::read(&raw).map_err(|error| error.to_string())?;
            let around =
                Around { grants: &self.grants, scope: Some((&self.scope, opener)), doc: doc.as_ref(), tips: &tips };
            let change = match judge_change(DOC, change, around) {
                Verdict::Apply(change) => change,
                other => return Err(format!("{other:?}").chars().take(300).collect()),
            };
            let (actor, seq, hash) = (change.actor, change.seq, change.hash);
            let next = match &doc {
                Some(doc) => doc.with_change(change),
                None => CaseDoc::from_first_change(change),
            };
            doc = Some(next.map_err(|error| error.to_string())?);
            tips.insert(actor, Attestation { actor, seq, hash, signature: Signature([0; 64]) });
        }
        doc.ok_or("nothing in it")?.loads_again().map_err(|error| error.to_string())
    }

    fn snapshot(&self, all: &CaseDoc) -> Snapshot {
        let mut last: BTreeMap<ActorId, (u64, ChangeHash)> = BTreeMap::new();
        for meta in all.changes().expect("our actors") {
            let tip = last.entry(meta.actor).or_insert((meta.seq, meta.hash));
            if meta.seq >= tip.0 {
                *tip = (meta.seq, meta.hash);
            }
        }
        let sign = |(actor, (seq, hash)): (ActorId, (u64, ChangeHash))| {
            let hand = (0..HANDS).find(|hand| self.device(*hand) == actor.device()).expect("one of the hands");
            Attestation::sign(&self.keys[hand], DOC, actor, seq, hash)
        };
        let tips = last.into_iter().map(sign).collect();
        Snapshot { doc: DOC, tips, heads: all.heads(), key_id: 0, payload: all.save() }
    }

    /// The same, in one piece.
    fn by_snapshot(&self, all: &CaseDoc) -> Result<(), String> {
        match judge_snapshot(&self.snapshot(all), &self.grants, &self.scope, self.device(0), &DocKeys::default()) {
            Ok(Sound { doc, acts, .. }) if doc.heads() == all.heads() && acts == all.acts() => Ok(()),
            Ok(_) => Err("other heads, or other acts".into()),
            Err(Unattested::Wait(need)) => Err(format!("{need:?}")),
            Err(Unattested::Refuse(error)) => Err(error.to_string()),
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Edit(usize, Vec<Stroke>),
    Meet(usize, usize),
    Trick(usize, Index, Index),
}

#[derive(Clone, Debug)]
enum Stroke {
    Field(usize, u8),
    Claim(u8),
    Narrative(Index, usize, u8),
    Act,
}

fn stroke() -> impl Strategy<Value = Stroke> {
    prop_oneof![
        3 => (0..3_usize, any::<u8>()).prop_map(|(name, value)| Stroke::Field(name, value)),
        1 => any::<u8>().prop_map(Stroke::Claim),
        4 => (any::<Index>(), 0..4_usize, any::<u8>()).prop_map(|(at, gone, put)| Stroke::Narrative(at, gone, put)),
        1 => Just(Stroke::Act),
    ]
}

fn step(hostile: u32) -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..HANDS, prop::collection::vec(stroke(), 1..4)).prop_map(|(hand, strokes)| Step::Edit(hand, strokes)),
        4 => (0..HANDS, 0..HANDS).prop_map(|(from, to)| Step::Meet(from, to)),
        hostile => (0..HANDS, any::<Index>(), any::<Index>()).prop_map(|(hand, trick, on)| Step::Trick(hand, trick, on)),
    ]
}

/// The replicas of all hands: each edits what it has, and gives it to others now and then.
struct Story {
    world: World,
    replicas: Vec<CaseDoc>,
    /// What they have all together.
    all: CaseDoc,
    played: BTreeSet<Trick>,
}

impl Story {
    fn new() -> Self {
        let world = World::new();
        let edits = [Edit::Field("title".into(), "围墙".into()), Edit::Narrative("反映邻居围墙占道。".into())];
        let (doc, _) = CaseDoc::create(world.actor(0), 0, Salt([0; 16]), &edits);
        Self { world, replicas: vec![doc.clone(); HANDS], all: doc, played: BTreeSet::new() }
    }

    fn run(&mut self, steps: &[Step]) {
        for step in steps {
            match step {
                Step::Edit(hand, strokes) => self.edit(*hand, strokes),
                Step::Meet(from, to) => {
                    // What tricks left behind may be too much for Automerge to give on.
                    let mut met = self.replicas[*to].clone();
                    if catch_unwind(AssertUnwindSafe(|| met.meet(&self.replicas[*from]))).is_ok() {
                        self.replicas[*to] = met;
                    }
                }
                Step::Trick(hand, trick, on) => {
                    self.play(*hand, Trick::ALL[trick.index(Trick::ALL.len())], on.index(1 << 16));
                }
            }
        }
    }

    fn edit(&mut self, hand: usize, strokes: &[Stroke]) {
        let replica = &self.replicas[hand];
        let mut edits = Vec::new();
        let is_act = |stroke: &&Stroke| matches!(stroke, Stroke::Act);
        for _ in strokes.iter().filter(is_act) {
            edits.push(Edit::Act(self.world.act(hand, hand)));
        }
        for stroke in strokes {
            let record = || replica.record(DOC, self.world.office);
            match stroke {
                Stroke::Act => {}
                Stroke::Field(name, value) => {
                    edits.push(Edit::Field(["title", "area", "petitioner"][*name].into(), format!("值{value}")));
                }
                Stroke::Claim(value) => {
                    edits.push(Edit::Claim(ClaimId([1; 16]), "text".into(), format!("请求{value}")));
                }
                Stroke::Narrative(at, gone, put) => {
                    let mut text: Vec<char> = record().narrative.chars().collect();
                    let at = at.index(text.len() + 1);
                    let end = text.len().min(at + gone);
                    let new = char::from_u32(0x4e00 + u32::from(*put)).expect("a character");
                    text.splice(at..end, [new, new]);
                    edits.push(Edit::Narrative(text.into_iter().collect()));
                }
            }
        }
        self.write(hand, &edits);
    }

    fn write(&mut self, hand: usize, edits: &[Edit]) {
        let (mut replica, mut all) = (self.replicas[hand].clone(), self.all.clone());
        let actor = self.world.actor(hand);
        let mut write = || {
            if let Some(change) = replica.edit(actor, 0, Salt([1; 16]), edits) {
                all.extend([change.bytes]).expect("it follows what is there");
            }
        };
        // What tricks left behind may be too much for Automerge to write on; what honest hands left never is.
        if self.played.is_empty() {
            write();
        } else if catch_unwind(AssertUnwindSafe(write)).is_err() {
            return;
        }
        (self.replicas[hand], self.all) = (replica, all);
    }

    /// Plays a trick where Automerge lets it pass.
    fn play(&mut self, hand: usize, trick: Trick, on: usize) -> bool {
        let actor = self.world.actor(hand);
        let acts = (self.world.act(hand, hand), self.world.act(hand, (hand + 1) % HANDS));
        let Some(raw) = forge(&self.replicas[hand], &self.all, actor, trick, on, (&acts.0, &acts.1)) else {
            return false;
        };
        let mut next = self.all.clone();
        let before = next.changes().map_or(0, |changes| changes.len());
        let taken = catch_unwind(AssertUnwindSafe(|| {
            let taken = next.extend([raw]).is_ok() && next.changes().is_some_and(|changes| changes.len() > before);
            (taken && next.is_fit()).then_some(next)
        }));
        let Ok(Some(next)) = taken else { return false };
        // Whoever plays a trick may as well have seen it all.
        self.replicas[hand] = next.clone();
        self.all = next;
        self.played.insert(trick);
        true
    }

    fn agree(&self, order: &[Index]) -> Result<bool, TestCaseError> {
        let (changes, snapshot) = (self.world.by_changes(&self.all, order), self.world.by_snapshot(&self.all));
        prop_assert_eq!(
            changes.is_ok(),
            snapshot.is_ok(),
            "by changes {:?}, by snapshot {:?}, after {:?}",
            changes,
            snapshot,
            self.played
        );
        Ok(snapshot.is_ok())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn an_honest_snapshot_is_never_refused(
        steps in prop::collection::vec(step(0), 1..40),
        order in prop::collection::vec(any::<Index>(), 1..20),
    ) {
        let mut story = Story::new();
        story.run(&steps);
        prop_assert!(story.agree(&order)?, "{:?}", story.world.by_snapshot(&story.all));
    }

    #[test]
    fn a_snapshot_is_judged_as_its_changes_are(
        steps in prop::collection::vec(step(1), 1..25),
        order in prop::collection::vec(any::<Index>(), 1..20),
    ) {
        let mut story = Story::new();
        story.run(&steps);
        story.agree(&order)?;
    }
}

/// Tricks that Automerge itself does not take in, or not so that the document loads again: no snapshot holds them.
const NEVER_TAKEN: [Trick; 7] = [
    Trick::RootWrittenOver,
    Trick::OwnFieldElsewhere,
    Trick::OwnNoLetter,
    Trick::OtherKeysValue,
    Trick::LetterDeletedElsewhere,
    Trick::InsertIntoMap,
    Trick::KeyInText,
];
/// Tricks that are none: odd, and sound.
const HARMLESS: [Trick; 7] = [
    Trick::LongestKey,
    Trick::LetterOfItself,
    Trick::DeletedTwice,
    Trick::OverwrittenTwice,
    Trick::OneOfTwoValues,
    Trick::DeletesItsOwn,
    Trick::NeedlessDependency,
];

#[test]
fn each_trick_by_itself_is_judged_alike() {
    let (mut never, mut harmless) = (Vec::new(), Vec::new());
    for trick in Trick::ALL {
        let (mut played, mut refused) = (0, 0);
        for on in 0..6 {
            let mut story = Story::new();
            let narrative = |hand: usize, put: u8| (hand, vec![Stroke::Narrative(prop_index(), 1, put), Stroke::Act]);
            let player = on % HANDS;
            for (hand, strokes) in [narrative(0, 1), narrative(1, 2), narrative(2, 3), narrative(1, 4)] {
                // Half of the time it is the first that the player ever writes.
                if on >= HANDS && hand == player {
                    continue;
                }
                story.edit(hand, &strokes);
                story.edit(hand, &[Stroke::Field(0, hand as u8), Stroke::Field(1, 9)]);
                if hand == 2 {
                    story.run(&[Step::Meet(1, 2), Step::Meet(0, 2)]);
                }
            }
            if story.play(player, trick, on) {
                played += 1;
                let agreed = story.agree(&[]).unwrap_or_else(|error| panic!("{trick:?} {on}: {error}"));
                refused += usize::from(!agreed);
            }
        }
        println!("{trick:?}: played {played}, refused {refused}");
        match (played, refused) {
            (0, _) => never.push(trick),
            (_, 0) => harmless.push(trick),
            _ => assert_eq!(played, refused, "{trick:?}"),
        }
    }
    assert_eq!(never, NEVER_TAKEN);
    assert_eq!(harmless, HARMLESS);
}

fn prop_index() -> Index {
    use proptest::{strategy::ValueTree as _, test_runner::TestRunner};
    any::<Index>().new_tree(&mut TestRunner::deterministic()).expect("an index").current()
}

/// Acts and letters are counted as a change's author sees them: two who each have room may fill a case between them.
#[test]
fn a_case_that_is_full_is_full_alike() {
    type Fill = fn(&World, usize) -> Vec<Edit>;
    let acts: Fill = |world, hand| (0..550).map(|_| Edit::Act(world.act(hand, hand))).collect();
    let letters: Fill = |_, _| vec![Edit::Append("字".repeat(2_200))];
    for fill in [acts, letters] {
        let mut story = Story::new();
        for _ in 0..5 {
            for hand in [0, 1] {
                let edits = fill(&story.world, hand);
                story.write(hand, &edits);
            }
        }
        story.run(&[Step::Meet(0, 1)]);
        story.edit(1, &[Stroke::Field(0, 1)]);
        assert!(story.agree(&[]).expect("judged alike"), "each had room, and a field has room yet");
        let one = fill(&story.world, 1).into_iter().take(1).collect::<Vec<_>>();
        story.write(1, &one);
        assert!(!story.agree(&[]).expect("judged alike"), "no room for more");
    }
}

#[test]
fn other_layouts_are_judged_alike() {
    for layout in 0..LAYOUTS {
        let world = World::new();
        let Some(doc) = lay_out(world.actor(0), layout) else { panic!("layout {layout} is none") };
        let (changes, snapshot) = (world.by_changes(&doc, &[]), world.by_snapshot(&doc));
        assert_eq!(changes.is_ok(), snapshot.is_ok(), "layout {layout}: {changes:?}, {snapshot:?}");
        assert_eq!(snapshot.is_ok(), layout == 0, "layout {layout}: {snapshot:?}");
    }
}
