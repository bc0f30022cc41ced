//! Signals over time. Each is a request of its own, so that each keeps the colour of its meaning.

use serde_json::{Map, Value};

use super::limits::{self, Limits};
use super::query::{self, Asked};
use super::{Making, colour, not_a_distribution};
use crate::finding::{Findings, Lowered, each};
use crate::given::{Field, optional};
use crate::object::object;
use crate::signal::{Kind, Signal, known_percentile};

pub(super) const FIELDS: [Field; 9] = [
    optional("signal", "the signal that is shown"),
    optional("signals", "the signals that are shown"),
    optional(
        "by",
        "the tags that make a line of their own; those of the signal unless said",
    ),
    optional(
        "percentiles",
        "which percentiles of a distribution; 50, 95 and 99 unless said",
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
        Kind::Count | Kind::Logs { .. } => "bars",
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

pub(super) fn make(making: &Making<'_, '_>, findings: &mut Findings) -> Lowered<Map<String, Value>> {
    let given = &making.given;
    let signals = making.signals(findings);
    let percentiles = percentiles(making, findings);
    let remaining = given.flag_or("remaining", false, findings);
    let said_display = given.word_or_none(
        "display",
        "dashboard/unknown-display",
        "display of a widget",
        &DISPLAYS,
        findings,
    );
    let said_colour = colour::said(given, findings);
    let limits = Limits::read(given, findings);
    let events = given.text_or_none("events", findings);
    let signals = signals?;
    let (percentiles, remaining, said_display, said_colour) = (percentiles?, remaining?, said_display?, said_colour?);
    let each_by = each(&signals, |signal| {
        query::check(signal, remaining, findings)?;
        making.by(signal, findings)
    })?;
    if given.said("percentiles").is_some()
        && !signals
            .iter()
            .any(|signal| matches!(signal.kind, Kind::Percentile { .. }))
    {
        return Err(not_a_distribution(given, &signals[0], "percentiles", findings));
    }
    // There is at least one signal.
    let (first, by) = (&signals[0], &each_by[0]);
    let title = making.title(first, by, findings);
    let several = signals.len() > 1 || matches!(first.kind, Kind::Percentile { .. }) || !by.is_empty();
    let requests = signals.iter().zip(&each_by).map(|(signal, by)| {
        let asked = Asked {
            by,
            percentiles: &percentiles,
            remaining,
            ..Asked::ALL
        };
        object!({
            "response_format": "timeseries",
            "queries": query::series(signal, &asked),
            "formulas": query::formulas(signal, &asked),
            "display_type": said_display.unwrap_or_else(|| display(signal)),
            "style": colour::style(said_colour, signal),
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

fn percentiles(making: &Making<'_, '_>, findings: &mut Findings) -> Lowered<Vec<u8>> {
    match making.given.list_or_none("percentiles", findings)? {
        Some(values) => each(values, |value| {
            known_percentile(&making.given, "percentiles", value, findings)
        }),
        None => Ok(Asked::ALL.percentiles.to_vec()),
    }
}
