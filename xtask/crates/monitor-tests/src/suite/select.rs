//! The filters of a test and of its notifications: which monitors they select.

use diagnostics::suggestion;

use super::Facts;
use crate::build::Finding;
use crate::file::{Filters, Test, Text};
use crate::tested_monitor::TestedMonitor;

impl Facts<'_> {
    /// Whether the filters select the monitor. [`Facts::check_filters`] reports unknown names.
    pub(crate) fn selects(&self, filters: Filters<'_>, monitor: &TestedMonitor) -> bool {
        let among = |names: Option<&[Text]>, name: &str| names.is_none_or(|names| names.iter().any(|n| *n.0 == *name));
        among(filters.envs, &monitor.env)
            && among(filters.services, &monitor.service)
            && among(filters.tiers, &monitor.tier.to_string())
            && among(filters.severities, &monitor.severity)
    }

    /// Reports unknown names in the filters of a test.
    pub(super) fn check_filters(&self, test: &Test) -> Vec<Finding> {
        let mut findings = Vec::new();
        let environments: Vec<&str> = self.environments().collect();
        let services: Vec<&str> = self.services.iter().map(String::as_str).collect();
        let severities: Vec<&str> = self.severities().collect();
        let of_notifications = test.notify.iter().map(|notify| notify.filters());
        for filters in std::iter::once(test.filters()).chain(of_notifications) {
            check_filter("environment", filters.envs, &environments, &mut findings);
            check_filter("service with monitors", filters.services, &services, &mut findings);
            check_filter("tier", filters.tiers, &["1", "2", "3"], &mut findings);
            check_filter("severity", filters.severities, &severities, &mut findings);
        }
        findings
    }
}

fn check_filter(what: &str, names: Option<&[Text]>, known: &[&str], findings: &mut Vec<Finding>) {
    for name in names.into_iter().flatten().filter(|n| !known.contains(&n.0.as_str())) {
        let finding = Finding::new(
            "monitors/test-file",
            name.span.clone(),
            format!("no {what} is named '{}'", name.0),
        );
        findings.push(finding.help(suggestion(name, known.iter().copied())));
    }
}
