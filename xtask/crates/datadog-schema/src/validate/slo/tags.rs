//! Tags of an SLO: the API rejects upper case.

use crate::payload::{Origin, Problem, Severity, Slo};

pub(crate) fn check(slo: &Slo<'_>, origin: Origin, out: &mut Vec<Problem>) {
    let first = out.len();
    crate::validate::tag::check(&slo.tags, origin, out);
    for problem in out[first..]
        .iter_mut()
        .filter(|problem| problem.rule == "tag/upper-case")
    {
        problem.severity = Severity::Error;
        problem.message = problem
            .message
            .replace("which Datadog changes to lower case", "which the API rejects for SLOs");
    }
}
