//! The payloads of SLOs, and the findings of wrong ones.

mod support;

use serde_json::{Value, json};
use support::{constructed, reported, signal, slo};

fn built(name: &str, kind: &str, signal: Value) -> String {
    match slo(
        name,
        &constructed(
            &format!("slo.{kind}"),
            json!({ "objective": "jobs succeed", "signal": signal }),
        ),
    ) {
        Ok(slo) => format!(
            "{} | {} min | {}",
            slo.payload["description"].as_str().unwrap_or_default(),
            slo.budget_minutes,
            slo.payload["thresholds"]
        ),
        Err(findings) => reported(&findings),
    }
}

fn check(name: &str, kind: &str, signal: Value, expected: &str) {
    assert_eq!(built(name, kind, signal), expected);
}

fn ratio() -> Value {
    signal(
        "ratio",
        json!({ "title": "Failed jobs", "bad": "jobs.failed", "of": "jobs.total" }),
    )
}

fn over_limit(limit: f64) -> Value {
    signal(
        "over_limit",
        json!({ "title": "Jobs slower than half a second", "metric": "jobs.duration", "limit": limit }),
    )
}

#[test]
fn targets_come_from_the_declaration() {
    check(
        "success",
        "events",
        ratio(),
        "jobs succeed: 99.5 % over 30d. Good events: all jobs minus failed jobs. | 216 min | [{\"target\":99.5,\"timeframe\":\"30d\",\"warning\":99.75}]",
    );
    check(
        "latency",
        "events",
        over_limit(0.5),
        "jobs succeed: 99 % over 7d. Good events: all but jobs slower than half a second. | 100.8 min | [{\"target\":99,\"timeframe\":\"7d\",\"warning\":99.5}]",
    );
}

/// An interval without a bad event reports none: `default_zero` keeps its good events.
#[test]
fn events_are_good_or_bad() {
    let count = |signal: Value| {
        let value = constructed("slo.events", json!({ "objective": "jobs succeed", "signal": signal }));
        slo("success", &value).expect("an SLO").payload["sli_specification"]["count"].clone()
    };
    let queries = |part: &str| {
        json!([
            { "data_source": "metrics", "name": "part", "query": format!("sum:acme.jobs.{part}{{env:prod,service:scribe}}.as_count()") },
            { "data_source": "metrics", "name": "whole", "query": "sum:acme.jobs.total{env:prod,service:scribe}.as_count()" },
        ])
    };
    assert_eq!(
        count(ratio()),
        json!({
            "good_events_formula": { "formula": "default_zero(whole) - default_zero(part)" },
            "bad_events_formula": { "formula": "default_zero(part)" },
            "queries": queries("failed"),
        })
    );
    let good = signal(
        "ratio",
        json!({ "title": "Done", "good": "jobs.failed", "of": "jobs.total" }),
    );
    assert_eq!(count(good)["good_events_formula"]["formula"], "default_zero(part)");
}

#[test]
fn a_contradiction_is_reported_at_its_place() {
    let percentile = signal(
        "percentile",
        json!({ "title": "Job latency", "metric": "jobs.duration", "percentile": 95 }),
    );
    check(
        "success",
        "events",
        percentile,
        "slo/not-a-ratio at signal: SLO 'scribe/success': a percentile signal does not count good and bad events | use a ratio signal, or ctx.signal.over_limit for a latency",
    );
    check(
        "success",
        "events",
        over_limit(0.5),
        "slo/limit at under_s in services/scribe/service.libsonnet: SLO 'scribe/success': under_s of the target is none, the limit of its signal 'Jobs slower than half a second' is 0.5 | set both to the same; under_s is the latency in seconds within which an event is good",
    );
    check(
        "latency",
        "events",
        ratio(),
        "slo/limit at under_s in services/scribe/service.libsonnet: SLO 'scribe/latency': under_s of the target is 0.5, the limit of its signal 'Failed jobs' is none | remove under_s, or use ctx.signal.over_limit",
    );
    check(
        "latency",
        "time_slice",
        ratio(),
        "jsonnet/unknown-constructor at time_slice: unknown constructor 'slo.time_slice' | use one of events, monitors",
    );
    check(
        "odd",
        "events",
        ratio(),
        "slo/unknown-window at 31d in services/scribe/service.libsonnet: unknown SLO window '31d' | use one of 30d, 7d, 90d
slo/target at target_percent in services/scribe/service.libsonnet: SLO 'scribe/odd': target_percent must be above 50 and below 100, not 100 | write 99.5 for 99.5 %",
    );
}

/// An event is good up to the limit, as it is bad for a monitor above it.
#[test]
fn events_within_a_limit_are_good() {
    let built = slo(
        "latency",
        &constructed(
            "slo.events",
            json!({ "objective": "jobs are in time", "signal": over_limit(0.5) }),
        ),
    );
    let built = built.unwrap_or_else(|findings| panic!("{}", reported(&findings)));
    assert_eq!(
        built.payload["sli_specification"]["count"],
        json!({
            "good_events_formula": { "formula": "default_zero(whole) - default_zero(part)" },
            "bad_events_formula": { "formula": "default_zero(part)" },
            "queries": [
                { "data_source": "metrics", "name": "part", "query": "count(v: v>0.5):acme.jobs.duration{env:prod,service:scribe}.as_count()" },
                { "data_source": "metrics", "name": "whole", "query": "count:acme.jobs.duration{env:prod,service:scribe}.as_count()" },
            ],
        })
    );
}
