//! `docs/reference/integrations.md`: what is known of the metrics that Datadog's integrations send.

use std::collections::BTreeMap;

use datadog_schema::integrations::{Table as Integrations, catalog, is_open};
use render::Catalog;
use repository::Artifact;

use crate::document::Document;
use crate::generated;
use crate::markdown::{Table, code, text};

/// The table, as its readers find it.
const SOURCE: &str = "xtask/crates/datadog-schema/integrations/catalog.txt";

pub(crate) fn artifact(policy: &Catalog) -> Artifact {
    let known = catalog();
    let (metrics, checks) = (known.metrics.len(), known.checks.len());
    let intro = format!(
        "`cargo xtask validate` and `cargo xtask lint` compare metrics and service checks with {metrics} metrics and {checks} checks that {} integrations of the agent document.\n\n\
         - Source: {}\n- As of: {}\n- Used by our metric catalog: {} of its metrics\n\n\
         A metric of a complete namespace that is not in the table is reported. Of an open namespace only misspellings are: cloud services, tracers, the agent itself and custom\n\
         queries of databases add metrics there that no integration documents. How to bring the table up to date: \n\
         [check what is already in Datadog](../how-to/check-exported-payloads.md#bring-the-table-of-integrations-up-to-date).",
        known.integrations().len(),
        text(known.source),
        known.as_of,
        used(known, policy),
    );
    let mut document = Document::default();
    document.heading(2, "Integrations");
    document.block(&integrations(known, policy));
    Artifact {
        path: "docs/reference/integrations.md".to_owned(),
        text: Some(format!(
            "{}# Metrics of integrations\n\n{intro}\n{}",
            generated::header(SOURCE),
            document.body()
        )),
    }
}

/// How many metrics of the policy the table has.
fn used(known: &Integrations<'_>, policy: &Catalog) -> usize {
    let names = policy.metrics.values();
    names
        .filter(|metric| known.metrics_named(&metric.name).next().is_some())
        .count()
}

fn integrations(known: &Integrations<'_>, policy: &Catalog) -> String {
    let mut of_policy: BTreeMap<&str, usize> = BTreeMap::new();
    for metric in policy.metrics.values() {
        for documented in known.metrics_named(&metric.name) {
            *of_policy.entry(documented.name.integration).or_default() += 1;
        }
    }
    let mut table = Table::new(["Integration", "Metrics", "Checks", "Used here", "Namespaces"]);
    for (integration, (metrics, checks)) in known.integrations() {
        let namespaces = known.namespaces_of(integration).map(|namespace| {
            let open = if is_open(namespace) { " (open)" } else { "" };
            format!("{}{open}", code(namespace))
        });
        table.row([
            code(integration),
            metrics.to_string(),
            checks.to_string(),
            of_policy.get(integration).map_or_else(String::new, ToString::to_string),
            namespaces.collect::<Vec<_>>().join(", "),
        ]);
    }
    table.markdown()
}
