use diagnostics::Severity;

use crate::facts::{Facts, checks_of};
use crate::reporter::Reporter;
use crate::rule::{Check, Edit, Example, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "agent/plaintext-check",
    severity: Severity::Error,
    summary: "a check that sends a password over an unencrypted connection, or over one whose certificate it does not verify, in an environment that notifies somebody",
    rationale: "The accounts of checks can read sessions and names of indexes. Anyone who listens on the way, or answers in the store's place, has the password (docs/decisions/0033-checks-over-tls.md).",
    fix: "Set `checks_over_tls` of the environment in `jsonnet/agent/settings.libsonnet`, and use `agent/transport.libsonnet` in the product's file under `jsonnet/agent/autodiscovery/`.",
    examples: &[
        Example::pass(
            "a verified connection",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - password: p\n    ssl: verify-ca\n" } }"#,
            )],
        ),
        Example::pass(
            "no password",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "nginx.d": { "web.yaml": "instances:\n  - nginx_status_url: http://web/status\n" } }"#,
            )],
        ),
        Example::pass(
            "an environment that notifies nobody",
            &[
                Edit::Set("catalog/environments/prod/notify", r#""never""#),
                Edit::Set(
                    "values/clusterAgent/advancedConfd",
                    r#"{ "redisdb.d": { "cache.yaml": "instances:\n  - password: p\n" } }"#,
                ),
            ],
        ),
        Example::fail(
            "HTTP",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "elastic.d": { "search.yaml": "instances:\n  - url: \"http://search:9200\"\n    password: p\n" } }"#,
            )],
            "",
            "chart 'datadog' has a check without verified TLS: 'url: http://search:9200' in elastic.d/search.yaml",
        ),
        Example::fail(
            "TLS without verification",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "postgres.d": { "db.yaml": "instances:\n  - password: p\n    ssl: require\n" } }"#,
            )],
            "",
            "chart 'datadog' has a check without verified TLS: 'ssl: require' in postgres.d/db.yaml",
        ),
        Example::fail(
            "no TLS at all",
            &[Edit::Set(
                "values/clusterAgent/advancedConfd",
                r#"{ "redisdb.d": { "cache.yaml": "instances:\n  - password: p\n" } }"#,
            )],
            "",
            "chart 'datadog' has a check without verified TLS: no 'ssl' in redisdb.d/cache.yaml",
        ),
    ],
    check: Check::Facts(check),
};

fn check<'a>(facts: &'a Facts<'a>, reporter: &mut Reporter<'a>) {
    for (env, values) in facts.agent() {
        let notify = facts.catalog.environments.get(env).map(|env| env.notify.as_str());
        if notify == Some("never") {
            continue;
        }
        for (name, config) in checks_of(values) {
            let Some(found) = plaintext(&name, config) else {
                continue;
            };
            reporter
                .values(
                    env,
                    "settings.libsonnet",
                    format_args!("has a check without verified TLS: {found} in {name}"),
                )
                .underline("checks_over_tls")
                .help("use agent/transport.libsonnet, and set checks_over_tls of the environment in jsonnet/agent/settings.libsonnet");
        }
    }
}

/// What makes a connection insecure.
enum Insecure<'c> {
    Setting(&'c str, &'c str),
    Missing(&'static str),
}

impl std::fmt::Display for Insecure<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Setting(key, value) => write!(f, "'{key}: {value}'"),
            Self::Missing(key) => write!(f, "no '{key}'"),
        }
    }
}

/// The setting by which a check that logs in connects insecurely.
fn plaintext<'c>(name: &str, config: &'c str) -> Option<Insecure<'c>> {
    let settings: Vec<(&str, &str)> = config.lines().filter_map(setting).collect();
    if !settings.iter().any(|(key, _)| key.contains("pass")) {
        return None;
    }
    let insecure = settings.iter().find(|(key, value)| match *key {
        "ssl" => !matches!(*value, "true" | "verify-ca" | "verify-full"),
        "ssl_cert_reqs" => *value != "2",
        "tls_verify" | "ssl_verify" => *value == "false",
        "security_protocol" => !matches!(*value, "SSL" | "SASL_SSL"),
        key => key.ends_with("url") && value.starts_with("http://"),
    });
    if let Some((key, value)) = insecure {
        return Some(Insecure::Setting(key, value));
    }
    let required = match name.split('.').next() {
        Some("postgres" | "redisdb") => "ssl",
        Some("kafka_consumer") => "security_protocol",
        _ => return None,
    };
    let is_set = settings.iter().any(|(key, _)| *key == required);
    (!is_set).then_some(Insecure::Missing(required))
}

/// The key and the value of a line, without quotes.
fn setting(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().trim_start_matches("- ").split_once(':')?;
    Some((key.trim(), value.trim().trim_matches(['"', '\''])))
}
