//! Canonical text of monitor queries.

use std::fmt::{self, Display, Formatter};

use crate::expression::Literal;
use crate::{Quoted, Word};

use super::metric::TIME_AGGREGATORS;
use super::{
    BurnRateMonitor, Change, CheckCount, CheckMonitor, CompositeMonitor, Condition, CostFunction, ErrorBudgetMonitor,
    Evaluation, EventMonitor, FormulaMonitor, IssueFilter, MetricMonitor, Monitor, TimeAggregator,
};

impl Display for Monitor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Metric(monitor) => monitor.fmt(f),
            Self::Check(monitor) => monitor.fmt(f),
            Self::Event(monitor) => monitor.fmt(f),
            Self::Formula(monitor) => monitor.fmt(f),
            Self::ErrorBudget(monitor) => monitor.fmt(f),
            Self::BurnRate(monitor) => monitor.fmt(f),
            Self::Composite(monitor) => monitor.fmt(f),
            Self::Opaque(text) => text.fmt(f),
        }
    }
}

impl Display for MetricMonitor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {}", self.evaluation, self.expression, self.comparison)
    }
}

impl Display for Evaluation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain { aggregator, window } => write!(f, "{aggregator}({window})"),
            Self::Change {
                change,
                aggregator,
                window,
                shift,
            } => {
                let name = match change {
                    Change::Absolute => "change",
                    Change::Percent => "pct_change",
                };
                write!(f, "{name}({aggregator}({window}),{shift})")
            }
        }
    }
}

impl Display for TimeAggregator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(
            TIME_AGGREGATORS
                .iter()
                .find(|(_, kind)| *kind == self.kind)
                .map_or("", |(name, _)| name),
        )
    }
}

/// `.name("a","b")`; nothing if there are no arguments.
fn texts(f: &mut Formatter<'_>, name: &str, texts: &[Quoted]) -> fmt::Result {
    if texts.is_empty() {
        return Ok(());
    }
    write!(f, ".{name}(")?;
    for (index, text) in texts.iter().enumerate() {
        write!(f, "{}{text}", if index > 0 { "," } else { "" })?;
    }
    f.write_str(")")
}

/// `.by("a,b")`; nothing if there are no keys.
fn keys(f: &mut Formatter<'_>, keys: &[Word]) -> fmt::Result {
    if keys.is_empty() {
        return Ok(());
    }
    let joined: Vec<_> = keys.iter().map(|key| key.text.as_str()).collect();
    write!(f, ".by({})", Quoted::new(joined.join(",")))
}

impl Display for CheckMonitor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.check)?;
        texts(f, "over", &self.over)?;
        texts(f, "exclude", &self.exclude)?;
        texts(f, "by", &self.by)?;
        let count = match self.count {
            CheckCount::Runs => "count_by_status",
            CheckCount::Percent => "pct_by_status",
        };
        write!(f, ".last({}).{count}()", self.last)
    }
}

impl Display for EventMonitor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.source.name(), self.search)?;
        texts(f, "index", &self.indexes)?;
        texts(f, "over", &self.over)?;
        texts(f, "source", self.issue_source.as_slice())?;
        f.write_str(match self.issues {
            Some(IssueFilter::New) => ".new()",
            Some(IssueFilter::Impact) => ".impact()",
            None => "",
        })?;
        write!(f, ".rollup({}", self.rollup.method)?;
        if let Some(measure) = &self.rollup.measure {
            write!(f, ", {measure}")?;
        }
        f.write_str(")")?;
        keys(f, &self.by)?;
        write!(f, "{} {}", self.timeframe, self.comparison)
    }
}

impl Display for FormulaMonitor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "formula({})", Quoted::new(self.formula.to_string()))?;
        texts(f, "rollup", self.rollup.as_slice())?;
        if self.unquoted {
            self.unquoted(f)?;
        } else {
            keys(f, &self.by)?;
            self.timeframe.fmt(f)?;
        }
        if let Some(function) = &self.function {
            function.fmt(f)?;
        }
        write!(f, " {}", self.comparison)
    }
}

impl FormulaMonitor {
    /// The keys and the window without quotes.
    fn unquoted(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.by.is_empty() {
            let joined: Vec<_> = self.by.iter().map(|key| key.text.as_str()).collect();
            write!(f, ".by({})", joined.join(","))?;
        }
        write!(f, ".last({}{})", self.timeframe.amount, self.timeframe.unit.symbol())
    }
}

impl Display for CostFunction {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, ".{}(", self.name)?;
        for (index, argument) in self.arguments.iter().enumerate() {
            f.write_str(if index > 0 { ", " } else { "" })?;
            if let Some(name) = &argument.name {
                write!(f, "{name}=")?;
            }
            match &argument.value {
                Literal::Text(text) => text.fmt(f)?,
                Literal::Number(number) => number.fmt(f)?,
            }
        }
        f.write_str(")")
    }
}

impl Display for ErrorBudgetMonitor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "error_budget({}).over({}) {}", self.slo, self.over, self.comparison)
    }
}

impl Display for BurnRateMonitor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "burn_rate({}).over({})", self.slo, self.over)?;
        write!(
            f,
            ".long_window({}).short_window({}) {}",
            self.long_window, self.short_window, self.comparison
        )
    }
}

impl Display for CompositeMonitor {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.condition.fmt(f)
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let operand = |f: &mut Formatter<'_>, condition: &Self, loose: bool| {
            if loose {
                write!(f, "({condition})")
            } else {
                condition.fmt(f)
            }
        };
        match self {
            Self::Monitor(id) => write!(f, "{}", id.id),
            Self::Not(inner) => {
                f.write_str("!")?;
                operand(f, inner, matches!(**inner, Self::And(_) | Self::Or(_)))
            }
            Self::And(all) | Self::Or(all) => {
                let separator = if matches!(self, Self::And(_)) { " && " } else { " || " };
                for (index, condition) in all.iter().enumerate() {
                    f.write_str(if index > 0 { separator } else { "" })?;
                    operand(f, condition, matches!((self, condition), (Self::And(_), Self::Or(_))))?;
                }
                Ok(())
            }
        }
    }
}
