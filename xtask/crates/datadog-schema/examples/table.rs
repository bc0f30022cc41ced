//! Writes tables of a schema of Datadog's API, in the notation of `src/payload`, from the pinned OpenAPI document. Tables that exist are referred to.
//!
//! ```sh
//! cargo run --package datadog-schema --example table -- v2 MonitorNotificationRuleCreateRequest MonitorNotificationRuleResponse
//! ```
//!
//! The second schema is the one of what the API returns, where that is another: its additional fields are read-only. To add a kind: paste the output into a
//! file of `src/payload`, shorten names and titles, add the kind to `PayloadKind` and its schemas to `ROOTS` in `src/openapi.rs`, and run the test `openapi`.

use std::error::Error;

use datadog_schema::openapi::{self, Version};
use test_support::openapi::documents;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (version, name, response) = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [version, name] => (version, name, None),
        [version, name, response] => (version, name, Some(response)),
        _ => return Err("usage: table <v1 or v2> <schema of requests> [<schema of responses>]".into()),
    };
    let [v1, v2] = documents().ok_or("no OpenAPI documents")?;
    let (version, document) = match version {
        "v1" => (Version::V1, v1),
        "v2" => (Version::V2, v2),
        other => return Err(format!("unknown version '{other}'; use one of v1, v2").into()),
    };
    let mut names = openapi::names(version);
    names.extend(std::iter::once(name).chain(response));
    let schemas = document.closure(&names);
    let compared = openapi::compare(version, &schemas);
    print!("{}", openapi::declaration(&compared, name, response));
    Ok(())
}
