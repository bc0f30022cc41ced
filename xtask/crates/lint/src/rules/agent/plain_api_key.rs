use diagnostics::Severity;

use crate::facts::Facts;
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};
use crate::values;

pub(crate) static RULE: Rule = Rule {
    name: "agent/plain-api-key",
    severity: Severity::Error,
    summary: "agent values that contain a Datadog key, or do not name an existing Secret for it",
    rationale: "Values are committed, and everyone with access to the repository can read them. A key belongs in the Secret that External Secrets fills from the secret store.",
    fix: "Name the Secret in `apiKeyExistingSecret` and `appKeyExistingSecret` (`jsonnet/agent/credentials.libsonnet`). Revoke a key that was committed.",
    examples: &[
        Example::pass("the keys come from a Secret", &[]),
        Example::fail(
            "a key in the values",
            &[Edit::Set("values/datadog/apiKey", r#""0123""#)],
            "",
            "chart 'datadog' contains a key in 'apiKey'",
        ),
        Example::fail(
            "no Secret",
            &[Edit::Drop("values/datadog/apiKeyExistingSecret")],
            "",
            "chart 'datadog' does not name an existing Secret in 'apiKeyExistingSecret'",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        for key in ["apiKey", "appKey"] {
            if values::at(values, &format!("datadog/{key}")).is_some_and(|value| !value.is_null() && value != "") {
                reporter
                    .values(env, "credentials.libsonnet", format_args!("contains a key in '{key}'"))
                    .underline("apiKeyExistingSecret")
                    .help("remove the key, revoke it, and name the Secret that External Secrets fills");
            }
        }
        for key in ["apiKeyExistingSecret", "appKeyExistingSecret"] {
            if values::text(values, &format!("datadog/{key}")).is_empty() {
                reporter
                    .values(
                        env,
                        "credentials.libsonnet",
                        format_args!("does not name an existing Secret in '{key}'"),
                    )
                    .underline(key)
                    .underline("values")
                    .help("name the Secret that External Secrets fills");
            }
        }
    }
}
