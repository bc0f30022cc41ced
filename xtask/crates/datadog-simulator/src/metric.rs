//! Metric queries: compiled once, bound to a world, evaluated at many times.

mod bind;
mod compile;
mod evaluate;
mod formula;
mod function;
mod group;
mod leaf;
mod plan;
mod rolled;
mod scalar;
mod scope;

pub(crate) use bind::Bound;
pub(crate) use compile::{MetricLeaves, expression};
pub(crate) use evaluate::Pool;
pub(crate) use formula::{Formula, Variable};
pub(crate) use plan::{Leaf, Node, Operator, Plan, Space};
pub(crate) use scope::Scope;
