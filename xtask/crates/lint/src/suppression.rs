//! Suppressions: a rule that an object or a runbook turns off for itself, with a reason and, optionally, a last day.

use std::collections::BTreeSet;

use model::{ObjectPath, Suppression, Suppressions};

use crate::facts::Facts;
use crate::finding::{Finding, FindingTarget, SuppressionStatus};
use crate::reporter::Reporter;
use crate::rule::{Check, Rule};
use crate::rules;

/// The owner of a suppression: an object, the same in all its environments, or a runbook by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner<'a> {
    Object(&'a ObjectPath),
    Runbook(&'a str),
}

/// Removes the suppressed findings and adds those of the `selected` rules that check suppressions.
pub(crate) fn apply<'a>(
    facts: &'a Facts<'a>,
    selected: &[&'static Rule],
    findings: Vec<Finding<'a>>,
) -> Vec<Finding<'a>> {
    let mut used: BTreeSet<(Owner<'a>, &str)> = BTreeSet::new();
    let mut kept: Vec<Finding<'a>> = Vec::with_capacity(findings.len());
    for finding in findings {
        let rule = finding.rule;
        let suppression = suppressions(finding.target)
            .and_then(|(owner, suppressions)| suppressions.get(rule).map(|suppression| (owner, suppression)));
        match suppression {
            Some((owner, suppression)) => {
                used.insert((owner, rule));
                if expired(facts, suppression) {
                    kept.push(finding);
                }
            }
            None => kept.push(finding),
        }
    }
    let ran: BTreeSet<&str> = selected.iter().map(|rule| rule.name).collect();
    let statuses = statuses(facts, |owner, name| {
        ran.contains(name) && !used.contains(&(owner, name))
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

/// The suppressions that apply to findings about `target`, and their owner.
fn suppressions<'a>(target: FindingTarget<'a>) -> Option<(Owner<'a>, &'a Suppressions)> {
    match target {
        FindingTarget::Object(object) => Some((Owner::Object(&object.path), object.spec.suppress())),
        FindingTarget::Runbook(runbook) => {
            let front = runbook.front.as_ref().ok()?;
            Some((Owner::Runbook(runbook.path), &front.suppress))
        }
        FindingTarget::File | FindingTarget::Values(_) => None,
    }
}

/// The status of every suppression.
fn statuses<'a>(facts: &'a Facts<'a>, unused: impl Fn(Owner<'a>, &str) -> bool) -> Vec<SuppressionStatus<'a>> {
    let objects = facts.objects.iter().map(FindingTarget::Object);
    let runbooks = facts
        .runbooks
        .iter()
        .map(|facts| FindingTarget::Runbook(&facts.runbook));
    let mut statuses = Vec::new();
    for target in objects.chain(runbooks) {
        let Some((owner, suppressions)) = suppressions(target) else {
            continue;
        };
        for (name, suppression) in suppressions {
            statuses.push(SuppressionStatus {
                target,
                name,
                suppression,
                expired: expired(facts, suppression),
                known: rules::find(name).is_some(),
                unused: unused(owner, name),
            });
        }
    }
    statuses
}
