//! The Helm values are valid for the pinned charts: their keys, as `cargo xtask validate` checks them, and the agent chart's own schema.

use crate::measure::{corpus, json, repository};
use serde_json::Value;

const ENVIRONMENTS: [&str; 3] = ["dev", "staging", "prod"];

/// The rendered values of a chart.
fn values(env: &str, chart: &str) -> Value {
    let path = repository().join("helm-values").join(env).join(format!("{chart}.yaml"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::to_value(
        serde_saphyr::from_str::<Value>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    )
    .expect("a JSON value")
}

/// The published default values of the pinned version of a chart; `None` if the corpus has those of other versions only.
fn published(corpus: &std::path::Path, chart: &str) -> Option<Value> {
    let version = &crate::measure::definitions().catalog.platform.charts[chart];
    let path = format!("helm/{chart}-{version}-default-values.json");
    corpus.join(&path).is_file().then(|| json(corpus, &path))
}

/// The keys of a chart's values that belong to its dependencies, from its `Chart.yaml`.
const INCLUDED: [(&str, &[&str]); 2] = [
    ("datadog", &["datadog-crds", "kube-state-metrics", "operator"]),
    ("datadog-operator", &["datadogCRDs"]),
];

#[test]
fn the_tables_of_keys_match_the_charts() {
    let Some(corpus) = corpus() else { return };
    for (chart, included) in INCLUDED {
        let version = &crate::measure::definitions().catalog.platform.charts[chart];
        let schema = if chart == "datadog" {
            json(&corpus, &format!("helm/{chart}-{version}-values.schema.json"))
        } else {
            Value::Null
        };
        let Some(values) = published(&corpus, chart) else {
            eprintln!("skipped: the corpus has no values of {chart} {version}");
            continue;
        };
        let made = datadog_schema::charts::from_chart(&values, &schema, included).to_string();
        let table = datadog_schema::charts::TABLES
            .iter()
            .find(|(name, known, _)| *name == chart && known == version);
        let (.., table) = table.unwrap_or_else(|| panic!("{chart} {version} has no table of keys"));
        assert!(
            made == *table,
            "{chart} {version}: see xtask/crates/datadog-schema/examples/chart_keys.rs"
        );
    }
}

#[test]
fn the_charts_accept_every_key() {
    for (chart, version, _) in datadog_schema::charts::TABLES {
        assert_eq!(crate::measure::definitions().catalog.platform.charts[chart], version);
        let keys = datadog_schema::charts::versions(chart)
            .find(|known| known.version == version)
            .expect("a table");
        for env in ENVIRONMENTS {
            assert_eq!(
                datadog_schema::charts::check_values(&keys.values, &values(env, chart)),
                [],
                "{env}/{chart}"
            );
        }
    }
}

#[test]
fn the_values_fit_the_schema_of_the_agent_chart() {
    let Some(corpus) = corpus() else { return };
    let version = &crate::measure::definitions().catalog.platform.charts["datadog"];
    let schema = json(&corpus, &format!("helm/datadog-{version}-values.schema.json"));
    let validator = jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{error}"));
    for env in ENVIRONMENTS {
        let values = values(env, "datadog");
        let wrong: Vec<_> = validator
            .iter_errors(&values)
            .map(|e| format!("{env}{}: {e}", e.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
