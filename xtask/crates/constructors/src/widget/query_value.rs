//! One number, coloured by its limits, with its course behind it.

use serde_json::{Map, Value};

use super::limits::{self, Limits};
use super::query::{self, QueryOptions};
use super::{WidgetContext, WidgetKind, percentile};
use crate::args::{Field, FieldType, optional, required};
use crate::finding::{Built, Finding, Findings};
use crate::object::object;
use crate::signal::PERCENTILES;

const FIELDS: &[Field] = &[
    required("signal", FieldType::Signal, "the signal that is shown"),
    optional(
        "percentile",
        FieldType::Percentile(&PERCENTILES),
        "the percentile of a distribution",
    )
    .default("that of the signal"),
    optional(
        "remaining",
        FieldType::Flag,
        "whether what remains to 100 % is shown: availability from an error rate",
    )
    .default("false"),
    optional(
        "empty_is_zero",
        FieldType::Flag,
        "whether no events are 0 % rather than no value, where events never cease; with remaining",
    )
    .default("false"),
    optional("over", FieldType::Choice(query::OVER_WORDS), query::OVER_MEANING).default("what suits the signal"),
    optional("limits", FieldType::Object("Limits"), limits::MEANING).default("none"),
];

pub(super) const KIND: WidgetKind = WidgetKind {
    name: "query_value",
    summary: "One number, coloured by its limits, with its history behind it.",
    fields: FIELDS,
    height: 2,
    build,
};

fn build(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let args = &context.args;
    let signal = context.signal(findings);
    let limits = Limits::read(args, findings);
    let over = query::over(args, findings);
    let remaining = args.flag_or("remaining", false, findings);
    let empty_is_zero = args.flag_or("empty_is_zero", false, findings);
    let signal = signal?;
    let (remaining, empty_is_zero) = (remaining?, empty_is_zero?);
    if empty_is_zero && !remaining {
        let finding = Finding::new(
            "dashboard/empty-is-zero",
            "widget query_value: empty_is_zero without remaining would show missing events as no failure",
        )
        .at("empty_is_zero")
        .help("add remaining: true, or remove 'empty_is_zero'");
        return Err(args.reject("empty_is_zero", finding, findings));
    }
    args.within("signal", findings, |findings| {
        query::check(&signal, remaining, findings)
    })?;
    let percentile = percentile(args, &signal, findings);
    let title = context.title(&signal, &[], findings);
    let percentile = percentile?;
    let options = QueryOptions {
        percentiles: percentile.as_slice(),
        over: over?,
        remaining,
        empty_is_zero,
        ..QueryOptions::DEFAULT
    };
    let mut request = object!({
        "response_format": "scalar",
        "queries": query::scalars(&signal, &options),
        "formulas": query::formulas(&signal, &options),
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
