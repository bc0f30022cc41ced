//! Groups by their values, largest first.

use serde_json::Value;

use super::{Drawn, Result, nothing};
use crate::html::{at, escape};
use crate::number::full;
use crate::palette;
use crate::payload::{items, text};
use crate::request::{Context, Formula, Request, Row, group_text};
use crate::state::State;

/// A bar for each group.
pub(super) fn draw(widget: &Value, context: &Context<'_>) -> Result {
    let payload = items(widget, "requests")
        .first()
        .ok_or_else(|| State::Broken("it has no request".to_owned()))?;
    let request = Request::read(payload, context.variables).map_err(State::Broken)?;
    let mut rows = request.rows(context).map_err(State::Broken)?;
    sort(&mut rows, payload, 10);
    let formula = request.formulas.first().ok_or_else(nothing)?;
    let values = || {
        rows.iter()
            .filter_map(|row| Some((row, row.values.first().copied().flatten()?)))
    };
    let most = values().map(|(_, value)| value.abs()).fold(0.0, f64::max);
    if values().next().is_none() {
        return Err(nothing());
    }
    let colour = palette::curves(&request.palette)[0];
    let bars: String = values()
        .map(|(row, value)| bar(row, value, most, formula, colour))
        .collect();
    Ok(Drawn::data(format!("<ol class=\"top\">{bars}</ol>")))
}

fn bar(row: &Row, value: f64, most: f64, formula: &Formula, colour: &str) -> String {
    let name = if row.group.is_empty() {
        formula.name().to_owned()
    } else {
        group_text(&row.group)
    };
    let share = if most > 0.0 { 100.0 * value.abs() / most } else { 0.0 };
    let own = formula
        .format(value)
        .and_then(|format| palette::format(&format.palette));
    let colour = own.map_or(colour, |(background, _)| background);
    format!(
        "<li title=\"{0}\"><i style=\"width:{1}%;background:{colour}\"></i><b>{2}</b><span>{0}</span></li>",
        escape(&name),
        at(share),
        escape(&full(value, &formula.unit, None)),
    )
}

/// Sorts rows as `sort` of the request says, and keeps as many as it says.
pub(super) fn sort(rows: &mut Vec<Row>, request: &Value, limit: usize) {
    let by = request
        .pointer("/sort/order_by/0/index")
        .and_then(Value::as_u64)
        .and_then(|index| usize::try_from(index).ok())
        .unwrap_or(0);
    let ascending = text(request, "/sort/order_by/0/order") == Some("asc");
    let key = |row: &Row| row.values.get(by).copied().flatten();
    // stable: equal values stay in order of their groups, those without a value are last
    rows.sort_by(|a, b| match (key(a), key(b)) {
        (Some(a), Some(b)) if ascending => a.total_cmp(&b),
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    let count = request
        .pointer("/sort/count")
        .and_then(Value::as_u64)
        .and_then(|count| usize::try_from(count).ok());
    rows.truncate(count.unwrap_or(limit));
}
