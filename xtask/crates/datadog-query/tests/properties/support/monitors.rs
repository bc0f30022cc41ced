//! Monitor queries.

use datadog_query::expression::{Expr, Literal};
use datadog_query::monitor::{
    BurnRateMonitor, Change, CheckCount, CheckMonitor, Comparator, Comparison, CompositeMonitor, Condition,
    CostArgument, CostFunction, ErrorBudgetMonitor, Evaluation, EventMonitor, EventRollup, EventSource, FormulaMonitor,
    MetricMonitor, Monitor, MonitorId, Search, Shift, ShiftForm, TimeAggregation, TimeAggregator, Timeframe,
    TimeframeKind, Unit, Window, WindowKind,
};
use datadog_query::{Number, Quoted, Span, Word};
use proptest::prelude::*;

use super::expressions::{expression, key, number, quoted};
use super::metrics::metrics;

pub(crate) fn monitors() -> impl Strategy<Value = Monitor> {
    prop_oneof![
        metric().prop_map(Monitor::Metric),
        check().prop_map(Monitor::Check),
        event().prop_map(Monitor::Event),
        formula().prop_map(Monitor::Formula),
        slo(),
        condition().prop_map(|condition| Monitor::Composite(CompositeMonitor { condition })),
    ]
}

fn comparison() -> impl Strategy<Value = Comparison> {
    let comparator = prop_oneof![
        Just(Comparator::Above),
        Just(Comparator::AtLeast),
        Just(Comparator::Below),
        Just(Comparator::AtMost),
        Just(Comparator::Equal),
        Just(Comparator::Unequal)
    ];
    (comparator, number()).prop_map(|(comparator, threshold)| Comparison {
        comparator,
        threshold,
        span: Span::default(),
    })
}

/// Gives anomalies a threshold that is a share of points.
fn fit<L>(expression: &Expr<L>, comparison: &mut Comparison) {
    if matches!(expression, Expr::Call(call) if call.name.text == "anomalies") {
        comparison.threshold = Number::new(0.5);
    }
}

fn metric() -> impl Strategy<Value = MetricMonitor> {
    let kind = prop_oneof![
        Just(TimeAggregation::Avg),
        Just(TimeAggregation::Sum),
        Just(TimeAggregation::Percentile)
    ];
    let window = prop_oneof![
        (Just(Unit::Minute), 1_u32..10_080),
        (Just(Unit::Hour), 1_u32..168),
        (Just(Unit::Month), Just(1))
    ];
    let change = proptest::option::of((any::<bool>(), 1_u32..60, any::<bool>()));
    let metrics = metrics(false).prop_filter("a metric", |expression| !expression.leaves().is_empty());
    (kind, window, change, metrics, comparison()).prop_map(
        |(kind, (unit, amount), change, expression, mut comparison)| {
            let span = Span::default();
            fit(&expression, &mut comparison);
            let aggregator = TimeAggregator { kind, span };
            let window = Window {
                kind: WindowKind::Last,
                amount,
                unit,
                span,
            };
            let evaluation = match change {
                None => Evaluation::Plain { aggregator, window },
                Some((percent, amount, ago)) => Evaluation::Change {
                    change: if percent { Change::Percent } else { Change::Absolute },
                    aggregator,
                    window,
                    shift: Shift {
                        amount,
                        unit: Unit::Minute,
                        form: if ago { ShiftForm::Ago } else { ShiftForm::Last },
                        span,
                    },
                },
            };
            MetricMonitor {
                evaluation,
                expression,
                comparison,
            }
        },
    )
}

/// A text that is not blank.
fn text() -> impl Strategy<Value = Quoted> {
    quoted().prop_filter("blank", |text| !text.value.trim().is_empty())
}

fn texts() -> impl Strategy<Value = Vec<Quoted>> {
    proptest::collection::vec(text(), 0..3)
}

fn check() -> impl Strategy<Value = CheckMonitor> {
    let count = prop_oneof![Just(CheckCount::Runs), Just(CheckCount::Percent)];
    (text(), texts(), texts(), texts(), 1_u32..=100, count).prop_map(|(check, over, exclude, by, last, count)| {
        CheckMonitor {
            check,
            over,
            exclude,
            by,
            last,
            count,
        }
    })
}

fn keys() -> impl Strategy<Value = Vec<Word>> {
    proptest::collection::vec(key(), 0..3)
}

fn timeframe() -> impl Strategy<Value = Timeframe> {
    prop_oneof![
        (Just(TimeframeKind::Last), 1_u32..2880, Just(Unit::Minute)),
        (Just(TimeframeKind::Current), Just(1), Just(Unit::Day))
    ]
    .prop_map(|(kind, amount, unit)| Timeframe {
        kind,
        amount,
        unit,
        span: Span::default(),
    })
}

fn event() -> impl Strategy<Value = EventMonitor> {
    let source = prop_oneof![
        Just(EventSource::Logs),
        Just(EventSource::CiTests),
        Just(EventSource::NetworkPath)
    ];
    let count = Just(EventRollup {
        method: Quoted::new("count"),
        measure: None,
    });
    let measured = text().prop_map(|measure| EventRollup {
        method: Quoted::new("pc95"),
        measure: Some(measure),
    });
    // Keep only valid searches; the trees of searches have property tests of their own.
    let search = quoted().prop_filter("a search", |text| {
        datadog_query::search::parse_with(&text.value, datadog_query::search::Options::MONITOR).is_ok()
    });
    (
        source,
        search,
        texts(),
        prop_oneof![count, measured],
        keys(),
        timeframe(),
        comparison(),
    )
        .prop_map(
            |(source, search, indexes, rollup, by, timeframe, comparison)| EventMonitor {
                source,
                search: Search { text: search },
                indexes,
                over: Vec::new(),
                issue_source: None,
                issues: None,
                rollup,
                by,
                timeframe,
                comparison,
            },
        )
}

fn formula() -> impl Strategy<Value = FormulaMonitor> {
    let formula = expression("[a-z_][a-z0-9_]{0,6}".prop_map(Word::new));
    let function = (proptest::option::of(key_word()), quoted()).prop_map(|(name, value)| CostFunction {
        name: Word::new("anomaly"),
        arguments: vec![CostArgument {
            name,
            value: Literal::Text(value),
        }],
    });
    let rollup = proptest::option::of(Just(Quoted::new("sum")));
    (
        formula,
        rollup,
        keys(),
        timeframe(),
        proptest::option::of(function),
        comparison(),
    )
        .prop_map(|(formula, rollup, by, timeframe, function, mut comparison)| {
            fit(&formula, &mut comparison);
            FormulaMonitor {
                formula,
                rollup,
                by,
                timeframe,
                unquoted: false,
                function,
                comparison,
            }
        })
}

fn key_word() -> impl Strategy<Value = Word> {
    "[a-z]{1,6}".prop_map(Word::new)
}

fn slo() -> impl Strategy<Value = Monitor> {
    let above = comparison().prop_map(|mut comparison| {
        comparison.comparator = Comparator::Above;
        comparison
    });
    (text(), above, any::<bool>()).prop_map(|(slo, comparison, budget)| {
        let over = Quoted::new("30d");
        if budget {
            return Monitor::ErrorBudget(ErrorBudgetMonitor { slo, over, comparison });
        }
        Monitor::BurnRate(BurnRateMonitor {
            slo,
            over,
            long_window: Quoted::new("1h"),
            short_window: Quoted::new("5m"),
            comparison,
        })
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    let id = (0_u64..9).prop_map(|id| {
        Condition::Monitor(MonitorId {
            id,
            span: Span::default(),
        })
    });
    id.prop_recursive(3, 12, 3, |inner| {
        let several = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.clone().prop_map(|condition| Condition::Not(Box::new(condition))),
            several()
                .prop_filter("flat", |all| !all.iter().any(|one| matches!(one, Condition::And(_))))
                .prop_map(Condition::And),
            several()
                .prop_filter("flat", |all| !all.iter().any(|one| matches!(one, Condition::Or(_))))
                .prop_map(Condition::Or),
        ]
    })
}
