//! Finds out why a connection failed: the error of the HTTP library wraps that of TLS, which wraps that of the certificate.

use std::error::Error as StdError;
use std::io;

use rustls::CertificateError;
use rustls::crypto::{CryptoProvider, ring};

/// Makes ring's cryptography the process's, unless it has one. No crate of this repository compiles another.
pub(crate) fn install_provider() {
    if CryptoProvider::get_default().is_none() {
        // Another thread may have been faster with the same provider.
        drop(ring::default_provider().install_default());
    }
}

/// The error of TLS in a chain of errors.
pub(crate) fn cause<'e>(error: &'e (dyn StdError + 'static)) -> Option<&'e rustls::Error> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<rustls::Error>() {
            return Some(found);
        }
        // An I/O error hides what it wraps from `source`.
        if let Some(inner) = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref)
            && let Some(found) = cause(inner)
        {
            return Some(found);
        }
        next = error.source();
    }
    None
}

/// What is wrong, and what to do.
pub(crate) fn explain(error: &rustls::Error, host: &str) -> (String, String) {
    let certificate = format!("the certificate of '{host}'");
    match error {
        rustls::Error::InvalidCertificate(CertificateError::Expired | CertificateError::ExpiredContext { .. }) => (
            format!("{certificate} has expired"),
            "check the clock of this machine; if it is right, the server or a proxy has to renew its certificate"
                .to_owned(),
        ),
        rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer) => (
            format!("{certificate} is issued by somebody this machine does not trust"),
            "if a proxy of your company inspects TLS, give its certificate in SSL_CERT_FILE".to_owned(),
        ),
        rustls::Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => (
            format!("{certificate} is for another host"),
            "check DD_SITE, DD_URL and the proxy in HTTPS_PROXY".to_owned(),
        ),
        rustls::Error::InvalidCertificate(other) => (
            format!("{certificate} is not valid: {other}"),
            "check DD_SITE, DD_URL and the proxy in HTTPS_PROXY".to_owned(),
        ),
        other => (
            format!("'{host}' does not speak TLS as it should: {other}"),
            "check DD_SITE, DD_URL and the proxy in HTTPS_PROXY".to_owned(),
        ),
    }
}
