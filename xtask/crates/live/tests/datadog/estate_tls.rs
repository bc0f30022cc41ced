//! A server whose certificate has expired, issued by an authority that the client trusts.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::estate::Estate;

/// Starts the server. Returns its port, and the file with the authority's certificate.
pub(crate) fn expired(estate: &Estate) -> (u16, PathBuf) {
    let authority_key = KeyPair::generate().expect("a key");
    let mut authority = CertificateParams::new(Vec::new()).expect("parameters");
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority_certificate = authority.self_signed(&authority_key).expect("a certificate");
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate().expect("a key");
    let mut server = CertificateParams::new(vec!["localhost".to_owned()]).expect("parameters");
    server.not_before = date_time_ymd(2020, 1, 1);
    server.not_after = date_time_ymd(2021, 1, 1);
    let certificate = server.signed_by(&key, &issuer).expect("a certificate");
    let file = estate.tree.path("authority.pem");
    std::fs::write(&file, authority_certificate.pem()).expect("a file");

    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            builder
                .with_no_client_auth()
                .with_single_cert(vec![certificate.der().clone()], key)
        })
        .expect("a configuration");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let config = Arc::new(config);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut connection =
                tokio_rustls::rustls::ServerConnection::new(Arc::clone(&config)).expect("a connection");
            // The client refuses the certificate, which ends the handshake with an error.
            drop(connection.complete_io(&mut stream));
        }
    });
    (port, file)
}
