//! What a cluster cannot stage: whatever is injected there must be revertible by `kubectl`, and telemetry is real.

use diagnostics::Diagnostic;
use documents::yaml::Located;

use crate::scenario::{Injection, Scenario, Source};

/// Everything of a scenario that cannot be staged in a cluster.
#[must_use]
pub fn not_in_cluster(source: &Source, scenario: &Scenario) -> Vec<Diagnostic> {
    let find = |at: &Located<String>, message: String, help: &str| {
        source.finding("gameday/cluster", message, at.span.clone()).help(help)
    };
    let mut findings = Vec::new();
    for injection in &scenario.inject {
        if let Some((message, help)) = problem(injection) {
            findings.push(find(&injection.what, message, help));
        }
    }
    for window in &scenario.maintenance {
        let message = format!(
            "'{}' is a maintenance window, which is not announced in a cluster",
            window.what.value
        );
        findings.push(find(&window.what, message, "run the scenario without --env"));
    }
    findings
}

fn problem(injection: &Injection) -> Option<(String, &'static str)> {
    let what = &injection.what.value;
    if injection.is_generated() {
        let message = format!("'{what}' changes generated telemetry, and that of a cluster is real");
        return Some((
            message,
            "use stop, faults or cut_off, or run the scenario without --env",
        ));
    }
    if injection.publish.is_some() {
        let message = format!(
            "'{what}' publishes messages, which is not done in a cluster: nobody can take back a message that a service has read, and it needs the broker's credentials"
        );
        let help = "stop the service that reads the queue: it fills with the jobs of the environment";
        return Some((message, help));
    }
    let changes = [
        injection.stop.is_some(),
        injection.faults.is_some(),
        injection.cut_off.is_some(),
    ];
    if changes.into_iter().filter(|is_there| *is_there).count() > 1 {
        let message = format!("'{what}' changes several things, and an injection in a cluster changes one");
        return Some((message, "write an injection for each, with the same times"));
    }
    None
}
