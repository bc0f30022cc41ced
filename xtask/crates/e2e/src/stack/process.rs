//! A process of the stack: in a process group of its own, with a log, and gone when this is dropped.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::process::{Child, Command};

use crate::problem::{Context, Problem, Result};

/// How long a process may take to end by itself.
const GRACE: Duration = Duration::from_secs(10);

/// How many bytes at the end of a log are shown.
const TAIL: usize = 2000;

#[derive(Debug)]
pub(crate) struct Process {
    name: String,
    child: Child,
    group: Option<Pid>,
    log: PathBuf,
}

impl Process {
    /// Starts `command`. Its output goes to the end of `<logs>/<name>.log`.
    pub(crate) fn start(name: &str, logs: &Path, mut command: Command) -> Result<Self> {
        let log = logs.join(format!("{name}.log"));
        let open = || -> std::io::Result<(File, File)> {
            fs::create_dir_all(logs)?;
            let file = File::options().create(true).append(true).open(&log)?;
            Ok((file.try_clone()?, file))
        };
        let (out, err) = open().context(|| format!("cannot write '{}'", log.display()))?;
        let program = command.as_std().get_program().to_owned();
        let child = command
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(err)
            .process_group(0)
            .spawn()
            .context(|| format!("{name}: '{}' cannot be run", program.display()))?;
        let group = child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        Ok(Self {
            name: name.to_owned(),
            child,
            group,
            log,
        })
    }

    /// Its process group.
    pub(crate) const fn group(&self) -> Option<Pid> {
        self.group
    }

    /// Fails if the process has ended, with the end of its log.
    pub(crate) fn check(&mut self) -> Result<()> {
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(Problem::new(format!(
                "{} ended with {status}; the end of {}:\n{}",
                self.name,
                self.log.display(),
                tail(&self.log)
            ))),
            Err(cause) => Err(Problem::new(format!("{}: {cause}", self.name))),
        }
    }

    /// Waits until it ends by itself.
    pub(crate) async fn ended(&mut self) -> Result<ExitStatus> {
        self.child.wait().await.context(|| self.name.clone())
    }

    /// The end of its log.
    pub(crate) fn tail(&self) -> String {
        tail(&self.log)
    }

    /// Lets it end by itself, and ends it if it does not.
    pub(crate) async fn stop(mut self) -> Result<()> {
        self.signal(Signal::TERM);
        if tokio::time::timeout(GRACE, self.child.wait()).await.is_err() {
            self.signal(Signal::KILL);
            self.ended().await?;
        }
        Ok(())
    }

    fn signal(&self, signal: Signal) {
        signal_group(self.group, signal);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            self.signal(Signal::KILL);
        }
    }
}

/// Sends a signal. A group that has ended needs none.
pub(crate) fn signal_group(group: Option<Pid>, signal: Signal) {
    if let Some(group) = group
        && let Err(error) = kill_process_group(group, signal)
        && error != Errno::SRCH
    {
        eprintln!("processes of the stack cannot be signalled: {error}");
    }
}

/// The end of a log.
pub(crate) fn tail(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let start = text.len().saturating_sub(TAIL);
    String::from_utf8_lossy(&text[start..]).into_owned()
}
