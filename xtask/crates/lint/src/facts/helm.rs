use serde_json::Value;

use crate::values;

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
