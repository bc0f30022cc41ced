//! Properties of every text.

use proptest::collection::vec;
use proptest::prelude::*;

use datadog_query::message::{self, Context, Status, Transition, Value};

/// Parts of messages, valid and invalid.
fn part() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "{{",
        "}}",
        "{{{",
        "}}}",
        "{{{{raw}}}}",
        "{{{{/raw}}}}",
        "{{#is_alert}}",
        "{{/is_alert}}",
        "{{^is_warning}}",
        "{{/is_warning}}",
        "{{else}}",
        "{{#is_match \"a.b\" \"c\"}}",
        "{{/is_match}}",
        "{{#is_match",
        "{{value}}",
        "{{.ID}}",
        "{{a | b}}",
        "{{[a.b].name}}",
        "{{! c }}",
        "{{!--",
        "--}}",
        "{{eval \"",
        "round(value, 2)",
        "\"}}",
        "@slack-",
        "@a@b.c",
        " ",
        "\n",
        "x",
        "é",
        "“",
        "'",
        "(",
        ")",
        "[",
        "]",
        "{{#if a}}",
        "{{/if}}",
        "{{#with a}}",
        "{{/with}}",
        "{{override_priority 'P1'}}",
        "{{local_time 'a' 'UTC'}}",
        "{{urlencode \"a\"}}",
        "-1+2*",
        "^",
        "{{/",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_message_parses_within_its_bounds(parts in vec(part(), 0..16)) {
        let text = parts.concat();
        let (template, errors) = message::parse(&text);
        for error in &errors {
            prop_assert!(text.get(error.span.clone()).is_some(), "{:?}", error);
        }
        for it in template.variables() {
            prop_assert_eq!(text.get(it.path.span.clone()).map(str::to_owned), Some(it.path.to_string()));
        }
        for handle in template.handles() {
            prop_assert!(text.get(handle.span.clone()).is_some_and(|part| part.starts_with('@')), "{:?}", handle);
        }
        for span in template.foreign_tags() {
            prop_assert!(text.get(span).is_some_and(|tag| tag.starts_with("{{") && tag.ends_with("}}")));
        }
        for (_, span, _) in template.blocks() {
            prop_assert!(text.get(span).is_some());
        }
        if errors.is_empty() {
            let printed = template.to_string();
            let (again, errors) = message::parse(&printed);
            prop_assert!(errors.is_empty(), "{}: {:?}", printed, errors);
            prop_assert_eq!(again.to_string(), printed);
            prop_assert_eq!(without_spans(&again), without_spans(&template));
        }
        let variable = |_: &str| Some(Value::Text("v".to_owned()));
        let transition = Transition { from: Status::Ok, to: Status::Alert, renotify: false };
        let rendered = template.render(&Context { transition, priority: None, variable: &variable, local_time: &|_, _| None });
        prop_assert!(rendered.handles.iter().all(|handle| handle.starts_with('@')));
    }

    #[test]
    fn any_text_parses(text in "\\PC{0,64}") {
        let (template, errors) = message::parse(&text);
        if errors.is_empty() && !text.contains("{{") {
            prop_assert_eq!(template.to_string(), text);
        }
    }
}

/// The tree without spans.
fn without_spans(template: &message::Template) -> String {
    let shown = format!("{template:?}");
    let mut out = String::new();
    for (i, part) in shown.split("span: ").enumerate() {
        let rest = if i == 0 {
            part
        } else {
            part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
        };
        out.push_str(rest);
    }
    let mut parts = out.split("open: ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
    }
    out
}
