//! Writes the table of integrations to standard output, from the files in their public repository:
//!
//! ```sh
//! git clone --depth 1 https://github.com/DataDog/integrations-core
//! cargo run --package datadog-schema --example integrations -- integrations-core 2026-11 \
//!   > catalog.txt && mv catalog.txt xtask/crates/datadog-schema/integrations/catalog.txt
//! ```
//!
//! The second argument is the month of the checkout. The table is compiled into this program, too: write the new one to another file first.

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;

use datadog_schema::integrations::{Source, from_source, read};

/// Written into the table.
const SOURCE: &str = "metadata.csv and assets/service_checks.json of each integration in github.com/DataDog/integrations-core (BSD-3-Clause)";

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [folder, as_of] = args.as_slice() else {
        return Err("usage: integrations <checkout> <YYYY-MM>".into());
    };
    let mut integrations = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let (metrics, checks) = (text(&path.join(Source::METRICS))?, text(&path.join(Source::CHECKS))?);
        integrations.push(Source::new(name, metrics.as_deref(), checks.as_deref())?);
    }
    let table = from_source(SOURCE, as_of, &integrations).to_string();
    // A metric that one integration documents twice, differently, is found when the table is read.
    read(&table).map_err(|error| error.to_string())?;
    print!("{table}");
    Ok(())
}

/// The text of a file; `None` if there is no such file.
fn text(path: &Path) -> Result<Option<String>, Box<dyn Error>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(format!("{}: {error}", path.display()).into()),
    }
}
