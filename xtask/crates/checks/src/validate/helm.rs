//! Validates the Helm values against the keys of the pinned charts.

use std::collections::BTreeMap;

use datadog_schema::payload::Problem;
use diagnostics::Diagnostic;
use render::Catalog;
use repository::Inventory;
use serde_json::Value;

/// The number of values files, and their problems. A problem in several environments is reported once, with their names.
///
/// # Errors
/// When the values do not evaluate.
pub(super) fn findings(inventory: &Inventory, catalog: &Catalog) -> Result<(usize, Vec<Diagnostic>), Vec<Diagnostic>> {
    let values = render::values(inventory, catalog)?;
    let files = values.values().map(BTreeMap::len).sum();
    Ok((files, merged(&catalog.platform.charts, &values)))
}

fn merged(pins: &BTreeMap<String, String>, values: &BTreeMap<String, BTreeMap<String, Value>>) -> Vec<Diagnostic> {
    let mut found: BTreeMap<(&str, String, String), (Diagnostic, Vec<&str>)> = BTreeMap::new();
    for (env, charts) in values {
        for (name, values) in charts {
            let pin = pins.get(name).map(String::as_str);
            for problem in prerelease(pin).into_iter().chain(problems(name, pin, values)) {
                let key = (name.as_str(), problem.path.clone(), problem.message.clone());
                let (_, envs) = found
                    .entry(key)
                    .or_insert_with(|| (diagnostic(name, problem), Vec::new()));
                envs.push(env);
            }
        }
    }
    found
        .into_values()
        .map(|(finding, envs)| finding.note(format!("in {}", envs.join(", "))))
        .collect()
}

/// A version with a hyphen precedes its release: its chart installs images that nobody has released either.
fn prerelease(pin: Option<&str>) -> Option<Problem> {
    let pin = pin.filter(|pin| pin.contains('-'))?;
    let message = format!("{pin} is a pre-release");
    Some(Problem::error("helm/prerelease", "", message).help("pin a release in jsonnet/policy/platform.libsonnet"))
}

fn problems(name: &str, pin: Option<&str>, values: &Value) -> Vec<Problem> {
    let pinned = pin.and_then(|pin| datadog_schema::charts::versions(name).find(|chart| chart.version == pin));
    if let Some(chart) = pinned {
        return datadog_schema::charts::check_values(&chart.values, values);
    }
    let known: Vec<_> = datadog_schema::charts::versions(name)
        .map(|chart| chart.version)
        .collect();
    let known = if known.is_empty() {
        "no version is known".to_owned()
    } else {
        format!("known: {}", known.join(", "))
    };
    let message = format!(
        "the keys of {} are unknown, so its values are not checked; {known}",
        pin.unwrap_or("an unpinned version")
    );
    let help = "add its keys with `cargo run --package datadog-schema --example chart_keys`; see xtask/crates/datadog-schema/examples/chart_keys.rs";
    vec![Problem::warning("helm/unknown-version", "", message).help(help)]
}

fn diagnostic(chart: &str, problem: Problem) -> Diagnostic {
    let mut finding = Diagnostic::error(problem.rule, format!("chart '{chart}': {}", problem.message))
        .in_file(format!("jsonnet/agent/values/{chart}.libsonnet"));
    finding.severity = problem.severity;
    match problem.help {
        Some(help) => finding.help(help),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn printed(version: &str, values: Value) -> String {
        let pins = BTreeMap::from([("datadog".to_owned(), version.to_owned())]);
        let of_env = || BTreeMap::from([("datadog".to_owned(), values.clone())]);
        let envs = BTreeMap::from([("dev".to_owned(), of_env()), ("prod".to_owned(), of_env())]);
        diagnostics::text(&merged(&pins, &envs), false)
    }

    #[test]
    fn a_misspelt_key_is_reported_once_with_its_environments() {
        let text = printed("3.240.0", json!({ "datadog": { "lgos": { "enabled": true } } }));
        for part in [
            "error[helm/unknown-key]",
            "the chart has no key 'datadog.lgos'",
            "did you mean 'logs'",
            "in dev, prod",
            "jsonnet/agent/values/datadog.libsonnet",
        ] {
            assert!(text.contains(part), "{part:?} is missing from:\n{text}");
        }
        assert_eq!(text.matches("unknown-key").count(), 1, "{text}");
        assert_eq!(
            printed("3.240.0", json!({ "datadog": { "logs": { "enabled": true } } })),
            ""
        );
    }

    #[test]
    fn a_prerelease_is_an_error() {
        let text = printed("3.241.0-dev.1", json!({}));
        for part in [
            "error[helm/prerelease]",
            "3.241.0-dev.1 is a pre-release",
            "in dev, prod",
        ] {
            assert!(text.contains(part), "{part:?} is missing from:\n{text}");
        }
    }

    #[test]
    fn an_unknown_chart_version_is_a_warning() {
        let text = printed("9.9.9", json!({}));
        assert!(
            text.contains("warning[helm/unknown-version]") && text.contains("known: 3.240.0"),
            "{text}"
        );
    }
}
