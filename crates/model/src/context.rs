//! What a fold or a check needs beside the record: the same on every replica that holds the same documents.

use crate::{Configs, Directory};

/// The directory and the versions of the configuration.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Offices and staff.
    pub directory: &'a Directory,
    /// The county's configuration, every version that is known here.
    pub configs: &'a Configs,
}
