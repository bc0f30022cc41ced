//! The environments in which an object exists. Monitors and SLOs exist in all; a downtime or a synthetic test names its own.

use std::collections::BTreeMap;

use model::Environment;
use serde_json::Value;

use crate::args::{Args, Field, FieldType, required};
use crate::finding::{Built, Finding, Findings};

pub(crate) const ENVIRONMENTS: Field =
    required("environments", FieldType::Texts, "the environments in which it exists").example("['prod', 'staging']");

/// Whether the value of a file is of other environments than `env` alone. What is wrong with its list is reported in every environment.
pub(crate) fn is_elsewhere(value: &Value, env: &str, known: &BTreeMap<String, Environment>) -> bool {
    let Some(names) = value.pointer("/args/environments").and_then(Value::as_array) else {
        return false;
    };
    let is_known = |name: &Value| name.as_str().is_some_and(|name| known.contains_key(name));
    !names.is_empty() && names.iter().all(is_known) && !names.iter().any(|name| name == env)
}

/// Reports names that are no environments, and a list without any.
pub(crate) fn check(args: &Args<'_>, known: &BTreeMap<String, Environment>, findings: &mut Findings) -> Built<()> {
    let names = args.texts("environments", findings)?;
    let mut result = Ok(());
    for name in names.iter().filter(|name| !known.contains_key(**name)) {
        let names = known.keys().map(String::as_str);
        result = Err(args.unknown(
            "environments",
            "policy/unknown-environment",
            "environment",
            name,
            names,
            findings,
        ));
    }
    if names.is_empty() {
        let finding = Finding::new("jsonnet/value", format!("{}: environments is empty", args.what()))
            .at("environments")
            .help("name an environment, or remove the file");
        result = Err(args.reject("environments", finding, findings));
    }
    result
}
