//! What makes a monitor less sensitive than the same monitor elsewhere.

use crate::facts::MonitorFacts;

/// What is weaker in `monitor` than in `other`, as clauses.
pub(crate) fn weaker(monitor: &MonitorFacts<'_>, other: &MonitorFacts<'_>) -> Vec<String> {
    let mut weaker = Vec::new();
    let mut add = |what: &str, now: &str, than: &str| weaker.push(format!("{what} is {now} instead of {than}"));
    if priority(monitor) > priority(other) {
        add("the severity", &monitor.spec.severity, &other.spec.severity);
    }
    let thresholds = |monitor: &MonitorFacts<'_>| {
        let thresholds = &monitor.options.thresholds;
        [thresholds.critical, thresholds.warning, monitor.spec.limit]
    };
    let names = ["the threshold", "the warning threshold", "the limit"];
    for ((what, now), than) in names.into_iter().zip(thresholds(monitor)).zip(thresholds(other)) {
        if let (Some(now), Some(than), Some(side)) = (now, than, monitor.side())
            && side.is_looser(now, than)
        {
            add(what, &now.to_string(), &than.to_string());
        }
    }
    if let (Some(now), Some(than)) = (&monitor.parsed, &other.parsed)
        && let (Some(now_s), Some(than_s)) = (now.window_s(), than.window_s())
        && now.growth().is_looser(now_s, than_s)
    {
        add("the window", &monitor.spec.window, &other.spec.window);
    }
    let least = |monitor: &MonitorFacts<'_>| monitor.spec.minimum.map_or(0, |minimum| minimum.bad);
    if least(monitor) > least(other) {
        add("min_bad", &least(monitor).to_string(), &least(other).to_string());
    }
    if other.spec.no_data == "notify" && monitor.spec.no_data != "notify" {
        weaker.push("no data does not notify".to_owned());
    }
    weaker
}

/// Datadog's priority, 1 to 5.
pub(crate) fn priority(monitor: &MonitorFacts<'_>) -> Option<u64> {
    monitor.spec.payload["priority"].as_u64()
}
