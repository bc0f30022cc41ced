//! `docs/reference/vocabulary.md`: what a service may emit.

use render::Catalog;
use repository::Artifact;

use crate::document::Document;
use crate::generated;
use crate::markdown::{Table, code, text};

pub(crate) fn artifact(catalog: &Catalog) -> Artifact {
    let mut document = Document::default();
    spans(catalog, &mut document);
    attributes(catalog, &mut document);
    metrics(catalog, &mut document);
    let intro = "What services emit through the shared monitoring packages. The packages reject, drop and count everything else. To add a name, declare it in \
                 `jsonnet/policy`,\nthen run `cargo xtask render && cargo xtask docs`.";
    Artifact {
        path: "docs/reference/vocabulary.md".to_owned(),
        text: Some(format!(
            "{}# Vocabulary of services\n\n{intro}\n\n{}{}",
            generated::header("jsonnet/policy"),
            document.contents(2),
            document.body()
        )),
    }
}

fn spans(catalog: &Catalog, document: &mut Document) {
    document.heading(2, "Critical spans");
    document.block(
        "Started with `spans.run` (`jsonnet/policy/spans.libsonnet`). Each is measured, so Datadog computes `trace.<span>.hits`, `trace.<span>.errors` and its latency. Each\nmay also carry `encounter_id`, `outcome`, `retries` and `error_class`.",
    );
    let mut table = Table::new(["Span", "Attributes", "Meaning"]);
    for (name, span) in &catalog.spans {
        table.row([code(name), codes(&span.attributes), text(&span.meaning)]);
    }
    document.block(&table.markdown());
}

fn attributes(catalog: &Catalog, document: &mut Document) {
    document.heading(2, "Attributes");
    document.block(
        "Keys of log lines, spans and baggage (`jsonnet/policy/attributes.libsonnet`). Log lines and spans may also carry the tags of the metrics below. A value that\ndoes not have the form is dropped.",
    );
    let mut table = Table::new(["Key", "On", "Form", "Meaning"]);
    for (name, attribute) in &catalog.attributes {
        table.row([
            code(name),
            text(&attribute.on.join(", ")),
            attribute.form.as_str().to_owned(),
            text(&attribute.meaning),
        ]);
    }
    document.block(&table.markdown());
}

fn metrics(catalog: &Catalog, document: &mut Document) {
    document.heading(2, "Metrics");
    document.block(&format!(
        "Sent over DogStatsD (`jsonnet/policy/metrics/custom.libsonnet`), in code without the prefix `{}`. Each also has the tags `env`, `service` and\n`version`, and the agent adds `team` from the label of the pod. What the tags mean: [tagging schema](../observability/monitoring.md#tagging-schema).",
        catalog.platform.metric_prefix
    ));
    let mut table = Table::new(["Metric", "Type", "Unit", "Tags", "Meaning"]);
    for metric in catalog.metrics.values().filter(|metric| metric.is_own()) {
        let name = metric
            .name
            .strip_prefix(&catalog.platform.metric_prefix)
            .unwrap_or(&metric.name);
        let tags: Vec<_> = metric.own_tags().map(str::to_owned).collect();
        table.row([
            code(name),
            metric.kind.clone(),
            metric.unit.clone(),
            codes(&tags),
            text(&metric.meaning),
        ]);
    }
    document.block(&table.markdown());
}

fn codes(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| code(name)).collect();
    if names.is_empty() {
        "–".to_owned()
    } else {
        names.join(", ")
    }
}
