//! Estimates as SVG: for each world a panel with a lane for each team, marks for its notifications, and a band for each cause. It has no scripts, so that it
//! works wherever an image works, and follows the reader's choice of light or dark.

use std::fmt::Write;

use monitor_tests::escape_xml as escape;
use monitor_tests::replay::print::count;

use crate::estimate::{Estimate, Sent, Urgency};
use crate::file::{DAY_S, clock};

const WIDTH: f64 = 960.0;
/// Left edge of the lanes; the names of teams are left of it.
const LEFT: f64 = 124.0;
const RIGHT: f64 = WIDTH - 24.0;
const LANE: f64 = 46.0;
/// From the top of a panel to its first lane: title and numbers of causes.
const HEAD: f64 = 74.0;
/// From the last lane of a panel to the first line about a cause: the axis.
const AXIS: f64 = 30.0;
const LINE: f64 = 18.0;
const GAP: f64 = 34.0;
const FOOT: f64 = 34.0;
/// Distances of ticks, in seconds.
const STEPS: [i64; 5] = [3600, 2 * 3600, 3 * 3600, 6 * 3600, DAY_S];
const TICKS_MAX: i64 = 9;

/// The light theme, followed by the differences of the dark theme.
const STYLE: &str = "\
text{font:12px ui-sans-serif,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;fill:#59636e;font-variant-numeric:tabular-nums}\
.title{font-size:17px;font-weight:600;fill:#1f2328}.name{font-weight:600;fill:#1f2328}.end{text-anchor:end}.mid{text-anchor:middle}\
.back{fill:#fff}.lane{fill:#f6f8fa}.grid{stroke:#d8dee4}.cause{fill:#0969da;opacity:.16}\
.page{fill:#cf222e;stroke:#fff;stroke-width:1.5}.again{fill:none;stroke:#cf222e;stroke-width:1.4}.low{fill:#9a6700}.post{stroke:#6e7781;stroke-width:1}\
@media(prefers-color-scheme:dark){text{fill:#9198a1}.title,.name{fill:#f0f6fc}.back{fill:#0d1117}.lane{fill:#151b23}.grid{stroke:#2f353d}.cause{fill:#4493f8}\
.page{fill:#f85149;stroke:#151b23}.again{stroke:#f85149}.low{fill:#d29922}.post{stroke:#9198a1}}";

/// The content of the SVG file.
#[must_use]
pub fn svg(estimates: &[Estimate]) -> String {
    let panels: Vec<Panel<'_>> = estimates.iter().map(Panel::new).collect();
    let height = 20.0 + panels.iter().map(|panel| panel.height() + GAP).sum::<f64>() + FOOT;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"t d\">\n"
    );
    let titles: Vec<&str> = estimates.iter().map(|e| e.title.as_str()).collect();
    put(
        &mut out,
        format_args!(
            "<title id=\"t\">Estimated notifications</title>\n<desc id=\"d\">{}</desc>\n<style>{STYLE}</style>\n<rect class=\"back\" width=\"{WIDTH}\" height=\"{height}\" rx=\"10\"/>\n",
            escape(&titles.join("; "))
        ),
    );
    let mut top = 20.0;
    for panel in &panels {
        panel.draw(&mut out, top);
        top += panel.height() + GAP;
    }
    legend(&mut out, top);
    out.push_str("</svg>\n");
    out
}

struct Panel<'e> {
    estimate: &'e Estimate,
    teams: Vec<&'e str>,
    /// The causes with notifications, by their index.
    causes: Vec<usize>,
}

impl<'e> Panel<'e> {
    fn new(estimate: &'e Estimate) -> Self {
        let mut teams: Vec<&str> = estimate.sent.iter().map(|sent| sent.team.as_str()).collect();
        teams.sort_unstable();
        teams.dedup();
        let mut causes: Vec<usize> = estimate.sent.iter().filter_map(|sent| sent.cause).collect();
        causes.sort_unstable();
        causes.dedup();
        Self {
            estimate,
            teams,
            causes,
        }
    }

    fn lanes(&self) -> f64 {
        LANE * self.teams.len().max(1) as f64
    }

    fn height(&self) -> f64 {
        HEAD + self.lanes() + AXIS + LINE * self.causes.len() as f64
    }

    fn x(&self, t: i64) -> f64 {
        let length = (self.estimate.to - self.estimate.from).max(1) as f64;
        LEFT + (RIGHT - LEFT) * ((t - self.estimate.from) as f64 / length).clamp(0.0, 1.0)
    }

    fn draw(&self, out: &mut String, top: f64) {
        let (estimate, first, bottom) = (self.estimate, top + HEAD, top + HEAD + self.lanes());
        label(out, "title", (24.0, top + 18.0), &estimate.title);
        let (new, repeated) = estimate.count(Urgency::Page);
        let again = if repeated > 0 {
            format!(" and {}", count(repeated, "repetition"))
        } else {
            String::new()
        };
        let (low, posts) = (estimate.count(Urgency::Low), estimate.count(Urgency::Post));
        let summary = format!(
            "{}{again}, {} of low urgency, {} in channels only",
            count(new, "page"),
            low.0 + low.1,
            posts.0 + posts.1
        );
        label(out, "", (24.0, top + 38.0), &summary);
        for (team, lane) in self.teams.iter().zip(0..) {
            let y = first + LANE * f64::from(lane);
            put(
                out,
                format_args!(
                    "<rect class=\"lane\" x=\"{LEFT}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>\n",
                    y + 2.0,
                    RIGHT - LEFT,
                    LANE - 4.0
                ),
            );
            label(out, "name end", (LEFT - 10.0, y + LANE / 2.0 + 4.0), team);
        }
        self.ticks(out, first, bottom);
        for (number, index) in (1..).zip(&self.causes) {
            let cause = &estimate.causes[*index];
            let (from, to) = (self.x(cause.from), self.x(cause.to).max(self.x(cause.from) + 2.0));
            put(
                out,
                format_args!(
                    "<rect class=\"cause\" x=\"{from:.1}\" y=\"{first}\" width=\"{:.1}\" height=\"{}\"/>\n",
                    to - from,
                    bottom - first
                ),
            );
            label(out, "mid", ((from + to) / 2.0, first - 6.0), &number.to_string());
            let about = format!("{number}  {} {}", clock(cause.from), cause.what);
            label(out, "", (LEFT, bottom + AXIS + LINE * f64::from(number)), &about);
        }
        // the most urgent marks are drawn last, above the others
        self.posts(out, first);
        for urgency in [Urgency::Low, Urgency::Page] {
            let mut drawn: Vec<(String, &str)> = Vec::new();
            for sent in estimate.sent.iter().filter(|s| s.urgency == urgency) {
                let at = (format!("{:.0}{}", self.x(sent.at), sent.repeated), sent.team.as_str());
                if !drawn.contains(&at) {
                    drawn.push(at);
                    self.mark(out, sent, first);
                }
            }
        }
    }

    /// The messages in channels: many, so that those of a lane are one path.
    fn posts(&self, out: &mut String, first: f64) {
        for (team, lane) in self.teams.iter().zip(0..) {
            let sent = self
                .estimate
                .sent
                .iter()
                .filter(|s| s.urgency == Urgency::Post && s.team == *team);
            let mut marks: Vec<String> = sent
                .map(|sent| format!("M{:.0},{:.0}v8", self.x(sent.at), first + LANE * f64::from(lane) + 33.0))
                .collect();
            marks.dedup();
            if !marks.is_empty() {
                put(out, format_args!("<path class=\"post\" d=\"{}\"/>\n", marks.concat()));
            }
        }
    }

    fn ticks(&self, out: &mut String, first: f64, bottom: f64) {
        let (from, to) = (self.estimate.from, self.estimate.to);
        let step = STEPS
            .into_iter()
            .find(|step| (to - from) / step <= TICKS_MAX)
            .unwrap_or(DAY_S * (1 + (to - from) / DAY_S / TICKS_MAX));
        let mut tick = (from + step - 1).div_euclid(step) * step;
        while tick < to {
            let x = self.x(tick);
            put(
                out,
                format_args!("<path class=\"grid\" d=\"M{x:.1},{first}V{bottom}\"/>\n"),
            );
            label(out, "mid", (x, bottom + 16.0), &clock(tick));
            tick += step;
        }
    }

    fn mark(&self, out: &mut String, sent: &Sent, first: f64) {
        let lane = self
            .teams
            .iter()
            .position(|team| *team == sent.team)
            .unwrap_or_default();
        let (x, y) = (self.x(sent.at), first + LANE * lane as f64);
        let about = escape(&format!("{} {}", clock(sent.at), sent.monitor));
        mark(out, sent.urgency, sent.repeated, (x, y), &about);
    }
}

fn mark(out: &mut String, urgency: Urgency, repeated: bool, (x, y): (f64, f64), about: &str) {
    let title = if about.is_empty() {
        String::new()
    } else {
        format!("<title>{about}</title>")
    };
    match urgency {
        Urgency::Page if repeated => put(
            out,
            format_args!(
                "<circle class=\"again\" cx=\"{x:.1}\" cy=\"{:.1}\" r=\"4\">{title}</circle>\n",
                y + 12.0
            ),
        ),
        Urgency::Page => put(
            out,
            format_args!(
                "<circle class=\"page\" cx=\"{x:.1}\" cy=\"{:.1}\" r=\"6\">{title}</circle>\n",
                y + 12.0
            ),
        ),
        Urgency::Low => put(
            out,
            format_args!(
                "<rect class=\"low\" x=\"{:.1}\" y=\"{:.1}\" width=\"5\" height=\"9\">{title}</rect>\n",
                x - 2.5,
                y + 20.0
            ),
        ),
        Urgency::Post => put(
            out,
            format_args!("<path class=\"post\" d=\"M{x:.1},{:.1}v8\">{title}</path>\n", y + 33.0),
        ),
    }
}

fn legend(out: &mut String, y: f64) {
    let mut x = LEFT;
    for (urgency, repeated, name) in [
        (Urgency::Page, false, "page"),
        (Urgency::Page, true, "the same again"),
        (Urgency::Low, false, "low urgency"),
        (Urgency::Post, false, "channel only"),
    ] {
        let offset = match urgency {
            Urgency::Page => 12.0,
            Urgency::Low => 24.0,
            Urgency::Post => 37.0,
        };
        mark(out, urgency, repeated, (x + 6.0, y - offset - 4.0), "");
        label(out, "", (x + 18.0, y), name);
        x += 44.0 + 7.0 * name.len() as f64;
    }
    put(
        out,
        format_args!(
            "<rect class=\"cause\" x=\"{x:.1}\" y=\"{:.1}\" width=\"12\" height=\"12\"/>\n",
            y - 10.0
        ),
    );
    label(out, "", (x + 18.0, y), "what happens");
}

fn label(out: &mut String, class: &str, (x, y): (f64, f64), text: &str) {
    let class = if class.is_empty() {
        String::new()
    } else {
        format!(" class=\"{class}\"")
    };
    put(
        out,
        format_args!("<text{class} x=\"{x:.1}\" y=\"{y:.1}\">{}</text>\n", escape(text)),
    );
}

/// Appends text; writing to a String cannot fail.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(text);
    debug_assert!(written.is_ok());
}
