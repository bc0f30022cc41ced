//! `{{name}}` in templates. Double braces around anything else (a dot, a quote, a space) stay as written: they are Go templates in commands, or Datadog's variables.
//!
//! This is not a template engine, because that would evaluate those other braces, and because findings need the bytes of each placeholder.

use std::ops::Range;

/// Every placeholder that a template may use. Their values are those of the environment that notifies most.
pub const PLACEHOLDERS: [&str; 19] = [
    "alert",
    "depends_on",
    "limit",
    "min_bad",
    "namespace",
    "purpose",
    "query",
    "queues",
    "service",
    "slack",
    "slo",
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

/// What a line of a template can depend on: whether the service consumes queues or topics, answers requests, or answers none.
pub const CONDITIONS: [&str; 4] = ["queues", "topics", "requests", "jobs"];

const ONLY: &str = "{{only ";

/// Returns the conditions of every line that begins with some, as `{{only queues}}`, in order.
#[must_use]
pub fn find_conditions(text: &str) -> Vec<Placeholder<'_>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        for (name, span) in conditions(line) {
            found.push(Placeholder {
                name,
                span: at + span.start..at + span.end,
            });
        }
        at += line.len();
    }
    found
}

/// Leaves out every line with a condition that does not hold, and the marks of the others. Lines with an unknown condition stay as they are.
pub fn keep_lines(text: &str, holds: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let found = conditions(line);
        let (Some((_, first)), Some((_, last))) = (found.first(), found.last()) else {
            out.push_str(line);
            continue;
        };
        if found.iter().any(|(name, _)| !CONDITIONS.contains(name)) {
            out.push_str(line);
        } else if found.iter().all(|(name, _)| holds(name)) {
            let rest = &line[last.end..];
            out.push_str(&line[..first.start]);
            out.push_str(rest.strip_prefix(' ').unwrap_or(rest));
        }
    }
    out
}

/// The conditions at the beginning of a line, after its indentation, and the bytes of their marks. All of them must hold.
fn conditions(line: &str) -> Vec<(&str, Range<usize>)> {
    let mut at = line.len() - line.trim_start().len();
    let mut found = Vec::new();
    while let Some((name, _)) = line[at..].strip_prefix(ONLY).and_then(|rest| rest.split_once("}}")) {
        let end = at + ONLY.len() + name.len() + 2;
        found.push((name, at..end));
        // A space ends a mark. Another mark may follow, or the text with its own indentation.
        at = end + usize::from(line[end..].starts_with(' '));
    }
    found
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

    #[test]
    fn a_line_stays_only_if_its_condition_holds() {
        let text = "a\n  {{only queues}} b\n{{only topics}} c\n{{only topics}}\n{{only x}} d\ne {{only topics}}";
        assert_eq!(
            keep_lines(text, |name| name == "queues"),
            "a\n  b\n{{only x}} d\ne {{only topics}}"
        );
        let found: Vec<_> = find_conditions(text)
            .into_iter()
            .map(|found| (found.name, &text[found.span]))
            .collect();
        assert_eq!(
            found,
            [
                ("queues", "{{only queues}}"),
                ("topics", "{{only topics}}"),
                ("topics", "{{only topics}}"),
                ("x", "{{only x}}")
            ]
        );
    }

    #[test]
    fn all_conditions_of_a_line_must_hold() {
        let text =
            "a\n  {{only topics}} {{only requests}}   b\n{{only topics}}{{only jobs}}c\n{{only topics}} {{only x}} d\n";
        let kept = |known: &[&str]| keep_lines(text, |name| known.contains(&name));
        assert_eq!(
            kept(&["topics", "requests"]),
            "a\n    b\n{{only topics}} {{only x}} d\n"
        );
        assert_eq!(kept(&["topics", "jobs"]), "a\nc\n{{only topics}} {{only x}} d\n");
        assert_eq!(kept(&["requests", "jobs"]), "a\n{{only topics}} {{only x}} d\n");
        let names: Vec<_> = find_conditions(text).iter().map(|found| found.name).collect();
        assert_eq!(names, ["topics", "requests", "topics", "jobs", "topics", "x"]);
    }

    proptest! {
        #[test]
        fn conditions_make_no_text_panic(text in "([ a\n}ä]|\\{\\{only |queues\\}\\} ?){0,40}") {
            for found in find_conditions(&text) {
                prop_assert_eq!(&text[found.span.clone()], format!("{{{{only {}}}}}", found.name));
            }
            prop_assert!(keep_lines(&text, |_| false).len() <= text.len());
        }

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
