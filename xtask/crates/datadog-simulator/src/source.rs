//! What a run looks at, kind by kind.

mod composite;
mod plan;
mod slo;
mod supplied;

pub(crate) use composite::CompositeSource;
pub(crate) use plan::PlanSource;
pub(crate) use slo::{Budget, SloSource, plans};
pub(crate) use supplied::SuppliedSource;
