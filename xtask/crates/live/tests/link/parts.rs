//! The programs that the tests start.

use std::path::{Path, PathBuf};

/// The root of the repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");

/// Programs of Kubernetes and etcd.
pub(crate) struct Parts {
    pub(crate) apiserver: PathBuf,
    pub(crate) etcd: PathBuf,
}

impl Parts {
    /// Finds them where `cargo xtask e2e` builds and unpacks them. Otherwise says what is missing.
    pub(crate) fn find() -> Result<Self, String> {
        let root = Path::new(ROOT);
        let built = std::env::var_os("E2E_PARTS").map_or_else(|| root.join(".cache/tools/gitops"), PathBuf::from);
        let apiserver = built.join("kube-apiserver");
        if !apiserver.is_file() {
            return Err(format!("no {}", apiserver.display()));
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let unpacked = root.join(".cache/services/etcd/usr/bin");
        let mut etcd = std::env::split_paths(&path)
            .chain([unpacked])
            .map(|folder| folder.join("etcd"));
        let etcd = etcd
            .find(|file| file.is_file())
            .ok_or("no etcd on PATH or in .cache/services/etcd")?;
        Ok(Self { apiserver, etcd })
    }
}
