//! Lines and bands at values that matter, with their labels.

use serde_json::Value;

use super::{LEFT, Place, RIGHT, TOP};
use crate::html::{at, escape};
use crate::payload::{number, text};
use crate::scale::Values;

/// A line or a band at values that matter.
pub(crate) struct Marker {
    from: f64,
    pub(super) to: f64,
    is_band: bool,
    severity: &'static str,
    dash: &'static str,
    label: String,
}

impl Marker {
    /// `y = 60`, `y > 60`, `30 < y < 60`
    pub(crate) fn read(payload: &Value) -> Option<Self> {
        let written = text(payload, "/value")?;
        let side = |text: &str| number(&Value::from(text.trim().trim_end_matches('=').trim()));
        let parts: Vec<&str> = written.split(['<', '>']).collect();
        let (from, to, is_band) = match parts.as_slice() {
            [one] => {
                let value = number(&Value::from(one.split_once('=')?.1.trim()))?;
                (value, value, false)
            }
            [_, value] => {
                let value = side(value.trim_start_matches('='))?;
                (value, value, false)
            }
            [from, _, to] => {
                let (from, to) = (side(from)?, side(to.trim_start_matches('='))?);
                (from.min(to), from.max(to), true)
            }
            _ => return None,
        };
        let display = text(payload, "/display_type").unwrap_or_default();
        let severity = ["error", "warning", "info", "ok"]
            .into_iter()
            .find(|name| display.starts_with(name));
        Some(Self {
            from,
            to,
            is_band,
            severity: severity.unwrap_or("info"),
            dash: if display.ends_with("dashed") {
                " stroke-dasharray=\"6 4\""
            } else {
                ""
            },
            label: text(payload, "/label").map_or_else(|| written.to_owned(), |label| label.trim().to_owned()),
        })
    }

    /// What it says.
    pub(crate) fn label(&self) -> &str {
        &self.label
    }

    /// On which side of it a value is: below, in a band or on a line, or above.
    pub(crate) fn side(&self, value: f64) -> std::cmp::Ordering {
        if value < self.from {
            std::cmp::Ordering::Less
        } else if value > self.to {
            std::cmp::Ordering::Greater
        } else {
            std::cmp::Ordering::Equal
        }
    }

    pub(super) fn draw(
        &self,
        out: &mut String,
        axis: &Values,
        (width, tall): (f64, f64),
        y: &Place<'_>,
        labels: &mut Labels,
    ) {
        let right = width - RIGHT;
        let mut label = escape(&self.label);
        // where nothing is drawn, the label says in which direction the marker is
        let line = if self.from > axis.to {
            label.push_str(" ↑");
            TOP + 9.0
        } else if self.to < axis.from {
            label.push_str(" ↓");
            TOP + tall - 4.0
        } else {
            self.draw_line(out, axis, right, y);
            let above = y(self.to) - 4.0;
            if above < TOP + 8.0 { y(self.to) + 11.0 } else { above }
        };
        labels.0.push(Label {
            line,
            value: self.to,
            severity: self.severity,
            text: label,
        });
    }

    fn draw_line(&self, out: &mut String, axis: &Values, right: f64, y: &Place<'_>) {
        let class = self.severity;
        if self.is_band {
            let (top, bottom) = (y(self.to.min(axis.to)), y(self.from.max(axis.from)));
            out.push_str(&format!(
                "<rect class=\"band {class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                at(LEFT),
                at(top),
                at(right - LEFT),
                at((bottom - top).max(1.0))
            ));
        } else {
            out.push_str(&format!(
                "<path class=\"mark {class}\" d=\"M{} {}H{}\"{}/>",
                at(LEFT),
                at(y(self.to)),
                at(right),
                self.dash
            ));
        }
    }
}

/// A label and where it would be if it were the only one.
struct Label {
    line: f64,
    /// The marker's value, by which labels on the same line are in order.
    value: f64,
    severity: &'static str,
    text: String,
}

/// The labels of markers, of which none may cover another, or the times below the plot.
#[derive(Default)]
pub(super) struct Labels(Vec<Label>);

impl Labels {
    const HEIGHT: f64 = 12.0;

    /// Draws them in the order of their lines, between the top and the bottom of the plot as far as there is room.
    pub(super) fn draw(mut self, out: &mut String, (width, tall): (f64, f64)) {
        self.0
            .sort_by(|a, b| a.line.total_cmp(&b.line).then(b.value.total_cmp(&a.value)));
        let lines: Vec<f64> = self.0.iter().map(|label| label.line).collect();
        let lines = spread(&lines, (TOP + 9.0, TOP + tall - 3.0));
        for (label, line) in self.0.iter().zip(lines) {
            out.push_str(&format!(
                "<text class=\"mark {}\" x=\"{}\" y=\"{}\">{}</text>",
                label.severity,
                at(width - RIGHT - 2.0),
                at(line),
                label.text
            ));
        }
    }
}

/// Moves sorted lines apart: down from the first, then up from the bottom.
fn spread(lines: &[f64], (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut found = Vec::with_capacity(lines.len());
    let mut free = top;
    for line in lines {
        let line = line.max(free);
        found.push(line);
        free = line + Labels::HEIGHT;
    }
    let mut free = bottom;
    for line in found.iter_mut().rev() {
        *line = line.min(free);
        free = *line - Labels::HEIGHT;
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn labels_do_not_cover_each_other() {
        assert_eq!(
            spread(&[15.0, 15.0, 20.0, 100.0], (10.0, 120.0)),
            [15.0, 27.0, 39.0, 100.0]
        );
        // at the bottom they move up
        assert_eq!(spread(&[95.0, 98.0, 100.0], (10.0, 100.0)), [76.0, 88.0, 100.0]);
        assert_eq!(spread(&[], (10.0, 100.0)), [0.0; 0]);
    }

    #[test]
    fn markers_are_lines_or_bands() {
        let check = |value: &str, expected: Option<(f64, f64, bool)>| {
            let marker = Marker::read(&json!({ "value": value, "display_type": "error dashed", "label": " L " }));
            assert_eq!(
                marker.map(|marker| (marker.from, marker.to, marker.is_band)),
                expected,
                "{value}"
            );
        };
        check("y = 60", Some((60.0, 60.0, false)));
        check("y=0.5", Some((0.5, 0.5, false)));
        check("y > 60", Some((60.0, 60.0, false)));
        check("30 < y < 60", Some((30.0, 60.0, true)));
        check("0 <= y <= 5", Some((0.0, 5.0, true)));
        check("y", None);
        check("a < y < b", None);
        check("", None);
    }
}
