use documents::yaml;
use serde::Deserialize;
use serde_json::Value;

use crate::values;

/// The configuration of a check, as far as rules read it.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct CheckConfig {
    /// What the check connects to. A source of logs has none.
    #[serde(default)]
    pub(crate) instances: Vec<Value>,
}

/// The configurations of checks that are YAML, each with its name and its integration. `validate` cannot see into the text, so `agent/unreadable-check` reports those that are not.
pub(crate) fn configurations(
    chart: &Value,
) -> impl Iterator<Item = (String, String, Result<CheckConfig, yaml::ParseError>)> {
    checks_of(chart).into_iter().map(|(name, text)| {
        let integration = integration_of(&name).to_owned();
        (name, integration, yaml::parse(text))
    })
}

/// The integration of a check: what its name begins with.
pub(crate) fn integration_of(name: &str) -> &str {
    let first = name.split('/').next().unwrap_or_default();
    first.trim_end_matches(".d").trim_end_matches(".yaml")
}

/// The configurations of checks and log sources in the values of the agent's chart: a name that begins with the integration, and the YAML.
pub(crate) fn checks_of(chart: &Value) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    for place in ["datadog/confd", "datadog/checksd", "clusterAgent/confd"] {
        for (name, config) in values::at(chart, place)
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            found.extend(config.as_str().map(|config| (name.clone(), config)));
        }
    }
    for (folder, files) in values::at(chart, "clusterAgent/advancedConfd")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        for (name, config) in files.as_object().into_iter().flatten() {
            found.extend(config.as_str().map(|config| (format!("{folder}/{name}"), config)));
        }
    }
    found
}
