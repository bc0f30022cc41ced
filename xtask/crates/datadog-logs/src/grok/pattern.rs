//! The parts of a rule: regular expression, and `%{matcher(arguments):attribute:filter(arguments)}`.

use std::ops::Range;

/// A part of a rule.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part<'a> {
    /// Regular expression.
    Regex(&'a str),
    /// A matcher or another rule.
    Reference(Reference),
}

/// `%{matcher(arguments):attribute:filter(arguments)}`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reference {
    /// What must match.
    pub(super) matcher: Call,
    /// The attribute: `None` without a `:`, empty for `%{data::json}`.
    pub(super) attribute: Option<String>,
    /// What is done with the text.
    pub(super) filters: Vec<Call>,
    /// The bytes of the rule.
    pub(super) span: Range<usize>,
}

/// A name and arguments.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) arguments: Vec<Argument>,
}

/// An argument.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Argument {
    /// A quoted text.
    Text(String),
    /// A number.
    Number(f64),
    /// Another filter.
    Call(Call),
}

impl Argument {
    /// The text.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// An error in a rule and the bytes to underline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PatternError {
    pub(super) message: String,
    pub(super) span: Range<usize>,
}

/// The deepest nesting of arguments.
const DEPTH_MAX: usize = 8;

/// Splits a rule.
pub(super) fn parts(rule: &str) -> Result<Vec<Part<'_>>, PatternError> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = find_reference(rule, at) {
        if found > at {
            out.push(Part::Regex(&rule[at..found]));
        }
        let mut cursor = Cursor {
            text: rule,
            at: found + 2,
        };
        let reference = cursor.reference(found)?;
        at = cursor.at;
        out.push(Part::Reference(reference));
    }
    if at < rule.len() {
        out.push(Part::Regex(&rule[at..]));
    }
    Ok(out)
}

/// The next `%{` that is not escaped. What cannot be the start of a name makes it regular expression: `%{2}`.
fn find_reference(rule: &str, from: usize) -> Option<usize> {
    let may_start = |c: char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '.' | ':' | '}');
    rule.get(from..)?
        .match_indices("%{")
        .map(|(at, _)| from + at)
        .filter(|at| rule[from..*at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0)
        .find(|at| rule[at + 2..].starts_with("?>") || rule[at + 2..].chars().next().is_none_or(may_start))
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, expected: char) -> bool {
        self.spaces();
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len_utf8();
        }
        found
    }

    fn error<T>(&self, start: usize, message: impl Into<String>) -> Result<T, PatternError> {
        Err(PatternError {
            message: message.into(),
            span: start..self.at.max(start + 1).min(self.text.len()).max(start),
        })
    }

    fn reference(&mut self, start: usize) -> Result<Reference, PatternError> {
        // as published rules have it; it makes no difference
        self.at += if self.rest().starts_with("?>") { 2 } else { 0 };
        let matcher = self.call(start, 0)?;
        let mut attribute = None;
        let mut filters = Vec::new();
        if self.take(':') {
            attribute = Some(self.attribute());
            while self.take(':') {
                if self.rest().trim_start().starts_with('}') {
                    break;
                }
                filters.push(self.call(start, 0)?);
            }
        }
        if !self.take('}') {
            self.at = self.text[start..]
                .find('}')
                .map_or(self.text.len(), |end| start + end + 1);
            return self.error(start, "no `}` where one is expected");
        }
        Ok(Reference {
            matcher,
            attribute,
            filters,
            span: start..self.at,
        })
    }

    fn attribute(&mut self) -> String {
        let end = self.rest().find([':', '}']).unwrap_or(self.rest().len());
        let attribute = self.rest()[..end].trim().to_owned();
        self.at += end;
        attribute
    }

    fn call(&mut self, start: usize, depth: usize) -> Result<Call, PatternError> {
        self.spaces();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
        let end = self.rest().find(|c| !is_name(c)).unwrap_or(self.rest().len());
        let name = self.rest()[..end].to_owned();
        self.at += end;
        if name.is_empty() {
            self.at = (self.at + 1).min(self.text.len());
            return self.error(start, "no name where one is expected");
        }
        let mut arguments = Vec::new();
        if self.rest().starts_with('(') {
            self.at += 1;
            while !self.take(')') {
                arguments.push(self.argument(start, depth + 1)?);
                if !self.take(',') && !self.rest().trim_start().starts_with(')') {
                    return self.error(start, format!("the arguments of '{name}' have no `)`"));
                }
            }
        }
        Ok(Call { name, arguments })
    }

    fn argument(&mut self, start: usize, depth: usize) -> Result<Argument, PatternError> {
        self.spaces();
        match self.peek() {
            Some('"') => self.quoted(start).map(Argument::Text),
            Some(c) if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => {
                let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
                let end = self.rest().find(|c| !is_number(c)).unwrap_or(self.rest().len());
                let number = self.rest()[..end].parse().ok().filter(|n: &f64| n.is_finite());
                self.at += end;
                match number {
                    Some(number) => Ok(Argument::Number(number)),
                    None => self.error(start, "an argument is no number"),
                }
            }
            Some(_) if depth < DEPTH_MAX => self.call(start, depth).map(Argument::Call),
            _ => self.error(start, "an argument is missing"),
        }
    }

    /// A text in double quotes. `\"` is a quote and `\\` a backslash; any other backslash stays.
    fn quoted(&mut self, start: usize) -> Result<String, PatternError> {
        let mut out = String::new();
        let mut chars = self.text[self.at + 1..].char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += 1 + at + 1;
                    return Ok(out);
                }
                '\\' => match chars.next() {
                    Some((_, escaped @ ('"' | '\\' | '\''))) => out.push(escaped),
                    Some((_, other)) => out.extend(['\\', other]),
                    None => out.push('\\'),
                },
                c => out.push(c),
            }
        }
        self.at = self.text.len();
        self.error(start, "a text has no closing quote")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rule: &str, expected: &str) {
        let found = match parts(rule) {
            Ok(parts) => parts.iter().map(show).collect::<Vec<_>>().join(" | "),
            Err(error) => format!("{:?} {}", &rule[error.span], error.message),
        };
        assert_eq!(found, expected, "{rule}");
    }

    fn show(part: &Part<'_>) -> String {
        match part {
            Part::Regex(text) => (*text).to_owned(),
            Part::Reference(reference) => format!(
                "{} -> {:?} {}",
                call(&reference.matcher),
                reference.attribute,
                reference.filters.iter().map(call).collect::<Vec<_>>().join(" ")
            ),
        }
    }

    fn call(call: &Call) -> String {
        format!("{}{:?}", call.name, call.arguments)
    }

    #[test]
    fn references_are_split_from_regular_expressions() {
        check("a %{word} b", "a  | word[] -> None  |  b");
        check("%{word:user.name}", "word[] -> Some(\"user.name\") ");
        check("%{data::json}", "data[] -> Some(\"\") json[]");
        check(r"a \%{word}", r"a \%{word}");
        check(
            r#"%{date("HH:mm", "UTC"):t}"#,
            r#"date[Text("HH:mm"), Text("UTC")] -> Some("t") "#,
        );
        check(
            r#"%{regex("[^\\\"]*\\d}"):x:nullIf("-")}"#,
            r#"regex[Text("[^\\\"]*\\d}")] -> Some("x") nullIf[Text("-")]"#,
        );
        check(
            r#"%{data:x:array("[]", ",", scale(0.5))}"#,
            r#"data[] -> Some("x") array[Text("[]"), Text(","), Call(Call { name: "scale", arguments: [Number(0.5)] })]"#,
        );
    }

    #[test]
    fn errors_underline_the_reference() {
        check("a %{word", "\"%{word\" no `}` where one is expected");
        check("a %{}", "\"%{}\" no name where one is expected");
        check("%{regex(\"a}", "\"%{regex(\\\"a}\" a text has no closing quote");
        check("%{scale(1-2)}", "\"%{scale(1-2\" an argument is no number");
    }
}
