//! Everything a developer runs: `cargo xtask demo`, `test`, `web`, `match`, `sim`, `county`, `bench`, `measure`, `screenshots`, `fuzz`, `tidy`. One file a
//! command.

mod bench;
mod browser;
mod cargo;
mod county;
mod demo;
mod fuzz;
mod matching;
mod sim;
mod test;
mod tidy;
mod web;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Everything a developer of Taizhang runs")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// A relay and three offices on loopback, a real spreadsheet, a day apart, and what everybody sees afterwards.
    Demo(demo::Args),
    /// Install what is missing and pass every test; what CI runs.
    Test(test::Args),
    /// Build the web app that the relay carries; installs what that takes.
    Web(web::Args),
    /// Measure how well the same matter is found when it was entered twice: precision and recall.
    Match(matching::Args),
    /// Run the deterministic simulator.
    #[command(disable_help_flag = true)]
    Sim(sim::Args),
    /// Make a county's year from a seed, and replay it through real replicas.
    #[command(disable_help_flag = true)]
    County(county::Args),
    /// Measure, beside the peer, and print every figure.
    #[command(disable_help_flag = true)]
    Bench(bench::Args),
    /// Measure the web app in a real browser, and print every figure.
    Measure,
    /// Make the README's pictures of the web app.
    Screenshots,
    /// Fuzz a parser, or list the targets.
    Fuzz(fuzz::Args),
    /// Check dependency rules, file sizes and banned calls.
    Tidy(tidy::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Demo(args) => demo::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Web(args) => web::run(&args),
        Command::Match(args) => matching::run(&args),
        Command::Sim(args) => sim::run(&args),
        Command::County(args) => county::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Measure => browser::measure(),
        Command::Screenshots => browser::screenshots(),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::Tidy(args) => tidy::run(&args),
    }
}
