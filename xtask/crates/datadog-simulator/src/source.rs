//! What a run looks at, kind by kind.

mod composite;
mod given;
mod plan;
mod slo;

pub(crate) use composite::CompositeSource;
pub(crate) use given::GivenSource;
pub(crate) use plan::PlanSource;
pub(crate) use slo::{Budget, SloSource, plans};
