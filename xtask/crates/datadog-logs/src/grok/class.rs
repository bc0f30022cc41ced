//! Regular expressions as people write them for other engines: brackets and braces that those engines read as plain characters.

/// Escapes `{` and `}` that are no repetition, and `[` and `&&` inside a class.
pub(super) fn normalized(regex: &str) -> String {
    let mut out = String::with_capacity(regex.len());
    let mut rest = regex;
    let mut in_class = false;
    while let Some(c) = rest.chars().next() {
        let next = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let escaped = next.chars().next();
                push_escape(&mut out, escaped, in_class);
                rest = &next[escaped.map_or(0, char::len_utf8)..];
                continue;
            }
            '[' if in_class && !next.starts_with(':') => out.push_str(r"\["),
            '[' if !in_class => {
                in_class = true;
                out.push('[');
                rest = class_start(next, &mut out);
                continue;
            }
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            '&' | '~' if in_class => out.extend(['\\', c]),
            '{' if !in_class && !is_repetition(next) => out.push_str(r"\{"),
            // `{,3}` of other engines
            '{' if !in_class && next.starts_with(',') => out.push_str("{0"),
            c => out.push(c),
        }
        rest = next;
    }
    out
}

/// An escaped character. Characters that need no escape, and that this engine would read as something else, are written plainly.
fn push_escape(out: &mut String, escaped: Option<char>, in_class: bool) {
    match escaped {
        Some(c @ ('<' | '>' | '"' | '\'' | '%' | '=' | ':' | ',' | ';' | '@' | '`' | '!' | '/' | '_')) => out.push(c),
        Some(c) if !c.is_ascii() => out.push(c),
        Some('h') if in_class => out.push_str("0-9a-fA-F"),
        Some(c) => out.extend(['\\', c]),
        None => out.push_str(r"\\"),
    }
}

/// A `]` at the start of a class is a plain character.
fn class_start<'a>(rest: &'a str, out: &mut String) -> &'a str {
    let mut rest = rest;
    if let Some(after) = rest.strip_prefix('^') {
        out.push('^');
        rest = after;
    }
    if let Some(after) = rest.strip_prefix(']') {
        out.push_str(r"\]");
        rest = after;
    }
    rest
}

/// Whether the text after a `{` makes it a repetition: `2}`, `2,}`, `2,3}`, `,3}`.
fn is_repetition(rest: &str) -> bool {
    rest.split_once('}').is_some_and(|(inside, _)| {
        !inside.is_empty() && inside != "," && inside.chars().all(|c| c.is_ascii_digit() || c == ',')
    })
}

/// A set of characters as the inside of a class: `\w` and ranges of letters and digits keep their meaning, everything else is itself.
pub(super) fn set(characters: &str) -> String {
    let chars: Vec<char> = characters.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        let after = chars.get(at + 1);
        let between = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
        match c {
            '\\' => match after {
                Some(escaped) => {
                    if escaped.is_ascii_alphabetic() || !escaped.is_alphanumeric() {
                        out.push('\\');
                    }
                    out.push(*escaped);
                    at += 1;
                }
                None => out.push_str(r"\\"),
            },
            '-' if between(before) && between(after) && before <= after => out.push('-'),
            c if c.is_ascii_punctuation() && !matches!(c, '_' | '<' | '>') => out.extend(['\\', *c]),
            c => out.push(*c),
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_brackets_are_escaped() {
        let check = |regex: &str, expected: &str| assert_eq!(normalized(regex), expected, "{regex}");
        check(r"a{2,3}{b}", r"a{2,3}\{b}");
        check(r"a{,3}", r"a{0,3}");
        check(r"[^[]*", r"[^\[]*");
        check(r"[]a]", r"[\]a]");
        check(r"[[:alpha:]_]", r"[[:alpha:]_]");
        check(r"\[\]\<\/", r"\[\]</");
        check(r"[a&&b]", r"[a\&\&b]");
    }

    #[test]
    fn a_set_keeps_ranges_of_letters() {
        assert_eq!(set("a-z-_"), r"a-z\-_");
        assert_eq!(set(r#" \\/:"]"#), r#" \\\/\:\"\]"#);
        assert_eq!(set(r"\w"), r"\w");
    }
}
