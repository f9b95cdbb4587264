//! The `health-preservation` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    health_preservation::cli::run()
}
