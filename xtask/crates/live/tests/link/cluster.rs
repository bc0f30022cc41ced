//! A real API server with etcd, an audit log, and a user for each case.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use k8s_openapi::api::rbac::v1::ClusterRoleBinding;
use kube::api::{Api, ApiResource, DynamicObject, Patch, PatchParams};
use kube::config::{KubeConfigOptions, Kubeconfig};
use kube::core::GroupVersionKind;
use kube::{Client, Config};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::parts::Parts;
use crate::process::{Process, free_port};
use crate::rights::Right;
use crate::until::until;

/// More than there are cases.
const USERS: usize = 40;

pub(crate) struct Cluster {
    pub(crate) client: Client,
    server: String,
    folder: TempDir,
    processes: Vec<Process>,
}

impl Cluster {
    pub(crate) async fn start(parts: &Parts) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = |name: &str| folder.path().join(name);
        let write = |name: &str, text: &str| {
            std::fs::write(file(name), text).unwrap_or_else(|error| panic!("cannot write {name}: {error}"))
        };
        let key = rcgen::KeyPair::generate().expect("a key");
        write("accounts.pem", &key.serialize_pem());
        write("accounts.pub", &key.public_key_pem());
        let users: String = (0..USERS)
            .map(|user| format!("{0},{0},{0}\n", user_name(user)))
            .collect();
        write("tokens.csv", &format!("admin,admin,admin,system:masters\n{users}"));
        write("audit.yaml", &audit_policy().to_string());

        let (etcd_port, peer_port, port) = (free_port(), free_port(), free_port());
        let etcd_url = format!("http://127.0.0.1:{etcd_port}");
        let mut etcd = Command::new(&parts.etcd);
        etcd.arg("--data-dir").arg(file("etcd")).args([
            "--listen-client-urls",
            &etcd_url,
            "--advertise-client-urls",
            &etcd_url,
        ]);
        etcd.args([
            "--listen-peer-urls",
            &format!("http://127.0.0.1:{peer_port}"),
            "--unsafe-no-fsync",
        ]);
        let etcd = Process::start(&mut etcd, &file("etcd.log"));

        let mut apiserver = Command::new(&parts.apiserver);
        let flags = [
            ("etcd-servers", etcd_url),
            ("secure-port", port.to_string()),
            ("bind-address", "127.0.0.1".to_owned()),
            ("cert-dir", file("pki").display().to_string()),
            ("token-auth-file", file("tokens.csv").display().to_string()),
            ("service-account-key-file", file("accounts.pub").display().to_string()),
            (
                "service-account-signing-key-file",
                file("accounts.pem").display().to_string(),
            ),
            ("service-account-issuer", format!("https://127.0.0.1:{port}")),
            ("service-cluster-ip-range", "10.0.0.0/24".to_owned()),
            ("authorization-mode", "RBAC".to_owned()),
            ("disable-admission-plugins", "ServiceAccount".to_owned()),
            ("audit-policy-file", file("audit.yaml").display().to_string()),
            ("audit-log-path", file("audit.log").display().to_string()),
        ];
        apiserver.args(flags.map(|(flag, value)| format!("--{flag}={value}")));
        let mut apiserver = Process::start(&mut apiserver, &file("apiserver.log"));

        let server = format!("https://127.0.0.1:{port}");
        let certificate = file("pki").join("apiserver.crt");
        until(
            "the API server writes its certificate",
            Duration::from_secs(60),
            async || {
                assert!(
                    apiserver.status().is_none(),
                    "the API server ended: {}",
                    apiserver.log()
                );
                certificate.is_file().then_some(())
            },
        )
        .await;
        let admin = write_kubeconfig(folder.path(), &server, "admin");
        let cluster = Self {
            client: connect(&admin).await,
            server,
            folder,
            processes: vec![apiserver, etcd],
        };
        until("the API server is ready", Duration::from_secs(120), async || {
            // The last that it creates of its own accord: without it nobody may ask for the kinds.
            Api::<ClusterRoleBinding>::all(cluster.client.clone())
                .get("system:discovery")
                .await
                .ok()
        })
        .await;
        cluster
    }

    /// A kubeconfig of the user number `user`.
    pub(crate) fn kubeconfig(&self, user: usize) -> PathBuf {
        write_kubeconfig(self.folder.path(), &self.server, &user_name(user))
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Creates an object that has no namespace.
    pub(crate) async fn apply(&self, object: &Value) {
        apply(&self.client, None, object).await;
    }

    /// The calls of a user that the API server has answered, without those for the lease.
    pub(crate) fn calls(&self, user: usize) -> Vec<Call> {
        let name = user_name(user);
        let calls = self.answered().into_iter();
        calls
            .filter(|call| call.user == name && call.resource != "leases")
            .collect()
    }

    /// All rights that the controllers used.
    pub(crate) fn used_rights(&self) -> BTreeSet<Right> {
        self.answered()
            .into_iter()
            .map(|call| (call.resource, call.verb))
            .collect()
    }

    /// The calls of all cases.
    fn answered(&self) -> Vec<Call> {
        let log = std::fs::read_to_string(self.file("audit.log")).unwrap_or_default();
        let events = log.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        events.map(|event| Call::of(&event)).collect()
    }
}

impl Drop for Cluster {
    /// The API server first: without etcd it would wait.
    fn drop(&mut self) {
        for process in &mut self.processes {
            process.kill();
        }
    }
}

/// A call that the API server has answered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Call {
    pub(crate) user: String,
    pub(crate) verb: String,
    pub(crate) resource: String,
    pub(crate) name: String,
}

impl Call {
    fn of(event: &Value) -> Self {
        let object = &event["objectRef"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let subresource = object["subresource"]
            .as_str()
            .map(|subresource| format!("/{subresource}"))
            .unwrap_or_default();
        Self {
            user: text(&event["user"]["username"]),
            verb: text(&event["verb"]),
            resource: text(&object["resource"]) + &subresource,
            name: text(&object["name"]),
        }
    }
}

/// The name of a user, its token and its namespace.
pub(crate) fn user_name(user: usize) -> String {
    format!("case-{user}")
}

pub(crate) async fn apply(client: &Client, namespace: Option<&str>, object: &Value) -> DynamicObject {
    let name = object["metadata"]["name"].as_str().expect("a name");
    let text = |field: &str| object[field].as_str().unwrap_or_else(|| panic!("no {field}: {object}"));
    let (group, version) = text("apiVersion").rsplit_once('/').unwrap_or(("", text("apiVersion")));
    let kind = ApiResource::from_gvk(&GroupVersionKind::gvk(group, version, text("kind")));
    let api: Api<DynamicObject> = match namespace {
        Some(namespace) => Api::namespaced_with(client.clone(), namespace, &kind),
        None => Api::all_with(client.clone(), &kind),
    };
    let params = PatchParams::apply("argocd-controller");
    api.patch(name, &params, &Patch::Apply(object))
        .await
        .unwrap_or_else(|error| panic!("cannot apply {name}: {error}"))
}

async fn connect(kubeconfig: &Path) -> Client {
    let kubeconfig = Kubeconfig::read_from(kubeconfig).expect("a kubeconfig");
    let config = Config::from_custom_kubeconfig(kubeconfig, &KubeConfigOptions::default())
        .await
        .expect("a configuration");
    Client::try_from(config).expect("a client")
}

/// A kubeconfig of a user, whose token and namespace have its name.
fn write_kubeconfig(folder: &Path, server: &str, user: &str) -> PathBuf {
    let kubeconfig = json!({
        "apiVersion": "v1", "kind": "Config", "current-context": "c",
        "clusters": [{ "name": "c", "cluster": { "server": server, "certificate-authority": folder.join("pki/apiserver.crt") } }],
        "users": [{ "name": "u", "user": { "token": user } }],
        "contexts": [{ "name": "c", "context": { "cluster": "c", "user": "u", "namespace": user } }],
    });
    let path = folder.join(format!("{user}.kubeconfig"));
    std::fs::write(&path, kubeconfig.to_string()).expect("a temporary file");
    path
}

/// One event for each answered call of the cases' users.
fn audit_policy() -> Value {
    let users: Vec<String> = (0..USERS).map(user_name).collect();
    json!({
        "apiVersion": "audit.k8s.io/v1", "kind": "Policy", "omitStages": ["RequestReceived", "ResponseStarted"],
        "rules": [{ "level": "Metadata", "users": users, "resources": [
            { "group": "datadoghq.com" }, { "group": linked::GROUP }, { "group": "events.k8s.io" }, { "group": "coordination.k8s.io" },
        ] }, { "level": "None" }],
    })
}
