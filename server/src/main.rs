//! The command `taizhang-relay`. All of it is in the library, so that tests and benches run the same code.

use std::process::ExitCode;

fn main() -> ExitCode {
    taizhang_relay::cli::main()
}
