//! `{{name}}` in templates. Braces around anything else (a dot, a quote, a space) are somebody else's: Go templates in commands stay as they are.

use std::ops::Range;

/// Every placeholder that a template may use. The values are those of the environment that notifies most.
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

/// Every placeholder of `text`, in order. Of three braces the inner two count, so that `{service:{{service}}}` reads as it looks.
#[must_use]
pub fn find(text: &str) -> Vec<Placeholder<'_>> {
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

/// `text` with every placeholder that has a value replaced by it. A value is not searched again.
pub fn substitute<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for placeholder in find(text) {
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
        assert_eq!(substitute(text, |name| (name != "unknown").then_some("V")), expected);
    }

    #[test]
    fn names_in_double_braces_are_replaced_and_nothing_else() {
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
    fn a_value_is_not_searched_again() {
        assert_eq!(substitute("{{query}}", |_| Some("{{service}}")), "{{service}}");
    }

    proptest! {
        #[test]
        fn a_text_without_placeholders_stays(text in "\\PC*") {
            prop_assume!(find(&text).is_empty());
            prop_assert_eq!(substitute(&text, |_| Some("V")), text);
        }

        #[test]
        fn no_text_makes_it_panic_and_every_span_is_a_placeholder(text in "([{}a-z_ä]|\\{\\{service\\}\\}){0,40}") {
            for found in find(&text) {
                prop_assert_eq!(&text[found.span.clone()], format!("{{{{{}}}}}", found.name));
            }
            prop_assert_eq!(substitute(&text, |_| None), text.clone());
        }
    }
}
