//! What needs Argo CD's and Helm's programs alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tokio::process::Command;

use super::{Outcome, Tools};
use crate::environments;
use crate::problem::{Context, Problem, Result};
use crate::stack::charts;
use crate::stack::cluster::documents;

/// The health checks' cases, in the order of their scripts.
const HEALTH_CASES: &str = "jsonnet/argocd/health/cases.json";

/// The kind that each script of [`HEALTH_CASES`] is for.
const HEALTH_KINDS: [(&str, &str, &str); 3] = [
    (
        "datadog-generic-resource",
        "datadoghq.com/v1alpha1",
        "DatadogGenericResource",
    ),
    (
        "datadog-linked-resource",
        "observability.scribemed.io/v1alpha1",
        "DatadogLinkedResource",
    ),
    ("application", "argoproj.io/v1alpha1", "Application"),
];

/// Argo CD's own interpreter runs the health checks.
pub(super) async fn health(tools: &Tools<'_>) -> Result<Outcome> {
    let path = tools.root.join(HEALTH_CASES);
    let text = fs::read_to_string(&path).context(|| format!("cannot read '{}'", path.display()))?;
    let cases: BTreeMap<String, Vec<Value>> = serde_json::from_str(&text).context(|| HEALTH_CASES.to_owned())?;
    let mut count = 0;
    for (script, cases) in &cases {
        let kind = HEALTH_KINDS.iter().find(|(name, ..)| name == script);
        let (_, version, kind) =
            kind.ok_or_else(|| Problem::new(format!("{HEALTH_CASES}: no kind is known for '{script}'")))?;
        for case in cases {
            check_health(tools, case, version, kind).await?;
            count += 1;
        }
    }
    Ok(Outcome::of(count).note("cases of the health checks"))
}

async fn check_health(tools: &Tools<'_>, case: &Value, version: &str, kind: &str) -> Result<()> {
    let mut object = case["obj"].clone();
    object["apiVersion"] = json!(version);
    object["kind"] = json!(kind);
    if object["metadata"].is_null() {
        object["metadata"] = json!({});
    }
    object["metadata"]["name"] = json!("e2e");
    let file = tools.run.join("object.json");
    fs::write(&file, object.to_string()).context(|| format!("cannot write '{}'", file.display()))?;
    let settings = tools.root.join("manifests/argocd/argocd-cm.yaml");
    let mut command = argocd(tools);
    command
        .args(["admin", "settings", "resource-overrides", "health"])
        .arg(&file)
        .arg("--argocd-cm-path")
        .arg(&settings);
    let output = output(&mut command).await?;
    let field = |name: &str| {
        let line = output.lines().find_map(|line| line.strip_prefix(name));
        line.map(|value| value.trim().to_owned())
    };
    let (status, message) = (field("STATUS:"), field("MESSAGE:"));
    let name = case["case"].as_str().unwrap_or_default();
    if status.as_deref() != case["health"].as_str() {
        return Err(Problem::new(format!(
            "{kind}, {name}: {status:?} instead of {}",
            case["health"]
        )));
    }
    match case["message"].as_str() {
        Some(expected) if message.as_deref() != Some(expected) => Err(Problem::new(format!(
            "{kind}, {name}: says {message:?} instead of '{expected}'"
        ))),
        _ => Ok(()),
    }
}

/// The settings are valid for Argo CD, and no template of a notification has a hole.
pub(super) async fn settings(tools: &Tools<'_>) -> Result<Outcome> {
    let folder = tools.root.join("manifests/argocd");
    let mut command = argocd(tools);
    command
        .args(["admin", "settings", "validate", "--argocd-cm-path"])
        .arg(folder.join("argocd-cm.yaml"));
    output(&mut command).await?;
    Ok(Outcome::of(1).note("argocd admin settings validate"))
}

/// Helm renders the real charts with the rendered values, twice the same, and the operator's is a release.
pub(super) async fn charts(tools: &Tools<'_>) -> Result<Outcome> {
    let charts = charts::named(tools.root)?;
    let mut outcome = Outcome::default();
    for chart in &charts {
        if chart.version.contains('-') {
            return Err(Problem::new(format!(
                "{} {} is a pre-release",
                chart.name, chart.version
            )));
        }
        let Some(file) = chart.real() else {
            return Ok(Outcome::skipped(format!(
                "{} names no folder with {}",
                charts::CHARTS_DIR,
                chart.file()
            )));
        };
        for environment in environments::all(tools.root)? {
            let values = tools
                .root
                .join("helm-values")
                .join(&environment.name)
                .join(format!("{}.yaml", chart.name));
            let first = template(tools, &chart.name, &file, &values).await?;
            if first != template(tools, &chart.name, &file, &values).await? {
                return Err(Problem::new(format!(
                    "{} renders {} differently each time",
                    chart.name, environment.name
                )));
            }
            outcome.objects += documents(&first)?.len();
        }
    }
    Ok(outcome.note("objects of charts with the rendered values"))
}

async fn template(tools: &Tools<'_>, release: &str, chart: &Path, values: &Path) -> Result<String> {
    let mut command = Command::new(tools.parts.folder.join("helm"));
    command
        .args(["template", release])
        .arg(chart)
        .args(["--namespace", "datadog", "--include-crds", "--values"])
        .arg(values);
    output(&mut command).await
}

fn argocd(tools: &Tools<'_>) -> Command {
    let mut command = Command::new(tools.parts.folder.join("argocd"));
    command
        .env_clear()
        .env("HOME", tools.run)
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("ARGOCD_BINARY_NAME", "argocd")
        .current_dir(tools.run);
    command
}

/// What a program prints. One that fails is a problem.
async fn output(command: &mut Command) -> Result<String> {
    let name = command.as_std().get_program().to_string_lossy().into_owned();
    let output = command.output().await.context(|| name.clone())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    Err(Problem::new(format!(
        "{name}: {}{text}",
        String::from_utf8_lossy(&output.stderr)
    )))
}
