//! One number, coloured by its limits, with its course behind it.

use serde_json::{Map, Value};

use super::limits::{self, Limits};
use super::query::{self, Asked};
use super::{Making, percentile};
use crate::finding::{Findings, Lowered};
use crate::given::{Field, optional, required};
use crate::object::object;

pub(super) const FIELDS: [Field; 5] = [
    required("signal", "the signal that is shown"),
    optional(
        "percentile",
        "which percentile of a distribution; that of the signal unless said",
    ),
    optional(
        "remaining",
        "true for what remains to 100 %: availability from an error rate",
    ),
    optional("over", query::OVER_MEANING),
    optional("limits", limits::MEANING),
];

pub(super) fn make(making: &Making<'_, '_>, findings: &mut Findings) -> Lowered<Map<String, Value>> {
    let given = &making.given;
    let signal = making.signal(findings);
    let limits = Limits::read(given, findings);
    let over = query::over(given, findings);
    let remaining = given.flag_or("remaining", false, findings);
    let signal = signal?;
    let remaining = remaining?;
    query::check(&signal, remaining, findings)?;
    let percentile = percentile(given, &signal, findings);
    let title = making.title(&signal, &[], findings);
    let percentile = percentile?;
    let asked = Asked {
        percentiles: percentile.as_slice(),
        over: over?,
        remaining,
        ..Asked::ALL
    };
    let mut request = object!({
        "response_format": "scalar",
        "queries": query::scalars(&signal, &asked),
        "formulas": query::formulas(&signal, &asked),
    });
    if let Some(limits) = limits? {
        request.insert("conditional_formats".to_owned(), limits.formats());
    }
    let suffix = percentile.map_or_else(String::new, |p| format!(" (p{p})"));
    Ok(object!({
        "type": "query_value",
        "title": title? + &suffix,
        "autoscale": true,
        "precision": 2,
        "timeseries_background": object!({ "type": "area" }),
        "requests": [request],
    }))
}
