//! The cost as lines of text.

use crate::cost::{Cost, LogLine, LogVolume, MetricLine, Money, Totals};

/// The number of metrics and services that are named; the others are counted.
const LINES_MAX: usize = 10;

/// The lines; empty if the change costs nothing and everything is known.
pub(super) fn lines(cost: &Cost) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(totals) = &cost.totals
        && !cost.is_unchanged()
    {
        out.extend(sums(totals, cost.money.as_ref(), cost));
    }
    out.extend(cost.metrics.iter().take(LINES_MAX).map(metric));
    out.extend(more(cost.metrics.len(), "metrics"));
    let services: Vec<&[LogLine]> = cost.logs.chunk_by(|one, next| one.service == next.service).collect();
    out.extend(services.iter().take(LINES_MAX).map(|lines| logs(lines)));
    out.extend(more(services.len(), "services' logs"));
    if let Some(money) = cost.money.as_ref().filter(|_| !cost.is_unchanged()) {
        out.push(format!(
            "prices: {} of {}, {}",
            money.currency, money.as_of, money.source
        ));
    }
    out.extend(cost.unknown.iter().map(|reason| format!("unknown: {reason}")));
    out
}

fn sums(totals: &Totals, money: Option<&Money>, cost: &Cost) -> Vec<String> {
    let amount = |pick: fn(&Money) -> f64| {
        money
            .map(|money| format!(", {:+.2} {} a month", pick(money), money.currency))
            .unwrap_or_default()
    };
    let mut out = Vec::new();
    if !cost.metrics.is_empty() {
        let (base, head) = (totals.custom_metrics.base, totals.custom_metrics.head);
        let sign = if head < base { '-' } else { '+' };
        let by = grouped(head.abs_diff(base));
        out.push(format!(
            "custom metrics, at most: {} -> {} ({sign}{by}){}",
            grouped(base),
            grouped(head),
            amount(|m| m.custom_metrics)
        ));
    }
    if !cost.logs.is_empty() {
        let events = totals.million_events_per_month;
        let gigabytes = totals.gb_per_month;
        out.push(format!(
            "logs a month: {:.1} -> {:.1} million events, {:.1} -> {:.1} GB{}",
            events.base,
            events.head,
            gigabytes.base,
            gigabytes.head,
            amount(|m| m.logs)
        ));
    }
    out
}

fn metric(line: &MetricLine) -> String {
    let name = &line.metric;
    match (line.base, line.head) {
        (None, Some(head)) => format!("{name}: new, {}", grouped(head)),
        (Some(base), None) => format!("{name}: removed, {}", grouped(base)),
        (base, head) => format!(
            "{name}: {} -> {}",
            grouped(base.unwrap_or_default()),
            grouped(head.unwrap_or_default())
        ),
    }
}

/// The logs of one service, in all environments.
fn logs(lines: &[LogLine]) -> String {
    let kept = |kept: LogVolume| format!("{} for {} days", kept.million_events_per_day, kept.days);
    let part = |line: &LogLine| {
        let how = match (line.base, line.head) {
            (None, Some(head)) => kept(head),
            (Some(base), None) => format!("no longer {}", kept(base)),
            (Some(base), Some(head)) => format!("{} -> {}", kept(base), kept(head)),
            (None, None) => String::new(),
        };
        format!("{how} in {}", line.environment)
    };
    let parts: Vec<String> = lines.iter().map(part).collect();
    let service = lines.first().map_or("", |line| line.service.as_str());
    let assumed = if lines.iter().any(|line| line.assumed) {
        " (the policy's default)"
    } else {
        ""
    };
    format!("logs of {service}, million events a day: {}{assumed}", parts.join(", "))
}

fn more(count: usize, what: &str) -> Option<String> {
    (count > LINES_MAX).then(|| format!("and {} more {what}", count - LINES_MAX))
}

/// `1,234,567`
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_in_groups() {
        assert_eq!(
            [0, 999, 1_000, 1_234_567].map(super::grouped),
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
