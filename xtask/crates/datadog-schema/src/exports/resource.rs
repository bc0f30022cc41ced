//! Kubernetes resources that Datadog's operator applies, as the objects that it sends for them.

use diagnostics::suggestion;
use serde_json::{Map, Value, json};

use super::{Exported, RULE, fields};
use crate::payload::{PayloadKind, Problem, pointer};

/// The group of the operator's resources.
const GROUP: &str = "datadoghq.com/";

/// What `spec.type` of a `DatadogGenericResource` may be.
const GENERIC: [(&str, PayloadKind); 9] = [
    ("dashboard", PayloadKind::Dashboard),
    ("downtime", PayloadKind::Downtime),
    ("monitor", PayloadKind::Monitor),
    ("monitor_notification_rule", PayloadKind::NotificationRule),
    ("notebook", PayloadKind::Notebook),
    ("slo", PayloadKind::Slo),
    ("slo_correction", PayloadKind::Slo),
    ("synthetics_api_test", PayloadKind::SyntheticTest),
    ("synthetics_browser_test", PayloadKind::SyntheticTest),
];

/// The kind of a Kubernetes resource or list; `None` if the object is none.
pub(super) fn kind(map: &Map<String, Value>) -> Option<String> {
    map.get("apiVersion")?.as_str()?;
    map.get("kind")?.as_str().map(str::to_owned)
}

/// The object that the operator sends for the resource `map` of the kind `name`.
pub(super) fn read(name: &str, mut map: Map<String, Value>, path: String) -> Result<Exported, Problem> {
    let is_datadog = map["apiVersion"]
        .as_str()
        .is_some_and(|version| version.starts_with(GROUP));
    let reader: Reader = match name {
        "DatadogGenericResource" if is_datadog => generic,
        "DatadogMonitor" if is_datadog => monitor,
        "DatadogSLO" if is_datadog => slo,
        "DatadogDashboard" if is_datadog => dashboard,
        _ => {
            let message = format!("a resource of kind '{name}' is no object of Datadog, and is not read");
            return Err(Problem::warning(RULE, path, message).help("leave it out of the file"));
        }
    };
    let at = pointer::field(&path, "spec");
    let Some(spec) = map.remove("spec") else {
        return Err(Problem::error(RULE, path, format!("the {name} has no 'spec'")));
    };
    let (kind, payload) = reader(spec, &at)?;
    Ok(Exported {
        kind,
        payload,
        path,
        form: Some(format!("a {name}")),
    })
}

/// Reads the spec at a pointer.
type Reader = fn(Value, &str) -> Result<(PayloadKind, Value), Problem>;

fn generic(spec: Value, at: &str) -> Result<(PayloadKind, Value), Problem> {
    let known = || GENERIC.iter().map(|(name, _)| *name);
    let name = spec["type"].as_str().unwrap_or_default();
    let Some((_, kind)) = GENERIC.iter().find(|(known, _)| *known == name) else {
        let message = format!("unknown type '{name}' of a DatadogGenericResource");
        return Err(Problem::error(RULE, pointer::field(at, "type"), message).help(suggestion(name, known())));
    };
    let payload = text_of_json(spec.get("jsonSpec"), &pointer::field(at, "jsonSpec"))?;
    Ok((*kind, payload))
}

fn monitor(spec: Value, at: &str) -> Result<(PayloadKind, Value), Problem> {
    let fields = fields::convert(fields::MONITOR, spec, at)?;
    Ok((PayloadKind::Monitor, Value::Object(fields)))
}

fn slo(spec: Value, at: &str) -> Result<(PayloadKind, Value), Problem> {
    let mut fields = fields::convert(fields::SLO, spec, at)?;
    let mut threshold = Map::new();
    for name in ["target", "timeframe", "warning"] {
        threshold.extend(fields.remove_entry(name));
    }
    fields.insert("thresholds".to_owned(), json!([threshold]));
    if let Some(mut slice) = fields.remove("time_slice") {
        let query = slice["query"].take();
        slice["query"] = json!({
            "formulas": [{ "formula": "query1" }],
            "queries": [{ "data_source": "metrics", "name": "query1", "query": query }],
        });
        fields.insert("sli_specification".to_owned(), json!({ "time_slice": slice }));
    }
    Ok((PayloadKind::Slo, Value::Object(fields)))
}

fn dashboard(spec: Value, at: &str) -> Result<(PayloadKind, Value), Problem> {
    let mut fields = fields::convert(fields::DASHBOARD, spec, at)?;
    let widgets = text_of_json(fields.get("widgets"), &pointer::field(at, "widgets"))?;
    fields.insert("widgets".to_owned(), widgets);
    Ok((PayloadKind::Dashboard, Value::Object(fields)))
}

/// The value of a field whose text is JSON.
fn text_of_json(value: Option<&Value>, at: &str) -> Result<Value, Problem> {
    let Some(text) = value.and_then(Value::as_str) else {
        return Err(
            Problem::error(RULE, at, "expected a text of JSON").help("write the object as JSON in a block of text (|)")
        );
    };
    serde_json::from_str(text).map_err(|error| Problem::error(RULE, at, format!("the text is not JSON: {error}")))
}
