//! Tags: those that every object of a service has (`policy/tags.libsonnet`), and those that a query may name.

use diagnostics::suggestion_or_declaration;
use model::{Catalog, Metric, Service};

use crate::finding::{Finding, Findings, Reported};

/// The tags of every object of a service in an environment; monitors and SLOs add their own.
pub(crate) fn of(catalog: &Catalog, env: &str, service: &Service) -> Vec<String> {
    vec![
        format!("env:{env}"),
        format!("service:{}", service.name),
        format!("team:{}", service.team),
        format!("managed-by:{}", catalog.platform.managed_by),
    ]
}

/// Every key must be a tag that each metric carries.
pub(crate) fn check(metrics: &[&Metric], keys: &[&str], findings: &mut Findings) -> Result<(), Reported> {
    let mut result = Ok(());
    for metric in metrics {
        for key in keys.iter().filter(|key| !metric.tags.contains_key(**key)) {
            let finding = Finding::new(
                "metric/unknown-tag",
                format!("metric '{}' has no tag '{key}'", metric.name),
            )
            .at(*key)
            .help(suggestion_or_declaration(
                key,
                metric.tags.keys().map(String::as_str),
                &format!(
                    "jsonnet/policy/tags.libsonnet and with the metric in jsonnet/policy/metrics/{}.libsonnet",
                    metric.source
                ),
            ));
            result = Err(findings.push(finding));
        }
    }
    result
}
