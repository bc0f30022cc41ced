//! Numbers, variables and arithmetic: `5`, `$critical`, `($critical * 1.5)`.

use std::ops::Range;

use super::cursor::Cursor;
use super::{NotationError, Result, Variable, Variables, variables};

/// A number that is not known before the variables are.
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
    /// Operands of one precedence, from left to right. A list, not a tree of pairs, so that a long sum is not as deep as it is long.
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

/// Parentheses nest at most so deep.
const DEPTH_MAX: usize = 32;

impl Expression {
    /// A whole number that is small enough to count samples.
    pub(super) fn count(&self, variables: &Variables, max: usize) -> Result<usize> {
        let number = self.number(variables)?;
        if number < 0.0 || number.fract() != 0.0 {
            let error = NotationError::new(self.span.clone(), format!("{number} is no number of samples"));
            return Err(error.help("use floor(...) or ceil(...) where a division does not come out even"));
        }
        if number > max as f64 {
            return Err(NotationError::new(
                self.span.clone(),
                format!("{number} samples are more than {max}"),
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
                function.of(&numbers)
            }
        };
        if number.is_finite() {
            Ok(number)
        } else {
            Err(NotationError::new(self.span.clone(), "this is no finite number"))
        }
    }
}

impl Function {
    fn of(self, numbers: &[f64]) -> f64 {
        let first = numbers[0]; // the parser asks for one at least
        match self {
            Self::Floor => first.floor(),
            Self::Ceil => first.ceil(),
            Self::Round => first.round(),
            Self::Min => numbers.iter().copied().fold(first, f64::min),
            Self::Max => numbers.iter().copied().fold(first, f64::max),
        }
    }
}

/// A number, `$name` or an expression in parentheses; perhaps with a sign.
pub(super) fn operand(cursor: &mut Cursor<'_>) -> Result<Expression> {
    atom(cursor, 0)
}

/// An expression as it stands in parentheses: with spaces.
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
    while let Some((_, operator)) = operators.iter().find(|(token, _)| cursor.takes(token)) {
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
        return Err(NotationError::new(at..at, "parentheses are nested too deep"));
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
    cursor.takes(name);
    cursor.takes("(");
    let mut arguments = vec![sum(cursor, depth + 1)?];
    while cursor.takes(",") {
        arguments.push(sum(cursor, depth + 1)?);
    }
    cursor.expect(")", "')' or ','")?;
    let one = !matches!(function, Function::Min | Function::Max);
    if one && arguments.len() > 1 {
        return Err(NotationError::new(
            arguments[1].span.clone(),
            format!("{name} takes one number"),
        ));
    }
    Ok(Node::Call(*function, arguments))
}

/// Digits, perhaps with a point and an exponent; `1..5` is `1` and what follows.
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
    cursor.takes(&text[..end]);
    match text[..end].parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(NotationError::new(at..at + end.max(1), "this is no number")),
    }
}

/// A whole number: `5`, `$critical`, `($window * 2)`; one at least.
///
/// # Errors
/// It is none.
pub fn whole_number(text: &str, variables: &Variables) -> Result<i64> {
    const MAX: usize = 1_000_000;
    let mut cursor = Cursor::new(text.trim_end());
    cursor.skip_space();
    let read = operand(&mut cursor)?;
    if !cursor.is_done() {
        return Err(cursor.unexpected("the end of the number"));
    }
    match read.count(variables, MAX)? {
        0 => Err(NotationError::new(read.span, "this is none at all")),
        n => Ok(n as i64),
    }
}
