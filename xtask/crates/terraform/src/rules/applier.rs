//! One applier for each kind: what the operator applies is no resource of Terraform.

use diagnostics::Diagnostic;
use model::ObjectKind;

use crate::hcl::{Source, blocks, labels};

/// The resources that apply a kind of the operator, by the start of their names.
const fn resources(kind: ObjectKind) -> &'static [&'static str] {
    match kind {
        ObjectKind::Monitor => &["datadog_monitor", "datadog_monitor_json"],
        ObjectKind::Slo => &["datadog_service_level_objective"],
        ObjectKind::Dashboard => &[
            "datadog_dashboard",
            "datadog_dashboard_json",
            "datadog_dashboard_v2",
            "datadog_powerpack",
            "datadog_powerpack_v2",
        ],
        // Downtimes have two appliers, each with its own: maintenance windows are Terraform's (docs/decisions/0031-downtimes-and-synthetics.md).
        ObjectKind::Downtime => &[],
        ObjectKind::Synthetic => &["datadog_synthetics_test"],
    }
}

pub(crate) fn check(source: &Source, findings: &mut Vec<Diagnostic>) {
    for block in blocks(source, "resource") {
        let labels = labels(block);
        let Some(name) = labels.first() else { continue };
        let Some(kind) = ObjectKind::ALL.into_iter().find(|kind| resources(*kind).contains(name)) else {
            continue;
        };
        let message = format!(
            "resource '{}' applies a {kind}, which Datadog's operator applies",
            labels.join(".")
        );
        let help = format!(
            "declare it in jsonnet/, in a folder '{}', and remove it here: two appliers would undo each other's changes",
            kind.folder()
        );
        findings.push(source.error("terraform/applier", message, &block.labels[0]).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::expect;

    #[test]
    fn a_monitor_is_the_operators() {
        let check = |kind: &str, parts: &[&str]| {
            let text = format!("resource \"{kind}\" \"a\" {{\n  name = \"a\"\n}}\n");
            expect(&[("terraform/modules/a/main.tf", &text)], parts);
        };
        for kind in [
            "datadog_monitor",
            "datadog_monitor_json",
            "datadog_service_level_objective",
            "datadog_dashboard_json",
        ] {
            check(kind, &["terraform/applier", kind, "jsonnet/"]);
        }
        check("datadog_monitor_config_policy", &[]);
        check("datadog_logs_index", &[]);
    }
}
