//! Credentials, servers and connections that are not as they should be.

use std::fs;

use datadog_loopback::{Action, Key, Rule, Server};

use crate::estate::Estate;

#[test]
fn credentials_are_needed_before_anything_is_sent() {
    let estate = Estate::new();
    let mut command = estate.command(&["plan"]);
    let output = command.env_remove("DD_APP_KEY").output().expect("the binary runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code() == Some(2) && text.contains("DD_API_KEY is set, but DD_APP_KEY is not"),
        "{text}"
    );
    let mut command = estate.command(&["plan"]);
    let output = command
        .env_remove("DD_URL")
        .env("DD_SITE", "datadoghq.eu")
        .output()
        .expect("the binary runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.code() == Some(2) && text.contains("DD_SITE is 'datadoghq.eu', but the organisation"),
        "{text}"
    );
    assert_eq!(estate.datadog.journal.entries().len(), 0);
}

#[cfg(unix)]
#[test]
fn keys_come_from_a_strict_file() {
    use std::os::unix::fs::PermissionsExt;
    let estate = Estate::synced();
    estate.tree.write("keys", "DD_API_KEY=k\nDD_APP_KEY=k\n");
    let file = estate.tree.path("keys");
    let run = |mode| {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("a mode");
        let mut command = estate.command(&["plan", "--keys", file.to_str().expect("UTF-8")]);
        command
            .env_remove("DD_API_KEY")
            .env_remove("DD_APP_KEY")
            .output()
            .expect("the binary runs")
    };
    assert_eq!(run(0o600).status.code(), Some(0));
    let refused = run(0o644);
    let text = String::from_utf8_lossy(&refused.stderr);
    assert!(
        refused.status.code() == Some(2) && text.contains("can be read by others"),
        "{text}"
    );
}

/// A proxy would get the keys unencrypted, and an address that is none would be ignored.
#[test]
fn a_proxy_is_for_https_and_has_an_address() {
    let estate = Estate::synced();
    let with = |name: &str, value: &str, url: &str| {
        let mut command = estate.command(&["plan"]);
        command.env(name, value).env("DD_URL", url).env_remove("NO_PROXY");
        let output = command.output().expect("the binary runs");
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&text).into_owned())
    };
    let (code, text) = with("HTTP_PROXY", "http://127.0.0.1:1", &estate.datadog.url);
    assert!(code == Some(0) && text.contains("nothing differs"), "{text}");
    let (code, text) = with("HTTPS_PROXY", "no address", "https://localhost");
    assert!(
        code == Some(2) && text.contains("HTTPS_PROXY is not the address of a proxy"),
        "{text}"
    );
}

#[test]
fn keys_of_nobody_are_refused() {
    let key = Key {
        api: "other".to_owned(),
        application: "other".to_owned(),
        organisation: 1,
    };
    let datadog = Server::start(datadog_loopback::Config {
        keys: vec![key],
        ..datadog_loopback::Config::default()
    });
    let estate = Estate {
        datadog: datadog.expect("a server"),
        ..Estate::new()
    };
    let text = estate.check(&["plan"], 2, &["the keys", "GET http://127.0.0.1", "Datadog: "]);
    assert!(!text.contains("panicked"), "{text}");
}

#[test]
fn faults_of_the_server_are_clear_errors() {
    let estate = Estate::synced();
    let check = |action: Action, code: i32, parts: &[&str]| {
        estate.datadog.faults.clear();
        estate
            .datadog
            .faults
            .add(Rule::new("fault", action).on("GET", "/api/v1/monitor*"));
        estate.check(&["plan", "--kind", "monitor"], code, parts);
    };
    let forbidden = Action::Status {
        status: 403,
        errors: vec!["Forbidden".to_owned()],
    };
    check(
        forbidden,
        2,
        &["it needs the permission 'monitors_read'", "Datadog: Forbidden"],
    );
    check(
        Action::Html,
        2,
        &["answers with HTML", "check DD_SITE, DD_URL and the proxy"],
    );
    check(
        Action::RateLimited { reset_s: 3_600 },
        2,
        &["too many requests", "run the command again later"],
    );
}

#[test]
fn faults_that_pass_are_not_seen() {
    let estate = Estate::synced();
    for action in [
        Action::RateLimited { reset_s: 0 },
        Action::Close,
        Action::Truncate,
        Action::HalfClose,
    ] {
        estate
            .datadog
            .faults
            .add(Rule::new("passing", action).on("GET", "/api/v1/monitor*").times(1));
    }
    estate.check(&["plan"], 0, &["nothing differs"]);
}

#[test]
fn a_dashboard_that_vanishes_between_two_calls_is_new() {
    let estate = Estate::synced();
    let gone = Action::Status {
        status: 404,
        errors: vec!["Dashboard not found".to_owned()],
    };
    estate
        .datadog
        .faults
        .add(Rule::new("vanished", gone).on("GET", "/api/v1/dashboard/*").times(1));
    estate.check(&["plan", "--kind", "dashboard"], 0, &["new", "objects: 1 added"]);
}

#[test]
fn an_expired_certificate_is_named() {
    let estate = Estate::new();
    let (port, authority) = crate::estate_tls::expired(&estate);
    let mut command = estate.command(&["plan"]);
    command
        .env("DD_URL", format!("https://localhost:{port}"))
        .env("SSL_CERT_FILE", authority);
    let output = command.output().expect("the binary runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        text.contains("the certificate of 'localhost:") && text.contains("has expired"),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(2));
}
