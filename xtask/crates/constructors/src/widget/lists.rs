//! Lists that are found by their tags: no widget needs an id. Monitors and SLOs carry env and service, telemetry carries version too.

use diagnostics::suggestion_or_declaration;
use serde_json::{Map, Value};

use super::{WidgetContext, WidgetKind};
use crate::args::{Field, FieldType, optional, required};
use crate::finding::{Built, Finding, Findings};
use crate::object::object;
use crate::signal::SignalKind;

const NARROWED_FIELDS: &[Field] = &[
    optional("service", FieldType::Service, "one service alone").default("all of the dashboard"),
    optional("team", FieldType::Team, "one team alone").default("all"),
];
const LOGS_FIELDS: &[Field] = &[required("signal", FieldType::Signal, "a log signal")];
const EVENTS_FIELDS: &[Field] = &[required("search", FieldType::Search, "a search of events")];

pub(super) const SLOS: WidgetKind = WidgetKind {
    name: "slos",
    summary: "The SLOs with their error budgets.",
    fields: NARROWED_FIELDS,
    height: 5,
    build: slos,
};

pub(super) const MONITORS: WidgetKind = WidgetKind {
    name: "monitors",
    summary: "The states of the monitors, the worst first.",
    fields: NARROWED_FIELDS,
    height: 5,
    build: monitors,
};

pub(super) const LOGS: WidgetKind = WidgetKind {
    name: "logs",
    summary: "Log lines of a log signal, newest first.",
    fields: LOGS_FIELDS,
    height: 4,
    build: logs,
};

pub(super) const EVENTS: WidgetKind = WidgetKind {
    name: "events",
    summary: "Events, newest first.",
    fields: EVENTS_FIELDS,
    height: 4,
    build: events,
};

/// The source of a stream of events.
const EVENT_STREAM: &str = "event_stream";

fn list(title: &str, source: &str, search: &str, columns: &[[&str; 2]]) -> Map<String, Value> {
    let columns: Vec<_> = columns
        .iter()
        .map(|[field, width]| object!({ "field": *field, "width": *width }))
        .collect();
    let mut query = object!({ "data_source": source, "query_string": search, "indexes": Vec::<Value>::new(), "sort": object!({ "column": "timestamp", "order": "desc" }) });
    if source == EVENT_STREAM {
        // Datadog refuses a stream of events without it.
        query.insert("event_size".to_owned(), "s".into());
    }
    object!({
        "type": "list_stream",
        "title": title,
        "requests": [object!({
            "response_format": "event_list",
            "query": query,
            "columns": columns,
        })],
    })
}

/// The search of what is narrowed to a service or a team, each part after `before`. Both must exist: the list would be empty for ever.
fn narrowed(context: &WidgetContext<'_, '_>, before: &str, findings: &mut Findings) -> Built<String> {
    let catalog = context.signal_context.catalog;
    let service = context.args.text_or_none("service", findings);
    let team = context.args.text_or_none("team", findings);
    let mut out = String::new();
    if let Some(name) = service? {
        if !catalog.services.contains_key(name) {
            let known = catalog.services.keys().map(String::as_str);
            let place = format!("jsonnet/services/{name}/service.libsonnet");
            let finding = Finding::new("service/unknown", format!("unknown service '{name}'"))
                .at(name)
                .help(suggestion_or_declaration(name, known, &place));
            return Err(context.args.reject("service", finding, findings));
        }
        out += &format!("{before}service:{name}");
    }
    if let Some(name) = team? {
        if !catalog.teams.contains_key(name) {
            let known = catalog.teams.keys().map(String::as_str);
            let rule = "dashboard/unknown-team";
            return Err(context.args.unknown("team", rule, "team", name, known, findings));
        }
        out += &format!("{before}team:{name}");
    }
    Ok(out)
}

/// The SLOs with their error budgets.
fn slos(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let title = context.args.text_or_none("title", findings);
    let narrowed = narrowed(context, " AND ", findings)?;
    Ok(object!({
        "type": "slo_list",
        "title": title?.unwrap_or("SLOs and error budgets"),
        "requests": [object!({
            "request_type": "slo_list",
            "query": object!({
                "query_string": format!("$env AND $service{narrowed}"),
                "limit": 100,
                "sort": [object!({ "column": "status.sli", "order": "asc" })],
            }),
        })],
    }))
}

/// The states of the monitors, the worst first.
fn monitors(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let title = context.args.text_or_none("title", findings);
    let narrowed = narrowed(context, " tag:", findings)?;
    Ok(object!({
        "type": "manage_status",
        "title": title?.unwrap_or("Monitors"),
        "query": format!("tag:managed-by:{} tag:$env tag:$service{narrowed}", context.signal_context.catalog.platform.managed_by),
        "summary_type": "combined",
        "display_format": "countsAndList",
        "color_preference": "background",
        "hide_zero_counts": true,
        "show_priority": true,
        "show_last_triggered": false,
        "sort": "status,asc",
    }))
}

/// Log lines of a log signal, newest first.
fn logs(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let title = context.args.text_or_none("title", findings);
    let signal = context.signal(findings)?;
    let SignalKind::Logs { search } = &signal.kind else {
        let message = format!("widget logs: the signal '{}' is a {}", signal.title, signal.kind_name());
        return Err(context.args.reject(
            "signal",
            Finding::new("dashboard/not-logs", message)
                .at(signal.title)
                .help("give it a log signal"),
            findings,
        ));
    };
    let columns = [
        ["status_line", "auto"],
        ["timestamp", "auto"],
        ["service", "auto"],
        ["content", "compact"],
    ];
    Ok(list(title?.unwrap_or(signal.title), "logs_stream", search, &columns))
}

/// Events, newest first.
fn events(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let title = context.args.text_or_none("title", findings);
    let search = context.args.text("search", findings)?;
    let columns = [["timestamp", "auto"], ["title", "full"], ["tags", "auto"]];
    Ok(list(title?.unwrap_or("Events"), EVENT_STREAM, search, &columns))
}
