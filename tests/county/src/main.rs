//! `taizhang-county`, or `cargo xtask county`: lets a county live through a year, writes down what was recorded and what
//! was meant, and with `--replay` compares the two on real replicas.
#![allow(clippy::print_stdout)]

use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Context as _;
use clap::Parser;
use serde_json::json;
use taizhang_county::{County, OFFICES_MAX, OFFICES_MIN, Options};

/// Mismatches told in full; all are counted.
const TOLD: usize = 20;

#[derive(Parser)]
#[command(name = "cargo xtask county", about = "Makes a county's year from a seed, and replays it")]
struct Args {
    /// The seed: the same one makes the same county.
    #[arg(long)]
    seed: u64,
    /// How many offices.
    #[arg(long, default_value_t = 8, value_parser = offices)]
    offices: usize,
    /// How many cases.
    #[arg(long, default_value_t = 200, value_parser = cases)]
    cases: usize,
    /// The folder for `acts.jsonl` and `truth.json`; made where there is none.
    #[arg(long)]
    out: PathBuf,
    /// Take everything to real replicas, shuffled, in parts and repeated, and compare what they show with the truth.
    #[arg(long)]
    replay: bool,
}

fn offices(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| (OFFICES_MIN..=OFFICES_MAX).contains(number));
    number.ok_or_else(|| format!("a county has {OFFICES_MIN} to {OFFICES_MAX} offices"))
}

fn cases(text: &str) -> Result<usize, String> {
    const MOST: usize = 1_000_000;
    text.parse().ok().filter(|number| (1..=MOST).contains(number)).ok_or_else(|| format!("1 to {MOST} cases"))
}

fn main() -> anyhow::Result<ExitCode> {
    let Args { seed, offices, cases, out, replay } = Args::parse();
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    let step = (cases / 20).max(1);
    let mut told = 0;
    let mut county = County::live(Options { seed, offices, cases }, |done| {
        if done >= told + step || done == cases {
            told = done;
            eprintln!("county: {done} of {cases} cases");
        }
    })?;
    let acts = out.join("acts.jsonl");
    let mut file = BufWriter::new(File::create(&acts).with_context(|| format!("cannot write {}", acts.display()))?);
    county.write_acts(&mut file)?;
    file.flush()?;
    let truth = out.join("truth.json");
    let file = File::create(&truth).with_context(|| format!("cannot write {}", truth.display()))?;
    serde_json::to_writer_pretty(BufWriter::new(file), county.truth())?;
    let (cases, acts) = (county.truth().cases.len(), county.acts());
    if !replay {
        println!("{}", json!({ "cases": cases, "acts": acts, "replicas": county.desks() }));
        return Ok(ExitCode::SUCCESS);
    }
    let replayed = county.replay(|done, all| eprintln!("county: {done} of {all} replicas"))?;
    for mismatch in replayed.mismatches.iter().take(TOLD) {
        let taizhang_county::Mismatch { replica, case, what, expected, got } = mismatch;
        println!("{case} on {replica}: {what}: expected {expected}, got {got}");
    }
    let mismatches = replayed.mismatches.len();
    println!(
        "{}",
        json!({
            "cases": cases,
            "acts": acts,
            "replicas": replayed.replicas,
            "delivered": replayed.delivered,
            "compared": replayed.compared,
            "mismatches": mismatches,
        })
    );
    Ok(if mismatches == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
