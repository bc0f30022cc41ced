//! Metric queries.

use datadog_query::metric::{
    Aggregation, Aggregator, CalendarUnit, Expression, Fill, FillMethod, Filter, Form, Interval, Membership,
    MetricQuery, Modifier, ModifierKind, Negated, Rollup, RollupAggregator, Scope, Tag, TagValue, Term, ValueFilter,
    ValueOperator, Variable,
};
use datadog_query::{Number, Span, Word};
use proptest::prelude::*;

use super::expressions::{expression, groups, key, number};

/// Expressions over queries, with template variables if `variables` is set.
pub(crate) fn metrics(variables: bool) -> impl Strategy<Value = Expression> {
    expression(query(variables))
}

fn query(variables: bool) -> impl Strategy<Value = MetricQuery> {
    let modifiers = proptest::collection::vec(modifier(), 0..3).prop_map(|mut all| {
        let mut seen = Vec::new();
        all.retain(|modifier| {
            let kind = std::mem::discriminant(modifier);
            let new = !seen.contains(&kind);
            seen.push(kind);
            new
        });
        let placed = |kind| Modifier {
            kind,
            span: Span::default(),
        };
        all.into_iter().map(placed).collect()
    });
    let name = "[a-zA-Z][a-zA-Z0-9_./-]{0,8}".prop_map(Word::new);
    (
        proptest::option::of(aggregator()),
        name,
        scope(variables),
        proptest::option::of(groups()),
        modifiers,
    )
        .prop_map(|(aggregator, metric, scope, by, modifiers)| MetricQuery {
            aggregator,
            metric,
            scope,
            by,
            modifiers,
            span: Span::default(),
        })
}

fn aggregator() -> impl Strategy<Value = Aggregator> {
    let operator = prop_oneof![
        Just(ValueOperator::Below),
        Just(ValueOperator::AtMost),
        Just(ValueOperator::Above),
        Just(ValueOperator::AtLeast)
    ];
    prop_oneof![
        Just(Aggregation::Avg),
        Just(Aggregation::Sum),
        Just(Aggregation::Min),
        Just(Aggregation::Max),
        Just(Aggregation::Count),
        Just(Aggregation::StdDev),
        Just(Aggregation::Histogram),
        Just(Aggregation::Percentile("99.9".to_owned())),
        (operator, number()).prop_map(|(operator, bound)| Aggregation::CountOf(ValueFilter { operator, bound })),
    ]
    .prop_map(|kind| Aggregator {
        kind,
        span: Span::default(),
    })
}

fn value() -> impl Strategy<Value = TagValue> {
    let plain = "[a-z0-9*:/_.ä=@'-]{1,8}".prop_map(|text| (text, false));
    prop_oneof![plain, any::<String>().prop_map(|text| (text, true))].prop_map(|(text, quoted)| TagValue {
        text,
        quoted,
        span: Span::default(),
    })
}

fn term(variables: bool) -> impl Strategy<Value = Term> {
    let tag = (key(), proptest::option::of(value())).prop_map(|(key, value)| {
        Term::Tag(Tag {
            key,
            value,
            span: Span::default(),
        })
    });
    let variable = (key(), any::<bool>()).prop_map(|(name, value_only)| Term::Variable(Variable { name, value_only }));
    let weight = u32::from(variables);
    prop_oneof![4 => tag, 1 => Just(Term::Everything(Span::default())), weight => variable]
}

fn negated(filter: Filter) -> Filter {
    Filter::Not(Negated {
        filter: Box::new(filter),
        span: Span::default(),
    })
}

fn scope(variables: bool) -> impl Strategy<Value = Scope> {
    let plain = (term(variables), any::<bool>()).prop_map(|(term, negate)| {
        let term = Filter::Term(term);
        if negate { negated(term) } else { term }
    });
    let symbolic = proptest::collection::vec(plain, 1..4).prop_map(|mut all| {
        let filter = if all.len() == 1 {
            all.remove(0)
        } else {
            Filter::And(all)
        };
        (filter, Form::Symbolic)
    });
    let functional = functional(variables).prop_map(|filter| {
        let form = if matches!(filter, Filter::Term(_)) {
            Form::Symbolic
        } else {
            Form::Functional
        };
        (filter, form)
    });
    prop_oneof![symbolic, functional].prop_map(|(filter, form)| Scope {
        filter,
        form,
        span: Span::default(),
    })
}

fn functional(variables: bool) -> impl Strategy<Value = Filter> {
    let membership =
        (key(), any::<bool>(), proptest::collection::vec(value(), 1..3)).prop_map(|(key, negated, values)| {
            Filter::In(Membership {
                key,
                negated,
                values,
                span: Span::default(),
            })
        });
    let atom = prop_oneof![3 => term(variables).prop_map(Filter::Term), 1 => membership];
    atom.prop_recursive(3, 12, 3, |inner| {
        let several = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.clone().prop_map(negated),
            several()
                .prop_filter("flat", |all| !all.iter().any(|filter| matches!(filter, Filter::And(_))))
                .prop_map(Filter::And),
            several()
                .prop_filter("flat", |all| !all.iter().any(|filter| matches!(filter, Filter::Or(_))))
                .prop_map(Filter::Or),
        ]
    })
}

fn modifier() -> impl Strategy<Value = ModifierKind> {
    let seconds = || (1_u32..100_000).prop_map(|seconds| Number::new(f64::from(seconds)));
    let unit = prop_oneof![
        Just((CalendarUnit::Day, "9am")),
        Just((CalendarUnit::Week, "monday")),
        Just((CalendarUnit::Month, "31st")),
        Just((CalendarUnit::Year, "may")),
    ];
    let started = (unit, any::<bool>()).prop_map(|((unit, start), says)| (unit, says.then(|| Word::new(start))));
    let zone = proptest::option::of(Just("America/New_York").prop_map(Word::new));
    let calendar = (started, zone).prop_map(|((unit, start), time_zone)| Interval::Calendar { unit, start, time_zone });
    let interval = prop_oneof![seconds().prop_map(Interval::Seconds), calendar];
    let aggregator = prop_oneof![Just(RollupAggregator::Avg), Just(RollupAggregator::Count)];
    let method = prop_oneof![Just(FillMethod::Linear), Just(FillMethod::Null)];
    prop_oneof![
        Just(ModifierKind::AsCount),
        Just(ModifierKind::AsRate),
        Just(ModifierKind::Weighted),
        (aggregator, proptest::option::of(interval)).prop_map(|(aggregator, interval)| ModifierKind::Rollup(Rollup {
            aggregator: Some(aggregator),
            interval
        })),
        seconds().prop_map(|seconds| ModifierKind::Rollup(Rollup {
            aggregator: None,
            interval: Some(Interval::Seconds(seconds))
        })),
        (method, proptest::option::of(seconds())).prop_map(|(method, limit)| ModifierKind::Fill(Fill {
            method: Some(method),
            limit
        })),
    ]
}
