//! How the events of an SLO are counted, so that a test can say how fast the error budget burns instead of which series each SLO reads.

use datadog_query::metric::{self, Aggregation, Context, Expression, Filter, MetricQuery, Term, ValueOperator};
use serde_json::Value;

/// The counters of an SLO.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sli {
    /// The target in percent.
    pub(crate) target_percent: f64,
    /// What counts a part of the events.
    part: Counter,
    /// What counts all of them.
    whole: Counter,
    /// Whether the part are the bad ones.
    part_is_bad: bool,
}

/// A counter, or the values of a distribution.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Counter {
    pub(crate) metric: String,
    /// `service:transcription`
    pub(crate) tags: Vec<String>,
    /// The bound of the values that are counted, and whether they are above it.
    bound: Option<(f64, bool)>,
}

/// What a counter counts in one interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Counts {
    pub(crate) good: f64,
    pub(crate) bad: f64,
}

/// The telemetry of a counter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Counted {
    /// A number of events in each interval.
    Events(Vec<f64>),
    /// Values in each interval.
    Values(Vec<Vec<f64>>),
}

impl Sli {
    /// Reads the payload of an SLO. `None` unless it counts a part of events, good or bad, and all of them: what ctx.slo.events makes.
    pub(crate) fn read(payload: &Value) -> Option<Self> {
        let count = payload.pointer("/sli_specification/count")?;
        let query = |name: &str| {
            let queries = count.get("queries")?.as_array()?;
            let query = queries.iter().find(|query| query["name"] == name)?;
            Counter::read(query.get("query")?.as_str()?)
        };
        let counts_part = |field: &str| {
            count
                .pointer(&format!("/{field}/formula"))
                .is_some_and(|f| f == "default_zero(part)")
        };
        let part_is_bad = counts_part("bad_events_formula");
        if !part_is_bad && !counts_part("good_events_formula") {
            return None;
        }
        Some(Self {
            target_percent: payload.pointer("/thresholds/0/target")?.as_f64()?,
            part: query("part")?,
            whole: query("whole")?,
            part_is_bad,
        })
    }

    /// The counts of intervals in which the error budget burns at these rates, in times the allowed rate.
    ///
    /// # Errors
    /// A rate at which more than everything would be bad.
    pub(crate) fn counts(&self, rates: &[f64]) -> Result<Vec<Counts>, f64> {
        let share = |rate: f64| rate * (100.0 - self.target_percent) / 100.0;
        if let Some(rate) = rates.iter().find(|rate| !(0.0..=1.0).contains(&share(**rate))) {
            return Err(*rate);
        }
        // Values of a distribution are whole, and each costs time: as few as give every share exactly.
        let exact = |of: &f64| {
            rates
                .iter()
                .all(|rate| (share(*rate) * of).fract().min(1.0 - (share(*rate) * of).fract()) < 1e-9)
        };
        let of = match self.part.bound {
            Some(_) => (10..200).map(f64::from).find(exact).unwrap_or(200.0),
            None => 100_000.0,
        };
        let counts = |rate: &f64| {
            let bad = (share(*rate) * of).round();
            Counts { good: of - bad, bad }
        };
        Ok(rates.iter().map(counts).collect())
    }

    /// The telemetry in which events are as `counts` says.
    pub(crate) fn telemetry(&self, counts: &[Counts]) -> Vec<(&Counter, Counted)> {
        if let Some((bound, above)) = self.part.bound {
            let (inside, outside) = if above {
                (bound * 2.0, bound)
            } else {
                (bound / 2.0, bound * 2.0)
            };
            let values = |counts: &Counts| {
                let (part, rest) = self.parts(*counts);
                // Whole numbers up to 200.
                [vec![inside; part as usize], vec![outside; rest as usize]].concat()
            };
            return vec![(&self.whole, Counted::Values(counts.iter().map(values).collect()))];
        }
        let part = counts.iter().map(|counts| self.parts(*counts).0).collect();
        let whole = counts.iter().map(|counts| counts.good + counts.bad).collect();
        vec![
            (&self.part, Counted::Events(part)),
            (&self.whole, Counted::Events(whole)),
        ]
    }

    /// The events that the part counts, and the others.
    fn parts(&self, counts: Counts) -> (f64, f64) {
        if self.part_is_bad {
            (counts.bad, counts.good)
        } else {
            (counts.good, counts.bad)
        }
    }
}

impl Counter {
    fn read(query: &str) -> Option<Self> {
        let expression: Expression = metric::parse(query, Context::Monitor).ok()?;
        let [query]: [&MetricQuery; 1] = expression.leaves().try_into().ok()?;
        let bound = match query.aggregator.as_ref().map(|aggregator| &aggregator.kind) {
            Some(Aggregation::CountOf(filter)) => {
                let above = matches!(filter.operator, ValueOperator::Above | ValueOperator::AtLeast);
                Some((filter.bound.value, above))
            }
            _ => None,
        };
        let mut tags = Vec::new();
        collect(&query.scope.filter, &mut tags)?;
        Some(Self {
            metric: query.metric.text.clone(),
            tags,
            bound,
        })
    }
}

/// The tags that a scope demands; `None` if it is more than tags that all must be there.
fn collect(filter: &Filter, tags: &mut Vec<String>) -> Option<()> {
    match filter {
        Filter::Term(Term::Tag(tag)) => {
            tags.push(format!("{}:{}", tag.key.text, tag.value.as_ref()?.text));
            Some(())
        }
        Filter::And(parts) => parts.iter().try_for_each(|part| collect(part, tags)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn slo(part: &str, whole: &str, good: &str, bad: &str) -> Value {
        json!({
            "thresholds": [{ "target": 95.0 }],
            "sli_specification": { "count": {
                "good_events_formula": { "formula": good }, "bad_events_formula": { "formula": bad },
                "queries": [{ "name": "part", "query": part }, { "name": "whole", "query": whole }],
            } },
        })
    }

    const REST: &str = "default_zero(whole) - default_zero(part)";

    #[test]
    fn counters_get_what_is_bad_and_all() {
        let slo = slo(
            "sum:a.failed{env:prod,service:s}.as_count()",
            "sum:a.total{env:prod,service:s}.as_count()",
            REST,
            "default_zero(part)",
        );
        let sli = Sli::read(&slo).expect("an SLO of counters");
        let counts = sli.counts(&[2.0]).expect("a possible rate")[0];
        assert_eq!(
            counts,
            Counts {
                good: 90_000.0,
                bad: 10_000.0
            }
        );
        let telemetry = sli.telemetry(&[counts]);
        assert_eq!(telemetry[0], (&sli.part, Counted::Events(vec![10_000.0])));
        assert_eq!(telemetry[1], (&sli.whole, Counted::Events(vec![100_000.0])));
        assert_eq!(sli.part.tags, ["env:prod", "service:s"]);
        assert_eq!(sli.counts(&[0.0, 21.0]), Err(21.0));
    }

    #[test]
    fn a_distribution_gets_values_on_both_sides_of_the_bound() {
        let slo = slo(
            "count(v: v>60):d{env:prod}.as_count()",
            "count:d{env:prod}.as_count()",
            REST,
            "default_zero(part)",
        );
        let sli = Sli::read(&slo).expect("an SLO of a distribution");
        let counts = sli.counts(&[1.0, 14.4]).expect("possible rates");
        let [(counter, Counted::Values(values))] = &sli.telemetry(&counts)[..] else {
            panic!("values of one distribution");
        };
        assert_eq!(counter.metric, "d");
        let above = |values: &Vec<f64>| values.iter().filter(|value| **value > 60.0).count();
        assert_eq!((values[0].len(), above(&values[0]), above(&values[1])), (100, 5, 72));
    }

    #[test]
    fn other_slos_have_no_counters() {
        let plain = "sum:a{env:prod}.as_count()";
        assert_eq!(Sli::read(&slo(plain, plain, "part", "whole")), None);
        assert_eq!(
            Sli::read(&slo(
                "sum:a{env:prod OR env:dev}.as_count()",
                plain,
                REST,
                "default_zero(part)"
            )),
            None
        );
        assert_eq!(Sli::read(&json!({ "type": "monitor" })), None);
    }
}
