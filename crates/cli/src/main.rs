//! The `taizhang` command. A data directory is one device.
//!
//! A thin shell: it reads arguments, hands them to the desk and prints. What needs a relay, a passphrase or a file of the
//! disk's is done here; rules about cases live in the crates beneath. The clock and the randomness of the system enter
//! here, in `shell.rs`, and nowhere else.

mod arguments;
mod commands;
mod keys;
mod keystore;
mod shell;

use std::{io::Write as _, process::ExitCode};

use clap::Parser as _;
use taizhang_desk::{Exit, Failure};

use crate::{arguments::Arguments, shell::Shell};

/// A document is thousands of small pieces, made and dropped on several threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    start_log();
    let shell = Shell::new(&arguments.globals);
    match commands::run(&shell, arguments.command) {
        Ok(answer) => {
            // A reader that left, such as `head`, is no error.
            let _ = writeln!(std::io::stdout(), "{}", answer.printed(shell.json));
            ExitCode::from(answer.status())
        }
        Err(failure) => fail(&failure, &shell),
    }
}

fn fail(failure: &Failure, shell: &Shell) -> ExitCode {
    let text = if shell.json { failure.to_json().to_string() } else { failure.in_words(shell.lang) };
    let _ = writeln!(std::io::stderr(), "{text}");
    ExitCode::from(failure.exit as u8)
}

/// What clap says: help and version are no errors; anything else is one of usage.
fn usage(error: &clap::Error) -> ExitCode {
    let wants_json = std::env::args_os().any(|argument| argument == "--json");
    if wants_json && error.use_stderr() {
        let failure = Failure::usage(&error.to_string());
        let _ = writeln!(std::io::stderr(), "{}", failure.to_json());
    } else {
        let _ = error.print();
    }
    ExitCode::from(if error.use_stderr() { Exit::Usage as u8 } else { 0 })
}

/// Logs go to the standard error, and only when `TAIZHANG_LOG` asks for them.
fn start_log() {
    if std::env::var_os("TAIZHANG_LOG").is_some() {
        let filter = tracing_subscriber::EnvFilter::from_env("TAIZHANG_LOG");
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    }
}
