//! How the values of a distribution are spread: over time (heatmap), or over the whole time frame (distribution). A second hump, which no percentile
//! shows, is a second kind of work or a retry.

use serde_json::{Map, Value};

use super::limits::{self, Limits};
use super::{WidgetContext, WidgetKind, colour, not_a_distribution};
use crate::args::{Field, FieldType, optional, required};
use crate::finding::{Built, Finding, Findings};
use crate::object::object;
use crate::signal::SignalKind;

const FIELDS: &[Field] = &[
    required("signal", FieldType::Signal, "a percentile signal"),
    optional("limits", FieldType::Object("Limits"), limits::MEANING).default("none"),
];

pub(super) const HEATMAP: WidgetKind = WidgetKind {
    name: "heatmap",
    summary: "How the values of a distribution are spread over time.",
    fields: FIELDS,
    height: 3,
    build,
};

pub(super) const DISTRIBUTION: WidgetKind = WidgetKind {
    name: "distribution",
    summary: "How the values of a distribution are spread over the whole time frame.",
    fields: FIELDS,
    height: 3,
    build,
};

fn build(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let signal = context.signal(findings);
    let limits = Limits::read(&context.args, findings);
    let signal = signal?;
    if !matches!(signal.kind, SignalKind::Percentile { .. }) {
        return Err(not_a_distribution(&context.args, &signal, signal.title, findings));
    }
    let title = context.title(&signal, &[], findings);
    let mut definition = object!({
        "type": context.kind,
        "title": title?,
        "requests": [object!({
            "request_type": "histogram",
            "query": object!({ "data_source": "metrics", "name": "values", "query": format!("histogram:{}{{{}}}", signal.metrics[0].name, signal.filter) }),
            "style": object!({ "palette": colour::LATENCY }),
        })],
    });
    if let Some(limits) = limits? {
        if context.kind != "heatmap" {
            let finding = Finding::new("dashboard/no-limits", "widget distribution draws no limits").at("limits");
            return Err(context
                .args
                .reject("limits", finding.help("use a heatmap, or remove them"), findings));
        }
        definition.insert("markers".to_owned(), limits.markers());
    }
    Ok(definition)
}
