//! The results of operators and functions of `eval` (doc: monitors/guide/template-variable-evaluation).

use super::{EvalFunction, Operator, Value};

/// `left operator right`.
pub(super) fn arithmetic(operator: Operator, left: f64, right: f64) -> f64 {
    match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        Operator::Modulo => left % right,
        Operator::Power => left.powf(right),
    }
}

/// The result of a function; `None` if it does not accept the type of an argument. There is no wildcard arm, so that a new function does not compile without its
/// evaluation.
pub(super) fn call(function: EvalFunction, arguments: &[Value]) -> Option<Value> {
    let first = arguments.first()?;
    let text = |text: String| Some(Value::Text(text));
    let number = |f: fn(f64) -> f64| first.number().map(f).map(Value::Number);
    let second = arguments.get(1).and_then(Value::number);
    match function {
        EvalFunction::HumanizeBytes => text(humanized(first.number()?, "B")),
        EvalFunction::HumanizeBits => text(humanized(first.number()?, "b")),
        EvalFunction::Abs => number(f64::abs),
        // The documentation says that `int` and `trunc` round down.
        EvalFunction::Int | EvalFunction::Trunc | EvalFunction::Floor => number(f64::floor),
        EvalFunction::Float => number(|x| x),
        EvalFunction::Dec => number(f64::fract),
        EvalFunction::Round => Some(Value::Number(rounded(first.number()?, second.unwrap_or_default()))),
        EvalFunction::Ceil => number(f64::ceil),
        EvalFunction::Sgn => number(sign),
        EvalFunction::ToBool => text((first.number()? != 0.0).to_string()),
        EvalFunction::Exp => number(f64::exp),
        EvalFunction::Log10 => number(f64::log10),
        EvalFunction::Sin => number(f64::sin),
        EvalFunction::Sinh => number(f64::sinh),
        EvalFunction::Asin => number(f64::asin),
        EvalFunction::Asinh => number(f64::asinh),
        EvalFunction::Cos => number(f64::cos),
        EvalFunction::Cosh => number(f64::cosh),
        EvalFunction::Acos => number(f64::acos),
        EvalFunction::Acosh => number(f64::acosh),
        EvalFunction::Tan => number(f64::tan),
        EvalFunction::Tanh => number(f64::tanh),
        EvalFunction::Atan => number(f64::atan),
        EvalFunction::Atan2 => Some(Value::Number(first.number()?.atan2(second.unwrap_or(1.0)))),
        EvalFunction::Atanh => number(f64::atanh),
        EvalFunction::Upper => text(first.text().to_uppercase()),
        EvalFunction::Lower => text(first.text().to_lowercase()),
        EvalFunction::Substring => substring(arguments),
        EvalFunction::Strip => text(stripped(&first.text(), arguments.get(1))),
    }
}

fn rounded(x: f64, decimals: f64) -> f64 {
    let scale = 10_f64.powf(decimals.clamp(0.0, 15.0));
    (x * scale).round() / scale
}

fn sign(x: f64) -> f64 {
    match x {
        x if x > 0.0 => 1.0,
        x if x < 0.0 => -1.0,
        _ => 0.0,
    }
}

/// `text` without the given characters at its ends; without spaces if there are none.
fn stripped(text: &str, characters: Option<&Value>) -> String {
    match characters.map(Value::text) {
        Some(characters) => text.trim_matches(|c| characters.contains(c)).to_owned(),
        None => text.trim().to_owned(),
    }
}

/// The characters from the index in the second argument up to, but not including, the index in the third, counted from 0.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Negative and fractional indices become the nearest valid one.
fn substring(arguments: &[Value]) -> Option<Value> {
    let characters: Vec<char> = arguments.first()?.text().chars().collect();
    let index = |value: &Value| {
        value
            .number()
            .map(|number| (number.max(0.0) as usize).min(characters.len()))
    };
    let start = index(arguments.get(1)?)?;
    let end = arguments.get(2).and_then(index).unwrap_or(characters.len());
    Some(Value::Text(
        characters.get(start..end).unwrap_or_default().iter().collect(),
    ))
}

/// The number in the largest unit (powers of 1024) in which it is at least 1.
fn humanized(x: f64, unit: &str) -> String {
    let (mut x, mut prefix) = (x, "");
    for next in ["K", "M", "G", "T", "P"] {
        if x.abs() < 1024.0 {
            break;
        }
        (x, prefix) = (x / 1024.0, next);
    }
    format!("{} {prefix}{unit}", (x * 100.0).round() / 100.0)
}
