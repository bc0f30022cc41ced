//! Documents that people write: YAML files and runbooks. No I/O.

pub mod runbook;
pub mod yaml;
