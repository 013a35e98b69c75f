//! Files that somebody made to do harm, and files that came to harm. Each ends in an error with a stable code, quickly and in little
//! memory; none ends the process.
#![allow(missing_docs, clippy::unwrap_used)]

use std::io::{Cursor, Write};

use proptest::prelude::*;
use taizhang_tables::{Layout, Ledger, Severity, limits, read_ledger};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const TOWNSHIP: &[u8] = include_bytes!("../../../tests/data/township-ledger.xlsx");

const ROOTS: &str =
    r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>"#;
const HEADER: [&str; 8] =
    ["序号", "登记日期", "信访人姓名", "身份证号", "反映的主要问题", "责任单位", "化解措施", "人数"];

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn workbook(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", ROOTS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.extend(more);
    package(&parts)
}

fn text_cell(address: &str, text: &str) -> String {
    format!(r#"<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

fn row(number: u32, cells: &[&str]) -> String {
    let cells: String =
        (b'A'..).zip(cells).map(|(letter, text)| text_cell(&format!("{}{number}", char::from(letter)), text)).collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

fn sheet(rows: &[String]) -> String {
    format!("<worksheet><sheetData>{}{}</sheetData></worksheet>", row(1, &HEADER), rows.concat())
}

fn code(bytes: &[u8]) -> &'static str {
    read_ledger(bytes).unwrap_err().code()
}

fn one_row(cells: &[&str]) -> Ledger {
    read_ledger(&workbook(&sheet(&[row(2, cells)]), &[])).unwrap()
}

fn codes(ledger: &Ledger) -> Vec<&str> {
    ledger.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn no_spreadsheet() {
    for bytes in [b"".as_slice(), b"P", "序号,姓名\n1,甲".as_bytes(), b"<html><table></table></html>", b"%PDF-1.7"]
    {
        assert_eq!(code(bytes), "not_a_spreadsheet");
    }
    assert_eq!(code(&package(&[("word/document.xml", b"<document/>")])), "not_a_spreadsheet");
    assert_eq!(code(b"PK\x03\x04 and then nothing"), "damaged");
}

#[test]
fn old_and_locked_files() {
    let mut ole = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    ole.extend([0; 2_000]);
    assert_eq!(code(&ole), "not_a_spreadsheet", "an old .xls");
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(code(&ole), "encrypted");
}

#[test]
fn macros_are_left_packed() {
    let ledger = read_ledger(&workbook(&sheet(&[]), &[("xl/vbaProject.bin", &[0xD0; 5_000])])).unwrap();
    assert_eq!((ledger.layout, ledger.rows.len()), (Layout::Township, 0));
}

#[test]
fn a_file_cut_short_at_any_byte() {
    for length in (0..TOWNSHIP.len()).step_by(101) {
        assert!(["damaged", "not_a_spreadsheet"].contains(&code(&TOWNSHIP[..length])), "{length} bytes");
    }
}

#[test]
fn a_part_with_a_flipped_byte_is_noticed() {
    // In the middle of the packed sheet: the part's checksum no longer fits.
    let mut bytes = TOWNSHIP.to_vec();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    assert_eq!(code(&bytes), "damaged");
}

#[test]
fn no_known_header() {
    let other = "<worksheet><sheetData>".to_owned()
        + &row(1, &["姓名", "工资"])
        + &row(2, &["甲", "5000"])
        + "</sheetData></worksheet>";
    assert_eq!(code(&workbook(&other, &[])), "no_known_layout");
    assert_eq!(code(&workbook("<worksheet/>", &[])), "no_known_layout");
}

#[test]
fn zip_bombs() {
    let zeros = vec![b' '; 30 << 20];
    let bomb = workbook(&sheet(&[]), &[("xl/media/a", &zeros)]);
    assert!(bomb.len() < 100_000);
    assert_eq!(code(&bomb), "zip_bomb");
    assert_eq!(code(&workbook(&String::from_utf8(zeros).unwrap(), &[])), "zip_bomb");
}

#[test]
fn a_bomb_that_lies_about_its_size() {
    let name = "xl/worksheets/sheet1.xml";
    let mut bomb = workbook(&" ".repeat(30 << 20), &[]);
    // A small size in both headers of the part.
    for (magic, size_at, name_at) in [(b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)] {
        let at = (0..bomb.len() - name_at - name.len())
            .find(|at| bomb[*at..].starts_with(magic) && bomb[at + name_at..].starts_with(name.as_bytes()))
            .unwrap();
        bomb[at + size_at..at + size_at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    // Unpacking stops where the claim ends; it is the claim that is found false, not the bomb.
    assert_eq!(code(&bomb), "damaged");
}

#[test]
fn too_many_of_anything() {
    assert_eq!(code(&vec![b'P'; limits::FILE_BYTES + 1]), "too_large");
    let names: Vec<String> = (0..=limits::ENTRIES).map(|number| format!("{number}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(code(&package(&parts)), "too_large");
    let rows: Vec<String> = (2..=20_002).map(|number| row(number, &["1"])).collect();
    assert_eq!(code(&workbook(&sheet(&rows), &[])), "too_large");
    assert_eq!(code(&workbook(&sheet(&[format!("<row r=\"2\">{}</row>", text_cell("BM2", "x"))]), &[])), "too_large");
    let sheets = format!("<workbook><sheets>{}</sheets></workbook>", r#"<sheet name="a" id="r1"/>"#.repeat(17));
    let parts = [("_rels/.rels", ROOTS), ("xl/workbook.xml", &sheets), ("xl/_rels/workbook.xml.rels", RELATIONS)];
    assert_eq!(code(&package(&parts.map(|(name, text)| (name, text.as_bytes())))), "too_large");
}

#[test]
fn a_directory_that_claims_millions_of_entries() {
    let mut bytes = workbook(&sheet(&[]), &[]);
    let end = bytes.len() - 22;
    let mut zip64 = b"PK\x06\x06".to_vec();
    zip64.extend(44_u64.to_le_bytes());
    zip64.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for value in [16_000_000_u64, 16_000_000, 0, 0] {
        zip64.extend(value.to_le_bytes());
    }
    zip64.extend(b"PK\x06\x07\0\0\0\0");
    zip64.extend((end as u64).to_le_bytes());
    zip64.extend(1_u32.to_le_bytes());
    bytes.splice(end..end, zip64);
    assert_eq!(code(&bytes), "too_large");
}

#[test]
fn claims_inside_the_parts_cost_nothing() {
    let rows = format!(
        r#"<row r="2">{}{}<c r="E2" t="s"><v>0</v></c></row>"#,
        text_cell("B2", "2026.6.7"),
        text_cell("C2", "甲")
    );
    let claims = sheet(&[rows]).replace("<sheetData>", r#"<dimension ref="A1:XFD1048576"/><sheetData>"#);
    let shared = r#"<sst count="18446744073709551615" uniqueCount="18446744073709551615"><si><r><t>拖欠</t></r><r><t>工资</t></r></si></sst>"#;
    let styles = format!(
        r#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>"#,
        "[".repeat(1_000)
    );
    let ledger = read_ledger(&workbook(
        &claims,
        &[("xl/sharedStrings.xml", shared.as_bytes()), ("xl/styles.xml", styles.as_bytes())],
    ))
    .unwrap();
    assert_eq!(ledger.rows[0].text, "拖欠工资");
}

#[test]
fn one_shared_text_in_many_cells_is_counted_each_time() {
    let cells: String =
        (2..20_000).map(|row| format!(r#"<row r="{row}"><c r="E{row}" t="s"><v>0</v></c></row>"#)).collect();
    let shared = format!("<sst><si><t>{}</t></si></sst>", "诉".repeat(8_000));
    assert_eq!(code(&workbook(&sheet(&[cells]), &[("xl/sharedStrings.xml", shared.as_bytes())])), "too_large");
}

#[test]
fn entities_are_not_expanded() {
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>"#;
    let rows = sheet(&[row(2, &["1", "2026.6.7", "甲", "", "&b;"])]);
    assert_eq!(code(&workbook(&format!("{laughs}{rows}"), &[])), "damaged");
    assert_eq!(code(&workbook(&rows, &[])), "damaged");
    assert_eq!(
        one_row(&["1", "2026.6.7", "甲", "", "欠&#24037;资 &lt;3 月&gt; &amp; 利息"]).rows[0].text,
        "欠工资 <3 月> & 利息"
    );
}

#[test]
fn addresses_beyond_the_sheet() {
    for address in ["A0", "ZZZZ1", "A4294967297", "XFE1", "", "1A", "A99999999"] {
        assert_eq!(
            code(&workbook(&sheet(&[format!("<row>{}</row>", text_cell(address, "x"))]), &[])),
            "damaged",
            "{address}"
        );
    }
    for number in ["0", "1048577", "4294967296", "-1", "x"] {
        assert_eq!(code(&workbook(&sheet(&[format!(r#"<row r="{number}"/>"#)]), &[])), "damaged", "{number}");
    }
}

#[test]
fn a_dirty_row_can_still_be_registered() {
    let long = "长".repeat(8_001);
    let ledger = one_row(&["1", "去年冬天", "", "123", &long, "司法所", "稳控在家", "约20人"]);
    assert_eq!(
        codes(&ledger),
        [
            "bad_identity_number",
            "bad_date",
            "missing_petitioner",
            "text_truncated",
            "person_control_measure",
            "bad_persons"
        ]
    );
    let row = &ledger.rows[0];
    assert!(row.importable && row.received_on.is_none() && row.measures.is_empty());
    assert_eq!((row.persons, row.text.chars().count()), (20, limits::CELL_CHARS));
    assert_eq!(ledger.findings[1].cell, "B2");
}

#[test]
fn only_a_row_without_a_matter_cannot() {
    let ledger = one_row(&["1", "2026.6.7", "甲", "", "", "司法所"]);
    assert!(!ledger.rows[0].importable);
    let refused: Vec<_> = ledger.findings.iter().filter(|finding| finding.severity == Severity::Refused).collect();
    assert_eq!((refused.len(), refused[0].cell.as_str(), refused[0].code), (1, "E2", "missing_text"));
}

#[test]
fn personal_numbers_and_hidden_characters_in_a_text() {
    let ledger = one_row(&["1", "2026.6.7", "甲", "", "欠\u{202E}工资,电话19922140838\u{200B}"]);
    assert_eq!(ledger.rows[0].text, "欠工资,电话19********8");
    assert_eq!(codes(&ledger), ["date_as_text", "hidden_characters", "personal_number_masked"]);
}

#[test]
fn a_number_in_the_name_is_left_out_and_reported() {
    let ledger = one_row(&["1", "2026.6.7", "甲某（0411-12345678）等12人", "", "欠工资"]);
    assert_eq!(ledger.rows[0].petitioner, "甲某等12人");
    assert_eq!(codes(&ledger), ["date_as_text", "number_in_name"]);
    assert!(!ledger.findings[1].value.contains("12345678"), "{}", ledger.findings[1].value);
}

#[test]
fn headings_totals_and_headers_between_the_rows() {
    let rows = [
        row(2, &["一、征地拆迁类"]),
        row(3, &["1", "2026.6.7", "甲", "", "补偿款"]),
        row(4, &["小计", "", "", "", "1件"]),
        row(5, &HEADER),
        row(6, &["制表人:乙", "", "", "", "", "审核人:丙"]),
    ];
    let ledger = read_ledger(&workbook(&sheet(&rows), &[])).unwrap();
    assert_eq!(ledger.rows.len(), 1);
    let refused: Vec<_> =
        ledger.findings.iter().filter(|it| it.severity == Severity::Refused).map(|it| (it.row, it.code)).collect();
    assert_eq!(refused, [(2, "group_row"), (4, "subtotal_row"), (5, "header_repeated"), (6, "group_row")]);
}

#[test]
fn a_ledger_written_by_another_program() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
    for (column, name) in (0..).zip(HEADER) {
        sheet.write(1, column, name).unwrap();
    }
    sheet.merge_range(0, 0, 0, 7, "2026年台账", &rust_xlsxwriter::Format::new()).unwrap();
    sheet.write_with_format(2, 1, 46_180, &date).unwrap();
    sheet.write(2, 2, "陈\u{20164}").unwrap();
    sheet.write(2, 4, "第一行\n第二行").unwrap();
    sheet.write(2, 7, 3).unwrap();
    let ledger = read_ledger(&book.save_to_buffer().unwrap()).unwrap();
    let row = &ledger.rows[0];
    assert_eq!(
        (row.row, row.persons, row.petitioner.as_str(), row.text.as_str()),
        (3, 3, "陈\u{20164}", "第一行\n第二行")
    );
    assert_eq!(row.received_on, Some(jiff::civil::date(2026, 6, 7)));
    assert_eq!(codes(&ledger), Vec::<&str>::new());
}

/// Never a panic, and a ledger within its limits or an error with a code.
fn survives(bytes: &[u8]) {
    match read_ledger(bytes) {
        Ok(ledger) => assert!(ledger.rows.len() <= limits::ROWS),
        Err(error) => {
            assert!(!error.code().is_empty() && !error.to_string().is_empty() && !error.message_zh().is_empty())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), zip in any::<bool>()) {
        let start: &[u8] = if zip { b"PK\x03\x04" } else { b"" };
        survives(&[start, &bytes].concat());
    }

    #[test]
    fn a_ledger_with_any_bytes_changed(changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = TOWNSHIP.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        survives(&bytes);
    }

    /// Inside the checksums, where changed bytes do reach the parser.
    #[test]
    fn any_parts(
        sheet_xml in "(<(row|c|v|is|t|f|rPh|/row|/c|/v|/is|/t|sheetData|mergeCell)( (r|t|s|ref)=\"[A-Z]{0,4}[0-9:A-C]{0,9}\"){0,3}/?>|[0-9.eE+-]{0,12}|&[a-z#0-9]{0,5};|_x[0-9A-F]{4}_){0,40}",
        shared in "<sst( uniqueCount=\"[0-9]{1,30}\")?>(<si><t>[ -~一-龥]{0,20}</t></si>|<rPh>|</rPh>){0,5}",
        styles in "<cellXfs>(<xf numFmtId=\"[0-9]{0,12}\"/>){0,5}",
    ) {
        survives(&workbook(&sheet_xml, &[("xl/sharedStrings.xml", shared.as_bytes()), ("xl/styles.xml", styles.as_bytes())]));
    }

    #[test]
    fn any_cells(cells in proptest::collection::vec("[0-9年月日.x/ 〔〕\u{3000}０-９一-十合计小稳控村社区'A-Z\u{20164}]{0,24}", 8)) {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.trim_matches(['<', '&'])).collect();
        let ledger = one_row(&cells);
        for row in &ledger.rows {
            prop_assert_eq!(row.importable, !row.text.is_empty());
        }
    }
}
