use super::*;

/// The canonical text, or the error: `message | underlined text | help`.
fn check(text: &str, expected: &str) {
    check_in(text, Context::Dashboard, expected);
}

fn check_in(text: &str, context: Context, expected: &str) {
    let outcome = match parse(text, context) {
        Ok(expression) => expression.to_string(),
        Err(error) => crate::testing::describe(text, &error),
    };
    assert_eq!(outcome, expected, "{text}");
}

#[test]
fn queries_print_in_canonical_form() {
    check("avg:system.load.1{*}", "avg:system.load.1{*}");
    check(
        " sum : a.b { env:prod , !host:x } by{ host ,env } . as_count( ) .rollup( avg ,60 )",
        "sum:a.b{env:prod,!host:x} by {host,env}.as_count().rollup(avg, 60)",
    );
    check("system.load.1{*}", "system.load.1{*}");
    check(
        "avg:Flink.Task-x/y.outPoolUsage{*}",
        "avg:Flink.Task-x/y.outPoolUsage{*}",
    );
    check("p99.9:latency{*}", "p99.9:latency{*}");
    check("count( v: v >= 5 ):latency{*}", "count(v: v>=5):latency{*}");
    check(
        "count(default_zero(a{*}), {b})",
        "unknown function 'count' | count | did you mean 'count_nonzero' or 'count_nonzero_finite' or 'count_not_null'?",
    );
    check("histogram:trace.load{*}", "histogram:trace.load{*}");
}

#[test]
fn scopes_in_symbolic_form() {
    check(
        "avg:a{$cluster-location,$Silverstripe_Host, $sysplex.name}",
        "avg:a{$cluster-location,$Silverstripe_Host,$sysplex.name}",
    );
    check(
        "avg:a{host:$host.value,$env.value}",
        "avg:a{host:$host.value,$env.value}",
    );
    check(
        "avg:a{cluster:*-trace,code:4*,name:*mid*,bare,!other}",
        "avg:a{cluster:*-trace,code:4*,name:*mid*,bare,!other}",
    );
    check(
        "avg:a{name:\"two words, quoted\",straße:größe,url:http://x/y?z=1}",
        "avg:a{name:\"two words, quoted\",straße:größe,url:http://x/y?z=1}",
    );
    check("avg:a{pod_name: web-*}", "avg:a{pod_name:web-*}");
    check("avg:a{!provider:}", "avg:a{!provider:}");
    check("avg:a{(env:prod)}", "avg:a{env:prod}");
}

#[test]
fn scopes_in_functional_form() {
    check(
        "avg:a{env:prod AND (b:c OR NOT d:e)}",
        "avg:a{env:prod AND (b:c OR NOT d:e)}",
    );
    check(
        "avg:a{env:prod and location not in (x, y)}",
        "avg:a{env:prod AND location NOT IN (x, y)}",
    );
    check(
        "avg:a{(a:b and (c:d)) or (e:f AND g:h)}",
        "avg:a{a:b AND c:d OR e:f AND g:h}",
    );
    check(
        "avg:a{NOT (x:y OR z) AND $host AND k IN(1xx,2xx)}",
        "avg:a{NOT (x:y OR z) AND $host AND k IN (1xx, 2xx)}",
    );
    check("avg:a{* AND x IN (y)}", "avg:a{* AND x IN (y)}");
}

#[test]
fn mixed_notations_are_an_error() {
    let help = "use either ',' and '!', or AND, OR, NOT and IN";
    check(
        "avg:a{a:b,c:d OR e:f}",
        &format!("scope mixes ',' or '!' with AND, OR, NOT or IN | OR | {help}; write 'avg:a{{a:b AND (c:d OR e:f)}}'"),
    );
    check(
        "avg:a{a:b AND c:d,e:f}",
        &format!("scope mixes ',' or '!' with AND, OR, NOT or IN | , | {help}; write 'avg:a{{a:b AND c:d AND e:f}}'"),
    );
    check(
        "avg:a{a:b AND !c:d}",
        &format!("scope mixes ',' or '!' with AND, OR, NOT or IN | ! | {help}; write 'avg:a{{a:b AND NOT c:d}}'"),
    );
}

#[test]
fn modifiers() {
    check("sum:a{*}.rollup(sum, daily)", "sum:a{*}.rollup(sum, daily)");
    check(
        "sum:a{*}.rollup('sum',weekly,monday,'America/New_York')",
        "sum:a{*}.rollup(sum, weekly, monday, 'America/New_York')",
    );
    check(
        "sum:a{*}.rollup(sum, monthly, \"UTC\")",
        "sum:a{*}.rollup(sum, monthly, 'UTC')",
    );
    check("sum:a{*}.rollup(sum, daily, 9am)", "sum:a{*}.rollup(sum, daily, 9am)");
    check(
        "sum:a{*}.rollup(sum, monthly, 1st, 'UTC')",
        "sum:a{*}.rollup(sum, monthly, 1st, 'UTC')",
    );
    let help = "write '.rollup(sum, daily, 9am, 'America/New_York')'";
    check(
        "sum:a{*}.rollup(sum, daily, 25th)",
        &format!("expected an hour such as 9am, or a time zone | 25th | {help}"),
    );
    check(
        "sum:a{*}.rollup(sum, daily, monday)",
        &format!("expected an hour such as 9am, or a time zone | monday | {help}"),
    );
    check(
        "sum:a{*}.rollup(sum, quarterly, 1st)",
        &format!("expected a time zone | 1st | {help}"),
    );
    check("p95:a{*}.rollup(10)", "p95:a{*}.rollup(10)");
    check("avg:a{*}.fill(last, 600)", "avg:a{*}.fill(last, 600)");
    check("avg:a{*}.fill(0).weighted()", "avg:a{*}.fill(0).weighted()");
    check(
        "avg:a{*}.as_cuont()",
        "unknown modifier '.as_cuont' | as_cuont | did you mean 'as_count'?",
    );
    check(
        "avg:a{*}.as_count(1)",
        "'.as_count' takes no arguments | as_count | write '.as_count()'",
    );
    check("avg:a{*}.as_count().as_rate()", "avg:a{*}.as_count().as_rate()");
    check(
        "avg:a{*}.as_count().as_rate().as_count()",
        "duplicate '.as_count()' | .as_count() | keep one of the two",
    );
    check(
        "avg:a{*}.rollup(avrg, 60)",
        "unknown rollup aggregator 'avrg' | avrg | did you mean 'avg'?",
    );
    check(
        "avg:a{*}.fill(nil)",
        "unknown fill method 'nil' | nil | expected one of linear, last, zero, null",
    );
    check(
        "avg:a{*}.rollup(avg, 0)",
        "'0' is not a number of seconds | 0 | write '.rollup(avg)', '.rollup(avg, 60)' or '.rollup(sum, daily)'",
    );
    check(
        "avg:a{*}.rollup(avg, 30000000000000000)",
        "'3e16' is not a number of seconds | 30000000000000000 | write '.rollup(avg)', '.rollup(avg, 60)' or '.rollup(sum, daily)'",
    );
    check(
        "avg:a{*}.fill(last, 4294967296)",
        "'.fill' takes a method and a number of seconds | 4294967296 | write '.fill(zero)' or '.fill(last, 600)'",
    );
}

#[test]
fn arithmetic_keeps_only_the_parentheses_it_needs() {
    check("((a{*} + b{*})) - (c{*})", "a{*} + b{*} - c{*}");
    check("a{*}-(b{*}-c{*})", "a{*} - (b{*} - c{*})");
    check("(a{*}*b{*})/(c{*}/2)*1e3", "a{*} * b{*} / (c{*} / 2) * 1000");
    check("100 * (1 - a{*})/.5", "100 * (1 - a{*}) / 0.5");
    check("-a{*} * -(b{*} + +3) - - 2", "-a{*} * -(b{*} + 3) - -2");
    check("a{*} * 1e400", "the number is too large | 1e400 | ");
    check("a{*} * 5xx", "invalid number '5xx' | 5xx | ");
}

#[test]
fn functions_and_their_arguments() {
    check(
        "top_offset(avg:a{*} by {host}, 5, 'max', 'desc', 5)",
        "top_offset(avg:a{*} by {host}, 5, 'max', 'desc', 5)",
    );
    check(
        "percentile(avg:a{*} by {env,host}.rollup(avg, 300),'p95', {env})",
        "percentile(avg:a{*} by {env,host}.rollup(avg, 300), 'p95', {env})",
    );
    check(
        "bottom(a{*} by {b}, 10, 'mean', 'asc')",
        "unknown function 'bottom' | bottom | did you mean 'bottom10' or 'bottom10_area' or 'bottom10_l2norm'?",
    );
    check(
        "top( a{*} by {b}, 10, \"mean\" ,'desc')",
        "top(a{*} by {b}, 10, 'mean', 'desc')",
    );
    check(
        "sum(max:a{*} by {b,c}.rollup(max, 60), { b , c })",
        "sum(max:a{*} by {b,c}.rollup(max, 60), {b,c})",
    );
    check(
        "calendar_shift(a{*}, '-1mo', 'Europe/Paris')",
        "calendar_shift(a{*}, '-1mo', 'Europe/Paris')",
    );
    check(
        "calendar_shift(a{*}, '-1mo', 'Europe/Paris', 1)",
        "calendar_shift(a{*}, '-1mo', 'Europe/Paris', 1)",
    );
    check(
        "calendar_shift(a{*}, '-1mo', 'Europe/Paris', b{*})",
        "the alignment of 'calendar_shift' must be a number or a text in quotes | b{*} | write 'calendar_shift(query, 'shift', 'time zone', [alignment])'",
    );
    check(
        "percentile(a{*} by {env}, 'p90', { * })",
        "percentile(a{*} by {env}, 'p90', {*})",
    );
    check("sum(a{*} by {env}, {*})", "sum(a{*} by {env}, {*})");
    check(
        "anomalies(a{*}, 'basic', 2, direction='both', interval=120)",
        "anomalies(a{*}, 'basic', 2, direction='both', interval=120)",
    );
    check(
        "derivatve(a{*})",
        "unknown function 'derivatve' | derivatve | did you mean 'derivative'?",
    );
    check(
        "abs(a{*}, b{*})",
        "'abs' takes 1 argument, not 2 | abs | write 'abs(query)'",
    );
    check(
        "timeshift(a{*})",
        "'timeshift' takes 2 arguments, not 1 | timeshift | write 'timeshift(query, seconds)'",
    );
    check(
        "top(a{*}, 10, 'maen', 'desc')",
        "unknown ranking 'maen' of 'top' | 'maen' | did you mean 'mean'?",
    );
    check(
        "top(a{*}, 'mean', 10, 'desc')",
        "the limit of 'top' must be a whole number | 'mean' | write 'top(query, limit, 'ranking', 'direction')'",
    );
    check(
        "calendar_shift(a{*}, '1x', 'UTC')",
        "unknown shift '1x' of 'calendar_shift' | '1x' | write days, weeks or months to go back, such as '-1d', '-4w' or '-1mo'",
    );
    check(
        "anomalies(a{*}, 'basic', 2, direktion='both')",
        "'anomalies' has no argument 'direktion' | direktion='both' | did you mean 'direction'?",
    );
    check_in(
        "autosmooth(a{*})",
        Context::Monitor,
        "'autosmooth' is not allowed in monitors | autosmooth | ",
    );
}

#[test]
fn arguments_of_algorithms() {
    let refused =
        |arguments: &str, expected: &str| check(&format!("anomalies(a{{*}}, 'agile', {arguments})"), expected);
    refused(
        "2, direction='up'",
        "unknown direction 'up' of 'anomalies' | direction='up' | expected one of above, below, both",
    );
    refused(
        "2, direction='abvoe'",
        "unknown direction 'abvoe' of 'anomalies' | direction='abvoe' | did you mean 'above'?",
    );
    refused(
        "2, seasonality='weekdays'",
        "unknown seasonality 'weekdays' of 'anomalies' | seasonality='weekdays' | expected one of hourly, daily, weekly",
    );
    refused(
        "2, alert_window='1h'",
        "unknown alert_window '1h' of 'anomalies' | alert_window='1h' | write a window such as 'last_15m' or 'last_1h'",
    );
    refused(
        "2, interval=0",
        "the interval of 'anomalies' must be a whole number of seconds, or a duration such as '60m' | interval=0 | write 'interval=60'",
    );
    refused(
        "2, count_default_zero='yes'",
        "unknown count_default_zero 'yes' of 'anomalies' | count_default_zero='yes' | expected one of true, false",
    );
    refused(
        "2, count_default_zero=true",
        "expected a text or a number for 'count_default_zero', found 'true' | true | write count_default_zero='true'",
    );
    refused(
        "0",
        "the bounds of 'anomalies' must be a number above 0 | 0 | write a number such as 1",
    );
    check(
        "forecast(a{*}, 'linear', 1, interval='60m', history='1w', model='simpel')",
        "unknown model 'simpel' of 'forecast' | model='simpel' | did you mean 'simple'?",
    );
    check(
        "forecast(a{*}, 'linear', 0.5)",
        "the deviations of 'forecast' must be a number of at least 1 | 0.5 | write a number such as 1",
    );
}

#[test]
fn functions_that_algorithms_cannot_have_within() {
    check(
        "anomalies(abs(trend_line(a{*})), 'agile', 2)",
        "'trend_line' cannot be called within 'anomalies' | trend_line | 'anomalies' compares a series with its past, which 'trend_line' changes with the window; write 'anomalies' over the query itself",
    );
    check(
        "forecast(anomalies(a{*}, 'agile', 2), 'linear', 1)",
        "'anomalies' cannot be called within 'forecast' | anomalies | 'forecast' compares a series with its past, which 'anomalies' changes with the window; write 'forecast' over the query itself",
    );
    check(
        "cumsum(anomalies(a{*}, 'agile', 2))",
        "cumsum(anomalies(a{*}, 'agile', 2))",
    );
    check(
        "outliers(cumsum(a{*} by {b}), 'MAD', 3)",
        "outliers(cumsum(a{*} by {b}), 'MAD', 3)",
    );
}

#[test]
fn missing_parts_are_reported() {
    check("agv:a{*}", "unknown space aggregator 'agv' | agv | did you mean 'avg'?");
    check(
        "avg:a.b",
        "missing scope: expected '{' after metric name 'a.b', found the end |  | write 'avg:a.b{*}'",
    );
    check(
        "avg:a.b by {c}",
        "missing scope: expected '{' after metric name 'a.b', found 'by' | by | write 'avg:a.b{*} by {c}'",
    );
    check("avg:a{}", "empty scope | {} | write 'avg:a{*}'");
    check(
        "avg:a{*",
        "expected '}' to close the scope, found the end |  | write 'avg:a{*}'",
    );
    check(
        "avg:a{*} by host",
        "tag keys to group by are not in braces | by host | write 'avg:a{*} by {host}'",
    );
    check("avg:a{*} stray", "unexpected 'stray' | stray | ");
    check(
        "avg:a{b:c d:e}",
        "missing ',' before 'd' | d | tags are separated by ',' or AND; write 'avg:a{b:c, d:e}'",
    );
    check(
        "avg:7a{*}",
        "invalid metric name '7a' | 7a | a metric's name starts with a letter",
    );
    check("", "expected a query, a function or a number, found the end |  | ");
    check(
        "avg:a{-b:c}",
        "a tag cannot start with '-' | -b | write '!' to exclude a tag",
    );
    check(
        "abs(a{*}).rollup(avg)",
        "modifier '.rollup' after an expression | .rollup | append it to each query in the expression",
    );
    check(
        "(a{*} + b{*}).as_count()",
        "modifier '.as_count' after an expression | .as_count | append it to each query in the expression",
    );
    check("avg:a{name:\"b}", "missing \" at the end of the text | \"b} | ");
}

#[test]
fn template_variables_belong_to_dashboards() {
    let help = "write the tag itself: monitors have no template variables";
    check_in(
        "avg:a{$env}",
        Context::Monitor,
        &format!("template variable '$env' outside of a dashboard | $env | {help}"),
    );
    check_in(
        "avg:a{host:$h.value}",
        Context::Monitor,
        &format!("template variable '$h' outside of a dashboard | $h.value | {help}"),
    );
}

#[test]
fn deep_nesting_is_an_error() {
    let deep = format!("{}a{{*}}{}", "(".repeat(10_000), ")".repeat(10_000));
    check(&deep, "nested more than 64 levels deep | ( | ");
    check(&"-".repeat(10_000), "nested more than 64 levels deep | - | ");
    check(
        &format!("avg:a{{{}", "NOT ".repeat(10_000)),
        "nested more than 64 levels deep | NOT | ",
    );
}

#[test]
fn lists() -> crate::Result<()> {
    assert_eq!(parse_list("avg:a{*}, avg:b{*} / 2", Context::Dashboard)?.len(), 2);
    assert!(parse_list("avg:a{*},", Context::Dashboard).is_err());
    Ok(())
}

#[test]
fn accessors_of_a_query() -> crate::Result<()> {
    let text = "abs(sum:a{env:$env.value,!b:c} by {host,env}.as_count())";
    let expression = parse(text, Context::Dashboard)?;
    let leaves = expression.leaves();
    let query = leaves[0];
    assert!(query.is_count());
    assert_eq!(query.group_keys(), ["host", "env"]);
    assert_eq!(query.scope.variables(), ["env"]);
    assert_eq!(
        query
            .scope
            .terms()
            .iter()
            .map(|(_, negated)| *negated)
            .collect::<Vec<_>>(),
        [false, true]
    );
    assert_eq!(
        &text[std::ops::Range::from(query.span)],
        "sum:a{env:$env.value,!b:c} by {host,env}.as_count()"
    );
    assert_eq!(&text[std::ops::Range::from(query.metric.span)], "a");
    assert_eq!(expression.calls()[0].name.text, "abs");
    Ok(())
}

#[test]
fn metrics_without_a_scope() {
    for (text, expected) in [
        ("sum:account.login.success", "sum:account.login.success{*}"),
        (
            "(sum:a.success + sum:a.failed.as_count())",
            "sum:a.success{*} + sum:a.failed{*}.as_count()",
        ),
        (
            "sum:a{env:prod}.as_count() - sum:b",
            "sum:a{env:prod}.as_count() - sum:b{*}",
        ),
        ("sum:a.b.rollup(sum, 60)", "sum:a.b{*}.rollup(sum, 60)"),
    ] {
        let parsed = parse_unscoped(text, Context::Monitor).map(|expression| expression.to_string());
        assert_eq!(parsed.as_deref(), Ok(expected), "{text}");
        assert!(parse(text, Context::Monitor).is_err(), "{text}");
    }
    for text in ["sum:", "sum:a.b(", "sum:a.b{", "sum:a b"] {
        assert!(parse_unscoped(text, Context::Monitor).is_err(), "{text}");
    }
}
