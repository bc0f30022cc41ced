//! The functions of metric queries and formulas, with their signatures (doc: dashboards/functions, metrics/nested_queries, monitors/types).

mod table;
mod text;

pub use table::FUNCTIONS;
use table::RANKED;
pub(crate) use text::{is_percentile, is_time_zone};

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
    /// In a metric query of a dashboard.
    Metric,
    /// In a formula of a dashboard.
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
    let ranked = || {
        RANKED
            .iter()
            .find(|known| **known == name)
            .map(|name| Function { name, ..table::RANK })
    };
    FUNCTIONS
        .iter()
        .find(|function| function.name == name)
        .copied()
        .or_else(ranked)
}

/// The names of all functions.
pub fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS
        .iter()
        .map(|function| function.name)
        .chain(RANKED.iter().copied())
}

impl Function {
    /// `1 argument`, `3 or 4 arguments`.
    pub(crate) fn arity(&self) -> String {
        let required = self.params.iter().filter(|param| param.need != Need::Optional).count();
        let words = |count| {
            if count == 1 {
                "1 argument".to_owned()
            } else {
                format!("{count} arguments")
            }
        };
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
        check(
            "outliers",
            "outliers(query, 'algorithm', tolerance, [percentage])",
            "3 to 4 arguments",
        );
        check("max", "max(query, query or {tag}, ...)", "at least 2 arguments");
    }
}
