//! Measures processes.

use std::process::Command;
use std::time::Instant;

/// Elapsed time and CPU of a process.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) elapsed_s: f64,
    /// User and system time.
    pub(crate) cpu_s: Option<f64>,
}

/// Runs the command, and returns its cost and its output.
pub(crate) fn measured(command: &mut Command) -> (Cost, String) {
    let before = children_s();
    let started = Instant::now();
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let elapsed_s = started.elapsed().as_secs_f64();
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{command:?}: {}\n{text}", output.status);
    let cpu_s = before.zip(children_s()).map(|(before, after)| after - before);
    (Cost { elapsed_s, cpu_s }, text)
}

/// CPU of all processes that this process has waited for, in seconds: `cutime` and `cstime` of proc_pid_stat(5), in ticks of 10 ms.
fn children_s() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // the name of the program, in parentheses, may contain spaces
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: f64 = [13, 14]
        .iter()
        .map(|i| fields.get(*i)?.parse::<f64>().ok())
        .sum::<Option<f64>>()?;
    Some(ticks / 100.0)
}
