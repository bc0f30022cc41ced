//! Objects of `render` from JSON with the same field names.

use model::Suppressions;
use render::{Dashboard, Monitor, ShownUnit, Slo, Spec};
use serde_json::Value;

/// The text of a field. It must exist, so that a misspelt name is noticed.
fn text(value: &Value, name: &str) -> String {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("no text '{name}'"))
        .to_owned()
}

fn number(value: &Value, name: &str) -> f64 {
    value[name].as_f64().unwrap_or_else(|| panic!("no number '{name}'"))
}

fn texts(value: &Value, name: &str) -> Vec<String> {
    serde_json::from_value(value[name].clone()).unwrap_or_else(|error| panic!("'{name}': {error}"))
}

fn payload(value: &Value) -> Value {
    value["payload"].clone()
}

pub(super) fn monitor(value: &Value) -> Spec {
    Spec::Monitor(Monitor {
        severity: text(value, "severity"),
        symptom: text(value, "symptom"),
        impact: text(value, "impact"),
        window: text(value, "window"),
        minimum: None,
        limit: None,
        shown_in: ShownUnit {
            text: " %".to_owned(),
            of_unit: None,
        },
        unit: text(value, "unit"),
        no_data: text(value, "no_data"),
        notifies: texts(value, "notifies"),
        metrics: texts(value, "metrics"),
        suppress: serde_json::from_value(value["suppress"].clone()).expect("suppressions"),
        payload: payload(value),
    })
}

pub(super) fn slo(value: &Value) -> Spec {
    Spec::Slo(Slo {
        objective: text(value, "objective"),
        target_percent: number(value, "target_percent"),
        window: text(value, "window"),
        indicator: text(value, "indicator"),
        budget_minutes: number(value, "budget_minutes"),
        metrics: texts(value, "metrics"),
        suppress: Suppressions::new(),
        payload: payload(value),
    })
}

pub(super) fn dashboard(value: &Value) -> Spec {
    Spec::Dashboard(Dashboard {
        title: text(value, "title"),
        description: text(value, "description"),
        suppress: Suppressions::new(),
        payload: payload(value),
    })
}
