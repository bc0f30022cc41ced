//! The controllers of one environment: the Datadog operator and the controller of linked resources, as their pods would run.

use std::fs;
use std::io::{self, BufRead as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::process::Command;

use super::cluster::{Cluster, DEPLOYMENT};
use super::pod::{Container, Workload};
use super::ports;
use super::supervisor::{Planned, Supervisor};
use super::{Outside, Places};
use crate::problem::{Context, Problem, Result};

/// The namespace of agents, operator and objects.
pub(crate) const NAMESPACE: &str = "datadog";

/// The operator's health port, which is fixed in its code.
const HEALTH_PORT: &[u8] = b":8081";

/// The operator's variable with the minutes after which it writes every object again.
const FORCE_SYNC: &str = "DD_GENERIC_RESOURCE_FORCE_SYNC_PERIOD";

const OPERATOR: Workload = Workload {
    kind: DEPLOYMENT,
    namespace: NAMESPACE,
    name: "datadog-operator",
};

const LINK: Workload = Workload {
    kind: DEPLOYMENT,
    namespace: NAMESPACE,
    name: "datadog-link",
};

/// Runs the operator whenever the environment's cluster has its Deployment and its keys.
pub(crate) fn operator(
    cluster: &Arc<Cluster>,
    places: &Arc<Places>,
    outside: &Arc<Outside>,
    force_sync_minutes: &Arc<AtomicU32>,
) -> Supervisor {
    let name = format!("operator-{}", cluster.name);
    let folder = places.run.join(&name);
    let (cluster, shared, outside) = (Arc::clone(cluster), Arc::clone(places), Arc::clone(outside));
    let minutes = Arc::clone(force_sync_minutes);
    Supervisor::start(&name, places.logs.clone(), move || {
        let (cluster, places, outside, folder) = (
            Arc::clone(&cluster),
            Arc::clone(&shared),
            Arc::clone(&outside),
            folder.clone(),
        );
        let minutes = minutes.load(Ordering::Relaxed);
        async move {
            let mut container = Container::read(&cluster, OPERATOR).await?;
            if minutes > 0 {
                container.env.insert(FORCE_SYNC.to_owned(), minutes.to_string());
            }
            let version = format!("{container:?}");
            let program = with_free_health_port(&places.parts.join("datadog-operator"), &folder)?;
            let known = flags(&program).await?;
            let mut args: Vec<String> = container
                .args
                .iter()
                .filter(|arg| is_known(arg, &known))
                .cloned()
                .collect();
            args.retain(|arg| flag(arg) != "metrics-addr");
            args.push(format!("-metrics-addr=127.0.0.1:{}", ports::free()?));
            // Its lease would be in the namespace of a pod that is not there.
            args.push("-enable-leader-election=false".to_owned());
            let (mut command, _) = container.command(&cluster, NAMESPACE, &program, &args, &folder).await?;
            command.envs(outside.env());
            Ok(Planned { command, version })
        }
    })
}

/// Runs the controller of linked resources, if the environment has one and it is built.
pub(crate) fn link(cluster: &Arc<Cluster>, places: &Arc<Places>) -> Supervisor {
    let name = format!("link-{}", cluster.name);
    let folder = places.run.join(&name);
    let (cluster, shared) = (Arc::clone(cluster), Arc::clone(places));
    Supervisor::start(&name, places.logs.clone(), move || {
        let (cluster, places, folder) = (Arc::clone(&cluster), Arc::clone(&shared), folder.clone());
        async move {
            let container = Container::read(&cluster, LINK).await?;
            let version = format!("{container:?}");
            let program = places
                .live
                .clone()
                .ok_or_else(|| Problem::new("the binary 'live' is not built"))?;
            // The image's entry point is the binary, its name may be the first argument.
            let args: Vec<String> = container
                .args
                .iter()
                .skip_while(|arg| arg.ends_with("live"))
                .cloned()
                .collect();
            let (command, _) = container.command(&cluster, NAMESPACE, &program, &args, &folder).await?;
            Ok(Planned { command, version })
        }
    })
}

/// A copy of the operator with another health port, so that one operator per environment runs on one host.
fn with_free_health_port(program: &Path, folder: &Path) -> Result<PathBuf> {
    let copy = folder.join("datadog-operator");
    if copy.is_file() {
        return Ok(copy);
    }
    let attempt = || format!("cannot copy '{}'", program.display());
    let mut bytes = fs::read(program).context(attempt)?;
    let port = format!(":{}", ports::free_with_four_digits()?);
    let places = positions(&bytes, HEALTH_PORT).context(attempt)?;
    for &at in &places {
        bytes[at..at + HEALTH_PORT.len()].copy_from_slice(port.as_bytes());
    }
    if places.is_empty() {
        return Err(Problem::new(format!(
            "'{}' has no health port 8081 to replace",
            program.display()
        )));
    }
    fs::create_dir_all(folder).context(attempt)?;
    fs::write(&copy, bytes).context(attempt)?;
    let permissions = fs::metadata(program).context(attempt)?.permissions();
    fs::set_permissions(&copy, permissions).context(attempt)?;
    Ok(copy)
}

/// Where `word` is in `bytes`. By the standard library's compiled search, because a generic one takes seconds for an operator in a debug build.
fn positions(bytes: &[u8], word: &[u8]) -> io::Result<Vec<usize>> {
    let Some(&first) = word.first() else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    let (mut rest, mut at, mut skipped) = (bytes, 0, Vec::new());
    loop {
        skipped.clear();
        let length = rest.read_until(first, &mut skipped)?;
        if length == 0 {
            return Ok(found);
        }
        at += length;
        if bytes[at - 1..].starts_with(word) {
            found.push(at - 1);
        }
    }
}

/// The flags that this release of the operator has: the chart may be of another one.
async fn flags(program: &Path) -> Result<Vec<String>> {
    let attempt = || format!("cannot run '{}'", program.display());
    let output = Command::new(program).arg("-h").output().await.context(attempt)?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    let flags = text.lines().filter_map(|line| line.strip_prefix("  -"));
    Ok(flags
        .map(|line| line.split([' ', '\t']).next().unwrap_or_default().to_owned())
        .collect())
}

fn is_known(arg: &str, known: &[String]) -> bool {
    known.iter().any(|name| name == flag(arg))
}

/// The name of a flag.
fn flag(arg: &str) -> &str {
    let name = arg.trim_start_matches('-');
    name.split_once('=').map_or(name, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_of_a_word() {
        assert_eq!(
            positions(b"::8081 :808 :8081", b":8081").expect("bytes in memory"),
            [1, 12]
        );
        assert_eq!(positions(b"", b":8081").expect("bytes in memory"), [0; 0]);
    }

    #[test]
    fn the_name_of_a_flag() {
        assert_eq!(
            ["-a=b", "--a", "-metrics-addr=:8383"].map(flag),
            ["a", "a", "metrics-addr"]
        );
    }
}
