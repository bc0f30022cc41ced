//! The notations of test files.

use monitor_tests::notation::{NotationError, Sample, Statuses, Values, Variables, change, interpolate, time, times};
use proptest::prelude::*;

fn variables() -> Variables {
    let mut variables = Variables::default();
    variables.number("critical", 5.0);
    variables.number("window", 10.0);
    variables.text("team", "ml-platform");
    variables.text("by", "queue");
    variables
}

/// The error as `message (underlined text); help`.
fn described(text: &str, error: &NotationError) -> String {
    let at = text.get(error.span.clone()).unwrap_or("<outside>");
    let help = error.help.as_deref().map(|h| format!("; {h}")).unwrap_or_default();
    format!("{} ({at}){help}", error.message)
}

fn samples(text: &str) -> String {
    let read = Values::parse(text).and_then(|values| values.samples(&variables()));
    match read {
        Ok(samples) => {
            let samples = samples.iter().map(|sample| match sample {
                Sample::Missing => "_".to_owned(),
                Sample::Value(value) => value.to_string(),
                Sample::Flush(values) => format!("{values:?}"),
            });
            samples.collect::<Vec<_>>().join(" ")
        }
        Err(error) => described(text, &error),
    }
}

#[test]
fn samples_of_every_notation() {
    let check = |text: &str, expected: &str| assert_eq!(samples(text), expected, "{text}");
    check("5", "5");
    check("0x2 5x3 -1.5", "0 0 5 5 5 -1.5");
    check("_ 1 _x2", "_ 1 _ _");
    check("1+2x3 10-5x3 5--1x2", "1 3 5 10 5 0 5 6");
    check("1..3x3 3..1x2 7..9x1", "1 2 3 3 1 7");
    check("$critical ${critical}x2 ($critical*1.5)x1", "5 5 5 7.5");
    check("0x($window / 5) 1x(floor($window/4))", "0 0 1 1");
    check("(min(3, 2) + max(1,4)*2 - -1)x1 (round(2.5)) (ceil(0.1))", "11 3 1");
    check(
        "[1 2 $critical]x2 [] [1x3]",
        "[1.0, 2.0, 5.0] [1.0, 2.0, 5.0] [] [1.0, 1.0, 1.0]",
    );
    check("1e3x1 2E-1", "1000 0.2");
    check("noise(100, 0, 1)x2", "100 100");
    assert_eq!(samples("noise(100, 5, 7)x4"), samples("noise(100, 5, 7)x4"));
    assert_ne!(samples("noise(100, 5, 7)x4"), samples("noise(100, 5, 8)x4"));
}

#[test]
fn samples_that_are_too_many_or_too_large_are_rejected() {
    let sum = |terms: usize| format!("({}1)x3", "1+".repeat(terms - 1));
    assert_eq!(samples(&sum(50_000)), "50000 50000 50000");
    assert_eq!(
        samples("-1e308..1e308x10"),
        "some of these samples are not finite numbers (-1e308..1e308)"
    );
    assert_eq!(
        samples("1e308+1e308x3"),
        "some of these samples are not finite numbers (1e308+1e308)"
    );
    assert_eq!(
        samples("[0x1000]x1001"),
        "1001 samples exceed the maximum of 1000 (1001)"
    );
    assert_eq!(samples("[0x1000]x1000").split(' ').count(), 1_000_000);
    assert_eq!(
        samples("[0x1000]x500 1x500001"),
        "500001 samples exceed the maximum of 500000 (500001)"
    );
}

#[test]
fn noise_stays_within_its_spread() {
    let values = Values::parse("noise(100, 5, 7)x1000")
        .and_then(|v| v.samples(&variables()))
        .expect("a notation of this test");
    let numbers: Vec<f64> = values
        .iter()
        .filter_map(|s| if let Sample::Value(v) = s { Some(*v) } else { None })
        .collect();
    assert!(numbers.iter().all(|v| (95.0..=105.0).contains(v)));
    let mean = numbers.iter().sum::<f64>() / 1000.0;
    assert!((mean - 100.0).abs() < 0.5, "{mean}");
}

#[test]
fn mistakes_in_samples_are_underlined() {
    let check = |text: &str, expected: &str| assert_eq!(samples(text), expected, "{text}");
    check("", "expected a sample, found the end ()");
    check("5y", "expected a space, found 'y' (y)");
    check(
        "1 five",
        "expected a number, $name or (an expression), found 'five' (five)",
    );
    check("1+2", "the number of samples is missing (1+2); add xN: 1+2x3 is 1 3 5");
    check(
        "5x1.5",
        "1.5 is not a valid number of samples (1.5); it must be a whole number, 0 or more: round a division with floor(...) or ceil(...)",
    );
    check(
        "5x-1",
        "-1 is not a valid number of samples (-1); it must be a whole number, 0 or more: round a division with floor(...) or ceil(...)",
    );
    check("0x2000000", "2000000 samples exceed the maximum of 1000000 (2000000)");
    check(
        "$critcal",
        "unknown variable $critcal ($critcal); did you mean $critical?",
    );
    check(
        "$criticalx5",
        "unknown variable $criticalx5 ($criticalx5); write ${critical}x5, or ($critical) for a number",
    );
    check("$team", "$team is the text 'ml-platform', not a number ($team)");
    check(
        "$warning",
        "this monitor has no $warning ($warning); restrict the test with 'services', 'tiers' or 'envs' to the monitors that have it, or write a number",
    );
    check("(1", "expected ')', found the end ()");
    check("(1/0)", "the result is not a finite number ((1/0))");
    check("[1 _]", "expected a number, found '_]' (_])");
    check(
        "$",
        "'$' without the name of a variable ($); write $$ for a dollar sign",
    );
}

#[test]
fn statuses_are_repeated() {
    let runs = Statuses::parse("OKx2 CRITICAL _ WARNINGx($critical - 4)").and_then(|s| s.runs(&variables()));
    assert_eq!(
        format!("{runs:?}"),
        "Ok([Some(Ok), Some(Ok), Some(Critical), None, Some(Warning)])"
    );
    let error = |text: &str| {
        Statuses::parse(text)
            .map_err(|e| described(text, &e))
            .expect_err("no statuses")
    };
    assert_eq!(error("OKAY"), "expected xN or a space, found 'AY' (AY)");
    assert_eq!(
        error("OK ok"),
        "expected OK, WARNING, CRITICAL, UNKNOWN or _, found 'ok' (ok)"
    );
    assert_eq!(
        error(""),
        "expected OK, WARNING, CRITICAL, UNKNOWN or _, found the end ()"
    );
}

#[test]
fn times_are_seconds_after_the_start() {
    let check = |text: &str, expected: Result<i64, &str>| {
        assert_eq!(
            time(text, &variables()).map_err(|e| described(text, &e)),
            expected.map_err(str::to_owned),
            "{text}"
        )
    };
    check("21m", Ok(1260));
    check("1h30m", Ok(5400));
    check("0", Ok(0));
    check("90s", Ok(90));
    check("($window + 5)m", Ok(900));
    check("1d", Ok(86_400));
    check(
        "21",
        Err("expected a unit: s, m, h or d, found the end (); write 21m, 1h30m or ($window + 5)m"),
    );
    check(
        "-1m",
        Err("a time must be between the start of the test and ten years after it (-1m)"),
    );
    check("0.5s", Err("not a whole number of seconds (0.5s)"));
    check("1m 2m", Err("expected the end of the time, found ' ' ( )"));
    let range = times("10m..12m", &variables()).expect("a range");
    assert!(range.contains(600) && range.contains(720) && !range.contains(721) && !range.contains(599));
    assert_eq!(
        times("2m..1m", &variables()).map_err(|e| e.message),
        Err("the range ends at 1m, before its start at 2m".to_owned())
    );
}

#[test]
fn changes_are_a_state_and_a_time() {
    let check = |text: &str, expected: &str| {
        let found = match change(text, &variables()) {
            Ok(change) => change.to_string(),
            Err(error) => described(text, &error),
        };
        assert_eq!(found, expected, "{text}");
    };
    check("OK@0m", "OK@0m");
    check("Alert@($window+11)m", "Alert@21m");
    check("Warn@5m..90m", "Warn@5m..90m");
    check("No Data@2h", "No Data@2h");
    check("NoData@150m", "No Data@2h30m");
    check("Dropped@1d", "Dropped@24h");
    check(
        "Alarm@5m",
        "expected a state: OK, Warn, Alert, No Data or Dropped, found 'Alarm@5m' (Alarm@5m)",
    );
    check("Alert 5m", "expected '@' and a time, found ' ' ( )");
}

#[test]
fn variables_in_strings_are_replaced() {
    let interpolated = |text: &str| interpolate(text, &variables()).map_err(|e| described(text, &e));
    assert_eq!(interpolated("pagerduty-$team"), Ok("pagerduty-ml-platform".to_owned()));
    assert_eq!(interpolated("$by:a ${critical}% $$"), Ok("queue:a 5% $".to_owned()));
    assert_eq!(
        interpolated("a $tem"),
        Err("unknown variable $tem ($tem); did you mean $team?".to_owned())
    );
    assert_eq!(
        interpolated("a $ b"),
        Err("'$' without the name of a variable ($); write $$ for a dollar sign".to_owned())
    );
}

proptest! {
    #[test]
    fn no_text_causes_a_panic(text in "[0-9x_+\\-.*/()\\[\\]$a-z@, ä]{0,40}") {
        let variables = variables();
        let spans = [
            Values::parse(&text).and_then(|v| v.samples(&variables)).err(),
            Statuses::parse(&text).and_then(|s| s.runs(&variables)).err(),
            times(&text, &variables).err(),
            change(&format!("OK@{text}"), &variables).err().map(|_| NotationError { message: String::new(), span: 0..0, help: None }),
            interpolate(&text, &variables).err(),
        ];
        for error in spans.into_iter().flatten() {
            prop_assert!(text.get(error.span.clone()).is_some(), "{:?} {:?}", text, error);
        }
    }

    #[test]
    fn repeated_numbers_are_expanded(numbers in proptest::collection::vec((-1000_i32..1000, 0_usize..20), 1..10)) {
        let text: Vec<String> = numbers.iter().map(|(v, n)| format!("{v}x{n}")).collect();
        let read = Values::parse(&text.join(" ")).and_then(|v| v.samples(&variables())).expect("a notation of this test");
        let expected: Vec<Sample> = numbers.iter().flat_map(|(v, n)| std::iter::repeat_n(Sample::Value(f64::from(*v)), *n)).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn a_time_is_the_sum_of_its_parts(hours in 0_i64..200, minutes in 0_i64..60, seconds in 0_i64..60) {
        prop_assert_eq!(time(&format!("{hours}h{minutes}m{seconds}s"), &variables()), Ok(hours * 3600 + minutes * 60 + seconds));
    }
}
