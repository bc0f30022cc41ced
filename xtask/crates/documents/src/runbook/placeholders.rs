//! `{{name}}` in templates. Double braces around anything else (a dot, a quote, a space) stay as written: they are Go templates in commands, or Datadog's variables.
//!
//! This is not a template engine, because that would evaluate those other braces, and because findings need the bytes of each placeholder.

use std::ops::Range;

/// Every placeholder that a template may use. Their values are those of the environment that notifies most.
pub const PLACEHOLDERS: [&str; 17] = [
    "alert",
    "depends_on",
    "min_bad",
    "namespace",
    "purpose",
    "query",
    "queues",
    "service",
    "slack",
    "team",
    "team_title",
    "title",
    "topics",
    "unit",
    "warn",
    "window",
    "workload",
];

/// A placeholder in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder<'t> {
    /// Its name, without the braces.
    pub name: &'t str,
    /// Its bytes, with the braces.
    pub span: Range<usize>,
}

/// Returns every placeholder of `text`, in order. Of three braces the inner two count: `{service:{{service}}}` contains `{{service}}`.
#[must_use]
pub fn find_placeholders(text: &str) -> Vec<Placeholder<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find("{{") {
        let mut start = at + open;
        while text[start + 2..].starts_with('{') {
            start += 1;
        }
        let name = &text[start + 2..];
        let len = name
            .find(|c: char| !c.is_ascii_lowercase() && c != '_')
            .unwrap_or(name.len());
        at = start + 2 + len;
        if len > 0 && name[len..].starts_with("}}") {
            at += 2;
            found.push(Placeholder {
                name: &name[..len],
                span: start..at,
            });
        }
    }
    found
}

/// Replaces every placeholder for which `value` returns a text. Placeholders in a value stay as they are.
pub fn fill_placeholders<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for placeholder in find_placeholders(text) {
        if let Some(value) = value(placeholder.name) {
            out.push_str(&text[at..placeholder.span.start]);
            out.push_str(value);
            at = placeholder.span.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(
            fill_placeholders(text, |name| (name != "unknown").then_some("V")),
            expected
        );
    }

    #[test]
    fn only_names_in_double_braces_are_replaced() {
        check("a {{team_title}} b", "a V b");
        check("{env:prod,service:{{service}}}", "{env:prod,service:V}");
        check("{{{{service}}}}", "{{V}}");
        check("{{unknown}} {{service}}", "{{unknown}} V");
        check(
            "{{ service }} {{.Name}} {{Service}} {{}} {{service}",
            "{{ service }} {{.Name}} {{Service}} {{}} {{service}",
        );
    }

    #[test]
    fn placeholders_in_a_value_stay() {
        assert_eq!(fill_placeholders("{{query}}", |_| Some("{{service}}")), "{{service}}");
    }

    proptest! {
        #[test]
        fn a_text_without_placeholders_does_not_change(text in "\\PC*") {
            prop_assume!(find_placeholders(&text).is_empty());
            prop_assert_eq!(fill_placeholders(&text, |_| Some("V")), text);
        }

        #[test]
        fn no_text_makes_it_panic_and_every_span_is_a_placeholder(text in "([{}a-z_ä]|\\{\\{service\\}\\}){0,40}") {
            for found in find_placeholders(&text) {
                prop_assert_eq!(&text[found.span.clone()], format!("{{{{{}}}}}", found.name));
            }
            prop_assert_eq!(fill_placeholders(&text, |_| None), text.clone());
        }
    }
}
