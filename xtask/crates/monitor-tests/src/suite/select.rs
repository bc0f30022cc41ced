//! The filters of a test and of its notifications: which monitors they select.

use diagnostics::suggestion;

use super::Facts;
use crate::build::Finding;
use crate::file::{Test, Text};
use crate::tested_monitor::TestedMonitor;

impl Facts<'_> {
    /// Whether the filters select the monitor. [`Facts::check_filters`] reports unknown names.
    pub(crate) fn selects(
        &self,
        envs: &Option<Vec<Text>>,
        services: &Option<Vec<Text>>,
        tiers: &Option<Vec<Text>>,
        monitor: &TestedMonitor,
    ) -> bool {
        let among = |names: &Option<Vec<Text>>, name: &str| {
            names.as_ref().is_none_or(|names| names.iter().any(|n| *n.0 == *name))
        };
        among(envs, &monitor.env) && among(services, &monitor.service) && among(tiers, &monitor.tier.to_string())
    }

    /// Reports unknown names in the filters of a test.
    pub(super) fn check_filters(&self, test: &Test) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut filters = vec![(&test.envs, &test.services, &test.tiers)];
        filters.extend(test.notify.iter().map(|n| (&n.envs, &n.services, &n.tiers)));
        let environments: Vec<&str> = self.environments().collect();
        let services: Vec<&str> = self.services.iter().map(String::as_str).collect();
        for (envs, of_services, tiers) in filters {
            check_filter("environment", envs, &environments, &mut findings);
            check_filter("service with monitors", of_services, &services, &mut findings);
            check_filter("tier", tiers, &["1", "2", "3"], &mut findings);
        }
        findings
    }
}

fn check_filter(what: &str, names: &Option<Vec<Text>>, known: &[&str], findings: &mut Vec<Finding>) {
    for name in names.iter().flatten().filter(|n| !known.contains(&n.0.as_str())) {
        let finding = Finding::new(
            "monitors/test-file",
            name.span.clone(),
            format!("no {what} is named '{}'", name.0),
        );
        findings.push(finding.help(suggestion(name, known.iter().copied())));
    }
}
