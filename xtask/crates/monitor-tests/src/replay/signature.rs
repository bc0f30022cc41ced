//! A normal form of metric queries, to recognise an exported query as one of the monitor's however it is written.

use datadog_query::expression::Expr;
use datadog_query::metric::{self, Context, Filter, MetricQuery, ModifierKind, RollupAggregator, Term};

/// A metric query in normal form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    pub(crate) metric: String,
    /// Conditions that must all hold, sorted.
    pub(crate) scope: Vec<String>,
    /// Sorted.
    pub(crate) by: Vec<String>,
    space: String,
    /// `as_count`, `as_rate` or empty.
    modifier: &'static str,
    rollup: RollupAggregator,
    fill: Option<String>,
}

/// Why a text is not a single metric query.
pub(crate) struct SignatureError {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

impl Signature {
    pub(crate) fn parse(text: &str) -> Result<Self, SignatureError> {
        match metric::parse(text, Context::Monitor) {
            Ok(Expr::Leaf(query)) => Ok(Self::of(&query)),
            Ok(_) => Err(SignatureError {
                message: format!(
                    "'{text}' is an expression of several queries: their values cannot be restored from its result"
                ),
                help: Some("export the monitor's queries themselves, separated by commas".to_owned()),
            }),
            Err(error) => Err(SignatureError {
                message: format!("'{text}' is not a valid metric query: {error}"),
                help: error.help,
            }),
        }
    }

    fn of(query: &MetricQuery) -> Self {
        let mut signature = Self {
            metric: query.metric.text.clone(),
            scope: Vec::new(),
            by: query.group_keys().into_iter().map(str::to_lowercase).collect(),
            space: query
                .aggregator
                .as_ref()
                .map_or_else(|| "avg".to_owned(), |a| a.to_string()),
            modifier: "",
            rollup: RollupAggregator::Avg,
            fill: None,
        };
        conditions(&query.scope.filter, &mut signature.scope);
        signature.scope.sort();
        signature.scope.dedup();
        signature.by.sort();
        for modifier in &query.modifiers {
            match &modifier.kind {
                ModifierKind::AsCount => signature.modifier = "as_count",
                ModifierKind::AsRate => signature.modifier = "as_rate",
                ModifierKind::Rollup(rollup) => signature.rollup = rollup.aggregator.unwrap_or(RollupAggregator::Avg),
                ModifierKind::Fill(_) | ModifierKind::Weighted => signature.fill = Some(modifier.to_string()),
            }
        }
        // counts are summed regardless of a rollup (Datadog's docs: metrics/custom_metrics/type_modifiers)
        if !signature.modifier.is_empty() {
            signature.rollup = RollupAggregator::Sum;
        }
        signature
    }

    /// How this exported query differs from `wanted`; empty if its results are those of `wanted`. `tags` are those of the exported group, because the
    /// expression of one group contains them in its scope.
    pub(crate) fn differences(&self, wanted: &Self, tags: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        let mut differs = |what: &str, here: &str, there: &str| {
            if here != there {
                found.push(format!("{what} {} instead of {}", or_none(here), or_none(there)));
            }
        };
        differs("its metric is", &self.metric, &wanted.metric);
        differs("it aggregates by", &self.space, &wanted.space);
        differs("its modifier is", self.modifier, wanted.modifier);
        if self.modifier == wanted.modifier {
            differs("it rolls up by", rollup(self.rollup), rollup(wanted.rollup));
        }
        differs(
            "it fills by",
            self.fill.as_deref().unwrap_or_default(),
            wanted.fill.as_deref().unwrap_or_default(),
        );
        let group_in_scope = self.by.is_empty() && !wanted.by.is_empty();
        let of_group = |condition: &String| {
            group_in_scope && tags.contains(&condition.as_str()) && !wanted.scope.contains(condition)
        };
        let scope: Vec<&str> = self.scope.iter().filter(|c| !of_group(c)).map(String::as_str).collect();
        differs("its scope is", &scope.join(","), &wanted.scope.join(","));
        if !group_in_scope || scope.len() == self.scope.len() {
            differs("it groups by", &self.by.join(","), &wanted.by.join(","));
        }
        found
    }
}

fn or_none(text: &str) -> String {
    if text.is_empty() {
        "nothing".to_owned()
    } else {
        format!("'{text}'")
    }
}

fn rollup(aggregator: RollupAggregator) -> &'static str {
    match aggregator {
        RollupAggregator::Avg => "avg",
        RollupAggregator::Sum => "sum",
        RollupAggregator::Min => "min",
        RollupAggregator::Max => "max",
        RollupAggregator::Count => "count",
    }
}

/// The conditions that must all hold. Tags are lower case at Datadog.
fn conditions(filter: &Filter, out: &mut Vec<String>) {
    match filter {
        Filter::Term(Term::Everything(_)) => {}
        Filter::And(parts) => parts.iter().for_each(|part| conditions(part, out)),
        other => out.push(condition(other)),
    }
}

fn condition(filter: &Filter) -> String {
    let all = |parts: &[Filter]| {
        let mut parts: Vec<String> = parts.iter().map(condition).collect();
        parts.sort();
        parts
    };
    match filter {
        Filter::Term(term) => term.to_string().to_lowercase(),
        Filter::In(membership) => {
            let mut values: Vec<String> = membership.values.iter().map(|v| v.text.to_lowercase()).collect();
            values.sort();
            let not = if membership.negated { "not " } else { "" };
            format!("{} {not}in ({})", membership.key.text.to_lowercase(), values.join(","))
        }
        Filter::Not(negated) => format!("!{}", condition(&negated.filter)),
        Filter::And(parts) => format!("({})", all(parts).join(" and ")),
        Filter::Or(parts) => format!("({})", all(parts).join(" or ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differences(exported: &str, wanted: &str, tags: &[&str]) -> Vec<String> {
        let signature = |text| Signature::parse(text).unwrap_or_else(|e| panic!("{}", e.message));
        signature(exported).differences(&signature(wanted), tags)
    }

    #[test]
    fn equal_queries_may_be_written_differently() {
        let check = |a, b| assert_eq!(differences(a, b, &[]), [""; 0], "{a}");
        check(
            "sum:m{b:2,a:1}by{h,g}.as_count()",
            "sum:m{a:1, b:2} by {g,h}.as_count()",
        );
        check("avg:m{*}.rollup(avg, 60)", "avg:m{*}");
        check("sum:m{*}.as_count().rollup(sum, 60)", "sum:m{*}.as_count()");
        check("sum:m{A:B AND c:d}", "sum:m{a:b,c:d}");
    }

    #[test]
    fn the_expression_of_a_group_has_the_groups_tags_in_its_scope() {
        assert_eq!(differences("sum:m{a:1,h:x}", "sum:m{a:1} by {h}", &["h:x"]), [""; 0]);
        assert_eq!(differences("sum:m{a:1,h:x}", "sum:m{a:1} by {h}", &["h:y"]).len(), 2);
    }

    #[test]
    fn differences_are_listed() {
        let check = |a, b, words: &[&str]| assert_eq!(differences(a, b, &[]), words, "{a}");
        check("avg:m{*}", "sum:m{*}", &["it aggregates by 'avg' instead of 'sum'"]);
        check(
            "sum:m{*}",
            "sum:m{*}.as_count()",
            &["its modifier is nothing instead of 'as_count'"],
        );
        check(
            "max:m{*}.rollup(max, 60)",
            "max:m{*}",
            &["it rolls up by 'max' instead of 'avg'"],
        );
        check(
            "sum:m{a:1}",
            "sum:m{a:1} by {h}",
            &["it groups by nothing instead of 'h'"],
        );
        check("sum:m{a:2}", "sum:m{a:1}", &["its scope is 'a:2' instead of 'a:1'"]);
    }
}
