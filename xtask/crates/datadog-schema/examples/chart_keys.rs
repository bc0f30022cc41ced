//! Writes the table of a chart's keys to standard output, from the values it ships:
//!
//! ```sh
//! helm pull --untar datadog/datadog --version 3.240.0
//! cargo run --package datadog-schema --example chart_keys -- datadog/values.yaml datadog/values.schema.json kube-state-metrics operator \
//!   > xtask/crates/datadog-schema/keys/datadog-3.240.0.txt
//! ```
//!
//! The second file is the chart's schema, `-` where it has none; then come the keys that hold values of charts it depends on.

use std::error::Error;
use std::fs;

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [values, schema, included @ ..] = args.as_slice() else {
        return Err(
            "usage: chart_keys <values.yaml> <values.schema.json or -> [<key of an included chart> ...]".into(),
        );
    };
    let defaults: Value = serde_saphyr::from_str(&fs::read_to_string(values)?)?;
    let schema: Value = if schema == "-" {
        Value::Null
    } else {
        serde_json::from_str(&fs::read_to_string(schema)?)?
    };
    let included: Vec<&str> = included.iter().map(String::as_str).collect();
    print!("{}", datadog_schema::charts::from_chart(&defaults, &schema, &included));
    Ok(())
}
