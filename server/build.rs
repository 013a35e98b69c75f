//! Tells cargo that a release carries the built web app, so that a new app makes a new relay. Other builds read it from its
//! folder when they start.

use std::path::Path;

/// The built app; before there is one, where it will be.
const WATCHED: [&str; 2] = ["../crates/web/ui/dist", "../crates/web/ui"];

fn main() {
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let app = WATCHED.into_iter().find(|folder| is_release && Path::new(folder).exists());
    println!("cargo::rerun-if-changed={}", app.unwrap_or("build.rs"));
}
