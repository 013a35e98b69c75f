//! From cells to rows, with a finding for everything on the way.

use std::collections::{BTreeMap, HashMap};

use jiff::{ToSpan, civil::Date};
use taizhang_model::{act::without_numbers, line::controls_a_person};

use crate::{
    Ledger, Row,
    dates::{self, Written},
    duplicates::Duplicates,
    findings::{Findings, Problem},
    identity::{self, Identity},
    layout::{Field, Header, Layout, tidy},
    words,
    xlsx::{Cell, Sheet},
};

pub(crate) fn read(sheet: &Sheet, header: Header) -> Ledger {
    let mut reader = Reader { sheet, year: year_of(sheet, &header), header: &header, findings: Findings::default() };
    reader.check_columns();
    let mut rows = Vec::new();
    let mut duplicates = Duplicates::default();
    let mut numbers: HashMap<String, u32> = HashMap::new();
    for (number, cells) in sheet.rows.range(header.row + 1..) {
        if reader.is_not_a_matter(*number, cells) {
            continue;
        }
        let mut cells = Cells { row: *number, cells, reader: &mut reader };
        let row = cells.read();
        if !row.no.is_empty() {
            match numbers.get(&row.no) {
                Some(earlier) => cells.note(Field::No, Problem::DuplicateNumber, &row.no, &earlier.to_string()),
                None => _ = numbers.insert(row.no.clone(), *number),
            }
        }
        if let Some(earlier) = duplicates.earlier(&row) {
            cells.note(Field::Petitioner, Problem::PossibleDuplicate, &row.petitioner, &earlier.to_string());
        }
        rows.push(row);
    }
    let findings = reader.findings.finish();
    Ledger { layout: header.layout, sheet: sheet.name.clone(), rows, findings, dropped_columns: header.dropped }
}

/// The year that a date without one belongs to: the title's, or else the year of most full dates of receipt.
fn year_of(sheet: &Sheet, header: &Header) -> Option<i16> {
    let title = sheet.rows.range(..header.row).flat_map(|(_, cells)| cells.values()).find_map(|cell| match cell {
        Cell::Text { text, .. } => dates::year_in(text),
        _ => None,
    });
    title.or_else(|| {
        let column = header.columns.get(&Field::ReceivedOn)?;
        let mut years: BTreeMap<i16, usize> = BTreeMap::new();
        for (_, cells) in sheet.rows.range(header.row + 1..) {
            let date = match cells.get(column) {
                Some(Cell::Number { value, .. }) => dates::from_serial(*value, sheet.from_1904),
                Some(Cell::Text { text, .. }) => match dates::from_text(text) {
                    Written::Full(date) => Some(date),
                    _ => None,
                },
                _ => None,
            };
            if let Some(date) = date {
                *years.entry(date.year()).or_default() += 1;
            }
        }
        years.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year)
    })
}

struct Reader<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    year: Option<i16>,
    findings: Findings,
}

/// What tells the petitioner apart, for this import only. Its `Debug` shows nothing of it.
#[derive(Default, Clone, PartialEq, Eq)]
pub struct Person {
    /// A valid identity number of 18 characters, or one of the old 15 digits.
    pub identity: Option<String>,
    /// The first telephone number, in digits.
    pub phone: Option<String>,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |known: &Option<String>| known.as_ref().map(|_| "hidden");
        f.debug_struct("Person").field("identity", &shown(&self.identity)).field("phone", &shown(&self.phone)).finish()
    }
}

impl Reader<'_> {
    /// Reports columns and sheets that are not read but hold something.
    fn check_columns(&mut self) {
        for (column, name) in &self.header.unknown {
            let filled =
                self.sheet.rows.range(self.header.row + 1..).filter(|(_, cells)| cells.contains_key(column)).count();
            if filled > 0 {
                self.findings.add(*column, self.header.row, Problem::ColumnNotRead, name, &filled.to_string());
            }
        }
        for name in &self.header.other_sheets {
            self.findings.add(0, self.header.row, Problem::SheetNotRead, "", name);
        }
    }

    /// Whether the row is a total, a heading or the header once more; says so.
    fn is_not_a_matter(&mut self, row: u32, cells: &BTreeMap<u32, Cell>) -> bool {
        let Some((column, first)) = cells.iter().next() else { return true };
        let first = match first {
            Cell::Text { text, .. } => text.trim(),
            _ => "",
        };
        let text_column = self.header.columns.get(&Field::Text);
        let says_header = |column: Option<&u32>, name: &str| matches!(column.and_then(|column| cells.get(column)), Some(Cell::Text { text, .. }) if tidy(text) == name);
        let has = |field| self.header.columns.get(&field).is_some_and(|column| cells.contains_key(column));
        let of_somebody = has(Field::Petitioner) || has(Field::Identity) || has(Field::Phone);
        let header_text = match self.sheet.rows.get(&self.header.row).and_then(|cells| cells.get(text_column?)) {
            Some(Cell::Text { text, .. }) => tidy(text),
            _ => String::new(),
        };
        let problem = if words::is_total(first) && !of_somebody {
            Problem::SubtotalRow
        } else if !header_text.is_empty() && says_header(text_column, &header_text) {
            Problem::HeaderRepeated
        } else if !of_somebody && !has(Field::Text) && !has(Field::ReceivedOn) {
            Problem::GroupRow
        } else {
            return false;
        };
        self.findings.add(*column, row, problem, first, "");
        true
    }
}

/// One row being read.
struct Cells<'r, 'a> {
    row: u32,
    cells: &'r BTreeMap<u32, Cell>,
    reader: &'r mut Reader<'a>,
}

impl Cells<'_, '_> {
    fn note(&mut self, field: Field, problem: Problem, value: &str, detail: &str) {
        let column = self.reader.header.columns.get(&field).copied().unwrap_or(0);
        self.reader.findings.add(column, self.row, problem, value, detail);
    }

    fn cell(&self, field: Field) -> Option<&Cell> {
        self.cells.get(self.reader.header.columns.get(&field)?)
    }

    fn read(&mut self) -> Row {
        let person = self.person();
        let no = self.line(Field::No);
        let received_on = self.received_on(&no);
        let due = self.date(Field::Due, |month, day, year| first_from(month, day, received_on, year), &no);
        if let (Some(received), Some(due)) = (received_on, due)
            && due < received
        {
            self.note(Field::Due, Problem::DueBeforeReceived, &due.to_string(), "");
        }
        let written = self.line(Field::Petitioner);
        let petitioner = without_numbers(&written);
        if petitioner != written {
            self.note(Field::Petitioner, Problem::NumberInName, &written, "");
        }
        if petitioner.is_empty() {
            self.note(Field::Petitioner, Problem::MissingPetitioner, "", "");
        }
        let text = self.words(Field::Text);
        if text.is_empty() {
            self.note(Field::Text, Problem::MissingText, "", "");
        }
        if controls_a_person(&text) {
            self.note(Field::Text, Problem::ControlWords, &text, "");
        }
        let (unit, handler) = self.unit_and_handler();
        Row {
            row: self.row,
            no,
            received_on,
            petitioner,
            area: self.area(),
            category: self.category(),
            channel: self.channel(),
            flags: self.flags(),
            lead: self.line(Field::Lead),
            unit,
            handler,
            measures: self.unless_control(Field::Measures),
            due,
            state: self.unless_control(Field::State),
            persons: self.persons(),
            person,
            importable: !text.is_empty(),
            text,
        }
    }

    /// A cell's text without invisible characters; numbers as people see them.
    fn words(&mut self, field: Field) -> String {
        let text = match self.cell(field) {
            None => return String::new(),
            Some(Cell::Number { value, .. }) => return value.to_string(),
            Some(Cell::Failed { text }) => {
                let text = text.clone();
                self.note(field, Problem::FailedCell, &text, "");
                return String::new();
            }
            Some(Cell::Text { text, cut }) => {
                let (text, cut) = (text.clone(), *cut);
                if cut {
                    self.note(field, Problem::TextTruncated, &text, "");
                }
                text
            }
        };
        let breaks = text.replace("\r\n", "\n").replace('\r', "\n");
        let visible: String = breaks.chars().filter(|char| !is_hidden(*char)).collect();
        if visible.len() != breaks.len() {
            self.note(field, Problem::HiddenCharacters, &visible, "");
        }
        let (masked, any) = identity::mask_personal(visible.trim());
        if any {
            self.note(field, Problem::PersonalNumber, &masked, "");
        }
        masked
    }

    /// A name or a short word: on one line, without spaces around it.
    fn line(&mut self, field: Field) -> String {
        let text = self.words(field);
        let one_line = text.split(['\n', '\t']).map(str::trim).collect::<Vec<_>>().join(" ");
        let stood = match self.cell(field) {
            Some(Cell::Text { text, .. }) => text.clone(),
            _ => return one_line,
        };
        if stood.trim() != &*stood || one_line != text {
            self.note(field, Problem::SpacesTrimmed, &stood, "");
        }
        one_line
    }

    fn received_on(&mut self, no: &str) -> Option<Date> {
        if self.cell(Field::ReceivedOn).is_none() {
            self.note(Field::ReceivedOn, Problem::MissingDate, "", "");
            return None;
        }
        self.date(Field::ReceivedOn, |month, day, year| Date::new(year?, month, day).ok(), no)
    }

    /// A date; `in_year` puts a month and a day into the year that the row's number or the sheet suggests.
    fn date(&mut self, field: Field, in_year: impl Fn(i8, i8, Option<i16>) -> Option<Date>, no: &str) -> Option<Date> {
        let from_1904 = self.reader.sheet.from_1904;
        let (date, problem, stood) = match self.cell(field)? {
            Cell::Number { value, dated } => {
                let date = dates::from_serial(*value, from_1904);
                (date, (!dated).then_some(Problem::NumberAsDate), value.to_string())
            }
            Cell::Failed { text } => {
                let text = text.clone();
                self.note(field, Problem::FailedCell, &text, "");
                return None;
            }
            Cell::Text { text, .. } => match dates::from_text(text) {
                Written::Full(date) => (Some(date), Some(Problem::DateAsText), text.to_string()),
                Written::NoYear(month, day) => {
                    let date = in_year(month, day, dates::year_in(no).or(self.reader.year));
                    (date, Some(Problem::YearInferred), text.to_string())
                }
                Written::Not => (None, None, text.to_string()),
            },
        };
        match (date, problem) {
            (None, _) => self.note(field, Problem::BadDate, &stood, ""),
            (Some(date), Some(problem)) => self.note(field, problem, &stood, &date.to_string()),
            (Some(_), None) => {}
        }
        date
    }

    /// Checks identity number and phone, and reports what is wrong with them.
    fn person(&mut self) -> Person {
        let mut person = Person::default();
        // Beyond this a number cell no longer holds every digit.
        const EXACT: f64 = 9e15;
        if let Some(Cell::Number { value, .. }) = self.cell(Field::Identity)
            && *value > EXACT
        {
            let stood = value.to_string();
            self.note(Field::Identity, Problem::BadIdentity, &stood, "saved as a number, so its last digits are lost");
        } else if let Some(stood) = self.plain(Field::Identity) {
            let (number, marked) = identity::normalise(&stood);
            if marked {
                self.note(Field::Identity, Problem::StrayMark, &stood, "");
            }
            if !number.is_empty() {
                match identity::check(&number) {
                    Identity::Valid(number) => person.identity = Some(number),
                    Identity::Old(number) => {
                        self.note(Field::Identity, Problem::OldIdentity, &stood, "");
                        person.identity = Some(number);
                    }
                    Identity::Bad(why) => self.note(Field::Identity, Problem::BadIdentity, &stood, why),
                }
            }
        }
        if let Some(stood) = self.plain(Field::Phone) {
            person.phone = identity::phone(&stood);
            if person.phone.is_none() {
                self.note(Field::Phone, Problem::BadPhone, &stood, "");
            }
        }
        person
    }

    /// A cell's text as it stands, for cells that are checked but not taken over.
    fn plain(&self, field: Field) -> Option<String> {
        match self.cell(field)? {
            Cell::Text { text, .. } => Some(text.to_string()),
            Cell::Number { value, .. } => Some(value.to_string()),
            Cell::Failed { .. } => None,
        }
    }

    fn area(&mut self) -> String {
        let Some(address) = self.plain(Field::Address) else { return String::new() };
        let address: String = address.chars().filter(|char| !char.is_whitespace() && !is_hidden(*char)).collect();
        match words::area(&address) {
            Some(area) => area.to_owned(),
            None => {
                let start: String = address.chars().take(2).chain(['…']).collect();
                self.note(Field::Address, Problem::AreaUnknown, &start, "");
                String::new()
            }
        }
    }

    fn category(&mut self) -> String {
        let category = self.line(Field::Category);
        if !category.is_empty()
            && let Some(guess) = words::unlisted_category(&category)
        {
            let detail = guess.map(|listed| format!(" (\"{listed}\"?)")).unwrap_or_default();
            self.note(Field::Category, Problem::UnlistedCategory, &category, &detail);
        }
        category
    }

    fn channel(&mut self) -> Option<&'static str> {
        let text = self.line(Field::Channel);
        let channel = words::channel(&text);
        if channel.is_none() && (!text.is_empty() || self.reader.header.columns.contains_key(&Field::Channel)) {
            self.note(Field::Channel, Problem::UnknownChannel, &text, "");
        }
        channel
    }

    fn flags(&mut self) -> Vec<String> {
        let text = self.line(Field::Flags);
        let flags: Vec<String> = text
            .split(['、', '，', ',', '；', ';', '/', ' ', '\u{3000}'])
            .filter(|flag| !flag.is_empty() && !matches!(*flag, "无" | "否" | "-"))
            .map(str::to_owned)
            .collect();
        for flag in &flags {
            if !words::FLAGS.contains(&flag.as_str()) {
                self.note(Field::Flags, Problem::UnknownFlag, flag, "");
            }
        }
        flags
    }

    fn unit_and_handler(&mut self) -> (String, String) {
        if self.reader.header.layout == Layout::Township {
            return (self.line(Field::Unit), self.line(Field::Handler));
        }
        let both = self.line(Field::UnitAndHandler);
        match both.split_once(['/', '／']) {
            Some((unit, handler)) => (unit.trim().to_owned(), handler.trim().to_owned()),
            None => {
                if !both.is_empty() {
                    self.note(Field::UnitAndHandler, Problem::HandlerMissing, &both, "");
                }
                (both, String::new())
            }
        }
    }

    /// A text, unless it is about controlling a person.
    fn unless_control(&mut self, field: Field) -> String {
        let text = self.words(field);
        if controls_a_person(&text) {
            self.note(field, Problem::ControlMeasure, &text, "");
            return String::new();
        }
        text
    }

    fn persons(&mut self) -> u32 {
        const MOST: f64 = 1_000_000.0;
        let (persons, stood) = match self.cell(Field::Persons) {
            None => return 1,
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a whole number between 1 and a million"
            )]
            Some(Cell::Number { value, .. }) if (1.0..=MOST).contains(value) && value.fract() == 0.0 => {
                return *value as u32;
            }
            Some(Cell::Number { value, .. }) => (1, value.to_string()),
            Some(Cell::Failed { text }) => (1, text.to_string()),
            Some(Cell::Text { text, .. }) => {
                let narrow = words::narrow(text);
                let digits: String =
                    narrow.chars().skip_while(|char| !char.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
                (digits.parse().ok().filter(|persons| (1..=1_000_000).contains(persons)).unwrap_or(1), text.to_string())
            }
        };
        self.note(Field::Persons, Problem::BadPersons, &stood, &persons.to_string());
        persons
    }
}

/// The first such day that is not before `received`, or else the one in `year`.
fn first_from(month: i8, day: i8, received: Option<Date>, year: Option<i16>) -> Option<Date> {
    let Some(received) = received else { return Date::new(year?, month, day).ok() };
    let this_year = Date::new(received.year(), month, day).ok()?;
    if this_year < received { this_year.checked_add(1.year()).ok() } else { Some(this_year) }
}

/// Characters that nobody sees: controls, zero-width marks, and marks that turn the reading direction.
fn is_hidden(char: char) -> bool {
    (char.is_control() && char != '\n' && char != '\t')
        || matches!(char, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
