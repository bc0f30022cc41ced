//! What is staged on this machine: end-to-end tests and game days.

use super::Output;
use super::parts::{output, texts};
use crate::shape::{Shape, field, list, map, nullable, object};

pub(super) fn outputs() -> Vec<Output> {
    vec![e2e(), gameday()]
}

fn e2e() -> Output {
    let case = object([
        field("case", Shape::Text, "its name"),
        field("result", Shape::OneOf(&["passed", "failed", "skipped"]), "how it ended"),
        field("seconds", Shape::Number, "how long it took"),
        field("objects", Shape::Integer, "objects in the double of Datadog at its end"),
        field("calls", Shape::Integer, "calls of Datadog's API"),
        field("notes", texts(), "what it measured, or why it failed"),
    ]);
    output(
        "e2e",
        "The cases and their results.",
        [
            field("cases", list(case), "the cases in their order"),
            field("seconds", Shape::Number, "how long everything took"),
        ],
    )
}

fn gameday() -> Output {
    let expectation = object([
        field("expected", Shape::Text, "what was expected"),
        field("met", Shape::Boolean, "whether it was met"),
        field("found", Shape::Text, "what happened"),
        field("monitor", nullable(Shape::Text), "the monitor, if it is about one"),
        field(
            "detected_s",
            nullable(Shape::Integer),
            "seconds from the injection to the state",
        ),
        field(
            "warned_s",
            nullable(Shape::Integer),
            "seconds from the injection to the first notification of a warning",
        ),
        field(
            "notified_s",
            nullable(Shape::Integer),
            "seconds from the injection to the first notification of the state",
        ),
        field(
            "late_because",
            nullable(Shape::Text),
            "why it may be later than the goal",
        ),
    ]);
    let verdict = object([
        field("scenario", Shape::Text, "the scenario"),
        field("title", Shape::Text, "its title"),
        field(
            "environment",
            Shape::Text,
            "the environment whose monitors were evaluated",
        ),
        field("conditions", texts(), "where the telemetry came from"),
        field(
            "commit",
            Shape::Text,
            "the commit, with `-dirty` if files differ from it",
        ),
        field("date", Shape::Text, "the day it ran"),
        field("monitors", Shape::Integer, "how many monitors were applied"),
        field(
            "expectations",
            list(expectation),
            "what was expected, and what became of it",
        ),
        field(
            "priorities",
            map(Shape::Integer),
            "the priority of each monitor that is expected to alert",
        ),
    ]);
    let row = object([
        field("scenario", Shape::Text, "the scenario"),
        field(
            "result",
            Shape::OneOf(&["as expected", "not as expected", "skipped", "failed"]),
            "how it went",
        ),
        field("verdict", nullable(verdict), "null if it did not run to its end"),
        field("why", nullable(Shape::Text), "why it did not"),
        field("seconds", Shape::Number, "how long it took"),
        field("kept", nullable(Shape::Text), "the folder of its evidence"),
    ]);
    output(
        "gameday",
        "The scenarios and how they went.",
        [field("scenarios", list(row), "the scenarios in their order")],
    )
}
