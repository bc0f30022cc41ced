//! Verbs that ask Datadog.

use super::Output;
use super::parts::{differences, finding, findings, findings_only, output, texts};
use crate::shape::{Field, Shape, field, list, nullable, object};

pub(super) fn outputs() -> Vec<Output> {
    vec![
        output(
            "live plan",
            "What the next sync would change: base is Datadog, head the rendered files.",
            compared(),
        ),
        output(
            "live drift",
            "What was changed or muted by hand: base is Datadog, head the rendered files.",
            drift(),
        ),
        orphans(),
        adopt(),
        status(),
        findings_only("live validate"),
    ]
}

fn compared() -> Vec<Field> {
    let mut fields = differences();
    fields.push(field("compared", Shape::Integer, "declared objects that were compared"));
    fields.push(field("warnings", list(finding()), "what could not be compared"));
    fields
}

fn drift() -> Vec<Field> {
    let muted = object([
        field(
            "severity",
            Shape::OneOf(&["error", "note"]),
            "an error has to be ended or declared; a note does not change the exit code",
        ),
        field(
            "means",
            Shape::OneOf(&["downtime", "option"]),
            "a downtime, or `options.silenced` of a monitor",
        ),
        field("id", Shape::Text, "the id of the downtime or of the monitor"),
        field("scope", Shape::Text, "the groups that are muted; `*` for all"),
        field(
            "monitor",
            nullable(Shape::Text),
            "the only monitor that is muted; null if tags select them",
        ),
        field(
            "monitor_tags",
            texts(),
            "the tags of the monitors that are muted; `*` for all",
        ),
        field(
            "mutes",
            nullable(Shape::Integer),
            "how many monitors of this repository that is; null if monitors were not read",
        ),
        field(
            "creator",
            nullable(Shape::Text),
            "who made it; null if Datadog does not state it",
        ),
        field(
            "start",
            nullable(Shape::Text),
            "the start; of one that recurs, of the current or next time",
        ),
        field("end", nullable(Shape::Text), "the end; null if it has none"),
        field("recurs", texts(), "the rules by which it recurs"),
        field("message", nullable(Shape::Text), "what its creator wrote"),
        field("why", nullable(Shape::Text), "why it is an error; null of a note"),
    ]);
    let mut fields = compared();
    fields.push(field(
        "muted_by_hand",
        list(muted),
        "what nothing declares and what mutes monitors, now or later; the worst first",
    ));
    fields
}

fn orphans() -> Output {
    let orphan = object([
        field(
            "class",
            Shape::OneOf(&["undeclared", "double", "namesake"]),
            "why it is an orphan",
        ),
        field("kind", Shape::Text, "the kind of object"),
        field("id", Shape::Text, "its id in Datadog"),
        field("name", Shape::Text, "its name in Datadog"),
        field("path", nullable(Shape::Text), "the declared object that it could be"),
        field(
            "held_by",
            nullable(Shape::Text),
            "the resource in a cluster that holds it",
        ),
        field("deleted", Shape::Boolean, "whether it was deleted"),
    ]);
    output(
        "live orphans",
        "Objects that nothing declares, or that exist twice.",
        [field("orphans", list(orphan), "the objects"), findings()],
    )
}

fn adopt() -> Output {
    let row = object([
        field("path", Shape::Text, "the declared object"),
        field("environment", Shape::Text, "its environment"),
        field(
            "outcome",
            Shape::OneOf(&["adopt", "held", "new", "waiting", "ambiguous", "refused"]),
            "what becomes of it",
        ),
        field(
            "detail",
            Shape::Any,
            "`{id, because}`, `{id}`, `{ids}` or `{why}`, by the outcome; otherwise null",
        ),
        field(
            "written",
            nullable(Shape::Boolean),
            "whether the id was written; null if that was not asked for",
        ),
        field("error", nullable(Shape::Text), "why it was not"),
    ]);
    let mut fields = differences();
    fields.push(field("objects", list(row), "the declared objects"));
    output(
        "live adopt",
        "What could be taken over, and how the next sync would change it.",
        fields,
    )
}

fn status() -> Output {
    let slo = object([
        field("name", Shape::Text, "the SLO"),
        field("timeframe", Shape::Text, "its window"),
        field("sli", nullable(Shape::Number), "what it reached, in percent"),
        field("target", nullable(Shape::Number), "its target, in percent"),
        field(
            "budget_left",
            nullable(Shape::Number),
            "the error budget that is left, in percent",
        ),
    ]);
    let row = object([
        field("service", Shape::Text, "the service"),
        field("environment", Shape::Text, "the environment"),
        field("objects", Shape::Integer, "declared objects"),
        field("synced", Shape::Integer, "objects that exist as they are declared"),
        field("ok", Shape::Integer, "monitors that are OK"),
        field("alerting", texts(), "monitors that alert"),
        field("warning", texts(), "monitors that warn"),
        field("no_data", texts(), "monitors without data"),
        field(
            "no_data_since",
            nullable(Shape::Integer),
            "since when the longest of them has none, in seconds of the Unix epoch",
        ),
        field("muted", texts(), "muted monitors"),
        field("slos", list(slo), "its SLOs"),
    ]);
    output(
        "live status",
        "The state of each service in each environment.",
        [
            field("at", Shape::Text, "the time of the answer"),
            field("services", list(row), "one entry for each service and environment"),
        ],
    )
}
