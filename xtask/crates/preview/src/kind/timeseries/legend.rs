//! The names of curves and their last values, below the plot.

use crate::html::{at, escape};
use crate::number::{Unit, full};
use crate::request::Curve;

/// The height of a line.
pub(super) const LINE: f64 = 17.0;
/// How wide an entry is about.
const ENTRY: f64 = 170.0;
/// How many lines there are at most.
pub(super) const LINES_MAX: usize = 3;

/// How many entries a line of the legend has.
pub(super) fn per_line(width: f64) -> usize {
    ((width / ENTRY) as usize).max(1)
}

pub(super) fn draw(entries: &[&(Curve, Unit, &str)], lines: usize, width: f64) -> String {
    let per_line = per_line(width);
    let fit = per_line * lines;
    let shown = if entries.len() > fit {
        fit.saturating_sub(1)
    } else {
        entries.len()
    };
    let mut out = format!(
        "<ul class=\"legend\" style=\"--c:{per_line};height:{}px\">",
        at(lines as f64 * LINE)
    );
    for (curve, unit, colour) in &entries[..shown] {
        let last = curve
            .points
            .iter()
            .rev()
            .find_map(|(_, value)| *value)
            .map(|value| full(value, unit, None));
        let (name, last) = (escape(&curve.name), escape(&last.unwrap_or_default()));
        out.push_str(&format!(
            "<li title=\"{name}: {last}\"><i style=\"background:{colour}\"></i><span>{name}</span><b>{last}</b></li>"
        ));
    }
    if shown < entries.len() {
        out.push_str(&format!("<li>+ {} more</li>", entries.len() - shown));
    }
    out.push_str("</ul>");
    out
}
