//! Log pipelines.

use super::Output;
use super::parts::{findings, output, texts};
use crate::shape::{Shape, field, list, map, nullable, object};

pub(super) fn outputs() -> Vec<Output> {
    vec![logs_test(), logs_try()]
}

fn logs_test() -> Output {
    let difference = object([
        field("what", Shape::Text, "the attribute or reserved field"),
        field("expected", Shape::Any, "the expected value; null for none"),
        field("found", Shape::Any, "the value that came out; null for none"),
        field("last", Shape::Text, "the processor that changed it last"),
    ]);
    let failure = object([
        field("pipeline", Shape::Text, "the pipeline"),
        field("test", Shape::Integer, "the number of the test, from 1"),
        field("place", Shape::Text, "its place"),
        field("differences", list(difference), "what differs"),
    ]);
    let gap = object([
        field("what", Shape::Text, "the processor, rule or category"),
        field("place", Shape::Text, "its place"),
    ]);
    output(
        "logs test",
        "The results of the tests of log pipelines.",
        [
            field(
                "passed",
                Shape::Boolean,
                "whether all tests passed and nothing is wrong",
            ),
            field("pipelines", Shape::Integer, "the number of pipelines"),
            field("tests", Shape::Integer, "the number of tests"),
            field("failed", Shape::Integer, "the number of tests that failed"),
            field("failures", list(failure), "the tests that failed"),
            findings(),
            field("unreached", list(gap), "with --coverage: what no sample reaches").optional(),
        ],
    )
}

fn logs_try() -> Output {
    let found = object([
        field("rule", Shape::Text, "the rule of the scanner"),
        field("path", Shape::Text, "where it matched"),
    ]);
    let index = object([
        field("name", Shape::Text, "the index"),
        field("outcome", Shape::Text, "what it does with the log"),
    ]);
    let line = object([
        field("line", Shape::Text, "the line"),
        field("pipelines", texts(), "the pipelines that it ran through"),
        field("scanner", list(found), "what the Sensitive Data Scanner masked"),
        field(
            "log",
            map(Shape::Any),
            "the log that came out: its reserved fields, and `attributes`",
        ),
        field("metrics", texts(), "the log-based metrics that count it"),
        field("index", nullable(index), "the index that takes it"),
        field("monitors", texts(), "the monitors that count it"),
    ]);
    output(
        "logs try",
        "What becomes of lines.",
        [field("lines", list(line), "the lines in their order")],
    )
}
