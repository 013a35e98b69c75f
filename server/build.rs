//! Tells cargo that a release carries the built web app, so that a new app makes a new relay. Other builds read it from its
//! folder when they start: the folder is there from now on, for how it is read is settled when the relay is compiled.

/// The built app, or where it will be.
const APP: &str = "../crates/web/ui/dist";

fn main() {
    // Where nothing may be written, there is no app either, or it is there already.
    let _ = std::fs::create_dir_all(APP);
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!("cargo::rerun-if-changed={}", if is_release { APP } else { "build.rs" });
}
