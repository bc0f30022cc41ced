use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/no-dogstatsd",
    severity: Severity::Error,
    summary: "agent values that take no custom metrics, or cannot tell whose they are",
    rationale: "The services send their metrics over DogStatsD; without origin detection they arrive without the pod's tags.",
    fix: "Set `useSocketVolume` or `useHostPort`, and `originDetection`, in `jsonnet/agent/metrics.libsonnet`.",
    examples: &[
        Example::pass("over the socket, with their origin", &[]),
        Example::fail(
            "no way in",
            &[Edit::Set("values/datadog/dogstatsd", r#"{ "originDetection": true }"#)],
            "",
            "chart 'datadog' takes no custom metrics: neither 'useSocketVolume' nor 'useHostPort' is true",
        ),
        Example::fail(
            "no origin",
            &[Edit::Drop("values/datadog/dogstatsd/originDetection")],
            "",
            "chart 'datadog' does not detect the origin of custom metrics",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        if !values::is_true(values, "datadog/dogstatsd/useSocketVolume")
            && !values::is_true(values, "datadog/dogstatsd/useHostPort")
        {
            reporter
                .values(
                    env,
                    "metrics.libsonnet",
                    "takes no custom metrics: neither 'useSocketVolume' nor 'useHostPort' is true",
                )
                .underline("dogstatsd")
                .help("set one of them below datadog.dogstatsd");
        }
        if !values::is_true(values, "datadog/dogstatsd/originDetection") {
            reporter
                .values(env, "metrics.libsonnet", "does not detect the origin of custom metrics")
                .underline("dogstatsd")
                .help("set datadog.dogstatsd.originDetection: it gives metrics the tags of their pod");
        }
    }
}
