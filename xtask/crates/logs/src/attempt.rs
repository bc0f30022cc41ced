//! `cargo xtask logs try`: shows what becomes of lines.

mod account;
mod environments;
mod indexes;
mod metrics;
mod monitors;
mod scanner;
mod way;

use std::io::Read;
use std::path::Path;

use cli::report;
use cli::{Exit, LogsTryArgs, OutputFormat, VerbResult};
use diagnostics::Diagnostic;
use jiff::Timestamp;

use account::Account;
use environments::Environments;
use indexes::Index;
use metrics::LogMetric;
use scanner::Groups;
use way::Way;

pub(crate) fn run(root: &Path, args: &LogsTryArgs) -> VerbResult {
    let account = Account::read(root, args)?;
    if let Some(env) = &args.env {
        Environments::read(root)?.retention_days(env, "usage/environment")?;
    }
    let text = read(root, &args.file)?;
    let now_ms = Timestamp::now().as_millisecond();
    let mut ways = Vec::new();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.is_empty() && args.format == OutputFormat::Text {
        report::print_all("no line to try: the input is empty\n");
    }
    for line in lines {
        let way = Way::of(&account, line, args, now_ms)?;
        match args.format {
            OutputFormat::Text => report::print_all(&way.text()),
            OutputFormat::Json => ways.push(way.json()),
        }
    }
    if args.format == OutputFormat::Json {
        report::print_json(serde_json::json!({ "lines": ways }));
    }
    Ok(Exit::Clean)
}

/// What is wrong with the scanner's rules, log-based metrics and indexes: each as the first mistake in its files.
pub(crate) fn unreadable(root: &Path) -> Vec<Diagnostic> {
    let read = [
        Groups::read(root).err(),
        LogMetric::read(root).err(),
        Index::read(root).err(),
    ];
    read.into_iter().flatten().map(|finding| *finding).collect()
}

/// The text of a file, or of standard input.
fn read(root: &Path, file: &Path) -> Result<String, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| {
        Box::new(Diagnostic::error(
            "usage/file",
            format!("cannot read '{}': {error}", file.display()),
        ))
    };
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).map_err(unreadable)?;
    } else {
        bytes = std::fs::read(cli::root::path_from(root, file)).map_err(unreadable)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
