use diagnostics::Severity;
use model::TagValues;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "monitor/fan-out",
    severity: Severity::Warning,
    summary: "a monitor with so many groups that one failure floods its recipients",
    rationale: "Each group sends its own notification. If a failure has all groups, as that of a shared part has, the recipients get all of them at once, and miss what else alerts.",
    fix: "Group by fewer tags: by what the reader acts on. Or keep the groups and set `notify_by` to fewer of them: each group is still evaluated, and one notification is for all that share these tags. The limit is `fan_out_max` of the severity in `policy/severities.libsonnet`; the number of values of a tag is in `policy/tags.libsonnet`.",
    examples: &[
        Example::pass("12 queues at most, and 12 are allowed", &[]),
        Example::pass(
            "the query names two queues",
            &[
                Edit::Set("catalog/tags/queue/cardinality", "200"),
                Edit::Replace(
                    "monitor/payload/query",
                    "{env:prod,service:scribe}",
                    "{env:prod AND service:scribe AND queue IN (a,b)}",
                ),
                Edit::Replace(
                    "monitor/payload/query",
                    "{env:prod,service:scribe}",
                    "{env:prod AND service:scribe AND queue IN (a,b)}",
                ),
            ],
        ),
        Example::pass(
            "a service has so many at most",
            &[
                Edit::Set("catalog/tags/queue/cardinality", "200"),
                Edit::Set("catalog/tags/queue/per_service", "12"),
            ],
        ),
        Example::pass(
            "a service has no more than its replicas",
            &[
                Edit::Set("catalog/tags/queue/cardinality", "200"),
                Edit::Set("catalog/tags/queue/per_service", "40"),
                Edit::Set("catalog/services/scribe/runs/replicas", "3"),
            ],
        ),
        Example::pass(
            "one notification for all queues",
            &[
                Edit::Set("catalog/tags/queue/cardinality", "200"),
                Edit::Set("monitor/payload/options/notify_by", r#"["*"]"#),
            ],
        ),
        Example::pass(
            "one notification for each service, whatever its queues",
            &[
                Edit::Set("catalog/tags/queue/cardinality", "200"),
                Edit::Replace("monitor/payload/query", "by {queue}", "by {service,queue}"),
                Edit::Replace("monitor/payload/query", "by {queue}", "by {service,queue}"),
                Edit::Set("monitor/payload/options/notify_by", r#"["service"]"#),
            ],
        ),
        Example::fail(
            "200 queues",
            &[Edit::Set("catalog/tags/queue/cardinality", "200")],
            "queue",
            "monitor 'scribe/failure-rate' can send 200 notifications at once to each recipient (200 queue), more than the 12 that are allowed for P1",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    let values = TagValues::of(facts.catalog);
    for monitor in &facts.monitors {
        let severity = monitor.spec.severity.as_str();
        let limit = facts
            .catalog
            .severities
            .get(severity)
            .and_then(|found| found.fan_out_max);
        let (Some(limit), false) = (limit, monitor.spec.notifies.is_empty()) else {
            continue;
        };
        let Some(found) = monitor.fan_out(&values).filter(|found| found.notifications > limit) else {
            continue;
        };
        let message = format!(
            "can send {} notifications at once to each recipient ({}), more than the {limit} that are allowed for {severity}",
            found.notifications,
            found.factors()
        );
        let finding = reporter.object(monitor.object, message);
        for (tag, _) in &found.tags {
            finding.underline(tag.clone());
        }
        finding
            .underline("by")
            .help("group by fewer tags, by what the reader acts on; set notify_by to fewer of them; or let the query select fewer values");
    }
}
