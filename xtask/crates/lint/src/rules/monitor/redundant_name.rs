use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

const NOISE: [&str; 4] = ["alert", "alarm", "monitor", "threshold"];

pub(crate) static RULE: Rule = Rule {
    name: "monitor/redundant-name",
    severity: Severity::Error,
    summary: "a monitor's name that repeats its service or says that it is a monitor",
    rationale: "The path says both already: `transcription/monitors/transcription-failure-alert` reads as `transcription/failure-rate` does, only longer, in every link, tag and manifest.",
    fix: "Name it for its symptom and rename its files.",
    examples: &[
        Example::pass("named for its symptom", &[]),
        Example::fail(
            "it says what it is",
            &[Edit::Set(
                "more",
                r#"{ "prod|scribe|job-alert": { "payload/query": "avg(last_10m):avg:acme.a{env:prod,service:scribe} by {queue} > 5" } }"#,
            )],
            "",
            "monitor 'scribe/job-alert' says 'alert' in its name",
        ),
        Example::fail(
            "it repeats its service",
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
        let wrong = match noise {
            Some(word) => format!("says '{word}' in its name"),
            None if path.name.starts_with(&format!("{}-", path.service)) => {
                "repeats its service in its name".to_owned()
            }
            None => continue,
        };
        reporter
            .object(monitor.object, wrong)
            .help("name it for its symptom, as in 'failure-rate', and rename its file and its runbook page");
    }
}
