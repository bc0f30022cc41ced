//! From the tree to the files that are applied: evaluates the Jsonnet libraries unit by unit and writes what they say as manifests and Helm
//! values. Owns the Jsonnet engine. Sees no clock, environment, network or randomness: the same tree renders to the same bytes.

mod artifact;
mod assemble;
mod cache;
mod catalog;
mod evaluate;
mod explain;
mod helm;
mod nesting;
mod object;
mod parallel;
mod plan;
mod reason;
mod registry;
mod session;
mod unit;

pub use cache::Cache;
pub use catalog::{About, Catalog, Environment, Metric, Organisation, Platform, Runs, Service, Severity, Stream, Tag, Team};
pub use evaluate::{Estate, Rendered, catalog, estate, render};
pub use helm::values;
pub use object::{ARCHETYPES, BOARDS, Dashboard, Monitor, OWN, Object, Slo, Spec};
pub use plan::Selection;
pub use registry::sources;
pub use rsjsonnet_lang::arena::Arena;
pub use session::Session;
pub use unit::Unit;
