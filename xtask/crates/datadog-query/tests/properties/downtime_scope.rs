//! Scopes of downtimes.

use datadog_query::Span;
use datadog_query::downtime_scope::{Condition, Scope, Tag, Values, parse};
use proptest::prelude::*;

use super::{check, damage, damaged};

fn value() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z0-9_*.:/-]{1,8}", "[a-z]{1,4} [a-z()]{1,4}", Just("AND".to_owned())]
}

fn tag(depth: usize) -> BoxedStrategy<Condition> {
    // A quoted operator is a value of its own, not one of several.
    let several = || prop::collection::vec("[a-z0-9_*.]{1,8}", 2..4);
    let one = value().prop_map(Values::One);
    let values = match depth {
        0 => one.boxed(),
        _ => prop_oneof![one, several().prop_map(Values::Any), several().prop_map(Values::All)].boxed(),
    };
    (any::<bool>(), "[a-z@][a-z0-9_./-]{0,6}", values)
        .prop_map(|(negated, key, values)| {
            // Values that must all match cannot be negated.
            let negated = negated && !matches!(values, Values::All(_));
            Condition::Tag(Tag {
                negated,
                key,
                values,
                span: Span::default(),
            })
        })
        .boxed()
}

/// Scopes of every form that the API accepts: at most two levels of parentheses, and no alternatives outside of them.
fn scope() -> impl Strategy<Value = Scope> {
    let tags = |depth| prop::collection::vec(tag(depth), 2..4);
    let group = prop_oneof![2 => tag(2), 1 => tags(1).prop_map(Condition::Any)];
    let condition = prop_oneof![tag(2), prop::collection::vec(group, 2..4).prop_map(Condition::All)];
    prop_oneof![1 => Just(Scope::Everything), 9 => condition.prop_map(Scope::Condition)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn scopes_read_back(scope in scope(), (at, length, by) in damage()) {
        let text = scope.to_string();
        prop_assert_eq!(parse(&text), Ok(scope), "{}", text);
        check(&damaged(&text, at, length, &by), parse)?;
    }

    #[test]
    fn any_text_of_common_tokens_parses_or_fails(text in r#"(env|AND|OR|NOT|-|!|\(|\)|:|\*|"|\?|,| |é){0,24}"#) {
        check(&text, parse)?;
    }

    #[test]
    fn any_text_parses_or_fails(text in any::<String>()) {
        check(&text, parse)?;
    }
}
