use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

const NOISE: [&str; 4] = ["alert", "alarm", "monitor", "threshold"];

pub(crate) static RULE: Rule = Rule {
    name: "monitor/redundant-name",
    severity: Severity::Error,
    summary: "a monitor name that repeats its service, or has a word such as 'alert' or 'monitor'",
    rationale: "The path already says both. In links, tags and manifests `transcription/monitors/transcription-failure-alert` means the same as `transcription/failure-rate`, and is longer.",
    fix: "Name the monitor for its symptom, and rename its files.",
    examples: &[
        Example::pass("named for its symptom", &[]),
        Example::fail(
            "the word 'alert'",
            &[Edit::Set(
                "more",
                r#"{ "prod|scribe|job-alert": { "payload/query": "avg(last_10m):avg:acme.a{env:prod,service:scribe} by {queue} > 5" } }"#,
            )],
            "",
            "monitor 'scribe/job-alert' has the redundant word 'alert' in its name",
        ),
        Example::fail(
            "the name of the service",
            &[Edit::Set(
                "more",
                r#"{ "prod|scribe|scribe-slow": { "payload/query": "avg(last_10m):avg:acme.a{env:prod,service:scribe} by {queue} > 5" } }"#,
            )],
            "",
            "monitor 'scribe/scribe-slow' repeats its service in its name",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for monitor in &facts.monitors {
        let path = &monitor.object.path;
        let noise = path.name.split('-').find(|word| NOISE.contains(word));
        let what = match noise {
            Some(word) => format!("has the redundant word '{word}' in its name"),
            None if path.name.starts_with(&format!("{}-", path.service)) => {
                "repeats its service in its name".to_owned()
            }
            None => continue,
        };
        reporter
            .object(monitor.object, what)
            .help("name it for its symptom, as in 'failure-rate', and rename its file and its runbook");
    }
}
