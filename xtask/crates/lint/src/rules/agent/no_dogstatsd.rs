use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/no-dogstatsd",
    severity: Severity::Error,
    summary: "agent values that do not accept custom metrics, or accept them without the pod's tags",
    rationale: "The services send their metrics over DogStatsD. Without origin detection these metrics lack the tags of the pod that sent them.",
    fix: "Set `useSocketVolume` or `useHostPort`, and `originDetection`, in `jsonnet/agent/metrics.libsonnet`.",
    examples: &[
        Example::pass("the socket and origin detection", &[]),
        Example::fail(
            "neither socket nor port",
            &[Edit::Set("values/datadog/dogstatsd", r#"{ "originDetection": true }"#)],
            "",
            "chart 'datadog' does not accept custom metrics: neither 'useSocketVolume' nor 'useHostPort' is true",
        ),
        Example::fail(
            "no origin detection",
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
                    "does not accept custom metrics: neither 'useSocketVolume' nor 'useHostPort' is true",
                )
                .underline("dogstatsd")
                .help("set one of them to true below datadog.dogstatsd");
        }
        if !values::is_true(values, "datadog/dogstatsd/originDetection") {
            reporter
                .values(env, "metrics.libsonnet", "does not detect the origin of custom metrics")
                .underline("dogstatsd")
                .help("set datadog.dogstatsd.originDetection to true, so that metrics get the tags of their pod");
        }
    }
}
