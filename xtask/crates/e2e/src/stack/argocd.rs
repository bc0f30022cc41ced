//! Argo CD as its manual installs it: the objects of its `install.yaml`, and its roles as processes with the arguments and the environment of their pods.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use kube::api::{Patch, PatchParams};
use serde_json::json;
use tokio::process::Command;

use super::cluster::{CONFIG_MAP, Cluster, DEPLOYMENT, SECRET, STATEFUL_SET};
use super::pod::{Container, Workload};
use super::ports;
use super::process::Process;
use super::supervisor::{Pod, Supervisor};
use super::{Outside, Places};
use crate::problem::{Context, Result};
use crate::wait::wait;

pub(crate) const NAMESPACE: &str = "argocd";

/// The settings that its roles read at their start.
pub(crate) const SETTINGS: &str = "argocd-cmd-params-cm";

const START: Duration = Duration::from_secs(60);

/// A role, and the flags that a process on a shared host needs.
struct Role {
    workload: Workload,
    flags: fn(&Addresses) -> Result<Vec<String>>,
}

/// Where the roles find each other.
#[derive(Clone, Debug)]
struct Addresses {
    repo_server: u16,
}

const REPO_SERVER: &str = "argocd-repo-server";
const CONTROLLER: &str = "argocd-application-controller";
const APPLICATION_SETS: &str = "argocd-applicationset-controller";
const NOTIFICATIONS: &str = "argocd-notifications-controller";

fn roles() -> [Role; 4] {
    let workload = |kind, name| Workload {
        kind,
        namespace: NAMESPACE,
        name,
    };
    [
        Role {
            workload: workload(DEPLOYMENT, REPO_SERVER),
            flags: |addresses| {
                Ok(vec![
                    format!("--port={}", addresses.repo_server),
                    format!("--metrics-port={}", ports::free()?),
                    "--client-ca-path=".to_owned(),
                    // Its cache of branches would hide a commit for so long.
                    "--revision-cache-expiration=1s".to_owned(),
                ])
            },
        },
        Role {
            workload: workload(STATEFUL_SET, CONTROLLER),
            flags: |_| Ok(vec![format!("--metrics-port={}", ports::free()?)]),
        },
        Role {
            workload: workload(DEPLOYMENT, APPLICATION_SETS),
            flags: |_| {
                Ok(vec![
                    format!("--metrics-addr=127.0.0.1:{}", ports::free()?),
                    format!("--probe-addr=127.0.0.1:{}", ports::free()?),
                    format!("--webhook-addr=127.0.0.1:{}", ports::free()?),
                ])
            },
        },
        Role {
            workload: workload(DEPLOYMENT, NOTIFICATIONS),
            flags: |addresses| {
                Ok(vec![
                    format!("--metrics-port={}", ports::free()?),
                    format!("--argocd-repo-server=127.0.0.1:{}", addresses.repo_server),
                ])
            },
        },
    ]
}

#[derive(Debug)]
pub(crate) struct ArgoCd {
    /// Where the role that reads the repository listens.
    pub(crate) repo_server_port: u16,
    roles: BTreeMap<&'static str, Supervisor>,
    _redis: Process,
}

impl ArgoCd {
    /// Installs it into the management cluster and starts its roles.
    pub(crate) async fn start(
        cluster: &Arc<Cluster>,
        places: &Arc<Places>,
        outside: &Arc<Outside>,
        is_given: bool,
    ) -> Result<Self> {
        let redis_port = ports::free()?;
        let repo_server = ports::free()?;
        install(cluster, places, redis_port, repo_server).await?;
        if is_given {
            without_pods(cluster).await?;
        }
        let mut redis = Command::new(&places.redis);
        redis
            .args([
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--requirepass",
                PASSWORD,
            ])
            .arg("--port")
            .arg(redis_port.to_string())
            .envs(places.libraries());
        let redis = Process::start("redis", &places.logs, redis)?;
        let addresses = Addresses { repo_server };
        let mut started = BTreeMap::new();
        for role in roles() {
            let name = role.workload.name;
            let pod = RolePod {
                role,
                cluster: Arc::clone(cluster),
                places: Arc::clone(places),
                outside: Arc::clone(outside),
                addresses: addresses.clone(),
            };
            started.insert(name, Supervisor::start(name, places.logs.clone(), pod));
        }
        let argo = Self {
            repo_server_port: repo_server,
            roles: started,
            _redis: redis,
        };
        wait("Argo CD", START, async || {
            argo.roles.values().try_for_each(Supervisor::check)
        })
        .await?;
        Ok(argo)
    }

    /// The role that syncs.
    pub(crate) fn controller(&self) -> Option<&Supervisor> {
        self.roles.get(CONTROLLER)
    }

    /// The role that reads the repository.
    pub(crate) fn repo_server(&self) -> Option<&Supervisor> {
        self.roles.get(REPO_SERVER)
    }
}

/// Redis' password in a run. It listens on loopback alone.
const PASSWORD: &str = "e2e";

/// The text of Argo CD's `install.yaml`.
pub(super) fn installation(module: &Path) -> Result<String> {
    let path = module.join("manifests").join("install.yaml");
    fs::read_to_string(&path).context(|| format!("cannot read '{}'", path.display()))
}

/// Kinds that are never ready where no pod may start.
const OF_PODS: [&str; 3] = ["apps_Deployment", "apps_DaemonSet", "policy_PodDisruptionBudget"];

/// Counts what has no pods as healthy, because programs of this machine take their place.
async fn without_pods(cluster: &Cluster) -> Result<()> {
    let data: BTreeMap<String, &str> = OF_PODS
        .iter()
        .map(|kind| {
            (
                format!("resource.customizations.health.{kind}"),
                "return { status = \"Healthy\" }",
            )
        })
        .collect();
    let settings =
        json!({ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "argocd-cm" }, "data": data });
    let api = cluster.api(&CONFIG_MAP, NAMESPACE);
    let patched = api
        .patch("argocd-cm", &PatchParams::apply("e2e"), &Patch::Apply(settings))
        .await;
    patched.context(|| "argocd-cm".to_owned()).map(|_| ())
}

async fn install(cluster: &Cluster, places: &Places, redis: u16, repo_server: u16) -> Result<()> {
    let text = installation(&places.argocd_module)?;
    cluster
        .apply("{apiVersion: v1, kind: Namespace, metadata: {name: argocd}}", NAMESPACE)
        .await?;
    cluster.apply(&text, NAMESPACE).await?;
    let secrets = [
        ("argocd-redis", json!({ "auth": PASSWORD })),
        (
            "argocd-secret",
            json!({ "server.secretkey": "not-a-secret-of-any-server" }),
        ),
        ("argocd-notifications-secret", json!({ "slack-token": "not-a-token" })),
    ];
    for (name, data) in secrets {
        let secret = json!({ "apiVersion": "v1", "kind": "Secret", "metadata": { "name": name }, "stringData": data });
        let api = cluster.api(&SECRET, NAMESPACE);
        let params = PatchParams::apply("kubectl-patch");
        api.patch(name, &params, &Patch::Apply(secret))
            .await
            .context(|| format!("Secret '{name}'"))?;
    }
    // Where the roles listen, and plain text between them. Everything else stays as it is installed.
    let data = json!({
        "redis.server": format!("127.0.0.1:{redis}"),
        "repo.server": format!("127.0.0.1:{repo_server}"),
        "reposerver.listen.address": "127.0.0.1",
        "reposerver.metrics.listen.address": "127.0.0.1",
        "reposerver.disable.tls": "true",
        "controller.repo.server.plaintext": "true",
        "applicationsetcontroller.repo.server.plaintext": "true",
        "notificationscontroller.repo.server.plaintext": "true",
    });
    let settings = json!({
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": SETTINGS }, "data": data,
    });
    let params = PatchParams::apply("e2e");
    let api = cluster.api(&CONFIG_MAP, NAMESPACE);
    api.patch(SETTINGS, &params, &Patch::Apply(settings))
        .await
        .context(|| SETTINGS.to_owned())?;
    Ok(())
}

/// The pod of a role.
struct RolePod {
    role: Role,
    cluster: Arc<Cluster>,
    places: Arc<Places>,
    outside: Arc<Outside>,
    addresses: Addresses,
}

impl Pod for RolePod {
    async fn container(&self) -> Result<Container> {
        Container::read(&self.cluster, self.role.workload).await
    }

    async fn command(&self, container: &Container) -> Result<Command> {
        let name = self.role.workload.name;
        let folder = self.places.run.join(name);
        let mut args = container.args.iter();
        // One program has all roles; its name chooses one.
        let role = args.next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        let mut args: Vec<String> = args.cloned().collect();
        args.extend((self.role.flags)(&self.addresses)?);
        let program = self.places.parts.join("argocd");
        let mut command = container
            .command(&self.cluster, NAMESPACE, &program, &args, &folder)
            .await?;
        if name != REPO_SERVER {
            command.args(["--namespace", NAMESPACE]);
        }
        command
            .env("ARGOCD_BINARY_NAME", role)
            .env("ARGOCD_FAKE_IN_CLUSTER", "true")
            .env("ARGOCD_GPG_ENABLED", "false")
            .env("HOSTNAME", format!("{name}-0"))
            .env("PATH", self.places.path()?)
            .envs(self.outside.env());
        for (variable, path) in data_folders(&folder)? {
            command.env(variable, path);
        }
        Ok(command)
    }
}

/// The folders that an image of Argo CD has, with their variables.
fn data_folders(folder: &Path) -> Result<Vec<(&'static str, PathBuf)>> {
    let folders = [
        ("ARGOCD_TLS_DATA_PATH", "tls"),
        ("ARGOCD_SSH_DATA_PATH", "ssh"),
        ("ARGOCD_GPG_DATA_PATH", "gpg"),
        ("ARGOCD_GNUPGHOME", "gpg-keys"),
        ("ARGOCD_PLUGINSOCKFILEPATH", "plugins"),
    ];
    let create = |(variable, name): (&'static str, &str)| {
        let path = folder.join(name);
        fs::create_dir_all(&path).context(|| format!("cannot create '{}'", path.display()))?;
        Ok((variable, path))
    };
    folders.into_iter().map(create).collect()
}

/// Registers a cluster, as `argocd cluster add` does.
pub(crate) async fn register(management: &Cluster, cluster: &Cluster, name: &str) -> Result<()> {
    cluster.apply(MANAGER, "kube-system").await?;
    let token = cluster.token("kube-system", "argocd-manager").await?;
    let authority = fs::read(cluster.authority()).context(|| "the cluster's certificate authority".to_owned())?;
    let authority = serde_json::to_value(k8s_openapi::ByteString(authority)).context(|| "base64".to_owned())?;
    let config = json!({ "bearerToken": token, "tlsClientConfig": { "caData": authority } });
    let secret = json!({
        "apiVersion": "v1", "kind": "Secret",
        "metadata": { "name": format!("cluster-{name}"), "labels": { "argocd.argoproj.io/secret-type": "cluster" } },
        "stringData": { "name": name, "server": cluster.url, "config": config.to_string() },
    });
    management.apply(&secret.to_string(), NAMESPACE).await
}

/// What `argocd cluster add` makes in a cluster.
pub(super) const MANAGER: &str = r#"
{apiVersion: v1, kind: ServiceAccount, metadata: {name: argocd-manager, namespace: kube-system}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: argocd-manager-role}
rules:
- {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}
- {nonResourceURLs: ["*"], verbs: ["*"]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: argocd-manager-role-binding}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: argocd-manager-role}
subjects:
- {kind: ServiceAccount, name: argocd-manager, namespace: kube-system}
"#;
