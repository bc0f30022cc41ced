use std::collections::BTreeSet;

use render::{Dashboard, Object};
use serde_json::Value;

use super::Tags;
use crate::values;

/// The most levels of groups that are read. Datadog itself allows no group in a group.
const DEPTH_MAX: usize = 4;

/// A dashboard in one organisation.
#[derive(Debug)]
pub(crate) struct DashboardFacts<'a> {
    pub(crate) object: &'a Object,
    pub(crate) spec: &'a Dashboard,
    pub(crate) tags: Tags<'a>,
    /// Every widget, groups and their contents, in order.
    pub(crate) widgets: Vec<Widget<'a>>,
}

/// A widget.
#[derive(Debug)]
pub(crate) struct Widget<'a> {
    pub(crate) kind: &'a str,
    pub(crate) title: &'a str,
    /// The title of the group it is in; empty outside of groups.
    pub(crate) group: &'a str,
    pub(crate) definition: &'a Value,
    /// Its queries: metric queries, searches and the older forms of some widgets.
    pub(crate) queries: Vec<&'a str>,
}

impl<'a> DashboardFacts<'a> {
    pub(crate) fn read(object: &'a Object, spec: &'a Dashboard) -> Self {
        let mut widgets = Vec::new();
        collect(values::list(object.payload(), "widgets"), "", 0, &mut widgets);
        Self {
            object,
            spec,
            tags: Tags::read(&spec.payload),
            widgets,
        }
    }

    /// The names of its template variables.
    pub(crate) fn variables(&self) -> impl Iterator<Item = &'a str> {
        let variables: &'a [Value] = values::list(&self.spec.payload, "template_variables");
        variables.iter().filter_map(|variable| variable.get("name")?.as_str())
    }

    /// The tags by which its queries group.
    pub(crate) fn groups(&self) -> BTreeSet<&'a str> {
        let mut keys = BTreeSet::new();
        for widget in &self.widgets {
            for query in &widget.queries {
                for rest in query.split("by {").skip(1) {
                    keys.extend(rest.split('}').next().unwrap_or_default().split(',').map(str::trim));
                }
            }
            keys.extend(facets(widget.definition));
        }
        keys
    }
}

/// The facets by which the searches of a widget group, and the tags of a check status.
fn facets(definition: &Value) -> Vec<&str> {
    let requests = values::list(definition, "requests").iter();
    let queries = requests.flat_map(|request| request.get("queries").and_then(Value::as_array).into_iter().flatten());
    let facets = queries.flat_map(|query| query.get("group_by").and_then(Value::as_array).into_iter().flatten());
    let of_check = values::list(definition, "group_by").iter().filter_map(Value::as_str);
    facets
        .filter_map(|group| group.get("facet")?.as_str())
        .chain(of_check)
        .collect()
}

fn collect<'a>(list: &'a [Value], group: &'a str, depth: usize, found: &mut Vec<Widget<'a>>) {
    for definition in list.iter().filter_map(|widget| widget.get("definition")) {
        let (kind, title) = (values::text(definition, "type"), values::text(definition, "title"));
        found.push(Widget {
            kind,
            title,
            group,
            definition,
            queries: queries(definition),
        });
        if depth < DEPTH_MAX {
            collect(values::list(definition, "widgets"), title, depth + 1, found);
        }
    }
}

impl<'a> Widget<'a> {
    /// Its name in a message: its title, otherwise its type and group.
    pub(crate) fn name(&self) -> String {
        match (self.title, self.group) {
            ("", "") => format!("widget of type {}", self.kind),
            ("", group) => format!("widget of type {} in group '{group}'", self.kind),
            (title, _) => format!("widget '{title}'"),
        }
    }

    /// Whether it shows data.
    pub(crate) fn shows_data(&self) -> bool {
        !matches!(
            self.kind,
            "group" | "note" | "free_text" | "image" | "iframe" | "powerpack" | "split_group"
        )
    }

    /// The texts in which template variables are used: its queries, and the tags of a check status.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &'a str> {
        let tags = values::list(self.definition, "tags").iter().filter_map(Value::as_str);
        self.queries.iter().copied().chain(tags)
    }
}

fn queries(definition: &Value) -> Vec<&str> {
    let own = ["query", "check"]
        .into_iter()
        .filter_map(|key| definition.get(key)?.as_str());
    let mut found: Vec<&str> = own.collect();
    for request in values::list(definition, "requests") {
        request_queries(request, &mut found);
    }
    found
}

fn request_queries<'a>(request: &'a Value, found: &mut Vec<&'a str>) {
    let text = |value: &'a Value| value.as_str();
    found.extend(request.get("q").and_then(text));
    let of_object = |query: &'a Value| {
        let plain = query
            .get("query")
            .and_then(text)
            .or_else(|| query.get("query_string").and_then(text));
        plain.or_else(|| values::at(query, "search/query").and_then(text))
    };
    found.extend(request.get("query").and_then(of_object));
    for query in values::list(request, "queries") {
        found.extend(of_object(query));
    }
}
