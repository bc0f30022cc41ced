//! Verbs that check or explain.

use super::Output;
use super::parts::{SEVERITY, differences, findings, findings_only, output, texts};
use crate::shape::{Field, Shape, field, list, map, nullable, object};

pub(super) fn outputs() -> Vec<Output> {
    vec![
        diff(),
        dashboards_preview(),
        findings_only("emitted"),
        findings_only("lint"),
        output(
            "lint --explain",
            "A group of rules. The description of a single rule is the entry alone.",
            explained(),
        ),
        output("lint --payload", PAYLOAD, payload()),
        findings_only("validate"),
        findings_only("validate --against"),
        output("validate --payload", PAYLOAD, payload()),
        monitors_test(),
        monitors_replay(),
        monitors_pages(),
        findings_only("terraform check"),
        maintenance(),
    ]
}

fn diff() -> Output {
    let mut fields = differences();
    fields.push(field(
        "warning",
        nullable(Shape::Text),
        "what makes the comparison doubtful",
    ));
    output("diff", "What a change means in Datadog.", fields)
}

fn dashboards_preview() -> Output {
    let widget = object([
        field("path", Shape::Text, "its place on the dashboard"),
        field("kind", Shape::Text, "its type"),
        field("state", Shape::Text, "what became of it"),
        field("reason", nullable(Shape::Text), "why it has no data"),
        field("excused", nullable(Shape::Text), "why it may have none"),
    ]);
    let dashboard = object([
        field("dashboard", Shape::Text, "service and name"),
        field("file", Shape::Text, "the page that was written"),
        field("widgets", list(widget), "its widgets"),
    ]);
    output(
        "dashboards preview",
        "The pages, and what became of each widget.",
        [field("dashboards", list(dashboard), "the dashboards"), findings()],
    )
}

fn explained() -> Vec<Field> {
    let rule = object([
        field("rule", Shape::Text, "the rule"),
        field("severity", SEVERITY, "of its findings"),
        field("summary", Shape::Text, "what it finds"),
        field("rationale", Shape::Text, "why that is a problem"),
        field("fix", Shape::Text, "how to fix it"),
    ]);
    vec![field("rules", list(rule), "the rules of the group")]
}

const PAYLOAD: &str = "What is wrong with exported objects.";

fn payload() -> Vec<Field> {
    let finding = object([
        field("index", Shape::Integer, "the number of the object, from 0"),
        field("line", Shape::Integer, "the line on which it starts"),
        field("severity", SEVERITY, "an error: Datadog would refuse it"),
        field("rule", Shape::Text, "the rule"),
        field("message", Shape::Text, "what is wrong"),
        field("path", Shape::Text, "the JSON pointer of the value"),
        field(
            "span",
            nullable(list(Shape::Integer)),
            "first and last byte (exclusive) in that value",
        ),
        field("help", nullable(Shape::Text), "how to fix it"),
    ]);
    vec![
        field("findings", list(finding), "what is wrong"),
        field("notes", texts(), "what the objects were taken out of").optional(),
    ]
}

fn monitors_test() -> Output {
    let test = object([
        field("test", Shape::Text, "its name"),
        field("path", Shape::Text, "its file"),
        field("line", Shape::Integer, "its line"),
        field("service", Shape::Text, "the service"),
        field("monitor", Shape::Text, "the monitor"),
        field("environment", Shape::Text, "the environment"),
        field("passed", Shape::Boolean, "whether it passed"),
        field("failures", texts(), "what differs"),
    ]);
    let share = || {
        object([
            field("reached", Shape::Integer, "points that tests reach"),
            field("of", Shape::Integer, "all points"),
        ])
    };
    let point = object([
        field("point", Shape::Text, "what is to be reached"),
        field("text", Shape::Text, "of a section: the field of the monitor").optional(),
        field("tag", Shape::Text, "of a section: its opening tag").optional(),
        field("number", Shape::Integer, "of a section: which of those with this tag").optional(),
        field("reached", Shape::Boolean, "whether a test reaches it"),
        field("required", Shape::Boolean, "whether one must"),
    ]);
    let covered = object([
        field("monitor", Shape::Text, "service and name"),
        field("env", Shape::Text, "the environment"),
        field("points", list(point), "its points"),
        field("unreachable", texts(), "sections that no notification can show"),
    ]);
    let coverage = object([
        field("shares", map(share()), "the points by kind"),
        field("monitors", list(covered), "one entry for each monitor and environment"),
    ]);
    let score = || {
        object([
            field("killed", Shape::Integer, "mutants that a test kills"),
            field("of", Shape::Integer, "all mutants"),
        ])
    };
    let survivor = object([
        field("monitor", Shape::Text, "service and name"),
        field("env", Shape::Text, "the environment"),
        field("tests", Shape::Text, "the file of its tests"),
        field("kind", Shape::Text, "the kind of mistake"),
        field("change", Shape::Text, "the mistake"),
        field("killed_by", Shape::Text, "what would kill it"),
    ]);
    let mutation = object([
        field("total", score(), "of all kinds").optional(),
        field("kinds", map(score()), "by kind of mistake").optional(),
        field("survivors", list(survivor), "the mutants that no test kills").optional(),
        field("error", Shape::Text, "why no mutants were run; then alone").optional(),
    ]);
    output(
        "monitors test",
        "The results of the tests of monitors.",
        [
            field("passed", Shape::Boolean, "whether everything passed"),
            field(
                "tests",
                list(test),
                "each test, once for each monitor and environment that it ran for",
            ),
            findings(),
            field(
                "untested",
                texts(),
                "monitors without a test, as `<environment>/<service>/<name>`",
            ),
            field("coverage", coverage, "with --coverage: what tests reach").optional(),
            field("mutation", mutation, "with --mutate: which mistakes tests find").optional(),
        ],
    )
}

fn monitors_replay() -> Output {
    let row = || {
        object([
            field("thresholds", map(nullable(Shape::Number)), "the thresholds, by name"),
            field("current", Shape::Boolean, "whether they are those of the definition"),
            field("pages", Shape::Integer, "notifications that page"),
            field("notified", Shape::Integer, "notifications"),
            field("alerts", Shape::Integer, "alerts"),
            field("groups", Shape::Integer, "groups that alerted"),
            field("alert_seconds", Shape::Integer, "seconds in Alert, over all groups"),
            field("longest_seconds", Shape::Integer, "the longest alert"),
        ])
    };
    let episode = object([
        field("group", Shape::Text, "the group"),
        field("state", Shape::Text, "its worst state"),
        field("from", Shape::Integer, "the begin, in seconds of the Unix epoch"),
        field(
            "to",
            nullable(Shape::Integer),
            "the end; null if the history ends before",
        ),
        field("seconds", Shape::Integer, "how long it lasted"),
        field("worst", nullable(Shape::Number), "the worst value"),
        field("pages", Shape::Integer, "notifications that page"),
        field("notified", Shape::Integer, "notifications"),
        field("handles", texts(), "who was notified"),
    ]);
    let notification = object([
        field("at", Shape::Integer, "the time, in seconds of the Unix epoch"),
        field("group", Shape::Text, "the group"),
        field(
            "kind",
            Shape::OneOf(&["triggered", "recovered", "renotified", "downtime ended"]),
            "why it was sent",
        ),
        field("state", Shape::Text, "the state"),
        field("value", nullable(Shape::Number), "the value"),
        field("title", Shape::Text, "its title"),
        field("handles", texts(), "who is notified"),
        field("page", Shape::Boolean, "whether it pages"),
    ]);
    output(
        "monitors replay",
        "What a monitor would have done over exported history.",
        [
            field("monitor", Shape::Text, "service and name"),
            field("env", Shape::Text, "the environment"),
            field("query", Shape::Text, "its query"),
            field(
                "from",
                Shape::Integer,
                "the begin of the replay, in seconds of the Unix epoch",
            ),
            field("to", Shape::Integer, "its end"),
            field("groups", texts(), "the groups"),
            field("current", row(), "the totals at its own thresholds"),
            field("episodes", list(episode), "times in another state than OK"),
            field("notifications", list(notification), "what would have been sent"),
            field("sweep", list(row()), "with --sweep: the totals at each threshold"),
            field("notes", texts(), "what the history does not show"),
        ],
    )
}

fn monitors_pages() -> Output {
    let sent = object([
        field("at", Shape::Integer, "seconds after Monday 00:00"),
        field("monitor", Shape::Text, "service and name"),
        field("group", Shape::Text, "the group"),
        field("team", Shape::Text, "the team that is notified"),
        field("priority", Shape::Integer, "the monitor's priority"),
        field("urgency", Shape::Text, "whether it pages"),
        field("state", Shape::Text, "the state"),
        field("repeated", Shape::Boolean, "whether it was sent before"),
    ]);
    let cause = object([
        field("what", Shape::Text, "what happens in the world"),
        field("from", Shape::Integer, "its begin, in seconds after Monday 00:00"),
        field("to", Shape::Integer, "its end"),
    ]);
    let incident = object([
        field("cause", nullable(cause), "null if nothing in the world explains it"),
        field("paged_teams", texts(), "the teams that are paged"),
        field("sent", list(sent), "the notifications"),
    ]);
    let not = object([
        field("monitor", Shape::Text, "service and name"),
        field("reason", Shape::Text, "why"),
    ]);
    let world = object([
        field("world", Shape::Text, "its name"),
        field("title", Shape::Text, "its title"),
        field("from", Shape::Integer, "its begin, in seconds after Monday 00:00"),
        field("to", Shape::Integer, "its end"),
        field("monitors", Shape::Integer, "monitors that were run"),
        field("incidents", list(incident), "what notifies, by cause"),
        field(
            "derived",
            texts(),
            "monitors whose values are derived from their thresholds",
        ),
        field("not_estimated", list(not), "monitors that could not be run"),
    ]);
    output(
        "monitors pages",
        "How often the monitors notify somebody.",
        [field("worlds", list(world), "the worlds")],
    )
}

fn maintenance() -> Output {
    let span = object([
        field("start", Shape::Text, "the begin"),
        field("end", Shape::Text, "the end"),
    ]);
    let muted = object([
        field("severity", Shape::Text, "its severity"),
        field("monitor", Shape::Text, "service and name"),
        field("team", Shape::Text, "the team that owns it"),
        field("pages", Shape::Boolean, "whether it has priority 1 and pages"),
    ]);
    let window = object([
        field("env", Shape::Text, "the environment"),
        field("name", Shape::Text, "the window"),
        field("reason", Shape::Text, "why monitors are muted"),
        field("next", list(span), "when it is active next"),
        field("mutes", list(muted), "the monitors that it mutes, the gravest first"),
        field(
            "mutes_p1_because",
            nullable(Shape::Text),
            "why it may mute a P1 that pages",
        ),
    ]);
    output(
        "maintenance",
        "The maintenance windows and what they mute.",
        [field("windows", list(window), "the windows"), findings()],
    )
}
