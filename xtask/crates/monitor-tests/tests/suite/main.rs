//! Test files and monitors combined: which tests pass, which fail, and which findings a file has.

mod known;

use diagnostics::Severity;
use model::{Catalog, ObjectKind, ObjectPath};
use monitor_tests::{Known, RenderedMonitor, Suite, TestSource, TestedMonitor};
use serde_json::{Value, json};

const FILE: &str = "jsonnet/services/a/monitors/m_test.yaml";

fn catalog() -> Catalog {
    let environment = |notify: &str| json!({ "title": "", "organisation": "o", "cluster": "c", "notify": notify, "secret_store": "vault", "secret_path": "p", "log_retention_days": 7 });
    let metric = |name: &str, kind: &str| json!({ "name": name, "source": "custom", "type": kind, "unit": "job", "meaning": "jobs", "tags": { "queue": "the queue" } });
    let catalog = json!({
        "platform": { "name": "", "slug": "", "metric_prefix": "", "repository": "", "repository_git": "", "revision": "", "managed_by": "", "services_namespace": "",
            "agent_namespace": "", "argocd_namespace": "", "charts": {} },
        "environments": { "prod": environment("page"), "dev": environment("never") },
        "organisations": {}, "severities": {}, "routes": {}, "tags": {}, "archetypes": {}, "services": {},
        "messages": { "alert": "<<reading>> jobs of <<groups>> failed", "audit_alert": "<<symptom>> happened", "burn_rate_alert": "The budget burns: <<symptom>>", "composite_alert": "All of them: <<symptom>>", "check_alert": "The check failed: {{check_message}}", "no_data": "Nothing arrives: <<symptom>>", "renotification": "Still failing: <<symptom>>" },
        "teams": { "sre": { "title": "", "charter": "", "slack": "slack-sre-{env}", "pagerduty": "pagerduty-sre", "pagerduty_low": "pagerduty-sre-low" } },
        "metrics": { "failed": metric("jobs.failed", "count"), "age": metric("jobs.age", "gauge"), "time": metric("jobs.time", "distribution") },
    });
    serde_json::from_value(catalog).expect("a catalog of this test")
}

fn tested_monitor(env: &str, payload: &Value) -> TestedMonitor {
    let path = ObjectPath {
        service: "a".to_owned(),
        kind: ObjectKind::Monitor,
        name: "m".to_owned(),
    };
    let rendered = RenderedMonitor {
        env,
        path: &path,
        source: FILE.replace("_test.yaml", ".libsonnet"),
        tests: FILE.to_owned(),
        team: "sre",
        tier: 1,
        severity: "P1",
        consumes: &[],
        payload,
        slos: Vec::new(),
        monitors: Vec::new(),
    };
    TestedMonitor::new(&rendered).expect("a monitor of this test")
}

/// A suite for a monitor in `prod` and `dev`: failed jobs in ten minutes by queue, alert above 10, warning above 5.
fn suite_of(text: &str) -> Suite {
    suite_for(&jobs_fail, text)
}

fn jobs_fail(env: &str) -> Value {
    let pager = if env == "prod" {
        "{{#is_alert}}@pagerduty-sre{{/is_alert}}"
    } else {
        ""
    };
    json!({
        "type": "query alert", "name": "jobs fail",
        "query": format!("sum(last_10m):sum:jobs.failed{{env:{env},service:a}} by {{queue}}.as_count() > 10"),
        "message": format!("{{{{value}}}} jobs of {{{{queue.name}}}} failed {pager} @slack-sre-{env}"),
        "options": { "thresholds": { "critical": 10, "warning": 5 }, "on_missing_data": "resolve", "include_tags": false },
    })
}

fn suite_for(monitor: &dyn Fn(&str) -> Value, text: &str) -> Suite {
    suite_after(monitor, text, &Known::default())
}

fn suite_after(monitor: &dyn Fn(&str) -> Value, text: &str, known: &Known) -> Suite {
    let monitors = ["prod", "dev"].map(|env| tested_monitor(env, &monitor(env)));
    let source = TestSource {
        path: FILE.to_owned(),
        text: text.into(),
    };
    Suite::resumed(monitors.to_vec(), &[source], &catalog(), known)
}

/// The findings of the file, as `rule line:column "underlined" message; help`.
fn findings(suite: &Suite) -> Vec<String> {
    let described = |d: &diagnostics::Diagnostic| {
        let at = d
            .place
            .as_ref()
            .and_then(|p| p.excerpt.as_ref())
            .map_or_else(String::new, |(text, span)| {
                let (line, column) = diagnostics::line_column(text, span.start);
                format!(" {line}:{column} {:?}", &text[span.clone()])
            });
        format!(
            "{}{at} {}; {}",
            d.rule,
            d.message,
            d.help.as_deref().unwrap_or_default()
        )
    };
    suite.findings.iter().map(described).collect()
}

fn check_finding(text: &str, expected: &str) {
    assert_eq!(findings(&suite_of(text)), [expected], "{text}");
}

/// The failures, without charts.
fn failures(suite: &Suite) -> Vec<String> {
    assert!(suite.findings.is_empty(), "{:?}", findings(suite));
    suite
        .run()
        .diagnostics(suite)
        .iter()
        .map(|d| {
            format!(
                "{}: {}{}",
                d.rule,
                d.message,
                d.notes.iter().map(|n| format!(" ({n})")).collect::<String>()
            )
        })
        .collect()
}

fn check_failures(text: &str, expected: &[&str]) {
    assert_eq!(failures(&suite_of(text)), expected, "{text}");
}

/// A test whose jobs fail twice a minute from minute 10 to 19: 12 of them at 16m.
fn test(rest: &str) -> String {
    format!(
        "tests:\n- name: fails\n  series: [{{metric: jobs.failed, tags: {{service: $service, queue: q}}, values: 0x10 2x10 0x20}}]\n{rest}"
    )
}

const TIMELINE: &str = "  timeline: {'queue:q': [OK@0m, Warn@13m, Alert@16m, Warn@25m, OK@28m]}\n";

#[test]
fn expected_behaviour_passes() {
    let text = test(&format!(
        "{TIMELINE}  notify:\n  - {{at: 16m, envs: [prod], to: [slack-sre-prod, pagerduty-sre], title: {{contains: jobs fail}}, body: {{contains: [12, q], lacks: OK}}}}\n  \
         - {{at: 16m, envs: [dev], to: [slack-sre-$env], never: [pagerduty-*]}}\n  - {{at: 1m..12m, silent: true}}\n  - {{at: 28m, group: 'queue:q', body: {{lacks: pager}}}}\n"
    ));
    let suite = suite_of(&text);
    assert_eq!(failures(&suite), [""; 0]);
    assert_eq!(suite.cases.len(), 2);
    assert!(suite.untested().is_empty());
}

#[test]
fn other_states_are_one_failure_for_all_monitors() {
    check_failures(
        &test("  timeline: {'queue:q': [OK@0m, Alert@16m..17m, OK@28m]}\n"),
        &[
            "monitors/timeline: test 'fails' fails for a/m in prod: group queue:q; expected OK@0m Alert@16m..17m OK@28m; actual OK@0m Warn@13m Alert@16m Warn@25m OK@28m \
           (same failure for a/m in dev)",
        ],
    );
    check_failures(
        &test("  envs: [prod]\n  timeline: {}\n"),
        &[
            "monitors/timeline: test 'fails' fails for a/m in prod: group queue:q; expected no alert: the group is not in the timeline; \
           actual OK@0m Warn@13m Alert@16m Warn@25m OK@28m",
        ],
    );
    check_failures(
        &test(&format!(
            "  envs: [prod]\n{}",
            TIMELINE.replace("}\n", ", 'queue:z': []}\n")
        )),
        &[
            "monitors/timeline: test 'fails' fails for a/m in prod: group queue:z; expected no states; actual no such group",
        ],
    );
}

#[test]
fn other_notifications_fail() {
    let check = |notify: &str, expected: &[&str]| {
        let expected: Vec<String> = expected
            .iter()
            .map(|e| format!("monitors/notification: test 'fails' fails for a/m in prod: notification at {e}"))
            .collect();
        assert_eq!(
            failures(&suite_of(&test(&format!(
                "  envs: [prod]\n{TIMELINE}  notify: [{notify}]\n"
            )))),
            expected
        );
    };
    check(
        "{at: 16m, to: [slack-sre-prod]}",
        &["16m for queue:q: expected recipients: slack-sre-prod; actual recipients: pagerduty-sre, slack-sre-prod"],
    );
    check(
        "{at: 16m, to: []}",
        &["16m for queue:q: expected recipients: none; actual recipients: pagerduty-sre, slack-sre-prod"],
    );
    check(
        "{at: 16m, never: ['pager*']}",
        &["16m for queue:q: it was sent to 'pagerduty-sre', which 'never: pager*' forbids"],
    );
    check(
        "{at: 17m}",
        &["17m: no notification was sent; notifications were sent at 13m, 16m, 25m, 28m"],
    );
    check(
        "{at: 13m, silent: true}",
        &["13m for queue:q: expected no notification, but '[Warn] jobs fail' was sent to slack-sre-prod"],
    );
    check(
        "{at: 16m, message: no_data}",
        &[
            "16m for queue:q: the message does not have the policy's text 'no_data': 12 jobs of q failed @pagerduty-sre @slack-sre-prod",
            "16m for queue:q: the message has the policy's text 'alert': 12 jobs of q failed @pagerduty-sre @slack-sre-prod",
        ],
    );
    check("{at: 16m, message: alert}", &[]);
    check(
        "{at: 16m, title: {contains: rabbits}}",
        &["16m for queue:q: the title does not contain 'rabbits': [Triggered] jobs fail"],
    );
    check(
        "{at: 16m, title: {lacks: [jobs]}}",
        &["16m for queue:q: the title contains 'jobs': [Triggered] jobs fail"],
    );
    check(
        "{at: 16m, priority: 1}",
        &["16m for queue:q: expected priority 1, actual priority none"],
    );
}

#[test]
fn a_text_that_the_policy_lacks_is_reported() {
    check_finding(
        &test(&format!("{TIMELINE}  notify: [{{at: 16m, message: warning}}]\n")),
        "monitors/test-file 5:31 \"warning\" the policy has no text 'warning'; add it to jsonnet/policy/messages.libsonnet",
    );
}

#[test]
fn a_variable_without_a_value_fails() {
    let monitor = |env: &str| json!({ "type": "query alert", "name": "m", "query": format!("max(last_5m):max:jobs.age{{env:{env}}} > 10"), "message": "on {{host.name}}", "options": {} });
    let text = "tests:\n- {name: a hole, envs: [prod], series: [{metric: jobs.age, values: 0x5 11x5}], timeline: [OK@0m, Alert@6m]}\n";
    assert_eq!(
        failures(&suite_for(&monitor, text)),
        [
            "monitors/notification: test 'a hole' fails for a/m in prod: notification at 6m: its message is blank where {{host.name}} should be: no value"
        ]
    );
}

#[test]
fn a_repetition_that_does_not_say_that_it_is_one_fails() {
    let text = "tests:\n- {name: it lasts, envs: [prod], series: [{metric: jobs.age, values: 0x5 11x40}], timeline: [OK@0m, Alert@6m]}\n";
    let repeated = |message: &str| {
        let query = "max(last_5m):max:jobs.age{env:prod} > 10";
        let payload = json!({ "type": "query alert", "name": "m", "query": query, "message": message, "options": { "renotify_interval": 30 } });
        failures(&suite_for(&|_| payload.clone(), text))
    };
    assert_eq!(
        repeated("old"),
        [
            "monitors/notification: test 'it lasts' fails for a/m in prod: notification at 36m: the message does not have the policy's text 'renotification': old"
        ]
    );
    assert_eq!(
        repeated("old{{#is_renotify}} Still failing: it{{/is_renotify}}"),
        [""; 0]
    );
}

#[test]
fn the_first_value_of_a_series_also_holds_before_the_test() {
    let begun = "tests:\n- {name: long since, envs: [prod], series: [{metric: jobs.failed, tags: {service: a, queue: q}, values: 2x5}], timeline: {'queue:q': [Alert@0m]}}\n";
    check_failures(begun, &[]);
    // a new group is evaluated a minute after it is first seen
    let new = "tests:\n- {name: new, envs: [prod], series: [{metric: jobs.failed, tags: {service: a, queue: q}, values: _ 2x5}], timeline: {'queue:q': [OK@3m, Warn@4m]}}\n";
    check_failures(new, &[]);
}

#[test]
fn an_invalid_file_is_a_finding() {
    let help = "see docs/reference/monitor-tests.md for the format";
    check_finding(
        "tests: []\n",
        &format!("monitors/test-file 1:1 \"\" '{FILE}' has no tests; "),
    );
    check_finding(
        "tests:\n- {nme: a}\n",
        &format!(
            "monitors/test-file 2:4 \"nme\" '{FILE}' is not a valid test file: unknown field 'nme'; did you mean 'name'? ({help})"
        ),
    );
    let orphan = Suite::new(
        Vec::new(),
        &[TestSource {
            path: FILE.to_owned(),
            text: test(TIMELINE).into(),
        }],
        &catalog(),
    );
    assert_eq!(
        findings(&orphan),
        [format!(
            "monitors/orphan-test '{FILE}' tests a monitor that no service has; it belongs to 'jsonnet/services/a/monitors/m.libsonnet': move the test next to its monitor or delete it; the test of an archetype's monitor may be here only while 'tune' in the service's declaration changes that monitor"
        )]
    );
}

#[test]
fn unknown_names_are_findings_with_near_matches() {
    check_finding(
        &test(&format!("  envs: [prd]\n{TIMELINE}")),
        "monitors/test-file 4:10 \"prd\" no environment is named 'prd'; did you mean 'prod'?",
    );
    check_finding(
        &test("  timeline: {'que:q': []}\n"),
        "monitors/group 4:14 \"'que:q'\" monitor 'a/m in prod' has no group 'que:q'; it groups by queue: write \"queue:...\"",
    );
    check_finding(
        &test(&format!(
            "  envs: [prod]\n{TIMELINE}  notify: [{{at: 16m, to: [pagerduty-sre-lo]}}]\n"
        )),
        "monitors/unknown-handle 6:27 \"pagerduty-sre-lo\" no team has the handle 'pagerduty-sre-lo'; did you mean 'pagerduty-sre-low' or 'pagerduty-sre'?",
    );
    check_finding(
        &test(&format!(
            "  envs: [prod]\n{TIMELINE}  notify: [{{at: 16m, never: ['pagr*']}}]\n"
        )),
        "monitors/unknown-handle 6:30 \"'pagr*'\" no team's handle matches 'pagr*', so 'never' has no effect; use one of pagerduty-sre, pagerduty-sre-low, \
         slack-sre-dev, slack-sre-prod",
    );
    let series = |series: &str| format!("tests:\n- {{name: a, envs: [prod], series: [{series}], timeline: {{}}}}\n");
    check_finding(
        &series("{metric: jobs.failed, tags: {service: a, que: q}, values: 0}"),
        "monitors/metric-tag 2:82 \"q\" metric 'jobs.failed' has no tag 'que'; did you mean 'queue'?",
    );
    check_finding(
        &series("{metric: jobs.failed, type: gauge, tags: {service: a, queue: q}, values: 0}"),
        "monitors/metric-type 2:64 \"gauge\" metric 'jobs.failed' is a count in the metric catalog, not a gauge; remove 'type'",
    );
    check_finding(
        &series("{metric: jobs.faild, values: 0}"),
        "monitors/metric-type 2:45 \"jobs.faild\" metric 'jobs.faild' is not in the metric catalog; did you mean 'jobs.failed'? \
         If no catalog has it, set its 'type': count, rate, gauge or distribution",
    );
    check_finding(
        &series("{metric: failed, values: 0}"),
        "monitors/metric-type 2:45 \"failed\" metric 'failed' is not in the metric catalog; write 'jobs.failed': tests name metrics in full",
    );
    check_finding(
        &series("{metric: provider.up, values: 0}"),
        "monitors/metric-type 2:45 \"provider.up\" metric 'provider.up' is not in the metric catalog; set its 'type': count, rate, gauge or distribution; \
         use one of jobs.age, jobs.failed, jobs.time",
    );
}

#[test]
fn telemetry_that_the_monitor_does_not_read_is_a_finding() {
    let series = |series: &str| format!("tests:\n- {{name: a, envs: [prod], series: [{series}], timeline: {{}}}}\n");
    let query = "sum(last_10m):sum:jobs.failed{env:prod,service:a} by {queue}.as_count() > 10";
    check_finding(
        &series("{metric: jobs.failed, tags: {service: b, queue: q}, values: 0}"),
        &format!(
            "monitors/unused-series 2:45 \"jobs.failed\" monitor 'a/m in prod' does not read series 'jobs.failed{{env:prod,queue:q,service:b}}'; its query is: {query}; \
             if the monitor should ignore this, mark it 'decoy: true'"
        ),
    );
    // a series without the group key is in no group
    check_finding(
        &series("{metric: jobs.failed, tags: {service: a}, values: 0}"),
        &format!(
            "monitors/unused-series 2:45 \"jobs.failed\" monitor 'a/m in prod' does not read series 'jobs.failed{{env:prod,service:a}}'; its query is: {query}; \
             if the monitor should ignore this, mark it 'decoy: true'"
        ),
    );
    assert_eq!(
        findings(&suite_of(&series(
            "{metric: jobs.failed, tags: {service: b, queue: q}, values: 0, decoy: true}"
        ))),
        [""; 0]
    );
    check_finding(
        &series("{metric: jobs.failed, tags: {service: a, queue: q}, values: 0, decoy: true}"),
        "monitors/unused-series 2:45 \"jobs.failed\" monitor 'a/m in prod' reads series 'jobs.failed{env:prod,queue:q,service:a}', which is marked as a decoy; \
         give it tags that the query excludes, or remove 'decoy'",
    );
    check_finding(
        &series("{metric: jobs.age, tags: {queue: q}, values: 0, decoy: true}"),
        "monitors/unused-series 2:45 \"jobs.age\" series 'jobs.age{env:prod,queue:q}' cannot be a decoy for monitor 'a/m in prod': its query does not name it; \
         a decoy has a metric of the query, and tags that the query's scope excludes",
    );
}

#[test]
fn unreachable_times_are_findings() {
    let help = "use a time at which the monitor is evaluated, send telemetry for longer, or set 'until'";
    check_finding(
        &test("  envs: [prod]\n  timeline: {'queue:q': [OK@41m]}\n"),
        &format!("monitors/unreachable-time 5:26 \"OK@41m\" 'OK@41m' is after the end of the test at 40m; {help}"),
    );
    check_finding(
        &test("  envs: [prod]\n  timeline: {'queue:q': [OK@90s]}\n"),
        &format!(
            "monitors/unreachable-time 5:26 \"OK@90s\" 'OK@90s' is between evaluations: the monitor is evaluated every 1m; {help}"
        ),
    );
    check_finding(
        &test(&format!(
            "  envs: [prod]\n  events: [{{source: logs, between: 5m, every: 30s, body: {{}}}}]\n{TIMELINE}"
        )),
        "monitors/notation 5:36 \"5m\" 'every' needs a time span, but 'between' has no length; write a start and an end: 5m..10m, or use 'count' instead of 'every'",
    );
    let downtime = |between: &str| {
        test(&format!(
            "  envs: [prod]\n  downtimes: [{{between: {between}}}]\n{TIMELINE}"
        ))
    };
    check_finding(
        &downtime("10m"),
        "monitors/unreachable-time 5:25 \"10m\" the downtime has no length; write a start and an end: 10m..40m",
    );
    check_finding(
        &downtime("41m..50m"),
        &format!("monitors/unreachable-time 5:25 \"41m..50m\" '41m..50m' is after the end of the test at 40m; {help}"),
    );
    check_finding(
        "tests:\n- {name: a, timeline: {}}\n",
        "monitors/test-file 2:10 \"a\" the test has no duration; send telemetry, or set 'until: 1h'",
    );
}

#[test]
fn mistakes_in_a_notation_are_underlined_within_it() {
    let values = |values: &str| {
        format!(
            "tests:\n- name: a\n  series: [{{metric: jobs.failed, tags: {{service: a, queue: q}}, values: {values}}}]\n  timeline: {{}}\n"
        )
    };
    check_finding(
        &values("0x10 5y3"),
        "monitors/notation 3:78 \"y3\" expected a space, found 'y3'; ",
    );
    check_finding(
        &values("'0x10 $critcal'"),
        "monitors/notation 3:78 \"$critcal\" unknown variable $critcal; did you mean $critical?",
    );
    check_finding(
        &values("'[1 2]'"),
        "monitors/notation 3:72 \"'[1 2]'\" metric 'jobs.failed' has one value per sample: only a distribution can have [several]; ",
    );
}

#[test]
fn a_monitor_without_tests_is_a_finding() {
    let suite = suite_of(&test(&format!("  envs: [prod]\n{TIMELINE}")));
    let findings = suite.untested_findings(Severity::Error);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].message, "no test runs for a/m in dev");
    assert_eq!(
        findings[0].help.as_deref(),
        Some(&*format!(
            "the tests in {FILE} filter them out: add a test for them there"
        ))
    );
}

#[test]
fn checks_downtimes_and_distributions_are_simulated() {
    let check = |env: &str| {
        json!({ "type": "service check", "name": "m", "query": format!("\"db.up\".over(\"env:{env}\").by(\"host\").last(4).count_by_status()"),
            "message": "{{check_message}} @slack-sre-prod", "options": { "thresholds": { "critical": 3, "warning": 3, "ok": 1 } } })
    };
    let text = "tests:\n- name: a\n  checks: [{check: db.up, tags: {host: h}, statuses: OKx5 CRITICALx5 OKx5, message: refused}]\n  \
                downtimes: [{between: 0m..30m, scope: 'host:x'}]\n  timeline: {'host:h': [OK@0m, Alert@8m, OK@11m]}\n  notify: [{at: 8m, body: {contains: refused}}]\n";
    assert_eq!(failures(&suite_for(&check, text)), [""; 0]);
    let muted = text
        .replace("host:x", "host:h")
        .replace("[{at: 8m, body: {contains: refused}}]", "[{at: 0m..15m, silent: true}]");
    assert_eq!(failures(&suite_for(&check, &muted)), [""; 0]);
    let percentile = |env: &str| json!({ "type": "query alert", "name": "m", "query": format!("percentile(last_5m):p95:jobs.time{{env:{env}}} > 10"), "message": "", "options": {} });
    let text = "tests:\n- {name: a, series: [{metric: jobs.time, values: '[1 2 3]x10 [1 20 20]x10'}], timeline: [OK@0m, Alert@11m]}\n";
    assert_eq!(failures(&suite_for(&percentile, text)), [""; 0]);
}

#[test]
fn events_are_matched_by_their_search() {
    let logs = |env: &str| json!({ "type": "log alert", "name": "m", "query": format!("logs(\"env:{env} status:error\").index(\"*\").rollup(\"count\").last(\"5m\") > 4"), "message": "", "options": {} });
    let text = "tests:\n- name: a\n  events:\n  - {source: logs, count: 10, between: 5m..6m, body: {status: error}}\n  \
                - {source: logs, every: 10s, between: 0m..10m, body: {status: info}, decoy: true}\n  until: 15m\n  timeline: [OK@0m, Alert@6m, OK@11m]\n";
    assert_eq!(failures(&suite_for(&logs, text)), [""; 0]);
}

#[test]
fn the_report_has_every_format() {
    let suite = suite_of(&test("  envs: [prod]\n  timeline: {'queue:q': [OK@0m]}\n"));
    let report = suite.run();
    let junit = report.junit(&suite);
    assert!(
        junit.contains("<testsuites name=\"monitors\" tests=\"1\" failures=\"1\">"),
        "{junit}"
    );
    assert!(
        junit.contains("<testcase name=\"fails (prod)\" classname=\"a/m\""),
        "{junit}"
    );
    assert_eq!(report.json(&suite)[0]["passed"], false);
    assert_eq!(report.json(&suite)[0]["line"], 2);
    let text = report.text(&suite, None);
    for part in [
        "  --> jsonnet/services/a/monitors/m_test.yaml:2:9\n  for a/m in prod\n",
        "    expected  OK@0m\n    actual    OK@0m  Warn@13m  Alert@16m  Warn@25m  OK@28m\n",
        "critical >",
        "of the evaluation at 13m: 3m..13m",
        "    16m..24m   Alert    12 to 20 > 10 (critical)\n",
        "    sum:jobs.failed{env:prod,service:a} by {queue}.as_count(): 0 0 0 0 0 0 0 2 2 2\n",
    ] {
        assert!(text.contains(part), "{part:?} is missing from:\n{text}");
    }
    assert!(
        report.explain(&suite, None).contains("16m      [Triggered] jobs fail"),
        "{}",
        report.explain(&suite, None)
    );
}
