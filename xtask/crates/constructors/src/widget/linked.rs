//! Widgets that show one SLO or one monitor, by its path. A dashboard is of an organisation and applied by the environment that owns it, so these are the SLOs
//! and monitors of that environment.

use model::ObjectKind;
use serde_json::{Map, Value};

use super::{WidgetContext, WidgetKind};
use crate::args::{Field, FieldType, required};
use crate::finding::{Built, Findings};
use crate::object::object;
use crate::refer;

const OF_SLO: &[Field] = &[
    required("slo", FieldType::Path(ObjectKind::Slo), "the SLO, by its path").example("'transcription/slos/success'"),
];
const OF_MONITOR: &[Field] = &[required(
    "monitor",
    FieldType::Path(ObjectKind::Monitor),
    "the monitor, by its path",
)
.example("'transcription/monitors/failure-rate'")];

pub(super) const SLO: WidgetKind = WidgetKind {
    name: "slo",
    summary: "One SLO: its status and the remaining error budget, over its window.",
    fields: OF_SLO,
    height: 3,
    build: slo,
};

pub(super) const ALERT_GRAPH: WidgetKind = WidgetKind {
    name: "alert_graph",
    summary: "What one monitor evaluates, with its thresholds and alerts.",
    fields: OF_MONITOR,
    height: 3,
    build: alert_graph,
};

pub(super) const ALERT_VALUE: WidgetKind = WidgetKind {
    name: "alert_value",
    summary: "The value that one monitor evaluates, in the colour of its state.",
    fields: OF_MONITOR,
    height: 2,
    build: alert_value,
};

fn slo(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let title = context.args.text_or_none("title", findings);
    let slo = refer::slo(context.signal_context.catalog, &context.args, findings)?;
    Ok(object!({
        "type": "slo",
        "title": title?.map_or_else(|| slo.name.replace('-', " "), str::to_owned),
        "view_type": "detail",
        "slo_id": slo.id,
        "show_error_budget": true,
        "view_mode": "overall",
        "time_windows": vec![slo.window],
    }))
}

fn alert_graph(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let title = context.args.text_or_none("title", findings);
    let (id, name) = monitor(context, findings)?;
    let title = title?.map_or(name, str::to_owned);
    Ok(object!({ "type": "alert_graph", "title": title, "alert_id": id, "viz_type": "timeseries" }))
}

fn alert_value(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let title = context.args.text_or_none("title", findings);
    let (id, name) = monitor(context, findings)?;
    let title = title?.map_or(name, str::to_owned);
    Ok(object!({ "type": "alert_value", "title": title, "alert_id": id, "unit": "auto", "text_align": "center" }))
}

/// The placeholder for the id of the monitor, and its name as a title.
fn monitor(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<(String, String)> {
    let path = context.args.text("monitor", findings)?;
    let id = refer::id_of(&context.args, "monitor", path, ObjectKind::Monitor, findings)?;
    Ok((id, path.rsplit('/').next().unwrap_or(path).replace('-', " ")))
}
