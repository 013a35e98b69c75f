//! The table as docs/DOMAIN.md shows it.

use super::*;

/// Every row, as docs/DOMAIN.md has it.
fn rendered() -> String {
    let mut page = "| act | 中文 | who | decides | source |\n|---|---|---|---|---|\n".to_owned();
    for body in ActBody::blanks() {
        let Row { who, decides, source } = row(&body).expect("this version knows the kinds of its table");
        let (kind, label) = (body.kind(), ActBody::label_zh(body.kind()).unwrap_or_default());
        let decides = if decides { "yes" } else { "" };
        page += &format!("| `{kind}` | {label} | {} | {decides} | {source} |\n", who.words());
    }
    page
}

#[test]
fn the_document_shows_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/DOMAIN.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (_, rest) = text.split_once("<!-- authority -->\n").unwrap();
    let (shown, _) = rest.split_once("<!-- /authority -->").unwrap();
    assert!(shown == rendered(), "docs/DOMAIN.md, between its marks, has to be:\n{}", rendered());
}
