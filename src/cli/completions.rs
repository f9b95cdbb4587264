//! `completions`: prints what a shell needs to complete the commands.

use super::terminal::write_out;
use clap::{Args, Command};
use clap_complete::Shell;
use std::process::ExitCode;

/// Which shell.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  health-preservation completions bash > ~/.local/share/bash-completion/completions/health-preservation
  health-preservation completions zsh > ~/.zfunc/_health-preservation
  health-preservation completions fish > ~/.config/fish/completions/health-preservation.fish
  health-preservation completions powershell >> $PROFILE")]
pub(super) struct Options {
    /// The shell
    shell: Shell,
}

/// Prints it.
///
/// # Errors
/// When it cannot be written.
pub(super) fn run(options: &Options, command: &mut Command) -> Result<ExitCode, String> {
    let name = command.get_name().to_owned();
    let mut text = Vec::new();
    clap_complete::generate(options.shell, command, name, &mut text);
    write_out(&String::from_utf8_lossy(&text))?;
    Ok(ExitCode::SUCCESS)
}
