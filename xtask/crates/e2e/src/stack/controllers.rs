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
use super::supervisor::{Pod, Supervisor};
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

/// The pod of an environment's operator.
pub(super) struct OperatorPod {
    pub(super) cluster: Arc<Cluster>,
    pub(super) places: Arc<Places>,
    pub(super) outside: Arc<Outside>,
    /// Replaces the minutes of the Deployment, unless it is 0.
    pub(super) force_sync_minutes: Arc<AtomicU32>,
}

impl OperatorPod {
    /// Runs the operator whenever the environment's cluster has its Deployment and its keys.
    pub(super) fn supervise(self) -> Supervisor {
        let logs = self.places.logs.clone();
        Supervisor::start(&format!("operator-{}", self.cluster.name), logs, self)
    }
}

impl Pod for OperatorPod {
    async fn container(&self) -> Result<Container> {
        let mut container = Container::read(&self.cluster, OPERATOR).await?;
        let minutes = self.force_sync_minutes.load(Ordering::Relaxed);
        if minutes > 0 {
            container.env.insert(FORCE_SYNC.to_owned(), minutes.to_string());
        }
        Ok(container)
    }

    async fn command(&self, container: &Container) -> Result<Command> {
        let folder = self.places.run.join(format!("operator-{}", self.cluster.name));
        let program = with_free_health_port(&self.places.parts.join("datadog-operator"), &folder)?;
        let known = flags(&program).await?;
        let is_kept = |arg: &&String| is_known(arg, &known) && flag(arg) != "metrics-addr";
        let mut args: Vec<String> = container.args.iter().filter(is_kept).cloned().collect();
        args.push(format!("-metrics-addr=127.0.0.1:{}", ports::free()?));
        // Its lease would be in the namespace of a pod that is not there.
        args.push("-enable-leader-election=false".to_owned());
        let mut command = container
            .command(&self.cluster, NAMESPACE, &program, &args, &folder)
            .await?;
        command.envs(self.outside.env());
        Ok(command)
    }
}

/// The pod of an environment's controller of linked resources.
pub(super) struct LinkPod {
    pub(super) cluster: Arc<Cluster>,
    pub(super) places: Arc<Places>,
}

impl LinkPod {
    /// Runs the controller of linked resources, if the environment has one and it is built.
    pub(super) fn supervise(self) -> Supervisor {
        let logs = self.places.logs.clone();
        Supervisor::start(&format!("link-{}", self.cluster.name), logs, self)
    }
}

impl Pod for LinkPod {
    async fn container(&self) -> Result<Container> {
        Container::read(&self.cluster, LINK).await
    }

    async fn command(&self, container: &Container) -> Result<Command> {
        let live = self.places.live.clone();
        let program = live.ok_or_else(|| Problem::new("the binary 'live' is not built"))?;
        let folder = self.places.run.join(format!("link-{}", self.cluster.name));
        // The image's entry point is the binary, its name may be the first argument.
        let args = container.args.iter().skip_while(|arg| arg.ends_with("live"));
        let mut args: Vec<String> = args.cloned().collect();
        // Several run on one host.
        args.push(format!("--listen=127.0.0.1:{}", ports::free()?));
        container
            .command(&self.cluster, NAMESPACE, &program, &args, &folder)
            .await
    }
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
