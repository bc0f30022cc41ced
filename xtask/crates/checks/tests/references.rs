//! References between objects of a whole tree.

use test_support::tree::Tree;

/// The command under test.
const CHECKS: &str = env!("CARGO_BIN_EXE_checks");

fn composite(monitors: &str, condition: &str) -> String {
    format!(
        "function(ctx) ctx.monitor.composite({{ symptom: 'jobs wait', impact: 'clinicians wait', first_action: 'look', severity: 'P3', monitors: {monitors}, condition: '{condition}' }})"
    )
}

#[test]
fn what_cannot_be_resolved_is_found_before_it_is_merged() {
    let tree = Tree::of_repository(CHECKS);
    let monitor =
        |name: &str, text: &str| tree.write(&format!("jsonnet/services/kafka/monitors/{name}.libsonnet"), text);
    monitor(
        "unknown",
        &composite("{ a: 'kafka/monitors/dwon', b: 'kafka/monitors/down' }", "a && b"),
    );
    monitor(
        "nested",
        &composite("{ a: 'kafka/monitors/partitions-unavailable' }", "a"),
    );
    monitor(
        "elsewhere",
        &composite("{ a: 'transcription/monitors/success-burns-slowly' }", "a"),
    );
    tree.write(
        "jsonnet/services/kafka/slos/up.libsonnet",
        "function(ctx) ctx.slo.monitors({ objective: 'it is up', monitors: ['kafka/monitors/budget'] })",
    );
    monitor(
        "budget",
        "function(ctx) ctx.monitor.error_budget({ symptom: 's', impact: 'i', first_action: 'f', severity: 'P3', slo: 'kafka/slos/up', alert_percent: 50 })",
    );
    let declaration = tree.read("jsonnet/services/kafka/service.libsonnet");
    tree.write(
        "jsonnet/services/kafka/service.libsonnet",
        declaration.replace(
            "  archetypes:",
            "  slos: { up: { target_percent: 99, window: '30d' } },\n  archetypes:",
        ),
    );
    let run = tree.run(["validate"]);
    assert_eq!(run.code, Some(1), "{}", run.text);
    for expected in [
        "error[reference/unknown]: monitor 'kafka/monitor/unknown' refers to 'kafka/monitors/dwon', which does not exist",
        "--> jsonnet/services/kafka/monitors/unknown.libsonnet:1:",
        "= help: did you mean 'kafka/monitors/down' or ",
        "error[reference/unsuitable]: monitor 'kafka/monitor/nested' is a composite of the composite 'kafka/monitors/partitions-unavailable', which Datadog rejects",
        "error[reference/elsewhere]: monitor 'kafka/monitor/elsewhere' refers to 'transcription/monitors/success-burns-slowly', which exists only in prod",
        "= note: in dev, staging",
        "error[reference/cycle]: slo 'kafka/slo/up' refers to itself: kafka/slos/up -> kafka/monitors/budget -> kafka/slos/up",
    ] {
        assert!(run.text.contains(expected), "{expected}\nis not in\n{}", run.text);
    }
}

/// A removed SLO leaves no alert behind: what refers to it is reported where it is written.
#[test]
fn an_slo_that_is_referred_to_cannot_be_removed() {
    let tree = Tree::of_repository(CHECKS);
    tree.write(
        "jsonnet/services/kafka/monitors/budget.libsonnet",
        "function(ctx) ctx.monitor.error_budget({ symptom: 's', impact: 'i', first_action: 'f', severity: 'P3', slo: 'transcription/slos/success', alert_percent: 50 })",
    );
    let path = "jsonnet/services/transcription/service.libsonnet";
    let declaration = tree.read(path);
    let without = declaration.replace("    success: { target_percent: 99.5, window: '30d' },\n", "");
    assert_ne!(declaration, without);
    tree.write(path, &without);
    let run = tree.run(["validate"]);
    assert_eq!(run.code, Some(1), "{}", run.text);
    for expected in [
        "error[reference/unknown]: unknown SLO 'transcription/slos/success'",
        "--> jsonnet/services/kafka/monitors/budget.libsonnet:1:",
    ] {
        assert!(run.text.contains(expected), "{expected}\nis not in\n{}", run.text);
    }
}
