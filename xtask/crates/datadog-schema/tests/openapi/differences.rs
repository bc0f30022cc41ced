//! Where the tables differ from Datadog's OpenAPI documents, and why: the documents lag behind what Datadog exports and accepts.

/// Reasons, each with the differences that it explains, as the test names them.
pub(crate) const EXPLAINED: &[(&str, &[&str])] = &[
    (
        "responses of version 1 list the alerts on an SLO",
        &["SLO.configured_alert_ids: not in the document"],
    ),
    (
        "responses of version 1 repeat the type as a number",
        &["SLO.type_id: not in the document"],
    ),
    (
        "responses of version 1 number the creator",
        &["creator.id: not in the document"],
    ),
    (
        "responses of version 1 repeat `created` in milliseconds",
        &["monitor.created_at: not in the document"],
    ),
    (
        "responses of version 1 number the organisation",
        &["monitor.org_id: not in the document"],
    ),
    (
        "responses of version 1 contain since when the state holds",
        &["monitor.overall_state_modified: not in the document"],
    ),
    (
        "responses of version 1 contain whether it is active",
        &["matching downtime.active: not in the document"],
    ),
    (
        "responses of version 1 list the groups that it mutes",
        &["matching downtime.groups: not in the document"],
    ),
    (
        "responses of version 1 number the monitor",
        &["matching downtime.monitor_id: not in the document"],
    ),
    (
        "accepted when recorded",
        &["monitor.classification: not in the document"],
    ),
    (
        "in monitors that Datadog ships",
        &[
            "monitor.restriction_policy: not in the document",
            "options of a monitor.avalanche_window: not in the document",
            "options of a monitor.restriction_query: not in the document",
            "event variable.storage: not in the document",
            "group of an event variable.should_exclude_missing: not in the document",
            "options of a monitor.threshold_windows: nullable is true",
        ],
    ),
    (
        "in dashboards that Datadog ships",
        &[
            "saved view.description: not in the document",
            "event query.calculated_fields: not in the document",
            "calculated field: no schema matches this table",
            "query of a list stream.calculated_fields: not in the document",
            "event query.data_source: value \"app_sec_events\" is not in the document",
            "event query.data_source: value \"network_device_flows\" is not in the document",
            "group of an event query.should_exclude_missing: not in the document",
            "process query.query_filter: not in the document",
            "group widget.reflow_type: not in the document",
            "group widget.template_variables: not in the document",
            "monitor summary widget.last_triggered_format: not in the document",
            "monitor summary widget.show_status: not in the document",
            "style of a request of a time series.color_order: not in the document",
            "style of a request of a time series.order_reverse: not in the document",
            "flame graph widget: no schema matches this table",
            "request of a flame graph: no schema matches this table",
        ],
    ),
    (
        "the same group in its flat form",
        &["flat group_by of an event query.should_exclude_missing: not in the document"],
    ),
    (
        "in dashboards that Datadog ships, as a number and as a text",
        &["number format.precision: not in the document"],
    ),
    (
        "the same style at other widgets",
        &[
            "style of a request.color_order: not in the document",
            "style of a request.order_reverse: not in the document",
        ],
    ),
    (
        "in dashboards that partners ship",
        &[
            "split graph widget.title_align: not in the document",
            "split graph widget.title_size: not in the document",
            "range format: no schema matches this table",
            "app widget.custom_widget_key: not in the document",
            "app widget.options: not in the document",
            "app widget.type: value \"custom\" is not in the document",
        ],
    ),
    (
        "as at every other widget with a title",
        &[
            "tree map widget.title_align: not in the document",
            "tree map widget.title_size: not in the document",
        ],
    ),
    (
        "left by the editor of monitors",
        &[
            "aggregation.groupBy: not in the document",
            "options of a monitor.queryConfig: not in the document",
            "thresholds of a monitor.comparison: not in the document",
            "thresholds of a monitor.period: not in the document",
            "thresholds of a monitor.timeAggregator: not in the document",
        ],
    ),
    (
        "in dashboards that partners ship; notes show no title",
        &["note widget.title: not in the document"],
    ),
    (
        "the schema of updates allows it, and one table serves both",
        &["monitor.assets: nullable is true"],
    ),
    (
        "of composites, which have none: accepted when recorded",
        &["thresholds of a monitor.critical: nullable is true"],
    ),
    (
        "fractions on a free dashboard were accepted when recorded; `validate` rejects them in a grid",
        &[
            "layout of a widget.height: is Number, not Integer(0..)",
            "layout of a widget.width: is Number, not Integer(0..)",
            "layout of a widget.x: is Number, not Integer(0..)",
            "layout of a widget.y: is Number, not Integer(0..)",
        ],
    ),
    (
        "two were accepted when recorded",
        &["list stream widget.requests: bounds are '1..', not '1..=1'"],
    ),
    (
        "empty lists are in dashboards that Datadog ships",
        &["request of a table.text_formats[]: bounds are '', not '1..'"],
    ),
    (
        "left out and accepted when recorded",
        &["sort by a formula.index: presence is Optional"],
    ),
    (
        "in requests of version 2 that Datadog accepted",
        &["attributes of a downtime.schedule: nullable is true"],
    ),
    (
        "stricter than the document: a recurring schedule without a recurrence never begins",
        &["recurring schedule.recurrences: bounds are '1..', not ''"],
    ),
    (
        "in answers of version 1, of which the document describes requests",
        &[
            "downtime.child_id: not in the document",
            "downtime.created: not in the document",
            "downtime.modified: not in the document",
            "downtime.org_id: not in the document",
            "downtime.status: not in the document",
            "downtime.uuid: not in the document",
            "active child of a downtime.child_id: not in the document",
            "active child of a downtime.created: not in the document",
            "active child of a downtime.modified: not in the document",
            "active child of a downtime.org_id: not in the document",
            "active child of a downtime.status: not in the document",
            "active child of a downtime.uuid: not in the document",
            "attributes of an SLO correction.created_at: not in the document",
            "attributes of an SLO correction.creator: not in the document",
            "attributes of an SLO correction.modified_at: not in the document",
            "attributes of an SLO correction.modifier: not in the document",
            "attributes of an SLO correction.duration: nullable is true",
            "attributes of an SLO correction.end: nullable is true",
            "attributes of an SLO correction.rrule: nullable is true",
            "attributes of an SLO correction.slo_id: nullable is true",
            "attributes of an SLO correction.slo_query: nullable is true",
            "data of an SLO correction.id: not in the document",
            "data of an SLO correction.relationships: not in the document",
            "monitor._dd: not in the document",
            "monitor.restricted: not in the document",
            "monitor.run_as: not in the document",
        ],
    ),
    (
        "in answers of a search for monitors",
        &[
            "monitor.last_triggered_ts: not in the document",
            "monitor.metrics: not in the document",
            "monitor.notifications: not in the document",
            "monitor.quality_issues: not in the document",
            "monitor.scopes: not in the document",
            "monitor.status: not in the document",
        ],
    ),
    (
        "accepted in monitors of the type 'llm-observability alert'",
        &["event variable.data_source: value \"llm_observability\" is not in the document"],
    ),
    (
        "the API returns monitors that start on other days (issue 2432 of its client for Python, 3592 of that for Ruby)",
        &["evaluation window.month_starts: bounds are '1..=31'"],
    ),
    (
        "in exported definitions",
        &[
            "dashboard.auto_refresh: not in the document",
            "dashboard.pause_auto_refresh: not in the document",
            "condition of a time-slice SLI.no_data_strategy: not in the document",
        ],
    ),
];
