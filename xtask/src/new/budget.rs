//! The numbers of the draft of an alert on an error budget, and when it alerts in its test.

/// How much of the budget is spent when the draft alerts and warns, in percent.
const ALERT_PERCENT: f64 = 50.0;
const WARN_PERCENT: f64 = 25.0;

/// How much its test spends, in percent.
const SPENT_PERCENT: f64 = 60.0;

/// How far the times of its test may be off, in hours: Datadog counts a window of more than two days in steps of up to four hours.
const STEP_H: f64 = 4.0;

/// The values for a budget of `days` days that burns `rate` times as fast as its target allows.
pub(super) fn facts(days: u32, rate: f64) -> Vec<(&'static str, String)> {
    let window_h = f64::from(days) * 24.0;
    let hours = |percent: f64| percent / 100.0 * window_h / rate;
    let failing_h = hours(SPENT_PERCENT).ceil();
    let range = |from_h: f64, tolerance_h: f64| format!("{}h..{}h", from_h.floor(), from_h.floor() + tolerance_h);
    // The failures begin an hour after the test, and leave the window in the order in which they came.
    let left = |percent: f64| range(window_h + failing_h - hours(percent), STEP_H + 2.0);
    vec![
        ("alert_percent", ALERT_PERCENT.to_string()),
        ("warn_percent", WARN_PERCENT.to_string()),
        ("burn_rate", rate.to_string()),
        ("window", format!("{days} days")),
        ("hourly", format!("{:.2}", 100.0 * rate / window_h)),
        ("alert_h", one_digit(hours(ALERT_PERCENT))),
        ("warn_h", one_digit(hours(WARN_PERCENT))),
        ("failing", failing_h.to_string()),
        ("healthy", (window_h + STEP_H + 2.0).to_string()),
        ("warns", range(hours(WARN_PERCENT), STEP_H)),
        ("alerts", range(hours(ALERT_PERCENT), STEP_H)),
        ("warns_again", left(ALERT_PERCENT)),
        ("recovers", left(WARN_PERCENT)),
        ("below", spending(ALERT_PERCENT / 100.0 * window_h, rate)),
    ]
}

/// The samples of a series, one an hour, that spend exactly what `allowed_h` hours at the allowed rate do: at `rate`, and the rest in one more hour.
fn spending(allowed_h: f64, rate: f64) -> String {
    let whole_h = (allowed_h / rate).floor();
    let rest = one_digit(allowed_h - whole_h * rate);
    if rest == "0" {
        format!("{rate}x{whole_h}")
    } else {
        format!("{rate}x{whole_h} {rest}x1")
    }
}

/// `36` and `8.4`
fn one_digit(number: f64) -> String {
    ((number * 10.0).round() / 10.0).to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn times_follow_from_window_and_rate() {
        let times = |days, rate| {
            let facts: BTreeMap<_, _> = facts(days, rate).into_iter().collect();
            [
                "hourly",
                "failing",
                "warns",
                "alerts",
                "warns_again",
                "recovers",
                "below",
            ]
            .map(|name| facts[name].clone())
        };
        assert_eq!(
            times(30, 10.0),
            [
                "1.39",
                "44",
                "18h..22h",
                "36h..40h",
                "728h..734h",
                "746h..752h",
                "10x36"
            ]
        );
        assert_eq!(
            times(7, 1.6),
            [
                "0.95",
                "63",
                "26h..30h",
                "52h..56h",
                "178h..184h",
                "204h..210h",
                "1.6x52 0.8x1"
            ]
        );
    }
}
