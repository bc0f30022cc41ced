//! Scenarios: what is read, what is refused, and what a run of one means.

use gameday_scenarios::{
    Change, Expectation, Facts, Known, Notification, Observed, Plan, SeenDashboard, SeenGraph, Source, check, judge,
};

const TEXT: &str = "
title: The queue is stuck
purpose: It must be noticed.
environment: prod
lasts: 60m
inject:
  - {what: workers stop, at: 10m, for: 20m, metrics: [{metric: jobs, per_minute: 0}]}
expect:
  alerts:
    - {monitor: notes/stalled, group: 'queue:a', within: 5m, recovers_within: 10m}
  notified:
    - {who: pagerduty-ml, monitor: notes/stalled, contains: [runbook], within: 6m}
  paged: [ml]
  quiet: ['gateway/*']
  dashboards:
    - {dashboard: notes/overview, graph: 'Jobs/*', within: 3m}
";

fn known() -> Known {
    let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Known {
        environments: set(&["prod", "staging"]),
        monitors: set(&["notes/stalled", "gateway/errors"]),
        services: set(&["notes", "gateway"]),
        teams: set(&["ml", "platform"]),
        pages: true,
        handles: set(&["pagerduty-ml", "slack-ml"]),
        dashboards: [(
            "notes/overview".to_owned(),
            set(&["Jobs/Waiting", "Errors/Failed jobs"]),
        )]
        .into(),
    }
}

fn source(text: &str) -> Source {
    Source {
        path: "gamedays/stalled.yaml".to_owned(),
        text: text.into(),
    }
}

fn plan(text: &str) -> Plan {
    let source = source(text);
    check(&source, source.parse().expect("a scenario"), &known()).expect("a plan")
}

fn change(at: i64, to: &str) -> Change {
    Change {
        monitor: "notes/stalled".to_owned(),
        group: "queue:a".to_owned(),
        at,
        seen: at,
        to: Some(to.to_owned()),
    }
}

fn sent(monitor: &str, at: i64) -> Notification {
    Notification {
        monitor: monitor.to_owned(),
        group: "queue:a".to_owned(),
        at,
        seen: at,
        state: "Alert".to_owned(),
        kind: "triggered".to_owned(),
        title: "it is stuck".to_owned(),
        body: "see the runbook".to_owned(),
        handles: vec!["pagerduty-ml".to_owned()],
        muted_by: None,
    }
}

/// As the scenario expects.
fn good() -> Observed {
    Observed {
        changes: vec![change(0, "OK"), change(780, "Alert"), change(2000, "OK")],
        notifications: vec![sent("notes/stalled", 780)],
        not_evaluated: Vec::new(),
        dashboards: vec![SeenDashboard {
            dashboard: "notes/overview".to_owned(),
            since: 600,
            graphs: vec![
                graph("Errors/Failed jobs", 620),
                graph("Jobs/Waiting", 720),
                graph("Jobs/Age", 900),
            ],
        }],
    }
}

fn graph(path: &str, at: i64) -> SeenGraph {
    SeenGraph {
        path: path.to_owned(),
        at,
        how: "crosses 'alert'".to_owned(),
    }
}

fn facts() -> Facts {
    Facts {
        pagers: [("pagerduty-ml".to_owned(), "ml".to_owned())].into(),
        priorities: [("notes/stalled".to_owned(), 1)].into(),
    }
}

fn judged(observed: &Observed) -> Vec<Expectation> {
    judge(&plan(TEXT), observed, &facts())
}

/// Which expectations are not met after a change of what is expected.
fn unmet(change: impl FnOnce(&mut Observed)) -> Vec<String> {
    let mut observed = good();
    change(&mut observed);
    let unmet = judged(&observed).into_iter().filter(|expectation| !expectation.met);
    unmet
        .map(|expectation| format!("{}: {}", expectation.expected, expectation.found))
        .collect()
}

#[test]
fn a_run_as_expected_meets_everything() {
    let found = judged(&good());
    assert!(found.iter().all(|expectation| expectation.met), "{found:#?}");
    assert_eq!((found[0].detected_s, found[0].notified_s), (Some(180), Some(180)));
}

#[test]
fn each_expectation_can_fail() {
    let check = |change: &dyn Fn(&mut Observed), expected: &[&str]| {
        let found = unmet(change);
        assert_eq!(found.len(), expected.len(), "{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.contains(expected), "{found} does not contain {expected}");
        }
    };
    check(&|o| o.changes.truncate(1), &["never Alert"]);
    check(
        &|o| o.changes[0].to = Some("Alert".to_owned()),
        &["before anything was injected"],
    );
    check(&|o| o.changes[1].at = 1000, &["after 6:40"]);
    check(&|o| o.changes[1].group = "queue:b".to_owned(), &["never Alert"]);
    check(&|o| o.changes.truncate(2), &["never OK again"]);
    check(&|o| o.changes[2].at = 2500, &["OK only 11:40 after the end"]);
    check(
        &|o| o.notifications[0].at = 1000,
        &["notified only after 6:40", "is notified of notes/stalled within 6:00"],
    );
    check(&|o| o.notifications[0].body.clear(), &["lacks 'runbook'"]);
    check(
        &|o| o.notifications[0].handles = vec!["slack-ml".to_owned()],
        &["slack-ml was notified instead", "paged: ml: nobody"],
    );
    check(
        &|o| o.notifications[0].muted_by = Some("a window".to_owned()),
        &["sent nothing", "paged: ml: nobody"],
    );
    check(
        &|o| o.dashboards[0].graphs.truncate(1),
        &["'Jobs/*' of notes/overview shows it within 3:00: no graph shows it"],
    );
    check(
        &|o| o.dashboards[0].graphs[1].at = 840,
        &["'Jobs/Waiting' crosses 'alert' after 4:00"],
    );
    check(&|o| o.dashboards[0].since = 300, &["no graph shows it"]);
    check(
        &|o| o.notifications.push(sent("gateway/errors", 900)),
        &["gateway/* is quiet: gateway/errors"],
    );
}

#[test]
fn a_page_that_is_later_than_the_goal_needs_a_reason() {
    let late = |text: &str| {
        let mut observed = good();
        observed.changes[1].at = 960;
        observed.notifications = vec![sent("notes/stalled", 960)];
        observed.notifications.insert(0, {
            let mut warning = sent("notes/stalled", 720);
            warning.state = "Warn".to_owned();
            warning
        });
        let found = judge(&plan(text), &observed, &facts());
        (
            found[0].met,
            found[0].found.clone(),
            found[0].warned_s,
            found[0].notified_s,
        )
    };
    let longer = TEXT.replace("within: 5m, recovers", "within: 8m, recovers");
    let (met, found, warned, notified) = late(&longer);
    assert_eq!((met, warned, notified), (false, Some(120), Some(360)));
    assert!(
        found.contains("notified only after 6:00: the goal for priority 1 is 5:00"),
        "{found}"
    );
    let excepted = longer.replace(
        "recovers_within: 10m}",
        "recovers_within: 10m, late_because: it is rare}",
    );
    assert!(late(&excepted).0);
    let not_late = TEXT.replace(
        "recovers_within: 10m}",
        "recovers_within: 10m, late_because: it is rare}",
    );
    let source = source(&not_late);
    let findings = check(&source, source.parse().expect("a scenario"), &known()).expect_err("a reason");
    assert!(
        findings[0].message.contains("'5m' is not later than the goal"),
        "{findings:#?}"
    );
}

#[test]
fn what_notified_before_anything_was_injected_is_no_result() {
    assert!(unmet(|o| o.notifications.insert(0, sent("gateway/errors", 300))).is_empty());
}

#[test]
fn late_telemetry_counts_from_when_it_arrives_on_a_platform() {
    let text = TEXT
        .replace(
            "inject:",
            "platform: {needs: [redis], speed: 10, uploads_per_minute: 1, seed: 1}\ninject:",
        )
        .replace("metrics: [{metric: jobs, per_minute: 0}]", "stop: notes");
    let mut observed = good();
    observed.changes[1].seen = 1000;
    let found = judge(&plan(&text), &observed, &Facts::default());
    assert_eq!((found[0].met, found[0].detected_s), (false, Some(400)));
}

#[test]
fn what_was_seen_once_stays() {
    let mut observed = good();
    observed.see(
        vec![change(780, "Alert"), change(790, "OK")],
        vec![sent("notes/stalled", 780), sent("notes/stalled", 700)],
    );
    assert_eq!(observed.changes.len(), 4);
    let times: Vec<i64> = observed.notifications.iter().map(|sent| sent.at).collect();
    assert_eq!(times, [700, 780]);
}

#[test]
fn what_cannot_be_is_refused() {
    let check_text = |from: &str, to: &str, rule: &str, part: &str| {
        assert!(TEXT.contains(from), "{from}");
        let source = source(&TEXT.replace(from, to));
        let findings = match source.parse() {
            Err(finding) => vec![*finding],
            Ok(scenario) => check(&source, scenario, &known()).expect_err(to),
        };
        let found = findings
            .iter()
            .any(|finding| finding.rule == rule && finding.message.contains(part));
        assert!(found, "{to}: {findings:#?}");
        assert!(findings.iter().all(|finding| !format!("{finding:?}").is_empty()));
    };
    check_text("purpose:", "porpoise:", "gameday/file", "unknown field 'porpoise'");
    check_text(
        "environment: prod",
        "environment: prodd",
        "gameday/name",
        "no environment is named 'prodd'",
    );
    check_text("lasts: 60m", "lasts: 20m", "gameday/time", "ends after the scenario");
    check_text(
        "lasts: 60m",
        "lasts: soon",
        "gameday/time",
        "'soon' is not a length of time",
    );
    check_text(
        "monitor: notes/stalled, group",
        "monitor: notes/stale, group",
        "gameday/name",
        "no monitor is named",
    );
    check_text(
        "who: pagerduty-ml",
        "who: pagerduty-ll",
        "gameday/name",
        "no recipient in 'prod' is named",
    );
    check_text(
        "dashboard: notes/overview",
        "dashboard: notes/overvew",
        "gameday/name",
        "no dashboard is named 'notes/overvew'",
    );
    check_text(
        "within: 3m}",
        "within: 3m, after: a fire}",
        "gameday/name",
        "nothing is injected that is 'a fire'",
    );
    check_text("paged: [ml]", "paged: [mm]", "gameday/name", "no team is named 'mm'");
    check_text(
        "within: 5m, recovers",
        "within: 51m, recovers",
        "gameday/time",
        "'51m' ends after the scenario, so it cannot be exceeded",
    );
    check_text(
        "within: 10m}",
        "within: 31m}",
        "gameday/time",
        "'31m' ends after the scenario",
    );
    check_text(
        "within: 6m}",
        "within: 51m}",
        "gameday/time",
        "'51m' ends after the scenario",
    );
    check_text(
        "within: 3m}",
        "within: 51m}",
        "gameday/time",
        "'51m' ends after the scenario",
    );
    check_text(
        "'gateway/*'",
        "'notes/*'",
        "gameday/value",
        "no monitor of 'notes/*' can break the silence",
    );
    check_text(
        "metrics: [{metric: jobs, per_minute: 0}]",
        "faults: {service: notes, flags: []}",
        "gameday/value",
        "no fault flag is given",
    );
    check_text("'gateway/*'", "'gatway/*'", "gameday/name", "no monitor matches");
    check_text(
        "metrics: [{metric: jobs, per_minute: 0}]",
        "stop: notes",
        "gameday/value",
        "the scenario has none",
    );
    check_text(
        ", metrics: [{metric: jobs, per_minute: 0}]",
        "",
        "gameday/value",
        "nothing changes",
    );
    check_text(
        "lasts: 60m",
        "lasts: 60m\nmonitors: ['gateway/*']",
        "gameday/value",
        "leaves it out",
    );
}

/// The messages and the help of what is wrong after a change of the scenario.
fn found(from: &str, to: &str) -> Vec<(String, String)> {
    assert!(TEXT.contains(from), "{from}");
    let source = source(&TEXT.replace(from, to));
    let findings = check(&source, source.parse().expect("a scenario"), &known()).expect_err(to);
    let parts = |finding: diagnostics::Diagnostic| (finding.message, finding.help.unwrap_or_default());
    findings.into_iter().map(parts).collect()
}

#[test]
fn an_unknown_environment_is_one_finding() {
    let found = found("environment: prod", "environment: production");
    let [(message, help)] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!(message, "no environment is named 'production'");
    assert!(help.contains("'prod'"), "{help}");
}

#[test]
fn a_pattern_of_a_misspelt_service_names_the_one_that_is_meant() {
    let pattern = |to: &str| found("'gateway/*'", to)[0].1.clone();
    assert_eq!(pattern("'gatewy/*'"), "did you mean 'gateway/*'?");
    assert_eq!(pattern("'gate/err*'"), "did you mean 'gateway/err*'?");
    assert_eq!(pattern("'gateway/erors'"), "did you mean 'gateway/errors'?");
}

#[test]
fn a_graph_that_does_not_exist_is_found_before_the_run() {
    assert_eq!(
        found("graph: 'Jobs/*'", "graph: 'Job*/Waitng*'"),
        [(
            "no graph of 'notes/overview' matches 'Job*/Waitng*'".to_owned(),
            "did you mean 'Jobs/Waiting'?".to_owned()
        )]
    );
}

#[test]
fn nobody_is_paged_where_the_policy_pages_nobody() {
    let source = source(TEXT);
    let known = Known {
        pages: false,
        ..known()
    };
    let findings = check(&source, source.parse().expect("a scenario"), &known).expect_err("a team that is paged");
    assert!(
        findings[0].message.contains("nobody is paged in 'prod'"),
        "{findings:#?}"
    );
}

/// A scenario that cuts a service off from another.
fn cut_off() -> String {
    let (start, _) = TEXT.split_once("  dashboards:").expect("dashboards are expected");
    start.replace("environment: prod", "environment: staging").replace(
        "metrics: [{metric: jobs, per_minute: 0}]",
        "cut_off: {service: notes, from: gateway}",
    )
}

#[test]
fn what_cuts_off_is_staged_in_a_cluster_alone() {
    let text = cut_off();
    assert!(plan(&text).scenario.needs_cluster());
    let refused = |from: &str, to: &str, part: &str| {
        assert!(text.contains(from), "{from}");
        let source = source(&text.replace(from, to));
        let scenario = source.parse().expect("a scenario");
        let findings = check(&source, scenario, &known()).expect_err(to);
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert!(
            messages.iter().any(|message| message.contains(part)),
            "{to}: {messages:?}"
        );
    };
    refused("from: gateway", "from: gatway", "no service is named 'gatway'");
    refused("from: gateway", "from: notes", "'notes' cannot be cut off from itself");
    refused(
        "environment: staging",
        "environment: prod",
        "nothing is cut off in 'prod'",
    );
    refused(
        "inject:",
        "platform: {needs: [redis], speed: 10, uploads_per_minute: 1, seed: 1}\ninject:",
        "a scenario with cut_off has no platform",
    );
    refused(
        "expect:",
        "maintenance:\n  - {what: a window, scope: 'env:staging', at: 1m, for: 5m}\nexpect:",
        "'a window' is a maintenance window, which is not announced in a cluster",
    );
    refused(
        "  paged: [ml]",
        "  paged: [ml]\n  dashboards: [{dashboard: notes/overview, within: 3m}]",
        "dashboards are not judged in a cluster",
    );
    let other = "{what: another, at: 12m, for: 5m, cut_off: {service: notes, from: gateway}}";
    refused("inject:", &format!("inject:\n  - {other}"), "network policies add up");
    let later = other.replace("12m", "35m");
    assert!(
        plan(&text.replace("inject:", &format!("inject:\n  - {later}")))
            .scenario
            .needs_cluster()
    );
    for (more, part) in [
        ("metrics: [{metric: jobs, per_minute: 0}]", "that of a cluster is real"),
        ("publish: {queue: jobs, messages: 5}", "nobody can take back a message"),
        ("stop: gateway", "an injection in a cluster changes one"),
    ] {
        refused("cut_off:", &format!("{more}, cut_off:"), part);
    }
}

#[test]
fn a_scenario_that_cannot_fail_is_refused() {
    let text = TEXT.split("expect:").next().expect("a start").to_owned() + "expect: {}\n";
    let source = source(&text);
    let findings = check(&source, source.parse().expect("a scenario"), &known()).expect_err("no expectation");
    assert!(findings[0].message.contains("cannot fail"));
}

#[test]
fn the_timeline_shows_states_and_notifications() {
    let svg = gameday_scenarios::timeline::svg(&plan(TEXT), &good(), &facts());
    for part in [
        "notes/stalled",
        "class=\"alert\"",
        "class=\"sent\"",
        "P1 notes/stalled",
        "class=\"who\"",
        ">ml</text>",
        "pages who is on call",
        ">30 min</text>",
        ">1 h</text>",
        "workers stop",
        "The queue is stuck",
    ] {
        assert!(svg.contains(part), "{part}");
    }
}
