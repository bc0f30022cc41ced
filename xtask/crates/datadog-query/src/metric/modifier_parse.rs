//! Parses modifiers.

use std::ops::Range;

use crate::function::TIME_ZONE;
use crate::scan::{Cursor, choice, near};
use crate::{Number, ParseError, Result, Word};

use super::calendar::is_start;
use super::modifier::{CALENDAR_UNITS, FILL_METHODS, ROLLUP_AGGREGATORS, value_of};
use super::{Fill, Interval, Modifier, ModifierKind, Rollup};

const NAMES: &[&str] = &["as_count", "as_rate", "rollup", "fill", "weighted"];

/// An argument of a modifier.
enum Argument {
    Number(Number),
    /// A bare word, or one in quotes.
    Word(Word),
}

type Arguments = Vec<(Argument, Range<usize>)>;

/// The modifiers that follow.
pub(super) fn modifiers(cursor: &mut Cursor<'_>) -> Result<Vec<Modifier>> {
    let mut all: Vec<Modifier> = Vec::new();
    loop {
        let end = cursor.at();
        cursor.space();
        let start = cursor.at();
        if !cursor.eat(".") {
            cursor.rewind(end);
            return Ok(all);
        }
        let modifier = modifier(cursor, start)?;
        // There are five kinds and each occurs at most once, so the search is not quadratic. `.as_count().as_rate()` is valid: the last one counts.
        if all.iter().any(|before| same_kind(&before.kind, &modifier.kind)) {
            let message = format!("duplicate '{}'", name(&modifier.kind));
            return Err(cursor.error_since(message, start).help("keep one of the two"));
        }
        all.push(modifier);
    }
}

fn name(kind: &ModifierKind) -> &'static str {
    match kind {
        ModifierKind::AsCount => ".as_count()",
        ModifierKind::AsRate => ".as_rate()",
        ModifierKind::Weighted => ".weighted()",
        ModifierKind::Rollup(_) => ".rollup()",
        ModifierKind::Fill(_) => ".fill()",
    }
}

fn same_kind(a: &ModifierKind, b: &ModifierKind) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

fn modifier(cursor: &mut Cursor<'_>, start: usize) -> Result<Modifier> {
    cursor.space();
    let name_start = cursor.at();
    let name = cursor.take_while(|c| c.is_alphanumeric() || c == '_');
    let range = name_start..cursor.at();
    if !NAMES.contains(&name) {
        return Err(cursor
            .error(format!("unknown modifier '.{name}'"), range)
            .help(choice(name, NAMES)));
    }
    let arguments = arguments(cursor, name)?;
    let kind = match (name, arguments.is_empty()) {
        ("as_count", true) => ModifierKind::AsCount,
        ("as_rate", true) => ModifierKind::AsRate,
        ("weighted", true) => ModifierKind::Weighted,
        ("rollup", false) => ModifierKind::Rollup(rollup(cursor, arguments)?),
        ("fill", false) => ModifierKind::Fill(fill(cursor, arguments)?),
        (_, true) => {
            return Err(cursor
                .error(format!("'.{name}' takes arguments"), range)
                .help(usage(name)));
        }
        (_, false) => {
            return Err(cursor
                .error(format!("'.{name}' takes no arguments"), range)
                .help(usage(name)));
        }
    };
    Ok(Modifier {
        kind,
        span: cursor.span_from(start),
    })
}

fn usage(name: &str) -> &'static str {
    match name {
        "as_count" => "write '.as_count()'",
        "as_rate" => "write '.as_rate()'",
        "weighted" => "write '.weighted()'",
        "rollup" => "write '.rollup(avg)', '.rollup(avg, 60)' or '.rollup(sum, daily)'",
        _ => "write '.fill(zero)' or '.fill(last, 600)'",
    }
}

fn arguments(cursor: &mut Cursor<'_>, name: &str) -> Result<Arguments> {
    cursor.expect("(", &format!("after '.{name}'"))?;
    let mut arguments = Vec::new();
    if cursor.eat(")") {
        return Ok(arguments);
    }
    loop {
        cursor.space();
        let start = cursor.at();
        let argument = argument(cursor)?;
        arguments.push((argument, start..cursor.at()));
        if cursor.eat(")") {
            return Ok(arguments);
        }
        cursor.expect(",", "or ')' after the argument")?;
    }
}

/// A quoted text, a word, or a number; `9am` is a word.
fn argument(cursor: &mut Cursor<'_>) -> Result<Argument> {
    if let Some(quoted) = cursor.quoted()? {
        return Ok(Argument::Word(Word {
            text: quoted.value,
            span: quoted.span,
        }));
    }
    let start = cursor.at();
    let word = cursor.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':'));
    if !word.is_empty() && !word.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(Argument::Word(Word {
            text: word.to_owned(),
            span: cursor.span_from(start),
        }));
    }
    cursor.rewind(start);
    cursor.signed_number("a word or a number").map(Argument::Number)
}

fn usage_error(cursor: &Cursor<'_>, message: String, range: Range<usize>, name: &str) -> ParseError {
    cursor.error(message, range).help(usage(name))
}

fn rollup(cursor: &Cursor<'_>, arguments: Arguments) -> Result<Rollup> {
    let mut rest = arguments.into_iter().peekable();
    let aggregator = match rest.peek() {
        Some((Argument::Word(word), range)) => {
            let known: Vec<_> = ROLLUP_AGGREGATORS.iter().map(|(name, _)| *name).collect();
            let aggregator = value_of(ROLLUP_AGGREGATORS, &word.text).ok_or_else(|| {
                let error = cursor.error(format!("unknown rollup aggregator '{}'", word.text), range.clone());
                error.help(choice(&word.text, &known))
            })?;
            rest.next();
            Some(aggregator)
        }
        _ => None,
    };
    let interval = match rest.next() {
        Some((argument, range)) => Some(interval(cursor, argument, range, &mut rest)?),
        None => None,
    };
    match rest.next() {
        Some((_, range)) => Err(usage_error(
            cursor,
            "too many arguments of '.rollup'".to_owned(),
            range,
            "rollup",
        )),
        None => Ok(Rollup { aggregator, interval }),
    }
}

fn interval(
    cursor: &Cursor<'_>,
    argument: Argument,
    range: Range<usize>,
    rest: &mut impl Iterator<Item = (Argument, Range<usize>)>,
) -> Result<Interval> {
    let word = match argument {
        Argument::Number(seconds) if seconds.value != 0.0 && are_seconds(seconds) => {
            return Ok(Interval::Seconds(seconds));
        }
        Argument::Number(number) => {
            return Err(usage_error(
                cursor,
                format!("'{number}' is not a number of seconds"),
                range,
                "rollup",
            ));
        }
        Argument::Word(word) => word,
    };
    let known: Vec<_> = CALENDAR_UNITS.iter().map(|(name, _)| *name).collect();
    let unit = value_of(CALENDAR_UNITS, &word.text).ok_or_else(|| {
        let error = cursor.error(format!("unknown interval '{}'", word.text), range);
        error.help(
            near(&word.text, known.iter().copied())
                .unwrap_or_else(|| format!("write seconds, or one of {}", known.join(", "))),
        )
    })?;
    let (mut start, mut time_zone) = (None, None);
    for (argument, range) in rest {
        match argument {
            // A start precedes the time zone.
            Argument::Word(word) if start.is_none() && time_zone.is_none() && unit.starts_at(&word.text) => {
                start = Some(word)
            }
            Argument::Word(word) if time_zone.is_none() && !is_start(&word.text) && TIME_ZONE.accepts(&word.text) => {
                time_zone = Some(word)
            }
            _ => {
                let message = match unit.starts() {
                    Some(starts) => format!("expected {starts}, or a time zone"),
                    None => "expected a time zone".to_owned(),
                };
                return Err(cursor
                    .error(message, range)
                    .help("write '.rollup(sum, daily, 9am, 'America/New_York')'"));
            }
        }
    }
    Ok(Interval::Calendar { unit, start, time_zone })
}

/// Whether a number can be a number of seconds. More than a century is a mistake, and would print as a power of ten, which modifiers do not accept.
fn are_seconds(number: Number) -> bool {
    number.value.is_sign_positive() && number.value.fract() == 0.0 && number.value <= f64::from(u32::MAX)
}

fn fill(cursor: &Cursor<'_>, arguments: Arguments) -> Result<Fill> {
    let (mut method, mut limit) = (None, None);
    for (argument, range) in arguments {
        match argument {
            Argument::Word(word) if method.is_none() && limit.is_none() => {
                let known: Vec<_> = FILL_METHODS.iter().map(|(name, _)| *name).collect();
                method = Some(value_of(FILL_METHODS, &word.text).ok_or_else(|| {
                    let error = cursor.error(format!("unknown fill method '{}'", word.text), range);
                    error.help(choice(&word.text, &known))
                })?);
            }
            Argument::Number(number) if limit.is_none() && are_seconds(number) => limit = Some(number),
            _ => {
                return Err(usage_error(
                    cursor,
                    "'.fill' takes a method and a number of seconds".to_owned(),
                    range,
                    "fill",
                ));
            }
        }
    }
    Ok(Fill { method, limit })
}
