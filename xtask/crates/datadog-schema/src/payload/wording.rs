//! The wording of messages.

use serde_json::Value;

use crate::payload::shape::Shape;

/// `what` with its article.
pub(crate) fn with_article(what: &str) -> String {
    let plural = what
        .split(' ')
        .next()
        .is_some_and(|word| word.ends_with('s') && !matches!(word, "status" | "axis"));
    let vowel = what.starts_with(['a', 'e', 'i', 'o', 'A']) && !what.starts_with("one") || what.starts_with("SL");
    match (plural, vowel) {
        (true, _) => format!("the {what}"),
        (false, true) => format!("an {what}"),
        (false, false) => format!("a {what}"),
    }
}

/// So many of something.
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Names in quotes, joined with `or`.
pub(crate) fn quoted(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("'{name}'")).collect();
    quoted.join(" or ")
}

/// What a value is, for a message; long texts are cut.
pub(crate) fn describe_value(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(b) => b.to_string(),
        Value::Number(n) => format!("the number {n}"),
        Value::String(text) if text.chars().count() > 40 => {
            format!("the text '{}...'", text.chars().take(37).collect::<String>())
        }
        Value::String(text) => format!("the text '{text}'"),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// What a shape expects.
pub(crate) fn describe_shape(shape: &Shape) -> String {
    match shape {
        Shape::Any => "anything".to_owned(),
        Shape::Bool => "true or false".to_owned(),
        Shape::Integer(..) | Shape::Digits => "a whole number".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Text(..) | Shape::EventAggregation | Shape::TimeZone => "a text".to_owned(),
        Shape::OneOf(values, _) if values.len() <= 6 => quoted(values),
        Shape::OneOf(..) => "a text".to_owned(),
        Shape::OneOfIntegers(values) => values.iter().map(i64::to_string).collect::<Vec<_>>().join(" or "),
        Shape::List(..) => "a list".to_owned(),
        Shape::Map(..) => "an object".to_owned(),
        Shape::Object(object) => format!("{} (an object)", with_article(object.title)),
        Shape::Choice(choice) => with_article(choice.title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles() {
        for (what, expected) in [
            ("monitor", "a monitor"),
            ("SLO", "an SLO"),
            ("RUM request of a sankey", "a RUM request of a sankey"),
            ("event query", "an event query"),
            ("options of a monitor", "the options of a monitor"),
            ("user journey query", "a user journey query"),
            ("axis", "an axis"),
            ("one-time schedule", "a one-time schedule"),
            ("APM metrics query", "an APM metrics query"),
        ] {
            assert_eq!(with_article(what), expected);
        }
    }
}
