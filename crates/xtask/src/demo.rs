//! `cargo xtask demo`: a relay and three offices as real processes on loopback, a township's own spreadsheet, a day
//! apart, and what everybody sees afterwards. Then the relay goes on serving, with three desks made ready for one browser.
//! `--check` verifies all of it, stops it, and ends with one line of JSON.

mod desks;
mod offices;
mod report;
mod story;

use std::{fs, io::Write as _, path::PathBuf};

use anyhow::Context as _;
use serde_json::json;

use crate::{cargo, web};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Verify everything, stop everything, and end with one line of JSON.
    #[arg(long)]
    pub(crate) check: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    eprintln!("== building the web app, the relay and the command line");
    web::build()?;
    let build = ["build", "--quiet", "--package", "taizhang", "--package", "taizhang-relay"];
    cargo::run(cargo::cargo().args(build))?;
    play(args.check)
}

/// The demonstration with what is compiled already; `check` verifies it and stops it.
pub(crate) fn play(check: bool) -> anyhow::Result<()> {
    let folder = fresh_folder()?;
    let mut county = offices::County::set_up(&folder)?;
    let day = story::play(&mut county, &folder)?;
    report::print(&county, &day);
    let checked = report::check(&county, &day).and_then(|counts| {
        let desks = desks::invite(&county)?;
        let more = if check { desks::check(&county, &desks, &folder)? } else { 0 };
        Ok((counts + more, desks))
    });
    if check {
        county.stop()?;
    }
    match checked {
        Ok((counts, _)) if check => {
            println!("{}", json!({"ok": true, "cases": day.imported, "checks": counts}));
            Ok(())
        }
        Ok((_, desks)) => {
            println!();
            println!("Look around: each folder under {} is one office's device. For example:", folder.display());
            let taizhang = offices::binary("taizhang");
            println!("  {} --data {} case list", taizhang.display(), folder.join("town").display());
            println!("  {} --data {} dispute list", taizhang.display(), folder.join("county").display());
            desks::print(&county, &desks);
            std::io::stdout().flush()?;
            county.serve_on()
        }
        Err(error) => {
            if check {
                println!("{}", json!({"ok": false, "error": format!("{error:#}")}));
            }
            Err(error)
        }
    }
}

/// An empty folder for this run; the last run's is removed.
fn fresh_folder() -> anyhow::Result<PathBuf> {
    let folder = cargo::root().join("target/demo");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
