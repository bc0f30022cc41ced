//! The functions of metric queries and formulas, with their signatures (doc: dashboards/functions, metrics/nested_queries, monitors/types).

mod ranking;
mod table;
mod text;

pub use ranking::{Direction, RankBy, Ranking};
pub use table::{Function, SIGNATURES};
pub use text::TextForm;
pub(crate) use text::{TIME_ZONE, is_percentile};

/// How a function is called, by one of its names.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// The function.
    pub function: Function,
    /// Its name in queries.
    pub name: &'static str,
    /// Its positional parameters.
    pub params: &'static [Param],
    /// Its named parameters, which are all optional.
    pub named: &'static [Param],
    /// The functions that no argument may call.
    pub excludes: &'static [Function],
    /// Where it may be called.
    pub call_sites: &'static [CallSite],
}

/// A parameter.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name in messages.
    pub name: &'static str,
    /// The arguments it accepts.
    pub kind: ParamKind,
    /// Whether it is required.
    pub need: Need,
}

/// The arguments that a parameter accepts.
#[derive(Clone, Copy, Debug)]
pub enum ParamKind {
    /// An expression.
    Series,
    /// A number that is written out.
    Number,
    /// A whole number, zero or more.
    Count,
    /// A number above this one.
    Above(f64),
    /// This number, or one above.
    AtLeast(f64),
    /// A whole number of seconds, at least one, or a duration in quotes.
    Seconds,
    /// A number or a text of any form.
    Scalar,
    /// One of these texts, in any case.
    Choice(&'static [&'static str]),
    /// A text of this form.
    Text(&'static TextForm),
    /// `{key,key}`
    Groups,
    /// Another series, or the keys to group by.
    SeriesOrGroups,
}

/// Whether an argument is required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Exactly one.
    Required,
    /// One or none.
    Optional,
    /// One or more; only for the last parameter.
    Repeated,
}

/// Where a function is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallSite {
    /// In a metric query of a dashboard.
    MetricQuery,
    /// In a formula of a dashboard.
    Formula,
    /// In a monitor's metric query or formula.
    Monitor,
}

impl CallSite {
    /// For messages.
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Self::MetricQuery => "metric queries",
            Self::Formula => "formulas",
            Self::Monitor => "monitors",
        }
    }
}

impl ParamKind {
    /// For messages.
    pub(crate) fn description(self) -> String {
        match self {
            Self::Series => "a query",
            Self::Number => "a number",
            Self::Count => "a whole number",
            Self::Above(min) => return format!("a number above {min}"),
            Self::AtLeast(min) => return format!("a number of at least {min}"),
            Self::Seconds => "a whole number of seconds, or a duration such as '60m'",
            Self::Scalar => "a number or a text in quotes",
            Self::Choice(_) | Self::Text(_) => "a text in quotes",
            Self::Groups => "tag keys in braces",
            Self::SeriesOrGroups => "a query or tag keys in braces",
        }
        .to_owned()
    }

    /// A number that it accepts, where it accepts only some.
    pub(crate) fn number(self) -> Option<f64> {
        match self {
            Self::Count => Some(10.0),
            Self::Above(min) => Some(min + 1.0),
            Self::AtLeast(min) => Some(min),
            Self::Seconds => Some(60.0),
            _ => None,
        }
    }
}

/// The signature of the function that queries call `name`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Signature> {
    SIGNATURES.iter().find(|signature| signature.name == name)
}

/// The names of all functions.
pub fn names() -> impl Iterator<Item = &'static str> {
    SIGNATURES.iter().map(|signature| signature.name)
}

impl Signature {
    const fn new(function: Function, name: &'static str, takes: table::Takes) -> Self {
        Self {
            function,
            name,
            params: takes.params,
            named: takes.named,
            excludes: takes.excludes,
            call_sites: takes.call_sites,
        }
    }

    /// How many positional arguments it requires at least.
    pub(crate) fn required(&self) -> usize {
        self.params.iter().filter(|param| param.need != Need::Optional).count()
    }

    /// Whether the last parameter may be repeated.
    pub(crate) fn repeats(&self) -> bool {
        self.params.last().is_some_and(|param| param.need == Need::Repeated)
    }

    /// `1 argument`, `3 to 4 arguments`, for messages.
    pub(crate) fn arity(&self) -> String {
        let required = self.required();
        let arguments = |count| {
            if count == 1 {
                "1 argument".to_owned()
            } else {
                format!("{count} arguments")
            }
        };
        if self.repeats() {
            format!("at least {}", arguments(required))
        } else if required == self.params.len() {
            arguments(required)
        } else {
            format!("{required} to {}", arguments(self.params.len()))
        }
    }

    /// Its form, for messages: `top(query, limit, 'ranking', 'direction')`.
    pub(crate) fn usage(&self) -> String {
        let params: Vec<_> = self.params.iter().map(Param::usage).collect();
        format!("{}({})", self.name, params.join(", "))
    }

    /// A valid call over `query`, which groups by `key`, without optional arguments: `top(query, 1, 'max', 'asc')`.
    #[must_use]
    pub fn example(&self, query: &str, key: &str) -> String {
        let needed = self.params.iter().filter(|param| param.need != Need::Optional);
        let arguments: Vec<_> = needed.map(|param| param.kind.example(query, key)).collect();
        format!("{}({})", self.name, arguments.join(", "))
    }
}

impl ParamKind {
    fn example(self, query: &str, key: &str) -> String {
        match self {
            Self::Series | Self::SeriesOrGroups => query.to_owned(),
            Self::Number | Self::Count | Self::Seconds | Self::Scalar => "1".to_owned(),
            Self::Above(min) | Self::AtLeast(min) => (min + 1.0).to_string(),
            Self::Choice(names) => format!("'{}'", names.first().unwrap_or(&"")),
            Self::Text(form) => format!("'{}'", form.example),
            Self::Groups => format!("{{{key}}}"),
        }
    }
}

impl Param {
    fn usage(&self) -> String {
        let name = match self.kind {
            ParamKind::Choice(_) | ParamKind::Text(_) => format!("'{}'", self.name),
            ParamKind::Groups => "{tag}".to_owned(),
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
    use crate::metric::{Context, parse};

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
        for signature in SIGNATURES {
            let needs: Vec<_> = signature.params.iter().map(|param| param.need).collect();
            let tail = needs.iter().skip_while(|need| **need == Need::Required);
            assert!(
                tail.clone().all(|need| *need == Need::Optional) || tail.eq([&Need::Repeated]),
                "{}",
                signature.name
            );
        }
    }

    #[test]
    fn the_example_of_every_function_is_valid_where_it_may_be_called() {
        for signature in SIGNATURES {
            let example = signature.example("avg:m{*} by {host}", "host");
            for (context, call_site) in [
                (Context::Dashboard, CallSite::MetricQuery),
                (Context::Monitor, CallSite::Monitor),
            ] {
                let allowed = signature.call_sites.contains(&call_site);
                assert_eq!(parse(&example, context).is_ok(), allowed, "{example} in {call_site:?}");
            }
        }
    }

    #[test]
    fn the_name_of_a_ranking_agrees_with_its_data() {
        for signature in SIGNATURES {
            let Function::Ranked(ranking) = signature.function else {
                continue;
            };
            let (start, limit) = match ranking.direction {
                Direction::Descending => ("top", signature.name.strip_prefix("top")),
                Direction::Ascending => ("bottom", signature.name.strip_prefix("bottom")),
            };
            let (limit, by) = limit.map_or(("", ""), |rest| rest.split_once('_').unwrap_or((rest, "mean")));
            let written = (limit.parse().ok(), RankBy::named(by));
            assert_eq!(
                written,
                (Some(ranking.limit), Some(ranking.by)),
                "{start}: {}",
                signature.name
            );
        }
    }

    #[test]
    fn usage_and_arity() {
        let check = |name: &str, usage: &str, arity: &str| {
            let signature = find(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((signature.usage().as_str(), signature.arity().as_str()), (usage, arity));
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
