//! Precedence climbing over a cursor.

use std::ops::Range;

use crate::function::{self, CallSite};
use crate::scan::{Cursor, near};
use crate::{Result, Span, Word};

use super::argument_parse::{groups_or_all, named};
use super::{Argument, Arithmetic, Call, Expr, Negation, Operator, Term, signature};

/// The parts of the expression grammar in which metric queries and formulas differ.
pub(crate) trait Grammar {
    type Leaf;

    /// Where functions are called, which decides on some of them.
    fn call_site(&self) -> CallSite;

    /// Whether a word may contain `c`.
    fn in_word(&self, c: char) -> bool;

    /// The leaf that starts with `word(`; `None` if this is a call.
    fn leaf_with_parenthesis(&self, cursor: &mut Cursor<'_>, word: &Word) -> Result<Option<Self::Leaf>>;

    /// The leaf that starts with `word`.
    fn leaf(&self, cursor: &mut Cursor<'_>, word: Word) -> Result<Self::Leaf>;

    /// A tag key to group by.
    fn group(&self, cursor: &mut Cursor<'_>) -> Result<Word>;

    /// Whether functions that are not in the table are allowed.
    fn allows_unknown_functions(&self) -> bool {
        false
    }
}

/// Arguments and the bytes of each. Two lists, because one list of both would have to be copied into the call.
struct Located<L> {
    arguments: Vec<Argument<L>>,
    ranges: Vec<Range<usize>>,
}

/// Parses expressions with the grammar `G`.
pub(crate) struct Parser<'g, G> {
    grammar: &'g G,
}

impl<'g, G: Grammar> Parser<'g, G> {
    pub(crate) fn new(grammar: &'g G) -> Self {
        Self { grammar }
    }

    /// Parses an expression and stops at the first character that does not belong to it.
    pub(crate) fn expression(&self, cursor: &mut Cursor<'_>) -> Result<Expr<G::Leaf>> {
        self.chain(
            cursor,
            &[(Operator::Add, "+"), (Operator::Subtract, "-")],
            Self::product,
        )
    }

    fn product(&self, cursor: &mut Cursor<'_>) -> Result<Expr<G::Leaf>> {
        self.chain(
            cursor,
            &[(Operator::Multiply, "*"), (Operator::Divide, "/")],
            Self::signed,
        )
    }

    fn chain(
        &self,
        cursor: &mut Cursor<'_>,
        operators: &[(Operator, &str)],
        operand: fn(&Self, &mut Cursor<'_>) -> Result<Expr<G::Leaf>>,
    ) -> Result<Expr<G::Leaf>> {
        cursor.space();
        let start = cursor.at();
        let mut left = operand(self, cursor)?;
        loop {
            let end = cursor.at();
            // In most cases no operator follows.
            let follows = matches!(cursor.peek_past_space(), Some('+' | '-' | '*' | '/'));
            let Some((operator, symbol)) = operators.iter().find(|(_, symbol)| follows && cursor.eat(symbol)) else {
                cursor.rewind(end);
                return Ok(left);
            };
            let operator_span = cursor.span_from(cursor.at() - symbol.len());
            let right = operand(self, cursor)?;
            left = append(
                left,
                Term {
                    operator: *operator,
                    operator_span,
                    operand: right,
                },
                cursor.span_from(start),
            );
        }
    }

    fn signed(&self, cursor: &mut Cursor<'_>) -> Result<Expr<G::Leaf>> {
        let sign = cursor.peek_past_space();
        let start = cursor.at();
        match sign {
            // It has no effect; some monitors that Datadog recommends have it.
            Some('+') => {
                cursor.eat("+");
                return cursor.nested(|cursor| self.signed(cursor));
            }
            Some('-') => cursor.eat("-"),
            _ => return self.atom(cursor, sign),
        };
        let operand = cursor.nested(|cursor| self.signed(cursor))?;
        let span = cursor.span_from(start);
        Ok(match operand {
            Expr::Number(mut number) if number.value.is_sign_positive() => {
                number.value = -number.value;
                number.span = span;
                Expr::Number(number)
            }
            operand => Expr::Negate(Negation {
                operand: Box::new(operand),
                span,
            }),
        })
    }

    /// An expression without operators, whose first character is `first`.
    fn atom(&self, cursor: &mut Cursor<'_>, first: Option<char>) -> Result<Expr<G::Leaf>> {
        if first == Some('(') {
            cursor.eat("(");
            let inner = cursor.nested(|cursor| self.expression(cursor))?;
            cursor.expect(")", "to close the parentheses")?;
            return no_modifier(cursor).map(|()| inner);
        }
        if matches!(first, Some('.' | '0'..='9'))
            && let Some(number) = cursor.number()?
        {
            return Ok(Expr::Number(number));
        }
        let word = self.word(cursor);
        if word.text.is_empty() {
            return Err(cursor.error_here(format!(
                "expected a query, a function or a number, found {}",
                cursor.found()
            )));
        }
        let end = cursor.at();
        if cursor.peek_past_space() != Some('(') {
            cursor.rewind(end);
            return self.grammar.leaf(cursor, word).map(|leaf| Expr::Leaf(Box::new(leaf)));
        }
        match self.grammar.leaf_with_parenthesis(cursor, &word)? {
            Some(leaf) => Ok(Expr::Leaf(Box::new(leaf))),
            None => {
                let call = self.call(cursor, word, end)?;
                no_modifier(cursor).map(|()| Expr::Call(call))
            }
        }
    }

    fn word(&self, cursor: &mut Cursor<'_>) -> Word {
        let start = cursor.at();
        let text = cursor.take_while(|c| self.grammar.in_word(c)).to_owned();
        Word {
            text,
            span: cursor.span_from(start),
        }
    }

    /// The call of the function `name`; the name ends at `end`.
    fn call(&self, cursor: &mut Cursor<'_>, name: Word, end: usize) -> Result<Call<G::Leaf>> {
        let start = end - name.text.len();
        let signature = function::find(&name.text);
        if signature.is_none() && !self.grammar.allows_unknown_functions() {
            let mut error = cursor.error(format!("unknown function '{}'", name.text), start..end);
            error.help = near(&name.text, function::names());
            return Err(error);
        }
        let Located { arguments, ranges } = self.arguments(cursor)?;
        let span = cursor.span_from(start);
        if let Some(signature) = signature {
            signature::check(
                cursor,
                signature,
                (&arguments, &ranges),
                start..end,
                self.grammar.call_site(),
            )?;
        }
        Ok(Call { name, arguments, span })
    }

    fn arguments(&self, cursor: &mut Cursor<'_>) -> Result<Located<G::Leaf>> {
        cursor.expect("(", "after the function")?;
        // Most functions take one argument: capacity for one, not for the four that a vector starts with.
        let (mut arguments, mut ranges) = (Vec::with_capacity(1), Vec::with_capacity(1));
        if cursor.eat(")") {
            return Ok(Located { arguments, ranges });
        }
        loop {
            cursor.space();
            let start = cursor.at();
            arguments.push(cursor.nested(|cursor| self.argument(cursor))?);
            ranges.push(start..cursor.at());
            if cursor.eat(")") {
                return Ok(Located { arguments, ranges });
            }
            cursor.expect(",", "or ')' after the argument")?;
        }
    }

    fn argument(&self, cursor: &mut Cursor<'_>) -> Result<Argument<G::Leaf>> {
        if let Some(text) = cursor.quoted()? {
            return Ok(Argument::Text(text));
        }
        if cursor.peek() == Some('{') {
            return groups_or_all(cursor, |cursor| self.grammar.group(cursor)).map(Argument::Groups);
        }
        if let Some(named) = named(cursor)? {
            return Ok(Argument::Named(named));
        }
        self.expression(cursor).map(Argument::Expr)
    }
}

/// An error if a modifier such as `.rollup()` follows something other than a single query.
fn no_modifier(cursor: &Cursor<'_>) -> Result<()> {
    if cursor.peek() != Some('.') {
        return Ok(());
    }
    let error = cursor.error_here(format!("modifier {} after an expression", cursor.found()));
    Err(error.help("append it to each query in the expression"))
}

/// Appends `term` to `left`. Chains of one precedence stay flat: `(a + b) + c` is `a + b + c`.
fn append<L>(left: Expr<L>, term: Term<L>, span: Span) -> Expr<L> {
    Expr::Arithmetic(match left {
        Expr::Arithmetic(mut left) if left.is_multiplicative() == term.operator.is_multiplicative() => {
            left.rest.push(term);
            left.span = span;
            left
        }
        left => Arithmetic {
            first: Box::new(left),
            rest: vec![term],
            span,
        },
    })
}
