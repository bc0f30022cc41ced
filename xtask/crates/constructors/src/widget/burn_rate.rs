//! How fast an SLO spends its error budget: 1 spends exactly the budget of the window in the window.

use serde_json::{Map, Value};

use super::query::{self, QueryOptions};
use super::{WidgetContext, WidgetKind, colour, number, timeseries};
use crate::args::{Field, FieldType, optional, required};
use crate::decimal::{self, rounded};
use crate::finding::{Built, Finding, Findings};
use crate::object::object;
use crate::signal::SignalKind;

const FIELDS: &[Field] = &[
    required("signal", FieldType::Signal, "the ratio or over_limit signal of the SLO"),
    required("target_percent", FieldType::Percent, "the target of the SLO")
        .unit("percent")
        .example("99.5"),
    optional(
        "events",
        FieldType::Search,
        "a search of events that are drawn over the chart",
    )
    .default("none"),
];

pub(super) const KIND: WidgetKind = WidgetKind {
    name: "burn_rate",
    summary: "How fast an SLO spends its error budget, with lines at 1, 6 and 14.4.",
    fields: FIELDS,
    height: 3,
    build,
};

/// Of a budget of 30 days, 14.4 spends 2 % in an hour and 6 spends 5 % in six hours (`doc: service_level_objectives/burn_rate`).
const LINES: [(f64, &str, &str); 3] = [
    (1.0, "info dashed", "on budget"),
    (6.0, "warning dashed", "6: 5 % of 30 days in 6 hours"),
    (14.4, "error dashed", "14.4: 2 % of 30 days in 1 hour"),
];

fn build(context: &WidgetContext<'_, '_>, findings: &mut Findings) -> Built<Map<String, Value>> {
    let args = &context.args;
    let signal = context.signal(findings);
    let budget = args.number("target_percent", findings).and_then(|percent| {
        if percent < 100.0 {
            return Ok(rounded(100.0 - percent));
        }
        let finding = Finding::new(
            "dashboard/no-budget",
            "widget burn_rate: a target of 100 % leaves no error budget",
        )
        .at("target_percent")
        .help("write 99.5 for 99.5 %");
        Err(args.reject("target_percent", finding, findings))
    });
    let events = args.text_or_none("events", findings);
    let (signal, budget) = (signal?, budget?);
    let SignalKind::Ratio { good, .. } = signal.kind else {
        let message = format!(
            "widget burn_rate: the signal '{}' is a {}: it does not count good and bad events",
            signal.title,
            signal.kind_name()
        );
        let finding = Finding::new("dashboard/no-share", message).at("signal");
        let help = "show a ratio signal, or ctx.signal.over_limit for a latency";
        return Err(args.reject("signal", finding.help(help), findings));
    };
    let title = context.title(&signal, &[], findings);
    let share = signal.formula("");
    let bad = if good { format!("(100 - {share})") } else { share };
    // Where all events are bad, the budget burns fastest: a line above is never reached.
    let fastest = 100.0 / budget;
    let markers: Vec<_> = LINES
        .iter()
        .filter(|(rate, ..)| *rate <= fastest)
        .map(|(rate, kind, label)| {
            object!({ "value": format!("y = {}", decimal::text(*rate)), "display_type": *kind, "label": *label })
        })
        .collect();
    let request = object!({
        "response_format": "timeseries",
        "queries": query::series(&signal, &QueryOptions::DEFAULT),
        "formulas": [object!({
            "formula": format!("{bad} / {}", decimal::text(budget)),
            "alias": "burn rate",
            "number_format": number::format("time"),
        })],
        "display_type": "line",
        "style": colour::style(None, &signal),
    });
    let overlay = events?.map(timeseries::overlay);
    Ok(object!({
        "type": "timeseries",
        "title": title?,
        "show_legend": false,
        "requests": [request].into_iter().chain(overlay).collect::<Vec<_>>(),
        "markers": markers,
    }))
}
