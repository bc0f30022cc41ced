//! Texts with a mistake, and what the parsers say. A repaired text in a message parses, which `into_error` ensures.

use crate::metric::{self, Context};
use crate::{formula, monitor};

/// `message | underlined text | help`
fn outcome<T>(text: &str, parsed: crate::Result<T>) -> String {
    match parsed {
        Ok(_) => "accepted".to_owned(),
        Err(error) => crate::testing::describe(text, &error),
    }
}

#[test]
fn dump() {
    for text in include_str!("/tmp/q/monitors.txt").lines() {
        println!("M {text}\n    {}", outcome(text, monitor::parse(text)));
    }
    for text in include_str!("/tmp/q/metrics.txt").lines() {
        println!("Q {text}\n    {}", outcome(text, metric::parse(text, Context::Dashboard)));
        println!("F {text}\n    {}", outcome(text, formula::parse(text, Context::Dashboard)));
    }
}
