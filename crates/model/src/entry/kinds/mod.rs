//! The kinds of entries, as tables. To add one: a row in the file of its room, and its requirement rows in
//! `docs/DOMAIN.md`; everything else (checks, conflicts, search, export) is there already.

mod access;
mod bodies;
mod intake;
mod library;
mod meetings;
mod quality;
mod reports;
mod supervision;

pub use access::ACCESS_LOG;

use super::{EntryKind, FieldSpec, FieldType, spec};
use FieldType::{Case, Date, List, Long, Number, Office, Rows, Staff, Text};
use spec::{opt, req};

/// Every kind of entry, room by room.
pub const ALL: &[&EntryKind] = &{
    let rooms: [&[EntryKind]; 8] = [
        bodies::KINDS,
        intake::KINDS,
        meetings::KINDS,
        library::KINDS,
        quality::KINDS,
        reports::KINDS,
        supervision::KINDS,
        access::KINDS,
    ];
    let mut all = [&bodies::KINDS[0]; COUNT];
    let (mut room, mut at) = (0, 0);
    while room < rooms.len() {
        let mut row = 0;
        while row < rooms[room].len() {
            all[at] = &rooms[room][row];
            at += 1;
            row += 1;
        }
        room += 1;
    }
    all
};

const COUNT: usize = bodies::KINDS.len()
    + intake::KINDS.len()
    + meetings::KINDS.len()
    + library::KINDS.len()
    + quality::KINDS.len()
    + reports::KINDS.len()
    + supervision::KINDS.len()
    + access::KINDS.len();

/// The kind of this name.
#[must_use]
pub fn kind(name: &str) -> Option<&'static EntryKind> {
    ALL.iter().copied().find(|kind| kind.name == name)
}

/// Several cases.
const CASES: FieldType = List(&Case);
/// Several members of staff.
const STAFF: FieldType = List(&Staff);
/// Several offices.
const OFFICES: FieldType = List(&Office);
/// Several short texts.
const TEXTS: FieldType = List(&Text);

/// Tasks with their limits: what the view shows as tasks, and what a response names by its number.
const TASKS: FieldSpec = opt(
    "tasks",
    "任务",
    Rows(&[
        req("no", "序号", Text),
        req("what", "任务内容", Long),
        opt("office", "责任单位", Office),
        opt("staff", "责任人", Staff),
        opt("due", "完成时限", Date),
        opt("case", "案件", Case),
    ]),
);

/// Figures: numerator and denominator always stand side by side.
const FIGURES: FieldSpec = opt(
    "figures",
    "数据",
    Rows(&[
        req("name", "指标", Text),
        req("numerator", "分子", Number),
        opt("denominator", "分母", Number),
        opt("note", "说明", Text),
    ]),
);
