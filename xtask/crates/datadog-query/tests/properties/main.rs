//! Properties of every text and every tree.

mod downtime_scope;
mod message;
mod search;
mod support;

use std::fmt::Display;

use datadog_query::metric::Context;
use datadog_query::{ParseError, formula, metric, monitor};
use proptest::prelude::*;

/// An error underlines a part of the text; a tree prints as canonical text that parses to the same tree.
fn check<T: Display + PartialEq + std::fmt::Debug>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, ParseError>,
) -> Result<(), TestCaseError> {
    match parse(text) {
        Ok(tree) => {
            let canonical = tree.to_string();
            prop_assert_eq!(parse(&canonical), Ok(tree), "{}", canonical);
        }
        Err(error) => {
            prop_assert!(text.get(error.span.clone()).is_some(), "{:?} of {:?}", error.span, text);
            prop_assert!(!error.message.is_empty() && !error.message.ends_with('.'));
        }
    }
    Ok(())
}

fn check_all(text: &str) -> Result<(), TestCaseError> {
    check(text, |text| metric::parse(text, Context::Dashboard))?;
    check(text, |text| metric::parse(text, Context::Monitor))?;
    check(text, |text| formula::parse(text, Context::Dashboard))?;
    check(text, monitor::parse)?;
    check(text, |text| monitor::parse_of_type("data-jobs alert", text))
}

/// `text` with a piece replaced.
fn damaged(text: &str, at: usize, length: usize, by: &str) -> String {
    let kept: Vec<_> = text.chars().collect();
    let at = at % (kept.len() + 1);
    let end = (at + length).min(kept.len());
    kept[..at]
        .iter()
        .copied()
        .chain(by.chars())
        .chain(kept[end..].iter().copied())
        .collect()
}

fn damage() -> impl Strategy<Value = (usize, usize, String)> {
    (
        any::<usize>(),
        0_usize..4,
        prop_oneof![r#"[(){}.,:"'\\$!<> a-z0-9*+/-]{0,3}"#, any::<String>()],
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_parses_or_fails(text in any::<String>()) {
        check_all(&text)?;
    }

    #[test]
    fn any_text_of_common_tokens_parses_or_fails(text in r#"([a-z]{1,3}|avg|last_5m|formula|logs|by|AND|NOT IN|[(){}.,:"'\\$!<>=&| 0-9*+/-]){0,20}"#) {
        check_all(&text)?;
    }

    #[test]
    fn metric_expressions_read_back(tree in support::metrics::metrics(true), (at, length, by) in damage()) {
        let text = tree.to_string();
        prop_assert_eq!(metric::parse(&text, Context::Dashboard), Ok(tree), "{}", text);
        check_all(&damaged(&text, at, length, &by))?;
    }

    #[test]
    fn monitors_read_back(tree in support::monitors::monitors(), (at, length, by) in damage()) {
        let text = tree.to_string();
        prop_assert_eq!(monitor::parse(&text), Ok(tree), "{}", text);
        check_all(&damaged(&text, at, length, &by))?;
    }

    #[test]
    fn formulas_read_back(tree in support::expressions::expression("[a-z_][a-z0-9_]{0,6}".prop_map(datadog_query::Word::new)), (at, length, by) in damage()) {
        let text = tree.to_string();
        prop_assert_eq!(formula::parse(&text, Context::Dashboard), Ok(tree), "{}", text);
        check_all(&damaged(&text, at, length, &by))?;
    }
}
