//! The stack of a run: Kubernetes' API for Argo CD and for each environment, Argo CD, the operator of each environment, and doubles of the rest.

pub(crate) mod argocd;
mod certificates;
pub(crate) mod charts;
pub(crate) mod cluster;
mod controllers;
mod datadog;
mod given;
mod nodes;
mod origin;
mod pod;
mod ports;
pub(crate) mod process;
mod proxy;
pub(crate) mod repository;
mod supervisor;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use tokio::process::Command;
use tokio::task::JoinSet;

use crate::contexts::MANAGEMENT;
use crate::environments::Environment;
use crate::parts::Parts;
use crate::problem::{Context, Problem, Result};
use argocd::ArgoCd;
use certificates::Certificates;
use cluster::Cluster;
use controllers::{LinkPod, OperatorPod};
pub(crate) use datadog::{Action, Datadog, Entry, Rule};
use origin::{Folders, Origin};
use process::Process;
use proxy::Proxy;
use repository::Repository;
pub(crate) use supervisor::Supervisor;

pub(crate) use controllers::NAMESPACE;
pub(crate) use given::{Found, Given};

/// The hosts that the manifests name, apart from Datadog's.
const REPOSITORY_HOST: &str = "github.com";
const CHART_HOST: &str = "helm.datadoghq.com";
const SLACK_HOST: &str = "slack.com";

/// The repository's path on its host.
const REPOSITORY: &str = "scribemed/observability.git";

/// Argo CD's script, from its module.
const VERIFY: &str = "git-verify-wrapper.sh";

/// Keys that no organisation has, of the length that the operator expects.
const SECRETS: &[(&str, &str)] = &[
    ("api-key", "0123456789abcdef0123456789abcdef"),
    ("app-key", "0123456789abcdef0123456789abcdef01234567"),
];

/// The definitions of External Secrets that an environment's cluster has before us.
const EXTERNAL_SECRETS: [&str; 2] = ["externalsecrets", "secretstores"];

/// Folders and programs of a run.
#[derive(Debug)]
pub(crate) struct Places {
    pub(crate) run: PathBuf,
    pub(crate) logs: PathBuf,
    pub(crate) parts: PathBuf,
    pub(crate) argocd_module: PathBuf,
    pub(crate) etcd: PathBuf,
    pub(crate) redis: PathBuf,
    pub(crate) live: Option<PathBuf>,
    pub(crate) gameday: Option<PathBuf>,
    /// The tree that is tested.
    pub(crate) root: PathBuf,
    libraries: Option<PathBuf>,
}

impl Places {
    /// PATH with the programs that Argo CD runs before the others.
    pub(crate) fn path(&self) -> Result<OsString> {
        let rest = std::env::var_os("PATH").unwrap_or_default();
        let ours = [self.run.join("bin"), self.parts.clone()];
        std::env::join_paths(ours.into_iter().chain(std::env::split_paths(&rest))).context(|| "PATH".to_owned())
    }

    /// The variable with the libraries of unpacked packages.
    pub(crate) fn libraries(&self) -> Option<(&'static str, PathBuf)> {
        self.libraries.clone().map(|folder| ("LD_LIBRARY_PATH", folder))
    }
}

/// How the processes reach what is outside of the stack.
#[derive(Debug)]
pub(crate) struct Outside {
    proxy: String,
    authority: PathBuf,
    /// The hosts that are reached without the proxy.
    direct: String,
}

impl Outside {
    /// The variables of a process that uses the network.
    pub(crate) fn env(&self) -> Vec<(&'static str, OsString)> {
        let proxy = OsString::from(&self.proxy);
        let authority = self.authority.clone().into_os_string();
        vec![
            ("HTTPS_PROXY", proxy.clone()),
            ("https_proxy", proxy),
            ("NO_PROXY", OsString::from(&self.direct)),
            ("no_proxy", OsString::from(&self.direct)),
            ("SSL_CERT_FILE", authority.clone()),
            ("GIT_SSL_CAINFO", authority),
        ]
    }
}

/// One environment of the stack.
pub(crate) struct Target {
    pub(crate) cluster: Arc<Cluster>,
    pub(crate) operator: Supervisor,
    pub(crate) link: Supervisor,
    /// After how many minutes the operator writes every object again, instead of the minutes of its Deployment; 0: those.
    pub(crate) force_sync_minutes: Arc<AtomicU32>,
    _nodes: JoinSet<()>,
}

/// What runs. Fields are dropped in this order: who writes first, the database last.
pub(crate) struct Stack {
    pub(crate) argocd: ArgoCd,
    pub(crate) targets: BTreeMap<String, Target>,
    pub(crate) management: Arc<Cluster>,
    pub(crate) proxy: Proxy,
    pub(crate) origin: Origin,
    pub(crate) datadog: Datadog,
    pub(crate) repository: Repository,
    /// Where the processes write their logs, and more.
    pub(crate) places: Arc<Places>,
    /// The doubles of charts that are not there.
    pub(crate) chart_doubles: Vec<String>,
    _etcd: Option<Process>,
}

impl Stack {
    /// Starts everything, with nothing of ours applied; the clusters only where none are given.
    pub(crate) async fn start(
        root: &Path,
        run: &Path,
        parts: &Parts,
        environments: &[Environment],
        given: &Given,
    ) -> Result<Self> {
        let places = Arc::new(places(root, run, parts)?);
        install_script(&places)?;
        let (charts, chart_doubles) = charts::serve(root, &run.join("charts"), parts, CHART_HOST).await?;
        let repository = Repository::create(root, &run.join("git"), REPOSITORY, &run.join("tree"), |repository| {
            only(repository, environments)
        })
        .await?;
        let origin = Origin::start(Folders {
            git: run.join("git"),
            charts,
        })
        .await?;
        let datadog = Datadog::start(run.join("datadog"))?;
        let mut routes: BTreeMap<String, _> = [REPOSITORY_HOST, CHART_HOST, SLACK_HOST]
            .map(|host| (host.to_owned(), origin.address))
            .into();
        routes.extend(
            environments
                .iter()
                .map(|environment| (environment.api_host(), datadog.address())),
        );
        let hosts: Vec<&str> = routes.keys().map(String::as_str).collect();
        let certificates = Certificates::create(&run.join("certificates"), &hosts)?;
        let proxy = Proxy::start(Arc::new(routes), &certificates).await?;
        let outside = Arc::new(Outside {
            proxy: proxy.url.clone(),
            authority: certificates.authority.clone(),
            direct: ["127.0.0.1", "localhost"]
                .map(str::to_owned)
                .into_iter()
                .chain(given.hosts())
                .collect::<Vec<_>>()
                .join(","),
        });

        let names: Vec<&str> = [MANAGEMENT]
            .into_iter()
            .chain(environments.iter().map(|environment| environment.name.as_str()))
            .collect();
        let (etcd, clusters) = clusters(&names, &places, &certificates, given).await?;
        let mut clusters = clusters.into_iter();
        let management = clusters.next().ok_or_else(|| Problem::new("no cluster was started"))?;
        let argocd = ArgoCd::start(&management, &places, &outside, !given.is_empty()).await?;
        let mut targets = BTreeMap::new();
        for (environment, cluster) in environments.iter().zip(clusters) {
            for name in EXTERNAL_SECRETS {
                let file = parts.external_secrets.join(format!("external-secrets.io_{name}.yaml"));
                let text = fs::read_to_string(&file).context(|| format!("cannot read '{}'", file.display()))?;
                cluster.apply(&text, "default").await?;
            }
            argocd::register(&management, &cluster, &environment.cluster).await?;
            let force_sync_minutes = Arc::new(AtomicU32::new(0));
            let target = Target {
                operator: OperatorPod {
                    cluster: Arc::clone(&cluster),
                    places: Arc::clone(&places),
                    outside: Arc::clone(&outside),
                    force_sync_minutes: Arc::clone(&force_sync_minutes),
                }
                .supervise(),
                force_sync_minutes,
                link: LinkPod {
                    cluster: Arc::clone(&cluster),
                    places: Arc::clone(&places),
                }
                .supervise(),
                _nodes: nodes::start(&cluster, NAMESPACE, SECRETS, !given.is_empty()),
                cluster,
            };
            targets.insert(environment.name.clone(), target);
        }
        Ok(Self {
            argocd,
            targets,
            management,
            proxy,
            origin,
            datadog,
            repository,
            places,
            chart_doubles,
            _etcd: etcd,
        })
    }
}

/// Leaves the other environments out of Argo CD's objects, as the how-to says for a start with one environment.
fn only(repository: &Repository, environments: &[Environment]) -> Result<()> {
    for file in repository.files("manifests/argocd")? {
        let text = repository.read(&file)?;
        let is_ours = |document: &&str| {
            let mut lines = document.lines().filter_map(|line| line.strip_prefix("    env: "));
            lines
                .next()
                .is_none_or(|env| environments.iter().any(|environment| environment.name == env))
        };
        let kept: Vec<&str> = text.split("\n---\n").filter(is_ours).collect();
        repository.write(&file, &kept.join("\n---\n"))?;
    }
    Ok(())
}

fn places(root: &Path, run: &Path, parts: &Parts) -> Result<Places> {
    fs::create_dir_all(run).context(|| format!("cannot create '{}'", run.display()))?;
    Ok(Places {
        run: run.to_owned(),
        logs: run.join("logs"),
        parts: parts.folder.clone(),
        argocd_module: parts.argocd_module.clone(),
        etcd: parts.etcd.clone(),
        redis: parts.redis.clone(),
        live: parts.live.clone(),
        gameday: parts.gameday.clone(),
        root: root.to_owned(),
        libraries: parts.libraries.clone(),
    })
}

/// The script that Argo CD verifies signatures with. Go's module cache keeps no program executable.
fn install_script(places: &Places) -> Result<()> {
    let source = places.argocd_module.join("hack").join(VERIFY);
    let bin = places.run.join("bin");
    let target = bin.join(VERIFY);
    fs::create_dir_all(&bin)
        .and_then(|()| fs::read(&source))
        .and_then(|text| fs::write(&target, text))
        .and_then(|()| fs::set_permissions(&target, fs::Permissions::from_mode(0o755)))
        .context(|| format!("cannot copy '{}'", source.display()))
}

/// The clusters of these names, in this order: those that are given, or new ones over one etcd.
async fn clusters(
    names: &[&str],
    places: &Places,
    certificates: &Certificates,
    given: &Given,
) -> Result<(Option<Process>, Vec<Arc<Cluster>>)> {
    if !given.is_empty() {
        let found = names.iter().map(|name| {
            given
                .of(name)
                .ok_or_else(|| Problem::new(format!("no cluster is given for {name}")))
        });
        return Ok((None, found.collect::<Result<_>>()?));
    }
    let (etcd, url) = etcd(places)?;
    let starting = names
        .iter()
        .map(|name| Cluster::start(name, &url, places, certificates));
    let started = futures::future::try_join_all(starting).await?;
    Ok((Some(etcd), started.into_iter().map(Arc::new).collect()))
}

fn etcd(places: &Places) -> Result<(Process, String)> {
    let (client, peer) = (ports::free()?, ports::free()?);
    let url = format!("http://127.0.0.1:{client}");
    let mut command = Command::new(&places.etcd);
    command
        .arg("--data-dir")
        .arg(places.run.join("etcd"))
        .args(["--listen-client-urls", &url, "--advertise-client-urls", &url])
        .args(["--listen-peer-urls", &format!("http://127.0.0.1:{peer}")])
        .args(["--quota-backend-bytes", "4294967296", "--unsafe-no-fsync"]);
    Ok((Process::start("etcd", &places.logs, command)?, url))
}
