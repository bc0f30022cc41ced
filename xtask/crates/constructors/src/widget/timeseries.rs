//! Signals over time. Each is a request of its own, so that each keeps the colour of its meaning.

use serde_json::{Map, Value};

use super::limits::{self, Limits};
use super::query::{self, QueryOptions};
use super::{WidgetContext, colour, not_a_distribution};
use crate::args::{Field, optional};
use crate::finding::{Built, Findings, each};
use crate::object::object;
use crate::signal::{Signal, SignalKind, known_percentile};

pub(super) const FIELDS: [Field; 9] = [
    optional("signal", "the signal that is shown"),
    optional("signals", "the signals that are shown"),
    optional(
        "by",
        "the tags that make a line of their own; those of the signal unless given",
    ),
    optional(
        "percentiles",
        "which percentiles of a distribution; 50, 95 and 99 unless given",
    ),
    optional("remaining", "true for what remains to 100 %"),
    optional("display", "'line', 'area' or 'bars'"),
    optional("colour", colour::MEANING),
    optional("limits", limits::MEANING),
    optional("events", "a search of events that are drawn over the chart"),
];

const DISPLAYS: [(&str, &str); 3] = [("area", "area"), ("bars", "bars"), ("line", "line")];

/// What is counted is drawn as bars, a level as a line.
fn display(signal: &Signal<'_>) -> &'static str {
    match signal.kind {
        SignalKind::Count | SignalKind::Logs { .. } => "bars",
        _ => "line",
    }
}

fn overlay(search: &str) -> Map<String, Value> {
    object!({
        "response_format": "timeseries",
        "display_type": "overlay",
        "queries": [object!({ "data_source": "events", "name": "events", "indexes": ["*"], "compute": object!({ "aggregation": "count" }), "search": object!({ "query": search }) })],
        "formulas": [object!({ "formula": "events" })],
    })
}

pub(super) fn build(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let args = &context.args;
    let signals = context.signals(findings);
    let percentiles = percentiles(context, findings);
    let remaining = args.flag_or("remaining", false, findings);
    let display_arg = args.word_or_none(
        "display",
        "dashboard/unknown-display",
        "display of a widget",
        &DISPLAYS,
        findings,
    );
    let colour_arg = colour::requested(args, findings);
    let limits = Limits::read(args, findings);
    let events = args.text_or_none("events", findings);
    let signals = signals?;
    let (percentiles, remaining, display_arg, colour_arg) = (percentiles?, remaining?, display_arg?, colour_arg?);
    let each_by = each(&signals, |signal| {
        args.within("signal", findings, |findings| query::check(signal, remaining, findings))?;
        context.by(signal, findings)
    })?;
    if args.get("percentiles").is_some()
        && !signals
            .iter()
            .any(|signal| matches!(signal.kind, SignalKind::Percentile { .. }))
    {
        return Err(not_a_distribution(args, &signals[0], "percentiles", findings));
    }
    // There is at least one signal.
    let (first, by) = (&signals[0], &each_by[0]);
    let title = context.title(first, by, findings);
    let several = signals.len() > 1 || matches!(first.kind, SignalKind::Percentile { .. }) || !by.is_empty();
    let requests = signals.iter().zip(&each_by).map(|(signal, by)| {
        let options = QueryOptions {
            by,
            percentiles: &percentiles,
            remaining,
            ..QueryOptions::DEFAULT
        };
        object!({
            "response_format": "timeseries",
            "queries": query::series(signal, &options),
            "formulas": query::formulas(signal, &options),
            "display_type": display_arg.unwrap_or_else(|| display(signal)),
            "style": colour::style(colour_arg, signal),
        })
    });
    let mut definition = object!({
        "type": "timeseries",
        "title": title?,
        "show_legend": several,
        "requests": requests.chain(events?.map(overlay)).collect::<Vec<_>>(),
    });
    if let Some(limits) = limits? {
        definition.insert("markers".to_owned(), limits.markers());
    }
    Ok(definition)
}

fn percentiles(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Vec<u8>> {
    match context.args.list_or_none("percentiles", findings)? {
        Some(values) => each(values, |value| {
            known_percentile(&context.args, "percentiles", value, findings)
        }),
        None => Ok(QueryOptions::DEFAULT.percentiles.to_vec()),
    }
}
