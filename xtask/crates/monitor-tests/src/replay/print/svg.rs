//! A replay as SVG: one panel for each group, with its value, thresholds, states, and marks for pages and notifications. It has no scripts, so that it works
//! wherever an image works, and follows the reader's choice of light or dark.

mod axis;
mod panel;
mod path;

use std::fmt::Write;

use datadog_simulator::GroupOutcome;
use datadog_simulator::state::State;

use super::text::{condition, state_class, summary};
use super::{count, time};
use crate::replay::Replay;
use crate::xml::escape;
use axis::TimeAxis;

/// Width in pixels at natural size.
pub(super) const WIDTH: f64 = 960.0;
/// Left edge of the panels; the labels of the value axis are left of it.
pub(super) const LEFT: f64 = 64.0;
/// Right edge of the panels; the names of thresholds are right of it.
pub(super) const RIGHT: f64 = WIDTH - 96.0;
const HEAD: f64 = 106.0;
const FOOT: f64 = 48.0;
/// The maximum number of panels; a line of text counts the other groups.
const PANELS_MAX: usize = 6;

/// The light theme, followed by the differences of the dark theme. Without custom properties, because not every image viewer supports them.
const STYLE: &str = "\
text{font:12px ui-sans-serif,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;fill:#59636e;font-variant-numeric:tabular-nums}\
.title{font-size:17px;font-weight:600;fill:#1f2328}.name{font-weight:600;fill:#1f2328}.end{text-anchor:end}.mid{text-anchor:middle}\
.back{fill:#fff}.panel{fill:#f6f8fa}.grid{stroke:#d8dee4}\
.value{fill:none;stroke:#0969da;stroke-width:1.6;stroke-linejoin:round}.under{fill:#0969da;opacity:.09}\
.limit{stroke-width:1.2;stroke-dasharray:6 4}.recovery{stroke-dasharray:1.5 4}.limit.alert,.recovery.alert{stroke:#cf222e}.limit.warn,.recovery.warn{stroke:#9a6700}\
text.alert,.alert.fill{fill:#cf222e}text.warn,.warn.fill{fill:#9a6700}.nodata{fill:#8250df}.ok{fill:#1a7f37}.tint{opacity:.13}.ok.fill{opacity:.45}\
.page{fill:#cf222e;stroke:#fff;stroke-width:1.5}.notification{fill:#fff;stroke:#59636e;stroke-width:1.4}\
@media(prefers-color-scheme:dark){text{fill:#9198a1}.title,.name{fill:#f0f6fc}.back{fill:#0d1117}.panel{fill:#151b23}.grid{stroke:#2f353d}\
.value{stroke:#4493f8}.under{fill:#4493f8}.limit.alert,.recovery.alert{stroke:#f85149}.limit.warn,.recovery.warn{stroke:#d29922}\
text.alert,.alert.fill{fill:#f85149}text.warn,.warn.fill{fill:#d29922}.nodata{fill:#ab7df8}.ok{fill:#3fb950}\
.page{fill:#f85149;stroke:#151b23}.notification{fill:#151b23;stroke:#9198a1}}";

/// The content of the SVG file.
#[must_use]
pub fn svg(replay: &Replay<'_>) -> String {
    let groups = panel_groups(replay);
    let panel = if groups.len() == 1 { 236.0 } else { 132.0 };
    let bottom = HEAD + groups.len() as f64 * (panel + panel::GAP);
    let height = bottom + FOOT;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"t d\">\n"
    );
    let now = replay.current();
    let summary = summary(replay, &now);
    let target = replay.target();
    let title = format!("{}/{}", target.env, target.name);
    put(
        &mut out,
        format_args!(
            "<title id=\"t\">{}</title>\n<desc id=\"d\">{}</desc>\n",
            escape(&title),
            escape(summary.trim())
        ),
    );
    put(
        &mut out,
        format_args!(
            "<style>{STYLE}</style>\n<rect class=\"back\" width=\"{WIDTH}\" height=\"{height}\" rx=\"10\"/>\n"
        ),
    );
    label(&mut out, "title", (24.0, 34.0), &title);
    label(&mut out, "", (24.0, 55.0), &sentence(summary.trim()));
    let span = format!(
        "{} to {} UTC: {}",
        time(replay.span().from),
        time(replay.span().to),
        condition(replay, target.monitor.thresholds())
    );
    label(&mut out, "", (24.0, 73.0), &span);
    let axis = TimeAxis::new(replay.span());
    for (i, group) in groups.iter().enumerate() {
        panel::draw(
            &mut out,
            replay,
            group,
            &axis,
            HEAD + i as f64 * (panel + panel::GAP),
            panel,
        );
    }
    axis.labels(&mut out, bottom - panel::GAP + 30.0);
    legend(
        &mut out,
        replay,
        bottom + 26.0,
        replay.outcome().groups.len() - groups.len(),
    );
    out.push_str("</svg>\n");
    out
}

/// The groups with the most pages, then the longest alerts, then the longest other states.
fn panel_groups<'a>(replay: &'a Replay<'_>) -> Vec<&'a GroupOutcome> {
    let weight = |group: &GroupOutcome| {
        let own = replay.episodes().iter().filter(|s| s.group == group.group);
        own.fold((0, 0, 0), |(pages, alert, other), s| {
            let length = s.length_s(replay.span().to);
            let alerting = if s.state == State::Alert { length } else { 0 };
            (pages + s.pages, alert + alerting, other + length)
        })
    };
    let mut groups: Vec<_> = replay.outcome().groups.iter().map(|g| (weight(g), g)).collect();
    groups.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.group.cmp(&b.1.group)));
    groups.into_iter().take(PANELS_MAX).map(|(_, g)| g).collect()
}

/// The legend: colours of the states that occur, and the marks.
fn legend(out: &mut String, replay: &Replay<'_>, y: f64, more: usize) {
    let mut x = 24.0;
    for state in [State::Ok, State::Warn, State::Alert, State::NoData] {
        if state != State::Ok && !replay.episodes().iter().any(|s| s.state == state) {
            continue;
        }
        let (class, name) = (state_class(state), state.to_string());
        put(
            out,
            format_args!(
                "<rect class=\"fill {class}\" x=\"{x}\" y=\"{}\" width=\"14\" height=\"6\" rx=\"3\"/>",
                y - 7.0
            ),
        );
        label(out, "", (x + 20.0, y), &name);
        x += 36.0 + 7.0 * name.len() as f64;
    }
    panel::mark(out, true, (x + 6.0, y - 4.0), "");
    label(out, "", (x + 18.0, y), "page");
    x += 64.0;
    panel::mark(out, false, (x + 6.0, y - 4.0), "");
    label(out, "", (x + 18.0, y), "other notification");
    if more > 0 {
        label(
            out,
            "end",
            (RIGHT, y),
            &format!("and {} with fewer alerts", count(more, "group")),
        );
    }
}

/// Adds a capital letter at the start and a full stop at the end.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

pub(super) fn label(out: &mut String, class: &str, (x, y): (f64, f64), text: &str) {
    let class = if class.is_empty() {
        String::new()
    } else {
        format!(" class=\"{class}\"")
    };
    put(
        out,
        format_args!(
            "<text{class} x=\"{}\" y=\"{}\">{}</text>\n",
            path::short(x),
            path::short(y),
            escape(text)
        ),
    );
}

/// Appends text; writing to a String cannot fail.
pub(super) fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(text);
    debug_assert!(written.is_ok());
}
