//! Dashboards.

use serde_json::Value;

use super::queries::{self, Language, Query, Request};
use super::{Located, list, located, text};
use crate::payload::pointer;

/// Groups hold widgets; nothing holds groups within groups within groups.
const GROUP_DEPTH_MAX: usize = 8;

/// A dashboard.
#[derive(Clone, Debug)]
pub struct Dashboard<'v> {
    /// Its title.
    pub title: Option<&'v str>,
    /// `ordered` (a grid of 12 columns) or `free`.
    pub layout: Option<&'v str>,
    /// `auto` or `fixed`: whether widgets of an ordered dashboard flow.
    pub reflow: Option<&'v str>,
    /// Its tags, where they are texts.
    pub tags: Vec<Located<'v>>,
    /// Its template variables.
    pub variables: Vec<Variable<'v>>,
    /// Its saved views.
    pub presets: Vec<Preset<'v>>,
    /// Its widgets, those of groups after their group.
    pub widgets: Vec<Widget<'v>>,
}

/// A template variable.
#[derive(Clone, Debug)]
pub struct Variable<'v> {
    /// JSON pointer to it.
    pub path: String,
    /// Its name, without the dollar.
    pub name: &'v str,
    /// The tag or facet that it sets.
    pub prefix: Option<&'v str>,
    /// All of it.
    pub value: &'v Value,
}

/// A saved view.
#[derive(Clone, Debug)]
pub struct Preset<'v> {
    /// JSON pointer to it.
    pub path: String,
    /// Its name.
    pub name: Option<&'v str>,
    /// JSON pointer, name and all of each variable that it sets.
    pub values: Vec<Variable<'v>>,
}

/// A widget.
#[derive(Clone, Debug)]
pub struct Widget<'v> {
    /// JSON pointer to it, not to its definition.
    pub path: String,
    /// The index of the group that holds it.
    pub group: Option<usize>,
    /// Its type: `timeseries`.
    pub kind: &'v str,
    /// Its title.
    pub title: Option<&'v str>,
    /// Its position.
    pub layout: Option<Layout>,
    /// Its requests; a widget that asks without any has one all the same.
    pub requests: Vec<Request<'v>>,
    /// Its definition.
    pub definition: &'v Value,
}

/// The position and size of a widget, in cells of the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// Columns from the left.
    pub x: f64,
    /// Rows from the top.
    pub y: f64,
    /// Columns.
    pub width: f64,
    /// Rows.
    pub height: f64,
    /// Whether a new column of the dashboard begins here.
    pub is_column_break: bool,
}

impl<'v> Dashboard<'v> {
    /// Reads a payload.
    #[must_use]
    pub fn read(payload: &'v Value) -> Self {
        let mut widgets = Vec::new();
        flatten(payload, "", None, 0, &mut widgets);
        Self {
            title: text(payload, "title"),
            layout: text(payload, "layout_type"),
            reflow: text(payload, "reflow_type"),
            tags: located(payload, "", "tags"),
            variables: variables(payload, ""),
            presets: list(payload, "template_variable_presets")
                .iter()
                .enumerate()
                .map(Preset::read)
                .collect(),
            widgets,
        }
    }
}

impl<'v> Preset<'v> {
    fn read((index, value): (usize, &'v Value)) -> Self {
        let path = pointer::item("/template_variable_presets", index);
        Self {
            name: text(value, "name"),
            values: variables(value, &path),
            path,
        }
    }
}

impl<'v> Widget<'v> {
    /// Its queries, of all requests.
    pub fn queries(&self) -> impl Iterator<Item = &Query<'v>> {
        self.requests.iter().flat_map(|request| &request.queries)
    }
}

fn variables<'v>(value: &'v Value, base: &str) -> Vec<Variable<'v>> {
    let read = |(index, value): (usize, &'v Value)| Variable {
        path: format!("{base}/template_variables/{index}"),
        name: text(value, "name").unwrap_or_default(),
        prefix: text(value, "prefix"),
        value,
    };
    list(value, "template_variables").iter().enumerate().map(read).collect()
}

fn flatten<'v>(parent: &'v Value, base: &str, group: Option<usize>, depth: usize, out: &mut Vec<Widget<'v>>) {
    for (index, value) in list(parent, "widgets").iter().enumerate() {
        let path = format!("{base}/widgets/{index}");
        let definition = &value["definition"];
        out.push(Widget {
            group,
            kind: text(definition, "type").unwrap_or_default(),
            title: text(definition, "title"),
            layout: layout(&value["layout"]),
            requests: requests(definition, &format!("{path}/definition")),
            definition,
            path: path.clone(),
        });
        if depth < GROUP_DEPTH_MAX {
            let own = out.len() - 1;
            flatten(definition, &format!("{path}/definition"), Some(own), depth + 1, out);
        }
    }
}

fn layout(value: &Value) -> Option<Layout> {
    let number = |name: &str| value.get(name)?.as_f64();
    Some(Layout {
        x: number("x")?,
        y: number("y")?,
        width: number("width")?,
        height: number("height")?,
        is_column_break: value["is_column_break"] == true,
    })
}

fn requests<'v>(definition: &'v Value, path: &str) -> Vec<Request<'v>> {
    let at = format!("{path}/requests");
    let mut out: Vec<_> = match &definition["requests"] {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(i, item)| queries::below(item, &pointer::item(&at, i)))
            .collect(),
        Value::Object(named) => named
            .iter()
            .map(|(name, item)| queries::below(item, &pointer::field(&at, name)))
            .collect(),
        _ => Vec::new(),
    };
    out.extend(direct(definition, path));
    if definition["source_widget_definition"].is_object() {
        out.extend(requests(
            &definition["source_widget_definition"],
            &format!("{path}/source_widget_definition"),
        ));
    }
    out
}

/// What a widget searches without a request, and what lies over its graph.
fn direct<'v>(definition: &'v Value, path: &str) -> Option<Request<'v>> {
    let mut request = queries::below(&definition["events"], &format!("{path}/events"));
    let language = match text(definition, "type") {
        Some("event_stream" | "event_timeline" | "log_stream") => Language::Search,
        _ => Language::Other,
    };
    if let Some(query) = Located::field(definition, path, "query") {
        request.queries.push(Query {
            path: query.path,
            base: path.to_owned(),
            inner: false,
            name: None,
            source: None,
            language,
            text: Some(query.text),
            groups: Vec::new(),
            limits: Vec::new(),
        });
    }
    (!request.queries.is_empty()).then_some(request)
}
