//! What a kind of entry is: its name, its fields and their types, and the rules between them. All of it is data.

use jiff::civil::Weekday;

/// A kind of entry: one row of [`super::ALL`].
#[derive(Debug, Clone, Copy)]
pub struct EntryKind {
    /// The name in documents and on the command line.
    pub name: &'static str,
    /// What people call it (中文).
    pub label_zh: &'static str,
    /// The requirement rows of DOMAIN that it carries.
    pub carries: &'static [&'static str],
    /// Its fields, in the order of forms and exports.
    pub fields: &'static [FieldSpec],
    /// What must hold between its fields.
    pub rules: &'static [Rule],
    /// Who has to respond, and by when; the entry is open until a response says that it is done.
    pub answer: Option<Answer>,
    /// Dates that follow from others.
    pub derived: &'static [Derived],
    /// What ought to be, and is shown where it is not: never a reason to refuse.
    pub advice: &'static [Advice],
    /// Passed on outside the office: no personal number may stand in its texts.
    pub anonymous: bool,
}

impl EntryKind {
    /// A kind with these fields and nothing special about it.
    pub(super) const fn new(
        name: &'static str,
        label_zh: &'static str,
        carries: &'static [&'static str],
        fields: &'static [FieldSpec],
    ) -> Self {
        Self { name, label_zh, carries, fields, rules: &[], answer: None, derived: &[], advice: &[], anonymous: false }
    }

    pub(super) const fn rules(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }

    pub(super) const fn answer(mut self, due: &'static str, from: &'static str) -> Self {
        self.answer = Some(Answer { due, from });
        self
    }

    pub(super) const fn derived(mut self, derived: &'static [Derived]) -> Self {
        self.derived = derived;
        self
    }

    pub(super) const fn advice(mut self, advice: &'static [Advice]) -> Self {
        self.advice = advice;
        self
    }

    pub(super) const fn anonymous(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// Its label in English: the name in words.
    #[must_use]
    pub fn label(&self) -> String {
        self.name.replace('_', " ")
    }

    /// The field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A field of a kind.
#[derive(Debug, Clone, Copy)]
pub struct FieldSpec {
    /// The name in documents.
    pub name: &'static str,
    /// What people call it (中文).
    pub label_zh: &'static str,
    /// What may stand in it.
    pub ty: FieldType,
    /// Whether an entry needs it.
    pub required: bool,
}

impl FieldSpec {
    /// Its label in English: the name in words.
    #[must_use]
    pub fn label(&self) -> String {
        self.name.replace('_', " ")
    }
}

/// A field that an entry needs.
pub(super) const fn req(name: &'static str, label_zh: &'static str, ty: FieldType) -> FieldSpec {
    FieldSpec { name, label_zh, ty, required: true }
}

/// A field that may stay empty.
pub(super) const fn opt(name: &'static str, label_zh: &'static str, ty: FieldType) -> FieldSpec {
    FieldSpec { name, label_zh, ty, required: false }
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy)]
pub enum FieldType {
    /// One line.
    Text,
    /// Any number of lines.
    Long,
    /// A day, `2026-07-10`.
    Date,
    /// A whole number.
    Number,
    /// An amount in fen (分), not negative.
    Money,
    /// Yes or no.
    Bool,
    /// One of these.
    Choice(&'static [Choice]),
    /// A member of staff of the directory.
    Staff,
    /// An office of the directory.
    Office,
    /// A case, which need not be on this device.
    Case,
    /// An act of a case.
    Act,
    /// Another entry.
    Entry,
    /// Several of one type.
    List(&'static FieldType),
    /// A table: rows of these fields.
    Rows(&'static [FieldSpec]),
}

/// One of the values a choice offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The value in documents.
    pub name: &'static str,
    /// What people call it (中文).
    pub label_zh: &'static str,
}

/// A choice's value.
pub(super) const fn of(name: &'static str, label_zh: &'static str) -> Choice {
    Choice { name, label_zh }
}

/// What must hold between the fields of an entry.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// The first date is not after the second, where both stand.
    Ordered(&'static str, &'static str),
    /// Where the first field stands (and is not "no"), the others must stand too.
    Needs(&'static str, &'static [&'static str]),
    /// Where the first field says yes, the others must be empty.
    Empty(&'static str, &'static [&'static str]),
    /// At least one of these must stand.
    OneOf(&'static [&'static str]),
    /// Where the first field has this value, the others must stand.
    When(&'static str, &'static str, &'static [&'static str]),
    /// Where both stand, the two fields must differ.
    Differ(&'static str, &'static str),
    /// Within each row of the table, the first number is not above the second.
    AtMost(&'static str, &'static str, &'static str),
}

/// The answer that an entry asks for.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    /// The field with the day by which it is due.
    pub due: &'static str,
    /// The field with the office, or offices, that owe it.
    pub from: &'static str,
}

/// A date that follows from another of the same entry, and the field that says when it was met.
#[derive(Debug, Clone, Copy)]
pub struct Derived {
    /// The requirement row it comes from.
    pub carries: &'static str,
    /// The date it follows from.
    pub from: &'static str,
    /// How.
    pub plan: Plan,
    /// The field that says when it was done.
    pub met_on: &'static str,
}

/// A number of people or offices that a requirement row asks for, where a field has a value.
#[derive(Debug, Clone, Copy)]
pub struct Advice {
    /// The requirement row it comes from.
    pub carries: &'static str,
    /// The field and its value.
    pub when: (&'static str, &'static str),
    /// The field with members of staff.
    pub staff: &'static str,
    /// How many of them there are to be.
    pub at_least: usize,
    /// Whether their offices are counted, not they.
    pub offices: bool,
}

/// How a date follows from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// That many days before.
    DaysBefore(u8),
    /// That weekday of the week that begins with the first Monday of the month (the visit-down day; DOMAIN V02).
    FirstWeek(Weekday),
}
