//! Heat maps and histograms of distributions.

use datadog_simulator::selection;
use datadog_simulator::world::Series;
use serde_json::Value;

use super::{Drawn, Result, Size, nothing};
use crate::html::{at, escape};
use crate::number::{Unit, short};
use crate::palette;
use crate::payload::{items, text};
use crate::request::{Context, Request};
use crate::scale::{self, Values};
use crate::source::Asked;
use crate::state::State;

const LEFT: f64 = 50.0;
const FOOT: f64 = 17.0;
const TOP: f64 = 6.0;
/// Columns and rows of a heat map, bars of a histogram.
const COLUMNS: usize = 48;
const ROWS: usize = 16;
const BARS: usize = 40;
/// The share of values that the axis shows: a single one far away would leave no room for the others.
const SHOWN: f64 = 0.995;

/// Times and values, and the colour of the request.
struct Found {
    values: Vec<(i64, f64)>,
    /// The value that [`SHOWN`] of all do not exceed.
    most: f64,
    colour: &'static str,
    unit: Unit,
}

fn find(widget: &Value, context: &Context<'_>) -> std::result::Result<Found, State> {
    let payload = items(widget, "requests")
        .first()
        .ok_or_else(|| State::Broken("it has no request".to_owned()))?;
    let request = Request::read(payload, context.variables).map_err(State::Broken)?;
    let query = request.distribution().map_err(State::Broken)?;
    let asked = Asked {
        metrics: vec![query.clone()],
        ..Asked::default()
    };
    let world = context.telemetry(&asked).map_err(State::Broken)?;
    let read = |series: &&Series| series.metric == query.metric.text && selection::reads(&query, &series.tags);
    let points = world.series.iter().filter(read).flat_map(Series::points);
    let frame = context.frame;
    let values: Vec<(i64, f64)> = points
        .filter(|(t, value)| (frame.from..frame.to).contains(t) && *value >= 0.0)
        .collect();
    let mut sorted: Vec<f64> = values.iter().map(|(_, value)| *value).collect();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1).ok_or_else(nothing)?;
    Ok(Found {
        most: sorted[((last as f64) * SHOWN) as usize],
        values,
        colour: palette::curves(&request.palette)[0],
        unit: context
            .source
            .unit(&query.metric.text)
            .map(Unit::named)
            .unwrap_or_default(),
    })
}

/// Columns of time, rows of values; the darker, the more values.
pub(super) fn heatmap(widget: &Value, context: &Context<'_>, size: Size) -> Result {
    let found = find(widget, context)?;
    let (width, height) = (size.width, size.height);
    let (inner, tall) = (width - LEFT - 6.0, height - TOP - FOOT);
    let axis = Values::new(0.0, found.most, &found.unit, tall);
    let frame = context.frame;
    let length = (frame.to - frame.from).max(1) as f64;
    let mut counts = vec![[0u32; ROWS]; COLUMNS];
    for (t, value) in &found.values {
        let column = ((t - frame.from) as f64 / length * COLUMNS as f64) as usize;
        let row = (value / axis.to * ROWS as f64) as usize;
        if let Some(count) = counts.get_mut(column).and_then(|rows| rows.get_mut(row)) {
            *count += 1;
        }
    }
    let most = counts.iter().flatten().copied().max().unwrap_or(1).max(1);
    let mut out = open(widget, &axis, &found, (width, height, tall));
    for (t, label) in scale::times(frame.from, frame.to, inner) {
        let x = LEFT + inner * ((t - frame.from) as f64 / length);
        if x > LEFT + 8.0 && x < width - 20.0 {
            out.push_str(&format!(
                "<text x=\"{}\" y=\"{}\" class=\"m\">{label}</text>",
                at(x),
                at(height - 3.0)
            ));
        }
    }
    out.push_str("</g>");
    let (wide, high) = (inner / COLUMNS as f64, tall / ROWS as f64);
    for (column, rows) in counts.iter().enumerate() {
        for (row, count) in rows.iter().enumerate().filter(|(_, count)| **count > 0) {
            let strength = (f64::from(*count) / f64::from(most)).sqrt().max(0.08);
            out.push_str(&format!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" fill-opacity=\"{:.2}\"/>",
                at(LEFT + wide * column as f64),
                at(TOP + tall - high * (row + 1) as f64),
                at(wide),
                at(high),
                found.colour,
                strength
            ));
        }
    }
    for marker in items(widget, "markers") {
        let value = text(marker, "/value").and_then(|value| value.split_once('=')?.1.trim().parse::<f64>().ok());
        let label = escape(text(marker, "/label").unwrap_or_default().trim());
        match value {
            Some(value) if value <= axis.to => {
                let y = TOP + axis.y(value, tall);
                out.push_str(&format!(
                    "<path class=\"mark error\" d=\"M{} {1}H{2}\" stroke-dasharray=\"6 4\"/><text class=\"mark error\" x=\"{2}\" y=\"{3}\">{label}</text>",
                    at(LEFT),
                    at(y),
                    at(width - 6.0),
                    at(if y < TOP + 12.0 { y + 11.0 } else { y - 4.0 })
                ));
            }
            Some(_) => out.push_str(&format!(
                "<text class=\"mark error\" x=\"{}\" y=\"{}\">{label} ↑</text>",
                at(width - 8.0),
                at(TOP + 9.0)
            )),
            None => {}
        }
    }
    out.push_str("</svg>");
    Ok(Drawn::data(out))
}

/// How many values are how large.
pub(super) fn draw(widget: &Value, context: &Context<'_>, size: Size) -> Result {
    let found = find(widget, context)?;
    let (width, height) = (size.width, size.height);
    let (inner, tall) = (width - LEFT - 6.0, height - TOP - FOOT);
    let across = Values::new(0.0, found.most, &found.unit, inner / 2.0);
    let mut counts = [0u32; BARS];
    for (_, value) in &found.values {
        if let Some(count) = counts.get_mut((value / across.to * BARS as f64) as usize) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let unit = found.unit.clone();
    let plain = Found {
        unit: Unit::None,
        ..found
    };
    let axis = Values::new(0.0, f64::from(most), &plain.unit, tall);
    let mut out = open(widget, &axis, &plain, (width, height, tall));
    for tick in &across.ticks {
        let x = LEFT + inner * tick / across.to;
        out.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" class=\"m\">{}</text>",
            at(x.min(width - 14.0)),
            at(height - 3.0),
            escape(&short(*tick, &unit))
        ));
    }
    out.push_str("</g>");
    let wide = inner / BARS as f64;
    for (index, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let y = TOP + axis.y(f64::from(*count), tall);
        out.push_str(&format!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
            at(LEFT + wide * index as f64),
            at(y),
            at(wide - 1.0),
            at(TOP + tall - y),
            plain.colour
        ));
    }
    out.push_str("</svg>");
    Ok(Drawn::data(out))
}

/// The start of the image: its description and the axis of values.
fn open(widget: &Value, axis: &Values, found: &Found, (width, height, tall): (f64, f64, f64)) -> String {
    let title = text(widget, "/title").unwrap_or("distribution");
    let mut out = format!(
        "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\"><g class=\"ax\">",
        at(width),
        at(height),
        escape(&format!("{title}: {} values", found.values.len()))
    );
    for tick in &axis.ticks {
        let y = TOP + axis.y(*tick, tall);
        out.push_str(&format!(
            "<path d=\"M{} {}H{}\"/><text x=\"{}\" y=\"{}\" class=\"e\">{}</text>",
            at(LEFT),
            at(y),
            at(width - 6.0),
            at(LEFT - 6.0),
            at(y + 3.5),
            escape(&short(*tick, &found.unit))
        ));
    }
    out
}
