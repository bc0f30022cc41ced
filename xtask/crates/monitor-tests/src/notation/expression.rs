//! Numbers, variables and arithmetic: `5`, `$critical`, `($critical * 1.5)`.

use std::ops::Range;

use super::cursor::Cursor;
use super::{NotationError, Result, Variable, Variables, variables};

/// A numeric expression, evaluated with the variables of a monitor.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expression {
    node: Node,
    pub(super) span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Number(f64),
    Variable(String),
    Negated(Box<Expression>),
    /// Operands of one precedence, from left to right. A list instead of nested pairs, so that a long sum does not recurse deeply.
    Chain(Box<Expression>, Vec<(Operator, Expression)>),
    Call(Function, Vec<Expression>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Floor,
    Ceil,
    Round,
    Min,
    Max,
}

const FUNCTIONS: [(&str, Function); 5] = [
    ("floor", Function::Floor),
    ("ceil", Function::Ceil),
    ("round", Function::Round),
    ("min", Function::Min),
    ("max", Function::Max),
];

/// The maximum nesting of parentheses.
const DEPTH_MAX: usize = 32;

impl Expression {
    /// The value as a number of samples, at most `max`.
    pub(super) fn count(&self, variables: &Variables, max: usize) -> Result<usize> {
        let number = self.number(variables)?;
        if number < 0.0 || number.fract() != 0.0 {
            let error = NotationError::new(self.span.clone(), format!("{number} is not a valid number of samples"));
            return Err(
                error.help("it must be a whole number, 0 or more: round a division with floor(...) or ceil(...)")
            );
        }
        if number > max as f64 {
            return Err(NotationError::new(
                self.span.clone(),
                format!("{number} samples exceed the maximum of {max}"),
            ));
        }
        Ok(number as usize)
    }

    pub(super) fn number(&self, variables: &Variables) -> Result<f64> {
        let number = match &self.node {
            Node::Number(number) => *number,
            Node::Variable(name) => match variables.get(name, &self.span)? {
                Variable::Number(number) => *number,
                Variable::Text(text) => {
                    return Err(NotationError::new(
                        self.span.clone(),
                        format!("${name} is the text '{text}', not a number"),
                    ));
                }
            },
            Node::Negated(of) => -of.number(variables)?,
            Node::Chain(first, rest) => {
                let mut number = first.number(variables)?;
                for (operator, operand) in rest {
                    let operand = operand.number(variables)?;
                    number = match operator {
                        Operator::Add => number + operand,
                        Operator::Subtract => number - operand,
                        Operator::Multiply => number * operand,
                        Operator::Divide => number / operand,
                    };
                }
                number
            }
            Node::Call(function, arguments) => {
                let numbers = arguments
                    .iter()
                    .map(|a| a.number(variables))
                    .collect::<Result<Vec<_>>>()?;
                function.apply(&numbers)
            }
        };
        if number.is_finite() {
            Ok(number)
        } else {
            Err(NotationError::new(
                self.span.clone(),
                "the result is not a finite number",
            ))
        }
    }
}

impl Function {
    fn apply(self, numbers: &[f64]) -> f64 {
        let first = numbers[0]; // the parser requires at least one
        match self {
            Self::Floor => first.floor(),
            Self::Ceil => first.ceil(),
            Self::Round => first.round(),
            Self::Min => numbers.iter().copied().fold(first, f64::min),
            Self::Max => numbers.iter().copied().fold(first, f64::max),
        }
    }
}

/// A number, `$name` or an expression in parentheses, with an optional sign.
pub(super) fn operand(cursor: &mut Cursor<'_>) -> Result<Expression> {
    atom(cursor, 0)
}

/// An expression as in parentheses: it may contain spaces.
pub(super) fn expression(cursor: &mut Cursor<'_>) -> Result<Expression> {
    sum(cursor, 0)
}

fn sum(cursor: &mut Cursor<'_>, depth: usize) -> Result<Expression> {
    binary(
        cursor,
        depth,
        &[("+", Operator::Add), ("-", Operator::Subtract)],
        product,
    )
}

fn product(cursor: &mut Cursor<'_>, depth: usize) -> Result<Expression> {
    binary(
        cursor,
        depth,
        &[("*", Operator::Multiply), ("/", Operator::Divide)],
        |cursor, depth| {
            cursor.skip_space();
            let found = atom(cursor, depth)?;
            cursor.skip_space();
            Ok(found)
        },
    )
}

fn binary(
    cursor: &mut Cursor<'_>,
    depth: usize,
    operators: &[(&str, Operator)],
    operand: impl Fn(&mut Cursor<'_>, usize) -> Result<Expression>,
) -> Result<Expression> {
    let first = operand(cursor, depth)?;
    let mut rest = Vec::new();
    while let Some((_, operator)) = operators.iter().find(|(token, _)| cursor.eat(token)) {
        rest.push((*operator, operand(cursor, depth)?));
    }
    Ok(match rest.last() {
        None => first,
        Some((_, last)) => {
            let span = first.span.start..last.span.end;
            let node = Node::Chain(Box::new(first), rest);
            Expression { node, span }
        }
    })
}

fn atom(cursor: &mut Cursor<'_>, depth: usize) -> Result<Expression> {
    let at = cursor.at();
    if depth > DEPTH_MAX {
        return Err(NotationError::new(at..at, "parentheses are nested too deeply"));
    }
    let node = match cursor.peek() {
        Some('-') => {
            cursor.expect("-", "a sign")?;
            Node::Negated(Box::new(atom(cursor, depth + 1)?))
        }
        Some('$') => {
            cursor.expect("$", "a dollar")?;
            Node::Variable(variables::name(cursor)?.to_owned())
        }
        Some('(') => {
            cursor.expect("(", "'('")?;
            let inner = sum(cursor, depth + 1)?;
            cursor.expect(")", "')'")?;
            inner.node
        }
        Some(c) if c.is_ascii_digit() || c == '.' => Node::Number(number(cursor)?),
        Some(c) if c.is_ascii_alphabetic() => call(cursor, depth)?,
        _ => return Err(cursor.unexpected("a number")),
    };
    Ok(Expression {
        node,
        span: at..cursor.at(),
    })
}

fn call(cursor: &mut Cursor<'_>, depth: usize) -> Result<Node> {
    let found = FUNCTIONS
        .iter()
        .find(|(name, _)| cursor.rest().starts_with(name) && cursor.rest()[name.len()..].starts_with('('));
    let Some((name, function)) = found else {
        return Err(cursor.unexpected("a number, $name or (an expression)"));
    };
    cursor.eat(name);
    cursor.eat("(");
    let mut arguments = vec![sum(cursor, depth + 1)?];
    while cursor.eat(",") {
        arguments.push(sum(cursor, depth + 1)?);
    }
    cursor.expect(")", "')' or ','")?;
    let one = !matches!(function, Function::Min | Function::Max);
    if one && arguments.len() > 1 {
        return Err(NotationError::new(
            arguments[1].span.clone(),
            format!("{name} accepts one number"),
        ));
    }
    Ok(Node::Call(*function, arguments))
}

/// Digits with an optional point and exponent; of `1..5` only the `1`.
fn number(cursor: &mut Cursor<'_>) -> Result<f64> {
    let (at, text) = (cursor.at(), cursor.rest());
    let digits = |from: usize| from + text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    if text[end..].starts_with('.') && !text[end..].starts_with("..") {
        end = digits(end + 1);
    }
    if text[end..].starts_with(['e', 'E']) {
        let sign = end + 1 + usize::from(text[end + 1..].starts_with(['+', '-']));
        let exponent = digits(sign);
        if exponent > sign {
            end = exponent;
        }
    }
    cursor.eat(&text[..end]);
    match text[..end].parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(NotationError::new(at..at + end.max(1), "not a number")),
    }
}

/// A whole number, at least one: `5`, `$critical`, `($window * 2)`.
///
/// # Errors
/// The text is not such a number.
pub fn whole_number(text: &str, variables: &Variables) -> Result<i64> {
    const MAX: usize = 1_000_000;
    let mut cursor = Cursor::new(text.trim_end());
    cursor.skip_space();
    let read = operand(&mut cursor)?;
    if !cursor.is_done() {
        return Err(cursor.unexpected("the end of the number"));
    }
    match read.count(variables, MAX)? {
        0 => Err(NotationError::new(read.span, "must be at least 1")),
        n => Ok(n as i64),
    }
}
