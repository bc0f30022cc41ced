//! Which scenarios are run here: on this machine, or in the cluster of an environment.

use cli::{Failure, GamedayArgs};
use gameday_scenarios::not_in_cluster;

use crate::definitions::Chosen;
use crate::problem::failure_with_help;

const RULE: &str = "usage/scenario";

/// The scenarios that this machine can run. `left_out` gets a line for each other one, unless it was named: then it is an error.
pub(crate) fn on_this_machine(
    args: &GamedayArgs,
    scenarios: Vec<Chosen>,
    left_out: &mut Vec<String>,
) -> Result<Vec<Chosen>, Failure> {
    let is_named = !args.scenarios.is_empty();
    let mut here = Vec::new();
    for chosen in scenarios {
        let (name, scenario) = (&chosen.plan.name, &chosen.plan.scenario);
        let reason = if scenario.needs_cluster() {
            let environment = &scenario.environment.value;
            Some((
                format!("'{name}' blocks connections between services, which one machine cannot do"),
                format!("run `cargo xtask gameday {name} --env {environment}`"),
            ))
        } else if args.no_platform && scenario.platform.is_some() {
            Some((
                format!("'{name}' has a platform"),
                "run it without --no-platform".to_owned(),
            ))
        } else {
            None
        };
        match reason {
            Some((what, help)) if is_named => return Err(failure_with_help(RULE, what, help)),
            Some((what, help)) => left_out.push(format!("left out: {what}; {help}")),
            None => here.push(chosen),
        }
    }
    Ok(here)
}

/// The scenarios, if the cluster of the environment can stage each of them.
pub(crate) fn in_cluster(environment: &str, scenarios: Vec<Chosen>) -> Result<Vec<Chosen>, Failure> {
    for chosen in &scenarios {
        let own = &chosen.plan.scenario.environment.value;
        if own != environment {
            let message = format!("'{}' is of '{own}', not of '{environment}'", chosen.plan.name);
            let help = "`cargo xtask gameday list` shows the environment of each scenario";
            return Err(failure_with_help(RULE, message, help));
        }
    }
    let findings: Vec<_> = scenarios
        .iter()
        .flat_map(|chosen| not_in_cluster(&chosen.source, &chosen.plan.scenario))
        .collect();
    if findings.is_empty() {
        Ok(scenarios)
    } else {
        Err(findings.into())
    }
}
