//! Error budgets and burn rates (doc: `service_level_objectives/burn_rate`, `service_level_objectives/error_budget`).

/// Good behaviour of a period, of all behaviour: events, or seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SliCounts {
    /// What was good.
    pub good: f64,
    /// All of it.
    pub total: f64,
}

impl SliCounts {
    /// `1 - good / total`, between 0 and 1; nothing where there was no behaviour.
    #[must_use]
    pub fn error_rate(self) -> Option<f64> {
        (self.total > 0.0).then(|| (1.0 - self.good / self.total).clamp(0.0, 1.0))
    }
}

/// The fraction of behaviour that may be bad, of a target in percent.
#[must_use]
pub fn error_budget(target_percent: f64) -> f64 {
    1.0 - target_percent / 100.0
}

/// How many times faster than allowed the budget is spent.
#[must_use]
pub fn burn_rate(error_rate: f64, target_percent: f64) -> f64 {
    error_rate / error_budget(target_percent)
}

/// The greatest burn rate there can be: everything is bad.
#[must_use]
pub fn burn_rate_max(target_percent: f64) -> f64 {
    burn_rate(1.0, target_percent)
}

/// How much of the budget is consumed, in percent; more than 100 where it is overspent.
#[must_use]
pub fn budget_consumed_percent(error_rate: f64, target_percent: f64) -> f64 {
    burn_rate(error_rate, target_percent) * 100.0
}

/// The burn rate that decides: an alert needs both windows at or above the threshold, so the lesser of the two is compared.
#[must_use]
pub fn deciding_burn_rate(long: Option<f64>, short: Option<f64>) -> Option<f64> {
    Some(long?.min(short?))
}
