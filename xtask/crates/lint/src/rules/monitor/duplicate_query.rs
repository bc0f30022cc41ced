use std::collections::HashMap;

use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/duplicate-query",
    severity: Severity::Error,
    summary: "two monitors with the same query in one environment",
    rationale: "One failure then alerts twice. After a change of one threshold the other monitor still alerts at the old value.",
    fix: "Remove one of them, or change its query. For two thresholds of one signal, use the warning and the alert of one monitor.",
    examples: &[
        Example::pass("different queries", &[]),
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
            "monitor 'scribe/late' has the same query as 'scribe/failure-rate'",
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
                    format_args!("has the same query as '{}/{}'", known.service, known.name),
                )
                .help("remove one of them; for two thresholds of one signal, use warn and alert of one monitor");
        }
    }
}
