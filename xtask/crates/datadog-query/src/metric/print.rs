//! Canonical text of metric queries.

use std::fmt::{self, Display, Formatter};

use crate::Quoted;

use super::modifier::{CALENDAR_UNITS, FILL_METHODS, ROLLUP_AGGREGATORS, name_of};
use super::{
    Fill, Filter, Form, Interval, Membership, MetricQuery, Modifier, ModifierKind, Rollup, Scope, TagValue, Term,
};

impl Display for MetricQuery {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(aggregator) = &self.aggregator {
            write!(f, "{aggregator}:")?;
        }
        write!(f, "{}{}", self.metric, self.scope)?;
        if let Some(by) = &self.by {
            write!(f, " by {by}")?;
        }
        self.modifiers.iter().try_for_each(|modifier| modifier.fmt(f))
    }
}

impl Display for Scope {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        match self.form {
            Form::Symbolic => symbolic(f, &self.filter)?,
            Form::Functional => functional(f, &self.filter)?,
        }
        f.write_str("}")
    }
}

fn symbolic(f: &mut Formatter<'_>, filter: &Filter) -> fmt::Result {
    match filter {
        Filter::And(all) => separated(f, ",", all, symbolic),
        Filter::Not(not) => {
            f.write_str("!")?;
            symbolic(f, &not.filter)
        }
        other => functional(f, other),
    }
}

fn functional(f: &mut Formatter<'_>, filter: &Filter) -> fmt::Result {
    match filter {
        Filter::Term(term) => term.fmt(f),
        Filter::In(membership) => membership.fmt(f),
        Filter::Not(not) => {
            f.write_str("NOT ")?;
            operand(f, &not.filter)
        }
        Filter::And(all) => separated(f, " AND ", all, operand),
        Filter::Or(all) => separated(f, " OR ", all, |f, filter| match filter {
            Filter::And(_) => functional(f, filter),
            other => operand(f, other),
        }),
    }
}

/// Writes an operand, in parentheses if it has several parts.
fn operand(f: &mut Formatter<'_>, filter: &Filter) -> fmt::Result {
    if !matches!(filter, Filter::And(_) | Filter::Or(_)) {
        return functional(f, filter);
    }
    f.write_str("(")?;
    functional(f, filter)?;
    f.write_str(")")
}

fn separated<T>(
    f: &mut Formatter<'_>,
    separator: &str,
    items: &[T],
    write: impl Fn(&mut Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        f.write_str(if index > 0 { separator } else { "" })?;
        write(f, item)?;
    }
    Ok(())
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything(_) => f.write_str("*"),
            Self::Variable(variable) => write!(
                f,
                "${}{}",
                variable.name,
                if variable.value_only { ".value" } else { "" }
            ),
            Self::Tag(tag) => match &tag.value {
                Some(value) => write!(f, "{}:{value}", tag.key),
                None => tag.key.fmt(f),
            },
        }
    }
}

impl Display for Membership {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}IN (", self.key, if self.negated { "NOT " } else { "" })?;
        separated(f, ", ", &self.values, |f, value| value.fmt(f))?;
        f.write_str(")")
    }
}

impl Display for TagValue {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.quoted {
            Quoted::new(self.text.as_str()).fmt(f)
        } else {
            f.write_str(&self.text)
        }
    }
}

impl Display for Modifier {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ModifierKind::AsCount => f.write_str(".as_count()"),
            ModifierKind::AsRate => f.write_str(".as_rate()"),
            ModifierKind::Weighted => f.write_str(".weighted()"),
            ModifierKind::Rollup(rollup) => rollup.fmt(f),
            ModifierKind::Fill(fill) => fill.fmt(f),
        }
    }
}

impl Display for Rollup {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(".rollup(")?;
        let between = match (self.aggregator, &self.interval) {
            (Some(_), Some(_)) => ", ",
            _ => "",
        };
        if let Some(aggregator) = &self.aggregator {
            f.write_str(name_of(ROLLUP_AGGREGATORS, aggregator))?;
        }
        f.write_str(between)?;
        if let Some(interval) = &self.interval {
            interval.fmt(f)?;
        }
        f.write_str(")")
    }
}

impl Display for Interval {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seconds(seconds) => seconds.fmt(f),
            Self::Calendar { unit, start, time_zone } => {
                f.write_str(name_of(CALENDAR_UNITS, unit))?;
                if let Some(start) = start {
                    write!(f, ", {start}")?;
                }
                if let Some(zone) = time_zone {
                    write!(f, ", '{zone}'")?;
                }
                Ok(())
            }
        }
    }
}

impl Display for Fill {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let method = self.method.as_ref().map_or("", |method| name_of(FILL_METHODS, method));
        write!(f, ".fill({method}")?;
        if let Some(limit) = &self.limit {
            write!(f, "{}{limit}", if self.method.is_some() { ", " } else { "" })?;
        }
        f.write_str(")")
    }
}
