//! When a monitor is evaluated: cumulative windows and their starts, and schedules.

mod support;

use datadog_schema::payload::PayloadKind;
use serde_json::{Value, json};

const SIMPLE: &str = "avg(last_5m):avg:load{*} > 200";

fn monitor(kind: &str, query: &str, options: Value) -> Vec<String> {
    let monitor = json!({"name": "x", "type": kind, "query": query, "message": "m", "options": options});
    support::check(PayloadKind::Monitor, &monitor)
}

fn options(query: &str, options: Value) -> Vec<String> {
    monitor("query alert", query, options)
}

#[test]
fn starts_of_cumulative_windows() {
    let window =
        |query: &str, window: Value| options(query, json!({"scheduling_options": {"evaluation_window": window}}));
    let (hour, day, month) = (
        "sum(current_1h):sum:a{*}.as_count() > 5",
        "sum(current_1d):sum:a{*}.as_count() > 5",
        "sum(current_1mo):sum:a{*}.as_count() > 5",
    );
    assert_eq!(
        window(hour, json!({"hour_starts": 0, "timezone": "Europe/Amsterdam"})),
        [""; 0]
    );
    assert_eq!(window(day, json!({"day_starts": "03:00"})), [""; 0]);
    assert_eq!(
        window(month, json!({"day_starts": "04:00", "month_starts": 1})),
        [""; 0]
    );
    assert_eq!(
        window(hour, json!({"hour_starts": 0, "day_starts": "04:00"})),
        [
            "error monitor/evaluation-window /options/scheduling_options/evaluation_window: hour_starts conflicts with day_starts: a window starts with an hour, a day or a month"
        ]
    );
    assert_eq!(
        window(month, json!({"month_starts": 1})),
        [
            "error monitor/evaluation-window /options/scheduling_options/evaluation_window: month_starts is set without day_starts"
        ]
    );
    assert_eq!(
        window(day, json!({"hour_starts": 5})),
        [
            "warning monitor/evaluation-window /options/scheduling_options/evaluation_window: hour_starts has no effect on the window current_1d of the query"
        ]
    );
}

#[test]
fn schedules_have_one_rule_of_days() {
    let schedule = |rules: &[&str]| {
        let recurrences: Vec<_> = rules
            .iter()
            .map(|rule| json!({"rrule": rule, "timezone": "UTC"}))
            .collect();
        options(
            SIMPLE,
            json!({"scheduling_options": {"custom_schedule": {"recurrences": recurrences}}}),
        )
    };
    assert_eq!(schedule(&["FREQ=DAILY;INTERVAL=1"]), [""; 0]);
    assert_eq!(
        schedule(&["FREQ=DAILY", "FREQ=WEEKLY"]),
        [
            "error monitor/schedule /options/scheduling_options/custom_schedule/recurrences: a custom schedule has one recurrence, not 2"
        ]
    );
    assert_eq!(
        schedule(&["FREQ=HOURLY"]),
        [
            "error monitor/schedule /options/scheduling_options/custom_schedule/recurrences/0/rrule: a custom schedule evaluates at most once a day [FREQ=HOURLY]"
        ]
    );
}

/// The options of a monitor with one recurrence, and others.
fn scheduled(recurrence: &Value, others: &Value) -> Vec<String> {
    let mut all = json!({"scheduling_options": {"custom_schedule": {"recurrences": [recurrence]}}});
    for (name, value) in others.as_object().into_iter().flatten() {
        all[name] = value.clone();
    }
    options(SIMPLE, all)
}

#[test]
fn a_window_and_its_start_belong_together() {
    let rolling = "error monitor/evaluation-window /options/scheduling_options/evaluation_window: the evaluation window has a start, but the query has a rolling window";
    let startless = |window: &str| {
        format!(
            "error monitor/evaluation-window /query: the window current_{window} of the query needs an evaluation_window, which sets when it starts"
        )
    };
    let logs = |window: &str| format!("logs(\"a\").index(\"*\").rollup(\"count\").{window} > 5");
    let formula = |window: &str| format!("formula(\"a\").{window} > 5");
    let cases = [
        (
            "query alert",
            "avg(last_1h):avg:a{*} > 4".to_owned(),
            json!({"hour_starts": 0}),
            rolling.to_owned(),
        ),
        (
            "query alert",
            SIMPLE.to_owned(),
            json!({"day_starts": "04:00"}),
            rolling.to_owned(),
        ),
        (
            "query alert",
            SIMPLE.to_owned(),
            json!({"timezone": "UTC"}),
            rolling.to_owned(),
        ),
        (
            "log alert",
            logs("last(\"1h\")"),
            json!({"hour_starts": 5}),
            rolling.to_owned(),
        ),
        (
            "query alert",
            "avg(current_1h):avg:a{*} > 1".to_owned(),
            Value::Null,
            startless("1h"),
        ),
        (
            "query alert",
            "sum(current_1d):sum:a{*}.as_count() > 1".to_owned(),
            json!({}),
            startless("1d"),
        ),
        (
            "query alert",
            "sum(current_1mo):sum:a{*}.as_count() > 1".to_owned(),
            Value::Null,
            startless("1mo"),
        ),
        ("log alert", logs("current(\"1d\")"), Value::Null, startless("1d")),
        ("query alert", SIMPLE.to_owned(), json!({}), String::new()),
        ("cost alert", formula("current(\"1d\")"), Value::Null, String::new()),
    ];
    for (kind, query, window, expected) in cases {
        let variables =
            json!([{"data_source": "cloud_cost", "name": "a", "query": "sum:aws.cost{*}", "aggregator": "sum"}]);
        let mut options = json!({"scheduling_options": {"evaluation_window": window}});
        if window.is_null() {
            options = json!({});
        }
        if query.starts_with("formula") {
            options["variables"] = variables;
        }
        assert_eq!(monitor(kind, &query, options).join("\n"), expected, "{query}");
    }
}

/// The API returns monitors that start on other days than the first, although its document has no other.
#[test]
fn a_month_may_start_on_any_day() {
    let month = |day: u32| {
        let window = json!({"day_starts": "00:00", "month_starts": day, "timezone": "UTC"});
        options(
            "avg(current_1mo):avg:a{*} > 100",
            json!({"scheduling_options": {"evaluation_window": window}}),
        )
    };
    for day in [1, 2, 17, 31] {
        assert_eq!(month(day), [""; 0], "{day}");
    }
    for day in [0, 32] {
        assert_eq!(
            month(day),
            [format!(
                "error payload/range /options/scheduling_options/evaluation_window/month_starts: 'month_starts' must be between 1 and 31, found {day}"
            )]
        );
    }
}

#[test]
fn a_schedule_starts_at_a_local_time() {
    let start = |start: &str| {
        let recurrence = json!({"rrule": "FREQ=DAILY", "timezone": "UTC", "start": start});
        scheduled(&recurrence, &json!({})).join("\n")
    };
    assert_eq!(start("2024-10-26T09:13:00"), "");
    for (text, message) in [
        ("tomorrow", "'tomorrow' is not a date and a time"),
        ("2025-06-02", "'2025-06-02' is not a date and a time"),
        ("2025-13-02T00:00:00", "'2025-13-02T00:00:00' has no month 13"),
        (
            "2025-06-02T00:00:00Z",
            "'2025-06-02T00:00:00Z' has a UTC offset; the start of a recurrence is in the schedule's time zone",
        ),
        (
            "2025-06-02T00:00",
            "'2025-06-02T00:00' is not in the form YYYY-MM-DDThh:mm:ss",
        ),
        (
            "2025-06-02T00:00:00.000",
            "'2025-06-02T00:00:00.000' is not in the form YYYY-MM-DDThh:mm:ss",
        ),
    ] {
        let path = "/options/scheduling_options/custom_schedule/recurrences/0/start";
        assert_eq!(
            start(text),
            format!("error monitor/schedule {path}: {message} [{text}]")
        );
    }
}

#[test]
fn options_that_a_schedule_excludes() {
    let with = |others: Value| scheduled(&json!({"rrule": "FREQ=DAILY", "timezone": "UTC"}), &others);
    assert_eq!(
        with(json!({"require_full_window": false, "no_data_timeframe": null})),
        [""; 0]
    );
    assert_eq!(
        with(json!({"require_full_window": true})),
        [
            "error monitor/schedule /options/require_full_window: require_full_window is true, but a custom schedule ignores it and needs it to be false"
        ]
    );
    assert_eq!(
        with(json!({"no_data_timeframe": 10})),
        [
            "error monitor/schedule /options/no_data_timeframe: no_data_timeframe conflicts with a custom schedule, which sets when data is expected"
        ]
    );
}
