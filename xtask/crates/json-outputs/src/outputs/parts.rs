//! What several outputs have.

use super::Output;
use crate::VERSION_MEMBER;
use crate::shape::{Field, Shape, field, list, nullable, object};

/// An output: an object with the version and these members.
pub(super) fn output(verb: &'static str, about: &'static str, fields: impl IntoIterator<Item = Field>) -> Output {
    let version = field(VERSION_MEMBER, Shape::Integer, "the version of the output");
    Output {
        verb,
        about,
        shape: object([version].into_iter().chain(fields).collect::<Vec<_>>()),
    }
}

/// An output that is only findings.
pub(super) fn findings_only(verb: &'static str) -> Output {
    output(verb, "What is wrong.", [findings()])
}

/// The member `findings`.
pub(super) fn findings() -> Field {
    field("findings", list(finding()), "what is wrong")
}

/// A finding.
pub(super) fn finding() -> Shape {
    object([
        field(
            "severity",
            SEVERITY,
            "an error must be fixed; a warning does not change the exit code",
        ),
        field("rule", Shape::Text, "the rule, as `<group>/<name>`"),
        field("message", Shape::Text, "what is wrong, with the object's name"),
        field(
            "path",
            nullable(Shape::Text),
            "the file, from the root of the repository",
        ),
        field("line", nullable(Shape::Integer), "its line, from 1"),
        field("column", nullable(Shape::Integer), "its column in characters, from 1"),
        field(
            "span",
            nullable(list(Shape::Integer)),
            "first and last byte (exclusive) in the file",
        ),
        field("notes", texts(), "related places"),
        field("help", nullable(Shape::Text), "how to fix it"),
    ])
}

/// The severity of a finding.
pub(super) const SEVERITY: Shape = Shape::OneOf(&["error", "warning"]);

/// Texts.
pub(super) fn texts() -> Shape {
    list(Shape::Text)
}

/// The members of a comparison of two states of the rendered files.
pub(super) fn differences() -> Vec<Field> {
    let value = object([
        field("environments", texts(), "the environments with these values"),
        field("how", Shape::Text, "`5 -> 10`; may be empty"),
    ]);
    let detail = object([
        field("risk", Shape::Text, "its risk"),
        field("what", Shape::Text, "the field"),
        field("values", list(value), "several if they differ between environments"),
    ]);
    let change = object([
        field(
            "action",
            Shape::OneOf(&["added", "removed", "moved", "changed"]),
            "how the objects changed",
        ),
        field("from", Shape::Text, "the name before; only if moved").optional(),
        field(
            "risk",
            Shape::Text,
            "the greatest risk of its details; docs/how-to/approve-a-change.md lists them",
        ),
        field("kind", nullable(Shape::Text), "the kind of the objects"),
        field("objects", texts(), "the names of the objects"),
        field(
            "environments",
            texts(),
            "the environments or organisations; those that page come last",
        ),
        field("details", list(detail), "the differences, the riskiest first"),
    ]);
    let counts = object([
        field("added", Shape::Integer, "new objects"),
        field("removed", Shape::Integer, "removed objects"),
        field("moved", Shape::Integer, "renamed objects"),
        field("changed", Shape::Integer, "objects that differ"),
    ]);
    vec![
        field("base", Shape::Text, "the old side"),
        field("head", Shape::Text, "the new side"),
        field(
            "risk",
            nullable(Shape::Text),
            "the greatest risk; null if nothing differs",
        ),
        field(
            "counts",
            counts,
            "numbers of objects, each counted in every environment",
        ),
        field("changes", list(change), "all changes, the riskiest first"),
        field("cost", cost(), "an upper bound of the difference in cost"),
    ]
}

fn cost() -> Shape {
    let pair = || {
        object([
            field("base", Shape::Number, "before"),
            field("head", Shape::Number, "after"),
        ])
    };
    let totals = object([
        field("custom_metrics", pair(), "custom metrics of all environments"),
        field("million_events_per_month", pair(), "indexed log events, in millions"),
        field("gb_per_month", pair(), "ingested logs"),
    ]);
    let metric = object([
        field("metric", Shape::Text, "the metric"),
        field(
            "base",
            nullable(Shape::Integer),
            "custom metrics before; null if it did not exist",
        ),
        field(
            "head",
            nullable(Shape::Integer),
            "custom metrics after; null if it does not exist",
        ),
    ]);
    let volume = || {
        nullable(object([
            field("million_events_per_day", Shape::Number, "events"),
            field("days", Shape::Integer, "retention"),
        ]))
    };
    let logs = object([
        field("service", Shape::Text, "the service"),
        field("environment", Shape::Text, "the environment"),
        field("base", volume(), "before; null if it did not exist"),
        field("head", volume(), "after; null if it does not exist"),
        field("assumed", Shape::Boolean, "whether the volume is the policy's default"),
    ]);
    let money = object([
        field("currency", Shape::Text, "of all amounts"),
        field("as_of", Shape::Text, "the day on which the prices were checked"),
        field("source", Shape::Text, "where the prices come from"),
        field(
            "custom_metrics",
            Shape::Number,
            "the difference for custom metrics, a month",
        ),
        field("logs", Shape::Number, "the difference for logs, a month"),
    ]);
    object([
        field("totals", nullable(totals), "null if a policy is unknown"),
        field("metrics", list(metric), "the metrics that differ"),
        field("logs", list(logs), "the logs that differ"),
        field("money", nullable(money), "null without prices"),
        field("unknown", texts(), "what is unknown, and why"),
    ])
}
