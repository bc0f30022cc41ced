//! Checks the arguments of a call against the signature of its function.

use std::ops::Range;

use crate::Result;
use crate::function::{CallSite, Param, ParamKind, Signature};
use crate::scan::{Cursor, choice};

use super::{Argument, Expr};

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
    check_named(cursor, signature, (&arguments[positional..], &ranges[positional..]))
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

fn check_kind<L>(
    cursor: &Cursor<'_>,
    signature: &Signature,
    param: &Param,
    argument: &Argument<L>,
    range: Range<usize>,
) -> Result<()> {
    let unknown = |text: &str| format!("unknown {} '{text}' of '{}'", param.name, signature.name);
    let fits = match (param.kind, argument) {
        (ParamKind::Series, Argument::Expr(_)) | (ParamKind::Groups, Argument::Groups(_)) => true,
        (ParamKind::SeriesOrGroups, Argument::Expr(_) | Argument::Groups(_)) => true,
        (ParamKind::Number, Argument::Expr(expr)) => matches!(expr, Expr::Number(_)),
        (ParamKind::Count, Argument::Expr(expr)) => {
            matches!(expr, Expr::Number(number) if number.value >= 0.0 && number.value.fract() == 0.0)
        }
        (ParamKind::Choice(known), Argument::Text(text)) => {
            if !known.iter().any(|name| name.eq_ignore_ascii_case(&text.value)) {
                return Err(cursor
                    .error(unknown(&text.value), range)
                    .help(choice(&text.value, known)));
            }
            true
        }
        (ParamKind::Text(form), Argument::Text(text)) => {
            if !form.accepts(&text.value) {
                return Err(cursor
                    .error(unknown(&text.value), range)
                    .help(format!("write {}", form.expected)));
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
    Err(cursor
        .error(message, range)
        .help(format!("write '{}'", signature.usage())))
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
        if !signature.named.contains(&name) {
            let error = cursor.error(format!("'{}' has no argument '{name}'", signature.name), range.clone());
            return Err(if signature.named.is_empty() {
                error.help(format!("write '{}'", signature.usage()))
            } else {
                error.help(choice(name, signature.named))
            });
        }
        // A function has few named arguments, so the search is not quadratic.
        if seen.contains(&name) {
            return Err(cursor
                .error(format!("argument '{name}' is set twice"), range.clone())
                .help("keep one of the two"));
        }
        seen.push(name);
    }
    Ok(())
}
