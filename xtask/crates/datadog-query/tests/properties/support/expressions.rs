//! Expressions over any leaves.

use datadog_query::expression::{Argument, Arithmetic, Call, Expr, Groups, Literal, Named, Negation, Operator, Term};
use datadog_query::{Number, Quoted, Span, Word};
use proptest::prelude::*;

pub(crate) fn key() -> impl Strategy<Value = Word> {
    "[a-zß][a-z0-9_.-]{0,6}"
        .prop_filter("no keyword", |key| {
            !["and", "or", "not", "in", "by"].contains(&key.as_str())
        })
        .prop_map(Word::new)
}

pub(crate) fn groups() -> impl Strategy<Value = Groups> {
    proptest::collection::vec(key(), 1..3).prop_map(|keys| Groups {
        keys,
        span: Span::default(),
    })
}

pub(crate) fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        (-1000_i32..1000).prop_map(f64::from),
        any::<f64>().prop_filter("finite", |value| value.is_finite())
    ]
    .prop_map(Number::new)
}

/// Any text, quotes and backslashes more often than by chance.
pub(crate) fn quoted() -> impl Strategy<Value = Quoted> {
    prop_oneof![r#"[ab\\"' ]{0,8}"#, any::<String>()].prop_map(Quoted::new)
}

pub(crate) fn expression<L: Clone + std::fmt::Debug + 'static>(
    leaf: impl Strategy<Value = L> + 'static,
) -> impl Strategy<Value = Expr<L>> {
    let atom = prop_oneof![4 => leaf.prop_map(|leaf| Expr::Leaf(Box::new(leaf))), 1 => number().prop_map(Expr::Number)];
    atom.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            inner
                .clone()
                .prop_filter("folded", |operand| !is_positive(operand))
                .prop_map(|operand| Expr::Negate(Negation {
                    operand: Box::new(operand),
                    span: Span::default(),
                })),
            arithmetic(inner.clone()),
            call(inner).prop_map(Expr::Call),
        ]
    })
}

fn is_positive<L>(expr: &Expr<L>) -> bool {
    matches!(expr, Expr::Number(number) if number.value.is_sign_positive())
}

fn arithmetic<L: Clone + std::fmt::Debug + 'static>(
    inner: impl Strategy<Value = Expr<L>> + Clone + 'static,
) -> impl Strategy<Value = Expr<L>> {
    let additive = prop_oneof![Just(Operator::Add), Just(Operator::Subtract)];
    let multiplicative = prop_oneof![Just(Operator::Multiply), Just(Operator::Divide)];
    prop_oneof![chain(inner.clone(), additive), chain(inner, multiplicative)].prop_filter("flat", |expr| match expr {
        Expr::Arithmetic(arithmetic) => !matches!(&*arithmetic.first, Expr::Arithmetic(first) if first.is_multiplicative() == arithmetic.is_multiplicative()),
        _ => true,
    })
}

fn chain<L: Clone + std::fmt::Debug + 'static>(
    inner: impl Strategy<Value = Expr<L>> + Clone + 'static,
    operator: impl Strategy<Value = Operator> + 'static,
) -> impl Strategy<Value = Expr<L>> {
    let term = (operator, inner.clone()).prop_map(|(operator, operand)| Term {
        operator,
        operator_span: Span::default(),
        operand,
    });
    (inner, proptest::collection::vec(term, 1..4)).prop_map(|(first, rest)| {
        Expr::Arithmetic(Arithmetic {
            first: Box::new(first),
            rest,
            span: Span::default(),
        })
    })
}

/// `{*}`
fn everything<L>() -> Argument<L> {
    Argument::Groups(Groups {
        keys: Vec::new(),
        span: Span::default(),
    })
}

/// Whether it has anomalies, which cannot be within anomalies.
fn has_algorithm<L>(expr: &Expr<L>) -> bool {
    expr.calls().iter().any(|call| call.name.text == "anomalies")
}

fn call<L: Clone + std::fmt::Debug + 'static>(
    inner: impl Strategy<Value = Expr<L>> + Clone + 'static,
) -> impl Strategy<Value = Call<L>> {
    let text = |text: &'static str| Argument::Text(Quoted::new(text));
    let count = |value: u32| Argument::Expr(Expr::Number(Number::new(f64::from(value))));
    let named = |name: &str, value: Literal| {
        Argument::Named(Named {
            name: Word::new(name),
            value,
            span: Span::default(),
        })
    };
    let of = |name: &str, arguments| Call {
        name: Word::new(name),
        arguments,
        span: Span::default(),
    };
    prop_oneof![
        (
            inner.clone(),
            prop_oneof![Just("abs"), Just("top10_max"), Just("median_3")]
        )
            .prop_map(move |(expr, name)| of(name, vec![Argument::Expr(expr)])),
        (inner.clone(), number()).prop_map(move |(expr, number)| of(
            "clamp_max",
            vec![Argument::Expr(expr), Argument::Expr(Expr::Number(number))]
        )),
        (inner.clone(), 0_u32..99)
            .prop_map(move |(expr, n)| of("top", vec![Argument::Expr(expr), count(n), text("mean"), text("asc")])),
        (inner.clone(), groups())
            .prop_map(move |(expr, groups)| of("sum", vec![Argument::Expr(expr), Argument::Groups(groups)])),
        (inner.clone(), inner.clone(), inner.clone())
            .prop_map(move |(a, b, c)| of("max", vec![Argument::Expr(a), Argument::Expr(b), Argument::Expr(c)])),
        (inner.clone(), proptest::option::of(quoted())).prop_map(move |(expr, alignment)| {
            let mut arguments = vec![Argument::Expr(expr), text("-1mo"), text("UTC")];
            arguments.extend(alignment.map(Argument::Text));
            of("calendar_shift", arguments)
        }),
        inner
            .clone()
            .prop_map(move |expr| of("percentile", vec![Argument::Expr(expr), text("p90"), everything()])),
        (
            inner.prop_filter("an algorithm", |expr| !has_algorithm(expr)),
            1_u32..9999,
            prop_oneof![Just("above"), Just("below"), Just("both")]
        )
            .prop_map(move |(expr, positive, direction)| of(
                "anomalies",
                vec![
                    Argument::Expr(expr),
                    text("agile"),
                    count(positive),
                    named("direction", Literal::Text(Quoted::new(direction))),
                    named("interval", Literal::Number(Number::new(f64::from(positive)))),
                    named("timezone", Literal::Text(Quoted::new("Europe/Paris"))),
                ]
            )),
    ]
}
