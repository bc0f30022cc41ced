//! A scenario as SVG: a lane for each monitor with its states, bands for injections and maintenance, marks for notifications. It has no scripts, so that it
//! works wherever an image works, and follows the reader's choice of light or dark.

mod mark;

use std::collections::BTreeMap;
use std::fmt::Write;

use monitor_tests::escape_xml as escape;

use crate::observed::{Change, Observed};
use crate::plan::Plan;
use crate::verdict::Facts;
use mark::Mark;

const WIDTH: f64 = 1040.0;
const LEFT: f64 = 290.0;
const RIGHT: f64 = WIDTH - 24.0;
const HEAD: f64 = 46.0;
const BAND: f64 = 20.0;
const LANE: f64 = 26.0;
const BAR: f64 = 14.0;
/// More lanes than this are left out, and counted.
const LANES_MAX: usize = 24;
const TICKS_MAX: i64 = 12;
/// Distances of ticks, in seconds.
const STEPS: [i64; 8] = [300, 600, 900, 1800, 3600, 2 * 3600, 6 * 3600, 86_400];

const STYLE: &str = "\
text{font:12px ui-sans-serif,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;fill:#59636e;font-variant-numeric:tabular-nums}\
.title{font-size:16px;font-weight:600;fill:#1f2328}.end{text-anchor:end}.mid{text-anchor:middle}.back{fill:#fff}.grid{stroke:#d8dee4}\
.what{fill:#0969da;opacity:.14}.window{fill:#8250df;opacity:.14}.ok{fill:#aceebb}.alert{fill:#cf222e}.warn{fill:#d4a72c}.none{fill:#8c959f}\
.sent{fill:#1f2328;stroke:#fff}.muted{fill:#fff;stroke:#1f2328}.who{fill:#1f2328;font-weight:600;paint-order:stroke;stroke:#fff;stroke-width:3px}\
@media(prefers-color-scheme:dark){text{fill:#9198a1}.title{fill:#f0f6fc}.back{fill:#0d1117}.grid{stroke:#2f353d}.ok{fill:#1b4721}.alert{fill:#f85149}\
.warn{fill:#d29922}.none{fill:#656c76}.sent{fill:#f0f6fc;stroke:#0d1117}.muted{fill:#0d1117;stroke:#f0f6fc}.who{fill:#f0f6fc;stroke:#0d1117}}";

/// The content of the SVG file.
#[must_use]
pub fn svg(plan: &Plan, observed: &Observed, facts: &Facts) -> String {
    let lanes = lanes(plan, observed);
    let shown = &lanes[..lanes.len().min(LANES_MAX)];
    let bands = plan.injections.iter().map(|staged| ("what", staged));
    let bands: Vec<_> = bands
        .chain(plan.maintenance.iter().map(|staged| ("window", staged)))
        .collect();
    let top = HEAD + bands.len() as f64 * BAND + 8.0;
    let bottom = top + shown.len() as f64 * LANE;
    let height = bottom + 86.0;
    let x = |seconds: i64| LEFT + (RIGHT - LEFT) * seconds.clamp(0, plan.lasts) as f64 / plan.lasts.max(1) as f64;
    let mut out = String::new();
    let title = escape(&plan.scenario.title);
    put(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
             aria-labelledby=\"t\">\n<title id=\"t\">{title}</title>\n<style>{STYLE}</style>\n\
             <rect class=\"back\" width=\"{WIDTH}\" height=\"{height}\" rx=\"10\"/>\n<text class=\"title\" x=\"20\" y=\"28\">{title}</text>\n"
        ),
    );
    for (index, (class, staged)) in bands.iter().enumerate() {
        let y = HEAD + index as f64 * BAND;
        let (from, to) = (x(staged.from), x(staged.to));
        put(
            &mut out,
            format_args!(
                "<rect class=\"{class}\" x=\"{from:.1}\" y=\"{y}\" width=\"{:.1}\" height=\"{:.1}\"/>\n",
                (to - from).max(1.0),
                bottom - y
            ),
        );
        name(&mut out, &staged.what, y + 14.0);
    }
    axis(&mut out, plan.lasts, &x, top, bottom);
    let scene = Scene { plan, observed, facts };
    for (index, monitor) in shown.iter().enumerate() {
        scene.lane(&mut out, monitor, &x, top + index as f64 * LANE);
    }
    let hidden = lanes.len() - shown.len();
    let more = if hidden > 0 {
        format!("; {hidden} more monitors changed")
    } else {
        String::new()
    };
    put(
        &mut out,
        format_args!(
            "<text x=\"20\" y=\"{}\">green OK, red alert, yellow warning, grey no data; data time{more}</text>\n",
            height - 16.0
        ),
    );
    mark::legend(&mut out, 20.0, height - 38.0);
    out.push_str("</svg>\n");
    out
}

/// The monitors to show: those that are expected to alert, then every other one that notified.
fn lanes(plan: &Plan, observed: &Observed) -> Vec<String> {
    let expect = &plan.scenario.expect;
    let expected = expect.alerts.iter().map(|alert| &alert.monitor).chain(&expect.muted);
    let mut lanes: Vec<String> = Vec::new();
    let others = observed
        .notifications
        .iter()
        .filter(|sent| sent.is_trouble())
        .map(|sent| &sent.monitor);
    for monitor in expected.map(|monitor| &monitor.value).chain(others) {
        if !lanes.contains(monitor) {
            lanes.push(monitor.clone());
        }
    }
    lanes
}

fn axis(out: &mut String, lasts: i64, x: &dyn Fn(i64) -> f64, top: f64, bottom: f64) {
    let step = STEPS
        .into_iter()
        .find(|step| lasts / step <= TICKS_MAX)
        .unwrap_or(86_400);
    let mut at = 0;
    while at <= lasts {
        let left = x(at);
        put(
            out,
            format_args!(
                "<line class=\"grid\" x1=\"{left:.1}\" y1=\"{top}\" x2=\"{left:.1}\" y2=\"{bottom}\"/>\n<text class=\"mid\" x=\"{left:.1}\" y=\"{}\">{}</text>\n",
                bottom + 18.0,
                length(at)
            ),
        );
        at += step;
    }
}

/// What a lane is drawn from.
struct Scene<'a> {
    plan: &'a Plan,
    observed: &'a Observed,
    facts: &'a Facts,
}

impl Scene<'_> {
    /// A monitor with its priority, the states of its groups, the gravest at each time, and its notifications.
    fn lane(&self, out: &mut String, monitor: &str, x: &dyn Fn(i64) -> f64, top: f64) {
        let priority = self.facts.priorities.get(monitor);
        let label = priority.map_or_else(|| monitor.to_owned(), |priority| format!("P{priority} {monitor}"));
        name(out, &label, top + 16.0);
        let y = top + (LANE - BAR) / 2.0;
        for (from, to, state) in spans(monitor, self.plan.lasts, self.observed) {
            let class = match state {
                "Alert" => "alert",
                "Warn" => "warn",
                "OK" => "ok",
                _ => "none",
            };
            let (left, right) = (x(from), x(to));
            put(
                out,
                format_args!(
                    "<rect class=\"{class}\" x=\"{left:.1}\" y=\"{y}\" width=\"{:.1}\" height=\"{BAR}\"/>\n",
                    (right - left).max(0.5)
                ),
            );
        }
        let sent = || {
            self.observed
                .notifications
                .iter()
                .filter(|sent| sent.monitor == monitor)
        };
        for sent in sent() {
            let title = format!("{}: {}", sent.handles.join(", "), sent.title);
            Mark::of(sent, self.facts).draw(out, sent.was_sent(), (x(sent.at), top + LANE / 2.0), &title);
        }
        // Each team once, where it is paged first.
        let mut named = BTreeMap::new();
        for sent in sent().filter(|sent| sent.was_sent() && sent.is_trouble()) {
            for team in sent.handles.iter().filter_map(|handle| self.facts.pagers.get(handle)) {
                named.entry(team).or_insert(sent.at);
            }
        }
        let mut at: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
        for (team, first) in named {
            at.entry(first).or_default().push(team);
        }
        for (at, teams) in at {
            mark::label(out, (x(at), top + LANE / 2.0), RIGHT, &teams.join(", "));
        }
    }
}

fn spans<'o>(monitor: &str, lasts: i64, observed: &'o Observed) -> Vec<(i64, i64, &'o str)> {
    let mut groups: BTreeMap<&str, &str> = BTreeMap::new();
    let mut spans: Vec<(i64, i64, &str)> = Vec::new();
    let changes: Vec<&Change> = observed
        .changes
        .iter()
        .filter(|change| change.monitor == monitor)
        .collect();
    for (index, change) in changes.iter().enumerate() {
        match &change.to {
            Some(state) => groups.insert(&change.group, state),
            None => groups.remove(change.group.as_str()),
        };
        let until = changes.get(index + 1).map_or(lasts, |next| next.at);
        let gravest = ["Alert", "No Data", "Warn", "OK"]
            .into_iter()
            .find(|state| groups.values().any(|of| of == state));
        if let Some(state) = gravest
            && until > change.at
        {
            spans.push((change.at, until, state));
        }
    }
    spans
}

/// A name left of the plot. One that is cut shows in full when it is pointed at.
fn name(out: &mut String, text: &str, y: f64) {
    put(
        out,
        format_args!(
            "<text class=\"end\" x=\"{}\" y=\"{y}\"><title>{}</title>{}</text>\n",
            LEFT - 10.0,
            escape(text),
            escape(&shortened(text))
        ),
    );
}

/// `0`, `30 min`, `1 h`, `1 h 30`
fn length(seconds: i64) -> String {
    match (seconds / 3600, seconds % 3600 / 60) {
        (0, 0) => "0".to_owned(),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}

fn shortened(text: &str) -> String {
    const CHARS_MAX: usize = 42;
    if text.chars().count() <= CHARS_MAX {
        return text.to_owned();
    }
    let start: String = text.chars().take(CHARS_MAX - 1).collect();
    format!("{start}…")
}

/// Writing to a string cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    if out.write_fmt(text).is_err() {
        unreachable!("a string takes any text");
    }
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn ticks_are_minutes_and_hours() {
        let found: Vec<String> = [0, 300, 3600, 5400, 7200].into_iter().map(length).collect();
        assert_eq!(found, ["0", "5 min", "1 h", "1 h 30", "2 h"]);
    }
}
