//! What every fuzz target of a parser holds to.

use std::fmt::{Debug, Display};

use datadog_query::ParseError;

/// Parses `text`. What is refused underlines a part of the text; what is accepted reads back from its canonical text as the same tree.
///
/// # Panics
/// Where the parser breaks its promise, for the fuzzer to report.
pub fn hold<T: Display + PartialEq + Debug>(text: &str, parse: impl Fn(&str) -> Result<T, ParseError>) {
    match parse(text) {
        Ok(tree) => {
            let canonical = tree.to_string();
            assert_eq!(parse(&canonical), Ok(tree), "{canonical}");
        }
        Err(error) => assert!(text.get(error.span.clone()).is_some(), "{:?} of {text:?}", error.span),
    }
}
