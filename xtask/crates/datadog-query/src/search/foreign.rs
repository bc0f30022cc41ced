//! Comparisons that other languages write after an attribute: `@status = 500`, `@status IN (500, 502)`, `@url LIKE 'x%'`.

use std::ops::Range;

use crate::ParseError;

/// How the value of a comparison becomes a test.
#[derive(Clone, Copy)]
enum Form {
    /// `:value`
    Equal,
    /// `:value` of an excluded attribute.
    Unequal,
    /// `:>value`
    Compare(&'static str),
    /// `:(a OR b)`
    OneOf,
    /// `:*value*`
    Contains,
    /// `:[a TO b]`
    Between,
    /// The attribute alone.
    Exists,
    /// The attribute, excluded.
    Missing,
}

/// Operators between an attribute and a value. Longer ones precede those that they start with.
const OPERATORS: &[(&str, Form)] = &[
    ("!==", Form::Unequal),
    ("===", Form::Equal),
    ("==", Form::Equal),
    ("=~", Form::Contains),
    ("!~", Form::Unequal),
    ("!=", Form::Unequal),
    ("=>", Form::Compare(">=")),
    ("=<", Form::Compare("<=")),
    ("=", Form::Equal),
    ("<>", Form::Unequal),
    (">=", Form::Compare(">=")),
    ("<=", Form::Compare("<=")),
    (">", Form::Compare(">")),
    ("<", Form::Compare("<")),
    ("IS NOT NULL", Form::Exists),
    ("IS NULL", Form::Missing),
    ("EXISTS", Form::Exists),
    ("NOT IN", Form::Unequal),
    ("NOT LIKE", Form::Unequal),
    ("IN", Form::OneOf),
    ("LIKE", Form::Contains),
    ("CONTAINS", Form::Contains),
    ("MATCHES", Form::Contains),
    ("BETWEEN", Form::Between),
    ("EQUALS", Form::Equal),
    ("IS", Form::Equal),
];

/// The error for a comparison at or after the attribute at `span`; `None` if the attribute is alone.
pub(super) fn comparison(text: &str, span: &Range<usize>) -> Option<ParseError> {
    let word = &text[span.clone()];
    // The operator may be a part of the word: `@status=500`.
    let end = word.find(['=', '!', '~']).map_or(span.end, |at| span.start + at);
    let after = &text[end..];
    let at = end + (after.len() - after.trim_start().len());
    let rest = &text[at..];
    let (operator, form) = OPERATORS.iter().find(|(operator, _)| starts_with(rest, operator))?;
    let key = &text[span.start..end];
    if key.len() < 2 {
        return None;
    }
    let value = value(&rest[operator.len()..]);
    let help = match (form, value) {
        (Form::Exists, _) => format!("write '{key}'"),
        (Form::Missing, _) => format!("write '-{key}:*'"),
        (Form::Equal, value) => format!("write '{key}:{value}'"),
        (Form::Unequal, value) => format!("write '-{key}:{value}'"),
        (Form::Compare(sign), value) => format!("write '{key}:{sign}{value}'"),
        (Form::OneOf, value) => format!("write '{key}:(a OR b)', as in '{key}:{value}'"),
        (Form::Contains, value) => format!("write '{key}:*{value}*'"),
        (Form::Between, _) => format!("write '{key}:[1 TO 5]'"),
    };
    let written = &rest[..operator.len()];
    let message = match form {
        Form::Compare(_) => format!("missing ':' before '{written}'"),
        _ => format!("'{written}' is not an operator of searches"),
    };
    Some(ParseError::new(message, at..at + operator.len()).help(help))
}

/// Whether `text` starts with the operator, in any case; one of letters ends with its word.
fn starts_with(text: &str, operator: &str) -> bool {
    let Some(start) = text.get(..operator.len()) else {
        return false;
    };
    let after = &text[operator.len()..];
    let ends = !operator.ends_with(|c: char| c.is_ascii_alphabetic())
        || after.starts_with(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '\''))
        || after.is_empty();
    ends && start.eq_ignore_ascii_case(operator)
}

/// The value that follows, as a search writes it: the word, or the first of several in parentheses. `value` if there is none.
fn value(text: &str) -> &str {
    let text = text.trim_start().trim_start_matches(['(', '\'', '"', '%']);
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, ')' | ',' | '\'' | '"' | '%'))
        .unwrap_or(text.len());
    if end == 0 { "value" } else { &text[..end] }
}

#[cfg(test)]
mod tests {
    use crate::search;

    #[track_caller]
    fn check(text: &str, message: &str, help: &str) {
        let error = search::parse(text).expect_err(text);
        assert_eq!(
            (error.message.as_str(), error.help.as_deref()),
            (message, Some(help)),
            "{text}"
        );
    }

    #[test]
    fn operators_of_other_languages() {
        check(
            "@status = 500",
            "'=' is not an operator of searches",
            "write '@status:500'",
        );
        check(
            "@status=500",
            "'=' is not an operator of searches",
            "write '@status:500'",
        );
        check(
            "a @status != \"x\" b",
            "'!=' is not an operator of searches",
            "write '-@status:x'",
        );
        check("@status >= 500", "missing ':' before '>='", "write '@status:>=500'");
        check(
            "@status in (500, 502)",
            "'in' is not an operator of searches",
            "write '@status:(a OR b)', as in '@status:500'",
        );
        check(
            "@url LIKE '%login%'",
            "'LIKE' is not an operator of searches",
            "write '@url:*login*'",
        );
        check(
            "@url is not null",
            "'is not null' is not an operator of searches",
            "write '@url'",
        );
        check(
            "@url IS NULL",
            "'IS NULL' is not an operator of searches",
            "write '-@url:*'",
        );
    }

    #[test]
    fn words_after_an_attribute_are_words() {
        for text in ["@a inside", "@a issue", "@a OR likewise", "@a NOT b", "@a (b OR c)"] {
            assert!(search::parse(text).is_ok(), "{text}");
        }
    }
}
