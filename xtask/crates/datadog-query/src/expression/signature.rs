//! Checks the arguments of a call against the signature of its function.

use std::ops::Range;

use crate::function::{CallSite, Param, ParamKind, Signature};
use crate::monitor::duration;
use crate::scan::{Cursor, choice};
use crate::{ParseError, Result};

use super::{Argument, Expr, Literal};

/// Arguments and the bytes of each.
type Located<'a, L> = (&'a [Argument<L>], &'a [Range<usize>]);

/// An error unless the function accepts the arguments. `name` is the range of its name.
pub(super) fn check<L>(
    cursor: &Cursor<'_>,
    signature: &Signature,
    (arguments, ranges): Located<'_, L>,
    name: Range<usize>,
    call_site: CallSite,
) -> Result<()> {
    if !signature.call_sites.contains(&call_site) {
        let message = format!("'{}' is not allowed in {}", signature.name, call_site.plural());
        return Err(cursor.error(message, name));
    }
    let positional = arguments
        .iter()
        .take_while(|argument| !matches!(argument, Argument::Named(_)))
        .count();
    check_positional(
        cursor,
        signature,
        (&arguments[..positional], &ranges[..positional]),
        name,
    )?;
    check_named(cursor, signature, (&arguments[positional..], &ranges[positional..]))?;
    check_calls(signature, arguments)
}

fn check_positional<L>(
    cursor: &Cursor<'_>,
    signature: &Signature,
    (arguments, ranges): Located<'_, L>,
    name: Range<usize>,
) -> Result<()> {
    let count = arguments.len();
    let too_many = !signature.repeats() && count > signature.params.len();
    if count < signature.required() || too_many {
        let message = format!("'{}' takes {}, not {count}", signature.name, signature.arity());
        return Err(cursor
            .error(message, name)
            .help(format!("write '{}'", signature.usage())));
    }
    for (index, (argument, range)) in arguments.iter().zip(ranges).enumerate() {
        let param = signature.params.get(index).or(signature.params.last());
        if let Some(param) = param {
            check_kind(cursor, signature, param, argument, range.clone())?;
        }
    }
    Ok(())
}

/// An argument that is written out.
enum Written<'a> {
    Text(&'a str),
    Number(f64),
}

impl<'a> Written<'a> {
    fn of<L>(argument: &'a Argument<L>) -> Option<Self> {
        Some(match argument {
            Argument::Expr(Expr::Number(number)) => Self::Number(number.value),
            Argument::Text(text) => Self::Text(&text.value),
            Argument::Named(named) => match &named.value {
                Literal::Text(text) => Self::Text(&text.value),
                Literal::Number(number) => Self::Number(number.value),
            },
            Argument::Expr(_) | Argument::Groups(_) => return None,
        })
    }
}

fn check_kind<L>(
    cursor: &Cursor<'_>,
    signature: &Signature,
    param: &Param,
    argument: &Argument<L>,
    range: Range<usize>,
) -> Result<()> {
    let unknown = |text: &str| {
        cursor.error(
            format!("unknown {} '{text}' of '{}'", param.name, signature.name),
            range.clone(),
        )
    };
    let is_series = matches!(argument, Argument::Expr(_));
    let is_groups = matches!(argument, Argument::Groups(_));
    let fits = match (param.kind, Written::of(argument)) {
        (ParamKind::Series, _) => is_series,
        (ParamKind::Groups, _) => is_groups,
        (ParamKind::SeriesOrGroups, _) => is_series || is_groups,
        (ParamKind::Scalar, written) => written.is_some(),
        (ParamKind::Number, Some(Written::Number(_))) => true,
        (ParamKind::Count, Some(Written::Number(number))) => number >= 0.0 && number.fract() == 0.0,
        (ParamKind::Above(min), Some(Written::Number(number))) => number > min,
        (ParamKind::AtLeast(min), Some(Written::Number(number))) => number >= min,
        (ParamKind::Seconds, Some(Written::Number(number))) => number >= 1.0 && number.fract() == 0.0,
        (ParamKind::Seconds, Some(Written::Text(text))) => duration(text).is_some(),
        (ParamKind::Choice(known), Some(Written::Text(text))) => {
            if !known.iter().any(|name| name.eq_ignore_ascii_case(text)) {
                return Err(unknown(text).help(choice(text, known)));
            }
            true
        }
        (ParamKind::Text(form), Some(Written::Text(text))) => {
            if !form.accepts(text) {
                return Err(unknown(text).help(format!("write {}", form.expected)));
            }
            true
        }
        _ => false,
    };
    if fits {
        return Ok(());
    }
    let message = format!(
        "the {} of '{}' must be {}",
        param.name,
        signature.name,
        param.kind.description()
    );
    let is_named = matches!(argument, Argument::Named(_));
    let help = match (Written::of(argument), param.kind.number()) {
        (Some(_), Some(example)) if is_named => format!("write '{}={example}'", param.name),
        (Some(Written::Number(_)), Some(example)) => format!("write a number such as {example}"),
        _ => format!("write '{}'", signature.usage()),
    };
    Err(cursor.error(message, range).help(help))
}

fn check_named<L>(cursor: &Cursor<'_>, signature: &Signature, (arguments, ranges): Located<'_, L>) -> Result<()> {
    let mut seen = Vec::new();
    for (argument, range) in arguments.iter().zip(ranges) {
        let Argument::Named(named) = argument else {
            return Err(cursor
                .error("positional argument after a named argument", range.clone())
                .help("move it before the named arguments"));
        };
        let name = named.name.text.as_str();
        let Some(param) = signature.named.iter().find(|param| param.name == name) else {
            let error = cursor.error(format!("'{}' has no argument '{name}'", signature.name), range.clone());
            let known: Vec<_> = signature.named.iter().map(|param| param.name).collect();
            return Err(if known.is_empty() {
                error.help(format!("write '{}'", signature.usage()))
            } else {
                error.help(choice(name, &known))
            });
        };
        // A function has few named arguments, so the search is not quadratic.
        if seen.contains(&name) {
            return Err(cursor
                .error(format!("argument '{name}' is set twice"), range.clone())
                .help("keep one of the two"));
        }
        seen.push(name);
        check_kind(cursor, signature, param, argument, range.clone())?;
    }
    Ok(())
}

/// An error if an argument calls a function that cannot be within this one. An algorithm within an algorithm is an error, so no argument is searched twice.
fn check_calls<L>(signature: &Signature, arguments: &[Argument<L>]) -> Result<()> {
    for argument in arguments {
        let Argument::Expr(expr) = argument else { continue };
        if signature.excludes.is_empty() {
            continue;
        }
        for call in expr.calls() {
            if call
                .function()
                .is_some_and(|called| signature.excludes.contains(&called))
            {
                let message = format!("'{}' cannot be called within '{}'", call.name, signature.name);
                return Err(ParseError::new(message, call.name.span.into()).help(format!(
                    "'{}' compares a series with its past, which '{}' changes with the window; write '{}' over the query itself",
                    signature.name, call.name, signature.name
                )));
            }
        }
    }
    Ok(())
}
