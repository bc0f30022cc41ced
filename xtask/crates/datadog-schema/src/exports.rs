//! The objects within what was exported: answers of Datadog's API with their envelopes, lists, what `pup` prints, and Kubernetes resources of Datadog's operator.
//! Each form is recognised by its shape. No I/O.

mod fields;
mod misplaced;
mod resource;
mod slo_search;

use serde_json::{Map, Value};

use crate::payload::{PayloadKind, Problem, pointer};

/// The rule of what cannot be read as an object.
pub const RULE: &str = "input/form";

/// An object of an export.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// What it is. A Kubernetes resource says so itself.
    pub kind: PayloadKind,
    /// The object as the API accepts it.
    pub payload: Value,
    /// JSON pointer to where it was found.
    pub path: String,
    /// What it was taken out of; `None` if it stood alone.
    pub form: Option<String>,
}

/// The objects in a value of which nothing is known but that it should describe objects of `kind`. What cannot be read is a problem that points into the value.
#[must_use]
pub fn objects(kind: PayloadKind, value: Value) -> Vec<Result<Exported, Problem>> {
    let mut walk = Walk { kind, out: Vec::new() };
    walk.value(value, String::new(), None);
    walk.out
}

struct Walk {
    kind: PayloadKind,
    out: Vec<Result<Exported, Problem>>,
}

impl Walk {
    fn value(&mut self, value: Value, path: String, form: Option<String>) {
        match value {
            Value::Array(items) => self.items(items, &path, &form.unwrap_or_else(|| "a list".to_owned())),
            Value::Object(map) => self.object(map, path, form),
            other => self.found(other, path, form),
        }
    }

    fn items(&mut self, items: Vec<Value>, path: &str, form: &str) {
        for (index, item) in items.into_iter().enumerate() {
            self.value(item, pointer::item(path, index), Some(form.to_owned()));
        }
    }

    fn found(&mut self, payload: Value, path: String, form: Option<String>) {
        self.out.push(Ok(Exported {
            kind: self.kind,
            payload,
            path,
            form,
        }));
    }

    fn object(&mut self, mut map: Map<String, Value>, path: String, form: Option<String>) {
        if let Some(name) = resource::kind(&map) {
            let items = if name.ends_with("List") {
                map.remove("items")
            } else {
                None
            };
            return match items {
                Some(items) => self.value(items, pointer::field(&path, "items"), Some(format!("a {name}"))),
                None => self.out.push(resource::read(&name, map, path)),
            };
        }
        if let Some(answer) = refusal(&map) {
            let problem = Problem::error(RULE, path, format!("the API refused the request: {answer}"));
            return self
                .out
                .push(Err(problem.help("export again, with keys that may read the objects")));
        }
        if let Some(problem) = misplaced::problem(self.kind, &map, &path) {
            return self.out.push(Err(problem));
        }
        let is_list = |field: &&str| map.get(*field).is_some_and(Value::is_array) && !map.contains_key(mark(self.kind));
        if let Some(field) = list_field(self.kind).filter(is_list) {
            let items = map.remove(field).unwrap_or_default();
            let at = pointer::field(&path, field);
            return if self.kind == PayloadKind::Dashboard
                && items.as_array().is_some_and(|all| all.iter().all(lacks_widgets))
            {
                let message = "a list of dashboards has them without their widgets";
                self.out.push(Err(
                    Problem::error(RULE, at, message).help("export each dashboard by its id")
                ));
            } else {
                self.value(items, at, Some(format!("the field '{field}'")))
            };
        }
        if self.is_named(&map) {
            return self.named(map, &path);
        }
        match map.get("data") {
            Some(Value::Array(_)) => self.unwrap(map, &path),
            Some(Value::Object(data)) if !self.is_own_envelope(&map, data) => self.unwrap(map, &path),
            Some(_) => self.found(Value::Object(map), path, form),
            None => self.without_envelope(map, path, form),
        }
    }

    /// Whether every field is an object of the kind: what `datadog-sync-cli` stores by id, and objects that somebody listed by name.
    fn is_named(&self, map: &Map<String, Value>) -> bool {
        let is_object = |value: &Value| value.get(mark(self.kind)).is_some();
        list_field(self.kind).is_some() && !map.is_empty() && map.values().all(is_object)
    }

    fn named(&mut self, map: Map<String, Value>, path: &str) {
        let form = match map.keys().next() {
            Some(name) if map.len() == 1 => format!("the field '{name}'"),
            _ => "an object of objects".to_owned(),
        };
        for (name, value) in map {
            self.value(value, pointer::field(path, &name), Some(form.clone()));
        }
    }

    /// What the field `data` contains.
    fn unwrap(&mut self, mut map: Map<String, Value>, path: &str) {
        let data = map.remove("data").unwrap_or_default();
        self.value(data, pointer::field(path, "data"), Some("the field 'data'".to_owned()));
    }

    /// Whether the field `data` belongs to the object: version 2 of the API has it around every object, and version 1 around corrections of SLOs.
    fn is_own_envelope(&self, map: &Map<String, Value>, data: &Map<String, Value>) -> bool {
        // `pup` puts it around everything.
        let of_pup = map.contains_key("status") || map.contains_key("metadata");
        match self.kind {
            PayloadKind::Slo => !of_pup && data.get("type").is_some_and(|name| name == "correction"),
            _ => !of_pup && has_envelope(self.kind),
        }
    }

    /// An object of which the field `data` was around, or never was.
    fn without_envelope(&mut self, mut map: Map<String, Value>, path: String, form: Option<String>) {
        let is_correction = map.get("type").is_some_and(|name| name == "correction");
        match map.get("attributes") {
            Some(Value::Object(_)) if self.kind == PayloadKind::Downtime || is_correction => {
                self.found(Value::Object(map), path, form);
            }
            Some(Value::Object(_)) if has_envelope(self.kind) => {
                let mut envelope = Map::new();
                envelope.insert("data".to_owned(), Value::Object(map));
                self.found(Value::Object(envelope), path, form);
            }
            Some(Value::Object(_)) => {
                let attributes = map.remove("attributes").unwrap_or_default();
                let at = pointer::field(&path, "attributes");
                self.value(attributes, at, Some("the field 'attributes'".to_owned()));
            }
            _ if self.kind == PayloadKind::Slo && slo_search::is_result(&map) => {
                let result = slo_search::payload(map, &path);
                match result {
                    Ok(payload) => self.found(payload, path, Some("a search".to_owned())),
                    Err(problem) => self.out.push(Err(problem)),
                }
            }
            _ => self.found(Value::Object(map), path, form),
        }
    }
}

/// Whether requests have the field `data` around the object.
const fn has_envelope(kind: PayloadKind) -> bool {
    match kind {
        PayloadKind::Downtime
        | PayloadKind::NotificationRule
        | PayloadKind::Notebook
        | PayloadKind::LogArchive
        | PayloadKind::LogMetric
        | PayloadKind::RestrictionQuery => true,
        PayloadKind::Monitor | PayloadKind::Dashboard | PayloadKind::Slo | PayloadKind::SyntheticTest => false,
    }
}

/// The field in which an answer of version 1 lists objects.
const fn list_field(kind: PayloadKind) -> Option<&'static str> {
    match kind {
        PayloadKind::Monitor => Some("monitors"),
        PayloadKind::Dashboard => Some("dashboards"),
        PayloadKind::Slo => Some("slos"),
        PayloadKind::SyntheticTest => Some("tests"),
        _ => None,
    }
}

/// A field that an object of the kind has, and a list of them has not.
const fn mark(kind: PayloadKind) -> &'static str {
    match kind {
        PayloadKind::Monitor => "query",
        PayloadKind::Dashboard => "widgets",
        PayloadKind::Slo => "thresholds",
        _ => "type",
    }
}

fn lacks_widgets(item: &Value) -> bool {
    item.get("widgets").is_none()
}

/// The first reason of an answer that only has reasons.
fn refusal(map: &Map<String, Value>) -> Option<String> {
    let first = map.get("errors")?.as_array()?.first()?;
    let words = first.as_str().or_else(|| first.get("detail")?.as_str());
    let only = map
        .keys()
        .all(|name| matches!(name.as_str(), "errors" | "status" | "code" | "name"));
    only.then(|| words.map_or_else(|| first.to_string(), str::to_owned))
}
