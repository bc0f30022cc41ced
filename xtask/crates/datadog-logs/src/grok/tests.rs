use serde_json::json;

use super::*;

const CLOCK: Clock = Clock { now_ms: 0 };

fn check(support: &str, rules: &str, text: &str, expected: Value) {
    let rules = Rules::compile(support, rules).expect("rules");
    match rules.parse(text, CLOCK) {
        Parsed::Matched { attributes, .. } => assert_eq!(Value::Object(attributes), expected, "{text}"),
        other => panic!("{text}: {other:?}"),
    }
}

fn check_errors(support: &str, rules: &str, expected: &[&str]) {
    let errors = match Rules::compile(support, rules) {
        Ok(_) => Vec::new(),
        Err(errors) => errors,
    };
    let found: Vec<String> = errors
        .iter()
        .map(|e| {
            format!(
                "{} `{}` {}; {}",
                e.line,
                e.word,
                e.message,
                e.help.as_deref().unwrap_or_default()
            )
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_first_rule_that_matches_applies() {
    let rules = Rules::compile("", "first a %{word:x}\n\nsecond %{data:all}\n").expect("rules");
    let rule = |text: &str| match rules.parse(text, CLOCK) {
        Parsed::Matched { rule, .. } => rule,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!((rule("a b"), rule("c d")), (0, 1));
    assert_eq!(rules.names().collect::<Vec<_>>(), [("first", 0), ("second", 2)]);
}

#[test]
fn rules_use_other_rules() {
    check(
        "_user %{notSpace:user.name:nullIf(\"-\")}\n_status %{integer:http.status}",
        "line %{_user} %{_status}( %{number:duration:scale(1000)})?",
        "kim 200 0.25",
        json!({ "user": { "name": "kim" }, "http": { "status": 200 }, "duration": 250 }),
    );
    check(
        "_user %{notSpace:user:nullIf(\"-\")}",
        "line %{_user} %{data::keyvalue}",
        "- a=1 b=two",
        json!({ "a": 1, "b": "two" }),
    );
    check(
        "",
        "json %{data:all:json}",
        "{\"a\": [1]}",
        json!({ "all": { "a": [1] } }),
    );
    check("", "named (?<word>\\w+)", "it", json!({ "word": "it" }));
}

#[test]
fn matchers_come_before_match_rules_of_their_name() {
    check("", "date %{date(\"yyyy\"):d}", "1970", json!({ "d": 0 }));
    check(
        "",
        "data %{word:a} %{data:b}\nword x",
        "one two",
        json!({ "a": "one", "b": "two" }),
    );
    check("word [a-z]+%{integer}", "rule %{word:a}", "ab1", json!({ "a": "ab1" }));
    check(
        "word %{word:inside}!",
        "rule %{word}",
        "hey!",
        json!({ "inside": "hey" }),
    );
}

#[test]
fn errors_name_the_line_and_the_word() {
    check_errors(
        "_a %{_b}\n_b %{_a}",
        "rule %{word:x}",
        &[
            "0 `_a` rule '_a' refers to itself: _a -> _b -> _a; ",
            "1 `_b` rule '_b' refers to itself: _b -> _a -> _b; ",
        ],
    );
    check_errors(
        "",
        "rule %{wrod:x}",
        &["0 `%{wrod:x}` unknown matcher or rule 'wrod'; did you mean 'word'?"],
    );
    check_errors(
        "",
        "rule %{data:x:jsn}",
        &["0 `%{data:x:jsn}` unknown filter 'jsn'; did you mean 'json'?"],
    );
    check_errors(
        "",
        "ok %{data}\nalone",
        &["1 `alone` rule 'alone' has no pattern; write a name, a space and a pattern on each line"],
    );
    check_errors(
        "",
        "",
        &["0 `` no match rule; write a rule: a name, a space and a pattern"],
    );
}

#[test]
fn a_fault_that_several_rules_share_is_reported_once() {
    check_errors(
        "_a %{_c}\n_b %{_c}\n_c %{wrod:x}",
        "one %{_a}\ntwo %{_b}",
        &["2 `%{wrod:x}` unknown matcher or rule 'wrod'; did you mean 'word'?"],
    );
}

#[test]
fn a_rule_that_would_hang_gives_up() {
    let rules = Rules::compile("", r"evil (?:(a+)+(?!x))*b").expect("rules");
    assert_eq!(rules.parse(&"a".repeat(5000), CLOCK), Parsed::GaveUp(0));
}
