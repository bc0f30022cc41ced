//! The page: the dashboard's widgets at their places.

use datadog_simulator::time::{DAY_S, Frame, HOUR_S, MINUTE_S};
use serde_json::Value;

use crate::html::{at, escape};
use crate::kind::{self, Size};
use crate::palette;
use crate::payload::{items, text};
use crate::request::Context;
use crate::source::Source;
use crate::state::State;
use crate::style::STYLE;
use crate::variables::Variables;

/// Which part of the data is shown.
#[derive(Clone, Debug)]
pub struct View {
    /// The end of what is shown, in unix seconds.
    pub now: i64,
    /// What the data are, as a clause for the page's head.
    pub about: String,
}

/// A drawn dashboard.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The page.
    pub html: String,
    /// What became of each widget, in the order of the payload.
    pub widgets: Vec<Shown>,
}

/// What became of a widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The titles of its group and its own, with a slash between them.
    pub path: String,
    /// Its kind.
    pub kind: String,
    /// What became of it.
    pub state: State,
}

/// The width of the page's columns, and the height of its rows.
const COLUMN: f64 = 100.0;
const ROW: f64 = 80.0;
const GAP: f64 = 8.0;
/// What a widget needs besides its content: borders, padding, title.
const FRAME: (f64, f64) = (18.0, 38.0);
/// The columns of a dashboard.
const COLUMNS: i64 = 12;
/// A widget without a place.
const DEFAULT: Place = Place {
    x: None,
    y: 0,
    width: 4,
    height: 3,
};
/// How deep groups may be nested. Datadog nests them once.
const DEPTH_MAX: u8 = 3;
const TIME_S: i64 = 4 * HOUR_S;

/// A widget's place in a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    /// `None` if it follows the one before it.
    x: Option<i64>,
    y: i64,
    width: i64,
    height: i64,
}

impl Place {
    fn of(widget: &Value) -> Self {
        let number = |key: &str| {
            widget
                .get("layout")?
                .get(key)?
                .as_f64()
                .map(|number| number.round() as i64)
        };
        let limited = |key: &str, default: i64| number(key).unwrap_or(default).clamp(1, 200);
        Self {
            x: number("x").map(|x| x.clamp(0, 200)),
            y: number("y").unwrap_or(0).clamp(0, 2000),
            width: limited("width", DEFAULT.width),
            height: limited("height", DEFAULT.height),
        }
    }

    /// Its area in a grid of so many columns.
    fn area(self, columns: i64) -> String {
        let width = self.width.min(columns);
        match self.x {
            Some(x) if x + width <= columns => {
                format!("grid-area:{}/{}/span {}/span {width}", self.y + 1, x + 1, self.height)
            }
            _ => format!("grid-column:span {width};grid-row:span {}", self.height),
        }
    }

    /// The room for its content.
    fn size(self) -> Size {
        let side = |cells: i64, cell: f64| cells as f64 * (cell + GAP) - GAP;
        Size {
            width: (side(self.width.min(COLUMNS), COLUMN) - FRAME.0).max(40.0),
            height: (side(self.height.min(60), ROW) - FRAME.1).max(30.0),
        }
    }
}

/// Draws a dashboard's payload.
#[must_use]
pub fn draw(dashboard: &Value, source: &dyn Source, view: &View) -> Preview {
    let variables = Variables::of(dashboard);
    let mut page = Page {
        source,
        variables: &variables,
        view,
        length_s: timeframe(dashboard.get("default_timeframe")).unwrap_or(TIME_S),
        widgets: Vec::new(),
    };
    let is_free = text(dashboard, "/layout_type") == Some("free");
    let body = page.grid(items(dashboard, "widgets"), COLUMNS, is_free, "", 0);
    let title = text(dashboard, "/title").unwrap_or("Dashboard");
    let mut chips: String = variables
        .shown()
        .iter()
        .map(|shown| format!("<li>{}</li>", escape(shown)))
        .collect();
    let without = page
        .widgets
        .iter()
        .filter(|widget| widget.state.reason().is_some())
        .count();
    if without > 0 {
        chips.push_str(&format!(
            "<li class=\"bad\">{without} of {} widgets without data</li>",
            page.widgets.len()
        ));
    }
    let about = format!("{}, the last {}", view.about, length(page.length_s));
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=1352\">\n<title>{0}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header><h1>{0}</h1><p>{1}</p><p>{2}</p><ul class=\"chips\">{chips}</ul></header>\n<main>{body}</main>\n</body>\n</html>\n",
        escape(title),
        escape(text(dashboard, "/description").unwrap_or_default()),
        escape(&about)
    );
    Preview {
        html,
        widgets: page.widgets,
    }
}

struct Page<'a> {
    source: &'a dyn Source,
    variables: &'a Variables,
    view: &'a View,
    length_s: i64,
    widgets: Vec<Shown>,
}

impl Page<'_> {
    fn grid(&mut self, widgets: &[Value], columns: i64, is_free: bool, group: &str, depth: u8) -> String {
        let mut out = String::new();
        // free layouts have units of their own
        let widest = widgets
            .iter()
            .map(Place::of)
            .map(|place| place.x.unwrap_or(0) + place.width)
            .max()
            .unwrap_or(COLUMNS);
        let unit = (COLUMNS as f64 * (COLUMN + GAP) - GAP) / widest.max(1) as f64;
        let is_stack = !is_free && is_stack(widgets, columns);
        let mut bottom = 0;
        for (index, widget) in widgets.iter().enumerate() {
            let place = Place::of(widget);
            let size;
            let style = if is_free {
                size = Size {
                    width: (place.width as f64 * unit - FRAME.0).max(40.0),
                    height: (place.height as f64 * unit - FRAME.1).max(30.0),
                };
                bottom = bottom.max(place.y + place.height);
                let side = |cells: i64| at(cells as f64 * unit);
                format!(
                    "position:absolute;left:{}px;top:{}px;width:{}px;height:{}px",
                    side(place.x.unwrap_or(0)),
                    side(place.y),
                    side(place.width),
                    side(place.height)
                )
            } else {
                size = place.size();
                if is_stack { String::new() } else { place.area(columns) }
            };
            let Some(definition) = widget.get("definition") else {
                self.widgets.push(Shown {
                    path: format!("{group}{}", index + 1),
                    kind: String::new(),
                    state: State::Broken("it has no definition".to_owned()),
                });
                continue;
            };
            out.push_str(&self.widget(definition, (&style, place, size), (group, index), depth));
        }
        if is_free {
            format!(
                "<div class=\"free\" style=\"height:{}px\">{out}</div>",
                at(bottom as f64 * unit)
            )
        } else if is_stack {
            format!("<div class=\"stack\">{out}</div>")
        } else {
            format!("<div class=\"grid\" style=\"--n:{columns}\">{out}</div>")
        }
    }

    fn widget(
        &mut self,
        definition: &Value,
        (style, place, size): (&str, Place, Size),
        (group, index): (&str, usize),
        depth: u8,
    ) -> String {
        let kind = text(definition, "/type").unwrap_or_default();
        let title = text(definition, "/title")
            .map(|title| self.variables.fill(title))
            .filter(|title| !title.is_empty());
        let name = name(definition, self.variables, index);
        let path = format!("{group}{name}");
        if matches!(kind, "group" | "powerpack" | "split_group")
            && definition.get("widgets").is_some()
            && depth < DEPTH_MAX
        {
            let shade = text(definition, "/background_color")
                .and_then(palette::named)
                .filter(|colour| *colour != "#ffffff");
            let shade = shade
                .map(|colour| format!(" style=\"background:{colour}\""))
                .unwrap_or_default();
            let inside = self.grid(
                items(definition, "widgets"),
                place.width.min(COLUMNS),
                false,
                &format!("{path}/"),
                depth + 1,
            );
            let head = match &title {
                Some(title) if definition.get("show_title").and_then(Value::as_bool) != Some(false) => {
                    format!("<h2 title=\"{0}\"{shade}>{0}</h2>", escape(title))
                }
                _ => String::new(),
            };
            return format!(
                "<section class=\"g\" style=\"{style}\" aria-label=\"{}\">{head}{inside}</section>",
                escape(&name)
            );
        }
        let length_s = timeframe(definition.get("time")).unwrap_or(self.length_s);
        let context = Context {
            source: self.source,
            variables: self.variables,
            frame: Frame {
                from: self.view.now - length_s,
                to: self.view.now,
            },
        };
        let drawn = kind::draw(definition, &context, size);
        let class = match &drawn.state {
            State::Data | State::Still => "",
            State::Empty(_) => " empty",
            State::Broken(_) => " broken",
            State::NotDrawn(_) => " undrawn",
        };
        let hint = text(definition, "/description")
            .map(|hint| format!(" <small title=\"{0}\">{0}</small>", escape(hint)))
            .unwrap_or_default();
        let head = title
            .map(|title| format!("<h3 title=\"{0}\">{0}{hint}</h3>", escape(&title)))
            .unwrap_or_default();
        // a widget that shows a part of what it asks says what is missing
        let why = drawn
            .state
            .reason()
            .filter(|_| !drawn.body.starts_with("<p class=\"none\""));
        let why = why
            .map(|why| format!("<p class=\"why\" title=\"{0}\">{0}</p>", escape(why)))
            .unwrap_or_default();
        self.widgets.push(Shown {
            path,
            kind: kind.to_owned(),
            state: drawn.state,
        });
        format!(
            "<section class=\"w{class}\" style=\"{style}\" aria-label=\"{}\">{head}<div class=\"b\">{}</div>{why}</section>",
            escape(&name),
            drawn.body
        )
    }
}

/// What is done with each widget: its path, its definition, what it shows and its room.
pub(crate) type Visit<'v> = dyn FnMut(&str, &Value, Frame, Size) + 'v;

/// Visits every widget that is no group.
pub(crate) fn each(dashboard: &Value, variables: &Variables, view: &View, visit: &mut Visit<'_>) {
    let length_s = timeframe(dashboard.get("default_timeframe")).unwrap_or(TIME_S);
    // a stack instead of recursion, from the last to the first
    let mut open: Vec<(String, usize, &Value)> = items(dashboard, "widgets")
        .iter()
        .enumerate()
        .rev()
        .map(|(n, widget)| (String::new(), n, widget))
        .collect();
    while let Some((group, index, widget)) = open.pop() {
        let Some(definition) = widget.get("definition") else {
            continue;
        };
        let path = format!("{group}{}", name(definition, variables, index));
        let inside = items(definition, "widgets");
        if inside.is_empty() {
            let length_s = timeframe(definition.get("time")).unwrap_or(length_s);
            visit(
                &path,
                definition,
                Frame {
                    from: view.now - length_s,
                    to: view.now,
                },
                Place::of(widget).size(),
            );
        } else {
            open.extend(
                inside
                    .iter()
                    .enumerate()
                    .rev()
                    .map(|(n, widget)| (format!("{path}/"), n, widget)),
            );
        }
    }
}

/// What a widget is called: its title, or its kind and number.
fn name(definition: &Value, variables: &Variables, index: usize) -> String {
    let title = text(definition, "/title")
        .map(|title| variables.fill(title))
        .filter(|title| !title.is_empty());
    title.unwrap_or_else(|| format!("{} {}", text(definition, "/type").unwrap_or_default(), index + 1))
}

/// Whether all widgets are groups over the whole width, one below the other. Each is then as high as what it holds: its height in the payload has a row
/// for its title, which is lower than a row.
fn is_stack(widgets: &[Value], columns: i64) -> bool {
    let rows: Vec<i64> = widgets.iter().map(|widget| Place::of(widget).y).collect();
    let is_wide =
        |widget: &Value| widget.pointer("/definition/widgets").is_some() && Place::of(widget).width >= columns;
    !widgets.is_empty() && widgets.iter().all(is_wide) && rows.is_sorted()
}

/// How long a time frame is, in seconds: `{type: live, unit: hour, value: 4}`, or the older `{live_span: 4h}`.
fn timeframe(payload: Option<&Value>) -> Option<i64> {
    let payload = payload?;
    let (value, unit) = match text(payload, "/live_span") {
        Some(span) => {
            let digits = span.len() - span.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            (span[..digits].parse::<i64>().ok()?, &span[digits..])
        }
        None => (payload.get("value")?.as_i64()?, text(payload, "/unit")?),
    };
    let unit_s = match unit {
        "minute" | "m" => MINUTE_S,
        "hour" | "h" => HOUR_S,
        "day" | "d" => DAY_S,
        "week" | "w" => 7 * DAY_S,
        "month" | "mo" => 30 * DAY_S,
        _ => return None,
    };
    // longer than this there is no telemetry
    (1..=3660).contains(&value).then(|| (value * unit_s).min(30 * DAY_S))
}

fn length(seconds: i64) -> String {
    let (value, unit) = match seconds {
        s if s % DAY_S == 0 => (s / DAY_S, "day"),
        s if s % HOUR_S == 0 => (s / HOUR_S, "hour"),
        s => (s / MINUTE_S, "minute"),
    };
    if value == 1 {
        unit.to_owned()
    } else {
        format!("{value} {unit}s")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn time_frames_have_two_forms() {
        let check =
            |payload: Value, expected: Option<i64>| assert_eq!(timeframe(Some(&payload)), expected, "{payload}");
        check(json!({ "type": "live", "unit": "hour", "value": 4 }), Some(14_400));
        check(json!({ "live_span": "1mo" }), Some(2_592_000));
        check(json!({ "live_span": "alert" }), None);
        check(json!({ "live_span": "" }), None);
        check(json!({ "unit": "day", "value": i64::MAX }), None);
        assert_eq!(
            (length(14_400), length(86_400), length(900)),
            ("4 hours".to_owned(), "day".to_owned(), "15 minutes".to_owned())
        );
    }

    #[test]
    fn places_stay_in_the_grid() {
        let area = |layout: Value| Place::of(&json!({ "layout": layout })).area(12);
        assert_eq!(
            area(json!({ "x": 4, "y": 1, "width": 4, "height": 2 })),
            "grid-area:2/5/span 2/span 4"
        );
        assert_eq!(
            area(json!({ "x": 10, "y": 0, "width": 47, "height": -3 })),
            "grid-column:span 12;grid-row:span 1"
        );
        assert_eq!(area(json!(null)), "grid-column:span 4;grid-row:span 3");
    }
}
