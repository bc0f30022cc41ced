//! Signals over time. Each is a request of its own, so that each keeps the colour of its meaning.

use serde_json::{Map, Value};

use super::limits::{self, Limits};
use super::query::{self, QueryOptions};
use super::{WidgetContext, WidgetKind, colour, not_a_distribution};
use crate::args::{Field, FieldType, optional, words};
use crate::finding::{Built, Findings, each};
use crate::object::object;
use crate::signal::{PERCENTILES, Signal, SignalKind, known_percentile};

const FIELDS: &[Field] = &[
    optional("signal", FieldType::Signal, "the signal that is shown; this or signals"),
    optional("signals", FieldType::Signals, "the signals that are shown"),
    optional("by", FieldType::Tags, "the tags that make a line of their own").default("those of the signal"),
    optional(
        "percentiles",
        FieldType::Percentiles(&PERCENTILES),
        "the percentiles of a distribution",
    )
    .default("[50, 95, 99]"),
    optional(
        "remaining",
        FieldType::Flag,
        "whether what remains to 100 % is shown: availability from an error rate",
    )
    .default("false"),
    optional("display", FieldType::Choice(DISPLAY_WORDS), "how it is drawn")
        .default("'bars' for counts, 'line' for levels"),
    optional("colour", FieldType::Choice(colour::WORDS), colour::MEANING).default("by the kind of the signal"),
    optional("limits", FieldType::Object("Limits"), limits::MEANING).default("none"),
    optional(
        "events",
        FieldType::Search,
        "a search of events that are drawn over the chart",
    )
    .default("none"),
];

pub(super) const KIND: WidgetKind = WidgetKind {
    name: "timeseries",
    summary: "Signals over time.",
    fields: FIELDS,
    height: 3,
    build,
};

const DISPLAY_WORDS: &[&str] = &words(&DISPLAYS);
const DISPLAYS: [(&str, &str); 3] = [("area", "area"), ("bars", "bars"), ("line", "line")];

/// What is counted is drawn as bars, a level as a line.
fn display(signal: &Signal<'_>) -> &'static str {
    match signal.kind {
        SignalKind::Count | SignalKind::Logs { .. } => "bars",
        _ => "line",
    }
}

pub(super) fn overlay(search: &str) -> Map<String, Value> {
    object!({
        "response_format": "timeseries",
        "display_type": "overlay",
        "queries": [object!({ "data_source": "events", "name": "events", "indexes": ["*"], "compute": object!({ "aggregation": "count" }), "search": object!({ "query": search }) })],
        "formulas": [object!({ "formula": "events" })],
    })
}

fn build(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
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
