//! Parsing of files: YAML, maintenance windows and runbooks that people write, and recorded lines of metrics. No I/O.

pub mod runbook;
pub mod statsd;
pub mod window;
pub mod yaml;
