//! One Kubernetes API without nodes: kube-apiserver over a shared etcd, and the garbage collector of kube-controller-manager.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::http::Request;
use k8s_openapi::api::authentication::v1::TokenRequest;
use k8s_openapi::api::core::v1::ServiceAccount;
use kube::api::{DeleteParams, DynamicObject, ListParams, Patch, PatchParams, PostParams};
use kube::config::{KubeConfigOptions, Kubeconfig};
use kube::core::GroupVersionKind;
use kube::discovery::{ApiResource, Scope};
use kube::{Api, Client, Config};
use serde::Deserialize as _;
use serde_json::{Value, json};
use tokio::process::Command;

use super::Places;
use super::certificates::Certificates;
use super::ports;
use super::process::Process;
use crate::problem::{Context, Problem, Result};
use crate::wait::wait;

/// The token of the administrator, valid for the loopback clusters of this run alone.
const ADMINISTRATOR: &str = "e2e-administrator";

/// Who applies what no program of the stack applies: the person who follows the how-to.
const FIELD_MANAGER: &str = "kubectl";

const START: Duration = Duration::from_secs(90);

/// How many times a token of a service account may outlive a run.
const TOKEN_SECONDS: i64 = 24 * 60 * 60;

pub(crate) struct Cluster {
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) client: Client,
    /// Its administrator's.
    pub(crate) kubeconfig: PathBuf,
    authority: PathBuf,
    /// The same in DER.
    roots: Vec<Vec<u8>>,
    _processes: Vec<Process>,
}

impl Cluster {
    pub(crate) async fn start(name: &str, etcd: &str, places: &Places, certificates: &Certificates) -> Result<Self> {
        let folder = places.run.join("clusters").join(name);
        let attempt = || format!("cannot write '{}'", folder.display());
        fs::create_dir_all(&folder).context(attempt)?;
        let tokens = folder.join("tokens.csv");
        fs::write(&tokens, format!("{ADMINISTRATOR},admin,admin,system:masters\n")).context(attempt)?;
        let port = ports::free()?;
        let url = format!("https://127.0.0.1:{port}");
        let mut apiserver = Process::start(
            &format!("apiserver-{name}"),
            &places.logs,
            apiserver(name, etcd, port, &tokens, places, certificates),
        )?;
        let client = client(&url, ADMINISTRATOR, std::slice::from_ref(&certificates.authority_der))?;
        wait(&format!("API server of {name}"), START, async || {
            apiserver.check()?;
            let request = http_get("/readyz")?;
            client.request_text(request).await.context(|| "not ready".to_owned())
        })
        .await?;
        let cluster = Self {
            name: name.to_owned(),
            url,
            client,
            kubeconfig: folder.join("administrator.kubeconfig"),
            authority: certificates.authority.clone(),
            roots: vec![certificates.authority_der.clone()],
            _processes: Vec::new(),
        };
        cluster.write_kubeconfig(&cluster.kubeconfig, ADMINISTRATOR)?;
        let mut command = Command::new(places.parts.join("kube-controller-manager"));
        command
            .arg(format!("--kubeconfig={}", cluster.kubeconfig.display()))
            .arg(format!("--secure-port={}", ports::free()?))
            .arg(format!("--cert-dir={}", folder.join("controller-manager").display()))
            .args([
                "--bind-address=127.0.0.1",
                "--leader-elect=false",
                "--concurrent-gc-syncs=5",
            ])
            .args(["--use-service-account-credentials=false"])
            .arg("--controllers=garbage-collector-controller,namespace-controller");
        let manager = Process::start(&format!("controller-manager-{name}"), &places.logs, command)?;
        Ok(Self {
            _processes: vec![manager, apiserver],
            ..cluster
        })
    }

    /// A cluster that runs already, by its context in the kubeconfig. What its programs read is written into `folder`.
    pub(crate) async fn attach(name: &str, context: &str, folder: &Path) -> Result<Self> {
        let attempt = || format!("cluster '{name}', context '{context}'");
        let mut kubeconfig = Kubeconfig::read().context(attempt)?;
        kubeconfig.contexts.retain(|known| known.name == context);
        let named = kubeconfig.contexts.first().and_then(|known| known.context.clone());
        let Some(named) = named else {
            return Err(Problem::new(format!(
                "{}: the kubeconfig has no such context",
                attempt()
            )));
        };
        kubeconfig.clusters.retain(|cluster| cluster.name == named.cluster);
        kubeconfig
            .auth_infos
            .retain(|user| Some(&user.name) == named.user.as_ref());
        kubeconfig.current_context = Some(context.to_owned());
        let options = KubeConfigOptions::default();
        let config = Config::from_custom_kubeconfig(kubeconfig.clone(), &options).await;
        let config = config.context(attempt)?;
        let roots = config.root_cert.clone().filter(|roots| !roots.is_empty());
        let roots = roots.ok_or_else(|| Problem::new(format!("{}: it has no certificate authority", attempt())))?;
        let folder = folder.join(name);
        let write = |file: &str, text: String| -> Result<PathBuf> {
            let path = folder.join(file);
            fs::create_dir_all(&folder)
                .and_then(|()| fs::write(&path, text))
                .context(attempt)?;
            Ok(path)
        };
        let kubeconfig = serde_json::to_string(&kubeconfig).context(attempt)?;
        Ok(Self {
            name: name.to_owned(),
            url: config.cluster_url.to_string().trim_end_matches('/').to_owned(),
            authority: write(
                "ca.crt",
                roots.iter().map(|root| pem(root)).collect::<Result<String>>()?,
            )?,
            kubeconfig: write("administrator.kubeconfig", kubeconfig)?,
            client: Client::try_from(config).context(attempt)?,
            roots,
            _processes: Vec::new(),
        })
    }

    /// The host of its API.
    pub(crate) fn host(&self) -> Option<String> {
        let url: axum::http::Uri = self.url.parse().ok()?;
        url.host().map(str::to_owned)
    }

    /// The certificate of the authority that signed the API's.
    pub(crate) fn authority(&self) -> &Path {
        &self.authority
    }

    /// Writes a kubeconfig with `token`.
    pub(crate) fn write_kubeconfig(&self, path: &Path, token: &str) -> Result<()> {
        let config = json!({
            "apiVersion": "v1", "kind": "Config", "current-context": "e2e",
            "clusters": [{ "name": "e2e", "cluster": { "server": self.url, "certificate-authority": self.authority } }],
            "users": [{ "name": "e2e", "user": { "token": token } }],
            "contexts": [{ "name": "e2e", "context": { "cluster": "e2e", "user": "e2e" } }],
        });
        fs::write(path, config.to_string()).context(|| format!("cannot write '{}'", path.display()))
    }

    /// A token of a service account, as its pods get.
    pub(crate) async fn token(&self, namespace: &str, service_account: &str) -> Result<String> {
        let attempt = || {
            format!(
                "no token of service account '{namespace}/{service_account}' in {}",
                self.name
            )
        };
        let accounts: Api<ServiceAccount> = Api::namespaced(self.client.clone(), namespace);
        let mut request = TokenRequest::default();
        request.spec.expiration_seconds = Some(TOKEN_SECONDS);
        let answer = accounts
            .create_token_request(service_account, &PostParams::default(), &request)
            .await
            .context(attempt)?;
        let status = answer.status.ok_or_else(|| Problem::new(attempt()))?;
        Ok(status.token)
    }

    /// A client that acts as a service account.
    pub(crate) async fn client_of(&self, namespace: &str, service_account: &str) -> Result<Client> {
        client(&self.url, &self.token(namespace, service_account).await?, &self.roots)
    }

    /// Applies the documents of a YAML text on the server's side; a namespaced object without a namespace goes to `namespace`.
    pub(crate) async fn apply(&self, yaml: &str, namespace: &str) -> Result<()> {
        let mut resources = HashMap::new();
        for document in documents(yaml)? {
            let object = DynamicObject::deserialize(document).context(|| "not a Kubernetes object".to_owned())?;
            let types = object.types.clone().unwrap_or_default();
            let name = object.metadata.name.clone().unwrap_or_default();
            let attempt = || format!("cannot apply {} '{name}' in {}", types.kind, self.name);
            let kind = GroupVersionKind::try_from(&types).context(attempt)?;
            if !resources.contains_key(&kind) {
                resources.insert(kind.clone(), self.resource(&kind).await?);
            }
            let Some((resource, scope)) = resources.get(&kind) else {
                continue;
            };
            let api: Api<DynamicObject> = match scope {
                Scope::Cluster => Api::all_with(self.client.clone(), resource),
                Scope::Namespaced => {
                    let namespace = object.metadata.namespace.as_deref().unwrap_or(namespace);
                    Api::namespaced_with(self.client.clone(), namespace, resource)
                }
            };
            let params = PatchParams::apply(FIELD_MANAGER).force();
            api.patch(&name, &params, &Patch::Apply(&object))
                .await
                .context(attempt)?;
        }
        Ok(())
    }

    /// Deletes the documents of a YAML text; what is not there, or of a kind that is not served, needs no deletion.
    pub(crate) async fn delete(&self, yaml: &str, namespace: &str) -> Result<()> {
        for document in documents(yaml)? {
            let object = DynamicObject::deserialize(document).context(|| "not a Kubernetes object".to_owned())?;
            let types = object.types.clone().unwrap_or_default();
            let name = object.metadata.name.clone().unwrap_or_default();
            let attempt = || format!("cannot delete {} '{name}' in {}", types.kind, self.name);
            let kind = GroupVersionKind::try_from(&types).context(attempt)?;
            let Ok((resource, capabilities)) = kube::discovery::pinned_kind(&self.client, &kind).await else {
                continue;
            };
            let api: Api<DynamicObject> = match capabilities.scope {
                Scope::Cluster => Api::all_with(self.client.clone(), &resource),
                Scope::Namespaced => {
                    let namespace = object.metadata.namespace.as_deref().unwrap_or(namespace);
                    Api::namespaced_with(self.client.clone(), namespace, &resource)
                }
            };
            gone(api.delete(&name, &DeleteParams::default()).await).context(attempt)?;
        }
        Ok(())
    }

    /// How the API serves a kind. A kind whose definition was just applied is served after a moment.
    async fn resource(&self, kind: &GroupVersionKind) -> Result<(ApiResource, Scope)> {
        wait(&format!("{} in {}", kind.kind, self.name), START, async || {
            let (resource, capabilities) = kube::discovery::pinned_kind(&self.client, kind)
                .await
                .context(|| format!("{} is not served", kind.kind))?;
            Ok((resource, capabilities.scope))
        })
        .await
    }

    /// Whether an object of that name is there, in whatever namespace or in none.
    pub(crate) async fn exists(&self, kind: &Kind, name: &str) -> Result<bool> {
        let api = self.api_of_all(kind);
        let selected = ListParams::default().fields(&format!("metadata.name={name}"));
        let found = api
            .list(&selected)
            .await
            .context(|| format!("cannot list {}", kind.plural))?;
        Ok(!found.items.is_empty())
    }

    /// Whether a service account is there.
    pub(crate) async fn has_account(&self, namespace: &str, name: &str) -> Result<bool> {
        let accounts: Api<ServiceAccount> = Api::namespaced(self.client.clone(), namespace);
        let found = accounts
            .get_opt(name)
            .await
            .context(|| format!("service account '{name}'"))?;
        Ok(found.is_some())
    }

    /// The API of a kind in the whole cluster.
    pub(crate) fn api_of_all(&self, kind: &Kind) -> Api<DynamicObject> {
        Api::all_with(self.client.clone(), &kind.resource())
    }

    /// The API of a namespaced kind.
    pub(crate) fn api(&self, kind: &Kind, namespace: &str) -> Api<DynamicObject> {
        Api::namespaced_with(self.client.clone(), namespace, &kind.resource())
    }
}

/// A kind that the cases read and write, with the name of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) group: &'static str,
    pub(crate) version: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) plural: &'static str,
}

impl Kind {
    pub(crate) fn resource(&self) -> ApiResource {
        let kind = GroupVersionKind::gvk(self.group, self.version, self.kind);
        ApiResource::from_gvk_with_plural(&kind, self.plural)
    }
}

const fn kind(group: &'static str, version: &'static str, kind: &'static str, plural: &'static str) -> Kind {
    Kind {
        group,
        version,
        kind,
        plural,
    }
}

pub(crate) const APPLICATION: Kind = kind("argoproj.io", "v1alpha1", "Application", "applications");
pub(crate) const APPLICATION_SET: Kind = kind("argoproj.io", "v1alpha1", "ApplicationSet", "applicationsets");
pub(crate) const GENERIC_RESOURCE: Kind = kind(
    "datadoghq.com",
    "v1alpha1",
    "DatadogGenericResource",
    "datadoggenericresources",
);
pub(crate) const LINKED_RESOURCE: Kind = kind(
    "observability.scribemed.io",
    "v1alpha1",
    "DatadogLinkedResource",
    "datadoglinkedresources",
);
pub(crate) const NAMESPACES: Kind = kind("", "v1", "Namespace", "namespaces");
pub(crate) const QUOTA: Kind = kind("", "v1", "ResourceQuota", "resourcequotas");
pub(crate) const DEFINITION: Kind = kind(
    "apiextensions.k8s.io",
    "v1",
    "CustomResourceDefinition",
    "customresourcedefinitions",
);
pub(crate) const CLUSTER_ROLE: Kind = kind("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles");
pub(crate) const CLUSTER_ROLE_BINDING: Kind = kind(
    "rbac.authorization.k8s.io",
    "v1",
    "ClusterRoleBinding",
    "clusterrolebindings",
);
pub(crate) const PRIORITY_CLASS: Kind = kind("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses");
pub(crate) const CONFIG_MAP: Kind = kind("", "v1", "ConfigMap", "configmaps");
pub(crate) const SECRET: Kind = kind("", "v1", "Secret", "secrets");
pub(crate) const DEPLOYMENT: Kind = kind("apps", "v1", "Deployment", "deployments");
pub(crate) const CRON_JOB: Kind = kind("batch", "v1", "CronJob", "cronjobs");
pub(crate) const STATEFUL_SET: Kind = kind("apps", "v1", "StatefulSet", "statefulsets");
pub(crate) const DAEMON_SET: Kind = kind("apps", "v1", "DaemonSet", "daemonsets");
pub(crate) const DISRUPTION_BUDGET: Kind = kind("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets");
pub(crate) const EXTERNAL_SECRET: Kind = kind("external-secrets.io", "v1", "ExternalSecret", "externalsecrets");
pub(crate) const SECRET_STORE: Kind = kind("external-secrets.io", "v1", "SecretStore", "secretstores");

/// The result of a change of an object that may be gone already.
pub(crate) fn gone<T>(result: Result<T, kube::Error>) -> Result<(), kube::Error> {
    match result {
        Ok(_) => Ok(()),
        Err(cause) if is_absent(&cause) => Ok(()),
        Err(cause) => Err(cause),
    }
}

/// Whether an object, or its kind, is not there: for an unknown path the API answers without a reason.
pub(crate) const fn is_absent(cause: &kube::Error) -> bool {
    const NOT_FOUND: u16 = 404;
    matches!(cause, kube::Error::Api(status) if status.code == NOT_FOUND)
}

/// The documents of a YAML text that are not empty.
pub(crate) fn documents(yaml: &str) -> Result<Vec<Value>> {
    let documents: Vec<Value> = serde_saphyr::from_multiple(yaml).context(|| "invalid YAML".to_owned())?;
    Ok(documents.into_iter().filter(|document| !document.is_null()).collect())
}

fn http_get(path: &str) -> Result<Request<Vec<u8>>> {
    Request::get(path).body(Vec::new()).context(|| path.to_owned())
}

fn client(url: &str, token: &str, roots: &[Vec<u8>]) -> Result<Client> {
    let attempt = || format!("no client for {url}");
    let mut config = Config::new(url.parse().context(attempt)?);
    config.root_cert = Some(roots.to_vec());
    config.auth_info.token = Some(token.to_owned().into());
    Client::try_from(config).context(attempt)
}

/// A certificate as programs read it.
fn pem(der: &[u8]) -> Result<String> {
    let base64 = serde_json::to_value(k8s_openapi::ByteString(der.to_vec())).context(|| "base64".to_owned())?;
    let text = base64.as_str().unwrap_or_default();
    let lines = (0..text.len())
        .step_by(64)
        .map(|start| text.get(start..text.len().min(start + 64)).unwrap_or_default());
    let lines: Vec<&str> = lines.collect();
    Ok(format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        lines.join("\n")
    ))
}

fn apiserver(
    name: &str,
    etcd: &str,
    port: u16,
    tokens: &Path,
    places: &Places,
    certificates: &Certificates,
) -> Command {
    let mut command = Command::new(places.parts.join("kube-apiserver"));
    let paths = [
        ("token-auth-file", tokens),
        ("tls-cert-file", &certificates.server),
        ("tls-private-key-file", &certificates.server_key),
        ("service-account-key-file", &certificates.token_public_key),
        ("service-account-signing-key-file", &certificates.token_key),
    ];
    command.args(paths.map(|(flag, path)| format!("--{flag}={}", path.display())));
    command
        .arg(format!("--etcd-servers={etcd}"))
        .arg(format!("--etcd-prefix=/{name}"))
        .arg(format!("--secure-port={port}"))
        .arg(format!("--service-account-issuer=https://127.0.0.1:{port}"))
        .args([
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            "--service-cluster-ip-range=10.0.0.0/24",
        ])
        .args([
            "--authorization-mode=RBAC",
            "--allow-privileged=true",
            "--max-requests-inflight=800",
        ])
        // Pods would get their account's token from it; there are no pods here.
        .arg("--disable-admission-plugins=ServiceAccount");
    command
}
