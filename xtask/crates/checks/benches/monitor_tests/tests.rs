//! The same tests in both languages: 100 jobs a minute, of which 30 fail in each minute of an incident of half an hour. The incident of each test starts a
//! minute later than the one before, within an hour, so that the tests differ.

use std::ops::Range;

/// The folder of the demo's monitors and their tests.
pub(crate) const FOLDER: &str = "jsonnet/services/demo/monitors";

/// The start of the incident of test `i`, in minutes.
fn start(i: usize) -> usize {
    120 + i % 60
}

/// Tests of `test_support::fixtures::monitor`, which alerts above 1 % in prod.
pub(crate) fn ours(which: Range<usize>) -> String {
    let mut out = "tests:\n".to_owned();
    for i in which {
        let start = start(i);
        out += &format!(
            "  - name: incident {i}
    envs: [prod]
    series:
      - {{metric: $metric_1, tags: {{service: $service, queue: a}}, values: 0x{start} 30x30 0x{}}}
      - {{metric: $metric_2, tags: {{service: $service, queue: a}}, values: 100x360}}
    timeline:
      queue:a: [OK@0m, Alert@{}m, OK@{}m]
    notify:
      - {{at: {}m, to: [pagerduty-platform, slack-platform-alerts-prod]}}
",
            360 - start - 30,
            start + 1,
            start + 40,
            start + 1,
        );
    }
    out
}

/// The tested rule, in the language of Prometheus.
pub(crate) const RULES: &str = r#"groups:
  - name: jobs
    rules:
      - alert: JobsFail
        expr: 100 * sum by (queue) (increase(jobs_failed_total{service="demo"}[10m])) / sum by (queue) (increase(jobs_total{service="demo"}[10m])) > 1
        labels: {severity: page}
"#;

/// Tests of [`RULES`].
pub(crate) fn theirs(count: usize) -> String {
    let mut out = "rule_files: [rules.yml]\nevaluation_interval: 1m\ntests:\n".to_owned();
    for i in 0..count {
        let start = start(i);
        // n steps in this notation are n + 1 samples
        out += &format!(
            r#"  - name: incident {i}
    interval: 1m
    input_series:
      - {{series: 'jobs_failed_total{{service="demo",queue="a"}}', values: 0x{} 30+30x29 900x{}}}
      - {{series: 'jobs_total{{service="demo",queue="a"}}', values: 0+100x359}}
    alert_rule_test:
      - {{eval_time: {}m, alertname: JobsFail, exp_alerts: [{{exp_labels: {{severity: page, queue: a}}}}]}}
      - {{eval_time: 359m, alertname: JobsFail, exp_alerts: []}}
"#,
            start - 1,
            360 - start - 31,
            start + 5,
        );
    }
    out
}
