//! An environment that was added to the policy lacks values in many files. One run reports all of them.

use std::collections::BTreeMap;

use diagnostics::Diagnostic;
use repository::{Inventory, Source};
use rsjsonnet_lang::arena::Arena;

use crate::nesting;
use crate::parallel::{distinct, in_parallel, joined};
use crate::session::Session;
use crate::unit::Unit;

/// The rule of a value that is missing for an environment: `jsonnet/lib/environment.libsonnet`.
const MISSING: &str = "policy/missing-environment";

/// The findings of the policy. Where all of them are values that an environment lacks, the values that it lacks in every other file follow.
pub(crate) fn with_missing_values(
    inventory: &Inventory,
    sources: &BTreeMap<String, Source>,
    findings: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    if !findings.iter().all(|finding| finding.rule == MISSING) {
        return findings;
    }
    let mut units = Vec::new();
    for env in environments(sources) {
        let services = inventory.services.keys().cloned();
        units.extend(services.map(|service| Unit::Service {
            env: env.clone(),
            service,
        }));
        units.push(Unit::Agent { env });
    }
    let evaluated = in_parallel(sources, &units, |session, unit| {
        session.evaluate(unit, &unit.snippet(inventory)).map(drop)
    });
    let more = evaluated.err().unwrap_or_default();
    let more = more.into_iter().filter(|finding| finding.rule == MISSING);
    distinct(findings.into_iter().chain(more).collect())
}

/// The names of the environments; none where the file does not evaluate.
fn environments(sources: &BTreeMap<String, Source>) -> Vec<String> {
    let evaluate = || {
        let snippet = "std.objectFields(import 'policy/environments.libsonnet')";
        Session::new(&Arena::new(), sources).evaluate("environments", snippet, &[], &|_| None)
    };
    let evaluated = std::thread::scope(|scope| joined(nesting::spawn(scope, evaluate)));
    evaluated
        .ok()
        .and_then(Result::ok)
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default()
}
