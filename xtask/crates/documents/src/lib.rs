//! Parsing of files: YAML, files of the account, maintenance windows and runbooks that people write, recorded lines of metrics, and JSON or YAML of any form; and what
//! in a text looks like a patient's identifier. No I/O.

pub mod account;
pub mod phi;
pub mod runbook;
pub mod statsd;
pub mod values;
pub mod window;
pub mod yaml;
