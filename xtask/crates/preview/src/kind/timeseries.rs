//! Curves, areas and bars over time, with markers, events and a legend.

mod legend;
mod markers;

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Drawn, Result, Size, nothing};
use crate::html::{at, escape};
use crate::number::{Unit, full, short};
use crate::palette;
use crate::payload::{items, text};
use crate::request::{Context, Curve, Request};
use crate::scale::{self, Values};
use crate::state::State;
use markers::Labels;
pub(crate) use markers::Marker;

/// Left of the plot: the labels of its values.
const LEFT: f64 = 50.0;
const RIGHT: f64 = 6.0;
const TOP: f64 = 6.0;
/// Below the plot: the labels of times.
const FOOT: f64 = 17.0;
/// How many curves are drawn and listed; more cannot be distinguished.
const CURVES_MAX: usize = 60;
/// How far a marker extends the axis, as a multiple of the largest value.
const REACH: f64 = 2.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Display {
    Line,
    Area,
    Bars,
    Overlay,
}

/// What a request draws.
struct Layer {
    display: Display,
    dash: &'static str,
    width: &'static str,
    curves: Vec<(Curve, Unit, &'static str)>,
}

/// Draws a widget.
pub(super) fn draw(widget: &Value, context: &Context<'_>, size: Size) -> Result {
    let mut layers = Vec::new();
    let (mut shown, mut missing, mut asked) = (0, Vec::new(), 0);
    for payload in items(widget, "requests") {
        let request = Request::read(payload, context.variables).map_err(State::Broken)?;
        let found = request.curves(context).map_err(State::Broken)?;
        let display = match text(payload, "/display_type") {
            Some("area") => Display::Area,
            Some("bars") => Display::Bars,
            Some("overlay") => Display::Overlay,
            _ => Display::Line,
        };
        let colours = palette::curves(&request.palette);
        let mut curves = Vec::new();
        for (formula, found) in request.formulas.iter().zip(found) {
            // events that are laid over the data may be none
            asked += usize::from(display != Display::Overlay);
            if found.is_empty() && display != Display::Overlay {
                missing.push(formula.name().to_owned());
            }
            for curve in found.into_iter().take(CURVES_MAX) {
                // curves of requests with the same palette differ, too
                let at = if display == Display::Overlay { 0 } else { shown };
                shown += usize::from(display != Display::Overlay);
                curves.push((curve, formula.unit.clone(), colours[at % colours.len()]));
            }
        }
        let dash = match text(payload, "/style/line_type") {
            Some("dashed") => " stroke-dasharray=\"6 4\"",
            Some("dotted") => " stroke-dasharray=\"2 3\"",
            _ => "",
        };
        let width = match text(payload, "/style/line_width") {
            Some("thick") => "2.5",
            Some("thin") => "1",
            _ => "1.6",
        };
        layers.push(Layer {
            display,
            dash,
            width,
            curves,
        });
    }
    if asked == missing.len() {
        return Err(nothing());
    }
    let legend = widget.get("show_legend").and_then(Value::as_bool) != Some(false);
    let body = plot(widget, &layers, context, size, legend);
    Ok(Drawn {
        body,
        state: if missing.is_empty() {
            State::Data
        } else {
            State::Empty(format!("without data: {}", missing.join(", ")))
        },
    })
}

/// The tops of stacked values, below which each lies, by time.
#[derive(Default)]
struct Stack(BTreeMap<i64, f64>);

impl Stack {
    /// The bottom and the top of a value on those before it.
    fn push(&mut self, t: i64, value: f64) -> (f64, f64) {
        let top = self.0.entry(t).or_default();
        let bottom = *top;
        *top += value;
        (bottom, *top)
    }
}

fn plot(widget: &Value, layers: &[Layer], context: &Context<'_>, size: Size, with_legend: bool) -> String {
    let entries: Vec<_> = layers
        .iter()
        .filter(|layer| layer.display != Display::Overlay)
        .flat_map(|layer| &layer.curves)
        .collect();
    let unit = entries.first().map(|(_, unit, _)| unit.clone()).unwrap_or_default();
    let lines = if with_legend {
        let room = ((size.height - 84.0) / legend::LINE).max(1.0) as usize;
        entries
            .len()
            .div_ceil(legend::per_line(size.width))
            .min(legend::LINES_MAX)
            .min(room)
    } else {
        0
    };
    let (width, height) = (size.width, (size.height - lines as f64 * legend::LINE).max(50.0));
    let (inner, tall) = (width - LEFT - RIGHT, height - TOP - FOOT);
    let (mut least, mut most) = (0f64, f64::MIN);
    for layer in layers.iter().filter(|layer| layer.display != Display::Overlay) {
        let mut stack = Stack::default();
        for (curve, ..) in &layer.curves {
            for (t, value) in curve.points.iter().filter_map(|(t, value)| Some((*t, (*value)?))) {
                let top = if layer.display == Display::Line {
                    value
                } else {
                    stack.push(t, value).1
                };
                (least, most) = (least.min(top), most.max(top));
            }
        }
    }
    let markers: Vec<Marker> = items(widget, "markers").iter().filter_map(Marker::read).collect();
    let reach = most.max(0.0) * REACH;
    let marked = markers
        .iter()
        .map(|marker| marker.to)
        .filter(|value| *value <= reach)
        .fold(most.max(0.0), f64::max);
    let axis = Values::new(least, marked, &unit, tall);
    let length = (context.frame.to - context.frame.from).max(1) as f64;
    let x = |t: i64| LEFT + inner * ((t - context.frame.from) as f64 / length).clamp(0.0, 1.0);
    let y = |value: f64| TOP + axis.y(value, tall);

    let title = text(widget, "/title").unwrap_or("timeseries");
    let mut out = format!(
        "<svg viewBox=\"0 0 {0} {1}\" role=\"img\" aria-label=\"{2}\"><g class=\"ax\">",
        at(width),
        at(height),
        escape(&format!(
            "{title}: {} of {}",
            if entries.len() == 1 {
                "1 curve".to_owned()
            } else {
                format!("{} curves", entries.len())
            },
            span(context)
        ))
    );
    for tick in &axis.ticks {
        out.push_str(&format!(
            "<path d=\"M{0} {1}H{2}\"/><text x=\"{3}\" y=\"{4}\" class=\"e\">{5}</text>",
            at(LEFT),
            at(y(*tick)),
            at(width - RIGHT),
            at(LEFT - 6.0),
            at(y(*tick) + 3.5),
            escape(&short(*tick, &unit))
        ));
    }
    for (t, label) in scale::times(context.frame.from, context.frame.to, inner) {
        // a label at the edge would be cut
        if x(t) > LEFT + 8.0 && x(t) < width - 20.0 {
            out.push_str(&format!(
                "<text x=\"{}\" y=\"{}\" class=\"m\">{label}</text>",
                at(x(t)),
                at(height - 3.0)
            ));
        }
    }
    out.push_str("</g>");
    for layer in layers {
        let mut stack = Stack::default();
        for (curve, unit, colour) in &layer.curves {
            let name = escape(&curve.name);
            match layer.display {
                Display::Overlay => overlay(&mut out, curve, (TOP, tall), &x),
                Display::Bars => bars(&mut out, curve, &mut stack, (*colour, name.as_str()), &x, &y),
                Display::Area => area(&mut out, curve, &mut stack, (*colour, name.as_str()), &x, &y),
                Display::Line => line(&mut out, curve, layer, (*colour, name.as_str()), unit, &x, &y),
            }
        }
    }
    let mut labels = Labels::default();
    for marker in &markers {
        marker.draw(&mut out, &axis, (width, tall), &y, &mut labels);
    }
    labels.draw(&mut out, (width, tall));
    out.push_str("</svg>");
    if lines > 0 {
        out.push_str(&legend::draw(&entries, lines, size.width));
    }
    out
}

fn span(context: &Context<'_>) -> String {
    format!(
        "{} to {}",
        scale::clock(context.frame.from),
        scale::clock(context.frame.to)
    )
}

type Place<'a> = dyn Fn(f64) -> f64 + 'a;
type Time<'a> = dyn Fn(i64) -> f64 + 'a;

fn line(
    out: &mut String,
    curve: &Curve,
    layer: &Layer,
    (colour, name): (&str, &str),
    unit: &Unit,
    x: &Time<'_>,
    y: &Place<'_>,
) {
    let mut path = String::new();
    let (mut joined, mut dots) = (false, String::new());
    for (index, (t, value)) in curve.points.iter().enumerate() {
        let Some(value) = value else {
            joined = false;
            continue;
        };
        let next = curve.points.get(index + 1).is_some_and(|(_, value)| value.is_some());
        if !joined && !next {
            dots.push_str(&format!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"1.8\" fill=\"{colour}\"/>",
                at(x(*t)),
                at(y(*value))
            ));
        } else {
            path.push_str(&format!(
                "{}{} {}",
                if joined { 'L' } else { 'M' },
                at(x(*t)),
                at(y(*value))
            ));
        }
        joined = true;
    }
    let last = curve
        .points
        .iter()
        .rev()
        .find_map(|(_, value)| *value)
        .map(|value| full(value, unit, None));
    out.push_str(&format!(
        "<g><title>{name}: {}</title><path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{}\" stroke-linejoin=\"round\"{}/>{dots}</g>",
        escape(&last.unwrap_or_default()),
        layer.width,
        layer.dash
    ));
}

fn area(out: &mut String, curve: &Curve, stack: &mut Stack, (colour, name): (&str, &str), x: &Time<'_>, y: &Place<'_>) {
    let (mut upper, mut lower) = (String::new(), Vec::new());
    for (t, value) in curve.points.iter().filter_map(|(t, value)| Some((*t, (*value)?))) {
        let (bottom, top) = stack.push(t, value);
        upper.push_str(&format!(
            "{}{} {}",
            if lower.is_empty() { 'M' } else { 'L' },
            at(x(t)),
            at(y(top))
        ));
        lower.push(format!("L{} {}", at(x(t)), at(y(bottom))));
    }
    lower.reverse();
    out.push_str(&format!(
        "<g><title>{name}</title><path d=\"{upper}{}Z\" fill=\"{colour}\" fill-opacity=\".35\"/><path d=\"{upper}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.4\"/></g>",
        lower.concat()
    ));
}

fn bars(out: &mut String, curve: &Curve, stack: &mut Stack, (colour, name): (&str, &str), x: &Time<'_>, y: &Place<'_>) {
    // bars narrower than this would have gaps wider than themselves
    const NARROWEST: f64 = 3.0;
    let step = (x(curve.points.first().map_or(0, |(t, _)| *t) + curve.step_s)
        - x(curve.points.first().map_or(0, |(t, _)| *t)))
    .max(0.5);
    let gap = if step > NARROWEST { 1.0 } else { 0.0 };
    let mut path = String::new();
    for (t, value) in curve.points.iter().filter_map(|(t, value)| Some((*t, (*value)?))) {
        let (bottom, top) = stack.push(t, value);
        if value != 0.0 {
            let (left, wide) = (at(x(t)), at(step - gap));
            path.push_str(&format!("M{left} {}h{wide}V{}h-{wide}Z", at(y(bottom)), at(y(top))));
        }
    }
    out.push_str(&format!(
        "<g><title>{name}</title><path d=\"{path}\" fill=\"{colour}\"/></g>"
    ));
}

/// Events, as bands over the whole height.
fn overlay(out: &mut String, curve: &Curve, (top, tall): (f64, f64), x: &Time<'_>) {
    for (t, value) in &curve.points {
        if value.is_some_and(|value| value > 0.0) {
            out.push_str(&format!(
                "<path class=\"event\" d=\"M{} {}v{}\"/>",
                at(x(*t)),
                at(top),
                at(tall)
            ));
        }
    }
}
