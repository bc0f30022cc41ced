//! The layout of widgets (doc: dashboards/#layout).

use crate::payload::view::dashboard::{Layout, Widget};
use crate::payload::{Dashboard, Problem};

/// Columns of an ordered dashboard.
const COLUMNS: f64 = 12.0;

/// Dragging with the mouse leaves fractions smaller than this.
const REST: f64 = 0.01;

pub(crate) fn check(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let free = dashboard.layout == Some("free");
    for widget in &dashboard.widgets {
        if widget.kind == "group" && widget.group.is_some() {
            out.push(
                Problem::error("dashboard/nested-group", widget.path.clone(), "a group inside a group")
                    .help("move its widgets into the outer one"),
            );
        }
        match &widget.layout {
            None if free && widget.group.is_none() => out.push(missing(widget)),
            None => {}
            Some(layout) if free && widget.group.is_none() => left_of_dashboard(widget, layout, out),
            Some(layout) => in_grid(widget, layout, out),
        }
    }
    if !free {
        overlaps(dashboard, out);
    }
}

fn missing(widget: &Widget<'_>) -> Problem {
    Problem::error(
        "dashboard/layout",
        widget.path.clone(),
        "a widget of a free dashboard needs 'layout'",
    )
    .help("set x, y, width and height, or set layout_type: 'ordered'")
}

fn left_of_dashboard(widget: &Widget<'_>, layout: &Layout, out: &mut Vec<Problem>) {
    for (axis, value) in [("x", layout.x), ("y", layout.y)] {
        if value < -REST {
            out.push(Problem::warning(
                "dashboard/layout",
                format!("{}/layout/{axis}", widget.path),
                format!("the widget begins at {axis} {value}, outside of the dashboard"),
            ));
        }
    }
}

fn in_grid(widget: &Widget<'_>, layout: &Layout, out: &mut Vec<Problem>) {
    let at = |field: &str| format!("{}/layout/{field}", widget.path);
    for (field, value, least) in [
        ("x", layout.x, 0.0),
        ("y", layout.y, 0.0),
        ("width", layout.width, 1.0),
        ("height", layout.height, 1.0),
    ] {
        if (value - value.round()).abs() > REST {
            let message = format!("{field} {value} is not a whole number: an ordered dashboard is a grid");
            out.push(Problem::error("dashboard/layout", at(field), message));
        } else if value < least - REST {
            out.push(Problem::error(
                "dashboard/layout",
                at(field),
                format!("{field} {value} is less than {least}"),
            ));
        }
    }
    let right = layout.x + layout.width;
    if right > COLUMNS + REST {
        out.push(
            Problem::error(
                "dashboard/layout",
                at("width"),
                format!("the widget ends at column {right}; an ordered dashboard has 12"),
            )
            .help(format!("x plus width must be at most {COLUMNS}")),
        );
    }
}

/// The API accepts widgets that overlap, and the lower one is hidden. A column break starts a new column. Groups are shown in order and as high as they need,
/// whatever their layout says, so they never overlap.
fn overlaps(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let mut column = 0;
    let mut placed: Vec<_> = Vec::new();
    for (index, widget) in dashboard.widgets.iter().enumerate() {
        let Some(layout) = widget.layout else { continue };
        column += usize::from(layout.is_column_break && widget.group.is_none());
        let area = (widget.group, if widget.group.is_none() { column } else { 0 });
        if widget.kind != "group" {
            placed.push((area, layout, index));
        }
    }
    // Sorted by area and top edge, a widget can only overlap those that begin before it ends.
    placed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.y.total_cmp(&b.1.y)));
    for (n, (area, upper, first)) in placed.iter().enumerate() {
        let below = placed[n + 1..]
            .iter()
            .take_while(|(r, lower, _)| r == area && lower.y + REST < upper.y + upper.height);
        if let Some((_, _, second)) = below.into_iter().find(|(_, lower, _)| overlap(upper, lower)) {
            let (first, second) = (&dashboard.widgets[*first], &dashboard.widgets[*second]);
            out.push(Problem::warning(
                "dashboard/overlap",
                format!("{}/layout", second.path),
                format!("the {} overlaps the {}", describe(second), describe(first)),
            ));
        }
    }
}

fn overlap(a: &Layout, b: &Layout) -> bool {
    b.height > REST && a.x + REST < b.x + b.width && b.x + REST < a.x + a.width
}

fn describe(widget: &Widget<'_>) -> String {
    match widget.title {
        Some(title) if !title.is_empty() => format!("{} widget '{title}'", widget.kind),
        _ => format!("{} widget at {}", widget.kind, widget.path),
    }
}
