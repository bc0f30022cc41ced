//! Worlds, and how the estate is when nothing happens.
#![no_main]

use documents::yaml::{self, ParseError};
use libfuzzer_sys::fuzz_target;
use page_budget::{Normal, World, file};

fuzz_target!(|text: &str| {
    match yaml::parse::<Normal>(text) {
        Ok(normal) => normal.metrics.iter().for_each(|signal| drop(signal.shape())),
        Err(error) => within(text, &error),
    }
    match yaml::parse::<World>(text) {
        Ok(world) => {
            for happening in &world.happens {
                happening.metrics.iter().for_each(|signal| drop(signal.shape()));
            }
        }
        Err(error) => within(text, &error),
    }
    if let Ok(seconds) = file::at(text) {
        assert!((0..7 * 86_400).contains(&seconds), "{seconds} of {text:?}");
    }
    if let Ok(seconds) = file::length(text) {
        assert!(seconds > 0, "{seconds} of {text:?}");
    }
});

/// Asserts that an error underlines a part of the text.
fn within(text: &str, error: &ParseError) {
    assert!(text.get(error.span.clone()).is_some(), "{error:?} of {text:?}");
}
