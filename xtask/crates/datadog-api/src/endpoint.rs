//! Where requests go: the API of a site, or the address in `DD_URL`.

use std::net::IpAddr;

use reqwest::Url;

use crate::credentials::Environment;
use crate::error::{Error, ErrorKind};

/// The site of an organisation that states none.
pub const DEFAULT_SITE: &str = "datadoghq.com";

/// The address of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    base: Url,
    site: Option<String>,
}

impl Endpoint {
    /// The endpoint in the environment: `DD_URL`, otherwise the API of `DD_SITE`, otherwise the API of `default_site`.
    ///
    /// # Errors
    /// When the address or the site is invalid, or when keys would be sent unencrypted to another machine.
    pub fn read(environment: Environment<'_>, default_site: &str) -> Result<Self, Error> {
        let set = |name| environment(name).filter(|value: &String| !value.trim().is_empty());
        match set("DD_URL") {
            Some(url) => Self::of_url(url.trim()),
            None => Self::of_site(set("DD_SITE").as_deref().map_or(default_site, str::trim)),
        }
    }

    /// The API of a site.
    ///
    /// # Errors
    /// When the site is not a host name, or is the address of the web application.
    pub fn of_site(site: &str) -> Result<Self, Error> {
        let help = format!("set DD_SITE to the site alone, for example {DEFAULT_SITE}");
        let error = |what: &str| Error::new(ErrorKind::Endpoint, format!("DD_SITE '{site}' {what}")).help(&help);
        let labels: Vec<&str> = site.split('.').collect();
        let valid =
            |label: &&str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if labels.len() < 2 || !labels.iter().all(valid) {
            return Err(error("is not the name of a site"));
        }
        if matches!(labels[0], "app" | "api" | "www") {
            return Err(error("is an address, not a site"));
        }
        let base = Url::parse(&format!("https://api.{site}/")).map_err(|_| error("is not the name of a site"))?;
        Ok(Self {
            base,
            site: Some(site.to_owned()),
        })
    }

    /// The address in `DD_URL`: a double on this machine, or a proxy.
    ///
    /// # Errors
    /// When it is not an address, or when keys would be sent unencrypted to another machine.
    pub fn of_url(url: &str) -> Result<Self, Error> {
        let error = |what: &str, help: &str| Error::new(ErrorKind::Endpoint, format!("DD_URL {what}")).help(help);
        let example = "set it to an address such as http://127.0.0.1:8126";
        let base = Url::parse(url).map_err(|cause| error(&format!("is not an address: {cause}"), example))?;
        let Some(host) = base.host_str().filter(|_| matches!(base.scheme(), "http" | "https")) else {
            return Err(error("is not an http or https address", example));
        };
        if !base.username().is_empty() || base.password().is_some() {
            return Err(error(
                "contains a user or a password",
                "give credentials in DD_API_KEY and DD_APP_KEY",
            ));
        }
        if base.path() != "/" || base.query().is_some() || base.fragment().is_some() {
            return Err(error("contains more than a host and a port", example));
        }
        if base.scheme() == "http" && !is_this_machine(host) {
            let what = format!("would send the keys unencrypted to '{host}'");
            return Err(error(&what, "use https; http is accepted for this machine alone"));
        }
        Ok(Self { base, site: None })
    }

    /// The site, unless `DD_URL` gave the address.
    #[must_use]
    pub fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// The address as text, without a slash at its end.
    #[must_use]
    pub fn address(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// Whether requests are sent without TLS, which only this machine accepts.
    pub(crate) fn is_plain(&self) -> bool {
        self.base.scheme() == "http"
    }

    /// The address of a request.
    pub(crate) fn url(&self, path: &str, query: &[(&'static str, String)]) -> Url {
        let mut url = self.base.clone();
        url.set_path(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }
}

fn is_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(variables: &[(&str, &str)], expected: Result<&str, &str>) {
        let lookup = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let endpoint = Endpoint::read(&lookup, DEFAULT_SITE);
        let address = endpoint.as_ref().map(Endpoint::address).map_err(ToString::to_string);
        assert_eq!(address, expected.map_err(str::to_owned), "{variables:?}");
    }

    #[test]
    fn sites_and_addresses() {
        check(&[], Ok("https://api.datadoghq.com"));
        check(&[("DD_SITE", "us3.datadoghq.com")], Ok("https://api.us3.datadoghq.com"));
        check(&[("DD_SITE", " "), ("DD_URL", "")], Ok("https://api.datadoghq.com"));
        check(
            &[("DD_SITE", "datadog")],
            Err("DD_SITE 'datadog' is not the name of a site"),
        );
        check(
            &[("DD_SITE", "https://datadoghq.com")],
            Err("DD_SITE 'https://datadoghq.com' is not the name of a site"),
        );
        check(
            &[("DD_SITE", "app.datadoghq.com")],
            Err("DD_SITE 'app.datadoghq.com' is an address, not a site"),
        );
        check(&[("DD_URL", "http://127.0.0.1:8080/")], Ok("http://127.0.0.1:8080"));
        check(&[("DD_URL", "http://[::1]:8080")], Ok("http://[::1]:8080"));
        check(&[("DD_URL", "https://proxy.example")], Ok("https://proxy.example"));
    }

    #[test]
    fn keys_are_not_sent_unencrypted_to_another_machine() {
        check(
            &[("DD_URL", "http://proxy.example")],
            Err("DD_URL would send the keys unencrypted to 'proxy.example'"),
        );
        check(
            &[("DD_URL", "ftp://127.0.0.1")],
            Err("DD_URL is not an http or https address"),
        );
        check(
            &[("DD_URL", "http://u:p@127.0.0.1")],
            Err("DD_URL contains a user or a password"),
        );
        check(
            &[("DD_URL", "http://127.0.0.1/api")],
            Err("DD_URL contains more than a host and a port"),
        );
    }

    proptest! {
        /// Whatever the site is, keys go to that host over TLS, or nowhere.
        #[test]
        fn a_site_is_a_host(site in "[a-z0-9./:@?#-]{1,30}") {
            if let Ok(endpoint) = Endpoint::of_site(&site) {
                prop_assert_eq!(endpoint.address(), format!("https://api.{site}"));
            }
        }
    }
}
