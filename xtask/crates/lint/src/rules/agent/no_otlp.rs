use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/no-otlp",
    severity: Severity::Error,
    summary: "agent values without a receiver for OpenTelemetry (OTLP)",
    rationale: "A service that sends OTLP to a missing receiver drops its telemetry without an error.",
    fix: "Enable the receivers for gRPC and HTTP in `jsonnet/agent/metrics.libsonnet`.",
    examples: &[
        Example::pass("both receivers", &[]),
        Example::fail(
            "gRPC only",
            &[Edit::Drop("values/datadog/otlp/receiver/protocols/http")],
            "",
            "chart 'datadog' does not accept OTLP over http",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        for protocol in ["grpc", "http"] {
            if !values::is_true(values, &format!("datadog/otlp/receiver/protocols/{protocol}/enabled")) {
                reporter
                    .values(
                        env,
                        "metrics.libsonnet",
                        format_args!("does not accept OTLP over {protocol}"),
                    )
                    .underline("otlp")
                    .help(format!(
                        "set datadog.otlp.receiver.protocols.{protocol}.enabled to true"
                    ));
            }
        }
    }
}
