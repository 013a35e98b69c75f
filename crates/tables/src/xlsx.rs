//! From a package to cells. Why not calamine, which reads more: it trusts figures that a file gives about itself. With calamine 0.38, one
//! line of shared texts that claims `uniqueCount="1099511627776"` ends the process (a reservation of 26 TB fails, which no
//! caller can catch), and a number format of 256 opening brackets overflows. A ledger needs five parts of the format; here each is read
//! with a ceiling, and less code reaches the browser. The tests hold calamine against this reader on both real ledgers.
//!
//! Document types are refused, so there are no entities but XML's own five.

use std::{
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use crate::{
    error::{Kind, damaged, too_large},
    limits,
    package::Package,
};

/// A cell's value, as stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Text {
        text: Rc<str>,
        cut: bool,
    },
    Number {
        value: f64,
        dated: bool,
    },
    /// `#REF!` and its like, or a formula that was saved without its result.
    Failed {
        text: Rc<str>,
    },
}

/// A worksheet's non-empty cells: row number as shown (from 1), then column (from 0).
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    /// Horizontal runs of merged cells: row, first and last column.
    pub(crate) merged: Vec<(u32, u32, u32)>,
    /// Days count from 1904 (old Macintosh files).
    pub(crate) from_1904: bool,
}

/// The last row and column that Excel knows.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;

/// All worksheets of the workbook, in order.
pub(crate) fn read_sheets(package: &mut Package<'_>) -> Result<Vec<Sheet>, Kind> {
    let roots = relations(package, "_rels/.rels", "")?;
    let workbook_path = match roots.values().find(|relation| relation.kind == "officeDocument") {
        Some(relation) => relation.path.clone(),
        None => return Err(Kind::NotASpreadsheet),
    };
    let folder = workbook_path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let file = workbook_path.rsplit('/').next().unwrap_or_default();
    let slash = if folder.is_empty() { "" } else { "/" };
    let relations = relations(package, &format!("{folder}{slash}_rels/{file}.rels"), &folder)?;
    let Some(workbook) = package.part(&workbook_path)? else { return damaged("the workbook part is missing") };

    let part_of =
        |kind: &str| relations.values().find(|relation| relation.kind == kind).map(|relation| relation.path.clone());
    let texts = match part_of("sharedStrings").map(|path| package.part(&path)).transpose()?.flatten() {
        Some(xml) => shared_texts(&xml)?,
        None => Vec::new(),
    };
    let dated = match part_of("styles").map(|path| package.part(&path)).transpose()?.flatten() {
        Some(xml) => date_styles(&xml)?,
        None => Vec::new(),
    };

    let (listed, from_1904) = listed_sheets(&workbook)?;
    let mut budget = limits::TEXT_BYTES;
    let mut sheets = Vec::new();
    for (name, id) in listed {
        let Some(relation) = relations.get(&id) else { return damaged("a sheet that is listed is missing") };
        if relation.kind != "worksheet" {
            continue; // a chart or a dialogue: no cells
        }
        let Some(xml) = package.part(&relation.path)? else { return damaged("a sheet that is listed is missing") };
        let mut sheet = Sheet { name, from_1904, ..Sheet::default() };
        SheetReader { texts: &texts, dated: &dated, budget: &mut budget, sheet: &mut sheet }.read(&xml)?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

struct Relation {
    kind: String,
    path: String,
}

fn relations(package: &mut Package<'_>, part: &str, folder: &str) -> Result<HashMap<String, Relation>, Kind> {
    let Some(xml) = package.part(part)? else { return Err(Kind::NotASpreadsheet) };
    let mut found = HashMap::new();
    for_each_start(&xml, |start| {
        if start.local_name().as_ref() == "Relationship" {
            let kind = attribute(start, "Type")?.unwrap_or_default();
            let target = attribute(start, "Target")?.unwrap_or_default();
            let path = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None if folder.is_empty() => target,
                None => format!("{folder}/{target}"),
            };
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.insert(attribute(start, "Id")?.unwrap_or_default(), Relation { kind, path });
        }
        Ok(())
    })?;
    Ok(found)
}

/// Sheet names with their relation ids, and whether days count from 1904.
fn listed_sheets(xml: &str) -> Result<(Vec<(String, String)>, bool), Kind> {
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    for_each_start(xml, |start| {
        match start.local_name().as_ref() {
            "sheet" => {
                if sheets.len() == limits::SHEETS {
                    return too_large("it has over 16 sheets");
                }
                sheets
                    .push((attribute(start, "name")?.unwrap_or_default(), attribute(start, "id")?.unwrap_or_default()));
            }
            "workbookPr" => {
                if let Some(flag) = attribute(start, "date1904")? {
                    from_1904 = flag == "1" || flag == "true";
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok((sheets, from_1904))
}

fn shared_texts(xml: &str) -> Result<Vec<Rc<str>>, Kind> {
    let (mut texts, mut text, mut inside, mut phonetic) = (Vec::new(), String::new(), false, false);
    for_each_event(xml, |event| {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "si" => text.clear(),
                "rPh" => phonetic = true,
                "t" => inside = !phonetic,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "si" => texts.push(Rc::from(unescape(&text))),
                "rPh" => phonetic = false,
                "t" => inside = false,
                _ => {}
            },
            other if inside => push_text(&mut text, other)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(texts)
}

/// For each cell format, whether it shows a date.
fn date_styles(xml: &str) -> Result<Vec<bool>, Kind> {
    let (mut own, mut styles, mut inside) = (HashMap::new(), Vec::new(), false);
    for_each_event(xml, |event| {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "numFmt" => {
                    let id = attribute(start, "numFmtId")?.unwrap_or_default();
                    own.insert(id, shows_date(&attribute(start, "formatCode")?.unwrap_or_default()));
                }
                "cellXfs" => inside = true,
                "xf" if inside => {
                    let id = attribute(start, "numFmtId")?.unwrap_or_default();
                    let built_in = matches!(id.parse::<u32>(), Ok(14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58));
                    styles.push(own.get(&id).copied().unwrap_or(built_in));
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "cellXfs" => inside = false,
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// Whether a number format has a day or a year outside quotes and brackets.
fn shows_date(code: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    code.chars().any(|char| {
        if escaped {
            escaped = false;
            return false;
        }
        match char {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => escaped = true,
            '[' => bracketed = true,
            ']' => bracketed = false,
            'd' | 'D' | 'y' | 'Y' if !bracketed => return true,
            _ => {}
        }
        false
    })
}

struct SheetReader<'a> {
    texts: &'a [Rc<str>],
    dated: &'a [bool],
    budget: &'a mut usize,
    sheet: &'a mut Sheet,
}

/// The cell being read.
#[derive(Default)]
struct Open {
    row: u32,
    column: u32,
    kind: String,
    style: usize,
    formula: bool,
    text: String,
}

impl SheetReader<'_> {
    fn read(mut self, xml: &str) -> Result<(), Kind> {
        let (mut row, mut column) = (0_u32, 0_u32);
        let mut open: Option<Open> = None;
        let (mut inside, mut phonetic) = (false, false);
        for_each_event(xml, |event| {
            match event {
                Event::Start(start) => match start.local_name().as_ref() {
                    "row" => {
                        row = match attribute(start, "r")? {
                            Some(number) => number.parse().map_err(|_| Kind::Damaged { what: "a row number" })?,
                            None => row + 1,
                        };
                        if row == 0 || row > LAST_ROW {
                            return damaged("a row number");
                        }
                        column = 0;
                    }
                    "c" => {
                        let mut cell = Open { row, column, ..Open::default() };
                        if let Some(address) = attribute(start, "r")? {
                            (cell.row, cell.column) =
                                parse_address(&address).ok_or(Kind::Damaged { what: "a cell address" })?;
                        }
                        if cell.row == 0 || cell.column >= LAST_COLUMN {
                            return damaged("a cell address");
                        }
                        column = cell.column + 1;
                        cell.kind = attribute(start, "t")?.unwrap_or_default();
                        cell.style = attribute(start, "s")?.and_then(|style| style.parse().ok()).unwrap_or(0);
                        open = Some(cell);
                    }
                    "f" => open.iter_mut().for_each(|cell| cell.formula = true),
                    "rPh" => phonetic = true,
                    "v" => inside = open.as_ref().is_some_and(|cell| cell.kind != "inlineStr"),
                    "t" => inside = open.is_some() && !phonetic,
                    "mergeCell" => self.merge(&attribute(start, "ref")?.unwrap_or_default()),
                    _ => {}
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "c" => {
                        if let Some(cell) = open.take() {
                            self.keep(cell)?;
                        }
                    }
                    "rPh" => phonetic = false,
                    "v" | "t" => inside = false,
                    _ => {}
                },
                other if inside => {
                    if let Some(cell) = &mut open {
                        push_text(&mut cell.text, other)?;
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }

    fn keep(&mut self, open: Open) -> Result<(), Kind> {
        let cell = match open.kind.as_str() {
            "s" if !open.text.is_empty() => {
                let text = open.text.trim().parse::<usize>().ok().and_then(|index| self.texts.get(index));
                cut(text.ok_or(Kind::Damaged { what: "a shared text is missing" })?)
            }
            "e" => Cell::Failed { text: cut_text(&open.text).0 },
            "" | "n" => match open.text.trim().parse::<f64>() {
                Ok(value) if value.is_finite() => {
                    Cell::Number { value, dated: self.dated.get(open.style).copied().unwrap_or(false) }
                }
                _ => cut(&Rc::from(open.text.as_str())),
            },
            _ => cut(&Rc::from(unescape(&open.text))),
        };
        let cell = match cell {
            Cell::Text { text, .. } if text.is_empty() && open.formula => Cell::Failed { text: "=…".into() },
            Cell::Text { text, .. } if text.trim().is_empty() => return Ok(()),
            cell => cell,
        };
        if open.column >= limits::COLUMNS {
            return too_large("a cell stands beyond column 64 (BL)");
        }
        if let Cell::Text { text, .. } = &cell {
            *self.budget = self
                .budget
                .checked_sub(text.len())
                .ok_or(Kind::TooLarge { what: "its cells hold over 64 MiB of text" })?;
        }
        self.sheet.rows.entry(open.row).or_default().insert(open.column, cell);
        if self.sheet.rows.len() > limits::ROWS { too_large("a sheet has over 20,000 rows") } else { Ok(()) }
    }

    fn merge(&mut self, range: &str) {
        let corners = range.split_once(':').and_then(|(from, to)| Some((parse_address(from)?, parse_address(to)?)));
        if let Some(((top, left), (bottom, right))) = corners
            && top == bottom
            && left < right
            && right < limits::COLUMNS
            && self.sheet.merged.len() < limits::ROWS
        {
            self.sheet.merged.push((top, left, right));
        }
    }
}

fn cut(text: &Rc<str>) -> Cell {
    let (text, cut) = cut_text(text);
    Cell::Text { text, cut }
}

fn cut_text(text: &str) -> (Rc<str>, bool) {
    match text.char_indices().nth(limits::CELL_CHARS) {
        Some((end, _)) => (Rc::from(&text[..end]), true),
        None => (Rc::from(text), false),
    }
}

/// `AB12` as row 12, column 27.
pub(crate) fn parse_address(address: &str) -> Option<(u32, u32)> {
    let split = address.find(|char: char| char.is_ascii_digit())?;
    let (letters, digits) = address.split_at(split);
    if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        column = column * 26 + u32::from(letter.is_ascii_uppercase().then(|| letter - b'A' + 1)?);
    }
    let row = digits.parse().ok().filter(|row| (1..=LAST_ROW).contains(row))?;
    Some((row, column - 1))
}

/// Column 27 as `AB`.
pub(crate) fn column_name(mut column: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).expect("below 26")));
        if column < 26 {
            return letters.iter().rev().collect();
        }
        column = column / 26 - 1;
    }
}

fn for_each_start(xml: &str, mut visit: impl FnMut(&BytesStart<'_>) -> Result<(), Kind>) -> Result<(), Kind> {
    for_each_event(xml, |event| if let Event::Start(start) = event { visit(start) } else { Ok(()) })
}

fn for_each_event(xml: &str, mut visit: impl FnMut(&Event<'_>) -> Result<(), Kind>) -> Result<(), Kind> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::DocType(_)) => return damaged("a part has a document type, which spreadsheets never have"),
            Ok(event) => visit(&event)?,
            Err(_) => return damaged("a part is not well-formed XML"),
        }
    }
}

/// The attribute with this local name (`r:id` is `id`), decoded.
fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Kind> {
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Kind::Damaged { what: "an XML attribute" })?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| Kind::Damaged { what: "an XML attribute" })?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

fn push_text(into: &mut String, event: &Event<'_>) -> Result<(), Kind> {
    match event {
        Event::Text(text) => into.push_str(&text.xml10_content()),
        Event::CData(text) => into.push_str(&text.xml10_content()),
        Event::GeneralRef(reference) => into.push(referred_char(reference)?),
        _ => {}
    }
    Ok(())
}

fn referred_char(reference: &BytesRef<'_>) -> Result<char, Kind> {
    let named = match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    };
    named.ok_or(Kind::Damaged { what: "an unknown XML entity" })
}

/// Excel writes characters that XML cannot hold as `_x000D_`, one UTF-16 unit each.
fn unescape(text: &str) -> String {
    let unit_at = |at: usize| {
        let digits = text.get(at..at + 7)?.strip_prefix("_x")?.strip_suffix('_')?;
        digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
    };
    let mut plain = String::with_capacity(text.len());
    let mut rest = 0;
    while let Some(found) = text[rest..].find("_x") {
        let start = rest + found;
        plain.push_str(&text[rest..start]);
        let mut units = Vec::new();
        let mut at = start;
        while units.len() < 2
            && let Some(unit) = unit_at(at)
        {
            units.push(unit);
            at += 7;
            if !(0xD800..0xDC00).contains(&unit) {
                break;
            }
        }
        if units.is_empty() {
            plain.push('_');
            at = start + 1;
        }
        plain.extend(char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)));
        rest = at;
    }
    plain.push_str(&text[rest..]);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (address, row, column) in [("A1", 1, 0), ("Z9", 9, 25), ("AA10", 10, 26), ("BL20000", 20_000, 63)] {
            assert_eq!(parse_address(address), Some((row, column)));
            assert_eq!(format!("{}{row}", column_name(column)), address);
        }
        for bad in ["", "A", "1", "A0", "AAAA1", "A99999999999999", "a1", "Ａ1"] {
            assert_eq!(parse_address(bad), None);
        }
    }

    #[test]
    fn escapes() {
        assert_eq!(
            unescape("a_x000D_b _x005F_x000D_ _xD842__xDD64_ _xD842_ _x12 陈_x"),
            "a\rb _x000D_ \u{20964} \u{FFFD} _x12 陈_x"
        );
    }

    #[test]
    fn date_formats() {
        for (code, date) in
            [("yyyy-mm-dd", true), ("yyyy\"年\"m\"月\"", true), ("0.00", false), ("[Red]0", false), ("\"day\"0", false)]
        {
            assert_eq!(shows_date(code), date, "{code}");
        }
        assert!(!shows_date(&"[".repeat(1_000)));
    }
}
