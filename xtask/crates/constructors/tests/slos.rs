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

fn percentile(of: u8) -> Value {
    signal(
        "percentile",
        json!({ "title": "Job latency", "metric": "jobs.duration", "percentile": of }),
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
        "time_slice",
        percentile(95),
        "jobs succeed: 99 % over 7d. Good slices: five minutes with the p95 of job latency under 0.5 s. | 100.8 min | [{\"target\":99,\"timeframe\":\"7d\",\"warning\":99.5}]",
    );
}

#[test]
fn a_contradiction_is_reported_at_its_place() {
    check(
        "success",
        "events",
        percentile(95),
        "slo/not-a-ratio at signal: SLO 'scribe/success': a percentile signal does not count good and bad events | use ctx.slo.time_slice, or a ratio signal",
    );
    check(
        "success",
        "time_slice",
        percentile(95),
        "jsonnet/missing-field in services/scribe/service.libsonnet: SLO 'scribe/success' lacks the field 'under_s' | add 'under_s': the latency in seconds that the percentile must stay under",
    );
    check(
        "latency",
        "time_slice",
        percentile(99),
        "slo/percentile at percentile in services/scribe/service.libsonnet: SLO 'scribe/latency': the target uses p95, its signal 'Job latency' uses p99 | set the same percentile in both places",
    );
    check(
        "odd",
        "events",
        ratio(),
        "slo/unknown-window at 31d in services/scribe/service.libsonnet: unknown SLO window '31d' | use one of 30d, 7d, 90d
slo/target at target_percent in services/scribe/service.libsonnet: SLO 'scribe/odd': target_percent must be above 50 and below 100, not 100 | write 99.5 for 99.5 %",
    );
}
