//! A small catalog, and findings as text.

#![allow(dead_code, reason = "every test binary uses its own part of this")]

use std::sync::LazyLock;

use constructors::{Clients, Dashboard, DashboardBuilder, Finding, Monitor, ServiceBuilder, Slo};
use model::Catalog;
use serde_json::{Value, json};

/// One environment that pages, two services, six metrics.
static CATALOG: LazyLock<Catalog> = LazyLock::new(catalog);

fn catalog() -> Catalog {
    let metric = |name: &str, kind: &str, unit: &str| json!({ "name": format!("acme.{name}"), "source": "custom", "type": kind, "unit": unit, "meaning": "m", "tags": { "env": "e", "service": "s", "queue": "q", "store": "s" } });
    let service = |name: &str, depends_on: Value| {
        json!({
            "name": name, "file": format!("services/{name}/service.libsonnet"), "title": name.to_uppercase(), "purpose": "does its work", "team": "ml", "tier": 1,
            "runs": { "kind": "deployment" }, "archetypes": ["worker"], "consumes": [], "produces": [], "depends_on": depends_on,
            "slos": { "success": { "target_percent": 99.5, "window": "30d" }, "latency": { "under_s": 0.5, "target_percent": 99, "window": "7d" }, "odd": { "target_percent": 100, "window": "31d" } },
            "tune": { "tuned": { "alert": 7, "sevrity": "P1" } }, "without": {},
        })
    };
    serde_json::from_value(json!({
        "platform": {
            "name": "Acme", "slug": "acme", "metric_prefix": "acme.", "repository": "https://git", "repository_git": "g", "revision": "main",
            "managed_by": "acme-obs", "services_namespace": "acme", "agent_namespace": "datadog", "argocd_namespace": "argocd", "charts": {},
        },
        "environments": { "prod": { "title": "Production", "organisation": "org", "cluster": "c", "notify": "page", "secret_store": "vault", "secret_path": "p", "log_retention_days": 3, "public_host": "acme.example" } },
        "organisations": { "org": { "site": "datadoghq.com", "app": "https://app", "owner": "prod", "programs": ["ci@acme.example", "tf@acme.example"] } },
        "teams": { "ml": { "title": "ML", "charter": "models", "slack": "slack-ml-{env}", "pagerduty": "pagerduty-ml", "pagerduty_low": "pagerduty-ml-low" } },
        "severities": {
            "P1": { "priority": 1, "meaning": "bad", "response": "now", "renotify_min": 30 },
            "P3": { "priority": 3, "meaning": "so so", "response": "later", "renotify_min": 0 },
        },
        "routes": { "page": { "P1": ["pagerduty", "slack"], "P3": ["slack"] } },
        "tags": { "queue": { "on": ["telemetry"], "cardinality": 4, "meaning": "the queue" }, "pod_name": { "on": ["telemetry"], "cardinality": 9, "meaning": "the pod" } },
        "messages": messages(),
        "metrics": {
            "jobs.total": metric("jobs.total", "count", "job"),
            "jobs.failed": metric("jobs.failed", "count", "job"),
            "jobs.age": metric("jobs.age", "gauge", "second"),
            "jobs.duration": with(metric("jobs.duration", "distribution", "second"), json!({ "percentiles": true })),
            "jobs.size": metric("jobs.size", "distribution", "byte"),
            "jobs.restarts": with(metric("jobs.restarts", "gauge", "restart"), json!({ "cumulative": true })),
            "jobs.rate": with(metric("jobs.rate", "gauge", "job"), json!({ "per_unit": "second" })),
        },
        "archetypes": { "worker": { "title": "Worker", "meaning": "takes jobs" } },
        "services": { "scribe": service("scribe", json!(["store"])), "store": service("store", json!([])) },
    }))
    .expect("a catalog")
}

/// Short texts, each with every placeholder that it needs.
fn messages() -> Value {
    json!({
        "name": "[<<severity>>] [<<env>>] <<headline>>",
        "name_with_groups": "[<<severity>>] [<<env>>] <<headline>> (<<groups>>)",
        "group": "<<key>> {{<<key>>.name}}",
        "group_in_name": "{{<<key>>.name}}",
        "groups_not_in_name": ["pod_name"],
        "value": "<<number>><<unit>>",
        "value_with_minimum": "at least <<number>><<unit>>",
        "alert": "Alert: <<symptom>>: <<value>> (window <<window>>, alert <<comparison>> <<threshold>><<unit>>).",
        "warning": "Warning: <<symptom>>: <<value>>.",
        "recovery": "Recovered: <<symptom>>. Now <<value>>.",
        "recovery_or_no_data": "Recovered or no data: <<symptom>>.",
        "no_data": "No data: cannot tell whether <<symptom>>.",
        "check_alert": "Alert: <<symptom>>. {{check_message}}",
        "check_warning": "Warning: <<symptom>>. {{check_message}}",
        "check_recovery": "Recovered: <<symptom>>.",
        "synthetic_alert": "Alert from outside: <<symptom>>.",
        "burn_rate_alert": "Alert: <<symptom>>: {{long_window_burn_rate}} over <<window>>, {{short_window_burn_rate}} over <<short_window>> (at <<threshold>>).",
        "composite_alert": "Alert: <<symptom>>.",
        "downtime": "<<reason>> <<source_url>>",
        "audit_alert": "Alert: <<symptom>>: <<value>>.",
        "where_in_organisation": "**Where:** <<organisation>>.",
        "links_to_audits": "[Runbook](<<runbook_url>>) | [Audit Trail](<<audits_url>>)",
        "renotification": "Still alerting: <<symptom>>.",
        "no_data_renotification": "Still no data: <<symptom>>.",
        "body": ["**First:** <<first_action>> (<<runbook_url>>#first-command).", "**Impact:** <<impact>>.", "<<where>>", "<<folded_groups>>", "<<minimum_volume>>", "<<links>>", "**Owner:** <<team>>, <<severity>>."],
        "where": "**Where:** <<service_title>> (`service:<<service>>`) in <<env>>.",
        "where_with_groups": "**Where:** <<service_title>> (`service:<<service>>`) in <<env>>, <<groups>>.",
        "folded_groups": "**Groups:** each <<titles>> that alerts.",
        "minimum_volume": "**Minimum:** <<min_bad>> bad, <<assumed>> assumed.",
        "links": "[Runbook](<<runbook_url>>) | [Dashboard](<<dashboard_url>>) | [Logs](<<logs_url>>)",
        "links_with_traces": "[Runbook](<<runbook_url>>) | [Dashboard](<<dashboard_url>>) | [Logs](<<logs_url>>) | [Traces](<<traces_url>>)",
    })
}

/// The catalog with one text of `messages` replaced, or removed where it is null.
pub(crate) fn catalog_with_message(name: &str, text: Value) -> Catalog {
    let mut messages = messages();
    let fields = messages.as_object_mut().expect("an object");
    if text.is_null() {
        fields.remove(name);
    } else {
        fields.insert(name.to_owned(), text);
    }
    let mut catalog = catalog();
    catalog.messages = serde_json::from_value(messages).expect("texts");
    catalog
}

/// What a constructor of `ctx.signal` returns for the service.
pub(crate) fn signal(kind: &str, args: Value) -> Value {
    json!({ "constructor": format!("signal.{kind}"), "of": "scribe", "archetype": null, "args": args })
}

/// What any other constructor returns.
pub(crate) fn constructed(name: &str, args: Value) -> Value {
    json!({ "constructor": name, "args": args })
}

/// `base` with the fields of `more`; a field that is null there goes.
pub(crate) fn with(mut base: Value, more: Value) -> Value {
    let (Value::Object(fields), Value::Object(more)) = (&mut base, more) else {
        panic!("two objects")
    };
    for (name, value) in more {
        if value.is_null() {
            fields.remove(&name);
        } else {
            fields.insert(name, value);
        }
    }
    base
}

/// With an environment without a public host.
static WITH_DEV: LazyLock<Catalog> = LazyLock::new(|| {
    let mut catalog = catalog();
    let mut dev = catalog.environments["prod"].clone();
    dev.public_host = None;
    catalog.environments.insert("dev".to_owned(), dev);
    catalog
});

/// Builds objects of the service in `prod`.
pub(crate) fn builder() -> ServiceBuilder<'static> {
    builder_in("prod")
}

pub(crate) fn builder_in(env: &'static str) -> ServiceBuilder<'static> {
    ServiceBuilder::new(&WITH_DEV, env, "scribe").expect("a service")
}

pub(crate) fn monitor(name: &str, value: &Value) -> Result<Monitor, Vec<Finding>> {
    ServiceBuilder::new(&CATALOG, "prod", "scribe")
        .expect("a service")
        .monitor(name, value)
}

pub(crate) fn slo(name: &str, value: &Value) -> Result<Slo, Vec<Finding>> {
    ServiceBuilder::new(&CATALOG, "prod", "scribe")
        .expect("a service")
        .slo(name, value)
}

/// A dashboard of the service, or one across services.
pub(crate) fn dashboard(service: Option<&str>, value: &Value) -> Result<Dashboard, Vec<Finding>> {
    let clients = Clients::of(&CATALOG);
    DashboardBuilder::new(&CATALOG, &clients, "org", service)
        .expect("an organisation")
        .dashboard("jobs", value)
}

/// Findings, a line each: `rule at word in file: message | help`.
pub(crate) fn reported(findings: &[Finding]) -> String {
    let one = |f: &Finding| {
        let place = |name: &str, value: &Option<String>| {
            value
                .as_ref()
                .map_or_else(String::new, |value| format!(" {name} {value}"))
        };
        let help = f.help.as_ref().map_or_else(String::new, |help| format!(" | {help}"));
        format!(
            "{}{}{}: {}{help}",
            f.rule,
            place("at", &f.at),
            place("in", &f.file),
            f.message
        )
    };
    findings.iter().map(one).collect::<Vec<_>>().join("\n")
}
