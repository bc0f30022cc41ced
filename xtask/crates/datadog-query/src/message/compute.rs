//! What operators and functions of `eval` answer (doc: monitors/guide/template-variable-evaluation).

use super::{Function, Operator, Value};

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

/// The value of a function, where the arguments are of its kind.
pub(super) fn call(function: Function, arguments: &[Value]) -> Option<Value> {
    let text = |f: fn(&str) -> String| Some(Value::Text(f(&arguments.first()?.text())));
    match function {
        Function::Upper => return text(str::to_uppercase),
        Function::Lower => return text(str::to_lowercase),
        Function::Strip => {
            let value = arguments.first()?.text();
            return Some(Value::Text(match arguments.get(1).map(Value::text) {
                Some(characters) => value.trim_matches(|c| characters.contains(c)).to_owned(),
                None => value.trim().to_owned(),
            }));
        }
        Function::Substring => return substring(arguments),
        _ => {}
    }
    let x = arguments.first()?.number()?;
    let second = arguments.get(1).and_then(Value::number);
    Some(match function {
        Function::HumanizeBytes => Value::Text(humanized(x, "B")),
        Function::HumanizeBits => Value::Text(humanized(x, "b")),
        Function::ToBool => Value::Text((x != 0.0).to_string()),
        _ => Value::Number(numeric(function, x, second)),
    })
}

fn numeric(function: Function, x: f64, second: Option<f64>) -> f64 {
    match function {
        Function::Abs => x.abs(),
        // The page says of both that they floor.
        Function::Int | Function::Trunc | Function::Floor => x.floor(),
        Function::Dec => x.fract(),
        Function::Round => {
            let scale = 10_f64.powf(second.unwrap_or_default().clamp(0.0, 15.0));
            (x * scale).round() / scale
        }
        Function::Ceil => x.ceil(),
        Function::Sgn => match x {
            x if x > 0.0 => 1.0,
            x if x < 0.0 => -1.0,
            _ => 0.0,
        },
        Function::Exp => x.exp(),
        Function::Log10 => x.log10(),
        Function::Sin => x.sin(),
        Function::Sinh => x.sinh(),
        Function::Asin => x.asin(),
        Function::Asinh => x.asinh(),
        Function::Cos => x.cos(),
        Function::Cosh => x.cosh(),
        Function::Acos => x.acos(),
        Function::Acosh => x.acosh(),
        Function::Tan => x.tan(),
        Function::Tanh => x.tanh(),
        Function::Atan => x.atan(),
        Function::Atan2 => x.atan2(second.unwrap_or(1.0)),
        Function::Atanh => x.atanh(),
        _ => x,
    }
}

/// Characters from the second to before the third argument, counted from 0.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Negative and fractional indices count as the nearest that exists.
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

/// In the largest unit of 1024 that leaves at least one.
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
