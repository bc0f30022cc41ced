//! Parsing of files: YAML and runbooks that people write, and recorded lines of metrics. No I/O.

pub mod runbook;
pub mod statsd;
pub mod yaml;
