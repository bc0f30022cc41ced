//! Metric queries: compiled once, bound to the series of a world, then evaluated at many times.

mod bind;
mod clock;
mod compile;
mod evaluate;
mod formula;
mod function;
mod group;
mod leaf;
mod plan;
mod rolled;
mod scalar;
pub(crate) mod scope;

pub(crate) use bind::Bound;
pub(crate) use compile::{MetricLeaves, expression};
pub(crate) use evaluate::{Content, Pool};
pub use formula::event_source;
pub(crate) use formula::{Formula, Variable};
pub(crate) use plan::{Leaf, Node, Operator, Plan, Space};
pub(crate) use scope::Scope;
