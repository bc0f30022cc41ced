//! Test files of monitors, and every notation in them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use monitor_tests::TestFile;
use monitor_tests::notation::{NotationError, Statuses, Values, Variables, change, interpolate, times};

fuzz_target!(|text: &str| {
    if let Err(wrong) = documents::yaml::parse::<TestFile>(text) {
        assert!(!wrong.message.is_empty() && wrong.span.start <= wrong.span.end);
    }
    let mut variables = Variables::default();
    variables.number("critical", 5.0);
    variables.text("team", "a");
    within(
        text,
        Values::parse(text).and_then(|values| values.samples(&variables)).err(),
    );
    within(
        text,
        Statuses::parse(text)
            .and_then(|statuses| statuses.runs(&variables))
            .err(),
    );
    within(text, times(text, &variables).err());
    within(text, change(text, &variables).err());
    within(text, interpolate(text, &variables).err());
});

/// Asserts that an error underlines a part of the text.
fn within(text: &str, error: Option<NotationError>) {
    if let Some(error) = error {
        assert!(text.get(error.span.clone()).is_some(), "{error:?} of {text:?}");
    }
}
