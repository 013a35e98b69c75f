//! Tables as text that spreadsheets open: commas, RFC 4180's quotes and line ends, and the mark by which they know UTF-8.

/// The mark that tells a spreadsheet that the text is UTF-8.
const MARK: &str = "\u{feff}";

/// The rows as one text.
pub(crate) fn text(rows: &[Vec<String>]) -> String {
    let mut text = MARK.to_owned();
    for row in rows {
        let cells: Vec<_> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    let cell = harmless(cell);
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// A text that a spreadsheet would take for a formula, as a text.
fn harmless(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_what_they_hold_and_are_never_run() {
        let row = ["围墙, 占道", "说“是”", "a \"b\"", "一\n二", "=1+1", "-3", "+86", "-"].map(str::to_owned).to_vec();
        let expected = "\u{feff}\"围墙, 占道\",说“是”,\"a \"\"b\"\"\",\"一\n二\",'=1+1,-3,+86,'-\r\n";
        assert_eq!(text(&[row]), expected);
    }
}
