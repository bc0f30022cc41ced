//! A small dashboard with a widget of every kind that is drawn, and the data that it shows.

use datadog_simulator::World;
use datadog_simulator::state::State;
use datadog_simulator::world::{CheckRun, CheckStatus, Event, MetricKind, Series, Tags};
use preview::{MonitorStatus, Objective, Preview, Recorded, View, draw};
use serde_json::{Value, json};

/// The end of what is shown: 1970-01-02 12:00.
pub(crate) const NOW: i64 = 129_600;

pub(crate) fn view() -> View {
    View {
        now: NOW,
        about: "recorded".to_owned(),
    }
}

fn metric(name: &str, query: &str) -> Value {
    json!({ "data_source": "metrics", "name": name, "query": query, "aggregator": "avg" })
}

/// A request of one formula.
pub(crate) fn request(format: &str, query: &str, unit: &str) -> Value {
    json!({
        "response_format": format, "queries": [metric("q", query)],
        "formulas": [{ "formula": "q", "alias": "it", "number_format": { "unit": { "type": "canonical_unit", "unit_name": unit } } }],
    })
}

/// A widget with a layout.
pub(crate) fn widget(definition: Value, (x, y, width, height): (i64, i64, i64, i64)) -> Value {
    json!({ "definition": definition, "layout": { "x": x, "y": y, "width": width, "height": height } })
}

/// A dashboard with these widgets.
pub(crate) fn dashboard(widgets: &[Value]) -> Value {
    json!({
        "title": "Small", "description": "one of each kind", "layout_type": "ordered", "widgets": widgets,
        "default_timeframe": { "type": "live", "unit": "hour", "value": 1 },
        "template_variables": [{ "name": "env", "prefix": "env", "defaults": ["prod"] }, { "name": "service", "prefix": "service", "defaults": ["*"] }],
    })
}

/// A widget of each kind.
pub(crate) fn every_kind() -> Vec<Value> {
    let series = |query: &str| request("timeseries", query, "second");
    let lines = json!({
        "type": "timeseries", "title": "Latency", "show_legend": true, "requests": [series("avg:latency{$env,$service} by {service}")],
        "markers": [{ "value": "y = 1", "display_type": "error dashed", "label": "SLO" }, { "value": "y = 900", "display_type": "warning", "label": "far" }],
    });
    let mut bars = series("sum:hits{$env} by {service}.as_count()");
    bars["display_type"] = json!("bars");
    let mut overlay = json!({
        "response_format": "timeseries", "display_type": "overlay", "formulas": [{ "formula": "e" }],
        "queries": [{ "data_source": "events", "name": "e", "search": { "query": "source:kubernetes $env" }, "compute": { "aggregation": "count" } }],
    });
    overlay["style"] = json!({ "palette": "purple" });
    let stacked =
        json!({ "type": "timeseries", "title": "Requests", "show_legend": false, "requests": [bars, overlay] });
    let mut value = request("scalar", "avg:latency{$env}", "second");
    value["conditional_formats"] = json!([{ "comparator": ">", "value": 0.5, "palette": "white_on_red" }]);
    let histogram = json!({ "request_type": "histogram", "query": metric("h", "histogram:duration{$env}"), "style": { "palette": "purple" } });
    let scalar = request("scalar", "avg:latency{$env} by {service}", "second");
    let stream = json!({
        "response_format": "event_list", "columns": [{ "field": "status_line" }, { "field": "timestamp" }, { "field": "service" }, { "field": "content" }],
        "query": { "data_source": "logs_stream", "query_string": "$env $service status:error" },
    });
    let list = json!({ "request_type": "slo_list", "query": { "query_string": "$env AND $service", "limit": 5 } });
    let group = json!({
        "type": "group", "layout_type": "ordered", "title": "Numbers", "background_color": "vivid_blue",
        "widgets": [
            widget(json!({ "type": "query_value", "title": "Now", "precision": 2, "requests": [value], "timeseries_background": { "type": "area" } }), (0, 0, 2, 2)),
            widget(json!({ "type": "toplist", "title": "Slowest", "requests": [scalar] }), (2, 0, 5, 2)),
            widget(json!({ "type": "query_table", "title": "Compared", "requests": [scalar] }), (7, 0, 5, 2)),
        ],
    });
    vec![
        widget(lines, (0, 0, 6, 3)),
        widget(stacked, (6, 0, 6, 3)),
        widget(group, (0, 3, 12, 3)),
        widget(
            json!({ "type": "heatmap", "title": "Spread", "requests": [histogram], "markers": [{ "value": "y = 3", "label": "SLO" }] }),
            (0, 6, 6, 3),
        ),
        widget(
            json!({ "type": "distribution", "title": "Shape", "requests": [histogram] }),
            (6, 6, 6, 3),
        ),
        widget(
            json!({ "type": "slo", "title": "Success", "slo_id": "s1", "time_windows": ["30d"], "show_error_budget": true }),
            (0, 9, 3, 2),
        ),
        widget(
            json!({ "type": "slo_list", "title": "SLOs", "requests": [list] }),
            (3, 9, 3, 2),
        ),
        widget(
            json!({ "type": "manage_status", "title": "Monitors", "query": "tag:$env tag:$service", "show_priority": true }),
            (6, 9, 3, 2),
        ),
        widget(
            json!({ "type": "check_status", "title": "Links", "check": "link", "tags": ["$env", "$service"], "group_by": ["host"] }),
            (9, 9, 3, 2),
        ),
        widget(
            json!({ "type": "list_stream", "title": "Errors", "requests": [stream] }),
            (0, 11, 6, 2),
        ),
        widget(
            json!({ "type": "note", "content": "**Who** is on call\n- [A](https://example.com)", "background_color": "yellow" }),
            (6, 11, 3, 2),
        ),
        widget(
            json!({ "type": "treemap", "title": "No such kind", "requests": [scalar] }),
            (9, 11, 3, 2),
        ),
    ]
}

/// An hour of data of two services, and a day of those of an SLO.
pub(crate) fn data() -> Recorded {
    let tags = |service: &str| Tags::new(["env:prod".to_owned(), format!("service:{service}")]);
    let minutes = |from: i64| (from..NOW).step_by(60);
    let wave = |t: i64, n: i64| 0.4 + 0.3 * n as f64 + 0.25 * (((t / 60) % 20) as f64 / 20.0);
    let mut series = Vec::new();
    for (n, service) in ["a", "b"].into_iter().enumerate() {
        let n = n as i64;
        series.push(Series::new(
            "latency",
            tags(service),
            MetricKind::Gauge,
            60,
            minutes(NOW - 3600).map(|t| (t, wave(t, n))),
        ));
        series.push(Series::new(
            "hits",
            tags(service),
            MetricKind::Count,
            60,
            minutes(NOW - 86_400).map(|t| (t, 100.0)),
        ));
        series.push(Series::new(
            "errors",
            tags(service),
            MetricKind::Count,
            60,
            minutes(NOW - 86_400).map(|t| (t, f64::from(u8::from(t % 7200 == 0)))),
        ));
    }
    let values = minutes(NOW - 3600).map(|t| (t, (0..10).map(|i| f64::from(i) * wave(t, 0)).collect()));
    series.push(Series::distribution("duration", tags("a"), 60, values));
    let event = |source: &str, at: i64, body: Value| Event {
        source: source.to_owned(),
        at,
        body,
    };
    Recorded {
        world: World {
            series,
            events: vec![
                event(
                    "events",
                    NOW - 1800,
                    json!({ "tags": ["source:kubernetes", "env:prod"] }),
                ),
                event(
                    "logs",
                    NOW - 60,
                    json!({ "service": "a", "status": "error", "message": "a job <failed>", "tags": ["env:prod"] }),
                ),
            ],
            checks: ["h1", "h2"]
                .into_iter()
                .map(|host| CheckRun {
                    check: "link".to_owned(),
                    tags: Tags::new(["env:prod".to_owned(), format!("host:{host}")]),
                    at: NOW - 15,
                    status: if host == "h1" {
                        CheckStatus::Critical
                    } else {
                        CheckStatus::Ok
                    },
                    message: String::new(),
                })
                .collect(),
            ..World::default()
        },
        monitors: [
            ("Queue is long", Some(State::Alert), 1),
            ("Disk is full", Some(State::Ok), 3),
            ("Budget", None, 2),
        ]
        .map(|(name, state, priority)| MonitorStatus {
            name: name.to_owned(),
            tags: vec!["env:prod".to_owned(), "service:a".to_owned()],
            priority: Some(priority),
            state,
        })
        .to_vec(),
        objectives: vec![Objective {
            id: "s1".to_owned(),
            payload: json!({
                "type": "metric", "name": "requests succeed", "tags": ["env:prod", "service:a"], "thresholds": [{ "timeframe": "30d", "target": 99.9 }],
                "query": { "numerator": "sum:hits{env:prod}.as_count() - sum:errors{env:prod}.as_count()", "denominator": "sum:hits{env:prod}.as_count()" },
            }),
        }],
        ..Recorded::default()
    }
}

pub(crate) fn drawn(widgets: &[Value]) -> Preview {
    draw(&dashboard(widgets), &data(), &view())
}
