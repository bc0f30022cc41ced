//! Parses the content of tags: variables, helpers and the conditions of blocks.

use std::ops::Range;

use super::arguments::{Word, WordKind, words};
use super::condition::BLOCKS;
use super::{Argument, Condition, Expression, NodeKind, Path, StatusCondition, expression};
use crate::function::TIME_ZONE;
use crate::scan::choice;
use crate::{ParseError, Result};

pub(super) const HELPERS: [&str; 4] = ["eval", "local_time", "urlencode", "override_priority"];

/// The part between the braces of `{{path}}` or `{{helper arguments}}`.
pub(super) fn inline(text: &str, start: usize) -> Result<NodeKind> {
    let words = words(text, start)?;
    let span = trimmed(text, start);
    let Some((name, arguments)) = words.split_first() else {
        return Err(ParseError::new("nothing between the braces", span).help("name a variable, such as '{{value}}'"));
    };
    match (name.text, arguments) {
        ("eval", [expression]) => Ok(NodeKind::Eval(eval_argument(expression)?)),
        ("local_time", [time, zone]) => Ok(NodeKind::LocalTime {
            time: variable_argument("local_time", time)?,
            zone: time_zone(zone)?,
        }),
        ("urlencode", [variable]) => Ok(NodeKind::UrlEncode(variable_argument("urlencode", variable)?)),
        ("override_priority", [level]) => Ok(NodeKind::OverridePriority(priority("override_priority", level)?)),
        (helper, _) if HELPERS.contains(&helper) => Err(ParseError::new(
            format!("wrong number of arguments of '{helper}': {}", arguments.len()),
            span,
        )
        .help(format!("write '{}'", form(helper)))),
        // Datadog takes it for a variable without a value: an exported monitor has it (shashoul/Getting-Started-Terraform, project8/aws_natgateway_monitor.json).
        (block, _) if BLOCKS[..14].contains(&block) => {
            Err(ParseError::new(format!("'{block}' is a block, not a variable"), span)
                .help(format!("write '{{{{#{block}}}}} ... {{{{/{block}}}}}'"))
                .accepted())
        }
        (_, []) => variable(name).map(|path| NodeKind::Variable { path, raw: false }),
        (other, _) => {
            Err(ParseError::new(format!("unknown helper '{other}'"), name.span.clone()).help(choice(other, &HELPERS)))
        }
    }
}

/// The zone of `local_time`.
fn time_zone(word: &Word<'_>) -> Result<String> {
    let name = quoted("local_time", word)?;
    if TIME_ZONE.accepts(name) {
        return Ok(name.to_owned());
    }
    Err(
        ParseError::new(format!("unknown time zone '{name}'"), word.span.clone())
            .help(format!("write {}", TIME_ZONE.expected)),
    )
}

/// `{{{path}}}`.
pub(super) fn raw_variable(text: &str, start: usize) -> Result<NodeKind> {
    match inline(text, start)? {
        NodeKind::Variable { path, .. } => Ok(NodeKind::Variable { path, raw: true }),
        other => Ok(other),
    }
}

/// The condition `name arguments` of a block; `text` starts with the name.
pub(super) fn condition(text: &str, start: usize) -> Result<Condition> {
    let words = words(text, start)?;
    let span = trimmed(text, start);
    let Some((name, arguments)) = words.split_first() else {
        return Err(
            ParseError::new("missing name of the block", span).help("name a condition, such as '{{#is_alert}}'")
        );
    };
    if let Some(status) = StatusCondition::named(name.text) {
        return match arguments {
            [] => Ok(Condition::Status(status)),
            [first, ..] => Err(ParseError::new(
                format!("'{}' takes no arguments", name.text),
                first.span.start..span.end,
            )
            .help("remove them")),
        };
    }
    match (name.text, arguments) {
        ("is_priority", [level]) => Ok(Condition::Priority(priority("is_priority", level)?)),
        ("is_match" | "is_exact_match", [subject, texts @ ..]) if !texts.is_empty() => {
            matching(name.text, subject, texts)
        }
        ("if", [path]) => variable(path).map(Condition::If),
        ("unless", [path]) => variable(path).map(Condition::Unless),
        ("each", [path]) => variable(path).map(Condition::Each),
        ("with", [path]) => variable(path).map(Condition::With),
        (known, _) if BLOCKS.contains(&known) => Err(ParseError::new(
            format!("wrong number of arguments of '{known}': {}", arguments.len()),
            span,
        )
        .help(format!("write '{}'", form(known)))),
        (other, _) => {
            Err(ParseError::new(format!("unknown block '{other}'"), name.span.clone()).help(choice(other, &BLOCKS)))
        }
    }
}

fn form(name: &str) -> &'static str {
    match name {
        "eval" => "{{eval \"round(value, 2)\"}}",
        "local_time" => "{{local_time 'last_triggered_at' 'Europe/Berlin'}}",
        "urlencode" => "{{urlencode \"service.name\"}}",
        "override_priority" => "{{override_priority 'P1'}}",
        "is_priority" => "{{#is_priority 'P1'}}",
        "is_match" => "{{#is_match \"host.name\" \"text\" \"another\"}}",
        "is_exact_match" => "{{#is_exact_match \"host.name\" \"text\" \"another\"}}",
        "unless" => "{{#unless variable}}",
        "each" => "{{#each variable}}",
        "with" => "{{#with variable}}",
        _ => "{{#if variable}}",
    }
}

fn matching(name: &str, subject: &Word<'_>, texts: &[Word<'_>]) -> Result<Condition> {
    let subject = match subject.kind {
        WordKind::Parenthesised => match words(subject.text, subject.inner.start)?.as_slice() {
            [helper, expression] if helper.text == "eval" => Argument::Eval(eval_argument(expression)?),
            _ => {
                return Err(ParseError::new(
                    "only '(eval \"expression\")' is allowed in parentheses",
                    subject.span.clone(),
                )
                .help("name a variable in quotes, or write an eval"));
            }
        },
        _ => Argument::Variable(variable_argument(name, subject)?),
    };
    let texts = texts
        .iter()
        .map(|word| match word.kind {
            WordKind::Bare if word.text.parse::<f64>().is_ok() => Ok(word.text.to_owned()),
            _ => quoted(name, word).map(str::to_owned),
        })
        .collect::<Result<_>>()?;
    Ok(Condition::Match {
        exact: name == "is_exact_match",
        subject,
        texts,
    })
}

/// The text of an argument that must be in quotes.
fn quoted<'a>(name: &str, word: &Word<'a>) -> Result<&'a str> {
    match word.kind {
        WordKind::Quoted => Ok(word.text),
        _ => Err(
            ParseError::new(format!("argument of '{name}' is not in quotes"), word.span.clone())
                .help(format!("write '\"{}\"'", word.text)),
        ),
    }
}

fn variable_argument(name: &str, word: &Word<'_>) -> Result<Path> {
    quoted(name, word)?;
    path(word.text, word.inner.clone())
}

fn eval_argument(word: &Word<'_>) -> Result<Expression> {
    expression::parse(quoted("eval", word)?, word.inner.start)
}

fn variable(word: &Word<'_>) -> Result<Path> {
    match word.kind {
        WordKind::Bare => path(word.text, word.inner.clone()),
        _ => Err(
            ParseError::new(format!("invalid variable '{}'", word.text), word.span.clone())
                .help("write it without quotes and parentheses"),
        ),
    }
}

fn path(text: &str, span: Range<usize>) -> Result<Path> {
    let blank = text.len() - text.trim_start().len();
    Path::whole(text.trim(), span.start + blank).ok_or_else(|| {
        ParseError::new(format!("invalid variable '{text}'"), span).help(
            "join names with full stops, and put a name that contains one in brackets: '[dotted.key].name'; put text with braces in '{{{{raw}}}} ... {{{{/raw}}}}'",
        )
    })
}

fn priority(name: &str, word: &Word<'_>) -> Result<u8> {
    match quoted(name, word)?.as_bytes() {
        [b'P', level @ b'1'..=b'5'] => Ok(level - b'0'),
        _ => Err(
            ParseError::new(format!("invalid priority '{}'", word.text), word.span.clone())
                .help("priorities are 'P1' to 'P5'"),
        ),
    }
}

/// The span of `text`, which starts at `start`, without spaces around it; all of it if it is blank.
pub(super) fn trimmed(text: &str, start: usize) -> Range<usize> {
    let blank = text.len() - text.trim_start().len();
    match text.trim().len() {
        0 => start..start + text.len(),
        length => start + blank..start + blank + length,
    }
}
