//! Findings for misspelt names and wrong values: rule, place, message, help and exit code. No generated file changes.

mod support;

use support::{XTASK, edited, rejected};
use test_support::tree::{MONITOR, Tree};

const DECLARATION: &str = "jsonnet/services/demo/service.libsonnet";

#[test]
fn names_that_are_not_known() {
    let at = |position: &str| format!("failures.libsonnet:{position}");
    edited(
        MONITOR,
        "symptom:",
        "symptm:",
        &[
            "error[jsonnet/unknown-field]: monitor 'demo/failures' has no field 'symptm'",
            &at("2:3"),
            "did you mean 'symptom'?",
        ],
    );
    edited(
        MONITOR,
        "'jobs.failed'",
        "'jobs.faild'",
        &[
            "error[metric/unknown]: unknown metric 'jobs.faild'",
            &at("5:9"),
            "did you mean 'jobs.failed'? or declare it in jsonnet/policy/metrics/custom.libsonnet",
        ],
    );
    edited(
        MONITOR,
        "['queue']",
        "['queu']",
        &["error[metric/unknown-tag]", &at("8:9"), "did you mean 'queue'?"],
    );
    edited(
        MONITOR,
        "'P1'",
        "'P4'",
        &[
            "error[monitor/unknown-severity]: unknown severity 'P4'",
            &at("11:14"),
            "use one of P1, P2, P3",
        ],
    );
    edited(
        MONITOR,
        "'resolve'",
        "'resolv'",
        &[
            "error[monitor/unknown-no-data]: monitor 'demo/failures': unknown no_data 'resolv'",
            &at("12:13"),
            "did you mean 'resolve'? no_data is what to do on no data",
        ],
    );
    edited(
        MONITOR,
        "'resolve'",
        "5",
        &[
            "error[monitor/unknown-no-data]: monitor 'demo/failures': no_data must be a string, not a number",
            &at("12:12"),
        ],
    );
    edited(
        MONITOR,
        "'P1'",
        "'P' + 4",
        &["error[monitor/unknown-severity]: unknown severity 'P4'", &at("11:3")],
    );
    edited(
        MONITOR,
        "dev: 20, ",
        "",
        &[
            "error[policy/missing-environment]: no value for the environment 'dev'",
            &at("9:18"),
            "help: add 'dev'",
        ],
    );
    edited(
        MONITOR,
        "dev: 20, ",
        "dev: 20, stagin: 15, ",
        &[
            "error[policy/unknown-environment]: unknown environment 'stagin'",
            &at("9:40"),
            "did you mean 'staging'?",
        ],
    );
    edited(
        MONITOR,
        "prod: ",
        "prod: ctx.by_tier({ '1': 5, '2': 5, '3': 5, '4': 5 }) + 0 * ",
        &[
            "error[policy/unknown-tier]: unknown tier '4'",
            "failures.libsonnet:9:",
            "use one of 1, 2, 3",
        ],
    );
}

/// The finding is in the archetype's file, whichever service uses it.
#[test]
fn mistakes_in_the_files_of_an_archetype() {
    edited(
        "jsonnet/lib/archetype/http-service/dashboard.libsonnet",
        "hint:",
        "hnt:",
        &[
            "error[jsonnet/unknown-field]: widget timeseries has no field 'hnt'",
            "jsonnet/lib/archetype/http-service/dashboard.libsonnet:14:",
            "in group 'Requests', row 2, widget 1",
            "did you mean 'hint'?",
        ],
    );
    edited(
        "jsonnet/lib/archetype/http-service/signals.libsonnet",
        "title: 'Failed requests'",
        "titel: 'Failed requests'",
        &[
            "error[jsonnet/unknown-field]: signal ratio has no field 'titel'",
            "jsonnet/lib/archetype/http-service/signals.libsonnet:7:",
            "did you mean 'title'?",
        ],
    );
}

#[test]
fn all_mistakes_of_a_monitor_are_reported_at_once() {
    rejected(
        |tree| {
            tree.edit(MONITOR, "'P1'", "'P4'");
            tree.edit(MONITOR, "'resolve'", "'resolv'");
            tree.edit(MONITOR, "'jobs.failed'", "'jobs.faild'");
        },
        1,
        &[
            "monitor/unknown-severity",
            "monitor/unknown-no-data",
            "metric/unknown",
            "3 findings",
        ],
    );
}

/// A wrong value or name in `tune` is reported in the service's declaration.
#[test]
fn mistakes_in_what_is_tuned() {
    let tuned = |tune: &str, expected: &[&str]| {
        edited(
            DECLARATION,
            "  slos: {",
            &format!("  tune: {{ {tune} }},\n  slos: {{"),
            expected,
        )
    };
    let at = "services/demo/service.libsonnet:8:";
    tuned(
        "'error-rate': { widow: '1h' }",
        &[
            "tune of monitor 'demo/error-rate' has no field 'widow'",
            at,
            "did you mean 'window'?",
        ],
    );
    tuned(
        "'error-rate': { severity: 'P9' }",
        &["error[monitor/unknown-severity]", at],
    );
    tuned(
        "'eror-rate': { window: '1h' }",
        &["error[service/unknown-monitor]", at, "did you mean 'error-rate'?"],
    );
}

#[test]
fn texts_and_names_of_a_declaration() {
    let check = |from: &str, to: &str, expected: &[&str]| edited(DECLARATION, from, to, expected);
    check(
        "'Demo'",
        "'De\\nmo'",
        &[
            "error[service/text]: service 'demo': title must be one line",
            "service.libsonnet:2:",
        ],
    );
    check(
        "'Demo'",
        "' '",
        &["error[service/text]: service 'demo': title must not be empty"],
    );
    check(
        "['workload', 'http-service']",
        "['workload', 'http-service', 'workload']",
        &[
            "error[service/named-twice]: service 'demo' names 'workload' twice in archetypes",
            "service.libsonnet:7:",
        ],
    );
    check(
        "kind: 'deployment'",
        "kind: 'deployment', replicas: 2.5",
        &["replicas of runs of service 'demo' must be a whole number from 0 to a billion, not 2.5"],
    );
    rejected(
        |tree| {
            tree.write(
                "jsonnet/services/other/service.libsonnet",
                tree.read(DECLARATION).replace("'Demo'", "'demo'"),
            )
        },
        1,
        &[
            "error[service/duplicate-title]: service 'other' has the title of service 'demo'",
            "--> jsonnet/services/other/service.libsonnet:2:",
        ],
    );
}

/// Custom metrics get the prefix of the platform when they are rendered.
#[test]
fn metrics_with_the_prefix_of_the_platform() {
    let custom = "jsonnet/policy/metrics/custom.libsonnet";
    edited(
        custom,
        "'jobs.failed'",
        "'scribemed.jobs.failed'",
        &[
            "error[metric/prefix]: metric 'scribemed.jobs.failed' has the prefix 'scribemed.', which the catalog adds",
            "custom.libsonnet:",
            "help: name it 'jobs.failed', here and where it is used",
        ],
    );
    edited(
        MONITOR,
        "'jobs.failed'",
        "'scribemed.jobs.failed'",
        &[
            "error[metric/prefix]: monitor 'demo/failures': metric 'scribemed.jobs.failed' has the prefix 'scribemed.'",
            "help: write 'jobs.failed'",
        ],
    );
}

/// A ratio divides numbers of events; Datadog divides the levels of gauges without an error.
#[test]
fn a_ratio_of_gauges() {
    rejected(
        |tree| {
            let path = "jsonnet/policy/metrics/custom.libsonnet";
            let declared = tree.read(path);
            let line = declared
                .lines()
                .find(|line| line.contains("'jobs.failed'"))
                .expect("the metric");
            tree.write(path, declared.replace(line, &line.replace("'count'", "'gauge'")));
        },
        1,
        &[
            "error[metric/not-a-counter]: monitor 'demo/failures': scribemed.jobs.failed is a gauge, which counts no events",
            "failures.libsonnet:5:",
            "correct its type in jsonnet/policy/metrics/custom.libsonnet",
        ],
    );
}

#[test]
fn a_misspelt_unit_of_an_integration() {
    edited(
        "jsonnet/policy/metrics/redis.libsonnet",
        "unit: 'byte'",
        "unit: 'bytes'",
        &[
            "error[metric/unknown-unit]",
            "cannot be 'bytes'",
            "did you mean 'byte'?",
        ],
    );
}

#[test]
fn sites_that_do_not_exist_or_are_not_those_of_the_application() {
    let check = |from: &str, to: &str, expected: &[&str]| {
        edited("jsonnet/policy/organisations.libsonnet", from, to, expected);
    };
    check(
        "'datadoghq.com'",
        "'datadoghq.euu'",
        &[
            "error[policy/unknown-site]: unknown site of organisation 'scribemed' 'datadoghq.euu'",
            "organisations.libsonnet:5:",
            "did you mean 'datadoghq.eu' or",
        ],
    );
    check(
        "'datadoghq.com'",
        "'us3.datadoghq.com'",
        &[
            "error[policy/app]: organisation 'scribemed' has its data on the site us3.datadoghq.com, but its web application https://app.datadoghq.com is that of datadoghq.com",
            "help: write 'https://us3.datadoghq.com'",
        ],
    );
    check(
        "'https://app.datadoghq.com'",
        "'https://datadog.example'",
        &["is no address of Datadog"],
    );
}

/// An organisation may have a subdomain of its own.
#[test]
fn a_subdomain_of_the_site() {
    let tree = Tree::demo(XTASK);
    tree.edit(
        "jsonnet/policy/organisations.libsonnet",
        "'https://app.datadoghq.com'",
        "'https://scribemed.datadoghq.com'",
    );
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
}

/// A name that is like no other is a new one; a service or a tag is declared as well as a metric.
#[test]
fn names_that_may_be_new() {
    edited(
        MONITOR,
        "'jobs.failed'",
        "'summaries.empty'",
        &["help: declare it in jsonnet/policy/metrics/custom.libsonnet\n"],
    );
    edited(
        DECLARATION,
        "  slos: {",
        "  depends_on: ['dictation-export'],\n  slos: {",
        &[
            "error[service/unknown]: unknown service 'dictation-export'",
            "help: declare it in jsonnet/services/dictation-export/service.libsonnet\n",
        ],
    );
    let metrics = "jsonnet/policy/metrics/custom.libsonnet";
    let tags = |tags: &str, help: &str| {
        let message =
            format!("error[metric/unknown-tag]: metric 'jobs.age' has the tag '{tags}', which is not declared");
        let tags = format!("  'jobs.age': {{ type: 'gauge', unit: 'second', tags: ['{tags}'], meaning: 'm' }},\n");
        rejected(
            |tree| {
                let declared = tree.read(metrics);
                let line = declared.lines().find(|line| line.contains("'jobs.age':"));
                let line = line.expect("the metric").to_owned() + "\n";
                tree.write(metrics, declared.replace(&line, &tags));
            },
            1,
            &[&message, help],
        );
    };
    tags("queu", "help: did you mean 'queue'");
    tags("ehr", "help: declare it in jsonnet/policy/tags.libsonnet\n");
}

#[test]
fn names_of_a_declaration_that_are_not_known() {
    let at = |position: &str| format!("services/demo/service.libsonnet:{position}");
    edited(
        DECLARATION,
        "'platform'",
        "'platfrm'",
        &[
            "error[service/unknown-team]: unknown team 'platfrm'",
            &at("4:10"),
            "did you mean 'platform'",
        ],
    );
    edited(
        DECLARATION,
        "'http-service'",
        "'htp-service'",
        &[
            "error[service/unknown-archetype]",
            &at("7:29"),
            "did you mean 'http-service'",
        ],
    );
    edited(
        DECLARATION,
        "availability:",
        "availabilty:",
        &["error[service/unknown-slo]", &at("9:5"), "did you mean 'availability'?"],
    );
    edited(
        DECLARATION,
        "    latency: { under_s: 0.5, target_percent: 95, window: '30d' },\n",
        "",
        &["error[service/no-target]", "declare slos['latency']"],
    );
    edited(
        DECLARATION,
        "'30d'",
        "'31d'",
        &["error[slo/unknown-window]", "use one of 30d, 7d, 90d"],
    );
    edited(
        DECLARATION,
        "tier: 1",
        "tier: 4",
        &["error[service/tier]", "tier must be 1, 2 or 3"],
    );
}

#[test]
fn monitors_dropped_without_a_reason() {
    for reason in ["''", "' \\n'", "true"] {
        edited(
            DECLARATION,
            "  slos: {",
            &format!("  without: {{ 'crash-loops': {reason} }},\n  slos: {{"),
            &[
                "error[service/missing-reason]: service 'demo' drops the monitor 'crash-loops' without a reason",
                "services/demo/service.libsonnet:8:15",
                "help: write in 'without' why it does not fit here",
            ],
        );
    }
}

#[test]
fn reasons_that_say_nothing_and_what_is_tuned_of_a_monitor_that_is_left_out() {
    let declared = |fields: &str, expected: &[&str]| {
        edited(DECLARATION, "  slos: {", &format!("  {fields},\n  slos: {{"), expected)
    };
    declared(
        "without: { 'crash-loops': 'noisy' }",
        &[
            "error[service/no-reason]: the reason for 'crash-loops' in 'without' of service 'demo' has fewer than 10 characters",
            "services/demo/service.libsonnet:8:30",
            "help: say what is different about this service",
        ],
    );
    declared(
        "tune: { 'error-rate': { window: '1h', because: 'xxxxxxxxxxxx' } }",
        &["the reason for 'error-rate' in 'tune' of service 'demo' has fewer than 3 different words"],
    );
    declared(
        "tune: { 'error-rate': { window: '1h', because: 7 } }",
        &["because of tune of 'error-rate' in service 'demo' must be a string, not a number"],
    );
    declared(
        "without: { 'error-rate': 'the gateway counts its errors' }, tune: { 'error-rate': { window: '1h' } }",
        &[
            "error[service/dead-tune]: service 'demo' tunes the monitor 'error-rate', which it leaves out",
            "services/demo/service.libsonnet:8:",
            "help: remove it from 'tune', or from 'without' if the monitor is wanted",
        ],
    );
}

#[test]
fn services_that_depend_on_themselves() {
    let needs = |needs: &str, field: &str| {
        let message = format!("error[service/own-dependency]: service 'demo' names itself in {field}");
        let expected = [message.as_str(), "services/demo/service.libsonnet:8:3"];
        edited(DECLARATION, "  slos: {", &format!("  {needs},\n  slos: {{"), &expected);
    };
    needs("depends_on: ['demo']", "depends_on");
    needs("consumes: ['demo/demo.jobs']", "consumes");
}

#[test]
fn names_of_the_policy_that_are_not_known() {
    let environments = "jsonnet/policy/environments.libsonnet";
    edited(
        environments,
        "notify: 'post'",
        "notify: 'pst'",
        &[
            "error[policy/unknown-route]: unknown route 'pst'",
            "environments.libsonnet:27:",
            "use one of never, page, post",
        ],
    );
    edited(
        environments,
        "organisation: 'scribemed'",
        "organisation: 'scribmed'",
        &["error[policy/unknown-organisation]", "did you mean 'scribemed'?"],
    );
    edited(
        "jsonnet/policy/organisations.libsonnet",
        "owner: 'prod'",
        "owner: 'prd'",
        &[
            "error[policy/unknown-environment]",
            "organisations.libsonnet:",
            "use one of dev, prod, staging",
        ],
    );
}

/// A route that pages must reach somebody for every severity that pages. A route that notifies no one on purpose is valid, like that of dev.
#[test]
fn routes_that_reach_nobody() {
    let routes = "jsonnet/policy/routes.libsonnet";
    let page = "P1: ['pagerduty', 'slack'],\n    P2";
    edited(
        routes,
        page,
        "P1: [],\n    P2",
        &[
            "error[policy/silent-route]: route 'page' of environment 'prod' notifies nobody of a P1, which has priority 1",
            "routes.libsonnet:10:3",
            "help: name 'pagerduty' in P1 of 'page', or give 'prod' a route that pages for no severity",
        ],
    );
    edited(
        routes,
        page,
        "P1: ['slack'],\n    P2",
        &["error[policy/silent-route]: route 'page' of environment 'prod' pages nobody for a P1"],
    );
    edited(
        routes,
        "post: { P1: ['slack'], P2: ['slack']",
        "post: { P1: ['slack'], P2: ['pagerduty_low']",
        &[
            "route 'post' of environment 'staging' pages nobody for a P1",
            "routes.libsonnet:15:3",
        ],
    );
    // A title is a field of a team, but not a handle.
    edited(
        routes,
        page,
        "P1: ['title'],\n    P2",
        &[
            "error[policy/unknown-handle]: unknown handle of a team 'title'",
            "routes.libsonnet:11:11",
        ],
    );
}

/// Datadog treats an invalid handle as plain text and notifies no one.
#[test]
fn invalid_handles() {
    let paged = |handle: &str, expected: &[&str]| {
        edited(
            "jsonnet/policy/teams.libsonnet",
            "'pagerduty-platform'",
            handle,
            expected,
        )
    };
    paged(
        "'@pagerduty-platform'",
        &[
            "error[policy/handle]: pagerduty of team 'platform' begins with an at sign: '@pagerduty-platform'",
            "teams.libsonnet:12:17",
            "help: write the handle without '@' and white space, as Datadog's integration names it: 'pagerduty-platform'",
        ],
    );
    paged(
        "'pagerduty platform'",
        &[
            "error[policy/handle]: pagerduty of team 'platform' holds white space: 'pagerduty platform'",
            "teams.libsonnet:12:17",
        ],
    );
    paged(
        "' '",
        &[
            "error[policy/handle]: pagerduty of team 'platform' is empty",
            "teams.libsonnet:12:5",
        ],
    );
    paged(
        "7",
        &[
            "error[policy/handle]: pagerduty of team 'platform' is not a string: '7'",
            "teams.libsonnet:12:",
        ],
    );
}

#[test]
fn a_selection_that_is_not_known() {
    let tree = Tree::demo(XTASK);
    for (args, expected) in [
        (["--env", "prd"], "did you mean 'prod'?"),
        (["--service", "dmo"], "did you mean 'demo'?"),
    ] {
        let run = tree.run(["render"].iter().chain(&args));
        assert_eq!(run.code, Some(2), "{}", run.text);
        assert!(
            run.text.contains("error[usage/") && run.text.contains(expected),
            "{}",
            run.text
        );
    }
}

/// All mistakes are reported at once, in JSON too.
#[test]
fn findings_as_json() {
    let tree = Tree::demo(XTASK);
    tree.edit(MONITOR, "symptom:", "symptm:");
    let run = tree.run(["render", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.text).expect("one JSON object");
    let finding = &value["findings"][0];
    assert_eq!(
        (
            finding["rule"].as_str(),
            finding["line"].as_u64(),
            finding["column"].as_u64()
        ),
        (Some("jsonnet/unknown-field"), Some(2), Some(3))
    );
    assert_eq!(run.code, Some(1));
}

#[test]
fn suppressions_that_lack_a_reason_or_a_valid_date() {
    let with = |suppression: &str| format!("'resolve',\n  suppress: {{ 'monitor/short-window': {suppression} }}");
    edited(
        MONITOR,
        "'resolve'",
        &with("{ reason: 'x', until: '2027-02-30' }"),
        &[
            "error[suppress/until]",
            "'2027-02-30' has no day 30",
            "write it as YYYY-MM-DD",
        ],
    );
    edited(
        MONITOR,
        "'resolve'",
        &with("{ until: '2027-02-28' }"),
        &[
            "error[jsonnet/missing-field]: suppression of 'monitor/short-window' in monitor 'demo/failures' lacks the field 'reason'",
        ],
    );
    edited(
        MONITOR,
        "'resolve'",
        &with("'because'"),
        &[
            "error[jsonnet/type]: suppression of 'monitor/short-window' in monitor 'demo/failures' must be an object, not a string",
        ],
    );
}

#[test]
fn what_is_tuned() {
    let tuned = |tune: &str, expected: &[&str]| {
        let tune = format!("  tune: {{ 'error-rate': {{ {tune} }} }},\n  slos: {{");
        edited(DECLARATION, "  slos: {", &tune, expected);
    };
    tuned(
        "alert: 8",
        &[
            "error[monitor/threshold-order]: monitor 'demo/error-rate': warn (10) must be on the healthy side of alert (8) in dev",
            "services/demo/service.libsonnet:8:27",
            "the monitor's own file sets warn to 10: tune warn too, or choose another alert",
        ],
    );
    tuned(
        "alert: { by_env: { prd: 8 } }",
        &[
            "error[policy/unknown-environment]: unknown environment 'prd'",
            "use one of dev, prod, staging",
        ],
    );
    tuned(
        "alert: { by_env: { prod: 8 }, by_tier: {} }",
        &["error[jsonnet/unknown-field]", "has no field 'by_tier'"],
    );
    tuned(
        "alert: { by_env: {} }",
        &["error[service/empty-by-env]", "names no environment"],
    );
    tuned(
        "alert: { by_env: 8 }",
        &["error[jsonnet/type]", "must be an object, not a number"],
    );
}

#[test]
fn what_is_tuned_by_environment_stays_elsewhere() {
    let tree = test_support::tree::Tree::demo(support::XTASK);
    let alert = |env: &str| {
        let text = tree.read(&format!("manifests/{env}/demo/monitors/error-rate.yaml"));
        let line = text.lines().find(|line| line.contains("\"critical\""));
        line.map(|line| line.trim().to_owned())
    };
    let dev = alert("dev");
    tree.edit(
        DECLARATION,
        "  slos: {",
        "  tune: { 'error-rate': { alert: { by_env: { prod: 8 } } } },\n  slos: {",
    );
    let run = tree.run(["render"]);
    assert_eq!(run.code, Some(0), "{}", run.text);
    assert_eq!(alert("dev"), dev);
    assert_eq!(alert("prod").as_deref(), Some("\"critical\": 8,"));
}
