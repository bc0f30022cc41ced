//! Widgets, a file a kind. The bulk of what is rendered: their definitions leave out what Datadog does anyway.

mod burn_rate;
mod checks;
mod colour;
mod limits;
mod linked;
mod lists;
mod note;
mod number;
mod query;
mod query_value;
mod spread;
mod table;
mod timeseries;
mod toplist;

use serde_json::{Map, Value};

use crate::args::{Args, Field, FieldType, a, optional};
use crate::constructed::Constructed;
use crate::finding::{Built, Finding, Findings, each};
use crate::signal::{Signal, SignalContext, known_percentile};

/// Columns of a dashboard's grid.
pub(crate) const COLUMNS: u64 = 12;

/// The most rows of one widget: more than a screen shows.
const HEIGHT_MAX: u64 = 100;

/// The fields of every widget.
pub(crate) const COMMON: &[Field] = &[
    optional("title", FieldType::Text, "what it shows")
        .default("derived from the signal, or from the name of what it refers to"),
    optional("hint", FieldType::Text, "how to read it or what to do, shown on hover").default("none"),
    optional("width", FieldType::Count(COLUMNS), "its columns")
        .unit("columns of 12")
        .default("an equal share of what the row leaves"),
    optional(
        "height",
        FieldType::Count(HEIGHT_MAX),
        "its rows; the row takes its tallest widget",
    )
    .unit("rows")
    .default("what its kind needs"),
];

/// Every kind of widget. To add one: its file with its `KIND`, its line here, its line in `jsonnet/lib/constructor/widget.libsonnet`.
pub(crate) const KINDS: &[&WidgetKind] = &[
    &linked::ALERT_GRAPH,
    &linked::ALERT_VALUE,
    &burn_rate::KIND,
    &checks::KIND,
    &spread::DISTRIBUTION,
    &lists::EVENTS,
    &spread::HEATMAP,
    &lists::LOGS,
    &lists::MONITORS,
    &note::KIND,
    &query_value::KIND,
    &linked::SLO,
    &lists::SLOS,
    &table::KIND,
    &timeseries::KIND,
    &toplist::KIND,
];

/// The objects that fields of widgets hold.
pub(crate) const OBJECTS: &[(&str, &str, &[Field])] = &[
    (
        "Limits",
        "The limits of a value: lines in a chart, colours of a number.",
        limits::FIELDS,
    ),
    ("Column", "A column of a table.", table::COLUMN),
];

/// A widget as a group places it.
#[derive(Debug)]
pub(crate) struct Widget {
    pub(crate) width: Option<u64>,
    pub(crate) height: u64,
    pub(crate) definition: Value,
}

/// What building a widget knows: its arguments, checked, and the context of its signals.
struct WidgetContext<'a, 's> {
    signal_context: &'s SignalContext<'a>,
    args: Args<'a>,
    kind: &'a str,
}

/// A kind of widget.
pub(crate) struct WidgetKind {
    /// Its constructor: `ctx.widget.<name>`.
    pub(crate) name: &'static str,
    /// What it shows.
    pub(crate) summary: &'static str,
    /// Its fields, besides those of every widget.
    pub(crate) fields: &'static [Field],
    /// The rows it usually takes.
    height: u64,
    build: fn(&WidgetContext<'_, '_>, &mut Findings) -> Built<Map<String, Value>>,
}

/// Builds the widget that a constructor returned.
pub(crate) fn build(signal_context: &SignalContext<'_>, value: &Value, findings: &mut Findings) -> Built<Widget> {
    let Some(constructed) = Constructed::read("widget", value, &[], findings)? else {
        let finding = Finding::new(
            "dashboard/no-widget",
            format!("a row of a group must hold widgets, not {}", a(value)),
        )
        .at("rows")
        .help("a row is a list of ctx.widget.<kind>({ ... }); null is left out");
        return Err(findings.push(finding));
    };
    let Some(widget_kind) = KINDS.iter().find(|kind| kind.name == constructed.name) else {
        return constructed.unknown("widget", KINDS.iter().map(|kind| kind.name), findings);
    };
    let args = Args::read(
        format!("widget {}", constructed.name),
        constructed.args,
        &[COMMON, widget_kind.fields],
        findings,
    )?;
    let context = WidgetContext {
        signal_context,
        args,
        kind: constructed.name,
    };
    let hint = context.args.text_or_none("hint", findings);
    let width = context.args.count_or_none("width", COLUMNS, findings);
    let height = context.args.count_or_none("height", HEIGHT_MAX, findings);
    let definition = (widget_kind.build)(&context, findings);
    let (hint, mut definition) = (hint?, definition?);
    if let Some(hint) = hint {
        definition.insert("description".to_owned(), hint.into());
    }
    Ok(Widget {
        width: width?,
        height: height?.unwrap_or(widget_kind.height),
        definition: Value::Object(definition),
    })
}

impl<'a> WidgetContext<'a, '_> {
    /// The signal of a widget with one.
    fn signal(&self, findings: &mut Findings) -> Built<Signal<'a>> {
        let value = self.args.value("signal", findings)?;
        Signal::read(self.signal_context, self.args.what(), value, findings)
    }

    /// The signals of a widget with `signal` or `signals`; at least one.
    fn signals(&self, findings: &mut Findings) -> Built<Vec<Signal<'a>>> {
        let what = self.args.what();
        match (
            self.args.get("signal").is_some(),
            self.args.list_or_none("signals", findings)?,
        ) {
            (true, None) => Ok(vec![self.signal(findings)?]),
            (false, Some(values)) if !values.is_empty() => {
                each(values, |value| Signal::read(self.signal_context, what, value, findings))
            }
            (true, Some(_)) => {
                let finding = Finding::new(
                    "dashboard/signal-and-signals",
                    format!("{what} has 'signal' and 'signals'"),
                )
                .at("signals");
                Err(self
                    .args
                    .reject("signals", finding.help("put all of them into 'signals'"), findings))
            }
            (false, _) => {
                let finding = Finding::new("jsonnet/missing-field", format!("{what} lacks the field 'signal'"));
                Err(self
                    .args
                    .reject_whole(finding.help("add 'signal', or 'signals' for several"), findings))
            }
        }
    }

    /// The tags that make a series, a line or a row of their own; by default those of the signal.
    fn by(&self, signal: &Signal<'a>, findings: &mut Findings) -> Built<Vec<&'a str>> {
        match self.args.texts_or_none("by", findings)? {
            Some(by) => self
                .args
                .within("by", findings, |findings| signal.check_by(&by, findings))
                .map(|()| by),
            None => Ok(signal.by.clone()),
        }
    }

    /// A signal's title with what it is grouped by: `Tokens by model and token type`.
    fn title(&self, signal: &Signal<'_>, by: &[&str], findings: &mut Findings) -> Built<String> {
        Ok(match self.args.text_or_none("title", findings)? {
            Some(title) => title.to_owned(),
            None if by.is_empty() => signal.title.to_owned(),
            None => format!("{} by {}", signal.title, by.join(" and ").replace('_', " ")),
        })
    }
}

/// The percentile of a widget or a column; by default that of the signal, `None` where it has none.
fn percentile(args: &Args<'_>, signal: &Signal<'_>, findings: &mut Findings) -> Built<Option<u8>> {
    match (&signal.kind, args.get("percentile")) {
        (crate::signal::SignalKind::Percentile { percentile }, None) => Ok(Some(*percentile)),
        (crate::signal::SignalKind::Percentile { .. }, Some(value)) => {
            known_percentile(args, "percentile", value, findings).map(Some)
        }
        (_, None) => Ok(None),
        (_, Some(_)) => Err(not_a_distribution(args, signal, "percentile", findings)),
    }
}

/// Reports that a field needs a distribution.
fn not_a_distribution(
    args: &Args<'_>,
    signal: &Signal<'_>,
    at: &str,
    findings: &mut Findings,
) -> crate::finding::Reported {
    let message = format!(
        "{}: the signal '{}' is a {}",
        args.what(),
        signal.title,
        signal.kind_name()
    );
    let finding = Finding::new("dashboard/not-a-distribution", message).at(at);
    args.reject(at, finding.help("give it a percentile signal"), findings)
}
