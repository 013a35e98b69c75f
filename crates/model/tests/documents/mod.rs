//! What the tests read of the repository's own documents: tables that name tests and files, which have to be there.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace is there")
}

/// A file of the workspace, or of the model's sources.
pub(crate) fn read(path: &str) -> Option<String> {
    [root().join(path), root().join("crates/model/src").join(path)]
        .iter()
        .find_map(|path| fs::read_to_string(path).ok())
}

/// The text between backticks, in order.
pub(crate) fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The files in which tests stand, each read once.
#[derive(Default)]
pub(crate) struct Tests {
    texts: BTreeMap<String, Option<String>>,
}

impl Tests {
    /// Whether a test is there, named by its file's path, two colons, and its name.
    pub(crate) fn has(&mut self, test: &str) -> bool {
        let Some((path, name)) = test.split_once("::") else { return false };
        let text = self.texts.entry(path.to_owned()).or_insert_with(|| read(path));
        text.as_ref().is_some_and(|text| text.contains(&format!("fn {name}(")))
    }
}
