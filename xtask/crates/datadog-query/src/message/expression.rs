//! Parses expressions of `eval`.

use std::ops::Range;

use super::{EvalFunction, Expression, ExpressionKind, Operator, Path};
use crate::scan::choice;
use crate::{ParseError, Result};

/// The maximum number of operators, functions and parentheses in an expression, and so the maximum depth of its tree.
const SIZE_MAX: usize = 256;

/// The precedence of `-x`: `-x^2` is `-(x^2)`, `-x*2` is `(-x)*2`.
const NEGATION: u8 = 3;

/// Parses the expression `text`, which starts at `start` of the message.
pub(super) fn parse(text: &str, start: usize) -> Result<Expression> {
    let mut parser = Parser {
        text,
        start,
        at: 0,
        size: 0,
    };
    let expression = parser.expression(0)?;
    match parser.peek() {
        None => Ok(expression),
        Some(_) => Err(parser.unexpected()),
    }
}

struct Parser<'a> {
    text: &'a str,
    start: usize,
    at: usize,
    size: usize,
}

impl Parser<'_> {
    fn expression(&mut self, precedence_min: u8) -> Result<Expression> {
        let mut left = self.operand()?;
        while let Some((operator, precedence)) = self.peek().and_then(Operator::from_byte) {
            if precedence < precedence_min {
                break;
            }
            self.at += 1;
            self.grow()?;
            let right = self.expression(if operator == Operator::Power {
                precedence
            } else {
                precedence + 1
            })?;
            left = Expression {
                span: left.span.start..right.span.end,
                kind: ExpressionKind::Binary {
                    operator,
                    left: Box::new(left),
                    right: Box::new(right),
                },
            };
        }
        Ok(left)
    }

    fn operand(&mut self) -> Result<Expression> {
        let Some(byte) = self.peek() else {
            return Err(ParseError::new(
                "expected a value, found the end of the expression",
                self.span(self.at, self.at),
            )
            .help("write a variable, a number or a function"));
        };
        let start = self.at;
        match byte {
            b'-' => {
                self.at += 1;
                self.grow()?;
                let inner = self.expression(NEGATION)?;
                Ok(Expression {
                    span: self.start + start..inner.span.end,
                    kind: ExpressionKind::Negate(Box::new(inner)),
                })
            }
            b'(' => {
                self.at += 1;
                self.grow()?;
                let inner = self.expression(0)?;
                self.close(start)?;
                Ok(inner)
            }
            b'\'' | b'"' => self.text_literal(byte),
            b'0'..=b'9' | b'.' => self.number(),
            _ => self.name(),
        }
    }

    fn number(&mut self) -> Result<Expression> {
        let start = self.at;
        let rest = &self.text[start..];
        let mut length = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(rest.len());
        let exponent = &rest[length..];
        if exponent.starts_with(['e', 'E']) {
            let sign = usize::from(exponent[1..].starts_with(['+', '-']));
            let digits = exponent[1 + sign..].bytes().take_while(u8::is_ascii_digit).count();
            length += if digits > 0 { 1 + sign + digits } else { 0 };
        }
        self.at += length;
        match rest[..length].parse() {
            Ok(number) => Ok(self.node(start, ExpressionKind::Number(number))),
            Err(_) => Err(ParseError::new(
                format!("invalid number '{}'", &rest[..length]),
                self.span(start, self.at),
            )
            .help("write digits with at most one decimal point")),
        }
    }

    fn text_literal(&mut self, quote: u8) -> Result<Expression> {
        let start = self.at;
        let rest = &self.text[start + 1..];
        let Some(length) = rest.bytes().position(|byte| byte == quote) else {
            return Err(
                ParseError::new("unclosed text", self.span(start, self.text.len())).help("add the quote at its end")
            );
        };
        self.at = start + length + 2;
        Ok(self.node(start, ExpressionKind::Text(rest[..length].to_owned())))
    }

    fn name(&mut self) -> Result<Expression> {
        let start = self.at;
        let Some((path, length)) = Path::at(&self.text[start..], self.start + start, false) else {
            return Err(self.unexpected());
        };
        self.at += length;
        if self.peek() != Some(b'(') {
            return Ok(self.node(start, ExpressionKind::Variable(path)));
        }
        let open = self.at;
        let name = path.to_string();
        let Some(function) = EvalFunction::named(&name) else {
            return Err(ParseError::new(format!("unknown function '{name}' in eval"), path.span)
                .help(choice(&name, &EvalFunction::names())));
        };
        self.at += 1;
        self.grow()?;
        let arguments = self.arguments()?;
        self.close(open)?;
        let (fewest, most) = function.arity();
        if !(fewest..=most).contains(&arguments.len()) {
            let takes = if fewest == most {
                fewest.to_string()
            } else {
                format!("{fewest} to {most}")
            };
            return Err(ParseError::new(
                format!("'{name}' takes {takes} arguments, not {}", arguments.len()),
                self.span(start, self.at),
            )
            .help("see monitors/guide/template-variable-evaluation"));
        }
        Ok(self.node(start, ExpressionKind::Call { function, arguments }))
    }

    fn arguments(&mut self) -> Result<Vec<Expression>> {
        let mut arguments = Vec::new();
        if self.peek() == Some(b')') {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.expression(0)?);
            if self.peek() != Some(b',') {
                return Ok(arguments);
            }
            self.at += 1;
        }
    }

    fn close(&mut self, open: usize) -> Result<()> {
        match self.peek() {
            Some(b')') => {
                self.at += 1;
                Ok(())
            }
            None => Err(ParseError::new("unclosed '('", self.span(open, open + 1)).help("add ')'")),
            Some(_) => Err(self.unexpected()),
        }
    }

    fn grow(&mut self) -> Result<()> {
        self.size += 1;
        if self.size <= SIZE_MAX {
            return Ok(());
        }
        Err(ParseError::new(
            format!("more than {SIZE_MAX} operators and functions in an expression"),
            self.span(0, self.text.len()),
        )
        .help("simplify the expression"))
    }

    fn unexpected(&self) -> ParseError {
        let c = self.text[self.at..].chars().next().unwrap_or_default();
        ParseError::new(
            format!("unexpected '{c}' in an expression"),
            self.span(self.at, self.at + c.len_utf8()),
        )
        .help("expressions consist of variables, numbers, + - * / % ^, parentheses and functions")
    }

    fn node(&self, start: usize, kind: ExpressionKind) -> Expression {
        Expression {
            kind,
            span: self.span(start, self.at),
        }
    }

    fn span(&self, start: usize, end: usize) -> Range<usize> {
        self.start + start..self.start + end
    }

    /// The next byte that is not a space.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text.as_bytes().get(self.at).copied()
    }
}
