//! SLOs: what they measured, and what is left of their error budget.

use datadog_query::metric;
use datadog_query::search;
use datadog_simulator::Semantics;
use datadog_simulator::selection;
use datadog_simulator::slo::{SliCounts, budget_consumed_percent};
use datadog_simulator::time::{DAY_S, Frame, HOUR_S};
use datadog_simulator::world::Slo;
use serde_json::{Value, json};

use super::{Drawn, Result, Size, nothing};
use crate::html::{at, escape};
use crate::number::{Unit, full, rough_percent};
use crate::payload::{items, number, text};
use crate::request::{Context, message};
use crate::source::{Asked, Objective};
use crate::state::State;

/// What is measured: a day. The window of an SLO is longer than telemetry is made for, and a day has every hour of it.
const MEASURED_S: i64 = DAY_S;

/// What an SLO measured.
struct Measured {
    target: f64,
    window: String,
    /// In percent; `None` without events.
    sli: Option<f64>,
    hours: Vec<Option<f64>>,
}

impl Measured {
    fn new(objective: &Objective, window: Option<&str>, context: &Context<'_>) -> std::result::Result<Self, String> {
        let thresholds = items(&objective.payload, "thresholds");
        let of_window = |threshold: &&Value| window.is_none_or(|window| text(threshold, "/timeframe") == Some(window));
        let threshold = thresholds
            .iter()
            .find(of_window)
            .ok_or("the SLO has no target over this window")?;
        let target = threshold
            .get("target")
            .and_then(number)
            .ok_or("the SLO has no target")?;
        let slo = Slo::from_payload(&objective.payload).map_err(message)?;
        let mut asked = Asked::default();
        for query in slo.queries() {
            let parsed =
                metric::parse(query, metric::Context::Monitor).map_err(|error| format!("query '{query}': {error}"))?;
            asked.metrics.extend(parsed.leaves().into_iter().cloned());
        }
        let to = context.frame.to;
        let whole = Context {
            frame: Frame {
                from: to - MEASURED_S,
                to,
            },
            ..*context
        };
        let world = whole.telemetry(&asked)?;
        let periods: Vec<Frame> = (0..MEASURED_S / HOUR_S)
            .map(|hour| Frame {
                from: to - MEASURED_S + hour * HOUR_S,
                to: to - MEASURED_S + (hour + 1) * HOUR_S,
            })
            .collect();
        let counts = slo.counts(&world, &periods, &Semantics::default()).map_err(message)?;
        let all = counts.iter().fold(SliCounts::default(), |all, hour| SliCounts {
            good: all.good + hour.good,
            total: all.total + hour.total,
        });
        let percent = |counts: &SliCounts| counts.error_rate().map(|rate| 100.0 * (1.0 - rate));
        Ok(Self {
            target,
            window: text(threshold, "/timeframe").unwrap_or_default().to_owned(),
            sli: percent(&all),
            hours: counts.iter().map(percent).collect(),
        })
    }

    /// What is left of the error budget, in percent, if every day were as this one.
    fn budget(&self) -> Option<f64> {
        Some(100.0 - budget_consumed_percent(1.0 - self.sli? / 100.0, self.target))
    }

    fn class(&self) -> &'static str {
        match self.sli {
            Some(sli) if sli >= self.target => "ok",
            Some(_) => "bad",
            None => "unknown",
        }
    }
}

/// One SLO: its name, which has the objective in words, its SLI, its error budget, and its hours.
pub(super) fn one(widget: &Value, context: &Context<'_>, size: Size) -> Result {
    let id = text(widget, "/slo_id").unwrap_or_default();
    let objective = context.source.objectives().iter().find(|objective| objective.id == id);
    let objective = objective.ok_or_else(|| State::Broken(format!("there is no SLO with the id '{id}'")))?;
    let window = items(widget, "time_windows").first().and_then(Value::as_str);
    let measured = Measured::new(objective, window, context).map_err(State::Broken)?;
    let sli = measured.sli.ok_or_else(nothing)?;
    let budget = measured
        .budget()
        .filter(|_| widget.get("show_error_budget").and_then(Value::as_bool) != Some(false));
    let budget = budget
        .map(|left| format!("<dt>budget left</dt><dd>{}</dd>", escape(&rough_percent(left))))
        .unwrap_or_default();
    Ok(Drawn::data(format!(
        "<div class=\"slo {0}\"><small title=\"{5}\">{5}</small><p>{1}</p><dl><dt>target over {2}</dt><dd>{3}</dd>{budget}<dt>SLI of</dt><dd>a day</dd></dl>{4}</div>",
        measured.class(),
        escape(&percent(sli)),
        escape(&measured.window),
        escape(&percent(measured.target)),
        hours(&measured, size),
        escape(text(&objective.payload, "/name").unwrap_or_default())
    )))
}

fn percent(value: f64) -> String {
    full(value, &Unit::Percent, Some(2))
}

/// A bar for each hour: how far it is above or below the target.
fn hours(measured: &Measured, size: Size) -> String {
    let (width, height) = (size.width, (size.height - 74.0).clamp(16.0, 140.0));
    let wide = width / measured.hours.len().max(1) as f64;
    let worst = measured.hours.iter().flatten().copied().fold(measured.target, f64::min);
    let span = (100.0 - worst).max(0.01) * 1.15;
    let y = |value: f64| height * ((100.0 - value) / span).clamp(0.0, 1.0);
    let mut out = format!(
        "<svg viewBox=\"0 0 {} {}\" aria-hidden=\"true\">",
        at(width),
        at(height)
    );
    for (index, value) in measured.hours.iter().enumerate() {
        let Some(value) = value else { continue };
        let class = if *value >= measured.target { "okf" } else { "badf" };
        out.push_str(&format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            at(wide * index as f64),
            at(y(*value)),
            at(wide - 1.5),
            at((height - y(*value)).max(1.0))
        ));
    }
    out.push_str(&format!(
        "<path class=\"mark error\" d=\"M0 {0}H{1}\" stroke-dasharray=\"4 3\"/></svg>",
        at(y(measured.target)),
        at(width)
    ));
    out
}

/// The SLOs that a search finds.
pub(super) fn list(widget: &Value, context: &Context<'_>) -> Result {
    let request = items(widget, "requests")
        .first()
        .ok_or_else(|| State::Broken("it has no request".to_owned()))?;
    let written = context
        .variables
        .fill(text(request, "/query/query_string").unwrap_or_default());
    let search = search::parse(&written).map_err(|error| State::Broken(format!("search '{written}': {error}")))?;
    let limit = request
        .pointer("/query/limit")
        .and_then(Value::as_u64)
        .and_then(|limit| usize::try_from(limit).ok())
        .unwrap_or(100);
    let ascending = text(request, "/query/sort/0/order") != Some("desc");
    let mut rows = Vec::new();
    for objective in context.source.objectives() {
        let name = text(&objective.payload, "/name").unwrap_or_default();
        let searched = json!({ "message": name, "tags": items(&objective.payload, "tags") });
        if selection::finds(&search, &searched) {
            rows.push((
                name,
                Measured::new(objective, None, context).map_err(|why| State::Broken(format!("'{name}': {why}")))?,
            ));
        }
    }
    if rows.is_empty() {
        return Err(State::Empty("its search finds no SLO".to_owned()));
    }
    rows.sort_by(|(_, a), (_, b)| {
        let order = a.sli.unwrap_or(101.0).total_cmp(&b.sli.unwrap_or(101.0));
        if ascending { order } else { order.reverse() }
    });
    rows.truncate(limit);
    let mut out = String::from(
        "<table><thead><tr><th>SLO</th><th class=\"n\">target</th><th class=\"n\">SLI</th><th class=\"n\">budget left</th></tr></thead><tbody>",
    );
    for (name, measured) in &rows {
        let shown = |value: Option<f64>, written: &dyn Fn(f64) -> String| {
            escape(&value.map_or_else(|| "–".to_owned(), written))
        };
        out.push_str(&format!(
            "<tr><td title=\"{0}\">{0}</td><td class=\"n\">{1}</td><td class=\"n {2}\">{3}</td><td class=\"n\">{4}</td></tr>",
            escape(name),
            escape(&percent(measured.target)),
            measured.class(),
            shown(measured.sli, &percent),
            shown(measured.budget(), &rough_percent)
        ));
    }
    out.push_str("</tbody></table>");
    Ok(Drawn::data(out))
}
