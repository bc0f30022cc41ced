//! Where widgets stand (doc: dashboards/#layout).

use crate::payload::view::dashboard::{Layout, Widget};
use crate::payload::{Dashboard, Problem};

/// Columns of an ordered dashboard.
const COLUMNS: f64 = 12.0;

/// Dashboards dragged with the mouse carry rests smaller than this.
const REST: f64 = 0.01;

pub(crate) fn check(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let free = dashboard.layout == Some("free");
    for widget in &dashboard.widgets {
        if widget.kind == "group" && widget.group.is_some() {
            out.push(
                Problem::error("dashboard/nested-group", widget.path.clone(), "a group within a group")
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
    .help("give x, y, width and height, or layout_type: 'ordered'")
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
            let message = format!("{field} {value} is no whole number: an ordered dashboard is a grid");
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
            .help(format!("x and width together are at most {COLUMNS}")),
        );
    }
}

/// The API takes widgets that lie over one another; nobody sees the lower one. What follows a column break starts a column of its own. Groups are shown in
/// their order and as high as they need, whatever their layout says, so they lie over nothing.
fn overlaps(dashboard: &Dashboard<'_>, out: &mut Vec<Problem>) {
    let mut column = 0;
    let mut placed: Vec<_> = Vec::new();
    for (index, widget) in dashboard.widgets.iter().enumerate() {
        let Some(layout) = widget.layout else { continue };
        column += usize::from(layout.is_column_break && widget.group.is_none());
        let room = (widget.group, if widget.group.is_none() { column } else { 0 });
        if widget.kind != "group" {
            placed.push((room, layout, index));
        }
    }
    // Sorted by room and top edge, a widget can only lie over those that begin before it ends.
    placed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.y.total_cmp(&b.1.y)));
    for (n, (room, upper, first)) in placed.iter().enumerate() {
        let below = placed[n + 1..]
            .iter()
            .take_while(|(r, lower, _)| r == room && lower.y + REST < upper.y + upper.height);
        if let Some((_, _, second)) = below.into_iter().find(|(_, lower, _)| beside(upper, lower)) {
            let (first, second) = (&dashboard.widgets[*first], &dashboard.widgets[*second]);
            out.push(Problem::warning(
                "dashboard/overlap",
                format!("{}/layout", second.path),
                format!("the {} lies over the {}", shown(second), shown(first)),
            ));
        }
    }
}

fn beside(a: &Layout, b: &Layout) -> bool {
    b.height > REST && a.x + REST < b.x + b.width && b.x + REST < a.x + a.width
}

fn shown(widget: &Widget<'_>) -> String {
    match widget.title {
        Some(title) if !title.is_empty() => format!("{} widget '{title}'", widget.kind),
        _ => format!("{} widget at {}", widget.kind, widget.path),
    }
}
