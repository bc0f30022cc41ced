//! The program that runs the platform. When this is dropped, it and everything that it started are gone.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::Value;

use crate::problem::{Problem, Result};

/// How long brokers, stores and services may take to start.
const START_MAX: Duration = Duration::from_secs(240);
/// How long they may take to stop.
const STOP_MAX: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(100);
/// How many bytes at the end of the log are shown.
const TAIL: usize = 2000;

/// The folder of the tests of all templates, which start the estate.
const JOURNEY: &str = "services-template/journey";
/// Where its modules are, from there.
const MODULES: [&str; 4] = [
    "tests",
    "../python-worker/tests",
    "../python-http/tests",
    "../python-http/src",
];
/// Where `cargo xtask test --all` installs brokers and stores, and the variables in which their tests look for them.
const INSTALLED: [(&str, &str); 4] = [
    ("KAFKA_JARS", "kafka"),
    ("POSTGRESQL_ROOT", "postgresql"),
    ("RABBITMQ_ROOT", "rabbitmq"),
    ("REDIS_ROOT", "redis"),
];

pub(super) struct Process {
    child: Child,
    input: Option<ChildStdin>,
    answers: Receiver<String>,
    group: Option<Pid>,
    log: PathBuf,
}

impl Process {
    /// Starts it with these settings.
    pub(super) fn start(root: &Path, name: &str, settings: &Value) -> Result<Self> {
        let folder = root.join(JOURNEY);
        let python = folder.join(".venv/bin/python");
        if !python.exists() {
            return Err(Problem::Missing(
                "the services are not installed: run `cargo xtask test --all` once".to_owned(),
            ));
        }
        let log = root.join(".cache/gameday").join(format!("{name}.log"));
        let failed = |error: std::io::Error| Problem::failed(format!("the platform cannot be started: {error}"));
        fs::create_dir_all(root.join(".cache/gameday")).map_err(failed)?;
        let mut command = Command::new(python);
        command.arg("tests/miniature.py").current_dir(&folder);
        let modules = env::join_paths(MODULES.map(|module| folder.join(module)));
        command.env(
            "PYTHONPATH",
            modules.map_err(|error| Problem::failed(error.to_string()))?,
        );
        command.env("PATH", path(root)?).env_remove("CI");
        for (variable, name) in INSTALLED {
            let installed = root.join(".cache/services").join(name);
            if env::var_os(variable).is_none() && installed.exists() {
                command.env(variable, installed);
            }
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(File::create(&log).map_err(failed)?)
            .process_group(0)
            .spawn()
            .map_err(failed)?;
        let (sender, answers) = mpsc::channel();
        let output = child.stdout.take();
        thread::spawn(move || {
            for line in output.into_iter().flat_map(|output| BufReader::new(output).lines()) {
                if !line.is_ok_and(|line| sender.send(line).is_ok()) {
                    break;
                }
            }
        });
        let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let mut process = Self {
            input: child.stdin.take(),
            child,
            answers,
            group,
            log,
        };
        process.send(settings)?;
        Ok(process)
    }

    /// Waits until everything runs.
    pub(super) async fn until_ready(&mut self) -> Result<()> {
        let started = Instant::now();
        loop {
            match self.next()? {
                Some(answer) if answer["event"] == "ready" => return Ok(()),
                Some(answer) if answer["event"] == "missing" => {
                    return Err(Problem::Missing(answer["what"].as_str().unwrap_or_default().to_owned()));
                }
                Some(answer) => return Err(Problem::failed(format!("the platform answered {answer}"))),
                None if started.elapsed() > START_MAX => {
                    return Err(self.failed("the platform did not start in time"));
                }
                None => tokio::time::sleep(POLL).await,
            }
        }
    }

    /// Says what to do.
    pub(super) fn send(&mut self, command: &Value) -> Result<()> {
        let sent = self
            .input
            .as_mut()
            .map(|input| writeln!(input, "{command}").and_then(|()| input.flush()));
        match sent {
            Some(Ok(())) => Ok(()),
            _ => Err(self.failed("the platform takes no commands")),
        }
    }

    /// Whether everything that was done went well so far.
    pub(super) fn check(&mut self) -> Result<()> {
        while let Some(answer) = self.next()? {
            if answer["event"] == "failed" {
                return Err(Problem::failed(format!("the platform failed: {}", answer["what"])));
            }
        }
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Value>> {
        match self.answers.try_recv() {
            Ok(line) => {
                let answer = serde_json::from_str(&line);
                answer
                    .map(Some)
                    .map_err(|_| Problem::failed(format!("the platform printed '{line}'")))
            }
            Err(TryRecvError::Empty) => Ok(None),
            Err(TryRecvError::Disconnected) => Err(self.failed("the platform ended")),
        }
    }

    fn failed(&self, what: &str) -> Problem {
        let text = fs::read(&self.log).unwrap_or_default();
        let end = String::from_utf8_lossy(&text[text.len().saturating_sub(TAIL)..]);
        Problem::failed(format!("{what}; the end of {}:\n{end}", self.log.display()))
    }

    /// Ends it and everything that it started: in order, or after a minute at once.
    pub(super) fn stop(&mut self) {
        drop(self.input.take());
        let started = Instant::now();
        while started.elapsed() < STOP_MAX {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(POLL),
                Ok(Some(_)) | Err(_) => break,
            }
        }
        // Also after it has ended: what is left of its group. Normally nothing is.
        if let Some(group) = self.group.take()
            && let Err(error) = kill_process_group(group, Signal::KILL)
            && error != Errno::SRCH
        {
            eprintln!("the platform's processes cannot be ended: {error}");
        }
        if let Err(error) = self.child.wait() {
            eprintln!("the platform's process cannot be waited for: {error}");
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if self.group.is_some() {
            self.stop();
        }
    }
}

/// A PATH with the Node.js that `cargo xtask test --all` installed, if the machine's was too old.
fn path(root: &Path) -> Result<OsString> {
    let installed = fs::read_dir(root.join(".cache/services/node/node_modules"))
        .into_iter()
        .flatten();
    let installed = installed
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("node").is_file());
    let own = env::var_os("PATH").unwrap_or_default();
    env::join_paths(installed.chain(env::split_paths(&own))).map_err(|error| Problem::failed(error.to_string()))
}
