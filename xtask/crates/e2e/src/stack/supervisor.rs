//! Restarts the process of a pod as a kubelet does: when it ends, and when its template changes.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Signal};
use tokio::process::Command;
use tokio::task::JoinHandle;
use tokio::time;

use super::pod::Container;
use super::process::{Process, signal_group};
use crate::problem::{Problem, Result};
use crate::wait::CHANGED;

/// Between two starts, and between two looks at what the pod needs.
const PAUSE: Duration = Duration::from_millis(500);

/// Between two looks at whether the pod would be replaced.
const LOOK: Duration = Duration::from_secs(5);

/// A pod whose process runs here.
pub(crate) trait Pod: Send + Sync + 'static {
    /// Its container as the API has it now. Another one means another pod. An error says what the pod waits for.
    fn container(&self) -> impl Future<Output = Result<Container>> + Send;

    /// The command of its container.
    fn command(&self, container: &Container) -> impl Future<Output = Result<Command>> + Send;
}

#[derive(Debug, Default)]
struct State {
    group: Option<Pid>,
    starts: u32,
    waits_for: String,
}

#[derive(Debug)]
pub(crate) struct Supervisor {
    name: String,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

impl Supervisor {
    /// Starts the pod's process once the API has what it needs.
    pub(crate) fn start(name: &str, logs: PathBuf, pod: impl Pod) -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        let process_name = name.to_owned();
        let task = tokio::spawn(async move {
            loop {
                if let Err(missing) = run(&process_name, &logs, &pod, &shared).await {
                    lock(&shared).waits_for = missing.to_string();
                }
                time::sleep(PAUSE).await;
            }
        });
        Self {
            name: name.to_owned(),
            state,
            task,
        }
    }

    /// Kills the process; it is started again.
    pub(crate) fn kill(&self) -> Result<()> {
        let state = lock(&self.state);
        let group = state
            .group
            .ok_or_else(|| Problem::new(format!("{} is not running", self.name)))?;
        signal_group(Some(group), Signal::KILL);
        Ok(())
    }

    /// How many times it was started.
    pub(crate) fn starts(&self) -> u32 {
        lock(&self.state).starts
    }

    /// Fails if it does not run, with what it waits for.
    pub(crate) fn check(&self) -> Result<()> {
        let state = lock(&self.state);
        match state.group {
            Some(_) => Ok(()),
            None => Err(Problem::new(format!("{} does not run: {}", self.name, state.waits_for))),
        }
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        self.task.abort();
        signal_group(lock(&self.state).group.take(), Signal::KILL);
    }
}

/// Runs one process until it ends or its pod would be replaced.
async fn run(name: &str, logs: &Path, pod: &impl Pod, state: &Mutex<State>) -> Result<()> {
    let container = pod.container().await?;
    let mut process = Process::start(name, logs, pod.command(&container).await?)?;
    {
        let mut state = lock(state);
        state.group = process.group();
        state.starts += 1;
    }
    let ended = loop {
        if let Ok(ended) = time::timeout(LOOK, process.ended()).await {
            break ended.map(|status| format!("it ended with {status}"));
        }
        // An API that does not answer replaces no pod.
        if pod.container().await.is_ok_and(|now| now != container) {
            break process.stop().await.map(|()| "its pod was replaced".to_owned());
        }
    };
    {
        let mut state = lock(state);
        state.group = None;
        state.waits_for = ended?;
    }
    CHANGED.notify_waiters();
    Ok(())
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
