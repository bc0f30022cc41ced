//! Tables of groups and formulas.

use serde_json::Value;

use super::toplist::sort;
use super::{Drawn, Result, nothing};
use crate::html::{at, escape};
use crate::number::full;
use crate::palette;
use crate::payload::{items, text};
use crate::request::{Context, Request, group_text};
use crate::state::State;

/// A row for each group, a column for each formula.
pub(super) fn draw(widget: &Value, context: &Context<'_>) -> Result {
    let payload = items(widget, "requests")
        .first()
        .ok_or_else(|| State::Broken("it has no request".to_owned()))?;
    let request = Request::read(payload, context.variables).map_err(State::Broken)?;
    let mut rows = request.rows(context).map_err(State::Broken)?;
    sort(&mut rows, payload, 100);
    if rows.is_empty() {
        return Err(nothing());
    }
    let missing: Vec<&str> = request
        .formulas
        .iter()
        .enumerate()
        .filter(|(index, _)| rows.iter().all(|row| row.values[*index].is_none()))
        .map(|(_, formula)| formula.name())
        .collect();
    let keys = rows
        .iter()
        .flat_map(|row| row.group.pairs().map(|(key, _)| key.to_owned()))
        .next();
    let bars: Vec<bool> = items(payload, "formulas")
        .iter()
        .map(|formula| text(formula, "/cell_display_mode") == Some("bar"))
        .collect();
    let mut out = format!("<table><thead><tr><th>{}</th>", escape(&keys.unwrap_or_default()));
    for formula in &request.formulas {
        out.push_str(&format!("<th class=\"n\">{}</th>", escape(formula.name())));
    }
    out.push_str("</tr></thead><tbody>");
    for row in &rows {
        let name = escape(&group_text(&row.group));
        out.push_str(&format!("<tr><td title=\"{name}\">{name}</td>"));
        for (index, formula) in request.formulas.iter().enumerate() {
            let Some(value) = row.values[index] else {
                out.push_str("<td class=\"n\">–</td>");
                continue;
            };
            let most = rows
                .iter()
                .filter_map(|row| row.values[index])
                .map(f64::abs)
                .fold(0.0, f64::max);
            let style = match formula
                .format(value)
                .and_then(|format| palette::format(&format.palette))
            {
                Some((background, ink)) => format!(" style=\"background:{background};color:{ink}\""),
                None if bars.get(index) == Some(&true) && most > 0.0 => {
                    format!(
                        " style=\"background:linear-gradient(90deg,var(--bar) {0}%,transparent {0}%)\"",
                        at(100.0 * value.abs() / most)
                    )
                }
                None => String::new(),
            };
            out.push_str(&format!(
                "<td class=\"n\"{style}>{}</td>",
                escape(&full(value, &formula.unit, None))
            ));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
    match missing.as_slice() {
        [] => Ok(Drawn::data(out)),
        missing => Ok(Drawn {
            body: out,
            state: State::Empty(format!("columns without a value: {}", missing.join(", "))),
        }),
    }
}
