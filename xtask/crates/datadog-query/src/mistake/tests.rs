//! Texts with a mistake, and what the parsers report: `message | underlined text | help`. A repaired text in a help parses: [`super::repair`] ensures it.

use crate::metric::{self, Context};
use crate::{formula, monitor};

fn check<T>(all: &[(&str, &str)], parse: impl Fn(&str) -> crate::Result<T>) {
    for (text, expected) in all {
        let outcome = match parse(text) {
            Ok(_) => "accepted".to_owned(),
            Err(error) => crate::testing::describe(text, &error),
        };
        assert_eq!(outcome, *expected, "{text}");
    }
}

#[test]
fn monitors() {
    check(MONITORS, monitor::parse);
}

#[test]
fn metric_queries() {
    check(METRIC_QUERIES, |text| metric::parse(text, Context::Dashboard));
}

#[test]
fn formulas() {
    check(FORMULAS, |text| formula::parse(text, Context::Dashboard));
}

#[test]
fn types_have_their_own_repairs() {
    // A formula of a type has its repaired text only if the type takes it.
    let text = r#"logs("a").rollup("count").last("5m") / logs("b").rollup("count").last("5m") > 1"#;
    check(
        &[(
            text,
            r#"arithmetic between searches | logs("a").rollup("count").last("5m") / logs("b").rollup("count").last("5m") | a monitor computes with searches by the names that 'options.variables' gives them; write 'formula("a / b").last("5m") > 1'"#,
        )],
        |text| monitor::parse_of_type("log alert", text),
    );
    check(
        &[(
            "avg(last_5m):avg:a{*} > 1",
            "a monitor of type 'log alert' cannot have a metric query | avg | set type: 'query alert', or write 'logs(\"search\").rollup(\"count\").last(\"5m\") > 1'",
        )],
        |text| monitor::parse_of_type("log alert", text),
    );
}

#[test]
fn long_and_hostile_texts_end_quickly() {
    for text in [
        "(".repeat(100_000),
        ")".repeat(100_000),
        "avg(last_5m):".repeat(10_000),
        "logs(\"a\").last(\"5m\") / ".repeat(10_000),
        "sum by (".repeat(10_000),
        "a{b=\"c\",".repeat(10_000),
        "by {host} ".repeat(10_000),
        "1 AND ".repeat(10_000),
    ] {
        assert!(monitor::parse(&text).is_err());
        assert!(metric::parse(&text, Context::Dashboard).is_err());
        assert!(formula::parse(&text, Context::Dashboard).is_err());
    }
}

#[rustfmt::skip] // a line for the text, a line for what is reported
const MONITORS: &[(&str, &str)] = &[
    (
        "avg(last_5m):avg:a.b{x:y}} > 5",
        "unmatched '}' | } | nothing before it opens it; write 'avg(last_5m):avg:a.b{x:y} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{x:y} ) > 5",
        "unmatched ')' | ) | nothing before it opens it; write 'avg(last_5m):avg:a.b{x:y} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{x:y}] > 5",
        "unmatched ']' | ] | nothing before it opens it; write 'avg(last_5m):avg:a.b{x:y} > 5'",
    ),
    (
        "min(last_5m):(sum:c.err{t:v} by {env}.as_count() / ( sum:c.ok{t:v} by {env}.as_count() ) ) ) * 100 > 5",
        "unmatched ')' | ) | nothing before it opens it; write 'min(last_5m):(sum:c.err{t:v} by {env}.as_count() / ( sum:c.ok{t:v} by {env}.as_count() ) ) * 100 > 5'",
    ),
    (
        "avg(last_5m):(avg:a.b{x:y} > 5",
        "expected ')' to close the parentheses, found '>' | > | write 'avg(last_5m):(avg:a.b{x:y}) > 5'",
    ),
    (
        "sum(last_5m):sum:a.b{x:y}.as_count() by {host} > 10",
        "'by' in the wrong place | by {host} | the groups follow the scope, before the modifiers; write 'sum(last_5m):sum:a.b{x:y} by {host}.as_count() > 10'",
    ),
    (
        "sum(last_5m):sum:a.b{x:y}.rollup(sum, 60) by {host} > 10",
        "'by' in the wrong place | by {host} | the groups follow the scope, before the modifiers; write 'sum(last_5m):sum:a.b{x:y} by {host}.rollup(sum, 60) > 10'",
    ),
    (
        r#"logs("a").index("*").rollup("count").last("5m") / logs("b").index("*").rollup("count").last("5m") > 0.1"#,
        r#"arithmetic between searches | logs("a").index("*").rollup("count").last("5m") / logs("b").index("*").rollup("count").last("5m") | a monitor computes with searches by the names that 'options.variables' gives them; write 'formula("a / b").last("5m") > 0.1'"#,
    ),
    (
        "avg(last_5m):avg:a.b{*} = 5",
        "'=' is not a comparator | = | the comparators are >, >=, <, <=, == and !=; write 'avg(last_5m):avg:a.b{*} == 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} => 5",
        "'=>' is not a comparator | => | the comparators are >, >=, <, <=, == and !=; write 'avg(last_5m):avg:a.b{*} >= 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} =< 5",
        "'=<' is not a comparator | =< | the comparators are >, >=, <, <=, == and !=; write 'avg(last_5m):avg:a.b{*} <= 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} <> 5",
        "'<>' is not a comparator | <> | the comparators are >, >=, <, <=, == and !=; write 'avg(last_5m):avg:a.b{*} != 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} === 5",
        "'===' is not a comparator | === | the comparators are >, >=, <, <=, == and !=; write 'avg(last_5m):avg:a.b{*} == 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} > 5 and avg:c.d{*} > 3",
        "'and' between two queries | and | a monitor compares one expression with one threshold; write a monitor for each condition, and a composite monitor of them: '12345 && 67890'",
    ),
    (
        "avg(last_5m):avg:a.b{*} > 5 && avg:c.d{*} > 3",
        "'&&' between two queries | && | a monitor compares one expression with one threshold; write a monitor for each condition, and a composite monitor of them: '12345 && 67890'",
    ),
    (
        "avg(last_5m):avg:a.b{*} and avg:c.d{*} > 3",
        "'and' between two queries | and | a monitor compares one expression with one threshold; write a monitor for each condition, and a composite monitor of them: '12345 && 67890'",
    ),
    (
        "avg(last_5m):avg:a.b{*} || avg:c.d{*} > 3",
        "'||' between two queries | || | a monitor compares one expression with one threshold; write a monitor for each condition, and a composite monitor of them: '12345 || 67890'",
    ),
    (
        "rate(http_requests_total[5m]) > 5",
        "'rate' is PromQL | rate | a monitor starts with its evaluation window; a rate is '.as_rate()', an increase is '.as_count()'; write 'avg(last_5m):avg:http_requests_total{*}.as_rate() > 5'",
    ),
    (
        "sum by (job) (rate(http_requests_total[5m])) > 5",
        "'sum by' is PromQL | sum by | the groups follow the scope: 'by {tag}'; write 'avg(last_5m):sum:http_requests_total{*} by {job}.as_rate() > 5'",
    ),
    (
        "avg(last_5m):sum by (host) (avg:a.b{*}) > 5",
        "'sum by' is PromQL | sum by | the groups follow the scope: 'by {tag}'; write 'avg(last_5m):sum:a.b{*} by {host} > 5'",
    ),
    (
        r#"avg(last_5m):avg:a.b{job=~"api.*"} > 5"#,
        "'=~' in a scope | =~ | a scope has tags, 'key:value', with '*' as a wildcard; write 'avg(last_5m):avg:a.b{job:api*} > 5'",
    ),
    (
        r#"avg(last_5m):avg:a.b{job="api"} > 5"#,
        "'=' in a scope | = | a scope has tags, 'key:value', with '*' as a wildcard; write 'avg(last_5m):avg:a.b{job:api} > 5'",
    ),
    (
        r#"avg(last_5m):avg:a.b{job!="api"} > 5"#,
        "'!=' in a scope | != | a scope has tags, 'key:value', with '*' as a wildcard; write 'avg(last_5m):avg:a.b{!job:api} > 5'",
    ),
    (
        "avg('last_5m'):avg:a.b{*} > 5",
        "unknown window ''last_5m'' | 'last_5m' | a window is one word, without quotes; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last('5m')):avg:a.b{*} > 5",
        "unknown window 'last('5m')' | last('5m') | a window is one word, without quotes; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last(5m)):avg:a.b{*} > 5",
        "unknown window 'last(5m)' | last(5m) | a window is one word, without quotes; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(5m):avg:a.b{*} > 5",
        "unknown window '5m' | 5m | a window is one word, without quotes; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last 5m):avg:a.b{*} > 5",
        "unknown window 'last 5m' | last 5m | a window is one word, without quotes; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "events('status:error').rollup('count').last('5m') > 0",
        r#"the search is in single quotes | 'status:error' | write it in double quotes: "status:error""#,
    ),
    (
        "logs('status:error').index('*').rollup('count').last('5m') > 0",
        r#"the search is in single quotes | 'status:error' | write it in double quotes: "status:error""#,
    ),
    (
        "SELECT avg(cpu) FROM metrics WHERE host = 'a'",
        "this is SQL, not a query of Datadog | SELECT avg(cpu) FROM metrics WHERE host = 'a' | FROM is the metric, WHERE the scope in braces, GROUP BY 'by {tag}': write 'avg(last_5m):avg:metric{tag:value} by {tag} > 5'",
    ),
    (
        "SELECT count(*) FROM Transaction FACET appName SINCE 5 minutes ago",
        "this is NRQL, not a query of Datadog | SELECT count(*) FROM Transaction FACET appName SINCE 5 minutes ago | FROM is the metric, WHERE the scope in braces, FACET 'by {tag}', SINCE the evaluation window: write 'avg(last_5m):avg:metric{tag:value} by {tag} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host='a'} > 5",
        "'=' in a scope | = | a scope has tags, 'key:value', with '*' as a wildcard; write 'avg(last_5m):avg:a.b{host:a} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a} group by host > 5",
        "tag keys to group by are not in braces | group by host | write 'avg(last_5m):avg:a.b{host:a} by {host} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a} by (host) > 5",
        "tag keys to group by are not in braces | by (host) | write 'avg(last_5m):avg:a.b{host:a} by {host} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a} by host > 5",
        "tag keys to group by are not in braces | by host | write 'avg(last_5m):avg:a.b{host:a} by {host} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a} > 5%",
        "invalid threshold '5%' | 5% | a threshold is a number; a query that computes a share has it from 0 to 1, unless it multiplies by 100; write 'avg(last_5m):avg:a.b{host:a} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a} > 5ms",
        "invalid threshold '5ms' | 5ms | a threshold is a number in the unit of the metric; write the number alone: for a metric in ms, '5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a} > 1,000",
        "invalid threshold '1,000' | 1,000 | a number has no separators; write 'avg(last_5m):avg:a.b{host:a} > 1000'",
    ),
    (
        "avg(last_5m):avg:a.b > 5",
        "missing scope: expected '{' after metric name 'a.b', found '>' | > | write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{} > 5",
        "empty scope | {} | write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):avg(a.b{*}) > 5",
        "'avg' is called like a function | avg(a.b{*}) | the aggregator precedes the metric; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg:a.b{*} > 5",
        "missing evaluation window | avg | a monitor evaluates a window of time; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "a.b{*} > 5",
        "missing evaluation window | a.b | a monitor evaluates a window of time; write 'avg(last_5m):a.b{*} > 5'",
    ),
    (
        "AVG(last_5m):avg:a.b{*} > 5",
        "unknown time aggregator 'AVG' | AVG | the time aggregators are avg, sum, min, max and percentile; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):AVG:a.b{*} > 5",
        "unknown space aggregator 'AVG' | AVG | write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "mean(last_5m):avg:a.b{*} > 5",
        "unknown time aggregator 'mean' | mean | the time aggregators are avg, sum, min, max and percentile; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} ^ 2 > 5",
        "'^' is not an operator | ^ | the operators are +, -, * and /; to square a query, multiply it by itself",
    ),
    (
        "avg(last_5m):avg:a.b{*} % 2 > 5",
        "'%' is not an operator | % | the operators are +, -, * and /; for a share in percent write 'a / b * 100'",
    ),
    (
        "avg(last_5m):avg:a.b{*} > 5;",
        "';' at the end | ; | write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} > 5 for 10m",
        "'for' after the threshold | for 10m | how long the condition must hold is the evaluation window: with 'min' every point is above the threshold, with 'max' every point is below; write 'min(last_10m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} > avg:c.d{*}",
        "the threshold is a query | avg:c.d{*} | a monitor compares with a number; write 'avg(last_5m):avg:a.b{*} - avg:c.d{*} > 0'",
    ),
    (
        "avg(last_5m):avg:a.b{*} above 5",
        "'above' is not a comparator | above | the comparators are >, >=, <, <=, == and !=; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m) avg:a.b{*} > 5",
        "missing ':' after the evaluation window |  | write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} offset 1d > 5",
        "'offset' is PromQL | offset | earlier values are a function of the query; write 'day_before(query)' or 'timeshift(query, -3600)'",
    ),
    (
        "avg(last_5m):avg:a.b{*}[5m] > 5",
        "'[5m]' is PromQL | [5m] | a range is the evaluation window, at the start of the monitor; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "$A > 5",
        "this is a condition of Grafana, not a query of Datadog | $A > 5 | write 'avg(last_5m):avg:metric{tag:value} by {tag} > 5'",
    ),
    (
        "WHEN avg() OF query(A, 5m, now) IS ABOVE 5",
        "this is a condition of Grafana, not a query of Datadog | WHEN avg() OF query(A, 5m, now) IS ABOVE 5 | write 'avg(last_5m):avg:metric{tag:value} by {tag} > 5'",
    ),
    (
        "100 * avg(last_5m):avg:a.b{*} > 5",
        "an evaluation window within the query | avg(last_5m): | the window is at the start, once, and covers the whole expression; write 'avg(last_5m):100 * avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a,} > 5",
        "',' before the end of the scope | , | write 'avg(last_5m):avg:a.b{host:a} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a && env:b} > 5",
        "'&&' in a scope | && | the operators of a scope are AND, OR and NOT; write 'avg(last_5m):avg:a.b{host:a AND env:b} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a || env:b} > 5",
        "'||' in a scope | || | the operators of a scope are AND, OR and NOT; write 'avg(last_5m):avg:a.b{host:a OR env:b} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a, env:b OR c:d} > 5",
        "scope mixes ',' or '!' with AND, OR, NOT or IN | OR | use either ',' and '!', or AND, OR, NOT and IN; write 'avg(last_5m):avg:a.b{host:a AND (env:b OR c:d)} > 5'",
    ),
    (
        "avg(last_5m):p95(a.b{*}) > 5",
        "'p95' is called like a function | p95(a.b{*}) | the aggregator precedes the metric; write 'avg(last_5m):p95:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):quantile(0.95, a.b{*}) > 5",
        "'quantile' is called like a function | quantile(0.95, a.b{*}) | the aggregator precedes the metric; write 'avg(last_5m):p95:a.b{*} > 5'",
    ),
    (
        r#""http.can_connect".over("*").last(2).count_by_status() > 1"#,
        r#"a service check has no comparison | > 1 | its thresholds are 'options.thresholds': how many runs of each status; write '"http.can_connect".over("*").last(2).count_by_status()'"#,
    ),
    (
        "(sum:a{*} / sum:b{*}) by {host} > 5",
        "missing evaluation window | ( | a monitor evaluates a window of time; write 'avg(last_5m):(sum:a{*} by {host} / sum:b{*} by {host}) > 5'",
    ),
    (
        "avg(last_5m):(sum:a{*} / sum:b{*}) by {host} > 5",
        "'by' in the wrong place | by {host} | each query in an expression has its own groups; write 'avg(last_5m):(sum:a{*} by {host} / sum:b{*} by {host}) > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a} group by {host} > 5",
        "tag keys to group by are not in braces | group by {host} | write 'avg(last_5m):avg:a.b{host:a} by {host} > 5'",
    ),
    (
        r#"100 * (logs("a").rollup("count").last("5m") / logs("b").rollup("count").last("5m")) > 5"#,
        r#"arithmetic between searches | logs("a").rollup("count").last("5m") / logs("b").rollup("count").last("5m") | a monitor computes with searches by the names that 'options.variables' gives them; write 'formula("100 * (a / b)").last("5m") > 5'"#,
    ),
    (
        r#"logs("a").rollup("count").last("last_5m") > 1"#,
        r#"unknown window "last_5m" | "last_5m" | the window of a search is a number and a unit in double quotes; write 'logs("a").rollup("count").last("5m") > 1'"#,
    ),
    (
        r#"logs("a").rollup("count").last("5 minutes") > 1"#,
        r#"unknown window "5 minutes" | "5 minutes" | the window of a search is a number and a unit in double quotes; write 'logs("a").rollup("count").last("5m") > 1'"#,
    ),
    (
        "avg(now-5m):avg:a.b{*} > 5",
        "unknown window 'now-5m' | now-5m | a window is one word, without quotes; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_300s):avg:a.b{*} > 5",
        "unknown window 'last_300s' | last_300s | a window is one word, without quotes; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5min):avg:a.b{*} > 5",
        "unknown window 'last_5min' | last_5min | a window is one word, without quotes; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(LAST_5M):avg:a.b{*} > 5",
        "unknown window 'LAST_5M' | LAST_5M | a window is one word, without quotes; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "change(avg('last_5m'),last_1h):avg:a.b{*} > 5",
        "unknown window ''last_5m'' | 'last_5m' | a window is one word, without quotes; write 'change(avg(last_5m),last_1h):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):avg:a{*} / avg(last_5m):avg:b{*} > 0.1",
        "an evaluation window within the query | avg(last_5m): | the window is at the start, once, and covers the whole expression; write 'avg(last_5m):avg:a{*} / avg:b{*} > 0.1'",
    ),
    (
        r#"avg(last_5m):avg:a.b{*} > "5""#,
        r#"invalid threshold '"5"' | "5" | a threshold is a number, without quotes; write 'avg(last_5m):avg:a.b{*} > 5'"#,
    ),
    (
        "avg(last_5m):avg:a.b{*} > 10k",
        "invalid threshold '10k' | 10k | a threshold is a number without a suffix; write 'avg(last_5m):avg:a.b{*} > 10000'",
    ),
    (
        "avg(last_5m):avg:a.b{*} > {{threshold}}",
        "the threshold is a variable | {{threshold}} | the query of a monitor has no variables; write the number itself",
    ),
    (
        "avg(last_5m):avg:a.b{*} > $limit",
        "the threshold is a variable | $limit | the query of a monitor has no variables; write the number itself",
    ),
    (
        "avg(last_5m):avg:a.b{*} ≥ 5",
        "'≥' is not a character of queries | ≥ | it comes from a page or a document; write 'avg(last_5m):avg:a.b{*} >= 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} &gt; 5",
        "'&gt;' is not a character of queries | &gt; | it comes from a page or a document; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        r#"logs(“status:error”).rollup("count").last("5m") > 1"#,
        r#"'“' is not a character of queries | “ | it comes from a page or a document; write 'logs("status:error").rollup("count").last("5m") > 1'"#,
    ),
    (
        "avg(last_5m):avg:a.b{*} is above 5",
        "'is above' is not a comparator | is above | the comparators are >, >=, <, <=, == and !=; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*}.rollup(avg, 5m) > 5",
        "'5m' is not a number of seconds | 5m | a rollup and a fill have their length in seconds; write 'avg(last_5m):avg:a.b{*}.rollup(avg, 300) > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*}.as_count > 5",
        "'.as_count' without parentheses | .as_count | write 'avg(last_5m):avg:a.b{*}.as_count() > 5'",
    ),
    (
        "avg(last_5m):95percentile:a.b{*} > 5",
        "unknown space aggregator '95percentile' | 95percentile | write 'avg(last_5m):p95:a.b{*} > 5'",
    ),
    (
        "p95(last_5m):avg:a.b{*} > 5",
        "unknown time aggregator 'p95' | p95 | the percentile is the aggregator of the query; write 'percentile(last_5m):p95:a.b{*} > 5'",
    ),
    (
        "count(last_5m):sum:a.b{*}.as_count() > 5",
        "unknown time aggregator 'count' | count | the window of a count is added up; write 'sum(last_5m):sum:a.b{*}.as_count() > 5'",
    ),
    (
        "avg(last_5m):avg(a.b) > 5",
        "missing scope: expected '{' after metric name 'a.b', found ')' | ) | write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        r#"histogram_quantile(0.95, sum by (le, job) (rate(http_seconds_bucket{job=~"api|web"}[10m]))) > 0.5"#,
        "'histogram_quantile' is PromQL | histogram_quantile | a monitor starts with its evaluation window; a rate is '.as_rate()', an increase is '.as_count()'; write 'avg(last_10m):p95:http_seconds{job IN (api, web)} by {job} > 0.5'",
    ),
    (
        "sum(rate(errors_total[5m])) by (job) / sum(rate(requests_total[5m])) by (job) > 0.05",
        "'[5m]' is PromQL | [5m] | a range is the evaluation window, at the start of the monitor; write 'avg(last_5m):sum:errors_total{*} by {job}.as_rate() / sum:requests_total{*} by {job}.as_rate() > 0.05'",
    ),
    (
        r#"sum(increase(errors_total{env="prod"}[1h])) > 10"#,
        "'[1h]' is PromQL | [1h] | a range is the evaluation window, at the start of the monitor; write 'avg(last_1h):sum:errors_total{env:prod}.as_count() > 10'",
    ),
    (
        "increase(errors_total[1h]) >= 3",
        "'increase' is PromQL | increase | a monitor starts with its evaluation window; a rate is '.as_rate()', an increase is '.as_count()'; write 'avg(last_1h):avg:errors_total{*}.as_count() >= 3'",
    ),
    (
        "up == 0",
        "missing evaluation window | up | a monitor evaluates a window of time; write 'avg(last_5m):up{*} == 0'",
    ),
    (
        "query1 / query2 * 100 > 5",
        r#"a formula without its window | query1 / query2 * 100 | the names are of queries in 'options.variables'; write 'formula("query1 / query2 * 100").last("5m") > 5'"#,
    ),
    (
        "12345 and not 67890",
        "'and' is not an operator of composites | and | the operators are &&, || and !; write '12345 && !67890'",
    ),
    (
        "avg(last_5m):avg:a.b{x:y}{host} > 5",
        "a second pair of braces after the scope | {host} | 'by' is missing before the tag keys to group by; write 'avg(last_5m):avg:a.b{x:y} by {host} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{x:y} {env:prod} > 5",
        "a second pair of braces after the scope | {env:prod} | a query has one scope; write 'avg(last_5m):avg:a.b{x:y,env:prod} > 5'",
    ),
    (
        r#"logs("a).index("*").rollup("count").last("5m") > 1"#,
        r#"the quotation mark after 'a' is missing |  | write 'logs("a").index("*").rollup("count").last("5m") > 1'"#,
    ),
    (
        r#"logs("status:error").index("*).rollup("count").last("5m") > 1"#,
        r#"the quotation mark after '*' is missing |  | write 'logs("status:error").index("*").rollup("count").last("5m") > 1'"#,
    ),
    (
        r#"ci-pipelines("(count[@ci.status:error] / count[*]) * 100").last("1h") > 5"#,
        r#"a formula of the editor in place of a search | "(count[@ci.status:error] / count[*]) * 100" | a search computes nothing: the monitor's 'options.variables' give each search a name, and the formula has the names; write 'formula("(a / b) * 100").last("1h") > 5'"#,
    ),
    (
        r#"log("(cardinality:@x[@service:a] / cardinality:@x[@service:b]) * 100").last("10m") > 40"#,
        r#"a formula of the editor in place of a search | "(cardinality:@x[@service:a] / cardinality:@x[@service:b]) * 100" | a search computes nothing: the monitor's 'options.variables' give each search a name, and the formula has the names; write 'formula("(a / b) * 100").last("10m") > 40'"#,
    ),
    (
        "#123 & #456",
        "'#' is not an operator of composites | # | the operators are &&, || and !; write '123 && 456'",
    ),
    (
        "avg(last_5m):avg:a.b{env:prod, NOT host:a} > 5",
        "scope mixes ',' or '!' with AND, OR, NOT or IN | NOT | use either ',' and '!', or AND, OR, NOT and IN; write 'avg(last_5m):avg:a.b{env:prod AND NOT host:a} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{env:prod host:a} > 5",
        "missing ',' before 'host' | host | tags are separated by ',' or AND; write 'avg(last_5m):avg:a.b{env:prod, host:a} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{env:prod && (host:a || host:b)} > 5",
        "'&&' in a scope | && | the operators of a scope are AND, OR and NOT; write 'avg(last_5m):avg:a.b{env:prod AND (host:a OR host:b)} > 5'",
    ),
    (
        "index=main status=500 | stats count",
        r#"this is Splunk's language, not a query of Datadog | index=main status=500 | stats count | write 'logs("service:web status:error").index("*").rollup("count").by("service").last("5m") > 5'"#,
    ),
    (
        r#"{"query": "avg(last_5m):avg:a{*} > 1"}"#,
        r#"this is JSON, not a query of Datadog | {"query": "avg(last_5m):avg:a{*} > 1"} | write the text of its field 'query'"#,
    ),
    (
        "avg(last_5m):avg:system.disk.in_use{env:prod by {host} > 0.9",
        "expected '}' to close the scope, found 'by' | by | write 'avg(last_5m):avg:system.disk.in_use{env:prod} by {host} > 0.9'",
    ),
    (
        "avg(last_5m:avg:a{*} > 1",
        "expected ')' after the window, found ':' | : | write 'avg(last_5m):avg:a{*} > 1'",
    ),
    (
        "avg(last_5m):avg:a.b{*} >> 5",
        "'>>' is not a comparator | >> | the comparators are >, >=, <, <=, == and !=; write 'avg(last_5m):avg:a.b{*} > 5'",
    ),
    (
        "avg(last_5m):sum:a{*} by {host} by {env} > 5",
        "a second 'by' | by {env} | all tag keys are in one pair of braces; write 'avg(last_5m):sum:a{*} by {host,env} > 5'",
    ),
    (
        r#"avg(last_5m):avg:a.b{host=~"(a|b).*"} > 5"#,
        "'=~' in a scope | =~ | a scope has tags, 'key:value', with '*' as a wildcard; write '{env:prod}', '{!env:prod}' or '{env IN (a, b)}'",
    ),
    (
        r#"avg(last_5m):avg:a.b{env="prod",host=~"a|b"} > 5"#,
        "'=' in a scope | = | a scope has tags, 'key:value', with '*' as a wildcard; write 'avg(last_5m):avg:a.b{env:prod AND host IN (a, b)} > 5'",
    ),
    (
        "min(last_5m):sum:c.err{t:v} by {environment}.as_count() / ( sum:c.err{t:v} by {environment}.as_count() + sum:c.ok{t:v} by {environment}.as_count() ) ) * 100 > 5",
        "unmatched ')' | ) | nothing before it opens it; write 'min(last_5m):sum:c.err{t:v} by {environment}.as_count() / ( sum:c.err{t:v} by {environment}.as_count() + sum:c.ok{t:v} by {environment}.as_count() ) * 100 > 5'",
    ),
    (
        "SELECT average(duration) FROM Transaction WHERE appName = 'x' FACET host SINCE 5 minutes ago",
        "this is NRQL, not a query of Datadog | SELECT average(duration) FROM Transaction WHERE appName = 'x' FACET host SINCE 5 minutes ago | FROM is the metric, WHERE the scope in braces, FACET 'by {tag}', SINCE the evaluation window: write 'avg(last_5m):avg:metric{tag:value} by {tag} > 5'",
    ),
    (
        r#"from(bucket: "x") |> range(start: -5m)"#,
        r#"this is Flux, not a query of Datadog | from(bucket: "x") |> range(start: -5m) | write 'avg(last_5m):avg:metric{tag:value} by {tag} > 5'"#,
    ),
    (
        "avg(last_5m):avg:a.b{*} > 5 OR avg:b.c{*} > 2",
        "'OR' between two queries | OR | a monitor compares one expression with one threshold; write a monitor for each condition, and a composite monitor of them: '12345 || 67890'",
    ),
    (
        "AVG(last_5m):avg:a.b{x:y} = 5",
        "unknown time aggregator 'AVG' | AVG | the time aggregators are avg, sum, min, max and percentile; write 'avg(last_5m):avg:a.b{x:y} == 5'",
    ),
    (
        "avg(last_5m):avg:a.b{!host:a AND env:b} > 5",
        "scope mixes ',' or '!' with AND, OR, NOT or IN | AND | use either ',' and '!', or AND, OR, NOT and IN; write 'avg(last_5m):avg:a.b{NOT host:a AND env:b} > 5'",
    ),
    (
        "avg(last_5m):avg:a.b{host:a, env:b OR c:d} > 5",
        "scope mixes ',' or '!' with AND, OR, NOT or IN | OR | use either ',' and '!', or AND, OR, NOT and IN; write 'avg(last_5m):avg:a.b{host:a AND (env:b OR c:d)} > 5'",
    ),
    (
        "(avg:a{*} + avg:b{*}) / 2 > 5",
        "missing evaluation window | ( | a monitor evaluates a window of time; write 'avg(last_5m):(avg:a{*} + avg:b{*}) / 2 > 5'",
    ),
    (
        "100 * avg:a{*} > 5",
        "missing evaluation window | 1 | a monitor evaluates a window of time; write 'avg(last_5m):100 * avg:a{*} > 5'",
    ),
    (
        "avg:a{*} by host = 5",
        "missing evaluation window | avg | a monitor evaluates a window of time; write 'avg(last_5m):avg:a{*} by {host} == 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} > 5 ms",
        "invalid threshold '5 ms' | 5 ms | a threshold is a number in the unit of the metric; write the number alone: for a metric in ms, '5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} > 1.5GB",
        "invalid threshold '1.5GB' | 1.5GB | a threshold is a number in the unit of the metric; write the number alone: for a metric in GB, '1.5'",
    ),
    (
        r#"avg(last_5m):avg:a.b{host="a"} = 5"#,
        "'=' in a scope | = | a scope has tags, 'key:value', with '*' as a wildcard; write 'avg(last_5m):avg:a.b{host:a} == 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} < 5 for 10m",
        "'for' after the threshold | for 10m | how long the condition must hold is the evaluation window: with 'min' every point is above the threshold, with 'max' every point is below; write 'max(last_10m):avg:a.b{*} < 5'",
    ),
    (
        "avg(last_5m):avg:a{*} > avg:b{*} + 3",
        "the threshold is a query | avg:b{*} + 3 | a monitor compares with a number; write 'avg(last_5m):avg:a{*} - (avg:b{*} + 3) > 0'",
    ),
    (
        "avg(last_5m):median:a.b{*} > 5",
        "unknown space aggregator 'median' | median | write 'avg(last_5m):p50:a.b{*} > 5'",
    ),
    (
        "max(last_5m):avg:a.b{*} != 5%",
        "invalid threshold '5%' | 5% | a threshold is a number; a query that computes a share has it from 0 to 1, unless it multiplies by 100; write 'max(last_5m):avg:a.b{*} != 5'",
    ),
    (
        "avg(last_5m):avg:a.b{*} > $__interval",
        "this is a condition of Grafana, not a query of Datadog | avg(last_5m):avg:a.b{*} > $__interval | write 'avg(last_5m):avg:metric{tag:value} by {tag} > 5'",
    ),
];

#[rustfmt::skip]
const METRIC_QUERIES: &[(&str, &str)] = &[
    (
        "avg:a{*} > 5",
        "a query has no comparison | > 5 | only monitors compare with a threshold; a widget has markers and conditional formats; write 'avg:a{*}'",
    ),
    (
        "avg(last_5m):avg:a{*}",
        "an evaluation window outside of a monitor | avg(last_5m): | only monitors have one; write 'avg:a{*}'",
    ),
    (
        "avg:a{*}}",
        "unmatched '}' | } | nothing before it opens it; write 'avg:a{*}'",
    ),
    (
        "mean:a{*}",
        "unknown space aggregator 'mean' | mean | write 'avg:a{*}'",
    ),
    (
        "avg(a{*})",
        "'avg' is called like a function | avg(a{*}) | the aggregator precedes the metric; write 'avg:a{*}'",
    ),
    (
        r#"rate(a_total{x="y"}[5m])"#,
        "'rate' is PromQL | rate | a monitor starts with its evaluation window; a rate is '.as_rate()', an increase is '.as_count()'; write 'avg:a_total{x:y}.as_rate()'",
    ),
    (
        "sum:a{*}.as_count() by {host}",
        "'by' in the wrong place | by {host} | the groups follow the scope, before the modifiers; write 'sum:a{*} by {host}.as_count()'",
    ),
    (
        "a{*} ^ 2",
        "'^' is not an operator | ^ | the operators are +, -, * and /; to square a query, multiply it by itself",
    ),
    (
        "(a + b",
        "missing scope: expected '{' after metric name 'a', found '+' | + | write '(a{*} + b{*})'",
    ),
    (
        r#"avg:a{env="prod"}"#,
        "'=' in a scope | = | a scope has tags, 'key:value', with '*' as a wildcard; write 'avg:a{env:prod}'",
    ),
    (
        "avg:a{*}.rollup(sum, 1h)",
        "'1h' is not a number of seconds | 1h | a rollup and a fill have their length in seconds; write 'avg:a{*}.rollup(sum, 3600)'",
    ),
    (
        "sum:a{*} × 2",
        "'×' is not a character of queries | × | it comes from a page or a document; write 'sum:a{*} * 2'",
    ),
];

#[rustfmt::skip]
const FORMULAS: &[(&str, &str)] = &[
    (
        "avg:a{*} > 5",
        "a metric query in a formula | : | a formula has the names of queries; give the query a name in 'queries', and write the name: 'query1 * 100'",
    ),
    (
        r#"rate(a_total{x="y"}[5m])"#,
        "'rate' is PromQL | rate | a monitor starts with its evaluation window; a rate is '.as_rate()', an increase is '.as_count()'; write 'avg(last_5m):sum:metric{tag:value} by {tag}.as_rate() > 5'",
    ),
    (
        "a and b",
        "'and' in a formula | and | a formula computes a number from queries; the operators are +, -, * and /",
    ),
    (
        "(a + b",
        "expected ')' to close the parentheses, found the end |  | write '(a + b)'",
    ),
    (
        "query1 / query2)",
        "unmatched ')' | ) | nothing before it opens it; write 'query1 / query2'",
    ),
    (
        "a > 5",
        "'>' in a formula | > | a formula computes a number from queries; the operators are +, -, * and /",
    ),
];
