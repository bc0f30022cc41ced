//! One large number.

use serde_json::Value;

use super::{Drawn, Result, Size, nothing};
use crate::html::{at, escape};
use crate::number::parts;
use crate::palette;
use crate::payload::{items, text};
use crate::request::{Context, Curve, Request};
use crate::state::State;

/// The first value of the first request, on the colour of its conditional format, with the course of the value behind it.
pub(super) fn draw(widget: &Value, context: &Context<'_>, size: Size) -> Result {
    let request = items(widget, "requests")
        .first()
        .ok_or_else(|| State::Broken("it has no request".to_owned()))?;
    let request = Request::read(request, context.variables).map_err(State::Broken)?;
    let rows = request.rows(context).map_err(State::Broken)?;
    let formula = request.formulas.first().ok_or_else(nothing)?;
    let value = rows
        .iter()
        .find_map(|row| row.values.first().copied().flatten())
        .ok_or_else(nothing)?;
    let precision = widget
        .get("precision")
        .and_then(Value::as_u64)
        .map(|places| usize::try_from(places).unwrap_or(6));
    let (number, unit) = parts(value, &formula.unit, precision);
    let colours = formula
        .format(value)
        .and_then(|format| palette::format(&format.palette));
    let style = colours
        .map(|(back, ink)| format!(" style=\"background:{back};color:{ink}\""))
        .unwrap_or_default();
    let background = if text(widget, "/timeseries_background/type").is_some() {
        let curves = request.curves(context).map_err(State::Broken)?;
        curves
            .first()
            .and_then(|curves| curves.first())
            .map(|curve| course(curve, context, size))
            .unwrap_or_default()
    } else {
        String::new()
    };
    // a long number needs smaller letters
    let letters = 0.66f64.mul_add(
        number.chars().count() as f64,
        0.31f64.mul_add(unit.chars().count() as f64, 0.45),
    );
    let font = (size.width / letters * 0.92).min(size.height * 0.52).clamp(14.0, 52.0);
    Ok(Drawn::data(format!(
        "<div class=\"value\"{style}>{background}<p style=\"font-size:{}px\">{}<small> {}</small></p></div>",
        at(font),
        escape(&number),
        escape(&unit)
    )))
}

/// The course of the value, over the lower half.
fn course(curve: &Curve, context: &Context<'_>, size: Size) -> String {
    let values = || curve.points.iter().filter_map(|(_, value)| *value);
    let (least, most) = (values().fold(0.0, f64::min), values().fold(f64::MIN, f64::max));
    let (width, height) = (size.width, size.height);
    let span = if most > least { most - least } else { 1.0 };
    let length = (context.frame.to - context.frame.from).max(1) as f64;
    let x = |t: i64| at(width * ((t - context.frame.from) as f64 / length).clamp(0.0, 1.0));
    let mut path = String::new();
    let mut last = None;
    for (t, value) in curve.points.iter().filter_map(|(t, value)| Some((*t, (*value)?))) {
        let y = at(height - height * 0.55 * ((value - least) / span).clamp(0.0, 1.0));
        // a gap is a gap: the area ends before it and starts again after it
        let gap = last.is_some_and(|last| t - last > curve.step_s);
        if gap {
            path.push_str(&format!("L{} {}Z", x(last.unwrap_or(t)), at(height)));
        }
        if gap || last.is_none() {
            path.push_str(&format!("M{} {}", x(t), at(height)));
        }
        path.push_str(&format!("L{} {y}", x(t)));
        last = Some(t);
    }
    let Some(last) = last else {
        return String::new();
    };
    path.push_str(&format!("L{} {}Z", x(last), at(height)));
    format!(
        "<svg viewBox=\"0 0 {0} {1}\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path class=\"course\" d=\"{path}\"/></svg>",
        at(width),
        at(height)
    )
}
