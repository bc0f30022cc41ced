//! A day of failed jobs, told in every form.

use std::path::Path;

use crate::support::{answer, day, monitor, payload, read, target};
use monitor_tests::replay::{Replay, print};

#[test]
fn a_day_is_told_as_a_table() {
    let monitor = monitor(&payload());
    let replay = Replay::new(target(&monitor), &read(&answer(&day()))).expect("a replay");
    let sweep = replay
        .sweep(&["critical=2..10/2".parse().expect("a sweep")])
        .expect("rows");
    let text = print::text(&replay, &sweep);
    assert_eq!(text, include_str!("day.txt"));
    let page = include_str!("../../../../../docs/how-to/replay-history.md");
    assert!(
        page.contains(&format!("```text\n{text}```")),
        "docs/how-to/replay-history.md shows another table"
    );
}

/// The picture of docs/how-to/replay-history.md. `UPDATE_PAGES=1` writes it.
#[test]
fn the_picture_of_the_page_is_current() {
    let monitor = monitor(&payload());
    let replay = Replay::new(target(&monitor), &read(&answer(&day()))).expect("a replay");
    let picture = print::svg(&replay);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/how-to/replay-history.svg");
    if std::env::var_os("UPDATE_PAGES").is_some() {
        std::fs::write(&path, &picture).expect("the picture is written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == picture,
        "docs/how-to/replay-history.svg is not what the code draws: UPDATE_PAGES=1 cargo test --package monitor-tests"
    );
    assert!(picture.len() < 40_000, "{} bytes", picture.len());
}
