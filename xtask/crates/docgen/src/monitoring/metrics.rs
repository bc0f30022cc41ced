use std::collections::{BTreeMap, BTreeSet};

use render::{Catalog, Metric, Spec};

use crate::document::Document;
use crate::markdown::{Table, code, number, text};
use crate::view::View;

pub(crate) fn write(view: &View<'_>, document: &mut Document) {
    let catalog = view.catalog;
    let everywhere = everywhere(catalog);
    document.heading(2, "Metric catalog");
    document.block(&format!(
        "Signals may use only these metrics and tags (`jsonnet/policy/metrics/`). Every metric has {}.\nSeries is the product of the cardinalities of all tags, an upper bound of the time series in one environment. It is much too high if one tag determines\nanother (a pod has one deployment). Datadog bills custom metrics by their series: a distribution counts as five, and as five more with percentiles.\nUsed by is the number of monitors, SLOs and dashboards that read the metric.",
        everywhere.iter().map(|tag| tag_text(catalog, tag)).collect::<Vec<_>>().join(", "),
    ));
    let uses = uses(view);
    let sources: BTreeSet<&str> = catalog.metrics.values().map(|m| m.source.as_str()).collect();
    for source in sources {
        document.heading(3, &format!("Metrics of `{source}`"));
        let mut table = Table::new(["Metric", "Type", "Unit", "Further tags", "Series", "Used by", "Meaning"]);
        for metric in catalog.metrics.values().filter(|m| m.source == source) {
            let further: Vec<String> = metric
                .tags
                .keys()
                .filter(|tag| !everywhere.contains(tag.as_str()))
                .map(|tag| tag_text(catalog, tag))
                .collect();
            table.row([
                code(&metric.name),
                text(&metric.kind),
                text(&metric.unit),
                if further.is_empty() {
                    "none".to_owned()
                } else {
                    further.join(", ")
                },
                number(&series(catalog, metric).into()),
                uses.get(metric.name.as_str()).map_or(0, BTreeSet::len).to_string(),
                text(&metric.meaning),
            ]);
        }
        document.block(&table.markdown());
    }
}

/// The tags that every metric has.
fn everywhere(catalog: &Catalog) -> BTreeSet<&str> {
    let mut metrics = catalog
        .metrics
        .values()
        .map(|m| m.tags.keys().map(String::as_str).collect::<BTreeSet<_>>());
    let first = metrics.next().unwrap_or_default();
    metrics.fold(first, |common, tags| common.intersection(&tags).copied().collect())
}

fn tag_text(catalog: &Catalog, tag: &str) -> String {
    format!("{} ({})", code(tag), cardinality(catalog, tag))
}

fn cardinality(catalog: &Catalog, tag: &str) -> u64 {
    // Rendering rejects a tag that is not declared.
    catalog.tags.get(tag).map_or(1, |tag| tag.cardinality)
}

/// The upper bound of time series in one environment.
fn series(catalog: &Catalog, metric: &Metric) -> u64 {
    metric
        .tags
        .keys()
        .fold(1, |product: u64, tag| product.saturating_mul(cardinality(catalog, tag)))
}

/// The objects that read each metric; an object counts once for all environments.
fn uses<'a>(view: &View<'a>) -> BTreeMap<&'a str, BTreeSet<String>> {
    let mut uses: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let of_monitors = view.monitors.iter().map(|m| (m.object, &m.reference().metrics));
    let of_slos = view.slos.iter().map(|s| (s.object, &s.reference().metrics));
    for (object, metrics) in of_monitors.chain(of_slos) {
        for metric in metrics {
            uses.entry(metric).or_default().insert(object.path.to_string());
        }
    }
    for (_, object, _) in &view.dashboards {
        if let Spec::Dashboard(dashboard) = &object.spec {
            let text = dashboard.payload.to_string();
            for metric in view.catalog.metrics.values() {
                if text.contains(&format!(":{}{{", metric.name)) {
                    uses.entry(&metric.name).or_default().insert(object.path.to_string());
                }
            }
        }
    }
    uses
}
