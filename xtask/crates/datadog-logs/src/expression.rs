//! Arithmetic over attributes.
//!
//! Source: Datadog's documentation, "Arithmetic processor": `+ - * /` and parentheses; a `-` needs spaces around it, because names of attributes may contain it.

use serde_json::Value;

use crate::Log;

/// The deepest nesting of parentheses.
const DEPTH_MAX: usize = 64;

/// A compiled formula.
#[derive(Debug, PartialEq)]
pub(crate) enum Expression {
    Number(f64),
    Attribute(String),
    Binary(Box<Expression>, Operator, Box<Expression>),
    Negated(Box<Expression>),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Expression {
    /// Compiles a formula.
    pub(crate) fn new(text: &str) -> Result<Self, String> {
        let mut parser = Parser { rest: text, depth: 0 };
        let expression = parser.sum()?;
        match parser.rest.trim() {
            "" => Ok(expression),
            rest => Err(format!("'{rest}' is not expected")),
        }
    }

    /// The value for a log; `None` if an attribute is missing and missing ones are not 0, or the result is no number.
    pub(crate) fn evaluate(&self, log: &Log, replace_missing: bool) -> Option<f64> {
        let value = match self {
            Self::Number(number) => *number,
            Self::Attribute(path) => match log.get(path).as_deref().and_then(number) {
                Some(number) => number,
                None if replace_missing => 0.0,
                None => return None,
            },
            Self::Negated(inside) => -inside.evaluate(log, replace_missing)?,
            Self::Binary(left, operator, right) => {
                let (left, right) = (
                    left.evaluate(log, replace_missing)?,
                    right.evaluate(log, replace_missing)?,
                );
                match operator {
                    Operator::Add => left + right,
                    Operator::Subtract => left - right,
                    Operator::Multiply => left * right,
                    Operator::Divide => left / right,
                }
            }
        };
        value.is_finite().then_some(value)
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl Parser<'_> {
    fn operator(&mut self, known: &[(char, Operator)]) -> Option<Operator> {
        let rest = self.rest.trim_start();
        let (symbol, operator) = known.iter().find(|(symbol, _)| rest.starts_with(*symbol))?;
        self.rest = &rest[symbol.len_utf8()..];
        Some(*operator)
    }

    fn sum(&mut self) -> Result<Expression, String> {
        let mut left = self.product()?;
        while let Some(operator) = self.operator(&[('+', Operator::Add), ('-', Operator::Subtract)]) {
            left = Expression::Binary(Box::new(left), operator, Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Expression, String> {
        let mut left = self.value()?;
        while let Some(operator) = self.operator(&[('*', Operator::Multiply), ('/', Operator::Divide)]) {
            left = Expression::Binary(Box::new(left), operator, Box::new(self.value()?));
        }
        Ok(left)
    }

    fn value(&mut self) -> Result<Expression, String> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(format!("parentheses are nested deeper than {DEPTH_MAX}"));
        }
        self.rest = self.rest.trim_start();
        let value = if let Some(rest) = self.rest.strip_prefix('(') {
            self.rest = rest;
            let inside = self.sum()?;
            self.rest = self
                .rest
                .trim_start()
                .strip_prefix(')')
                .ok_or_else(|| "a `)` is missing".to_owned())?;
            inside
        } else if let Some(rest) = self.rest.strip_prefix('-') {
            self.rest = rest;
            Expression::Negated(Box::new(self.value()?))
        } else {
            self.operand()?
        };
        self.depth -= 1;
        Ok(value)
    }

    fn operand(&mut self) -> Result<Expression, String> {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@' | '$' | '#' | ':');
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        if word.is_empty() {
            return Err(match self.rest.chars().next() {
                Some(c) => format!("'{c}' where a number or an attribute is expected"),
                None => "a number or an attribute is missing at the end".to_owned(),
            });
        }
        self.rest = rest;
        let number = word
            .parse()
            .ok()
            .filter(|_| word.starts_with(|c: char| c.is_ascii_digit() || c == '.'));
        Ok(number.map_or_else(|| Expression::Attribute(word.to_owned()), Expression::Number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_evaluated() {
        let log = Log::from_line(r#"{"a": 6, "b": {"c-d": "4"}, "zero": 0}"#);
        let check = |text: &str, replace: bool, expected: Option<f64>| {
            let found = Expression::new(text).expect("a formula").evaluate(&log, replace);
            assert_eq!(found, expected, "{text}");
        };
        check("a + b.c-d * 2", false, Some(14.0));
        check("(a - b.c-d) / 4", false, Some(0.5));
        check("-a*1000", false, Some(-6000.0));
        check("a + missing", false, None);
        check("a + missing", true, Some(6.0));
        check("a / zero", false, None);
    }

    #[test]
    fn what_is_no_formula_is_rejected() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Expression::new(text).expect_err("an error"), expected, "{text}");
        };
        check("a +", "a number or an attribute is missing at the end");
        check("(a", "a `)` is missing");
        check("a b", "'b' is not expected");
        check(&"(".repeat(100_000), "parentheses are nested deeper than 64");
    }
}
