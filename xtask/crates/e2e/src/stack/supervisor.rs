//! Restarts the process of a pod as a kubelet does: when it ends, and when its template changes.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::process::{Pid, Signal};
use tokio::process::Command;
use tokio::task::JoinHandle;
use tokio::time;

use super::process::{Process, signal_group};
use crate::problem::{Problem, Result};
use crate::wait::CHANGED;

/// Between two starts, and between two looks at what the pod needs.
const PAUSE: Duration = Duration::from_millis(500);

/// What to run now, and what it was made of: another value means another pod.
pub(crate) struct Planned {
    pub(crate) command: Command,
    pub(crate) version: String,
}

#[derive(Debug, Default)]
struct State {
    group: Option<Pid>,
    starts: u32,
    is_held: bool,
    waits_for: String,
}

#[derive(Debug)]
pub(crate) struct Supervisor {
    name: String,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

impl Supervisor {
    /// Starts what `plan` returns, once it returns something. An error of `plan` says what the pod waits for.
    pub(crate) fn start<F>(name: &str, logs: PathBuf, mut plan: impl FnMut() -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Planned>> + Send + 'static,
    {
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        let process_name = name.to_owned();
        let task = tokio::spawn(async move {
            loop {
                if lock(&shared).is_held {
                    time::sleep(PAUSE).await;
                    continue;
                }
                match plan().await {
                    Ok(planned) => {
                        if let Err(problem) = run(&process_name, &logs, planned, &shared, &mut plan).await {
                            lock(&shared).waits_for = problem.to_string();
                        }
                    }
                    Err(missing) => lock(&shared).waits_for = missing.to_string(),
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

    /// Kills the process and starts none, until [`release`](Self::release).
    pub(crate) fn hold(&self) {
        let mut state = lock(&self.state);
        state.is_held = true;
        signal_group(state.group.take(), Signal::KILL);
    }

    /// Starts it again after [`hold`](Self::hold).
    pub(crate) fn release(&self) {
        lock(&self.state).is_held = false;
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
async fn run<F>(
    name: &str,
    logs: &std::path::Path,
    planned: Planned,
    state: &Mutex<State>,
    plan: &mut (impl FnMut() -> F + Send),
) -> Result<()>
where
    F: Future<Output = Result<Planned>> + Send,
{
    let mut process = Process::start(name, logs, planned.command)?;
    {
        let mut state = lock(state);
        state.group = process.group();
        state.starts += 1;
    }
    let ended = loop {
        let looked = time::timeout(PAUSE * 20, process.ended()).await;
        match looked {
            Ok(ended) => break ended.map(|status| format!("ended with {status}")),
            Err(_) => {
                let now = plan().await;
                if now.is_ok_and(|now| now.version != planned.version) {
                    process.stop().await?;
                    break Ok("its pod was replaced".to_owned());
                }
            }
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
