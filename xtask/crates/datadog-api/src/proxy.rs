//! The proxy in the environment, which the HTTP library uses by itself. Messages name it: if it does not answer, Datadog's host is not what has to be looked at.

use hyper_util::client::proxy::matcher::Matcher;

use crate::credentials::Environment;
use crate::endpoint::Endpoint;
use crate::error::{Error, ErrorKind};

/// The variables with a proxy for https, and with one for everything. Of each pair, the first one that is set counts, as for curl.
const HTTPS: [&str; 2] = ["HTTPS_PROXY", "https_proxy"];
const ALL: [&str; 2] = ["ALL_PROXY", "all_proxy"];
const NONE: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The host and port of the proxy that requests to `endpoint` go through, without its user and password. Plain http stays on this machine, and so has none.
///
/// # Errors
/// When a variable is not the address of a proxy: the HTTP library would ignore it, and connect directly.
pub(crate) fn of(environment: Environment<'_>, endpoint: &Endpoint) -> Result<Option<String>, Error> {
    if endpoint.is_plain() {
        return Ok(None);
    }
    let set = |names: [&'static str; 2]| {
        let mut values = names
            .into_iter()
            .filter_map(|name| environment(name).map(|value| (name, value)));
        values.next().filter(|(_, value)| !value.is_empty())
    };
    let Some((name, value)) = set(HTTPS).or_else(|| set(ALL)) else {
        return Ok(None);
    };
    let proxy = |no: &str| {
        let matcher = Matcher::builder().https(value.as_str()).no(no).build();
        let found = matcher.intercept(&endpoint.address().parse().ok()?)?;
        found.uri().authority().map(ToString::to_string)
    };
    if proxy("").is_none() {
        let error = Error::new(ErrorKind::Endpoint, format!("{name} is not the address of a proxy"));
        return Err(error.help("set it to an address such as http://proxy.example:3128, or unset it"));
    }
    let no = set(NONE).map(|(_, value)| value).unwrap_or_default();
    Ok(proxy(&no))
}

/// The error of a request that reached nobody.
pub(crate) fn no_connection(host: &str, proxy: Option<&str>, why: &str) -> Error {
    let (through, help) = match proxy {
        Some(proxy) => (
            format!(" through the proxy '{proxy}'"),
            "check the proxy in HTTPS_PROXY; hosts in NO_PROXY are reached without it",
        ),
        None => (
            String::new(),
            "check the network, DD_SITE and DD_URL; behind a proxy, set HTTPS_PROXY",
        ),
    };
    let message = format!("cannot connect to '{host}'{through}: {why}");
    Error::new(ErrorKind::Connect, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proxy_that_cannot_be_reached_is_named() {
        let error = no_connection("api.datadoghq.com", Some("a:1"), "refused");
        assert_eq!(
            error.to_string(),
            "cannot connect to 'api.datadoghq.com' through the proxy 'a:1': refused"
        );
        assert!(error.help.starts_with("check the proxy"), "{}", error.help);
        let error = no_connection("api.datadoghq.com", None, "refused");
        assert_eq!(error.to_string(), "cannot connect to 'api.datadoghq.com': refused");
        assert!(error.help.contains("set HTTPS_PROXY"), "{}", error.help);
    }

    fn of(url: &str, variables: &[(&str, &str)]) -> Result<Option<String>, String> {
        let lookup = |name: &str| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        let endpoint = Endpoint::of_url(url).expect("an address");
        super::of(&lookup, &endpoint).map_err(|error| error.to_string())
    }

    const DATADOG: &str = "https://api.datadoghq.com";

    #[test]
    fn the_proxy_without_its_password() {
        let proxy = |address: &str| Ok(Some(address.to_owned()));
        assert_eq!(of(DATADOG, &[]), Ok(None));
        assert_eq!(of(DATADOG, &[("HTTPS_PROXY", "")]), Ok(None));
        assert_eq!(of(DATADOG, &[("HTTP_PROXY", "http://a:1")]), Ok(None));
        assert_eq!(of(DATADOG, &[("https_proxy", "http://u:secret@a:1")]), proxy("a:1"));
        assert_eq!(of(DATADOG, &[("ALL_PROXY", "a:1")]), proxy("a:1"));
        assert_eq!(
            of(DATADOG, &[("ALL_PROXY", "http://a:1"), ("HTTPS_PROXY", "http://b:2")]),
            proxy("b:2")
        );
    }

    #[test]
    fn some_hosts_are_reached_without_it() {
        let variables = [("HTTPS_PROXY", "http://a:1"), ("NO_PROXY", ".datadoghq.com")];
        assert_eq!(of(DATADOG, &variables), Ok(None));
        assert_eq!(of("http://127.0.0.1:8126", &[("HTTPS_PROXY", "http://a:1")]), Ok(None));
    }

    /// Requests would silently go to Datadog without it.
    #[test]
    fn what_is_no_address_is_refused() {
        for (name, value) in [
            ("HTTPS_PROXY", "a::"),
            ("all_proxy", "ftp://secret:1"),
            ("HTTPS_PROXY", "a b"),
        ] {
            let message = of(DATADOG, &[(name, value)]).expect_err("an error");
            assert_eq!(message, format!("{name} is not the address of a proxy"));
        }
    }
}
