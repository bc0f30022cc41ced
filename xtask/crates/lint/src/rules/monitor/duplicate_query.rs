use std::collections::HashMap;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/duplicate-query",
    severity: Severity::Error,
    summary: "two monitors with one query in one environment",
    rationale: "One failure then makes two alerts, and a threshold that is changed in one of them lets the other fire as before.",
    fix: "Remove one, or let one look at something else. Two thresholds of one signal are the warning and the alert of one monitor.",
    examples: &[
        Example::pass("each query once", &[]),
        Example::pass(
            "another threshold is another query",
            &[Edit::Set(
                "more",
                r#"{ "prod|scribe|late": { "payload/query": "avg(last_10m):avg:acme.a{env:prod} > 5" } }"#,
            )],
        ),
        Example::fail(
            "the same query under another name",
            &[Edit::Set("more", r#"{ "prod|scribe|late": {} }"#)],
            "",
            "monitor 'scribe/late' has the query of 'scribe/failure-rate'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let mut first: HashMap<(&str, &str), &model::ObjectPath> = HashMap::new();
    for monitor in &facts.monitors {
        let path = &monitor.object.path;
        let known = first.entry((&monitor.object.scope, monitor.query)).or_insert(path);
        if *known != path {
            reporter
                .object(
                    monitor.object,
                    format_args!("has the query of '{}/{}'", known.service, known.name),
                )
                .help("remove one of them; two thresholds of one signal are warn and alert of one monitor");
        }
    }
}
