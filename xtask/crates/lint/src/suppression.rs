//! Suppressions: a rule that an object or a runbook turns off for itself, with a reason and, optionally, a last day.

use std::collections::BTreeSet;

use model::{Suppression, Suppressions};

use crate::facts::Facts;
use crate::finding::{Finding, FindingTarget, SuppressionStatus};
use crate::reporter::Reporter;
use crate::rule::{Check, Rule};
use crate::rules;

/// Removes the suppressed findings and adds those of the `selected` rules that check suppressions.
pub(crate) fn apply<'a>(
    facts: &'a Facts<'a>,
    selected: &[&'static Rule],
    findings: Vec<Finding<'a>>,
) -> Vec<Finding<'a>> {
    // By file: an archetype's is of many services, and may be needed by one of them.
    let mut used: BTreeSet<(String, &str)> = BTreeSet::new();
    let mut kept: Vec<Finding<'a>> = Vec::with_capacity(findings.len());
    for finding in findings {
        let rule = finding.rule;
        let suppression = suppressions(finding.target)
            .and_then(|(file, suppressions)| suppressions.get(rule).map(|suppression| (file, suppression)));
        match suppression {
            Some((file, suppression)) => {
                used.insert((file, rule));
                if expired(facts, suppression) {
                    kept.push(finding);
                }
            }
            None => kept.push(finding),
        }
    }
    let ran: BTreeSet<&str> = selected.iter().map(|rule| rule.name).collect();
    let statuses = statuses(facts, |file, name| {
        ran.contains(name) && !used.contains(&(file.to_owned(), name))
    });
    for rule in selected {
        if let Check::Suppressions(check) = rule.check {
            let mut reporter = Reporter::new(rule.name, rule.severity);
            check(&statuses, &mut reporter);
            kept.append(&mut reporter.findings);
        }
    }
    kept
}

fn expired(facts: &Facts<'_>, suppression: &Suppression) -> bool {
    suppression.until.is_some_and(|until| until < facts.today)
}

/// The suppressions that apply to findings about `target`, and the file that has them.
fn suppressions<'a>(target: FindingTarget<'a>) -> Option<(String, &'a Suppressions)> {
    match target {
        FindingTarget::Object(object) => Some((object.source(), object.spec.suppress())),
        FindingTarget::Runbook(runbook) => {
            let front = runbook.front.as_ref().ok()?;
            Some((runbook.path.to_owned(), &front.suppress))
        }
        FindingTarget::File | FindingTarget::Values(_) => None,
    }
}

/// The status of every suppression.
fn statuses<'a>(facts: &'a Facts<'a>, unused: impl Fn(&str, &str) -> bool) -> Vec<SuppressionStatus<'a>> {
    let objects = facts.objects.iter().map(FindingTarget::Object);
    let runbooks = facts
        .runbooks
        .iter()
        .map(|facts| FindingTarget::Runbook(&facts.runbook));
    let mut statuses = Vec::new();
    for target in objects.chain(runbooks) {
        let Some((file, suppressions)) = suppressions(target) else {
            continue;
        };
        // A service may tune what the file suppresses.
        let is_tuned = matches!(target, FindingTarget::Object(object) if facts.tuning(object).is_some());
        for (name, suppression) in suppressions {
            statuses.push(SuppressionStatus {
                target,
                name,
                suppression,
                expired: expired(facts, suppression),
                known: rules::find(name).is_some(),
                unused: !is_tuned && unused(&file, name),
            });
        }
    }
    statuses
}
