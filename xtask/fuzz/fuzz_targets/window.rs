//! Maintenance windows.
#![no_main]

use documents::window::Window;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for mistake in Window::parse(text).err().into_iter().flatten() {
        assert!(!mistake.message.is_empty());
        assert!(text.get(mistake.span.clone()).is_some(), "{mistake:?} of {text:?}");
    }
});
