//! SLOs. A declaration sets the target (`slos` in `service.libsonnet`), a file under `slos/` the objective and the SLI.

use model::{ObjectKind, Service, Suppressions};
use serde_json::{Map, Value};

use crate::args::{Args, Field, FieldType, optional, required, words};
use crate::constructed::Constructed;
use crate::decimal::{self, rounded};
use crate::finding::{Built, Finding, Findings};
use crate::no_object;
use crate::object::{Slo, object};
use crate::signal::{PERCENTILES, Signal, SignalContext, SignalKind};
use crate::suppress::{self, SUPPRESS};

const PERCENTILE: &str = "the percentile a latency SLO watches";
const UNDER_S: &str = "the latency in seconds that the percentile must stay under";
pub(crate) const TARGET: &[Field] = &[
    required(
        "target_percent",
        FieldType::Percent,
        "the target, above 50 and below 100",
    )
    .unit("percent")
    .example("99.5"),
    required("window", FieldType::Choice(WINDOW_WORDS), "the time window").example("'30d'"),
    optional("percentile", FieldType::Percentile(&PERCENTILES), PERCENTILE),
    optional("under_s", FieldType::Seconds, UNDER_S)
        .unit("seconds")
        .example("0.5"),
];
pub(crate) const EVENTS: &[Field] = &[
    required("objective", FieldType::Clause, "the objective in words").example("'jobs succeed'"),
    required("signal", FieldType::Signal, "a ratio signal"),
    SUPPRESS,
];
pub(crate) const TIME_SLICE: &[Field] = &[
    required("objective", FieldType::Clause, "the objective in words").example("'jobs succeed'"),
    required("signal", FieldType::Signal, "a percentile signal"),
    SUPPRESS,
];

/// The time windows that Datadog keeps, in days (`doc: service_level_objectives`).
const WINDOWS: [(&str, f64); 3] = [("30d", 30.0), ("7d", 7.0), ("90d", 90.0)];

const WINDOW_WORDS: &[&str] = &words(&WINDOWS);

/// The target of an SLO, as its service declares it.
pub(crate) struct Target<'a> {
    args: Args<'a>,
    file: &'a str,
    percent: f64,
    window: &'a str,
    days: f64,
}

impl<'a> Target<'a> {
    /// Reads the target of `name`; its findings are in the declaration.
    pub(crate) fn read(service: &'a Service, name: &str, value: &'a Value, findings: &mut Findings) -> Built<Self> {
        findings.within(Some(service.file.clone()), |findings| {
            let args = Args::read(format!("SLO '{}/{name}'", service.name), value, &[TARGET], findings)?;
            let days = args.word("window", "slo/unknown-window", "SLO window", &WINDOWS, findings);
            let percent = args.number("target_percent", findings).and_then(|percent| {
                // A target of at most a half is a fraction or a slip.
                if percent > 50.0 && percent < 100.0 {
                    return Ok(percent);
                }
                let message = format!(
                    "{}: target_percent must be above 50 and below 100, not {}",
                    args.what(),
                    decimal::text(percent)
                );
                let finding = Finding::new("slo/target", message).at("target_percent");
                Err(args.reject("target_percent", finding.help("write 99.5 for 99.5 %"), findings))
            });
            let window = args.text("window", findings);
            Ok(Self {
                percent: percent?,
                window: window?,
                days: days?,
                args,
                file: &service.file,
            })
        })
    }
}

/// The SLI: how good time or events are measured.
struct Indicator {
    words: String,
    metrics: Vec<String>,
    payload: Map<String, Value>,
}

/// `tags` are those of every object of the service in the environment.
pub(crate) fn build<'a>(
    context: &SignalContext<'a>,
    service: &'a Service,
    env: &str,
    tags: &[String],
    name: &str,
    value: &'a Value,
    findings: &mut Findings,
) -> Built<Slo> {
    let Some(constructed) = Constructed::read("slo", value, &[], findings)? else {
        return Err(no_object::no_object(ObjectKind::Slo, &service.name, name, findings));
    };
    let what = format!("SLO '{}/{name}'", service.name);
    let target = match service.slos.get(name) {
        Some(target) => Target::read(service, name, target, findings),
        None => Err(findings.push(
            Finding::new("slo/no-target", format!("{what} has no target"))
                .in_file(service.file.clone())
                .help(format!("declare slos['{name}']")),
        )),
    };
    let (shape, read): (&[Field], fn(_, _, &mut _) -> _) = match constructed.name {
        "events" => (EVENTS, events),
        "time_slice" => (TIME_SLICE, time_slice),
        _ => return constructed.unknown("slo", ["events", "time_slice"], findings),
    };
    let args = Args::read(what, constructed.args, &[shape], findings)?;
    let objective = args.text("objective", findings);
    let signal = args.value("signal", findings);
    let signal = signal.and_then(|value| Signal::read(context, args.what(), value, findings));
    let suppress = suppress::read(&args, findings);
    let (target, signal) = (target?, signal?);
    let indicator = read(&target, (&args, &signal), findings)?;
    let suppress = suppress?;
    Ok(Slo {
        suppress,
        ..slo(service, env, tags, name, objective?, &target, indicator)
    })
}

fn slo(
    service: &Service,
    env: &str,
    tags: &[String],
    name: &str,
    objective: &str,
    target: &Target<'_>,
    indicator: Indicator,
) -> Slo {
    let Target {
        percent, window, days, ..
    } = *target;
    // Warns at half of the error budget, before it is spent.
    let warning = rounded(percent + (100.0 - percent) / 2.0);
    let (percent_value, warning) = (decimal::value(percent), decimal::value(warning));
    let mut tags = tags.to_vec();
    tags.push(format!("slo:{name}"));
    let mut payload = object!({
        "name": format!("{}: {objective} ({env})", service.title),
        "description": format!("{objective}: {} % over {window}. {}.", decimal::text(percent), indicator.words),
        "tags": tags,
        "target_threshold": percent_value.clone(),
        "warning_threshold": warning.clone(),
        "timeframe": window,
        "thresholds": [object!({ "timeframe": window, "target": percent_value, "warning": warning })],
    });
    payload.extend(indicator.payload);
    Slo {
        objective: objective.to_owned(),
        target_percent: percent,
        window: window.to_owned(),
        indicator: indicator.words,
        // The error budget as minutes of the window.
        budget_minutes: (days * 24.0 * 60.0 * (100.0 - percent) / 100.0 * 10.0).round() / 10.0,
        metrics: indicator.metrics,
        suppress: Suppressions::new(),
        payload: payload.into(),
    }
}

fn names(signal: &Signal<'_>) -> Vec<String> {
    signal.metrics.iter().map(|m| m.name.clone()).collect()
}

/// `Good events: all jobs minus failed jobs`
fn good_events(signal: &Signal<'_>) -> String {
    let title = in_a_sentence(signal.title);
    let unit = signal.metrics.last().map_or("event", |all| all.unit.as_str());
    match signal.kind {
        SignalKind::Ratio { good: true, .. } => format!("Good events: {title}, of all {unit}s"),
        _ => format!("Good events: all {unit}s minus {title}"),
    }
}

/// A title within a sentence: `Failed jobs` becomes `failed jobs`, `LLM calls` and `gRPC calls` stay.
fn in_a_sentence(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(title.chars().skip(1)).collect()
        }
        _ => title.to_owned(),
    }
}

/// Good events of all events, from a ratio signal.
fn events(_target: &Target<'_>, (args, signal): (&Args<'_>, &Signal<'_>), findings: &mut Findings) -> Built<Indicator> {
    let Some([good, total]) = signal.good_and_total() else {
        let message = format!(
            "{}: a {} signal does not count good and bad events",
            args.what(),
            signal.kind_name()
        );
        let finding = Finding::new("slo/not-a-ratio", message)
            .at("signal")
            .help("use ctx.slo.time_slice, or a ratio signal");
        return Err(args.reject("signal", finding, findings));
    };
    Ok(Indicator {
        words: good_events(signal),
        metrics: names(signal),
        payload: object!({ "type": "metric", "query": object!({ "numerator": good, "denominator": total }) }),
    })
}

/// Five-minute slices in which the percentile stays under `under_s`, from a percentile signal.
fn time_slice(
    target: &Target<'_>,
    (args, signal): (&Args<'_>, &Signal<'_>),
    findings: &mut Findings,
) -> Built<Indicator> {
    let SignalKind::Percentile { percentile } = signal.kind else {
        let message = format!("{}: a {} signal has no percentile", args.what(), signal.kind_name());
        let finding = Finding::new("slo/not-a-percentile", message)
            .at("signal")
            .help("use ctx.slo.events, or a percentile signal");
        return Err(args.reject("signal", finding, findings));
    };
    let (target_percentile, under) = (
        target.args.number_or_none("percentile", findings),
        target.args.number_or_none("under_s", findings),
    );
    let (Some(target_percentile), Some(under)) = (target_percentile?, under?) else {
        let missing = if target.args.get("under_s").is_none() {
            "under_s"
        } else {
            "percentile"
        };
        let meaning = if missing == "under_s" { UNDER_S } else { PERCENTILE };
        let finding = Finding::new(
            "jsonnet/missing-field",
            format!("{} lacks the field '{missing}'", args.what()),
        )
        .in_file(target.file)
        .help(format!("add '{missing}': {meaning}"));
        return Err(target.args.reject_whole(finding, findings));
    };
    if target_percentile != f64::from(percentile) {
        let message = format!(
            "{}: the target uses p{}, its signal '{}' uses p{percentile}",
            args.what(),
            decimal::text(target_percentile),
            signal.title
        );
        let finding = Finding::new("slo/percentile", message)
            .at("percentile")
            .in_file(target.file)
            .help("set the same percentile in both places");
        return Err(target.args.reject("percentile", finding, findings));
    }
    Ok(Indicator {
        words: format!(
            "Good slices: five minutes with the p{percentile} of {} under {} s",
            in_a_sentence(signal.title),
            decimal::text(under)
        ),
        metrics: names(signal),
        payload: object!({
            "type": "time_slice",
            "sli_specification": object!({
                "time_slice": object!({
                    "comparator": "<",
                    "threshold": decimal::value(under),
                    "query_interval_seconds": 300,
                    "query": object!({
                        "formulas": [object!({ "formula": "latency" })],
                        "queries": [object!({ "data_source": "metrics", "name": "latency", "query": signal.expression(&[]) })],
                    }),
                }),
            }),
        }),
    })
}
