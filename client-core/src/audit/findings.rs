//! What an auditor finds, and where: which part, which change of the story, which bytes of the file.

use std::{collections::BTreeSet, ops::Range};

use schemars::JsonSchema;
use serde::Serialize;
use taizhang_wire::{ChangeHash, Code, Dossier, PartKind};

/// Where something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuditPlace {
    /// The beginning of the file: its county, its case, its table of parts.
    Head,
    /// A record of an office, a person, an invitation, a device.
    Directory,
    /// A record that opens the case, or changes who may read it.
    Audience,
    /// A configuration that acts were judged by.
    Configuration,
    /// A change of the case.
    Change,
    /// An author's attestation.
    Attestation,
    /// The copy for readers.
    Copy,
    /// The end of the file.
    End,
    /// The compact history in this device's own database.
    Stored,
}

impl From<PartKind> for AuditPlace {
    fn from(kind: PartKind) -> Self {
        match kind {
            PartKind::Directory => Self::Directory,
            PartKind::Audience => Self::Audience,
            PartKind::Configuration => Self::Configuration,
            PartKind::Change => Self::Change,
            PartKind::Attestation => Self::Attestation,
            PartKind::Copy => Self::Copy,
        }
    }
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// Where.
    pub place: AuditPlace,
    /// Which of its kind, from 1; of a change, its number in the story.
    pub number: Option<usize>,
    /// A change's hash, where it is known.
    #[schemars(with = "Option<String>")]
    pub hash: Option<ChangeHash>,
    /// The first byte in the file.
    pub from: Option<usize>,
    /// The byte behind the last.
    pub to: Option<usize>,
    /// A stable code.
    #[schemars(with = "String")]
    pub code: Code,
    /// What is wrong, in English.
    pub detail: String,
}

impl Finding {
    /// A finding at a place.
    pub(crate) fn at(place: AuditPlace, code: Code, detail: impl ToString) -> Self {
        Self { place, number: None, hash: None, from: None, to: None, code, detail: detail.to_string() }
    }

    /// With its bytes in the file.
    pub(super) fn within(self, from: usize, to: usize) -> Self {
        Self { from: Some(from), to: Some(to), ..self }
    }
}

/// Findings of a dossier, one for each part: the first says what is wrong, later ones would say what follows from it.
pub(super) struct Findings<'a> {
    kinds: Vec<PartKind>,
    /// Each part's number among those of its kind, from 0.
    numbers: Vec<usize>,
    ranges: Option<&'a [Range<usize>]>,
    named: BTreeSet<(AuditPlace, usize)>,
    list: Vec<Finding>,
}

impl<'a> Findings<'a> {
    pub(super) fn of(dossier: &Dossier, ranges: Option<&'a [Range<usize>]>) -> Self {
        let kinds: Vec<_> = dossier.parts.iter().map(|part| part.kind).collect();
        // Parts stand in the order of their kinds.
        let first = |kind: &PartKind| kinds.partition_point(|other| other < kind);
        let numbers = kinds.iter().enumerate().map(|(index, kind)| index - first(kind)).collect();
        Self { kinds, numbers, ranges, named: BTreeSet::new(), list: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Of a numbered thing only the first finding is kept.
    pub(super) fn add(&mut self, finding: Finding) {
        let known = finding.number.is_some_and(|number| !self.named.insert((finding.place, number)));
        if !known {
            self.list.push(finding);
        }
    }

    /// A finding on the part at this place among all.
    pub(super) fn part(&mut self, index: usize, code: Code, detail: impl ToString) {
        let mut finding = Finding::at(self.kinds[index].into(), code, detail);
        finding.number = Some(self.numbers[index] + 1);
        if let Some(range) = self.ranges.and_then(|ranges| ranges.get(index)) {
            finding = finding.within(range.start, range.end);
        }
        self.add(finding);
    }

    /// The same, on a change whose hash is known.
    pub(super) fn change(&mut self, index: usize, hash: ChangeHash, code: Code, detail: impl ToString) {
        let before = self.list.len();
        self.part(index, code, detail);
        if let Some(finding) = self.list.get_mut(before) {
            finding.hash = Some(hash);
        }
    }

    /// The file ends within this part, the first that was not read.
    pub(super) fn cut(&mut self, index: usize, read: usize) {
        let detail = format!("the file ends within its part {}", index + 1);
        let mut finding = Finding::at(AuditPlace::End, Code::Truncated, detail);
        if let Some(range) = self.ranges.and_then(|ranges| ranges.get(read)) {
            finding = finding.within(range.start, range.end);
        }
        self.add(finding);
    }

    pub(super) fn into_list(self) -> Vec<Finding> {
        let mut list = self.list;
        list.sort_by_key(|finding| (finding.place, finding.number));
        list
    }
}
