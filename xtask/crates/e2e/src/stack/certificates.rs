//! The certificate authority of a run, and the keys that sign tokens of service accounts.

use std::fs;
use std::path::{Path, PathBuf};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};

use crate::problem::{Context, Result};

/// What the processes of a run read. Every path is absolute.
#[derive(Debug)]
pub(crate) struct Certificates {
    pub(crate) authority: PathBuf,
    pub(crate) authority_der: Vec<u8>,
    pub(crate) server: PathBuf,
    pub(crate) server_key: PathBuf,
    pub(crate) token_key: PathBuf,
    pub(crate) token_public_key: PathBuf,
}

impl Certificates {
    /// Writes new ones into `folder`. The server's certificate is valid for loopback and for `hosts`.
    pub(crate) fn create(folder: &Path, hosts: &[&str]) -> Result<Self> {
        let attempt = || format!("cannot make certificates in '{}'", folder.display());
        fs::create_dir_all(folder).context(attempt)?;
        let write = |name: &str, text: String| -> Result<PathBuf> {
            let path = folder.join(name);
            fs::write(&path, text).context(attempt)?;
            Ok(path)
        };
        let authority_key = KeyPair::generate().context(attempt)?;
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.distinguished_name.push(DnType::CommonName, "e2e");
        let authority = params.self_signed(&authority_key).context(attempt)?;
        let issuer = Issuer::new(params, authority_key);

        let names = ["127.0.0.1", "localhost", "kubernetes.default.svc"];
        let names: Vec<String> = names.iter().chain(hosts).map(|&name| name.to_owned()).collect();
        let server_key = KeyPair::generate().context(attempt)?;
        let server = CertificateParams::new(names)
            .and_then(|params| params.signed_by(&server_key, &issuer))
            .context(attempt)?;
        let token_key = KeyPair::generate().context(attempt)?;
        Ok(Self {
            authority: write("ca.crt", authority.pem())?,
            authority_der: authority.der().to_vec(),
            server: write("server.crt", server.pem())?,
            server_key: write("server.key", server_key.serialize_pem())?,
            token_key: write("token.key", token_key.serialize_pem())?,
            token_public_key: write("token.pub", token_key.public_key_pem())?,
        })
    }
}
