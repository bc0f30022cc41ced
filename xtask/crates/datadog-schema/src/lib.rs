//! What Datadog accepts, as tables and rules that know nothing of this repository.
//!
//! - [`payload`]: the fields of monitors, dashboards, SLOs, downtimes and six more kinds, and the check of a JSON value against them
//! - [`validate`]: what the API rejects although every field is valid, and what it accepts although it is almost certainly wrong
//! - [`exports`]: the objects within answers of the API, lists and Kubernetes resources
//! - [`health`]: what leaves an object without an owner, or its alerts without a reader
//! - [`openapi`]: the tables of `payload` and the API's published schemas, compared
//! - [`charts`]: the keys that the agent's Helm charts accept
//! - [`integrations`]: the metrics and service checks that Datadog's integrations document
//!
//! No I/O.

pub mod charts;
pub mod exports;
pub mod health;
pub mod integrations;
pub mod openapi;
pub mod payload;
pub mod validate;
