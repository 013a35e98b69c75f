//! What the shell answers by itself, as the pages' types are made from it: `schemas.json` stands beside the crate, so that making
//! them needs no build of it.

use std::{env, fs, path::Path};

use schemars::Schema;
use serde_json::{Map, Value};

/// Set, the file is written anew; then `npm run types` in `ui`.
const UPDATE: &str = "TAIZHANG_UPDATE_SCHEMAS";

#[test]
fn the_pages_types_are_made_from_these_schemas() {
    let schemas: Map<String, Value> = taizhang_web::calls::schemas()
        .into_iter()
        .map(|(name, schema)| (name.to_owned(), Schema::to_value(schema)))
        .collect();
    let text = serde_json::to_string_pretty(&schemas).expect("schemas are plain data") + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas.json");
    if env::var_os(UPDATE).is_some() {
        fs::write(&file, &text).expect("the crate's folder can be written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == text,
        "schemas.json is stale: run this test with {UPDATE}=1, then `npm run types` in crates/web/ui"
    );
}
