//! From the tree to the files that are applied: evaluates the Jsonnet tree unit by unit, has its values lowered to objects, and writes these as
//! manifests and Helm values. Owns the Jsonnet engine. Sees no clock, environment, network or randomness: the same tree renders to the same bytes.

mod artifact;
mod assemble;
mod cache;
mod declared;
mod environments;
mod evaluate;
mod explain;
mod helm;
mod limits;
mod metadata;
mod nesting;
mod object;
mod outdated;
mod parallel;
mod parts;
mod place;
mod plan;
mod reason;
mod references;
mod registry;
mod related;
mod session;
mod syntax;
mod terraform;
mod unit;
mod vocabulary;

pub use cache::{Cache, tool_key};
pub use constructors::{
    Dashboard, Downtime, Minimum, Monitor, Schedule, ShownUnit, Slo, Spec, Synthetic, is_measured, links,
};
pub use evaluate::{Definitions, Rendered, catalog, definitions, render};
pub use helm::values;
pub use model::{
    Archetype, Catalog, Costs, Environment, LogVolumes, Metric, Organisation, Platform, Runs, Service, ServiceLogs,
    Severity, Stream, Tag, Team,
};
pub use object::{ARCHETYPES, DASHBOARDS, Linked, OWN, Object, SLO_ALERTS};
pub use outdated::outdated_files;
pub use plan::Selection;
pub use registry::{sources, write_registry};
pub use related::Related;
pub use rsjsonnet_lang::arena::Arena;
pub use session::Session;
pub use unit::Unit;
