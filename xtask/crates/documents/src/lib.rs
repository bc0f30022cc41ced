//! Parsing of files: YAML, files of the account, maintenance windows and runbooks that people write, and recorded lines of metrics. No I/O.

pub mod account;
pub mod runbook;
pub mod statsd;
pub mod window;
pub mod yaml;
