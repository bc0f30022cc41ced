//! Dashboards of others: each is drawn, whatever it holds.

use std::collections::BTreeMap;
use std::path::PathBuf;

use datadog_simulator::World;
use datadog_simulator::world::{MetricKind, Series, Tags};
use preview::{Recorded, State, View, draw, queries};
use serde_json::{Value, json};

/// A series for each metric that the dashboard reads, with every tag of its first query, so that most widgets have something to draw.
fn recorded(dashboard: &Value) -> Recorded {
    let mut series: BTreeMap<String, Series> = BTreeMap::new();
    for query in queries(dashboard) {
        let name = query.metric.text.clone();
        let tags = query
            .group_keys()
            .into_iter()
            .map(|key| format!("{key}:x"))
            .collect::<Vec<_>>();
        let points = (0..120).map(|minute| (minute * 60, (minute % 7) as f64));
        series
            .entry(name.clone())
            .or_insert_with(|| Series::new(name, Tags::new(tags), MetricKind::Gauge, 60, points));
    }
    Recorded {
        world: World {
            series: series.into_values().collect(),
            ..World::default()
        },
        ..Recorded::default()
    }
}

#[test]
fn every_dashboard_of_the_corpus_is_drawn() {
    let Some(folder) = std::env::var_os("CORPUS_DIR").map(PathBuf::from) else {
        eprintln!("skipped: CORPUS_DIR is not set");
        return;
    };
    let text = std::fs::read_to_string(folder.join("dashboards.jsonl")).expect("the dashboards");
    let view = View {
        now: 7200,
        about: "made up".to_owned(),
    };
    let (mut states, mut kinds): (BTreeMap<&str, usize>, BTreeMap<String, usize>) = (BTreeMap::new(), BTreeMap::new());
    for line in text.lines() {
        let parsed: Value = serde_json::from_str(line).expect("a line is JSON");
        let dashboard = &parsed["dashboard"];
        let preview = draw(dashboard, &recorded(dashboard), &view);
        for widget in preview.widgets {
            *states.entry(widget.state.name()).or_default() += 1;
            if let State::NotDrawn(why) = widget.state {
                assert!(preview.html.contains("class=\"none\""), "{why}");
                *kinds.entry(widget.kind).or_default() += 1;
            }
        }
    }
    eprintln!("{states:?}, not drawn: {kinds:?}");
    assert!(states["data"] > states["broken"], "{states:?}");
}

/// The payload with every seventh value replaced by one of another kind or size; which ones depends on the seed.
fn mangled(value: &Value, seed: &mut u64) -> Value {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    let random = (*seed >> 33) as usize;
    if random.is_multiple_of(7) {
        let others = [
            json!(null),
            json!(-1e300),
            json!(1e300),
            json!(0),
            json!(""),
            json!("$"),
            json!("y = é"),
            json!([]),
            json!({}),
        ];
        return others[random / 7 % others.len()].clone();
    }
    match value {
        Value::Array(items) => items.iter().map(|item| mangled(item, seed)).collect(),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| (key.clone(), mangled(value, seed)));
            Value::Object(fields.collect())
        }
        other => other.clone(),
    }
}

#[test]
fn no_payload_makes_it_panic() {
    let view = View {
        now: 7200,
        about: String::new(),
    };
    let mut seed = 7;
    for _ in 0..150 {
        let dashboard = crate::fixture::dashboard(&crate::fixture::every_kind());
        let mangled = mangled(&dashboard, &mut seed);
        // most lose their widgets; those that keep them reach what draws them
        let widgets = match &mangled["widgets"] {
            Value::Array(widgets) => widgets.clone(),
            _ => crate::fixture::every_kind()
                .iter()
                .map(|widget| self::mangled(widget, &mut seed))
                .collect(),
        };
        let html = draw(&crate::fixture::dashboard(&widgets), &crate::fixture::data(), &view).html;
        assert!(!html.contains("NaN") && !html.contains("inf "), "{mangled}");
    }
}
