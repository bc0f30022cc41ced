//! Properties of every text and every tree.

use proptest::collection::vec;
use proptest::prelude::*;

use datadog_query::search::{
    self, Amount, Bound, Clause, Comparator, Expr, Key, KeyKind, Network, NetworkBlock, Node, Options, Pattern, Piece,
    Search, Test, Variable,
};

fn node<T>(expr: Expr<T>) -> Node<T> {
    Node { expr, span: 0..0 }
}

fn variable() -> impl Strategy<Value = Variable> {
    ("[A-Za-z_][A-Za-z0-9_-]{0,3}(\\.[a-u][a-z0-9-]{0,3})?", any::<bool>()).prop_map(|(name, value)| Variable {
        name,
        value,
        span: 0..0,
    })
}

/// Any characters except control characters.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{1,6}", "\\PC{1,4}", "AND|OR|NOT|TO|&&x|\\$x|CIDR|-"]
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        4 => text().prop_map(Piece::Text),
        1 => Just(Piece::AnyText),
        1 => Just(Piece::AnyCharacter),
        1 => variable().prop_map(Piece::Variable),
    ]
}

/// A valid pattern: no adjacent texts, no wildcards in phrases.
fn pattern() -> impl Strategy<Value = Pattern> {
    (vec(piece(), 1..4), any::<bool>()).prop_map(|(mut pieces, quoted)| {
        if quoted {
            pieces.retain(|piece| !matches!(piece, Piece::AnyText | Piece::AnyCharacter));
        }
        pieces.dedup_by(|a, b| matches!((a, b), (Piece::Text(_), Piece::Text(_))));
        Pattern {
            pieces,
            quoted,
            span: 0..0,
        }
    })
}

fn key() -> impl Strategy<Value = Key> {
    let kind = prop_oneof![Just(KeyKind::Attribute), Just(KeyKind::Tag), Just(KeyKind::Calculated)];
    (
        kind,
        prop_oneof!["[a-z][a-z0-9_./-]{0,6}", "[ -+--~]{1,5}", "_exists_|AND"],
    )
        .prop_map(|(kind, name)| Key { kind, name, span: 0..0 })
}

fn bound() -> impl Strategy<Value = Bound> {
    prop_oneof![
        "-?[0-9]{1,3}(\\.[0-9]{1,2})?(ms|s|MB|)".prop_map(|text| Bound {
            amount: Amount::parse(&text),
            text,
            span: 0..0
        }),
        "[0-9]{4}-[0-9]{2}|1\\.2\\.3|5:3".prop_map(|text| Bound {
            amount: Amount::parse(&text),
            text,
            span: 0..0
        }),
        variable().prop_map(|v| Bound {
            text: v.to_string(),
            amount: Amount::Variable(v),
            span: 0..0
        }),
    ]
}

fn test() -> impl Strategy<Value = Test> {
    let comparator = prop_oneof![
        Just(Comparator::Less),
        Just(Comparator::LessOrEqual),
        Just(Comparator::Greater),
        Just(Comparator::GreaterOrEqual)
    ];
    prop_oneof![
        Just(Test::Exists),
        pattern()
            .prop_filter("existence", |p| p.quoted || p.pieces != [Piece::AnyText])
            .prop_map(Test::Matches),
        (comparator, bound().prop_map(Box::new)).prop_map(|(comparator, bound)| Test::Compare { comparator, bound }),
        (
            proptest::option::of(bound().prop_map(Box::new)),
            proptest::option::of(bound().prop_map(Box::new)),
            any::<bool>()
        )
            .prop_map(|(lower, upper, inclusive)| Test::Range {
                lower,
                upper,
                inclusive
            }),
    ]
}

fn tree<T: Clone + std::fmt::Debug + 'static>(
    leaf: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Node<T>> {
    leaf.prop_map(|leaf| node(Expr::Leaf(leaf)))
        .prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                vec(inner.clone(), 2..4).prop_map(|nodes| node(Expr::And(nodes))),
                vec(inner.clone(), 2..4).prop_map(|nodes| node(Expr::Or(nodes))),
                inner.prop_map(|inner| node(Expr::Not(Box::new(inner)))),
            ]
        })
}

fn network() -> impl Strategy<Value = Network> {
    let block = prop_oneof![
        (any::<[u8; 4]>(), 0..=32_u8).prop_map(|(address, prefix)| NetworkBlock::Cidr {
            address: address.into(),
            prefix
        }),
        (any::<[u8; 16]>(), 0..=128_u8).prop_map(|(address, prefix)| NetworkBlock::Cidr {
            address: address.into(),
            prefix
        }),
        variable().prop_map(NetworkBlock::Variable),
    ];
    block.prop_map(|block| Network { block, span: 0..0 })
}

fn clause() -> impl Strategy<Value = Clause> {
    let plain_key = "[a-z][a-z.]{0,5}".prop_map(|name| Key {
        kind: KeyKind::Attribute,
        name,
        span: 0..0,
    });
    let anywhere = Just(Key {
        kind: KeyKind::Anywhere,
        name: String::new(),
        span: 0..0,
    });
    prop_oneof![
        Just(Clause::All),
        pattern()
            .prop_filter("other clauses", |p| p.quoted
                || !matches!(
                    p.pieces.as_slice(),
                    [Piece::AnyText] | [Piece::Variable(Variable { value: false, .. })]
                ))
            .prop_map(Clause::Message),
        (key(), tree(test())).prop_map(|(key, test)| Clause::Field { key, test }),
        (anywhere, tree(test()))
            .prop_filter("everything", |(_, test)| !matches!(test.expr, Expr::Leaf(Test::Exists)))
            .prop_map(|(key, test)| Clause::Field { key, test }),
        (key(), any::<bool>()).prop_map(|(key, missing)| Clause::Exists { key, missing }),
        (plain_key, vec(network(), 1..3)).prop_map(|(key, networks)| Clause::Cidr { key, networks }),
        variable().prop_map(|variable| Clause::Variable(Variable {
            value: false,
            ..variable
        })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_tree_survives_printing(root in tree(clause())) {
        let search = Search { root: Some(root) };
        let printed = search.to_string();
        let parsed = search::parse(&printed).map_err(|error| TestCaseError::fail(format!("{printed}: {error} at {:?}", error.span)))?;
        prop_assert_eq!(parsed.without_spans(), search, "{}", printed);
    }

    #[test]
    fn any_text_parses_or_fails_within_its_bounds(text in "([a-c@#:*?$(){}\\[\\]<>=\"\\\\ -]|AND |OR |NOT | TO |CIDR\\(|\\PC){0,24}") {
        for options in [Options::DASHBOARD, Options::MONITOR, Options::FILTER] {
            match search::parse_with(&text, options) {
                Err(error) => prop_assert!(text.get(error.span.clone()).is_some(), "{:?}", error),
                Ok(parsed) => {
                    for key in parsed.keys() {
                        prop_assert!(text.get(key.span.clone()).is_some());
                    }
                    let printed = parsed.to_string();
                    let again = search::parse(&printed).map_err(|error| TestCaseError::fail(format!("{printed}: {error}")));
                    if options.templates {
                        prop_assert_eq!(again?.without_spans(), parsed.without_spans());
                    }
                }
            }
        }
    }
}
