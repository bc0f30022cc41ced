//! The property that the fuzz targets of parsers check.

use std::fmt::{Debug, Display};

use datadog_query::ParseError;

/// Parses `text`. An error must underline a part of the text; a tree must print as canonical text that parses to the same tree.
///
/// # Panics
/// If the parser violates this, for the fuzzer to report.
pub fn check<T: Display + PartialEq + Debug>(text: &str, parse: impl Fn(&str) -> Result<T, ParseError>) {
    match parse(text) {
        Ok(tree) => {
            let canonical = tree.to_string();
            assert_eq!(parse(&canonical), Ok(tree), "{canonical}");
        }
        Err(error) => assert!(text.get(error.span.clone()).is_some(), "{:?} of {text:?}", error.span),
    }
}
