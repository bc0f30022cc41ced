//! Arguments against the signature of their function.

use std::ops::Range;

use crate::Result;
use crate::function::{Function, Kind, Need, Param, Place};
use crate::scan::{Cursor, choice};

use super::{Argument, Expr};

/// Arguments and where each of them stands.
type Placed<'a, L> = (&'a [Argument<L>], &'a [Range<usize>]);

/// Refuses a call that the function would not take. `name` is where its name stands.
pub(super) fn check<L>(
    cursor: &Cursor<'_>,
    function: &Function,
    (arguments, places): Placed<'_, L>,
    name: Range<usize>,
    place: Place,
) -> Result<()> {
    if !function.places.contains(&place) {
        return Err(cursor.error(format!("'{}' is not allowed in {}", function.name, place.words()), name));
    }
    let positional = arguments
        .iter()
        .take_while(|argument| !matches!(argument, Argument::Named(_)))
        .count();
    check_positional(
        cursor,
        function,
        (&arguments[..positional], &places[..positional]),
        name,
    )?;
    check_named(cursor, function, (&arguments[positional..], &places[positional..]))
}

fn check_positional<L>(
    cursor: &Cursor<'_>,
    function: &Function,
    (arguments, places): Placed<'_, L>,
    name: Range<usize>,
) -> Result<()> {
    let required = function
        .params
        .iter()
        .filter(|param| param.need == Need::Required)
        .count();
    let repeats = function.params.last().is_some_and(|param| param.need == Need::Repeated);
    // A repeated parameter stands at least once.
    let required = required + usize::from(repeats);
    let wrong = arguments.len() < required || (!repeats && arguments.len() > function.params.len());
    if wrong {
        let count = arguments.len();
        let error = cursor.error(
            format!("'{}' takes {}, not {count}", function.name, function.arity()),
            name,
        );
        return Err(error.help(format!("write '{}'", function.usage())));
    }
    for (index, (argument, range)) in arguments.iter().zip(places).enumerate() {
        let param = function.params.get(index).or(function.params.last());
        if let Some(param) = param {
            check_kind(cursor, function, param, argument, range.clone())?;
        }
    }
    Ok(())
}

fn check_kind<L>(
    cursor: &Cursor<'_>,
    function: &Function,
    param: &Param,
    argument: &Argument<L>,
    range: Range<usize>,
) -> Result<()> {
    let fits = match (param.kind, argument) {
        (Kind::Series, Argument::Expr(_)) | (Kind::Groups, Argument::Groups(_)) => true,
        (Kind::SeriesOrGroups, Argument::Expr(_) | Argument::Groups(_)) => true,
        (Kind::Number, Argument::Expr(expr)) => matches!(expr, Expr::Number(_)),
        (Kind::Count, Argument::Expr(expr)) => {
            matches!(expr, Expr::Number(number) if number.value >= 0.0 && number.value.fract() == 0.0)
        }
        (Kind::Choice(known), Argument::Text(text)) => {
            if !known.iter().any(|name| name.eq_ignore_ascii_case(&text.value)) {
                let message = format!("'{}' is no {} of '{}'", text.value, param.name, function.name);
                return Err(cursor.error(message, range).help(choice(&text.value, known)));
            }
            true
        }
        (Kind::Text(check), Argument::Text(text)) => {
            if let Err(form) = check(&text.value) {
                let message = format!("'{}' is no {} of '{}'", text.value, param.name, function.name);
                return Err(cursor.error(message, range).help(format!("write {form}")));
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
        function.name,
        param.kind.words()
    );
    Err(cursor
        .error(message, range)
        .help(format!("write '{}'", function.usage())))
}

fn check_named<L>(cursor: &Cursor<'_>, function: &Function, (arguments, places): Placed<'_, L>) -> Result<()> {
    let mut seen = Vec::new();
    for (argument, range) in arguments.iter().zip(places) {
        let Argument::Named(named) = argument else {
            return Err(cursor.error("an argument without a name after one with a name", range.clone()));
        };
        let name = named.name.text.as_str();
        if !function.named.contains(&name) {
            let error = cursor.error(format!("'{}' has no argument '{name}'", function.name), range.clone());
            return Err(if function.named.is_empty() {
                error
            } else {
                error.help(choice(name, function.named))
            });
        }
        // At most as many as the function names, so this is no quadratic search.
        if seen.contains(&name) {
            return Err(cursor.error(format!("'{name}' is given twice"), range.clone()));
        }
        seen.push(name);
    }
    Ok(())
}
