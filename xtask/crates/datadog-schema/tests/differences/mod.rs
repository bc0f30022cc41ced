//! Where the models differ from the published schema, and why.

/// What definitions contain that Datadog exported or accepted, though the schema does not name it.
pub(crate) const ADDED: &[(&str, &str)] = &[
    // Read-only: written by Datadog, seen in its answers.
    (
        "SLO.configured_alert_ids: the field is invented",
        "answers of version 1 name the alerts on an SLO",
    ),
    (
        "SLO.type_id: the field is invented",
        "answers of version 1 repeat the type as a number",
    ),
    (
        "creator.id: the field is invented",
        "answers of version 1 number the creator",
    ),
    (
        "monitor.created_at: the field is invented",
        "answers of version 1 repeat `created` in milliseconds",
    ),
    (
        "monitor.org_id: the field is invented",
        "answers of version 1 number the organisation",
    ),
    (
        "monitor.overall_state_modified: the field is invented",
        "answers of version 1 say since when the state holds",
    ),
    (
        "matching downtime.active: the field is invented",
        "answers of version 1 say whether it holds",
    ),
    (
        "matching downtime.groups: the field is invented",
        "answers of version 1 name the groups it holds for",
    ),
    (
        "matching downtime.monitor_id: the field is invented",
        "answers of version 1 number the monitor",
    ),
    // Newer than the schema: in definitions that Datadog ships or accepted.
    (
        "monitor.classification: the field is invented",
        "accepted when recorded",
    ),
    (
        "monitor.restriction_policy: the field is invented",
        "in monitors that Datadog ships",
    ),
    (
        "options of a monitor.avalanche_window: the field is invented",
        "in monitors that Datadog ships",
    ),
    (
        "options of a monitor.restriction_query: the field is invented",
        "in monitors that Datadog ships",
    ),
    (
        "event variable.storage: the field is invented",
        "in monitors that Datadog ships",
    ),
    (
        "group of an event variable.should_exclude_missing: the field is invented",
        "in monitors that Datadog ships",
    ),
    (
        "dashboard.experience_type: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "saved view.description: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "event query.calculated_fields: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "calculated field: the table stands for no schema",
        "in dashboards that Datadog ships",
    ),
    (
        "query of a list stream.calculated_fields: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "event query.data_source: value \"app_sec_events\" is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "event query.data_source: value \"network_device_flows\" is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "group of an event query.should_exclude_missing: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "flat group_by of an event query.should_exclude_missing: the field is invented",
        "the same group in its flat form",
    ),
    (
        "process query.query_filter: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "group widget.reflow_type: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "group widget.template_variables: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "monitor summary widget.last_triggered_format: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "monitor summary widget.show_status: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "number format.precision: the field is invented",
        "in dashboards that Datadog ships, as a number and as a text",
    ),
    (
        "style of a request of a time series.color_order: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "style of a request of a time series.order_reverse: the field is invented",
        "in dashboards that Datadog ships",
    ),
    (
        "style of a request.color_order: the field is invented",
        "the same style at other widgets",
    ),
    (
        "style of a request.order_reverse: the field is invented",
        "the same style at other widgets",
    ),
    (
        "split graph widget.title_align: the field is invented",
        "in dashboards that partners ship",
    ),
    (
        "split graph widget.title_size: the field is invented",
        "in dashboards that partners ship",
    ),
    (
        "tree map widget.title_align: the field is invented",
        "as at every other widget with a title",
    ),
    (
        "tree map widget.title_size: the field is invented",
        "as at every other widget with a title",
    ),
    (
        "range format: the table stands for no schema",
        "in dashboards that partners ship",
    ),
    (
        "flame graph widget: the table stands for no schema",
        "in dashboards that Datadog ships",
    ),
    (
        "request of a flame graph: the table stands for no schema",
        "in dashboards that Datadog ships",
    ),
    (
        "app widget: the table stands for no schema",
        "in dashboards that partners ship",
    ),
    // Taken and not read: a warning.
    (
        "aggregation.groupBy: the field is invented",
        "left by the editor of monitors",
    ),
    (
        "options of a monitor.queryConfig: the field is invented",
        "left by the editor of monitors",
    ),
    (
        "thresholds of a monitor.comparison: the field is invented",
        "left by the editor of monitors",
    ),
    (
        "thresholds of a monitor.period: the field is invented",
        "left by the editor of monitors",
    ),
    (
        "thresholds of a monitor.timeAggregator: the field is invented",
        "left by the editor of monitors",
    ),
    (
        "note widget.title: the field is invented",
        "in dashboards that partners ship; notes show no title",
    ),
    // Version 2 of downtimes: the schema has version 1 alone, so these follow recorded traffic and the documentation (doc: api/latest/downtimes).
    ("downtime: the table stands for no schema", "version 2"),
    ("data of a downtime: the table stands for no schema", "version 2"),
    ("attributes of a downtime: the table stands for no schema", "version 2"),
    ("monitor identifier by id: the table stands for no schema", "version 2"),
    (
        "monitor identifier by tags: the table stands for no schema",
        "version 2",
    ),
    ("one-time schedule: the table stands for no schema", "version 2"),
    ("recurring schedule: the table stands for no schema", "version 2"),
    ("recurrence of a downtime: the table stands for no schema", "version 2"),
];

const FREE: &str = "fractions on a free dashboard were accepted when recorded; `validate` refuses them in a grid";

/// What the API was seen to accept though the schema forbids it.
pub(crate) const LOOSER: &[(&str, &str)] = &[
    (
        "monitor.assets: nullable is true",
        "the schema of updates allows it, and one model serves both",
    ),
    (
        "options of a monitor.threshold_windows: nullable is true",
        "in monitors that Datadog ships",
    ),
    (
        "thresholds of a monitor.critical: nullable is true",
        "of composites, which have none: accepted when recorded",
    ),
    ("layout of a widget.height: the schema's integer is Number", FREE),
    ("layout of a widget.width: the schema's integer is Number", FREE),
    ("layout of a widget.x: the schema's integer is Number", FREE),
    ("layout of a widget.y: the schema's integer is Number", FREE),
    (
        "list stream widget.requests: bounds are (1, 18446744073709551615) in place of (1, 1)",
        "two were accepted when recorded",
    ),
    (
        "request of a table.text_formats[]: bounds are (0, 18446744073709551615) in place of (1, 18446744073709551615)",
        "empty lists are in dashboards that Datadog ships",
    ),
    (
        "sort by a formula.index: presence is Optional",
        "left out and accepted when recorded",
    ),
];
