//! Verbs that write or run something.

use super::Output;
use super::parts::{output, texts};
use crate::shape::{Field, Shape, field, list, map, object};

pub(super) fn outputs() -> Vec<Output> {
    vec![
        output(
            "render",
            "The files that were written, or with --check would be.",
            written_with(&[
                ("evaluated", "units that were evaluated"),
                ("cached", "units whose result was in the cache"),
            ]),
        ),
        output(
            "docs",
            "The files that were written, or with --check would be.",
            written_with(&[("runbooks", "monitors with a runbook")]),
        ),
        output(
            "new",
            "The files of the new object.",
            [
                field("created", texts(), "new files"),
                field("changed", texts(), "files that were extended"),
                field("next", texts(), "what to do next"),
            ],
        ),
        output(
            "snapshot",
            "How rendered test declarations differ from the accepted snapshots.",
            [
                field("unchanged", Shape::Integer, "snapshots that are equal"),
                field("different", texts(), "the files of those that differ"),
                field("accepted", Shape::Boolean, "whether the new ones were accepted"),
            ],
        ),
        output("check", STEPS, steps()),
        output("test", STEPS, steps()),
        output(
            "service status",
            "How far services are behind their templates.",
            [field(
                "services",
                list(object([
                    field("service", Shape::Text, "the service's folder"),
                    field("template", Shape::Text, "its template"),
                    field("version", Shape::Text, "the version of the template that it has"),
                    field("newest", Shape::Text, "the newest version"),
                    field("behind", Shape::Integer, "files that the template changed since"),
                    field("edited", Shape::Integer, "files that the service changed"),
                ])),
                "the services",
            )],
        ),
        output(
            "service update",
            "What an update of a service did, or with --dry-run would do.",
            [
                field("service", Shape::Text, "the service"),
                field("template", Shape::Text, "its template"),
                field("from", Shape::Text, "the version before"),
                field("to", Shape::Text, "the version after"),
                field("files", map(Shape::Text), "what happened to each file, by its path"),
                field(
                    "declaration_changed",
                    Shape::Boolean,
                    "whether the template's declaration changed, which is not applied",
                ),
                field("dry_run", Shape::Boolean, "whether nothing was written"),
            ],
        ),
    ]
}

/// The members of a verb that writes files.
fn written_with(counts: &[(&'static str, &'static str)]) -> Vec<Field> {
    let mut fields = vec![
        field("unchanged", Shape::Integer, "files that stay as they are"),
        field("changed", texts(), "files that are new or differ"),
        field("removed", texts(), "files that nothing declares any more"),
    ];
    fields.extend(
        counts
            .iter()
            .map(|&(name, meaning)| field(name, Shape::Integer, meaning)),
    );
    fields
}

const STEPS: &str = "The steps and their results.";

fn steps() -> Vec<Field> {
    vec![
        field("passed", Shape::Boolean, "whether no step failed"),
        field(
            "steps",
            list(object([
                field("step", Shape::Text, "its name"),
                field("result", Shape::OneOf(&["passed", "failed", "skipped"]), "how it ended"),
                field("seconds", Shape::Number, "how long it took"),
            ])),
            "the steps in their order",
        ),
        field(
            "next",
            texts(),
            "the commands that bring up to date what is not, in the order to run them",
        ),
    ]
}
