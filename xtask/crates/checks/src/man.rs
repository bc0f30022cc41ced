//! `cargo xtask man`: a man page for each verb, made of its help.

use std::io;
use std::path::Path;

use clap::CommandFactory;
use diagnostics::Diagnostic;

use crate::report;
use cli::{Cli, Exit, ManArgs, VerbResult};

/// The name of the first page, under which `cargo help xtask` looks for it.
const PAGE: &str = "cargo-xtask";

pub(crate) fn run(args: &ManArgs) -> VerbResult {
    let written = write(&args.folder).map_err(|error| {
        let message = format!("cannot write the man pages to '{}': {error}", args.folder.display());
        Box::new(Diagnostic::error("usage/output", message).help("name a folder that can be written to"))
    })?;
    let pages = report::count(written, "man page");
    report::print_all(&format!(
        "written: {pages} to {}; see `man {PAGE}`\n",
        args.folder.display()
    ));
    Ok(Exit::Clean)
}

fn write(folder: &Path) -> io::Result<usize> {
    std::fs::create_dir_all(folder)?;
    let command = Cli::command().name(PAGE).bin_name(PAGE);
    clap_mangen::generate_to(command, folder)?;
    let pages = std::fs::read_dir(folder)?.flatten();
    let is_page = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with(PAGE);
    Ok(pages.filter(|entry| is_page(&entry.file_name())).count())
}
