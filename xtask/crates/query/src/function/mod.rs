//! The functions of metric queries and formulas, with their signatures (doc: dashboards/functions, metrics/nested_queries, monitors/types).

mod table;

pub use table::FUNCTIONS;
use table::RANKED;

/// A function.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// What it takes by position.
    pub params: &'static [Param],
    /// What it may be handed by name.
    pub named: &'static [&'static str],
    /// Where it may be called.
    pub places: &'static [Place],
}

/// A parameter that is given by position.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// What it is called in messages.
    pub name: &'static str,
    /// What it accepts.
    pub kind: Kind,
    /// Whether it must be given.
    pub need: Need,
}

/// What a parameter accepts.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// An expression.
    Series,
    /// A number that is written out.
    Number,
    /// A whole number, zero or more.
    Count,
    /// One of these texts, in any case.
    Choice(&'static [&'static str]),
    /// A text that the check accepts; it answers what is expected otherwise.
    Text(fn(&str) -> Result<(), &'static str>),
    /// `{key,key}`
    Groups,
    /// Another series, or the keys to group by.
    SeriesOrGroups,
}

/// Whether a parameter must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// It may be left out.
    Optional,
    /// Once or more; only the last one.
    Repeated,
}

/// Where a function is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a metric query of a board.
    Metric,
    /// In a formula of a board.
    Formula,
    /// In a monitor's metric query or formula.
    Monitor,
}

impl Place {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Metric => "metric queries",
            Self::Formula => "formulas",
            Self::Monitor => "monitors",
        }
    }
}

impl Kind {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Series => "a query",
            Self::Number => "a number",
            Self::Count => "a whole number",
            Self::Choice(_) | Self::Text(_) => "a text in quotes",
            Self::Groups => "tag keys in braces",
            Self::SeriesOrGroups => "a query or tag keys in braces",
        }
    }
}

/// The function `name`.
#[must_use]
pub fn find(name: &str) -> Option<Function> {
    let ranked = || RANKED.iter().find(|known| **known == name).map(|name| Function { name, ..table::RANK });
    FUNCTIONS.iter().find(|function| function.name == name).copied().or_else(ranked)
}

/// The names of all functions.
pub fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.iter().map(|function| function.name).chain(RANKED.iter().copied())
}

impl Function {
    /// `1 argument`, `3 or 4 arguments`.
    pub(crate) fn arity(&self) -> String {
        let required = self.params.iter().filter(|param| param.need != Need::Optional).count();
        let words = |count| if count == 1 { "1 argument".to_owned() } else { format!("{count} arguments") };
        if self.params.last().is_some_and(|param| param.need == Need::Repeated) {
            format!("at least {}", words(required))
        } else if required == self.params.len() {
            words(required)
        } else {
            format!("{required} to {}", words(self.params.len()))
        }
    }

    /// How it is called: `top(query, limit, 'by', 'direction')`.
    pub(crate) fn usage(&self) -> String {
        let params: Vec<_> = self.params.iter().map(Param::usage).collect();
        format!("{}({})", self.name, params.join(", "))
    }
}

impl Param {
    fn usage(&self) -> String {
        let name = match self.kind {
            Kind::Choice(_) | Kind::Text(_) => format!("'{}'", self.name),
            Kind::Groups => "{tag}".to_owned(),
            _ => self.name.to_owned(),
        };
        match self.need {
            Need::Required => name,
            Need::Optional => format!("[{name}]"),
            Need::Repeated => format!("{name}, ..."),
        }
    }
}

/// The aggregators of a second layer of aggregation: the plain ones, `stddev`, and percentiles (doc: metrics/nested_queries).
fn is_time_aggregator(text: &str) -> Result<(), &'static str> {
    let known = ["avg", "sum", "min", "max", "count", "stddev"].contains(&text) || is_percentile(text);
    if known {
        Ok(())
    } else {
        Err("'avg', 'sum', 'min', 'max', 'count', 'stddev' or a percentile such as 'p95'")
    }
}

/// What a whole series is reduced to: the aggregators of the API's scalar formulas, and percentiles.
fn is_reducer(text: &str) -> Result<(), &'static str> {
    let known = ["avg", "mean", "sum", "min", "max", "last", "area", "l2norm", "count", "stddev"].contains(&text) || is_percentile(text);
    if known {
        Ok(())
    } else {
        Err("'avg', 'sum', 'min', 'max', 'last', 'area', 'l2norm' or a percentile such as 'p95'")
    }
}

fn is_percentile_text(text: &str) -> Result<(), &'static str> {
    if is_percentile(text) { Ok(()) } else { Err("a percentile such as 'p95'") }
}

/// `-1d`, `-2w`, `-1mo` (doc: dashboards/functions/timeshift).
fn is_calendar_shift(text: &str) -> Result<(), &'static str> {
    let number = text
        .strip_prefix('-')
        .and_then(|rest| ["d", "w", "mo"].iter().find_map(|unit| rest.strip_suffix(unit)));
    let whole = number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    if whole {
        Ok(())
    } else {
        Err("days, weeks or months to go back, such as '-1d', '-4w' or '-1mo'")
    }
}

/// `UTC`, `Europe/Paris`: the form alone, since the list of zones changes by the year.
pub(crate) fn is_time_zone(text: &str) -> Result<(), &'static str> {
    let part =
        |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic()) && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'));
    if text.split('/').all(part) {
        Ok(())
    } else {
        Err("a time zone such as 'UTC' or 'America/New_York'")
    }
}

/// `p95`, `p99.9`: above 0 and at most 100, with up to two decimals (doc: metrics/distributions).
pub(crate) fn is_percentile(text: &str) -> bool {
    let Some(number) = text.strip_prefix('p') else { return false };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |part: &str, len_max| !part.is_empty() && part.len() <= len_max && part.bytes().all(|b| b.is_ascii_digit());
    digits(whole, 3) && digits(decimals, 2) && number.parse().is_ok_and(|value: f64| value > 0.0 && value <= 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut all: Vec<_> = names().collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn only_the_last_parameter_repeats_and_optional_ones_come_last() {
        for function in FUNCTIONS {
            let needs: Vec<_> = function.params.iter().map(|param| param.need).collect();
            let tail = needs.iter().skip_while(|need| **need == Need::Required);
            assert!(
                tail.clone().all(|need| *need == Need::Optional) || tail.eq([&Need::Repeated]),
                "{}",
                function.name
            );
        }
    }

    #[test]
    fn usage_and_arity() {
        let check = |name: &str, usage: &str, arity: &str| {
            let function = find(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((function.usage().as_str(), function.arity().as_str()), (usage, arity));
        };
        check("abs", "abs(query)", "1 argument");
        check("top", "top(query, limit, 'ranking', 'direction')", "4 arguments");
        check("outliers", "outliers(query, 'algorithm', tolerance, [percentage])", "3 to 4 arguments");
        check("max", "max(query, query or {tag}, ...)", "at least 2 arguments");
    }

    #[test]
    fn percentiles() {
        for yes in ["p50", "p99.9", "p99.99", "p1", "p100", "p0.1"] {
            assert!(is_percentile(yes), "{yes}");
        }
        for no in ["p", "p0", "p101", "p99.999", "p-5", "95", "p9x", "pp", "p1e1", "p.5", "p5."] {
            assert!(!is_percentile(no), "{no}");
        }
    }
}
