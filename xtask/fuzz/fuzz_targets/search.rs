//! Searches.
#![no_main]

use libfuzzer_sys::fuzz_target;
use datadog_query::search::{Options, parse_with};

fuzz_target!(|text: &str| {
    for options in [Options::DASHBOARD, Options::MONITOR, Options::FILTER] {
        match parse_with(text, options) {
            Err(error) => assert!(text.get(error.span.clone()).is_some(), "{error:?}"),
            Ok(search) => {
                assert!(search.keys().iter().all(|key| text.get(key.span.clone()).is_some()));
                let printed = search.to_string();
                // Without template variables, a word that starts with an escaped '$' prints without the escape.
                let again = parse_with(&printed, options).or_else(|_| parse_with(&printed, Options::DASHBOARD));
                assert_eq!(again.map(|again| again.to_string()), Ok(printed));
            }
        }
    }
    if let Ok(search) = parse_with(text, Options::DASHBOARD) {
        let again = parse_with(&search.to_string(), Options::DASHBOARD);
        assert_eq!(again.map(|again| again.without_spans()), Ok(search.without_spans()));
    }
});
