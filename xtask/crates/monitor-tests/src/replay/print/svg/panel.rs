//! The panel of one group.

use datadog_simulator::state::State;
use datadog_simulator::{GroupOutcome, NotificationKind};

use super::axis::{TimeAxis, ValueAxis};
use super::path::{line, runs, short};
use super::{LEFT, RIGHT, label, put};
use crate::replay::Replay;
use crate::replay::episode::is_page;
use crate::replay::print::text::state_class;
use crate::replay::print::{number, stamp};
use crate::xml::escape;

/// Space between panels, for the strip of states and the group's name.
pub(super) const GAP: f64 = 44.0;

/// Draws the panel with its upper edge at `top`.
pub(super) fn draw(
    out: &mut String,
    replay: &Replay<'_>,
    group: &GroupOutcome,
    time: &TimeAxis,
    top: f64,
    height: f64,
) {
    let bottom = top + height;
    let thresholds = replay.target().monitor.thresholds();
    let limits = [thresholds.critical, thresholds.warning];
    let values = group
        .evaluations
        .iter()
        .filter_map(|e| e.value)
        .chain(limits.into_iter().flatten());
    let axis = ValueAxis::new(values, (top + 18.0, bottom));
    if !group.group.is_empty() {
        label(out, "name", (LEFT, top - 6.0), &group.name());
    }
    put(
        out,
        format_args!(
            "<rect class=\"panel\" x=\"{LEFT}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
            short(top),
            short(RIGHT - LEFT),
            short(height)
        ),
    );
    time.lines(out, top, bottom);
    for tick in axis.ticks() {
        label(
            out,
            "end",
            (LEFT - 8.0, axis.y(tick) + 4.0),
            &number(crate::replay::thresholds::tidy(tick)),
        );
    }
    states(out, replay, group, time, top, height);
    curve(out, group, time, &axis, bottom);
    limit(
        out,
        "alert",
        "critical",
        thresholds.critical,
        thresholds.critical_recovery,
        &axis,
    );
    limit(
        out,
        "warn",
        "warning",
        thresholds.warning,
        thresholds.warning_recovery,
        &axis,
    );
    marks(out, replay, group, time, top);
}

/// The background colours of states behind the curve, and the strip of states below it.
fn states(out: &mut String, replay: &Replay<'_>, group: &GroupOutcome, time: &TimeAxis, top: f64, height: f64) {
    let strip = top + height + 6.0;
    let end = replay.span().to;
    put(
        out,
        format_args!(
            "<rect class=\"fill ok\" x=\"{LEFT}\" y=\"{}\" width=\"{}\" height=\"6\" rx=\"3\"/>\n",
            short(strip),
            short(RIGHT - LEFT)
        ),
    );
    for episode in replay.episodes().iter().filter(|s| s.group == group.group) {
        let class = state_class(episode.state);
        let (from, to) = (time.x(episode.from), time.x(episode.to.unwrap_or(end)));
        let (x, width) = (short(from), short((to - from).max(1.5)));
        put(
            out,
            format_args!(
                "<rect class=\"fill tint {class}\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{}\"/>",
                short(top),
                short(height)
            ),
        );
        put(
            out,
            format_args!(
                "<rect class=\"fill {class}\" x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"6\"/>\n",
                short(strip)
            ),
        );
    }
}

fn curve(out: &mut String, group: &GroupOutcome, time: &TimeAxis, axis: &ValueAxis, bottom: f64) {
    let points = group
        .evaluations
        .iter()
        .map(|e| e.value.map(|v| (time.x(e.at), axis.y(v))));
    let runs = runs(points);
    let base = axis.y(0.0).min(bottom);
    let mut under = String::new();
    let mut curve = String::new();
    for run in &runs {
        let line = line(run);
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            under.push_str(&format!(
                "M{},{}L{}L{},{}Z",
                short(first.0),
                short(base),
                &line[1..],
                short(last.0),
                short(base)
            ));
        }
        curve.push_str(&line);
    }
    if !runs.is_empty() {
        put(
            out,
            format_args!("<path class=\"under\" d=\"{under}\"/>\n<path class=\"value\" d=\"{curve}\"/>\n"),
        );
    }
}

fn limit(out: &mut String, class: &str, name: &str, threshold: Option<f64>, recovery: Option<f64>, axis: &ValueAxis) {
    if let Some(recovery) = recovery {
        put(
            out,
            format_args!(
                "<path class=\"recovery {class}\" d=\"M{LEFT},{}H{RIGHT}\"/>\n",
                short(axis.y(recovery))
            ),
        );
    }
    if let Some(threshold) = threshold {
        let y = axis.y(threshold);
        put(
            out,
            format_args!("<path class=\"limit {class}\" d=\"M{LEFT},{}H{RIGHT}\"/>\n", short(y)),
        );
        label(
            out,
            class,
            (RIGHT + 8.0, y + 4.0),
            &format!("{name} {}", number(threshold)),
        );
    }
}

/// Marks for the group's notifications, without recoveries.
fn marks(out: &mut String, replay: &Replay<'_>, group: &GroupOutcome, time: &TimeAxis, top: f64) {
    let of_group = replay
        .outcome()
        .sent()
        .filter(|n| n.kind != NotificationKind::Recovered && !n.handles.is_empty() && n.group.is_within(&group.group));
    let mut others = Vec::new();
    let mut pages = Vec::new();
    for n in of_group.filter(|n| n.state != State::Ok) {
        let value = n.value.map(|v| format!(" at {}", number(v))).unwrap_or_default();
        let title = format!(
            "{} {}{value}: {}",
            stamp(n.at, "%b %-d, %H:%M"),
            n.state,
            n.handles.join(", ")
        );
        let page = is_page(n, replay.target().is_pager);
        if page { &mut pages } else { &mut others }.push((time.x(n.at), title));
    }
    // pages are drawn last, so that no other mark hides them
    others
        .iter()
        .for_each(|(x, title)| mark(out, false, (*x, top + 8.0), title));
    pages
        .iter()
        .for_each(|(x, title)| mark(out, true, (*x, top + 8.0), title));
}

/// A triangle for a page, a ring for another notification.
pub(super) fn mark(out: &mut String, page: bool, (x, y): (f64, f64), title: &str) {
    let title = if title.is_empty() {
        String::new()
    } else {
        format!("<title>{}</title>", escape(title))
    };
    if page {
        put(
            out,
            format_args!(
                "<path class=\"page\" d=\"M{},{}h12l-6,10z\">{title}</path>\n",
                short(x - 6.0),
                short(y - 5.0)
            ),
        );
    } else {
        put(
            out,
            format_args!(
                "<circle class=\"notification\" cx=\"{}\" cy=\"{}\" r=\"3.4\">{title}</circle>\n",
                short(x),
                short(y)
            ),
        );
    }
}
