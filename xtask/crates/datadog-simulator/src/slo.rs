//! Error budgets and burn rates (doc: `service_level_objectives/burn_rate`, `service_level_objectives/error_budget`).

/// Good and total amounts of a period, in events, seconds or time slices.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SliCounts {
    /// The good ones.
    pub good: f64,
    /// All of them.
    pub total: f64,
}

impl SliCounts {
    /// `1 - good / total`, between 0 and 1; `None` if the total is zero.
    #[must_use]
    pub fn error_rate(self) -> Option<f64> {
        (self.total > 0.0).then(|| (1.0 - self.good / self.total).clamp(0.0, 1.0))
    }
}

/// The fraction (0 to 1) that may be bad with a target in percent.
#[must_use]
pub fn error_budget(target_percent: f64) -> f64 {
    1.0 - target_percent / 100.0
}

/// How many times faster than the target allows the error budget is consumed. `error_rate` is a fraction from 0 to 1.
#[must_use]
pub fn burn_rate(error_rate: f64, target_percent: f64) -> f64 {
    error_rate / error_budget(target_percent)
}

/// The maximum burn rate: everything is bad.
#[must_use]
pub fn burn_rate_max(target_percent: f64) -> f64 {
    burn_rate(1.0, target_percent)
}

/// The consumed percentage of the error budget; more than 100 if it is overspent. `error_rate` is a fraction from 0 to 1.
#[must_use]
pub fn budget_consumed_percent(error_rate: f64, target_percent: f64) -> f64 {
    burn_rate(error_rate, target_percent) * 100.0
}

/// The burn rate to compare: the lesser of the two windows, because an alert needs both at or above the threshold. `None` if either window has no data.
#[must_use]
pub fn deciding_burn_rate(long: Option<f64>, short: Option<f64>) -> Option<f64> {
    Some(long?.min(short?))
}
