use super::*;

/// The canonical text, or the error: `message | underlined text | help`.
fn check(text: &str, expected: &str) {
    check_outcome(text, parse(text), expected);
}

fn check_type(monitor_type: &str, text: &str, expected: &str) {
    check_outcome(text, parse_of_type(monitor_type, text), expected);
}

fn check_outcome(text: &str, outcome: Result<Monitor>, expected: &str) {
    let outcome = match outcome {
        Ok(monitor) => monitor.to_string(),
        Err(error) => crate::testing::describe(text, &error),
    };
    assert_eq!(outcome, expected, "{text}");
}

#[test]
fn metric_monitors() {
    check(
        "avg( last_5m ) : avg:a{*} by {host}>.5\n",
        "avg(last_5m):avg:a{*} by {host} > 0.5",
    );
    check(
        "percentile(last_1w):p99:a{*} != -3",
        "percentile(last_1w):p99:a{*} != -3",
    );
    check("max(current_1mo):a{*} == 1e3", "max(current_1mo):a{*} == 1000");
    check(
        "pct_change(avg(last_4h),1d_ago):sum:a{*}.as_count() < -50",
        "pct_change(avg(last_4h),1d_ago):sum:a{*}.as_count() < -50",
    );
    check(
        "change(min(last_1m), last_5m):a{x} > 5",
        "change(min(last_1m),last_5m):a{x} > 5",
    );
    check(
        "max(next_1w):forecast(a{*}, 'linear', 1, history='1mo') >= 5",
        "max(next_1w):forecast(a{*}, 'linear', 1, history='1mo') >= 5",
    );
    check(
        "avg(last_4h):anomalies(+ a{*}, 'agile', 2) >= 1",
        "avg(last_4h):anomalies(a{*}, 'agile', 2) >= 1",
    );
}

#[test]
fn errors_in_metric_monitors() {
    let windows =
        "write 'last_5m', 'last_4h', 'last_1d', 'last_1w', 'last_1mo', 'current_1h', 'current_1d' or 'current_1mo'";
    check(
        "avg(last_7x):avg:a{*} > 1",
        &format!("unknown window 'last_7x' | last_7x | {windows}"),
    );
    check(
        "avg(last_0m):avg:a{*} > 1",
        &format!("unknown window 'last_0m' | last_0m | {windows}"),
    );
    check(
        "avg(last_200h):avg:a{*} > 1",
        "window 'last_200h' is out of range | last_200h | rolling windows have 1 to 10080 minutes (m), 168 hours (h), 31 days (d), 4 weeks (w) or one month (mo)",
    );
    check(
        "avg(current_2d):a{*} > 1",
        "window 'current_2d' is out of range | current_2d | cumulative windows are current_1h, current_1d and current_1mo",
    );
    check(
        "avg(next_1d):a{*} > 1",
        "window 'next_1d' is in the future, but the query has no forecast | next_1d | write 'last_...', or wrap the query in 'forecast(...)'",
    );
    check(
        "avg:a{*} > 1",
        "missing evaluation window | avg | a monitor evaluates a window of time; write 'avg(last_5m):avg:a{*} > 1'",
    );
    check(
        "a && b",
        "no monitor query starts with 'a' | a | a composite names monitors by their numbers: '12345 && !67890'",
    );
    check(
        "agv(last_5m):avg:a{*} > 1",
        "no monitor query starts with 'agv' | agv | did you mean 'avg'?",
    );
    check(
        "avg(last_5m):avg:a{*}",
        "missing comparison: expected a comparator and a threshold, found the end |  | write '> 5', or one of >=, <, <=, ==, !=",
    );
    check(
        "avg(last_5m):avg:a{*} > five",
        "expected the threshold, a number, found 'five' | five | ",
    );
    check("avg(last_5m):5 > 1", "the query has no metric | 5 | ");
    check(
        "avg(last_5m):avg:a{$env} > 1",
        "template variable '$env' outside of a dashboard | $env | write the tag itself: monitors have no template variables",
    );
    check(
        "avg(last_5m):avg:a{*} > 1 && 2",
        "'&&' between two queries | && | a monitor compares one expression with one threshold; write a monitor for each condition, and a composite monitor of them: '12345 && 67890'",
    );
}

#[test]
fn anomalies() {
    check(
        "avg(last_1h):anomalies(a{*}, 'agile', 2, alert_window='last_1h') >= 0.5",
        "avg(last_1h):anomalies(a{*}, 'agile', 2, alert_window='last_1h') >= 0.5",
    );
    check(
        "avg(last_30m):anomalies(a{*}, 'agile', 2, alert_window='last_1h') >= 1",
        "alert_window 'last_1h' is longer than the evaluation window 'last_30m' | last_30m | evaluate at least 'last_1h'; about five times as much shows what is usual",
    );
    check(
        r#"formula("anomalies(a, 'agile', 2, alert_window='last_1h')").last("30m") >= 1"#,
        r#"alert_window 'last_1h' is longer than the evaluation window '.last("30m")' | last("30m") | evaluate at least 'last_1h'; about five times as much shows what is usual"#,
    );
    check(
        r#"formula("anomalies(a, 'agile', 2)").last("1h") > 80"#,
        "threshold 80 of anomalies is not between 0 and 1 | 80 | it is the share of points that must be anomalous: 80 % is '> 0.8'",
    );
    check(
        "avg(last_1d):anomalies(a{*}, 'agile', 2) >= 1.1",
        "threshold 1.1 of anomalies is not between 0 and 1 | 1.1 | it is the share of points that must be anomalous: 1.1 % is '>= 0.011'",
    );
    check(
        "avg(last_1d):anomalies(a{*}, 'agile', 2) >= 50",
        "threshold 50 of anomalies is not between 0 and 1 | 50 | it is the share of points that must be anomalous: 50 % is '>= 0.5'",
    );
    check(
        "avg(last_1d):100 * anomalies(a{*}, 'agile', 2) >= 50",
        "avg(last_1d):100 * anomalies(a{*}, 'agile', 2) >= 50",
    );
}

#[test]
fn cumulative_months() {
    let refused = r#"only monitors of metrics have a cumulative window of a month | current("1mo") | write '.current("1h")', '.current("1d")' or '.last("2d")'"#;
    check(r#"ci-tests("a").rollup("count").current("1mo") > 1"#, refused);
    let formula = r#"formula("a").current("1mo") > 1"#;
    check_type("query alert", formula, formula);
    check_type("log alert", formula, refused);
}

#[test]
fn checks() {
    check(
        "'ntp.in_sync'.over('env:prod').by(\"host\").last( 2 ).count_by_status()",
        r#""ntp.in_sync".over("env:prod").by("host").last(2).count_by_status()"#,
    );
    check(
        r#""a".by("*").exclude("b:c","d").over("*").last(1).pct_by_status()"#,
        r#""a".over("*").exclude("b:c","d").by("*").last(1).pct_by_status()"#,
    );
    check(
        r#""a".over("*").last(101).count_by_status()"#,
        "a check evaluates 1 to 100 runs | last(101) | write '.last(2)'",
    );
    check(
        r#""a".over("").last(2).count_by_status()"#,
        r#"invalid arguments of '.over' | over("") | write '.over("env:prod")'"#,
    );
    check(
        r#""a".over("*").last(2)"#,
        "missing '.count_by_status' |  | write '.count_by_status()'",
    );
    check(
        r#""a".ovr("*").last(2).count_by_status()"#,
        "unknown call '.ovr' | ovr | did you mean 'over'?",
    );
}

#[test]
fn events() {
    check(
        r#"logs("service:a \"two words\"").index("main","b").rollup("avg", "@d").by("host, @x").last("5m") > 2"#,
        r#"logs("service:a \"two words\"").index("main","b").rollup("avg", "@d").by("host,@x").last("5m") > 2"#,
    );
    check(
        r#"ci-tests("x").rollup('count').current('1d') >= 2"#,
        r#"ci-tests("x").rollup("count").current("1d") >= 2"#,
    );
    check(
        r#"error-tracking("x").source("all").new().rollup("count").by("@issue.id").last("1d") > 0"#,
        r#"error-tracking("x").source("all").new().rollup("count").by("@issue.id").last("1d") > 0"#,
    );
    check(
        r#"processes("java").over("env:prod","b:c").rollup("count").by("host").last("10m") < 1"#,
        r#"processes("java").over("env:prod","b:c").rollup("count").by("host").last("10m") < 1"#,
    );
    check(
        r#"lgos("x").rollup("count").last("5m") > 1"#,
        "no monitor query starts with 'lgos' | lgos | did you mean 'logs'?",
    );
    check(
        r#"logs("x").rollup("cuont").last("5m") > 1"#,
        r#"unknown rollup method 'cuont' | "cuont" | did you mean 'count'?"#,
    );
    check(
        r#"logs("x").rollup("avg").last("5m") > 1"#,
        r#"rollup method 'avg' needs a measure | "avg" | write '.rollup("avg", "@duration")'"#,
    );
    check(
        r#"logs("x").rollup("count").last("3d") > 1"#,
        r#"window longer than 2 days | last("3d") | write at most '.last("2d")'"#,
    );
    check(
        r#"logs("x").rollup("count").last("7x") > 1"#,
        "unknown window '7x' | last(\"7x\") | write minutes, hours or days, such as '5m', '4h' or '1d'",
    );
    check(
        r#"logs("x").rollup("count").last("5m").last("5m") > 1"#,
        "duplicate '.last' | last | ",
    );
    check(
        r#"events('status:error "oom"').rollup('count').last('5m') > 0"#,
        r##"the search is in single quotes | 'status:error "oom"' | write it in double quotes: "status:error \"oom\"""##,
    );
    check(
        "logs(x).rollup(\"count\").last(\"5m\") > 1",
        "'logs' takes one search in quotes | (x) | write 'logs(\"search\")'",
    );
}

/// Only processes take a search in single quotes.
#[test]
fn searches_in_single_quotes() {
    check(
        "processes('java').over('example-tag').rollup('count').last('10m') > 1",
        r#"processes("java").over("example-tag").rollup("count").last("10m") > 1"#,
    );
    for source in ["logs", "rum", "audits", "ci-tests", "error-tracking"] {
        check(
            &format!("{source}('a').rollup('count').last('5m') > 1"),
            "the search is in single quotes | 'a' | write it in double quotes: \"a\"",
        );
    }
}

#[test]
fn spans_of_searches() -> Result<()> {
    let text = r#"logs("a \"b\" c:\d").rollup("count").last("5m") > 2"#;
    let Monitor::Event(monitor) = parse(text)? else {
        panic!("{text}")
    };
    let search = &monitor.search.text;
    assert_eq!(search.value, r#"a "b" c:\d"#);
    let at = |needle: &str| search.value.find(needle).map(|at| search.position(at));
    assert_eq!(at("b"), text.find('b'));
    assert_eq!(at("c:"), text.find("c:"));
    assert_eq!(at("d"), text.find("d\")"));
    let error = search.relocate(crate::ParseError::new("", 3..4));
    assert_eq!(&text[error.span], "b");
    Ok(())
}

#[test]
fn formulas() {
    check(
        r#"formula("a/b *100").rollup("sum").last("30m") >= 5"#,
        r#"formula("a / b * 100").rollup("sum").last("30m") >= 5"#,
    );
    check(
        r#"formula("top(a, 5, \"mean\", 'desc')").by("x").last("5m") > 1"#,
        r#"formula("top(a, 5, 'mean', 'desc')").by("x").last("5m") > 1"#,
    );
    check(
        r#"formula("q").last("30d").anomaly(direction="both", threshold=10) > 6"#,
        r#"formula("q").last("30d").anomaly(direction="both", threshold=10) > 6"#,
    );
    check(
        r#"formula("failed_runs(q)").by(job, env).last(1h) > 0"#,
        r#"formula("failed_runs(q)").by(job,env).last(1h) > 0"#,
    );
    check(
        r#"formula("failed_runs(q)").last("1h") > 0"#,
        "unknown function 'failed_runs' | failed_runs | ",
    );
    // The span is also right after escapes.
    check(
        r#"formula("top(a, 5, \"mean\", 'desc') + derivatve(a)").last("5m") > 1"#,
        "unknown function 'derivatve' | derivatve | did you mean 'derivative'?",
    );
}

#[test]
fn slos() {
    check(
        r#"error_budget("ab12").over("7d") > 75"#,
        r#"error_budget("ab12").over("7d") > 75"#,
    );
    check(
        r#"burn_rate("ab12").short_window("5m").long_window("1h").over("30d") >= 14.4"#,
        r#"burn_rate("ab12").over("30d").long_window("1h").short_window("5m") >= 14.4"#,
    );
    check(
        r#"error_budget("x").over("8d") > 75"#,
        "unknown window '8d' | \"8d\" | expected one of 7d, 30d, 90d",
    );
    check(
        r#"error_budget("x").over("7d") < 75"#,
        "an SLO alert cannot compare with '<' | < 75 | write '>' or '>='",
    );
    check(
        r#"burn_rate("x").over("7d").long_window("1h").short_window("2h") > 5"#,
        "short window '2h' is not shorter than long window '1h' | \"2h\" | write a twelfth of the long window",
    );
    check(
        r#"burn_rate("x").over("7d").long_window("3d").short_window("2h") > 5"#,
        "long window '3d' is out of range | \"3d\" | write 1 to 48 hours, such as '1h'",
    );
}

#[test]
fn composites() {
    check("(12&&!34)||56", "12 && !34 || 56");
    check("1 && (2 || 3) && (4 && 5)", "1 && (2 || 3) && 4 && 5");
    check("!(1 || !2)", "!(1 || !2)");
    check(
        "1 && 2 AND 3",
        "'AND' is not an operator of composites | AND | the operators are &&, || and !; write '1 && 2 && 3'",
    );
    check(
        "1 && x",
        "expected the number of a monitor, found 'x' | x | write '12345 && !67890'",
    );
    let eleven: Vec<_> = (1..=11).map(|id| id.to_string()).collect();
    check(
        &eleven.join(" || "),
        "composite of more than 10 monitors | 11 | split it into several",
    );
}

#[test]
fn incomplete_composites() {
    let number = "expected the number of a monitor, found the end |  | write '12345 && !67890'";
    check("123 &&", number);
    check("123 && (456 ||", number);
    check(
        "(123 && 456",
        "expected ')' to close the parentheses, found the end |  | write '(123 && 456)'",
    );
    check(
        "123 && && 456",
        "expected the number of a monitor, found '&' | & | write '12345 && !67890'",
    );
}

#[test]
fn queries_of_other_types() {
    for (kind, text, fitting) in [
        ("query alert", "1 && 2", "composite"),
        ("log alert", r#"rum("a").rollup("count").last("5m") > 1"#, "rum alert"),
        (
            "log alert",
            r#"events("a").rollup("count").last("5m") > 1"#,
            "event-v2 alert",
        ),
        ("composite", "avg(last_5m):avg:a{*} > 1", "query alert"),
        (
            "metric alert",
            r#""a".over("*").last(2).count_by_status()"#,
            "service check",
        ),
        ("query alert", r#"error_budget("a").over("7d") > 75"#, "slo alert"),
    ] {
        let error = parse_of_type(kind, text).expect_err(text);
        let start = format!("set type: '{fitting}', or write '");
        assert!(error.help.is_some_and(|help| help.starts_with(&start)), "{kind} {text}");
    }
}

#[test]
fn types_and_their_queries() {
    check_type("query alert", "avg(last_5m):a{*} > 1", "avg(last_5m):a{*} > 1");
    check_type("synthetics alert", " no_query ", "no_query");
    check_type(
        "data-jobs alert",
        r#"formula("other_fn(q)").last("1h") > 0"#,
        r#"formula("other_fn(q)").last("1h") > 0"#,
    );
    check_type(
        "log alert",
        "avg(last_5m):a{*} > 1",
        "a monitor of type 'log alert' cannot have a metric query | avg | set type: 'query alert', or write 'logs(\"search\").rollup(\"count\").last(\"5m\") > 1'",
    );
    check_type(
        "query alret",
        "1",
        "unknown monitor type 'query alret' |  | did you mean 'query alert'?",
    );
    check_type("rum alert", "", "the query is empty |  | ");
}

#[test]
fn accessors_of_a_monitor() -> Result<()> {
    let monitor = parse("avg(last_5m):a{*} by {x,y} / b{*} by {x} > 5")?;
    assert_eq!(monitor.group_keys(), ["x", "y"]);
    assert_eq!(
        monitor.comparison().map(|comparison| comparison.threshold.value),
        Some(5.0)
    );
    assert_eq!(parse("1 && 2")?.comparison(), None);
    Ok(())
}
