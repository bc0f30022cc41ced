//! The chart repository: the real charts from CHARTS_DIR; where one is missing, a double of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tokio::process::Command;

use super::cluster::documents;
use crate::parts::Parts;
use crate::problem::{Context, Problem, Result};

/// The variable with the folder of packaged charts.
pub(crate) const CHARTS_DIR: &str = "CHARTS_DIR";

/// The operator's chart that its own module carries, of about the same release.
const OPERATOR_CHART: &str = "marketplaces/charts/google-marketplace/chart/datadog-mp/charts";

/// A chart at a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Chart {
    pub(crate) name: String,
    pub(crate) version: String,
}

impl Chart {
    /// The file that holds it.
    pub(crate) fn file(&self) -> String {
        format!("{}-{}.tgz", self.name, self.version)
    }

    /// Its path in CHARTS_DIR, if it is there.
    pub(crate) fn real(&self) -> Option<PathBuf> {
        let folder = std::env::var_os(CHARTS_DIR)?;
        let path = Path::new(&folder).join(self.file());
        path.is_file().then_some(path)
    }
}

/// The charts that the rendered applications name.
pub(crate) fn named(root: &Path) -> Result<BTreeSet<Chart>> {
    let mut charts = BTreeSet::new();
    let mut folders = vec![root.join("manifests/argocd")];
    while let Some(folder) = folders.pop() {
        let attempt = || format!("cannot read '{}'", folder.display());
        for entry in fs::read_dir(&folder).context(attempt)? {
            let path = entry.context(attempt)?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).context(|| format!("cannot read '{}'", path.display()))?;
            for document in documents(&text)? {
                let sources = document["spec"]["sources"].as_array().cloned().unwrap_or_default();
                charts.extend(sources.iter().filter_map(|source| {
                    let text = |key: &str| source.get(key).and_then(Value::as_str).map(str::to_owned);
                    Some(Chart {
                        name: text("chart")?,
                        version: text("targetRevision")?,
                    })
                }));
            }
        }
    }
    Ok(charts)
}

/// Fills `folder` with the charts and their index. Returns it, and the doubles among them.
pub(crate) async fn serve(root: &Path, folder: &Path, parts: &Parts, host: &str) -> Result<(PathBuf, Vec<String>)> {
    fs::create_dir_all(folder).context(|| format!("cannot create '{}'", folder.display()))?;
    let helm = parts.folder.join("helm");
    let mut doubles = Vec::new();
    for chart in named(root)? {
        match chart.real() {
            Some(file) => {
                fs::copy(&file, folder.join(chart.file())).context(|| format!("cannot copy '{}'", file.display()))?;
            }
            None => doubles.push(double(&helm, &chart, folder, parts).await?),
        }
    }
    run(Command::new(&helm)
        .args(["repo", "index", "--url", &format!("https://{host}")])
        .arg(folder))
    .await?;
    Ok((folder.to_owned(), doubles))
}

/// Packages a double of a chart, and returns what it is.
async fn double(helm: &Path, chart: &Chart, folder: &Path, parts: &Parts) -> Result<String> {
    let source = folder.join("doubles").join(&chart.name);
    let what = match of_operator(&parts.operator_module, &chart.name)? {
        Some(package) => {
            fs::create_dir_all(&source).context(|| format!("cannot create '{}'", source.display()))?;
            run(Command::new("tar")
                .arg("-xzf")
                .arg(&package)
                .args(["--strip-components=1", "-C"])
                .arg(&source))
            .await?;
            let name = package.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            format!("{name} of the operator's own module")
        }
        None => {
            let templates = source.join("templates");
            fs::create_dir_all(&templates).context(|| format!("cannot create '{}'", templates.display()))?;
            let head = format!("apiVersion: v2\nname: {}\nversion: {}\n", chart.name, chart.version);
            let object = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-double\ndata: {}\n";
            fs::write(source.join("Chart.yaml"), head)
                .and_then(|()| fs::write(templates.join("double.yaml"), object))
                .context(|| format!("cannot write '{}'", source.display()))?;
            "a chart with one empty object".to_owned()
        }
    };
    run(Command::new(helm)
        .args(["package", "--version", &chart.version, "--destination"])
        .arg(folder)
        .arg(&source))
    .await?;
    Ok(format!("{} {}: double, {what}", chart.name, chart.version))
}

/// The package of the operator's chart in its module.
fn of_operator(module: &Path, name: &str) -> Result<Option<PathBuf>> {
    let folder = module.join(OPERATOR_CHART);
    let attempt = || format!("cannot read '{}'", folder.display());
    if !folder.is_dir() {
        return Ok(None);
    }
    for entry in fs::read_dir(&folder).context(attempt)? {
        let path = entry.context(attempt)?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let version = file.strip_prefix(name).and_then(|rest| rest.strip_prefix('-'));
        if version.is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit())) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

async fn run(command: &mut Command) -> Result<()> {
    let program = command.as_std().get_program().to_string_lossy().into_owned();
    let output = command.output().await.context(|| program.clone())?;
    if output.status.success() {
        return Ok(());
    }
    let cause = String::from_utf8_lossy(&output.stderr);
    Err(Problem::new(format!("{program}: {}", cause.trim())))
}
