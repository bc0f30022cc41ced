//! Compares dashboards: widgets by their titles, the rest by path.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::display::quoted;
use crate::fact::Fact;
use crate::payload::{Payloads, different};
use crate::structure;
use crate::tags;
use crate::wording::Wording;
use model::Risk;

/// The deepest nesting of groups that is compared; Datadog allows one level.
const DEPTH_MAX: usize = 4;

/// Characters of the text that identifies a widget without a title.
const EXCERPT_CHARACTERS: usize = 40;

/// What identifies a widget: its group, its title, and its number among widgets of the same title.
type Place = (String, String, usize);

struct Widget {
    definition: Map<String, Value>,
    layout: Option<Value>,
    at: usize,
}

pub(crate) fn facts(old: &Value, new: &Value) -> Vec<Fact> {
    let mut payloads = Payloads::new(old, new);
    let (old_widgets, new_widgets) = payloads.take("widgets");
    let mut facts = Vec::new();
    if old_widgets.as_ref().is_none_or(Value::is_array) && new_widgets.as_ref().is_none_or(Value::is_array) {
        facts.extend(widgets(flatten(old_widgets), flatten(new_widgets)));
    } else {
        facts.extend(different(
            "widgets",
            Risk::Dashboard,
            old_widgets.as_ref(),
            new_widgets.as_ref(),
        ));
    }
    let (old_tags, new_tags) = payloads.take("tags");
    facts.extend(tags::facts(old_tags.as_ref(), new_tags.as_ref(), &[]));
    let reported = BTreeSet::new();
    let mut wording = Wording::new(&reported);
    wording.field(&mut payloads, "title");
    wording.field(&mut payloads, "description");
    facts.extend(wording.facts());
    facts.extend(payloads.rest("", Risk::Dashboard));
    facts
}

/// All widgets, including groups, by their places.
fn flatten(widgets: Option<Value>) -> BTreeMap<Place, Widget> {
    let mut found = BTreeMap::new();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut pending: Vec<(String, Value, usize)> = list(widgets)
        .into_iter()
        .rev()
        .map(|widget| (String::new(), widget, 0))
        .collect();
    while let Some((group, widget, depth)) = pending.pop() {
        let Value::Object(mut widget) = widget else {
            // Not a widget. Keep its value, so that a change is reported.
            let definition = Map::from_iter([("value".to_owned(), widget)]);
            insert(&mut found, &mut counts, group, "widget".to_owned(), definition, None);
            continue;
        };
        let layout = widget.remove("layout");
        let mut definition = match widget.remove("definition") {
            Some(Value::Object(definition)) => definition,
            other => other
                .map(|value| Map::from_iter([("definition".to_owned(), value)]))
                .unwrap_or_default(),
        };
        // Other fields than the definition. Datadog assigns the id.
        widget.remove("id");
        definition.extend(
            widget
                .into_iter()
                .map(|(name, value)| (format!("widget.{name}"), value)),
        );
        let title = title(&definition);
        if depth < DEPTH_MAX && definition.get("widgets").is_some_and(Value::is_array) {
            let inner = list(definition.remove("widgets"));
            pending.extend(inner.into_iter().rev().map(|widget| (title.clone(), widget, depth + 1)));
        }
        insert(&mut found, &mut counts, group, title, definition, layout);
    }
    found
}

fn list(widgets: Option<Value>) -> Vec<Value> {
    match widgets {
        Some(Value::Array(widgets)) => widgets,
        _ => Vec::new(),
    }
}

fn insert(
    found: &mut BTreeMap<Place, Widget>,
    counts: &mut BTreeMap<(String, String), usize>,
    group: String,
    title: String,
    definition: Map<String, Value>,
    layout: Option<Value>,
) {
    let count = counts.entry((group.clone(), title.clone())).or_default();
    let at = found.len();
    found.insert((group, title, *count), Widget { definition, layout, at });
    *count += 1;
}

/// The title, the beginning of the text, or the type.
fn title(definition: &Map<String, Value>) -> String {
    let text = |field: &str| {
        definition
            .get(field)
            .and_then(Value::as_str)
            .filter(|text| !text.trim().is_empty())
    };
    if let Some(title) = text("title") {
        return title.to_owned();
    }
    let kind = text("type").unwrap_or("widget");
    let content = ["content", "text", "url"]
        .into_iter()
        .find_map(text)
        .unwrap_or_default();
    let excerpt: String = content
        .trim()
        .chars()
        .take_while(|c| *c != '\n')
        .take(EXCERPT_CHARACTERS)
        .collect();
    if excerpt.is_empty() {
        kind.to_owned()
    } else {
        format!("{kind}: {excerpt}")
    }
}

fn widgets(mut old: BTreeMap<Place, Widget>, mut new: BTreeMap<Place, Widget>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let both: Vec<Place> = old.keys().filter(|place| new.contains_key(*place)).cloned().collect();
    let mut laid_out = order(&old, &both) != order(&new, &both);
    for place in both {
        let (Some(before), Some(after)) = (old.remove(&place), new.remove(&place)) else {
            continue;
        };
        laid_out |= before.layout != after.layout;
        facts.extend(definition(&place, before, after));
    }
    let shifted = !old.is_empty() || !new.is_empty();
    // By title alone, for widgets that moved to another group.
    let mut moved: BTreeMap<(String, usize), Place> = new
        .keys()
        .map(|place| ((place.1.clone(), place.2), place.clone()))
        .collect();
    for (from, before) in old {
        if let Some((to, after)) = moved
            .remove(&(from.1.clone(), from.2))
            .and_then(|to| new.remove(&to).map(|after| (to, after)))
        {
            facts.push(Fact::new(
                Risk::Dashboard,
                widget(&to),
                format!("moved from {}", group(&from.0)),
            ));
            facts.extend(definition(&to, before, after));
        } else {
            facts.push(Fact::new(Risk::Dashboard, widget(&from), "removed"));
        }
    }
    facts.extend(
        new.keys()
            .map(|place| Fact::new(Risk::Dashboard, widget(place), "added")),
    );
    // An added or removed widget moves the others; do not report that.
    if laid_out && !shifted {
        facts.push(Fact::new(Risk::Wording, "layout", "changed"));
    }
    facts
}

/// The places in the order of the dashboard.
fn order<'a>(widgets: &BTreeMap<Place, Widget>, places: &'a [Place]) -> Vec<&'a Place> {
    let at: BTreeMap<usize, &Place> = places
        .iter()
        .filter_map(|place| Some((widgets.get(place)?.at, place)))
        .collect();
    at.into_values().collect()
}

fn definition(place: &Place, before: Widget, after: Widget) -> Vec<Fact> {
    let found = structure::differences(&Value::Object(before.definition), &Value::Object(after.definition));
    let mut reported = BTreeSet::new();
    let wording = |path: &str| matches!(path, "title" | "content" | "text");
    found
        .into_iter()
        .filter(|difference| reported.insert(difference.path.clone()))
        .map(|difference| {
            let risk = if wording(&difference.path) {
                Risk::Wording
            } else {
                Risk::Dashboard
            };
            Fact::new(risk, format!("{}: {}", widget(place), difference.path), difference.how)
        })
        .collect()
}

fn widget((group, title, _): &Place) -> String {
    if group.is_empty() {
        format!("widget {}", quoted(title))
    } else {
        format!("widget {} of {}", quoted(title), quoted(group))
    }
}

fn group(title: &str) -> String {
    if title.is_empty() {
        "the dashboard itself".to_owned()
    } else {
        quoted(title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn dashboard(widgets: &[Value]) -> Value {
        json!({ "title": "A", "widgets": [{ "definition": { "type": "group", "title": "G", "widgets": widgets } }], "template_variables": [{ "name": "env", "defaults": ["prod"] }] })
    }

    fn graph(title: &str, query: &str, x: u32) -> Value {
        json!({ "definition": { "type": "timeseries", "title": title, "requests": [{ "q": query }] }, "layout": { "x": x } })
    }

    fn check(old: &Value, new: &Value, expected: &[&str]) {
        let found: Vec<_> = facts(old, new)
            .iter()
            .map(|f| format!("{}: {} {}", f.risk, f.what, f.how))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn widgets_are_identified_by_their_titles() {
        let old = dashboard(&[graph("X", "a", 0), graph("Y", "b", 4)]);
        check(
            &old,
            &dashboard(&[graph("X", "c", 0), graph("Y", "b", 4)]),
            &["dashboard: widget 'X' of 'G': requests[0].q a -> c"],
        );
        check(
            &old,
            &dashboard(&[graph("Y", "b", 0)]),
            &["dashboard: widget 'X' of 'G' removed"],
        );
        check(
            &old,
            &dashboard(&[graph("X", "a", 0), graph("Z", "b", 4), graph("Y", "b", 8)]),
            &["dashboard: widget 'Z' of 'G' added"],
        );
        check(
            &old,
            &dashboard(&[graph("Y", "b", 4), graph("X", "a", 0)]),
            &["wording: layout changed"],
        );
        check(
            &old,
            &dashboard(&[graph("X", "a", 1), graph("Y", "b", 4)]),
            &["wording: layout changed"],
        );
        let mut moved = dashboard(&[graph("X", "a", 0)]);
        moved["widgets"]
            .as_array_mut()
            .expect("a list")
            .push(graph("Y", "b", 0));
        check(&old, &moved, &["dashboard: widget 'Y' moved from 'G'"]);
    }

    #[test]
    fn variables_and_invalid_widgets() {
        let old = dashboard(&[]);
        let mut new = dashboard(&[]);
        new["template_variables"][0]["defaults"] = json!(["*"]);
        check(
            &old,
            &new,
            &["dashboard: template_variables[env].defaults with * instead of prod"],
        );
        check(
            &json!({ "widgets": [1] }),
            &json!({ "widgets": [2] }),
            &["dashboard: widget 'widget': value 1 -> 2"],
        );
        check(
            &json!({ "widgets": 1 }),
            &json!({ "widgets": [2] }),
            &["dashboard: widgets 1 -> [2]"],
        );
    }
}
