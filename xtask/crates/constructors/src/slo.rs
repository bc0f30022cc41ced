//! SLOs. A declaration sets the target (`slos` in `service.libsonnet`), a file under `slos/` the objective and the SLI.

use model::{ObjectKind, Service, Suppressions};
use serde_json::{Map, Value};

use crate::args::{Args, Field, FieldType, optional, required, words};
use crate::constructed::Constructed;
use crate::decimal::{self, rounded};
use crate::finding::{Built, Finding, Findings, each};
use crate::no_object;
use crate::object::{Slo, object};
use crate::refer;
use crate::signal::{Part, Signal, SignalContext, SignalKind};
use crate::suppress::{self, SUPPRESS};

const UNDER_S: &str = "the latency in seconds within which an event is good";
pub(crate) const TARGET: &[Field] = &[
    required(
        "target_percent",
        FieldType::Percent,
        "the target, above 50 and below 100",
    )
    .unit("percent")
    .example("99.5"),
    required("window", FieldType::Choice(WINDOW_WORDS), "the time window").example("'30d'"),
    optional("under_s", FieldType::Seconds, UNDER_S)
        .unit("seconds")
        .example("0.5"),
];
pub(crate) const EVENTS: &[Field] = &[
    required("objective", FieldType::Clause, "the objective in words").example("'jobs succeed'"),
    required("signal", FieldType::Signal, "a ratio or over_limit signal"),
    SUPPRESS,
];
pub(crate) const MONITORS: &[Field] = &[
    required("objective", FieldType::Clause, "the objective in words").example("'a primary accepts writes'"),
    required(
        "monitors",
        FieldType::Paths(ObjectKind::Monitor),
        "the paths of the monitors; time is good while none of them alerts",
    )
    .example("['postgresql/monitors/down']"),
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
    pub(crate) fn percent(&self) -> f64 {
        self.percent
    }

    pub(crate) fn window(&self) -> &'a str {
        self.window
    }

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
    let fields = match constructed.name {
        "events" => EVENTS,
        "monitors" => MONITORS,
        _ => return constructed.unknown("slo", ["events", "monitors"], findings),
    };
    let args = Args::read(what, constructed.args, &[fields], findings)?;
    let objective = args.text("objective", findings);
    let suppress = suppress::read(&args, findings);
    let indicator = if constructed.name == "events" {
        let signal = args.value("signal", findings);
        let signal = signal.and_then(|value| Signal::read(context, args.what(), value, findings));
        let (target, signal) = (target.as_ref().map_err(|reported| *reported)?, signal?);
        events(target, &args, &signal, findings)
    } else {
        let target = target.as_ref().map_err(|reported| *reported)?;
        time(target, &args, findings)
    };
    let (target, suppress, indicator) = (target?, suppress?, indicator?);
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
        SignalKind::Ratio {
            part: Part::Above(_), ..
        } => format!("Good events: all but {title}"),
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

/// Good events of all events, from a ratio or an over_limit signal.
fn events(target: &Target<'_>, args: &Args<'_>, signal: &Signal<'_>, findings: &mut Findings) -> Built<Indicator> {
    let Some([good, bad]) = signal.good_and_bad() else {
        let message = format!(
            "{}: a {} signal does not count good and bad events",
            args.what(),
            signal.kind_name()
        );
        let finding = Finding::new("slo/not-a-ratio", message)
            .at("signal")
            .help("use a ratio signal, or ctx.signal.over_limit for a latency");
        return Err(args.reject("signal", finding, findings));
    };
    same_limit(target, args, signal, findings)?;
    Ok(Indicator {
        words: good_events(signal),
        metrics: names(signal),
        payload: object!({
            "type": "metric",
            "sli_specification": object!({
                "count": object!({
                    "good_events_formula": formula(good),
                    "bad_events_formula": formula(bad),
                    "queries": queries(signal.queries(&[], &[])),
                }),
            }),
        }),
    })
}

/// Time during which none of the monitors alerts.
fn time(target: &Target<'_>, args: &Args<'_>, findings: &mut Findings) -> Built<Indicator> {
    let paths = args.texts("monitors", findings)?;
    if paths.is_empty() {
        let finding = Finding::new("slo/no-monitor", format!("{}: monitors is empty", args.what())).at("monitors");
        return Err(args.reject("monitors", finding.help("name at least one monitor"), findings));
    }
    let ids = each(&paths, |path| {
        refer::id_of(args, "monitors", path, ObjectKind::Monitor, findings)
    });
    has_limit(target, args.what(), None, "", findings)?;
    Ok(Indicator {
        words: format!("Good time: no alert of {}", paths.join(" or ")),
        metrics: Vec::new(),
        payload: object!({ "type": "monitor", "monitor_ids": ids? }),
    })
}

/// The target's `under_s` must be the limit of the signal, which the query has: dashboards and docs show the target's.
fn same_limit(target: &Target<'_>, args: &Args<'_>, signal: &Signal<'_>, findings: &mut Findings) -> Built<()> {
    has_limit(
        target,
        args.what(),
        signal.limit(),
        &format!(" '{}'", signal.title),
        findings,
    )
}

/// `of` is the title of the signal, or empty where there is none.
fn has_limit(target: &Target<'_>, what: &str, limit: Option<f64>, of: &str, findings: &mut Findings) -> Built<()> {
    let under = target.args.number_or_none("under_s", findings)?;
    let text = |limit: Option<f64>| limit.map_or("none".to_owned(), decimal::text);
    if under == limit {
        return Ok(());
    }
    let message = format!(
        "{what}: under_s of the target is {}, the limit of its signal{of} is {}",
        text(under),
        text(limit)
    );
    let help = if limit.is_some() {
        format!("set both to the same; under_s is {UNDER_S}")
    } else {
        "remove under_s, or use ctx.signal.over_limit".to_owned()
    };
    let finding = Finding::new("slo/limit", message)
        .at("under_s")
        .in_file(target.file)
        .help(help);
    Err(target.args.reject("under_s", finding, findings))
}

fn formula(text: &str) -> Map<String, Value> {
    object!({ "formula": text })
}

/// The metric queries of an SLI specification, by the names that its formulas use.
fn queries(named: impl IntoIterator<Item = (impl Into<String>, String)>) -> Vec<Map<String, Value>> {
    let query = |(name, query): (_, String)| {
        let name: String = Into::into(name);
        object!({ "data_source": "metrics", "name": name, "query": query })
    };
    named.into_iter().map(query).collect()
}
