//! A day of failed jobs, in every output format. `UPDATE_PAGES=1` writes the text and the picture of docs/how-to/replay-history.md.

use std::path::Path;

use crate::support::{day, monitor, payload, read, response, target};
use monitor_tests::replay::{Replay, print};

/// Compares a file of the docs with `expected`, or writes it if `UPDATE_PAGES` is set.
#[track_caller]
fn check_docs(name: &str, expected: impl FnOnce(&str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../docs/how-to")
        .join(name);
    let current = std::fs::read_to_string(&path).unwrap_or_default();
    let expected = expected(&current);
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(&path, &expected).expect("the file is written");
        return;
    }
    assert!(
        current == expected,
        "docs/how-to/{name} is out of date: UPDATE_PAGES=1 cargo test --package monitor-tests --test replay"
    );
}

#[test]
fn the_text_is_that_of_the_docs() {
    let monitor = monitor(&payload());
    let replay = Replay::new(target(&monitor), &read(&response(&day()))).expect("a replay");
    let sweep = replay
        .sweep(&["critical=2..10/2".parse().expect("a sweep")])
        .expect("rows");
    let text = print::text(&replay, &sweep, None);
    check_docs("replay-history.md", |page| {
        let (before, rest) = page.split_once("```text\n").expect("a text block");
        let (_, after) = rest.split_once("```").expect("the end of the text block");
        format!("{before}```text\n{text}```{after}")
    });
}

#[test]
fn the_picture_is_that_of_the_docs() {
    let monitor = monitor(&payload());
    let replay = Replay::new(target(&monitor), &read(&response(&day()))).expect("a replay");
    let picture = print::svg(&replay);
    assert!(picture.len() < 40_000, "{} bytes", picture.len());
    check_docs("replay-history.svg", |_| picture);
}
