//! Composite monitors: `1 && (2 || !3)` (doc: monitors/types/composite).

use std::collections::BTreeSet;

use crate::scan::Cursor;
use crate::{ParseError, Result, Span};

/// A composite monitor's query.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CompositeMonitor {
    /// When it alerts.
    pub condition: Condition,
}

/// A condition on the states of monitors.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Condition {
    /// A monitor alerts.
    Monitor(MonitorId),
    /// `!a`
    Not(Box<Condition>),
    /// `a && b`, at least two
    And(Vec<Condition>),
    /// `a || b`, at least two
    Or(Vec<Condition>),
}

/// The number of a monitor.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct MonitorId {
    /// The number.
    pub id: u64,
    /// Its span.
    pub span: Span,
}

/// The most monitors in a composite.
pub const MONITORS_MAX: usize = 10;

impl Condition {
    /// Its monitors, in the order of the text.
    #[must_use]
    pub fn monitors(&self) -> Vec<&MonitorId> {
        match self {
            Self::Monitor(id) => vec![id],
            Self::Not(condition) => condition.monitors(),
            Self::And(all) | Self::Or(all) => all.iter().flat_map(Self::monitors).collect(),
        }
    }
}

pub(super) fn read(cursor: &mut Cursor<'_>) -> Result<CompositeMonitor> {
    let condition = any(cursor)?;
    let mut distinct = BTreeSet::new();
    for monitor in condition.monitors() {
        distinct.insert(monitor.id);
        if distinct.len() > MONITORS_MAX {
            let error = ParseError::new(
                format!("composite of more than {MONITORS_MAX} monitors"),
                monitor.span.into(),
            );
            return Err(error.help("split it into several"));
        }
    }
    Ok(CompositeMonitor { condition })
}

fn any(cursor: &mut Cursor<'_>) -> Result<Condition> {
    joined(cursor, "||", Condition::Or, all)
}

fn all(cursor: &mut Cursor<'_>) -> Result<Condition> {
    joined(cursor, "&&", Condition::And, one)
}

/// Conditions with `operator` between them. Conditions joined by the same operator stay flat, with or without parentheses.
fn joined(
    cursor: &mut Cursor<'_>,
    operator: &str,
    join: fn(Vec<Condition>) -> Condition,
    read: fn(&mut Cursor<'_>) -> Result<Condition>,
) -> Result<Condition> {
    let mut conditions = Vec::new();
    loop {
        match (read(cursor)?, operator) {
            (Condition::Or(inner), "||") | (Condition::And(inner), "&&") => conditions.extend(inner),
            (condition, _) => conditions.push(condition),
        }
        if !cursor.eat(operator) {
            break;
        }
    }
    match conditions.pop() {
        Some(only) if conditions.is_empty() => Ok(only),
        Some(last) => {
            conditions.push(last);
            Ok(join(conditions))
        }
        None => Ok(join(conditions)),
    }
}

fn one(cursor: &mut Cursor<'_>) -> Result<Condition> {
    if cursor.eat("(") {
        let inner = cursor.nested(any)?;
        cursor.expect(")", "to close the parentheses")?;
        return Ok(inner);
    }
    if cursor.eat("!") {
        return cursor.nested(one).map(|condition| Condition::Not(Box::new(condition)));
    }
    cursor.space();
    let start = cursor.at();
    let digits = cursor.take_while(|c| c.is_ascii_digit());
    let behind = cursor
        .peek()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    match digits.parse() {
        Ok(id) if !behind => Ok(Condition::Monitor(MonitorId {
            id,
            span: cursor.span_from(start),
        })),
        _ => {
            cursor.rewind(start);
            let error = cursor.error_here(format!("expected the number of a monitor, found {}", cursor.found()));
            Err(error.help("write '12345 && !67890'"))
        }
    }
}
