//! A real API server with etcd and without controllers.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use kube::api::{Api, ApiResource, DynamicObject, GroupVersionKind, PostParams};
use kube::config::{KubeConfigOptions, Kubeconfig};
use kube::{Client, Config};
use serde_json::{Value, json};
use tempfile::TempDir;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");
const INTERVAL: Duration = Duration::from_millis(100);

/// The programs, where `cargo xtask e2e` builds and unpacks them.
pub(crate) struct Parts {
    apiserver: PathBuf,
    etcd: PathBuf,
}

impl Parts {
    /// Finds them, or says what is missing.
    pub(crate) fn find() -> Result<Self, String> {
        let root = Path::new(ROOT);
        let built = std::env::var_os("E2E_PARTS").map_or_else(|| root.join(".cache/tools/gitops"), PathBuf::from);
        let apiserver = built.join("kube-apiserver");
        if !apiserver.is_file() {
            return Err(format!("no {}", apiserver.display()));
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let unpacked = root.join(".cache/services/etcd/usr/bin");
        let folders = std::env::split_paths(&path).chain([unpacked]);
        let etcd = folders.map(|folder| folder.join("etcd")).find(|file| file.is_file());
        Ok(Self {
            apiserver,
            etcd: etcd.ok_or("no etcd on PATH or in .cache/services/etcd")?,
        })
    }
}

/// A child process that ends with the value.
pub(crate) struct Process(pub(crate) Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

pub(crate) struct Cluster {
    pub(crate) client: Client,
    pub(crate) kubeconfig: PathBuf,
    /// The API server first: without etcd it would wait.
    _processes: [Process; 2],
    _folder: TempDir,
}

impl Cluster {
    pub(crate) async fn start(parts: &Parts) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = |name: &str| folder.path().join(name);
        let key = rcgen::KeyPair::generate().expect("a key");
        for (name, text) in [
            ("accounts.pem", key.serialize_pem()),
            ("accounts.pub", key.public_key_pem()),
            ("tokens.csv", "admin,admin,admin,system:masters\n".to_owned()),
        ] {
            std::fs::write(file(name), text).expect("a temporary file");
        }
        let (etcd_port, peer_port, port) = (free_port(), free_port(), free_port());
        let url = |port: u16| format!("http://127.0.0.1:{port}");
        let etcd = start(
            Command::new(&parts.etcd)
                .arg("--data-dir")
                .arg(file("etcd"))
                .args([
                    "--listen-client-urls",
                    &url(etcd_port),
                    "--advertise-client-urls",
                    &url(etcd_port),
                ])
                .args(["--listen-peer-urls", &url(peer_port), "--unsafe-no-fsync"]),
            &file("etcd.log"),
        );
        let path = |name: &str| file(name).display().to_string();
        let flags = [
            ("etcd-servers", url(etcd_port)),
            ("secure-port", port.to_string()),
            ("bind-address", "127.0.0.1".to_owned()),
            ("cert-dir", path("pki")),
            ("token-auth-file", path("tokens.csv")),
            ("service-account-key-file", path("accounts.pub")),
            ("service-account-signing-key-file", path("accounts.pem")),
            ("service-account-issuer", format!("https://127.0.0.1:{port}")),
            ("service-cluster-ip-range", "10.0.0.0/24".to_owned()),
            ("authorization-mode", "RBAC".to_owned()),
        ];
        let apiserver = start(
            Command::new(&parts.apiserver).args(flags.map(|(flag, value)| format!("--{flag}={value}"))),
            &file("apiserver.log"),
        );
        let certificate = file("pki").join("apiserver.crt");
        until("the API server writes its certificate", async || {
            certificate.is_file().then_some(())
        })
        .await;
        let kubeconfig = file("admin.kubeconfig");
        let content = json!({
            "apiVersion": "v1", "kind": "Config", "current-context": "c",
            "clusters": [{ "name": "c", "cluster": { "server": format!("https://127.0.0.1:{port}"), "certificate-authority": certificate } }],
            "users": [{ "name": "u", "user": { "token": "admin" } }],
            "contexts": [{ "name": "c", "context": { "cluster": "c", "user": "u" } }],
        });
        std::fs::write(&kubeconfig, content.to_string()).expect("a temporary file");
        let read = Kubeconfig::read_from(&kubeconfig).expect("a kubeconfig");
        let config = Config::from_custom_kubeconfig(read, &KubeConfigOptions::default()).await;
        let cluster = Self {
            client: Client::try_from(config.expect("a configuration")).expect("a client"),
            kubeconfig,
            _processes: [apiserver, etcd],
            _folder: folder,
        };
        let roles = cluster.api(("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding"), None);
        until("the API server is ready", async || {
            roles.get("system:discovery").await.ok()
        })
        .await;
        cluster
    }

    pub(crate) fn api(
        &self,
        (group, version, kind): (&str, &str, &str),
        namespace: Option<&str>,
    ) -> Api<DynamicObject> {
        let resource = ApiResource::from_gvk(&GroupVersionKind::gvk(group, version, kind));
        match namespace {
            Some(namespace) => Api::namespaced_with(self.client.clone(), namespace, &resource),
            None => Api::all_with(self.client.clone(), &resource),
        }
    }

    pub(crate) async fn create(&self, kind: (&str, &str, &str), namespace: Option<&str>, object: Value) -> Value {
        let object = serde_json::from_value(object).expect("an object");
        let created = self.api(kind, namespace).create(&PostParams::default(), &object).await;
        serde_json::to_value(created.expect("it is created")).expect("JSON")
    }
}

/// What `condition` returns as soon as it returns something.
pub(crate) async fn until<T>(what: &str, mut condition: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(value) = condition().await {
            return value;
        }
        assert!(started.elapsed() < Duration::from_secs(120), "waited for: {what}");
        tokio::time::sleep(INTERVAL).await;
    }
}

fn start(command: &mut Command, log: &Path) -> Process {
    let output = File::create(log).expect("a temporary file");
    let errors = output.try_clone().expect("a file can be cloned");
    command.stdin(Stdio::null()).stdout(output).stderr(errors);
    Process(
        command
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {command:?}: {error}")),
    )
}

/// A port that nothing listens on at this moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("it is bound").port()
}
